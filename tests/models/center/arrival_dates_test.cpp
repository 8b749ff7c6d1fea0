// Arrivals by date: factors that persist and are shared in part, growth, seasons, holidays, incidents, traces.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "models/center/arrivals.h"
#include "sim/random/det_math.h"
#include "tests/models/center/stage.h"

namespace firstline {
namespace {

constexpr double kDay_s = 86'400.0;

struct Arrival {
  sim::Tick time = 0;
  std::uint64_t entity = 0;
  std::uint32_t service = 0;
};

std::vector<Arrival> all_arrivals(const Arrivals& spec, double days, const Scenario& around = {},
                                  sim::StreamKey key = stage::kKey, const std::string& name = "call") {
  const StreamModel model = compile_stream(name, spec, around);
  Stream stream;
  stream.start(model, {.first_weekday = 0, .until = sim::seconds_to_ticks(days * kDay_s)}, key);
  std::vector<Arrival> arrivals;
  for (; stream.time() != sim::kNever; stream.advance()) {
    arrivals.push_back({stream.time(), stream.entity(), stream.service_word()});
  }
  return arrivals;
}

Arrivals per_day(double contacts) {
  Arrivals spec;
  spec.rate_per_s = WeekSeries::constant(contacts / kDay_s);
  return spec;
}

// The factor on the rate of each day, exactly: the fifth arrival stands where rate times time is a known sum.
std::vector<double> factors_of(const std::vector<Arrival>& arrivals, int days, double per_day_usual, sim::StreamKey key,
                               const std::string& name = "call") {
  constexpr std::uint32_t kFifth = 4;
  std::vector<double> factors;
  auto next = arrivals.begin();
  for (std::uint32_t day = 0; day < static_cast<std::uint32_t>(days); ++day) {
    const auto issue = [&](std::uint32_t number) { return sim::pack_issue(sim::name_hash24(name), day, number); };
    while (next != arrivals.end() && next->entity != issue(kFifth)) ++next;
    if (next == arrivals.end()) {
      ADD_FAILURE() << "fewer than five arrivals on day " << day;
      return factors;
    }
    double sum = 0.0;
    for (std::uint32_t number = 0; number <= kFifth; ++number) {
      sum += sim::unit_exponential(sim::draw_word(key, sim::Purpose::arrival_gap, issue(number)));
    }
    const sim::Tick midnight = day * sim::kTicksPerDay;
    factors.push_back(sum / per_day_usual / ((static_cast<double>(next->time - midnight) + 0.5) / sim::kTicksPerDay));
  }
  return factors;
}

std::vector<double> normals_of(std::vector<double> factors, double shape) {
  for (double& factor : factors) factor = sim::normal_quantile(sim::gamma_p(shape, shape * factor));
  return factors;
}

double mean(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

// Of standard normals, lag days apart.
double correlation(const std::vector<double>& a, const std::vector<double>& b, std::size_t lag = 0) {
  double sum = 0.0;
  for (std::size_t i = lag; i < a.size(); ++i) sum += a[i] * b[i - lag];
  return sum / static_cast<double>(a.size() - lag);
}

constexpr double kShape = 8.0, kUsual = 200.0;
constexpr int kDays = 6000;

std::vector<double> normals(const GammaFactor& factor, const std::string& name = "call") {
  Arrivals spec = per_day(kUsual);
  spec.day_factor = factor;
  return normals_of(factors_of(all_arrivals(spec, kDays, {}, stage::kKey, name), kDays, kUsual, stage::kKey, name),
                    kShape);
}

TEST(DayFactor, FollowsTheRecursionOfItsWords) {
  const double rho = 0.6, phi = 0.4;
  const std::vector<double> found = normals({.shape = kShape, .group = "all", .correlation = rho, .persistence = phi});
  double group = 0.0, own = 0.0;
  for (std::uint32_t day = 0; day < kDays; ++day) {
    const auto normal = [&](const std::string& name) {
      const std::uint64_t entity = sim::pack_issue(sim::name_hash24(name), day, 0);
      return sim::normal_quantile(sim::to_uniform(sim::draw_word(stage::kKey, sim::Purpose::day_factor, entity)));
    };
    const double news = day == 0 ? 1.0 : std::sqrt(1.0 - phi * phi);
    group = phi * group + news * normal("group\nall");
    own = phi * own + news * normal("call");
    ASSERT_NEAR(found[day], std::sqrt(rho) * group + std::sqrt(1.0 - rho) * own, 1e-7) << day;
  }
}

TEST(DayFactor, KeepsItsMeanAndPersists) {
  for (const double phi : {0.3, 0.7}) {
    Arrivals spec = per_day(kUsual);
    spec.day_factor.shape = kShape;
    spec.day_factor.persistence = phi;
    const std::vector<double> factors = factors_of(all_arrivals(spec, kDays), kDays, kUsual, stage::kKey);
    // The factor's own autocorrelation is at most that of its normal.
    const double longer = (1.0 + phi) / (1.0 - phi);
    EXPECT_NEAR(mean(factors), 1.0, 4.5 * std::sqrt(longer / kShape / kDays));
    const std::vector<double> z = normals_of(factors, kShape);
    const double se = std::sqrt((1.0 + phi * phi) / (1.0 - phi * phi) / kDays);  // at least that of r_1 and r_2
    EXPECT_NEAR(correlation(z, z), 1.0, 4.5 * std::sqrt(2.0) * se);
    EXPECT_NEAR(correlation(z, z, 1), phi, 4.5 * std::sqrt(2.0) * se);
    EXPECT_NEAR(correlation(z, z, 2), phi * phi, 4.5 * std::sqrt(2.0) * se);
  }
}

TEST(DayFactor, TwoStreamsShareWhatTheyAreTold) {
  const auto both = [](const GammaFactor& call, const GammaFactor& mail) {
    return correlation(normals(call), normals(mail, "mail"));
  };
  const auto factor = [](std::optional<double> rho, double phi = 0.0) {
    return GammaFactor{.shape = kShape, .group = "all", .correlation = rho, .persistence = phi};
  };
  const double se = std::sqrt(2.0 / kDays);  // of a product of normals, at most
  EXPECT_NEAR(both(factor(0.6), factor(0.6)), 0.6, 4.5 * se);
  EXPECT_NEAR(both(factor(0.9), factor(0.4)), 0.6, 4.5 * se);
  EXPECT_NEAR(both(factor(0.6, 0.5), factor(0.6, 0.5)), 0.6, 4.5 * se * std::sqrt(5.0 / 3.0));
  EXPECT_NEAR(both(factor(0.0), factor(0.0)), 0.0, 4.5 * se);
  // Wholly shared, said or not.
  const std::vector<double> plain = normals(factor(std::nullopt)), one = normals(factor(1.0), "mail");
  for (std::size_t day = 0; day < kDays; ++day) ASSERT_NEAR(plain[day], one[day], 1e-7);
}

TEST(SlotFactor, ItsShapeIsAPowerOfTheSlotsMean) {
  Arrivals spec = per_day(400.0);
  spec.slot_factor.shape = 2.0;
  spec.slot_factor.power = 0.5;  // one slot a day: shape 2 * 20
  const std::vector<double> found = factors_of(all_arrivals(spec, 50), 50, 400.0, stage::kKey);
  for (std::uint32_t day = 0; day < 50; ++day) {
    const std::uint64_t entity = sim::pack_issue(sim::name_hash24("call"), day, 0);
    const double u = sim::to_uniform(sim::draw_word(stage::kKey, sim::Purpose::slot_factor, entity));
    EXPECT_NEAR(found[day], sim::gamma_quantile(40.0, u) / 40.0, 1e-7);
  }
}

TEST(DayLevels, AreInTheRateExactly) {
  Arrivals spec = per_day(kUsual);
  spec.growth = 0.5;
  spec.season.months = {1.5, 0.5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  Scenario around;
  around.start_day = *sim::parse_date("2026-01-01");
  around.holidays["week"] = {.from_day = around.start_day + 40, .to_day = around.start_day + 46, .factor = 0.3};
  const std::vector<double> found = factors_of(all_arrivals(spec, 60, around), 60, kUsual, stage::kKey);
  for (int day = 0; day < 60; ++day) {
    const double month = day < 31 ? 1.5 : day < 59 ? 0.5 : 1.0;
    const double holiday = day >= 40 && day <= 46 ? 0.3 : 1.0;
    const double level = std::exp(0.5 * day / 365.0) * month * holiday;
    EXPECT_NEAR(found[static_cast<std::size_t>(day)], level, 1e-7 * level) << day;
  }
}

TEST(DayLevels, CountsHaveTheirMeans) {
  Arrivals spec = per_day(20.0);
  spec.growth = 365.0 * std::log(2.0) / 2.0;  // doubles in two days
  Scenario around;
  around.holidays["second day"] = {.from_day = around.start_day + 1, .to_day = around.start_day + 1, .factor = 0.25};
  std::map<std::int64_t, double> counts;
  constexpr int kReplications = 1500;
  for (std::uint32_t r = 0; r < kReplications; ++r) {
    for (const Arrival& arrival : all_arrivals(spec, 3.0, around, {21, r})) {
      counts[arrival.time / sim::kTicksPerDay] += 1.0 / kReplications;
    }
  }
  for (const auto& [day, expected] : std::map<std::int64_t, double>{{0, 20.0}, {1, 5.0 * std::sqrt(2.0)}, {2, 40.0}}) {
    EXPECT_NEAR(counts[day], expected, 4.5 * std::sqrt(expected / kReplications)) << day;
  }
}

TEST(DayLevels, MoveTheTimesNotTheCustomers) {
  Arrivals grown = per_day(200.0);
  grown.growth = 30.0;
  const std::vector<Arrival> base = all_arrivals(per_day(200.0), 5.0), more = all_arrivals(grown, 5.0);
  std::map<std::uint64_t, Arrival> by_entity;
  for (const Arrival& arrival : more) by_entity[arrival.entity] = arrival;
  for (const Arrival& arrival : base) {
    ASSERT_EQ(by_entity.count(arrival.entity), 1u);  // growth only adds
    const Arrival& same = by_entity[arrival.entity];
    EXPECT_EQ(same.service, arrival.service);
    const sim::Tick day = arrival.time / sim::kTicksPerDay, midnight = day * sim::kTicksPerDay;
    const double level = std::exp(30.0 * static_cast<double>(day) / 365.0);
    EXPECT_NEAR(static_cast<double>(same.time - midnight), static_cast<double>(arrival.time - midnight) / level, 2.0);
  }
}

// Moments at which an incident strikes, from its addresses.
std::vector<double> strikes_s(const Incident& incident, const std::string& name, int days, sim::StreamKey key) {
  std::vector<double> moments;
  for (std::uint32_t day = 0; day < static_cast<std::uint32_t>(days); ++day) {
    const auto uniform = [&](sim::Purpose purpose, std::uint32_t number) {
      return sim::to_uniform(
          sim::draw_word(key, purpose, sim::pack_issue(sim::name_hash24("incident\n" + name), day, number)));
    };
    // The count by the tail of the Poisson law: P(N >= n) is a gamma probability.
    for (std::uint32_t number = 0;; ++number) {
      const double none_more = 1.0 - sim::gamma_p(number + 1.0, incident.expected_per_day());
      if (uniform(sim::Purpose::incident_count, 0) <= none_more) break;
      moments.push_back((day + uniform(sim::Purpose::incident_time, number)) * kDay_s);
    }
  }
  return moments;
}

// Between the ends of its piece of five minutes every arrival stands where the integral of the rate, boosts and all, is
// its running exponential; at the ends exactly.
TEST(Incidents, TheIntegratedRateIsExactAtTheEndsOfEveryPiece) {
  Scenario around;
  around.incidents["outage"] = {.per_month = 45.0, .boost = 3.0, .decay_s = 7200.0, .contact_types = {}};
  around.incidents["storm"] = {.per_month = 6.0, .boost = 1.0, .decay_s = 90'000.0, .contact_types = {{"call", 0.5}}};
  around.incidents["elsewhere"] = {.per_month = 90.0, .boost = 5.0, .decay_s = 7200.0, .contact_types = {{"mail", 1}}};
  Arrivals spec;
  spec.rate_per_s.slot_s = 1200.0;
  spec.rate_per_s.days.fill(std::vector<double>(72, 0.0));
  for (auto& day : spec.rate_per_s.days) {
    for (std::size_t slot = 0; slot < day.size(); ++slot)
      day[slot] = (200.0 + 30.0 * static_cast<double>(slot % 7)) / kDay_s;
  }
  constexpr int kLength = 12;
  const auto outages = strikes_s(around.incidents["outage"], "outage", kLength, stage::kKey);
  const auto storms = strikes_s(around.incidents["storm"], "storm", kLength, stage::kKey);
  ASSERT_GT(outages.size(), 5u);
  ASSERT_GT(storms.size(), 0u);
  const auto boosted = [&](double from_s, double to_s) {  // integral of 1 + boosts
    double sum = to_s - from_s;
    const auto add = [&](const std::vector<double>& moments, double boost, double decay_s) {
      for (const double at : moments) {
        if (at >= to_s) continue;
        sum += boost * decay_s * (std::exp(-(std::max(from_s, at) - at) / decay_s) - std::exp(-(to_s - at) / decay_s));
      }
    };
    add(outages, 3.0, 7200.0);
    add(storms, 0.5, 90'000.0);
    return sum;
  };
  const std::vector<Arrival> arrivals = all_arrivals(spec, kLength, around);
  ASSERT_GT(arrivals.size(), 3000u);
  std::int64_t day = -1;
  double sum = 0.0, integral = 0.0;  // the integral up to the start of the piece
  std::int64_t piece = 0;
  const auto of_piece = [&](std::int64_t index) {
    const double from_s = static_cast<double>(day) * kDay_s + 300.0 * static_cast<double>(index);
    return spec.rate_per_s.days[0][static_cast<std::size_t>(index / 4)] * boosted(from_s, from_s + 300.0);
  };
  for (const Arrival& arrival : arrivals) {
    if (arrival.time / sim::kTicksPerDay != day) {
      day = arrival.time / sim::kTicksPerDay;
      sum = integral = 0.0;
      piece = 0;
    }
    sum += sim::unit_exponential(sim::draw_word(stage::kKey, sim::Purpose::arrival_gap, arrival.entity));
    const std::int64_t found = arrival.time % sim::kTicksPerDay / (300 * sim::kTicksPerSecond);
    for (; piece < found; ++piece) integral += of_piece(piece);
    ASSERT_GE(sum, integral - 1e-3) << day << " " << piece;  // what is unfelt is left out
    ASSERT_LE(sum, integral + of_piece(piece) + 1e-3) << day << " " << piece;
  }
}

// Over a day from calm: base * nu * boost * decay * (1 - decay (1 - exp(-1/decay))), decay in days.
TEST(Incidents, AddTheirIntegralOnAverage) {
  Scenario around;
  around.incidents["outage"] = {
      .per_month = 2.0 * 365.25 / 12.0, .boost = 1.5, .decay_s = 0.2 * kDay_s, .contact_types = {}};
  constexpr double kBase = 30.0;
  double sum = 0.0, square = 0.0;
  constexpr int kReplications = 4000;
  for (std::uint32_t r = 0; r < kReplications; ++r) {
    const auto count = static_cast<double>(all_arrivals(per_day(kBase), 1.0, around, {31, r}).size());
    sum += count;
    square += count * count;
  }
  const double expected = kBase * (1.0 + 2.0 * 1.5 * 0.2 * (1.0 - 0.2 * (1.0 - std::exp(-5.0))));
  const double average = sum / kReplications;
  const double se = std::sqrt((square / kReplications - average * average) / kReplications);
  EXPECT_LT(se, 0.01 * expected);
  EXPECT_NEAR(average, expected, 4.5 * se);
}

TEST(Incidents, LeaveCalmDaysToTheTickAndTheCustomersAlone) {
  Scenario around;
  around.incidents["outage"] = {.per_month = 3.0, .boost = 2.0, .decay_s = 3600.0, .contact_types = {}};
  const std::vector<double> strikes = strikes_s(around.incidents["outage"], "outage", 30, stage::kKey);
  ASSERT_FALSE(strikes.empty());
  const auto first =
      static_cast<std::int64_t>(*std::min_element(strikes.begin(), strikes.end()) / kDay_s) * sim::kTicksPerDay;
  const std::vector<Arrival> calm = all_arrivals(per_day(100.0), 30.0),
                             struck = all_arrivals(per_day(100.0), 30.0, around);
  EXPECT_GT(struck.size(), calm.size());
  for (std::size_t i = 0; i < calm.size() && calm[i].time < first; ++i) {
    ASSERT_EQ(calm[i].time, struck[i].time);
    ASSERT_EQ(calm[i].entity, struck[i].entity);
  }
  std::map<std::uint64_t, Arrival> by_entity;
  for (const Arrival& arrival : struck) by_entity[arrival.entity] = arrival;
  for (const Arrival& arrival : calm) {
    ASSERT_EQ(by_entity.count(arrival.entity), 1u);
    EXPECT_EQ(by_entity[arrival.entity].service, arrival.service);
    EXPECT_LE(by_entity[arrival.entity].time, arrival.time + 1);  // more demand never comes later
  }
}

TEST(Traces, AreReproducedToTheTick) {
  Arrivals spec;
  spec.trace_s.emplace();
  for (int i = 0; i < 100; ++i) spec.trace_s->push_back(30'000.0 + i / 3.0);
  for (const double moment : {86'399.999999, 86'400.0, 86'400.0, 3.5 * kDay_s, 9.0 * kDay_s}) {
    spec.trace_s->push_back(moment);
  }
  Scenario around;
  around.holidays["never mind"] = {.from_day = around.start_day, .to_day = around.start_day, .factor = 0.0};
  around.incidents["never mind"] = {.per_month = 900.0, .boost = 2.0, .decay_s = 3600.0, .contact_types = {}};
  const std::vector<Arrival> arrivals = all_arrivals(spec, 4.0, around);
  ASSERT_EQ(arrivals.size(), spec.trace_s->size() - 1);  // the last one is beyond the end
  std::map<std::int64_t, std::uint32_t> number;
  for (std::size_t i = 0; i < arrivals.size(); ++i) {
    const sim::Tick time = sim::seconds_to_ticks((*spec.trace_s)[i]);
    const std::int64_t day = time / sim::kTicksPerDay;
    const std::uint64_t entity =
        sim::pack_issue(sim::name_hash24("call"), static_cast<std::uint32_t>(day), number[day]++);
    EXPECT_EQ(arrivals[i].time, time) << i;
    EXPECT_EQ(arrivals[i].entity, entity) << i;
    EXPECT_EQ(arrivals[i].service, sim::draw_word(stage::kKey, sim::Purpose::service, entity)) << i;
  }
}

// A trace of what a random stream gave is that stream.
TEST(Traces, OfAStreamAreThatStream) {
  Arrivals spec = per_day(150.0);
  spec.day_factor.shape = 5.0;
  const std::vector<Arrival> once = all_arrivals(spec, 3.0);
  Arrivals again;
  again.trace_s.emplace();
  for (const Arrival& arrival : once) again.trace_s->push_back(sim::ticks_to_seconds(arrival.time));
  const std::vector<Arrival> twice = all_arrivals(again, 3.0);
  ASSERT_EQ(once.size(), twice.size());
  for (std::size_t i = 0; i < once.size(); ++i) {
    EXPECT_EQ(once[i].time, twice[i].time);
    EXPECT_EQ(once[i].entity, twice[i].entity);
    EXPECT_EQ(once[i].service, twice[i].service);
  }
}

}  // namespace
}  // namespace firstline
