#include "models/record/estimate.h"

#include <algorithm>
#include <utility>

namespace firstline {

Slice pair_slice(std::string dimension, const std::string& first, const std::string& second) {
  Slice slice(std::move(dimension), first + "," + second);
  slice.comma = first.size();
  return slice;
}

std::vector<Slice> parts_of(const Slice& slice) {
  if (slice.dimension.empty()) return {};
  if (slice.comma == 0) return {slice};
  const std::size_t comma = slice.dimension.find(',');
  return {{slice.dimension.substr(0, comma), slice.name.substr(0, slice.comma)},
          {slice.dimension.substr(comma + 1), slice.name.substr(slice.comma + 1)}};
}

Estimate to_estimate(std::string key, Slice slice, std::string unit, const sim::Interval& interval, int replications) {
  Estimate estimate{.key = std::move(key),
                    .slice = std::move(slice),
                    .unit = std::move(unit),
                    .mean = std::nullopt,
                    .lo = std::nullopt,
                    .hi = std::nullopt,
                    .n = replications,
                    .reason = ""};
  if (!interval.defined()) {
    estimate.reason = kNothingCounted;
    return estimate;
  }
  estimate.mean = interval.mean;
  if (interval.estimable) {
    estimate.lo = interval.lo;
    estimate.hi = interval.hi;
  }
  return estimate;
}

void refuse_zero_width(Estimate& estimate) {
  if (!estimate.lo || *estimate.lo != *estimate.hi) return;
  estimate.lo = estimate.hi = std::nullopt;
  estimate.reason = kAllAgree;
}

void cut_to_range(Estimate& estimate, double least, double most) {
  if (!estimate.lo) return;
  if (*estimate.mean >= least) estimate.lo = std::max(*estimate.lo, least);
  if (*estimate.mean <= most) estimate.hi = std::min(*estimate.hi, most);
}

Difference to_difference(Estimate base, Estimate variant, const sim::Interval& interval, int replications) {
  Estimate difference = to_estimate(base.key, base.slice, base.unit, interval, replications);
  const bool distinguishable = interval.estimable && (interval.lo > 0.0 || interval.hi < 0.0);
  return {.base = std::move(base),
          .variant = std::move(variant),
          .difference = std::move(difference),
          .distinguishable = distinguishable};
}

}  // namespace firstline
