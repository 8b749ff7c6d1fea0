// The event list: a cache-aligned implicit 4-ary heap of 64-bit keys with deferred pop, for the page of time that holds
// the present; what comes after that page waits aside, unsorted, until its own page is opened.
//
// Flow: the conductor pushes (time, rank, payload), looks at top(), pops. A pop only marks the root; the next push
// takes
//   its place (one sift instead of two): the usual "service ends, next contact starts" costs one pass.
// Units: times are ticks, >= 0. rank 0..31 orders events of one instant, then the order of pushing (sequence) does.
// Shape: key = time within the page | rank (5 bits) | order of pushing within the page; pages of 2^33 ticks, 2.4 hours,
//   leave 26 bits for it, and when they are used up the page's events are numbered anew. push returns the sequence's
//   low 32 bits, by which the owner of a payload tells a live event from one it has since given up (a tombstone).
// Errors: none; payload < 2^24 and rank < 32 are EXPECTed. 2^35 pushes a replication, 2^26 events of a page at once.
// Threads: none shared.
// Neglects: cancellation in place: stale events stay until they surface or until erase_if sweeps them. Opening a page
//   looks at all that waits aside.
// Source: performance.md, lessons 3 and 6; chosen in bench/building_blocks.cpp (docs/benchmarking.md).
// Tests: tests/sim/kernel/event_queue_test.cpp
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <utility>
#include <vector>

#include "sim/base/check.h"
#include "sim/base/units.h"

namespace sim {

struct Event {
  Tick time = 0;
  unsigned rank = 0;
  std::uint32_t sequence = 0;  // low 32 bits
  std::uint32_t payload = 0;
};

template <int kTimeBits>
class BasicEventQueue {
 public:
  BasicEventQueue() { reserve(64); }

  std::size_t size() const { return size_ - hole_ + later_.size(); }
  bool empty() const { return size() == 0; }

  // Forgets every event and restarts the sequence; keeps the memory.
  void clear() {
    empty_page();
    later_.clear();
    next_page_ = kNoPage;
    page_start_ = order_ = sequence_ = 0;
  }

  std::uint32_t push(Tick time, unsigned rank, std::uint32_t payload) {
    EXPECT(time >= 0 && rank < 32 && payload < (1u << 24));
    const std::uint64_t sequence = sequence_++;
    const std::uint64_t since = static_cast<std::uint64_t>(time) - page_start_;
    if ((since >> kTimeBits) != 0) [[unlikely]] {
      push_aside({.time = time, .low = (std::uint64_t{rank} << 59) | (sequence << 24) | payload});
      return static_cast<std::uint32_t>(sequence);
    }
    if (order_ == kOrders) [[unlikely]]
      number_anew();
    insert((since << kTimeShift) | (std::uint64_t{rank} << kOrderBits) | order_++,
           Rest(static_cast<std::uint32_t>(sequence), payload));
    return static_cast<std::uint32_t>(sequence);
  }

  // The earliest event; the queue must not be empty.
  Event top() {
    settle();
    if (size_ == 0) open(next_page_);
    return event_at_root();
  }
  // Takes the earliest event if it comes before this time and rank, those of a clock kept outside; the usual step of a
  // run loop. Where it does not, a popped root stays open for the next push: its place is not filled just to look who
  // is next.
  bool pop_before(Tick time, unsigned rank, Event& event) {
    if (size_ == hole_ && !open_before(time)) [[unlikely]]
      return false;
    const Key limit = limit_of(time, rank);
    if (hole_ != 0) {
      std::size_t place = 1;
      if (least_of_group(&key(1), place) >= limit) return false;
      settle();
    }
    if (key(0) >= limit) return false;
    event = event_at_root();
    hole_ = 1;
    return true;
  }

  void pop() {
    settle();
    if (size_ == 0) open(next_page_);
    EXPECT(size_ > 0);
    hole_ = 1;
  }

  // Removes every event for which stale(event) holds. The order of the rest does not change: keys are total.
  template <class Predicate>
  void erase_if(Predicate&& stale) {
    settle();
    std::size_t kept = 0;
    for (std::size_t i = 0; i < size_; ++i) {
      if (stale(event_of(key(i), rest(i)))) continue;
      key(kept) = key(i);
      rest(kept++) = rest(i);
    }
    for (std::size_t i = kept; i < size_; ++i) key(i) = kLast;
    size_ = kept;
    build_heap();
    std::erase_if(later_, [&stale](const Later& later) { return stale(later.event()); });
    next_page_ = kNoPage;
    for (const Later& later : later_) next_page_ = std::min(next_page_, page_of(later.time));
  }

 private:
  using Key = std::uint64_t;
  static constexpr Key kLast = ~Key(0);
  static constexpr int kTimeShift = 64 - kTimeBits, kOrderBits = kTimeShift - 5;
  static constexpr std::uint64_t kOrders = std::uint64_t{1} << kOrderBits;
  static constexpr std::uint64_t kNoPage = ~std::uint64_t{0};
  static_assert(kOrderBits > 0);

  // One word, so that it travels in a register: read whole after its halves were stored, it would wait for them.
  class Rest {
   public:
    Rest() = default;
    Rest(std::uint32_t sequence, std::uint32_t payload) : both_(std::uint64_t{payload} << 32 | sequence) {}
    std::uint32_t sequence() const { return static_cast<std::uint32_t>(both_); }
    std::uint32_t payload() const { return static_cast<std::uint32_t>(both_ >> 32); }

   private:
    std::uint64_t both_ = 0;
  };
  // Of another page; rank (5 bits), sequence (35), payload (24).
  struct Later {
    Tick time = 0;
    std::uint64_t low = 0;

    std::uint64_t sequence() const { return (low >> 24) & ((std::uint64_t{1} << 35) - 1); }
    Event event() const {
      return {.time = time,
              .rank = static_cast<unsigned>(low >> 59),
              .sequence = static_cast<std::uint32_t>(low >> 24),
              .payload = static_cast<std::uint32_t>(low & 0xffffffu)};
    }
  };
  struct Release {
    void operator()(Key* keys) const { ::operator delete[](keys, std::align_val_t{64}); }
  };

  // Element i stands at keys_[i + 3], so that the four children 4i+1..4i+4 share half a 64-byte line.
  Key& key(std::size_t index) { return keys_[index + 3]; }
  Rest& rest(std::size_t index) { return rests_[index]; }

  static std::uint64_t page_of(Tick time) { return static_cast<std::uint64_t>(time) >> kTimeBits; }

  Event event_of(Key of, Rest its) const {
    return {.time = static_cast<Tick>(page_start_ + (of >> kTimeShift)),
            .rank = static_cast<unsigned>(of >> kOrderBits) & 31u,
            .sequence = its.sequence(),
            .payload = its.payload()};
  }
  Event event_at_root() { return event_of(key(0), rest(0)); }

  // What an event of this time and rank, pushed before all others of them, would be compared by.
  Key limit_of(Tick time, unsigned rank) const {
    const std::uint64_t since = static_cast<std::uint64_t>(time) - page_start_;
    if ((since >> kTimeBits) == 0) return (since << kTimeShift) | (std::uint64_t{rank} << kOrderBits);
    return static_cast<std::uint64_t>(time) < page_start_ ? 0 : kLast;
  }

  // --- Pages
  void push_aside(const Later& later) {
    next_page_ = std::min(next_page_, page_of(later.time));
    later_.push_back(later);
    if (static_cast<std::uint64_t>(later.time) < page_start_) go_back();
  }

  // An event before the page that is open: its events go aside too, and the page of the earliest is opened.
  void go_back() {
    settle();
    for (std::size_t i = 0; i < size_; ++i) {
      const Event event = event_of(key(i), rest(i));
      const std::uint64_t sequence = sequence_ - static_cast<std::uint32_t>(sequence_ - event.sequence);
      later_.push_back(
          {.time = event.time, .low = (std::uint64_t{event.rank} << 59) | (sequence << 24) | event.payload});
    }
    std::sort(later_.begin(), later_.end(), [](const Later& a, const Later& b) { return a.sequence() < b.sequence(); });
    empty_page();
    open(next_page_);
  }

  // The page is empty. Opens the one of the next event, or that of `time` where it comes before.
  bool open_before(Tick time) {
    empty_page();
    const std::uint64_t page = page_of(time);
    if (next_page_ <= page) {
      open(next_page_);
      return true;
    }
    if ((page << kTimeBits) > page_start_) {
      page_start_ = page << kTimeBits;
      order_ = 0;
    }
    return false;
  }

  // What waits aside stands in the order of pushing, before everything that will be pushed.
  void open(std::uint64_t page) {
    EXPECT(page != kNoPage);
    page_start_ = page << kTimeBits;
    order_ = 0;
    next_page_ = kNoPage;
    std::size_t kept = 0;
    for (const Later& later : later_) {
      if (page_of(later.time) != page) {
        next_page_ = std::min(next_page_, page_of(later.time));
        later_[kept++] = later;
        continue;
      }
      const Event event = later.event();
      if (order_ == kOrders) number_anew();
      insert(((static_cast<std::uint64_t>(event.time) - page_start_) << kTimeShift) |
                 (std::uint64_t{event.rank} << kOrderBits) | order_++,
             Rest(event.sequence, event.payload));
    }
    later_.resize(kept);
  }

  void empty_page() {
    while (size_ > 0) key(--size_) = kLast;
    hole_ = 0;
  }

  // The order of pushing has used up its bits: the same order by smaller numbers.
  void number_anew() {
    settle();
    std::vector<std::pair<Key, Rest>> events;
    events.reserve(size_);
    for (std::size_t i = 0; i < size_; ++i) events.emplace_back(key(i), rest(i));
    // Not by key, but by the number alone, so that what is pushed next comes after all of them; no heap any more.
    std::sort(events.begin(), events.end(),
              [](const auto& a, const auto& b) { return (a.first & (kOrders - 1)) < (b.first & (kOrders - 1)); });
    order_ = 0;
    for (std::size_t i = 0; i < size_; ++i) {
      key(i) = (events[i].first & ~(kOrders - 1)) | order_++;
      rest(i) = events[i].second;
    }
    build_heap();
    EXPECT(order_ < kOrders);
  }

  // --- The heap
  void insert(Key its_key, Rest its_rest) {
    if (hole_ != 0) {
      hole_ = 0;
      sift_down(0, its_key, its_rest);
    } else {
      if (size_ + 4 >= capacity_) reserve(2 * capacity_);
      sift_up(size_++, its_key, its_rest);
    }
  }

  void settle() {
    if (hole_ == 0) return;
    hole_ = 0;
    const Key last = key(--size_);
    const Rest its = rest(size_);
    key(size_) = kLast;
    if (size_ > 0) sift_down(0, last, its);
  }

  // Where keys and rests stand in locals: g++ 12 reads it anew at every level.
  void sift_up(std::size_t index, Key its_key, Rest its_rest) {
    Key* const keys = &key(0);
    Rest* const rests = rests_.data();
    while (index > 0) {
      const std::size_t parent = (index - 1) / 4;
      if (keys[parent] < its_key) break;
      keys[index] = keys[parent];
      rests[index] = rests[parent];
      index = parent;
    }
    keys[index] = its_key;
    rests[index] = its_rest;
  }

  // If other < least, least and place become other's. g++ 12 makes branches of the plain form, mispredicted half the
  // time (bench/building_blocks.cpp); clang does not need it.
  static void keep_lesser(Key& least, std::size_t& place, Key other, std::size_t other_place) {
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
    asm("cmpq %[least], %[other]\n\t"
        "cmovb %[other], %[least]\n\t"
        "cmovb %[oplace], %[place]"
        : [least] "+&r"(least), [place] "+&r"(place)
        : [other] "r"(other), [oplace] "r"(other_place)
        : "cc");
#else
    const std::uint64_t less = 0 - static_cast<std::uint64_t>(other < least);
    least ^= (least ^ other) & less;
    place ^= (place ^ other_place) & static_cast<std::size_t>(less);
#endif
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

  void sift_down(std::size_t index, Key its_key, Rest its_rest) {
    Key* const keys = &key(0);
    Rest* const rests = rests_.data();
    const std::size_t size = size_;
    for (;;) {
      const std::size_t first = 4 * index + 1;
      if (first >= size) break;
      std::size_t best = first;
      const Key least = least_of_group(keys + first, best);
      if (its_key < least) break;
      keys[index] = least;
      rests[index] = rests[best];
      index = best;
    }
    keys[index] = its_key;
    rests[index] = its_rest;
  }

  void build_heap() {
    for (std::size_t i = size_ / 4 + 1; i-- > 0;) {
      if (i < size_) sift_down(i, key(i), rest(i));
    }
  }

  void reserve(std::size_t capacity) {
    std::unique_ptr<Key[], Release> grown(
        static_cast<Key*>(::operator new[]((capacity + 8) * sizeof(Key), std::align_val_t{64})));
    for (std::size_t i = 0; i < capacity + 8; ++i) grown[i] = i >= 3 && i < size_ + 3 ? keys_[i] : kLast;
    keys_ = std::move(grown);
    rests_.resize(capacity + 8);
    capacity_ = capacity;
  }

  std::unique_ptr<Key[], Release> keys_;
  std::vector<Rest> rests_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
  std::size_t hole_ = 0;  // 1: the root has been popped and not yet replaced
  std::uint64_t page_start_ = 0;
  std::uint64_t order_ = 0;  // pushes into this page
  std::uint64_t sequence_ = 0;
  std::vector<Later> later_;
  std::uint64_t next_page_ = kNoPage;  // of what waits aside
};

using EventQueue = BasicEventQueue<33>;

}  // namespace sim
