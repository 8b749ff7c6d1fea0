#include "sim/random/law.h"

#include <gtest/gtest.h>

#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/hyperexponential.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <boost/math/distributions/weibull.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <limits>
#include <vector>

namespace {

using namespace sim;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

Law with(Law law, double atom, double shift) {
  law.atom_at_zero = atom;
  law.shift = shift;
  return law;
}

std::vector<Law> finite_laws() {
  return {Law::exponential(300),
          Law::gamma(0.4, 300),
          Law::gamma(12, 300),
          Law::weibull(0.9, 180),
          Law::weibull(3, 180),
          Law::lognormal(270, 1.2),
          Law::lognormal(270, 0),
          Law::hyperexponential(0.3, 60, 600),
          Law::erlang(3, 240),
          Law::deterministic(60),
          Law::uniform(20, 90),
          Law::triangular(10, 30, 120),
          Law::triangular(10, 10, 120),
          Law::empirical({30, 10, 60}, {1, 2, 1}),
          Law::piecewise_hazard({0, 30, 60, 90}, {0.01, 0, 0.05, 0.002})};
}

// The integrals of t^(k-1) S(t): what mean and second moment must be, whatever the law.
double moment_by_survival(const Law& law, int k) {
  const std::vector<double> breaks = {0, 10, 20, 30, 60, 90, 120, 300, 1000, 3000, 10000, 100000, 1e7};
  double sum = 0.0;
  for (std::size_t i = 0; i + 1 < breaks.size(); ++i) {
    const auto integrand = [&](double t) { return k * (k == 1 ? 1.0 : t) * survival(law, t); };
    using Rule = boost::math::quadrature::gauss_kronrod<double, 61>;
    sum += Rule::integrate(integrand, breaks[i], breaks[i + 1], 12, 1e-10);
  }
  return sum;
}

TEST(LawTest, MomentsAreTheIntegralsOfTheSurvivalFunction) {
  for (const Law& plain : finite_laws()) {
    for (const Law& law : {plain, with(plain, 0.25, 0.0), with(plain, 0.1, 10.0)}) {
      ASSERT_FALSE(validate(law).has_value());
      const double first = moment_by_survival(law, 1), second = moment_by_survival(law, 2);
      EXPECT_NEAR(mean(law) / first, 1.0, 1e-6) << static_cast<int>(law.kind);
      EXPECT_NEAR((variance(law) + mean(law) * mean(law)) / second, 1.0, 1e-6) << static_cast<int>(law.kind);
    }
  }
}

TEST(LawTest, SurvivalAgreesWithBoost) {
  namespace bm = boost::math;
  const double sigma2 = std::log1p(1.44);
  const std::vector<double> shares{0.3, 0.7}, rates{1.0 / 60, 1.0 / 600};
  const bm::hyperexponential_distribution<double> hyper(shares, rates);
  const bm::lognormal_distribution<double> lognormal(std::log(270.0) - sigma2 / 2, std::sqrt(sigma2));
  for (const double t : {0.01, 1.0, 15.0, 30.0, 100.0, 270.0, 1000.0, 5000.0}) {
    const auto expect = [t](const Law& law, double exact) {
      EXPECT_NEAR(survival(law, t), exact, 1e-12 + 1e-11 * exact) << t;
    };
    expect(Law::exponential(300), std::exp(-t / 300));
    expect(Law::gamma(0.4, 300), cdf(complement(bm::gamma_distribution<double>(0.4, 750), t)));
    expect(Law::erlang(3, 240), cdf(complement(bm::gamma_distribution<double>(3, 80), t)));
    expect(Law::weibull(0.9, 180), cdf(complement(bm::weibull_distribution<double>(0.9, 180), t)));
    expect(Law::lognormal(270, 1.2), cdf(complement(lognormal, t)));
    expect(Law::hyperexponential(0.3, 60, 600), cdf(complement(hyper, t)));
    expect(Law::none(), 1.0);
    expect(with(Law::exponential(300), 0.25, 0.0), 0.75 * std::exp(-t / 300));
  }
  const bm::triangular_distribution<double> triangular(10, 30, 120);
  for (const double t : {10.0, 20.0, 30.0, 77.0, 120.0}) {
    EXPECT_NEAR(survival(Law::triangular(10, 30, 120), t), cdf(complement(triangular, t)), 1e-14);
  }
}

TEST(LawTest, SurvivalAtZeroAndAtPointsOfMass) {
  EXPECT_EQ(survival(Law::exponential(1), -1.0), 1.0);
  EXPECT_EQ(survival(Law::exponential(1), 0.0), 1.0);
  EXPECT_EQ(survival(with(Law::exponential(1), 0.25, 0.0), 0.0), 0.75);
  EXPECT_EQ(survival(with(Law::none(), 0.25, 0.0), 1e9), 0.75);
  EXPECT_EQ(survival(Law::deterministic(60), 59.0), 1.0);
  EXPECT_EQ(survival(Law::deterministic(60), 60.0), 0.0);
  EXPECT_EQ(survival(Law::deterministic(0), 0.0), 0.0);
  EXPECT_EQ(survival(Law::empirical({30, 10, 60}, {1, 2, 1}), 10.0), 0.5);
  EXPECT_EQ(survival(with(Law::exponential(1), 0.0, 5.0), 5.0), 1.0);
}

TEST(LawTest, InfiniteMeansAreInfinite) {
  EXPECT_EQ(mean(Law::none()), kInfinity);
  EXPECT_EQ(variance(Law::none()), kInfinity);
  EXPECT_EQ(mean(Law::piecewise_hazard({0, 30}, {0.01, 0})), kInfinity);
  EXPECT_EQ(mean(with(Law::none(), 1.0, 0.0)), 0.0);
  EXPECT_EQ(variance(with(Law::exponential(3), 1.0, 0.0)), 0.0);
}

TEST(LawTest, ValidationNamesTheCodeAndTheParameter) {
  const double nan = std::nan("");
  const auto expect = [](const char* reason, const Law& law) { EXPECT_EQ(validate(law).value_or("valid"), reason); };
  expect("valid", Law::none());
  expect("valid", Law::deterministic(0));
  expect("E320 mean", Law::exponential(0));
  expect("E320 mean", Law::exponential(-1));
  expect("E320 mean", Law::exponential(nan));
  expect("E320 mean", Law::exponential(kInfinity));
  expect("E322 mean", Law::exponential(1e-7));
  expect("E322 mean", Law::exponential(2e9));
  expect("E325 shape", Law::gamma(0, 300));
  expect("E325 shape", Law::gamma(nan, 300));
  expect("E320 mean", Law::gamma(2, -300));
  expect("E325 shape", Law::weibull(0.01, 300));
  expect("E320 scale", Law::weibull(1, 0));
  expect("E322 mean", Law::weibull(0.05, 180));
  expect("E325 cv", Law::lognormal(300, -0.1));
  expect("E321 p", Law::hyperexponential(1.0000001, 1, 2));
  expect("E320 mean2", Law::hyperexponential(0.5, 1, 0));
  expect("E325 phases", Law::erlang(0, 300));
  expect("E320 value", Law::deterministic(-1));
  expect("E325 high", Law::uniform(5, 4));
  expect("E320 low", Law::uniform(-1, 4));
  expect("E325 mode", Law::triangular(5, 4, 9));
  expect("E325 mode", Law::triangular(1, 10, 9));
  expect("E325 values", Law::empirical({}, {}));
  expect("E320 values", Law::empirical({-1}, {1}));
  expect("E325 weights", Law::empirical({1, 2}, {1}));
  expect("E325 weights", Law::empirical({1, 2}, {0, 0}));
  expect("E325 weights", Law::empirical({1, 2}, {1, nan}));
  expect("E325 weights", Law::empirical({1, 2}, {1, kInfinity}));
  expect("E325 start_times", Law::piecewise_hazard({1, 2}, {1, 1}));
  expect("E325 start_times", Law::piecewise_hazard({0, 2, 2}, {1, 1, 1}));
  expect("E325 rates", Law::piecewise_hazard({0, 2}, {0, 0}));
  expect("E325 rates", Law::piecewise_hazard({0, 2}, {1, -1}));
  expect("E321 atom_at_zero", with(Law::exponential(1), 1.5, 0));
  expect("E321 atom_at_zero", with(Law::exponential(1), nan, 0));
  expect("E320 shift", with(Law::exponential(1), 0, -1));
}

}  // namespace
