#include "models/center/center_model.h"

#include <cmath>
#include <map>

#include "sim/base/error.h"

namespace firstline {
namespace {

// How long the run goes on for contacts that nobody serves, after arrivals have stopped.
constexpr sim::Tick kDrainLimit = 28 * sim::kTicksPerDay;

// Two entities of one kind with equal hashes would share their draws.
template <class Map>
void refuse_equal_hashes(const Map& entities, const std::string& collection, std::vector<sim::Problem>& problems) {
  std::map<std::uint32_t, std::string> seen;
  for (const auto& [name, entity] : entities) {
    const auto [other, fresh] = seen.emplace(sim::name_hash24(name), name);
    if (fresh) continue;
    problems.push_back({.code = "E346",
                        .pointer = "/" + collection + "/" + name,
                        .value = name,
                        .arguments = {other->second},
                        .file = ""});
  }
}

void compile_types(const Scenario& scenario, CenterModel& model) {
  std::map<std::string, std::uint32_t> queue_ids;
  for (const auto& [name, queue] : scenario.queues) {
    queue_ids.emplace(name, static_cast<std::uint32_t>(queue_ids.size()));
    model.queues.push_back(compile_queue(queue));
  }
  for (const auto& [name, type] : scenario.contact_types) {
    model.types.push_back({.queue = queue_ids.at(type.queue),
                           .stream = compile_stream(name, type.arrivals),
                           .service = compile_service(type),
                           .returns = compile_returns(type.redial)});
  }
}

}  // namespace

CenterModel compile(const Scenario& scenario, const Experiment& experiment, const std::vector<double>& initial_pmf) {
  std::vector<sim::Problem> problems;
  refuse_equal_hashes(scenario.contact_types, "contact_types", problems);
  refuse_equal_hashes(scenario.teams, "teams", problems);
  if (!problems.empty()) throw sim::InputError(std::move(problems));

  CenterModel model;
  compile_types(scenario, model);
  for (const auto& [name, team] : scenario.teams) {
    model.teams.push_back({.name_hash = sim::name_hash24(name), .workforce = compile_workforce(team)});
  }
  model.routing = compile_routing(scenario);
  model.first_weekday = sim::weekday_of(scenario.start_day);
  model.measure_from = sim::seconds_to_ticks(experiment.warm_up_s);
  model.measure_to = model.measure_from + sim::seconds_to_ticks(experiment.measure_s);
  model.arrivals_until = model.measure_to + sim::seconds_to_ticks(experiment.cool_down_s);
  model.give_up = model.arrivals_until + kDrainLimit;
  model.interval = sim::seconds_to_ticks(experiment.interval_s);
  for (const double threshold : experiment.thresholds_s) model.thresholds.push_back(sim::seconds_to_ticks(threshold));
  model.short_abandon = sim::seconds_to_ticks(experiment.short_abandon_s);
  model.shape = {.num_types = static_cast<int>(model.types.size()),
                 .num_queues = static_cast<int>(model.queues.size()),
                 .num_teams = static_cast<int>(model.teams.size()),
                 .num_intervals = static_cast<int>((sim::kTicksPerDay + model.interval - 1) / model.interval),
                 .num_thresholds = static_cast<int>(model.thresholds.size())};
  double sum = 0.0;
  for (const double share : initial_pmf) model.initial_cumulative.push_back(sum += share);
  return model;
}

}  // namespace firstline
