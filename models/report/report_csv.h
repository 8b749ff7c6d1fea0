// Results as CSV in long form: one estimate, formula or difference a line, its slice in columns that are always the
// same.
//
// Flow: RunResult or CompareResult in, the text of each file out; the command writes them into one folder.
// Units: as each line says; shares 0..1; empty where there is no number, with the code of the reason.
// Shape: kpis.csv, formulas.csv; of a comparison also differences.csv. First the name of the run (of the scenario, or
//   what the person called a variant) and the key, then the slice: a dimension with a name in it, of a pair a second
//   one, of the total none; then what the file tells. Numbers are the shortest that read back to the same bits.
// Errors: none.
// Threads: pure functions.
// Source: issue 3; RFC 4180; reliability.md P20, P21.
// Tests: tests/models/report/report_csv_test.cpp
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "models/run/result.h"

namespace firstline {

using NamedTexts = std::vector<std::pair<std::string, std::string>>;  // file name, content

NamedTexts result_csv(const RunResult& result);
// names: what the person called the variants, in order.
NamedTexts comparison_csv(const CompareResult& result, const std::string& base_name,
                          const std::vector<std::string>& names);

// The names that the files will have, for whoever must know before there is a result.
std::vector<std::string> csv_names();

}  // namespace firstline
