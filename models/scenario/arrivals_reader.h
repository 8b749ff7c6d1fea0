// Reads when contacts arrive: rates by slot and weekday, random factors, seasons, traces; holidays and incidents.
//
// Flow: /contact_types/*/arrivals -> Arrivals; /holidays/* -> Holiday; /incidents/* -> Incident.
// Units: as scenario.h.
// Errors: problems of the field table, E315 and E318 (one way to write arrivals) in the reader's list.
// Source: architecture.md, "Documents that people write"; science.md 1.
// Tests: tests/models/scenario/arrivals_reader_test.cpp
#pragma once

#include "models/scenario/field_reader.h"
#include "models/scenario/scenario.h"

namespace firstline {

Arrivals read_arrivals(FieldReader& reader, const Cursor& at);
Holiday read_holiday(FieldReader& reader, const Cursor& at);
Incident read_incident(FieldReader& reader, const Cursor& at);

}  // namespace firstline
