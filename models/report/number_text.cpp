#include "models/report/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "models/scenario/time_words.h"
#include "sim/base/units.h"

namespace firstline {
namespace {

constexpr const char* kNoBreakSpace = "\u00a0";

bool is_money(const std::string& unit) { return unit.size() == 3 && unit[0] >= 'A' && unit[0] <= 'Z'; }

struct DecimalRange {
  int least = 0;
  int most = 2;
};

DecimalRange decimals_of(const std::string& unit) {
  if (unit == "s") return {1, 3};
  if (unit == "share") return {1, 2};
  if (is_money(unit)) return {2, 2};
  if (unit == "points") return {1, 3};
  return {0, 2};
}

// Decimals that show two digits of `size`.
int decimals_for(double size, DecimalRange range) {
  int decimals = 1;
  for (double edge = 1.0; size >= 10.0 * edge && decimals > range.least; edge *= 10.0) --decimals;
  for (double edge = 1.0; size < edge && decimals < range.most; edge *= 0.1) ++decimals;
  return std::clamp(decimals, range.least, range.most);
}

double scale_of(const std::string& unit) { return unit == "share" ? 100.0 : 1.0; }

// The fewest decimals, from `decimals` on, at which two numbers look different; `decimals` where two more than a unit
// has do not do, or where only rounding is between the two.
int told_apart(double one, double other, int decimals, const std::string& unit) {
  if (std::fabs(one - other) <= 1e-9 * std::max(std::fabs(one), std::fabs(other))) return decimals;
  const int most = decimals_of(unit).most + 2;
  for (int more = decimals; more <= most; ++more) {
    if (decimal_text(one, more, Language::en) != decimal_text(other, more, Language::en)) return more;
  }
  return decimals;
}

// Without an interval the value itself says how fine it may be shown: a tenth of it.
int decimals_of(const Estimate& estimate) {
  const double scale = scale_of(estimate.unit);
  const double half = estimate.lo ? 0.5 * (*estimate.hi - *estimate.lo) : 0.0;
  if (half == 0.0 && estimate.mean.value_or(0.0) == 0.0) return decimals_of(estimate.unit).least;
  const double size = half > 0.0 ? half : 0.1 * std::fabs(estimate.mean.value_or(0.0));
  DecimalRange range = decimals_of(estimate.unit);
  // Parts of a cent, where the ends of an interval would look the same: what a contact costs more, or less.
  const bool below_a_cent = half >= 0.00005 && half < 0.005 && std::fabs(estimate.mean.value_or(0.0)) < 1.0;
  if (is_money(estimate.unit) && below_a_cent) range.most = 4;
  const int decimals = decimals_for(size * scale, range);
  return half > 0.0 ? told_apart(*estimate.lo * scale, *estimate.hi * scale, decimals, estimate.unit) : decimals;
}

// Where a difference can be told from 0, the end next to 0 does not look like it.
int decimals_of_change(const Estimate& difference) {
  const int decimals = decimals_of(difference);
  if (!difference.lo || (*difference.lo <= 0.0 && *difference.hi >= 0.0)) return decimals;
  const double end = *difference.lo > 0.0 ? *difference.lo : *difference.hi;
  return told_apart(end * scale_of(difference.unit), 0.0, decimals, difference.unit);
}

std::string ends_text(const Estimate& estimate, int decimals, Language language) {
  const double scale = scale_of(estimate.unit);
  return decimal_text(*estimate.lo * scale, decimals, language) + " .. " +
         decimal_text(*estimate.hi * scale, decimals, language);
}

std::string with_unit(const std::string& number, const std::string& unit, Language language) {
  const std::string word = unit_text(unit, language);
  return word.empty() ? number : number + kNoBreakSpace + word;
}

// Differences of shares are in percentage points.
std::string with_unit_of_change(const std::string& number, const std::string& unit, Language language) {
  if (unit != "share") return with_unit(number, unit, language);
  return number + kNoBreakSpace + (language == Language::en ? "pp" : "п.п.");
}

}  // namespace

std::string decimal_text(double value, int decimals, Language language) {
  std::string digits = fmt::format("{:.{}f}", std::fabs(value), decimals);
  const bool is_zero = digits.find_first_not_of("0.") == std::string::npos;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  for (std::size_t at = point; at > 3; at -= 3) {
    if (point > 4) digits.insert(at - 3, kNoBreakSpace);
  }
  return (value < 0.0 && !is_zero ? "-" : "") + in_marks_of(language, std::move(digits));
}

std::string duration_text(double seconds, Language language) {
  return time_words(sim::format_duration(seconds), language);
}

std::string unit_text(const std::string& unit, Language language) {
  const bool en = language == Language::en;
  if (unit == "share") return "%";
  if (unit == "s") return en ? "s" : "с";
  if (unit == "min") return en ? "min" : "мин";
  if (unit == "h") return en ? "h" : "ч";
  if (unit == "contacts/h") return en ? "per h" : "в ч";
  if (unit == "points") return en ? unit : "балла";
  // The metric's name says what is counted.
  for (const char* counted : {"contacts", "contacts^2", "issues", "legs", "sessions", "turns", "chats", "replies"}) {
    if (unit == counted) return "";
  }
  return unit;
}

std::string value_text(const Estimate& estimate, Language language) {
  if (!estimate.mean) return "-";
  return with_unit(decimal_text(*estimate.mean * scale_of(estimate.unit), decimals_of(estimate), language),
                   estimate.unit, language);
}

std::string value_text(double value, const Estimate& beside, Language language) {
  return with_unit(decimal_text(value * scale_of(beside.unit), decimals_of(beside), language), beside.unit, language);
}

std::string interval_text(const Estimate& estimate, Language language) {
  if (!estimate.lo || !estimate.hi) return "";
  return ends_text(estimate, decimals_of(estimate), language);
}

std::string change_text(const Estimate& difference, Language language) {
  if (!difference.mean) return "-";
  const int decimals = decimals_of_change(difference);
  std::string number = decimal_text(*difference.mean * scale_of(difference.unit), decimals, language);
  if (number.front() != '-' && number.find_first_of("123456789") != std::string::npos) number.insert(0, "+");
  return with_unit_of_change(number, difference.unit, language);
}

std::string change_interval_text(const Estimate& difference, Language language) {
  if (!difference.lo || !difference.hi) return "";
  return with_unit_of_change(ends_text(difference, decimals_of_change(difference), language), difference.unit,
                             language);
}

std::string relative_width_text(const Estimate& estimate, Language language) {
  if (!estimate.lo || !estimate.mean || *estimate.mean == 0.0) return "";
  // One end may have been cut where the metric ends (cut_to_range).
  const double half = std::max(*estimate.hi - *estimate.mean, *estimate.mean - *estimate.lo);
  const double width = half / std::fabs(*estimate.mean);
  return decimal_text(100.0 * width, width < 0.1 ? 2 : 0, language) + kNoBreakSpace + "%";
}

}  // namespace firstline
