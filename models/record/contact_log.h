// One row a contact, for those who want to look at single customers: written only on request.
//
// Flow: models/center appends at a contact's exit; the doors write the rows as CSV in order of replication.
// Units: ticks since the start of the scenario; -1 where a thing never happened.
// Threads: one log a replication.
// Neglects: a contact still in service 28 days after arrivals have stopped has no row.
// Source: anchors.md 1.7 (simmer's monitor: facts only).
// Tests: tests/models/record/contact_log_test.cpp
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/units.h"

namespace firstline {

enum class Outcome : std::uint8_t {
  answered,
  abandoned,
  blocked,
  turned_away,
  dropped,
  unfinished,
  contained,
  left_bot,
  left_chat
};
const char* outcome_name(Outcome outcome);

struct ContactRow {
  std::int64_t issue = 0;  // day * 2^26 + running number of the day within the type
  std::int32_t attempt = 1;
  std::int32_t type = 0;
  sim::Tick arrival = -1;
  sim::Tick queued = -1;
  sim::Tick answered = -1;
  sim::Tick ended = -1;
  std::int32_t team = -1;
  std::int32_t operator_index = -1;
  Outcome outcome = Outcome::unfinished;
  // Where issues are followed; ids as in CounterShape::classes.
  std::int32_t topic = -1;
  std::int32_t channel = -1;
  std::int32_t queue = -1;  // of the last leg
  std::int32_t legs = -1;
  std::int32_t solved = -1;  // 1 or 0 for a contact that an operator finished
};

using ContactLog = std::vector<ContactRow>;

// Words as one CSV cell: quoted where they must be, and never a formula for a spreadsheet (CWE-1236).
std::string csv_cell(std::string words);

// What the ids of the rows mean; topics and channels without the ones that are none.
struct LogNames {
  std::vector<std::string> types, teams, topics, channels, queues;
};

// CSV with a header line; seconds with six decimals, by integer arithmetic. `replication` fills the first column. The
// last five columns are empty unless issues are followed.
std::string contact_log_header();
void append_csv(std::string& text, const ContactLog& log, int replication, const LogNames& names);

}  // namespace firstline
