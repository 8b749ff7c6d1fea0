#include "models/record/estimate.h"

#include <gtest/gtest.h>

#include <utility>

namespace firstline {
namespace {

TEST(EstimateTest, AnUndefinedIntervalHasNoMeanAndAReason) {
  const Estimate estimate = to_estimate("wait.mean", {"queue", "a"}, "s", sim::Interval{}, 20);
  EXPECT_FALSE(estimate.mean.has_value());
  EXPECT_FALSE(estimate.lo.has_value());
  EXPECT_EQ(estimate.n, 20);
  EXPECT_EQ(estimate.reason, kNothingCounted);
  EXPECT_EQ(estimate.slice, (Slice{"queue", "a"}));
}

TEST(EstimateTest, PairsOfNamesWithCommasAreNotMixedUp) {
  const Slice one = pair_slice("bot,step", "voice", "ask, then wait"),
              other = pair_slice("bot,step", "voice,ask", " x");
  EXPECT_EQ(one.name, "voice,ask, then wait");
  EXPECT_EQ(parts_of(one), (std::vector<Slice>{{"bot", "voice"}, {"step", "ask, then wait"}}));
  EXPECT_EQ(parts_of(other), (std::vector<Slice>{{"bot", "voice,ask"}, {"step", " x"}}));
  EXPECT_NE(pair_slice("bot,step", "a", "b,c"), pair_slice("bot,step", "a,b", "c"));
  EXPECT_EQ(parts_of({"queue", "a, b"}), (std::vector<Slice>{{"queue", "a, b"}}));
  EXPECT_TRUE(parts_of({}).empty());
}

TEST(EstimateTest, OneReplicationHasAMeanAndNoInterval) {
  const Estimate estimate = to_estimate("wait.mean", {}, "s", {3.0, 3.0, 3.0, 1, false}, 1);
  EXPECT_EQ(estimate.mean, 3.0);
  EXPECT_FALSE(estimate.lo.has_value());
  EXPECT_TRUE(estimate.reason.empty());
}

TEST(EstimateTest, AgreementIsNoInterval) {
  Estimate agreed = to_estimate("contacts.missed.blocked", {}, "contacts", {0.0, 0.0, 0.0, 20, true}, 20);
  refuse_zero_width(agreed);
  EXPECT_EQ(agreed.mean, 0.0);
  EXPECT_FALSE(agreed.lo.has_value() || agreed.hi.has_value());
  EXPECT_EQ(agreed.reason, kAllAgree);
  Estimate spread = to_estimate("wait.mean", {}, "s", {3.0, 2.0, 4.0, 20, true}, 20);
  refuse_zero_width(spread);
  EXPECT_EQ(spread.lo, 2.0);
  EXPECT_TRUE(spread.reason.empty());
}

TEST(EstimateTest, AnIntervalEndsWhereItsMetricDoes) {
  const auto cut = [](double mean, double half, double least, double most) {
    Estimate estimate = to_estimate("x", {}, "share", {mean, mean - half, mean + half, 2, true}, 2);
    cut_to_range(estimate, least, most);
    return std::pair(*estimate.lo, *estimate.hi);
  };
  EXPECT_EQ(cut(0.75, 0.5, 0.0, 1.0), std::pair(0.25, 1.0));
  EXPECT_EQ(cut(0.25, 0.5, 0.0, 1.0), std::pair(0.0, 0.75));
  EXPECT_EQ(cut(3.0, 0.5, 0.0, 1.0), std::pair(2.5, 3.5)) << "visits per session have no such end";
  EXPECT_EQ(cut(50.0, 80.0, -100.0, 100.0), std::pair(-30.0, 100.0));
  Estimate one = to_estimate("x", {}, "share", {0.5, 0.5, 0.5, 1, false}, 1);
  cut_to_range(one, 0.0, 1.0);
  EXPECT_FALSE(one.lo || one.hi);
}

TEST(EstimateTest, ADifferenceIsDistinguishableWhenItsIntervalLeavesOutZero) {
  const auto with = [](double lo, double hi, bool estimable) {
    return to_difference({}, {}, {0.5 * (lo + hi), lo, hi, 20, estimable}, 20).distinguishable;
  };
  EXPECT_TRUE(with(0.1, 0.3, true));
  EXPECT_TRUE(with(-0.3, -0.1, true));
  EXPECT_FALSE(with(-0.1, 0.3, true));
  EXPECT_FALSE(with(0.0, 0.0, true));
  EXPECT_FALSE(with(0.1, 0.3, false));
}

}  // namespace
}  // namespace firstline
