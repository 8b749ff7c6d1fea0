// The event list: a cache-aligned implicit 4-ary heap of packed 128-bit keys with deferred pop.
//
// Flow: the conductor pushes (time, rank, payload), looks at top(), pops. A pop only marks the root; the next push
// takes
//   its place (one sift instead of two): the usual "service ends, next contact starts" costs one pass.
// Units: times are ticks, >= 0. rank 0..31 orders events of one instant, then the order of pushing (sequence) does.
// Shape: key = time (64 bits) | rank (5) | sequence (35) | payload (24). push returns the sequence's low 32 bits, by
//   which the owner of a payload tells a live event from one it has since given up (a tombstone).
// Errors: none; payload < 2^24 and rank < 32 are EXPECTed. 2^35 pushes a replication.
// Threads: none shared.
// Neglects: cancellation in place: stale events stay until they surface or until erase_if sweeps them.
// Source: performance.md, lessons 3 and 6; chosen in bench/building_blocks.cpp (docs/benchmarking.md).
// Tests: tests/sim/kernel/event_queue_test.cpp
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>

#include "sim/base/check.h"
#include "sim/base/units.h"

namespace sim {

struct Event {
  Tick time = 0;
  unsigned rank = 0;
  std::uint32_t sequence = 0;  // low 32 bits
  std::uint32_t payload = 0;
};

class EventQueue {
 public:
  EventQueue() { reserve(64); }

  std::size_t size() const { return size_ - hole_; }
  bool empty() const { return size() == 0; }

  // Forgets every event and restarts the sequence; keeps the memory.
  void clear() {
    while (size_ > 0) at(--size_) = kLast;
    hole_ = 0;
    sequence_ = 0;
  }

  std::uint32_t push(Tick time, unsigned rank, std::uint32_t payload) {
    EXPECT(time >= 0 && rank < 32 && payload < (1u << 24));
    const std::uint64_t sequence = sequence_++;
    const std::uint64_t low = (std::uint64_t{rank} << 59) | (sequence << 24) | payload;
    const Key key = (Key(static_cast<std::uint64_t>(time)) << 64) | low;
    if (hole_ != 0) {
      hole_ = 0;
      sift_down(0, key);
    } else {
      if (size_ + 4 >= capacity_) reserve(2 * capacity_);
      sift_up(size_++, key);
    }
    return static_cast<std::uint32_t>(sequence);
  }

  // The earliest event; the queue must not be empty.
  Event top() {
    settle();
    return unpack(at(0));
  }
  // What an event of this time and rank, pushed before all others of them, would be compared by.
  static UWide order(Tick time, unsigned rank) {
    return (UWide(static_cast<std::uint64_t>(time)) << 64) | (std::uint64_t{rank} << 59);
  }
  // Takes the earliest event if its time and rank come before those of `order`, a clock kept outside; the usual step of
  // a run loop. Where it does not, a popped root stays open for the next push: its place is not filled just to look who
  // is next.
  bool pop_before(UWide order, Event& event) {
    if (hole_ != 0) {
      std::size_t place = 1;
      if (least_of_group(&at(1), place) >= order) return false;
      settle();
    }
    const Key key = at(0);
    if (key >= order) return false;
    hole_ = 1;
    event = unpack(key);
    return true;
  }

  void pop() {
    settle();
    EXPECT(size_ > 0);
    hole_ = 1;
  }

  // Removes every event for which stale(event) holds. The order of the rest does not change: keys are total.
  template <class Predicate>
  void erase_if(Predicate&& stale) {
    settle();
    std::size_t kept = 0;
    for (std::size_t i = 0; i < size_; ++i) {
      const Key key = at(i);
      if (!stale(unpack(key))) at(kept++) = key;
    }
    for (std::size_t i = kept; i < size_; ++i) at(i) = kLast;
    size_ = kept;
    for (std::size_t i = size_ / 4 + 1; i-- > 0;) {
      if (i < size_) sift_down(i, at(i));
    }
  }

 private:
  using Key = UWide;
  static constexpr Key kLast = ~Key(0);
  struct Release {
    void operator()(Key* keys) const { ::operator delete[](keys, std::align_val_t{64}); }
  };

  // Element i stands at keys_[i + 3], so that the four children 4i+1..4i+4 share one 64-byte line.
  Key& at(std::size_t index) { return keys_[index + 3]; }

  static Event unpack(Key key) {
    const auto low = static_cast<std::uint64_t>(key);
    return {.time = static_cast<Tick>(static_cast<std::uint64_t>(key >> 64)),
            .rank = static_cast<unsigned>(low >> 59),
            .sequence = static_cast<std::uint32_t>(low >> 24),
            .payload = static_cast<std::uint32_t>(low & 0xffffffu)};
  }

  void settle() {
    if (hole_ == 0) return;
    hole_ = 0;
    const Key last = at(--size_);
    at(size_) = kLast;
    if (size_ > 0) sift_down(0, last);
  }

  void sift_up(std::size_t index, Key key) {
    while (index > 0) {
      const std::size_t parent = (index - 1) / 4;
      if (at(parent) < key) break;
      at(index) = at(parent);
      index = parent;
    }
    at(index) = key;
  }

  // If other < key, key and place become other's. g++ 12 makes branches of the plain form, mispredicted half the time:
  // 34 ns a pop and push at 100 pending against 19 ns here (bench/building_blocks.cpp); clang does not need it.
  static void keep_lesser(Key& key, std::size_t& place, Key other, std::size_t other_place) {
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
    {
      auto low = static_cast<std::uint64_t>(key), high = static_cast<std::uint64_t>(key >> 64);
      const auto other_low = static_cast<std::uint64_t>(other), other_high = static_cast<std::uint64_t>(other >> 64);
      std::uint64_t scratch = other_high;
      asm("cmpq %[low], %[olow]\n\t"
          "sbbq %[high], %[scratch]\n\t"
          "cmovb %[olow], %[low]\n\t"
          "cmovb %[ohigh], %[high]\n\t"
          "cmovb %[oplace], %[place]"
          : [low] "+&r"(low), [high] "+&r"(high), [place] "+&r"(place), [scratch] "+&r"(scratch)
          : [olow] "r"(other_low), [ohigh] "r"(other_high), [oplace] "r"(other_place)
          : "cc");
      key = (Key(high) << 64) | low;
      return;
    }
#endif
    const std::uint64_t less = 0 - static_cast<std::uint64_t>(other < key);
    key ^= (key ^ other) & ((Key(less) << 64) | less);
    place ^= (place ^ other_place) & less;
  }
  static Key least_of_group(const Key* child, std::size_t& place) {
    std::size_t right_place = place + 2;
    const std::size_t first = place;
    Key least = child[0], right = child[2];
    keep_lesser(least, place, child[1], first + 1);
    keep_lesser(right, right_place, child[3], first + 3);
    keep_lesser(least, place, right, right_place);
    return least;
  }

  void sift_down(std::size_t index, Key key) {
    for (;;) {
      const std::size_t first = 4 * index + 1;
      if (first >= size_) break;
      std::size_t best = first;
      const Key least = least_of_group(&at(first), best);
      if (key < least) break;
      at(index) = least;
      index = best;
    }
    at(index) = key;
  }

  void reserve(std::size_t capacity) {
    std::unique_ptr<Key[], Release> grown(
        static_cast<Key*>(::operator new[]((capacity + 8) * sizeof(Key), std::align_val_t{64})));
    for (std::size_t i = 0; i < capacity + 8; ++i) grown[i] = i >= 3 && i < size_ + 3 ? keys_[i] : kLast;
    keys_ = std::move(grown);
    capacity_ = capacity;
  }

  std::unique_ptr<Key[], Release> keys_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
  std::size_t hole_ = 0;  // 1: the root has been popped and not yet replaced
  std::uint64_t sequence_ = 0;
};

}  // namespace sim
