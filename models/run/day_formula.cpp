#include "models/run/day_formula.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "models/analytic/day_solver.h"

namespace firstline {
namespace {

constexpr double kDay = 86'400.0;
constexpr double kMostOperators = 150.0;  // beyond this the equations take longer than the simulation

bool is_plain_exponential(const sim::Law& law) { return law.kind == sim::LawKind::exponential && law.shift == 0.0; }

bool has_the_form(const Scenario& scenario, const Experiment& experiment) {
  if (!is_plain(scenario)) return false;
  if (scenario.contact_types.size() != 1 || scenario.teams.size() != 1 || scenario.queues.size() != 1) return false;
  const ContactType& type = scenario.contact_types.begin()->second;
  const Queue& queue = scenario.queues.begin()->second;
  const bool one_day = experiment.warm_up_s == 0.0 && experiment.cool_down_s == 0.0 && experiment.measure_s <= kDay &&
                       experiment.start == Start::empty;
  const bool patience = type.patience.kind == sim::LawKind::none || is_plain_exponential(type.patience);
  return one_day && patience && is_plain_exponential(type.service) && type.service.atom_at_zero == 0.0 &&
         type.arrivals.interpolation == Interpolation::constant && type.arrivals.day_factor.shape == 0.0 &&
         type.arrivals.slot_factor.shape == 0.0 && type.periods.empty() && !type.ivr_time &&
         type.redial.probability == 0.0 && !queue.capacity && !queue.has_hours;
}

// The moments at which rate, staff or the reporting interval may change.
std::set<double> moments_of(const Scenario& scenario, const Experiment& experiment) {
  std::set<double> moments{0.0, experiment.measure_s};
  const auto add_steps = [&](double step) {
    for (double at = step; at < experiment.measure_s; at += step) moments.insert(at);
  };
  add_steps(scenario.contact_types.begin()->second.arrivals.rate_per_s.slot_s);
  const Team& team = scenario.teams.begin()->second;
  add_steps(team.staff.slot_s);
  add_steps(experiment.interval_s);
  for (const auto& [name, extra] : team.extra_staff) {
    for (const std::int64_t at : {extra.hours.from_s, extra.hours.to_s}) {
      if (static_cast<double>(at) < experiment.measure_s) moments.insert(static_cast<double>(at));
    }
  }
  return moments;
}

struct Sums {
  double offered = 0.0, delayed = 0.0, abandoned = 0.0, within = 0.0, busy_s = 0.0, staff_s = 0.0;
  void add(const DaySlotResult& slot) {
    offered += slot.offered;
    delayed += slot.offered * slot.p_delay;
    abandoned += slot.abandoned;
    within += slot.served_within;
    busy_s += slot.busy_time_s;
    staff_s += slot.staff_time_s;
  }
};

}  // namespace

std::vector<FormulaRow> day_formula_rows(const Scenario& scenario, const Experiment& experiment,
                                         const std::vector<std::string>& interval_names) {
  std::vector<FormulaRow> rows;
  if (!has_the_form(scenario, experiment)) return rows;
  const ContactType& type = scenario.contact_types.begin()->second;
  const Team& team = scenario.teams.begin()->second;
  const int weekday = sim::weekday_of(scenario.start_day);

  DayInput input;
  input.service_per_s = 1.0 / type.service.a;
  input.abandon_per_s = type.patience.kind == sim::LawKind::none ? 0.0 : 1.0 / type.patience.a;
  input.balk = type.patience.atom_at_zero;
  input.threshold_s = experiment.thresholds_s.empty() ? 20.0 : experiment.thresholds_s.front();
  const std::set<double> moments = moments_of(scenario, experiment);
  std::vector<std::size_t> interval_of;
  for (auto at = moments.begin(); std::next(at) != moments.end(); ++at) {
    const double staff = team.level_at(weekday, *at);
    const double rate = type.arrivals.rate_per_s.at(weekday, *at);
    const bool too_much = rate > 2.0 * staff * input.service_per_s && input.abandon_per_s == 0.0;
    if (staff != std::floor(staff) || staff > kMostOperators || too_much) return {};
    input.slots.push_back(
        {.length_s = *std::next(at) - *at, .arrival_per_s = rate, .servers = static_cast<int>(staff)});
    interval_of.push_back(static_cast<std::size_t>(*at / experiment.interval_s));
  }
  // The staff at the end must be able to empty the queue.
  if (input.slots.back().servers < 1 && input.abandon_per_s == 0.0) return rows;
  const DayResult day = solve_day(input);

  Sums total;
  std::vector<Sums> by_interval(interval_names.size());
  for (std::size_t i = 0; i < day.slots.size(); ++i) {
    total.add(day.slots[i]);
    by_interval[interval_of[i]].add(day.slots[i]);
  }
  const auto add = [&](const char* key, const Slice& slice, double value) {
    rows.push_back({.key = key, .slice = slice, .formula = "day_solver", .value = value});
  };
  const double stays = 1.0 - input.balk;
  const auto add_shares = [&](const Sums& sums, const Slice& slice) {
    add("delay_probability", slice, sums.delayed / sums.offered * stays);
    add("service_level", slice, sums.within / sums.offered);
    if (sums.staff_s > 0.0) add("occupancy", slice, sums.busy_s / sums.staff_s);
  };
  if (total.offered <= 0.0) return rows;
  add("wait.mean", {}, day.mean_wait_s);
  add("abandonment_rate", {}, day.p_abandon);
  add_shares(total, {});
  for (std::size_t i = 0; i < by_interval.size(); ++i) {
    if (by_interval[i].offered > 0.0) add_shares(by_interval[i], {"interval", interval_names[i]});
  }
  return rows;
}

}  // namespace firstline
