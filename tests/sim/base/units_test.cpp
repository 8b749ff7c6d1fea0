#include "sim/base/units.h"

#include <gtest/gtest.h>

#include <cinttypes>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <utility>
#include <vector>

namespace {

using namespace sim;
using Cases = std::vector<std::pair<const char*, double>>;

TEST(UnitsTest, TicksRoundHalfUp) {
  EXPECT_EQ(seconds_to_ticks(1.5e-6), 2);
  EXPECT_EQ(seconds_to_ticks(1.4e-6), 1);
  EXPECT_EQ(seconds_to_ticks(-1.5e-6), -1);
  EXPECT_EQ(seconds_to_ticks(86400.0), kTicksPerDay);
  EXPECT_DOUBLE_EQ(ticks_to_seconds(kTicksPerHour), 3600.0);
}

TEST(UnitsTest, DecimalsInEveryAcceptedForm) {
  for (const auto& [text, value] : Cases{{"0", 0.0},
                                         {"-0.5", -0.5},
                                         {"1 200", 1200.0},
                                         {"12 345 678.25", 12345678.25},
                                         {"1\xC2\xA0"
                                          "200",
                                          1200.0},
                                         {"1\xE2\x80\xAF"
                                          "200",
                                          1200.0},
                                         {"1e3", 1000.0},
                                         {"1.5E-3", 0.0015},
                                         {"007", 7.0}}) {
    EXPECT_EQ(parse_decimal(text), value) << text;
  }
}

TEST(UnitsTest, DecimalsRefuseEverythingElse) {
  for (const char* text : {"",   " ",     "1,5", "1.",  ".5",   "+1", "--1", "1 20",  "12 3456", "1234 567",
                           "1e", "1e400", "nan", "inf", "0x10", "1 ", " 1",  "1_000", "1  200",  "1.5.2"}) {
    EXPECT_FALSE(parse_decimal(text).has_value()) << text;
  }
}

TEST(UnitsTest, DecimalsAreCorrectlyRoundedUpToFifteenDigitsAndWithinAnUlpBeyond) {
  ASSERT_STREQ(std::setlocale(LC_NUMERIC, nullptr), "C");  // strtod is the oracle, in the one locale where it may be
  std::mt19937_64 engine(20240501);
  char text[64];
  for (int i = 0; i < 100000; ++i) {
    const bool easy = i % 2 == 0;
    const std::uint64_t digits = engine() % (easy ? 1'000'000'000'000'000u : 9'999'999'999'999'999'999u);
    const int exponent = static_cast<int>(engine() % (easy ? 45 : 401)) - (easy ? 22 : 200);
    std::snprintf(text, sizeof text, "%" PRIu64 "e%d", digits, exponent);
    const double exact = std::strtod(text, nullptr);
    const std::optional<double> found = parse_decimal(text);
    ASSERT_TRUE(found.has_value()) << text;
    if (easy) {
      ASSERT_EQ(*found, exact) << text;
    } else {
      ASSERT_LE(std::fabs(*found - exact), std::nextafter(exact, INFINITY) - exact) << text;
    }
  }
}

TEST(UnitsTest, Durations) {
  for (const auto& [text, value] : Cases{{"90 s", 90.0},
                                         {"90s", 90.0},
                                         {"4 min 30 s", 270.0},
                                         {"1 h", 3600.0},
                                         {"7 d", 604800.0},
                                         {"1.5 h", 5400.0},
                                         {"250 ms", 0.25},
                                         {"2 weeks", 1209600.0},
                                         {"1 hour 1 minute 1 second", 3661.0},
                                         {"1 200 s", 1200.0},
                                         {"0 s", 0.0},
                                         {"-5 min 30 s", -330.0}}) {
    EXPECT_EQ(parse_duration(text), value) << text;
  }
  for (const char* text : {"", "90", "s", "90 parsecs", "30 s 4 min", "4 min 4 min", "4 min -30 s", "1,5 h", "4min30s",
                           "4 min 30", " 4 min", "4 min ", "1 month", "PT5M"}) {
    EXPECT_FALSE(parse_duration(text).has_value()) << text;
  }
}

TEST(UnitsTest, Rates) {
  for (const auto& [text, value] : Cases{{"1 200 per week", 1200.0 / 604800.0},
                                         {"10 per min", 10.0 / 60.0},
                                         {"0.5/s", 0.5},
                                         {"0.5 / s", 0.5},
                                         {"30 per h", 30.0 / 3600.0},
                                         {"4800 per day", 4800.0 / 86400.0}}) {
    EXPECT_EQ(parse_rate(text), value) << text;
  }
  for (const char* text : {"", "30", "30 h", "30 per", "30 per contact", "30perh", "per h", "30 per h per h"}) {
    EXPECT_FALSE(parse_rate(text).has_value()) << text;
  }
}

TEST(UnitsTest, Money) {
  const std::optional<Money> hourly = parse_money("25.50 per h");
  ASSERT_TRUE(hourly.has_value());
  EXPECT_EQ(hourly->amount, 25.5);
  EXPECT_EQ(hourly->per, "h");
  EXPECT_EQ(parse_money("3 per contact")->per, "contact");
  EXPECT_EQ(parse_money("1 200 per month")->amount, 1200.0);
  EXPECT_EQ(parse_money("1 200")->per, "");
  EXPECT_EQ(parse_money("3/contact")->per, "contact");
  for (const char* text : {"", "per h", "3 per", "3 per ", "3 per 2 h", "3 contact", "3 EUR", "3 per \x1b[0m"}) {
    EXPECT_FALSE(parse_money(text).has_value()) << text;
  }
}

TEST(UnitsTest, TimesOfDayAndRanges) {
  EXPECT_EQ(parse_time_of_day("08:30"), 30600);
  EXPECT_EQ(parse_time_of_day("00:00"), 0);
  EXPECT_EQ(parse_time_of_day("24:00"), 86400);
  for (const char* text : {"", "7:5", "25:00", "24:01", "24:00:01", "08:60", "08.30", "0830", "-1:00", "08:3x"}) {
    EXPECT_FALSE(parse_time_of_day(text).has_value()) << text;
  }
  EXPECT_EQ(parse_time_range("08:00-17:30"), (TimeRange{28800, 63000}));
  EXPECT_EQ(parse_time_range("00:00-24:00"), (TimeRange{0, 86400}));
  for (const char* text : {"17:00-08:00", "08:00-08:00", "08:00", "08:00 - 17:30", "08:00-25:00"}) {
    EXPECT_FALSE(parse_time_range(text).has_value()) << text;
  }
  EXPECT_EQ(parse_range_past_midnight("22:00-06:00"), (TimeRange{79200, 108000}));
  EXPECT_EQ(parse_range_past_midnight("22:00-00:00"), (TimeRange{79200, 86400}));
  EXPECT_EQ(parse_range_past_midnight("08:00-08:00"), (TimeRange{28800, 115200}));
  for (const char* text : {"08:00-17:00", "22:00-24:00", "24:00-06:00", "22:00-25:00", "22:00 - 06:00", "", "7:5"}) {
    EXPECT_FALSE(parse_range_past_midnight(text).has_value()) << text;
  }
}

TEST(UnitsTest, DatesAgreeWithADayByDayCount) {
  constexpr int kLengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  std::int64_t days = -719162;  // 0001-01-01
  int weekday = 0;              // a Monday
  char text[64];
  for (int year = 1; year <= 2400; ++year) {
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    for (int month = 1; month <= 12; ++month) {
      const int length = kLengths[month - 1] + (month == 2 && leap ? 1 : 0);
      for (int day = 1; day <= length; ++day, ++days, weekday = (weekday + 1) % 7) {
        if (day != 1 && day != length) continue;
        std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
        ASSERT_EQ(parse_date(text), days) << text;
        ASSERT_EQ(format_date(days), text);
        ASSERT_EQ(weekday_of(days), weekday) << text;
        ASSERT_EQ(month_of(days), month) << text;
      }
      std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, length + 1);
      ASSERT_FALSE(parse_date(text).has_value()) << text;
    }
  }
  EXPECT_EQ(parse_date("1970-01-01"), 0);
  EXPECT_EQ(parse_date("1999-02-28"), 10650);
  EXPECT_EQ(weekday_of(10650), 6);
  for (const char* wrong : {"", "1999-2-28", "1999/02/28", "1999-00-10", "1999-13-01", "1999-01-00", "99-01-01"}) {
    EXPECT_FALSE(parse_date(wrong).has_value()) << wrong;
  }
}

TEST(UnitsTest, DurationsPrintShortAndReadBackExactly) {
  EXPECT_EQ(format_duration(90.0), "1 min 30 s");
  EXPECT_EQ(format_duration(270.0), "4 min 30 s");
  EXPECT_EQ(format_duration(0.0), "0 s");
  EXPECT_EQ(format_duration(0.25), "250 ms");
  EXPECT_EQ(format_duration(604800.0), "7 d");
  EXPECT_EQ(format_duration(5400.0), "1 h 30 min");
  EXPECT_EQ(format_duration(-4.35), "-4.35 s");
  EXPECT_EQ(format_duration(1e-7), "0.0000001 s");
  std::mt19937_64 engine(7);
  for (int i = 0; i < 20000; ++i) {
    const double share = static_cast<double>(engine() >> 11) * 0x1p-53;
    const double value = i % 3 == 0   ? share * 1e7
                         : i % 3 == 1 ? static_cast<double>(engine() % 10'000'000'000) * 1e-3
                                      : share;
    const std::string text = format_duration(value);
    ASSERT_EQ(parse_duration(text), value) << text;
  }
}

TEST(UnitsTest, TheLocaleDoesNotMatter) {
  const char* before = std::setlocale(LC_ALL, "de_DE.UTF-8");
  if (before == nullptr) GTEST_SKIP() << "locale de_DE.UTF-8 is not installed";
  EXPECT_EQ(parse_duration("1.5 h"), 5400.0);
  EXPECT_EQ(format_duration(1.5), "1.5 s");
  std::setlocale(LC_ALL, "C");
}

}  // namespace
