#include "models/center/routing.h"

#include <algorithm>
#include <map>
#include <utility>

namespace firstline {

RoutingModel compile_routing(const Scenario& scenario) {
  RoutingModel model;
  std::map<std::string, std::uint32_t> queue_ids;
  for (const auto& [name, queue] : scenario.queues)
    queue_ids.emplace(name, static_cast<std::uint32_t>(queue_ids.size()));
  model.words = (queue_ids.size() + 63) / 64;
  model.teams_of_queue.resize(queue_ids.size());
  std::uint32_t team_id = 0;
  for (const auto& [team_name, team] : scenario.teams) {
    std::map<std::pair<int, int>, std::vector<std::uint64_t>> classes;
    for (const auto& [queue_name, skill] : team.serves) {
      const std::uint32_t queue = queue_ids.at(queue_name);
      model.teams_of_queue[queue].push_back({.team = team_id, .choice = skill.choice, .tied = false});
      auto& mask = classes[{scenario.queues.at(queue_name).priority, skill.priority}];
      mask.resize(model.words, 0);
      mask[queue / 64] |= std::uint64_t{1} << (queue % 64);
    }
    const std::size_t first = model.masks.size();
    for (const auto& [rank, mask] : classes) model.masks.insert(model.masks.end(), mask.begin(), mask.end());
    model.classes_of_team.push_back({.first = first, .end = model.masks.size()});
    ++team_id;
  }
  for (auto& teams : model.teams_of_queue) {
    std::stable_sort(teams.begin(), teams.end(), [](const auto& a, const auto& b) { return a.choice < b.choice; });
    for (std::size_t i = 0; i < teams.size(); ++i) {
      const bool with_last = i > 0 && teams[i - 1].choice == teams[i].choice;
      const bool with_next = i + 1 < teams.size() && teams[i + 1].choice == teams[i].choice;
      teams[i].tied = with_last || with_next;
    }
  }
  return model;
}

}  // namespace firstline
