#include "models/run/day_formula.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "models/run/formula.h"
#include "models/run/run.h"

namespace firstline {
namespace {

// The eight hours of ContactCenters' MMC and MMCAb: 4.2 calls a minute, 2 min each, 12 agents, from empty.
Scenario eight_hours(bool patient) {
  Scenario scenario;
  ContactType type;
  type.queue = "queue";
  type.arrivals.rate_per_s.slot_s = 28'800.0;
  type.arrivals.rate_per_s.days.fill({4.2 / 60.0});
  type.service = sim::Law::exponential(120.0);
  if (!patient) type.patience = sim::Law::exponential(60.0);
  scenario.contact_types.emplace("call", type);
  scenario.queues.emplace("queue", Queue{});
  Team team;
  team.serves["queue"] = {};
  team.staff = WeekSeries::constant(12.0);
  scenario.teams.emplace("team", team);
  return scenario;
}

Experiment one_day() {
  Experiment experiment;
  experiment.measure_s = 28'800.0;
  experiment.replications = 400;
  return experiment;
}

const std::vector<std::string> kHours{"00:00", "01:00", "02:00", "03:00", "04:00", "05:00", "06:00", "07:00",
                                      "08:00", "09:00", "10:00", "11:00", "12:00", "13:00", "14:00", "15:00",
                                      "16:00", "17:00", "18:00", "19:00", "20:00", "21:00", "22:00", "23:00"};

double value_of(const std::vector<FormulaRow>& rows, const std::string& key, const Slice& slice = {}) {
  const auto row =
      std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r.key == key && r.slice == slice; });
  EXPECT_NE(row, rows.end()) << key << " of " << slice.name;
  return row == rows.end() ? -1.0 : row->value;
}

// science.md, block contactcenters_mmc_day: mean wait .100680741 min and SL .900432409; with patience .029396438 and
// .945793102.
TEST(DayFormula, IsTheExactDay) {
  const auto patient = day_formula_rows(eight_hours(true), one_day(), kHours);
  EXPECT_NEAR(value_of(patient, "wait.mean") / 60.0, 0.100680741, 1e-8);
  EXPECT_NEAR(value_of(patient, "service_level"), 0.900432409, 1e-8);
  const auto leaving = day_formula_rows(eight_hours(false), one_day(), kHours);
  EXPECT_NEAR(value_of(leaving, "abandonment_rate"), 0.029396438, 1e-8);
  EXPECT_NEAR(value_of(leaving, "service_level"), 0.945793102, 1e-8);
  EXPECT_EQ(leaving.front().formula, "day_solver");
}

TEST(DayFormula, StandsBesideTheSimulationHourByHour) {
  RunOptions options;
  options.threads = 2;
  const RunResult result = run(eight_hours(false), one_day(), options);
  ASSERT_EQ(result.formulas.front().formula, "day_solver");
  int compared = 0;
  for (const Estimate& estimate : result.estimates) {
    if (estimate.key != "service_level" || estimate.slice.dimension != "interval" || !estimate.lo) continue;
    const double half_width = 0.5 * (*estimate.hi - *estimate.lo);
    EXPECT_NEAR(*estimate.mean, value_of(result.formulas, "service_level", estimate.slice), 3.0 * half_width);
    ++compared;
  }
  EXPECT_EQ(compared, 8);
}

TEST(DayFormula, IsQuietWhereTheDayIsOfAnotherForm) {
  Scenario scenario = eight_hours(true);
  scenario.contact_types.at("call").service = sim::Law::lognormal(120.0, 1.0);
  EXPECT_TRUE(day_formula_rows(scenario, one_day(), kHours).empty());
  scenario = eight_hours(true);
  scenario.contact_types.at("call").arrivals.day_factor.shape = 10.0;
  EXPECT_TRUE(day_formula_rows(scenario, one_day(), kHours).empty());
  scenario = eight_hours(true);
  scenario.teams.at("team").staff = WeekSeries::constant(11.5);
  EXPECT_TRUE(day_formula_rows(scenario, one_day(), kHours).empty());
  Experiment two_days = one_day();
  two_days.measure_s = 2 * 86'400.0;
  EXPECT_TRUE(day_formula_rows(eight_hours(true), two_days, kHours).empty());
}

}  // namespace
}  // namespace firstline
