// Who works when: shift templates with breaks, rosters of named groups, absence, adherence, skill and spread.
//
// Flow: part of Scenario (shifts) and Team (roster and habits); models/center/workforce compiles it into persons.
// Units: seconds; times of day are seconds since the midnight of the day on which the shift begins; shares 0..1.
// Shape: a shift is a template; a roster row puts a number of operators on it on some weekdays of some weeks.
// Source: science.md 6.3, 7.13, 0.4.
// Tests: tests/models/scenario/roster_test.cpp
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "sim/base/units.h"
#include "sim/random/law.h"

namespace firstline {

// Rest after a stretch of work, again and again; a contact at hand is finished first.
struct BreakRule {
  sim::Law after = sim::Law::uniform(3600.0, 4200.0);  // work since the last break (or the start of the shift)
  double length_s = 600.0;
  friend bool operator==(const BreakRule&, const BreakRule&) = default;
};

// One absence from the floor at a set time: lunch, a meeting, coaching.
struct Pause {
  std::int64_t from_s = 0;  // since the midnight before the shift; begins then or after the contact at hand
  std::int64_t to_s = 0;    // latest planned start; operators are spread evenly over [from, to]
  double length_s = 0.0;
  bool paid = true;
  std::array<bool, 7> days{true, true, true, true, true, true, true};
  friend bool operator==(const Pause&, const Pause&) = default;
};

struct Shift {
  sim::TimeRange hours;  // the end is beyond 24 h where it is on the following day
  std::optional<BreakRule> breaks;
  std::map<std::string, Pause> pauses;  // lunch and meetings by name
  friend bool operator==(const Shift&, const Shift&) = default;
};

// Every n-th working day an operator of this row works for another team instead.
struct Rotation {
  std::string team;
  int every = 5;
  friend bool operator==(const Rotation&, const Rotation&) = default;
};

struct RosterRow {
  std::string shift;
  std::array<bool, 7> days{true, true, true, true, true, true, true};
  int operators = 0;
  int cycle_weeks = 1;  // the row holds in week `week` of every `cycle_weeks`
  int week = 1;
  std::optional<Rotation> rotation;
  std::optional<double> tenure_months{};  // of each of them, all through the run
  friend bool operator==(const RosterRow&, const RosterRow&) = default;
};

// What is different from so many months on.
struct TenureStep {
  double from_months = 0.0;
  std::optional<int> chat_slots{};  // most chats at once; none: what the team allows
  double errors = 1.0;              // factor on the odds of an error
  friend bool operator==(const TenureStep&, const TenureStep&) = default;
};

// Unplanned absence of a whole shift: beta with this mean over days, common to the team's day.
struct Absence {
  double rate = 0.0;
  double correlation = 0.0;  // between two operators of one day: the common factor (flu, Mondays)
  friend bool operator==(const Absence&, const Absence&) = default;
};

struct Habits {
  Absence absence;
  double adherence_s = 0.0;  // standard deviation of start and end, normal, cut at two of them
  enum class ShiftEnd { finish, hand_back };
  ShiftEnd shift_end = ShiftEnd::finish;  // hand_back: the contact returns to the head of its queue
  double speed_spread = 0.0;              // standard deviation of the logarithm of an operator's handle times
  double topic_speed_spread = 0.0;        // the same by operator and topic
  double quality_spread = 0.0;            // standard deviation of the logit of an operator's chance to solve
  double topic_quality_spread = 0.0;
  friend bool operator==(const Habits&, const Habits&) = default;
};

}  // namespace firstline
