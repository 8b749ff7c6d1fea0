#include "sim/stats/histogram.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "tests/sim/stats/draws.h"

namespace sim {
namespace {

constexpr double kErrorBound = 1.0 / 256.0;  // half a bucket of an octave cut into 128

TEST(LogHistogram, BucketsTileTheTicks) {
  EXPECT_EQ(LogHistogram::bucket_of(0), 0u);
  for (std::size_t bucket = 0; bucket < 7200; ++bucket) {
    const Tick low = LogHistogram::lower(bucket);
    const Tick next = LogHistogram::lower(bucket + 1);
    ASSERT_LT(low, next);
    ASSERT_EQ(LogHistogram::bucket_of(low), bucket);
    ASSERT_EQ(LogHistogram::bucket_of(next - 1), bucket);
  }
  EXPECT_LT(LogHistogram::bucket_of(std::numeric_limits<Tick>::max()), 7424u);
}

TEST(LogHistogram, SmallValuesAreExact) {
  LogHistogram histogram;
  for (Tick value = 0; value < 256; ++value) histogram.add(value);
  for (int rank = 1; rank <= 256; ++rank) EXPECT_EQ(histogram.quantile(rank / 256.0), rank - 1);
  for (Tick value = 0; value < 256; ++value) EXPECT_EQ(histogram.count_at_or_below(value), value + 1);
}

TEST(LogHistogram, EveryQuantileWithinTheBound) {
  Draws draws(3);
  LogHistogram histogram;
  std::vector<Tick> values;
  for (int i = 0; i < 20'000; ++i) {
    const double seconds =
        draws.uniform() < 0.3 ? 0.0 : draws.exponential() * std::pow(10.0, 6.0 * draws.uniform() - 3);
    values.push_back(seconds_to_ticks(seconds));
    histogram.add(values.back());
  }
  std::sort(values.begin(), values.end());
  for (int rank = 1; rank <= 20'000; ++rank) {
    const auto exact = static_cast<double>(values[static_cast<std::size_t>(rank - 1)]);
    const auto found = static_cast<double>(histogram.quantile(rank / 20'000.0));
    ASSERT_LE(std::abs(found - exact), kErrorBound * exact) << rank;
  }
  EXPECT_EQ(histogram.count(), 20'000);
  EXPECT_EQ(histogram.max(), values.back());
  EXPECT_EQ(histogram.quantile(1.0), values.back());
}

// The smallest value with a cumulative share of at least p; p as people write it, though 0.07 * 100 exceeds 7 in
// doubles.
TEST(LogHistogram, QuantileDefinition) {
  LogHistogram histogram;
  for (Tick value = 1; value <= 100; ++value) histogram.add(value);
  EXPECT_EQ(histogram.quantile(0.0), 1);
  EXPECT_EQ(histogram.quantile(0.004), 1);
  for (int percent = 1; percent <= 100; ++percent) EXPECT_EQ(histogram.quantile(percent / 100.0), percent);
  EXPECT_EQ(histogram.quantile(0.501), 51);
  EXPECT_EQ(histogram.quantile(0.999), 100);
}

TEST(LogHistogram, NeverAboveTheMaximum) {
  LogHistogram histogram;
  histogram.add(1'000'001, 3);
  EXPECT_EQ(histogram.quantile(0.1), 1'000'001);
  EXPECT_EQ(histogram.quantile(1.0), 1'000'001);
  histogram.add(std::numeric_limits<Tick>::max());
  EXPECT_EQ(histogram.quantile(1.0), std::numeric_limits<Tick>::max());
}

TEST(LogHistogram, Empty) {
  const LogHistogram histogram;
  EXPECT_EQ(histogram.count(), 0);
  EXPECT_EQ(histogram.max(), 0);
  EXPECT_EQ(histogram.quantile(0.5), 0);
  EXPECT_EQ(histogram.count_at_or_below(100), 0);
}

TEST(LogHistogram, MergedPartsEqualTheWholeInAnyOrder) {
  Draws draws(4);
  LogHistogram whole;
  std::vector<LogHistogram> parts(5);
  for (int i = 0; i < 5000; ++i) {
    const Tick value = draws.below(Tick{1} << draws.below(40));
    whole.add(value);
    parts[static_cast<std::size_t>(draws.below(4))].add(value);
  }
  LogHistogram forward, backward;
  for (std::size_t i = 0; i < 5; ++i) forward.merge(parts[i]);
  for (std::size_t i = 5; i > 0; --i) backward.merge(parts[i - 1]);
  EXPECT_EQ(forward, whole);
  EXPECT_EQ(backward, whole);
}

TEST(LogHistogram, ClearedEqualsNew) {
  LogHistogram histogram, fresh;
  histogram.add(kTicksPerHour);
  histogram.clear();
  EXPECT_EQ(histogram, fresh);
  histogram.add(5);
  fresh.add(5);
  EXPECT_EQ(histogram, fresh);
}

TEST(LogHistogram, PassesOverWhatHoldsNothing) {
  LogHistogram histogram;
  for (const Tick value : {Tick{3}, Tick{300}, 90 * kTicksPerSecond}) histogram.add(value, 2);
  std::vector<std::size_t> buckets;
  histogram.for_each([&](std::size_t bucket, std::int64_t count) {
    buckets.push_back(bucket);
    EXPECT_EQ(count, 2);
  });
  EXPECT_EQ(buckets,
            (std::vector<std::size_t>{3, LogHistogram::bucket_of(300), LogHistogram::bucket_of(90 * kTicksPerSecond)}));
  EXPECT_EQ(histogram.quantile(0.3), 3);
  EXPECT_EQ(histogram.quantile(0.6), 301);
  EXPECT_EQ(LogHistogram::bucket_of(histogram.quantile(0.7)), buckets.back());
}

TEST(LogHistogram, ClearedForgetsItsRange) {
  LogHistogram reused, fresh, sum;
  reused.add(kTicksPerHour);
  reused.clear();
  reused.add(5);
  fresh.add(5);
  EXPECT_EQ(reused, fresh);
  sum.merge(reused);
  EXPECT_EQ(sum, fresh);
  EXPECT_EQ(sum.counts().size(), fresh.counts().size());
  EXPECT_EQ(reused.quantile(1.0), 5);
  fresh.add(kTicksPerHour);
  EXPECT_FALSE(reused == fresh);
}

TEST(LogHistogram, CountsUpToTheEndOfTheBucket) {
  LogHistogram histogram;
  histogram.add(0, 10);
  histogram.add(1000, 5);
  histogram.add(1003, 5);  // shares the bucket [1000, 1004)
  histogram.add(1004, 5);
  EXPECT_EQ(histogram.count_at_or_below(-1), 0);
  EXPECT_EQ(histogram.count_at_or_below(0), 10);
  EXPECT_EQ(histogram.count_at_or_below(999), 10);
  EXPECT_EQ(histogram.count_at_or_below(1000), 20);
  EXPECT_EQ(histogram.count_at_or_below(1003), 20);
  EXPECT_EQ(histogram.count_at_or_below(kTicksPerDay), 25);
}

TEST(LogHistogram, MemoryFollowsTheRange) {
  LogHistogram histogram;
  histogram.add(1000 * kTicksPerSecond);
  EXPECT_LE(histogram.counts().size() * sizeof(std::int64_t), 26u * 1024);
}

TEST(LogHistogram, CompactKeepsEverything) {
  LogHistogram whole, part;
  for (Tick value = 0; value < 5'000'000; value += 1 + value / 7) {
    whole.add(value);
    part.add(3 * value);
  }
  LogHistogram expected = whole;
  expected.merge(part);
  LogHistogram pooled;
  pooled.merge(whole.compact());
  EXPECT_EQ(pooled, whole);
  pooled.merge(part.compact());
  pooled.merge(LogHistogram().compact());
  EXPECT_EQ(pooled, expected);
}

}  // namespace
}  // namespace sim
