#include "models/scenario/season.h"

#include <algorithm>

#include "sim/base/units.h"
#include "sim/random/det_math.h"

namespace firstline {

double Incident::boost_of(const std::string& contact_type) const {
  if (contact_types.empty()) return boost;
  const auto share = contact_types.find(contact_type);
  return share == contact_types.end() ? 0.0 : boost * share->second;
}

std::vector<std::int64_t> closed_dates(const std::map<std::string, Holiday>& holidays) {
  std::vector<std::int64_t> dates;
  for (const auto& [name, holiday] : holidays) {
    for (std::int64_t day = holiday.from_day; holiday.closed && day <= holiday.to_day; ++day) dates.push_back(day);
  }
  std::sort(dates.begin(), dates.end());
  dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
  return dates;
}

DayLevel::DayLevel(double growth, const Season& season, const std::map<std::string, Holiday>& holidays,
                   std::int64_t start_day)
    : growth_per_day_(growth / 365.0), season_(season), start_day_(start_day) {
  for (const auto& [name, holiday] : holidays) {
    if (holiday.factor != 1.0) holidays_.push_back(holiday);
  }
}

double DayLevel::at(std::int64_t day) const {
  const std::int64_t date = start_day_ + day;
  double exponent = growth_per_day_ * static_cast<double>(day);
  for (const auto& [name, wave] : season_.harmonics) {
    const double since_peak_s = static_cast<double>(date - wave.peak_day) * 86'400.0;
    exponent += wave.amplitude * sim::det_cos_turns(since_peak_s / wave.period_s);
  }
  double level = exponent == 0.0 ? 1.0 : sim::det_exp(std::clamp(exponent, -kMostExponent, kMostExponent));
  if (!season_.months.empty()) level *= season_.months[static_cast<std::size_t>(sim::month_of(date) - 1)];
  for (const Holiday& holiday : holidays_) {
    if (date >= holiday.from_day && date <= holiday.to_day) level *= holiday.factor;
  }
  return level;
}

}  // namespace firstline
