#include "models/run/warm_up.h"

#include <gtest/gtest.h>

#include <array>

#include "models/scenario/demand.h"
#include "models/scenario/messages.h"
#include "sim/base/error.h"
#include "tests/models/run/many_servers.h"

namespace firstline {
namespace {

// M/M/10 at load .95 from an empty start: it takes some relaxation times until waits are what they will be.
Scenario station() { return many_servers(10.0, 9.5 / 60.0, 60.0); }

TEST(WarmUp, TheStepIsThePeriodOfTheCentre) {
  Scenario scenario = station();
  EXPECT_DOUBLE_EQ(warm_up_step(scenario, 50'000.0), 100.0);
  scenario.teams["team"].staff = {.slot_s = 43'200.0, .days = {}};
  scenario.teams["team"].staff.days.fill({8.0, 12.0});
  EXPECT_DOUBLE_EQ(warm_up_step(scenario, 1e7), 86'400.0);
  scenario.teams["team"].staff.days[6] = {4.0, 4.0};
  EXPECT_DOUBLE_EQ(warm_up_step(scenario, 1e7), 7.0 * 86'400.0);
}

// The same weeks, written in other fields.
TEST(WarmUp, WhateverDiffersByWeekdayMakesTheStepAWeek) {
  constexpr double kDay = 86'400.0;
  const auto step = [](const auto& change) {
    Scenario scenario = station();
    change(scenario);
    return warm_up_step(scenario, 1e7) / kDay;
  };
  const std::array<bool, 7> workdays{true, true, true, true, true, false, false};
  const auto extra = [&](const std::array<bool, 7>& days) {
    return [days](Scenario& scenario) {
      scenario.teams["team"].extra_staff["more"] = {
          .days = days, .hours = {.from_s = 32'400, .to_s = 64'800}, .operators = 4.0};
    };
  };
  EXPECT_DOUBLE_EQ(step(extra(workdays)), 7.0);
  EXPECT_DOUBLE_EQ(step(extra({true, true, true, true, true, true, true})), 1.0);
  const auto opens = [](bool on_sunday) {
    return [on_sunday](Scenario& scenario) {
      Queue& queue = scenario.queues.begin()->second;
      queue.has_hours = true;
      queue.opening_hours.fill({{.from_s = 32'400, .to_s = 64'800}});
      if (!on_sunday) queue.opening_hours[6].clear();
    };
  };
  EXPECT_DOUBLE_EQ(step(opens(false)), 7.0);
  EXPECT_DOUBLE_EQ(step(opens(true)), 1.0);
  EXPECT_DOUBLE_EQ(step([](Scenario& scenario) {
                     Sla& sla = scenario.slas["sla"];
                     sla.has_hours = true;
                     sla.hours[2] = {{.from_s = 32'400, .to_s = 64'800}};
                   }),
                   7.0);
  EXPECT_DOUBLE_EQ(step([](Scenario& scenario) {
                     scenario.teams["team"].roster["a"] = {.shift = "early", .operators = 3, .cycle_weeks = 2};
                     scenario.teams["team"].roster["b"] = {.shift = "early", .operators = 3, .cycle_weeks = 3};
                   }),
                   42.0);
}

TEST(WarmUp, AnEmptyStartIsCutAndLittleMore) {
  Experiment experiment;
  experiment.measure_s = 100'000.0;
  const double warm_up_s = warm_up_by_mser(station(), experiment, {});
  // Relaxation time of M/M/n: 1 / (sqrt(n mu) - sqrt(lambda))^2, 9360 s here.
  EXPECT_GT(warm_up_s, 0.0);
  EXPECT_LT(warm_up_s, 50'000.0);
}

TEST(WarmUp, WhatIsFoundMustNotMakeTheRunTooLong) {
  Experiment experiment;
  experiment.measure_s = 100'000.0;
  experiment.max_contacts = static_cast<std::int64_t>(estimated_contacts(station(), experiment));
  try {
    warm_up_by_mser(station(), experiment, {});
    FAIL() << "the warm-up adds contacts";
  } catch (const sim::RunError& error) {
    EXPECT_EQ(error.problem().code, "E402");
  }
}

TEST(WarmUp, ARunThatIsTooShortToTellIsRefused) {
  Experiment experiment;
  experiment.measure_s = 5.0 * 86'400.0;
  Scenario scenario = station();
  scenario.teams["team"].staff.days[6] = {11.0};
  try {
    warm_up_by_mser(scenario, experiment, {});
    FAIL() << "five days say nothing about weeks";
  } catch (const sim::RunError& error) {
    EXPECT_EQ(error.problem().code, "E407");
    const std::string said = message_text(error.problem(), Language::en);
    EXPECT_EQ(said.rfind("no warm-up can be told from 5 d in 0 steps of 7 d: too few steps; write a longer `measure`, "
                         "such as \"140 d\"",
                         0),
              0u)
        << said;
  }
}

}  // namespace
}  // namespace firstline
