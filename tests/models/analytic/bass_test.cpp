#include "models/analytic/bass.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "sim/base/check.h"
#include "tests/harness/reference_json.h"

namespace firstline {
namespace {

constexpr double kExact = 1e-9;

TEST(Bass, ReferenceBlock) {
  const auto block = reference_block("bass_logistic");
  if (!block) GTEST_SKIP() << kNoReference;
  for (const auto& item : block->at("cases")) {
    const auto& in = item.at("inputs");
    const auto& out = item.at("outputs");
    const BassAdoption bass{in.at("p"), in.at("q")};
    for (const auto& [t, share] : out.at("F").items()) {
      expect_relative(bass.share(std::stod(t)), share, kExact, in.dump() + " at " + t);
    }
    expect_relative(bass.peak_time(), out.at("t_peak"), kExact, in.dump());
    expect_relative(bass.share(bass.peak_time()), out.at("F_peak"), kExact, in.dump());
    expect_relative(bass.rate(bass.peak_time()), out.at("f_peak"), kExact, in.dump());
  }
}

// The law solves its differential equation: 24 months by the classical Runge-Kutta method.
TEST(Bass, SolvesItsEquation) {
  const BassAdoption bass{0.03, 0.38};
  const auto slope = [](double f) { return (0.03 + 0.38 * f) * (1.0 - f); };
  double f = 0.0;
  constexpr double kStep = 0.01;
  for (int i = 0; i < 2400; ++i) {
    const double k1 = slope(f), k2 = slope(f + 0.5 * kStep * k1), k3 = slope(f + 0.5 * kStep * k2);
    f += kStep / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + slope(f + kStep * k3));
  }
  EXPECT_NEAR(bass.share(24.0), f, 1e-11);
}

TEST(Bass, WithoutImitationItIsExponential) {
  const BassAdoption bass{0.1, 0.0};
  EXPECT_NEAR(bass.share(3.0), 1.0 - std::exp(-0.3), 1e-15);
  EXPECT_EQ(bass.share(0.0), 0.0);
  EXPECT_EQ(bass.peak_time(), 0.0);
  EXPECT_EQ(bass.rate(0.0), 0.1);
}

#ifdef FIRSTLINE_CHECKS
TEST(Bass, BadInputIsABug) {
  EXPECT_THROW((void)(BassAdoption{0.0, 0.3}.share(1.0)), sim::BugError);
  EXPECT_THROW((void)(BassAdoption{0.1, 0.3}.share(-1.0)), sim::BugError);
}
#endif

}  // namespace
}  // namespace firstline
