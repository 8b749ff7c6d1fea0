#include "models/analytic/patience_law.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace firstline {
namespace {

double area(const PatienceLaw& law, double to) {
  const int n = 400'000;
  double sum = 0.0;
  for (int i = 0; i < n; ++i) sum += law.survival((i + 0.5) * to / n);
  return sum * to / n;
}

TEST(PatienceLaw, MeansAreThoseNamed) {
  EXPECT_NEAR(area(exponential_patience(0.5), 80.0), 2.0, 1e-6);
  EXPECT_NEAR(area(weibull_patience(1.5, 2.0), 40.0), 2.0 * std::tgamma(1.0 + 1.0 / 1.5), 1e-6);
  EXPECT_NEAR(area(hyperexponential_patience({0.3, 0.7}, {10.0, 0.5}), 80.0), 0.03 + 1.4, 1e-6);
  EXPECT_NEAR(area(erlang_patience(2, 1.0), 40.0), 1.0, 1e-6);
  EXPECT_NEAR(area(lognormal_patience(4.0, 1.0), 2000.0), 4.0, 1e-4);
  EXPECT_NEAR(area(deterministic_patience(0.5), 4.0), 0.5, 1e-5);
}

TEST(PatienceLaw, SurvivalFallsFromOne) {
  const std::vector<PatienceLaw> laws = {
      exponential_patience(1.0), weibull_patience(0.7, 2.0),   hyperexponential_patience({0.3, 0.7}, {10.0, 0.5}),
      erlang_patience(3, 1.0),   lognormal_patience(1.0, 4.0), deterministic_patience(0.5),
      infinite_patience()};
  for (const PatienceLaw& law : laws) {
    EXPECT_EQ(law.survival(0.0), 1.0);
    double before = 1.0;
    for (double x = 0.01; x < 50.0; x *= 1.3) {
      EXPECT_LE(law.survival(x), before);
      before = law.survival(x);
    }
    EXPECT_NEAR(law.survival(1e9), law.stays, 1e-6);
    EXPECT_EQ(law.with_balk(0.1).balk, 0.1);
    EXPECT_EQ(law.balk, 0.0);
  }
}

TEST(PatienceLaw, AWaitOfExactlyThePatienceIsStillServed) {
  const PatienceLaw law = deterministic_patience(0.5);
  EXPECT_EQ(law.survival(0.4999), 1.0);
  EXPECT_EQ(law.survival(0.5), 0.0);  // P(R > .5); the offered wait has no atom there
  EXPECT_EQ(law.breaks, std::vector<double>{0.5});
}

}  // namespace
}  // namespace firstline
