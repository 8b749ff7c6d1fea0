// Queues: lists of waiting contacts, with capacity, head start, opening hours and closing rules: first those in line,
// first in, first out, then the deferred ones (mails, tickets, calls to make), in an order of their own.
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
  std::int64_t deferred = 0;                  // of them: nobody waits for the next operator who is free
  std::uint32_t first_deferred = kNoContact;  // they stand behind all others
  bool open = true;

  // Those who hear music, and those whose place in the line is kept for a callback.
  std::int64_t in_line() const { return length - deferred; }
  // Mails, tickets and calls to make, and nobody in line.
  bool only_deferred() const { return deferred == length; }
  // What a rule by length counts: those in line, or, where nobody is, the deferred work.
  std::int64_t counted_length() const { return deferred < length ? length - deferred : length; }
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

// Behind everybody in line, before all deferred work.
inline void line_up(QueueState& state, ContactPool& contacts, std::uint32_t slot) {
  insert_before(state, contacts, slot, state.first_deferred);
}

// Among the deferred, before the one in `next`; behind them where that is none.
inline void defer(QueueState& state, ContactPool& contacts, std::uint32_t slot, std::uint32_t next) {
  insert_before(state, contacts, slot, next);
  if (next == state.first_deferred) state.first_deferred = slot;
  ++state.deferred;
}

// At the head of those in line, or of the deferred, behind those that were put back before it and came to the queue
// earlier.
inline void put_back(QueueState& state, ContactPool& contacts, std::uint32_t slot, bool deferred) {
  const Contact& contact = contacts[slot];
  std::uint32_t next = deferred ? state.first_deferred : state.head;
  const std::uint32_t end = deferred ? kNoContact : state.first_deferred;
  while (next != end && contacts[next].handed_back() && contacts[next].queued <= contact.queued) {
    next = contacts[next].next;
  }
  deferred ? defer(state, contacts, slot, next) : insert_before(state, contacts, slot, next);
}

// Before remove(), of one that is deferred.
inline void no_longer_deferred(QueueState& state, const ContactPool& contacts, std::uint32_t slot) {
  if (state.first_deferred == slot) state.first_deferred = contacts[slot].next;
  --state.deferred;
}

inline void remove(QueueState& state, ContactPool& contacts, std::uint32_t slot) {
  const Contact& contact = contacts[slot];
  (contact.prev == kNoContact ? state.head : contacts[contact.prev].next) = contact.next;
  (contact.next == kNoContact ? state.tail : contacts[contact.next].prev) = contact.prev;
  --state.length;
}

}  // namespace firstline
