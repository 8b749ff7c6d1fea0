// Units of the clock and of documents: ticks, and the strings people write for durations, rates, money, times of day.
//
// Units: a Tick is one microsecond; durations are seconds; rates are per second; money is in the scenario's currency.
// Shape: parsers take the whole string and return nothing where it is not of the form; the caller words the problem.
// Errors: none thrown. seconds_to_ticks rounds half up and expects |seconds| < 9e12.
// Source: science.md 0.5, 0.6; architecture, "Documents that people write".
// Tests: tests/sim/base/units_test.cpp
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sim {

using Tick = std::int64_t;
// Exact sums of squares and products of ticks. __extension__ keeps -Wpedantic quiet about a type we rely on.
__extension__ typedef __int128 Wide;
__extension__ typedef unsigned __int128 UWide;

inline constexpr Tick kTicksPerSecond = 1'000'000;
inline constexpr Tick kTicksPerMinute = 60 * kTicksPerSecond;
inline constexpr Tick kTicksPerHour = 3600 * kTicksPerSecond;
inline constexpr Tick kTicksPerDay = 86'400 * kTicksPerSecond;

// floor(seconds * 1e6 + 0.5) without a call: the baseline instruction set has no floor.
inline constexpr Tick seconds_to_ticks(double seconds) {
  const double scaled = seconds * 1e6 + 0.5;
  const auto whole = static_cast<Tick>(scaled);
  return whole - (scaled < static_cast<double>(whole) ? 1 : 0);
}
inline constexpr double ticks_to_seconds(Tick ticks) { return static_cast<double>(ticks) * 1e-6; }

// A decimal number in any locale: digits, one point, exponent; spaces (also no-break) as thousands separators between
// digits ("1 200"). Correctly rounded for up to 15 digits and |exponent| <= 22, within 1 ulp beyond.
std::optional<double> parse_decimal(std::string_view text);

// "90 s", "4 min 30 s", "1 h", "7 d", "1.5 h", "250 ms", "2 weeks": seconds. A bare number is refused.
std::optional<double> parse_duration(std::string_view text);

// "1 200 per week", "10 per min", "0.5/s", "30 per h": per second.
std::optional<double> parse_rate(std::string_view text);

// "25.50 per h", "3 per contact", "1 200 per month": the amount and its "per" word ("" when none).
struct Money {
  double amount = 0.0;
  std::string per;
};
std::optional<Money> parse_money(std::string_view text);

// "08:30", "24:00": seconds since midnight.
std::optional<std::int64_t> parse_time_of_day(std::string_view text);
// "08:00-17:30": both ends; the end may be 24:00, and must be after the start.
struct TimeRange {
  std::int64_t from_s = 0;
  std::int64_t to_s = 0;
  friend bool operator==(const TimeRange&, const TimeRange&) = default;
};
std::optional<TimeRange> parse_time_range(std::string_view text);
// "22:00-06:00": an end on the following day, at most 24 h after the start; to_s is beyond 86,400 then, or equals it.
std::optional<TimeRange> parse_range_past_midnight(std::string_view text);

// "1999-02-28": days since 1970-01-01 (proleptic Gregorian); nothing for a date that does not exist.
std::optional<std::int64_t> parse_date(std::string_view text);
std::string format_date(std::int64_t days_since_1970);
// 0 = Monday ... 6 = Sunday.
int weekday_of(std::int64_t days_since_1970);
// 1 = January ... 12 = December.
int month_of(std::int64_t days_since_1970);

// The shortest exact form: "4 min 30 s", "90 s" becomes "1 min 30 s". Round-trips through parse_duration.
std::string format_duration(double seconds);

}  // namespace sim
