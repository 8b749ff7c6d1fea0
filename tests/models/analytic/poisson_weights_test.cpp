#include "models/analytic/poisson_weights.h"

#include <gtest/gtest.h>

#include <cmath>

namespace firstline {
namespace {

TEST(PoissonWeights, MatchTheFormulaForSmallAndLargeMeans) {
  for (double mean : {1e-9, 0.3, 1.0, 7.5, 1000.0, 123456.0}) {
    const PoissonWeights p = poisson_weights(mean);
    double total = 0.0, first_moment = 0.0;
    for (int k = p.first; k <= p.last(); ++k) {
      const double exact = std::exp(k * std::log(mean) - mean - std::lgamma(k + 1.0));
      EXPECT_NEAR(p.weight_at(k) / exact, 1.0, 1e-12 * (10.0 + mean)) << mean << " at " << k;
      total += p.weight_at(k);
      first_moment += k * p.weight_at(k);
    }
    EXPECT_NEAR(total, 1.0, 1e-13);
    EXPECT_NEAR(first_moment / mean, 1.0, 1e-12);
  }
}

TEST(PoissonWeights, TailsSumTheWeightsBeyondAndIntegrateToTheMean) {
  const PoissonWeights p = poisson_weights(40.0);
  double beyond = 0.0, area = p.first;  // P(N > k) = 1 before the first weight
  for (int k = p.last(); k >= p.first; --k) {
    EXPECT_NEAR(p.tail_at(k), beyond, 1e-15);
    beyond += p.weight_at(k);
    area += p.tail_at(k);
  }
  EXPECT_NEAR(area, 40.0, 1e-12);
  EXPECT_EQ(p.tail_at(p.first - 1), 1.0);
  EXPECT_EQ(p.weight_at(p.first - 1), 0.0);
}

TEST(PoissonWeights, MeanZeroIsOneCertainZero) {
  const PoissonWeights p = poisson_weights(0.0);
  EXPECT_EQ(p.first, 0);
  EXPECT_EQ(p.weight_at(0), 1.0);
}

}  // namespace
}  // namespace firstline
