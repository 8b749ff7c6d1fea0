// Reads what customers think, the survey and the errors of operators.
//
// Flow: ScenarioReader hands the cursors of /satisfaction and /errors; defaults (assumptions) where a document is
// silent. Units: as opinion.h. Errors: problems of the field table, and E330 for a list of scores with too few or too
// many numbers or without any
//   weight, in the reader's list.
// Source: architecture.md, "Documents that people write".
// Tests: tests/models/scenario/opinion_reader_test.cpp
#pragma once

#include "models/scenario/field_reader.h"
#include "models/scenario/opinion.h"

namespace firstline {

Opinion read_opinion(FieldReader& reader, const Cursor& at);
OperatorErrors read_errors(FieldReader& reader, const Cursor& at);

}  // namespace firstline
