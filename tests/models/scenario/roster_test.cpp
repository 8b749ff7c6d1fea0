#include "models/scenario/roster.h"

#include <gtest/gtest.h>

#include "models/scenario/roster_reader.h"
#include "tests/models/scenario/documents.h"

namespace firstline {
namespace {

std::string with(const std::string& object, const std::string& members) {
  return "{" + members + (object == "{}" ? "" : ", ") + object.substr(1);
}

TEST(Roster, DefaultsAreThePresetsOfTheTable) {
  Document habits(preset_object("/teams/*/habits"));
  EXPECT_EQ(read_habits(habits.reader, habits.at("/teams/*/habits")), Habits{});
  EXPECT_EQ(habits.codes(), "");

  Document row(with(preset_object("/teams/*/roster/*"),
                    R"("shift": "day", "operators": 3, "rotation": )" +
                        with(preset_object("/teams/*/roster/*/rotation"), R"("team": "other")")));
  RosterRow expected;
  expected.shift = "day";
  expected.operators = 3;
  expected.rotation = Rotation{};
  expected.rotation->team = "other";
  EXPECT_EQ(read_roster_row(row.reader, row.at("/teams/*/roster/*")), expected);
  EXPECT_EQ(row.codes(), "");
}

TEST(Roster, DefaultsOfAShiftAreThePresetsOfTheTable) {
  const std::string pause = with(preset_object("/shifts/*/pauses/*"), R"("from": "12:00", "length": "30 min")");
  Document shift(R"({"hours": "08:00-17:00", "breaks": )" + preset_object("/shifts/*/breaks") +
                 R"(, "pauses": {"lunch": )" + pause + "}}");
  const Shift read = read_shift(shift.reader, shift.at("/shifts/*"));
  EXPECT_EQ(shift.codes(), "");
  EXPECT_EQ(read.breaks, BreakRule{});
  Pause lunch;
  lunch.from_s = lunch.to_s = 12 * 3600;  // without `to` all go at `from`
  lunch.length_s = 1800.0;
  EXPECT_EQ(read.pauses.at("lunch"), lunch);
}

// Ten minutes after an hour of work, as the issue asks: "every 60-70 minutes".
TEST(Roster, ABreakComesAfterAnHourAndABit) {
  EXPECT_EQ(sim::mean(BreakRule{}.after), 65.0 * 60.0);
  EXPECT_EQ(BreakRule{}.length_s, 600.0);
}

TEST(Roster, PeopleComeAsPlannedUnlessAsked) {
  const Habits habits;
  EXPECT_EQ(habits.absence.rate, 0.0);
  EXPECT_EQ(habits.adherence_s, 0.0);
  EXPECT_EQ(habits.speed_spread + habits.topic_speed_spread + habits.quality_spread + habits.topic_quality_spread, 0.0);
}

}  // namespace
}  // namespace firstline
