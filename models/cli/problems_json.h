// Problems as one JSON document, for programs that call the command (--errors=json).
//
// Shape: {"errors": [{code, pointer, value, file, line, column, message}]}, one line; all of them, not the first 20.
// Threads: pure functions.
// Tests: tests/cli/messages_test.cpp
#pragma once

#include <string>
#include <vector>

#include "models/scenario/messages.h"
#include "sim/base/error.h"

namespace firstline {

std::string problems_json(const std::vector<sim::Problem>& problems, Language language);

}  // namespace firstline
