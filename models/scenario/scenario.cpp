#include "models/scenario/scenario.h"

#include <algorithm>

#include <cmath>

namespace firstline {

namespace {

template <class Entity>
bool every(const std::map<std::string, Entity>& entities, bool (*holds)(const Entity&)) {
  return std::all_of(entities.begin(), entities.end(), [holds](const auto& entry) { return holds(entry.second); });
}

bool is_plain_type(const ContactType& type) {
  const bool returns = type.returns.unresolved > 0.0 || type.returns.resolved > 0.0 || type.follow_up;
  return type.topics.empty() && type.channels.empty() && !returns && type.redial.switches == 0.0;
}

bool is_plain_queue(const Queue& queue) {
  return queue.ageing == 1.0 && queue.handling == Handling{} && !queue.intake && queue.transfer == Transfer{} &&
         !queue.announcement && !queue.callback;
}

bool is_plain_skill(const Skill& skill) {
  return skill.after_s == 0.0 && skill.reserve == 0 && skill.min_waiting == 0 && skill.speed == 1.0 &&
         skill.quality == 1.0;
}

bool is_plain_team(const Team& team) {
  return team.roster.empty() && team.habits == Habits{} && every(team.serves, is_plain_skill);
}

}  // namespace

bool is_plain(const Scenario& scenario) {
  return !scenario.opinion && !scenario.errors && scenario.channels.empty() && scenario.topics.empty() &&
         scenario.slas.empty() && every(scenario.contact_types, is_plain_type) &&
         every(scenario.queues, is_plain_queue) && every(scenario.teams, is_plain_team);
}

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

bool Scenario::same_every_week() const {
  return holidays.empty() && incidents.empty() &&
         std::all_of(contact_types.begin(), contact_types.end(),
                     [](const auto& type) { return type.second.arrivals.same_every_week(); });
}

}  // namespace firstline
