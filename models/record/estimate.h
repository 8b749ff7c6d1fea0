// One number shown to a person: which metric, of which slice, its estimate and its interval.
//
// Flow: models/kpi and models/economics make them, models/run gathers them, models/report and the doors show them.
// Units: as the metric's row says; shares 0..1; seconds; money in the scenario's currency.
// Shape: an empty slice (dimension "") is the total. Undefined (nothing in the denominator) has no mean, and a reason.
// Source: architecture.md, "Estimator kinds are typed"; kpis.md.
// Tests: tests/models/record/estimate_test.cpp
#pragma once

#include <optional>
#include <string>

namespace firstline {

struct Slice {
  std::string dimension;  // "", "contact_type", "queue", "team", "interval", "within"
  std::string name;       // "" for the total
  friend bool operator==(const Slice&, const Slice&) = default;
};

struct Estimate {
  std::string key;
  Slice slice;
  std::string unit;  // "s", "share", "contacts", "EUR", "h", ...
  std::optional<double> mean;
  std::optional<double> lo;  // absent when not estimable (one replication)
  std::optional<double> hi;
  int n = 0;           // replications behind it
  std::string reason;  // code of the message that says why mean is absent
};

// A paired difference, variant minus base, on the same customers. distinguishable: the interval excludes 0.
struct Difference {
  Estimate base;
  Estimate variant;
  Estimate difference;
  bool distinguishable = false;
};

}  // namespace firstline
