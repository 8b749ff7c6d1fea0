// JSON Schemas and the page of input fields, written from the field table.
//
// Flow: fields() and law_forms() -> draft-07 text for editors and validators; -> Markdown for `firstline docs fields`.
// Shape: strict (no additional properties); patterns stand in for units. What only a whole document shows (references,
//        sums, order) is left to the reader, and so are ranges of durations and rates.
// Threads: pure functions.
// Source: ecosystem.md 3.4; JSON Schema draft-07.
// Tests: tests/models/scenario/schema_json_test.cpp tests/models/scenario/schema_check.py
#pragma once

#include <string>
#include <string_view>

#include "models/scenario/messages.h"

namespace firstline {

std::string scenario_schema();
std::string experiment_schema();

std::string fields_markdown(Language language);

// A few lines about the fields that a person may mean by "capacity", "queues capacity" or "/queues/*/capacity"; "" when
// there is none.
std::string explain_field(std::string_view words, Language language);

}  // namespace firstline
