#include "models/center/center_state.h"

#include <algorithm>
#include <utility>

namespace firstline {

void CenterState::reset(const CenterModel& model, sim::StreamKey key) {
  contacts.clear();
  operators.clear();
  teams.assign(model.teams.size(), TeamState{});
  staff.resize(model.teams.size());
  for (std::uint32_t team = 0; team < model.teams.size(); ++team) {
    staff[team].steps.clear();
    staff[team].next = 0;
    for (std::int64_t i = 0; i < model.teams[team].workforce.most; ++i) {
      operators.push_back({.team = team});
    }
    // Put off duty in reverse, so that the first operator of the team comes first.
    const auto end = static_cast<std::uint32_t>(operators.size());
    for (std::int64_t i = 1; i <= model.teams[team].workforce.most; ++i) {
      go_off_duty(teams[team], operators, end - static_cast<std::uint32_t>(i));
    }
  }
  first_person = static_cast<std::uint32_t>(operators.size());
  persons.assign(model.persons.size(), PersonState{});
  for (const PersonModel& person : model.persons) operators.push_back({.team = person.team});
  pauses_each = 0;
  for (const ShiftModel& shift : model.shifts) pauses_each = std::max(pauses_each, shift.pauses.size());
  pauses.assign(persons.size() * pauses_each, DuePause{});
  talents.draw(model.talents, key);
  queues.assign(model.queues.size(), QueueState{});
  for (std::size_t queue = 0; queue < model.queues.size(); ++queue) queues[queue].open = !model.queues[queue].has_hours;
  servable.start(model.routing.words);
  streams.resize(model.types.size());
  clocks.start(model.types.size());
  for (std::size_t type = 0; type < model.types.size(); ++type) {
    const ServiceModel& laws = model.types[type].service;
    const bool ahead = laws.periods.empty() && !model.follows;
    streams[type].start(
        model.types[type].stream, {.first_weekday = model.first_weekday, .until = model.arrivals_until}, key,
        {.service = ahead ? &laws.usual.service : nullptr, .patience = ahead ? &laws.usual.patience : nullptr});
    clocks.set(type, streams[type].time());
  }
  waiting.assign(model.queues.size(), sim::TimeIntegral{});
  waiting_all = in_system = sim::TimeIntegral{};
  answered_at_once.assign(model.types.size(), 0);
  counted = 0;
  midnight = 0;
  if (!model.follows) return;
  issues.clear();
  delays.assign(model.queues.size(), DelayMemory{});
  trunks_in_use.assign(model.births.channels.size(), 0);
  episodes.start(model.repeat_window);
  bots.assign(model.bots.bots.size(), BotTraffic{});
  bot_memory.clear();
  waits_so_far.clear();
  error_bounds.clear();
  if (model.satisfaction.errs) bound_errors(model);
  ranking.start(queues.size());
  chats.clear();
  desks.clear();
  if (!model.chats.any()) return;
  desks.resize(operators.size());
  desk_rows.start(teams.size(), model.chats.most_slots);
  seeking.assign(teams.size(), false);
}

void CenterState::bound_errors(const CenterModel& model) {
  const auto range = [](const auto& values) {
    if (values.empty()) return std::pair{0.0, 0.0};
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    return std::pair{static_cast<double>(*least), static_cast<double>(*most)};
  };
  const auto [least, most] = range(talents.quality);
  const auto [least_of_team, most_of_team] = range(model.routing.log_odds);
  // Who is no person of a roster shifts by 0.
  const double shift = std::max(0.0, range(model.tenure.error_log_odds).second);
  error_bounds = firstline::error_bounds(model.satisfaction, least + least_of_team, most + most_of_team, shift);
}

}  // namespace firstline
