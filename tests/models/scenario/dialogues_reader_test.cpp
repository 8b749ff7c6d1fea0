#include "models/scenario/dialogues_reader.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "models/scenario/scenario_json.h"

namespace firstline {
namespace {

std::string document(const std::string& steps, const std::string& more = "") {
  return R"({"schema_version": 1,
    "contact_types": {"call": {"queue": "line", "arrivals": {"rate": "1 per min"}, "segment": "clients",
      "service": {"law": "exponential", "mean": "1 min"}, "channels": {"phone": 1}, "topics": {"cards": 1}}},
    "topics": {"cards": {}},
    "channels": {"phone": {"bot": "voice"}},
    "queues": {"line": {}},
    "teams": {"desk": {"serves": {"line": 1}, "staff": 5}},
    "bots": {"voice": {"start": "intent", "steps": )" +
         steps + more + "}}}";
}

constexpr const char* kSteps = R"({"intent": {"recognised": 0.8, "refuses": 0.1, "early": true, "next": {"answer": 1}},
  "answer": {"solves": 0.9, "time": {"law": "deterministic", "value": "20 s"}}})";

std::vector<std::string> codes(const std::string& text) {
  try {
    load_scenario(text, "bot.json");
  } catch (const sim::InputError& error) {
    std::vector<std::string> found;
    for (const sim::Problem& problem : error.problems()) found.push_back(problem.code + " " + problem.pointer);
    return found;
  }
  return {};
}

TEST(DialoguesReader, ReadsABotWithItsSteps) {
  const auto loaded = load_scenario(
      document(kSteps, R"(, "coverage": 0.4, "topics": {"cards": 0.5}, "segments": {"clients": 1}, "sessions": 30,
        "context_factor": 0.7, "refusal_trait": false, "refusal_memory": 0.5, "refusal_relief": 0.1,
        "learning": {"start": 0.6, "sessions": 2000},
        "outage": {"per_month": 2, "length": {"law": "exponential", "mean": "1 h"}})"),
      "bot.json");
  const Bot& bot = loaded.scenario.bots.at("voice");
  EXPECT_EQ(bot.start, "intent");
  EXPECT_DOUBLE_EQ(bot.steps.at("intent").recognised, 0.8);
  EXPECT_TRUE(bot.steps.at("intent").early);
  EXPECT_DOUBLE_EQ(bot.steps.at("intent").next.at("answer"), 1.0);
  EXPECT_DOUBLE_EQ(sim::mean(bot.steps.at("answer").time), 20.0);
  EXPECT_DOUBLE_EQ(bot.topics.at("cards"), 0.5);
  EXPECT_FALSE(bot.refusal_trait);
  EXPECT_EQ(bot.sessions, 30);
  EXPECT_DOUBLE_EQ(bot.learning.sessions, 2000.0);
  EXPECT_DOUBLE_EQ(sim::mean(bot.outage.length), 3600.0);
  EXPECT_EQ(loaded.scenario.channels.at("phone").bot, "voice");
}

TEST(DialoguesReader, StepsMustLeadSomewhere) {
  using Codes = std::vector<std::string>;
  EXPECT_EQ(codes(document(R"({"intent": {"next": {"anser": 1}}, "answer": {}})")),
            (Codes{"E330 /bots/voice/steps/intent", "E340 /bots/voice/steps/intent/next/anser"}));
  EXPECT_EQ(codes(document(R"({"intent": {"next": {"again": 1}}, "again": {"next": {"intent": 1}}})")),
            (Codes{"E330 /bots/voice/steps/intent", "E330 /bots/voice/steps/again"}));
  EXPECT_EQ(codes(document(R"({"answer": {}})")), (Codes{"E340 /bots/voice/start"}));
}

TEST(DialoguesReader, ARuleNamesAQueueAndLeadsNowhereElse) {
  using Codes = std::vector<std::string>;
  EXPECT_EQ(codes(document(R"({"intent": {"transfer": "lina"}})")), (Codes{"E340 /bots/voice/steps/intent/transfer"}));
  const std::string both = R"({"intent": {"transfer": "line", "next": {"answer": 1}}, "answer": {}})";
  const Codes found = codes(document(both));
  EXPECT_EQ(std::count(found.begin(), found.end(), "E330 /bots/voice/steps/intent"), 1);
}

TEST(DialoguesReader, SharesAndNamesAreChecked) {
  EXPECT_EQ(codes(document(R"({"intent": {"silent": 1.5}})")).size(), 1u);
  EXPECT_EQ(codes(document(R"({"intent": {}})", R"(, "latency": "-1 s")")).size(), 1u);
  EXPECT_EQ(codes(document(R"({"intent": {"hangs_up": 0.5, "asks": 0.4, "refuses": 0.2}})")),
            (std::vector<std::string>{"E330 /bots/voice/steps/intent"}));
  EXPECT_EQ(codes(document(R"({"intent": {"recognised": 1.2}})")).size(), 1u);
  EXPECT_EQ(codes(document(R"({"intent": {}})", R"(, "topics": {"card": 1})")),
            (std::vector<std::string>{"E340 /bots/voice/topics/card"}));
  EXPECT_EQ(codes(document(R"({"intent": {}})", R"(, "segments": {"client": 1})")),
            (std::vector<std::string>{"E340 /bots/voice/segments/client"}));
  std::string text = document(R"({"intent": {}})");
  text.replace(text.find("\"bot\": \"voice\""), 14, "\"bot\": \"vioce\"");
  EXPECT_EQ(codes(text), (std::vector<std::string>{"E340 /channels/phone/bot"}));
}

}  // namespace
}  // namespace firstline
