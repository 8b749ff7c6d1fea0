// MSER-5: how much of the start of one long run to drop, so that the rest is free of the empty start.
//
// Flow: the run's series (a wait a contact, a level a minute) -> mser -> mean of the rest; intervals come from
//   replications or sim/stats/batch_means.h.
// Units: those of the values.
// Shape: the values are averaged in batches of five (an incomplete last batch is left out); the cut is the smallest
//   number of batches d <= half of them that minimises the squared standard error of the mean of what is left.
// Errors: none thrown. A minimum at the bound says that the start was still felt half way through: at_bound, extend the
//   run. Fewer than ten batches say nothing: too_short, nothing is cut.
// Threads: pure function.
// Neglects: seasons. A centre with days and weeks has no flat steady state; take the week as one value.
// Source: White 1997; White, Cobb and Spratt 2000; science.md 11.3.
// Tests: tests/sim/stats/mser_test.cpp
#pragma once

#include <cstddef>
#include <span>

namespace sim {

enum class MserVerdict { found, at_bound, too_short };

struct Mser {
  MserVerdict verdict = MserVerdict::too_short;
  std::size_t cut_batches = 0;
  std::size_t cut_values = 0;
  double statistic = 0.0;       // sum of squared deviations of the batches kept / their number squared
  double mean_all = 0.0;        // of all values
  double mean_truncated = 0.0;  // of the values after the cut
};

inline constexpr std::size_t kMserLeastBatches = 10;

Mser mser(std::span<const double> values, std::size_t batch_size = 5);

}  // namespace sim
