#include "sim/stats/time_average.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/sim/stats/draws.h"

namespace sim {
namespace {

TEST(TimeIntegral, KnownPath) {
  TimeIntegral level(10, 2);
  level.add(15, +3);  // 2 for 5 ticks
  level.set(17, 1);   // 5 for 2 ticks
  EXPECT_EQ(level.level(), 1);
  EXPECT_EQ(level.maximum(), 5);
  EXPECT_EQ(level.integral_to(27), 2 * 5 + 5 * 2 + 1 * 10);
  EXPECT_TRUE(level.integral_sq_to(27) == Wide(4 * 5 + 25 * 2 + 1 * 10));
  EXPECT_EQ(level.integral_to(17), 20) << "asking changes nothing";
}

TEST(TimeIntegral, TakeRestartsAtTheBoundary) {
  TimeIntegral level(0, 4);
  level.set(5, 3);
  const LevelArea first = level.take(10);
  EXPECT_EQ(first.integral, 4 * 5 + 3 * 5);
  EXPECT_EQ(first.maximum, 4);
  EXPECT_EQ(first.duration, 10);
  const LevelArea second = level.take(30);
  EXPECT_EQ(second.integral, 3 * 20);
  EXPECT_TRUE(second.integral_sq == Wide(9 * 20));
  EXPECT_EQ(second.maximum, 3) << "the level held at the boundary, not the past one";
  EXPECT_EQ(second.duration, 20);
}

TEST(TimeIntegral, AJumpAndBackWithinAnInstantCountsOnlyForTheMaximum) {
  TimeIntegral level;
  level.add(7, +5);
  level.add(7, -5);
  const LevelArea area = level.take(9);
  EXPECT_EQ(area.integral, 0);
  EXPECT_EQ(area.maximum, 5);
}

// Every tick summed one by one; the periods sum to the whole exactly.
TEST(TimeIntegral, EqualsTheSumOverTicks) {
  Draws draws(2);
  for (int repeat = 0; repeat < 50; ++repeat) {
    TimeIntegral whole, parts;
    Tick now = 0;
    std::int64_t level = 0, brute = 0, brute_sq = 0, peak = 0;
    LevelArea sum;
    for (int step = 0; step < 200; ++step) {
      const Tick wait = draws.below(20);
      brute += level * wait;
      brute_sq += level * level * wait;
      now += wait;
      const std::int64_t delta = draws.below(7) - 3;
      level += delta;
      peak = std::max(peak, level);
      whole.add(now, delta);
      parts.add(now, delta);
      if (step % 17 == 0) {
        const LevelArea part = parts.take(now);
        sum.integral += part.integral;
        sum.integral_sq += part.integral_sq;
        sum.duration += part.duration;
        sum.maximum = std::max(sum.maximum, part.maximum);
      }
    }
    const LevelArea rest = parts.take(now);
    EXPECT_EQ(whole.integral_to(now), brute);
    EXPECT_TRUE(whole.integral_sq_to(now) == Wide(brute_sq));
    EXPECT_EQ(whole.maximum(), peak);
    EXPECT_EQ(sum.integral + rest.integral, brute);
    EXPECT_TRUE(sum.integral_sq + rest.integral_sq == Wide(brute_sq));
    EXPECT_EQ(sum.duration + rest.duration, now);
    EXPECT_EQ(std::max(sum.maximum, rest.maximum), peak);
  }
}

// 100 000 waiting for a year: the square leaves 64 bits behind and stays exact.
TEST(TimeIntegral, SquaresAreWide) {
  TimeIntegral level(0, 100'000);
  const Tick year = 365 * kTicksPerDay;
  EXPECT_EQ(level.integral_to(year), 100'000 * year);
  EXPECT_TRUE(level.integral_sq_to(year) == Wide(year) * 10'000'000'000);
}

#ifdef FIRSTLINE_CHECKS
TEST(TimeIntegral, TimeMustNotRunBack) {
  TimeIntegral level(10, 1);
  EXPECT_THROW(level.set(9, 2), BugError);
}
#endif

}  // namespace
}  // namespace sim
