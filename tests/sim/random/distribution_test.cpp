#include "sim/random/distribution.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/hyperexponential.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <boost/math/distributions/weibull.hpp>
#include <boost/random/exponential_distribution.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/lognormal_distribution.hpp>
#include <boost/random/weibull_distribution.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

namespace {

using namespace sim;
namespace bm = boost::math;

using Oracle = std::function<double(double upper)>;  // the duration exceeded with this probability

struct Case {
  std::string name;
  Law law;
  Oracle quantile;  // by Boost.Math or by hand
};

template <class Distribution>
Oracle boost_quantile(Distribution distribution) {
  return [distribution](double upper) { return quantile(complement(distribution, upper)); };
}

Law with_atom(Law law, double atom) {
  law.atom_at_zero = atom;
  return law;
}

Case lognormal_case(double mean_s, double cv) {
  const double variance_of_log = std::log1p(cv * cv);
  return {"lognormal " + std::to_string(cv), Law::lognormal(mean_s, cv),
          boost_quantile(bm::lognormal(std::log(mean_s) - variance_of_log / 2, std::sqrt(variance_of_log)))};
}

Case gamma_case(double shape, double mean_s) {
  return {"gamma " + std::to_string(shape), Law::gamma(shape, mean_s),
          boost_quantile(bm::gamma_distribution<double>(shape, mean_s / shape))};
}

Case weibull_case(double shape, double scale_s) {
  return {"weibull " + std::to_string(shape), Law::weibull(shape, scale_s),
          boost_quantile(bm::weibull_distribution<double>(shape, scale_s))};
}

// By bisection on the survival function itself (Boost's own inversion stops at 1e-8).
Case hyperexponential_case(double p, double mean1_s, double mean2_s) {
  const auto quantile = [=](double upper) {
    double low = 0.0, high = 100.0 * std::max(mean1_s, mean2_s);
    for (int i = 0; i < 200; ++i) {
      const double t = 0.5 * (low + high);
      (p * std::exp(-t / mean1_s) + (1 - p) * std::exp(-t / mean2_s) > upper ? low : high) = t;
    }
    return low;
  };
  return {"hyperexponential " + std::to_string(mean2_s), Law::hyperexponential(p, mean1_s, mean2_s), quantile};
}

std::vector<Case> continuous_cases() {
  std::vector<Case> cases{{"exponential", Law::exponential(300), [](double upper) { return -300 * std::log(upper); }},
                          {"erlang", Law::erlang(3, 240), boost_quantile(bm::gamma_distribution<double>(3, 80))},
                          {"uniform", Law::uniform(20, 90), [](double upper) { return 90 - 70 * upper; }},
                          {"triangular", Law::triangular(10, 30, 120), boost_quantile(bm::triangular(10, 30, 120))},
                          {"piecewise", Law::piecewise_hazard({0, 30, 60, 90}, {0.01, 0, 0.05, 0.002}),
                           [](double upper) {
                             const double e = -std::log(upper);
                             return e < 0.3 ? e / 0.01 : (e < 1.8 ? 60 + (e - 0.3) / 0.05 : 90 + (e - 1.8) / 0.002);
                           }},
                          lognormal_case(270, 0.5),
                          lognormal_case(270, 1.2),
                          lognormal_case(270, 4),
                          gamma_case(0.05, 300),
                          gamma_case(0.4, 300),
                          gamma_case(2.5, 300),
                          gamma_case(30, 1),
                          gamma_case(1e4, 300),
                          weibull_case(0.3, 180),
                          weibull_case(0.9, 180),
                          weibull_case(2, 180),
                          weibull_case(12, 180),
                          hyperexponential_case(0.3, 60, 600),
                          hyperexponential_case(0.9, 100, 101),
                          hyperexponential_case(0.5, 1, 1e4)};
  const std::size_t plain = cases.size();
  for (std::size_t i = 0; i < plain; i += 3) {  // the balk atom, below everything else
    const Oracle inner = cases[i].quantile;
    cases.push_back({cases[i].name + " with atom", with_atom(cases[i].law, 0.2),
                     [inner](double upper) { return upper >= 0.8 ? 0.0 : inner(upper / 0.8); }});
  }
  return cases;
}

std::vector<double> draw(const Sampler& sampler, int n, std::uint32_t replication) {
  std::vector<std::uint32_t> words(static_cast<std::size_t>(n)), spare0(words), spare1(words), spare2(words);
  philox_batch(20240501, replication, 0, 0, n, spare0.data(), words.data(), spare1.data(), spare2.data());
  std::vector<double> exponentials(words.size()), out(words.size());
  unit_exponentials(words.data(), exponentials.data(), n);
  sampler.sample_batch(words.data(), exponentials.data(), out.data(), n);
  return out;
}

TEST(DistributionTest, EveryWordGivesTheExactQuantile) {
  for (const Case& c : continuous_cases()) {
    const Sampler sampler(c.law);
    for (std::uint32_t i = 0; i < 1500; ++i) {
      const std::uint32_t word = i < 100 ? i * 3 : (i < 200 ? ~(i * 3) : i * 2863311u);
      const double upper = to_uniform(word);
      if (c.law.atom_at_zero > 0.0 && std::fabs(upper - 0.8) < 1e-8) continue;
      const double exact = c.quantile(upper);
      ASSERT_NEAR(sampler.sample(word), exact, 2e-9 * exact + 1e-12) << c.name << " word " << word;
    }
  }
}

// 100 equiprobable bins cut by the oracle, a million draws; mean and variance within 4.5 standard errors; the tail.
TEST(DistributionTest, SamplesHaveTheRightShapeMomentsAndTail) {
  constexpr int kDraws = 1'000'000, kBins = 100;
  std::uint32_t replication = 0;
  for (const Case& c : continuous_cases()) {
    std::vector<double> sample = draw(Sampler(c.law), kDraws, ++replication);
    std::vector<double> edges;
    for (int i = 1; i < kBins; ++i) edges.push_back(c.quantile(1.0 - static_cast<double>(i) / kBins));
    std::vector<int> counts(kBins, 0);
    for (const double x : sample) {
      ++counts[static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), x) - edges.begin())];
    }
    double chi_square = 0.0, atom = 0.0;
    int bins = 0;
    for (std::size_t i = 0; i < kBins; ++i) {
      const bool in_atom = i < kBins - 1 && edges[i] == 0.0;
      atom += in_atom ? 1.0 : 0.0;
      if (in_atom) continue;
      const double expected = kDraws / static_cast<double>(kBins) * (1.0 + atom);  // the first bin above takes the atom
      chi_square += (counts[i] - expected) * (counts[i] - expected) / expected;
      atom = 0.0;
      ++bins;
    }
    EXPECT_GT(cdf(complement(bm::chi_squared(bins - 1), chi_square)), 1e-6) << c.name;

    double first = 0.0, second = 0.0, fourth = 0.0;
    for (const double x : sample) first += x;
    first /= kDraws;
    for (const double x : sample) {
      const double square = (x - first) * (x - first);
      second += square;
      fourth += square * square;
    }
    second /= kDraws;
    fourth /= kDraws;
    EXPECT_NEAR(first, mean(c.law), 4.5 * std::sqrt(variance(c.law) / kDraws)) << c.name;
    if (variance(c.law) < 4 * mean(c.law) * mean(c.law)) {  // beyond, a sample of this size does not know its variance
      EXPECT_NEAR(second, variance(c.law), 4.5 * std::sqrt((fourth - second * second) / kDraws)) << c.name;
    }
    const double far = c.quantile(1e-4);
    const auto beyond = std::count_if(sample.begin(), sample.end(), [far](double x) { return x > far; });
    EXPECT_NEAR(static_cast<double>(beyond), kDraws * 1e-4, 4.5 * std::sqrt(kDraws * 1e-4)) << c.name;
  }
}

// Two samples, ours and Boost.Random's over the same engine, in 50 bins of the pooled sample.
template <class Theirs>
void expect_same_law(const Law& law, Theirs theirs) {
  constexpr int kDraws = 200'000, kBins = 50;
  PhiloxEngine engine(77);
  const std::vector<double> ours = draw(Sampler(law), kDraws, 1000);
  std::vector<double> other(kDraws), pooled(ours);
  for (double& x : other) x = theirs(engine);
  pooled.insert(pooled.end(), other.begin(), other.end());
  std::sort(pooled.begin(), pooled.end());
  double chi_square = 0.0;
  for (int i = 0; i < kBins; ++i) {
    const std::size_t step = pooled.size() / kBins, from = static_cast<std::size_t>(i) * step;
    const double low = i == 0 ? -1.0 : pooled[from], high = i == kBins - 1 ? 1e300 : pooled[from + step];
    const auto inside = [=](double x) { return x >= low && x < high; };
    const double a = static_cast<double>(std::count_if(ours.begin(), ours.end(), inside));
    const double b = static_cast<double>(std::count_if(other.begin(), other.end(), inside));
    chi_square += (a - b) * (a - b) / (a + b);
  }
  EXPECT_GT(cdf(complement(bm::chi_squared(kBins - 1), chi_square)), 1e-6) << static_cast<int>(law.kind);
}

TEST(DistributionTest, AgreesWithBoostRandom) {
  const double variance_of_log = std::log1p(1.44);
  expect_same_law(Law::exponential(300), boost::random::exponential_distribution<double>(1.0 / 300));
  expect_same_law(Law::gamma(2.5, 300), boost::random::gamma_distribution<double>(2.5, 120));
  expect_same_law(Law::gamma(0.4, 300), boost::random::gamma_distribution<double>(0.4, 750));
  expect_same_law(Law::weibull(0.9, 180), boost::random::weibull_distribution<double>(0.9, 180));
  expect_same_law(Law::lognormal(270, 1.2), boost::random::lognormal_distribution<double>(
                                                std::log(270.0) - variance_of_log / 2, std::sqrt(variance_of_log)));
}

TEST(DistributionTest, DiscreteLawsInvertTheirSteps) {
  const Sampler sampler(Law::empirical({60, 10, 30, 99}, {1, 2, 1, 0}));
  const std::vector<double> sample = draw(sampler, 100'000, 5);
  EXPECT_NEAR(static_cast<double>(std::count(sample.begin(), sample.end(), 10.0)), 50'000, 4.5 * std::sqrt(25'000));
  EXPECT_NEAR(static_cast<double>(std::count(sample.begin(), sample.end(), 30.0)), 25'000, 4.5 * std::sqrt(18'750));
  EXPECT_EQ(std::count(sample.begin(), sample.end(), 99.0), 0);
  EXPECT_EQ(sampler.sample(0u), 60.0);
  EXPECT_EQ(sampler.sample(0xffffffffu), 10.0);
  EXPECT_EQ(Sampler(Law::deterministic(60)).sample(123u), 60.0);
}

std::vector<Case> all_cases() {
  std::vector<Case> cases = continuous_cases();
  cases.push_back({"empirical", Law::empirical({60, 10, 30, 99}, {1, 2, 1, 0}), nullptr});
  cases.push_back({"deterministic", Law::deterministic(60), nullptr});
  cases.push_back({"none", Law::none(), nullptr});
  cases.push_back({"none with atom", with_atom(Law::none(), 0.2), nullptr});
  cases.push_back({"cured", Law::piecewise_hazard({0, 30}, {0.01, 0}), nullptr});
  return cases;
}

TEST(DistributionTest, ASmallerWordNeverGivesAShorterTime) {
  for (const Case& c : all_cases()) {
    const Sampler sampler(c.law);
    const auto expect_falling = [&](std::vector<std::uint32_t> words) {
      std::sort(words.begin(), words.end());
      double previous = std::numeric_limits<double>::infinity();
      for (const std::uint32_t word : words) {
        const double now = sampler.sample(word);
        ASSERT_LE(now, previous) << c.name << " word " << word;
        previous = now;
      }
    };
    std::vector<std::uint32_t> words;
    PhiloxEngine engine(11);
    words.reserve(5000);
    for (int i = 0; i < 5000; ++i) words.push_back(engine());
    expect_falling(words);
    // neighbours: the ends, both sides of the atom, and the joints of the table near their words
    std::vector<std::uint32_t> centres{200u, 0x80000000u, 0xffffff00u, static_cast<std::uint32_t>(0.8 * 0x1p32)};
    for (int i = 0; i < 60; ++i) {
      const double e = QuantileTable::position(QuantileTable::kPieces - 16 - 8 * i);
      centres.push_back(std::max(200u, static_cast<std::uint32_t>(std::exp(-e) * 0x1p32) - 100u));
    }
    for (const std::uint32_t centre : centres) {
      words.clear();
      for (std::uint32_t i = 0; i < 200; ++i) words.push_back(centre + i - 100);
      expect_falling(words);
    }
  }
}

TEST(DistributionTest, ExtremeWordsAreFiniteAndInRange) {
  for (const Case& c : all_cases()) {
    const Sampler sampler(c.law);
    for (const std::uint32_t word : {0u, 1u, 0x7fffffffu, 0x80000000u, 0xfffffffeu, 0xffffffffu}) {
      const double seconds = sampler.sample(word);
      ASSERT_GE(seconds, 0.0) << c.name;
      const Tick ticks = sampler.sample_ticks(word);
      if (std::isfinite(seconds)) {
        ASSERT_EQ(ticks, static_cast<Tick>(std::floor(seconds * 1e6 + 0.5)));
        ASSERT_LT(ticks, kNever) << c.name;
      } else {
        ASSERT_EQ(ticks, kNever);
      }
    }
  }
  EXPECT_EQ(Sampler().sample_ticks(5u), kNever);
  EXPECT_EQ(Sampler::to_ticks(1e15), kNever);
}

TEST(DistributionTest, AtomsAndShiftsStandWhereTheySay) {
  Law law = with_atom(Law::exponential(100), 0.25);
  law.shift = 5.0;
  const Sampler sampler(law);
  EXPECT_EQ(sampler.sample(0xc0000000u), 0.0);  // u = 0.75 and a little: the atom's first word
  EXPECT_NEAR(sampler.sample(0xbfffffffu), 5.0, 1e-6);
  EXPECT_NEAR(sampler.sample(0x5fffffffu), 5.0 + 100 * std::log(2.0), 1e-6);
  EXPECT_EQ(Sampler(with_atom(law, 1.0)).sample(0u), 0.0);
  EXPECT_EQ(Sampler(with_atom(Law::none(), 0.25)).sample(0xc0000000u), 0.0);
  EXPECT_EQ(Sampler(with_atom(Law::none(), 0.25)).sample_ticks(0xbfffffffu), kNever);
}

// Laws of one shape share a table: what is left of their difference is the scale, to the last bits.
TEST(DistributionTest, TheScaleIsAFactor) {
  const auto laws = [](double scale) {
    return std::vector<Law>{Law::lognormal(scale, 0.7), Law::gamma(0.3, scale),   Law::gamma(2.5, scale),
                            Law::weibull(0.4, scale),   Law::weibull(1.5, scale), Law::erlang(3, scale)};
  };
  const std::vector<Law> small = laws(1.0), large = laws(437.0);
  for (std::size_t i = 0; i < small.size(); ++i) {
    const Sampler one(small[i]), other(large[i]), again(small[i]);
    PhiloxEngine engine(5);
    for (int n = 0; n < 5000; ++n) {
      const std::uint32_t word = engine();
      const double expected = 437.0 * one.sample(word);
      ASSERT_NEAR(other.sample(word), expected, 1e-13 * expected) << i << " word " << word;
      ASSERT_EQ(again.sample(word), one.sample(word)) << i;
    }
  }
}

// One word a duration: the same word gives the same bits whatever was drawn before, in bulk or alone.
TEST(DistributionTest, ADurationDependsOnItsWordAlone) {
  for (const Case& c : all_cases()) {
    const Sampler sampler(c.law), again(c.law);
    const std::vector<double> bulk = draw(sampler, 999, 3);
    for (std::uint32_t i = 999; i-- > 0;) {
      const std::uint32_t word = draw_word({.seed = 20240501, .replication = 3}, Purpose::service, i);
      ASSERT_EQ(again.sample(word), bulk[i]) << c.name;
      ASSERT_EQ(again.sample(word, unit_exponential(word)), bulk[i]) << c.name;
    }
  }
}

std::uint64_t hash_of(const std::vector<double>& values) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const double value : values) hash = (hash ^ __builtin_bit_cast(std::uint64_t, value)) * 0x100000001b3u;
  return hash;
}

// The bits of 100 000 durations of every law: equal for every compiler, optimisation level and CPU. A change here is
// a change of every result: bump results_version.
TEST(DistributionTest, BitsAreFrozen) {
  const std::vector<Case> cases = all_cases();
  const std::vector<std::uint64_t> expected = {
      0x0499e886e939fad1u, 0x174660e41739aa4bu, 0xb821ff47721cf7a5u, 0x40df7990f697ef93u, 0x70f6ae97a6ea6bb9u,
      0x81875f9a67a6a8ffu, 0x2f33aa8d1086876eu, 0x0e21578392e08d62u, 0xe97a3f5cb6f49964u, 0xdbb69bb765a5cf95u,
      0x7378a671c3fc0928u, 0x0828c62286ce402du, 0xe18854564f006c31u, 0x679a11bd93257ac4u, 0x94370657e899da61u,
      0xbcba9ca9912df07du, 0x29bb8de4fc00551du, 0xd704044944115380u, 0x54dfeeb2192355dbu, 0xdbeb50097f629897u,
      0x4586cfe8fb6c7f87u, 0x0564341a5254b08fu, 0x4efc65d50b44f56du, 0x86a1e000c73162a5u, 0x862d1a4902965e00u,
      0x80f5e3d738cd7825u, 0xd51ca65203cf3467u, 0x07954018df3e37a5u, 0x46cd4018df3e37a5u, 0xfa594018df3e37a5u,
      0xf5a94018df3e37a5u, 0x22bea7e0b6da1b8fu};
  ASSERT_EQ(cases.size(), expected.size());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    EXPECT_EQ(hash_of(draw(Sampler(cases[i].law), 100'000, 42)), expected[i]) << cases[i].name;
  }
}

}  // namespace
