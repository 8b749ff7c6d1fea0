#include "sim/stats/survival.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "sim/base/check.h"
#include "tests/harness/reference_json.h"
#include "tests/sim/stats/draws.h"

namespace sim {
namespace {

using firstline::expect_relative;
using Times = std::vector<double>;
using Flags = std::vector<std::uint8_t>;

TEST(Survival, BlockResolutionTime) {
  const auto block = firstline::reference_block("resolution_time_censored");
  if (!block) GTEST_SKIP() << firstline::kNoReference;
  const auto& item = block->at("cases").at(0);
  const SurvivalCurve curve =
      survival_curve(item.at("inputs").at("time").get<Times>(), item.at("inputs").at("resolved").get<Flags>());
  const auto& km = item.at("outputs").at("km");
  ASSERT_EQ(curve.steps().size(), km.size());
  for (std::size_t i = 0; i < km.size(); ++i) {
    EXPECT_EQ(curve.steps()[i].time, km[i].at("t"));
    expect_relative(curve.steps()[i].survival, km[i].at("S"), 1e-12, "S");
  }
  expect_relative(curve.restricted_mean(7.0), item.at("outputs").at("rmst_7"), 1e-12, "restricted mean");
  EXPECT_EQ(curve.quantile(0.5), 5.0);
  EXPECT_EQ(curve.quantile(0.9), std::nullopt);
  EXPECT_EQ(curve.follow_up(), 12.0);
}

// Freireich et al. 1963, 6-MP: the standard example, with Greenwood's errors.
TEST(Survival, BlockSixMercaptopurine) {
  const auto block = firstline::reference_block("survival_6mp");
  if (!block) GTEST_SKIP() << firstline::kNoReference;
  const auto& item = block->at("cases").at(0);
  const SurvivalCurve curve =
      survival_curve(item.at("inputs").at("time").get<Times>(), item.at("inputs").at("event").get<Flags>());
  const auto& km = item.at("outputs").at("km");
  ASSERT_EQ(curve.steps().size(), km.size());
  for (std::size_t i = 0; i < km.size(); ++i) {
    const SurvivalStep& step = curve.steps()[i];
    EXPECT_EQ(step.time, km[i].at("t"));
    EXPECT_EQ(step.at_risk, km[i].at("n"));
    EXPECT_EQ(step.resolved, km[i].at("d"));
    expect_relative(step.survival, km[i].at("S"), 1e-12, "S");
    expect_relative(step.standard_error, km[i].at("se"), 1e-12, "se");
  }
}

TEST(Survival, WithoutCensoringItIsTheEmpiricalLaw) {
  const SurvivalCurve curve = survival_curve(Times{4.0, 1.0, 2.0, 2.0}, Flags{1, 1, 1, 1});
  EXPECT_EQ(curve.at(0.5), 1.0);
  EXPECT_EQ(curve.at(1.0), 0.75);
  EXPECT_EQ(curve.at(1.9), 0.75);
  EXPECT_EQ(curve.at(2.0), 0.25);
  EXPECT_EQ(curve.at(9.0), 0.0);
  EXPECT_DOUBLE_EQ(curve.restricted_mean(100.0), 9.0 / 4.0);
  EXPECT_DOUBLE_EQ(curve.restricted_mean(1.5), (3 * 1.5 + 1.0) / 4.0);
  EXPECT_EQ(curve.quantile(0.25), 1.0);
  EXPECT_EQ(curve.quantile(0.26), 2.0);
  EXPECT_EQ(curve.quantile(0.75), 2.0);
  EXPECT_EQ(curve.quantile(1.0), 4.0);
  EXPECT_NEAR(curve.steps()[0].standard_error, std::sqrt(0.75 * 0.25 / 4.0), 1e-15);
  EXPECT_EQ(curve.steps().back().standard_error, 0.0);
}

// Seven of ten resolved, one a time unit: 0.9, 0.8, ..., 0.3, with rounding on the way to each.
TEST(Survival, AQuantileOnAStepIsThatStep) {
  const SurvivalCurve curve = survival_curve(Times{1, 2, 3, 4, 5, 6, 7, 7, 7, 7}, Flags{1, 1, 1, 1, 1, 1, 1, 0, 0, 0});
  for (int step = 1; step <= 7; ++step) EXPECT_EQ(curve.quantile(step / 10.0), step);
  EXPECT_EQ(curve.quantile(0.71), std::nullopt);
}

TEST(Survival, NothingResolvedAndNothingAtAll) {
  const SurvivalCurve open = survival_curve(Times{3.0, 5.0}, Flags{0, 0});
  EXPECT_EQ(open.at(100.0), 1.0);
  EXPECT_EQ(open.restricted_mean(4.0), 4.0);
  EXPECT_EQ(open.quantile(0.01), std::nullopt);
  EXPECT_EQ(open.follow_up(), 5.0);
  const SurvivalCurve none = survival_curve(Times{}, Flags{});
  EXPECT_TRUE(none.steps().empty());
  EXPECT_EQ(none.follow_up(), 0.0);
}

// Exponential times, exponential censoring: the curve finds the law that the resolved alone would hide.
TEST(Survival, FindsTheLawBehindTheCensoring) {
  Draws draws(21);
  Times times;
  Flags flags;
  double resolved_sum = 0.0, resolved = 0.0;
  for (int i = 0; i < 40'000; ++i) {
    const double life = draws.exponential(), censor = 2.0 * draws.exponential();
    times.push_back(std::min(life, censor));
    flags.push_back(life <= censor ? 1 : 0);
    if (life <= censor) resolved_sum += life, resolved += 1.0;
  }
  const SurvivalCurve curve = survival_curve(times, flags);
  for (const double t : {0.2, 0.7, 1.5}) EXPECT_NEAR(curve.at(t), std::exp(-t), 0.012) << t;
  EXPECT_NEAR(curve.restricted_mean(2.0), 1.0 - std::exp(-2.0), 0.015);
  EXPECT_NEAR(*curve.quantile(0.5), std::log(2.0), 0.02);
  EXPECT_NEAR(resolved_sum / resolved, 2.0 / 3.0, 0.015);  // the naive mean: a third too low
}

// From histograms: what the exact version says of times moved to the middles of their buckets, in every bit.
TEST(Survival, HistogramsAreTheExactCurveAtBucketResolution) {
  Draws draws(22);
  LogHistogram resolved, censored;
  Times times, middles;
  Flags flags;
  for (int i = 0; i < 5000; ++i) {
    const double life = 3600.0 * draws.exponential(), censor = 9000.0 * draws.uniform();
    const Tick ticks = seconds_to_ticks(std::min(life, censor));
    flags.push_back(life <= censor ? 1 : 0);
    (life <= censor ? resolved : censored).add(ticks);
    times.push_back(ticks_to_seconds(ticks));
  }
  const Tick longest = std::max(resolved.max(), censored.max());
  for (const double time : times) {
    LogHistogram one;
    one.add(seconds_to_ticks(time));
    const std::size_t bucket = LogHistogram::bucket_of(one.max());
    const Tick low = LogHistogram::lower(bucket), next = LogHistogram::lower(bucket + 1);
    middles.push_back(ticks_to_seconds(std::min(longest, low + (next - low) / 2)));
  }
  const SurvivalCurve grouped = survival_curve(resolved, censored);
  const SurvivalCurve moved = survival_curve(middles, flags);
  ASSERT_EQ(grouped.steps().size(), moved.steps().size());
  for (std::size_t i = 0; i < grouped.steps().size(); ++i) {
    EXPECT_EQ(grouped.steps()[i].time, moved.steps()[i].time);
    EXPECT_EQ(grouped.steps()[i].survival, moved.steps()[i].survival);
  }
  const SurvivalCurve exact = survival_curve(times, flags);
  EXPECT_NEAR(grouped.restricted_mean(7200.0), exact.restricted_mean(7200.0), 0.004 * 7200.0);
  EXPECT_NEAR(*grouped.quantile(0.5), *exact.quantile(0.5), 0.008 * *exact.quantile(0.5));
}

TEST(Survival, SmallTicksOfHistogramsAreExact) {
  LogHistogram resolved, censored;
  for (const Tick t : {2, 5, 5, 9}) resolved.add(t);
  for (const Tick t : {5, 200}) censored.add(t);
  const SurvivalCurve curve = survival_curve(resolved, censored);
  ASSERT_EQ(curve.steps().size(), 3u);
  EXPECT_DOUBLE_EQ(curve.steps()[1].time, 5e-6);
  EXPECT_EQ(curve.steps()[1].at_risk, 5);
  EXPECT_NEAR(curve.steps()[1].survival, 5.0 / 6.0 * 3.0 / 5.0, 1e-15);
  EXPECT_NEAR(curve.steps()[2].survival, 0.25, 1e-15);
  EXPECT_DOUBLE_EQ(curve.follow_up(), 200e-6);
  EXPECT_TRUE(survival_curve(LogHistogram(), LogHistogram()).steps().empty());
}

#ifdef FIRSTLINE_CHECKS
TEST(Survival, BadInputIsABug) {
  EXPECT_THROW(survival_curve(Times{1.0}, Flags{}), BugError);
  EXPECT_THROW(survival_curve(Times{-1.0}, Flags{1}), BugError);
  EXPECT_THROW((void)survival_curve(Times{1.0}, Flags{1}).quantile(0.0), BugError);
}
#endif

}  // namespace
}  // namespace sim
