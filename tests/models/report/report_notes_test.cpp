#include "models/report/report_notes.h"

#include <gtest/gtest.h>

#include "models/report/report_text.h"
#include "tests/models/report/hand_made_result.h"

namespace firstline {
namespace {

TEST(ReportNotesTest, StaffIsTheSameUntilSomebodyOrSomeHourIsAdded) {
  const Scenario base = hand_made::scenario();
  ASSERT_FALSE(base.teams.empty());
  const auto changed = [&](auto change) {
    Scenario other = base;
    change(other, other.teams.begin()->second);
    return !same_staff(base, other);
  };
  EXPECT_TRUE(same_staff(base, base));
  EXPECT_FALSE(changed([](Scenario& s, Team&) { s.bots["voice"]; })) << "a bot is no staff";
  EXPECT_FALSE(changed([](Scenario&, Team& t) { t.wage_per_h += 1.0; })) << "the same hours, dearer";
  EXPECT_TRUE(changed([](Scenario& s, Team&) { s.teams["night"]; }));
  EXPECT_TRUE(changed([](Scenario&, Team& t) { t.staff = WeekSeries::constant(77.0); }));
  EXPECT_TRUE(changed([](Scenario&, Team& t) { t.extra_staff["one more"].operators = 1.0; }));
  EXPECT_TRUE(changed([](Scenario&, Team& t) { t.roster["day"].operators = 3; }));
  EXPECT_TRUE(changed([](Scenario& s, Team&) { s.shifts["day"].hours = {0, 3600}; }));
}

TEST(ReportNotesTest, UnchangedStaffIsSaidWhereOccupancyMoved) {
  CompareResult result = hand_made::comparison();
  const auto said = [&](Language language) {
    return staff_note(result.base, result.variants[0], Speaker(result, language));
  };
  EXPECT_EQ(said(Language::en).rfind("Staff and schedules are the same in both", 0), 0u) << said(Language::en);
  EXPECT_EQ(said(Language::ru).rfind("Штат и графики в обоих одинаковы", 0), 0u) << said(Language::ru);
  EXPECT_NE(compare_text(result, {}).find(said(Language::en)), std::string::npos);
  result.variants[0].run.scenario.teams.begin()->second.staff = WeekSeries::constant(77.0);
  EXPECT_EQ(said(Language::en), "");
  result = hand_made::comparison();
  result.variants[0].differences = difference(result.base.set, result.base.set);
  EXPECT_EQ(said(Language::en), "") << "nothing moved";
}

TEST(ReportNotesTest, OpinionsOfMailsAreSaidToBeTooGood) {
  RunResult result = hand_made::case_result();
  result.scenario.channels["mail"].kind = ChannelKind::mail;
  const auto said = [&] {
    return mail_opinion_note(result, index_of(result.estimates), Speaker(result, Language::en));
  };
  EXPECT_EQ(said(), "") << "nobody was asked";
  for (Estimate& estimate : result.estimates) {
    if (estimate.key == "csat" && estimate.slice == Slice{"channel", "mail"}) estimate.mean = 0.8;
  }
  EXPECT_EQ(said().rfind("Mails: ", 0), 0u) << said();
  EXPECT_NE(run_text(result, {}).find(said()), std::string::npos);
  result.scenario.channels["mail"].kind = ChannelKind::chat;
  EXPECT_EQ(said(), "");
}

TEST(ReportNotesTest, ALongerFirstResponseWithBotsIsExplained) {
  CompareResult result = hand_made::comparison();
  RunResult run = hand_made::case_result();
  run.set.names.bots = {"voice"};
  const auto set_mean = [&run](const char* key, double mean) {
    for (Estimate& estimate : run.estimates) {
      if (estimate.key == key && estimate.slice == Slice{}) estimate.mean = mean;
    }
  };
  const auto said = [&](Language language) {
    return bot_answers_note(index_of(run.estimates), Speaker(run, language));
  };
  set_mean("frt.mean", 30.0);
  set_mean("frt.mean.any", 36.0);
  EXPECT_EQ(said(Language::en).rfind("First response with bots' answers is longer than without", 0), 0u);
  EXPECT_EQ(said(Language::ru).rfind("Время первого ответа вместе с ответами ботов больше, чем без них", 0), 0u);
  EXPECT_NE(run_text(run, {}).find(said(Language::en)), std::string::npos);
  result.base = hand_made::case_result();
  result.variants[0].run = run;
  EXPECT_NE(compare_text(result, {}).find(said(Language::en)), std::string::npos);
  set_mean("frt.mean.any", 29.0);
  EXPECT_EQ(said(Language::en), "") << "as one expects";
  set_mean("frt.mean.any", 36.0);
  run.set.names.bots.clear();
  EXPECT_EQ(said(Language::en), "") << "the row is not shown";
}

TEST(ReportNotes, SlicesByDaySayThatIssuesAndMoneyHaveNone) {
  RunResult result = hand_made::case_result();
  const auto said = [&] { return sliced_note(result, Speaker(result, Language::en)); };
  EXPECT_EQ(said(), "") << "nobody asked for them";
  result.experiment.by_exposure = true;
  EXPECT_EQ(said(), "") << "no bot: no such slices";
  result.set.names.exposure = true;
  EXPECT_NE(said().find("no issues, quantiles or money"), std::string::npos) << said();
  result.experiment.by_exposure = false;
  result.experiment.by_day = true;
  EXPECT_NE(run_text(result, {}).find(said()), std::string::npos);
  RunResult plain = hand_made::result_of(hand_made::varied_set(3), [](Scenario& scenario) {
    for (auto& [name, team] : scenario.teams) team.wage_per_h = 0.0;
  });
  plain.experiment.by_weekday = true;
  EXPECT_EQ(sliced_note(plain, Speaker(plain, Language::en)), "") << "has neither";
}

}  // namespace
}  // namespace firstline
