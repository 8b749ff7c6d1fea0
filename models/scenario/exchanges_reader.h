// Reads how chats and mails go on: the objects `chat` and `mail` of a channel, and the slots of operators.
//
// Flow: read_channel and the reader of teams hand a cursor; the structs of exchanges.h come back with defaults where a
//   document is silent.
// Units: as exchanges.h.
// Errors: problems of the field reader (E312-E323), E330 for turns that no such number has, in its list.
// Source: architecture.md, "Documents that people write".
// Tests: tests/models/scenario/exchanges_reader_test.cpp
#pragma once

#include <optional>
#include <string_view>

#include "models/scenario/exchanges.h"
#include "models/scenario/field_reader.h"
#include "models/scenario/lines.h"

namespace firstline {

// The fields of a channel that say how its contacts go on: `chat` and `mail`, each for its own kind only.
void read_exchange(FieldReader& reader, const Cursor& channel, Channel& out);

FollowUp read_follow_up(FieldReader& reader, const Cursor& at);

// `order` of a queue.
std::optional<Order> read_order(FieldReader& reader, const Cursor& queue);

}  // namespace firstline
