#include "sim/stats/interval.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "sim/base/check.h"

namespace sim {
namespace {

using Values = std::vector<double>;

TEST(StudentT, ReferenceBlock) {
  struct Case {
    double p, df, t;
  };
  const Case cases[] = {
      {0.95, 1, 6.313751514675033},    {0.95, 4, 2.1318467863266495},   {0.95, 9, 1.8331129326562348},
      {0.95, 19, 1.7291328115213673},  {0.95, 29, 1.6991270265334952},  {0.95, 99, 1.6603911560169613},
      {0.975, 1, 12.706204736174698},  {0.975, 4, 2.7764451051977943},  {0.975, 9, 2.2621571627982036},
      {0.975, 19, 2.0930240544083087}, {0.975, 29, 2.0452296421327034}, {0.975, 99, 1.9842169515864256},
      {0.995, 1, 63.656741162871185},  {0.995, 4, 4.604094871349986},   {0.995, 9, 3.2498355415921196},
      {0.995, 19, 2.86093460646498},   {0.995, 29, 2.756385903670605},  {0.995, 99, 2.626405457280832}};
  for (const Case& c : cases) {
    EXPECT_NEAR(student_t_quantile(c.p, c.df), c.t, 1e-11 * c.t) << c.p << " " << c.df;
    EXPECT_NEAR(student_t_quantile(1.0 - c.p, c.df), -c.t, 1e-11 * c.t);
  }
  EXPECT_EQ(student_t_quantile(0.5, 7), 0.0);
}

TEST(StudentT, TwelveDigitsOnEveryBuild) {
  EXPECT_EQ(student_t_quantile(0.975, 19), 2.09302405441);
  EXPECT_EQ(student_t_quantile(0.975, 1), 12.7062047362);
  EXPECT_EQ(student_t_quantile(0.975, 9), 2.2621571628);
}

TEST(MeanInterval, HandExample) {
  const Interval interval = mean_interval(Values{1.0, 2.0, 3.0, 4.0, 5.0}, 0.95);
  const double half = 2.7764451052 * std::sqrt(2.5 / 5.0);
  EXPECT_DOUBLE_EQ(interval.mean, 3.0);
  EXPECT_DOUBLE_EQ(interval.lo, 3.0 - half);
  EXPECT_DOUBLE_EQ(interval.hi, 3.0 + half);
  EXPECT_EQ(interval.n, 5);
  EXPECT_TRUE(interval.estimable);
  EXPECT_FALSE(interval.constant());
}

TEST(MeanInterval, OneReplicationIsNotEstimable) {
  const Interval interval = mean_interval(Values{4.0}, 0.95);
  EXPECT_FALSE(interval.estimable);
  EXPECT_TRUE(interval.defined());
  EXPECT_FALSE(interval.constant());
  EXPECT_EQ(interval.mean, 4.0);
  EXPECT_FALSE(mean_interval({}, 0.95).defined());
}

TEST(MeanInterval, EqualValuesGiveExactlyZeroWidth) {
  const Interval interval = mean_interval(Values(7, 0.1), 0.95);  // 7 * 0.1 / 7 is not 0.1
  EXPECT_EQ(interval.mean, 0.1);
  EXPECT_TRUE(interval.constant());
}

TEST(RatioInterval, EqualDenominatorsGiveTheMeanInterval) {
  for (const int n : {3, kJackknifeBelow - 1, kJackknifeBelow, 50}) {
    Values num, scaled;
    for (int r = 0; r < n; ++r) num.push_back((r * 37) % 11), scaled.push_back(num.back() / 4.0);
    const Interval ratio = ratio_interval(num, Values(num.size(), 4.0), 0.95);
    const Interval mean = mean_interval(scaled, 0.95);
    EXPECT_NEAR(ratio.mean, mean.mean, 1e-14) << n;
    EXPECT_NEAR(ratio.lo, mean.lo, 1e-13) << n;
    EXPECT_NEAR(ratio.hi, mean.hi, 1e-13) << n;
  }
}

TEST(RatioInterval, JackknifeByHand) {
  const Interval interval = ratio_interval(Values{1.0, 3.0}, Values{1.0, 2.0}, 0.95);  // 3/2 and 1 with one left out
  EXPECT_DOUBLE_EQ(interval.mean, 4.0 / 3.0);
  EXPECT_NEAR(interval.half_width(), 12.7062047362 * 0.25, 1e-12);
}

TEST(RatioInterval, DeltaMethodByHand) {
  Values num, den;
  for (int r = 0; r < 20; ++r) num.push_back(r % 2 == 0 ? 1.0 : 3.0), den.push_back(r % 2 == 0 ? 1.0 : 2.0);
  // Ratio 4/3; residuals 1 - 4/3 and 3 - 8/3, all of size 1/3, over a mean denominator of 3/2.
  const double half = 2.09302405441 * std::sqrt(20.0 * (1.0 / 9.0) / 19.0 / 20.0) / 1.5;
  EXPECT_NEAR(ratio_interval(num, den, 0.95).half_width(), half, 1e-14);
}

TEST(RatioInterval, EmptyDenominators) {
  EXPECT_FALSE(ratio_interval(Values{0.0, 0.0}, Values{0.0, 0.0}, 0.95).defined());
  EXPECT_FALSE(ratio_interval({}, {}, 0.95).defined());
  const Interval one = ratio_interval(Values{0.0, 3.0, 0.0}, Values{0.0, 4.0, 0.0}, 0.95);
  EXPECT_TRUE(one.defined());
  EXPECT_FALSE(one.estimable) << "one replication with contacts has no spread";
  EXPECT_EQ(one.mean, 0.75);
  EXPECT_TRUE(ratio_interval(Values{0.0, 3.0, 1.0}, Values{0.0, 4.0, 4.0}, 0.95).estimable);
  EXPECT_FALSE(ratio_interval(Values{3.0}, Values{4.0}, 0.95).estimable);
}

// 73.37 s a contact, always: what adding and dividing leave in the last digits is no spread.
TEST(RatioInterval, TheSameRatioInEveryReplicationIsConstant) {
  for (int n = 2; n <= 200; ++n) {
    Values num, den;
    for (int r = 0; r < n; ++r) den.push_back(90.0 + (r * 37) % 41), num.push_back(73.37 * den.back());
    const Interval interval = ratio_interval(num, den, 0.95);
    EXPECT_TRUE(interval.constant()) << n << ": " << interval.half_width();
    EXPECT_NEAR(interval.mean, 73.37, 1e-11);
  }
  const Interval tiny = ratio_interval(Values{1.0, 1.0 + 1e-9, 1.0}, Values{1.0, 1.0, 1.0}, 0.95);
  EXPECT_FALSE(tiny.constant()) << "a spread of a billionth is one";
}

TEST(PairedIntervals, TheSameRatioFromOtherContactsDiffersByZero) {
  for (int n = 2; n <= 200; ++n) {
    Values num_a, den_a, num_b, den_b;
    for (int r = 0; r < n; ++r) {
      den_a.push_back(90.0 + (r * 37) % 41), num_a.push_back(73.37 * den_a.back());
      den_b.push_back(95.0 + (r * 29) % 31), num_b.push_back(73.37 * den_b.back());
    }
    const Interval interval = ratio_difference_interval({num_a, den_a}, {num_b, den_b}, 0.95);
    EXPECT_EQ(interval.mean, 0.0) << n;
    EXPECT_TRUE(interval.constant()) << n;
  }
}

TEST(PairedIntervals, IdenticalArmsDifferByExactlyZero) {
  for (const std::size_t n : {5u, 40u}) {
    Values num, den;
    for (std::size_t r = 0; r < n; ++r) {
      num.push_back(0.1 * static_cast<double>(r * r % 17));
      den.push_back(3.0 + static_cast<double>(r % 5));
    }
    const Interval mean = mean_difference_interval(num, num, 0.95);
    const Interval ratio = ratio_difference_interval({num, den}, {num, den}, 0.95);
    for (const Interval& interval : {mean, ratio}) {
      EXPECT_EQ(interval.mean, 0.0);
      EXPECT_EQ(interval.lo, 0.0);
      EXPECT_EQ(interval.hi, 0.0);
      EXPECT_TRUE(interval.estimable);
    }
  }
}

TEST(PairedIntervals, CommonNoiseCancels) {
  Values a, b, den;
  for (int r = 0; r < 30; ++r) {
    a.push_back(1000.0 * (r % 7) + r % 2);
    b.push_back(1000.0 * (r % 7));
    den.push_back(10.0);
  }
  const Interval mean = mean_difference_interval(a, b, 0.95);
  EXPECT_DOUBLE_EQ(mean.mean, 0.5);
  EXPECT_LT(mean.half_width(), 0.2);
  const Interval ratio = ratio_difference_interval({a, den}, {b, den}, 0.95);
  EXPECT_NEAR(ratio.mean, 0.05, 1e-12);
  EXPECT_NEAR(ratio.half_width(), mean.half_width() / 10.0, 1e-12);
}

TEST(PairedIntervals, UndefinedAndNotEstimable) {
  const Values some{1.0, 2.0}, none{0.0, 0.0}, one{0.0, 1.0};
  EXPECT_FALSE(ratio_difference_interval({some, some}, {none, none}, 0.95).defined());
  EXPECT_FALSE(ratio_difference_interval({none, none}, {some, some}, 0.95).defined());
  EXPECT_FALSE(ratio_difference_interval({some, some}, {one, one}, 0.95).estimable);
  EXPECT_FALSE(mean_difference_interval(Values{1.0}, Values{0.5}, 0.95).estimable);
}

TEST(PooledQuantile, WeighsReplicationsByTheirCounts) {
  const std::vector<std::int64_t> equal{10, 10, 10}, unequal{20, 10, 0};
  const double t = student_t_quantile(0.975, 2);
  EXPECT_NEAR(pooled_quantile_interval(5.0, Values{4.0, 5.0, 6.0}, equal, 0.95).half_width(),
              t * std::sqrt(2.0 / 2.0 / 3.0), 1e-12);
  // Weights 2, 1, 0; the value of a replication without observations is not looked at.
  EXPECT_NEAR(pooled_quantile_interval(5.0, Values{4.0, 7.0, 999.0}, unequal, 0.95).half_width(),
              t * std::sqrt(8.0 / 2.0 / 3.0), 1e-12);
  EXPECT_EQ(pooled_quantile_interval(5.0, Values{4.0, 5.0, 6.0}, equal, 0.95).mean, 5.0);
  EXPECT_FALSE(pooled_quantile_interval(5.0, Values{5.0, 0.0}, std::vector<std::int64_t>{4, 0}, 0.95).estimable);
  EXPECT_FALSE(pooled_quantile_interval(0.0, Values{0.0, 0.0}, std::vector<std::int64_t>{0, 0}, 0.95).defined());
}

TEST(QuantileRanks, ReferenceBlock) {
  struct Case {
    int n;
    double p;
    int l, u;
    double coverage;
  };
  const Case cases[] = {{100, 0.5, 40, 61, 0.9647997997822835},
                        {100, 0.9, 84, 96, 0.9556901071911906},
                        {200, 0.95, 184, 197, 0.967152163856655},
                        {1000, 0.99, 983, 997, 0.9760947634978088},
                        {30, 0.8, 19, 29, 0.9799843874913592}};
  for (const Case& c : cases) {
    const OrderRanks ranks = quantile_ranks(c.n, c.p, 0.95);
    EXPECT_EQ(ranks.l, c.l) << c.n;
    EXPECT_EQ(ranks.u, c.u) << c.n;
    EXPECT_NEAR(ranks.coverage, c.coverage, 1e-9) << c.n;
  }
}

TEST(QuantileRanks, TooFewValuesLeaveASideOpen) {
  EXPECT_EQ(quantile_ranks(10, 0.99, 0.95).u, 11);
  EXPECT_EQ(quantile_ranks(5, 0.1, 0.95).l, 0);
  EXPECT_EQ(quantile_ranks(0, 0.5, 0.95), (OrderRanks{0, 1, 1.0}));
  const Interval open = order_quantile_interval(Values{3.0, 1.0, 2.0}, 0.5, 0.95);
  EXPECT_FALSE(open.estimable);
  EXPECT_EQ(open.mean, 2.0);
  EXPECT_FALSE(order_quantile_interval({}, 0.5, 0.95).defined());
}

TEST(QuantileRanks, IntervalTakesTheOrderStatistics) {
  Values values;
  for (int i = 100; i >= 1; --i) values.push_back(i);
  const Interval interval = order_quantile_interval(values, 0.9, 0.95);
  EXPECT_EQ(interval.mean, 90.0);
  EXPECT_EQ(interval.lo, 84.0);
  EXPECT_EQ(interval.hi, 96.0);
  EXPECT_TRUE(interval.estimable);
}

#ifdef FIRSTLINE_CHECKS
TEST(Interval, UnequalLengthsAreABug) {
  EXPECT_THROW(mean_difference_interval(Values{1.0, 2.0}, Values{1.0}, 0.95), BugError);
  EXPECT_THROW(ratio_interval(Values{1.0, 2.0}, Values{1.0}, 0.95), BugError);
  EXPECT_THROW(student_t_quantile(1.0, 3.0), BugError);
}
#endif

}  // namespace
}  // namespace sim
