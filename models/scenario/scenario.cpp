#include "models/scenario/scenario.h"

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

}  // namespace firstline
