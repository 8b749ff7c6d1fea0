#include "models/scenario/dialogues_check.h"

#include <gtest/gtest.h>

namespace firstline {
namespace {

std::string codes(const Scenario& scenario) {
  std::vector<sim::Problem> problems;
  check_use_of_bots(scenario, problems);
  std::string found;
  for (const sim::Problem& problem : problems) {
    found += (found.empty() ? "" : "; ") + problem.code + " " + problem.pointer;
  }
  return found;
}

// Intent, then an answer, on the phone.
Scenario with_bot() {
  Scenario scenario;
  scenario.channels["phone"].bot = "voice";
  Bot& bot = scenario.bots["voice"];
  bot.start = "intent";
  bot.steps["intent"].next = {{"answer", 1.0}};
  bot.steps["answer"];
  return scenario;
}
BotStep& intent(Scenario& scenario) { return scenario.bots["voice"].steps["intent"]; }

TEST(DialoguesCheck, AnOrdinaryBotHasNothingToTell) { EXPECT_EQ(codes(with_bot()), ""); }

TEST(DialoguesCheck, AStepThatNobodyIsLetOnToIsTold) {
  Scenario scenario = with_bot();
  intent(scenario).recognised = intent(scenario).unnoticed = 0.0;
  EXPECT_EQ(codes(scenario), "W406 /bots/voice/steps/answer");
  intent(scenario).unnoticed = 0.1;  // along the wrong path
  EXPECT_EQ(codes(scenario), "");
  intent(scenario).refuses = 0.96;
  EXPECT_EQ(codes(scenario), "W406 /bots/voice/steps/answer");
  Scenario weightless = with_bot();
  weightless.bots["voice"].steps["spare"];
  intent(weightless).next["spare"] = 0.0;
  EXPECT_EQ(codes(weightless), "W406 /bots/voice/steps/spare");
}

TEST(DialoguesCheck, LeavingIsLookedAtWhereItIsLargest) {
  Scenario scenario = with_bot();
  intent(scenario).hangs_up = 0.2;
  intent(scenario).annoyance = 1.9;
  intent(scenario).repeats = 2;  // 0.2 x 4.8 + 0.02 = 0.98
  EXPECT_EQ(codes(scenario), "");
  intent(scenario).repeats = 3;  // 0.2 x 6.7 + 0.02 = 1.36
  EXPECT_EQ(codes(scenario), "E330 /bots/voice/steps/intent");
}

// Clients write mails, partners call: the bot speaks on the phone.
TEST(DialoguesCheck, WhoeverNeverComesToTheBotIsNotCoveredByIt) {
  Scenario scenario = with_bot();
  scenario.channels["mail"].kind = ChannelKind::mail;
  ContactType& clients = scenario.contact_types["clients"];
  clients.segment = "clients";
  clients.product = "cards";
  clients.topics = {{"limits", 1.0}, {"fees", 0.0}};
  clients.channels = {{"mail", 1.0}, {"phone", 0.0}};
  ContactType& partners = scenario.contact_types["partners"];
  partners.segment = "partners";
  partners.product = "loans";
  partners.topics = {{"fees", 1.0}};
  partners.channels = {{"phone", 1.0}};
  EXPECT_EQ(codes(scenario), "") << "all of those who come";
  Bot& bot = scenario.bots["voice"];
  bot.segments = {{"clients", 0.5}, {"partners", 1.0}};
  bot.products = {{"cards", 0.5}, {"loans", 1.0}};
  bot.topics = {{"limits", 0.5}, {"fees", 1.0}};
  EXPECT_EQ(codes(scenario),
            "W417 /bots/voice/segments/clients; W417 /bots/voice/products/cards; W417 /bots/voice/topics/limits");
  bot.segments["clients"] = bot.products["cards"] = bot.topics["limits"] = 0.0;
  EXPECT_EQ(codes(scenario), "");
  bot.segments["clients"] = 0.5;
  clients.channels.at("phone") = 0.1;
  EXPECT_EQ(codes(scenario), "") << "some of them call";
}

TEST(DialoguesCheck, ABotIsFreeOnlyWhereEverythingIs) {
  Scenario scenario = with_bot();
  scenario.teams["desk"].wage_per_h = 20.0;
  EXPECT_EQ(codes(scenario), "W408 /bots/voice");
  scenario.costs.bots["voice"].per_min = 0.1;
  EXPECT_EQ(codes(scenario), "");
  scenario.costs.bots["voice"].licence_per_month = 50.0;
  EXPECT_EQ(codes(scenario), "W409 /costs/bots/voice/licence");
  scenario.bots["voice"].sessions = 10;
  EXPECT_EQ(codes(scenario), "");
  scenario.channels["phone"].bot.clear();
  EXPECT_EQ(codes(scenario), "W410 /bots/voice");
}

}  // namespace
}  // namespace firstline
