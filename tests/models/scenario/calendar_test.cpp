#include "models/scenario/calendar.h"

#include <gtest/gtest.h>

#include "sim/random/distribution.h"
#include "sim/random/stream.h"
#include "tests/harness/reference_json.h"

namespace firstline {
namespace {

constexpr sim::Tick kHour = sim::kTicksPerHour, kDay = sim::kTicksPerDay;

std::int64_t date(std::string_view text) { return *sim::parse_date(text); }

// Monday to Friday, nine to six.
WeekHours office_hours() {
  WeekHours hours;
  for (std::size_t day = 0; day < 5; ++day) hours[day] = {{.from_s = 9 * 3600, .to_s = 18 * 3600}};
  return hours;
}

// "2026-11-16 10:00" as ticks since the start of the scenario.
sim::Tick moment(const std::string& text, std::int64_t start_day) {
  const std::int64_t day = date(text.substr(0, 10)) - start_day;
  return day * kDay + *sim::parse_time_of_day(text.substr(11)) * sim::kTicksPerSecond;
}

// The block of the reference values, from three different first days; and back from the start and the open time.
TEST(BusinessCalendar, MeasuresTheReferenceCases) {
  const auto block = reference_block("business_hours");
  if (!block) GTEST_SKIP() << kNoReference;
  for (const char* first : {"2026-11-16", "2026-11-14", "2026-01-01"}) {
    const std::int64_t start_day = date(first);
    const BusinessCalendar plain(office_hours(), {}, start_day);
    const BusinessCalendar holiday(office_hours(), {date("2026-11-27")}, start_day);
    for (const auto& item : block->at("cases")) {
      const sim::Tick from = moment(item.at("inputs").at("start"), start_day);
      const sim::Tick to = moment(item.at("inputs").at("end"), start_day);
      const auto ticks = [&](const char* key) {
        return sim::seconds_to_ticks(item.at("outputs").at(key).get<double>() * 3600.0);
      };
      EXPECT_EQ(BusinessCalendar().open_time(from, to), ticks("calendar_h"));
      EXPECT_EQ(plain.open_time(from, to), ticks("business_h")) << item.dump();
      EXPECT_EQ(holiday.open_time(from, to), ticks("business_h_with_holiday_2026_11_27")) << item.dump();
    }
  }
}

TEST(BusinessCalendar, TheClockStartsAtOpeningAndStopsAtClosing) {
  const std::int64_t start_day = date("2026-11-16");  // a Monday
  const BusinessCalendar calendar(office_hours(), {date("2026-11-27")}, start_day);
  const auto due = [&](const char* from, sim::Tick open) {
    return calendar.add_open_time(moment(from, start_day), open);
  };
  EXPECT_EQ(due("2026-11-16 10:00", 4 * kHour), moment("2026-11-16 14:00", start_day));
  EXPECT_EQ(due("2026-11-16 20:00", kHour), moment("2026-11-17 10:00", start_day));
  EXPECT_EQ(due("2026-11-20 17:00", 2 * kHour), moment("2026-11-23 10:00", start_day));
  EXPECT_EQ(due("2026-11-20 17:00", kHour), moment("2026-11-20 18:00", start_day));  // at closing, not at opening
  EXPECT_EQ(due("2026-11-26 17:00", kHour + 1), moment("2026-11-30 09:00", start_day) + 1);  // over the closed Friday
  EXPECT_EQ(due("2026-11-27 12:00", 0), moment("2026-11-27 12:00", start_day));
  // 52 weeks of 45 hours, one day of nine less
  EXPECT_EQ(due("2026-11-16 00:00", (52 * 45 - 9) * kHour), moment("2027-11-12 18:00", start_day));
}

TEST(BusinessCalendar, AlwaysOpenIsTheCalendarItself) {
  for (const BusinessCalendar& calendar : {BusinessCalendar(), BusinessCalendar(around_the_clock(), {}, 4)}) {
    EXPECT_TRUE(calendar.always_open());
    EXPECT_EQ(calendar.open_time(5, 17), 12);
    EXPECT_EQ(calendar.open_time(17, 5), 0);
    EXPECT_EQ(calendar.add_open_time(5, 17), 22);
    EXPECT_EQ(calendar.add_open_time(5, sim::kNever), sim::kNever);
    EXPECT_EQ(calendar.add_open_time(sim::kNever, 5), sim::kNever);
  }
  const BusinessCalendar holiday(around_the_clock(), {10}, 8);
  EXPECT_FALSE(holiday.always_open());
  EXPECT_EQ(holiday.open_time(kDay, 4 * kDay), 2 * kDay);
  EXPECT_EQ(holiday.add_open_time(kDay, kDay + 1), 3 * kDay + 1);
}

TEST(BusinessCalendar, NeverOpenNeverComes) {
  const BusinessCalendar calendar(WeekHours{}, {10}, 8);
  EXPECT_EQ(calendar.open_time(0, 1000 * kDay), 0);
  EXPECT_EQ(calendar.add_open_time(7, 1), sim::kNever);
  EXPECT_EQ(calendar.add_open_time(7, 0), 7);
  WeekHours second;
  second[3] = {{.from_s = 0, .to_s = 60}};
  EXPECT_EQ(BusinessCalendar(second, {}, 0).add_open_time(0, sim::kNever / 2), sim::kNever);  // beyond what ticks hold
}

// Against the plain count of open minutes over 70 days, for calendars and moments by chance.
TEST(BusinessCalendar, IsThePlainCountOfOpenMinutes) {
  constexpr sim::Tick kMinutes = 70 * 1440;
  std::uint64_t draws = 0;
  const auto below = [&](std::uint32_t n) {
    return static_cast<std::int64_t>(sim::draw_word({9, 1}, sim::Purpose::topic, draws++) % n);
  };
  for (int trial = 0; trial < 40; ++trial) {
    const std::int64_t start_day = 20'000 + below(7);
    WeekHours hours;
    for (auto& day : hours) {
      for (std::int64_t i = below(4); i > 0; --i) {
        const std::int64_t from = below(1440);
        day.push_back({.from_s = from * 60, .to_s = (from + 1 + below(static_cast<std::uint32_t>(1440 - from))) * 60});
      }
    }
    std::vector<std::int64_t> closed;
    for (std::int64_t i = below(8); i > 0; --i) closed.push_back(start_day - 3 + below(75));
    std::vector<sim::Tick> open_until{0};  // open minutes before each minute
    for (sim::Tick minute = 0; minute < kMinutes; ++minute) {
      const std::int64_t day = start_day + minute / 1440;
      bool open = false;
      for (const sim::TimeRange& range : hours[static_cast<std::size_t>(sim::weekday_of(day))]) {
        open = open || (minute % 1440 >= range.from_s / 60 && minute % 1440 < range.to_s / 60);
      }
      open = open && std::count(closed.begin(), closed.end(), day) == 0;
      open_until.push_back(open_until.back() + (open ? 1 : 0));
    }
    const BusinessCalendar calendar(hours, closed, start_day);
    for (int look = 0; look < 400; ++look) {
      const sim::Tick from = below(kMinutes), to = below(kMinutes);
      const sim::Tick want = from < to ? open_until[to] - open_until[from] : 0;
      ASSERT_EQ(calendar.open_time(from * sim::kTicksPerMinute, to * sim::kTicksPerMinute),
                want * sim::kTicksPerMinute);
      const sim::Tick open = 1 + below(look % 2 == 0 ? 3000 : 40'000), target = open_until[from] + open;
      if (open_until.back() < target) continue;
      const auto first = std::lower_bound(open_until.begin(), open_until.end(), target);
      ASSERT_EQ(calendar.add_open_time(from * sim::kTicksPerMinute, open * sim::kTicksPerMinute),
                (first - open_until.begin()) * sim::kTicksPerMinute);
    }
  }
}

}  // namespace
}  // namespace firstline
