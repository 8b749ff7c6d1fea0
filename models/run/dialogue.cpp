#include "models/run/dialogue.h"

#include <algorithm>
#include <map>

namespace firstline {
namespace {

struct StepPlace {
  const BotStep* step = nullptr;
  int first_state = 0;  // of repeat 0 on the right path; the wrong path's follow behind
  int tries = 1;
};

}  // namespace

BotChain dialogue_chain(const Bot& bot) {
  BotChain chain;
  chain.num_outcomes = kDialogueOutcomes;
  std::map<std::string, StepPlace> places;
  int number = 0;
  for (const auto& [name, step] : bot.steps) {
    const int tries = step.repeats + 1;
    places[name] = {.step = &step, .first_state = static_cast<int>(chain.states.size()), .tries = tries};
    const double mean_s = bot.latency_s + sim::mean(step.time);
    for (int state = 0; state < 2 * tries; ++state) {
      chain.states.push_back(
          {.step = number, .mean_s = mean_s, .second_moment_s2 = sim::variance(step.time) + mean_s * mean_s});
    }
    ++number;
  }
  chain.start.assign(chain.states.size(), 0.0);
  chain.start[static_cast<std::size_t>(places.at(bot.start).first_state)] = 1.0;
  const auto outcome = [&](DialogueOutcome which) { return chain.to_outcome(static_cast<int>(which)); };
  for (const auto& [name, place] : places) {
    const BotStep& step = *place.step;
    double total = 0.0;
    for (const auto& [next, weight] : step.next) total += weight;
    for (int wrong = 0; wrong < 2; ++wrong) {
      double recognised_of_those = step.recognised;
      for (int repeat = 0; repeat < place.tries; ++repeat) {
        const int from = place.first_state + wrong * place.tries + repeat;
        const double hangs_up = std::min(1.0, step.hangs_up * (1.0 + step.annoyance * repeat));
        const double stays = 1.0 - std::min(1.0, hangs_up + step.asks + step.refuses);
        const double heard = step.transfer.empty() ? stays * (1.0 - step.silent) : 0.0;
        const double recognised = heard * recognised_of_those;
        const double mistaken = (heard - recognised) * step.unnoticed;
        const double noticed = stays - recognised - mistaken;
        const auto move = [&](int to, double p, BotMoveKind kind) {
          if (p > 0.0) chain.moves.push_back({.from = from, .to = to, .p = p, .kind = kind});
        };
        // On: to the next steps on the same path, or on the wrong one; an answer ends the session.
        const auto on = [&](double p, bool wrong_path, BotMoveKind kind) {
          if (step.next.empty()) {
            const double solved = wrong_path ? 0.0 : p * step.solves;
            move(outcome(DialogueOutcome::solved), solved, kind);
            move(outcome(DialogueOutcome::seemed), p - solved, kind);
            return;
          }
          for (const auto& [next, weight] : step.next) {
            const StepPlace& to = places.at(next);
            move(to.first_state + (wrong_path ? to.tries : 0), p * weight / total, kind);
          }
        };
        on(recognised, wrong == 1, BotMoveKind::next);
        on(mistaken, true, BotMoveKind::wrong);
        if (repeat + 1 < place.tries && step.transfer.empty()) {
          move(from + 1, noticed, BotMoveKind::retry);
        } else {
          move(outcome(DialogueOutcome::failed), noticed, BotMoveKind::other);
        }
        const double leaves = 1.0 - stays;
        const double hung_up = std::min(hangs_up, leaves);
        const double asked = std::min(step.asks, leaves - hung_up);
        move(outcome(DialogueOutcome::hung_up), hung_up, BotMoveKind::other);
        move(outcome(DialogueOutcome::asked), asked, BotMoveKind::other);
        move(outcome(DialogueOutcome::refused), leaves - hung_up - asked, BotMoveKind::other);
        recognised_of_those *= step.decay;
      }
    }
  }
  return chain;
}

namespace {

// A session's visits of one step and what became of them, by the chain.
struct StepFacts {
  double entries = 0.0, heard = 0.0, first_try = 0.0, hung_up = 0.0, handed_over = 0.0;
};

std::vector<StepFacts> step_facts(const Bot& bot, const BotChain& chain, const BotChainResult& exact) {
  std::vector<StepFacts> facts(bot.steps.size());
  std::vector<char> first_tries;  // by state
  for (const auto& [name, step] : bot.steps) {
    const double leaves = std::min(1.0, step.hangs_up + step.asks + step.refuses);
    const double heard = step.transfer.empty() ? (1.0 - leaves) * (1.0 - step.silent) : 0.0;
    for (int state = 0; state < 2 * (step.repeats + 1); ++state) {
      const double visits = exact.visits[first_tries.size()];
      StepFacts& here = facts[static_cast<std::size_t>(chain.states[first_tries.size()].step)];
      first_tries.push_back(state % (step.repeats + 1) == 0 ? 1 : 0);
      if (first_tries.back() == 0) continue;
      here.entries += visits;
      here.heard += visits * heard;
    }
  }
  for (const BotMove& move : chain.moves) {
    const auto from = static_cast<std::size_t>(move.from);
    StepFacts& here = facts[static_cast<std::size_t>(chain.states[from].step)];
    const double flow = exact.visits[from] * move.p;
    const int outcome = move.to - chain.to_outcome(0);
    const auto ends_in = [outcome](DialogueOutcome which) { return outcome == static_cast<int>(which); };
    const bool leaves =
        ends_in(DialogueOutcome::hung_up) || ends_in(DialogueOutcome::asked) || ends_in(DialogueOutcome::refused);
    if (ends_in(DialogueOutcome::hung_up)) here.hung_up += flow;
    if (ends_in(DialogueOutcome::failed) || (leaves && !ends_in(DialogueOutcome::hung_up))) here.handed_over += flow;
    if (first_tries[from] != 0 && move.kind == BotMoveKind::next) here.first_try += flow;
  }
  return facts;
}

double understood_at_once(const std::vector<StepFacts>& facts) {
  double heard = 0.0, first_try = 0.0;
  for (const StepFacts& step : facts) {
    heard += step.heard;
    first_try += step.first_try;
  }
  return heard > 0.0 ? first_try / heard : 0.0;
}

double solved_share(const Bot& bot) {
  return solve_bot_chain(dialogue_chain(bot)).outcome_shares[static_cast<std::size_t>(DialogueOutcome::solved)];
}

}  // namespace

std::vector<FormulaRow> dialogue_rows(const Scenario& scenario) {
  std::vector<FormulaRow> rows;
  for (const auto& [name, bot] : scenario.bots) {
    const BotChain chain = dialogue_chain(bot);
    const BotChainResult exact = solve_bot_chain(chain);
    if (!exact.absorbing) continue;
    const auto add = [&](const char* key, const Slice& slice, double value) {
      rows.push_back({.key = key, .slice = slice, .formula = "bot_chain", .value = value});
    };
    const auto share = [&](DialogueOutcome which) { return exact.outcome_shares[static_cast<std::size_t>(which)]; };
    const Slice of_bot{"bot", name};
    const double solved = share(DialogueOutcome::solved), seemed = share(DialogueOutcome::seemed);
    const double handed_over =
        share(DialogueOutcome::failed) + share(DialogueOutcome::asked) + share(DialogueOutcome::refused);
    add("bot.containment.apparent", of_bot, 1.0 - handed_over);
    add("bot.containment.true", of_bot, solved);
    add("bot.containment.false", of_bot, seemed + share(DialogueOutcome::hung_up));
    add("bot.seemed_solved", of_bot, seemed);
    add("bot.transfer_rate", of_bot, handed_over);
    add("bot.drop_rate", of_bot, share(DialogueOutcome::hung_up));
    add("bot.turns", of_bot, exact.mean_turns);
    add("bot.time", of_bot, exact.mean_duration_s);
    const std::vector<StepFacts> facts = step_facts(bot, chain, exact);
    add("bot.first_try_recognition", of_bot, understood_at_once(facts));
    const std::vector<BotStepValue> values = weigh_steps(chain, static_cast<int>(DialogueOutcome::solved));
    auto step = bot.steps.begin();
    for (const BotStepValue& value : values) {
      const Slice of_step = pair_slice("bot,step", name, step->first);
      const StepFacts& here = facts[static_cast<std::size_t>(value.step)];
      add("bot.step.turns", of_step, value.visits);
      add("bot.step.entries", of_step, here.entries);
      if (here.heard > 0.0) add("bot.step.first_try", of_step, here.first_try / here.heard);
      if (here.entries > 0.0) {
        add("bot.step.drops", of_step, here.hung_up / here.entries);
        add("bot.step.transfers", of_step, here.handed_over / here.entries);
        add("bot.step.time", of_step, value.visits * (bot.latency_s + sim::mean(step->second.time)) / here.entries);
      }
      // From the step and not from its moves: what never happens has no moves that could be raised.
      Bot mended = bot;
      BotStep& perfect = mended.steps.at(step->first);
      perfect.recognised = perfect.decay = perfect.solves = 1.0;
      add("bot.step.gain_understood", of_step, solved_share(mended) - solved);
      perfect.silent = perfect.hangs_up = perfect.asks = perfect.refuses = 0.0;
      add("bot.step.gain", of_step, solved_share(mended) - solved);
      add("bot.step.lost", of_step, value.loss_share);
      ++step;
    }
  }
  return rows;
}

}  // namespace firstline
