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
  for (Estimate& cost : estimate_costs(set, prices(result.scenario))) result.estimates.push_back(std::move(cost));
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
