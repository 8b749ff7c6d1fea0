#include <gtest/gtest.h>

#include "models/center/center_sim.h"
#include "tests/models/center/stage.h"

namespace firstline {
namespace {

using stage::kSecond;
constexpr double kDay = 86'400.0;

OpinionCell heard(const Counters& counters) {
  OpinionCell sum;
  for (const OpinionCell& cell : counters.opinions) sum.add(cell);
  return sum;
}

Scenario calls(const std::vector<int>& arrivals, double service_s, double operators) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", arrivals), service_s, operators);
  for (std::size_t day = 1; day < 7; ++day) scenario.contact_types["call"].arrivals.rate_per_s.days[day] = {};
  scenario.start_day = 4;  // a Monday
  scenario.opinion = Opinion{};
  return scenario;
}

// What these contacts would say, by their numbers; all issues are of the first day and of another customer each.
OpinionCell by_hand(const Scenario& scenario, const std::vector<std::pair<ContactStory, Voice>>& stories) {
  const SatisfactionModel model = compile_satisfaction(scenario);
  OpinionCell cell;
  for (const auto& [story, voice] : stories) record(draw_scores(model, story, voice), cell);
  return cell;
}
Voice voice(std::uint32_t issue, std::uint32_t contact = 0, std::uint32_t channel = 0) {
  const std::uint64_t entity = sim::pack_issue(sim::name_hash24("call"), 0, issue);
  return {.key = stage::kKey, .entity = entity, .contact = contact, .customer = entity, .channel = channel};
}

TEST(HearCustomer, TheWaitOfEachContact) {
  const Scenario scenario = calls({10, 20, 30}, 100.0, 1);
  const auto run = stage::play(scenario, stage::measure(1000));
  EXPECT_EQ(
      heard(run.counters),
      by_hand(scenario, {{{}, voice(0)}, {{.wait = 90 * kSecond}, voice(1)}, {{.wait = 180 * kSecond}, voice(2)}}));
  EXPECT_EQ(run.counters.opinions_of_team[0], heard(run.counters));
  EXPECT_EQ(run.counters.opinions_of_queue[0], heard(run.counters));
}

TEST(HearCustomer, ARepeatKnowsOfTheContactBeforeAndOfNoWaitButItsOwn) {
  Scenario scenario = calls({10, 20}, 100.0, 1);
  scenario.queues["line"].handling.resolves = 0.0;
  scenario.contact_types["call"].returns = {
      .unresolved = 1.0, .delay = sim::Law::deterministic(1000.0), .max_returns = 1};
  Experiment experiment = stage::measure(kDay);
  experiment.cool_down_s = kDay;
  const auto run = stage::play(scenario, experiment);
  const ContactStory unsolved{.solved = false};
  ContactStory waited = unsolved, again = unsolved;
  waited.wait = 90 * kSecond;
  again.contacts_before = 1;
  EXPECT_EQ(heard(run.counters),
            by_hand(scenario, {{unsolved, voice(0)}, {waited, voice(1)}, {again, voice(0, 1)}, {again, voice(1, 1)}}));
}

TEST(HearCustomer, LostOnceBefore) {
  Scenario scenario = calls({10, 20}, 100.0, 1);
  scenario.contact_types["call"].patience = sim::Law::deterministic(30.0);
  scenario.contact_types["call"].redial = {.probability = 1.0, .delay = sim::Law::deterministic(200.0)};
  const auto run = stage::play(scenario, stage::measure(1000));
  EXPECT_EQ(heard(run.counters), by_hand(scenario, {{{}, voice(0)}, {{.lost_before = true}, voice(1, 1)}}));
}

TEST(HearCustomer, TransfersAndTheWaitsOfAllLegs) {
  Scenario scenario;
  scenario.contact_types["call"] = stage::type_to("first", stage::arrive_at("call", {10, 20}), 100.0);
  scenario.queues["first"].handling.resolves = 0.0;
  scenario.queues["first"].handling.to = {{"second", 1.0}};
  scenario.queues["second"].line = 2;
  scenario.queues["second"].handling.service = sim::Law::deterministic(150.0);
  scenario.teams["a"] = stage::team_for({"first"}, 1);
  scenario.teams["b"] = stage::team_for({"second"}, 1);
  scenario.opinion = Opinion{};
  const auto run = stage::play(scenario, stage::measure(1000));
  // The first: at 10 and 110. The second: 90 s until 110, then from 210 until the first is done at 260 (or a little
  // sooner or later: live transfers make the second talk shorter or longer).
  OpinionCell sum;
  for (const ContactRow& row : stage::by_arrival(run)) EXPECT_EQ(row.outcome, Outcome::answered);
  const double factor_before = 0.85, factor_repeated = 1.10;
  bool found = false;
  for (const double factor : {factor_before, factor_repeated}) {
    const sim::Tick second_wait = static_cast<sim::Tick>((110.0 + 150.0 * factor - 210.0) * kSecond);
    sum = by_hand(scenario, {{{.transfers = 1}, voice(0)},
                             {{.wait = 90 * kSecond + std::max<sim::Tick>(second_wait, 0), .transfers = 1}, voice(1)}});
    found = found || heard(run.counters) == sum;
  }
  EXPECT_TRUE(found);
  EXPECT_EQ(run.counters.opinions_of_team[0].all.count, 0);
  EXPECT_EQ(run.counters.opinions_of_team[1].all.count, 2) << "the last operator's";
  EXPECT_EQ(run.counters.opinions_of_queue[1].all.count, 2);
}

Scenario with_bot(double recognised) {
  Scenario scenario = calls({10, 20, 30}, 100.0, 3);
  scenario.channels["phone"] = {.bot = "voice"};
  scenario.contact_types["call"].channels = {{"phone", 1.0}};
  BotStep step;
  step.time = sim::Law::deterministic(10.0);
  step.recognised = recognised;
  step.decay = 1.0;
  step.repeats = 5;
  step.unnoticed = step.hangs_up = step.asks = 0.0;
  step.solves = 1.0;
  scenario.bots["voice"].start = "answer";
  scenario.bots["voice"].steps["answer"] = step;
  return scenario;
}

TEST(HearCustomer, WhatABotEndsAndWhatItHandsOver) {
  const Scenario good = with_bot(1.0);
  const auto contained = stage::play(good, stage::measure(1000));
  const OpinionCell content = by_hand(
      good,
      {{{.bot_turns = 1}, voice(0, 0, 1)}, {{.bot_turns = 1}, voice(1, 0, 1)}, {{.bot_turns = 1}, voice(2, 0, 1)}});
  EXPECT_EQ(heard(contained.counters), content);
  EXPECT_EQ(contained.counters.opinions_of_bot[0], content);
  EXPECT_EQ(contained.counters.opinions_of_team[0], OpinionCell{});
  const Scenario bad = with_bot(0.0);
  const auto handed_over = stage::play(bad, stage::measure(1000));
  const ContactStory tired{.bot_turns = 6, .bot_failed = true};
  EXPECT_EQ(heard(handed_over.counters),
            by_hand(bad, {{tired, voice(0, 0, 1)}, {tired, voice(1, 0, 1)}, {tired, voice(2, 0, 1)}}));
  EXPECT_EQ(handed_over.counters.opinions_of_bot[0], OpinionCell{});
}

// Replies of 20 s, 30 s from a reply to the next message, two of them.
Scenario chats() {
  Scenario scenario = calls({10, 30}, 100.0, 1);
  Chat chat;
  chat.turns = 2.0;
  chat.turns_cv = 0.0;
  chat.think = sim::Law::deterministic(30.0);
  chat.reply = sim::Law::deterministic(20.0);
  chat.switch_cost_s = 0.0;
  scenario.channels["chat"] = {.kind = ChannelKind::chat, .chat = chat};
  scenario.contact_types["call"].channels = {{"chat", 1.0}};
  scenario.teams["desk"].chat_slots = 3;
  return scenario;
}

TEST(HearCustomer, ChatsSideBySide) {
  const Scenario scenario = chats();
  const auto run = stage::play(scenario, stage::measure(1000));
  // From 10 to 80 and from 30 to 100: each has the operator for 20 s alone and for 50 s together with the other.
  const ContactStory beside{.concurrency = 70.0 / 45.0};
  EXPECT_EQ(heard(run.counters), by_hand(scenario, {{beside, voice(0, 0, 1)}, {beside, voice(1, 0, 1)}}));
}

TEST(HearCustomer, WhoLeavesAChatIsAskedToo) {
  Scenario scenario = chats();
  scenario.channels["chat"].chat->silence = 1.0;
  scenario.errors = OperatorErrors{.rate = 1.0};
  const auto run = stage::play(scenario, stage::measure(10'000));
  const OpinionCell cell = heard(run.counters);
  EXPECT_EQ(cell.all.count, 2);
  EXPECT_EQ(cell.judged, 0) << "no operator ended it";
  EXPECT_EQ(run.counters.opinions_of_team[0], cell);
  EXPECT_EQ(run.counters.opinions_of_queue[0], cell);
}

TEST(HearCustomer, AskingChangesNothingElse) {
  Scenario asked = calls({10, 20, 30, 200, 300, 310}, 100.0, 1);
  asked.contact_types["call"].segment = "clients";
  asked.queues["line"].handling.resolves = 0.5;
  asked.contact_types["call"].returns = {.unresolved = 0.8, .delay = sim::Law::exponential(3000.0)};
  Scenario quiet = asked;
  quiet.opinion.reset();
  Counters with = stage::play(asked, stage::measure(kDay)).counters;
  const Counters without = stage::play(quiet, stage::measure(kDay)).counters;
  EXPECT_NE(with.digest(), without.digest());
  for (auto* cells : {&with.opinions, &with.opinions_of_team, &with.opinions_of_queue, &with.opinions_of_bot}) {
    cells->clear();
  }
  EXPECT_EQ(with.digest(), without.digest());
}

// Fewer operators, the same customers: nobody waits less, so nobody is more satisfied.
TEST(HearCustomer, LongerWaitsNeverRaiseAScore) {
  std::vector<int> arrivals;
  for (int i = 0; i < 120; ++i) arrivals.push_back(10 + 7 * i);
  OpinionCell before;
  for (const double operators : {30.0, 12.0, 6.0, 3.0}) {
    const auto run = stage::play(calls(arrivals, 90.0, operators), stage::measure(10'000));
    const OpinionCell now = heard(run.counters);
    ASSERT_EQ(now.all.count, 120);
    EXPECT_EQ(now.answered + now.reached + now.silent, now.all.count);
    if (operators < 30.0) {
      EXPECT_LE(now.all.satisfied, before.all.satisfied) << operators;
      EXPECT_LE(now.all.score, before.all.score);
      EXPECT_LE(now.all.promoters, before.all.promoters);
      EXPECT_GE(now.all.detractors, before.all.detractors);
      EXPECT_LE(now.all.ease, before.all.ease);
    }
    before = now;
  }
  EXPECT_LT(before.all.score, 4 * 120) << "some waited for a quarter of an hour and more";
}

TEST(Errors, BringCustomersBack) {
  Scenario scenario = calls({10, 200}, 100.0, 1);
  scenario.opinion.reset();
  scenario.errors = OperatorErrors{.rate = 1.0, .comes_back = 1.0};
  scenario.contact_types["call"].returns = {.delay = sim::Law::deterministic(1000.0), .max_returns = 1};
  const Counters all = stage::play(scenario, stage::measure(10'000)).counters;
  EXPECT_EQ(heard(all).judged, 4);
  EXPECT_EQ(heard(all).errors, 4);
  EXPECT_EQ(heard(all).all.count, 0) << "nobody is asked";
  EXPECT_EQ(all.opinions_of_team[0].errors, 4);
  std::int64_t repeats = 0, resolved = 0;
  for (const FlowCell& cell : all.flows) repeats += cell.offered_repeat;
  for (const IssueCell& cell : all.issues) resolved += cell.resolved;
  EXPECT_EQ(repeats, 2);
  EXPECT_EQ(resolved, 2);
  scenario.errors->comes_back = 0.0;
  EXPECT_EQ(heard(stage::play(scenario, stage::measure(10'000)).counters).judged, 2) << "errors that nobody notices";
  scenario.errors = OperatorErrors{.rate = 0.0, .comes_back = 1.0};
  EXPECT_EQ(heard(stage::play(scenario, stage::measure(10'000)).counters).errors, 0);
}

}  // namespace
}  // namespace firstline
