// The metrics of what customers think, of surveys about it, and of operators' errors.
//
// Flow: kpi_table appends them to its rows; SliceFacts gives the opinions of a slice.
// Units: shares; nps from -100 to 100; ces in grades of 1 to 7.
// Shape: all have KpiRow::cases and are undefined where a scenario says nothing of satisfaction or errors. `.surveyed`
//   is what those who told say; the others are the truth of the model, which nobody has in practice.
// Threads: immutable.
// Source: kpis.md csat, nps, ces, survey, error_rate (binding); science.md 7.19, 8.4.
// Tests: tests/models/kpi/kpi_rows_opinion_test.cpp
#pragma once

#include <span>
#include <string_view>

#include "models/kpi/kpi_table.h"

namespace firstline {

std::span<const KpiRow> opinion_rows();

// Does the metric follow from /satisfaction, or from /errors?
bool is_opinion(std::string_view key);
bool is_error(std::string_view key);

}  // namespace firstline
