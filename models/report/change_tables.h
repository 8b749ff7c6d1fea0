// Rows of a comparison: base, variant, paired difference and its interval, in total and by slice.
//
// Flow: ComparedVariant in, rows out; report_text puts them under the sentence of the variant.
// Units: seconds become hours where a row has thousands of them.
// Shape: slice_changes has agreements by channel and product (by name where these tell nothing), occupancy by line,
//   satisfaction and cost by channel, each where both arms have the slice; one slice alone says what the total says.
//   variants_overview leaves out what no variant knows, and marks what cannot be told from no change.
// Errors: none.
// Threads: pure functions.
// Source: issue 4, "Done when" 1.
// Tests: tests/models/report/change_tables_test.cpp
#pragma once

#include <string>
#include <vector>

#include "models/report/speaker.h"
#include "models/report/text_table.h"
#include "models/run/result.h"

namespace firstline {

// Minutes from half an hour, hours from two; deciding_s is the number that decides for a whole row.
Estimate in_readable_unit(Estimate estimate, double deciding_s);

// The difference in the unit of its row.
Estimate readable_change(const Difference& row);

TextTable change_table(const Speaker& speaker);

// Nothing where neither arm knows the metric.
void add_change(TextTable& table, const std::string& label, const Difference& row, const Speaker& speaker);

// Several variants side by side, a line each: what changes in the metrics that are asked for first. Nothing of one
// variant, which its own sentence sums up.
std::string variants_overview(const CompareResult& result, const std::vector<std::string>& names,
                              const std::string& base_name, const Speaker& speaker);

// After an empty line; nothing where no slice says more than the total.
std::string slice_changes(const ComparedVariant& variant, const Speaker& speaker);

}  // namespace firstline
