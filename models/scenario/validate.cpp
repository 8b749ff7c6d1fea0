#include "models/scenario/validate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "models/scenario/arrivals_check.h"
#include "models/scenario/day_bands.h"
#include "models/scenario/demand.h"
#include "models/scenario/dialogues_check.h"
#include "models/scenario/dialogues_reader.h"
#include "models/scenario/document_json.h"
#include "models/scenario/entity_checks.h"
#include "models/scenario/field_reader.h"
#include "models/scenario/names.h"
#include "models/scenario/references.h"
#include "models/scenario/targets_check.h"

namespace firstline {
namespace {

constexpr double kDay_s = 86400.0;
constexpr const char* kDayNames[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

class Validator {
 public:
  Validator(const Scenario& scenario, const Experiment& experiment, std::vector<sim::Problem>& problems)
      : scenario_(scenario), experiment_(experiment), problems_(problems), demands_(demands()) {}

  void check_names() {
    check_similar("/contact_types", scenario_.contact_types);
    check_similar("/queues", scenario_.queues);
    check_similar("/teams", scenario_.teams);
    check_similar("/holidays", scenario_.holidays);
    check_similar("/incidents", scenario_.incidents);
    check_similar("/channels", scenario_.channels);
    check_similar("/topics", scenario_.topics);
    check_similar("/shifts", scenario_.shifts);
    check_similar("/slas", scenario_.slas);
  }

  void check_service() {
    for (const auto& [name, queue] : scenario_.queues) {
      const Demand& demand = demands_[name];
      if (!demand.used) {
        add("W403", at("/queues", name), {printable(name)});
      } else if (!demand.served) {
        add("E343", at("/queues", name), {"@none.serving", printable(name)});
      } else if (demand.capacity <= 0.0) {
        add("W401", at("/queues", name), {printable(name)});
      }
    }
  }

  void check_staff() {
    sim::Wide total = 0;
    for (const auto& [name, team] : scenario_.teams) {
      double most = 0.0;
      for (int day = 0; day < 7; ++day) {
        const double low = staff_of_day(team, day, most);
        if (low < 0.0) {
          add("E334", at("/teams", name) + "/extra_staff", {printable(name), kDayNames[day], short_number(low)});
          break;
        }
      }
      for (const auto& [group, row] : team.roster) most += row.operators;
      total += static_cast<sim::Wide>(most);
    }
    if (total > kMaxOperators) {
      add("E402", "/teams",
          {"@limit.operators", short_number(static_cast<double>(total)), short_number(kMaxOperators)});
    }
  }

  void check_experiment() {
    const Experiment& e = experiment_;
    if (e.thresholds_s.empty() || static_cast<int>(e.thresholds_s.size()) > kMaxThresholds) {
      add("E330", "/experiment/thresholds", {"@thresholds.count", std::to_string(kMaxThresholds)});
    }
    const std::set<double> distinct(e.thresholds_s.begin(), e.thresholds_s.end());
    if (distinct.size() != e.thresholds_s.size()) add("E330", "/experiment/thresholds", {"@thresholds.twice"});
    if (e.by_day && measured_days(e) > kMaxDayBands) {
      add("E330", "/experiment/by_day",
          {"@by_day.days", short_number(static_cast<double>(measured_days(e))), short_number(kMaxDayBands)});
    }
    if (e.interval_s / 60.0 != std::floor(e.interval_s / 60.0)) {
      add("E330", "/experiment/interval", {"@interval.minutes"});
    }
    if (e.max_replications < e.replications && !e.precision.empty()) {
      add("E314", "/experiment/max_replications", {std::to_string(e.replications), "1e9"});
    }
    const double span_s = e.warm_up_s + e.measure_s + e.cool_down_s;
    if (span_s > kMaxSpan_s) {
      add("E403", "/experiment/measure", {short_number(span_s / kDay_s), short_number(kMaxSpan_s / kDay_s)});
      return;
    }
    const sim::Wide contacts = estimated_contacts(scenario_, experiment_);
    if (contacts > e.max_contacts) {
      add("E402", "/contact_types",
          {"@limit.contacts", short_number(static_cast<double>(contacts)),
           short_number(static_cast<double>(e.max_contacts))});
    }
  }

  // Impatient customers leave and the queue heals itself; patient ones need capacity above the load.
  void check_overload() {
    if (!is_plain(scenario_)) return;
    for (const auto& [name, queue] : scenario_.queues) {
      const Demand& d = demands_[name];
      const bool heals = queue.capacity || queue.closing == Closing::drop;
      if (heals || d.load <= d.capacity || d.capacity <= 0.0) continue;
      const double excess_per_h = (d.load - d.capacity) / d.load * d.patient_rate_per_s * 3600.0;
      add("W404", at("/queues", name),
          {printable(name), short_number(d.load), short_number(d.capacity), short_number(excess_per_h)});
    }
  }

 private:
  static std::string at(const char* collection, const std::string& name) { return join_pointer(collection, name); }

  void add(const char* code, const std::string& pointer, std::vector<std::string> arguments) {
    add_found(problems_, code, pointer, std::move(arguments));
  }

  template <class Collection>
  void check_similar(const char* pointer, const Collection& collection) {
    std::map<std::string, std::string> keys;
    for (const auto& [name, entity] : collection) {
      const auto [other, fresh] = keys.emplace(comparison_key(name), name);
      if (!fresh) add("E341", at(pointer, name), {printable(name), printable(other->second)});
    }
  }

  // What comes to a queue and who is there for it, on average over the week.
  struct Demand {
    bool used = false, served = false;
    double load = 0.0;                // of contacts that never give up, in operators
    double patient_rate_per_s = 0.0;  // of the same contacts
    double capacity = 0.0;            // operators of all teams that serve it
  };

  std::map<std::string, Demand> demands() const {
    std::map<std::string, Demand> all;
    for (const std::string& queue : reached_queues(scenario_)) all[queue].used = true;
    for (const auto& [name, type] : scenario_.contact_types) {
      Demand& demand = all[type.queue];
      if (type.patience.kind != sim::LawKind::none) continue;
      const double rate_per_s = mean_rate_per_s(type.arrivals);
      demand.load += rate_per_s * sim::mean(type.service);
      demand.patient_rate_per_s += rate_per_s;
    }
    std::map<std::string, double> staff = mean_staff();
    for (const auto& [name, team] : scenario_.teams) {
      for (const auto& [queue, skill] : team.serves) {
        all[queue].served = true;
        all[queue].capacity += staff[name];
      }
    }
    return all;
  }

  // The lowest level of a day; `most` is raised to the highest.
  static double staff_of_day(const Team& team, int day, double& most) {
    std::set<double> moments{0.0};
    const auto index = static_cast<std::size_t>(day);
    for (std::size_t slot = 0; slot <= team.staff.days[index].size(); ++slot) {
      moments.insert(static_cast<double>(slot) * team.staff.slot_s);
    }
    for (const auto& [name, extra] : team.extra_staff) {
      moments.insert(static_cast<double>(extra.hours.from_s));
      moments.insert(static_cast<double>(extra.hours.to_s));
    }
    double lowest = 0.0;
    for (const double moment : moments) {
      if (moment >= kDay_s) break;
      double level = team.staff.at(day, moment);
      for (const auto& [name, extra] : team.extra_staff) {
        const bool inside =
            moment >= static_cast<double>(extra.hours.from_s) && moment < static_cast<double>(extra.hours.to_s);
        if (inside && extra.days[index]) level += extra.operators;
      }
      lowest = std::min(lowest, level);
      most = std::max(most, std::ceil(level));
    }
    return lowest;
  }

  // On the floor over the week and the cycle of the roster, absence and breaks left aside.
  std::map<std::string, double> mean_staff() const {
    std::map<std::string, double> staff;
    for (const auto& [name, team] : scenario_.teams) {
      staff[name] += mean_level(team);
      for (const auto& [group, row] : team.roster) {
        const auto shift = scenario_.shifts.find(row.shift);
        if (shift == scenario_.shifts.end()) continue;
        const auto hours_s = static_cast<double>(shift->second.hours.to_s - shift->second.hours.from_s);
        const auto days = static_cast<double>(std::count(row.days.begin(), row.days.end(), true));
        const double level = row.operators * days * hours_s / (7.0 * kDay_s * row.cycle_weeks);
        const double elsewhere = row.rotation ? level / row.rotation->every : 0.0;
        staff[name] += level - elsewhere;
        if (row.rotation) staff[row.rotation->team] += elsewhere;
      }
    }
    return staff;
  }

  // Over the week.
  static double mean_level(const Team& team) {
    double sum = 0.0;
    for (const auto& day : team.staff.days) {
      for (const double level : day) sum += level * team.staff.slot_s;
    }
    for (const auto& [name, extra] : team.extra_staff) {
      const auto days = static_cast<double>(std::count(extra.days.begin(), extra.days.end(), true));
      sum += days * extra.operators * static_cast<double>(extra.hours.to_s - extra.hours.from_s);
    }
    return sum / (7.0 * kDay_s);
  }

  const Scenario& scenario_;
  const Experiment& experiment_;
  std::vector<sim::Problem>& problems_;
  std::map<std::string, Demand> demands_;
};

}  // namespace

void validate(const Scenario& scenario, const Experiment& experiment, std::vector<sim::Problem>& problems) {
  Validator validator(scenario, experiment, problems);
  validator.check_names();
  check_references(scenario, problems);
  check_dialogues(scenario, problems);
  check_use_of_bots(scenario, problems);
  validator.check_service();
  check_arrivals(scenario, problems);
  check_entities(scenario, problems);
  check_agreements(scenario, problems);
  validator.check_staff();
  validator.check_experiment();
  validator.check_overload();
}

}  // namespace firstline
