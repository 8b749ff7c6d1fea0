#include "models/scenario/arrivals_reader.h"

#include <gtest/gtest.h>

#include "tests/models/scenario/load.h"

namespace firstline {
namespace {

std::string with_arrivals(const std::string& arrivals) {
  return replaced(small_document(), "\"rate\": \"10 per h\"", arrivals);
}

std::string with_top(const std::string& more) {
  return replaced(small_document(), "\"queues\"", more + ", \"queues\"");
}

Arrivals read(const std::string& arrivals) {
  return load_scenario(with_arrivals(arrivals), "a").scenario.contact_types.at("calls").arrivals;
}

std::string codes(const std::string& arrivals) { return codes_of(problems_of(with_arrivals(arrivals))); }

const std::string kRate = R"("rate": "10 per h")";

TEST(ArrivalsReader, ReadsTheDaysFactor) {
  const Arrivals arrivals = read(kRate + R"(, "day_factor": {"shape": 30, "group": "all", "correlation": 0.6,
                                            "persistence": 0.3}, "slot_factor": {"shape": 100, "power": 0.5})");
  EXPECT_EQ(arrivals.day_factor.shape, 30.0);
  EXPECT_EQ(arrivals.day_factor.group, "all");
  EXPECT_EQ(arrivals.day_factor.correlation, 0.6);
  EXPECT_EQ(arrivals.day_factor.persistence, 0.3);
  EXPECT_EQ(arrivals.slot_factor.power, 0.5);
  EXPECT_TRUE(arrivals.same_every_week());
  EXPECT_FALSE(read(kRate + R"(, "day_factor": {"shape": 30, "group": "all"})").day_factor.correlation.has_value());
  EXPECT_EQ(read(kRate + R"(, "day_factor": {"shape": 30, "group": "all", "correlation": 0})").day_factor.correlation,
            0.0);
}

TEST(ArrivalsReader, ReadsGrowthAndSeason) {
  const Arrivals arrivals = read(kRate + R"(, "growth": 0.1, "season": {"months": [1,2,3,4,5,6,7,8,9,10,11,12],
      "harmonics": {"year": {"amplitude": 0.2, "peak": "1999-12-15"},
                    "week": {"amplitude": 0.1, "peak": "1999-01-04", "period": "7 d"}}})");
  EXPECT_EQ(arrivals.growth, 0.1);
  EXPECT_EQ(arrivals.season.months[11], 12.0);
  const Harmonic& year = arrivals.season.harmonics.at("year");
  EXPECT_EQ(year.period_s, 365.25 * 86'400.0);
  EXPECT_EQ(year.amplitude, 0.2);
  EXPECT_EQ(sim::format_date(year.peak_day), "1999-12-15");
  EXPECT_EQ(arrivals.season.harmonics.at("week").period_s, 7.0 * 86'400.0);
  EXPECT_FALSE(arrivals.same_every_week());
  EXPECT_EQ(codes(kRate + R"(, "season": {"months": [1, 2]})"), "E330");
  EXPECT_EQ(codes(kRate + R"(, "season": {"months": []})"), "E330");
}

TEST(ArrivalsReader, ATraceStandsAlone) {
  const Arrivals arrivals = read(R"("trace": {"times_s": [0, 1.5, 1.5, 100000]})");
  EXPECT_EQ(arrivals.trace_s, (std::vector<double>{0.0, 1.5, 1.5, 100'000.0}));
  EXPECT_EQ(arrivals.rate_per_s, WeekSeries{});
  for (const char* beside : {R"("rate": "1 per h")", R"("scale": 2)", R"("growth": 0.1)", R"("slot": "1 h")",
                             R"("day_factor": {"shape": 10})", R"("slot_factor": {"shape": 10})", R"("season": {})"}) {
    EXPECT_EQ(codes(R"("trace": {"times_s": [1]}, )" + std::string(beside)), "E318") << beside;
  }
  EXPECT_EQ(codes(R"("trace": {"times_s": []})"), "E330");
  EXPECT_EQ(codes(R"("trace": {})"), "E315");
}

TEST(ArrivalsReader, ReadsHolidays) {
  const Scenario scenario = load_scenario(with_top(R"("holidays": {"new year": {"date": "2026-01-01", "factor": 0.3,
      "closed": true}, "long": {"date": "2026-05-01", "to": "2026-05-03"}})"),
                                          "a")
                                .scenario;
  const Holiday& year = scenario.holidays.at("new year");
  EXPECT_EQ(sim::format_date(year.from_day), "2026-01-01");
  EXPECT_EQ(year.to_day, year.from_day);
  EXPECT_EQ(year.factor, 0.3);
  EXPECT_TRUE(year.closed);
  const Holiday& longer = scenario.holidays.at("long");
  EXPECT_EQ(longer.to_day, longer.from_day + 2);
  EXPECT_EQ(longer.factor, 1.0);
  EXPECT_FALSE(longer.closed);
  EXPECT_FALSE(scenario.same_every_week());
}

TEST(ArrivalsReader, ReadsIncidents) {
  const Scenario scenario = load_scenario(with_top(R"("incidents": {
      "outage": {"per_month": 2, "boost": 1.5, "decay": "3 h", "contact_types": {"calls": 0.5}},
      "storm": {"per_month": 0.1, "boost": 4, "decay": "1 d"}})"),
                                          "a")
                                .scenario;
  const Incident& outage = scenario.incidents.at("outage");
  EXPECT_EQ(outage.per_month, 2.0);
  EXPECT_EQ(outage.boost, 1.5);
  EXPECT_EQ(outage.decay_s, 10'800.0);
  EXPECT_EQ(outage.contact_types, (std::map<std::string, double>{{"calls", 0.5}}));
  EXPECT_TRUE(scenario.incidents.at("storm").contact_types.empty());
}

}  // namespace
}  // namespace firstline
