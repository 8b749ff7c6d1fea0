// Service level agreements: which contacts, within what time of whose working hours, for which share of them.
//
// Flow: part of Scenario; models/center starts and reads the clocks, models/kpi reports attainment.
// Units: seconds of the agreement's own hours.
// Shape: a row applies to contacts that match every selector it names; of several the most specific one applies (most
//   selectors, then the first by name).
// Source: science.md 7.5, 7.14; kpis.md, sla.*.
// Tests: tests/models/scenario/targets_test.cpp
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/units.h"

namespace firstline {

enum class SlaPeriod { day, week, month };  // a month is 28 days from the start of measuring

struct Sla {
  std::string segment{}, product{}, channel{}, topic{}, contact_type{};  // empty: any
  std::optional<double> response_s{};
  std::optional<double> resolution_s{};
  double share = 0.8;  // agreed share of contacts (issues) within the target
  SlaPeriod period = SlaPeriod::day;
  std::array<std::vector<sim::TimeRange>, 7> hours{};  // by weekday
  bool has_hours = false;                              // without: around the clock
  friend bool operator==(const Sla&, const Sla&) = default;
};

}  // namespace firstline
