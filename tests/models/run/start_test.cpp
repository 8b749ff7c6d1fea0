#include "models/run/start.h"

#include <gtest/gtest.h>

#include <numeric>

#include "sim/base/error.h"

namespace firstline {
namespace {

Scenario station() {
  Scenario scenario;
  ContactType type;
  type.queue = "queue";
  type.arrivals.rate_per_s = WeekSeries::constant(10.0 / 60.0);
  type.service = sim::Law::exponential(600.0);
  type.patience = sim::Law::exponential(300.0);
  scenario.contact_types.emplace("call", type);
  scenario.queues.emplace("queue", Queue{});
  Team team;
  team.serves["queue"] = {};
  team.staff = WeekSeries::constant(100.0);
  scenario.teams.emplace("team", team);
  return scenario;
}

std::string refused_at(const Scenario& scenario) {
  try {
    stationary_start(scenario);
  } catch (const sim::InputError& error) {
    EXPECT_EQ(error.problems().front().code, "E347");
    return error.problems().front().pointer;
  }
  return "";
}

TEST(Start, IsTheStationaryLawOfErlangA) {
  const auto pmf = stationary_start(station());
  EXPECT_NEAR(std::accumulate(pmf.begin(), pmf.end(), 0.0), 1.0, 1e-12);
  double busy_all = 0.0;
  for (std::size_t n = 100; n < pmf.size(); ++n) busy_all += pmf[n];
  EXPECT_NEAR(busy_all, 0.429999, 1e-6);  // P(W > 0) of workload A (performance.md)
}

TEST(Start, NamesWhatStandsInTheWay) {
  EXPECT_EQ(refused_at(station()), "");
  Scenario scenario = station();
  scenario.contact_types.at("call").service = sim::Law::lognormal(600.0, 1.0);
  EXPECT_EQ(refused_at(scenario), "/contact_types/call/service");
  scenario = station();
  scenario.contact_types.at("call").arrivals.day_factor.shape = 10.0;
  EXPECT_EQ(refused_at(scenario), "/contact_types/call/arrivals");
  scenario = station();
  scenario.contact_types.at("call").arrivals.growth = 0.1;
  EXPECT_EQ(refused_at(scenario), "/contact_types/call/arrivals");
  scenario = station();
  scenario.incidents["outage"] = {.per_month = 1.0, .boost = 1.0, .decay_s = 60.0, .contact_types = {}};
  EXPECT_EQ(refused_at(scenario), "/contact_types/call/arrivals");
  scenario = station();
  scenario.contact_types.at("call").redial.probability = 0.5;
  EXPECT_EQ(refused_at(scenario), "/contact_types/call/redial");
  scenario = station();
  scenario.queues.at("queue").capacity = 10;
  EXPECT_EQ(refused_at(scenario), "/queues/queue");
  scenario = station();
  scenario.teams.at("team").staff = WeekSeries::constant(99.5);
  EXPECT_EQ(refused_at(scenario), "/teams/team/staff");
  scenario = station();
  scenario.contact_types.emplace("other", scenario.contact_types.at("call"));
  EXPECT_EQ(refused_at(scenario), "/experiment/start");
}

TEST(Start, RefusesWhatErlangADoesNotSpeakOf) {
  Scenario scenario = station();
  scenario.contact_types.at("call").returns.unresolved = 0.5;
  EXPECT_EQ(refused_at(scenario), "/experiment/start");
  scenario = station();
  scenario.teams.at("team").habits.speed_spread = 0.2;
  EXPECT_EQ(refused_at(scenario), "/experiment/start");
}

TEST(Start, RefusesAnUnstableQueueOfEndlessPatience) {
  Scenario scenario = station();
  scenario.contact_types.at("call").patience = sim::Law::none();
  EXPECT_EQ(refused_at(scenario), "/teams/team/staff");
  scenario.teams.at("team").staff = WeekSeries::constant(101.0);
  EXPECT_EQ(refused_at(scenario), "");
}

}  // namespace
}  // namespace firstline
