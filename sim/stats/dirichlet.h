// What counts say about shares: the Dirichlet posterior of the shares of several outcomes.
//
// Flow: counts of a routing or confusion row -> mean and standard deviation of each share, for uncertain inputs.
// Units: shares; prior is in counts, alike for every outcome (1: all shares equally likely before).
// Shape: one mean and sd an outcome; the means sum to 1. Each share by itself is Beta(count + prior, rest).
// Errors: at least one outcome, counts >= 0, prior >= 0 and a positive sum of both are expected.
// Threads: pure function.
// Neglects: dependence between the observations that were counted: real rows spread more.
// Source: Gelman et al., Bayesian Data Analysis, 3.4; science.md 12 (routing and confusion rows).
// Tests: tests/sim/stats/dirichlet_test.cpp
#pragma once

#include <span>
#include <vector>

namespace sim {

struct DirichletShare {
  double mean = 0.0;
  double sd = 0.0;
};

std::vector<DirichletShare> dirichlet_posterior(std::span<const double> counts, double prior = 1.0);

}  // namespace sim
