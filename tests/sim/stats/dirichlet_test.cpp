#include "sim/stats/dirichlet.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/base/check.h"
#include "tests/harness/reference_json.h"

namespace sim {
namespace {

using Counts = std::vector<double>;

TEST(Dirichlet, ReferenceBlock) {
  const auto block = firstline::reference_block("dirichlet_routing");
  if (!block) GTEST_SKIP() << firstline::kNoReference;
  const auto& item = block->at("cases").at(0);
  const auto got = dirichlet_posterior(item.at("inputs").at("counts").get<Counts>());
  ASSERT_EQ(got.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    firstline::expect_relative(got[i].mean, item.at("outputs").at("mean")[i], 1e-12, "mean");
    firstline::expect_relative(got[i].sd, item.at("outputs").at("sd")[i], 1e-12, "sd");
  }
}

// Two outcomes are a beta law: one success in one trial on a flat prior is Beta(2, 1), mean 2/3, variance 1/18.
TEST(Dirichlet, TwoOutcomesAreBeta) {
  const auto got = dirichlet_posterior(Counts{1.0, 0.0});
  EXPECT_NEAR(got[0].mean, 2.0 / 3.0, 1e-15);
  EXPECT_NEAR(got[0].sd, std::sqrt(1.0 / 18.0), 1e-15);
  EXPECT_NEAR(got[1].sd, std::sqrt(1.0 / 18.0), 1e-15);
}

TEST(Dirichlet, NoCountsLeaveThePrior) {
  const auto got = dirichlet_posterior(Counts{0.0, 0.0, 0.0, 0.0}, 0.5);
  for (const DirichletShare& share : got) {
    EXPECT_EQ(share.mean, 0.25);
    EXPECT_NEAR(share.sd, std::sqrt(0.25 * 0.75 / 3.0), 1e-15);
  }
}

#ifdef FIRSTLINE_CHECKS
TEST(Dirichlet, BadInputIsABug) {
  EXPECT_THROW(dirichlet_posterior(Counts{}), BugError);
  EXPECT_THROW(dirichlet_posterior(Counts{-1.0, 2.0}), BugError);
  EXPECT_THROW(dirichlet_posterior(Counts{0.0}, 0.0), BugError);
}
#endif

}  // namespace
}  // namespace sim
