#include "models/scenario/entity_checks.h"

#include <gtest/gtest.h>

#include "models/scenario/messages.h"
#include "tests/models/scenario/load.h"

namespace firstline {
namespace {

Scenario small() { return load_scenario(small_document(), "day.json").scenario; }

std::vector<sim::Problem> check(const Scenario& scenario) {
  std::vector<sim::Problem> problems;
  check_entities(scenario, problems);
  return problems;
}

std::string found(const Scenario& scenario) {
  std::string text;
  for (const sim::Problem& problem : check(scenario)) text += problem.code + " " + problem.pointer + " ";
  return text;
}

TEST(EntityChecks, PeriodsMayMeetButNotOverlap) {
  Scenario scenario = small();
  auto& periods = scenario.contact_types.at("calls").periods;
  periods["a"] = {{0, 3600}, sim::Law::exponential(1.0), std::nullopt};
  periods["b"] = {{3600, 7200}, sim::Law::exponential(2.0), std::nullopt};
  EXPECT_EQ(found(scenario), "");
  periods["c"] = {{0, 7200}, std::nullopt, sim::Law::none()};
  EXPECT_EQ(found(scenario), "");  // it sets another law
  periods["d"] = {{1800, 2000}, sim::Law::exponential(3.0), std::nullopt};
  EXPECT_EQ(found(scenario), "E330 /contact_types/calls/periods/d ");
}

TEST(EntityChecks, SwitchesNeedAnotherChannel) {
  Scenario scenario = small();
  ContactType& calls = scenario.contact_types.at("calls");
  calls.redial.switches = calls.returns.switches = 0.2;
  calls.redial.probability = 0.0;
  EXPECT_EQ(found(scenario), "");  // nobody tries again
  calls.redial.probability = 0.5;
  EXPECT_EQ(found(scenario), "W405 /contact_types/calls/redial/switches ");
  calls.returns.unresolved = 0.6;
  calls.channels = {{"chat", 0.0}, {"phone", 1.0}};
  EXPECT_EQ(found(scenario), "W405 /contact_types/calls/redial/switches W405 /contact_types/calls/returns/switches ");
  calls.channels.at("chat") = 0.1;
  EXPECT_EQ(found(scenario), "");
}

TEST(EntityChecks, RatesThatSpeedOperatorsUpAreDoubted) {
  Scenario scenario = small();
  Channel& channel = scenario.channels["chat"];
  channel.kind = ChannelKind::chat;
  channel.chat = Chat{};
  channel.chat->mode = Chat::Mode::level;
  // science.md 3.3: think 40 s, reply 20 s; at once 1, 1.8, 2.37, 2.72, 2.9, 2.94 of one alone.
  channel.chat->rates = {1.0, 0.9, 0.79, 0.68, 0.58, 0.49};
  EXPECT_EQ(found(scenario), "");
  channel.chat->rates = {1.0, 1.0, 1.0};
  EXPECT_EQ(found(scenario), "") << "nothing is lost: the edge";
  channel.chat->rates = {1.0, 5.0, 50.0};
  EXPECT_EQ(found(scenario), "W412 /channels/chat/chat/rates/1 ");
  channel.chat->rates = {1.0, 0.6, 0.55};  // 1, 1.2, 1.65
  EXPECT_EQ(found(scenario), "W412 /channels/chat/chat/rates/2 ");
}

TEST(EntityChecks, NobodyWaitsOnALineForAMail) {
  Scenario scenario = small();
  scenario.channels["mail"].kind = ChannelKind::mail;
  scenario.channels["mail"].trunks = 5;
  ContactType& calls = scenario.contact_types.at("calls");
  calls.patience = sim::Law::exponential(60.0);
  calls.channels = {{"mail", 1.0}, {"phone", 0.0}};
  scenario.channels["phone"];
  calls.redial.probability = 0.0;
  EXPECT_EQ(found(scenario), "W413 /contact_types/calls/patience W413 /channels/mail/trunks ");
  calls.patience = sim::Law::none();
  calls.periods["night"] = {{0, 3600}, sim::Law::exponential(1.0), std::nullopt};
  EXPECT_EQ(found(scenario), "W413 /channels/mail/trunks ") << "night work takes as long as it takes";
  calls.periods["night"].patience = sim::Law::exponential(60.0);
  calls.redial.probability = 0.5;
  EXPECT_EQ(found(scenario),
            "W413 /contact_types/calls/periods/night/patience W413 /contact_types/calls/redial "
            "W413 /channels/mail/trunks ")
      << "nor is a mail ever lost and tried again";
  calls.channels.at("phone") = 0.1;
  EXPECT_EQ(found(scenario), "W413 /channels/mail/trunks ");
  calls.channels.clear();
  scenario.channels.at("mail").trunks.reset();
  EXPECT_EQ(found(scenario), "");
}

TEST(EntityChecks, MonthsThatNoStepAsksForDoNothing) {
  Scenario scenario = small();
  RosterRow& group = scenario.teams.begin()->second.roster["new"];
  group.tenure_months = 2.0;
  EXPECT_EQ(found(scenario), "W415 /teams/" + scenario.teams.begin()->first + "/roster/new/tenure_months ");
  scenario.tenure["skilled"].from_months = 12.0;
  EXPECT_EQ(found(scenario), "") << "below the first step: a table all the same";
  scenario.tenure.clear();
  group.tenure_months.reset();
  EXPECT_EQ(found(scenario), "");
}

// One team, calls and mails in queues of their own.
TEST(EntityChecks, MailsLeftAtTheirDefaultsBeforeCallersAreDoubted) {
  Scenario scenario = small();
  ContactType letters = scenario.contact_types.at("calls");
  letters.queue = "letters";
  letters.patience = sim::Law::none();
  letters.redial = {};
  letters.channels = {{"mail", 1.0}};
  scenario.contact_types["letters"] = letters;
  scenario.channels["mail"].kind = ChannelKind::mail;
  scenario.queues["letters"];
  Team& team = scenario.teams.at("line 1");
  team.serves["letters"];
  EXPECT_EQ(found(scenario), "") << "equal: callers come first anyway";
  scenario.queues.at("main").priority = 2;
  ASSERT_EQ(found(scenario), "W416 /queues/letters ");
  EXPECT_EQ(check(scenario)[0].arguments, (std::vector<std::string>{"line 1", "letters", "main"}));
  team.serves.at("letters").priority = 2;
  EXPECT_EQ(found(scenario), "") << "somebody has thought of it";
  scenario.queues.at("letters").priority = 2;
  EXPECT_EQ(found(scenario), "") << "and now callers come first";
  scenario.queues.at("letters").priority = team.serves.at("letters").priority = 1;
  scenario.queues.at("main").priority = 1;
  team.serves.at("main").priority = 5;
  EXPECT_EQ(found(scenario), "W416 /queues/letters ") << "the team's own order counts as well";
  scenario.channels.at("mail").queue = "main";
  EXPECT_EQ(found(scenario), "") << "one queue: whoever is in line comes first";
  scenario.channels.at("mail").queue = "";
  team.serves.erase("main");
  EXPECT_EQ(found(scenario), "") << "nobody serves both";
}

TEST(EntityChecks, WeightsLeaveAChance) {
  Scenario scenario = small();
  ContactType& calls = scenario.contact_types.at("calls");
  calls.topics = {{"a", 0.0}, {"b", 1e-9}};
  EXPECT_EQ(found(scenario), "");
  calls.topics["b"] = 0.0;
  calls.channels = {{"phone", 0.0}};
  scenario.queues["main"].handling.to = {{"other", 0.0}};
  scenario.topics["a"].handling["main"].to = {{"other", 0.0}};
  EXPECT_EQ(found(scenario),
            "E330 /contact_types/calls/topics E330 /contact_types/calls/channels E330 /queues/main/handling/to "
            "E330 /topics/a/handling/main/to ");
}

TEST(EntityChecks, NoQueuePassesOnToItself) {
  Scenario scenario = small();
  scenario.queues["main"].handling.to = {{"main", 1.0}, {"other", 1.0}};
  scenario.topics["a"].handling["other"].to = {{"main", 1.0}};
  EXPECT_EQ(found(scenario), "E342 /queues/main/handling/to/main ");
  scenario.topics["a"].handling["other"].to["other"] = 0.5;
  EXPECT_EQ(found(scenario), "E342 /queues/main/handling/to/main E342 /topics/a/handling/other/to/other ");
}

TEST(EntityChecks, KindsOfTransferArePartsOfAWhole) {
  Scenario scenario = small();
  Transfer& transfer = scenario.queues["main"].transfer;
  transfer.warm = 0.7;
  transfer.ticket = 0.3;
  EXPECT_EQ(found(scenario), "");
  transfer.ticket = 0.4;
  ASSERT_EQ(found(scenario), "E352 /queues/main/transfer ");
  EXPECT_EQ(check(scenario)[0].arguments[0], "1.1");
}

TEST(EntityChecks, PausesLieWithinTheShift) {
  Scenario scenario = small();
  Shift& day = scenario.shifts["day"];
  day.hours = {9 * 3600, 17 * 3600};
  Pause& lunch = day.pauses["lunch"];
  lunch.from_s = 12 * 3600;
  lunch.to_s = 13 * 3600;
  lunch.length_s = 4.0 * 3600.0;  // the last one ends with the shift
  EXPECT_EQ(found(scenario), "");
  lunch.length_s += 1.0;
  ASSERT_EQ(found(scenario), "E330 /shifts/day/pauses/lunch ");
  EXPECT_NE(message_text(check(scenario)[0], Language::en).find("into the shift, 09:00-17:00;"), std::string::npos);
  lunch.length_s = 1800.0;
  lunch.from_s = 9 * 3600 - 60;
  EXPECT_EQ(found(scenario), "E330 /shifts/day/pauses/lunch ");
  lunch.from_s = 13 * 3600 + 300;
  ASSERT_EQ(found(scenario), "E330 /shifts/day/pauses/lunch/to ");
  EXPECT_EQ(check(scenario)[0].arguments[1], "13:05");
}

TEST(EntityChecks, RosterRowsHaveAWeekOfTheirCycleAndRotateElsewhere) {
  Scenario scenario = small();
  RosterRow& row = scenario.teams.at("line 1").roster["early"];
  row.cycle_weeks = row.week = 3;
  row.rotation = Rotation{"line 2", 5};
  EXPECT_EQ(found(scenario), "");
  row.cycle_weeks = 2;
  EXPECT_EQ(found(scenario), "E330 /teams/line 1/roster/early/week ");
  row.rotation->team = "line 1";
  EXPECT_EQ(found(scenario), "E330 /teams/line 1/roster/early/week E330 /teams/line 1/roster/early/rotation/team ");
}

}  // namespace
}  // namespace firstline
