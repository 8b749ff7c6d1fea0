// Scenarios and experiments as a command line names them: files read, bases found, changes and flags applied.
//
// Errors: InputError, RunError and FileError of reading; InputError E345 for a base that cannot be used.
// Threads: none shared.
// Source: reliability.md A06, S41.
// Tests: tests/cli/inputs_test.cpp
#pragma once

#include <istream>
#include <string>
#include <vector>

#include "models/cli/request.h"
#include "models/scenario/scenario_json.h"

namespace firstline {

// `path` may be "-" for standard input. A base is looked for below the folder of the scenario, links followed.
LoadedScenario load_scenario_file(const std::string& path, const Request& request, std::istream& standard_input);

// The scenario of `path` once more, with interventions; --set has the last word.
LoadedScenario with_interventions(const LoadedScenario& loaded, const std::string& path, const Request& request,
                                  std::vector<Intervention> interventions);

// The scenario's own experiment, or that of --experiment; then --seed, --replications, --precision, --interval.
Experiment experiment_of(const LoadedScenario& loaded, const Request& request, std::istream& standard_input);

}  // namespace firstline
