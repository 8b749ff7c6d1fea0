#include "sim/stats/mser.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/harness/reference_json.h"
#include "tests/sim/stats/draws.h"

namespace sim {
namespace {

std::vector<double> reference_series(int n) {
  std::vector<double> values;
  for (int i = 0; i < n; ++i) values.push_back(10.0 * std::exp(-i / 25.0) + (7 * i) % 11 - 5.0);
  return values;
}

TEST(Mser, ReferenceBlock) {
  const auto block = firstline::reference_block("mser5");
  if (!block) GTEST_SKIP() << firstline::kNoReference;
  for (const auto& item : block->at("cases")) {
    const auto& out = item.at("outputs");
    const Mser got = mser(reference_series(item.at("inputs").at("n")));
    EXPECT_EQ(got.verdict, MserVerdict::found);
    EXPECT_EQ(got.cut_batches, out.at("d_batches"));
    EXPECT_EQ(got.cut_values, out.at("truncation_obs"));
    firstline::expect_relative(got.statistic, out.at("mser"), 1e-9, "statistic");
    firstline::expect_relative(got.mean_all, out.at("mean_all"), 1e-9, "mean_all");
    firstline::expect_relative(got.mean_truncated, out.at("mean_truncated"), 1e-9, "mean_truncated");
  }
}

// Ten batches of one: 9 then 1, 3, 1, 3, ...; without the 9, nine values of mean 17/9: squares 80/9, over 81.
TEST(Mser, HandExample) {
  const std::vector<double> values{9, 1, 3, 1, 3, 1, 3, 1, 3, 1};
  const Mser got = mser(values, 1);
  EXPECT_EQ(got.verdict, MserVerdict::found);
  EXPECT_EQ(got.cut_values, 1u);
  EXPECT_NEAR(got.statistic, 80.0 / 9.0 / 81.0, 1e-15);
  EXPECT_NEAR(got.mean_truncated, 17.0 / 9.0, 1e-15);
  EXPECT_NEAR(got.mean_all, 2.6, 1e-15);
}

TEST(Mser, AStartStillFeltHalfWayIsAtTheBound) {
  std::vector<double> values;
  for (int i = 0; i < 100; ++i) values.push_back(i);
  const Mser got = mser(values);
  EXPECT_EQ(got.verdict, MserVerdict::at_bound);
  EXPECT_EQ(got.cut_batches, 10u);
}

TEST(Mser, AConstantNeedsNoCut) {
  const Mser got = mser(std::vector<double>(103, 0.1));
  EXPECT_EQ(got.verdict, MserVerdict::found);
  EXPECT_EQ(got.cut_batches, 0u);
  EXPECT_EQ(got.statistic, 0.0);
}

TEST(Mser, TooShortToSay) {
  const Mser got = mser(std::vector<double>{5.0, 1.0, 1.0, 1.0});
  EXPECT_EQ(got.verdict, MserVerdict::too_short);
  EXPECT_EQ(got.cut_values, 0u);
  EXPECT_EQ(got.mean_truncated, 2.0);
  EXPECT_EQ(mser(std::vector<double>(49, 1.0)).verdict, MserVerdict::too_short);
  EXPECT_EQ(mser({}).mean_all, 0.0);
}

// An exponential transient of height 20 on noise of unit variance: the cut takes the bias out of the mean.
TEST(Mser, TakesOutATransient) {
  Draws draws(11);
  double bias_all = 0.0, bias_cut = 0.0;
  for (int study = 0; study < 200; ++study) {
    std::vector<double> values;
    for (int i = 0; i < 1000; ++i) values.push_back(20.0 * std::exp(-i / 50.0) + draws.normal());
    const Mser got = mser(values);
    ASSERT_EQ(got.verdict, MserVerdict::found);
    bias_all += got.mean_all / 200.0;
    bias_cut += got.mean_truncated / 200.0;
  }
  EXPECT_NEAR(bias_all, 20.0 / 1000.0 / (1.0 - std::exp(-1.0 / 50.0)), 0.01);
  EXPECT_LT(bias_cut, 0.03);
  EXPECT_GT(bias_cut, -0.01);
}

}  // namespace
}  // namespace sim
