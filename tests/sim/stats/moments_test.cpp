#include "sim/stats/moments.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/sim/stats/draws.h"

namespace sim {
namespace {

TEST(Moments, KnownSequence) {
  Moments moments;
  for (const double value : {2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0}) moments.add(value);
  EXPECT_EQ(moments.n, 8);
  EXPECT_DOUBLE_EQ(moments.mean, 5.0);
  EXPECT_DOUBLE_EQ(moments.m2, 32.0);
  EXPECT_DOUBLE_EQ(moments.variance(), 32.0 / 7.0);
  EXPECT_EQ(moments.min, 2.0);
  EXPECT_EQ(moments.max, 9.0);
}

TEST(Moments, FewerThanTwoValuesHaveNoVariance) {
  Moments moments;
  EXPECT_EQ(moments.variance(), 0.0);
  moments.add(3.0);
  EXPECT_EQ(moments.variance(), 0.0);
  EXPECT_EQ(moments.mean, 3.0);
  EXPECT_EQ(moments.min, 3.0);
  EXPECT_EQ(moments.max, 3.0);
}

// A spread a billion times smaller than the mean: sums of squares would have lost it.
TEST(Moments, KeepsASmallSpreadOnALargeMean) {
  Moments moments;
  for (int i = 0; i < 1000; ++i) moments.add(1e9 + (i % 2));
  EXPECT_NEAR(moments.variance(), 0.25 * 1000.0 / 999.0, 1e-9);
}

TEST(Moments, MergedPartsEqualTheWhole) {
  Draws draws(1);
  Moments whole, merged;
  std::vector<Moments> parts(7);
  for (int i = 0; i < 7000; ++i) {
    const double value = 100.0 * draws.exponential();
    whole.add(value);
    parts[static_cast<std::size_t>(draws.below(6))].add(value);  // the last part stays empty
  }
  for (const Moments& part : parts) merged.merge(part);
  EXPECT_EQ(merged.n, whole.n);
  EXPECT_EQ(merged.min, whole.min);
  EXPECT_EQ(merged.max, whole.max);
  EXPECT_NEAR(merged.mean, whole.mean, 1e-12 * whole.mean);
  EXPECT_NEAR(merged.m2, whole.m2, 1e-12 * whole.m2);
}

TEST(Moments, MergingAnEmptyOneChangesNothing) {
  Moments moments;
  moments.add(1.0);
  moments.add(4.0);
  const Moments before = moments;
  moments.merge(Moments());
  EXPECT_EQ(moments, before);
  Moments empty;
  empty.merge(before);
  EXPECT_EQ(empty, before);
}

}  // namespace
}  // namespace sim
