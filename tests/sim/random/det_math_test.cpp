#include "sim/random/det_math.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "sim/random/stream.h"
#include "sim/random/wide.h"

namespace {

using namespace sim;

class Uniforms {
 public:
  double operator()() { return to_uniform(engine_()); }
  double operator()(double low, double high) { return low + (high - low) * (*this)(); }

 private:
  PhiloxEngine engine_{20240501};
};

double error_in_ulps(double found, long double exact) {
  const double size = std::fabs(static_cast<double>(exact));
  const double ulp = std::nextafter(size, std::numeric_limits<double>::infinity()) - size;
  return static_cast<double>(std::fabs(static_cast<long double>(found) - exact)) / ulp;
}

// The largest error over a million arguments: half over the whole range, half near 0 (or 1).
template <class Found, class Exact, class Argument>
double worst_ulps(Found found, Exact exact, Argument argument, int count = 1'000'000) {
  Uniforms uniform;
  double worst = 0.0;
  for (int i = 0; i < count; ++i) {
    const double x = argument(uniform, i % 2 == 0);
    worst = std::max(worst, error_in_ulps(found(x), exact(static_cast<long double>(x))));
  }
  return worst;
}

TEST(DetMathTest, LogIsWithinAnUlp) {
  const auto argument = [](Uniforms& u, bool wide) {
    return wide ? std::ldexp(u(0.5, 1.0), static_cast<int>(u(-1020, 1024))) : u(0.5, 2.0);
  };
  EXPECT_LE(worst_ulps([](double x) { return det_log(x); }, [](long double x) { return std::log(x); }, argument), 1.0);
  EXPECT_EQ(det_log(1.0), 0.0);
}

TEST(DetMathTest, ExpIsWithinAnUlp) {
  const auto argument = [](Uniforms& u, bool wide) { return wide ? u(-708.0, 709.7) : u(-1.0, 1.0); };
  EXPECT_LE(worst_ulps([](double x) { return det_exp(x); }, [](long double x) { return std::exp(x); }, argument), 1.0);
  EXPECT_EQ(det_exp(0.0), 1.0);
  EXPECT_EQ(det_exp(-746.0), 0.0);
  EXPECT_EQ(det_exp(710.0), std::numeric_limits<double>::infinity());
  EXPECT_NEAR(det_exp(-740.0) / std::exp(-740.0), 1.0, 1e-3);  // subnormal
  EXPECT_TRUE(std::isnan(det_exp(std::nan(""))));
}

TEST(DetMathTest, Expm1AndLog1pKeepTheirDigitsNearZero) {
  const auto for_expm1 = [](Uniforms& u, bool wide) { return wide ? u(-40.0, 40.0) : u(-1e-3, 1e-3); };
  const auto expm1 = [](long double x) { return std::expm1(x); };
  EXPECT_LE(worst_ulps([](double x) { return det_expm1(x); }, expm1, for_expm1), 4.0);
  const auto for_log1p = [](Uniforms& u, bool wide) { return wide ? u(-0.99, 100.0) : u(-1e-3, 1e-3); };
  const auto log1p = [](long double x) { return std::log1p(x); };
  EXPECT_LE(worst_ulps([](double x) { return det_log1p(x); }, log1p, for_log1p), 2.0);
  EXPECT_EQ(det_expm1(1e-300), 1e-300);
  EXPECT_EQ(det_log1p(1e-300), 1e-300);
}

TEST(DetMathTest, PowIsWithinTwoUlpsForWeibullArguments) {
  for (const double power : {0.1, 1.0 / 3, 0.5, 1.1, 1.7, 3.0, 10.0, -2.5}) {
    const auto argument = [](Uniforms& u, bool wide) { return wide ? -std::log(u()) : u(0.5, 2.0); };
    const auto exact = [power](long double x) { return std::pow(x, static_cast<long double>(power)); };
    EXPECT_LE(worst_ulps([power](double x) { return det_pow(x, power); }, exact, argument, 200'000), 2.0) << power;
  }
  EXPECT_EQ(det_pow(2.0, 0.0), 1.0);
  EXPECT_EQ(det_pow(1e-10, 100.0), 0.0);
}

TEST(DetMathTest, UnitExponentialsInBulkHaveTheBitsOfTheSingleOnes) {
  std::vector<std::uint32_t> words{0u, 1u, 0x7fffffffu, 0x80000000u, 0xfffffffeu, 0xffffffffu};
  PhiloxEngine engine(3);
  for (int i = 0; i < 1001; ++i) words.push_back(engine());
  std::vector<double> bulk(words.size()), plain(words.size());
  unit_exponentials(words.data(), bulk.data(), static_cast<int>(words.size()));
  const bool wide = std::exchange(wide_vectors, false);
  unit_exponentials(words.data(), plain.data(), static_cast<int>(words.size()));
  wide_vectors = wide;
  for (std::size_t i = 0; i < words.size(); ++i) {
    EXPECT_EQ(bulk[i], unit_exponential(words[i]));
    EXPECT_EQ(plain[i], bulk[i]);
    EXPECT_EQ(bulk[i], -det_log(to_uniform(words[i])));
    const TwoExponentials two = unit_exponentials(words[i], words[0]);
    EXPECT_EQ(two.first, bulk[i]);
    EXPECT_EQ(two.second, bulk[0]);
  }
  EXPECT_NEAR(bulk[0], 22.873856958, 1e-8);
  EXPECT_NEAR(bulk[5] / 0x1p-33, 1.0, 1e-9);
}

TEST(DetMathTest, CosineOfTurns) {
  const auto argument = [](Uniforms& u, bool wide) { return wide ? u(-1e6, 1e6) : u(-1.0, 1.0); };
  Uniforms uniform;
  double worst = 0.0;
  for (int i = 0; i < 1'000'000; ++i) {
    const double turns = argument(uniform, i % 2 == 0);
    const long double exact =
        std::cos(6.283185307179586476925286766559L * std::remainder(static_cast<long double>(turns), 1.0L));
    worst = std::max(worst, static_cast<double>(std::fabs(static_cast<long double>(det_cos_turns(turns)) - exact)));
  }
  EXPECT_LE(worst, 3e-16);
  EXPECT_EQ(det_cos_turns(0.0), 1.0);
  EXPECT_EQ(det_cos_turns(7.5), -1.0);
  EXPECT_EQ(det_cos_turns(0.25), 0.0);
  EXPECT_EQ(det_cos_turns(-0.75), 0.0);
}

TEST(DetMathTest, NormalTailIsTheInverseOfTheQuantile) {
  const boost::math::normal normal;
  for (double z = -8.0; z <= 30.0; z += 0.125) {
    const double exact = boost::math::cdf(boost::math::complement(normal, z));
    ASSERT_NEAR(normal_tail(z), exact, 1e-14 * (1.0 + z * z) * exact) << z;  // its condition
  }
  for (const double p : {1e-9, 0.01, 0.3, 0.5, 0.9}) EXPECT_NEAR(normal_tail(-normal_quantile(p)), p, 1e-14 * p);
}

TEST(DetMathTest, NormalQuantileAgreesWithBoost) {
  const boost::math::normal_distribution<long double> normal;
  Uniforms uniform;
  for (int i = 0; i < 100000; ++i) {
    const double p = i == 0 ? 0x1p-33 : (i % 2 == 0 ? uniform() : std::exp(-uniform(0.0, 40.0)));
    const double exact = static_cast<double>(quantile(normal, static_cast<long double>(p)));
    ASSERT_NEAR(normal_quantile(p), exact, 2e-15 * std::max(0.1, std::fabs(exact))) << p;
  }
  EXPECT_EQ(normal_quantile(0.5), 0.0);
  EXPECT_EQ(normal_quantile(0.25), -normal_quantile(0.75));
}

TEST(DetMathTest, GammaFunctionsAgreeWithBoost) {
  for (const double x : {0.01, 0.3, 1.0, 1.5, 2.0, 7.7, 14.99, 15.0, 100.0, 1e5}) {
    EXPECT_NEAR(log_gamma(x), boost::math::lgamma(x), 4e-15 * std::max(1.0, std::fabs(boost::math::lgamma(x)))) << x;
  }
  Uniforms uniform;
  for (const double shape : {0.01, 0.25, 0.9, 1.0, 2.5, 15.0, 40.0, 1000.0, 1e6}) {
    for (int i = 0; i < 200; ++i) {
      const double x = shape * std::exp(uniform(-3.0, 3.0) / std::sqrt(shape));
      const double p = boost::math::gamma_p(shape, x), q = boost::math::gamma_q(shape, x);
      if (p > 1e-250) {
        ASSERT_NEAR(gamma_p(shape, x) / p, 1.0, 1e-11) << shape << " " << x;
      }
      if (q > 1e-250) {
        ASSERT_NEAR(gamma_q(shape, x) / q, 1.0, 1e-11) << shape << " " << x;
      }
      ASSERT_NEAR(gamma_density(shape, x), boost::math::gamma_p_derivative(shape, x),
                  1e-12 * boost::math::gamma_p_derivative(shape, x));
    }
  }
}

TEST(DetMathTest, GammaQuantilesAgreeWithBoostToTwelveDigits) {
  Uniforms uniform;
  for (const double shape : {0.01, 0.05, 0.25, 0.5, 0.99, 1.0, 1.5, 3.0, 10.0, 15.0, 30.0, 100.0, 1e4, 1e6}) {
    for (int i = 0; i < 200; ++i) {
      const double p = i == 0 ? 0x1p-33 : (i % 2 == 0 ? uniform() : std::exp(-uniform(0.0, 23.0)));
      const double low = boost::math::gamma_p_inv(shape, p), high = boost::math::gamma_q_inv(shape, p);
      if (low > 1e-290) {
        ASSERT_NEAR(gamma_quantile(shape, p) / low, 1.0, 1e-12) << shape << " " << p;
      }
      if (high > 1e-290) {
        ASSERT_NEAR(gamma_quantile_upper(shape, p) / high, 1.0, 1e-12) << shape << " " << p;
      }
    }
  }
}

TEST(DetMathTest, GammaQuantilesAreMonotone) {
  for (const double shape : {0.05, 0.5, 1.0, 2.5, 30.0, 1e4}) {
    for (const std::uint32_t start : {0u, 0x40000000u, 0x7ffffe00u, 0xc0000000u, 0xfffffc00u}) {
      double previous = gamma_quantile(shape, to_uniform(start));
      for (std::uint32_t i = 1; i < 1000; ++i) {
        const double next = gamma_quantile(shape, to_uniform(start + i));
        ASSERT_GE(next, previous) << shape << " " << start + i;
        previous = next;
      }
    }
  }
}

}  // namespace
