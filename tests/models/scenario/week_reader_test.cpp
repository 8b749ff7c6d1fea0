#include "models/scenario/week_reader.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/models/scenario/documents.h"

namespace firstline {
namespace {

std::string days_of(std::string_view text) {
  const std::optional<DaySet> set = parse_weekdays(text);
  if (!set) return "none";
  std::string letters = std::to_string(set->precision) + " ";
  for (std::size_t day = 0; day < 7; ++day) letters += set->days[day] ? "MTWTFSS"[day] : '-';
  return letters;
}

TEST(WeekReader, NamesOfDays) {
  EXPECT_EQ(days_of("all"), "0 MTWTFSS");
  EXPECT_EQ(days_of("mon-fri"), "1 MTWTF--");
  EXPECT_EQ(days_of("sun-thu"), "1 MTWT--S");
  EXPECT_EQ(days_of("sat"), "2 -----S-");
  for (const char* bad : {"", "monday", "Mon", "mon-", "-mon", "mon-fri-sun", "mon,tue", "mon - fri"}) {
    EXPECT_EQ(days_of(bad), "none") << bad;
  }
}

WeekSeries series(const std::string& text, std::string& codes) {
  Document document(text);
  const WeekSeries result = read_series(document.reader, document.at("/teams/*/staff"));
  codes = codes_of(document.problems);
  return result;
}

TEST(WeekReader, TheMoreSpecificDayWins) {
  std::string codes;
  const WeekSeries week = series(R"({"slot": "1 h", "from": "07:00",
      "days": {"wed": [9], "all": [1, 2], "mon-fri": [4, 6.5, 8], "sat": []}})",
                                 codes);
  EXPECT_EQ(codes, "");
  EXPECT_EQ(week.slot_s, 3600.0);
  EXPECT_EQ(week.at(0, 7.0 * 3600.0), 4.0);
  EXPECT_EQ(week.at(0, 8.5 * 3600.0), 6.5);
  EXPECT_EQ(week.at(2, 7.0 * 3600.0), 9.0);
  EXPECT_EQ(week.at(2, 8.0 * 3600.0), 0.0);
  EXPECT_EQ(week.at(5, 7.0 * 3600.0), 0.0);
  EXPECT_EQ(week.at(6, 8.0 * 3600.0), 2.0);
  EXPECT_EQ(week.at(6, 6.99 * 3600.0), 0.0);
}

TEST(WeekReader, RefusesClashesAndWhatDoesNotFit) {
  std::string codes;
  series(R"({"slot": "1 h", "days": {"mon-wed": [1], "wed-fri": [2]}})", codes);
  EXPECT_EQ(codes, "E330");
  series(R"({"slot": "1 h", "from": "07:30", "days": {"all": [1]}})", codes);
  EXPECT_EQ(codes, "E330");
  series(R"({"slot": "12 h", "days": {"all": [1, 2, 3]}})", codes);
  EXPECT_EQ(codes, "E330");
  series(R"({"slot": "12 h", "days": {"all": [1, -2], "tuesday": [1]}})", codes);
  EXPECT_EQ(codes, "E317 E320");
  series(R"({"slot": "12 h", "days": [1]})", codes);
  EXPECT_EQ(codes, "E313");
  series(R"({"slot": "12 h", "days": {"all": 1}})", codes);
  EXPECT_EQ(codes, "E313");
}

TEST(WeekReader, OpeningHours) {
  Document document(R"({"mon-fri": ["08:00-12:00", "13:00-20:00"], "sat": "09:00-13:00", "fri": []})");
  const auto hours = read_day_hours(document.reader, document.at("/queues/*/opening_hours"));
  EXPECT_TRUE(document.problems.empty());
  EXPECT_EQ(hours[0], (std::vector<sim::TimeRange>{{28800, 43200}, {46800, 72000}}));
  EXPECT_EQ(hours[5], (std::vector<sim::TimeRange>{{32400, 46800}}));
  EXPECT_TRUE(hours[4].empty());
  EXPECT_TRUE(hours[6].empty());
}

TEST(WeekReader, ListsOfDays) {
  const auto days = [](const std::string& text) {
    Document document(text);
    const auto set = read_weekdays(document.reader, document.at("/teams/*/extra_staff/*/days"));
    return codes_of(document.problems) + std::to_string(std::count(set.begin(), set.end(), true));
  };
  EXPECT_EQ(days("\"sun-thu\""), "5");
  EXPECT_EQ(days("[\"mon\", \"tue\", \"mon\"]"), "2");
  EXPECT_EQ(days("[]"), "E3300");
  EXPECT_EQ(days("[\"moon\"]"), "E3170");
  EXPECT_EQ(days("5"), "E3130");
}

}  // namespace
}  // namespace firstline
