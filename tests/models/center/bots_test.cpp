#include "models/center/bots.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <utility>

#include "models/center/center_sim.h"
#include "tests/models/center/stage.h"

namespace firstline {
namespace {

using stage::flow_total;
using stage::issue_total;
using stage::kSecond;

// One step of 10 s that answers; everything else is switched off.
Bot simple_bot(double recognised = 1.0, double solves = 1.0) {
  Bot bot;
  bot.start = "answer";
  BotStep step;
  step.time = sim::Law::deterministic(10.0);
  step.recognised = recognised;
  step.decay = 1.0;
  step.unnoticed = step.hangs_up = step.asks = 0.0;
  step.solves = solves;
  bot.steps["answer"] = step;
  return bot;
}

// Three steps with everything that can go wrong.
Bot long_bot(double recognised) {
  Bot bot = simple_bot(recognised, 0.8);
  bot.steps["answer"].unnoticed = 0.4;
  bot.steps["answer"].decay = 0.9;
  bot.steps["answer"].hangs_up = 0.05;
  for (const auto& [name, next] : {std::pair{"a", "b"}, {"b", "answer"}}) {
    bot.steps[name] = bot.steps["answer"];
    bot.steps[name].next = {{next, 1.0}};
  }
  bot.start = "a";
  return bot;
}

Scenario with_bot(const Bot& bot, const std::vector<int>& arrivals = {10, 20, 30}) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", arrivals), 100.0, 1);
  scenario.channels["phone"] = {.bot = "voice"};
  scenario.contact_types["call"].channels = {{"phone", 1.0}};
  scenario.bots["voice"] = bot;
  return scenario;
}

BotModel compiled(const Bot& bot) { return compile_bots(with_bot(bot), {{0, 0, 1}}).bots[0]; }

TEST(Bots, APerfectBotLeavesNoContactToPeople) {
  const auto run = stage::play(with_bot(simple_bot()), stage::measure(1000));
  EXPECT_EQ(stage::total(run.counters).entries, 0);
  EXPECT_EQ(flow_total(run.counters).contained, 3);
  EXPECT_EQ(flow_total(run.counters).contained_time, 30 * kSecond)
      << "three answers, each over ten seconds after arrival";
  EXPECT_EQ(run.counters.contained.front().count(), 3);
  EXPECT_EQ(run.counters.contained.front().max(), 10 * kSecond);
  EXPECT_EQ(run.counters.bots[0].contained_true, 3);
  EXPECT_EQ(issue_total(run.counters).resolved, 3);
  EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{20, 30, 40}));
}

TEST(Bots, ABotThatNobodyMeetsChangesNothing) {
  Scenario scenario = with_bot(simple_bot(0.7));
  scenario.bots["voice"].coverage = 0.0;
  Arrivals arrivals;
  arrivals.rate_per_s = WeekSeries::constant(0.02);
  scenario.contact_types["call"].arrivals = arrivals;
  const auto uncovered = stage::play(scenario, stage::measure(40'000));
  scenario.channels["phone"].bot = "";
  scenario.bots.clear();
  const auto without = stage::play(scenario, stage::measure(40'000));
  EXPECT_TRUE(uncovered.counters.contacts == without.counters.contacts);
  EXPECT_TRUE(uncovered.counters.issues == without.counters.issues);
  EXPECT_TRUE(uncovered.counters.teams == without.counters.teams);
}

TEST(Bots, FalseAnswersComeBack) {
  Scenario scenario = with_bot(simple_bot(1.0, 0.0), {10});
  scenario.contact_types["call"].returns = {
      .unresolved = 1.0, .delay = sim::Law::deterministic(500.0), .max_returns = 1};
  const auto run = stage::play(scenario, stage::measure(1000));
  EXPECT_EQ(run.counters.bots[0].contained_false, 2);
  EXPECT_EQ(flow_total(run.counters).offered_repeat, 1);
  EXPECT_EQ(issue_total(run.counters).closed_unresolved, 1);
}

TEST(Bots, WhoIsNotUnderstoodIsHandedOverAfterTheRepeats) {
  Bot bot = simple_bot(0.0);
  bot.steps["answer"].repeats = 2;
  bot.context_factor = 0.5;
  const auto run = stage::play(with_bot(bot, {10}), stage::measure(1000));
  // Three turns of 10 s, then the operator.
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run)), (std::vector<double>{40}));
  EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{140}));
  EXPECT_EQ(run.counters.bots[0].failed, 1);
  EXPECT_EQ(run.counters.bots[0].repeats, 2);
  EXPECT_EQ(stage::total(run.counters).response_answered, 30 * kSecond);
  EXPECT_EQ(stage::total(run.counters).wait_answered, 0) << "the bot's time is no wait";
}

TEST(Bots, WhatTheBotLearnedShortensTheTalk) {
  Bot bot = simple_bot(1.0);
  BotStep identify = bot.steps["answer"];
  identify.identifies = true;
  identify.next = {{"answer", 1.0}};
  bot.steps["identify"] = identify;
  bot.steps["answer"].recognised = 0.0;
  bot.steps["answer"].repeats = 0;
  bot.start = "identify";
  bot.context_factor = 0.8;
  const auto run = stage::play(with_bot(bot, {10}), stage::measure(1000));
  EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{10 + 20 + 80}));
}

TEST(Bots, MoreThanTheLicencesGoStraightToPeople) {
  Bot bot = simple_bot();
  bot.sessions = 1;
  const auto run = stage::play(with_bot(bot, {10, 12}), stage::measure(1000));
  EXPECT_EQ(run.counters.bots[0].sessions, 1);
  EXPECT_EQ(run.counters.bots[0].turned_past, 1);
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run)), (std::vector<double>{-1, 12}));
}

TEST(Bots, ExposureIsStickyAndNested) {
  Scenario scenario = with_bot(simple_bot());
  const BotsModel tenth = [&] {
    scenario.bots["voice"].coverage = 0.1;
    return compile_bots(scenario, {{0, 0, 1}});
  }();
  scenario.bots["voice"].coverage = 0.3;
  const BotsModel third = compile_bots(scenario, {{0, 0, 1}});
  int met = 0;
  for (std::uint64_t customer = 0; customer < 10'000; ++customer) {
    const bool early = meets(tenth.bots[0], {1, 0}, customer, 0);
    const bool later = meets(third.bots[0], {1, 0}, customer, 0);
    EXPECT_TRUE(!early || later) << "who meets it at 10 % does at 30 %";
    met += early ? 1 : 0;
  }
  EXPECT_NEAR(met, 1000, 4.5 * 30);
}

// Half of the customers are covered; one session at once, so that some of these go past the bot and stay exposed.
TEST(Bots, ContactsOfCoveredCustomersAreToldApart) {
  Scenario scenario = with_bot(simple_bot(0.7));
  scenario.bots["voice"].coverage = 0.5;
  scenario.bots["voice"].sessions = 1;
  scenario.bots["voice"].steps["answer"].hangs_up = 0.2;
  Arrivals arrivals;
  arrivals.rate_per_s = WeekSeries::constant(0.02);
  scenario.contact_types["call"].arrivals = arrivals;
  Experiment experiment = stage::measure(80'000);
  const auto together = stage::play(scenario, experiment);
  experiment.by_exposure = true;
  const auto apart = stage::play(scenario, experiment);
  ASSERT_EQ(apart.counters.contacts.size(), 2 * together.counters.contacts.size());
  ContactCell contacts[2];
  FlowCell flows[2];
  for (std::size_t i = 0; i < apart.counters.contacts.size(); ++i) {
    contacts[i / 24].add(apart.counters.contacts[i]);
    flows[i / 24].add(apart.counters.flows[i]);
  }
  const BotCell& bot = apart.counters.bots[0];
  EXPECT_EQ(flows[0].contained + flows[0].left_bot, 0);
  EXPECT_EQ(flows[1].contained, bot.contained_true + bot.contained_false);
  EXPECT_EQ(flows[1].left_bot, bot.hung_up);
  EXPECT_GT(bot.turned_past, 0);
  EXPECT_GT(contacts[0].offered(), 0);
  EXPECT_EQ(contacts[1].offered() + flows[1].offered_repeat, bot.sessions + bot.turned_past);
  contacts[0].add(contacts[1]);
  contacts[0].wait_sq_answered_s2 = stage::total(together.counters).wait_sq_answered_s2;  // a sum in another order
  flows[0].add(flows[1]);
  EXPECT_TRUE(contacts[0] == stage::total(together.counters));
  EXPECT_TRUE(flows[0] == flow_total(together.counters));
  EXPECT_TRUE(apart.counters.teams[0] == together.counters.teams[0]);
}

TEST(Bots, WithoutABotNobodyIsToldApart) {
  Experiment experiment = stage::measure(1000);
  experiment.by_exposure = true;
  const auto run = stage::play(stage::one_queue(stage::arrive_at("call", {10}), 100.0, 1), experiment);
  EXPECT_EQ(run.counters.contacts.size(), 24u);
}

TEST(Bots, CoverageIsBySegmentProductAndTopic) {
  Scenario scenario = with_bot(simple_bot());
  scenario.contact_types["call"].segment = "clients";
  scenario.topics["cards"] = {};
  scenario.topics["loans"] = {};
  scenario.bots["voice"].segments = {{"clients", 1.0}};
  scenario.bots["voice"].topics = {{"loans", 0.5}};
  const BotsModel model = compile_bots(scenario, {{0, 1, 1}, {0, 2, 1}});
  EXPECT_EQ(model.bots[0].coverage, (std::vector<double>{0.0, 0.5}));
}

TEST(Bots, AnOutageHandsEverySessionOverAtOnceAndLosesNobody) {
  Bot bot = simple_bot();
  bot.steps["answer"].time = sim::Law::exponential(300.0);
  bot.outage = {.per_month = 300.0, .length = sim::Law::deterministic(600.0)};
  Scenario scenario = with_bot(bot);
  Arrivals arrivals;
  arrivals.rate_per_s = WeekSeries::constant(0.05);
  scenario.contact_types["call"].arrivals = arrivals;
  scenario.teams["desk"] = stage::team_for({"line"}, 20);
  const auto run = stage::play(scenario, stage::measure(86'400));
  const BotCell& facts = run.counters.bots[0];
  EXPECT_GT(facts.outage, 20);
  EXPECT_GT(facts.turned_past, 20);
  EXPECT_EQ(facts.sessions, facts.contained_true + facts.outage);
  const IssueCell issues = issue_total(run.counters);
  EXPECT_EQ(issues.opened, issues.resolved);
  EXPECT_EQ(stage::total(run.counters).answered, facts.outage + facts.turned_past);
}

TEST(Bots, TheFirstThreeUsesMakeUpACustomersMind) {
  BotMemory memory;
  BotModel bot;
  bot.refusal_memory = 1.0;
  bot.refusal_relief = 0.3;
  const Session good{.ending = BotEnding::answered, .solved = true};
  const Session seemed{.ending = BotEnding::answered}, failed{.ending = BotEnding::failed};
  memory.note(bot, 7, seemed);
  memory.note(bot, 7, failed);
  EXPECT_DOUBLE_EQ(memory.of(7), 2.0);
  for (const BotEnding nothing : {BotEnding::refused, BotEnding::asked, BotEnding::hung_up, BotEnding::outage}) {
    memory.note(bot, 7, {.ending = nothing});
  }
  EXPECT_DOUBLE_EQ(memory.of(7), 2.0) << "who did not use it learned nothing about it";
  memory.note(bot, 7, good);
  EXPECT_DOUBLE_EQ(memory.of(7), 1.7);
  memory.note(bot, 7, failed);
  EXPECT_DOUBLE_EQ(memory.of(7), 1.7);
  EXPECT_DOUBLE_EQ(memory.of(8), 0.0);
  memory.forget(7);
  EXPECT_DOUBLE_EQ(memory.of(7), 0.0);
}

// One step at which 30 % refuse, 20 % ask and 10 % hang up: by customer and session, how it ended.
BotEnding ending_of(const BotModel& bot, std::uint64_t customer, std::uint64_t issue, double mood = 0.0) {
  Session session;
  play_session(bot, {.key = {5, 1}, .entity = issue, .customer = customer, .mood = mood}, session);
  return session.ending;
}

BotModel refused_bot(double refuses, bool trait) {
  Bot bot = simple_bot(1.0, 1.0);
  bot.steps["answer"].refuses = refuses;
  bot.steps["answer"].asks = 0.2;
  bot.steps["answer"].hangs_up = 0.1;
  bot.refusal_trait = trait;
  return compiled(bot);
}

TEST(Bots, WhoRefusesRefusesEveryTime) {
  const BotModel bot = refused_bot(0.3, true), fewer = refused_bot(0.2, true), anew = refused_bot(0.3, false);
  int refusers = 0, twice_anew = 0;
  constexpr int kCustomers = 4000;
  for (std::uint64_t customer = 1; customer <= kCustomers; ++customer) {
    const bool refuses = ending_of(bot, customer, 3 * customer) == BotEnding::refused;
    refusers += refuses ? 1 : 0;
    EXPECT_EQ(ending_of(bot, customer, 3 * customer + 1) == BotEnding::refused, refuses) << "another issue";
    EXPECT_TRUE(refuses || ending_of(fewer, customer, 3 * customer) != BotEnding::refused) << "nested";
    // Odds of e^2 times 3 : 7 are a share of 0.76: who refused goes on refusing.
    EXPECT_TRUE(!refuses || ending_of(bot, customer, 3 * customer, 2.0) == BotEnding::refused);
    twice_anew += ending_of(anew, customer, 3 * customer) == BotEnding::refused &&
                          ending_of(anew, customer, 3 * customer + 1) == BotEnding::refused
                      ? 1
                      : 0;
  }
  EXPECT_NEAR(refusers, 0.3 * kCustomers, 5.0 * std::sqrt(0.21 * kCustomers));
  EXPECT_NEAR(twice_anew, 0.09 * kCustomers, 5.0 * std::sqrt(0.09 * 0.91 * kCustomers)) << "0.3 x 0.3";
}

TEST(Bots, ATraitLeavesTheSharesOfASessionAsTheyAre) {
  for (const bool trait : {true, false}) {
    const BotModel bot = refused_bot(0.3, trait);
    std::map<BotEnding, int> endings;
    constexpr int kCustomers = 20'000;
    for (std::uint64_t customer = 1; customer <= kCustomers; ++customer) ++endings[ending_of(bot, customer, customer)];
    for (const auto& [ending, share] : {std::pair{BotEnding::refused, 0.3}, std::pair{BotEnding::asked, 0.2},
                                        std::pair{BotEnding::hung_up, 0.1}, std::pair{BotEnding::answered, 0.4}}) {
      EXPECT_NEAR(endings[ending], share * kCustomers, 5.0 * std::sqrt(share * (1.0 - share) * kCustomers))
          << static_cast<int>(ending) << (trait ? " as a trait" : "");
    }
  }
}

TEST(Bots, MindsAreKeptApartAndForgottenOneByOne) {
  BotMemory memory;
  BotModel bot;
  bot.refusal_memory = 1.0;
  for (std::uint64_t customer = 0; customer < 3000; ++customer) {
    for (std::uint64_t use = 0; use < customer % 4; ++use) memory.note(bot, customer, {.ending = BotEnding::failed});
  }
  for (std::uint64_t customer = 0; customer < 3000; customer += 5) memory.forget(customer);
  for (std::uint64_t customer = 0; customer < 3000; ++customer) {
    EXPECT_DOUBLE_EQ(memory.of(customer), customer % 5 == 0 ? 0.0 : static_cast<double>(customer % 4)) << customer;
  }
  memory.clear();
  EXPECT_DOUBLE_EQ(memory.of(3), 0.0);
}

// The same customer comes back with the same issue, so the bot's failure is remembered without `customers` too.
TEST(Bots, ACustomerWhoComesBackRemembers) {
  Bot bot = simple_bot(1.0, 0.0);
  bot.steps["answer"].refuses = 0.5;
  bot.refusal_memory = 20.0;
  Scenario scenario = with_bot(bot);
  Arrivals arrivals;
  arrivals.rate_per_s = WeekSeries::constant(0.05);
  scenario.contact_types["call"].arrivals = arrivals;
  scenario.contact_types["call"].returns = {.unresolved = 1.0, .delay = sim::Law::deterministic(5.0), .max_returns = 1};
  scenario.teams["desk"] = stage::team_for({"line"}, 400);
  const auto run = stage::play(scenario, stage::measure(10'000));
  const BotCell& facts = run.counters.bots[0];
  const std::int64_t issues = issue_total(run.counters).opened;
  EXPECT_GT(issues, 400);
  EXPECT_EQ(facts.contained_false + facts.refused, facts.sessions);
  EXPECT_NEAR(static_cast<double>(facts.contained_false), 0.5 * static_cast<double>(issues), 60.0);
  EXPECT_NEAR(static_cast<double>(facts.refused), static_cast<double>(issues), 3.0) << "sooner or later everybody";
}

TEST(Bots, WhatIsLearnedTwiceIsKnownOnce) {
  Bot bot = simple_bot(1.0);
  BotStep identify = bot.steps["answer"];
  identify.identifies = true;
  identify.next = {{"identify", 9.0}, {"answer", 1.0}};
  bot.steps["identify"] = identify;
  bot.steps["answer"].recognised = 0.0;
  bot.steps["answer"].repeats = 0;
  bot.start = "identify";
  bot.context_factor = 0.8;
  Scenario scenario = with_bot(bot, {10, 20, 30, 40, 50});
  scenario.teams["desk"] = stage::team_for({"line"}, 10);
  const auto run = stage::play(scenario, stage::measure(5000));
  EXPECT_GT(run.counters.bots[0].turns, 20);
  EXPECT_EQ(stage::total(run.counters).handle, 5 * 80 * kSecond);
}

TEST(Bots, BehindTheBotTheLineCanStillBeFull) {
  Bot bot = simple_bot(0.0);
  bot.steps["answer"].repeats = 0;
  Scenario scenario = with_bot(bot, {10, 20, 30});
  scenario.queues["line"].capacity = 1;
  const auto run = stage::play(scenario, stage::measure(1000));
  const ContactCell all = stage::total(run.counters);
  EXPECT_EQ(all.answered, 2);
  EXPECT_EQ(all.blocked, 1);
  EXPECT_EQ(flow_total(run.counters).tickets, 0);
}

TEST(Bots, ARefusalCountsWhereverItIs) {
  Bot bot = simple_bot();
  bot.steps["answer"].refuses = 1.0;
  BotStep first = simple_bot().steps["answer"];
  first.next = {{"answer", 1.0}};
  bot.steps["first"] = first;
  bot.start = "first";
  const auto run = stage::play(with_bot(bot), stage::measure(1000));
  EXPECT_EQ(run.counters.bots[0].refused, 3);
  EXPECT_EQ(run.counters.bots[0].early, 3);
  EXPECT_EQ(run.counters.steps[0].heard, 0) << "nobody answered, so nobody could be understood";
  EXPECT_EQ(run.counters.steps[1].heard, 3);
}

TEST(Bots, SilenceIsARepeatAndTheMachineTakesItsTime) {
  Bot bot = simple_bot();
  bot.steps["answer"].silent = 1.0;
  bot.steps["answer"].unnoticed = 1.0;
  bot.steps["answer"].repeats = 1;
  bot.latency_s = 2.0;
  const auto run = stage::play(with_bot(bot, {10}), stage::measure(1000));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run)), (std::vector<double>{10 + 2 * 12}));
  EXPECT_EQ(run.counters.bots[0].failed, 1);
  EXPECT_EQ(run.counters.bots[0].repeats, 1);
  EXPECT_EQ(run.counters.steps[0].heard, 0);
}

TEST(Bots, ARuleHandsOverToItsQueue) {
  Bot bot = simple_bot();
  BotStep rule = bot.steps["answer"];
  rule.transfer = "experts";
  bot.steps["person"] = rule;
  bot.steps["answer"].next = {{"person", 1.0}};
  Scenario scenario = with_bot(bot, {10});
  scenario.queues["experts"] = {};
  scenario.teams["desk"] = stage::team_for({"experts"}, 1);
  const auto run = stage::play(scenario, stage::measure(1000));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run)), (std::vector<double>{30}));
  EXPECT_EQ(run.counters.bots[0].failed, 1);
  EXPECT_EQ(run.counters.steps[1].handed_over, 1);
}

TEST(Bots, ABetterRecognitionMakesNoSessionWorse) {
  const BotModel worse = compiled(long_bot(0.6)), better = compiled(long_bot(0.75));
  int gained = 0;
  for (std::uint64_t entity = 1; entity <= 20'000; ++entity) {
    Session before, after;
    play_session(worse, {.key = {3, 1}, .entity = entity}, before);
    play_session(better, {.key = {3, 1}, .entity = entity}, after);
    EXPECT_TRUE(!before.solved || after.solved) << entity;
    gained += after.solved && !before.solved ? 1 : 0;
  }
  EXPECT_GT(gained, 1000);
}

TEST(Bots, AStepPutBetweenLeavesTheDrawsOfTheOthersAlone) {
  Bot with = long_bot(0.7);
  with.steps["a"].next = {{"between", 1.0}};
  with.steps["between"] = simple_bot().steps["answer"];
  with.steps["between"].next = {{"b", 1.0}};
  const BotModel without = compiled(long_bot(0.7)), longer = compiled(with);
  for (std::uint64_t entity = 1; entity <= 2'000; ++entity) {
    Session before, after;
    play_session(without, {.key = {3, 1}, .entity = entity}, before);
    play_session(longer, {.key = {3, 1}, .entity = entity}, after);
    EXPECT_EQ(before.ending, after.ending) << entity;
    EXPECT_EQ(before.solved, after.solved) << entity;
  }
}

// Some tries are drawn together, ahead of their turn: every one at its own address still.
TEST(Bots, EveryTryDrawsAtTheAddressOfItsStepVisitAndRepeat) {
  Bot spec = simple_bot(0.8);
  spec.steps["answer"].time = sim::Law::exponential(10.0);
  spec.steps["answer"].repeats = 2;
  BotStep step = spec.steps["answer"];
  for (const char* name : {"a", "b", "c", "d", "e"}) spec.steps[name] = step;
  spec.start = "a";
  spec.steps["a"].next = {{"b", 3.0}, {"c", 1.0}};
  spec.steps["b"].next = {{"a", 1.0}, {"d", 1.0}};  // back to the start: a second visit
  spec.steps["c"].next = {{"e", 1.0}};
  spec.steps["d"].next = {{"e", 1.0}};
  spec.steps["e"].next = {{"answer", 1.0}};
  const BotModel bot = compiled(spec);
  const std::vector<std::string> names = {"a", "answer", "b", "c", "d", "e"};
  const sim::Sampler time(step.time);
  int second_visits = 0, repeats = 0;
  for (std::uint64_t entity = 1; entity <= 2'000; ++entity) {
    Session session;
    play_session(bot, {.key = {3, 1}, .entity = entity, .contact = 5}, session);
    std::map<std::uint16_t, std::uint64_t> visits;
    std::uint64_t repeat = 0;
    for (const Turn& turn : session.turns) {
      repeat = turn.repeat ? repeat + 1 : 0;
      repeats += turn.repeat ? 1 : 0;
      if (!turn.repeat && visits[turn.step]++ == 1) ++second_visits;
      const std::uint64_t place = ((visits[turn.step] - 1) << 32 | repeat) * 0x9e3779b97f4a7c15u;
      const std::uint64_t address = entity ^ sim::hash_name("step\n" + names[turn.step]) ^ place;
      EXPECT_EQ(turn.time, time.sample_ticks(sim::draw_word({3, 1}, sim::Purpose::bot_time, address, 5)));
    }
  }
  EXPECT_GT(second_visits, 300);
  EXPECT_GT(repeats, 1000);
}

TEST(Bots, RecognitionGrowsWithTheSessions) {
  BotModel bot;
  bot.learning_start = 0.6;
  bot.learning_sessions = 1000.0;
  EXPECT_DOUBLE_EQ(proficiency(bot, {}), 0.6);
  EXPECT_NEAR(proficiency(bot, {.finished = 1000}), 1.0 - 0.4 * 0.36787944117144233, 1e-14);
}

// V16: a fifth of the work deflected at half the mean time leaves less than a fifth less to do.
TEST(Bots, DeflectedContactsWereTheShortOnes) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10}), 100.0, 100);
  Arrivals arrivals;
  arrivals.rate_per_s = WeekSeries::constant(0.5);
  scenario.contact_types["call"].arrivals = arrivals;
  scenario.contact_types["call"].topics = {{"easy", 0.2}, {"hard", 0.8}};
  scenario.contact_types["call"].channels = {{"phone", 1.0}};
  scenario.contact_types["call"].service = sim::Law::deterministic(180.0);
  scenario.topics["easy"] = {};
  scenario.topics["hard"].work = 2.25;  // 6.75 min: 0.2 x 3 + 0.8 x 6.75 = 6
  scenario.channels["phone"] = {};
  scenario.teams["desk"] = stage::team_for({"line"}, 400);
  const auto before = stage::play(scenario, stage::measure(86'400));
  scenario.bots["voice"] = simple_bot();
  scenario.bots["voice"].topics = {{"easy", 1.0}};
  scenario.channels["phone"].bot = "voice";
  const auto after = stage::play(scenario, stage::measure(86'400));
  const ContactCell all = stage::total(before.counters), rest = stage::total(after.counters);
  const double residual_aht = sim::ticks_to_seconds(rest.handle) / static_cast<double>(rest.answered);
  EXPECT_NEAR(residual_aht, 405.0, 1e-9);
  EXPECT_NEAR(static_cast<double>(rest.answered) / static_cast<double>(all.answered), 0.8, 0.01);
  EXPECT_NEAR(static_cast<double>(rest.handle) / static_cast<double>(all.handle), 0.9, 0.01);
}

}  // namespace
}  // namespace firstline
