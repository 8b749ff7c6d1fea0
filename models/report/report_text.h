// What a manager reads in a terminal: one sentence, the headline metrics, then by contact type, queue, team and hour.
//
// Flow: RunResult or CompareResult in, UTF-8 text out, ending with a newline; the doors print it.
// Units: as number_text.
// Shape: metrics of kpi_table by their labels; rows that say nothing (no contact in that hour) are left out.
// Errors: none.
// Threads: pure functions.
// Neglects: most keys and slices: the JSON result has them all.
// Source: issue 2; kpis.md.
// Tests: tests/models/report/report_text_test.cpp
#pragma once

#include <string>
#include <vector>

#include "models/run/result.h"
#include "models/scenario/messages.h"

namespace firstline {

struct TextOptions {
  Language language = Language::en;
  std::string command;                     // that repeats the run; empty: not shown
  std::vector<std::string> variant_names;  // as the person called them; a missing one is "variant"
  std::string base_name;
};

std::string run_text(const RunResult& result, const TextOptions& options);
std::string compare_text(const CompareResult& result, const TextOptions& options);

}  // namespace firstline
