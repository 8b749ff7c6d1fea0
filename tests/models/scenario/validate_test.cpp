#include "models/scenario/validate.h"

#include <gtest/gtest.h>

#include "tests/models/scenario/load.h"

namespace firstline {
namespace {

Scenario small() { return load_scenario(small_document(), "day.json").scenario; }

std::vector<sim::Problem> check(const Scenario& scenario, const Experiment& experiment = {}) {
  std::vector<sim::Problem> problems;
  validate(scenario, experiment, problems);
  return problems;
}

TEST(Validate, TheSmallScenarioIsGood) { EXPECT_TRUE(check(small()).empty()); }

TEST(Validate, ReportsHaveWholeMinutes) {
  Experiment experiment;
  experiment.interval_s = 420.0;
  EXPECT_TRUE(check(small(), experiment).empty());
  experiment.interval_s = 61.5;
  EXPECT_EQ(codes_of(check(small(), experiment)), "E330");
}

TEST(Validate, EstimatesDoNotOverflow) {
  Scenario scenario = small();
  scenario.contact_types.at("calls").arrivals.rate_per_s = WeekSeries::constant(1e6);
  Experiment experiment;
  experiment.measure_s = kMaxSpan_s;
  experiment.replications = 1'000'000'000;
  const auto problems = check(scenario, experiment);
  ASSERT_EQ(codes_of(problems), "E402");
  EXPECT_EQ(problems[0].arguments[1], "8.64e25");
}

TEST(Validate, StaffIsCheckedAtEveryMoment) {
  Scenario scenario = small();
  Team& team = scenario.teams.at("line 1");
  ExtraStaff less;
  less.hours = {8 * 3600, 10 * 3600};
  less.operators = -2.0;
  less.days = {true, false, false, false, false, false, false};
  team.extra_staff["a"] = less;
  EXPECT_TRUE(check(scenario).empty());
  less.hours = {9 * 3600, 11 * 3600};
  team.extra_staff["b"] = less;
  const auto problems = check(scenario);
  ASSERT_EQ(codes_of(problems), "E334");
  EXPECT_EQ(problems[0].arguments, (std::vector<std::string>{"line 1", "mon", "-1"}));
}

TEST(Validate, PeriodsMayMeetButNotOverlap) {
  Scenario scenario = small();
  auto& periods = scenario.contact_types.at("calls").periods;
  periods["a"] = {{0, 3600}, sim::Law::exponential(1.0), std::nullopt};
  periods["b"] = {{3600, 7200}, sim::Law::exponential(2.0), std::nullopt};
  EXPECT_TRUE(check(scenario).empty());
  periods["c"] = {{0, 7200}, std::nullopt, sim::Law::none()};
  EXPECT_TRUE(check(scenario).empty());  // it sets another law
  periods["d"] = {{1800, 2000}, sim::Law::exponential(3.0), std::nullopt};
  EXPECT_EQ(codes_of(check(scenario)), "E330");
}

TEST(Validate, OverloadLooksAtPatientContactsOnly) {
  Scenario scenario = small();
  scenario.queues.at("main").capacity.reset();
  ContactType& calls = scenario.contact_types.at("calls");
  calls.arrivals.rate_per_s = WeekSeries::constant(0.1);  // 30 Erlang to 3 operators
  EXPECT_TRUE(check(scenario).empty());
  calls.patience = sim::Law::none();
  EXPECT_EQ(codes_of(check(scenario)), "W404");
  scenario.queues.at("main").closing = Closing::drop;
  EXPECT_TRUE(check(scenario).empty());
}

TEST(Validate, PlainDataIsCheckedToo) {
  Scenario scenario = small();
  scenario.contact_types.at("calls").queue = "gone";
  scenario.teams.at("line 1").serves["gone too"] = {};
  EXPECT_EQ(codes_of(check(scenario)), "E340 E340 W403");
  Experiment experiment;
  experiment.thresholds_s = {};
  EXPECT_EQ(codes_of(check(small(), experiment)), "E330");
  experiment.thresholds_s = {20.0};
  experiment.precision["wait.mean"] = 0.01;
  experiment.max_replications = 10;
  EXPECT_EQ(codes_of(check(small(), experiment)), "E314");
}

}  // namespace
}  // namespace firstline
