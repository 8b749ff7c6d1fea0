// Event lists that compete to be sim::EventQueue, all with one face: push(time, rank, payload), pop() of the earliest.
//
// Units: ticks; ties are broken by rank, then by the order of pushing, in every candidate alike.
// Shape: StdQueue is std::priority_queue of 24-byte events; PackedHeap a 4-ary heap of 16-byte keys, popped at once or
//   with the root replaced, choosing the least child by selection, masks or conditional moves; BucketRing a ring of
//   sorted short lists with a bitmap of those in use and a far list behind it; KernelQueue the engine's own.
// Source: performance.md, building blocks and lessons 3 and 4; Brown 1988 (calendar queue) for the ring's width.
// Tests: bench/building_blocks.cpp compares the order of each with StdQueue before timing it.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <queue>
#include <vector>

#include "sim/base/units.h"
#include "sim/kernel/event_queue.h"

namespace bench {

struct Popped {
  sim::Tick time;
  std::uint32_t payload;
};

class StdQueue {
 public:
  StdQueue(std::size_t, sim::Tick) {}
  void push(sim::Tick time, unsigned rank, std::uint32_t payload) {
    queue_.push({time, (std::uint64_t{rank} << 59) | sequence_++, payload});
  }
  Popped pop() {
    const Event event = queue_.top();
    queue_.pop();
    return {event.time, event.payload};
  }

 private:
  struct Event {
    sim::Tick time;
    std::uint64_t order;
    std::uint32_t payload;
    bool operator<(const Event& other) const { return time != other.time ? time > other.time : order > other.order; }
  };
  std::priority_queue<Event> queue_;
  std::uint64_t sequence_ = 0;
};

// time (64 bits) | rank (5) | sequence (35) | payload (24)
inline sim::UWide pack(sim::Tick time, unsigned rank, std::uint64_t sequence, std::uint32_t payload) {
  return (sim::UWide(static_cast<std::uint64_t>(time)) << 64) | (std::uint64_t{rank} << 59) | (sequence << 24) |
         payload;
}
inline Popped unpack(sim::UWide key) {
  return {static_cast<sim::Tick>(key >> 64), static_cast<std::uint32_t>(key) & 0xffffffu};
}

enum class Pop { kAtOnce, kDeferred };
enum class Choice { kSelect, kMask, kConditionalMove };

template <Pop kPop, Choice kChoice>
class PackedHeap {
 public:
  PackedHeap(std::size_t expected, sim::Tick) : storage_(expected + 16, kLast) {
    const auto address = reinterpret_cast<std::uintptr_t>(storage_.data());
    base_ = (64 - address % 64) % 64 / sizeof(Key) + 3;  // four children share a cache line
  }

  void push(sim::Tick time, unsigned rank, std::uint32_t payload) {
    const Key key = pack(time, rank, sequence_++, payload);
    if (hole_) {
      hole_ = false;
      sink(key);
    } else {
      rise(size_++, key);
    }
  }
  Popped pop() {
    if (hole_) fill_hole();
    const Popped first = unpack(at(0));
    hole_ = true;
    if constexpr (kPop == Pop::kAtOnce) fill_hole();
    return first;
  }

 private:
  using Key = sim::UWide;
  static constexpr Key kLast = ~Key(0);
  Key& at(std::size_t i) { return storage_[base_ + i]; }

  void fill_hole() {
    hole_ = false;
    const Key last = at(--size_);
    at(size_) = kLast;
    if (size_ > 0) sink(last);
  }
  void rise(std::size_t i, Key key) {
    for (; i > 0 && key < at((i - 1) / 4); i = (i - 1) / 4) at(i) = at((i - 1) / 4);
    at(i) = key;
  }
  // g++ 12 makes branches of selections, mispredicted half the time; not of masks, and not of this.
  static void keep_lesser(Key& key, std::size_t& place, Key other, std::size_t other_place) {
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
    if constexpr (kChoice == Choice::kConditionalMove) {
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
  void sink(Key key) {
    std::size_t i = 0;
    for (;;) {
      const std::size_t first = 4 * i + 1;
      if (first >= size_) break;
      const Key* child = &at(first);
      std::size_t best;
      Key least;
      if constexpr (kChoice == Choice::kSelect) {
        const std::size_t left = child[1] < child[0] ? 1 : 0;
        const std::size_t right = child[3] < child[2] ? 3 : 2;
        best = first + (child[right] < child[left] ? right : left);
        least = at(best);
      } else {
        best = first;
        least = child[0];
        Key right = child[2];
        std::size_t right_place = first + 2;
        keep_lesser(least, best, child[1], first + 1);
        keep_lesser(right, right_place, child[3], first + 3);
        keep_lesser(least, best, right, right_place);
      }
      if (key < least) break;
      at(i) = least;
      i = best;
    }
    at(i) = key;
  }

  std::vector<Key> storage_;
  std::size_t base_ = 0;
  std::size_t size_ = 0;
  bool hole_ = false;
  std::uint64_t sequence_ = 0;
};

class KernelQueue {
 public:
  KernelQueue(std::size_t, sim::Tick) {}
  void push(sim::Tick time, unsigned rank, std::uint32_t payload) { queue_.push(time, rank, payload); }
  Popped pop() {
    const sim::Event event = queue_.top();
    queue_.pop();
    return {event.time, event.payload};
  }

 private:
  sim::EventQueue queue_;
};

// Needs to know the number of pending events and their mean delay: its width is a power of two of ticks near their
// quotient. Events beyond one turn of the ring wait in a heap and enter when the ring comes to them.
class BucketRing {
 public:
  BucketRing(std::size_t expected, sim::Tick mean_delay)
      : shift_(static_cast<unsigned>(std::bit_width(static_cast<std::uint64_t>(mean_delay) / expected))),
        mask_(std::bit_ceil(4 * expected + 64) - 1),
        head_(mask_ + 1, kNone),
        used_((mask_ + 1) / 64, 0),
        used_words_((used_.size() + 63) / 64, 0) {}

  void push(sim::Tick time, unsigned rank, std::uint32_t payload) {
    const sim::UWide key = pack(time, rank, sequence_++, payload);
    if (turn(time) > current_ + mask_) {
      far_.push(key);
    } else {
      insert(key);
    }
  }
  Popped pop() {
    if (near_ == 0) current_ = turn(unpack(far_.top()).time);
    admit();
    const std::uint64_t bucket = next_used(current_ & mask_);
    current_ += (bucket - current_) & mask_;
    const std::uint32_t node = head_[bucket];
    const Popped first = unpack(nodes_[node].key);
    head_[bucket] = nodes_[node].next;
    if (head_[bucket] == kNone) clear(bucket);
    nodes_[node].next = free_;
    free_ = node;
    --near_;
    return first;
  }

 private:
  static constexpr std::uint32_t kNone = ~0u;
  struct Node {
    sim::UWide key;
    std::uint32_t next;
  };
  struct Later {
    bool operator()(sim::UWide a, sim::UWide b) const { return a > b; }
  };

  std::uint64_t turn(sim::Tick time) const { return static_cast<std::uint64_t>(time) >> shift_; }

  // What is far may come before what is near only when it lies within this turn.
  void admit() {
    while (!far_.empty() && turn(unpack(far_.top()).time) <= current_ + mask_) {
      insert(far_.top());
      far_.pop();
    }
  }
  void insert(sim::UWide key) {
    std::uint32_t node = free_;
    if (node == kNone) {
      node = static_cast<std::uint32_t>(nodes_.size());
      nodes_.push_back({key, kNone});
    } else {
      free_ = nodes_[node].next;
      nodes_[node].key = key;
    }
    const std::uint64_t bucket = turn(unpack(key).time) & mask_;
    std::uint32_t* link = &head_[bucket];
    while (*link != kNone && nodes_[*link].key < key) link = &nodes_[*link].next;
    nodes_[node].next = *link;
    *link = node;
    used_[bucket / 64] |= std::uint64_t{1} << (bucket % 64);
    used_words_[bucket / 4096] |= std::uint64_t{1} << (bucket / 64 % 64);
    ++near_;
  }
  void clear(std::uint64_t bucket) {
    used_[bucket / 64] &= ~(std::uint64_t{1} << (bucket % 64));
    if (used_[bucket / 64] == 0) used_words_[bucket / 4096] &= ~(std::uint64_t{1} << (bucket / 64 % 64));
  }
  // The first bucket in use from `from` on, round the ring; one is.
  std::uint64_t next_used(std::uint64_t from) const {
    const std::uint64_t here = used_[from / 64] >> (from % 64);
    if (here != 0) return from + static_cast<unsigned>(std::countr_zero(here));
    std::uint64_t word = from / 64 + 1;
    std::uint64_t rest = word % 64 == 0 || word >= used_.size() ? 0 : used_words_[word / 64] >> (word % 64);
    if (rest != 0) {
      word += static_cast<unsigned>(std::countr_zero(rest));
    } else {
      std::uint64_t group = from / 4096;
      do {
        group = group + 1 == used_words_.size() ? 0 : group + 1;
      } while (used_words_[group] == 0);
      word = group * 64 + static_cast<unsigned>(std::countr_zero(used_words_[group]));
    }
    return word * 64 + static_cast<unsigned>(std::countr_zero(used_[word]));
  }

  unsigned shift_;
  std::uint64_t mask_;
  std::uint64_t current_ = 0;
  std::size_t near_ = 0;
  std::uint64_t sequence_ = 0;
  std::uint32_t free_ = kNone;
  std::vector<std::uint32_t> head_;
  std::vector<std::uint64_t> used_;
  std::vector<std::uint64_t> used_words_;
  std::vector<Node> nodes_;
  std::priority_queue<sim::UWide, std::vector<sim::UWide>, Later> far_;
};

}  // namespace bench
