#include "models/center/workforce.h"

#include <algorithm>
#include <set>

namespace firstline {
namespace {

std::vector<StaffStep> compile_day(const Team& spec, int weekday) {
  std::set<sim::Tick> moments{0};
  const std::size_t slots = spec.staff.days[static_cast<std::size_t>(weekday)].size();
  for (std::size_t slot = 0; slot <= slots; ++slot) {
    moments.insert(sim::seconds_to_ticks(static_cast<double>(slot) * spec.staff.slot_s));
  }
  for (const auto& [name, extra] : spec.extra_staff) {
    if (!extra.days[static_cast<std::size_t>(weekday)]) continue;
    moments.insert(extra.hours.from_s * sim::kTicksPerSecond);
    moments.insert(extra.hours.to_s * sim::kTicksPerSecond);
  }
  std::vector<StaffStep> steps;
  for (const sim::Tick at : moments) {
    if (at >= sim::kTicksPerDay) break;
    const double level = spec.level_at(weekday, sim::ticks_to_seconds(at));
    if (steps.empty() || steps.back().level != level) steps.push_back({.at = at, .level = level});
  }
  return steps;
}

}  // namespace

WorkforceModel compile_workforce(const Team& spec) {
  WorkforceModel model;
  for (int weekday = 0; weekday < 7; ++weekday) {
    auto& day = model.days[static_cast<std::size_t>(weekday)];
    day = compile_day(spec, weekday);
    for (const StaffStep& step : day) model.most = std::max(model.most, realised_level(step.level, 0.0));
  }
  return model;
}

}  // namespace firstline
