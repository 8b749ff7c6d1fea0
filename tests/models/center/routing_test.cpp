#include "models/center/routing.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/models/center/stage.h"

namespace firstline {
namespace {

using stage::kSecond;

// Two queues, two teams with one operator each who work 20 s.
Scenario two_by_two() {
  Scenario scenario;
  scenario.contact_types["a"] = stage::type_to("qa", {}, 20.0);
  scenario.contact_types["b"] = stage::type_to("qb", {}, 20.0);
  scenario.queues["qa"] = {};
  scenario.queues["qb"] = {};
  scenario.teams["ta"] = stage::team_for({"qa", "qb"}, 1.0);
  scenario.teams["tb"] = stage::team_for({"qa", "qb"}, 1.0);
  return scenario;
}
void arrive(Scenario& scenario, const std::string& type, const std::vector<int>& seconds) {
  scenario.contact_types.at(type).arrivals = stage::arrive_at(type, seconds);
}
std::vector<int> teams_of(const ContactLog& rows) {
  std::vector<int> teams;
  for (const ContactRow& row : rows) teams.push_back(row.team);
  return teams;
}

TEST(Routing, TeamsStandInOrderOfChoiceThenName) {
  Scenario scenario = two_by_two();
  scenario.teams["ta"].serves["qa"].choice = 2;
  const RoutingModel model = compile_routing(scenario);
  EXPECT_EQ(model.teams_of_queue[0][0].team, 1u);
  EXPECT_EQ(model.teams_of_queue[0][1].team, 0u);
  EXPECT_EQ(model.teams_of_queue[1][0].team, 0u);
}

TEST(Routing, AContactGoesToTheFirstChoiceThatIsFree) {
  Scenario scenario = two_by_two();
  scenario.teams["ta"].serves["qa"].choice = 2;
  arrive(scenario, "a", {10, 12, 40, 70});
  EXPECT_EQ(teams_of(stage::by_arrival(stage::play(scenario, stage::measure(100)))), (std::vector<int>{1, 0, 1, 1}));
}

TEST(Routing, EqualChoicesCompeteByLongestIdle) {
  Scenario scenario = two_by_two();
  arrive(scenario, "a", {10, 40, 70});
  // At 10 both have idled since 0: the first by name. At 40 tb has idled longer; at 70 ta again.
  EXPECT_EQ(teams_of(stage::by_arrival(stage::play(scenario, stage::measure(100)))), (std::vector<int>{0, 1, 0}));
}

// Teams that may take from one moment on, at once, are asked in the order in which a newcomer finds them.
TEST(Routing, TheFirstChoiceComesFirstAlsoWhenADelayEnds) {
  Scenario scenario = two_by_two();
  arrive(scenario, "a", {10});
  scenario.teams["ta"].serves["qa"] = {.choice = 2, .after_s = 30.0};
  scenario.teams["tb"].serves["qa"] = {.choice = 1, .after_s = 30.0};
  const ContactLog rows = stage::by_arrival(stage::play(scenario, stage::measure(100)));
  EXPECT_EQ(stage::answers_s(rows), (std::vector<double>{40}));
  EXPECT_EQ(teams_of(rows), (std::vector<int>{1}));
}

TEST(Routing, TheFirstChoiceComesFirstAlsoWhenTheQueueIsLongEnough) {
  Scenario scenario = two_by_two();
  arrive(scenario, "a", {10, 20, 30});
  scenario.teams["ta"].serves["qa"] = {.choice = 2, .min_waiting = 2};
  scenario.teams["tb"].serves["qa"] = {.choice = 1, .min_waiting = 2};
  // At 20 two wait: tb takes one. At 30 two wait again and tb is busy until 40: ta. At 40 and 50 one waits, too few.
  ContactLog rows = stage::by_arrival(stage::play(scenario, stage::measure(100)));
  rows.resize(2);
  EXPECT_EQ(teams_of(rows), (std::vector<int>{1, 0}));
}

TEST(Routing, TheLongestIdleComesFirstAlsoWhenADelayEnds) {
  Scenario scenario = two_by_two();
  arrive(scenario, "a", {60});
  arrive(scenario, "b", {10});  // ta works until 30
  for (const char* team : {"ta", "tb"}) scenario.teams[team].serves["qa"].after_s = 5.0;
  const ContactLog rows = stage::by_arrival(stage::play(scenario, stage::measure(100)));
  EXPECT_EQ(teams_of(rows), (std::vector<int>{1})) << "idle since 0, ta since 30";
}

TEST(Routing, TheFewestSkillsComeFirstAlsoWhenADelayEnds) {
  Scenario scenario = two_by_two();
  arrive(scenario, "a", {10});
  scenario.tie_rule = TieRule::fewest_skills;
  scenario.teams["tb"].serves.erase("qb");
  for (const char* team : {"ta", "tb"}) scenario.teams[team].serves["qa"].after_s = 5.0;
  EXPECT_EQ(teams_of(stage::by_arrival(stage::play(scenario, stage::measure(100)))), (std::vector<int>{1}));
}

// Also for a chat, which an idle operator takes as well as one who has others.
TEST(Routing, TheFirstChoiceForAChatComesFirstAlsoWhenADelayEnds) {
  Scenario scenario = two_by_two();
  arrive(scenario, "a", {10});
  Chat chat;
  chat.turns = 1.0;
  chat.turns_cv = 0.0;
  scenario.channels["chat"] = {.kind = ChannelKind::chat, .chat = chat};
  scenario.contact_types["a"].channels = {{"chat", 1.0}};
  for (const char* team : {"ta", "tb"}) scenario.teams[team].chat_slots = 2;
  scenario.teams["ta"].serves["qa"] = {.choice = 2, .after_s = 30.0};
  scenario.teams["tb"].serves["qa"] = {.choice = 1, .after_s = 30.0};
  const ContactLog rows = stage::by_arrival(stage::play(scenario, stage::measure(100)));
  EXPECT_EQ(stage::answers_s(rows), (std::vector<double>{40}));
  EXPECT_EQ(teams_of(rows), (std::vector<int>{1}));
}

TEST(Routing, WithinATeamTheLongestIdleOperatorIsTaken) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 40, 70, 100}), 20.0, 3.0);
  const ContactLog rows = stage::by_arrival(stage::play(scenario, stage::measure(200)));
  std::vector<int> operators;
  for (const ContactRow& row : rows) operators.push_back(row.operator_index);
  EXPECT_EQ(operators, (std::vector<int>{0, 1, 2, 0}));
}

Scenario one_server_two_queues() {
  Scenario scenario = two_by_two();
  scenario.teams.erase("tb");
  arrive(scenario, "a", {10, 14});
  arrive(scenario, "b", {12, 16});
  return scenario;
}
// Seconds at which a1, a2, b1, b2 were answered.
std::vector<double> answers(const Scenario& scenario) {
  const stage::Run run = stage::play(scenario, stage::measure(200));
  std::vector<double> all = stage::answers_s(stage::by_arrival(run, 0));
  for (const double second : stage::answers_s(stage::by_arrival(run, 1))) all.push_back(second);
  return all;
}

TEST(Routing, EqualPrioritiesCompeteByWait) {
  EXPECT_EQ(answers(one_server_two_queues()), (std::vector<double>{10, 50, 30, 70}));
}

TEST(Routing, PriorityOfTheQueueComesFirst) {
  Scenario scenario = one_server_two_queues();
  scenario.queues["qb"].priority = 2;
  scenario.teams["ta"].serves["qa"].priority = 9;
  EXPECT_EQ(answers(scenario), (std::vector<double>{10, 30, 50, 70}));
}

TEST(Routing, PriorityOfTheSkillComesSecond) {
  Scenario scenario = one_server_two_queues();
  scenario.teams["ta"].serves["qa"].priority = 2;
  EXPECT_EQ(answers(scenario), (std::vector<double>{10, 70, 30, 50}));
}

TEST(Routing, AHeadStartIsACreditOnTheWait) {
  Scenario scenario = one_server_two_queues();
  scenario.queues["qa"].head_start_s = 2.5;  // a2 came 2 s after b1
  EXPECT_EQ(answers(scenario), (std::vector<double>{10, 30, 50, 70}));
  scenario.queues["qa"].head_start_s = 1.5;
  EXPECT_EQ(answers(scenario), (std::vector<double>{10, 50, 30, 70}));
  scenario.queues["qa"].head_start_s = 2.0;  // equal: first by name
  EXPECT_EQ(answers(scenario), (std::vector<double>{10, 30, 50, 70}));
}

TEST(Routing, AHeadStartDoesNotBeatAPriority) {
  Scenario scenario = one_server_two_queues();
  scenario.queues["qa"].head_start_s = 1000.0;
  scenario.queues["qa"].priority = 2;
  EXPECT_EQ(answers(scenario), (std::vector<double>{10, 70, 30, 50}));
}

TEST(Routing, PriorityDoesNotInterruptAService) {
  Scenario scenario = one_server_two_queues();
  scenario.queues["qb"].priority = 0;
  const stage::Run run = stage::play(scenario, stage::measure(200));
  EXPECT_EQ(stage::by_arrival(run, 0)[0].ended, 30 * kSecond);
}

// Many queues, random states: the masks against a plain search.
TEST(Routing, PicksWhatAPlainSearchPicks) {
  std::uint32_t number = 0;
  const auto random = [&number](std::uint32_t below) {
    return sim::draw_word(stage::kKey, sim::Purpose::topic, number++) % below;
  };
  constexpr std::uint32_t kQueues = 150;
  for (int trial = 0; trial < 50; ++trial) {
    Scenario scenario;
    Team& team = scenario.teams["t"];
    std::vector<std::string> names;
    for (std::uint32_t i = 0; i < kQueues; ++i) {
      names.push_back("q" + std::to_string(1000 + i));
      scenario.queues[names[i]].priority = static_cast<int>(random(3));
      scenario.queues[names[i]].head_start_s = random(4);
      if (random(2) == 0) team.serves[names[i]] = {.priority = static_cast<int>(random(2)), .choice = 1};
    }
    const RoutingModel model = compile_routing(scenario);
    QueueMask mask;
    mask.start(model.words);
    ContactPool pool;
    std::vector<QueueModel> queue_models;
    std::vector<QueueState> queues(kQueues);
    std::uint32_t best = kNone;
    std::tuple<int, int, sim::Tick, std::uint32_t> best_key;
    for (std::uint32_t i = 0; i < kQueues; ++i) {
      const Queue& spec = scenario.queues[names[i]];
      queue_models.push_back(compile_queue(spec));
      if (random(8) != 0) continue;
      const std::uint32_t slot = pool.allocate();
      pool[slot].queued = static_cast<sim::Tick>(random(6)) * kSecond;
      enqueue(queues[i], pool, slot);
      mask.set(i, true);
      const auto skill = team.serves.find(names[i]);
      if (skill == team.serves.end()) continue;
      const auto key = std::make_tuple(spec.priority, skill->second.priority,
                                       pool[slot].queued - sim::seconds_to_ticks(spec.head_start_s), i);
      if (best == kNone || key < best_key) {
        best = i;
        best_key = key;
      }
    }
    EXPECT_EQ(pick_queue(model, 0, mask, queue_models, queues, pool, {}), best) << trial;
  }
}

TEST(Routing, NobodyFreeOrNothingWaitingIsNone) {
  const RoutingModel model = compile_routing(two_by_two());
  EXPECT_EQ(pick_team(model, 0, std::vector<TeamState>(2), {}), kNone);
  QueueMask mask;
  mask.start(model.words);
  EXPECT_EQ(pick_queue(model, 0, mask, std::vector<QueueModel>(2), std::vector<QueueState>(2), {}, {}), kNone);
}

TEST(Routing, AMaskVisitsWhatIsSetByNumber) {
  QueueMask mask;
  mask.start(3);
  for (const std::uint32_t queue : {130u, 5u, 64u, 63u, 7u}) mask.set(queue, true);
  mask.set(7, false);
  std::vector<std::uint32_t> seen;
  mask.for_each([&seen](std::uint32_t queue) { seen.push_back(queue); });
  EXPECT_EQ(seen, (std::vector<std::uint32_t>{5, 63, 64, 130}));
  seen.clear();
  EXPECT_TRUE(mask.any_of([&seen](std::uint32_t queue) {
    seen.push_back(queue);
    return queue == 64;
  }));
  EXPECT_EQ(seen, (std::vector<std::uint32_t>{5, 63, 64})) << "it stops where it knows";
  EXPECT_FALSE(mask.any_of([](std::uint32_t queue) { return queue == 7; }));
}

}  // namespace
}  // namespace firstline
