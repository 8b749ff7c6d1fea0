#include "models/center/routing.h"

#include <algorithm>
#include <map>
#include <utility>

#include "sim/random/det_math.h"

namespace firstline {

namespace {

bool has_condition(const Skill& skill) { return skill.after_s > 0.0 || skill.reserve > 0 || skill.min_waiting > 0; }

void compile_conditions(const Scenario& scenario, const std::map<std::string, std::uint32_t>& queue_ids,
                        RoutingModel& model) {
  bool any = false, ages = false, differs = false;
  for (const auto& [name, queue] : scenario.queues) ages = ages || queue.ageing != 1.0;
  for (const auto& [team_name, team] : scenario.teams) {
    for (const auto& [queue_name, skill] : team.serves) {
      any = any || has_condition(skill);
      differs = differs || skill.speed != 1.0 || skill.quality != 1.0;
    }
  }
  if (ages) {
    for (const auto& [name, queue] : scenario.queues) model.ageing.push_back(queue.ageing);
  }
  const std::size_t rows = scenario.teams.size() * model.num_queues;
  if (any || ages) model.conditions.resize(rows);
  if (differs) {
    model.speeds.assign(rows, 1.0F);
    model.log_odds.assign(rows, 0.0F);
    model.odds.assign(rows, 1.0);
  }
  std::uint32_t team_id = 0;
  for (const auto& [team_name, team] : scenario.teams) {
    bool conditional = ages;
    for (const auto& [queue_name, skill] : team.serves) {
      const std::uint32_t queue = queue_ids.at(queue_name);
      const std::size_t row = team_id * model.num_queues + queue;
      conditional = conditional || has_condition(skill);
      if (any || ages) {
        model.conditions[row] = {
            .after = sim::seconds_to_ticks(skill.after_s), .reserve = skill.reserve, .min_waiting = skill.min_waiting};
      }
      if (differs) {
        model.speeds[row] = static_cast<float>(skill.speed);
        model.log_odds[row] = static_cast<float>(sim::det_log(skill.quality));
        model.odds[row] = sim::det_exp(static_cast<double>(model.log_odds[row]));
      }
      if (skill.after_s > 0.0 || skill.min_waiting > 1) {
        model.triggers[queue].push_back(
            {.team = team_id, .after = sim::seconds_to_ticks(skill.after_s), .min_waiting = skill.min_waiting});
      }
    }
    model.classes_of_team[team_id].conditional = conditional;
    ++team_id;
  }
}

// The order in which the teams of a queue are asked.
struct Place {
  int choice = 1;
  std::size_t skills = 0;  // where the fewest come first
  friend auto operator<=>(const Place&, const Place&) = default;
};

// May the head of a queue be taken by a team of which so many are idle?
bool may_take_head(const RoutingModel::Condition& condition, sim::Tick waited, std::int64_t idle,
                   const QueueState& state) {
  return waited >= condition.after && idle > condition.reserve && state.counted_length() >= condition.min_waiting;
}

}  // namespace

RoutingModel compile_routing(const Scenario& scenario) {
  RoutingModel model;
  std::map<std::string, std::uint32_t> queue_ids;
  for (const auto& [name, queue] : scenario.queues)
    queue_ids.emplace(name, static_cast<std::uint32_t>(queue_ids.size()));
  model.num_queues = queue_ids.size();
  model.words = (queue_ids.size() + 63) / 64;
  model.teams_of_queue.resize(queue_ids.size());
  model.triggers.resize(queue_ids.size());
  std::vector<std::vector<Place>> places(queue_ids.size());
  std::uint32_t team_id = 0;
  for (const auto& [team_name, team] : scenario.teams) {
    std::map<std::pair<int, int>, std::vector<std::uint64_t>> classes;
    const std::size_t skills = scenario.tie_rule == TieRule::fewest_skills ? team.serves.size() : 0;
    for (const auto& [queue_name, skill] : team.serves) {
      const std::uint32_t queue = queue_ids.at(queue_name);
      const Place place{.choice = skill.choice, .skills = skills};
      const auto at = std::upper_bound(places[queue].begin(), places[queue].end(), place) - places[queue].begin();
      places[queue].insert(places[queue].begin() + at, place);
      model.teams_of_queue[queue].insert(
          model.teams_of_queue[queue].begin() + at,
          {.team = team_id, .choice = skill.choice, .tied = false, .conditional = has_condition(skill)});
      auto& mask = classes[{scenario.queues.at(queue_name).priority, skill.priority}];
      mask.resize(model.words, 0);
      mask[queue / 64] |= std::uint64_t{1} << (queue % 64);
    }
    const std::size_t first = model.masks.size();
    for (const auto& [rank, mask] : classes) model.masks.insert(model.masks.end(), mask.begin(), mask.end());
    model.classes_of_team.push_back({.first = first, .end = model.masks.size()});
    ++team_id;
  }
  for (std::size_t queue = 0; queue < places.size(); ++queue) {
    auto& teams = model.teams_of_queue[queue];
    int rank = 0;
    for (std::size_t i = 0; i < teams.size(); ++i) {
      const bool with_last = i > 0 && places[queue][i - 1] == places[queue][i];
      const bool with_next = i + 1 < teams.size() && places[queue][i + 1] == places[queue][i];
      teams[i].tied = with_last || with_next;
      if (!with_last) ++rank;
      teams[i].choice = rank;  // equal choices with unequal numbers of skills do not compete
    }
  }
  compile_conditions(scenario, queue_ids, model);
  // Teams whose clocks ring at one instant look in the order in which a newcomer finds them.
  for (std::size_t queue = 0; queue < model.triggers.size(); ++queue) {
    const auto place = [&teams = model.teams_of_queue[queue]](const RoutingModel::Trigger& trigger) {
      return std::find_if(teams.begin(), teams.end(), [&](const auto& row) { return row.team == trigger.team; });
    };
    std::sort(model.triggers[queue].begin(), model.triggers[queue].end(),
              [&place](const auto& a, const auto& b) { return place(a) < place(b); });
  }
  return model;
}

std::uint32_t pick_team_for_head(const RoutingModel& model, std::uint32_t queue, const std::vector<TeamState>& teams,
                                 const std::vector<OperatorState>& operators, const QueueState& state,
                                 sim::Tick waited) {
  return pick_team_that(model, queue, teams, operators,
                        [&](const RoutingModel::Condition& condition, std::int64_t idle) {
                          return may_take_head(condition, waited, idle, state);
                        });
}

std::uint32_t pick_queue_on_conditions(const RoutingModel& model, std::uint32_t team, const QueueMask& mask,
                                       const std::vector<QueueModel>& queue_models,
                                       const std::vector<QueueState>& queues, const ContactPool& contacts,
                                       RoutingMoment moment) {
  const RoutingModel::ClassSpan& classes = model.classes_of_team[team];
  for (std::size_t first = classes.first; first < classes.end; first += model.words) {
    std::uint32_t best = kNone;
    bool best_deferred = false;
    double longest = 0.0;
    for (std::size_t index = 0; index < model.words; ++index) {
      for (std::uint64_t bits = model.masks[first + index] & mask.word(index); bits != 0; bits &= bits - 1) {
        const auto queue = static_cast<std::uint32_t>(index * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
        const sim::Tick waited = moment.now - contacts[queues[queue].head].queued;
        if (!may_take_head(model.condition(team, queue), waited, moment.idle, queues[queue])) continue;
        const double weight = model.ageing.empty() ? 1.0 : model.ageing[queue];
        const double credit =
            weight * static_cast<double>(waited) + static_cast<double>(queue_models[queue].head_start);
        const bool deferred = queues[queue].only_deferred();
        if (best == kNone || (deferred == best_deferred ? credit > longest : best_deferred)) {
          longest = credit;
          best_deferred = deferred;
          best = queue;
        }
      }
    }
    if (best != kNone) return best;
  }
  return kNone;
}

}  // namespace firstline
