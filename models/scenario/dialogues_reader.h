// Reads bots and their dialogues out of a document.
//
// Flow: ScenarioReader hands a cursor; the structs of dialogues.h come back with defaults where a document is silent.
// Units: as dialogues.h.
// Errors: problems of the field reader in its list; check_dialogues adds E340 and E330 for steps that lead nowhere.
// Source: architecture.md, "Documents that people write".
// Tests: tests/models/scenario/dialogues_reader_test.cpp
#pragma once

#include <vector>

#include "models/scenario/dialogues.h"
#include "models/scenario/field_reader.h"
#include "models/scenario/scenario.h"
#include "sim/base/error.h"

namespace firstline {

Bot read_bot(FieldReader& reader, const Cursor& at);

// Steps that no one names, channels that name no bot, dialogues that cannot end.
void check_dialogues(const Scenario& scenario, std::vector<sim::Problem>& problems);

}  // namespace firstline
