#include "models/scenario/scenario_json.h"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <utility>

#include "models/scenario/arrivals_reader.h"
#include "models/scenario/costs_reader.h"
#include "models/scenario/dialogues_reader.h"
#include "models/scenario/document_edit.h"
#include "models/scenario/document_resolve.h"
#include "models/scenario/exchanges_reader.h"
#include "models/scenario/field_reader.h"
#include "models/scenario/law_reader.h"
#include "models/scenario/lines_reader.h"
#include "models/scenario/opinion_reader.h"
#include "models/scenario/roster_reader.h"
#include "models/scenario/targets_reader.h"
#include "models/scenario/validate.h"
#include "models/scenario/week_reader.h"

namespace firstline {
namespace {

class ScenarioReader {
 public:
  ScenarioReader(const std::vector<std::string>& files, std::vector<sim::Problem>& problems) : in_(files, problems) {}

  void read(const Node& root, LoadedScenario& loaded) {
    const Cursor at{&root, root.place, "", ""};
    in_.open(at);
    Scenario& scenario = loaded.scenario;
    std::string link;
    in_.read(at, "$schema", link);
    in_.read(at, "name", scenario.name);
    in_.read(at, "name_ru", scenario.name_ru);
    in_.read(at, "notes", scenario.notes);
    in_.read(at, "currency", scenario.currency);
    read_date(in_, at, "start_date", scenario.start_day);
    for (const auto& [name, cursor] : in_.entries(at, "contact_types")) {
      scenario.contact_types[name] = contact_type(cursor);
    }
    for (const auto& [name, cursor] : in_.entries(at, "queues")) scenario.queues[name] = queue(cursor);
    for (const auto& [name, cursor] : in_.entries(at, "teams")) scenario.teams[name] = team(cursor);
    for (const auto& [name, cursor] : in_.entries(at, "channels")) scenario.channels[name] = read_channel(in_, cursor);
    for (const auto& [name, cursor] : in_.entries(at, "bots")) scenario.bots[name] = read_bot(in_, cursor);
    for (const auto& [name, cursor] : in_.entries(at, "topics")) scenario.topics[name] = read_topic(in_, cursor);
    for (const auto& [name, cursor] : in_.entries(at, "shifts")) scenario.shifts[name] = read_shift(in_, cursor);
    for (const auto& [name, cursor] : in_.entries(at, "slas")) scenario.slas[name] = read_sla(in_, cursor);
    if (const auto cursor = in_.child(at, "escalation")) scenario.escalation = read_escalation(in_, *cursor);
    if (const auto cursor = in_.child(at, "satisfaction")) scenario.opinion = read_opinion(in_, *cursor);
    if (const auto cursor = in_.child(at, "errors")) scenario.errors = read_errors(in_, *cursor);
    for (const auto& [name, cursor] : in_.entries(at, "tenure")) scenario.tenure[name] = read_tenure_step(in_, cursor);
    if (const auto cursor = in_.child(at, "routing")) scenario.tie_rule = tie_rule(*cursor);
    if (const auto cursor = in_.child(at, "costs")) scenario.costs = read_costs(in_, *cursor);
    for (const auto& [name, cursor] : in_.entries(at, "holidays")) scenario.holidays[name] = read_holiday(in_, cursor);
    for (const auto& [name, cursor] : in_.entries(at, "incidents")) {
      scenario.incidents[name] = read_incident(in_, cursor);
    }
    for (const auto& [name, cursor] : in_.entries(at, "interventions")) {
      AppliedIntervention& words = scenario.interventions[name];
      if (!in_.open(cursor)) continue;
      in_.read(cursor, "name", words.name);
      in_.read(cursor, "name_ru", words.name_ru);
      in_.read(cursor, "source", words.source);
      in_.read(cursor, "source_ru", words.source_ru);
    }
    if (const auto experiment = in_.child(at, "experiment")) {
      if (in_.open(*experiment)) read_experiment(*experiment, loaded.experiment);
    }
  }

  void read_experiment(const Cursor& at, Experiment& e) {
    in_.read_seed(at, "seed", e.seed);
    in_.read(at, "replications", e.replications);
    in_.read(at, "max_replications", e.max_replications);
    for (const auto& [key, cursor] : in_.entries(at, "precision")) {
      if (const auto share = in_.quantity(cursor, in_.row_of(cursor))) e.precision[key] = *share;
    }
    in_.read(at, "confidence", e.confidence);
    e.start = in_.choice(at, "start").value_or(0) == 1 ? Start::stationary : Start::empty;
    in_.read(at, "warm_up", e.warm_up_s);
    in_.read(at, "measure", e.measure_s);
    in_.read(at, "cool_down", e.cool_down_s);
    in_.read(at, "interval", e.interval_s);
    in_.read(at, "thresholds", e.thresholds_s);
    in_.read(at, "short_abandon", e.short_abandon_s);
    in_.read(at, "repeat_window", e.repeat_window_s);
    in_.read(at, "resolution_horizon", e.resolution_horizon_s);
    in_.read(at, "by_weekday", e.by_weekday);
    in_.read(at, "by_day", e.by_day);
    in_.read(at, "by_exposure", e.by_exposure);
    in_.read(at, "max_contacts", e.max_contacts);
  }

  FieldReader& fields() { return in_; }

 private:
  ContactType contact_type(const Cursor& at) {
    ContactType type;
    if (!in_.open(at)) return type;
    in_.read(at, "queue", type.queue);
    if (const auto cursor = in_.child(at, "arrivals")) type.arrivals = read_arrivals(in_, *cursor);
    if (const auto law = read_law(in_, at, "service")) type.service = *law;
    if (const auto law = read_law(in_, at, "patience")) type.patience = *law;
    type.ivr_time = read_law(in_, at, "ivr_time");
    for (const auto& [name, cursor] : in_.entries(at, "periods")) type.periods[name] = period(cursor);
    if (const auto cursor = in_.child(at, "redial")) type.redial = redial(*cursor);
    in_.read(at, "segment", type.segment);
    in_.read(at, "product", type.product);
    type.topics = read_weights(in_, at, "topics");
    type.channels = read_weights(in_, at, "channels");
    in_.read(at, "customers", type.customers);
    if (const auto cursor = in_.child(at, "returns")) type.returns = read_returns(in_, *cursor);
    if (const auto cursor = in_.child(at, "follow_up")) type.follow_up = read_follow_up(in_, *cursor);
    return type;
  }

  Period period(const Cursor& at) {
    Period result;
    if (!in_.open(at)) return result;
    read_hours(at, result.hours);
    result.service = read_law(in_, at, "service");
    result.patience = read_law(in_, at, "patience");
    return result;
  }

  void read_hours(const Cursor& at, sim::TimeRange& out) {
    const std::optional<Cursor> hours = in_.child(at, "hours");
    if (!hours) return;
    if (const auto range = read_time_range(in_, *hours)) out = *range;
  }

  Redial redial(const Cursor& at) {
    Redial result;
    if (!in_.open(at)) return result;
    in_.read(at, "probability", result.probability);
    in_.read(at, "decay", result.decay);
    if (const auto law = read_law(in_, at, "delay")) result.delay = *law;
    in_.read(at, "after_blocked", result.after_blocked);
    in_.read(at, "max_attempts", result.max_attempts);
    in_.read(at, "switches", result.switches);
    in_.read(at, "in_hours", result.in_hours);
    return result;
  }

  Queue queue(const Cursor& at) {
    Queue result;
    if (!in_.open(at)) return result;
    in_.read(at, "priority", result.priority);
    in_.read(at, "head_start", result.head_start_s);
    if (in_.child(at, "capacity")) {
      int places = -1;
      in_.read(at, "capacity", places);
      if (places >= 0) result.capacity = places;
    }
    constexpr std::array<Closing, 3> kClosings{Closing::serve_out, Closing::drop, Closing::carry_over};
    result.closing = kClosings[in_.choice(at, "closing").value_or(0)];
    if (const auto hours = in_.child(at, "opening_hours")) {
      result.opening_hours = read_day_hours(in_, *hours);
      result.has_hours = true;
    }
    read_line(in_, at, result);
    return result;
  }

  TieRule tie_rule(const Cursor& at) {
    const bool fewest = in_.open(at) && in_.choice(at, "ties").value_or(0) == 1;
    return fewest ? TieRule::fewest_skills : TieRule::longest_idle;
  }

  Team team(const Cursor& at) {
    Team result;
    if (!in_.open(at)) return result;
    if (!in_.has_any(at, {"staff", "roster"})) in_.add("E318", at, {"@staff.neither"});
    if (in_.child(at, "roster") && (in_.child(at, "staff") || in_.child(at, "extra_staff"))) {
      in_.add("E318", at, {"@staff.both"});
    }
    for (const auto& [name, cursor] : in_.entries(at, "serves")) result.serves[name] = skill(cursor);
    if (const auto cursor = in_.child(at, "staff")) result.staff = level(*cursor);
    for (const auto& [name, cursor] : in_.entries(at, "extra_staff")) result.extra_staff[name] = extra(cursor);
    in_.read(at, "wage", result.wage_per_h);
    in_.read(at, "chat_slots", result.chat_slots);
    for (const auto& [name, cursor] : in_.entries(at, "roster")) result.roster[name] = read_roster_row(in_, cursor);
    if (const auto cursor = in_.child(at, "habits")) result.habits = read_habits(in_, *cursor);
    return result;
  }

  Skill skill(const Cursor& at) {
    Skill result;
    if (at.node->kind != Node::Kind::object) {
      if (const auto priority = in_.quantity(at, in_.row_of(at))) result.priority = static_cast<int>(*priority);
      return result;
    }
    in_.open(at);
    in_.read(at, "priority", result.priority);
    in_.read(at, "choice", result.choice);
    in_.read(at, "after", result.after_s);
    in_.read(at, "reserve", result.reserve);
    in_.read(at, "min_waiting", result.min_waiting);
    in_.read(at, "speed", result.speed);
    in_.read(at, "quality", result.quality);
    if (in_.child(at, "chat_slots")) {
      int slots = 0;
      in_.read(at, "chat_slots", slots);
      if (slots > 0) result.chat_slots = slots;
    }
    return result;
  }

  WeekSeries level(const Cursor& at) {
    if (at.node->kind != Node::Kind::object)
      return WeekSeries::constant(in_.quantity(at, in_.row_of(at)).value_or(0.0));
    in_.open(at);
    return read_series(in_, at);
  }

  ExtraStaff extra(const Cursor& at) {
    ExtraStaff result;
    if (!in_.open(at)) return result;
    if (const auto days = in_.child(at, "days")) result.days = read_weekdays(in_, *days);
    read_hours(at, result.hours);
    in_.read(at, "operators", result.operators);
    return result;
  }

  FieldReader in_;
};

// The place of the deepest value on the way of a pointer, for problems that validate() found.
void locate(const Resolved& document, sim::Problem& problem) {
  const Node* node = &document.root;
  Place place = node->place;
  std::string_view rest = problem.pointer;
  bool whole = true;
  while (whole && !rest.empty()) {
    const std::string part = take_pointer_part(rest);
    if (node->kind == Node::Kind::array) {
      const std::optional<std::int64_t> index = to_integer(part);
      whole = index && *index >= 0 && *index < static_cast<std::int64_t>(node->items.size());
      if (!whole) break;
      node = &node->items[static_cast<std::size_t>(*index)];
      place = node->place;
      continue;
    }
    const Member* member = node->find(part);
    whole = member != nullptr;
    if (!whole) break;
    node = &member->value;
    place = node->kind == Node::Kind::object ? member->place : node->place;
  }
  if (whole && problem.value.empty()) problem.value = describe(*node);
  problem.file = document.files[place.file];
  problem.line = static_cast<int>(place.line);
  problem.column = static_cast<int>(place.column);
}

// "/teams/line 1" of "/teams/line 1/staff".
std::string entity_of(const std::string& pointer) {
  const std::size_t slash = pointer.find('/', 1);
  return slash == std::string::npos ? pointer : pointer.substr(0, pointer.find('/', slash + 1));
}

// "/teams", but not "/costs/channels".
bool is_collection(const std::string& pointer) {
  const Field* row = find_field(pointer);
  return row != nullptr && row->kind == FieldKind::map && pointer.find('/', 1) == std::string::npos;
}

// Whether a cross-field problem only follows from what is known to be wrong already.
bool follows(const sim::Problem& problem, const std::vector<sim::Problem>& known) {
  const bool limit = problem.code[1] == '4', about_names = problem.code == "E340" || problem.code == "E341";
  const std::string entity = entity_of(problem.pointer);
  return std::any_of(known.begin(), known.end(), [&](const sim::Problem& other) {
    // A queue lacks a team only because that team's skills could not be read.
    const bool skills =
        problem.code == "E343" && other.pointer.find("/teams/") == 0 &&
        (other.pointer == entity_of(other.pointer) || other.pointer.find("/serves") != std::string::npos);
    // Labels of agreements and bots are those of contact types, of which one could not be read.
    const bool label = problem.code == "E340" && other.pointer.find("/contact_types/") == 0 &&
                       (problem.arguments[1] == "@reference.segment" || problem.arguments[1] == "@reference.product");
    // So are names of the entity's own parts, when none of these could be read.
    const bool parts = other.arguments == std::vector<std::string>{"@kind.map"} && entity_of(other.pointer) == entity;
    const bool collection = other.pointer.empty() || is_collection(other.pointer) ||
                            (other.code == "E312" && other.pointer.find('/', 1) == std::string::npos);
    return limit || skills || label || parts || (collection && problem.pointer.find("/experiment") != 0) ||
           (!about_names && entity_of(other.pointer) == entity);
  });
}

void check_metrics(const Experiment& experiment, const std::function<bool(const std::string&)>& knows_metric,
                   std::vector<sim::Problem>& problems) {
  if (!knows_metric) return;
  for (const auto& [key, precision] : experiment.precision) {
    if (!knows_metric(key)) {
      problems.push_back({"E348", join_pointer("/experiment/precision", key), printable(key), {}, "", 0, 0});
    }
  }
}

// In the order of the document, file by file.
void throw_if_any(std::vector<sim::Problem>& problems) {
  if (problems.empty()) return;
  std::stable_sort(problems.begin(), problems.end(), [](const sim::Problem& a, const sim::Problem& b) {
    return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
  });
  const auto wrong = [](const sim::Problem& problem) { return problem.code[1] == '3'; };
  if (std::none_of(problems.begin(), problems.end(), wrong)) throw sim::RunError(problems.front());
  throw sim::InputError(std::move(problems));
}

void remove_member(Node& root, std::string_view key) {
  root.members.erase(std::remove_if(root.members.begin(), root.members.end(),
                                    [key](const Member& member) { return member.key == key; }),
                     root.members.end());
}

// Where an experiment is expected: one problem in place of a line for every key.
void refuse_scenario(const Resolved& document) {
  for (const char* key : {"contact_types", "queues", "teams", "base"}) {
    const Member* member = document.root.find(key);
    if (member == nullptr) continue;
    throw sim::InputError({{"E318",
                            std::string("/") + key,
                            describe(member->value),
                            {"@experiment.scenario"},
                            document.files[member->place.file],
                            static_cast<int>(member->place.line),
                            static_cast<int>(member->place.column)}});
  }
}

}  // namespace

LoadedScenario load_scenario(std::string_view text, const std::string& file_name, const LoadOptions& options) {
  Resolved document = resolve_scenario(text, file_name, options);
  LoadedScenario loaded;
  ScenarioReader(document.files, document.problems).read(document.root, loaded);
  std::vector<sim::Problem> found;
  validate(loaded.scenario, loaded.experiment, found);
  check_metrics(loaded.experiment, options.knows_metric, found);
  const std::vector<sim::Problem> known = document.problems;
  for (sim::Problem& problem : found) {
    if (follows(problem, known)) continue;
    locate(document, problem);
    if (options.strict && problem.code == "W401") problem.code = "E333";
    (problem.code[0] == 'W' ? loaded.warnings : document.problems).push_back(std::move(problem));
  }
  name_others(document.made, document.problems, loaded.warnings);
  throw_if_any(document.problems);
  for (const char* key : {"$schema", "base", "patch"}) remove_member(document.root, key);
  loaded.canonical = canonical_text(document.root);
  loaded.hash = loaded.scenario.document_hash = fnv1a(loaded.canonical);
  return loaded;
}

Experiment load_experiment(std::string_view text, const std::string& file_name,
                           const std::function<bool(const std::string&)>& knows_metric) {
  Resolved document = resolve_plain(text, file_name);
  refuse_scenario(document);
  for (const char* key : {"$schema", "schema_version"}) remove_member(document.root, key);
  ScenarioReader reader(document.files, document.problems);
  const Cursor at{&document.root, document.root.place, "", "/experiment"};
  Experiment experiment;
  reader.fields().open(at);
  reader.read_experiment(at, experiment);
  std::vector<sim::Problem> found;
  validate(Scenario{}, experiment, found);
  check_metrics(experiment, knows_metric, found);
  for (sim::Problem& problem : found) {
    problem.pointer.erase(0, std::string_view("/experiment").size());
    locate(document, problem);
    document.problems.push_back(std::move(problem));
  }
  throw_if_any(document.problems);
  return experiment;
}

}  // namespace firstline
