#include "models/center/workforce.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

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

// --- Rosters
constexpr sim::StreamKey kKey{11, 0};

Team rostered(int operators, const Habits& habits = {}) {
  Team team;
  team.roster["all"] = {.shift = "day", .operators = operators, .rotation = {}};
  team.habits = habits;
  return team;
}
const Ids kShifts{{"day", 0}, {"night", 1}};

TEST(Workforce, ARosterStandsInsteadOfLevels) {
  Team team = rostered(3);
  team.staff = WeekSeries::constant(7.0);
  team.roster["nights"] = {.shift = "night", .operators = 2, .cycle_weeks = 3, .week = 2, .rotation = Rotation{"b", 4}};
  const WorkforceModel model = compile_workforce(team, kShifts, {{"a", 0}, {"b", 1}});
  EXPECT_TRUE(model.rostered);
  EXPECT_EQ(model.most, 0);
  EXPECT_TRUE(model.days[0].empty());
  ASSERT_EQ(model.rows.size(), 2u);
  EXPECT_EQ(model.rows[0].other_team, kHomeTeam);
  EXPECT_EQ(model.rows[1].shift, 1u);
  EXPECT_EQ(model.rows[1].week, 1);
  EXPECT_EQ(model.rows[1].other_team, 1u);
  std::vector<PersonModel> persons;
  add_persons(model, 5, 0xabcdef, persons);
  ASSERT_EQ(persons.size(), 5u);
  EXPECT_EQ(persons[4].entity, operator_entity(0xabcdef, sim::name_hash24("nights"), 1));
  EXPECT_EQ(persons[4].team, 5u);
}

TEST(Workforce, ARowHoldsInItsWeekOfTheCycle) {
  RowModel row{.days = {true, true, true, true, true, false, false}, .cycle_weeks = 2, .week = 0};
  std::string weeks;  // 16 days from a Friday
  for (int day = 0; day < 16; ++day) weeks += is_planned(row, 4, day) ? 'x' : '.';
  EXPECT_EQ(weeks, "x.........xxxxx.");
  row.week = 1;
  weeks.clear();
  for (int day = 0; day < 16; ++day) weeks += is_planned(row, 4, day) ? 'x' : '.';
  EXPECT_EQ(weeks, "...xxxxx........");
}

// Week 1 is that of day 0, so the Sunday before a Monday is in the last week of the cycle.
TEST(Workforce, TheDayBeforeTheFirstMayBeOfTheWeekBefore) {
  RowModel row{.days = {false, false, false, false, false, false, true}, .cycle_weeks = 3, .week = 2};
  EXPECT_TRUE(is_planned(row, 0, -1));
  EXPECT_FALSE(is_planned(row, 1, -1));
  row.week = 0;
  EXPECT_FALSE(is_planned(row, 0, -1));
  row.days = {true, false, false, false, false, false, false};
  EXPECT_TRUE(is_planned(row, 1, -1));
}

TEST(Workforce, PersonsTakeTurnsAtTheOtherTeam) {
  RowModel row{.other_team = 1, .every = 5};
  for (std::int64_t day = 1; day <= 20; ++day) {
    int away = 0;
    for (std::uint32_t number = 0; number < 10; ++number) away += works_away(row, number, day) ? 1 : 0;
    EXPECT_EQ(away, 2) << day;
  }
  EXPECT_TRUE(works_away(row, 0, 5));
  EXPECT_TRUE(works_away(row, 3, 2));
  row.other_team = kHomeTeam;
  EXPECT_FALSE(works_away(row, 0, 5));
}

TEST(Workforce, PausesAreSpreadEvenly) {
  const PauseModel pause{.from = 100, .to = 200};
  EXPECT_EQ(pause_start(pause, 0, 1), 100);
  EXPECT_EQ(pause_start(pause, 0, 3), 100);
  EXPECT_EQ(pause_start(pause, 1, 3), 150);
  EXPECT_EQ(pause_start(pause, 2, 3), 200);
}

// Beta with mean m and correlation r: variance m (1 - m) r; the number of absent of n is beta-binomial.
TEST(Workforce, AbsenceIsBetaBinomial) {
  for (const auto& [rate, correlation] :
       {std::pair{0.08, 0.0}, {0.08, 0.05}, {0.3, 0.3}, {0.02, 0.9}, {0.5, 1.0}, {0.5, 1e-7}}) {
    constexpr int kDays = 10'000, kPersons = 12;
    Habits habits;
    habits.absence = {.rate = rate, .correlation = correlation};
    const WorkforceModel model = compile_workforce(rostered(kPersons, habits), kShifts);
    const ShiftModel shift{.from = 0, .to = sim::kTicksPerHour};
    double chance_sum = 0.0, chance_square = 0.0, chance_fourth = 0.0, sum = 0.0, square = 0.0, fourth = 0.0;
    for (std::int64_t day = 0; day < kDays; ++day) {
      const double chance = absence_chance(model, kKey, 77, day);
      int absent = 0;
      for (std::uint32_t number = 0; number < kPersons; ++number) {
        absent += plan_day(model, shift, operator_entity(77, 1, number), kKey, day, chance).absent ? 1 : 0;
      }
      const double p = chance - rate, x = absent - kPersons * rate;
      chance_sum += p;
      chance_square += p * p;
      chance_fourth += p * p * p * p;
      sum += x;
      square += x * x;
      fourth += x * x * x * x;
    }
    const auto check = [](double got, double expected, double sum_of_squares, const char* what) {
      const double se = std::sqrt(std::max(sum_of_squares / kDays - got * got, 0.0) / kDays);
      EXPECT_NEAR(got, expected, 4.5 * se + 1e-6) << what;
    };
    const double spread = rate * (1.0 - rate);
    check(chance_sum / kDays, 0.0, chance_square, "mean chance");
    check(chance_square / kDays, spread * correlation, chance_fourth, "variance of the chance");
    check(sum / kDays, 0.0, square, "mean absent");
    check(square / kDays, kPersons * spread * (1.0 + (kPersons - 1) * correlation), fourth, "variance absent");
  }
}

TEST(Workforce, AHigherRateOfAbsenceOnlyAddsToTheAbsent) {
  for (std::int64_t day = 0; day < 200; ++day) {
    double last = 0.0;
    for (double rate = 0.01; rate < 1.0; rate += 0.07) {
      Habits habits;
      habits.absence = {.rate = rate, .correlation = 0.2};
      const double chance = absence_chance(compile_workforce(rostered(1, habits), kShifts), kKey, 77, day);
      EXPECT_GE(chance, last);
      last = chance;
    }
  }
}

TEST(Workforce, AdherenceIsNormalCutAtTwoDeviations) {
  constexpr int kDraws = 100'000;
  double sum = 0.0, square = 0.0, fourth = 0.0;
  for (std::uint32_t i = 0; i < kDraws; ++i) {
    const double z =
        sim::ticks_to_seconds(adherence_offset(240.0, sim::draw_word(kKey, sim::Purpose::absence, i))) / 240.0;
    EXPECT_LE(std::fabs(z), 2.0 + 1e-8);
    sum += z;
    square += z * z;
    fourth += z * z * z * z;
  }
  // 1 - 4 phi(2) / (2 Phi(2) - 1)
  const double variance = 0.773741217143;
  EXPECT_NEAR(sum / kDraws, 0.0, 4.5 * std::sqrt(variance / kDraws));
  EXPECT_NEAR(square / kDraws, variance, 4.5 * std::sqrt((fourth / kDraws - variance * variance) / kDraws));
  EXPECT_EQ(adherence_offset(0.0, 123), 0);
  EXPECT_LT(adherence_offset(240.0, 5), adherence_offset(240.0, 6'000'000));
}

TEST(Workforce, NoiseStaysInTheDayAndInOrder) {
  Habits habits;
  habits.adherence_s = 3600.0;
  const WorkforceModel model = compile_workforce(rostered(1, habits), kShifts);
  int at_midnight = 0, empty = 0;
  for (std::int64_t day = 0; day < 2000; ++day) {
    const ShiftModel early{.from = 0, .to = 30 * sim::kTicksPerMinute};
    const PersonDay plan = plan_day(model, early, 1, kKey, day, 0.0);
    EXPECT_GE(plan.start, 0);
    EXPECT_GE(plan.end, plan.start);
    at_midnight += plan.start == 0 ? 1 : 0;
    empty += plan.end == plan.start ? 1 : 0;
    const ShiftModel late{.from = sim::kTicksPerDay - sim::kTicksPerMinute, .to = sim::kTicksPerDay};
    EXPECT_LT(plan_day(model, late, 1, kKey, day, 0.0).start, sim::kTicksPerDay);
  }
  EXPECT_NEAR(at_midnight, 1000, 150);
  EXPECT_GT(empty, 100);
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
