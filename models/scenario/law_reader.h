// Reads the law of a duration from a document.
//
// Flow: {"law": "gamma", "mean": "5 min", "cv": 0.8} -> sim::Law; the forms stand in fields.h.
// Units: seconds.
// Errors: problems E313, E315, E320-E322, E324-E326 in the reader's list; then nothing is returned.
// Source: science.md 2.1; reliability.md S20-S24.
// Tests: tests/models/scenario/law_reader_test.cpp
#pragma once

#include <optional>
#include <string_view>

#include "models/scenario/field_reader.h"
#include "sim/random/law.h"

namespace firstline {

// Nothing where the field is not there or is wrong.
std::optional<sim::Law> read_law(FieldReader& reader, const Cursor& parent, std::string_view key);

}  // namespace firstline
