#include "models/scenario/scenario.h"

#include <gtest/gtest.h>

namespace firstline {
namespace {

TEST(Scenario, SeriesIsZeroOutsideItsSlots) {
  WeekSeries series;
  series.slot_s = 1800.0;
  series.days[2] = {0.0, 4.0, 5.0};
  EXPECT_EQ(series.at(2, 0.0), 0.0);
  EXPECT_EQ(series.at(2, 1800.0), 4.0);
  EXPECT_EQ(series.at(2, 3599.999), 4.0);
  EXPECT_EQ(series.at(2, 3600.0), 5.0);
  EXPECT_EQ(series.at(2, 5400.0), 0.0);
  EXPECT_EQ(series.at(3, 1800.0), 0.0);
  EXPECT_EQ(series.at(2, -1.0), 0.0);
}

TEST(Scenario, ConstantSeriesHoldsAllWeek) {
  const WeekSeries series = WeekSeries::constant(2.5);
  for (int day = 0; day < 7; ++day) {
    EXPECT_EQ(series.at(day, 0.0), 2.5);
    EXPECT_EQ(series.at(day, 86399.0), 2.5);
  }
  EXPECT_EQ(series, WeekSeries::constant(2.5));
}

TEST(Scenario, EmptyScenarioHasHarmlessDefaults) {
  const ContactType type;
  EXPECT_EQ(type.patience.kind, sim::LawKind::none);
  EXPECT_EQ(type.redial.probability, 0.0);
  EXPECT_EQ(sim::format_date(Scenario{}.start_day), "1999-01-01");
  EXPECT_FALSE(Queue{}.capacity.has_value());
}

TEST(Team, ExtraStaffAddsWithinItsHoursAndDaysAndNeverBelowNobody) {
  Team team;
  team.staff = WeekSeries::constant(2.0);
  ExtraStaff more;
  more.hours = {.from_s = 3600, .to_s = 7200};
  more.days = {true, false, true, true, true, true, true};
  more.operators = 1.5;
  team.extra_staff["more"] = more;
  EXPECT_EQ(team.level_at(0, 3599.0), 2.0);
  EXPECT_EQ(team.level_at(0, 3600.0), 3.5);
  EXPECT_EQ(team.level_at(1, 3600.0), 2.0);
  EXPECT_EQ(team.level_at(0, 7200.0), 2.0);
  team.extra_staff["more"].operators = -5.0;
  EXPECT_EQ(team.level_at(0, 3600.0), 0.0);
}

}  // namespace
}  // namespace firstline
