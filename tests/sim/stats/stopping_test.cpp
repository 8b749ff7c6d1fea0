#include "sim/stats/stopping.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "tests/sim/stats/draws.h"

namespace sim {
namespace {

TEST(Stopping, LooksAreFixed) {
  std::vector<int> looks;
  for (int done = 0; done < 500;) looks.push_back(done = next_checkpoint(done, {20, 500}));
  EXPECT_EQ(looks, (std::vector<int>{20, 30, 45, 67, 100, 150, 225, 337, 500}));
  EXPECT_EQ(next_checkpoint(44, {20, 500}), 45) << "a run taken up between two looks joins the same sequence";
  EXPECT_EQ(next_checkpoint(500, {20, 500}), 500);
  EXPECT_EQ(next_checkpoint(0, {20, 5}), 5);
  EXPECT_EQ(next_checkpoint(0, {1, 100}), 2) << "one replication has no interval";
}

TEST(Stopping, RelativeGoalIsOfTheTruthNotOfTheEstimate) {
  const StopRule rule{20, 1000};
  const double limit = 100.0 * 0.02 / 1.02;
  const auto interval = [](double half) { return Interval{100.0, 100.0 - half, 100.0 + half, 50, true}; };
  EXPECT_TRUE(check_precision(interval(limit * 0.999), {.relative = 0.02}, rule).reached);
  EXPECT_FALSE(check_precision(interval(limit * 1.001), {.relative = 0.02}, rule).reached);
  EXPECT_EQ(check_precision(interval(2.0 * limit), {.relative = 0.02}, rule).needed, 200);
  EXPECT_TRUE(check_precision(interval(5.0), {.absolute = 5.0}, rule).reached);
  EXPECT_TRUE(check_precision(interval(5.0), {.relative = 0.01, .absolute = 5.0}, rule).reached) << "either will do";
}

TEST(Stopping, NegativeMeansHavePrecisionToo) {
  EXPECT_TRUE(check_precision({-100.0, -101.0, -99.0, 50, true}, {.relative = 0.02}, {}).reached);
}

TEST(Stopping, NotBeforeTheMinimumAndNotWithoutAnInterval) {
  EXPECT_FALSE(check_precision({1.0, 1.0, 1.0, 5, true}, {.relative = 0.01}, {20, 100}).reached);
  EXPECT_TRUE(check_precision({1.0, 1.0, 1.0, 20, true}, {.relative = 0.01}, {20, 100}).reached);
  const PrecisionState unknown = check_precision({1.0, 1.0, 1.0, 20, false}, {.relative = 0.01}, {20, 100});
  EXPECT_FALSE(unknown.reached);
  EXPECT_EQ(unknown.needed, 30);
}

TEST(Stopping, AMeanOfZeroIsNeverReachedRelatively) {
  const PrecisionState state = check_precision({0.0, -1.0, 1.0, 20, true}, {.relative = 0.01}, {});
  EXPECT_FALSE(state.reached);
  EXPECT_EQ(state.needed, std::numeric_limits<int>::max());
}

TEST(Stopping, JointConfidence) {
  EXPECT_DOUBLE_EQ(joint_confidence(0.95, 1), 0.95);
  EXPECT_DOUBLE_EQ(joint_confidence(0.95, 5), 0.99);
}

// The sequential study itself: 2,000 runs to 5 % of a mean of 10 with deviation 3. What it loses stays small.
TEST(Stopping, SequentialIntervalsNearlyCover) {
  Draws draws(11);
  const StopRule rule{20, 2000};
  int covered = 0, finished = 0;
  double used = 0;
  for (int study = 0; study < 2000; ++study) {
    std::vector<double> values;
    Interval interval;
    while (static_cast<int>(values.size()) < rule.maximum) {
      const int look = next_checkpoint(static_cast<int>(values.size()), rule);
      while (static_cast<int>(values.size()) < look) values.push_back(10.0 + 3.0 * draws.normal());
      interval = mean_interval(values, 0.95);
      if (!check_precision(interval, {.relative = 0.05}, rule).reached) continue;
      ++finished;
      break;
    }
    covered += interval.lo <= 10.0 && 10.0 <= interval.hi;
    used += interval.n;
  }
  EXPECT_EQ(finished, 2000);
  EXPECT_GE(covered, 1850);  // 92.5 %
  RecordProperty("covered", covered);
  RecordProperty("mean_replications", static_cast<int>(used / 2000));
}

}  // namespace
}  // namespace sim
