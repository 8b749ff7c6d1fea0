#include "models/center/workforce.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/center/stage.h"

namespace firstline {
namespace {

using stage::kSecond;

double level_at(const WorkforceModel& model, std::size_t weekday, sim::Tick since_midnight) {
  double level = 0.0;
  for (const StaffStep& step : model.days[weekday]) {
    if (step.at <= since_midnight) level = step.level;
  }
  return level;
}

TEST(Workforce, ConstantStaffIsOneStep) {
  const WorkforceModel model = compile_workforce(stage::team_for({}, 7.0));
  for (const auto& day : model.days) {
    ASSERT_EQ(day.size(), 1u);
    EXPECT_EQ(day[0].at, 0);
    EXPECT_DOUBLE_EQ(day[0].level, 7.0);
  }
  EXPECT_EQ(model.most, 7);
}

TEST(Workforce, EverySlotOfEveryLengthHoldsItsLevel) {
  for (const int slot_s : {1, 7, 60, 100, 300, 450, 900, 1800, 3600, 7200}) {
    Team team;
    team.staff.slot_s = slot_s;
    const int slots = 86'400 / slot_s;
    for (auto& day : team.staff.days) day.clear();
    for (int slot = 0; slot < slots; ++slot) team.staff.days[3].push_back(slot % 97);
    const WorkforceModel model = compile_workforce(team);
    std::size_t step = 0;
    for (int slot = 0; slot < slots; ++slot) {
      ASSERT_LT(step, model.days[3].size()) << slot_s << " s, slot " << slot;
      ASSERT_EQ(model.days[3][step].at, slot * slot_s * kSecond);
      ASSERT_DOUBLE_EQ(model.days[3][step].level, slot % 97);
      ++step;
    }
  }
}

TEST(Workforce, StaffEndsWithTheLastSlotGiven) {
  Team team;
  team.staff.slot_s = 3600.0;
  team.staff.days[0] = {0, 2, 3};
  const WorkforceModel model = compile_workforce(team);
  EXPECT_DOUBLE_EQ(level_at(model, 0, 2 * sim::kTicksPerHour), 3.0);
  EXPECT_DOUBLE_EQ(level_at(model, 0, 3 * sim::kTicksPerHour), 0.0);
  EXPECT_DOUBLE_EQ(level_at(model, 1, 2 * sim::kTicksPerHour), 0.0);
}

TEST(Workforce, ExtraStaffAddsWithinItsHoursAndNeverGoesBelowNobody) {
  Team team = stage::team_for({}, 3.0);
  team.extra_staff["more"] = {.days = {}, .hours = {100, 200}, .operators = 2.0};
  team.extra_staff["more"].days[4] = true;
  team.extra_staff["fewer"] = {.days = {}, .hours = {150, 86'400}, .operators = -10.0};
  team.extra_staff["fewer"].days[4] = true;
  const WorkforceModel model = compile_workforce(team);
  EXPECT_DOUBLE_EQ(level_at(model, 4, 100 * kSecond - 1), 3.0);
  EXPECT_DOUBLE_EQ(level_at(model, 4, 100 * kSecond), 5.0);
  EXPECT_DOUBLE_EQ(level_at(model, 4, 150 * kSecond), 0.0);
  EXPECT_DOUBLE_EQ(level_at(model, 5, 100 * kSecond), 3.0);
  EXPECT_EQ(model.most, 5);
}

TEST(Workforce, AFractionIsAChance) {
  EXPECT_EQ(realised_level(4.0, 0.0), 4);
  EXPECT_EQ(realised_level(4.4, 0.399), 5);
  EXPECT_EQ(realised_level(4.4, 0.401), 4);
  EXPECT_EQ(realised_level(0.0, 0.0), 0);
}

TEST(Workforce, AHigherPlanNeverHasFewerOperators) {
  for (int i = 0; i < 100; ++i) {
    const double u = (i + 0.5) / 100.0;
    for (double level = 0.0; level < 5.0; level += 0.1) {
      EXPECT_GE(realised_level(level + 0.1, u), realised_level(level, u));
    }
  }
}

// --- Operators in the whole centre
TEST(Staff, AFractionComesTrueOnItsShareOfDays) {
  Scenario scenario = stage::one_queue({}, 20.0, 2.3);
  constexpr int kDays = 4000;
  const stage::Run run = stage::play(scenario, stage::measure(kDays * 86'400.0));
  const double mean =
      static_cast<double>(stage::team_total(run.counters).paid()) / static_cast<double>(run.counters.measured);
  EXPECT_NEAR(mean, 2.3, 4.5 * std::sqrt(0.3 * 0.7 / kDays));
}

TEST(Staff, AFallIsExhaustive) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 12, 14}), 20.0, 0.0);
  scenario.teams["desk"].staff = stage::steps({{0, 1}}, 15);
  const stage::Run run = stage::play(scenario, stage::measure(100));
  const ContactLog rows = stage::by_arrival(run);
  EXPECT_EQ(rows[0].ended, 30 * kSecond);         // finished after the shift
  EXPECT_EQ(rows[1].answered, 86'400 * kSecond);  // and nothing more until the next morning
  const TeamCell desk = stage::team_total(run.counters);
  EXPECT_EQ(desk.busy, 20 * kSecond);
  EXPECT_EQ(desk.overtime, 15 * kSecond);
  EXPECT_EQ(desk.available, 10 * kSecond);
}

TEST(Staff, ARiseCancelsALeave) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 12}), 20.0, 0.0);
  scenario.teams["desk"].staff = stage::steps({{0, 1}, {15, 0}, {25, 1}}, 90);
  const stage::Run run = stage::play(scenario, stage::measure(80));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run)), (std::vector<double>{10, 30}));
  const TeamCell desk = stage::team_total(run.counters);
  EXPECT_EQ(desk.overtime, 10 * kSecond);
  EXPECT_EQ(desk.paid(), 80 * kSecond);
}

TEST(Staff, ARiseTakesTheWaitingAtOnce) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 12, 14}), 20.0, 0.0);
  scenario.teams["desk"].staff = stage::steps({{20, 2}}, 200);
  EXPECT_EQ(stage::answers_s(stage::by_arrival(stage::play(scenario, stage::measure(100)))),
            (std::vector<double>{20, 20, 40}));
}

// Ciw's overtime example: a customer every 3, work 5, one operator until 4, two from 4 to 10, none until 100.
TEST(Staff, OvertimeOfTwoShiftsAsInCiw) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {3, 6, 9}), 5.0, 0.0);
  scenario.teams.clear();
  scenario.teams["a"] = stage::team_for({"line"}, 0.0);
  scenario.teams["a"].staff = stage::steps({{0, 1}}, 4);
  scenario.teams["b"] = stage::team_for({"line"}, 0.0);
  scenario.teams["b"].staff = stage::steps({{4, 2}}, 10);
  const stage::Run run = stage::play(scenario, stage::measure(100));
  EXPECT_EQ(stage::team_total(run.counters, 0).overtime, 4 * kSecond);
  EXPECT_EQ(stage::team_total(run.counters, 1).overtime, (1 + 4) * kSecond);
  EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{8, 11, 14}));
}

TEST(Staff, AtOneInstantAServiceEndsBeforeTheShiftDoes) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 12}), 20.0, 0.0);
  scenario.teams["desk"].staff = stage::steps({{0, 1}}, 30);
  EXPECT_EQ(stage::answers_s(stage::by_arrival(stage::play(scenario, stage::measure(100)))),
            (std::vector<double>{10, 30}));
}

TEST(Staff, AtOneInstantAnArrivalComesBeforeTheShiftEnds) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 30}), 5.0, 0.0);
  scenario.teams["desk"].staff = stage::steps({{0, 1}}, 30);
  EXPECT_EQ(stage::answers_s(stage::by_arrival(stage::play(scenario, stage::measure(100)))),
            (std::vector<double>{10, 30}));
}

TEST(Staff, AtOneInstantTheShiftBeginsBeforePatienceEnds) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10}), 5.0, 0.0, sim::Law::deterministic(20.0));
  scenario.teams["desk"].staff = stage::steps({{30, 1}}, 100);
  EXPECT_EQ(stage::outcomes(stage::by_arrival(stage::play(scenario, stage::measure(100)))),
            (std::vector<Outcome>{Outcome::answered}));
  scenario.contact_types["call"].patience = sim::Law::deterministic(19.999999);
  EXPECT_EQ(stage::outcomes(stage::by_arrival(stage::play(scenario, stage::measure(100)))),
            (std::vector<Outcome>{Outcome::abandoned}));
}

TEST(Staff, PaidTimeIsHandedToTheIntervalOfTheClock) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {50}), 30.0, 0.0);
  scenario.teams["desk"].staff = stage::steps({{0, 2}}, 100);
  Experiment experiment = stage::measure(200);
  experiment.interval_s = 60.0;
  const stage::Run run = stage::play(scenario, experiment);
  EXPECT_EQ(run.counters.teams[0].busy, 10 * kSecond);
  EXPECT_EQ(run.counters.teams[0].available, 110 * kSecond);
  EXPECT_EQ(run.counters.teams[1].busy, 20 * kSecond);
  EXPECT_EQ(run.counters.teams[1].available, 60 * kSecond);
  EXPECT_EQ(run.counters.teams[2].paid(), 0);
}

}  // namespace
}  // namespace firstline
