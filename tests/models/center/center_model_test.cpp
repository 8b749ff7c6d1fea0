#include "models/center/center_model.h"

#include <gtest/gtest.h>

#include <map>

#include "sim/base/error.h"
#include "tests/models/center/stage.h"

namespace firstline {
namespace {

// Two names with the same 24-bit hash: by the birthday bound some thousands of names are enough.
std::pair<std::string, std::string> names_alike() {
  std::map<std::uint32_t, std::string> seen;
  for (int i = 0;; ++i) {
    const std::string name = "name " + std::to_string(i);
    const auto [other, fresh] = seen.emplace(sim::name_hash24(name), name);
    if (!fresh) return {other->second, name};
  }
}

TEST(CenterModel, IdsFollowNames) {
  Scenario scenario;
  for (const char* name : {"zebra", "ant", "moth"}) {
    scenario.queues[name].head_start_s = name[0];
    scenario.contact_types[name] = stage::type_to(name, {}, 10.0);
    scenario.teams[name] = stage::team_for({name}, name[0]);
  }
  const CenterModel model = compile(scenario, stage::measure(100));
  ASSERT_EQ(model.queues.size(), 3u);
  EXPECT_EQ(model.queues[0].head_start, 'a' * stage::kSecond);
  EXPECT_EQ(model.types[2].queue, 2u);
  EXPECT_EQ(model.teams[1].workforce.most, 'm');
  EXPECT_EQ(model.routing.teams_of_queue[2][0].team, 2u);
}

TEST(CenterModel, SpansOfTheRun) {
  Experiment experiment;
  experiment.warm_up_s = 100;
  experiment.measure_s = 1000;
  experiment.cool_down_s = 10;
  experiment.thresholds_s = {20, 60};
  const CenterModel model = compile(stage::one_queue({}, 10.0, 1.0), experiment);
  EXPECT_EQ(model.measure_from, 100 * stage::kSecond);
  EXPECT_EQ(model.measure_to, 1100 * stage::kSecond);
  EXPECT_EQ(model.arrivals_until, 1110 * stage::kSecond);
  EXPECT_GT(model.give_up, model.arrivals_until);
  EXPECT_EQ(model.thresholds, (std::vector<sim::Tick>{20 * stage::kSecond, 60 * stage::kSecond}));
  EXPECT_EQ(model.shape.num_thresholds, 2);
  EXPECT_EQ(model.shape.num_intervals, 24);
}

TEST(CenterModel, IntervalsCoverTheWholeDay) {
  Experiment experiment;
  for (const auto& [interval_s, intervals] : {std::pair{900.0, 96}, {86'400.0, 1}, {25'200.0, 4}}) {
    experiment.interval_s = interval_s;
    EXPECT_EQ(compile(stage::one_queue({}, 10.0, 1.0), experiment).shape.num_intervals, intervals);
  }
}

TEST(CenterModel, TheDateGivesTheWeekday) {
  Scenario scenario = stage::one_queue({}, 10.0, 1.0);
  scenario.start_day = *sim::parse_date("1999-01-03");
  EXPECT_EQ(compile(scenario, {}).first_weekday, 6);
}

TEST(CenterModel, RefusesNamesWhoseDrawsWouldBeTheSame) {
  const auto [first, second] = names_alike();
  Scenario types = stage::one_queue({}, 10.0, 1.0);
  types.contact_types[first] = types.contact_types[second] = types.contact_types["call"];
  EXPECT_THROW(compile(types, {}), sim::InputError);
  Scenario teams = stage::one_queue({}, 10.0, 1.0);
  teams.teams[first] = teams.teams[second] = teams.teams["desk"];
  try {
    compile(teams, {});
    FAIL();
  } catch (const sim::InputError& error) {
    ASSERT_EQ(error.problems().size(), 1u);
    EXPECT_EQ(error.problems()[0].code, "E346");
    EXPECT_EQ(error.problems()[0].pointer, "/teams/" + std::max(first, second));
  }
  Scenario rows = stage::one_queue({}, 10.0, 1.0);
  rows.shifts["day"].hours = {0, 100};
  for (const std::string& name : {first, second}) {
    rows.teams["desk"].roster[name] = {.shift = "day", .operators = 1, .rotation = {}};
  }
  try {
    compile(rows, {});
    FAIL();
  } catch (const sim::InputError& error) {
    ASSERT_EQ(error.problems().size(), 1u);
    EXPECT_EQ(error.problems()[0].pointer, "/teams/desk/roster/" + std::max(first, second));
  }
}

TEST(CenterModel, TheStationaryLawIsCumulated) {
  const CenterModel model = compile(stage::one_queue({}, 10.0, 1.0), {}, {0.5, 0.25, 0.25});
  EXPECT_EQ(model.initial_cumulative, (std::vector<double>{0.5, 0.75, 1.0}));
}

}  // namespace
}  // namespace firstline
