#include "models/center/arrivals.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "sim/base/error.h"
#include "tests/models/center/stage.h"

namespace firstline {
namespace {

struct Arrival {
  sim::Tick time = 0;
  std::uint64_t entity = 0;
  std::uint32_t service = 0, patience = 0, menu = 0;
  friend bool operator==(const Arrival&, const Arrival&) = default;
};

std::vector<Arrival> all_arrivals(const Arrivals& spec, double days, sim::StreamKey key = stage::kKey,
                                  const std::string& name = "call", int first_weekday = 0) {
  const StreamModel model = compile_stream(name, spec);
  Stream stream;
  stream.start(model, {.first_weekday = first_weekday, .until = sim::seconds_to_ticks(days * 86'400.0)}, key);
  std::vector<Arrival> arrivals;
  for (; stream.time() != sim::kNever; stream.advance()) {
    arrivals.push_back(
        {stream.time(), stream.entity(), stream.service_word(), stream.patience_word(), stream.menu_word()});
  }
  return arrivals;
}

Arrivals constant(double per_hour) {
  Arrivals spec;
  spec.rate_per_s = WeekSeries::constant(per_hour / 3600.0);
  return spec;
}

Arrivals profile(double scale) {
  Arrivals spec;
  spec.rate_per_s.slot_s = 3600.0;
  for (std::size_t day = 0; day < 7; ++day) {
    for (int hour = 0; hour < 24; ++hour) {
      spec.rate_per_s.days[day].push_back(day == 6 || hour < 7 ? 0.0 : scale * (1.0 + 0.1 * hour) / 3600.0);
    }
  }
  return spec;
}

TEST(Arrivals, InvertTheIntegratedRateWithinATick) {
  const Arrivals spec = profile(20.0);
  const std::vector<Arrival> arrivals = all_arrivals(spec, 7.0);
  ASSERT_GT(arrivals.size(), 1000u);
  std::int64_t day = -1;
  double sum = 0.0;
  std::uint32_t number = 0;
  for (const Arrival& arrival : arrivals) {
    if (arrival.time / sim::kTicksPerDay != day) {
      day = arrival.time / sim::kTicksPerDay;
      sum = 0.0;
      number = 0;
    }
    const std::uint64_t entity = sim::pack_issue(sim::name_hash24("call"), static_cast<std::uint32_t>(day), number++);
    ASSERT_EQ(arrival.entity, entity);
    const sim::PhiloxCounter words = sim::draw_block(stage::kKey, 0, entity);
    EXPECT_EQ(arrival.service, words[1]);
    EXPECT_EQ(arrival.patience, words[2]);
    EXPECT_EQ(arrival.menu, words[3]);
    sum += sim::unit_exponential(words[0]);
    const double second = sim::ticks_to_seconds(arrival.time - day * sim::kTicksPerDay);
    const auto& rates = spec.rate_per_s.days[static_cast<std::size_t>(day)];
    const auto hour = static_cast<std::size_t>(second / 3600.0);
    const double integral = std::accumulate(rates.begin(), rates.begin() + static_cast<long>(hour), 0.0) * 3600.0 +
                            rates[hour] * (second - 3600.0 * static_cast<double>(hour));
    EXPECT_NEAR(integral, sum, rates[hour] * 2e-6 + 1e-9);
  }
}

TEST(Arrivals, NothingComesWhereTheRateIsZero) {
  for (const Arrival& arrival : all_arrivals(profile(50.0), 14.0)) {
    const sim::Tick since_midnight = arrival.time % sim::kTicksPerDay;
    EXPECT_GE(since_midnight, 7 * sim::kTicksPerHour);
    EXPECT_NE((arrival.time / sim::kTicksPerDay) % 7, 6);
  }
}

TEST(Arrivals, TheFirstWeekdayShiftsTheWeek) {
  const std::vector<Arrival> arrivals = all_arrivals(profile(50.0), 2.0, stage::kKey, "call", 6);
  ASSERT_FALSE(arrivals.empty());
  EXPECT_GE(arrivals.front().time, sim::kTicksPerDay);  // the first day is a Sunday
}

TEST(Arrivals, StopAtTheEnd) {
  const double days = 1.3;
  const std::vector<Arrival> shorter = all_arrivals(constant(100.0), days);
  const std::vector<Arrival> longer = all_arrivals(constant(100.0), 3.0);
  EXPECT_LT(shorter.back().time, sim::seconds_to_ticks(days * 86'400.0));
  ASSERT_LT(shorter.size(), longer.size());
  EXPECT_TRUE(std::equal(shorter.begin(), shorter.end(), longer.begin()));
  EXPECT_GE(longer[shorter.size()].time, sim::seconds_to_ticks(days * 86'400.0));
}

TEST(Arrivals, AHigherRateMovesTheTimesNotTheCustomers) {
  const std::vector<Arrival> base = all_arrivals(constant(50.0), 1.0);
  const std::vector<Arrival> twice = all_arrivals(constant(100.0), 1.0);
  ASSERT_GT(twice.size(), base.size());
  for (std::size_t i = 0; i < base.size(); ++i) {
    EXPECT_EQ(base[i].entity, twice[i].entity);
    EXPECT_EQ(base[i].service, twice[i].service);
    EXPECT_NEAR(static_cast<double>(twice[i].time), 0.5 * static_cast<double>(base[i].time), 1.0);
  }
}

TEST(Arrivals, CountsAreMeanOneTimesTheProfile) {
  double sum = 0.0, square = 0.0;
  constexpr int kReplications = 2000;
  for (std::uint32_t r = 0; r < kReplications; ++r) {
    const auto count = static_cast<double>(all_arrivals(constant(2.0), 1.0, {7, r}).size());
    sum += count;
    square += count * count;
  }
  const double mean = sum / kReplications;
  EXPECT_NEAR(mean, 48.0, 4.5 * std::sqrt(48.0 / kReplications));
  EXPECT_NEAR(square / kReplications - mean * mean, 48.0, 4.5 * 48.0 * std::sqrt(2.0 / kReplications));
}

// science.md 1.2: Var N = L + L^2 [(1 + 1/a_d)(1 + 1/a_p) - 1] for one slot; mean L.
TEST(Arrivals, TwoLevelGammaHasItsMeanAndVariance) {
  constexpr double kDay = 10.0, kSlot = 5.0, kMean = 240.0;
  Arrivals spec = constant(10.0);
  spec.day_factor.shape = kDay;
  spec.slot_factor.shape = kSlot;
  double sum = 0.0, square = 0.0;
  constexpr int kReplications = 3000;
  for (std::uint32_t r = 0; r < kReplications; ++r) {
    const auto count = static_cast<double>(all_arrivals(spec, 1.0, {11, r}).size());
    sum += count;
    square += count * count;
  }
  const double variance = kMean + kMean * kMean * ((1 + 1 / kDay) * (1 + 1 / kSlot) - 1);
  const double mean = sum / kReplications;
  EXPECT_NEAR(mean, kMean, 4.5 * std::sqrt(variance / kReplications));
  EXPECT_NEAR(square / kReplications - mean * mean, variance, 0.2 * variance);
}

double share_of_first_day(const Arrivals& spec, const std::string& name, std::uint32_t replication) {
  return static_cast<double>(all_arrivals(spec, 1.0, {3, replication}, name).size()) / (24.0 * 400.0);
}

TEST(Arrivals, AGroupSharesItsDayFactor) {
  Arrivals spec = constant(400.0);
  spec.day_factor.shape = 4.0;
  spec.day_factor.group = "weather";
  Arrivals alone = constant(400.0);
  alone.day_factor.shape = 4.0;
  alone.day_factor.group = "";
  double shared = 0.0, apart = 0.0;
  for (std::uint32_t r = 0; r < 40; ++r) {
    shared += std::fabs(share_of_first_day(spec, "phone", r) - share_of_first_day(spec, "chat", r));
    apart += std::fabs(share_of_first_day(alone, "phone", r) - share_of_first_day(alone, "chat", r));
  }
  EXPECT_LT(shared / 40, 0.05);
  EXPECT_GT(apart / 40, 0.2);
}

TEST(Arrivals, AStreamOfItsOwnDoesNotShareWithAGroupOfItsName) {
  Arrivals own = constant(400.0);
  own.day_factor.shape = 4.0;
  own.day_factor.group = "";
  Arrivals grouped = constant(400.0);
  grouped.day_factor.shape = 4.0;
  grouped.day_factor.group = "phone";
  double apart = 0.0;
  for (std::uint32_t r = 0; r < 40; ++r) {
    apart += std::fabs(share_of_first_day(own, "phone", r) - share_of_first_day(grouped, "chat", r));
  }
  EXPECT_GT(apart / 40, 0.2);
}

TEST(Arrivals, LinearRatesFollowTheQuadraticInverse) {
  for (const auto& [first, last] : {std::pair{0.5, 1.5}, {1.5, 0.5}, {0.0, 2.0}, {2.0, 0.0}, {1.0, 1.0}}) {
    for (const double x : {0.0, 0.1, 0.5, 0.9, 1.0}) {
      const double y = first * x + 0.5 * (last - first) * x * x;
      if (y == 0.0) continue;
      EXPECT_NEAR(invert_slot(y, first, last), x, 1e-7) << first << " to " << last << " at " << x;
    }
  }
}

TEST(Arrivals, LinearRatesKeepTheContactsOfASlot) {
  Arrivals spec;
  spec.rate_per_s.slot_s = 43'200.0;
  spec.rate_per_s.days.fill({0.0, 200.0 / 43'200.0});
  spec.interpolation = Interpolation::linear;
  double first_half = 0.0, second_half = 0.0;
  for (std::uint32_t r = 0; r < 500; ++r) {
    for (const Arrival& arrival : all_arrivals(spec, 1.0, {5, r})) {
      (arrival.time < sim::kTicksPerDay / 2 ? first_half : second_half) += 1.0 / 500;
    }
  }
  EXPECT_NEAR(first_half, 100.0, 4.5 * std::sqrt(100.0 / 500));   // rising from 0 to 200
  EXPECT_NEAR(second_half, 200.0, 4.5 * std::sqrt(200.0 / 500));  // the last slot is constant
}

TEST(ClockTournament, IsThePlainMinimumWithTiesToTheFirst) {
  for (const std::size_t clocks : {1u, 2u, 3u, 8u, 13u}) {
    ClockTournament tournament;
    tournament.start(clocks);
    std::vector<sim::Tick> times(clocks, sim::kNever);
    for (std::uint32_t step = 0; step < 500; ++step) {
      const std::uint32_t word = sim::draw_word(stage::kKey, sim::Purpose::topic, step);
      const std::size_t clock = word % clocks;
      times[clock] = (word >> 16) % 20;
      tournament.set(clock, times[clock]);
      const auto first = std::min_element(times.begin(), times.end());
      EXPECT_EQ(tournament.time(), *first);
      EXPECT_EQ(tournament.first(), static_cast<std::uint32_t>(first - times.begin()));
    }
  }
}

TEST(ClockTournament, NoClocksNeverRing) {
  ClockTournament tournament;
  tournament.start(0);
  EXPECT_EQ(tournament.time(), sim::kNever);
}

}  // namespace
}  // namespace firstline
