// Confidence intervals over independent replications: means, ratios of sums, paired differences, quantiles.
//
// Flow: one value (or numerator and denominator) a replication, in order of replication; models/kpi calls these.
// Units: those of the values; confidence and p are shares (0.95).
// Shape: n is the number of replications, 0 when the estimate itself is undefined (a zero denominator, no data).
//   estimable is false when no interval can be given, as with one replication; then lo = hi = mean, not to be shown.
//   Replications that all agree (n >= 2) give an interval of zero width; see Interval::constant.
// Errors: spans of unequal length, confidence or p outside (0, 1), denominators below 0: checked in debug builds.
// Threads: pure functions.
// Neglects: dependence between replications; the bias of a ratio, of order 1/n; the discreteness of counts.
// Source: Law, Simulation Modeling and Analysis, 4.5 and 9.4; science.md 11.1, 11.5; docs/method/output_analysis.md.
// Tests: tests/sim/stats/interval_test.cpp
#pragma once

#include <cstdint>
#include <span>

namespace sim {

struct Interval {
  double mean = 0.0;
  double lo = 0.0;
  double hi = 0.0;
  int n = 0;
  bool estimable = false;

  bool defined() const { return n > 0; }
  double half_width() const { return 0.5 * (hi - lo); }
  // No variation seen: the width of 0 says that the replications agreed, not that the truth is known.
  bool constant() const { return estimable && lo == hi; }
  friend bool operator==(const Interval&, const Interval&) = default;
};

// Below this many replications ratios take their variance from the jackknife, from here on from the delta method.
inline constexpr int kJackknifeBelow = 20;

// Quantile p of Student's t with df degrees of freedom, to 12 significant digits, which levels the builds: only a value
// that lies on the edge of rounding can differ, in its twelfth digit (native against WebAssembly: 1 of 20,993).
double student_t_quantile(double p, double df);

// The mean of the values.
Interval mean_interval(std::span<const double> values, double confidence);

// sum(num) / sum(den): a ratio of expectations, never a mean of ratios. den >= 0.
Interval ratio_interval(std::span<const double> num, std::span<const double> den, double confidence);

// mean(a - b), a[r] and b[r] having been simulated with the same random numbers.
Interval mean_difference_interval(std::span<const double> a, std::span<const double> b, double confidence);

struct RatioData {
  std::span<const double> num;
  std::span<const double> den;
};

// sum(a.num) / sum(a.den) - sum(b.num) / sum(b.den), paired by replication.
Interval ratio_difference_interval(const RatioData& a, const RatioData& b, double confidence);

// The quantile `pooled` of all observations of all replications (a pooled histogram's), from each replication's own
// quantile and number of observations: sectioning around the pooled value, weighted by the numbers.
Interval pooled_quantile_interval(double pooled, std::span<const double> quantiles,
                                  std::span<const std::int64_t> counts, double confidence);

// Ranks l <= u (from 1) of the order statistics that enclose quantile p of n independent values, and how often they
// do so for a continuous law. l = 0 or u = n + 1 says that n values are too few to bound that side.
struct OrderRanks {
  int l = 0;
  int u = 0;
  double coverage = 0.0;
  friend bool operator==(const OrderRanks&, const OrderRanks&) = default;
};
OrderRanks quantile_ranks(int n, double p, double confidence);

// Quantile p of independent values (one a replication), distribution-free: mean is the smallest value at or below which
// a share p lies. Not estimable where the ranks fall outside.
Interval order_quantile_interval(std::span<const double> values, double p, double confidence);

}  // namespace sim
