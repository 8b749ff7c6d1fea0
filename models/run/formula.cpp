#include "models/run/formula.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "models/analytic/mmn_g.h"
#include "models/run/day_formula.h"

namespace firstline {
namespace {

// Without an atom, without a shift: either would give it a memory.
bool is_exponential(const sim::Law& law) {
  return law.kind == sim::LawKind::exponential && law.atom_at_zero == 0.0 && law.shift == 0.0;
}

// Beyond these a formula's answer is minutes away and of no use to anybody: near the edge of stability, or so patient
// an overload that tens of thousands wait.
constexpr double kMostLoad = 0.9999;
constexpr double kMostWaiting = 20'000.0;

bool within_reach(double rate_per_s, double work, double abandon_per_s, int servers) {
  if (abandon_per_s <= 0.0) return work < kMostLoad * servers;
  const double overload_per_s = rate_per_s * std::max(0.0, 1.0 - servers / work);
  return overload_per_s / abandon_per_s < kMostWaiting && rate_per_s / abandon_per_s < 1e3 * kMostWaiting;
}

constexpr double kDay = 86'400.0;

bool is_constant(const WeekSeries& series) {
  const double value = series.at(0, 0.0);
  return std::all_of(series.days.begin(), series.days.end(), [&](const auto& day) {
    return static_cast<double>(day.size()) * series.slot_s >= kDay &&
           std::all_of(day.begin(), day.end(), [&](double v) { return v == value; });
  });
}

// One type, one team, nothing that changes with time or room: the stationary formula is for exactly this.
bool is_single_station(const Scenario& scenario) {
  if (scenario.contact_types.size() != 1 || scenario.teams.size() != 1) return false;
  const ContactType& type = scenario.contact_types.begin()->second;
  const Queue& queue = scenario.queues.at(type.queue);
  const Team& team = scenario.teams.begin()->second;
  const double staff = team.staff.at(0, 0.0);
  return is_constant(type.arrivals.rate_per_s) && type.arrivals.day_factor.shape == 0.0 &&
         type.arrivals.slot_factor.shape == 0.0 && type.periods.empty() && type.redial.probability == 0.0 &&
         !queue.capacity && !queue.has_hours && is_constant(team.staff) && team.extra_staff.empty() && staff >= 1.0 &&
         staff == std::floor(staff);
}

PatienceLaw patience_of(const sim::Law& law) {
  PatienceLaw patience;
  sim::Law staying = law;  // those who do not balk
  staying.atom_at_zero = 0.0;
  patience.survival = [staying](double t_s) { return sim::survival(staying, t_s); };
  if (law.kind == sim::LawKind::deterministic) patience.breaks = {law.a};
  if (law.kind == sim::LawKind::uniform || law.kind == sim::LawKind::triangular)
    patience.breaks = {law.a, law.b, law.c};
  if (law.kind == sim::LawKind::empirical || law.kind == sim::LawKind::piecewise_hazard) patience.breaks = law.values;
  for (double& moment : patience.breaks) moment += law.shift;
  patience.breaks.push_back(law.shift);
  std::sort(patience.breaks.begin(), patience.breaks.end());
  patience.stays = law.kind == sim::LawKind::none ? 1.0 : 0.0;
  patience.balk = law.atom_at_zero;
  return patience;
}

void add_rows(std::vector<FormulaRow>& rows, const MmnG& exact, const Slice& slice, const char* formula, double stays) {
  const auto add = [&](const char* key, double value) {
    rows.push_back({.key = key, .slice = slice, .formula = formula, .value = value});
  };
  add("wait.mean", exact.mean_wait_s);
  add("delay_probability", exact.p_wait * stays);  // those who balk do not wait
  add("abandonment_rate", exact.p_abandon);
  if (!exact.tails.empty()) add("service_level", exact.tails.front().sl_strict);
  add("occupancy", exact.occupancy);
}

std::vector<FormulaRow> single_station_rows(const Scenario& scenario, const Experiment& experiment) {
  std::vector<FormulaRow> rows;
  const ContactType& type = scenario.contact_types.begin()->second;
  const double rate = type.arrivals.rate_per_s.at(0, 0.0);
  const double mean_service = sim::mean(type.service);
  const int servers = static_cast<int>(scenario.teams.begin()->second.staff.at(0, 0.0));
  const bool endless = type.patience.kind == sim::LawKind::none && type.patience.atom_at_zero == 0.0;
  if (rate <= 0.0 || !is_exponential(type.service)) return rows;
  const double mean_patience = sim::mean(type.patience);
  const double abandon_per_s = endless || !std::isfinite(mean_patience) ? 0.0 : 1.0 / std::max(mean_patience, 1e-6);
  if (!within_reach(rate, rate * mean_service, abandon_per_s, servers)) return rows;
  const MmnG exact = mmn_g(rate, 1.0 / mean_service, servers, patience_of(type.patience), experiment.thresholds_s);
  if (!exact.stable) return rows;
  const char* formula = endless ? "erlang_c" : is_exponential(type.patience) ? "erlang_a" : "mmn_g";
  add_rows(rows, exact, {}, formula, sim::survival(type.patience, 0.0));
  return rows;
}

bool is_open(const Queue& queue, int weekday, double second) {
  if (!queue.has_hours) return true;
  const std::vector<sim::TimeRange>& ranges = queue.opening_hours[static_cast<std::size_t>(weekday)];
  return std::any_of(ranges.begin(), ranges.end(), [&](const sim::TimeRange& open) {
    return second >= static_cast<double>(open.from_s) && second < static_cast<double>(open.to_s);
  });
}

// One interval of the day, all contacts, work and operators together, averaged over the measured days.
struct Pool {
  double rate_per_s = 0.0;
  double work = 0.0;      // rate x mean service: erlangs
  double abandons = 0.0;  // rate x 1 / mean patience
  double operators = 0.0;
};

Pool pool_at(const Scenario& scenario, const Experiment& experiment, double from_s, double to_s) {
  Pool pool;
  const auto first_day = static_cast<int>(experiment.warm_up_s / kDay);
  const int days = std::clamp(static_cast<int>(std::ceil(experiment.measure_s / kDay)), 1, 7);
  constexpr int kLooks = 12;  // moments of the interval that are looked at
  const double weight = 1.0 / (days * kLooks);
  for (int day = 0; day < days; ++day) {
    const int weekday = (sim::weekday_of(scenario.start_day) + first_day + day) % 7;
    for (int look = 0; look < kLooks; ++look) {
      const double second = from_s + (look + 0.5) / kLooks * (to_s - from_s);
      for (const auto& [name, type] : scenario.contact_types) {
        if (!is_open(scenario.queues.at(type.queue), weekday, second)) continue;  // turned away: no entries
        const double rate = weight * type.arrivals.rate_per_s.at(weekday, second);
        pool.rate_per_s += rate;
        pool.work += rate * sim::mean(type.service);
        const double patience = sim::mean(type.patience);
        if (std::isfinite(patience) && patience > 0.0) pool.abandons += rate / patience;
      }
      for (const auto& [name, team] : scenario.teams) pool.operators += weight * team.level_at(weekday, second);
    }
  }
  return pool;
}

std::vector<FormulaRow> pooled_rows(const Scenario& scenario, const Experiment& experiment,
                                    const std::vector<std::string>& interval_names) {
  std::vector<FormulaRow> rows;
  std::vector<std::pair<double, MmnG>> weighted;
  for (std::size_t i = 0; i < interval_names.size(); ++i) {
    const double from = static_cast<double>(i) * experiment.interval_s;
    const Pool pool = pool_at(scenario, experiment, from, std::min(from + experiment.interval_s, kDay));
    const int servers = static_cast<int>(std::floor(pool.operators + 0.5));
    if (pool.rate_per_s <= 0.0 || servers < 1) continue;
    if (!within_reach(pool.rate_per_s, pool.work, pool.abandons / pool.rate_per_s, servers)) continue;
    const MmnG exact = erlang_a(pool.rate_per_s, pool.rate_per_s / pool.work, pool.abandons / pool.rate_per_s, servers,
                                experiment.thresholds_s);
    if (!exact.stable) continue;
    add_rows(rows, exact, {"interval", interval_names[i]}, "erlang_a_pooled", 1.0);
    weighted.emplace_back(pool.rate_per_s, exact);
  }
  double volume = 0.0;
  for (const auto& [rate, exact] : weighted) volume += rate;
  MmnG total;
  total.tails.resize(1);
  for (const auto& [rate, exact] : weighted) {
    const double share = rate / volume;
    total.mean_wait_s += share * exact.mean_wait_s;
    total.p_wait += share * exact.p_wait;
    total.p_abandon += share * exact.p_abandon;
    if (!exact.tails.empty()) total.tails[0].sl_strict += share * exact.tails[0].sl_strict;
  }
  if (weighted.empty()) return rows;
  // No occupancy of the whole day: paid time outside the intervals with contacts is not the formula's business.
  add_rows(rows, total, {}, "erlang_a_pooled", 1.0);
  rows.pop_back();
  return rows;
}

}  // namespace

std::vector<FormulaRow> formula_rows(const Scenario& scenario, const Experiment& experiment,
                                     const std::vector<std::string>& interval_names) {
  if (!is_plain(scenario) || !scenario.same_every_week()) return {};
  if (is_single_station(scenario)) return single_station_rows(scenario, experiment);
  std::vector<FormulaRow> day = day_formula_rows(scenario, experiment, interval_names);
  if (!day.empty()) return day;
  // Erlang A has no limit of places: where there is one, it would answer another question.
  for (const auto& [name, queue] : scenario.queues) {
    if (queue.capacity) return {};
  }
  return pooled_rows(scenario, experiment, interval_names);
}

}  // namespace firstline
