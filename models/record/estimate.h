// One number shown to a person: which metric, of which slice, its estimate and its interval.
//
// Flow: models/kpi and models/economics make them, models/run gathers them, models/report and the doors show them.
// Units: as the metric's row says; shares 0..1; seconds; money in the scenario's currency.
// Shape: an empty slice (dimension "") is the total. Undefined (nothing in the denominator) has no mean, and a reason.
// Errors: none; what cannot be estimated is absent.
// Source: architecture.md, "Estimator kinds are typed"; kpis.md.
// Tests: tests/models/record/estimate_test.cpp
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/stats/interval.h"

namespace firstline {

struct Slice {
  std::string
      dimension;     // "", "contact_type", "queue", "team", "interval", "within", "topic", "from_line,to_line", ...
  std::string name;  // "" for the total; of a pair both, joined by a comma
  std::size_t comma = 0;  // in the name of a pair: where its first part ends
  Slice() = default;
  Slice(std::string of, std::string called) : dimension(std::move(of)), name(std::move(called)) {}
  friend bool operator==(const Slice&, const Slice&) = default;
};

// Of "topic,line" named "billing,2".
Slice pair_slice(std::string dimension, const std::string& first, const std::string& second);
// {"topic", "billing"}, {"line", "2"}: one by one; none of the total.
std::vector<Slice> parts_of(const Slice& slice);

struct Estimate {
  std::string key;
  Slice slice;
  std::string unit;  // "s", "share", "contacts", "EUR", "h", ...
  std::optional<double> mean;
  std::optional<double> lo;  // absent when not estimable: one replication, or all agree on a sampled value
  std::optional<double> hi;
  int n = 0;           // replications behind it
  std::string reason;  // code of the message that says why the mean or the interval is absent
};

// Nothing was counted that the metric could be about.
inline constexpr const char* kNothingCounted = "N001";
// Open issues were not followed long enough to know how long they take.
inline constexpr const char* kFollowedTooShort = "N003";
// Every issue was opened too late to be judged: the time after it is shorter than the window of a repeat.
inline constexpr const char* kTooLateToJudge = "N004";
// All replications agree: they saw no spread, which is not certainty.
inline constexpr const char* kAllAgree = "N002";

// Takes an interval of width 0 away and says why; for what is sampled, not for what is exact.
void refuse_zero_width(Estimate& estimate);

// One metric, replication by replication, in every slice of one dimension; NaN where a replication counted nothing.
struct ReplicationValues {
  std::vector<std::string> slices;  // their names; one empty name for the total
  std::vector<double> values;       // [slice * replications + replication]
};

// With few replications the interval of Student's t goes beyond what a metric can be: cut there, it still covers. A
// mean that is itself outside (visits per session are no share of them) says that the metric has no such end.
void cut_to_range(Estimate& estimate, double least, double most);

// What an interval says about one metric; `replications` is shown where the interval itself is undefined.
Estimate to_estimate(std::string key, Slice slice, std::string unit, const sim::Interval& interval, int replications);

// A paired difference, variant minus base, on the same customers. distinguishable: the interval excludes 0.
struct Difference {
  Estimate base;
  Estimate variant;
  Estimate difference;
  bool distinguishable = false;
};

// `interval` is that of the paired difference, over `replications` pairs.
Difference to_difference(Estimate base, Estimate variant, const sim::Interval& interval, int replications);

}  // namespace firstline
