// Pages of the reference made from tables: metrics, commands and options; and the help of the command.
//
// Shape: Markdown for docs/generated; plain text for help. Metrics and options stand in both languages.
// Threads: pure functions.
// Tests: tests/cli/docs_test.cpp
#pragma once

#include <string>
#include <string_view>

#include "models/cli/option_table.h"
#include "models/kpi/kpi_table.h"
#include "models/scenario/messages.h"

namespace firstline {

std::string kpis_markdown();
std::string cli_markdown();

std::string general_help(Language language);
std::string command_help(const CommandRow& command, Language language);

// The placeholders of a usage line (FILE, NAME) in a language; what is none stays.
std::string in_words_of(Language language, std::string_view usage);

// "contact_type, queue, interval"; "total" where there is nothing else.
std::string slice_names(const KpiRow& row);

}  // namespace firstline
