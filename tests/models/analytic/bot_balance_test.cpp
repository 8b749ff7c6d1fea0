#include "models/analytic/bot_balance.h"

#include <gtest/gtest.h>

#include "sim/base/check.h"
#include "tests/harness/reference_json.h"

namespace firstline {
namespace {

constexpr double kExact = 1e-9;

TEST(BotBalance, ReferenceBlock) {
  const auto block = reference_block("false_containment");
  if (!block) GTEST_SKIP() << kNoReference;
  const auto& in = block->at("cases").at(0).at("inputs");
  const auto& out = block->at("cases").at(0).at("outputs");
  const OperatorLoad got =
      operator_load({in.at("issues"), in.at("bot_share"), in.at("containment"), in.at("false_share_of_contained"),
                     in.at("p_repeat_given_false"), in.at("operator_repeat")});
  expect_relative(got.operator_contacts, out.at("operator_contacts"), kExact, "operator contacts");
  expect_relative(got.operator_contacts_without_bot, out.at("operator_contacts_without_bot"), kExact, "without");
  expect_relative(got.apparent_automation, out.at("apparent_automation"), kExact, "apparent");
  expect_relative(got.true_automation, out.at("true_automation_of_issues"), kExact, "true");
  expect_relative(got.silent_unresolved, out.at("silent_unresolved"), kExact, "silent");
  expect_relative(got.net_reduction, out.at("net_reduction"), kExact, "net reduction");
}

// By hand: 100 issues, all meet the bot; half contained, all falsely, all of whom come back. The bot saves nothing.
TEST(BotBalance, EverythingComesBack) {
  const OperatorLoad got = operator_load({100.0, 1.0, 0.5, 1.0, 1.0, 0.2});
  EXPECT_DOUBLE_EQ(got.operator_contacts, 125.0);
  EXPECT_DOUBLE_EQ(got.net_reduction, 0.0);
  EXPECT_DOUBLE_EQ(got.apparent_automation, 0.5);
  EXPECT_DOUBLE_EQ(got.true_automation, 0.0);
  EXPECT_DOUBLE_EQ(got.silent_unresolved, 0.0);
}

TEST(BotBalance, NoBot) {
  const OperatorLoad got = operator_load({100.0, 0.0, 0.5, 0.3, 0.4, 0.0});
  EXPECT_EQ(got.operator_contacts, 100.0);
  EXPECT_EQ(got.net_reduction, 0.0);
}

// published.md V16: 20 % deflected at 3 of 6 minutes leaves 6.75 minutes and 90 % of the work.
TEST(BotBalance, ResidualHandleTime) {
  const double left = residual_handle_s(360.0, 0.2, 180.0);
  EXPECT_DOUBLE_EQ(left, 405.0);
  EXPECT_DOUBLE_EQ(0.8 * left / 360.0, 0.9);
  EXPECT_EQ(residual_handle_s(360.0, 0.0, 180.0), 360.0);
}

#ifdef FIRSTLINE_CHECKS
TEST(BotBalance, BadInputIsABug) {
  EXPECT_THROW(operator_load({100.0, 1.2, 0.5, 0.3, 0.4, 0.0}), sim::BugError);
  EXPECT_THROW(operator_load({100.0, 0.2, 0.5, 0.3, 0.4, 1.0}), sim::BugError);
  EXPECT_THROW(residual_handle_s(60.0, 0.5, 180.0), sim::BugError);
}
#endif

}  // namespace
}  // namespace firstline
