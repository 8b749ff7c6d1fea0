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
  CenterState used;
  sim::EventQueue used_events;
  Counters used_counters;
  for (std::uint32_t r = 0; r < 4; ++r) {
    for (const CenterModel* model : {&small, &large}) {
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
