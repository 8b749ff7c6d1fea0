// Promise P17: intervals cover the truth as often as they say. The rule is the exact one for 2,000 studies, nominal
// +- 4.2 standard deviations = [0.9295, 0.9705], kept at 20,000 studies where they are cheap (then [0.9435, 0.9565]).
// Every kind of interval has its study.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <functional>
#include <vector>

#include "sim/stats/histogram.h"
#include "sim/stats/interval.h"
#include "tests/sim/stats/draws.h"

namespace sim {
namespace {

using Values = std::vector<double>;
constexpr int kStudies = 20'000;

// Each study makes one interval for `truth` from fresh draws; `nominal` of them should hold it.
void expect_coverage(std::uint64_t seed, double truth, const std::function<Interval(Draws&)>& study,
                     double nominal = 0.95, int studies = kStudies) {
  Draws draws(seed);
  int covered = 0;
  for (int i = 0; i < studies; ++i) {
    const Interval interval = study(draws);
    EXPECT_TRUE(interval.estimable);
    covered += interval.lo <= truth && truth <= interval.hi;
  }
  EXPECT_NEAR(covered / static_cast<double>(studies), nominal, 4.2 * std::sqrt(nominal * (1.0 - nominal) / studies));
}

// A day with a busyness factor: contacts and those served in time, the share falling as the day gets busier.
// E[num] = 100 (0.9 - 0.1 E[b^2]) with b = 1 + 0.2 z, so the true ratio is 0.9 - 0.1 * 1.04 = 0.796.
struct Day {
  double num;
  double den;
};
Day draw_day(Draws& draws, double busy, double gain) {
  const double noise = draws.normal();
  return {100.0 * busy * (0.9 + gain) - 10.0 * busy * busy + 3.0 * noise, 100.0 * busy};
}

TEST(Coverage, Mean) {
  for (const int n : {2, 5, 20, 50}) {
    expect_coverage(100 + n, 7.0, [&](Draws& draws) {
      Values values;
      for (int r = 0; r < n; ++r) values.push_back(7.0 + 2.0 * draws.normal());
      return mean_interval(values, 0.95);
    });
  }
}

TEST(Coverage, Ratio) {
  for (const int n : {10, kJackknifeBelow - 1, kJackknifeBelow, 50}) {
    expect_coverage(200 + n, 0.8 - 0.1 * 0.04, [&](Draws& draws) {
      Values num, den;
      for (int r = 0; r < n; ++r) {
        const Day day = draw_day(draws, 1.0 + 0.2 * draws.normal(), 0.0);
        num.push_back(day.num);
        den.push_back(day.den);
      }
      return ratio_interval(num, den, 0.95);
    });
  }
}

TEST(Coverage, PairedMeans) {
  for (const int n : {5, 30}) {
    expect_coverage(300 + n, 0.5, [&](Draws& draws) {
      Values a, b;
      for (int r = 0; r < n; ++r) {
        const double common = 10.0 * draws.normal();
        a.push_back(common + 0.5 + draws.normal());
        b.push_back(common + draws.normal());
      }
      return mean_difference_interval(a, b, 0.95);
    });
  }
}

TEST(Coverage, PairedRatios) {
  for (const int n : {10, 30}) {
    expect_coverage(400 + n, 0.02, [&](Draws& draws) {
      Values num_a, den_a, num_b, den_b;
      for (int r = 0; r < n; ++r) {
        const double busy = 1.0 + 0.2 * draws.normal();
        const Day a = draw_day(draws, busy, 0.02), b = draw_day(draws, busy, 0.0);
        num_a.push_back(a.num), den_a.push_back(a.den);
        num_b.push_back(b.num), den_b.push_back(b.den);
      }
      return ratio_difference_interval({num_a, den_a}, {num_b, den_b}, 0.95);
    });
  }
}

TEST(Coverage, OrderQuantile) {
  expect_coverage(
      500, -std::log(0.1),
      [](Draws& draws) {
        Values values;
        for (int i = 0; i < 100; ++i) values.push_back(draws.exponential());
        return order_quantile_interval(values, 0.9, 0.95);
      },
      quantile_ranks(100, 0.9, 0.95).coverage);
}

// Half the days have factor 1, half 2; a day has 100 b waits of mean b. The waits of all days together then follow
// P(W > x) = y^2/3 + 2y/3 with y = exp(-x/2), so the 0.9 quantile is -2 log(sqrt(1.3) - 1). Sections that did not
// weigh days by their contacts would miss what makes the pooled quantile vary.
TEST(Coverage, PooledQuantile) {
  const double truth = -2.0 * std::log(std::sqrt(1.3) - 1.0);
  expect_coverage(
      600, truth,
      [](Draws& draws) {
        LogHistogram pooled, section;
        Values quantiles;
        std::vector<std::int64_t> counts;
        for (int r = 0; r < 40; ++r) {
          const int busy = draws.uniform() < 0.5 ? 1 : 2;
          section.clear();
          for (int i = 0; i < 100 * busy; ++i) section.add(seconds_to_ticks(busy * draws.exponential()));
          quantiles.push_back(ticks_to_seconds(section.quantile(0.9)));
          counts.push_back(section.count());
          pooled.merge(section);
        }
        return pooled_quantile_interval(ticks_to_seconds(pooled.quantile(0.9)), quantiles, counts, 0.95);
      },
      0.95, 2000);
}

}  // namespace
}  // namespace sim
