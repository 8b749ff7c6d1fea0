// The exact day: the Kolmogorov equations of one queue whose rates and staff change, to stand beside what was
// simulated.
//
// Flow: formula_rows asks for it where the scenario is of that form; models/analytic/day_solver does the work.
// Units: those of the KPI that each row is about.
// Shape: one type, one team, exponential service and exponential or no patience (with or without balking), whole
//   operators, one day from empty, no factors, periods, menu or redials, no limit of places; totals and, for reporting
//   intervals with contacts, intervals.
// Errors: none; no rows where the scenario is of another form or too large for a quick answer.
// Source: science.md A24; models/analytic/day_solver.h.
// Tests: tests/models/run/day_formula_test.cpp
#pragma once

#include <string>
#include <vector>

#include "models/run/result.h"

namespace firstline {

std::vector<FormulaRow> day_formula_rows(const Scenario& scenario, const Experiment& experiment,
                                         const std::vector<std::string>& interval_names);

}  // namespace firstline
