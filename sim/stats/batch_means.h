// The mean of one long, correlated run with an interval: batch means, and whether the batches are long enough.
//
// Flow: a series after its warm-up (sim/stats/mser.h) -> batch_means; or a figure a week -> judge_batches.
// Units: those of the values; confidence and significance are shares.
// Shape: batches of equal length; what does not fill them is left out at the front, next to the warm-up. 20 to 30
//   batches are usual: fewer give wide intervals, more make short and dependent batches.
// Errors: at least 3 batches with at least one value each, and 0 < confidence < 1 are expected.
// Threads: pure functions.
// Neglects: what correlation is left between batches; independent() tests for it. If it fails, take fewer and longer
//   batches, or a longer run.
// Source: von Neumann 1941; Fishman 1978; Law, Simulation Modeling and Analysis, 9.5.3; science.md 11.4.
// Tests: tests/sim/stats/batch_means_test.cpp
#pragma once

#include <cstddef>
#include <span>

#include "sim/stats/interval.h"

namespace sim {

struct BatchMeans {
  Interval interval;
  std::size_t batch_size = 1;
  double lag1 = 0.0;         // autocorrelation of neighbouring batch means
  double von_neumann = 0.0;  // standard normal for independent normal batches; large for positive correlation
  double p_value = 1.0;      // one-sided, against positive correlation; batches that all agree show none

  bool independent(double significance = 0.05) const { return p_value >= significance; }
};

BatchMeans judge_batches(std::span<const double> means, double confidence);
BatchMeans batch_means(std::span<const double> values, std::size_t num_batches, double confidence);

}  // namespace sim
