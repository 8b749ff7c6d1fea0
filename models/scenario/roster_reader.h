// Reads who works when: shifts with their breaks and pauses, roster rows, habits of a team.
//
// Flow: ScenarioReader hands a cursor; the structs of roster.h come back with defaults where a document is silent.
// Units: as roster.h.
// Errors: problems of the field reader and of the week reader (E312-E321, E331) in the reader's list.
// Source: architecture.md, "Documents that people write".
// Tests: tests/models/scenario/roster_reader_test.cpp
#pragma once

#include "models/scenario/field_reader.h"
#include "models/scenario/roster.h"

namespace firstline {

Shift read_shift(FieldReader& reader, const Cursor& at);
RosterRow read_roster_row(FieldReader& reader, const Cursor& at);
TenureStep read_tenure_step(FieldReader& reader, const Cursor& at);
Habits read_habits(FieldReader& reader, const Cursor& at);

}  // namespace firstline
