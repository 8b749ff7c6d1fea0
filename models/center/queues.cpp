#include "models/center/queues.h"

namespace firstline {

QueueModel compile_queue(const Queue& spec) {
  QueueModel model;
  model.head_start = sim::seconds_to_ticks(spec.head_start_s);
  if (spec.capacity) model.capacity = *spec.capacity;
  model.closing = spec.closing;
  model.priority = spec.priority;
  model.has_hours = spec.has_hours;
  model.callback = spec.callback;
  if (!spec.has_hours) return model;
  constexpr std::int64_t kDay = 86'400;
  for (int weekday = 0; weekday < 7; ++weekday) {
    const auto& today = spec.opening_hours[static_cast<std::size_t>(weekday)];
    const auto& tomorrow = spec.opening_hours[static_cast<std::size_t>((weekday + 1) % 7)];
    auto& doors = model.doors[static_cast<std::size_t>(weekday)];
    for (const sim::TimeRange& range : today) {
      const bool touches = !doors.empty() && doors.back().at == range.from_s * sim::kTicksPerSecond;
      if (touches) {
        doors.pop_back();
      } else {
        doors.push_back({.at = range.from_s * sim::kTicksPerSecond, .open = true});
      }
      const bool goes_on = range.to_s == kDay && !tomorrow.empty() && tomorrow.front().from_s == 0;
      if (!goes_on) doors.push_back({.at = range.to_s * sim::kTicksPerSecond, .open = false});
    }
  }
  return model;
}

}  // namespace firstline
