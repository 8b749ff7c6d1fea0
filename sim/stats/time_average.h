// The exact integral over time of a level that jumps (a queue length, operators at work), its square and its maximum.
//
// Flow: set or add at every change; take at the end of a period hands over the period and starts the next one.
// Units: level x ticks, and level squared x ticks. Divide by the length of the period to have a time average.
// Shape: integers throughout, so the sum of parts is the whole, in any order of adding.
// Errors: none. Time must not run back, and the integral must stay below 9.2e18 (a level of 290 000 for a year)
//   between two calls of take; checked in debug builds.
// Threads: none shared.
// Source: science.md 0 and A11; performance.md, decision 9 (area on change).
// Tests: tests/sim/stats/time_average_test.cpp
#pragma once

#include <cstdint>

#include "sim/base/check.h"
#include "sim/base/units.h"

namespace sim {

struct LevelArea {
  Tick integral = 0;
  Wide integral_sq = 0;
  std::int64_t maximum = 0;
  Tick duration = 0;
  friend bool operator==(const LevelArea&, const LevelArea&) = default;
};

class TimeIntegral {
 public:
  TimeIntegral() = default;
  TimeIntegral(Tick start, std::int64_t level) : start_(start), last_(start), level_(level), maximum_(level) {}

  void set(Tick now, std::int64_t level) {
    advance(now);
    level_ = level;
    if (level > maximum_) maximum_ = level;
  }
  void add(Tick now, std::int64_t delta) { set(now, level_ + delta); }

  std::int64_t level() const { return level_; }
  // The highest level held since the start of the period, if only for an instant.
  std::int64_t maximum() const { return maximum_; }
  Tick integral_to(Tick now) const { return integral_ + level_ * (now - last_); }
  Wide integral_sq_to(Tick now) const { return integral_sq_ + product(level_ * (now - last_), level_); }

  // Closes the period [start, now) and opens the next one at the present level.
  LevelArea take(Tick now) {
    advance(now);
    const LevelArea area{integral_, integral_sq_, maximum_, now - start_};
    *this = TimeIntegral(now, level_);
    return area;
  }

 private:
  void advance(Tick now) {
    EXPECT(now >= last_);
    const Tick piece = level_ * (now - last_);
    integral_ += piece;
    integral_sq_ += product(piece, level_);
    last_ = now;
  }

  static Wide product(Tick piece, std::int64_t level) {
#if defined(__wasm__)
    // A product of 128 bits is a call there; the two halves of this one are not.
    if (level >= 0 && level < (std::int64_t{1} << 31)) {
      return (static_cast<Wide>((piece >> 32) * level) << 32) + (piece & 0xffffffff) * level;
    }
#endif
    return static_cast<Wide>(piece) * level;
  }

  Tick start_ = 0;
  Tick last_ = 0;
  std::int64_t level_ = 0;
  std::int64_t maximum_ = 0;
  Tick integral_ = 0;
  Wide integral_sq_ = 0;
};

}  // namespace sim
