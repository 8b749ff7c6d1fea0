// Which days of the measured span are told apart: none, the weekdays, or each day.
//
// Flow: the center model puts an arrival into the band of its day; models/run names weekdays and days from the bands.
// Units: days of the run from 0; dates are days since 1970-01-01.
// Shape: one band a measured day where days are asked for, else one a weekday that is measured, Monday first. Days
// before
//   and after the measured span have the band of the nearest measured day: nothing of theirs is counted.
// Threads: immutable.
// Source: kpis.md, Semantics (slices).
// Tests: tests/models/scenario/day_bands_test.cpp
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "models/scenario/experiment.h"
#include "sim/base/units.h"

namespace firstline {

inline constexpr int kMaxDayBands = 400;  // each costs memory for a day of reporting intervals

struct DayBands {
  std::int64_t first_day = 0;         // the first measured one
  std::vector<std::uint32_t> of_day;  // band of each measured day; empty: all days together
  int count = 0;                      // of bands; 0: all days together
  std::vector<std::string> days;      // "2026-01-31", by band; empty where they are not asked for
  std::vector<std::string> weekdays;  // "mon"; empty where they are not asked for
  std::vector<int> weekday_of_band;   // index into weekdays

  std::uint32_t band_at(sim::Tick now) const {
    if (of_day.empty()) return 0;
    const std::int64_t last = static_cast<std::int64_t>(of_day.size()) - 1;
    return of_day[static_cast<std::size_t>(std::clamp<std::int64_t>(now / sim::kTicksPerDay - first_day, 0, last))];
  }
};

// Calendar days that the measured span touches.
std::int64_t measured_days(const Experiment& experiment);

// start_day: the date of the run's first day.
DayBands day_bands(const Experiment& experiment, std::int64_t start_day);

}  // namespace firstline
