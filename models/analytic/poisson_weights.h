// Poisson probabilities and tails for uniformisation, computed from the mode outwards so that no mean is too large.
//
// Flow: single_station and day_chain mix the steps of a discrete chain with them.
// Shape: weight[i] is P(N = first + i); tail[i] is P(N > first + i). What is left out is below 1e-17 in all.
// Errors: mean >= 0 and finite is expected.
// Threads: pure function.
// Source: Fox, Glynn 1988 (the idea); science.md A24.
// Tests: tests/models/analytic/poisson_weights_test.cpp
#pragma once

#include <vector>

namespace firstline {

struct PoissonWeights {
  int first = 0;
  std::vector<double> weight;
  std::vector<double> tail;

  int last() const { return first + static_cast<int>(weight.size()) - 1; }
  double weight_at(int k) const { return k < first ? 0.0 : weight[static_cast<std::size_t>(k - first)]; }
  double tail_at(int k) const { return k < first ? 1.0 : tail[static_cast<std::size_t>(k - first)]; }
};

PoissonWeights poisson_weights(double mean);

}  // namespace firstline
