// What the rows of the field table cannot tell of arrivals, holidays and incidents.
//
// Flow: Scenario -> problems without places; part of validate().
// Errors: E315 a correlation without a group; E330 order, counts, lengths.
// Source: reliability.md S25.
// Tests: tests/models/scenario/arrivals_check_test.cpp
#pragma once

#include <vector>

#include "models/scenario/scenario.h"
#include "sim/base/error.h"

namespace firstline {

void check_arrivals(const Scenario& scenario, std::vector<sim::Problem>& problems);

}  // namespace firstline
