// Results as JSON text: everything that was estimated, with the provenance to repeat it. Deterministic, no timestamps.
//
// Flow: RunResult -> format "firstline.result"; CompareResult -> format "firstline.comparison", which holds results.
// Units: as each row's `unit` says; shares 0..1, seconds, money in the scenario's currency.
// Shape: version 1. `kpis` is an array of {key, slice, unit, mean, lo, hi, n}, one a line; an undefined mean is null
// with
//   a `reason`; totals have an empty slice. `warnings` are {code, pointer, value, message, message_ru}.
//   Hashes and seeds above 2^53 are strings. Ends with a newline.
// Errors: none.
// Threads: pure functions.
// Source: issue 2; docs/compatibility.md.
// Tests: tests/models/report/report_json_test.cpp
#pragma once

#include <string>
#include <vector>

#include "models/run/result.h"

namespace firstline {

inline constexpr int kResultFormatVersion = 1;  // a change that an older reader would misread raises it

std::string result_json(const RunResult& result);
// names: what the person called the variants, in order.
std::string comparison_json(const CompareResult& result, const std::vector<std::string>& names);

}  // namespace firstline
