// What no single field of a bot shows: who speaks on no channel, steps that no session comes to, turns that add up to
// more than all, bots that cost nothing where the rest has its price, and
// shares of customers who all come past them.
//
// Flow: validate.cpp calls it once the documents are read; check_dialogues (dialogues_reader.h) has looked at names.
// Shape: a step is come to by whom the one before understood, rightly or not: shares of 0 lead nowhere. Leaving is
//   looked at where it is largest, at the last repeat.
// Errors: E330; warnings W406 (no session comes there), W407 (`solves` unread), W408 (no price), W409
//   (licences without a number), W410 (no channel), W417 (covers customers who never come to it).
// Threads: pure functions.
// Tests: tests/models/scenario/dialogues_check_test.cpp
#pragma once

#include <vector>

#include "models/scenario/scenario.h"
#include "sim/base/error.h"

namespace firstline {

void check_use_of_bots(const Scenario& scenario, std::vector<sim::Problem>& problems);

}  // namespace firstline
