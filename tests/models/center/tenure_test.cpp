#include "models/center/tenure.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "models/center/center_sim.h"
#include "tests/models/center/stage.h"

namespace firstline {
namespace {

// One desk of a roster, around the clock; both groups have two persons.
Scenario roster_of(const Scenario& base, std::optional<double> first_months, std::optional<double> second_months) {
  Scenario scenario = base;
  scenario.shifts["day"].hours = {.from_s = 0, .to_s = 86'400};
  Team& desk = scenario.teams["desk"];
  desk.staff = {};
  desk.roster["a"].shift = "day";
  desk.roster["a"].operators = 2;
  desk.roster["a"].tenure_months = first_months;
  desk.roster["b"].shift = "day";
  desk.roster["b"].operators = 2;
  desk.roster["b"].tenure_months = second_months;
  return scenario;
}

Scenario chats() {
  Scenario scenario = stage::one_queue({}, 100.0, 1.0, sim::Law::exponential(300.0));
  scenario.contact_types["call"].arrivals.rate_per_s = WeekSeries::constant(0.05);
  scenario.channels["chat"] = {.kind = ChannelKind::chat, .chat = Chat{}};
  scenario.contact_types["call"].channels = {{"chat", 1.0}};
  scenario.teams["desk"].chat_slots = 3;
  return scenario;
}

TEST(Tenure, TheLastStepThatIsReachedHolds) {
  Scenario scenario = roster_of(chats(), 5.0, std::nullopt);
  scenario.tenure["new"] = {.from_months = 0.0, .chat_slots = 1, .errors = 2.0};
  scenario.tenure["able"] = {.from_months = 5.0, .chat_slots = 2, .errors = 1.5};
  scenario.tenure["old"] = {.from_months = 12.0};
  const CenterModel model = compile(scenario, {});
  ASSERT_EQ(model.persons.size(), 4u);
  EXPECT_EQ(model.tenure.chat_slots, (std::vector<std::int32_t>{2, 2, TenureModel::kNoCap, TenureModel::kNoCap}));
  EXPECT_DOUBLE_EQ(model.tenure.error_shift(0, 0), std::log(1.5));
  EXPECT_EQ(model.tenure.error_shift(2, 0), 0.0) << "no tenure is told";
  EXPECT_TRUE(model.tenure.has_room(1, 0, 1));
  EXPECT_FALSE(model.tenure.has_room(1, 0, 2));
  EXPECT_TRUE(model.tenure.has_room(1, 2, 9)) << "an operator of a level";
}

TEST(Tenure, BelowTheFirstStepAndWithoutATableThereIsNone) {
  Scenario scenario = roster_of(chats(), 1.0, 1.0);
  EXPECT_TRUE(compile(scenario, {}).tenure.chat_slots.empty());
  scenario.tenure["able"] = {.from_months = 2.0, .chat_slots = 1, .errors = 3.0};
  EXPECT_TRUE(compile(scenario, {}).tenure.chat_slots.empty());
  EXPECT_TRUE(compile(scenario, {}).tenure.error_log_odds.empty());
}

// A cap on everybody is the team's own cap, bit for bit; one that is not reached is none.
TEST(Tenure, ACapOnEverybodyIsTheTeams) {
  Scenario capped = roster_of(chats(), 3.0, 3.0);
  capped.tenure["all"] = {.from_months = 0.0, .chat_slots = 2};
  Scenario plain = roster_of(chats(), std::nullopt, std::nullopt);
  const auto three = stage::play(plain, stage::measure(20'000));
  plain.teams["desk"].chat_slots = 2;
  const auto two = stage::play(plain, stage::measure(20'000));
  const auto by_tenure = stage::play(capped, stage::measure(20'000));
  EXPECT_TRUE(by_tenure.counters.contacts == two.counters.contacts);
  EXPECT_TRUE(by_tenure.counters.flows == two.counters.flows);
  EXPECT_FALSE(by_tenure.counters.contacts == three.counters.contacts);
  capped.tenure["all"].chat_slots = 3;
  EXPECT_TRUE(stage::play(capped, stage::measure(20'000)).counters.contacts == three.counters.contacts);
}

// Two novices with one chat each and two with three: never more than eight at once, never a novice with two.
TEST(Tenure, NobodyHasMoreChatsThanTheirTenureAllows) {
  Scenario scenario = roster_of(chats(), 1.0, 24.0);
  scenario.tenure["new"] = {.from_months = 0.0, .chat_slots = 1};
  scenario.tenure["able"] = {.from_months = 6.0, .chat_slots = 3};
  const auto run = stage::play(scenario, stage::measure(20'000));
  std::vector<std::pair<sim::Tick, int>> changes[4];
  for (const ContactRow& row : run.log) {
    if (row.answered < 0 || row.operator_index < 0) continue;
    changes[row.operator_index].emplace_back(row.answered, 1);
    changes[row.operator_index].emplace_back(row.ended, -1);
  }
  for (int id = 0; id < 4; ++id) {
    std::sort(changes[id].begin(), changes[id].end());
    int open = 0, most = 0;
    for (const auto& [at, change] : changes[id]) most = std::max(most, open += change);
    EXPECT_EQ(most, id < 2 ? 1 : 3) << id;
  }
}

// Odds doubled by tenure are the doubled odds of everybody: the same errors, one by one.
TEST(Tenure, ErrorsOfNovicesHaveTheirOdds) {
  Scenario scenario = roster_of(chats(), 1.0, 1.0);
  scenario.errors = OperatorErrors{.rate = 0.2, .comes_back = 0.0};
  Scenario likelier = scenario;
  likelier.errors->rate = 1.0 / 3.0;  // odds 1/4 doubled
  scenario.tenure["new"] = {.from_months = 0.0, .errors = 2.0};
  const auto errors = [](const Scenario& of) {
    OpinionCell sum;
    for (const OpinionCell& cell : stage::play(of, stage::measure(20'000)).counters.opinions) sum.add(cell);
    return sum;
  };
  EXPECT_EQ(errors(scenario).errors, errors(likelier).errors);
  EXPECT_EQ(errors(scenario).judged, errors(likelier).judged);
  EXPECT_GT(errors(scenario).errors, 100);
  scenario.tenure["new"].errors = 1.0;
  EXPECT_LT(errors(scenario).errors, errors(likelier).errors);
}

}  // namespace
}  // namespace firstline
