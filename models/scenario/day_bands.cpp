#include "models/scenario/day_bands.h"

#include <array>
#include <set>

namespace firstline {
namespace {

constexpr std::array<const char*, 7> kWeekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

std::int64_t first_measured_day(const Experiment& experiment) {
  return sim::seconds_to_ticks(experiment.warm_up_s) / sim::kTicksPerDay;
}

}  // namespace

std::int64_t measured_days(const Experiment& experiment) {
  const sim::Tick end = sim::seconds_to_ticks(experiment.warm_up_s) + sim::seconds_to_ticks(experiment.measure_s);
  return std::max<std::int64_t>((end - 1) / sim::kTicksPerDay - first_measured_day(experiment) + 1, 1);
}

DayBands day_bands(const Experiment& experiment, std::int64_t start_day) {
  DayBands bands;
  bands.first_day = first_measured_day(experiment);
  if (!experiment.by_day && !experiment.by_weekday) return bands;
  const std::int64_t first_date = start_day + bands.first_day;
  const auto length = static_cast<int>(measured_days(experiment));
  std::set<int> measured;
  for (int day = 0; day < std::min(length, 7); ++day) measured.insert(sim::weekday_of(first_date + day));
  std::array<int, 7> rank{};  // of a weekday among the measured ones
  int weekdays = 0;
  for (const int weekday : measured) {
    rank[static_cast<std::size_t>(weekday)] = weekdays++;
    if (experiment.by_weekday) bands.weekdays.emplace_back(kWeekdays[static_cast<std::size_t>(weekday)]);
  }
  for (int day = 0; day < length; ++day) {
    const int weekday = rank[static_cast<std::size_t>(sim::weekday_of(first_date + day))];
    bands.of_day.push_back(static_cast<std::uint32_t>(experiment.by_day ? day : weekday));
    if (!experiment.by_day) continue;
    bands.days.push_back(sim::format_date(first_date + day));
    if (experiment.by_weekday) bands.weekday_of_band.push_back(weekday);
  }
  bands.count = experiment.by_day ? length : weekdays;
  if (!experiment.by_day) {
    for (int band = 0; band < weekdays; ++band) bands.weekday_of_band.push_back(band);
  }
  return bands;
}

}  // namespace firstline
