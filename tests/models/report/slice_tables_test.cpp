#include "models/report/slice_tables.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "models/report/report_text.h"
#include "tests/models/report/hand_made_result.h"

namespace firstline {
namespace {

std::string tables_of(const RunResult& result, Language language = Language::en) {
  return slice_tables(result, index_of(result.estimates), Speaker(result, language));
}

std::string golden(const std::string& name) {
  std::ifstream file("tests/models/report/golden/" + name + ".txt");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// Golden texts were read line by line when they were made.
TEST(SliceTablesTest, ACentreWithLinesAndAgreementsInBothLanguages) {
  EXPECT_EQ(run_text(hand_made::case_result(), {}), golden("cases_en"));
  TextOptions russian;
  russian.language = Language::ru;
  EXPECT_EQ(run_text(hand_made::case_result(), russian), golden("cases_ru"));
}

// "1 d 3 h" of business hours would be read as a working day and three hours.
TEST(SliceTablesTest, LongAgreementsInBusinessHoursAreInHours) {
  RunResult result = hand_made::case_result();
  result.scenario.slas.at("alpha").resolution_s = 27 * 3600.0;
  EXPECT_NE(tables_of(result).find("solution in 27\u00a0h (business hours)"), std::string::npos) << tables_of(result);
  result.scenario.slas.at("alpha").has_hours = false;
  EXPECT_NE(tables_of(result).find("solution in 1 d 3 h "), std::string::npos) << tables_of(result);
}

TEST(SliceTablesTest, PlainCentresHaveNoneOfTheNewTables) {
  const std::string text = tables_of(hand_made::result_of(hand_made::varied_set(3)));
  for (const char* word : {"channel", "segment", "topic ", "of solutions", "agreement"}) {
    EXPECT_EQ(text.find(word), std::string::npos) << word;
  }
  EXPECT_NE(text.find("contact type"), std::string::npos);
}

TEST(SliceTablesTest, TopicsByVolumeAndNoMoreThanFifteen) {
  RunResult result = hand_made::case_result();
  result.set.names.topics.clear();
  for (int i = 10; i < 40; ++i) {
    const std::string topic = "topic " + std::to_string(i);
    result.set.names.topics.push_back(topic);
    result.estimates.push_back({.key = "topics.top.volume",
                                .slice = {"topic", topic},
                                .unit = "share",
                                .mean = i / 1000.0,
                                .lo = {},
                                .hi = {},
                                .n = 3,
                                .reason = ""});
  }
  const std::string text = tables_of(result);
  EXPECT_LT(text.find("topic 39"), text.find("topic 38"));
  EXPECT_NE(text.find("topic 25"), std::string::npos);
  EXPECT_EQ(text.find("topic 24"), std::string::npos);
}

TEST(SliceTablesTest, ChannelsWithRepliesHaveATableOfThem) {
  RunResult result = hand_made::case_result();
  EXPECT_EQ(tables_of(result).find("each response"), std::string::npos);
  const auto tell = [&](const char* key, const char* unit, const Slice& slice, double value) {
    for (Estimate& estimate : result.estimates) {
      if (estimate.key == key && estimate.slice == slice)
        estimate = {
            .key = key, .slice = slice, .unit = unit, .mean = value, .lo = value, .hi = value, .n = 3, .reason = ""};
    }
  };
  tell("art.mean", "s", {}, 600.0);
  tell("art.mean", "s", {"channel", "mail"}, 600.0);
  tell("frt.mean", "s", {"channel", "mail"}, 3210.0);
  tell("frt.mean", "s", {"channel", "phone"}, 10'800.0);
  tell("chat.concurrency", "chats", {"channel", "phone"}, 1.5);
  const std::string text = tables_of(result);
  const std::string table = text.substr(text.find("each response") - 40);
  EXPECT_NE(table.find("at once"), std::string::npos);
  EXPECT_NE(table.find("600"), std::string::npos);
  EXPECT_NE(table.find("53.5\u00a0min"), std::string::npos) << table;
  EXPECT_NE(table.find(" 3.00\u00a0h"), std::string::npos) << table;
  EXPECT_NE(table.find("1.5"), std::string::npos);
  EXPECT_EQ(table.find("left in mid-chat"), std::string::npos) << "known of no channel";
}

TEST(SliceTablesTest, OneLineIsNoTable) {
  RunResult result = hand_made::case_result();
  result.set.names.lines = {"1"};
  const std::string text = tables_of(result);
  EXPECT_EQ(text.find("of solutions"), std::string::npos) << text;
  EXPECT_EQ(text.find("solves"), std::string::npos);
}

// The step whose mending brings most comes first, what the chain says stands below what was seen, and it fits a window.
TEST(SliceTablesTest, StepsOfABotWithTheExactBelowTheSeen) {
  RunResult result = hand_made::case_result();
  ReplicationNames& names = result.set.names;
  names.bots = {"voice"};
  names.steps = {"1 what is it about", "2 answer"};
  names.step_bot = {0, 0};
  const auto tell = [&](const char* key, const char* step, double seen, double exact) {
    const Slice slice = pair_slice("bot,step", "voice", step);
    result.estimates.push_back({.key = key,
                                .slice = slice,
                                .unit = "share",
                                .mean = seen,
                                .lo = seen - 0.01,
                                .hi = seen + 0.01,
                                .n = 3,
                                .reason = ""});
    result.formulas.push_back({.key = key, .slice = slice, .formula = "bot_chain", .value = exact});
  };
  tell("bot.step.first_try", "1 what is it about", 0.851, 0.85);
  tell("bot.step.first_try", "2 answer", 0.402, 0.4);
  tell("bot.step.gain", "1 what is it about", 0.0, 0.094);
  tell("bot.step.gain", "2 answer", 0.0, 0.231);
  for (const Language language : {Language::en, Language::ru}) {
    const std::string text = tables_of(result, language);
    const std::string comma = language == Language::ru ? "," : ".";
    std::istringstream lines(text.substr(text.find(language == Language::ru ? "шаг (" : "step, weakest")));
    std::vector<std::string> table;
    for (std::string line; std::getline(lines, line) && !line.empty();) table.push_back(line);
    ASSERT_EQ(table.size(), 6u) << text;
    EXPECT_EQ(table[2].find("voice: 2 answer"), 0u) << text;
    EXPECT_NE(table[2].find("40" + comma + "2\u00a0%"), std::string::npos) << text;
    EXPECT_NE(table[2].find("+23" + comma + "1\u00a0"), std::string::npos) << text;
    EXPECT_EQ(table[3].find(language == Language::ru ? "  точно" : "  exact"), 0u) << text;
    EXPECT_NE(table[3].find("40" + comma + "0\u00a0%"), std::string::npos) << text;
    EXPECT_EQ(table[4].find("voice: 1 what is it about"), 0u) << text;
    EXPECT_LE(table[1].size(), 120u) << "dashes are a byte each";
  }
}

}  // namespace
}  // namespace firstline
