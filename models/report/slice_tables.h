// The tables of a text report below the headline: by contact type, channel, segment, product, topic, line, agreement,
// queue, team and hour.
//
// Flow: RunResult in, UTF-8 tables out, each after an empty line.
// Shape: a table stands where there is something to compare, a line where it says something. Topics by volume, at most
//   fifteen of them; beside lines the share of their legs that they pass on to each line.
// Errors: none.
// Threads: pure functions.
// Source: kpis.md, Slices; issue 3.
// Tests: tests/models/report/slice_tables_test.cpp
#pragma once

#include <string>

#include "models/report/result_index.h"
#include "models/report/speaker.h"

namespace firstline {

std::string slice_tables(const RunResult& result, const SliceIndex<Estimate>& estimates, const Speaker& speaker);

}  // namespace firstline
