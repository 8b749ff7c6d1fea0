#include "models/scenario/exchanges_reader.h"

#include <gtest/gtest.h>

#include "models/scenario/lines_reader.h"
#include "models/scenario/messages.h"
#include "tests/models/scenario/documents.h"

namespace firstline {
namespace {

Channel channel_of(const std::string& text, const std::string& codes) {
  Document document(text);
  const Channel channel = read_channel(document.reader, document.at("/channels/*"));
  EXPECT_EQ(document.codes(), codes) << text;
  return channel;
}

TEST(ExchangesReader, AChatInTurns) {
  const Channel channel = channel_of(R"({"kind": "chat", "chat": {
      "turns": {"mean": 5, "cv": 0.5}, "think": {"law": "exponential", "mean": "30 s"},
      "reply": {"law": "deterministic", "value": "20 s"}, "switch_cost": "0 s", "silence": 0.1,
      "silence_timeout": "2 min", "tolerance": {"law": "none"}, "reassign_after": "1 min"}})",
                                     "");
  ASSERT_TRUE(channel.chat);
  EXPECT_EQ(*channel.chat, (Chat{.turns = 5.0,
                                 .turns_cv = 0.5,
                                 .think = sim::Law::exponential(30.0),
                                 .reply = sim::Law::deterministic(20.0),
                                 .switch_cost_s = 0.0,
                                 .silence = 0.1,
                                 .silence_timeout_s = 120.0,
                                 .tolerance = sim::Law::none(),
                                 .reassign_after_s = 60.0}));
  EXPECT_FALSE(channel.mail);
}

TEST(ExchangesReader, AChatAsALevel) {
  const Channel channel = channel_of(R"({"kind": "chat", "chat": {"mode": "level", "rates": [1, 0.5]}})", "");
  ASSERT_TRUE(channel.chat);
  EXPECT_EQ(*channel.chat, (Chat{.mode = Chat::Mode::level, .rates = {1.0, 0.5}}));
}

TEST(ExchangesReader, AMail) {
  const Channel channel =
      channel_of(R"({"kind": "mail", "mail": {"touches": 2.5, "answer": {"law": "exponential", "mean": "1 d"}}})", "");
  EXPECT_EQ(channel.mail, (Mail{2.5, sim::Law::exponential(86'400.0)}));
  EXPECT_EQ(channel_of(R"({"kind": "mail", "mail": {}})", "").mail, Mail{});
  EXPECT_FALSE(channel_of(R"({"kind": "mail"})", "").mail);
}

FollowUp follow_up_of(const std::string& text, const std::string& codes) {
  Document document(text);
  const FollowUp result = read_follow_up(document.reader, document.at("/contact_types/*/follow_up"));
  EXPECT_EQ(document.codes(), codes) << text;
  return result;
}

TEST(ExchangesReader, AFollowUp) {
  EXPECT_EQ(follow_up_of(R"({"queue": "desk"})", ""), (FollowUp{.queue = "desk"}));
  EXPECT_EQ(follow_up_of(R"({"queue": "desk", "share": 0.5, "after": "2 h", "reached": 1,
                             "check": {"law": "deterministic", "value": "30 s"}})",
                         ""),
            (FollowUp{0.5, 7200.0, 1.0, sim::Law::deterministic(30.0), "desk"}));
  follow_up_of(R"({"share": 2, "after": 5, "reached": -1, "check": {"law": "none"}, "who": 1})",
               "E312 E315 E321 E313 E321 E324");
}

TEST(ExchangesReader, TheOrderOfAQueue) {
  const auto order = [](const std::string& text) {
    Document document(text);
    return read_order(document.reader, document.at("/queues/*"));
  };
  EXPECT_EQ(order(R"({"order": "arrival"})"), Order::arrival);
  EXPECT_EQ(order(R"({"order": "due"})"), Order::due);
  EXPECT_EQ(order(R"({"order": "shortest"})"), Order::shortest);
  EXPECT_EQ(order("{}"), std::nullopt);
  EXPECT_EQ(order(R"({"order": "random"})"), std::nullopt);
}

TEST(ExchangesReader, FieldsOfTheOtherModeAreRefused) {
  channel_of(R"({"kind": "chat", "chat": {"rates": [1, 0.5]}})", "E318");
  channel_of(R"({"kind": "chat", "chat": {"mode": "turns", "rates": [1]}})", "");
  for (const char* field :
       {R"("turns": {"mean": 5})", R"("think": {"law": "exponential", "mean": "30 s"})",
        R"("reply": {"law": "exponential", "mean": "30 s"})", R"("switch_cost": "3 s")", R"("silence": 0.1)",
        R"("silence_timeout": "2 min")", R"("tolerance": {"law": "none"})", R"("reassign_after": "1 min")"}) {
    channel_of(R"({"kind": "chat", "chat": {"mode": "level", )" + std::string(field) + "}}", "E318");
  }
  Document document(R"({"kind": "chat", "chat": {"mode": "level", "silence": 0.1}})");
  read_channel(document.reader, document.at("/channels/*"));
  ASSERT_EQ(document.problems.size(), 1u);
  EXPECT_EQ(
      message_text(document.problems[0], Language::en),
      "a chat of mode \"level\" has no turns, \"silence\" does nothing: leave it out, or write \"mode\": \"turns\"");
}

TEST(ExchangesReader, WhatIsWrongIsSaid) {
  channel_of(R"({"kind": "chat", "chat": {"turns": {"mean": 20, "cv": 0.2}}})", "E330");
  channel_of(R"({"kind": "chat", "chat": {"turns": {"mean": 0.5, "cv": -1}}})", "E314 E320");
  channel_of(R"({"kind": "chat", "chat": {"mode": "both", "turns": 5, "silence": 2, "switch_cost": 3}})",
             "E317 E313 E313 E321");
  channel_of(R"({"kind": "chat", "chat": {"think": {"law": "none"}, "reply": {"law": "exponential"}}})", "E324 E324");
  channel_of(R"({"kind": "chat", "chat": {"mode": "level", "rates": [1, 0]}})", "E320");
  channel_of(R"({"kind": "chat", "chat": {"mode": "level", "rates": []}})", "E330");
  channel_of(R"({"kind": "chat", "chat": {"mode": "level", "rates": [0.5, 0.4]}})", "E330");
  channel_of(R"({"kind": "chat", "chat": {"reassign_after": "0 s", "silence_timeout": "-1 s", "tolerance": 3}})",
             "E320 E313 E320");
  channel_of(R"({"kind": "call", "chat": {}, "mail": {}})", "E318 E318");
  channel_of(R"({"kind": "mail", "mail": {"touches": 0, "answer": {"law": "none"}, "order": "due"}})",
             "E312 E320 E324");
}

}  // namespace
}  // namespace firstline
