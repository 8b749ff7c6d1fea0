// The rows of the registry about issues, their contacts and legs, and agreements.
//
// Flow: kpi_table puts them between the rows about contacts and those about operators.
// Shape: all have KpiRow::cases, so that a scenario without topics, channels and returns does not show them.
// Threads: immutable.
// Source: kpis.md (binding); science.md 7.5, 7.7-7.11, 7.14, 7.15.
// Tests: tests/models/kpi/kpi_rows_cases_test.cpp
#pragma once

#include <span>

#include "models/kpi/kpi_table.h"

namespace firstline {

std::span<const KpiRow> case_rows();

}  // namespace firstline
