#include "models/scenario/demand.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/scenario/load.h"

namespace firstline {
namespace {

Scenario small() { return load_scenario(small_document(), "day.json").scenario; }

// 1000 contacts a day from 2026-01-01, a Thursday.
Scenario thousand_a_day() {
  Scenario scenario = small();
  scenario.start_day = *sim::parse_date("2026-01-01");
  scenario.contact_types.at("calls").arrivals.rate_per_s = WeekSeries::constant(1000.0 / 86400.0);
  return scenario;
}

std::int64_t contacts(const Scenario& scenario, double days, int replications = 1) {
  Experiment experiment;
  experiment.measure_s = days * 86400.0;
  experiment.replications = replications;
  return static_cast<std::int64_t>(estimated_contacts(scenario, experiment));
}

TEST(Demand, ContactsAreEstimatedByWeekday) {
  Scenario scenario = small();
  ContactType& calls = scenario.contact_types.at("calls");
  calls.arrivals.rate_per_s = WeekSeries{};
  calls.arrivals.rate_per_s.slot_s = 3600.0;
  calls.arrivals.rate_per_s.days[0] = {0.0, 36.0 / 3600.0};  // Monday from 01:00
  calls.arrivals.rate_per_s.days[2] = {72.0 / 3600.0};       // Wednesday from 00:00
  scenario.start_day = *sim::parse_date("1999-01-04");       // a Monday
  Experiment experiment;
  experiment.replications = 10;
  const auto contacts = [&](double days) {
    experiment.measure_s = days * 86400.0;
    return static_cast<std::int64_t>(estimated_contacts(scenario, experiment));
  };
  EXPECT_EQ(contacts(1.0), 360);
  EXPECT_EQ(contacts(1.5 / 24.0), 180);
  EXPECT_EQ(contacts(2.0), 360);
  EXPECT_EQ(contacts(3.0), 1080);
  EXPECT_EQ(contacts(14.0), 2160);
  EXPECT_EQ(contacts(15.0), 2520);
  experiment.warm_up_s = 7.0 * 86400.0;
  EXPECT_EQ(contacts(7.0), 2160);
}

TEST(Demand, ContactsOnALineLieBetweenTheNumbers) {
  Scenario scenario = small();
  Arrivals& arrivals = scenario.contact_types.at("calls").arrivals;
  arrivals.rate_per_s = WeekSeries{};
  arrivals.rate_per_s.slot_s = 3600.0;
  arrivals.rate_per_s.days.fill({36.0 / 3600.0, 108.0 / 3600.0, 0.0});
  Experiment experiment;
  experiment.replications = 1;
  EXPECT_EQ(static_cast<int>(estimated_contacts(scenario, experiment)), 144);
  arrivals.interpolation = Interpolation::linear;  // (36 + 108) / 2 + (108 + 0) / 2
  EXPECT_EQ(static_cast<int>(estimated_contacts(scenario, experiment)), 126);
}

TEST(Demand, HolidaysAndMonthsCountOnTheirDays) {
  Scenario scenario = thousand_a_day();
  const std::int64_t first = scenario.start_day;
  scenario.holidays["new year"] = {.from_day = first, .to_day = first, .factor = 0.3};
  scenario.holidays["week"] = {.from_day = first + 30, .to_day = first + 32, .factor = 2.0};
  EXPECT_EQ(contacts(scenario, 1.0), 300);
  EXPECT_EQ(contacts(scenario, 2.5), 300 + 1500);
  EXPECT_EQ(contacts(scenario, 40.0, 3), 3 * (40'000 - 700 + 3'000));
  scenario.contact_types.at("calls").arrivals.season.months = {1, 0.5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  EXPECT_EQ(contacts(scenario, 31.0), 31'000 - 700 + 1'000);
  EXPECT_EQ(contacts(scenario, 40.0), 31'000 - 700 + 1'000 + 2 * 1'000 + 7 * 500);
}

TEST(Demand, GrowthIsSummedDayByDay) {
  Scenario scenario = thousand_a_day();
  scenario.contact_types.at("calls").arrivals.growth = 0.365;  // a thousandth a day
  double sum = 0.0;
  for (int day = 0; day < 365; ++day) sum += 1000.0 * std::exp(0.001 * day);
  EXPECT_NEAR(static_cast<double>(contacts(scenario, 365.0)), sum, 1.0);
  // So many days that only some are looked at.
  scenario.contact_types.at("calls").arrivals.growth = 1e-6 * 365.0;
  EXPECT_NEAR(static_cast<double>(contacts(scenario, 1e6)), 1000.0 * std::expm1(1.0) * 1e6, 1e5);
}

TEST(Demand, IncidentsAddTheirMean) {
  Scenario scenario = thousand_a_day();
  // Once a day, one more rate that lasts a tenth of a day.
  scenario.incidents["outage"] = {.per_month = 365.25 / 12.0, .boost = 1.0, .decay_s = 8640.0, .contact_types = {}};
  EXPECT_NEAR(static_cast<double>(contacts(scenario, 10.0)), 11'000.0, 1.0);
  scenario.incidents["outage"].contact_types = {{"calls", 0.5}};
  EXPECT_NEAR(static_cast<double>(contacts(scenario, 10.0)), 10'500.0, 1.0);
  scenario.incidents["outage"].contact_types = {{"mail", 1.0}};
  EXPECT_EQ(contacts(scenario, 10.0), 10'000);
}

TEST(Demand, TracesAreCounted) {
  Scenario scenario = thousand_a_day();
  scenario.contact_types.at("calls").arrivals.trace_s = {0.0, 1.0, 86'399.0, 86'400.0, 1e6};
  EXPECT_EQ(contacts(scenario, 1.0), 3);
  EXPECT_EQ(contacts(scenario, 2.0, 10), 40);
}

}  // namespace
}  // namespace firstline
