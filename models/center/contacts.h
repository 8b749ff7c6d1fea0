// Contacts in flight: one cache line each, in a pool that is never given back, linked into queues by index.
//
// Flow: the conductor allocates at arrival and frees at the final exit; a customer who will redial keeps the slot.
// Units: ticks since the start of the scenario.
// Shape: 64 bytes a contact; at most 2^24 at once (the event queue's payload).
// Errors: RunError E404 when more contacts are in flight than that.
// Threads: part of one replication's state.
// Source: performance.md, lessons 1, 2 and 5.
// Tests: tests/models/center/contacts_test.cpp
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/check.h"
#include "sim/base/error.h"
#include "sim/base/units.h"

namespace firstline {

inline constexpr std::uint32_t kNoContact = 0xffffffffu;

enum class Stage : std::uint8_t { free, menu, waiting, in_service, orbit, paused, with_bot };

// --- Model: none. --- State
struct alignas(64) Contact {
  sim::Tick arrival = 0;
  sim::Tick queued = 0;
  sim::Tick service = 0;     // the work it brings; kept over redials; where issues are followed, by the leg (Issue)
  sim::Tick patience = 0;    // of this attempt (followed: of the last wait in line); handed back: -1 less the work left
  std::uint64_t entity = 0;  // key of every draw: type's name, day, running number of the day
  std::uint32_t next = kNoContact;
  std::uint32_t prev = kNoContact;
  std::uint32_t patience_event = 0;  // sequence of its patience event; another sequence is a tombstone
  std::uint32_t cell = 0;            // of the counters: type and interval of the day at arrival
  std::uint16_t type = 0;
  std::uint16_t attempt = 1;
  std::uint8_t period = 0;  // which laws apply: 0 the type's own, k its k-th period
  Stage stage = Stage::free;
  bool counted = false;   // arrived within the measured span
  bool followed = false;  // belongs to an issue that is followed from contact to contact (issues.h)

  // Answered, and put back into its queue by an operator whose shift was over: it waits without limit.
  bool handed_back() const { return patience < 0; }
  void hand_back(sim::Tick left) { patience = -1 - left; }
  sim::Tick work_left() const { return -1 - patience; }
};
static_assert(sizeof(Contact) == 64);

class ContactPool {
 public:
  static constexpr std::size_t kMost = std::size_t{1} << 24;

  std::uint32_t allocate() {
    if (++in_use_ > peak_) peak_ = in_use_;
    if (free_ != kNoContact) {
      const std::uint32_t slot = free_;
      free_ = contacts_[slot].next;
      return slot;
    }
    if (contacts_.size() == kMost) {
      throw sim::RunError(
          {.code = "E404", .pointer = "", .value = "", .arguments = {std::to_string(kMost)}, .file = ""});
    }
    contacts_.emplace_back();
    return static_cast<std::uint32_t>(contacts_.size() - 1);
  }
  void release(std::uint32_t slot) {
    contacts_[slot].stage = Stage::free;
    contacts_[slot].next = free_;
    free_ = slot;
    --in_use_;
  }
  void clear() {
    contacts_.clear();
    free_ = kNoContact;
    in_use_ = peak_ = 0;
  }
  Contact& operator[](std::uint32_t slot) { return contacts_[slot]; }
  const Contact& operator[](std::uint32_t slot) const { return contacts_[slot]; }
  std::uint32_t slots() const { return static_cast<std::uint32_t>(contacts_.size()); }
  std::int64_t peak() const { return peak_; }

 private:
  std::vector<Contact> contacts_;
  std::uint32_t free_ = kNoContact;
  std::int64_t in_use_ = 0;
  std::int64_t peak_ = 0;
};

}  // namespace firstline
