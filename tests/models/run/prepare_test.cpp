#include "models/run/prepare.h"

#include <gtest/gtest.h>

#include "models/scenario/messages.h"

namespace firstline {
namespace {

TEST(Prepare, ChangesReplaceOnlyWhatTheyName) {
  Experiment experiment;
  experiment.seed = 7;
  experiment.replications = 30;
  experiment.precision = {{"wait.mean", 0.05}, {"occupancy", 0.1}};
  const Experiment same = changed(experiment, {});
  EXPECT_EQ(same.seed, 7u);
  EXPECT_EQ(same.replications, 30);
  EXPECT_EQ(same.precision, experiment.precision);
  EXPECT_EQ(same.interval_s, 3600.0);
  const Experiment other = changed(
      experiment, {.seed = UINT64_MAX, .replications = 3, .precision = {{"wait.mean", 0.01}}, .interval_s = 1800.0});
  EXPECT_EQ(other.seed, UINT64_MAX);
  EXPECT_EQ(other.replications, 3);
  EXPECT_EQ(other.precision, (std::map<std::string, double>{{"occupancy", 0.1}, {"wait.mean", 0.01}}));
  EXPECT_EQ(other.interval_s, 1800.0);
}

Scenario busy(double rate_per_s) {
  Scenario scenario;
  ContactType type;
  type.queue = "phone";
  type.arrivals.rate_per_s = WeekSeries::constant(rate_per_s);
  scenario.contact_types["calls"] = type;
  scenario.queues["phone"] = {};
  Team team;
  team.serves["phone"] = {};
  team.staff = WeekSeries::constant(4.0);
  scenario.teams["line"] = team;
  return scenario;
}

// One contact a second for a day is 86 400; times 20 replications 1.7 million, times 30 000 above 2 000 million.
TEST(Prepare, WhatIsTooMuchIsRefusedWithTheFileAndTheEstimate) {
  Experiment experiment;
  EXPECT_NO_THROW(refuse_too_much(busy(1.0), experiment, "day.json"));
  experiment.replications = 30'000;
  try {
    refuse_too_much(busy(1.0), experiment, "day.json");
    FAIL() << "2 592 million contacts were taken";
  } catch (const sim::RunError& error) {
    EXPECT_EQ(error.problem().code, "E402");
    EXPECT_EQ(error.problem().file, "day.json");
  }
}

TEST(Prepare, ProblemsThatAreNoLimitsAreLeftToTheReader) {
  Scenario idle = busy(1.0);
  idle.teams["line"].staff = WeekSeries::constant(0.0);  // W401
  EXPECT_NO_THROW(refuse_too_much(idle, Experiment{}, "day.json"));
}

TEST(Prepare, AVariantThatWouldMeasureOtherwiseIsWarnedOf) {
  LoadedScenario base, variant;
  base.canonical = R"({"experiment":{"replications":50}})";
  variant.canonical = R"({"schema_version":1})";
  EXPECT_TRUE(variant_warnings(variant, base, "v.json").empty()) << "it has no experiment";
  variant.canonical = R"({"experiment":{"replications":20}})";
  variant.warnings = {{.code = "W402", .pointer = "/teams/x", .value = "", .arguments = {"x"}, .file = "v.json"}};
  const std::vector<sim::Problem> found = variant_warnings(variant, base, "v.json");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].code, "W402");
  EXPECT_EQ(problem_line(found[1], Language::en).rfind("warning[W419] v.json at /experiment: its own", 0), 0u);
  variant.canonical = base.canonical;
  EXPECT_EQ(variant_warnings(variant, base, "v.json").size(), 1u);
}

TEST(Prepare, CurrenciesAreNotMixed) {
  Scenario base = busy(1.0);
  Scenario variant = base;
  EXPECT_NO_THROW(refuse_other_currency(variant, base, "more.json"));
  variant.currency = "USD";
  try {
    refuse_other_currency(variant, base, "more.json");
    FAIL() << "USD and EUR were compared";
  } catch (const sim::InputError& error) {
    ASSERT_EQ(error.problems().size(), 1u);
    const sim::Problem& problem = error.problems().front();
    EXPECT_EQ(problem.code, "E110");
    EXPECT_EQ(problem.value, "USD");
    EXPECT_EQ(problem.arguments, std::vector<std::string>{"EUR"});
    EXPECT_EQ(problem.file, "more.json");
  }
}

}  // namespace
}  // namespace firstline
