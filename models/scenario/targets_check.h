// What agreements say beside each other: of several that fit a contact the one that names most applies, wholly.
//
// Flow: validate.cpp calls it once the document is read.
// Shape: two agreements meet where a contact type with a chance of such a topic and channel fits both.
// Errors: warnings W414 (a response in seconds asked of mails), W418 (a target that the agreement which applies instead
//   does not have).
// Threads: pure functions.
// Source: science.md 7.14; docs/method/agreements.md.
// Tests: tests/models/scenario/targets_check_test.cpp
#pragma once

#include <vector>

#include "models/scenario/scenario.h"
#include "sim/base/error.h"

namespace firstline {

void check_agreements(const Scenario& scenario, std::vector<sim::Problem>& problems);

}  // namespace firstline
