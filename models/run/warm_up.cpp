#include "models/run/warm_up.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

#include "models/run/prepare.h"
#include "sim/base/error.h"
#include "sim/stats/mser.h"

namespace firstline {
namespace {

constexpr double kDay_s = 86400.0;
constexpr int kFlatSteps = 500;
constexpr std::int64_t kMostWeeks = 1'000'000;  // longer than any run

// What differs over the week: nothing (0), the hours of every day alike (1), the weekdays (2).
int rhythm_of(const WeekSeries& series) {
  bool by_hour = false;
  for (const auto& day : series.days) {
    if (day != series.days.front()) return 2;
    const bool whole = static_cast<double>(day.size()) * series.slot_s >= kDay_s;
    const bool flat = std::all_of(day.begin(), day.end(), [&](double value) { return value == day.front(); });
    by_hour = by_hour || (!day.empty() && !(whole && flat));
  }
  return by_hour ? 1 : 0;
}

// Of what holds by weekday, in certain hours.
template <class Day>
int rhythm_of(const std::array<Day, 7>& days) {
  const bool alike = std::all_of(days.begin(), days.end(), [&](const Day& day) { return day == days.front(); });
  return alike ? 1 : 2;
}

// Mean waits by step of arrival; a step in which nobody arrived has waited for nobody.
std::vector<double> waits_by_step(const std::vector<ContactLog>& logs, double step_s, std::size_t steps) {
  std::vector<double> sums(steps, 0.0), counts(steps, 0.0);
  for (const ContactLog& log : logs) {
    for (const ContactRow& row : log) {
      if (row.queued < 0) continue;
      const sim::Tick until = row.answered >= 0 ? row.answered : row.ended;
      const auto step = static_cast<std::size_t>(sim::ticks_to_seconds(row.arrival) / step_s);
      if (step >= steps) continue;
      sums[step] += sim::ticks_to_seconds(until - row.queued);
      counts[step] += 1.0;
    }
  }
  for (std::size_t i = 0; i < steps; ++i) sums[i] = counts[i] > 0.0 ? sums[i] / counts[i] : 0.0;
  return sums;
}

}  // namespace

double warm_up_step(const Scenario& scenario, double span_s) {
  int rhythm = 0;
  std::int64_t weeks = 1;  // in which the rosters come round
  for (const auto& [name, type] : scenario.contact_types) {
    rhythm = std::max(rhythm, rhythm_of(type.arrivals.rate_per_s));
    if (type.arrivals.day_factor.shape > 0.0 || !type.periods.empty()) rhythm = std::max(rhythm, 1);
  }
  for (const auto& [name, queue] : scenario.queues) {
    if (queue.has_hours) rhythm = std::max(rhythm, rhythm_of(queue.opening_hours));
  }
  for (const auto& [name, sla] : scenario.slas) {
    if (sla.has_hours) rhythm = std::max(rhythm, rhythm_of(sla.hours));
  }
  for (const auto& [name, team] : scenario.teams) {
    for (const auto& [row_name, row] : team.roster) {
      rhythm = 2;
      weeks = std::min<std::int64_t>(std::lcm(weeks, std::int64_t{row.cycle_weeks}), kMostWeeks);
    }
    if (!team.roster.empty()) continue;
    rhythm = std::max(rhythm, rhythm_of(team.staff));
    for (const auto& [extra_name, extra] : team.extra_staff) rhythm = std::max(rhythm, rhythm_of(extra.days));
  }
  if (rhythm == 2) return 7.0 * static_cast<double>(weeks) * kDay_s;
  return rhythm == 1 ? kDay_s : span_s / kFlatSteps;
}

void refuse_warm_up(double span_s, double step_s, std::size_t steps, std::size_t least, bool felt) {
  const double enough_s = 2.0 * std::max(span_s, static_cast<double>(least) * step_s);
  throw sim::RunError(
      {.code = "E407",
       .pointer = "/experiment/measure",
       .value = "",
       .arguments = {"@time " + sim::format_duration(span_s), "@time " + sim::format_duration(step_s),
                     std::to_string(steps), felt ? "@warm_up.felt" : "@warm_up.few", sim::format_duration(enough_s)},
       .file = ""});
}

double warm_up_by_mser(const Scenario& scenario, const Experiment& experiment, const RunOptions& options) {
  Experiment pilot = experiment;
  pilot.warm_up_s = 0.0;
  pilot.measure_s = experiment.warm_up_s + experiment.measure_s;
  pilot.replications = kPilotReplications;
  pilot.precision.clear();
  RunOptions quiet = options;
  quiet.log_contacts = true;
  quiet.progress = nullptr;
  const double step_s = warm_up_step(scenario, pilot.measure_s);
  const auto steps = static_cast<std::size_t>(pilot.measure_s / step_s);
  const RunResult result = run(scenario, pilot, quiet);
  const std::size_t batch = step_s < kDay_s ? 5 : 1;
  const sim::Mser found = sim::mser(waits_by_step(result.logs, step_s, steps), batch);
  if (found.verdict == sim::MserVerdict::found) {
    Experiment longer = experiment;
    longer.warm_up_s = static_cast<double>(found.cut_values) * step_s;
    refuse_too_much(scenario, longer, "");
    return longer.warm_up_s;
  }
  refuse_warm_up(pilot.measure_s, step_s, steps, batch * sim::kMserLeastBatches,
                 found.verdict == sim::MserVerdict::at_bound);
}

}  // namespace firstline
