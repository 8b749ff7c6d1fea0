// Scenarios and experiments as Python holds them: read, checked, immutable.
//
// Flow: JSON text (and a function that reads bases) -> LoadedScenario; with what the person asks -> Experiment.
// Errors: those of scenario_json.h and prepare.h; what the function that reads bases raises.
// Threads: immutable once made; shared by several Python objects and calls.
// Tests: tests/python/test_scenario.py
#pragma once

#include <pybind11/pybind11.h>

#include "models/scenario/scenario_json.h"

namespace firstline::python {

void bind_scenarios(pybind11::module_& module);

}  // namespace firstline::python
