// What a bot takes off the operators once false answers come back: a balance of flows.
//
// Flow: shares of a bot, assumed or measured -> operator_load, residual_handle_s; a plausibility check of simulated
// runs. Units: contacts in the unit of `issues` (a day, say); shares from 0 to 1; seconds. Shape: issues x bot_share
// meet the bot. It contains a share of them, a part of these falsely; of the falsely contained
//   some come back to an operator, the rest stay silent and unresolved. Every operator contact repeats with
//   p_operator_repeat.
// Errors: issues >= 0, shares from 0 to 1 and p_operator_repeat < 1 are expected.
// Threads: pure functions.
// Neglects: queues, delays, that those who come back are harder, and that a repeat may meet the bot again.
// Source: science.md 5.2; published.md V16 (residual handle time).
// Tests: tests/models/analytic/bot_balance_test.cpp
#pragma once

namespace firstline {

struct BotBalance {
  double issues = 0.0;
  double bot_share = 0.0;
  double containment = 0.0;
  double false_share = 0.0;  // of the contained
  double p_repeat_given_false = 0.0;
  double p_operator_repeat = 0.0;
};
struct OperatorLoad {
  double operator_contacts = 0.0;
  double operator_contacts_without_bot = 0.0;
  double net_reduction = 0.0;        // share of operator contacts that the bot saves
  double apparent_automation = 0.0;  // contained / issues
  double true_automation = 0.0;      // contained and resolved / issues
  double silent_unresolved = 0.0;    // issues
};
OperatorLoad operator_load(const BotBalance& balance);

// Mean handle time of what is left, if a share of contacts that took `deflected_s` on average is taken away from a
// whole that took `all_s`: bots take the short ones, so work falls by less than contacts do.
double residual_handle_s(double all_s, double deflected_share, double deflected_s);

}  // namespace firstline
