// Names that lead from one part of a scenario to another: whether they lead anywhere, and which queues they reach.
//
// Flow: Scenario -> problems E340 without places, with the nearest name there is; the set of queues in use.
// Shape: pointers are those of the document, so that scenario_json finds the line.
// Threads: pure functions.
// Source: reliability.md S29, S32; lines.h, roster.h, targets.h.
// Tests: tests/models/scenario/references_test.cpp
#pragma once

#include <set>
#include <string>
#include <vector>

#include "models/scenario/scenario.h"
#include "sim/base/error.h"

namespace firstline {

// A problem without a place; warnings stop first: a thousand of them must not hide what is wrong.
void add_found(std::vector<sim::Problem>& problems, const char* code, const std::string& pointer,
               std::vector<std::string> arguments);

void check_references(const Scenario& scenario, std::vector<sim::Problem>& problems);

// Queues that a contact can come to: by its type, channel or topic, by transfers from such queues, by escalation.
std::set<std::string> reached_queues(const Scenario& scenario);

}  // namespace firstline
