// The metrics of bots: how sessions end, how well they understand, and what each step of a dialogue does.
//
// Flow: kpi_table appends them to its rows; SliceFacts gives the facts of a bot or of one of its steps.
// Units: as the table's.
// Shape: all have KpiRow::cases and are undefined where no bot had a session.
// Threads: immutable.
// Source: kpis.md, bot.* (binding); science.md 5.2 (separate counters).
// Tests: tests/models/kpi/kpi_rows_bots_test.cpp
#pragma once

#include <span>

#include "models/kpi/kpi_table.h"

namespace firstline {

std::span<const KpiRow> bot_rows();

}  // namespace firstline
