// The rows of a comparison: a metric in base and variant with their paired difference; and the tables that tell what a
// change did to agreements by product and to people by line.
//
// Flow: CompareResult in, UTF-8 tables out, each after an empty line; report_text asks for rows and tables.
// Shape: a table stands where there are two slices or more and something known about them.
// Errors: none.
// Threads: pure functions.
// Source: kpis.md, Slices; issue 3.
// Tests: tests/models/report/compare_tables_test.cpp
#pragma once

#include <string>

#include "models/report/speaker.h"

namespace firstline {

// Hours where seconds would be thousands; deciding_s is the number that decides for a whole row.
Estimate in_readable_unit(Estimate estimate, double deciding_s);

// Base, variant, difference and its interval.
Row difference_cells(const Difference& difference, const Speaker& speaker);

std::string compared_slices(const ComparedVariant& variant, const Speaker& speaker);

}  // namespace firstline
