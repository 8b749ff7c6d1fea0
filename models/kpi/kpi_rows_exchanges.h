// The metrics of exchanges, chats and mails: how long each reply takes, several chats at once, who leaves in the
// middle.
//
// Flow: kpi_table appends them to its rows.
// Units: as the table's.
// Shape: all have KpiRow::cases and are undefined where no operator wrote a reply or held a chat.
// Threads: immutable.
// Source: kpis.md, art.mean and aht.mean (binding); science.md 3.3, 3.4.
// Tests: tests/models/kpi/kpi_rows_exchanges_test.cpp
#pragma once

#include <span>

#include "models/kpi/kpi_table.h"

namespace firstline {

std::span<const KpiRow> exchange_rows();

}  // namespace firstline
