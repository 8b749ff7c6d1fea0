// Reads how issues are worked on: channels, topics, the lines of queues, transfers, returns.
//
// Flow: ScenarioReader hands a cursor; the structs of lines.h come back with defaults where a document is silent.
// Units: as lines.h.
// Errors: problems of the field reader (E312-E321) in its list.
// Source: architecture.md, "Documents that people write".
// Tests: tests/models/scenario/lines_reader_test.cpp
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "models/scenario/field_reader.h"
#include "models/scenario/lines.h"
#include "models/scenario/scenario.h"

namespace firstline {

Channel read_channel(FieldReader& reader, const Cursor& at);
Topic read_topic(FieldReader& reader, const Cursor& at);
Returns read_returns(FieldReader& reader, const Cursor& at);
Escalation read_escalation(FieldReader& reader, const Cursor& at);

// The fields of a queue that say what its line does: from `line` to `callback`.
void read_line(FieldReader& reader, const Cursor& queue, Queue& out);

// Names with weights: {"billing": 2, "other": 1}.
std::map<std::string, double> read_weights(FieldReader& reader, const Cursor& parent, std::string_view key);

}  // namespace firstline
