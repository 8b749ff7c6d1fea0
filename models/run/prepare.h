// What every door does around a run: changes of the experiment, what is refused, what is said of a variant.
//
// Flow: LoadedScenario + what the person asked -> Experiment -> run(), compare(); the doors share these steps.
// Units: as experiment.h.
// Errors: RunError E4xx where what was asked is too much; InputError E110 where currencies differ.
// Threads: pure functions.
// Tests: tests/models/run/prepare_test.cpp
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario/experiment.h"
#include "models/scenario/scenario.h"
#include "models/scenario/scenario_json.h"
#include "sim/base/error.h"

namespace firstline {

// Asked for with the run itself, over what the documents say.
struct ExperimentChanges {
  std::optional<std::uint64_t> seed;
  std::optional<int> replications;
  std::map<std::string, double> precision;  // KPI key -> relative half-width
  std::optional<double> interval_s{};
  std::optional<double> warm_up_s{};
};
Experiment changed(Experiment experiment, const ExperimentChanges& changes);

// Changes may ask for more than the document's own limits saw. `file` is printable.
void refuse_too_much(const Scenario& scenario, const Experiment& experiment, const std::string& file);
void refuse_other_currency(const Scenario& variant, const Scenario& base, const std::string& file);

// What is suspicious in a variant: in its scenario, and W419 where it has an experiment that the base does not have.
std::vector<sim::Problem> variant_warnings(const LoadedScenario& variant, const LoadedScenario& base,
                                           const std::string& file);

}  // namespace firstline
