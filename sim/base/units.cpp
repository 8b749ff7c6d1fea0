#include "sim/base/units.h"

#include <array>
#include <cmath>
#include <utility>

#include "sim/base/check.h"

namespace sim {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The bytes of one separator at the start of the text (space, no-break space, narrow no-break space); 0 for none.
std::size_t space_length(std::string_view text) {
  if (text.substr(0, 1) == " ") return 1;
  if (text.substr(0, 2) == "\xC2\xA0") return 2;
  return text.substr(0, 3) == "\xE2\x80\xAF" ? 3 : 0;
}

void skip_spaces(std::string_view& text) {
  while (const std::size_t n = space_length(text)) text.remove_prefix(n);
}

// An unevaluated sum of two doubles: enough digits for powers of ten beyond 10^22.
struct Pair {
  double high = 0.0;
  double low = 0.0;
};

Pair exact_product(double x, double y) {
  constexpr double kSplit = 134217729.0;  // 2^27 + 1, Dekker
  const double product = x * y;
  const double x_top = x * kSplit - (x * kSplit - x), y_top = y * kSplit - (y * kSplit - y);
  const double x_rest = x - x_top, y_rest = y - y_top;
  return {product, ((x_top * y_top - product) + x_top * y_rest + x_rest * y_top) + x_rest * y_rest};
}

Pair multiply(Pair x, Pair y) {
  Pair z = exact_product(x.high, y.high);
  z.low += x.high * y.low + x.low * y.high;
  const double sum = z.high + z.low;
  return {sum, z.low - (sum - z.high)};
}

double divide(Pair x, Pair y) {
  const double quotient = x.high / y.high;
  const Pair back = exact_product(quotient, y.high);
  return quotient + (((x.high - back.high) - back.low + x.low) - quotient * y.low) / y.high;
}

Pair power_of_ten(int exponent) {
  Pair result{1.0, 0.0}, square{10.0, 0.0};
  for (; exponent > 0; exponent /= 2) {
    if (exponent % 2 == 1) result = multiply(result, square);
    if (exponent > 1) square = multiply(square, square);
  }
  return result;
}

std::optional<double> scale_by_ten(std::uint64_t digits, int exponent) {
  if (digits == 0) return 0.0;
  if (exponent < -280 || exponent > 280) return std::nullopt;
  const double high = static_cast<double>(digits >> 11 << 11);
  const double low = static_cast<double>(digits & 0x7ffu);
  const double sum = high + low;
  const Pair value{sum, low - (sum - high)};
  if (exponent >= 0) return multiply(value, power_of_ten(exponent)).high;
  return divide(value, power_of_ten(-exponent));
}

// Digits gathered so far: the first 19 count, the others only move the exponent.
struct Mantissa {
  std::uint64_t digits = 0;
  int exponent = 0;
  void push(char c, bool after_point) {
    if (digits < 1'000'000'000'000'000'000u) {
      digits = digits * 10 + static_cast<std::uint64_t>(c - '0');
      exponent -= after_point ? 1 : 0;
    } else {
      exponent += after_point ? 0 : 1;
    }
  }
};

bool three_digits(std::string_view text) {
  return text.size() >= 3 && is_digit(text[0]) && is_digit(text[1]) && is_digit(text[2]) &&
         (text.size() == 3 || !is_digit(text[3]));
}

// Takes "12", "1 200" (groups of three) off the text; false when no digit stands there.
bool take_whole_part(std::string_view& text, Mantissa& mantissa) {
  std::size_t count = 0;
  for (; !text.empty() && is_digit(text[0]); text.remove_prefix(1), ++count) mantissa.push(text[0], false);
  if (count == 0) return false;
  while (count <= 3) {
    const std::size_t space = space_length(text);
    if (space == 0 || !three_digits(text.substr(space))) break;
    text.remove_prefix(space);
    for (int i = 0; i < 3; ++i, text.remove_prefix(1)) mantissa.push(text[0], false);
  }
  return true;
}

// Takes "e-3" off the text where it is one; returns the exponent (limited to +-9999).
int take_exponent(std::string_view& text) {
  if (text.size() < 2 || (text[0] != 'e' && text[0] != 'E')) return 0;
  const bool has_sign = text[1] == '-' || text[1] == '+';
  const bool negative = text[1] == '-';
  std::string_view rest = text.substr(has_sign ? 2 : 1);
  if (rest.empty() || !is_digit(rest[0])) return 0;
  int exponent = 0;
  for (; !rest.empty() && is_digit(rest[0]); rest.remove_prefix(1)) {
    exponent = exponent > 999 ? 9999 : exponent * 10 + (rest[0] - '0');
  }
  text = rest;
  return negative ? -exponent : exponent;
}

// Takes one decimal number off the front of the text.
std::optional<double> take_decimal(std::string_view& text) {
  const bool negative = text.substr(0, 1) == "-";
  if (negative) text.remove_prefix(1);
  Mantissa mantissa;
  if (!take_whole_part(text, mantissa)) return std::nullopt;
  if (text.size() >= 2 && text[0] == '.' && is_digit(text[1])) {
    text.remove_prefix(1);
    for (; !text.empty() && is_digit(text[0]); text.remove_prefix(1)) mantissa.push(text[0], true);
  }
  const std::optional<double> value = scale_by_ten(mantissa.digits, mantissa.exponent + take_exponent(text));
  return value && negative ? -*value : value;
}

struct TimeUnit {
  std::string_view name;
  double length_s;
};
constexpr std::array<TimeUnit, 19> kTimeUnits{{{"ms", 1e-3},
                                               {"s", 1.0},
                                               {"sec", 1.0},
                                               {"second", 1.0},
                                               {"seconds", 1.0},
                                               {"min", 60.0},
                                               {"minute", 60.0},
                                               {"minutes", 60.0},
                                               {"h", 3600.0},
                                               {"hour", 3600.0},
                                               {"hours", 3600.0},
                                               {"d", 86400.0},
                                               {"day", 86400.0},
                                               {"days", 86400.0},
                                               {"w", 604800.0},
                                               {"week", 604800.0},
                                               {"weeks", 604800.0},
                                               {"millisecond", 1e-3},
                                               {"milliseconds", 1e-3}}};

std::optional<double> unit_length_s(std::string_view name) {
  for (const TimeUnit& unit : kTimeUnits) {
    if (unit.name == name) return unit.length_s;
  }
  return std::nullopt;
}

// Takes "per " or "/" off the text, with the spaces around it.
bool take_per(std::string_view& text) {
  const std::size_t before = text.size();
  skip_spaces(text);
  if (text.substr(0, 1) == "/") {
    text.remove_prefix(1);
    skip_spaces(text);
    return true;
  }
  if (text.size() == before || text.substr(0, 3) != "per" || space_length(text.substr(3)) == 0) return false;
  text.remove_prefix(3);
  skip_spaces(text);
  return true;
}

// A fixed number of digits as a number.
std::optional<int> fixed_number(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::string padded(std::int64_t value, std::size_t width) {
  std::string digits = std::to_string(value);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

struct CivilDate {
  std::int64_t year = 0;
  int month = 0;
  int day = 0;
};

// Days since 1970-01-01 by eras of 400 years (H. Hinnant, "chrono-compatible low-level date algorithms").
std::int64_t days_from_civil(CivilDate date) {
  const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

CivilDate civil_from_days(std::int64_t days) {
  const std::int64_t shifted = days + 719468;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const std::int64_t day_of_era = shifted - era * 146097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted_month = (5 * day_of_year + 2) / 153;
  const int month = static_cast<int>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month,
          static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5 + 1)};
}

// Plain decimal seconds with as few decimals as read back to the same double.
std::string plain_seconds(double seconds) {
  const std::int64_t whole = static_cast<std::int64_t>(seconds);
  // seconds - whole = fraction / 2^120 (what lies below is lost: durations under 1e-20 s)
  const double scaled = (seconds - static_cast<double>(whole)) * 0x1p60;
  UWide fraction = static_cast<UWide>(scaled) << 60;
  fraction |= static_cast<UWide>((scaled - std::floor(scaled)) * 0x1p60);
  constexpr UWide kMask = (static_cast<UWide>(1) << 120) - 1;
  std::string text = std::to_string(whole) + ".";
  for (int decimals = 0; decimals < 40; ++decimals) {
    fraction *= 10;
    const char digit = static_cast<char>('0' + static_cast<int>(fraction >> 120));
    fraction &= kMask;
    if (digit < '9' && parse_decimal(text + static_cast<char>(digit + 1)) == seconds) {
      return text + static_cast<char>(digit + 1) + " s";
    }
    text += digit;
    if (parse_decimal(text) == seconds) return text + " s";
  }
  return text + " s";
}

// "1 d 2 h 3 min 4.5 s" for a whole number of ticks.
std::string clock_form(Tick ticks) {
  if (ticks > 0 && ticks < kTicksPerSecond && ticks % 1000 == 0) return std::to_string(ticks / 1000) + " ms";
  constexpr std::array<std::pair<Tick, const char*>, 3> kParts{
      {{kTicksPerDay, " d "}, {kTicksPerHour, " h "}, {kTicksPerMinute, " min "}}};
  std::string text;
  for (const auto& [length, name] : kParts) {
    if (ticks >= length) text += std::to_string(ticks / length) + name;
    ticks %= length;
  }
  if (ticks == 0 && !text.empty()) return text.substr(0, text.size() - 1);
  text += std::to_string(ticks / kTicksPerSecond);
  std::string decimals = padded(ticks % kTicksPerSecond, 6);
  decimals.erase(decimals.find_last_not_of('0') + 1);
  return text + (decimals.empty() ? "" : "." + decimals) + " s";
}

// Both times as they stand.
std::optional<TimeRange> parse_two_times(std::string_view text) {
  if (text.size() != 11 || text[5] != '-') return std::nullopt;
  const std::optional<std::int64_t> from_s = parse_time_of_day(text.substr(0, 5));
  const std::optional<std::int64_t> to_s = parse_time_of_day(text.substr(6));
  if (!from_s || !to_s) return std::nullopt;
  return TimeRange{*from_s, *to_s};
}

}  // namespace

std::optional<double> parse_decimal(std::string_view text) {
  const std::optional<double> value = take_decimal(text);
  return text.empty() ? value : std::nullopt;
}

std::optional<double> parse_duration(std::string_view text) {
  const bool negative = text.substr(0, 1) == "-";
  if (negative) text.remove_prefix(1);
  double total_s = 0.0, previous_length_s = INFINITY;
  do {
    if (text.substr(0, 1) == "-") return std::nullopt;
    const std::optional<double> amount = take_decimal(text);
    if (!amount) return std::nullopt;
    skip_spaces(text);
    std::size_t end = 0;
    while (end < text.size() && text[end] >= 'a' && text[end] <= 'z') ++end;
    const std::optional<double> length_s = unit_length_s(text.substr(0, end));
    if (!length_s || *length_s >= previous_length_s) return std::nullopt;
    total_s += *length_s < 1.0 ? *amount / 1000.0 : *amount * *length_s;
    previous_length_s = *length_s;
    text.remove_prefix(end);
    if (text.empty()) break;
    if (space_length(text) == 0) return std::nullopt;
    skip_spaces(text);
  } while (true);
  return negative ? -total_s : total_s;
}

std::optional<double> parse_rate(std::string_view text) {
  const std::optional<double> amount = take_decimal(text);
  if (!amount || !take_per(text)) return std::nullopt;
  const std::optional<double> length_s = unit_length_s(text);
  if (!length_s) return std::nullopt;
  return *amount / *length_s;
}

std::optional<Money> parse_money(std::string_view text) {
  const std::optional<double> amount = take_decimal(text);
  if (!amount) return std::nullopt;
  if (text.empty()) return Money{*amount, ""};
  if (!take_per(text) || text.empty() || text.back() == ' ') return std::nullopt;
  for (const char c : text) {
    if (is_digit(c) || static_cast<unsigned char>(c) < 0x20) return std::nullopt;
  }
  return Money{*amount, std::string(text)};
}

std::optional<std::int64_t> parse_time_of_day(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const std::optional<int> hour = fixed_number(text.substr(0, 2)), minute = fixed_number(text.substr(3));
  if (!hour || !minute || *minute > 59 || *hour * 60 + *minute > 24 * 60) return std::nullopt;
  return (*hour * 60 + *minute) * std::int64_t{60};
}

std::optional<TimeRange> parse_time_range(std::string_view text) {
  const std::optional<TimeRange> range = parse_two_times(text);
  return range && range->to_s > range->from_s ? range : std::nullopt;
}

std::optional<TimeRange> parse_range_past_midnight(std::string_view text) {
  constexpr std::int64_t kDay_s = 86'400;
  const std::optional<TimeRange> range = parse_two_times(text);
  if (!range || range->to_s > range->from_s || range->from_s == kDay_s) return std::nullopt;
  return TimeRange{range->from_s, range->to_s + kDay_s};
}

std::optional<std::int64_t> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const std::optional<int> year = fixed_number(text.substr(0, 4));
  const std::optional<int> month = fixed_number(text.substr(5, 2)), day = fixed_number(text.substr(8));
  if (!year || !month || !day || *month < 1 || *month > 12 || *day < 1) return std::nullopt;
  const std::int64_t days = days_from_civil({*year, *month, *day});
  const CivilDate back = civil_from_days(days);
  if (back.month != *month || back.day != *day) return std::nullopt;
  return days;
}

std::string format_date(std::int64_t days_since_1970) {
  const CivilDate date = civil_from_days(days_since_1970);
  EXPECT(date.year >= 0 && date.year <= 9999);
  return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
}

int weekday_of(std::int64_t days_since_1970) {
  return static_cast<int>(((days_since_1970 + 3) % 7 + 7) % 7);  // 1970-01-01 was a Thursday
}

int month_of(std::int64_t days_since_1970) { return civil_from_days(days_since_1970).month; }

std::string format_duration(double seconds) {
  EXPECT(std::fabs(seconds) < 9e12);
  if (seconds < 0.0) return "-" + format_duration(-seconds);
  const std::string text = clock_form(seconds_to_ticks(seconds));
  return parse_duration(text) == seconds ? text : plain_seconds(seconds);
}

}  // namespace sim
