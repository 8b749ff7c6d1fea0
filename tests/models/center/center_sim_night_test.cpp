// Shifts past midnight in the whole centre: as the two rows they stand for, booked to the day on which they begin.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <tuple>
#include <utility>
#include <vector>

#include "tests/models/center/stage.h"

namespace firstline {
namespace {

using stage::kSecond;

constexpr double kDay_s = 86'400.0, kHour_s = 3600.0;
constexpr std::int64_t kDay = 86'400, kHour = 3600;
using Days = std::array<bool, 7>;
constexpr Days kEvery{true, true, true, true, true, true, true};

Shift night(std::int64_t from_h = 22, std::int64_t to_h = 6) {
  return {.hours = {from_h * kHour, kDay + to_h * kHour}, .breaks = {}, .pauses = {}};
}

// One team "desk" of so many on one night shift.
Scenario at_night(const Shift& shift, int operators, Arrivals arrivals = stage::arrive_at("call", {}),
                  double service_s = 5.0) {
  Scenario scenario = stage::one_queue(std::move(arrivals), service_s, 0.0);
  scenario.shifts["night"] = shift;
  Team& desk = scenario.teams["desk"];
  desk.staff = {};
  desk.roster["all"] = {.shift = "night", .operators = operators, .rotation = {}};
  return scenario;
}

// Work by day and night but from 23:00 to 24:00, so that nobody is busy at midnight: there the second of two rows
// would come while the first one's contacts are finished.
Scenario busy_centre() {
  Scenario scenario = at_night(night(), 3);
  ContactType& call = scenario.contact_types["call"];
  call.arrivals.rate_per_s.slot_s = kHour_s;
  std::vector<double> hours(24, 0.02);
  hours[23] = 0.0;
  call.arrivals.rate_per_s.days.fill(hours);
  call.service = sim::Law::exponential(150.0);
  call.patience = sim::Law::exponential(240.0);
  return scenario;
}

using Story = std::tuple<sim::Tick, sim::Tick, sim::Tick, Outcome>;
std::vector<Story> stories(const stage::Run& run) {
  std::vector<Story> all;
  for (const ContactRow& row : stage::by_arrival(run)) {
    all.emplace_back(row.arrival, row.answered, row.ended, row.outcome);
  }
  return all;
}

TeamCell worked(const Scenario& scenario, double seconds, int team = 0) {
  return stage::team_total(stage::play(scenario, stage::measure(seconds)).counters, team);
}
double hours(sim::Tick time) { return sim::ticks_to_seconds(time) / kHour_s; }

// --- The same as ...
// Levels are exact at midnight too; contacts and cells of half an hour are theirs, one by one.
TEST(Nights, ANightShiftIsItsLevels) {
  Experiment experiment = stage::measure(7 * kDay_s);
  experiment.interval_s = 1800.0;
  Scenario scenario = busy_centre();
  for (auto& day : scenario.contact_types["call"].arrivals.rate_per_s.days) day[23] = 0.02;
  const stage::Run nights = stage::play(scenario, experiment);
  Team& desk = scenario.teams["desk"];
  desk.roster.clear();
  scenario.shifts.clear();
  desk.extra_staff["late"] = {.hours = {22 * kHour, kDay}, .operators = 3.0};
  desk.extra_staff["early"] = {.hours = {0, 6 * kHour}, .operators = 3.0};
  const stage::Run levels = stage::play(scenario, experiment);
  EXPECT_EQ(stories(nights), stories(levels));
  EXPECT_EQ(nights.counters.teams, levels.counters.teams);
  EXPECT_EQ(nights.counters.waiting, levels.counters.waiting);
  const ContactCell facts = stage::total(nights.counters);
  EXPECT_GT(facts.answered, 2000);
  EXPECT_GT(facts.wait_answered, 0);
}

// On every first weekday, also where the evening before the first day is not worked.
TEST(Nights, ANightShiftIsItsTwoRows) {
  Experiment experiment = stage::measure(9 * kDay_s);
  experiment.interval_s = 1800.0;
  const Days weekdays{true, true, true, true, true, false, false}, after{false, true, true, true, true, true, false};
  for (int first = 0; first < 7; ++first) {
    for (const auto& [evenings, mornings] : {std::pair{kEvery, kEvery}, {weekdays, after}}) {
      Scenario scenario = busy_centre();
      scenario.start_day += first;
      Team& desk = scenario.teams["desk"];
      desk.roster["all"].days = evenings;
      const stage::Run one = stage::play(scenario, experiment);
      desk.roster.clear();
      scenario.shifts.clear();
      scenario.shifts["late"].hours = {22 * kHour, kDay};
      scenario.shifts["early"].hours = {0, 6 * kHour};
      desk.roster["late"] = {.shift = "late", .days = evenings, .operators = 3, .rotation = {}};
      desk.roster["early"] = {.shift = "early", .days = mornings, .operators = 3, .rotation = {}};
      const stage::Run two = stage::play(scenario, experiment);
      EXPECT_EQ(stories(one), stories(two)) << first;
      EXPECT_EQ(one.counters.teams, two.counters.teams) << first;
      EXPECT_EQ(one.counters.waiting, two.counters.waiting) << first;
      EXPECT_GT(stage::total(one.counters).answered, 1000);
    }
  }
}

// --- By hand
TEST(Nights, PaidHoursAreThoseOfEveryNight) {
  Shift shift = night();
  shift.pauses["meal"] = {.from_s = kDay + 2 * kHour, .to_s = kDay + 3 * kHour, .length_s = 1800.0, .paid = false};
  const TeamCell week = worked(at_night(shift, 5), 7 * kDay_s);
  EXPECT_DOUBLE_EQ(hours(week.paid()), 7 * 5 * 7.5);
  EXPECT_DOUBLE_EQ(hours(week.unpaid), 7 * 5 * 0.5);
  EXPECT_EQ(week.overtime, 0);
}

TEST(Nights, TheShiftBelongsToTheDayOnWhichItBegins) {
  Scenario scenario = at_night(night(), 1);
  Days& days = scenario.teams["desk"].roster["all"].days;
  days.fill(false);
  days[4] = true;  // the first day is a Friday
  EXPECT_DOUBLE_EQ(hours(worked(scenario, kDay_s).paid()), 2);
  EXPECT_DOUBLE_EQ(hours(worked(scenario, 8 * kDay_s).paid()), 8 + 2);
  days = {false, false, false, true, false, false, false};  // Thursdays: the night under way at the start
  EXPECT_DOUBLE_EQ(hours(worked(scenario, kDay_s).paid()), 6);
  EXPECT_DOUBLE_EQ(hours(worked(scenario, 8 * kDay_s).paid()), 6 + 8);
}

TEST(Nights, TheCycleOfWeeksGoesByTheFirstDayOfTheShift) {
  Scenario scenario = at_night(night(), 1);
  scenario.start_day = 10'595;  // a Monday
  RosterRow& row = scenario.teams["desk"].roster["all"];
  row.cycle_weeks = 2;
  EXPECT_DOUBLE_EQ(hours(worked(scenario, 6 * kHour_s).paid()), 0);
  EXPECT_DOUBLE_EQ(hours(worked(scenario, 8 * kDay_s).paid()), 7 * 8);  // Sunday's night ends in the week without
  row.week = 2;
  EXPECT_DOUBLE_EQ(hours(worked(scenario, 8 * kDay_s).paid()), 6 + 2);
}

TEST(Nights, PausesHoldByTheDayOnWhichTheShiftBegins) {
  Shift shift = night();
  shift.pauses["coaching"] = {.from_s = kDay + 3 * kHour, .to_s = kDay + 3 * kHour, .length_s = 1800.0};
  shift.pauses["coaching"].days = {false, false, false, false, true, false, false};
  const Scenario scenario = at_night(shift, 1);
  EXPECT_EQ(worked(scenario, kDay_s).on_break, 0);  // Friday at 03:00: Thursday's shift
  EXPECT_EQ(worked(scenario, 2 * kDay_s).on_break, 1800 * kSecond);
}

TEST(Nights, ThoseWhoRestAreSpreadOverMidnight) {
  Shift shift = night();
  shift.pauses["meal"] = {.from_s = 23 * kHour, .to_s = kDay + kHour, .length_s = 600.0};
  Experiment experiment = stage::measure(2 * kDay_s);
  experiment.interval_s = kHour_s;
  const Counters counters = stage::play(at_night(shift, 3), experiment).counters;
  EXPECT_EQ(counters.teams[23].on_break, 2 * 600 * kSecond);
  EXPECT_EQ(counters.teams[0].on_break, 2 * 600 * kSecond);  // at 00:00 of both days: one shift began before the run
  EXPECT_EQ(counters.teams[1].on_break, 2 * 600 * kSecond);
  EXPECT_EQ(counters.teams[22].on_break + counters.teams[2].on_break, 0);
}

TEST(Nights, TheClockOfWorkRunsOnOverMidnight) {
  Shift shift = night(20, 8);
  shift.breaks = BreakRule{.after = sim::Law::deterministic(5 * kHour_s), .length_s = 600.0};
  const Scenario scenario = at_night(shift, 1);
  // From 20:00 of the first day: breaks at 01:00 and 06:10; before it, from 00:00 on, one at 05:00.
  EXPECT_EQ(worked(scenario, kDay_s + kHour_s).on_break, 600 * kSecond);
  EXPECT_EQ(worked(scenario, kDay_s + 1.5 * kHour_s).on_break, 1200 * kSecond);
  EXPECT_EQ(worked(scenario, kDay_s + 6 * kHour_s + 601).on_break, 1201 * kSecond);
}

TEST(Nights, ShiftsOfAWholeDayTouch) {
  Shift shift = night(8, 8);
  shift.breaks = BreakRule{.after = sim::Law::deterministic(50'000.0), .length_s = 600.0};
  // Breaks at 50,000, 100,600 and 151,200, as with 00:00-24:00.
  const TeamCell cell = worked(at_night(shift, 1), 151'300);
  EXPECT_EQ(cell.available, (151'300 - 1300) * kSecond);
  EXPECT_EQ(cell.on_break, 1300 * kSecond);
}

TEST(Nights, AContactAtTheEndIsFinishedInOvertime) {
  const Scenario scenario = at_night(night(), 1, stage::arrive_at("call", {6 * 3600 - 100}), 1000.0);
  const TeamCell cell = worked(scenario, 20 * kHour_s);
  EXPECT_EQ(cell.overtime, 900 * kSecond);
  EXPECT_DOUBLE_EQ(hours(cell.paid()), 6 + 0.25);
}

TEST(Nights, TheTeamOfANightIsThatOfItsFirstDay) {
  Scenario scenario = at_night(night(), 1);
  scenario.teams["other"] = stage::team_for({"line"}, 0.0);
  scenario.teams["desk"].roster["all"].rotation = Rotation{.team = "other", .every = 2};
  // Lent on the night before the run, at home on the first, lent on the second.
  EXPECT_DOUBLE_EQ(hours(worked(scenario, kDay_s, 1).paid()), 6);
  EXPECT_DOUBLE_EQ(hours(worked(scenario, kDay_s).paid()), 2);
  EXPECT_DOUBLE_EQ(hours(worked(scenario, 2 * kDay_s, 1).paid()), 6 + 2);
  EXPECT_DOUBLE_EQ(hours(worked(scenario, 3 * kDay_s).paid()), 8 + 2);
  EXPECT_DOUBLE_EQ(hours(worked(scenario, 3 * kDay_s, 1).paid()), 6 + 8);
}

// A contact of 28 h that begins at 23:00 of the first night keeps its operator until 03:00 of the third day. The second
// night, for the other team, begins then and ends at 06:00, though the third day has been planned at midnight.
TEST(Nights, AShiftThatBeginsLateIsStillTheOneThatWasPlanned) {
  Scenario scenario = at_night(night(), 1, stage::arrive_at("call", {23 * 3600}), 28 * kHour_s);
  scenario.contact_types["call"].arrivals.rate_per_s.days.fill({});
  scenario.contact_types["call"].arrivals.trace_s = std::vector<double>{23 * kHour_s};
  scenario.teams["other"] = stage::team_for({"line"}, 0.0);
  scenario.teams["desk"].roster["all"].rotation = Rotation{.team = "other", .every = 2};
  const TeamCell home = worked(scenario, 3 * kDay_s), other = worked(scenario, 3 * kDay_s, 1);
  EXPECT_DOUBLE_EQ(hours(home.paid()), 1 + 28 + 2);
  EXPECT_DOUBLE_EQ(hours(home.overtime), 21);
  EXPECT_DOUBLE_EQ(hours(other.paid()), 6 + 3);
}

TEST(Nights, TheAbsentMissTheWholeNight) {
  Scenario scenario = at_night(night(), 3);
  scenario.teams["desk"].habits.absence.rate = 1.0;
  EXPECT_DOUBLE_EQ(hours(worked(scenario, 5 * kDay_s).absent), 3 * 5 * 8);
  EXPECT_EQ(worked(scenario, 5 * kDay_s).paid(), 0);
  // All or nobody: the same before and after midnight, and in the night that is under way at the start.
  scenario.teams["desk"].habits.absence = {.rate = 0.5, .correlation = 1.0};
  for (const auto& [warm_up_s, night_h] : {std::pair{22 * kHour_s, 8.0}, {0.0, 6.0}}) {
    Experiment experiment = stage::measure(night_h * kHour_s);
    experiment.warm_up_s = warm_up_s;
    int absent = 0;
    for (std::uint32_t replication = 0; replication < 40; ++replication) {
      const TeamCell cell = stage::team_total(stage::play(scenario, experiment, {3, replication}).counters);
      const bool nobody = cell.absent > 0;
      EXPECT_DOUBLE_EQ(hours(cell.absent), nobody ? 3 * night_h : 0.0);
      EXPECT_DOUBLE_EQ(hours(cell.paid()), nobody ? 0.0 : 3 * night_h);
      absent += nobody ? 1 : 0;
    }
    EXPECT_GT(absent, 8);
    EXPECT_LT(absent, 32);
  }
}

TEST(Nights, NoiseMovesTheEndInTheMorning) {
  Scenario scenario = at_night(night(), 1);
  scenario.teams["desk"].habits.adherence_s = 240.0;
  Experiment experiment = stage::measure(12 * kHour_s);
  experiment.warm_up_s = 24 * kHour_s;  // the morning after the first night
  double sum = 0.0, square = 0.0;
  constexpr int kReplications = 2000;
  for (std::uint32_t replication = 0; replication < kReplications; ++replication) {
    const TeamCell cell = stage::team_total(stage::play(scenario, experiment, {6, replication}).counters);
    const double late = (sim::ticks_to_seconds(cell.available) - 6 * kHour_s) / 240.0;
    sum += late;
    square += late * late;
  }
  // A normal cut at two deviations has variance 0.7737 = 0.88^2; that of its square is 1.4162 - 0.7737^2 = 0.904^2.
  EXPECT_NEAR(sum / kReplications, 0.0, 4.5 * 0.88 / std::sqrt(kReplications));
  EXPECT_NEAR(square / kReplications, 0.773741217143, 4.5 * 0.904 / std::sqrt(kReplications));
}

}  // namespace
}  // namespace firstline
