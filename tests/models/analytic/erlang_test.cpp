#include "models/analytic/erlang.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/harness/reference_json.h"

namespace firstline {
namespace {

constexpr double kExact = 1e-9;

TEST(Erlang, BlockErlangB) {
  const auto block = reference_block("erlang_b");
  if (!block) GTEST_SKIP() << kNoReference;
  for (const auto& c : block->at("cases")) {
    const auto& in = c.at("inputs");
    expect_relative(erlang_b(in.at("n"), in.at("a")), c.at("outputs").at("blocking"), kExact, in.dump());
  }
}

TEST(Erlang, BlockErlangBInverse) {
  const auto block = reference_block("erlang_b_inverse");
  if (!block) GTEST_SKIP() << kNoReference;
  for (const auto& c : block->at("cases")) {
    const auto& in = c.at("inputs");
    expect_relative(erlang_b_inverse(in.at("n"), in.at("blocking")), c.at("outputs").at("a"), kExact, in.dump());
  }
}

TEST(Erlang, BlockErlangC) {
  const auto block = reference_block("erlang_c");
  if (!block) GTEST_SKIP() << kNoReference;
  for (const auto& c : block->at("cases")) {
    const auto& in = c.at("inputs");
    const auto& out = c.at("outputs");
    const std::string name = c.at("name");
    const ErlangC e = erlang_c(in.at("lam"), in.at("mu"), in.at("n"));
    EXPECT_TRUE(e.stable) << name;
    expect_relative(e.load, out.at("offered_load"), kExact, name);
    expect_relative(e.occupancy, out.at("occupancy"), kExact, name);
    expect_relative(e.p_wait, out.at("p_wait"), kExact, name);
    expect_relative(e.mean_wait_s, out.at("Wq"), kExact, name);
    expect_relative(e.mean_sojourn_s, out.at("W"), kExact, name);
    expect_relative(e.mean_queue, out.at("Lq"), kExact, name);
    expect_relative(e.mean_in_system, out.at("L"), kExact, name);
    expect_relative(e.mean_wait_of_waiting_s, out.at("Wq_given_wait"), kExact, name);
    expect_relative(e.var_wait_s2, out.at("varWq"), kExact, name);
    expect_relative(e.wait_quantile(0.90), out.at("wait_q90"), kExact, name);
    expect_relative(e.wait_quantile(0.99), out.at("wait_q99"), kExact, name);
    ASSERT_EQ(in.at("t").size(), out.at("P_W_gt_t").size());
    for (const auto& [t, want] : out.at("P_W_gt_t").items()) {
      expect_relative(e.p_wait_beyond(std::stod(t)), want, kExact, name + " t=" + t);
    }
  }
}

// published.md, section 5: B(a, N) and C(a, N) as printed, six decimals.
TEST(Erlang, PublishedTable) {
  struct Row {
    double a;
    int n;
    double b, c;  // c < 0: overloaded
  };
  const std::vector<Row> rows = {
      {10, 10, .214582, -1},        {10, 11, .163232, .682118},   {10, 12, .119739, .449388},
      {10, 13, .084339, .285270},   {10, 14, .056819, .174132},   {10, 16, .022302, .057340},
      {20, 20, .158892, -1},        {20, 22, .106734, .567915},   {20, 24, .066097, .298072},
      {20, 26, .037195, .143400},   {50, 50, .104787, -1},        {50, 52, .082214, .699614},
      {50, 55, .053749, .384547},   {50, 60, .021668, .117302},   {100, 100, .075700, -1},
      {100, 105, .048261, .515707}, {100, 110, .027463, .237008}, {100, 120, .005690, .033196},
      {8.4, 9, .193756, .782835},   {8.4, 10, .139974, .504268},  {8.4, 12, .063317, .183889}};
  for (const Row& r : rows) {
    EXPECT_NEAR(erlang_b(r.n, r.a), r.b, 5.1e-7) << r.a << " " << r.n;
    const ErlangC c = erlang_c(r.a, 1.0, r.n);
    EXPECT_EQ(c.stable, r.c >= 0.0);
    EXPECT_NEAR(c.p_wait, r.c < 0.0 ? 1.0 : r.c, 5.1e-7) << r.a << " " << r.n;
  }
}

// Known printed values: I. Angus 2001 (15 lines carry 8.108 erlang at 1 %; 0.2 calls/s, 240 s, 55 agents).
TEST(Erlang, AngusExample) {
  EXPECT_NEAR(erlang_b(15, 8.108), 0.01, 5e-7);
  const ErlangC c = erlang_c(0.2, 1.0 / 240.0, 55);
  EXPECT_NEAR(c.p_wait, 0.2387, 5e-5);
  EXPECT_NEAR(c.mean_wait_s, 8.184, 5e-4);
  EXPECT_NEAR(1.0 - c.p_wait_beyond(15.0), 0.8459, 5e-5);
}

// published.md, section 3: Erlang C as printed there (pyworkforce, Callcenter-Simulator, Ciw, Palmer et al.).
TEST(Erlang, PublishedLadder) {
  const ErlangC c14 = erlang_c(100.0 / 30.0, 1.0 / 3.0, 14);  // per minute
  EXPECT_NEAR(c14.p_wait, 0.174132, 5e-7);
  EXPECT_NEAR(1.0 - c14.p_wait_beyond(1.0 / 3.0), 0.888350, 5e-7);
  EXPECT_NEAR(c14.occupancy, 0.714286, 5e-7);
  EXPECT_NEAR(c14.mean_wait_s * 60.0, 7.836, 5e-4);
  const ErlangC c15 = erlang_c(100.0 / 30.0, 1.0 / 3.0, 15);
  EXPECT_NEAR(c15.p_wait, 0.102042, 5e-7);
  EXPECT_NEAR(1.0 - c15.p_wait_beyond(0.33), 0.94113, 5e-6);
  EXPECT_NEAR(erlang_c(3.5, 1.0 / 3.0, 13).mean_wait_s * 60.0, 26.557, 5e-4);
  EXPECT_NEAR(erlang_c(0.2, 0.1, 3).mean_wait_s, 4.4444, 5e-5);
  EXPECT_NEAR(erlang_c(0.2, 0.1, 4).mean_wait_s, 0.8696, 5e-5);
  EXPECT_NEAR(erlang_c(10.0, 4.0, 3).mean_wait_s, 0.351124, 5e-7);
  // The mean sojourn of M/M/1 is that of processor sharing too.
  EXPECT_NEAR(erlang_c(3.0, 5.0, 1).mean_sojourn_s, 0.5, 1e-12);
  EXPECT_NEAR(erlang_c(4.0, 5.0, 1).mean_sojourn_s, 1.0, 1e-12);
  EXPECT_NEAR(erlang_c(3.0, 6.0, 1).mean_sojourn_s, 1.0 / 3.0, 1e-12);
  // One pump, cars and motorcycles of different service: the mean number depends on the load alone.
  EXPECT_NEAR(erlang_b(1, 3.0 / 20.0 * (0.75 * 8.0 + 0.25 * 3.0)), 0.503106, 5e-7);
}

// Printed wrongly elsewhere (.261, .0116, 7.69 s): the exact values.
TEST(Erlang, ValuesThatCalculatorsGetWrong) {
  EXPECT_NEAR(erlang_c(20.0, 1.0, 25).p_wait, 0.20910282659883664, 1e-14);
  EXPECT_NEAR(erlang_b(200, 180.0), 0.010324995204982299, 1e-14);
}

TEST(Erlang, ContinuousServersAgreeWithWholeOnesAndWithTheIntegral) {
  for (double a : {0.2, 0.9, 1.0, 3.0, 50.0}) {
    for (int n : {1, 2, 7, 60}) {
      for (double side : {-1e-9, 1e-9}) {
        EXPECT_NEAR(erlang_b_continuous(n + side, a) / erlang_b(n, a), 1.0, 2e-8) << n << " " << a;
      }
    }
    const double n = 4.6, step = 0.01 / std::max(a, 1.0);  // 1/B = a int_0^inf e^{-at} (1+t)^n dt by Simpson's rule
    double sum = 0.0;
    const int intervals = 2 * static_cast<int>(60.0 / a / step / 2.0);
    for (int i = 0; i <= intervals; ++i) {
      const double t = i * step;
      sum += (i == 0 || i == intervals ? 1.0 : i % 2 == 1 ? 4.0 : 2.0) * std::exp(-a * t) * std::pow(1.0 + t, n);
    }
    expect_relative(erlang_b_continuous(n, a), 1.0 / (a * sum * step / 3.0), 1e-8, "integral");
  }
}

TEST(Erlang, ThousandsOfServersAndOverload) {
  // Halfin-Whitt: n = a + beta sqrt(a), beta = .5 gives a probability of waiting near .5045.
  EXPECT_NEAR(erlang_c(1e6, 1.0, 1'000'500).p_wait, 0.5045, 2e-3);
  expect_relative(erlang_b(5000, erlang_b_inverse(5000, 0.01)), 0.01, 1e-12, "inverse");
  const ErlangC over = erlang_c(11.0, 1.0, 10);
  EXPECT_FALSE(over.stable);
  EXPECT_TRUE(std::isinf(over.mean_wait_s));
  EXPECT_EQ(over.p_wait_beyond(20.0), 1.0);
  EXPECT_TRUE(std::isinf(over.wait_quantile(0.5)));
  EXPECT_EQ(erlang_b(0, 3.0), 1.0);
  EXPECT_EQ(erlang_b(3, 0.0), 0.0);
}

}  // namespace
}  // namespace firstline
