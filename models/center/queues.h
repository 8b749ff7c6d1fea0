// Queues: first in, first out lists of waiting contacts, with capacity, head start, opening hours and closing rules.
//
// Flow: the conductor asks admits(), enqueues, removes; routing reads heads and the mask of queues that may be served.
// Units: ticks.
// Shape: intrusive doubly linked lists through the contact pool: every operation is O(1).
// Errors: none.
// Threads: Model is shared and immutable; State belongs to one replication.
// Neglects: places of their own for classes that share a queue.
// Source: science.md 4.1; kpis.md, Semantics (closing time).
// Tests: tests/models/center/queues_test.cpp
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "models/center/contacts.h"
#include "models/scenario/scenario.h"
#include "sim/base/units.h"

namespace firstline {

// --- Spec: firstline::Queue --- Model
struct DoorChange {
  sim::Tick at = 0;  // since midnight
  bool open = false;
};

struct QueueModel {
  sim::Tick head_start = 0;
  std::int64_t capacity = std::numeric_limits<std::int64_t>::max();
  Closing closing = Closing::serve_out;
  int priority = 1;
  bool has_hours = false;
  std::array<std::vector<DoorChange>, 7> doors;  // by weekday, in order of time; touching ranges are joined
  std::optional<Callback> callback;
};

QueueModel compile_queue(const Queue& spec);

// --- State
struct QueueState {
  std::uint32_t head = kNoContact;
  std::uint32_t tail = kNoContact;
  std::int64_t length = 0;
  bool open = true;
};

// --- Rules
// May waiting contacts be offered to operators now? A closed queue that carries over keeps them until it opens.
inline bool may_be_served(const QueueModel& model, const QueueState& state) {
  return state.length > 0 && (state.open || model.closing != Closing::carry_over);
}

inline void enqueue(QueueState& state, ContactPool& contacts, std::uint32_t slot) {
  Contact& contact = contacts[slot];
  contact.prev = state.tail;
  contact.next = kNoContact;
  if (state.tail == kNoContact) {
    state.head = slot;
  } else {
    contacts[state.tail].next = slot;
  }
  state.tail = slot;
  ++state.length;
}

// Back to where it was: the next to be taken.
inline void enqueue_first(QueueState& state, ContactPool& contacts, std::uint32_t slot) {
  Contact& contact = contacts[slot];
  contact.next = state.head;
  contact.prev = kNoContact;
  (state.head == kNoContact ? state.tail : contacts[state.head].prev) = slot;
  state.head = slot;
  ++state.length;
}

// Before the one in `next`; at the end where that is none.
inline void insert_before(QueueState& state, ContactPool& contacts, std::uint32_t slot, std::uint32_t next) {
  Contact& contact = contacts[slot];
  contact.next = next;
  contact.prev = next == kNoContact ? state.tail : contacts[next].prev;
  (contact.prev == kNoContact ? state.head : contacts[contact.prev].next) = slot;
  (next == kNoContact ? state.tail : contacts[next].prev) = slot;
  ++state.length;
}

// At the head, behind those that were put back before it and came to the queue earlier.
inline void put_back(QueueState& state, ContactPool& contacts, std::uint32_t slot) {
  const Contact& contact = contacts[slot];
  std::uint32_t next = state.head;
  while (next != kNoContact && contacts[next].handed_back() && contacts[next].queued <= contact.queued) {
    next = contacts[next].next;
  }
  insert_before(state, contacts, slot, next);
}

inline void remove(QueueState& state, ContactPool& contacts, std::uint32_t slot) {
  const Contact& contact = contacts[slot];
  (contact.prev == kNoContact ? state.head : contacts[contact.prev].next) = contact.next;
  (contact.next == kNoContact ? state.tail : contacts[contact.next].prev) = contact.prev;
  --state.length;
}

}  // namespace firstline
