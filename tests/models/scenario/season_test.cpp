#include "models/scenario/season.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/base/units.h"

namespace firstline {
namespace {

std::int64_t date(std::string_view text) { return *sim::parse_date(text); }

TEST(DayLevel, WithoutAnythingEveryDayIsTheSame) {
  EXPECT_TRUE(DayLevel().constant());
  EXPECT_EQ(DayLevel().at(1000), 1.0);
  const DayLevel closed(0.0, {}, {{"closed", {.from_day = 5, .to_day = 5, .factor = 1.0, .closed = true}}}, 0);
  EXPECT_TRUE(closed.constant());
}

TEST(DayLevel, GrowsBySoMuchAYear) {
  const DayLevel level(0.1, {}, {}, date("2026-01-01"));
  EXPECT_FALSE(level.constant());
  EXPECT_EQ(level.at(0), 1.0);
  EXPECT_NEAR(level.at(365), std::exp(0.1), 1e-15);
  EXPECT_NEAR(level.at(730), std::exp(0.2), 1e-15);
  EXPECT_EQ(DayLevel(10.0, {}, {}, 0).at(1'000'000), DayLevel(10.0, {}, {}, 0).at(2'000'000));  // kept finite
}

TEST(DayLevel, MonthsAreThoseOfTheDate) {
  Season season;
  for (int month = 1; month <= 12; ++month) season.months.push_back(month);
  const DayLevel level(0.0, season, {}, date("2027-12-30"));
  EXPECT_EQ(level.at(0), 12.0);
  EXPECT_EQ(level.at(1), 12.0);
  EXPECT_EQ(level.at(2), 1.0);
  EXPECT_EQ(level.at(2 + 31 + 28), 2.0);  // 2028-02-29
  EXPECT_EQ(level.at(2 + 31 + 29), 3.0);
}

TEST(DayLevel, WavesPeakAtTheirDate) {
  Season season;
  season.harmonics["year"] = {.period_s = 360.0 * 86'400.0, .amplitude = 0.5, .peak_day = date("2026-03-01")};
  season.harmonics["week"] = {.period_s = 6.0 * 86'400.0, .amplitude = 0.25, .peak_day = date("2026-03-01")};
  const DayLevel level(0.0, season, {}, date("2026-03-01"));
  EXPECT_NEAR(level.at(0), std::exp(0.75), 1e-14);
  EXPECT_NEAR(level.at(3), std::exp(0.5 * std::cos(2.0 * M_PI / 120.0) - 0.25), 1e-14);
  EXPECT_NEAR(level.at(180), std::exp(-0.5 + 0.25), 1e-14);
  EXPECT_NEAR(level.at(-90), std::exp(0.25), 1e-14);
}

TEST(DayLevel, HolidaysMultiply) {
  const std::int64_t start = date("2026-12-20");
  const std::map<std::string, Holiday> holidays{
      {"christmas", {.from_day = date("2026-12-25"), .to_day = date("2026-12-26"), .factor = 0.25}},
      {"frost", {.from_day = date("2026-12-26"), .to_day = date("2027-01-02"), .factor = 2.0}}};
  const DayLevel level(0.0, {}, holidays, start);
  EXPECT_EQ(level.at(4), 1.0);
  EXPECT_EQ(level.at(5), 0.25);
  EXPECT_EQ(level.at(6), 0.5);
  EXPECT_EQ(level.at(13), 2.0);
  EXPECT_EQ(level.at(14), 1.0);
}

TEST(Holidays, ClosedDatesAreListedOnceInOrder) {
  const std::map<std::string, Holiday> holidays{{"a", {.from_day = 12, .to_day = 14, .closed = true}},
                                                {"b", {.from_day = 3, .to_day = 3, .closed = true}},
                                                {"c", {.from_day = 14, .to_day = 15, .closed = true}},
                                                {"d", {.from_day = 20, .to_day = 20}}};
  EXPECT_EQ(closed_dates(holidays), (std::vector<std::int64_t>{3, 12, 13, 14, 15}));
}

TEST(Incident, BoostsThoseItNames) {
  Incident incident{.per_month = 30.4375, .boost = 2.0, .decay_s = 60.0, .contact_types = {}};
  EXPECT_EQ(incident.boost_of("any"), 2.0);
  EXPECT_DOUBLE_EQ(incident.expected_per_day(), 1.0);
  incident.contact_types = {{"calls", 0.5}};
  EXPECT_EQ(incident.boost_of("calls"), 1.0);
  EXPECT_EQ(incident.boost_of("any"), 0.0);
}

}  // namespace
}  // namespace firstline
