#include "models/record/estimate.h"

#include <utility>

namespace firstline {

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

Difference to_difference(Estimate base, Estimate variant, const sim::Interval& interval, int replications) {
  Estimate difference = to_estimate(base.key, base.slice, base.unit, interval, replications);
  const bool distinguishable = interval.estimable && (interval.lo > 0.0 || interval.hi < 0.0);
  return {.base = std::move(base),
          .variant = std::move(variant),
          .difference = std::move(difference),
          .distinguishable = distinguishable};
}

}  // namespace firstline
