// What the fields of one entity must say together: weights, transfers, pauses within a shift, weeks of a cycle, hours.
//
// Flow: Scenario -> problems without places; validate calls it.
// Units: as scenario.h.
// Errors: E330 what does not fit together, E342 a queue that passes on to itself, E352 shares above 1.
//   W405 a switch of the only channel, W412-W416 (but W414) what does nothing or not what it seems to.
// Source: reliability.md S19, S25, S31, S35.
// Tests: tests/models/scenario/entity_checks_test.cpp
#pragma once

#include <vector>

#include "models/scenario/scenario.h"
#include "sim/base/error.h"

namespace firstline {

void check_entities(const Scenario& scenario, std::vector<sim::Problem>& problems);

}  // namespace firstline
