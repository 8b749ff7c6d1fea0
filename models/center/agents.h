// Operators as individuals: who is idle (longest first), who is busy, who will leave after the present contact.
//
// Flow: the conductor takes an idle operator, gives one back, or sets the level of a team; routing reads idle counts.
// Units: ticks; areas are operators x ticks, exact.
// Shape: one first-in-first-out idle list a team, linked through the operators: every operation is O(1).
// Errors: none.
// Threads: State belongs to one replication.
// Neglects: skills of single operators, breaks, concurrency (roadmap 2 and 3): the places for them are here.
// Source: science.md 0.4 (staff decrease is exhaustive), 4.1 (longest idle); published.md V5, V8 ("ghost" agents).
// Tests: tests/models/center/agents_test.cpp
#pragma once

#include <cstdint>
#include <vector>

#include "models/center/contacts.h"
#include "sim/base/check.h"
#include "sim/base/units.h"

namespace firstline {

inline constexpr std::uint32_t kNoOperator = 0xffffffffu;

// --- State
struct OperatorState {
  std::uint32_t next = kNoOperator;  // in the idle list or among those off duty
  std::uint32_t contact = kNoContact;
  std::uint32_t team = 0;
  sim::Tick idle_since = 0;
};

struct TeamState {
  std::uint32_t idle_head = kNoOperator;
  std::uint32_t idle_tail = kNoOperator;
  std::uint32_t off_duty = kNoOperator;
  std::int64_t idle = 0;
  std::int64_t busy = 0;
  std::int64_t leaving = 0;   // busy operators whose shift has ended
  std::int64_t answered = 0;  // counted contacts since the last booking
  sim::Tick last = 0;
  sim::Tick busy_area = 0;
  sim::Tick idle_area = 0;
  sim::Tick overtime_area = 0;

  std::int64_t present() const { return idle + busy; }
  // Books the time since the last change; call before any count changes.
  void advance(sim::Tick now) {
    const sim::Tick span = now - last;
    busy_area += busy * span;
    idle_area += idle * span;
    overtime_area += leaving * span;
    last = now;
  }
};

// --- Rules
inline void push_idle(TeamState& team, std::vector<OperatorState>& operators, std::uint32_t id, sim::Tick now) {
  OperatorState& op = operators[id];
  op.idle_since = now;
  op.next = kNoOperator;
  (team.idle_tail == kNoOperator ? team.idle_head : operators[team.idle_tail].next) = id;
  team.idle_tail = id;
  ++team.idle;
}

inline std::uint32_t pop_idle(TeamState& team, std::vector<OperatorState>& operators) {
  const std::uint32_t id = team.idle_head;
  EXPECT(id != kNoOperator);
  team.idle_head = operators[id].next;
  if (team.idle_head == kNoOperator) team.idle_tail = kNoOperator;
  --team.idle;
  return id;
}

inline void go_off_duty(TeamState& team, std::vector<OperatorState>& operators, std::uint32_t id) {
  operators[id].next = team.off_duty;
  team.off_duty = id;
}

// Brings the team to `level` operators: on a rise those about to leave stay first, then others come from off duty and
// are idle; on a fall the longest idle leave at once and the rest after their contact.
inline void set_level(TeamState& team, std::vector<OperatorState>& operators, std::int64_t level, sim::Tick now) {
  team.advance(now);
  while (team.present() < level) {
    const std::uint32_t id = team.off_duty;
    EXPECT(id != kNoOperator);
    team.off_duty = operators[id].next;
    push_idle(team, operators, id, now);
  }
  while (team.present() > level && team.idle > 0) go_off_duty(team, operators, pop_idle(team, operators));
  team.leaving = team.present() > level ? team.present() - level : 0;
}

}  // namespace firstline
