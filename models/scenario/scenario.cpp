#include "models/scenario/scenario.h"

#include <algorithm>

#include <cmath>

namespace firstline {

double WeekSeries::at(int weekday, double second_of_day) const {
  const std::vector<double>& day = days[static_cast<std::size_t>(weekday)];
  const double slot = std::floor(second_of_day / slot_s);
  return slot >= 0.0 && slot < static_cast<double>(day.size()) ? day[static_cast<std::size_t>(slot)] : 0.0;
}

WeekSeries WeekSeries::constant(double value) {
  WeekSeries series;
  series.slot_s = 86400.0;
  series.days.fill({value});
  return series;
}

double Team::level_at(int weekday, double second_of_day) const {
  double level = staff.at(weekday, second_of_day);
  for (const auto& [name, extra] : extra_staff) {
    const bool inside = second_of_day >= static_cast<double>(extra.hours.from_s) &&
                        second_of_day < static_cast<double>(extra.hours.to_s);
    if (inside && extra.days[static_cast<std::size_t>(weekday)]) level += extra.operators;
  }
  return std::max(level, 0.0);
}

}  // namespace firstline
