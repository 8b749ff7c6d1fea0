// A result made of hand-made facts, as run() would hand it over; for the tests of reports.
//
// Tests: used by tests/models/report
#pragma once

#include <string>
#include <utility>

#include "models/economics/cost_estimates.h"
#include "models/kpi/estimates.h"
#include "models/run/result.h"
#include "tests/models/economics/hand_made_prices.h"

namespace firstline::hand_made {

template <class Change>
RunResult result_of(ReplicationSet set, Change change) {
  RunResult result;
  result.scenario = scenario();
  change(result.scenario);
  result.experiment.thresholds_s = set.thresholds_s;
  result.experiment.measure_s = 100.0;
  result.provenance.seed = 7;
  result.provenance.replications = static_cast<int>(set.records.size());
  result.provenance.result_hash = 0xfeed;
  result.provenance.scenario_hash = 0xbeef;
  result.estimates = estimate(set);
  const PriceList list =
      set.names.has_cases() ? price_list(result.scenario, empty_case_counters(set).shape) : prices(result.scenario);
  for (Estimate& cost : estimate_costs(set, list)) result.estimates.push_back(std::move(cost));
  result.set = std::move(set);
  return result;
}
inline RunResult result_of(ReplicationSet set) {
  return result_of(std::move(set), [](Scenario&) {});
}

inline RunResult result_with_formula() {
  RunResult result = result_of(varied_set(6));
  result.formulas = {{.key = "wait.mean", .slice = {}, .formula = "erlang_a", .value = 21.5},
                     {.key = "service_level", .slice = {}, .formula = "erlang_a", .value = 0.4125},
                     {.key = "wait.mean", .slice = {"interval", "00:00"}, .formula = "erlang_a", .value = 22.25}};
  result.experiment.precision = {{"wait.mean", 0.01}};
  return result;
}

// Ten replications of the centre with issues; times to resolution are whole minutes.
inline RunResult case_result(bool judged = true) {
  ReplicationSet set = empty_case_set();
  for (int r = 0; r < 10; ++r) {
    Counters counters = case_counters(set, r % 3 + 1);
    for (int i = 1; i <= 20; ++i) counters.resolution[0].add(i * (r + 5) * 60 * sim::kTicksPerSecond);
    if (!judged) counters.resolution[1].add(20 * sim::kTicksPerHour);
    for (IssueCell& cell : counters.issues) {
      if (!judged) cell.eligible = cell.eligible_resolved = cell.first_contact = cell.first_line = 0;
    }
    collect(set, counters, reduce(counters));
  }
  return result_of(std::move(set), [](Scenario& scenario) {
    scenario.channels["mail"];
    scenario.channels["phone"];
    scenario.topics["billing"];
    scenario.topics["login"];
    scenario.queues["urgent line"].line = 2;
    scenario.contact_types["calls"].segment = "client";
    scenario.contact_types["calls"].product = "alpha";
    scenario.contact_types["urgent"].segment = "partner";
    scenario.contact_types["urgent"].product = "beta";
    scenario.slas["alpha"].response_s = 60.0;
    scenario.slas["alpha"].resolution_s = 8 * 3600.0;
    scenario.slas["alpha"].has_hours = true;
    scenario.slas["partners"].response_s = 1200.0;
    scenario.slas["partners"].share = 0.5;
    scenario.slas["partners"].period = SlaPeriod::week;
  });
}

inline CompareResult comparison() {
  CompareResult result;
  result.base = result_of(varied_set(6));
  ComparedVariant& variant = result.variants.emplace_back();
  variant.run = result_of(varied_set(6, 100));
  variant.differences = difference(result.base.set, variant.run.set);
  for (Difference& cost : cost_differences(result.base.set, prices(), variant.run.set, prices())) {
    variant.differences.push_back(std::move(cost));
  }
  return result;
}

}  // namespace firstline::hand_made
