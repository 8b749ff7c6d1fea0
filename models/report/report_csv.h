// A result as tidy CSV tables: one row an estimate, for spreadsheets and scripts.
//
// Flow: RunResult or CompareResult -> named tables -> the door writes them into one folder, all or none.
// Units: numbers as the metric's unit says, round-trip exact, with a point whatever the locale; absent values are
// empty. Shape: kpis.csv: key, slice, of, unit, mean, lo, hi, n, reason; formulas.csv: key, slice, of, formula, value;
//   differences.csv: variant, key, slice, of, unit, base, variant_mean, difference, lo, hi, n, distinguishable.
//   slice names the dimension ("topic"), of its value ("limits"); both are empty for totals.
// Threads: pure functions.
// Source: reliability.md P20 (no cell runs as a formula).
// Tests: tests/models/report/report_csv_test.cpp
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "models/run/result.h"

namespace firstline {

using NamedTexts = std::vector<std::pair<std::string, std::string>>;  // file name, content

NamedTexts result_csv(const RunResult& result);

// The base's tables, each variant's differences, and nothing of the variants alone that these do not say.
NamedTexts comparison_csv(const CompareResult& result, const std::vector<std::string>& names);

}  // namespace firstline
