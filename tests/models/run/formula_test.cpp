#include "models/run/formula.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace firstline {
namespace {

Scenario station(double staff) {
  Scenario scenario;
  ContactType type;
  type.queue = "queue";
  type.arrivals.rate_per_s = WeekSeries::constant(100.0 / 1800.0);  // 100 calls in 30 min, 3 min each
  type.service = sim::Law::exponential(180.0);
  scenario.contact_types.emplace("call", type);
  scenario.queues.emplace("queue", Queue{});
  Team team;
  team.serves["queue"] = {};
  team.staff = WeekSeries::constant(staff);
  scenario.teams.emplace("team", team);
  return scenario;
}

double value_of(const std::vector<FormulaRow>& rows, const std::string& key, const Slice& slice = {}) {
  const auto row =
      std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r.key == key && r.slice == slice; });
  EXPECT_NE(row, rows.end()) << key << " of " << slice.name;
  return row == rows.end() ? -1.0 : row->value;
}

// published.md 3, pyworkforce: P(w) = 0.174132, SL(20 s) = 0.888350, ASA 7.836 s, occupancy 0.714286 with 14 agents.
TEST(Formula, ErlangCForEndlessPatience) {
  const auto rows = formula_rows(station(14.0), Experiment{}, {});
  EXPECT_EQ(rows.front().formula, "erlang_c");
  EXPECT_NEAR(value_of(rows, "delay_probability"), 0.174132, 1e-6);
  EXPECT_NEAR(value_of(rows, "service_level"), 0.888350, 1e-6);
  EXPECT_NEAR(value_of(rows, "wait.mean"), 7.836, 1e-3);
  EXPECT_NEAR(value_of(rows, "occupancy"), 0.714286, 1e-6);
}

TEST(Formula, ErlangAForExponentialPatience) {
  Scenario scenario = station(14.0);
  scenario.contact_types.at("call").patience = sim::Law::exponential(300.0);
  const auto rows = formula_rows(scenario, Experiment{}, {});
  EXPECT_EQ(rows.front().formula, "erlang_a");
  EXPECT_NEAR(value_of(rows, "abandonment_rate"), 0.013984, 1e-6);
  EXPECT_NEAR(value_of(rows, "wait.mean"), 0.069919 * 60.0, 1e-4);
}

TEST(Formula, GeneralPatienceCountsThoseWhoBalkAsNotWaiting) {
  Scenario scenario = station(14.0);
  scenario.contact_types.at("call").patience = sim::Law::deterministic(60.0);
  const auto stays = formula_rows(scenario, Experiment{}, {});
  EXPECT_EQ(stays.front().formula, "mmn_g");
  scenario.contact_types.at("call").patience.atom_at_zero = 0.25;
  const auto balks = formula_rows(scenario, Experiment{}, {});
  EXPECT_LT(value_of(balks, "delay_probability"), value_of(stays, "delay_probability") * 0.8);
}

// Whoever has no patience at all is gone at once, by an atom or by the law itself: a wait of 0.
TEST(Formula, NobodyWaitsWithoutPatience) {
  Scenario scenario = station(14.0);
  scenario.contact_types.at("call").patience = sim::Law::deterministic(0.0);
  const auto rows = formula_rows(scenario, Experiment{}, {});
  EXPECT_EQ(value_of(rows, "delay_probability"), 0.0);
  EXPECT_EQ(value_of(rows, "wait.mean"), 0.0);
  EXPECT_GT(value_of(rows, "abandonment_rate"), 0.0) << "as many as an Erlang B system would block";
  scenario.contact_types.at("call").patience = sim::Law::empirical({0.0, 60.0}, {1.0, 1.0});
  const auto half = formula_rows(scenario, Experiment{}, {});
  scenario.contact_types.at("call").patience = sim::Law::deterministic(60.0);
  scenario.contact_types.at("call").patience.atom_at_zero = 0.5;
  const auto atom = formula_rows(scenario, Experiment{}, {});
  EXPECT_NEAR(value_of(half, "delay_probability"), value_of(atom, "delay_probability"), 1e-9);
}

// A duration of 60 s shifted by 7 s is one of 67 s; the jump is found, and the integration does not stand still at it.
TEST(Formula, AShiftedPatienceIsThatOfTheWholeDuration) {
  Scenario scenario = station(14.0);
  sim::Law& patience = scenario.contact_types.at("call").patience;
  patience = sim::Law::deterministic(67.0);
  const auto whole = formula_rows(scenario, Experiment{}, {});
  patience = sim::Law::deterministic(60.0);
  patience.shift = 7.0;
  const auto shifted = formula_rows(scenario, Experiment{}, {});
  ASSERT_EQ(shifted.size(), whole.size());
  for (std::size_t i = 0; i < whole.size(); ++i) EXPECT_NEAR(shifted[i].value, whole[i].value, 1e-9) << whole[i].key;
}

// Neither is memoryless: of patience the general formula holds, of service none does.
TEST(Formula, ExponentialWithAShiftOrAnAtomIsNotMarkov) {
  Scenario scenario = station(14.0);
  ContactType& type = scenario.contact_types.at("call");
  type.patience = sim::Law::exponential(300.0);
  type.patience.shift = 20.0;
  EXPECT_EQ(formula_rows(scenario, Experiment{}, {}).front().formula, "mmn_g");
  type.service.atom_at_zero = 0.1;
  EXPECT_TRUE(formula_rows(scenario, Experiment{}, {"00:00"}).empty());
}

TEST(Formula, SaysNothingOfAnUnstableQueue) { EXPECT_TRUE(formula_rows(station(9.0), Experiment{}, {}).empty()); }

TEST(Formula, IsQuietWhereItsAnswerIsOutOfReach) {
  Scenario scenario = station(14.0);
  scenario.contact_types.at("call").arrivals.rate_per_s = WeekSeries::constant(1.0);
  scenario.contact_types.at("call").patience = sim::Law::exponential(30.0 * 86'400.0);
  EXPECT_TRUE(formula_rows(scenario, Experiment{}, {}).empty());
  scenario.contact_types.emplace("other", scenario.contact_types.at("call"));
  EXPECT_TRUE(formula_rows(scenario, Experiment{}, {"00:00"}).empty());
}

TEST(Formula, SaysNothingOfAQueueWithLimitedPlaces) {
  Scenario scenario = station(14.0);
  scenario.contact_types.at("call").patience = sim::Law::exponential(300.0);
  scenario.queues.at("queue").capacity = 3;
  EXPECT_TRUE(formula_rows(scenario, Experiment{}, {"00:00"}).empty());
}

TEST(Formula, SaysNothingOfWeeksThatDiffer) {
  const auto rows = [](const Scenario& scenario) { return formula_rows(scenario, Experiment{}, {"00:00"}).size(); };
  ASSERT_GT(rows(station(11.0)), 0u);
  Scenario scenario = station(11.0);
  Arrivals& arrivals = scenario.contact_types.begin()->second.arrivals;
  arrivals.growth = 0.1;
  EXPECT_EQ(rows(scenario), 0u);
  arrivals.growth = 0.0;
  arrivals.season.months.assign(12, 1.0);
  EXPECT_EQ(rows(scenario), 0u);
  arrivals.season.months.clear();
  arrivals.trace_s = {1.0};
  EXPECT_EQ(rows(scenario), 0u);
  arrivals.trace_s.reset();
  scenario.holidays["h"] = {.from_day = 0, .to_day = 0, .factor = 0.5, .closed = false};
  EXPECT_EQ(rows(scenario), 0u);
  scenario.holidays.clear();
  scenario.incidents["i"] = {.per_month = 1.0, .boost = 1.0, .decay_s = 60.0, .contact_types = {}};
  EXPECT_EQ(rows(scenario), 0u);
  scenario.incidents.clear();
  EXPECT_GT(rows(scenario), 0u);
}

TEST(Formula, SaysNothingOfWorkThatIsPassedOnOrReturns) {
  EXPECT_FALSE(formula_rows(station(14.0), Experiment{}, {}).empty());
  Scenario scenario = station(14.0);
  scenario.contact_types.at("call").returns.unresolved = 0.5;
  EXPECT_TRUE(formula_rows(scenario, Experiment{}, {}).empty());
  scenario = station(14.0);
  scenario.queues.at("queue").handling.resolves = 0.7;
  EXPECT_TRUE(formula_rows(scenario, Experiment{}, {"00:00"}).empty());
}

TEST(Formula, PoolsIntervalByIntervalWhereThingsChange) {
  Scenario scenario = station(14.0);
  scenario.contact_types.at("call").patience = sim::Law::exponential(300.0);
  scenario.contact_types.emplace("other", scenario.contact_types.at("call"));
  scenario.contact_types.at("call").arrivals.rate_per_s = WeekSeries::constant(50.0 / 1800.0);
  scenario.contact_types.at("other").arrivals.rate_per_s = WeekSeries::constant(50.0 / 1800.0);
  Experiment experiment;
  experiment.interval_s = 43'200.0;
  const auto rows = formula_rows(scenario, experiment, {"00:00", "12:00"});
  EXPECT_NEAR(value_of(rows, "abandonment_rate", {"interval", "12:00"}), 0.013984, 1e-6);
  EXPECT_NEAR(value_of(rows, "abandonment_rate"), 0.013984, 1e-6);
}

// Whoever comes to a closed queue is turned away and enters none: nothing is said of that interval, and the day is the
// other one's.
TEST(Formula, PoolsWhileTheQueueIsOpen) {
  Scenario scenario = station(14.0);
  scenario.contact_types.at("call").patience = sim::Law::exponential(300.0);
  Queue& queue = scenario.queues.at("queue");
  queue.has_hours = true;
  queue.opening_hours.fill({{.from_s = 43'200, .to_s = 86'400}});
  Team& team = scenario.teams.begin()->second;
  team.staff.slot_s = 43'200.0;
  team.staff.days.fill({7.0, 14.0});
  Experiment experiment;
  experiment.interval_s = 43'200.0;
  const auto rows = formula_rows(scenario, experiment, {"00:00", "12:00"});
  for (const FormulaRow& row : rows) EXPECT_NE(row.slice.name, "00:00") << row.key;
  EXPECT_NEAR(value_of(rows, "abandonment_rate", {"interval", "12:00"}), 0.013984, 1e-6);
  EXPECT_NEAR(value_of(rows, "abandonment_rate"), 0.013984, 1e-6);
}

}  // namespace
}  // namespace firstline
