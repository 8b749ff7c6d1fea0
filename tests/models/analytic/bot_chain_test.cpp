#include "models/analytic/bot_chain.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "sim/base/check.h"
#include "tests/harness/bot_dialogue.h"
#include "tests/harness/reference_json.h"

namespace firstline {
namespace {

constexpr double kExact = 1e-9;

// Grinstead and Snell, example 11.13: corners 1, 2, 3 between home (0) and the bar (4), from corner `from`.
BotChain drunkard(int from) {
  BotChain chain{.states = std::vector<BotState>(3), .num_outcomes = 2, .start = {0.0, 0.0, 0.0}, .moves = {}};
  for (int i = 0; i < 3; ++i) {
    chain.states[static_cast<std::size_t>(i)] = {i, 1.0, 1.0};
    chain.moves.push_back({i, i == 0 ? chain.to_outcome(0) : i - 1, 0.5});
    chain.moves.push_back({i, i == 2 ? chain.to_outcome(1) : i + 1, 0.5});
  }
  chain.start[static_cast<std::size_t>(from)] = 1.0;
  return chain;
}

TEST(BotChain, DrunkardsWalk) {
  const double visits[3][3] = {{1.5, 1.0, 0.5}, {1.0, 2.0, 1.0}, {0.5, 1.0, 1.5}};
  const double turns[] = {3.0, 4.0, 3.0}, home[] = {0.75, 0.5, 0.25};
  for (int from = 0; from < 3; ++from) {
    const BotChainResult got = solve_bot_chain(drunkard(from));
    EXPECT_TRUE(got.absorbing);
    EXPECT_NEAR(got.mean_turns, turns[from], 1e-14);
    EXPECT_NEAR(got.var_turns, 8.0, 1e-13);  // twice a geometric number of double steps from the middle: 4 * 2
    EXPECT_NEAR(got.mean_duration_s, turns[from], 1e-14);
    EXPECT_NEAR(got.second_moment_duration_s2, 8.0 + turns[from] * turns[from], 1e-13);
    EXPECT_NEAR(got.outcome_shares[0], home[from], 1e-15);
    EXPECT_NEAR(got.outcome_shares[1], 1.0 - home[from], 1e-15);
    const auto row = visits_from(drunkard(0), from);
    for (std::size_t j = 0; j < 3; ++j) {
      EXPECT_NEAR(row[j], visits[from][j], 1e-14);
      EXPECT_NEAR(got.visits[j], visits[from][j], 1e-14);
      EXPECT_NEAR(got.outcome_shares_from[j][0], home[j], 1e-15);
    }
    // Gambler's ruin: given that the walk from i of 0 .. 4 ends in 4, it takes (4^2 - i^2) / 3 steps.
    EXPECT_NEAR(got.mean_turns_of[1], (16.0 - (from + 1.0) * (from + 1.0)) / 3.0, 1e-13);
    EXPECT_NEAR(got.mean_turns_of[0], (16.0 - (3.0 - from) * (3.0 - from)) / 3.0, 1e-13);
    EXPECT_NEAR(got.mean_duration_of_s[1], got.mean_turns_of[1], 1e-13);
  }
}

TEST(BotChain, DrunkardsWalkTakesAnEvenNumberOfStepsFromTheMiddle) {
  const auto pmf = turns_pmf(drunkard(1), 12);
  for (std::size_t k = 1; k <= 12; ++k) {
    EXPECT_NEAR(pmf[k - 1], k % 2 == 0 ? std::pow(0.5, static_cast<double>(k) / 2.0) : 0.0, 1e-15) << k;
  }
}

TEST(BotChain, ReferenceBlock) {
  const auto block = reference_block("bot_absorbing_chain");
  if (!block) GTEST_SKIP() << kNoReference;
  const auto& item = block->at("cases").at(0);
  const auto& out = item.at("outputs");
  const BotChain chain = reference_dialogue(item.at("inputs"));
  const BotChainResult got = solve_bot_chain(chain);
  EXPECT_TRUE(got.absorbing);
  expect_relative(got.mean_turns, out.at("mean_turns"), kExact, "mean turns");
  expect_relative(got.var_turns, out.at("var_turns"), kExact, "variance of turns");
  expect_relative(got.mean_duration_s, out.at("mean_duration"), kExact, "duration");
  for (std::size_t c = 0; c < 4; ++c) {
    expect_relative(got.outcome_shares[c], out.at("absorption")[c], kExact, "outcome");
  }
  for (int i = 0; i < 5; ++i) {
    const auto row = visits_from(chain, i);
    for (std::size_t j = 0; j < 5; ++j) {
      expect_relative(row[j], out.at("N")[static_cast<std::size_t>(i)][j], kExact, "N");
    }
  }
  const auto steps = weigh_steps(chain, 0);
  for (std::size_t i = 0; i < 5; ++i) {
    const auto& want = out.at("sensitivity")[i];
    const std::string name = want.at("step");
    EXPECT_EQ(steps[i].step, static_cast<int>(i));
    expect_relative(steps[i].visits, want.at("expected_visits"), kExact, name);
    expect_relative(steps[i].resolved_per_exit, want.at("dResolved_dOk_from_exit"), kExact, name);
    expect_relative(steps[i].resolved_per_retry, want.at("dResolved_dOk_from_retry"), kExact, name);
    expect_relative(steps[i].gain_if_perfect, want.at("gain_if_perfect"), kExact, name);
    expect_relative(steps[i].loss_share, want.at("loss_share"), kExact, name);
  }
  const auto weakest = static_cast<std::size_t>(weakest_step(steps).step);
  EXPECT_EQ(item.at("inputs").at("steps")[weakest], out.at("weakest_step_by_gain"));
}

TEST(BotChain, ReferenceBlockWithLimitedRetries) {
  const auto block = reference_block("bot_absorbing_chain");
  if (!block) GTEST_SKIP() << kNoReference;
  const auto& in = block->at("cases").at(1).at("inputs");
  const auto& out = block->at("cases").at(1).at("outputs");
  const BotChain chain =
      retry_dialogue(block->at("cases").at(0).at("inputs"), in.at("max_retries"), in.at("recognition_decay"));
  const BotChainResult got = solve_bot_chain(chain);
  expect_relative(got.mean_turns, out.at("mean_turns"), kExact, "mean turns");
  expect_relative(got.var_turns, out.at("var_turns"), kExact, "variance of turns");
  expect_relative(got.mean_duration_s, out.at("mean_duration"), kExact, "duration");
  for (std::size_t c = 0; c < 4; ++c) {
    expect_relative(got.outcome_shares[c], out.at("absorption")[c], kExact, "outcome");
  }
}

// science.md 5.1: of steps in a row with endless retries, the product of ok / (1 - retry).
BotChain two_steps(double ok0 = 0.8, double retry0 = 0.1, double ok1 = 0.6, double retry1 = 0.3) {
  BotChain chain{.states = {{0, 8.0, 100.0}, {1, 12.0, 150.0}}, .num_outcomes = 2, .start = {1.0, 0.0}, .moves = {}};
  chain.moves = {{0, 1, ok0, BotMoveKind::next},
                 {0, 0, retry0, BotMoveKind::retry},
                 {0, chain.to_outcome(1), 1.0 - ok0 - retry0},
                 {1, chain.to_outcome(0), ok1, BotMoveKind::next},
                 {1, 1, retry1, BotMoveKind::retry},
                 {1, chain.to_outcome(1), 1.0 - ok1 - retry1}};
  return chain;
}

TEST(BotChain, StepsInARowAreAProduct) {
  EXPECT_NEAR(solve_bot_chain(two_steps()).outcome_shares[0], 0.8 / 0.9 * 0.6 / 0.7, 1e-15);
}

TEST(BotChain, DerivativesAreFiniteDifferences) {
  constexpr double kStep = 1e-6;
  const auto resolved = [](const BotChain& chain) { return solve_bot_chain(chain).outcome_shares[0]; };
  const auto rows = weigh_steps(two_steps(), 0);
  const double exit0 = resolved(two_steps(0.8 + kStep)) - resolved(two_steps(0.8 - kStep));
  const double retry0 = resolved(two_steps(0.8 + kStep, 0.1 - kStep)) - resolved(two_steps(0.8 - kStep, 0.1 + kStep));
  const double exit1 = resolved(two_steps(0.8, 0.1, 0.6 + kStep)) - resolved(two_steps(0.8, 0.1, 0.6 - kStep));
  EXPECT_NEAR(rows[0].resolved_per_exit, exit0 / (2.0 * kStep), 1e-8);
  EXPECT_NEAR(rows[0].resolved_per_retry, retry0 / (2.0 * kStep), 1e-8);
  EXPECT_NEAR(rows[1].resolved_per_exit, exit1 / (2.0 * kStep), 1e-8);
  EXPECT_NEAR(rows[0].gain_if_perfect, resolved(two_steps(1.0, 0.0)) - resolved(two_steps()), 1e-15);
}

// One state left with chance p: a geometric number of exponential turns is an exponential of mean 1 / (p mu).
TEST(BotChain, GeometricSumOfExponentialsIsExponential) {
  BotChain chain{.states = {{0, 5.0, 50.0}}, .num_outcomes = 1, .start = {1.0}, .moves = {}};
  chain.moves = {{0, 0, 0.75, BotMoveKind::retry}, {0, chain.to_outcome(0), 0.25, BotMoveKind::next}};
  const BotChainResult got = solve_bot_chain(chain);
  EXPECT_NEAR(got.mean_turns, 4.0, 1e-14);
  EXPECT_NEAR(got.var_turns, 0.75 / (0.25 * 0.25), 1e-13);
  EXPECT_NEAR(got.mean_duration_s, 20.0, 1e-13);
  EXPECT_NEAR(got.second_moment_duration_s2, 2.0 * 20.0 * 20.0, 1e-11);
  const auto pmf = turns_pmf(chain, 3);
  EXPECT_NEAR(pmf[2], 0.75 * 0.75 * 0.25, 1e-16);
}

TEST(BotChain, TurnsSumToOneAndGiveTheMoments) {
  const BotChain chain = two_steps();
  const BotChainResult got = solve_bot_chain(chain);
  const auto pmf = turns_pmf(chain, 200);
  double sum = 0.0, mean = 0.0, square = 0.0;
  for (std::size_t k = 1; k <= pmf.size(); ++k) {
    sum += pmf[k - 1];
    mean += static_cast<double>(k) * pmf[k - 1];
    square += static_cast<double>(k * k) * pmf[k - 1];
  }
  EXPECT_NEAR(sum, 1.0, 1e-14);
  EXPECT_NEAR(mean, got.mean_turns, 1e-13);
  EXPECT_NEAR(square - mean * mean, got.var_turns, 1e-12);
}

// By hand. Intent: right .8, wrong .1 (noticed by nobody), hung up .1. Answer: right always resolves; on the wrong path
// .7 only seem to be resolved, .3 are handed over.
TEST(BotChain, WrongPathGivesFalseAnswers) {
  enum Outcome { resolved, falsely, transfer, hangup };
  BotChain chain{.states = {{0, 10.0, 100.0}, {1, 20.0, 400.0}, {1, 20.0, 400.0}},
                 .num_outcomes = 4,
                 .start = {1.0, 0.0, 0.0},
                 .moves = {}};
  chain.moves = {{0, 1, 0.8, BotMoveKind::next},      {0, 2, 0.1, BotMoveKind::wrong},
                 {0, chain.to_outcome(hangup), 0.1},  {1, chain.to_outcome(resolved), 1.0, BotMoveKind::next},
                 {2, chain.to_outcome(falsely), 0.7}, {2, chain.to_outcome(transfer), 0.3}};
  const BotChainResult got = solve_bot_chain(chain);
  EXPECT_NEAR(got.outcome_shares[resolved], 0.8, 1e-15);
  EXPECT_NEAR(got.outcome_shares[falsely], 0.07, 1e-15);
  EXPECT_NEAR(got.outcome_shares[transfer], 0.03, 1e-15);
  EXPECT_NEAR(got.outcome_shares[hangup], 0.1, 1e-15);
  EXPECT_NEAR(got.mean_duration_s, 10.0 + 0.9 * 20.0, 1e-13);
  EXPECT_NEAR(got.mean_duration_of_s[hangup], 10.0, 1e-13);
  EXPECT_NEAR(got.mean_turns_of[falsely], 2.0, 1e-14);
  EXPECT_NEAR(got.second_moment_duration_s2, 0.1 * 100.0 + 0.9 * 900.0, 1e-11);
  const auto rows = weigh_steps(chain, resolved);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_NEAR(rows[0].resolved_per_wrong, 1.0, 1e-15);
  EXPECT_NEAR(rows[0].gain_if_perfect, 0.2, 1e-15);
  EXPECT_NEAR(rows[1].gain_if_perfect, 0.0, 1e-15);
  EXPECT_NEAR(rows[0].loss_share, 0.5, 1e-15);
  EXPECT_NEAR(rows[1].visits, 0.9, 1e-15);
  EXPECT_EQ(weakest_step(rows).step, 0);
}

TEST(BotChain, ADialogueThatNeverEnds) {
  BotChain chain{.states = {{0, 1.0, 1.0}, {1, 1.0, 1.0}}, .num_outcomes = 1, .start = {1.0, 0.0}, .moves = {}};
  chain.moves = {{0, chain.to_outcome(0), 0.4}, {0, 1, 0.6}, {1, 1, 1.0}};
  const BotChainResult got = solve_bot_chain(chain);
  EXPECT_FALSE(got.absorbing);
  EXPECT_TRUE(std::isinf(got.mean_turns));
  EXPECT_TRUE(std::isinf(got.visits[1]));
  EXPECT_NEAR(got.outcome_shares[0], 0.4, 1e-15);
  EXPECT_NEAR(got.mean_turns_of[0], 1.0, 1e-15);
  // Where nobody comes, a trap does no harm.
  chain.moves[0].p = 1.0;
  chain.moves[1].p = 0.0;
  EXPECT_TRUE(solve_bot_chain(chain).absorbing);
  EXPECT_EQ(solve_bot_chain(chain).mean_turns, 1.0);
}

#ifdef FIRSTLINE_CHECKS
TEST(BotChain, BadInputIsABug) {
  BotChain chain = two_steps();
  chain.moves[0].p = 0.7;
  EXPECT_THROW(solve_bot_chain(chain), sim::BugError);
  chain = two_steps();
  chain.start = {0.5, 0.4};
  EXPECT_THROW(solve_bot_chain(chain), sim::BugError);
  chain = two_steps();
  chain.moves[0].to = 9;
  EXPECT_THROW(weigh_steps(chain, 0), sim::BugError);
  chain = two_steps();
  chain.states[0].second_moment_s2 = 1.0;
  EXPECT_THROW(solve_bot_chain(chain), sim::BugError);
  EXPECT_THROW(weigh_steps(two_steps(), 2), sim::BugError);
}
#endif

}  // namespace
}  // namespace firstline
