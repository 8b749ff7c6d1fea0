#include "sim/stats/interval.h"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <cstddef>
#include <vector>

#include "sim/base/check.h"

namespace sim {
namespace {

namespace policies = boost::math::policies;
using Policy = policies::policy<policies::promote_double<false>>;

// To 12 significant digits by exact powers of ten: builds whose Boost or libm differ in the last bits agree.
double round_12(double value) {
  if (value == 0.0) return 0.0;
  double scale = 1.0;
  while (std::fabs(value) * scale < 1e11 && scale < 1e22) scale *= 10.0;
  return std::floor(value * scale + 0.5) / scale;
}

double sum_of(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum;
}

Interval undefined() { return {}; }
Interval not_estimable(double mean, std::size_t n) { return {mean, mean, mean, static_cast<int>(n), false}; }

// mean +- t * sqrt(variance_of_mean), with n - 1 degrees of freedom.
Interval around(double mean, double variance_of_mean, std::size_t n, double confidence) {
  const double t = student_t_quantile(0.5 + 0.5 * confidence, static_cast<double>(n - 1));
  const double half = t * std::sqrt(variance_of_mean);
  return {mean, mean - half, mean + half, static_cast<int>(n), true};
}

// The variance of the mean of values whose own mean is `center`.
double variance_of_mean(std::span<const double> values, double center) {
  const double n = static_cast<double>(values.size());
  double sum = 0.0;
  for (const double value : values) sum += (value - center) * (value - center);
  return sum / (n - 1.0) / n;
}

bool all_equal(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(), [&](double value) { return value == values.front(); });
}

// Standard errors this small beside the values are what adding and dividing leave of a spread of 0: each replication
// has the same ratio, such as a handle time that never varies.
constexpr double kRounding = 1e-12;

// A ratio of sums with what its variance is made of.
class Ratio {
 public:
  explicit Ratio(const RatioData& data)
      : data_(data), num_(sum_of(data.num)), den_(sum_of(data.den)), contributing_(count_contributing(data.den)) {
    EXPECT(data.num.size() == data.den.size());
  }

  bool defined() const { return den_ > 0.0; }
  // One replication with a denominator says nothing about the spread of the ratio, however many have none.
  bool estimable() const { return contributing_ >= 2; }
  double value() const { return num_ / den_; }

  // What replication r adds to the ratio, to first order; these sum to 0.
  double influence(std::size_t r) const {
    return (data_.num[r] - value() * data_.den[r]) * static_cast<double>(data_.den.size()) / den_;
  }
  double without(std::size_t r) const { return (num_ - data_.num[r]) / (den_ - data_.den[r]); }

 private:
  static int count_contributing(std::span<const double> den) {
    return static_cast<int>(std::count_if(den.begin(), den.end(), [](double value) { return value > 0.0; }));
  }

  RatioData data_;
  double num_;
  double den_;
  int contributing_;
};

// The variance of statistic(r), a linear combination of ratios: effects(r) are its influence values or, for the
// jackknife, its values with replication r left out. `scale` is the size of the ratios.
template <class Influence, class Without>
double ratio_variance(std::size_t n, double scale, Influence influence, Without without) {
  const double nothing = kRounding * scale * kRounding * scale;
  std::vector<double> effects(n);
  double variance = 0.0;
  if (n >= static_cast<std::size_t>(kJackknifeBelow)) {
    for (std::size_t r = 0; r < n; ++r) effects[r] = influence(r);
    variance = variance_of_mean(effects, 0.0);
  } else {
    for (std::size_t r = 0; r < n; ++r) effects[r] = without(r);
    const double size = static_cast<double>(n);
    variance = variance_of_mean(effects, sum_of(effects) / size) * (size - 1.0) * (size - 1.0);
  }
  return variance <= nothing ? 0.0 : variance;
}

boost::math::binomial_distribution<double, Policy> binomial(int n, double p) {
  return boost::math::binomial_distribution<double, Policy>(n, p);
}

double binomial_cdf(int n, double p, int k) {
  if (k < 0) return 0.0;
  return k >= n ? 1.0 : boost::math::cdf(binomial(n, p), k);
}

// The smallest k with P(B <= k) >= share.
int binomial_quantile(int n, double p, double share) {
  int below = -1;
  int at = n;
  while (at - below > 1) {
    const int middle = below + (at - below) / 2;
    (binomial_cdf(n, p, middle) >= share ? at : below) = middle;
  }
  return at;
}

}  // namespace

double student_t_quantile(double p, double df) {
  EXPECT(p > 0.0 && p < 1.0 && df > 0.0);
  return round_12(boost::math::quantile(boost::math::students_t_distribution<double, Policy>(df), p));
}

Interval mean_interval(std::span<const double> values, double confidence) {
  const std::size_t n = values.size();
  if (n == 0) return undefined();
  if (n == 1) return not_estimable(values[0], n);
  if (all_equal(values)) return around(values[0], 0.0, n, confidence);
  const double mean = sum_of(values) / static_cast<double>(n);
  return around(mean, variance_of_mean(values, mean), n, confidence);
}

Interval ratio_interval(std::span<const double> num, std::span<const double> den, double confidence) {
  const Ratio ratio({num, den});
  const std::size_t n = num.size();
  if (!ratio.defined()) return undefined();
  if (!ratio.estimable()) return not_estimable(ratio.value(), n);
  const double variance = ratio_variance(
      n, std::fabs(ratio.value()), [&](std::size_t r) { return ratio.influence(r); },
      [&](std::size_t r) { return ratio.without(r); });
  return around(ratio.value(), variance, n, confidence);
}

Interval mean_difference_interval(std::span<const double> a, std::span<const double> b, double confidence) {
  EXPECT(a.size() == b.size());
  std::vector<double> differences(a.size());
  for (std::size_t r = 0; r < a.size(); ++r) differences[r] = a[r] - b[r];
  return mean_interval(differences, confidence);
}

Interval ratio_difference_interval(const RatioData& a, const RatioData& b, double confidence) {
  EXPECT(a.num.size() == b.num.size());
  const Ratio ratio_a(a);
  const Ratio ratio_b(b);
  const std::size_t n = a.num.size();
  if (!ratio_a.defined() || !ratio_b.defined()) return undefined();
  const double difference = ratio_a.value() - ratio_b.value();
  if (!ratio_a.estimable() || !ratio_b.estimable()) return not_estimable(difference, n);
  const double scale = std::max(std::fabs(ratio_a.value()), std::fabs(ratio_b.value()));
  const double variance = ratio_variance(
      n, scale, [&](std::size_t r) { return ratio_a.influence(r) - ratio_b.influence(r); },
      [&](std::size_t r) { return ratio_a.without(r) - ratio_b.without(r); });
  const bool same = variance == 0.0 && std::fabs(difference) <= kRounding * scale;
  return around(same ? 0.0 : difference, variance, n, confidence);
}

Interval pooled_quantile_interval(double pooled, std::span<const double> quantiles,
                                  std::span<const std::int64_t> counts, double confidence) {
  EXPECT(quantiles.size() == counts.size());
  const std::size_t n = quantiles.size();
  std::int64_t total = 0;
  for (const std::int64_t count : counts) total += count;
  if (total <= 0) return undefined();
  if (std::count_if(counts.begin(), counts.end(), [](std::int64_t count) { return count > 0; }) < 2) {
    return not_estimable(pooled, n);
  }
  std::vector<double> influences(n, 0.0);
  const double mean_count = static_cast<double>(total) / static_cast<double>(n);
  for (std::size_t r = 0; r < n; ++r) {
    if (counts[r] > 0) influences[r] = (quantiles[r] - pooled) * static_cast<double>(counts[r]) / mean_count;
  }
  return around(pooled, variance_of_mean(influences, 0.0), n, confidence);
}

OrderRanks quantile_ranks(int n, double p, double confidence) {
  EXPECT(n >= 0 && p > 0.0 && p < 1.0 && confidence > 0.0 && confidence < 1.0);
  if (n == 0) return {0, 1, 1.0};
  const double tail = 0.5 - 0.5 * confidence;
  const int l = binomial_quantile(n, p, tail);
  const int u = binomial_quantile(n, p, 1.0 - tail) + 1;
  return {l, u, round_12(binomial_cdf(n, p, u - 1) - binomial_cdf(n, p, l - 1))};
}

Interval order_quantile_interval(std::span<const double> values, double p, double confidence) {
  if (values.empty()) return undefined();
  const int n = static_cast<int>(values.size());
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  const auto at = [&](int rank) { return sorted[static_cast<std::size_t>(rank - 1)]; };
  const int rank = std::clamp(static_cast<int>(std::ceil(p * n * (1.0 - 0x1p-51))), 1, n);
  const OrderRanks ranks = quantile_ranks(n, p, confidence);
  if (ranks.l < 1 || ranks.u > n) return not_estimable(at(rank), values.size());
  return {at(rank), at(ranks.l), at(ranks.u), n, true};
}

}  // namespace sim
