#include "models/record/contact_log.h"

#include <gtest/gtest.h>

namespace firstline {
namespace {

TEST(ContactLogTest, SecondsHaveSixDecimalsAndWhatNeverHappenedIsEmpty) {
  const ContactLog log{{.issue = (std::int64_t{2} << 26) + 5,
                        .attempt = 2,
                        .type = 0,
                        .arrival = 1'000'001,
                        .queued = 1'500'000,
                        .answered = -1,
                        .ended = 61'000'000,
                        .outcome = Outcome::abandoned},
                       {.issue = 7,
                        .type = 1,
                        .arrival = 0,
                        .queued = 0,
                        .answered = 250,
                        .ended = 3'000'000,
                        .team = 0,
                        .operator_index = 4,
                        .outcome = Outcome::answered,
                        .topic = 1,
                        .channel = 2,
                        .queue = 1,
                        .legs = 3,
                        .solved = 1}};
  std::string text = contact_log_header();
  append_csv(text, log, 3,
             {.types = {"calls", "a \"b\", c"},
              .teams = {"=line"},
              .topics = {"cards"},
              .channels = {"mail", "phone"},
              .queues = {"first", "second"}});
  EXPECT_EQ(
      text,
      "replication,day,number,attempt,contact_type,arrival_s,queued_s,answered_s,ended_s,team,operator,outcome,"
      "channel,topic,queue,legs,solved\n"
      "3,2,5,2,calls,1.000001,1.500000,,61.000000,,,abandoned,,,,,\n"
      "3,0,7,1,\"a \"\"b\"\", c\",0.000000,0.000000,0.000250,3.000000,'=line,4,answered,phone,cards,second,3,1\n");
}

// P20: a name cannot run in a spreadsheet.
TEST(ContactLogTest, NoCellIsAFormula) {
  for (const std::string& name : {std::string("=1+1"), std::string("+1"), std::string("-1"), std::string("@SUM(1)"),
                                  std::string("\tx"), std::string("{=1+1}"), std::string("\0=1", 3)}) {
    EXPECT_EQ(csv_cell(name), "'" + name);
  }
  EXPECT_EQ(csv_cell("=HYPERLINK(\"x\",1)"), "\"'=HYPERLINK(\"\"x\"\",1)\"");
  EXPECT_EQ(csv_cell("\r=1"), "\"'\r=1\"");
  EXPECT_EQ(csv_cell("http://x"), "http://x");
  EXPECT_EQ(csv_cell("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(csv_cell(""), "");
}

TEST(ContactLogTest, EveryOutcomeHasAName) {
  EXPECT_STREQ(outcome_name(Outcome::answered), "answered");
  EXPECT_STREQ(outcome_name(Outcome::abandoned), "abandoned");
  EXPECT_STREQ(outcome_name(Outcome::blocked), "blocked");
  EXPECT_STREQ(outcome_name(Outcome::turned_away), "turned_away");
  EXPECT_STREQ(outcome_name(Outcome::dropped), "dropped");
  EXPECT_STREQ(outcome_name(Outcome::unfinished), "unfinished");
  EXPECT_STREQ(outcome_name(Outcome::contained), "contained");
  EXPECT_STREQ(outcome_name(Outcome::left_bot), "left_bot");
}

}  // namespace
}  // namespace firstline
