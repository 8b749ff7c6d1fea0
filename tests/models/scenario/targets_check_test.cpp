#include "models/scenario/targets_check.h"

#include <gtest/gtest.h>

#include "models/scenario/messages.h"
#include "tests/models/scenario/load.h"

namespace firstline {
namespace {

Scenario small() { return load_scenario(small_document(), "day.json").scenario; }

std::vector<sim::Problem> check(const Scenario& scenario) {
  std::vector<sim::Problem> problems;
  check_agreements(scenario, problems);
  return problems;
}

std::string found(const Scenario& scenario) {
  std::string text;
  for (const sim::Problem& problem : check(scenario)) text += problem.code + " " + problem.pointer + " ";
  return text;
}

TEST(TargetsCheck, MailsAreNotHeldToTheSecondsOfCalls) {
  Scenario scenario = small();
  scenario.channels["mail"].kind = ChannelKind::mail;
  scenario.channels["phone"];
  ContactType& calls = scenario.contact_types.at("calls");
  calls.channels = {{"mail", 0.1}, {"phone", 0.9}};
  calls.product = "loans";
  Sla& sla = scenario.slas["loans"];
  sla.product = "loans";
  sla.response_s = 299.0;
  EXPECT_EQ(found(scenario), "W414 /slas/loans/response ");
  scenario.slas["letters"].channel = "mail";
  scenario.slas["letters"].response_s = 14'400.0;
  EXPECT_EQ(found(scenario), "") << "an agreement of their own";
  scenario.slas.erase("letters");
  sla.product = "cards";
  EXPECT_EQ(found(scenario), "") << "no such mail";
  sla.product = "";
  sla.response_s = 300.0;
  EXPECT_EQ(found(scenario), "") << "the edge";
}

// One for all contacts with both targets, one for loans with a response of its own.
TEST(TargetsCheck, ATargetThatIsNotWrittenAgainIsLost) {
  Scenario scenario = small();
  ContactType& calls = scenario.contact_types.at("calls");
  calls.product = "loans";
  calls.topics = {{"rates", 1.0}, {"fees", 0.0}};
  Sla& all = scenario.slas["all"];
  all.response_s = 600.0;
  all.resolution_s = 86'400.0;
  Sla& loans = scenario.slas["loans"];
  loans.product = "loans";
  loans.response_s = 300.0;
  ASSERT_EQ(found(scenario), "W418 /slas/loans ");
  EXPECT_EQ(
      message_text(check(scenario)[0], Language::en),
      "agreement \"loans\" holds for its contacts instead of \"all\", and has no `resolution`: the one of \"all\" "
      "does not count for them; write it in \"loans\" too");
  loans.resolution_s = 3600.0;
  EXPECT_EQ(found(scenario), "");
  loans.response_s.reset();
  EXPECT_EQ(check(scenario)[0].arguments, (std::vector<std::string>{"loans", "all", "response"}));
  loans.product = "cards";
  EXPECT_EQ(found(scenario), "") << "nobody has it";
  loans.product = "loans";
  loans.topic = "fees";
  EXPECT_EQ(found(scenario), "") << "nor that topic";
  loans.topic = "rates";
  EXPECT_EQ(found(scenario), "W418 /slas/loans ");
  all.topic = "fees";
  EXPECT_EQ(found(scenario), "") << "they never meet";
  all.topic = "";
  all.response_s.reset();
  EXPECT_EQ(found(scenario), "") << "nothing is lost";
}

TEST(TargetsCheck, OfEqualsTheFirstByNameApplies) {
  Scenario scenario = small();
  ContactType& calls = scenario.contact_types.at("calls");
  calls.product = "loans";
  calls.segment = "clients";
  Sla& by_product = scenario.slas["a"];
  by_product.product = "loans";
  by_product.response_s = 300.0;
  Sla& by_segment = scenario.slas["b"];
  by_segment.segment = "clients";
  by_segment.resolution_s = 3600.0;
  EXPECT_EQ(found(scenario), "W418 /slas/a ") << "a applies, and has no resolution; b does not apply at all";
}

}  // namespace
}  // namespace firstline
