// Reads the prices of a scenario.
//
// Flow: ScenarioReader hands the cursor of /costs; Costs come back with zeros where a document is silent.
// Units: as costs.h.
// Errors: problems of the field reader (E312-E320) in its list.
// Source: architecture.md, "Documents that people write".
// Tests: tests/models/scenario/costs_reader_test.cpp
#pragma once

#include "models/scenario/costs.h"
#include "models/scenario/field_reader.h"

namespace firstline {

Costs read_costs(FieldReader& reader, const Cursor& at);

}  // namespace firstline
