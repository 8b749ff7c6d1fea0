// Staff over the week: the level of each team at each moment of each day.
//
// Flow: compiled from a team's staff and extra staff; the conductor asks for the changes of a day at midnight.
// Units: ticks since midnight; levels are operators, possibly fractional until drawn.
// Draws: one word a team and day, purpose staff_fraction: a level of 4.4 is 5 on 40 % of days. The same word for the
//   whole day, so that a higher plan never has fewer operators (common random numbers).
// Threads: Model is shared and immutable.
// Neglects: shifts, breaks, absence (roadmap 2). A fraction moves all slots of a day together.
// Source: science.md 0.4, 14.4.
// Tests: tests/models/center/workforce_test.cpp
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/scenario/scenario.h"
#include "sim/base/units.h"

namespace firstline {

// --- Spec: firstline::Team --- Model
struct StaffStep {
  sim::Tick at = 0;  // since midnight
  double level = 0.0;
};

struct WorkforceModel {
  std::array<std::vector<StaffStep>, 7> days;  // by weekday; the first step is at 0
  std::int64_t most = 0;                       // operators ever needed at once
};

WorkforceModel compile_workforce(const Team& spec);

// --- Rules
// The whole number of operators that a level means on a day whose uniform is u.
inline std::int64_t realised_level(double level, double u) {
  const auto whole = static_cast<std::int64_t>(level);
  return whole + (u < level - static_cast<double>(whole) ? 1 : 0);
}

}  // namespace firstline
