// Texts of problems with the command line (E1xx) and with files (E61x), and the line that shows any problem.
//
// Flow: codes of documents and limits are looked up in models/scenario/messages, these here.
// Shape: as Message: {0}, {1} ... arguments, {value} what was found; an argument "@id" stands for that text.
// Threads: immutable.
// Source: reliability.md, contract of section 2.
// Tests: tests/cli/messages_test.cpp
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "models/scenario/messages.h"
#include "sim/base/error.h"

namespace firstline {

std::span<const Message> cli_messages();

// Null when the code is known nowhere.
const Message* find_cli_message(std::string_view id);

// The words alone, and the line "error[E102]: unknown option --sed; did you mean --seed?".
std::string problem_text(const sim::Problem& problem, Language language);
std::string problem_message_line(const sim::Problem& problem, Language language);

}  // namespace firstline
