// What no single field can tell: references, similar names, overlaps, staff below zero, limits, overload.
//
// Flow: Scenario + Experiment -> Problems without places; scenario_json adds file, line and column.
// Units: as scenario.h.
// Errors: E330, E333, E334, E340-E343, E352 wrong; E402, E403 too large; W401-W405 suspicious.
// Source: reliability.md S25, S28-S32, S36-S39.
// Tests: tests/models/scenario/validate_test.cpp
#pragma once

#include <cstdint>
#include <vector>

#include "models/scenario/experiment.h"
#include "models/scenario/scenario.h"
#include "sim/base/error.h"

namespace firstline {

// Of one replication: the day is a part of every random number's address (sim::pack_issue).
inline constexpr double kMaxSpan_s = 16'000 * 86400.0;
inline constexpr std::int64_t kMaxOperators = 1'000'000;

void validate(const Scenario& scenario, const Experiment& experiment, std::vector<sim::Problem>& problems);

}  // namespace firstline
