// M/M/n as a scenario: one type of call, one queue, one team round the clock.
#pragma once

#include "models/scenario/scenario.h"

namespace firstline {

inline Scenario many_servers(double operators, double rate_per_s, double service_s) {
  Scenario scenario;
  ContactType type;
  type.queue = "queue";
  type.arrivals.rate_per_s = WeekSeries::constant(rate_per_s);
  type.service = sim::Law::exponential(service_s);
  scenario.contact_types["call"] = type;
  scenario.queues["queue"] = {};
  Team team;
  team.staff = WeekSeries::constant(operators);
  team.serves["queue"] = {};
  scenario.teams["team"] = team;
  return scenario;
}

}  // namespace firstline
