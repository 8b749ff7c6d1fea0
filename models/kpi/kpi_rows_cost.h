// The rows of the metric table about money.
//
// Flow: kpi_table puts them last; models/economics computes them.
// Shape: Kind::money, without extractors; cost.total is the sum of its parts.
// Threads: immutable.
// Source: kpis.md, cost.*.
// Tests: tests/models/kpi/kpi_rows_cost_test.cpp
#pragma once

#include <span>

#include "models/kpi/kpi_table.h"

namespace firstline {

std::span<const KpiRow> cost_rows();

}  // namespace firstline
