#include "models/scenario/roster_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "tests/models/scenario/documents.h"

namespace firstline {
namespace {

TEST(RosterReader, Shifts) {
  Document document(
      R"({"hours": "08:00-17:00", "breaks": {"after": {"law": "deterministic", "value": "1 h"}, "length": "5 min"},
      "pauses": {"lunch": {"from": "11:30", "to": "13:00", "length": "45 min", "paid": false, "days": "mon-tue"}}})");
  const Shift shift = read_shift(document.reader, document.at("/shifts/*"));
  EXPECT_EQ(document.codes(), "");
  EXPECT_EQ(shift.hours, (sim::TimeRange{28800, 61200}));
  EXPECT_EQ(shift.breaks, (BreakRule{sim::Law::deterministic(3600.0), 300.0}));
  EXPECT_EQ(shift.pauses.at("lunch"),
            (Pause{41400, 46800, 2700.0, false, {true, true, false, false, false, false, false}}));
  Document bad(R"({"hours": "17:00-08:00", "breaks": {"length": "0 s"},
                   "pauses": {"lunch": {"from": "25:00", "length": 5, "paid": "no", "days": "moon"}}})");
  read_shift(bad.reader, bad.at("/shifts/*"));
  EXPECT_EQ(bad.codes(), "E331 E320 E331 E313 E313 E317");
}

TEST(RosterReader, AShiftThatEndsOnTheFollowingDay) {
  Document document(R"({"hours": "22:00-06:00", "next_day": true, "pauses": {
      "early": {"from": "22:30", "length": "5 min"}, "late": {"from": "05:30", "length": "5 min"},
      "meal": {"from": "23:30", "to": "00:30", "length": "45 min"}, "at 24": {"from": "24:00", "length": "5 min"}}})");
  const Shift shift = read_shift(document.reader, document.at("/shifts/*"));
  EXPECT_EQ(document.codes(), "");
  EXPECT_EQ(shift.hours, (sim::TimeRange{79'200, 108'000}));
  const auto times = [&](const char* name) {
    return sim::TimeRange{shift.pauses.at(name).from_s, shift.pauses.at(name).to_s};
  };
  EXPECT_EQ(times("early"), (sim::TimeRange{81'000, 81'000}));
  EXPECT_EQ(times("late"), (sim::TimeRange{106'200, 106'200}));
  EXPECT_EQ(times("meal"), (sim::TimeRange{84'600, 88'200}));
  EXPECT_EQ(times("at 24"), (sim::TimeRange{86'400, 86'400}));
  Document plain(R"({"hours": "22:00-24:00", "next_day": false})");
  EXPECT_EQ(read_shift(plain.reader, plain.at("/shifts/*")).hours, (sim::TimeRange{79'200, 86'400}));
  EXPECT_EQ(plain.codes(), "");
  for (const char* hours : {"08:00-17:00", "22:00-24:00", "24:00-06:00", "22:00-25:00", "22-6"}) {
    Document bad(R"({"next_day": true, "hours": ")" + std::string(hours) + "\"}");
    read_shift(bad.reader, bad.at("/shifts/*"));
    EXPECT_EQ(bad.codes(), "E331") << hours;
  }
  Document type(R"({"hours": 22, "next_day": "yes"})");
  read_shift(type.reader, type.at("/shifts/*"));
  EXPECT_EQ(type.codes(), "E313 E313");
  // One fault is one problem: the hours are taken as they stand.
  for (const auto& [flag, code] : {std::pair{R"("next_day": 1)", "E313"}, {R"("nextday": true)", "E312"}}) {
    Document meant("{" + std::string(flag) + R"(, "hours": "22:00-06:00"})");
    read_shift(meant.reader, meant.at("/shifts/*"));
    EXPECT_EQ(meant.codes(), code) << flag;
  }
}

TEST(RosterReader, RowsOfARoster) {
  Document document(R"({"shift": "day", "days": ["sat", "sun"], "operators": 6, "cycle_weeks": 4, "week": 3,
                        "rotation": {"team": "mail", "every": 3}})");
  const RosterRow row = read_roster_row(document.reader, document.at("/teams/*/roster/*"));
  EXPECT_EQ(document.codes(), "");
  EXPECT_EQ(row, (RosterRow{"day", {false, false, false, false, false, true, true}, 6, 4, 3, Rotation{"mail", 3}}));
  Document bad(R"({"operators": -1, "cycle_weeks": 53, "week": 0, "rotation": {"every": 0}})");
  EXPECT_EQ(read_roster_row(bad.reader, bad.at("/teams/*/roster/*")).operators, 0);
  EXPECT_EQ(bad.codes(), "E315 E320 E314 E320 E315 E320");
}

TEST(RosterReader, HabitsOfATeam) {
  Document document(R"({"absence": {"rate": 0.06, "correlation": 0.1}, "adherence": "4 min", "shift_end": "hand_back",
      "speed_spread": 0.2, "topic_speed_spread": 0.1, "quality_spread": 0.3, "topic_quality_spread": 0.15})");
  const Habits habits = read_habits(document.reader, document.at("/teams/*/habits"));
  EXPECT_EQ(document.codes(), "");
  EXPECT_EQ(habits, (Habits{{0.06, 0.1}, 240.0, Habits::ShiftEnd::hand_back, 0.2, 0.1, 0.3, 0.15}));
  Document bad(R"({"absence": {"rate": 6}, "adherence": "5 h", "shift_end": "drop", "speed_spread": 4})");
  EXPECT_EQ(read_habits(bad.reader, bad.at("/teams/*/habits")), Habits{});
  EXPECT_EQ(bad.codes(), "E321 E322 E317 E314");
}

}  // namespace
}  // namespace firstline
