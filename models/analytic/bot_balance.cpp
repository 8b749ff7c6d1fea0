#include "models/analytic/bot_balance.h"

#include "sim/base/check.h"

namespace firstline {

namespace {

bool is_share(double p) { return p >= 0.0 && p <= 1.0; }

}  // namespace

OperatorLoad operator_load(const BotBalance& b) {
  EXPECT(b.issues >= 0.0 && is_share(b.bot_share) && is_share(b.containment) && is_share(b.false_share));
  EXPECT(is_share(b.p_repeat_given_false) && b.p_operator_repeat >= 0.0 && b.p_operator_repeat < 1.0);
  const double contained = b.bot_share * b.containment, falsely = contained * b.false_share;
  const double passed_on = 1.0 - contained + falsely * b.p_repeat_given_false;
  OperatorLoad out;
  out.operator_contacts = b.issues * passed_on / (1.0 - b.p_operator_repeat);
  out.operator_contacts_without_bot = b.issues / (1.0 - b.p_operator_repeat);
  out.net_reduction = 1.0 - passed_on;
  out.apparent_automation = contained;
  out.true_automation = contained - falsely;
  out.silent_unresolved = b.issues * falsely * (1.0 - b.p_repeat_given_false);
  return out;
}

double residual_handle_s(double all_s, double deflected_share, double deflected_s) {
  EXPECT(deflected_share >= 0.0 && deflected_share < 1.0 && deflected_s >= 0.0);
  EXPECT(all_s >= deflected_share * deflected_s);
  return (all_s - deflected_share * deflected_s) / (1.0 - deflected_share);
}

}  // namespace firstline
