#include "sim/stats/survival.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>

#include "sim/base/check.h"

namespace sim {
namespace {

// Takes the times in rising order, each once, with the numbers resolved and left open there.
class ProductLimit {
 public:
  explicit ProductLimit(std::int64_t num_items) : at_risk_(num_items) {}

  void add(double time, std::int64_t resolved, std::int64_t censored) {
    follow_up_ = time;
    if (resolved > 0) {
      const auto n = static_cast<double>(at_risk_), d = static_cast<double>(resolved);
      survival_ *= (n - d) / n;
      greenwood_ += d / (n * (n - d));
      const double error = survival_ > 0.0 ? survival_ * std::sqrt(greenwood_) : 0.0;
      steps_.push_back({time, at_risk_, resolved, survival_, error});
    }
    at_risk_ -= resolved + censored;
  }

  SurvivalCurve curve() && { return {std::move(steps_), follow_up_}; }

 private:
  std::int64_t at_risk_;
  double survival_ = 1.0;
  double greenwood_ = 0.0;
  double follow_up_ = 0.0;
  std::vector<SurvivalStep> steps_;
};

}  // namespace

double SurvivalCurve::at(double t) const {
  const auto after = std::upper_bound(steps_.begin(), steps_.end(), t,
                                      [](double time, const SurvivalStep& s) { return time < s.time; });
  return after == steps_.begin() ? 1.0 : std::prev(after)->survival;
}

double SurvivalCurve::restricted_mean(double tau) const {
  EXPECT(tau >= 0.0);
  double area = 0.0, from = 0.0, level = 1.0;
  for (const SurvivalStep& step : steps_) {
    if (step.time >= tau) break;
    area += level * (step.time - from);
    from = step.time;
    level = step.survival;
  }
  return area + level * (tau - from);
}

std::optional<double> SurvivalCurve::quantile(double p) const {
  EXPECT(p > 0.0 && p <= 1.0);
  for (const SurvivalStep& step : steps_) {
    if (step.survival <= 1.0 - p + 1e-12) return step.time;  // a product that should be 1 - p is so but for rounding
  }
  return std::nullopt;
}

SurvivalCurve survival_curve(std::span<const double> times, std::span<const std::uint8_t> resolved) {
  EXPECT(times.size() == resolved.size());
  std::vector<std::size_t> order(times.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    EXPECT(std::isfinite(times[i]) && times[i] >= 0.0);
    order[i] = i;
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return times[a] < times[b]; });
  ProductLimit limit(static_cast<std::int64_t>(times.size()));
  for (std::size_t i = 0; i < order.size();) {
    const double time = times[order[i]];
    std::int64_t ended = 0, censored = 0;
    for (; i < order.size() && times[order[i]] == time; ++i) ++(resolved[order[i]] != 0 ? ended : censored);
    limit.add(time, ended, censored);
  }
  return std::move(limit).curve();
}

SurvivalCurve survival_curve(const LogHistogram::Compact& resolved, const LogHistogram::Compact& censored) {
  ProductLimit limit(resolved.count + censored.count);
  const Tick longest = std::max(resolved.max, censored.max);
  auto ended = resolved.buckets.begin(), open = censored.buckets.begin();
  while (ended != resolved.buckets.end() || open != censored.buckets.end()) {
    const bool both = ended != resolved.buckets.end() && open != censored.buckets.end();
    const bool takes_ended = both ? ended->index <= open->index : ended != resolved.buckets.end();
    const bool takes_open = both ? open->index <= ended->index : !takes_ended;
    const std::size_t bucket = takes_ended ? ended->index : open->index;
    const Tick low = LogHistogram::lower(bucket);
    const Tick middle = low + (LogHistogram::lower(bucket + 1) - low) / 2;
    limit.add(ticks_to_seconds(std::min(longest, middle)), takes_ended ? ended->count : 0,
              takes_open ? open->count : 0);
    if (takes_ended) ++ended;
    if (takes_open) ++open;
  }
  return std::move(limit).curve();
}

}  // namespace sim
