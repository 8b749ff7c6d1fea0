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
  EXPECT_EQ(problems[0].arguments[1], "1.38e24");
}

// Days are numbered in 14 bits of every random number's address.
TEST(Validate, TheLongestRunIsNamed) {
  Experiment experiment;
  experiment.warm_up_s = 86'400.0;
  experiment.measure_s = 15'998 * 86'400.0;
  experiment.cool_down_s = 86'400.0;
  EXPECT_TRUE(check(small(), experiment).empty());
  experiment.cool_down_s = 2 * 86'400.0;
  const auto problems = check(small(), experiment);
  ASSERT_EQ(codes_of(problems), "E403");
  EXPECT_EQ(problems[0].arguments, (std::vector<std::string>{"16001", "16000"}));
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

// Roster of three on eight hours, five days, every second week: 3 * 8 * 5 / (7 * 24 * 2) operators on average.
TEST(Validate, RostersAreStaff) {
  Scenario scenario = small();
  Team& team = scenario.teams.at("line 1");
  team.staff = {};
  EXPECT_EQ(codes_of(check(scenario)), "W401");
  scenario.shifts["day"].hours = {8 * 3600, 16 * 3600};
  RosterRow& row = team.roster["early"];
  row.shift = "day";
  row.operators = 3;
  EXPECT_EQ(codes_of(check(scenario)), "");
  row.operators = 0;
  EXPECT_EQ(codes_of(check(scenario)), "W401");
  row.operators = kMaxOperators;
  team.roster["late"] = row;
  EXPECT_EQ(codes_of(check(scenario)), "E402");
}

// A team whose people only come from another one has staff, and one whose people always go elsewhere has none.
TEST(Validate, RotationMovesStaff) {
  Scenario scenario = small();
  scenario.shifts["day"].hours = {8 * 3600, 16 * 3600};
  Team& from = scenario.teams.at("line 1");
  from.staff = {};
  RosterRow& row = from.roster["early"];
  row.shift = "day";
  row.operators = 2;
  row.rotation = Rotation{"line 2", 5};
  scenario.teams["line 2"].serves["letters"] = {};
  scenario.queues["letters"];
  scenario.contact_types["mail"] = scenario.contact_types.at("calls");
  scenario.contact_types["mail"].queue = "letters";
  EXPECT_EQ(codes_of(check(scenario)), "");
  row.rotation->every = 1;
  const auto problems = check(scenario);
  ASSERT_EQ(codes_of(problems), "W401");
  EXPECT_EQ(problems[0].pointer, "/queues/main");
  row.rotation.reset();
  EXPECT_EQ(check(scenario).at(0).pointer, "/queues/letters");
}

TEST(Validate, QueuesReachedOnAnyWayNeedATeam) {
  Scenario scenario = small();
  scenario.queues["second"];
  EXPECT_EQ(codes_of(check(scenario)), "W403");
  scenario.queues.at("main").handling.to = {{"second", 1.0}};
  EXPECT_EQ(codes_of(check(scenario)), "E343");
  scenario.teams.at("line 1").serves["second"] = {};
  EXPECT_EQ(codes_of(check(scenario)), "");
  scenario.queues.at("main").handling.to.clear();
  scenario.escalation.supervisor = "second";
  EXPECT_EQ(codes_of(check(scenario)), "");
  scenario.escalation.supervisor.clear();
  scenario.topics["rare"].handling["main"].to = {{"second", 1.0}};
  EXPECT_EQ(codes_of(check(scenario)), "W403");  // nobody calls about it
  scenario.contact_types.at("calls").topics = {{"rare", 0.0}, {"usual", 1.0}};
  scenario.topics["usual"];
  EXPECT_EQ(codes_of(check(scenario)), "W403");
  scenario.contact_types.at("calls").topics.at("rare") = 0.1;
  EXPECT_EQ(codes_of(check(scenario)), "");
}

// A warning that is not sure is left out: who solves less passes work on to others.
TEST(Validate, OverloadIsSaidOfPlainScenariosOnly) {
  Scenario scenario = small();
  scenario.queues.at("main").capacity.reset();
  ContactType& calls = scenario.contact_types.at("calls");
  calls.arrivals.rate_per_s = WeekSeries::constant(0.1);
  calls.patience = sim::Law::none();
  EXPECT_EQ(codes_of(check(scenario)), "W404");
  scenario.teams.at("line 1").serves.at("main").speed = 20.0;
  EXPECT_EQ(codes_of(check(scenario)), "");
}

TEST(Validate, NamesOfEveryCollectionDiffer) {
  Scenario scenario = small();
  for (const char* name : {"A", "a"}) {
    scenario.channels[name];
    scenario.topics[name];
    scenario.shifts[name];
    scenario.slas[name];
  }
  EXPECT_EQ(codes_of(check(scenario)), "E341 E341 E341 E341");
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
