// The scenario behind the hand-made facts of tests/models/kpi/hand_made.h: who serves what, and wages.
//
// Tests: used by tests/models/economics and tests/models/report
#pragma once

#include "models/economics/price_list.h"
#include "tests/models/kpi/hand_made.h"

namespace firstline::hand_made {

// Line 1 answers the calls at 20 an hour, line 2 the urgent ones at 30; one operator each.
inline Scenario scenario() {
  Scenario scenario;
  scenario.name = "Ten calls";
  scenario.contact_types["calls"].queue = "phone";
  scenario.contact_types["urgent"].queue = "urgent line";
  scenario.queues["phone"];
  scenario.queues["urgent line"];
  scenario.teams["line 1"].serves["phone"];
  scenario.teams["line 1"].wage_per_h = 20.0;
  scenario.teams["line 2"].serves["urgent line"];
  scenario.teams["line 2"].wage_per_h = 30.0;
  for (auto& [name, team] : scenario.teams) team.staff = WeekSeries::constant(1.0);
  return scenario;
}

inline PriceList prices(const Scenario& of = scenario()) { return price_list(of, empty_counters(empty_set()).shape); }

}  // namespace firstline::hand_made
