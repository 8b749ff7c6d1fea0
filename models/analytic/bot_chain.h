// A bot's dialogue as an absorbing Markov chain: how sessions end, how many turns and seconds they take, and which step
// costs the most resolutions.
//
// Flow: the dialogue's steps -> states and moves, built by the caller -> solve_bot_chain, weigh_steps, turns_pmf; shown
//   beside simulated sessions and used as their oracle.
// Units: seconds (any consistent unit works); p and shares from 0 to 1. A turn is one visit to a state.
// Shape: a state is (step, retry, right or wrong path) or whatever the dialogue must remember; many states may belong
//   to one step. A move goes to a state or, by to_outcome(k), to outcome k, where the session ends. The duration of a
//   visit does not depend on where it leads. Outcomes are exclusive and sum to 1.
// Errors: for every state moves that sum to 1, start shares that sum to 1 (both to 1e-9), p >= 0, means >= 0 and second
//   moments of at least the mean squared are expected. A dialogue that may go round for ever has absorbing == false,
//   infinite means, and outcome shares that sum to less than 1.
// Threads: pure functions.
// Neglects: what the states do not hold: a customer's mood, latency under load, durations that depend on the outcome.
//   loss_share counts a session at the step where it ended; a wrong turn shows at the step that took it only in
//   gain_if_perfect and resolved_per_wrong.
// Source: Kemeny and Snell 1960; Grinstead and Snell 1997, 11.2; science.md 5.1.
// Tests: tests/models/analytic/bot_chain_test.cpp
#pragma once

#include <span>
#include <vector>

namespace firstline {

// What a move means to its step: on to the next one, once more, on along a wrong path; or anything else.
enum class BotMoveKind { next, retry, wrong, other };

struct BotMove {
  int from = 0;
  int to = 0;
  double p = 0.0;
  BotMoveKind kind = BotMoveKind::other;
};
struct BotState {
  int step = 0;
  double mean_s = 0.0;
  double second_moment_s2 = 0.0;
};
struct BotChain {
  std::vector<BotState> states;
  int num_outcomes = 1;
  std::vector<double> start;  // of each state: the share of sessions that begin there
  std::vector<BotMove> moves;

  int to_outcome(int outcome) const { return static_cast<int>(states.size()) + outcome; }
};

struct BotChainResult {
  bool absorbing = false;
  double mean_turns = 0.0;
  double var_turns = 0.0;
  double mean_duration_s = 0.0;
  double second_moment_duration_s2 = 0.0;
  std::vector<double> outcome_shares;
  std::vector<double> mean_turns_of;                     // of sessions with this outcome; 0 where it cannot be
  std::vector<double> mean_duration_of_s;                // likewise
  std::vector<double> visits;                            // to each state, a session
  std::vector<std::vector<double>> outcome_shares_from;  // [state][outcome]
};
BotChainResult solve_bot_chain(const BotChain& chain);

// Visits to each state by a session that is in `state` now: a row of the fundamental matrix N.
std::vector<double> visits_from(const BotChain& chain, int state);

// P(turns = k) for k = 1 .. most, at index k - 1.
std::vector<double> turns_pmf(const BotChain& chain, int most);

// What a step is worth. The derivatives move a little of p to `next` in all states of the step.
struct BotStepValue {
  int step = 0;
  double visits = 0.0;              // retries counted, a session
  double resolved_per_exit = 0.0;   // d P(resolved) / d p, taken from an end without resolution
  double resolved_per_retry = 0.0;  // taken from `retry`
  double resolved_per_wrong = 0.0;  // taken from `wrong`
  double gain_if_perfect = 0.0;     // P(resolved) if the step always led on to `next`, less what it is
  double loss_share = 0.0;          // of the sessions that end unresolved, those that end here
};
// One row a step, by rising number of step. A step without `next` moves has no derivatives and no gain.
std::vector<BotStepValue> weigh_steps(const BotChain& chain, int resolved_outcome);

// The row with the largest gain_if_perfect, the first of equals; rows must not be empty.
const BotStepValue& weakest_step(std::span<const BotStepValue> rows);

}  // namespace firstline
