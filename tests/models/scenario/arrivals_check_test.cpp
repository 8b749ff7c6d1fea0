#include "models/scenario/arrivals_check.h"

#include <gtest/gtest.h>

#include <limits>

#include "tests/models/scenario/load.h"

namespace firstline {
namespace {

Scenario small() { return load_scenario(small_document(), "day.json").scenario; }

// "CODE pointer" of each problem.
std::vector<std::string> check(const Scenario& scenario) {
  std::vector<sim::Problem> problems;
  check_arrivals(scenario, problems);
  std::vector<std::string> found;
  for (const sim::Problem& problem : problems) found.push_back(problem.code + " " + problem.pointer);
  return found;
}

using Found = std::vector<std::string>;

TEST(ArrivalsCheck, TheSmallScenarioIsGood) { EXPECT_EQ(check(small()), Found{}); }

TEST(ArrivalsCheck, TracesRiseAndAreTimes) {
  Scenario scenario = small();
  auto& trace = scenario.contact_types.at("calls").arrivals.trace_s;
  const auto wrong_at = [&](const std::string& index) {
    return Found{"E330 /contact_types/calls/arrivals/trace/times_s" + index};
  };
  trace = {0.0, 5.0, 5.0, 7.0};
  EXPECT_EQ(check(scenario), Found{});
  trace = {};
  trace.emplace();
  EXPECT_EQ(check(scenario), wrong_at(""));
  trace = {0.0, 5.0, 4.0, 3.0};
  EXPECT_EQ(check(scenario), wrong_at("/2"));
  trace = {-1.0};
  EXPECT_EQ(check(scenario), wrong_at("/0"));
  trace = {1.0, std::numeric_limits<double>::quiet_NaN(), 2.0};
  EXPECT_EQ(check(scenario), wrong_at("/1"));
  trace = {1.0, std::numeric_limits<double>::infinity()};
  EXPECT_EQ(check(scenario), wrong_at("/1"));
}

TEST(ArrivalsCheck, AYearHasTwelveMonths) {
  Scenario scenario = small();
  scenario.contact_types.at("calls").arrivals.season.months.assign(11, 1.0);
  EXPECT_EQ(check(scenario), Found{"E330 /contact_types/calls/arrivals/season/months"});
  scenario.contact_types.at("calls").arrivals.season.months.assign(12, 1.0);
  EXPECT_EQ(check(scenario), Found{});
}

TEST(ArrivalsCheck, ACorrelationIsWithAGroup) {
  Scenario scenario = small();
  GammaFactor& factor = scenario.contact_types.at("calls").arrivals.day_factor;
  factor = {.shape = 10.0, .group = "", .correlation = 0.5};
  EXPECT_EQ(check(scenario), Found{"E315 /contact_types/calls/arrivals/day_factor"});
  factor.group = "all";
  EXPECT_EQ(check(scenario), Found{});
}

TEST(ArrivalsCheck, HolidaysEndAfterTheyBeginWithinAYear) {
  Scenario scenario = small();
  Holiday& holiday = scenario.holidays["h"];
  holiday = {.from_day = 100, .to_day = 99};
  EXPECT_EQ(check(scenario), Found{"E330 /holidays/h/to"});
  holiday.to_day = 100 + 365;
  EXPECT_EQ(check(scenario), Found{});
  holiday.to_day = 100 + 366;
  EXPECT_EQ(check(scenario), Found{"E330 /holidays/h/to"});
}

}  // namespace
}  // namespace firstline
