// Reads a service level agreement.
//
// Flow: ScenarioReader hands a cursor below /slas; an Sla comes back.
// Units: as targets.h.
// Errors: problems of the field reader and of the week reader (E312-E321, E330, E331) in the reader's list.
// Source: architecture.md, "Documents that people write".
// Tests: tests/models/scenario/targets_reader_test.cpp
#pragma once

#include "models/scenario/field_reader.h"
#include "models/scenario/targets.h"

namespace firstline {

Sla read_sla(FieldReader& reader, const Cursor& at);

}  // namespace firstline
