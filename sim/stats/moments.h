// Mean, variance and range of a sequence, kept in one pass and mergeable.
//
// Units: those of the values.
// Shape: n, mean, sum of squared deviations m2, min, max; min and max mean nothing while n is 0.
// Errors: none. The variance of fewer than two values is 0: ask sim/stats/interval.h whether it can be estimated.
// Threads: none shared. Merging is exact in n, min and max; mean and m2 depend on the order of merging in their last
//   bits, so results merge in order of replication.
// Source: Welford 1962; Chan, Golub and LeVeque 1983.
// Tests: tests/sim/stats/moments_test.cpp
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

namespace sim {

struct Moments {
  std::int64_t n = 0;
  double mean = 0.0;
  double m2 = 0.0;
  double min = std::numeric_limits<double>::max();
  double max = std::numeric_limits<double>::lowest();

  void add(double value) {
    ++n;
    const double delta = value - mean;
    mean += delta / static_cast<double>(n);
    m2 += delta * (value - mean);
    min = std::min(min, value);
    max = std::max(max, value);
  }

  void merge(const Moments& other) {
    if (other.n == 0) return;
    if (n == 0) {
      *this = other;
      return;
    }
    const double here = static_cast<double>(n);
    const double there = static_cast<double>(other.n);
    const double delta = other.mean - mean;
    mean += delta * (there / (here + there));
    m2 += other.m2 + delta * delta * (here * there / (here + there));
    n += other.n;
    min = std::min(min, other.min);
    max = std::max(max, other.max);
  }

  double variance() const { return n < 2 ? 0.0 : m2 / static_cast<double>(n - 1); }
  friend bool operator==(const Moments&, const Moments&) = default;
};

}  // namespace sim
