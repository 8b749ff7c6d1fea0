#include "sim/stats/batch_means.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/base/check.h"
#include "tests/harness/reference_json.h"
#include "tests/sim/stats/draws.h"

namespace sim {
namespace {

using Values = std::vector<double>;

TEST(BatchMeans, ReferenceBlock) {
  const auto block = firstline::reference_block("batch_means");
  if (!block) GTEST_SKIP() << firstline::kNoReference;
  const auto& item = block->at("cases").at(0);
  Values values;
  for (int i = item.at("inputs").at("first"); i < 500; ++i) {
    values.push_back(10.0 * std::exp(-i / 25.0) + (7 * i) % 11 - 5.0);
  }
  const BatchMeans got = batch_means(values, item.at("inputs").at("batches"), 0.95);
  EXPECT_EQ(got.batch_size, 35u);
  firstline::expect_relative(got.interval.mean, item.at("outputs").at("mean"), 1e-9, "mean");
  firstline::expect_relative(got.interval.half_width(), item.at("outputs").at("halfwidth95"), 1e-9, "half width");
  firstline::expect_relative(got.lag1, item.at("outputs").at("lag1"), 1e-9, "lag 1");
}

// 1, 2, ..., n: steps n - 1, squares n (n^2 - 1) / 12, so the ratio is 1 - 6 / (n (n + 1)).
TEST(BatchMeans, ARisingRowIsDependent) {
  const BatchMeans got = judge_batches(Values{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 0.95);
  EXPECT_NEAR(got.von_neumann, (1.0 - 6.0 / 110.0) * std::sqrt(99.0 / 8.0), 1e-12);
  EXPECT_NEAR(got.lag1, 0.7, 1e-12);
  EXPECT_LT(got.p_value, 0.0005);
  EXPECT_FALSE(got.independent());
}

TEST(BatchMeans, AlternatingIsNotPositivelyDependent) {
  const BatchMeans got = judge_batches(Values{1, -1, 1, -1}, 0.95);
  EXPECT_NEAR(got.lag1, -0.75, 1e-15);
  EXPECT_NEAR(got.von_neumann, -0.5 * std::sqrt(7.5), 1e-12);  // steps 12, squares 4
  EXPECT_GT(got.p_value, 0.9);
  EXPECT_TRUE(got.independent());
}

// Exchangeable values have exactly mean 0: the average over all orders of any five.
TEST(BatchMeans, VonNeumannIsZeroOnAverageOverAllOrders) {
  Values values{-3.0, 0.5, 1.0, 4.0, 40.0};
  double sum = 0.0;
  do {
    sum += judge_batches(values, 0.9).von_neumann;
  } while (std::next_permutation(values.begin(), values.end()));
  EXPECT_NEAR(sum, 0.0, 1e-11);
}

// Independent normal batches: the test rejects as often as it says, and has unit variance.
TEST(BatchMeans, RejectsAsOftenAsItSays) {
  Draws draws(5);
  constexpr int kStudies = 20'000;
  int rejected = 0;
  double squares = 0.0;
  for (int study = 0; study < kStudies; ++study) {
    Values values(25);
    for (double& value : values) value = draws.normal();
    const BatchMeans got = judge_batches(values, 0.95);
    rejected += got.independent(0.05) ? 0 : 1;
    squares += got.von_neumann * got.von_neumann;
  }
  EXPECT_NEAR(rejected / static_cast<double>(kStudies), 0.05, 0.007);
  EXPECT_NEAR(squares / kStudies, 1.0, 0.045);
}

TEST(BatchMeans, TheRestIsLeftOutInFront) {
  const BatchMeans got = batch_means(Values{99, 1, 3, 5, 7, 9, 11}, 3, 0.95);
  EXPECT_EQ(got.batch_size, 2u);
  EXPECT_DOUBLE_EQ(got.interval.mean, 6.0);  // 2, 6, 10
  EXPECT_EQ(got.interval.n, 3);
}

TEST(BatchMeans, AConstantShowsNothing) {
  const BatchMeans got = batch_means(Values(30, 0.1), 10, 0.95);
  EXPECT_TRUE(got.interval.constant());
  EXPECT_EQ(got.p_value, 1.0);
}

#ifdef FIRSTLINE_CHECKS
TEST(BatchMeans, TwoBatchesAreTooFew) {
  EXPECT_THROW(judge_batches(Values{1.0, 2.0}, 0.95), BugError);
  EXPECT_THROW(batch_means(Values{1.0, 2.0, 3.0}, 4, 0.95), BugError);
}
#endif

}  // namespace
}  // namespace sim
