// Staff over the week: the level of each team at each moment of each day, or a roster of persons on shifts.
//
// Flow: compiled from a team's staff or roster; at midnight the conductor asks for the changes of levels, and of each
//   person: planned today, for which team, absent, from when to when, and when the pauses are.
// Units: ticks since midnight; levels are operators, possibly fractional until drawn.
// Shape: a team has levels or a roster. A person is (team, row, number in the row), the same one all year.
// Draws: levels: one word a team and day, purpose staff_fraction: a level of 4.4 is 5 on 40 % of days. The same word
// for
//   the whole day, so that a higher plan never has fewer operators (common random numbers). Rosters: absence_day, four
//   words a team and day (attempts 0..3); absence, shift_start_noise, shift_end_noise, one a person and day (attempt =
//   day); break_after, one a person and stretch of work (attempt = day x 1024 + stretch).
// Threads: Model is shared and immutable.
// Neglects: docs/method/workforce.md names what. A fraction moves all slots of a day together.
// Source: science.md 0.4, 6.3, 14.4.
// Tests: tests/models/center/workforce_test.cpp
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "models/scenario/scenario.h"
#include "sim/base/units.h"
#include "sim/random/distribution.h"
#include "sim/random/stream.h"

namespace firstline {

// --- Spec: firstline::Shift --- Model
struct PauseModel {
  sim::Tick from = 0;  // since the midnight before the shift
  sim::Tick to = 0;
  sim::Tick length = 0;
  bool paid = true;
  std::array<bool, 7> days{};
};

struct ShiftModel {
  sim::Tick from = 0;  // since midnight
  sim::Tick to = 0;    // beyond a day of a shift past midnight
  bool has_breaks = false;
  sim::Sampler break_after{};
  sim::Tick break_length = 0;
  std::vector<PauseModel> pauses{};  // in order of name
};

// --- Spec: firstline::Team --- Model
struct StaffStep {
  sim::Tick at = 0;  // since midnight
  double level = 0.0;
};

inline constexpr std::uint32_t kHomeTeam = 0xffffffffu;

struct RowModel {
  std::uint32_t name_hash = 0;  // 24 bits
  std::uint32_t shift = 0;
  std::array<bool, 7> days{};
  std::int64_t operators = 0;
  std::int64_t cycle_weeks = 1;
  std::int64_t week = 0;                 // of the cycle, from 0
  std::uint32_t other_team = kHomeTeam;  // rotation
  std::int64_t every = 1;
};

struct WorkforceModel {
  std::array<std::vector<StaffStep>, 7> days;  // by weekday; the first step is at 0; none where there is a roster
  std::int64_t most = 0;                       // operators of levels ever needed at once
  bool rostered = false;
  std::vector<RowModel> rows;  // in order of name
  double absence_rate = 0.0;
  double absence_correlation = 0.0;
  double adherence_s = 0.0;
  bool hands_back = false;
};

struct PersonModel {
  std::uint64_t entity = 0;
  std::uint32_t team = 0;  // home
  std::uint32_t row = 0;   // of the home team
  std::uint32_t number = 0;
};

using Ids = std::map<std::string, std::uint32_t>;
ShiftModel compile_shift(const Shift& spec);
WorkforceModel compile_workforce(const Team& spec, const Ids& shifts = {}, const Ids& teams = {});
// Everybody on this roster, row by row.
void add_persons(const WorkforceModel& model, std::uint32_t team, std::uint32_t team_hash,
                 std::vector<PersonModel>& persons);

// --- Rules
// The whole number of operators that a level means on a day whose uniform is u.
inline std::int64_t realised_level(double level, double u) {
  const auto whole = static_cast<std::int64_t>(level);
  return whole + (u < level - static_cast<double>(whole) ? 1 : 0);
}

// An operator's key for every draw: nothing else of the scenario is in it.
inline std::uint64_t operator_entity(std::uint32_t team_hash, std::uint32_t row_hash, std::uint32_t number) {
  return (std::uint64_t{team_hash} << 40) | (std::uint64_t{row_hash} << 16) | number;
}

// Is the row planned on this day, from -1 on? Week 1 is that of day 0; weeks begin on Monday.
bool is_planned(const RowModel& row, int first_weekday, std::int64_t day);
// Does a person of the row work for the other team on the n-th (from 1) working day? Persons take turns.
bool works_away(const RowModel& row, std::uint32_t number, std::int64_t working_day);
// The chance of absence that all persons of a team share on a day: beta with the team's rate and correlation.
double absence_chance(const WorkforceModel& model, sim::StreamKey key, std::uint32_t team_hash, std::int64_t day);
// Normal with this standard deviation, cut at two of them.
sim::Tick adherence_offset(double deviation_s, std::uint32_t word);
// The start of a pause for the person of this rank among `of`, evenly over [from, to].
inline sim::Tick pause_start(const PauseModel& pause, std::int32_t rank, std::int32_t of) {
  return of < 2 ? pause.from : pause.from + (pause.to - pause.from) * rank / (of - 1);
}

// What a person does on one day. A shift that noise has made empty is not worked: start = end.
struct PersonDay {
  bool absent = false;
  sim::Tick start = 0;  // since midnight and within the day, the end perhaps beyond it; of an absent one as planned
  sim::Tick end = 0;
};
PersonDay plan_day(const WorkforceModel& team, const ShiftModel& shift, std::uint64_t entity, sim::StreamKey key,
                   std::int64_t day, double absence_chance);

}  // namespace firstline
