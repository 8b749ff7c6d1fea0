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

// Whatever formulas do not speak of, named one by one.
TEST(Scenario, PlainIsWhatOnlyAnswers) {
  Scenario plain;
  plain.contact_types["calls"].redial.probability = 0.5;
  plain.contact_types["calls"].segment = "gold";
  plain.queues["main"].line = 2;
  plain.teams["line 1"].serves["main"].priority = 2;
  plain.costs.span = 12.0;
  EXPECT_TRUE(is_plain(plain));
  const auto with = [&plain](const auto& change) {
    Scenario scenario = plain;
    change(scenario, scenario.contact_types["calls"], scenario.queues["main"], scenario.teams["line 1"]);
    return is_plain(scenario);
  };
  using Type = ContactType;
  EXPECT_FALSE(with([](Scenario& s, Type&, Queue&, Team&) { s.channels["phone"]; }));
  EXPECT_FALSE(with([](Scenario& s, Type&, Queue&, Team&) { s.topics["bills"]; }));
  EXPECT_FALSE(with([](Scenario& s, Type&, Queue&, Team&) { s.slas["gold"]; }));
  EXPECT_FALSE(with([](Scenario&, Type& t, Queue&, Team&) { t.topics["bills"] = 1.0; }));
  EXPECT_FALSE(with([](Scenario&, Type& t, Queue&, Team&) { t.channels["phone"] = 1.0; }));
  EXPECT_FALSE(with([](Scenario&, Type& t, Queue&, Team&) { t.returns.unresolved = 0.1; }));
  EXPECT_FALSE(with([](Scenario&, Type& t, Queue&, Team&) { t.returns.resolved = 0.1; }));
  EXPECT_FALSE(with([](Scenario&, Type& t, Queue&, Team&) { t.redial.switches = 0.1; }));
  EXPECT_FALSE(with([](Scenario&, Type&, Queue& q, Team&) { q.ageing = 2.0; }));
  EXPECT_FALSE(with([](Scenario&, Type&, Queue& q, Team&) { q.handling.resolves = 0.9; }));
  EXPECT_FALSE(with([](Scenario&, Type&, Queue& q, Team&) { q.intake.emplace(); }));
  EXPECT_FALSE(with([](Scenario&, Type&, Queue& q, Team&) { q.transfer.warm = 0.1; }));
  EXPECT_FALSE(with([](Scenario&, Type&, Queue& q, Team&) { q.announcement.emplace(); }));
  EXPECT_FALSE(with([](Scenario&, Type&, Queue& q, Team&) { q.callback.emplace(); }));
  EXPECT_FALSE(with([](Scenario&, Type&, Queue&, Team& t) { t.roster["early"]; }));
  EXPECT_FALSE(with([](Scenario&, Type&, Queue&, Team& t) { t.habits.speed_spread = 0.1; }));
  EXPECT_FALSE(with([](Scenario&, Type&, Queue&, Team& t) { t.serves["main"].after_s = 1.0; }));
  EXPECT_FALSE(with([](Scenario&, Type&, Queue&, Team& t) { t.serves["main"].reserve = 1; }));
  EXPECT_FALSE(with([](Scenario&, Type&, Queue&, Team& t) { t.serves["main"].min_waiting = 1; }));
  EXPECT_FALSE(with([](Scenario&, Type&, Queue&, Team& t) { t.serves["main"].speed = 1.1; }));
  EXPECT_FALSE(with([](Scenario&, Type&, Queue&, Team& t) { t.serves["main"].quality = 0.9; }));
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
