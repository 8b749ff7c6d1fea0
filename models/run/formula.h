// What the formula says: Erlang C, Erlang A or M/M/n+G for the same scenario, to stand beside what was simulated.
//
// Flow: run() appends these rows to its result; reports print them beside the estimates.
// Units: those of the KPI that each row is about.
// Shape: one type, team and constant rates: the exact stationary formula, totals only; one queue over one day: the
//   exact day (day_formula.h). Otherwise Erlang A interval by
//   interval with all contacts, work and operators pooled, as a calculator would (SIPP), and totals weighted by volume.
// Errors: none; no rows where no formula applies (no staff, an unstable queue without patience).
// Neglects: for the pooled rows everything that is not a rate, a mean or a head count: skills, priorities, redials,
//   variability of days, carry-over between intervals. That is the point of showing them.
// Source: science.md 0.7, 13.2; models/analytic.
// Tests: tests/models/run/formula_test.cpp
#pragma once

#include <vector>

#include "models/run/result.h"

namespace firstline {

std::vector<FormulaRow> formula_rows(const Scenario& scenario, const Experiment& experiment,
                                     const std::vector<std::string>& interval_names);

}  // namespace firstline
