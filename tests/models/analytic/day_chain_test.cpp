#include "models/analytic/day_chain.h"

#include <gtest/gtest.h>

#include <cmath>

#include "models/analytic/mmn_g.h"

namespace firstline {
namespace {

double total(const ChainState& s) {
  double sum = s.p_all_busy();
  for (double p : s.idle) sum += p;
  return sum;
}

ChainState empty(int servers, int longest) {
  ChainState s(servers, 0, longest);
  (servers > 0 ? s.idle[0] : s.row(0)[0]) = 1.0;
  return s;
}

TEST(DayChain, InfiniteServersFillExponentially) {
  ChainState s = empty(60, 8);  // 60 servers for a load of 5: nobody ever waits
  ChainState passed = s;
  passed.clear();
  ASSERT_TRUE(advance(s, passed, {0.5, 0.1, 0.0, 0.0}, QueueEdge::kArtificial, 7.0));
  EXPECT_NEAR(s.mean_busy(), 5.0 * (1.0 - std::exp(-0.7)), 1e-12);
  EXPECT_NEAR(passed.mean_busy(), 5.0 * (7.0 - 10.0 * (1.0 - std::exp(-0.7))), 1e-11);
  EXPECT_NEAR(total(s), 1.0, 1e-13);
  EXPECT_NEAR(total(passed), 7.0, 1e-12);
}

TEST(DayChain, TendsToTheStationaryLaw) {
  ChainState s = empty(3, 200);
  ChainState passed = s;
  ASSERT_TRUE(advance(s, passed, {3.2, 1.0, 0.5, 0.0}, QueueEdge::kArtificial, 200.0));
  const auto pmf = erlang_a_pmf(3.2, 1.0, 0.5, 3);
  for (std::size_t k = 0; k < 12; ++k) EXPECT_NEAR(k < 3 ? s.idle[k] : s.row(0)[k - 3], pmf[k], 1e-12) << k;
}

TEST(DayChain, AnOverflowingGridIsReportedAndLeavesTheStateAlone) {
  ChainState s = empty(1, 5);
  ChainState passed = s;
  passed.clear();
  EXPECT_FALSE(advance(s, passed, {5.0, 0.1, 0.0, 0.0}, QueueEdge::kArtificial, 10.0));
  EXPECT_EQ(s.idle[0], 1.0);
  EXPECT_EQ(total(passed), 0.0);
  EXPECT_TRUE(advance(s, passed, {5.0, 0.1, 0.0, 0.0}, QueueEdge::kWall, 10.0));
  EXPECT_NEAR(total(s), 1.0, 1e-13);
}

TEST(DayChain, ServersTakeWaitingContactsAndLeaveWithTheirOwn) {
  ChainState s(4, 0, 3);
  s.row(0)[3] = 1.0;  // 4 busy, 3 waiting
  const ChainState fewer = s.with_servers(2, 0);
  EXPECT_EQ(fewer.overtime(), 2);
  EXPECT_EQ(fewer.row(2)[3], 1.0);
  const ChainState more = s.with_servers(6, 0);
  EXPECT_EQ(more.row(0)[1], 1.0);  // 6 busy, 1 waiting
  EXPECT_EQ(s.with_servers(9, 0).idle[7], 1.0);
  EXPECT_EQ(fewer.with_servers(3, 0).row(1)[3], 1.0);  // still one too many: nobody is taken
  ChainState now = fewer, passed = fewer;
  passed.clear();
  ASSERT_TRUE(advance(now, passed, {0.0, 1.0, 0.0, 0.0}, QueueEdge::kWall, 1.0));
  EXPECT_NEAR(now.row(2)[3], std::exp(-4.0), 1e-14);                                 // none of the four is done
  EXPECT_NEAR(now.row(1)[3], 4.0 * std::exp(-3.0) * (1.0 - std::exp(-1.0)), 1e-14);  // the first to be done went home
}

TEST(DayChain, TaggedContactWaitsItsTurn) {
  TaggedValue next(2, 0, 4);
  const ChainRates rates{0.0, 0.5, 0.0, 0.0};
  next.step_back(rates, 3.0);  // completions come at rate 1: Erlang waits
  EXPECT_NEAR(next.at(0, 0), 1.0 - std::exp(-3.0), 1e-13);
  EXPECT_NEAR(next.at(0, 1), 1.0 - std::exp(-3.0) * 4.0, 1e-13);
  TaggedValue impatient(2, 0, 0);
  impatient.step_back({0.0, 0.5, 0.25, 0.0}, 3.0);
  EXPECT_NEAR(impatient.at(0, 0), (1.0 - std::exp(-3.75)) / 1.25, 1e-13);
}

TEST(DayChain, TaggedContactAcrossAChangeOfServers) {
  TaggedValue after(4, 0, 4);
  after.step_back({0.0, 1.0, 0.0, 0.0}, 1.0);
  const TaggedValue before = after.before_change(2, 1);
  EXPECT_EQ(before.at(0, 1), 1.0);  // two new servers take the first two
  EXPECT_EQ(before.at(0, 2), after.at(0, 0));
  EXPECT_EQ(before.at(1, 1), after.at(0, 0));  // one of the new ones was there already
  TaggedValue fewer(2, 3, 4);
  fewer.step_back({0.0, 1.0, 0.0, 0.0}, 1.0);
  EXPECT_EQ(fewer.before_change(4, 1).at(1, 3), fewer.at(3, 3));
}

}  // namespace
}  // namespace firstline
