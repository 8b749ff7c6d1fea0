#include "models/report/speaker.h"

#include <gtest/gtest.h>

#include "tests/models/report/hand_made_result.h"

namespace firstline {
namespace {

TEST(SpeakerTest, LabelsNameTheThresholdAndTheHorizon) {
  RunResult result = hand_made::result_of(hand_made::varied_set(2));
  const Speaker english(result, Language::en);
  const Speaker russian(result, Language::ru);
  EXPECT_EQ(english.label("service_level"), "service level (20\u00a0s)");
  EXPECT_EQ(russian.label("service_level"), "уровень сервиса (20\u00a0с)");
  EXPECT_EQ(english.label("resolution_time.mean"), "time to resolution (up to 7 d)");
  EXPECT_EQ(russian.label("resolution_time.mean"), "время решения (не дольше 7 д)");
  EXPECT_EQ(english.label("wait.mean"), "average wait");
  EXPECT_EQ(english.label("no such key"), "no such key");
  EXPECT_EQ(english.column("service_level"), "within 20\u00a0s");
  EXPECT_EQ(english.column("wait.max"), "longest wait") << "no narrow name: the label";
}

TEST(SpeakerTest, WhatFollowsFromAssumptionsSaysSo) {
  RunResult result = hand_made::result_of(hand_made::varied_set(2));
  EXPECT_EQ(Speaker(result, Language::en).label("csat"), "satisfied, CSAT");
  result.scenario.opinion = Opinion{};
  EXPECT_EQ(Speaker(result, Language::en).label("csat"), "satisfied, CSAT (assumption)");
  EXPECT_EQ(Speaker(result, Language::ru).label("nps.surveyed"), "NPS по опросу (допущение)");
  EXPECT_EQ(Speaker(result, Language::en).label("error_rate"), "operator errors");
  EXPECT_EQ(Speaker(result, Language::en).label("wait.mean"), "average wait");
  result.scenario.errors = OperatorErrors{};
  EXPECT_EQ(Speaker(result, Language::ru).label("error_rate"), "процент ошибок (допущение)");
  CompareResult compared = hand_made::comparison();
  compared.variants[0].run.scenario.opinion = Opinion{};
  EXPECT_EQ(Speaker(compared, Language::en).label("csat"), "satisfied, CSAT (assumption)");
}

TEST(SpeakerTest, MoneyIsSpokenOfWhereAnyRunHasAPrice) {
  CompareResult result = hand_made::comparison();
  EXPECT_TRUE(Speaker(result, Language::en).shows("cost.total"));
  for (auto& [name, team] : result.base.scenario.teams) team.wage_per_h = 0.0;
  EXPECT_TRUE(Speaker(result, Language::en).shows("cost.total"));
  EXPECT_FALSE(Speaker(result.base, Language::en).shows("cost.total"));
  EXPECT_TRUE(Speaker(result.base, Language::en).shows("wait.mean"));
}

TEST(SpeakerTest, NumbersAndCells) {
  const RunResult result = hand_made::result_of(hand_made::varied_set(2));
  const Speaker english(result, Language::en), russian(result, Language::ru);
  EXPECT_EQ(english.plain(95.0), "95");
  EXPECT_EQ(english.plain(99.5), "99.5");
  EXPECT_EQ(russian.plain(99.5), "99,5");
  EXPECT_EQ(russian.plain(1e5), "100\u00a0000");
  EXPECT_EQ(english.threshold(2.5), "2.5\u00a0s");
  EXPECT_EQ(russian.threshold(2.5), "2,5\u00a0с");
  Estimate estimate{
      .key = "wait.mean", .slice = {}, .unit = "s", .mean = 29739.5, .lo = {}, .hi = {}, .n = 2, .reason = ""};
  EXPECT_EQ(in_hours(estimate, Language::en), " (8 h 16 min)");
  estimate.mean = 599.0;
  EXPECT_EQ(in_hours(estimate, Language::en), "");
  estimate.reason = kAllAgree;
  EXPECT_EQ(interval_cell(estimate, english), "not estimable");
}

}  // namespace
}  // namespace firstline
