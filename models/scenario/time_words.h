// Durations as people read them: "1 ч 30 мин" for "1 h 30 min".
//
// Shape: takes what sim::format_duration writes. Inputs are written with English units in either language: what a
//   person is to write stays as it is.
// Threads: pure functions.
// Tests: tests/models/scenario/time_words_test.cpp
#pragma once

#include <string>

#include "models/scenario/messages.h"

namespace firstline {

std::string time_words(const std::string& duration, Language language);

}  // namespace firstline
