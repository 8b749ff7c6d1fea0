#include "models/run/steady_state.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

#include "models/kpi/estimates.h"
#include "models/run/prepare.h"
#include "models/run/warm_up.h"
#include "models/scenario/day_bands.h"
#include "sim/base/error.h"
#include "sim/stats/batch_means.h"
#include "sim/stats/interval.h"
#include "sim/stats/mser.h"

namespace firstline {
namespace {

constexpr double kDay_s = 86400.0;
constexpr std::size_t kMostBatches = 20, kLeastBatches = 10;

double mean_wait_s(const ContactCell& cell) {
  const sim::Tick waited = cell.wait_answered + cell.wait_abandoned + cell.wait_dropped;
  return cell.entries == 0 ? 0.0 : sim::ticks_to_seconds(waited) / static_cast<double>(cell.entries);
}

// The record's days in groups of `days`, each as if it were a replication; of the facts that days tell apart.
ReplicationSet grouped(const ReplicationSet& set, std::size_t days, std::size_t groups) {
  ReplicationSet result;
  result.names = set.names;
  result.thresholds_s = set.thresholds_s;
  result.short_abandon_s = set.short_abandon_s;
  result.confidence = set.confidence;
  result.resolution_horizon_s = set.resolution_horizon_s;
  const ReplicationRecord& whole = set.records.front();
  for (std::size_t group = 0; group < groups; ++group) {
    ReplicationRecord& record = result.records.emplace_back();
    for (std::size_t day = group * days; day < (group + 1) * days; ++day) {
      record.total.add(whole.by_band[day]);
      record.team_total.add(whole.team_by_band[day]);
      if (!whole.flow_by_band.empty()) record.cases.flow.add(whole.flow_by_band[day]);
    }
    record.measured = static_cast<sim::Tick>(days) * sim::kTicksPerDay;
  }
  return result;
}

std::vector<double> waits_of(const ReplicationSet& set) {
  std::vector<double> waits;
  waits.reserve(set.records.size());
  for (const ReplicationRecord& record : set.records) waits.push_back(mean_wait_s(record.total));
  return waits;
}

// How many batches of equal length make the narrowest interval of so many periods: few leave less over, many have more
// to tell about their spread.
std::size_t best_batches(std::size_t periods) {
  const auto width = [periods](std::size_t batches) {
    const std::size_t kept = periods - periods % batches;
    return sim::student_t_quantile(0.975, static_cast<double>(batches) - 1.0) / std::sqrt(static_cast<double>(kept));
  };
  std::size_t best = std::min(periods, kMostBatches);
  for (std::size_t batches = best; batches >= kLeastBatches; --batches) {
    if (width(batches) < width(best)) best = batches;
  }
  return best;
}

// A ratio that the batches' facts add up to, to rounding: what days do not know gives another value, or none.
bool same_mean(const Estimate& batches, const Estimate& run) {
  return batches.mean && run.mean && batches.lo && std::abs(*batches.mean - *run.mean) <= 1e-9 * std::abs(*run.mean);
}

}  // namespace

RunResult run_steady_state(const Scenario& scenario, const Experiment& experiment, const RunOptions& options) {
  Experiment one = experiment;
  one.replications = 1;
  one.precision.clear();
  one.by_day = true;
  one.warm_up_s = 0.0;
  one.measure_s = experiment.warm_up_s + experiment.measure_s;
  const double period_s = std::max(warm_up_step(scenario, one.measure_s), kDay_s);
  const auto period_days = static_cast<std::size_t>(period_s / kDay_s);
  const auto periods = static_cast<std::size_t>(one.measure_s / period_s);
  one.measure_s = static_cast<double>(periods) * period_s;
  if (periods < kLeastBatches) refuse_warm_up(one.measure_s, period_s, periods, kLeastBatches, false);
  if (measured_days(one) > kMaxDayBands) {
    throw sim::InputError(
        {{.code = "E330",
          .pointer = "/experiment/measure",
          .value = "",
          .arguments = {"@by_day.days", std::to_string(measured_days(one)), std::to_string(kMaxDayBands)},
          .file = ""}});
  }
  refuse_too_much(scenario, one, "");

  RunOptions quiet = options;
  quiet.log_contacts = quiet.deflection = false;
  quiet.progress = nullptr;
  RunResult pilot = run(scenario, one, quiet);
  if (pilot.interrupted) return pilot;
  const sim::Mser found = sim::mser(waits_of(grouped(pilot.set, period_days, periods)), 1);
  const std::size_t left = periods - found.cut_values;
  if (found.verdict != sim::MserVerdict::found || left < kLeastBatches) {
    refuse_warm_up(one.measure_s, period_s, periods, kLeastBatches, found.verdict == sim::MserVerdict::at_bound);
  }
  const std::size_t batches = best_batches(left), batch_periods = left / batches;
  const std::size_t kept = batches * batch_periods;
  one.warm_up_s = static_cast<double>(periods - kept) * period_s;
  one.measure_s = static_cast<double>(kept) * period_s;

  RunResult result = run(scenario, one, options);
  if (result.interrupted) return result;
  const ReplicationSet sections = grouped(result.set, batch_periods * period_days, batches);
  for (Estimate& estimate : result.estimates) {
    if (!(estimate.slice == Slice{})) continue;
    const Estimate of_batches = estimate_total(sections, estimate.key);
    if (!same_mean(of_batches, estimate)) continue;
    estimate.lo = of_batches.lo;
    estimate.hi = of_batches.hi;
    estimate.n = of_batches.n;
    estimate.reason.clear();
  }
  const sim::BatchMeans judged = sim::judge_batches(waits_of(sections), one.confidence);
  result.steady = SteadyState{.batches = static_cast<int>(batches),
                              .batch_s = static_cast<double>(batch_periods) * period_s,
                              .warm_up_s = one.warm_up_s,
                              .lag1 = judged.lag1,
                              .p_value = judged.p_value};
  if (!experiment.by_day) {
    std::erase_if(result.estimates, [](const Estimate& row) { return row.slice.dimension == "day"; });
    result.experiment.by_day = false;
  }
  return result;
}

}  // namespace firstline
