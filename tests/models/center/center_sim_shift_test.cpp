// Persons of rosters in the whole centre, to the tick: shifts, breaks, pauses, hand-backs, rotation, absence.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/center/stage.h"

namespace firstline {
namespace {

using stage::kSecond;
using Seconds = std::vector<double>;

Shift shift(std::int64_t from_s, std::int64_t to_s) { return {.hours = {from_s, to_s}, .breaks = {}, .pauses = {}}; }
Shift with_breaks(Shift shift, double after_s, double length_s) {
  shift.breaks = BreakRule{.after = sim::Law::deterministic(after_s), .length_s = length_s};
  return shift;
}
Shift with_pause(Shift shift, const std::string& name, std::int64_t from_s, std::int64_t to_s, double length_s,
                 bool paid = true) {
  shift.pauses[name] = {.from_s = from_s, .to_s = to_s, .length_s = length_s, .paid = paid};
  return shift;
}

// One type "call", one queue "line", one team "desk" of so many on one shift.
Scenario on_shift(const Shift& shift, Arrivals arrivals, double service_s, int operators = 1,
                  sim::Law patience = sim::Law::none()) {
  Scenario scenario = stage::one_queue(std::move(arrivals), service_s, 0.0, std::move(patience));
  scenario.shifts["day"] = shift;
  Team& desk = scenario.teams["desk"];
  desk.staff = {};
  desk.roster["all"] = {.shift = "day", .operators = operators, .rotation = {}};
  return scenario;
}
Arrivals calls(const std::vector<int>& seconds) { return stage::arrive_at("call", seconds); }

ContactLog rows(const Scenario& scenario, double seconds) {
  return stage::by_arrival(stage::play(scenario, stage::measure(seconds)));
}
TeamCell desk(const Scenario& scenario, double seconds) {
  return stage::team_total(stage::play(scenario, stage::measure(seconds)).counters);
}
void expect_time(const TeamCell& cell, double busy, double available, double on_break, double unpaid = 0.0,
                 double overtime = 0.0) {
  EXPECT_DOUBLE_EQ(sim::ticks_to_seconds(cell.busy), busy);
  EXPECT_DOUBLE_EQ(sim::ticks_to_seconds(cell.available), available);
  EXPECT_DOUBLE_EQ(sim::ticks_to_seconds(cell.on_break), on_break);
  EXPECT_DOUBLE_EQ(sim::ticks_to_seconds(cell.unpaid), unpaid);
  EXPECT_DOUBLE_EQ(sim::ticks_to_seconds(cell.overtime), overtime);
}

// --- Begin and end
TEST(Shifts, TheWaitingAreTakenWhenTheShiftBegins) {
  const Scenario scenario = on_shift(shift(20, 200), calls({10, 12, 14}), 20.0, 2);
  EXPECT_EQ(stage::answers_s(rows(scenario, 100)), (Seconds{20, 20, 40}));
  expect_time(desk(scenario, 100), 60, 100, 0);
}

TEST(Shifts, TheContactAtHandIsFinishedAfterTheShift) {
  const Scenario scenario = on_shift(shift(0, 15), calls({10, 12}), 20.0);
  EXPECT_EQ(stage::ends_s(rows(scenario, 100)), (Seconds{30, 86'420}));
  expect_time(desk(scenario, 100), 20, 10, 0, 0, 15);
}

TEST(Shifts, AtOneInstantTheBeginningIsFirstAndTheEndLast) {
  // Begins at 30, when a patience ends; ends at 40, when a service ends and a call comes.
  const Scenario scenario = on_shift(shift(30, 40), calls({10, 12, 40}), 10.0, 1, sim::Law::deterministic(20.0));
  EXPECT_EQ(stage::answers_s(rows(scenario, 100)), (Seconds{30, -1, 40}));
  expect_time(desk(scenario, 100), 20, 0, 0, 0, 10);
}

TEST(Shifts, ThePersonWhoseShiftEndsGoesAndNobodyElse) {
  Scenario scenario = on_shift(shift(0, 20), calls({5, 7, 25, 27}), 30.0);
  scenario.shifts["long"] = shift(6, 100);
  scenario.teams["desk"].roster["stays"] = {.shift = "long", .operators = 1, .rotation = {}};
  const ContactLog log = rows(scenario, 90);
  EXPECT_EQ(stage::answers_s(log), (Seconds{5, 7, 37, 67}));
  EXPECT_EQ(log[0].operator_index, 0);
  EXPECT_EQ(log[3].operator_index, 1);
  expect_time(desk(scenario, 90), 30 + 83, 5 + 1, 0, 0, 15);
}

TEST(Shifts, ShiftsThatTouchAreOne) {
  const Scenario scenario = on_shift(with_breaks(shift(0, 86'400), 50'000.0, 600.0), {}, 20.0);
  // The clock of work runs on over midnight: breaks at 50,000, 100,600, 151,200.
  const TeamCell cell = desk(scenario, 151'300);
  expect_time(cell, 0, 151'300 - 1300, 1300);
}

TEST(Shifts, AClosedQueueIsServedOutByThoseWhoseShiftIsOver) {
  Scenario scenario = on_shift(shift(0, 40), calls({10, 12, 14, 50}), 20.0);
  Queue& line = scenario.queues["line"];
  line.has_hours = true;
  for (auto& day : line.opening_hours) day = {{0, 40}};
  const ContactLog log = rows(scenario, 100);
  EXPECT_EQ(stage::answers_s(log), (Seconds{10, 30, 50, -1}));
  EXPECT_EQ(log[3].outcome, Outcome::turned_away);
  expect_time(desk(scenario, 100), 60, 10, 0, 0, 30);
}

TEST(Shifts, ARestAtTheEndGivesWayToAClosedQueue) {
  // The break begins at 30 with one waiting, and the shift and the hours end at 40: the break ends there too.
  Scenario scenario = on_shift(with_breaks(shift(0, 40), 15.0, 100.0), calls({10, 12}), 20.0);
  scenario.queues["line"].has_hours = true;
  for (auto& day : scenario.queues["line"].opening_hours) day = {{0, 40}};
  EXPECT_EQ(stage::answers_s(rows(scenario, 100)), (Seconds{10, 40}));
  expect_time(desk(scenario, 100), 40, 10, 10, 0, 20);
}

// --- Breaks
TEST(Shifts, ABreakFollowsWorkAndTheContactAtHand) {
  const Scenario scenario = on_shift(with_breaks(shift(0, 200), 30.0, 10.0), calls({25, 27, 60}), 20.0);
  // Due at 30, taken at 45 after the contact; the next call waits until 55; the next break is due at 85.
  EXPECT_EQ(stage::answers_s(rows(scenario, 90)), (Seconds{25, 55, 75}));
  // 25 idle, 20 busy, 10 break, 20 busy (55-75), 20 busy (75-95): the break due at 85 waits until 95.
  expect_time(desk(scenario, 100), 60, 25, 15);
}

TEST(Shifts, AnIdleOperatorTakesTheBreakOnTime) {
  const Scenario scenario = on_shift(with_breaks(shift(0, 1000), 30.0, 10.0), calls({35}), 5.0);
  EXPECT_EQ(stage::answers_s(rows(scenario, 60)), (Seconds{40}));
  expect_time(desk(scenario, 100), 5, 75, 20);  // breaks at 30 and 70
}

TEST(Shifts, AtOneInstantACallIsTakenBeforeTheBreak) {
  const Scenario scenario = on_shift(with_breaks(shift(0, 1000), 30.0, 10.0), calls({30, 45}), 7.0);
  EXPECT_EQ(stage::answers_s(rows(scenario, 60)), (Seconds{30, 47}));
}

TEST(Shifts, AnIdleOperatorLeavesTheMiddleOfTheLine) {
  // Three idle from 0, 1 and 2; the one of 1 has a meeting at 10, then the one of 0; the call goes past both.
  Scenario scenario = on_shift(shift(0, 100), calls({10, 30, 32, 34}), 50.0);
  scenario.shifts["b"] = with_pause(shift(1, 100), "meeting", 10, 10, 10.0);
  scenario.shifts["c"] = shift(2, 100);
  scenario.teams["desk"].roster["b"] = {.shift = "b", .operators = 1, .rotation = {}};
  scenario.teams["desk"].roster["c"] = {.shift = "c", .operators = 1, .rotation = {}};
  const ContactLog log = rows(scenario, 90);
  EXPECT_EQ(log[0].operator_index, 0);  // at 10, before the meeting takes the second away
  EXPECT_EQ(log[1].operator_index, 2);  // idle since 2
  EXPECT_EQ(log[2].operator_index, 1);  // idle since 20
  EXPECT_EQ(stage::answers_s(log), (Seconds{10, 30, 32, 60}));
}

TEST(Shifts, APauseRestsLikeABreak) {
  // Break due at 60, lunch 50-70: the clock starts again at 70, so the break is at 130.
  Shift lunch = with_pause(with_breaks(shift(0, 1000), 60.0, 10.0), "lunch", 50, 50, 20.0, false);
  expect_time(desk(on_shift(lunch, {}, 5.0), 145), 0, 50 + 60 + 5, 10, 20);
}

// --- Pauses
TEST(Shifts, PausesAreSpreadOverTheirWindow) {
  const Shift lunch = with_pause(shift(0, 1000), "lunch", 100, 200, 10.0);
  Experiment seconds = stage::measure(300);
  seconds.interval_s = 50.0;
  const Counters counters = stage::play(on_shift(lunch, {}, 5.0, 3), seconds).counters;
  Seconds on_break;
  for (int i = 0; i < 6; ++i)
    on_break.push_back(sim::ticks_to_seconds(counters.teams[static_cast<std::size_t>(i)].on_break));
  EXPECT_EQ(on_break, (Seconds{0, 0, 10, 10, 10, 0}));  // at 100, 150 and 200
}

TEST(Shifts, AnUnpaidPauseIsNotPaid) {
  const Shift lunch = with_pause(with_pause(shift(0, 100), "lunch", 20, 20, 15.0, false), "meeting", 50, 50, 5.0);
  const TeamCell cell = desk(on_shift(lunch, calls({18}), 4.0), 200);
  expect_time(cell, 4, 100 - 4 - 15 - 5, 5, 15);
  EXPECT_EQ(cell.paid(), 85 * kSecond);
}

TEST(Shifts, PausesThatFallDueInOneContactFollowEachOther) {
  const Shift both = with_pause(with_pause(shift(0, 200), "a", 30, 30, 10.0), "b", 20, 20, 5.0, false);
  const Scenario scenario = on_shift(both, calls({10, 12}), 40.0);
  EXPECT_EQ(stage::answers_s(rows(scenario, 100)), (Seconds{10, 65}));  // 50-55 "b", 55-65 "a"
  expect_time(desk(scenario, 65), 40, 10, 10, 5);
}

TEST(Shifts, PausesHoldOnTheirDaysOnly) {
  Shift weekly = with_pause(shift(0, 100), "meeting", 20, 20, 30.0);
  weekly.pauses["meeting"].days.fill(false);
  weekly.pauses["meeting"].days[5] = true;  // the second day: the first is a Friday
  EXPECT_EQ(desk(on_shift(weekly, {}, 5.0), 86'400).on_break, 0);
  EXPECT_EQ(desk(on_shift(weekly, {}, 5.0), 3 * 86'400).on_break, 30 * kSecond);
}

TEST(Shifts, TheEndOfTheShiftEndsARest) {
  expect_time(desk(on_shift(with_pause(shift(0, 100), "meeting", 90, 90, 30.0), {}, 5.0), 200), 0, 90, 10);
}

// --- Handing back
Scenario handing_back(const Shift& shift, Arrivals arrivals, double service_s) {
  Scenario scenario = on_shift(shift, std::move(arrivals), service_s);
  scenario.teams["desk"].habits.shift_end = Habits::ShiftEnd::hand_back;
  return scenario;
}

TEST(Shifts, AContactIsHandedBackToTheHeadWithTheWorkThatIsLeft) {
  Scenario scenario = handing_back(shift(0, 30), calls({10, 12, 14}), 50.0);
  scenario.shifts["late"] = shift(40, 1000);
  scenario.teams["desk"].roster["late"] = {.shift = "late", .operators = 1, .rotation = {}};
  const stage::Run run = stage::play(scenario, stage::measure(300));
  const ContactLog log = stage::by_arrival(run);
  // 20 of 50 are done at 30; the late shift finishes the rest first, then those who came after.
  EXPECT_EQ(stage::answers_s(log), (Seconds{10, 70, 120}));
  EXPECT_EQ(stage::ends_s(log), (Seconds{70, 120, 170}));
  EXPECT_EQ(log[0].operator_index, 1);
  const ContactCell facts = stage::total(run.counters);
  EXPECT_EQ(facts.entries, 3);
  EXPECT_EQ(facts.answered, 3);
  EXPECT_EQ(facts.finished, 3);
  EXPECT_EQ(facts.handle, 150 * kSecond);
  EXPECT_EQ(facts.wait_answered, (58 + 106) * kSecond);
  expect_time(stage::team_total(run.counters), 150, 10 + 130, 0);
  EXPECT_EQ(run.counters.waiting[0].integral, (10 + 58 + 106) * kSecond);
}

TEST(Shifts, OneWhoIsHandedBackDoesNotGiveUp) {
  Scenario scenario = handing_back(shift(0, 30), calls({10, 12}), 50.0);
  scenario.contact_types["call"].patience = sim::Law::deterministic(20.0);
  const stage::Run run = stage::play(scenario, stage::measure(100));
  const ContactLog log = stage::by_arrival(run);
  EXPECT_EQ(stage::outcomes(log), (std::vector<Outcome>{Outcome::answered, Outcome::abandoned}));
  EXPECT_EQ(log[0].ended, (86'400 + 30) * kSecond);  // the next morning begins at 0 and has 30 left
  EXPECT_EQ(stage::total(run.counters).finished, 1);
}

TEST(Shifts, TheColleagueWhoStaysTakesOverAtOnce) {
  Scenario scenario = handing_back(shift(0, 30), calls({10, 40}), 50.0);
  scenario.shifts["late"] = shift(20, 1000);
  scenario.teams["desk"].roster["late"] = {.shift = "late", .operators = 1, .rotation = {}};
  const ContactLog log = rows(scenario, 300);
  EXPECT_EQ(stage::ends_s(log), (Seconds{60, 110}));
  EXPECT_EQ(log[0].operator_index, 1);
}

TEST(Shifts, ThoseWhoLeaveTogetherHandBackInTheOrderOfArrival) {
  Scenario scenario = handing_back(shift(0, 30), calls({10, 12, 14}), 50.0);
  scenario.teams["desk"].roster["all"].operators = 3;
  scenario.shifts["late"] = shift(40, 1000);
  scenario.teams["desk"].roster["late"] = {.shift = "late", .operators = 1, .rotation = {}};
  // 30, 32 and 34 are left.
  EXPECT_EQ(stage::ends_s(rows(scenario, 300)), (Seconds{70, 102, 136}));
}

TEST(Shifts, AContactCanBeHandedBackTwice) {
  Scenario scenario = handing_back(shift(0, 20), calls({10}), 50.0);
  scenario.shifts["b"] = shift(30, 40);
  scenario.shifts["c"] = shift(45, 1000);
  scenario.teams["desk"].roster["b"] = {.shift = "b", .operators = 1, .rotation = {}};
  scenario.teams["desk"].roster["c"] = {.shift = "c", .operators = 1, .rotation = {}};
  const ContactLog log = rows(scenario, 300);
  EXPECT_EQ(log[0].answered, 10 * kSecond);
  EXPECT_EQ(log[0].ended, (45 + 30) * kSecond);
}

TEST(Shifts, WhoIsLostAfterwardsBringsTheWholeWorkAgain) {
  Scenario scenario = handing_back(shift(0, 30), calls({10}), 50.0);
  scenario.contact_types["call"].patience = sim::Law::deterministic(20.0);
  scenario.contact_types["call"].redial = {.probability = 1.0, .delay = sim::Law::deterministic(100.0)};
  scenario.shifts["late"] = shift(40, 1000);
  scenario.teams["desk"].roster["late"] = {.shift = "late", .operators = 1, .rotation = {}};
  // 30 are left at 40; at 70 it is passed on to nobody, gives up at 90 and calls again at 190: 50, and once more.
  Handling& handling = scenario.queues["line"].handling;
  handling.resolves = 0.0;
  handling.to = {{"experts", 1.0}};
  scenario.queues["experts"];
  scenario.teams["experts"] = stage::team_for({"experts"}, 0.0);
  const stage::Run run = stage::play(scenario, stage::measure(400));
  const ContactLog log = stage::by_arrival(run);
  ASSERT_GE(log.size(), 2u);
  EXPECT_EQ(log[0].ended, 90 * kSecond);
  EXPECT_EQ(log[1].arrival, 190 * kSecond);
  EXPECT_EQ(log[1].ended, (190 + 50 + 20) * kSecond);
}

TEST(Shifts, NobodyHandsBackToAQueueThatHasClosed) {
  for (const auto& [closing, end] : {std::pair{Closing::serve_out, 60.0}, {Closing::drop, 60.0}}) {
    Scenario scenario = handing_back(shift(0, 30), calls({10}), 50.0);
    Queue& line = scenario.queues["line"];
    line.has_hours = true;
    line.closing = closing;
    for (auto& day : line.opening_hours) day = {{0, 25}};
    EXPECT_EQ(stage::ends_s(rows(scenario, 100)), (Seconds{end}));
  }
}

TEST(Shifts, NobodyHangsUpOnOneWhoWasHandedBack) {
  Scenario scenario = handing_back(shift(0, 30), calls({10, 12}), 50.0);
  Queue& line = scenario.queues["line"];
  line.has_hours = true;
  line.closing = Closing::drop;
  for (auto& day : line.opening_hours) day = {{0, 35}};
  const ContactLog log = rows(scenario, 100);
  EXPECT_EQ(stage::outcomes(log), (std::vector<Outcome>{Outcome::answered, Outcome::dropped}));
  EXPECT_EQ(log[0].ended, (86'400 + 30) * kSecond);
}

// --- Who works when
TEST(Shifts, WeeksOfACycleBeginOnMonday) {
  Scenario scenario = on_shift(shift(0, 100), {}, 5.0);
  scenario.teams["desk"].roster["all"].cycle_weeks = 2;
  scenario.teams["desk"].roster["all"].week = 1;
  // The first day is a Friday: three days of week 1, seven of week 2, seven of week 1.
  const auto worked = [&](int days) { return desk(scenario, days * 86'400.0).paid() / (100 * kSecond); };
  EXPECT_EQ(worked(3), 3);
  EXPECT_EQ(worked(10), 3);
  EXPECT_EQ(worked(12), 5);
  EXPECT_EQ(worked(17), 10);
  EXPECT_EQ(worked(24), 10);
  scenario.teams["desk"].roster["all"].week = 2;
  EXPECT_EQ(worked(10), 7);
}

TEST(Shifts, EveryNthWorkingDayIsWorkedForTheOtherTeam) {
  Scenario scenario = on_shift(shift(0, 100), {}, 5.0, 10);
  scenario.teams["other"] = stage::team_for({"line"}, 0.0);
  RosterRow& row = scenario.teams["desk"].roster["all"];
  row.rotation = Rotation{.team = "other", .every = 5};
  row.days = {true, true, true, true, true, false, false};
  const stage::Run run = stage::play(scenario, stage::measure(4 * 7 * 86'400.0));
  // 20 working days of ten persons, two of whom are away on any day.
  EXPECT_EQ(stage::team_total(run.counters, 0).paid(), 20 * 8 * 100 * kSecond);
  EXPECT_EQ(stage::team_total(run.counters, 1).paid(), 20 * 2 * 100 * kSecond);
  EXPECT_EQ(run.counters.lent, (std::vector<sim::Tick>{0, 20 * 2 * 100 * kSecond, 0, 0}));
  row.rotation->every = 7;
  row.operators = 1;
  const stage::Run one = stage::play(scenario, stage::measure(3 * 7 * 86'400.0 + 1));
  EXPECT_EQ(stage::team_total(one.counters, 1).paid(), 2 * 100 * kSecond);  // the 7th and the 14th of 15
}

TEST(Shifts, OneStillAtWorkBeginsForTheOtherTeamWhenDone) {
  Scenario scenario = on_shift(shift(0, 86'400), stage::arrive_at("call", {86'390}), 20.0);
  scenario.teams["other"] = stage::team_for({}, 0.0);
  scenario.teams["desk"].roster["all"].rotation = Rotation{.team = "other", .every = 2};
  const stage::Run run = stage::play(scenario, stage::measure(2 * 86'400.0));
  expect_time(stage::team_total(run.counters, 0), 20, 86'390, 0, 0, 10);
  expect_time(stage::team_total(run.counters, 1), 0, 86'390, 0);
  EXPECT_EQ(run.counters.contacts_peak, 1);
}

// All of the other team's paid time is lent, and no unpaid pause: through breaks and meals, contacts that outlive the
// shift, and the ends of the measured span.
TEST(Shifts, WhatIsLentIsWhatTheTeamOfVisitorsIsPaid) {
  Shift day = with_breaks(shift(100, 4000), 300.0, 50.0);
  day.pauses["meal"] = {.from_s = 1000, .to_s = 2000, .length_s = 300.0, .paid = false};
  Scenario scenario = on_shift(day, stage::arrive_at("call", {200, 900, 1500, 1600, 3990}), 120.0, 3);
  scenario.teams["desk"].serves.clear();
  scenario.teams["other"] = stage::team_for({"line"}, 0.0);
  scenario.teams["desk"].roster["all"].rotation = Rotation{.team = "other", .every = 1};
  for (const auto& [warm_up, measured] : {std::pair{0.0, 5000.0}, {0.0, 2100.0}, {1300.0, 2100.0}}) {
    Experiment experiment = stage::measure(measured);
    experiment.warm_up_s = warm_up;
    const Counters counters = stage::play(scenario, experiment).counters;
    const TeamCell others = stage::team_total(counters, 1);
    EXPECT_GT(others.paid(), 0);
    EXPECT_GT(others.unpaid, 0);
    EXPECT_EQ(counters.lent, (std::vector<sim::Tick>{0, others.paid(), 0, 0})) << warm_up;
  }
}

TEST(Shifts, LevelsAndVisitorsLeaveEachOtherAlone) {
  // Two by level until 50, one afterwards; a visitor from 20 to 80, who stays idle when the level falls.
  Scenario scenario = on_shift(shift(20, 80), calls({10, 12, 60, 62, 64}), 30.0);
  scenario.teams["desk"].serves.clear();
  scenario.teams["other"] = stage::team_for({"line"}, 0.0);
  scenario.teams["other"].staff = stage::steps({{0, 2}, {50, 1}}, 200);
  scenario.teams["desk"].roster["all"].rotation = Rotation{.team = "other", .every = 1};
  const stage::Run run = stage::play(scenario, stage::measure(150));
  const ContactLog log = stage::by_arrival(run);
  EXPECT_EQ(stage::answers_s(log), (Seconds{10, 12, 60, 62, 92}));
  EXPECT_EQ(log[2].operator_index, 2);  // the person comes after the operators of levels, and was idle longest
  expect_time(stage::team_total(run.counters, 1), 150, 22 + 40 + 10 + 20 + 28, 0, 0, 10);
}

TEST(Shifts, TheAbsentLoseTheirPlannedShift) {
  Scenario scenario = on_shift(with_breaks(shift(100, 400), 60.0, 10.0), calls({120}), 20.0);
  scenario.teams["desk"].habits.absence.rate = 1.0;
  const TeamCell cell = desk(scenario, 1000);
  EXPECT_EQ(cell.absent, 300 * kSecond);
  EXPECT_EQ(cell.paid(), 0);
  Experiment experiment = stage::measure(1000);
  experiment.interval_s = 250.0;
  const Counters counters = stage::play(scenario, experiment).counters;
  EXPECT_EQ(counters.teams[0].absent, 150 * kSecond);
  EXPECT_EQ(counters.teams[1].absent, 150 * kSecond);
}

TEST(Shifts, WholeDaysOfAbsenceFollowEachOther) {
  Scenario scenario = on_shift(shift(0, 86'400), {}, 20.0, 3);
  scenario.teams["desk"].habits.absence.rate = 1.0;
  EXPECT_EQ(desk(scenario, 5 * 86'400.0).absent, 3 * 5 * sim::kTicksPerDay);
}

// --- In the long run
struct Sample {
  double sum = 0.0, square = 0.0, fourth = 0.0;
  int n = 0;
  void add(double x) {
    sum += x;
    square += x * x;
    fourth += x * x * x * x;
    ++n;
  }
  double mean() const { return sum / n; }
  double se() const { return std::sqrt((square / n - mean() * mean()) / n); }
  double square_se() const { return std::sqrt((fourth / n - square / n * square / n) / n); }
};

// Work U(60, 70) min, then 10: the renewal availability is 65/75 (block `breaks` of the reference values).
TEST(Shifts, WithoutContactsBreaksLeaveTheAvailabilityOfTheirRenewals) {
  const Scenario scenario =
      on_shift({.hours = {0, 86'400},
                .breaks = BreakRule{.after = sim::Law::uniform(3600.0, 4200.0), .length_s = 600.0},
                .pauses = {}},
               {}, 5.0, 30);
  Experiment experiment = stage::measure(100 * 86'400.0);
  experiment.warm_up_s = 30 * 86'400.0;  // until the phase is forgotten
  Sample share;
  for (std::uint32_t replication = 0; replication < 40; ++replication) {
    const TeamCell cell = stage::team_total(stage::play(scenario, experiment, {3, replication}).counters);
    share.add(static_cast<double>(cell.available) / static_cast<double>(cell.paid()));
  }
  EXPECT_NEAR(share.mean(), 65.0 / 75.0, 4.5 * share.se());
  EXPECT_LT(share.se(), 1e-5);
}

// One operator who blocks is busy with probability a / (1 + a) = 0.8 for a = 4, whatever the law of work; a break that
// falls due then waits for the rest of the contact: 0.8 E[S^2] / (2 E[S]) = 4.88 min in all. It begins 300 min into the
// shift, when the beginning is forgotten, and the shift ends in it, so that a day's break is 550 min less the delay.
TEST(Shifts, ABreakIsDelayedByTheStationaryRestOfAContact) {
  Scenario scenario = on_shift({.hours = {0, 850 * 60},
                                .breaks = BreakRule{.after = sim::Law::deterministic(300.0 * 60), .length_s = 86'400.0},
                                .pauses = {}},
                               {}, 1.0);
  ContactType& call = scenario.contact_types["call"];
  call.arrivals.rate_per_s = WeekSeries::constant(0.8 / 60.0);
  call.service = sim::Law::lognormal(300.0, 1.2);
  scenario.queues["line"].capacity = 0;
  const CenterModel model = compile(scenario, stage::measure(86'400.0));
  CenterState state;
  sim::EventQueue events;
  Counters counters;
  Sample delay_min;
  for (std::uint32_t replication = 0; replication < 20'000; ++replication) {
    simulate(model, {4, replication}, state, events, counters);
    delay_min.add(550.0 - sim::ticks_to_seconds(stage::team_total(counters).on_break) / 60.0);
  }
  EXPECT_NEAR(delay_min.mean(), 4.88, 4.5 * delay_min.se());
  EXPECT_LT(delay_min.se(), 0.08);
}

TEST(Shifts, AbsenceVariesAsABetaBinomial) {
  Scenario scenario = on_shift(shift(0, 1000), {}, 5.0, 10);
  scenario.teams["desk"].habits.absence = {.rate = 0.1, .correlation = 0.2};
  const CenterModel model = compile(scenario, stage::measure(2000));
  CenterState state;
  sim::EventQueue events;
  Counters counters;
  Sample absent;
  for (std::uint32_t replication = 0; replication < 10'000; ++replication) {
    simulate(model, {5, replication}, state, events, counters);
    absent.add(sim::ticks_to_seconds(stage::team_total(counters).absent) / 1000.0 - 1.0);
  }
  EXPECT_NEAR(absent.mean(), 0.0, 4.5 * absent.se());
  EXPECT_NEAR(absent.square / absent.n, 10 * 0.1 * 0.9 * (1.0 + 9 * 0.2), 4.5 * absent.square_se());
}

// Seats: three of the early shift, four of the late one, which meet at 100 for an instant.
std::int64_t peak(const Scenario& scenario, const Experiment& experiment) {
  return stage::play(scenario, experiment).counters.peak_on_duty.at(0);
}

TEST(Shifts, ThoseWhoMeetForAnInstantNeedNoSeatsOfTheirOwn) {
  Scenario scenario = on_shift(shift(0, 100), {}, 30.0, 3);
  scenario.shifts["late"] = shift(100, 200);
  scenario.teams["desk"].roster["late"] = {.shift = "late", .operators = 4, .rotation = {}};
  EXPECT_EQ(peak(scenario, stage::measure(300)), 4);
  EXPECT_EQ(peak(scenario, stage::measure(100)), 3);
  scenario.teams["desk"].roster["late"].operators = 2;
  EXPECT_EQ(peak(scenario, stage::measure(300)), 3);
  Experiment late = stage::measure(50);
  late.warm_up_s = 100.0;
  EXPECT_EQ(peak(scenario, late), 2) << "the warm-up ends with the early shift";
  late.warm_up_s = 99.0;
  EXPECT_EQ(peak(scenario, late), 3);
  // Whoever finishes a contact until 120 has a seat until then.
  scenario.contact_types["call"].arrivals = calls({90});
  EXPECT_EQ(peak(scenario, stage::measure(300)), 3);
  scenario.teams["desk"].roster["late"].operators = 3;
  EXPECT_EQ(peak(scenario, stage::measure(300)), 4);
}

TEST(Shifts, AdherenceMovesBothEnds) {
  Scenario scenario = on_shift(shift(3600, 7200), {}, 5.0);
  scenario.teams["desk"].habits.adherence_s = 240.0;
  Experiment experiment = stage::measure(86'400.0);
  experiment.interval_s = 5400.0;  // a boundary in the middle of the shift
  const CenterModel model = compile(scenario, experiment);
  CenterState state;
  sim::EventQueue events;
  Counters counters;
  Sample start, end, product;
  for (std::uint32_t replication = 0; replication < 10'000; ++replication) {
    simulate(model, {6, replication}, state, events, counters);
    const double early = sim::ticks_to_seconds(counters.teams[0].available) - 1800.0;
    const double late = sim::ticks_to_seconds(counters.teams[1].available) - 1800.0;
    start.add(early / 240.0);
    end.add(late / 240.0);
    product.add(early * late / 57'600.0);
  }
  for (const Sample& side : {start, end}) {
    EXPECT_NEAR(side.mean(), 0.0, 4.5 * side.se());
    EXPECT_NEAR(side.square / side.n, 0.773741217143, 4.5 * side.square_se());
  }
  EXPECT_NEAR(product.mean(), 0.0, 4.5 * product.se());
}

}  // namespace
}  // namespace firstline
