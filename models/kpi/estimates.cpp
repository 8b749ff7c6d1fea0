#include "models/kpi/estimates.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>

#include "models/kpi/kpi_table.h"
#include "models/kpi/slices.h"

namespace firstline {
namespace {

// A metric in a slice, as what the interval functions want: a numerator and a denominator a replication, or for
// quantiles the pooled value with each replication's own.
struct Sample {
  std::vector<double> num;
  std::vector<double> den;
  double pooled_s = 0.0;
  std::vector<double> quantiles_s;
  std::vector<std::int64_t> counts;
};

Sample sample_quantile(const KpiRow& row, const SliceFacts& slice) {
  Sample sample;
  const sim::LogHistogram* pooled = row.quantiles == &Facts::waits ? slice.pooled_waits() : slice.pooled_responses();
  sim::LogHistogram first_answers;
  if (row.quantiles == &Facts::first_answers) {
    first_answers = slice.pooled_first_answers();
    pooled = &first_answers;
  }
  if (pooled != nullptr) sample.pooled_s = sim::ticks_to_seconds(pooled->quantile(kWaitQuantiles[row.quantile]));
  for (const Facts& facts : slice.facts()) {
    const Quantiles& own = *(facts.*row.quantiles);
    sample.quantiles_s.push_back(sim::ticks_to_seconds(own.at[row.quantile]));
    sample.counts.push_back(own.count);
  }
  return sample;
}

// The variance over time as a ratio: sums of squares around the overall mean, over time. Its influence values are
// those of the delta method for m2 - m1^2.
Sample sample_variance(const KpiRow& row, const SliceFacts& slice) {
  double integral = 0.0;
  double span = 0.0;
  for (const Facts& facts : slice.facts()) {
    integral += sim::ticks_to_seconds(facts.waiting->integral);
    span += row.denominator(facts);
  }
  const double mean = span > 0.0 ? integral / span : 0.0;
  Sample sample;
  for (const Facts& facts : slice.facts()) {
    const double own_span = row.denominator(facts);
    const double own_integral = sim::ticks_to_seconds(facts.waiting->integral);
    sample.num.push_back(row.numerator(facts) - 2.0 * mean * own_integral + mean * mean * own_span);
    sample.den.push_back(own_span);
  }
  return sample;
}

// Restricted means weighted by issues, as a ratio; nothing where one replication does not know its own.
Sample sample_restricted_mean(const KpiRow& row, const SliceFacts& slice) {
  Sample sample;
  for (const Facts& facts : slice.facts()) {
    const Resolution& own = *(facts.*row.resolution);
    const auto issues = static_cast<double>(own.issues);
    sample.num.push_back(own.mean_s.value_or(0.0) * issues);
    sample.den.push_back(issues);
  }
  const bool known = std::all_of(slice.facts().begin(), slice.facts().end(), [&](const Facts& facts) {
    const Resolution& own = *(facts.*row.resolution);
    return own.mean_s || own.issues == 0;
  });
  if (!known) std::fill(sample.den.begin(), sample.den.end(), 0.0);
  return sample;
}

// As a quantile, of the curve of all issues together; a replication whose own curve does not get there has no say.
Sample sample_restricted_quantile(const KpiRow& row, const SliceFacts& slice) {
  Sample sample;
  const std::optional<double> pooled =
      slice.pooled_resolution(row.resolution == &Facts::resolution_business).quantiles_s[row.quantile];
  sample.pooled_s = pooled.value_or(0.0);
  for (const Facts& facts : slice.facts()) {
    const Resolution& own = *(facts.*row.resolution);
    const std::optional<double>& quantile = own.quantiles_s[row.quantile];
    sample.quantiles_s.push_back(quantile.value_or(0.0));
    sample.counts.push_back(pooled && quantile ? own.issues : 0);
  }
  return sample;
}

bool is_quantile(const KpiRow& row) { return row.kind == Kind::quantile || row.kind == Kind::restricted_quantile; }

Sample sample_of(const KpiRow& row, const SliceFacts& slice) {
  if (row.kind == Kind::quantile) return sample_quantile(row, slice);
  if (row.kind == Kind::restricted_mean) return sample_restricted_mean(row, slice);
  if (row.kind == Kind::restricted_quantile) return sample_restricted_quantile(row, slice);
  if (row.kind == Kind::variance) return sample_variance(row, slice);
  Sample sample;
  for (const Facts& facts : slice.facts()) {
    if (row.kind == Kind::maximum) {
      const Quantiles& own = *(facts.*row.quantiles);
      sample.num.push_back(own.count > 0 ? sim::ticks_to_seconds(own.maximum) : 0.0);
      sample.den.push_back(own.count > 0 ? 1.0 : 0.0);
    } else {
      sample.num.push_back(row.numerator(facts));
      if (row.kind == Kind::ratio) sample.den.push_back(row.denominator(facts));
    }
  }
  return sample;
}

sim::Interval interval_of(const KpiRow& row, const Sample& sample, double confidence) {
  switch (row.kind) {
    case Kind::mean:
      return sim::mean_interval(sample.num, confidence);
    case Kind::paired:
      return {};
    case Kind::quantile:
    case Kind::restricted_quantile:
      return sim::pooled_quantile_interval(sample.pooled_s, sample.quantiles_s, sample.counts, confidence);
    default:
      return sim::ratio_interval(sample.num, sample.den, confidence);
  }
}

// What each replication adds to a pooled quantile, to first order; empty where nothing was observed.
std::vector<double> quantile_influences(const Sample& sample, std::size_t pairs) {
  double total = 0.0;
  for (std::size_t r = 0; r < pairs; ++r) total += static_cast<double>(sample.counts[r]);
  std::vector<double> influences;
  if (total <= 0.0) return influences;
  for (std::size_t r = 0; r < pairs; ++r) {
    const double weight = static_cast<double>(sample.counts[r]) * static_cast<double>(pairs) / total;
    influences.push_back(weight > 0.0 ? (sample.quantiles_s[r] - sample.pooled_s) * weight : 0.0);
  }
  return influences;
}

sim::Interval quantile_difference(const Sample& variant, const Sample& base, std::size_t pairs, double confidence) {
  const std::vector<double> a = quantile_influences(variant, pairs);
  const std::vector<double> b = quantile_influences(base, pairs);
  if (a.empty() || b.empty()) return {};
  const double mean = variant.pooled_s - base.pooled_s;
  const auto seen_twice = [&](const Sample& sample) {
    const auto end = sample.counts.begin() + static_cast<std::ptrdiff_t>(pairs);
    return std::count_if(sample.counts.begin(), end, [](std::int64_t count) { return count > 0; }) >= 2;
  };
  if (!seen_twice(variant) || !seen_twice(base)) return {mean, mean, mean, static_cast<int>(pairs), false};
  double squares = 0.0;
  for (std::size_t r = 0; r < pairs; ++r) squares += (a[r] - b[r]) * (a[r] - b[r]);
  const double n = static_cast<double>(pairs);
  const double half = sim::student_t_quantile(0.5 + 0.5 * confidence, n - 1.0) * std::sqrt(squares / (n - 1.0) / n);
  return {mean, mean - half, mean + half, static_cast<int>(pairs), true};
}

sim::Interval difference_of(const KpiRow& row, const Sample& variant, const Sample& base, std::size_t pairs,
                            double confidence) {
  if (is_quantile(row)) return quantile_difference(variant, base, pairs, confidence);
  const auto first = [&](const std::vector<double>& values) { return std::span<const double>(values).first(pairs); };
  if (row.kind == Kind::mean) {
    return sim::mean_difference_interval(first(variant.num), first(base.num), confidence);
  }
  return sim::ratio_difference_interval({first(variant.num), first(variant.den)}, {first(base.num), first(base.den)},
                                        confidence);
}

// The part of the base's sum that the variant is spared; nothing where not the bots are what sets the two apart.
sim::Interval avoided(const Sample& variant, const Sample& base, std::size_t pairs, const ReplicationSet& with,
                      const ReplicationSet& without) {
  if (!without.names.bots.empty() || with.names.bots.empty()) return {};
  std::vector<double> spared;
  spared.reserve(pairs);
  for (std::size_t r = 0; r < pairs; ++r) spared.push_back(base.num[r] - variant.num[r]);
  return sim::ratio_interval(spared, std::span<const double>(base.num).first(pairs), without.confidence);
}

// A paired row: the variant has the value that the difference has, the base none.
Difference paired_difference(Estimate base, Estimate variant, const sim::Interval& share, int pairs) {
  Difference row = to_difference(std::move(base), std::move(variant), share, pairs);
  if (row.difference.mean) {
    row.variant.mean = row.difference.mean;
    row.variant.lo = row.difference.lo;
    row.variant.hi = row.difference.hi;
    row.variant.n = row.difference.n;
    row.variant.reason.clear();
  } else {
    row.difference.reason = row.variant.reason;
  }
  return row;
}

// The rows that a slice shows, money left out, and those about issues where nothing is known of them.
template <class Visit>
void for_each_row(const SliceOf& slice, bool cases, Visit visit) {
  for (const KpiRow& row : kpi_table()) {
    if (row.kind != Kind::money && (row.slices & slice.kind) != 0 && (cases || !row.cases)) visit(row);
  }
}

bool has_issues(const SliceFacts& slice) {
  return std::any_of(slice.facts().begin(), slice.facts().end(),
                     [](const Facts& facts) { return facts.issue != nullptr && facts.issue->opened > 0; });
}

Estimate estimate_row(const KpiRow& row, const SliceOf& slice, const SliceFacts& facts, const Sample& sample,
                      const ReplicationSet& set) {
  Estimate estimate = to_estimate(row.key, slice.slice, row.unit, interval_of(row, sample, set.confidence),
                                  static_cast<int>(set.records.size()));
  const bool known = row.kind != Kind::paired || !set.names.bots.empty();  // no bots, nothing to pair
  if (!estimate.mean && known && has_issues(facts)) estimate.reason = row.reason;
  refuse_zero_width(estimate);
  cut_to_range(estimate, row.least, std::string_view(row.unit) == "share" ? 1.0 : row.most);
  return estimate;
}

// What one replication alone says: NaN where it has counted nothing.
double value_of(const Sample& sample, std::size_t r) {
  constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
  if (!sample.quantiles_s.empty()) return sample.counts[r] > 0 ? sample.quantiles_s[r] : kNothing;
  if (sample.den.empty()) return sample.num[r];
  return sample.den[r] > 0.0 ? sample.num[r] / sample.den[r] : kNothing;
}

}  // namespace

std::vector<Estimate> estimate(const ReplicationSet& set) {
  std::vector<Estimate> estimates;
  for (const SliceOf& slice : slices_of(set)) {
    const SliceFacts facts(set, slice);
    for_each_row(slice, set.names.has_cases(), [&](const KpiRow& row) {
      estimates.push_back(estimate_row(row, slice, facts, sample_of(row, facts), set));
    });
  }
  return estimates;
}

Estimate estimate_total(const ReplicationSet& set, std::string_view key) {
  const KpiRow* row = find_kpi(key);
  const int replications = static_cast<int>(set.records.size());
  const bool known = row != nullptr && (!row->cases || set.names.has_cases());
  if (!known || row->kind == Kind::money) return to_estimate(std::string(key), {}, "", {}, replications);
  const Sample sample = sample_of(*row, SliceFacts(set, SliceOf{}));
  return to_estimate(row->key, {}, row->unit, interval_of(*row, sample, set.confidence), replications);
}

std::vector<Difference> difference(const ReplicationSet& base, const ReplicationSet& variant) {
  const std::size_t pairs = std::min(base.records.size(), variant.records.size());
  const auto key_of = [](const Slice& slice) { return std::tuple(slice.dimension, slice.name, slice.comma); };
  std::map<std::tuple<std::string, std::string, std::size_t>, SliceOf> in_variant;
  for (SliceOf& slice : slices_of(variant)) in_variant.emplace(key_of(slice.slice), std::move(slice));
  const bool cases = base.names.has_cases() && variant.names.has_cases();
  std::vector<Difference> differences;
  for (const SliceOf& slice : slices_of(base)) {
    const auto other = in_variant.find(key_of(slice.slice));
    if (other == in_variant.end() || other->second.kind != slice.kind) continue;
    const SliceFacts base_facts(base, slice);
    const SliceFacts variant_facts(variant, other->second);
    for_each_row(slice, cases, [&](const KpiRow& row) {
      const Sample base_sample = sample_of(row, base_facts);
      const Sample variant_sample = sample_of(row, variant_facts);
      Estimate of_base = estimate_row(row, slice, base_facts, base_sample, base);
      Estimate of_variant = estimate_row(row, slice, variant_facts, variant_sample, variant);
      const bool paired = row.kind == Kind::paired;
      const sim::Interval interval = paired ? avoided(variant_sample, base_sample, pairs, variant, base)
                                            : difference_of(row, variant_sample, base_sample, pairs, base.confidence);
      differences.push_back((paired ? paired_difference : to_difference)(std::move(of_base), std::move(of_variant),
                                                                         interval, static_cast<int>(pairs)));
    });
  }
  return differences;
}

ReplicationValues replication_values(const ReplicationSet& set, std::string_view key, std::string_view dimension) {
  ReplicationValues result;
  const KpiRow* row = find_kpi(key);
  if (row == nullptr || row->kind == Kind::money) return result;
  for (const SliceOf& slice : slices_of(set)) {
    const bool shown = (row->slices & slice.kind) != 0 && (set.names.has_cases() || !row->cases);
    if (!shown || slice.slice.dimension != dimension) continue;
    const Sample sample = sample_of(*row, SliceFacts(set, slice));
    result.slices.push_back(slice.slice.name);
    const bool alone = row->kind == Kind::paired;  // a run does not know what it is paired with
    for (std::size_t r = 0; r < set.records.size(); ++r) {
      result.values.push_back(alone ? std::numeric_limits<double>::quiet_NaN() : value_of(sample, r));
    }
  }
  return result;
}

}  // namespace firstline
