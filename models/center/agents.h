// Operators as individuals: who is idle (longest first), who is busy, who will leave or rest after the present contact.
//
// Flow: the conductor takes an idle operator, gives one back, or sets the level of a team; routing reads idle counts.
// Units: ticks; areas are operators x ticks, exact.
// Shape: one first-in-first-out idle list a team, linked through the operators: every operation is O(1). Operators of
//   levels come and go as a number; those of rosters are persons, who come after them and have a PersonState each.
// Errors: none.
// Threads: State belongs to one replication.
// Neglects: several contacts at once, which are on the operator's desk (chats.h).
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
inline constexpr std::uint32_t kFree = kNoContact - 1;      // the contact of an operator who is not busy
inline constexpr std::uint32_t kChatting = kNoContact - 2;  // of one who has chats (chats.h)

// --- State
struct OperatorState {
  std::uint32_t next = kNoOperator;  // in the idle list or among those off duty
  std::uint32_t prev = kNoOperator;  // in the idle list; of its head it says nothing
  std::uint32_t contact = kFree;     // kNoContact: busy, with the work after a contact
  std::uint32_t team = 0;            // of a person: the one worked for in the present shift
  sim::Tick idle_since = 0;
};

struct TeamState {
  std::uint32_t idle_head = kNoOperator;
  std::uint32_t idle_tail = kNoOperator;
  std::uint32_t off_duty = kNoOperator;
  std::int64_t idle = 0;
  std::int64_t busy = 0;
  std::int64_t leaving = 0;         // busy operators who take no new contact: shift over, rest due
  std::int64_t past_shift = 0;      // of these: shift over
  std::int64_t levels_leaving = 0;  // of these: operators of levels, whoever is done first
  std::int64_t persons = 0;         // of rosters, among the idle and the busy
  std::int64_t answered = 0;        // counted contacts since the last booking
  sim::Tick last = 0;
  sim::Tick busy_area = 0;
  sim::Tick idle_area = 0;
  sim::Tick overtime_area = 0;
  // Of rosters, booked apart from the rest: they change rarely.
  std::int64_t on_break = 0;  // paid
  std::int64_t unpaid = 0;
  std::int64_t absent = 0;
  sim::Tick last_away = 0;
  sim::Tick duty_since = 0;  // since then as many are on duty as now
  sim::Tick break_area = 0;
  sim::Tick unpaid_area = 0;
  sim::Tick absent_area = 0;

  std::int64_t present() const { return idle + busy; }
  // Books the time since the last change; call before any count changes.
  void advance(sim::Tick now) {
    const sim::Tick span = now - last;
    busy_area += busy * span;
    idle_area += idle * span;
    overtime_area += past_shift * span;
    last = now;
  }
  // The same for those who are away; call before any of their counts changes.
  void advance_away(sim::Tick now) {
    const sim::Tick span = now - last_away;
    break_area += on_break * span;
    unpaid_area += unpaid * span;
    absent_area += absent * span;
    last_away = now;
  }
};

// A shift as planned at the midnight before it begins.
struct ShiftPlan {
  sim::Tick midnight = 0;
  sim::Tick end = 0;
  std::uint32_t team = 0;
  std::int32_t rank = 0;  // among the `of` persons who are planned on the shift that day
  std::int32_t of = 1;
  bool absent = false;
};

// A person of a roster: the plan of the day and where the present shift stands.
struct PersonState {
  ShiftPlan plan;                 // of the day; the present shift may have begun the day before
  ShiftPlan deferred;             // for another team; begins when the present one is over, if `starts_after`
  std::int64_t working_days = 0;  // planned so far, this one included
  // The present shift.
  sim::Tick ends = 0;
  sim::Tick absent_until = -1;  // the planned end of the shift that is missed now; -1: none
  std::uint32_t absent_team = 0;
  sim::Tick lent_since = -1;      // paid in another team than the person's own since then; -1: not now
  std::uint32_t break_event = 0;  // sequence of the live one; 0: the clock stands
  std::uint32_t rest_event = 0;
  std::int64_t clock_day = -1;  // of the last stretch of work drawn
  std::uint32_t stretches = 0;  // drawn on that day
  // Pauses of this shift: [taken, due) wait until the contact is finished, those from `due` on are still to come.
  std::uint32_t pauses_taken = 0;
  std::uint32_t pauses_due = 0;
  std::uint32_t pauses = 0;
  bool on_duty = false;
  bool resting = false;
  bool rest_paid = true;
  bool end_due = false;
  bool break_due = false;
  bool starts_after = false;
  bool counts_leaving = false;
  bool counts_past_shift = false;
};

// --- Rules
inline void push_idle(TeamState& team, std::vector<OperatorState>& operators, std::uint32_t id, sim::Tick now) {
  OperatorState& op = operators[id];
  op.idle_since = now;
  op.next = kNoOperator;
  op.prev = team.idle_tail;
  op.contact = kFree;
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

// Takes an idle operator out of the middle of the list.
inline void unlink_idle(TeamState& team, std::vector<OperatorState>& operators, std::uint32_t id) {
  if (id == team.idle_head) {
    pop_idle(team, operators);
    return;
  }
  const OperatorState& op = operators[id];
  operators[op.prev].next = op.next;
  (op.next == kNoOperator ? team.idle_tail : operators[op.next].prev) = op.prev;
  --team.idle;
}

inline void go_off_duty(TeamState& team, std::vector<OperatorState>& operators, std::uint32_t id) {
  operators[id].next = team.off_duty;
  team.off_duty = id;
}

// Brings the team to `level` operators, persons of rosters apart: on a rise those about to leave stay first, then
// others come from off duty and are idle; on a fall the longest idle leave at once and the rest after their contact.
// Operators from first_person on are persons.
inline void set_level(TeamState& team, std::vector<OperatorState>& operators, std::int64_t level, sim::Tick now,
                      std::uint32_t first_person = kNoOperator) {
  team.advance(now);
  const auto present = [&team] { return team.present() - team.persons; };
  while (present() < level) {
    const std::uint32_t id = team.off_duty;
    EXPECT(id != kNoOperator);
    team.off_duty = operators[id].next;
    push_idle(team, operators, id, now);
  }
  for (std::uint32_t id = team.idle_head, next = kNoOperator; id != kNoOperator && present() > level; id = next) {
    next = operators[id].next;
    if (id >= first_person) continue;
    unlink_idle(team, operators, id);
    go_off_duty(team, operators, id);
  }
  const std::int64_t leaving = present() > level ? present() - level : 0;
  team.leaving += leaving - team.levels_leaving;
  team.past_shift += leaving - team.levels_leaving;
  team.levels_leaving = leaving;
}

}  // namespace firstline
