#include "models/scenario/opinion_reader.h"

#include <gtest/gtest.h>

#include "tests/models/scenario/documents.h"

namespace firstline {
namespace {

TEST(OpinionReader, TheDefaultsOfTheTableAreThoseOfTheStruct) {
  Document document(preset_object("/satisfaction"));
  EXPECT_EQ(read_opinion(document.reader, document.at("/satisfaction")), Opinion{});
  Document survey(R"({"survey": )" + preset_object("/satisfaction/survey") + "}");
  EXPECT_EQ(read_opinion(survey.reader, survey.at("/satisfaction")), Opinion{});
  Document errors(preset_object("/errors"));
  EXPECT_EQ(read_errors(errors.reader, errors.at("/errors")), OperatorErrors{});
  EXPECT_EQ(document.codes() + survey.codes() + errors.codes(), "");
}

TEST(OpinionReader, EveryFieldIsRead) {
  Document document(R"({"wait": 0.3, "lost_before": 0.5, "transfer": 0.4, "contact_before": 0.8, "unsolved": 2.5,
      "bot_turn": 0.1, "bot_failure": 0.6, "concurrency": 0.2, "quality": 0.4, "own_spread": 0.6, "correlation": 0.5,
      "csat": [0, 0, 1, 2, 3], "nps": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], "ces": [7, 6, 5, 4, 3, 2, 1],
      "survey": {"answers": 0.2, "extremes": 0.1, "lean": -0.3, "called_back": 0.15, "reached": 0.7,
                 "channels": {"chat": 0.4}}})");
  const Opinion opinion = read_opinion(document.reader, document.at("/satisfaction"));
  EXPECT_EQ(document.codes(), "");
  EXPECT_EQ(opinion, (Opinion{.wait = 0.3,
                              .lost_before = 0.5,
                              .transfer = 0.4,
                              .contact_before = 0.8,
                              .unsolved = 2.5,
                              .bot_turn = 0.1,
                              .bot_failure = 0.6,
                              .concurrency = 0.2,
                              .quality = 0.4,
                              .own_spread = 0.6,
                              .correlation = 0.5,
                              .csat = {0, 0, 1, 2, 3},
                              .nps = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11},
                              .ces = {7, 6, 5, 4, 3, 2, 1},
                              .survey = {.answers = 0.2,
                                         .extremes = 0.1,
                                         .lean = -0.3,
                                         .called_back = 0.15,
                                         .reached = 0.7,
                                         .channels = {{"chat", 0.4}}}}));
  Document errors(R"({"rate": 0.02, "quality": 0.5, "comes_back": 0.3})");
  EXPECT_EQ(read_errors(errors.reader, errors.at("/errors")), (OperatorErrors{0.02, 0.5, 0.3}));
  EXPECT_EQ(errors.codes(), "");
}

// Each field with a value that it refuses, alone.
TEST(OpinionReader, EveryFieldRefusesNonsense) {
  for (const char* field : {"wait", "lost_before", "transfer", "contact_before", "unsolved", "bot_turn", "bot_failure",
                            "concurrency", "quality", "own_spread"}) {
    for (const char* value : {"-0.1", "20.5", "\"much\"", "null"}) {
      Document document("{\"" + std::string(field) + "\": " + value + "}");
      EXPECT_EQ(read_opinion(document.reader, document.at("/satisfaction")), Opinion{}) << field << value;
      EXPECT_EQ(document.problems.size(), 1u) << field << " " << value;
      EXPECT_EQ(document.problems[0].pointer, "/" + std::string(field));
    }
  }
  const auto codes = [](const std::string& text) {
    Document document(text);
    EXPECT_EQ(read_opinion(document.reader, document.at("/satisfaction")), Opinion{}) << text;
    return document.codes();
  };
  EXPECT_EQ(codes(R"({"correlation": 1.1})"), "E321");
  EXPECT_EQ(codes(R"({"csat": [1, 2, 3, 4]})"), "E330");
  EXPECT_EQ(codes(R"({"csat": []})"), "E330");
  EXPECT_EQ(codes(R"({"csat": [0, 0, 0, 0, 0]})"), "E330");
  EXPECT_EQ(codes(R"({"nps": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]})"), "E330");
  EXPECT_EQ(codes(R"({"ces": [1, 1, 1, 1, 1, 1, 1, 1]})"), "E330");
  EXPECT_EQ(codes(R"({"survey": {"answers": 1.5}})"), "E321");
  EXPECT_EQ(codes(R"({"survey": {"called_back": -1}})"), "E321");
  EXPECT_EQ(codes(R"({"survey": {"reached": 2}})"), "E321");
  EXPECT_EQ(codes(R"({"survey": {"replies": 0.2}})"), "E312");
  EXPECT_NE(codes(R"({"survey": {"extremes": -1}})"), "");
  EXPECT_NE(codes(R"({"survey": {"lean": 11}})"), "");
  EXPECT_NE(codes(R"({"csat": [1, 2, 3, 4, -5]})"), "");
  for (const char* text : {R"({"rate": 1.01})", R"({"quality": -1})", R"({"comes_back": 3})"}) {
    Document document(text);
    EXPECT_EQ(read_errors(document.reader, document.at("/errors")), OperatorErrors{}) << text;
    EXPECT_EQ(document.problems.size(), 1u) << text;
  }
}

}  // namespace
}  // namespace firstline
