#include "models/run/deflection.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/kpi/kpi_table.h"
#include "models/run/run.h"
#include "sim/base/error.h"

namespace firstline {
namespace {

// Operators enough for nobody to wait; one bot with one step that answers at the first try or hands over.
Scenario centre(double containment) {
  Scenario scenario;
  ContactType type;
  type.queue = "line";
  type.arrivals.rate_per_s = WeekSeries::constant(1.0 / 60.0);
  type.service = sim::Law::deterministic(60.0);
  type.channels = {{"phone", 1.0}};
  scenario.contact_types.emplace("calls", type);
  scenario.queues.emplace("line", Queue{});
  Team team;
  team.serves["line"] = {.priority = 1, .choice = 1};
  team.staff = WeekSeries::constant(50.0);
  scenario.teams.emplace("all", team);
  scenario.channels["phone"] = {.bot = "voice"};
  Bot bot;
  bot.start = "answer";
  BotStep step;
  step.time = sim::Law::deterministic(10.0);
  step.recognised = containment;
  step.repeats = 0;
  step.unnoticed = step.hangs_up = step.asks = 0.0;
  bot.steps["answer"] = step;
  bot.context_factor = 1.0;
  bot.refusal_memory = bot.refusal_relief = 0.0;
  scenario.bots["voice"] = bot;
  return scenario;
}

Experiment days() {
  Experiment experiment;
  experiment.warm_up_s = 3600.0;
  experiment.measure_s = 2 * 86400.0;
  experiment.cool_down_s = 7200.0;
  experiment.replications = 12;
  return experiment;
}

const Difference& total(const std::vector<Difference>& differences, const std::string& key) {
  const auto found = std::find_if(differences.begin(), differences.end(),
                                  [&](const Difference& d) { return d.base.key == key && d.base.slice == Slice{}; });
  EXPECT_NE(found, differences.end()) << key;
  return *found;
}

const Estimate& total(const RunResult& result, const std::string& key) {
  const auto found = std::find_if(result.estimates.begin(), result.estimates.end(),
                                  [&](const Estimate& e) { return e.key == key && e.slice == Slice{}; });
  EXPECT_NE(found, result.estimates.end()) << key;
  return *found;
}

CompareResult against_people(const Scenario& scenario) {
  return compare(without_bots(scenario), {{.name = "bot", .scenario = scenario}}, days(), {});
}

// Nobody waits, repeats or is let down: what is truly contained is what people are spared.
TEST(Deflection, IsTheTrueContainmentWhereNobodyComesBack) {
  for (const double containment : {0.2, 0.65}) {
    const CompareResult result = against_people(centre(containment));
    const std::vector<Difference>& rows = result.variants[0].differences;
    for (const char* key : {"bot.deflection", "bot.deflection.minutes"}) {
      const Difference& row = total(rows, key);
      ASSERT_TRUE(row.variant.mean) << key;
      EXPECT_FALSE(row.base.mean) << key;
      EXPECT_NEAR(*row.variant.mean, *total(rows, "bot.containment.true").variant.mean, 1e-12) << key;
      const double sessions = *total(rows, "bot.sessions").variant.mean * days().replications;
      EXPECT_NEAR(*row.variant.mean, containment, 4.5 * std::sqrt(containment * (1 - containment) / sessions)) << key;
      EXPECT_LT(*row.difference.lo, containment + 0.02) << key;
      EXPECT_GT(*row.difference.hi, containment - 0.02) << key;
      EXPECT_TRUE(row.distinguishable) << key;
    }
  }
}

// Hang-ups and false answers spare people too, as long as their customers stay away.
TEST(Deflection, IsTheApparentContainmentWhereSomeAreLetDown) {
  Scenario scenario = centre(0.65);
  BotStep& answer = scenario.bots["voice"].steps["answer"];
  answer.solves = 0.8;
  answer.hangs_up = 0.1;
  const CompareResult result = against_people(scenario);
  const std::vector<Difference>& rows = result.variants[0].differences;
  EXPECT_NEAR(*total(rows, "bot.deflection").variant.mean, *total(rows, "bot.containment.apparent").variant.mean,
              1e-12);
  EXPECT_LT(*total(rows, "bot.containment.true").variant.mean, *total(rows, "bot.deflection").variant.mean - 0.1);
}

TEST(Deflection, IsOneOfAPerfectBotAndNothingOfOneThatNobodyMeets) {
  const CompareResult perfect = against_people(centre(1.0));
  EXPECT_EQ(*total(perfect.variants[0].differences, "bot.deflection").variant.mean, 1.0);
  EXPECT_EQ(*total(perfect.variants[0].run, "contacts.offered").mean, *total(perfect.base, "contacts.offered").mean);
  Scenario unseen = centre(0.65);
  unseen.bots["voice"].coverage = 0.0;
  const CompareResult none = against_people(unseen);
  EXPECT_EQ(*total(none.variants[0].differences, "bot.deflection").difference.mean, 0.0);
  EXPECT_EQ(*total(none.variants[0].differences, "bot.deflection.minutes").difference.hi, 0.0);
}

// Answers that only seem to solve and bring everybody back to people spare contacts as long as those do not come back.
TEST(Deflection, FalseAnswersSpareNothingWhenEverybodyComesBackToPeople) {
  Scenario scenario = centre(1.0);
  scenario.bots["voice"].steps["answer"].solves = 0.0;
  scenario.contact_types["calls"].returns = {
      .unresolved = 1.0, .delay = sim::Law::deterministic(600.0), .max_returns = 1};
  const CompareResult result = against_people(scenario);
  // The return meets the bot again, for the bot covers everybody: contained twice, solved never.
  EXPECT_EQ(*total(result.variants[0].differences, "bot.deflection").variant.mean, 1.0);
  EXPECT_EQ(*total(result.variants[0].differences, "bot.containment.true").variant.mean, 0.0);
  EXPECT_EQ(*total(result.variants[0].run, "resolution_rate").mean, 0.0);
}

TEST(Deflection, ARunKnowsItWhenItsTwinIsAskedFor) {
  const Scenario scenario = centre(0.65);
  const RunResult alone = run(scenario, days(), {});
  EXPECT_FALSE(total(alone, "bot.deflection").mean);
  EXPECT_EQ(total(alone, "bot.deflection").reason, kNotPaired);
  RunOptions options;
  options.deflection = true;
  const RunResult paired = run(scenario, days(), options);
  const CompareResult compared = against_people(scenario);
  EXPECT_EQ(*total(paired, "bot.deflection").mean,
            *total(compared.variants[0].differences, "bot.deflection").variant.mean);
  EXPECT_EQ(*total(paired, "bot.deflection").lo, *total(compared.variants[0].differences, "bot.deflection").variant.lo);
  EXPECT_EQ(paired.provenance.result_hash, alone.provenance.result_hash);
  EXPECT_EQ(paired.provenance.replications, days().replications);
}

TEST(Deflection, IsUnknownBetweenTwoScenariosWithBotsAndForeignWithoutAny) {
  const Scenario scenario = centre(0.65);
  const CompareResult both = compare(scenario, {{.name = "same", .scenario = scenario}}, days(), {});
  EXPECT_FALSE(total(both.variants[0].differences, "bot.deflection").difference.mean);
  EXPECT_EQ(total(both.variants[0].differences, "bot.deflection").difference.reason, kNotPaired);
  EXPECT_EQ(total(run(without_bots(scenario), days(), {}), "bot.deflection").reason, kNothingCounted);
  Experiment precise = days();
  precise.precision["bot.deflection"] = 0.01;
  EXPECT_THROW(run(scenario, precise, {}), sim::InputError);
}

}  // namespace
}  // namespace firstline
