#include "models/run/dialogue.h"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "models/center/center_sim.h"
#include "tests/harness/reference_json.h"

namespace firstline {
namespace {

// The steps of the reference block: endless repeats, the rest leaves.
Bot reference_bot(const nlohmann::json& in) {
  Bot bot;
  const std::vector<std::string> names = in.at("steps");
  for (std::size_t i = 0; i < names.size(); ++i) {
    const double ok = in.at("ok")[i], retry = in.at("retry")[i];
    BotStep step;
    step.time = sim::Law::deterministic(in.at("step_seconds")[i]);
    step.hangs_up = in.at("hangup")[i];
    step.refuses = in.at("refuse")[i];
    step.asks = in.at("transfer")[i];
    step.recognised = ok / (ok + retry);
    step.decay = 1.0;
    step.repeats = 40;  // .09^40 is nothing
    step.unnoticed = 0.0;
    if (i + 1 < names.size()) step.next = {{names[i + 1], 1.0}};
    bot.steps[names[i]] = step;
  }
  bot.start = names.front();
  return bot;
}

TEST(Dialogue, TheReferenceDialogueIsItsChain) {
  const auto block = reference_block("bot_absorbing_chain");
  if (!block) GTEST_SKIP() << kNoReference;
  const auto& item = block->at("cases").at(0);
  Scenario scenario;
  scenario.bots["helper"] = reference_bot(item.at("inputs"));
  const BotChainResult exact = solve_bot_chain(dialogue_chain(scenario.bots["helper"]));
  const auto& out = item.at("outputs");
  expect_relative(exact.outcome_shares[0], out.at("absorption")[0], 1e-9, "solved");
  expect_relative(exact.outcome_shares[3], out.at("absorption")[1], 1e-9, "asked");
  expect_relative(exact.outcome_shares[4], out.at("absorption")[2], 1e-9, "refused");
  expect_relative(exact.outcome_shares[5], out.at("absorption")[3], 1e-9, "hung up");
  expect_relative(exact.mean_turns, out.at("mean_turns"), 1e-9, "turns");
  expect_relative(exact.mean_duration_s, out.at("mean_duration"), 1e-9, "seconds");
  double gain = 0.0;
  std::string weakest;
  for (const FormulaRow& row : dialogue_rows(scenario)) {
    if (row.key == "bot.step.gain" && row.value > gain) {
      gain = row.value;
      weakest = row.slice.name;
    }
  }
  EXPECT_EQ(weakest, "helper,answer");
  expect_relative(gain, out.at("sensitivity")[3].at("gain_if_perfect"), 1e-9, "gain of the weakest step");
}

// A dialogue with everything: two ways, wrong paths, repeats that annoy, answers that only seem to solve.
Bot rich_bot() {
  Bot bot;
  bot.start = "intent";
  BotStep intent;
  intent.recognised = 0.8;
  intent.decay = 0.9;
  intent.repeats = 2;
  intent.unnoticed = 0.3;
  intent.refuses = 0.1;
  intent.early = true;
  intent.annoyance = 0.5;
  intent.next = {{"balance", 3.0}, {"block", 1.0}};
  BotStep balance;
  balance.time = sim::Law::exponential(20.0);
  balance.solves = 0.9;
  BotStep block;
  block.repeats = 0;
  block.next = {{"balance", 1.0}, {"done", 4.0}, {"person", 1.0}};
  block.silent = 0.2;
  BotStep person;
  person.transfer = "line";
  BotStep done;
  done.solves = 0.6;
  done.asks = 0.1;
  bot.steps = {{"intent", intent}, {"balance", balance}, {"block", block}, {"done", done}, {"person", person}};
  bot.latency_s = 1.5;
  return bot;
}

TEST(Dialogue, SimulatedSessionsFollowTheChain) {
  Scenario scenario;
  scenario.bots["helper"] = rich_bot();
  scenario.channels["chat"] = {.kind = ChannelKind::chat, .bot = "helper"};
  ContactType type;
  type.queue = "line";
  type.channels = {{"chat", 1.0}};
  type.arrivals.rate_per_s = WeekSeries::constant(1.0);
  type.service = sim::Law::deterministic(1.0);
  scenario.contact_types["issue"] = type;
  scenario.queues["line"] = {};
  Team team;
  team.staff = WeekSeries::constant(200.0);
  team.serves["line"] = {};
  scenario.teams["desk"] = team;
  Experiment experiment;
  experiment.measure_s = 2.0 * 86'400.0;
  const CenterModel model = compile(scenario, experiment);
  CenterState state;
  sim::EventQueue events;
  Counters counters;
  simulate(model, {5, 1}, state, events, counters);
  const BotCell& bot = counters.bots[0];
  const BotChain chain = dialogue_chain(scenario.bots["helper"]);
  const BotChainResult exact = solve_bot_chain(chain);
  const auto n = static_cast<double>(bot.sessions);
  ASSERT_GT(n, 170'000.0);
  const std::int64_t ended[] = {bot.contained_true, bot.contained_false, bot.failed,
                                bot.asked,          bot.refused,         bot.hung_up};
  std::int64_t sum = 0;
  for (int outcome = 0; outcome < kDialogueOutcomes; ++outcome) {
    const double share = exact.outcome_shares[static_cast<std::size_t>(outcome)];
    EXPECT_GT(share, 0.005) << outcome;
    EXPECT_NEAR(static_cast<double>(ended[outcome]), n * share, 4.5 * std::sqrt(n * share * (1.0 - share))) << outcome;
    sum += ended[outcome];
  }
  EXPECT_EQ(sum, bot.sessions);
  const double sd_turns = std::sqrt(exact.var_turns / n);
  EXPECT_NEAR(static_cast<double>(bot.turns) / n, exact.mean_turns, 4.5 * sd_turns);
  const double var_s = exact.second_moment_duration_s2 - exact.mean_duration_s * exact.mean_duration_s;
  EXPECT_NEAR(sim::ticks_to_seconds(bot.time) / n, exact.mean_duration_s, 4.5 * std::sqrt(var_s / n));
  const std::vector<BotStepValue> steps = weigh_steps(chain, 0);
  for (std::size_t step = 0; step < steps.size(); ++step) {
    EXPECT_NEAR(static_cast<double>(counters.steps[step].turns) / n, steps[step].visits, 0.01) << step;
  }
}

double row_of(const Scenario& scenario, const std::string& key, const std::string& step) {
  for (const FormulaRow& row : dialogue_rows(scenario)) {
    if (row.key == key && row.slice.name == "helper," + step) return row.value;
  }
  ADD_FAILURE() << key << " of " << step << " is missing";
  return 0.0;
}

// A step that only breaks by what it understands and answers: the chain's own judgement is the same.
TEST(Dialogue, TheGainOfAPerfectStepIsThatOfTheChain) {
  Scenario scenario;
  scenario.bots["helper"] = rich_bot();
  const std::vector<BotStepValue> steps = weigh_steps(dialogue_chain(scenario.bots["helper"]), 0);
  EXPECT_NEAR(row_of(scenario, "bot.step.gain", "intent"), steps[3].gain_if_perfect, 1e-12);
  EXPECT_NEAR(row_of(scenario, "bot.step.gain", "block"), steps[1].gain_if_perfect, 1e-12);
  // Answers that only seem to solve are mended too, which a perfect lead-on does not do.
  EXPECT_GT(row_of(scenario, "bot.step.gain", "balance"), steps[0].gain_if_perfect + 0.05);
}

// Whatever is broken about a step, it is the one whose mending brings most.
TEST(Dialogue, ABrokenStepBringsMostWhenMended) {
  const auto weakest = [](const Scenario& scenario) {
    std::string name;
    double most = -1.0;
    for (const FormulaRow& row : dialogue_rows(scenario)) {
      if (row.key != "bot.step.gain" || row.value <= most) continue;
      most = row.value;
      name = row.slice.name;
    }
    return name;
  };
  for (const auto& [name, step] : rich_bot().steps) {
    if (name == "done" || name == "person") continue;  // one session in ten gets there
    for (const auto breaks : {+[](BotStep& s) { s.recognised = 0.0; }, +[](BotStep& s) { s.hangs_up = 0.85; }}) {
      Scenario scenario;
      scenario.bots["helper"] = rich_bot();
      if (name == "block") scenario.bots["helper"].steps["intent"].next = {{"balance", 1.0}, {"block", 9.0}};
      breaks(scenario.bots["helper"].steps[name]);
      EXPECT_EQ(weakest(scenario), "helper," + name);
    }
  }
  Scenario lies;
  lies.bots["helper"] = rich_bot();
  lies.bots["helper"].steps["balance"].solves = 0.0;
  EXPECT_EQ(weakest(lies), "helper,balance");
  EXPECT_GT(row_of(lies, "bot.step.gain_understood", "balance"), 0.3);
}

// By hand: the first step keeps 1 - .02 - .02 - .1 of its visitors, and understands 8 in 10 of them.
TEST(Dialogue, AStepsFactsByHand) {
  Scenario scenario;
  scenario.bots["helper"] = rich_bot();
  EXPECT_NEAR(row_of(scenario, "bot.step.entries", "intent"), 1.0, 1e-12);
  EXPECT_NEAR(row_of(scenario, "bot.step.first_try", "intent"), 0.8, 1e-12);
  Bot once = rich_bot();
  once.steps["intent"].repeats = 0;
  scenario.bots["helper"] = once;
  EXPECT_NEAR(row_of(scenario, "bot.step.drops", "intent"), 0.02, 1e-12);
  EXPECT_NEAR(row_of(scenario, "bot.step.transfers", "intent"), 0.02 + 0.1 + 0.86 * 0.2 * 0.7, 1e-12);
  EXPECT_NEAR(row_of(scenario, "bot.step.time", "intent"), 13.5, 1e-12);
}

}  // namespace
}  // namespace firstline
