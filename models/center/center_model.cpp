#include "models/center/center_model.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "models/center/mutant.h"
#include "models/scenario/validate.h"
#include "sim/base/error.h"

namespace firstline {
namespace {

// How long the run goes on for contacts that nobody serves, after arrivals have stopped.
constexpr sim::Tick kDrainLimit = 28 * sim::kTicksPerDay;
// The last day number is that of contacts which are there at the start.
static_assert(kMaxSpan_s / 86400.0 + static_cast<double>(kDrainLimit) / sim::kTicksPerDay <
              (1u << sim::kIssueDayBits) - 1);

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
                           .stream = compile_stream(name, type.arrivals, scenario),
                           .service = compile_service(type),
                           .returns = compile_returns(type.redial, type.returns)});
  }
}

bool is_set(const Handling& handling) {
  return handling.service || handling.after_work || handling.resolves || handling.escalates || !handling.to.empty();
}

// Of each type its segment (or product) in order of name, -1 where it has none; empty where none has.
std::vector<int> label_types(const Scenario& scenario, std::string ContactType::* label) {
  std::set<std::string> names;
  for (const auto& [name, type] : scenario.contact_types) {
    if (!(type.*label).empty()) names.insert(type.*label);
  }
  std::vector<int> labels;
  if (names.empty()) return labels;
  for (const auto& [name, type] : scenario.contact_types) {
    const auto found = names.find(type.*label);
    labels.push_back(found == names.end() ? -1 : static_cast<int>(std::distance(names.begin(), found)));
  }
  return labels;
}

// What follows issues: ids, lines, agreements, and the shape of the facts about them.
void compile_issues(const Scenario& scenario, CenterModel& model) {
  std::map<std::string, std::uint32_t> queue_ids;
  for (const auto& [name, queue] : scenario.queues) {
    queue_ids.emplace(name, static_cast<std::uint32_t>(queue_ids.size()));
    model.announcements.push_back(compile_announcement(queue.announcement));
  }
  model.births = compile_births(scenario, queue_ids);
  model.lines = compile_escalation(scenario, queue_ids);
  model.agreements = compile_agreements(scenario, model.births.classes, model.arrivals_until);
  model.bots = compile_bots(scenario, model.births.classes);
  model.chats = compile_chats(scenario, queue_ids);
  model.mails = compile_mails(scenario, queue_ids);
  model.shape.classes = model.births.classes;
  if (!scenario.channels.empty()) model.shape.num_channels = static_cast<int>(model.births.channels.size());
  model.shape.segment_of_type = label_types(scenario, &ContactType::segment);
  model.shape.product_of_type = label_types(scenario, &ContactType::product);
  model.satisfaction = compile_satisfaction(scenario);
  model.shape.opinions = model.satisfaction.any();
  model.shape.num_bots = static_cast<int>(model.bots.bots.size());
  model.shape.num_steps = static_cast<int>(model.bots.num_steps);
  model.shape.num_levels = model.chats.most_slots;
  model.shape.num_topics = static_cast<int>(model.lines.num_topics);
  model.shape.num_slas = static_cast<int>(model.agreements.agreements.size());
  for (const AgreementModel& agreement : model.agreements.agreements) {
    model.shape.num_sla_periods =
        std::max(model.shape.num_sla_periods, num_periods(agreement, model.measure_to - model.measure_from));
  }
}

// Shifts, levels, rosters, and everybody who will ever be on duty.
void compile_teams(const Scenario& scenario, CenterModel& model) {
  Ids shift_ids, team_ids;
  for (const auto& [name, shift] : scenario.shifts) {
    shift_ids.emplace(name, static_cast<std::uint32_t>(shift_ids.size()));
    model.shifts.push_back(compile_shift(shift));
  }
  for (const auto& [name, team] : scenario.teams) team_ids.emplace(name, static_cast<std::uint32_t>(team_ids.size()));
  for (const auto& [name, team] : scenario.teams) {
    model.teams.push_back(
        {.name_hash = sim::name_hash24(name), .workforce = compile_workforce(team, shift_ids, team_ids)});
    add_persons(model.teams.back().workforce, team_ids.at(name), model.teams.back().name_hash, model.persons);
  }
  std::vector<HomeGroup> homes;
  homes.reserve(model.persons.size());
  for (const PersonModel& person : model.persons) homes.push_back({.team = person.team, .row = person.row});
  model.tenure = compile_tenure(scenario, homes);
  model.talents = compile_talents(scenario);
  if (!model.talents.any) return;
  for (std::uint32_t team = 0; team < model.teams.size(); ++team) {
    for (std::uint32_t number = 0; number < model.teams[team].workforce.most; ++number) {
      model.talents.operators.push_back(
          {.entity = operator_entity(model.teams[team].name_hash, 0, number), .team = team});
    }
  }
  for (const PersonModel& person : model.persons) {
    model.talents.operators.push_back({.entity = person.entity, .team = person.team});
  }
}

}  // namespace

bool follows_issues(const Scenario& scenario) {
  if (scenario.opinion || scenario.errors) return true;
  if (!scenario.channels.empty() || !scenario.topics.empty() || !scenario.slas.empty()) return true;
  for (const auto& [name, type] : scenario.contact_types) {
    if (!type.segment.empty() || !type.product.empty() || type.customers > 0) return true;
    if (type.returns.unresolved > 0.0 || type.returns.resolved > 0.0 || type.follow_up) return true;
    if (type.redial.probability > 0.0 && type.redial.in_hours) return true;  // its delay needs the clock of a queue
  }
  for (const auto& [name, queue] : scenario.queues) {
    if (queue.line != 1 || queue.intake || queue.announcement || queue.callback || is_set(queue.handling)) return true;
  }
  for (const auto& [name, team] : scenario.teams) {
    const Habits& habits = team.habits;
    if (!team.roster.empty() || habits.speed_spread > 0.0 || habits.topic_speed_spread > 0.0) return true;
    if (habits.quality_spread > 0.0 || habits.topic_quality_spread > 0.0) return true;
    for (const auto& [queue, skill] : team.serves) {
      if (skill.speed != 1.0 || skill.quality != 1.0) return true;
    }
  }
  return false;
}

CenterModel compile(const Scenario& scenario, const Experiment& experiment, const std::vector<double>& initial_pmf) {
  std::vector<sim::Problem> problems;
  refuse_equal_hashes(scenario.contact_types, "contact_types", problems);
  refuse_equal_hashes(scenario.teams, "teams", problems);
  refuse_equal_hashes(scenario.topics, "topics", problems);
  for (const auto& [name, team] : scenario.teams) {
    refuse_equal_hashes(team.roster, "teams/" + name + "/roster", problems);
  }
  refuse_equal_hashes(scenario.incidents, "incidents", problems);
  if (!problems.empty()) throw sim::InputError(std::move(problems));

  CenterModel model;
  compile_types(scenario, model);
  compile_teams(scenario, model);
  model.routing = compile_routing(scenario);
  model.first_weekday = sim::weekday_of(scenario.start_day);
  for (const std::int64_t date : closed_dates(scenario.holidays)) {
    model.closed_days.push_back(date - scenario.start_day);
  }
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
                 .num_thresholds = static_cast<int>(model.thresholds.size()),
                 .classes = {}};
  model.bands = day_bands(experiment, scenario.start_day);
  model.shape.num_bands = model.bands.count;
  for (const TeamModel& team : model.teams) {
    for (const RowModel& row : team.workforce.rows) {
      model.shape.lends = model.shape.lends || row.other_team != kHomeTeam;
    }
  }
  model.shape.exposure = experiment.by_exposure && !scenario.bots.empty();
  model.shape.num_intervals *= model.shape.num_blocks();
  model.repeat_window = sim::seconds_to_ticks(experiment.repeat_window_s);
  if (mutated(Mutant::window_longer)) model.repeat_window += sim::seconds_to_ticks(86'400.0);
  model.follows = follows_issues(scenario);
  if (model.follows) compile_issues(scenario, model);
  for (std::size_t queue = 0; queue < model.queues.size(); ++queue) {
    const bool heard = model.follows && (model.announcements[queue].given || model.queues[queue].callback);
    model.looks_at_waiting.push_back(heard || !model.routing.triggers[queue].empty());
    model.any_looks = model.any_looks || model.looks_at_waiting.back();
  }
  double sum = 0.0;
  for (const double share : initial_pmf) model.initial_cumulative.push_back(sum += share);
  return model;
}

}  // namespace firstline
