#include "models/center/workforce.h"

#include <algorithm>
#include <set>

#include "sim/random/det_math.h"

namespace firstline {
namespace {

std::vector<StaffStep> compile_day(const Team& spec, int weekday) {
  std::set<sim::Tick> moments{0};
  const std::size_t slots = spec.staff.days[static_cast<std::size_t>(weekday)].size();
  for (std::size_t slot = 0; slot <= slots; ++slot) {
    moments.insert(sim::seconds_to_ticks(static_cast<double>(slot) * spec.staff.slot_s));
  }
  for (const auto& [name, extra] : spec.extra_staff) {
    if (!extra.days[static_cast<std::size_t>(weekday)]) continue;
    moments.insert(extra.hours.from_s * sim::kTicksPerSecond);
    moments.insert(extra.hours.to_s * sim::kTicksPerSecond);
  }
  std::vector<StaffStep> steps;
  for (const sim::Tick at : moments) {
    if (at >= sim::kTicksPerDay) break;
    const double level = spec.level_at(weekday, sim::ticks_to_seconds(at));
    if (steps.empty() || steps.back().level != level) steps.push_back({.at = at, .level = level});
  }
  return steps;
}

void compile_roster(const Team& spec, const Ids& shifts, const Ids& teams, WorkforceModel& model) {
  model.rostered = true;
  for (const auto& [name, row] : spec.roster) {
    RowModel& added = model.rows.emplace_back();
    added.name_hash = sim::name_hash24(name);
    added.shift = shifts.at(row.shift);
    added.days = row.days;
    added.operators = row.operators;
    added.cycle_weeks = row.cycle_weeks;
    added.week = row.week - 1;
    if (row.rotation) {
      added.other_team = teams.at(row.rotation->team);
      added.every = row.rotation->every;
    }
  }
  model.absence_rate = spec.habits.absence.rate;
  model.absence_correlation = spec.habits.absence.correlation;
  model.adherence_s = spec.habits.adherence_s;
  model.hands_back = spec.habits.shift_end == Habits::ShiftEnd::hand_back;
}

// log of a gamma variate of any shape > 0, as gamma(shape + 1) x uniform^(1 / shape): increasing in the shape and in
// both uniforms, and finite where the variate itself would underflow.
double log_gamma_variate(double shape, double u, double u_power) {
  return sim::det_log(sim::gamma_quantile(shape + 1.0, u)) + sim::det_log(u_power) / shape;
}

}  // namespace

ShiftModel compile_shift(const Shift& spec) {
  ShiftModel model;
  model.from = spec.hours.from_s * sim::kTicksPerSecond;
  model.to = spec.hours.to_s * sim::kTicksPerSecond;
  if (spec.breaks) {
    model.has_breaks = true;
    model.break_after = sim::Sampler(spec.breaks->after);
    model.break_length = sim::seconds_to_ticks(spec.breaks->length_s);
  }
  for (const auto& [name, pause] : spec.pauses) {
    model.pauses.push_back({.from = pause.from_s * sim::kTicksPerSecond,
                            .to = pause.to_s * sim::kTicksPerSecond,
                            .length = sim::seconds_to_ticks(pause.length_s),
                            .paid = pause.paid,
                            .days = pause.days});
  }
  return model;
}

WorkforceModel compile_workforce(const Team& spec, const Ids& shifts, const Ids& teams) {
  WorkforceModel model;
  if (!spec.roster.empty()) {
    compile_roster(spec, shifts, teams, model);
    return model;
  }
  for (int weekday = 0; weekday < 7; ++weekday) {
    auto& day = model.days[static_cast<std::size_t>(weekday)];
    day = compile_day(spec, weekday);
    for (const StaffStep& step : day) model.most = std::max(model.most, realised_level(step.level, 0.0));
  }
  return model;
}

void add_persons(const WorkforceModel& model, std::uint32_t team, std::uint32_t team_hash,
                 std::vector<PersonModel>& persons) {
  for (std::uint32_t row = 0; row < model.rows.size(); ++row) {
    for (std::uint32_t number = 0; number < model.rows[row].operators; ++number) {
      persons.push_back({.entity = operator_entity(team_hash, model.rows[row].name_hash, number),
                         .team = team,
                         .row = row,
                         .number = number});
    }
  }
}

bool is_planned(const RowModel& row, int first_weekday, std::int64_t day) {
  const std::int64_t since_monday = first_weekday + day + 7 * row.cycle_weeks;  // also the day before the first
  return row.days[static_cast<std::size_t>(since_monday % 7)] && since_monday / 7 % row.cycle_weeks == row.week;
}

bool works_away(const RowModel& row, std::uint32_t number, std::int64_t working_day) {
  return row.other_team != kHomeTeam && (working_day + number) % row.every == 0;
}

double absence_chance(const WorkforceModel& model, sim::StreamKey key, std::uint32_t team_hash, std::int64_t day) {
  const double rate = model.absence_rate, correlation = model.absence_correlation;
  if (rate <= 0.0 || rate >= 1.0 || correlation <= 0.0) return rate;
  constexpr double kLargestShape = 1e5;  // beyond it the common factor moves the chance by less than a third of a point
  // The day before the first has the last number.
  const std::uint32_t number = static_cast<std::uint32_t>(day) & ((1u << sim::kIssueDayBits) - 1);
  const std::uint64_t entity = sim::pack_issue(team_hash, number, 0);
  const auto uniform = [&](std::uint32_t attempt) {
    return sim::to_uniform(sim::draw_word(key, sim::Purpose::absence_day, entity, attempt));
  };
  if (correlation >= 1.0) return uniform(0) < rate ? 1.0 : 0.0;
  const double shape_absent = rate * (1.0 - correlation) / correlation;
  const double shape_present = (1.0 - rate) * (1.0 - correlation) / correlation;
  if (shape_absent + shape_present > kLargestShape) return rate;
  const double odds = log_gamma_variate(shape_present, uniform(2), uniform(3)) -
                      log_gamma_variate(shape_absent, uniform(0), uniform(1));
  return 1.0 / (1.0 + sim::det_exp(odds));
}

sim::Tick adherence_offset(double deviation_s, std::uint32_t word) {
  if (deviation_s <= 0.0) return 0;
  constexpr double kBelow = 0.022750131948179207;  // P(Z < -2)
  const double u = kBelow + sim::to_uniform(word) * (1.0 - 2.0 * kBelow);
  return sim::seconds_to_ticks(deviation_s * sim::normal_quantile(u));
}

PersonDay plan_day(const WorkforceModel& team, const ShiftModel& shift, std::uint64_t entity, sim::StreamKey key,
                   std::int64_t day, double absence_chance) {
  const auto attempt = static_cast<std::uint32_t>(day);
  PersonDay plan{.start = shift.from, .end = shift.to};
  plan.absent = sim::to_uniform(sim::draw_word(key, sim::Purpose::absence, entity, attempt)) < absence_chance;
  if (plan.absent || team.adherence_s <= 0.0) return plan;
  const auto offset = [&](sim::Purpose purpose) {
    return adherence_offset(team.adherence_s, sim::draw_word(key, purpose, entity, attempt));
  };
  plan.start = std::clamp<sim::Tick>(plan.start + offset(sim::Purpose::shift_start_noise), 0, sim::kTicksPerDay - 1);
  plan.end = std::max(plan.end + offset(sim::Purpose::shift_end_noise), plan.start);
  return plan;
}

}  // namespace firstline
