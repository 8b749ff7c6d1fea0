#include "models/center/center_state.h"

#include <gtest/gtest.h>

#include "tests/models/center/stage.h"

namespace firstline {
namespace {

Scenario busy_day(double per_hour, double operators) {
  Scenario scenario = stage::one_queue({}, 1.0, operators, sim::Law::exponential(120.0));
  ContactType& call = scenario.contact_types["call"];
  call.arrivals.rate_per_s = WeekSeries::constant(per_hour / 3600.0);
  call.service = sim::Law::exponential(300.0);
  call.redial.probability = 0.5;
  scenario.queues["line"].has_hours = true;
  for (auto& day : scenario.queues["line"].opening_hours) day = {{8 * 3600, 18 * 3600}};
  return scenario;
}

TEST(CenterState, StartsWithEverybodyOffDutyInOrder) {
  Scenario scenario = stage::one_queue({}, 10.0, 2.0);
  scenario.teams["night"] = stage::team_for({"line"}, 1.5);
  CenterState state;
  state.reset(compile(scenario, {}), stage::kKey);
  ASSERT_EQ(state.operators.size(), 4u);
  EXPECT_EQ(state.teams[0].off_duty, 0u);
  EXPECT_EQ(state.operators[0].next, 1u);
  EXPECT_EQ(state.operators[1].next, kNoOperator);
  EXPECT_EQ(state.teams[1].off_duty, 2u);
  EXPECT_EQ(state.operators[3].team, 1u);
  EXPECT_EQ(state.teams[0].present(), 0);
}

// Levels and rosters side by side, with everything that a day of a person can bring.
Scenario rostered_day() {
  Scenario scenario = busy_day(60, 2);
  Shift& shift = scenario.shifts["day"];
  shift.hours = {9 * 3600, 17 * 3600};
  shift.breaks = BreakRule{};
  shift.pauses["lunch"] = {.from_s = 12 * 3600, .to_s = 14 * 3600, .length_s = 1800.0, .paid = false};
  Team& team = scenario.teams["rostered"];
  team.serves["line"] = {};
  team.roster["row"] = {.shift = "day", .operators = 3, .rotation = Rotation{.team = "desk", .every = 4}};
  team.habits.absence = {.rate = 0.2, .correlation = 0.3};
  team.habits.adherence_s = 240.0;
  team.habits.shift_end = Habits::ShiftEnd::hand_back;
  team.habits.speed_spread = 0.2;
  return scenario;
}

TEST(CenterState, PersonsComeAfterTheOperatorsOfLevels) {
  const CenterModel model = compile(rostered_day(), {});
  CenterState state;
  state.reset(model, stage::kKey);
  EXPECT_EQ(state.first_person, 2u);
  ASSERT_EQ(state.operators.size(), 5u);
  ASSERT_EQ(state.persons.size(), 3u);
  EXPECT_EQ(state.operators[4].team, 1u);
  EXPECT_EQ(state.pauses.size(), 3u);
  EXPECT_EQ(state.talents.handle.size(), 5u);
  EXPECT_EQ(handle_factor(state.talents, 0, 0), 1.0);  // no spread in the team of levels
  EXPECT_NE(handle_factor(state.talents, 2, 0), 1.0);
  EXPECT_EQ(model.talents.operators[1].entity, operator_entity(model.teams[0].name_hash, 0, 1));
  EXPECT_EQ(model.talents.operators[4].entity, model.persons[2].entity);
}

TEST(CenterState, QueuesWithHoursStartClosed) {
  CenterState state;
  state.reset(compile(busy_day(10, 1), {}), stage::kKey);
  EXPECT_FALSE(state.queues[0].open);
  state.reset(compile(stage::one_queue({}, 10.0, 2.0), {}), stage::kKey);
  EXPECT_TRUE(state.queues[0].open);
}

TEST(CenterState, AUsedStateGivesTheBitsOfAFreshOne) {
  Experiment experiment;
  experiment.measure_s = 3 * 86'400.0;
  const CenterModel small = compile(busy_day(60, 4), experiment);
  const CenterModel large = compile(busy_day(600, 30), experiment);
  const CenterModel rostered = compile(rostered_day(), experiment);
  CenterState used;
  sim::EventQueue used_events;
  Counters used_counters;
  for (std::uint32_t r = 0; r < 4; ++r) {
    for (const CenterModel* model : {&small, &large, &rostered}) {
      CenterState state;
      sim::EventQueue events;
      Counters counters;
      simulate(*model, {9, r}, state, events, counters);
      simulate(*model, {9, r}, used, used_events, used_counters);
      EXPECT_EQ(counters.digest(), used_counters.digest());
    }
  }
}

TEST(CenterState, AStoppedRunLeavesNothingBehind) {
  Experiment experiment;
  experiment.measure_s = 3 * 86'400.0;
  const CenterModel model = compile(busy_day(600, 30), experiment);
  CenterState state;
  sim::EventQueue events;
  Counters counters;
  const auto stop = [](const void*) { return true; };
  EXPECT_EQ(simulate(model, {9, 0}, state, events, counters, {.log = nullptr, .stop = stop}), Ending::stopped);
  EXPECT_EQ(simulate(model, {9, 1}, state, events, counters), Ending::complete);
  const std::uint64_t after = counters.digest();
  CenterState fresh;
  sim::EventQueue fresh_events;
  simulate(model, {9, 1}, fresh, fresh_events, counters);
  EXPECT_EQ(counters.digest(), after);
}

}  // namespace
}  // namespace firstline
