// Arrival counts: gamma factors of day and slot; rates that change linearly.
#include <cmath>
#include <nlohmann/json.hpp>

#include "models/center/arrivals.h"
#include "tests/harness/reference_json.h"
#include "tests/verification/ledger.h"

namespace verification {
namespace {

using firstline::ReplicationRecord;
using Json = nlohmann::json;

// Sample moment with its standard error from the squared deviations (large samples, means known exactly).
Value average(const std::vector<double>& values) {
  double mean = 0.0, m2 = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double delta = values[i] - mean;
    mean += delta / static_cast<double>(i + 1);
    m2 += delta * (values[i] - mean);
  }
  const auto n = static_cast<double>(values.size());
  return {mean, std::sqrt(m2 / (n - 1.0) / n)};
}

void two_level_gamma(Ledger& ledger) {
  const std::string block = "arrivals_two_level_gamma";
  const auto cases = firstline::reference_block(block);
  if (!cases) return ledger.skipped(block, "reference values are not at hand");
  const Json& in = (*cases).at("cases")[0].at("inputs");
  const Json& out = (*cases).at("cases")[0].at("outputs");
  const std::vector<double> expected = in.at("L");

  auto scenario = one_queue(1.0, sim::Law::deterministic(1.0), sim::Law::none(), 1.0);
  auto& arrivals = scenario.contact_types.at("call").arrivals;
  arrivals.rate_per_s = firstline::WeekSeries{};
  arrivals.rate_per_s.slot_s = 3600.0;
  for (auto& day : arrivals.rate_per_s.days) {
    for (const double mean : expected) day.push_back(mean / 3600.0);
  }
  arrivals.day_factor.shape = in.at("alpha_day");
  arrivals.slot_factor.shape = in.at("alpha_interval");
  scenario.queues.at("queue").capacity = 0;
  firstline::Experiment experiment;
  experiment.measure_s = 4 * 3600.0;

  Budget budget = ledger.budget();
  const int days = budget.relative_se > 0.005 ? 60'000 : 700'000;
  const auto records = records_of(scenario, experiment, days, budget);
  std::vector<std::vector<double>> deviations(3);
  std::vector<double> squares, cross, total_squares, count;
  for (const ReplicationRecord& record : records) {
    double total = 0.0;
    for (std::size_t j = 0; j < 3; ++j) {
      deviations[j].push_back(static_cast<double>(record.by_interval[j].offered()) - expected[j]);
      total += deviations[j].back();
    }
    cross.push_back(deviations[0].back() * deviations[1].back());
    total_squares.push_back(total * total);
    count.push_back(static_cast<double>(record.total.offered()));
  }
  for (std::size_t j = 0; j < 3; ++j) {
    squares.clear();
    for (const double deviation : deviations[j]) squares.push_back(deviation * deviation);
    ledger.simulated(block, "PG2", "Var N" + std::to_string(j + 1), out.at("var")[j], average(squares));
  }
  ledger.simulated(block, "PG2", "Cov(N1, N2)", out.at("cov_12"), average(cross));
  ledger.simulated(block, "PG2", "Var of the day", out.at("var_day_total"), average(total_squares));
  ledger.simulated(block, "PG2", "mean of the day", expected[0] + expected[1] + expected[2], average(count));
}

// Rate a + b t over [0, T]: the inverse of the cumulative rate, and the arrivals of a stream that uses it.
void linear_rate(Ledger& ledger) {
  const std::string block = "nhpp_linear";
  const auto cases = firstline::reference_block(block);
  if (!cases) return ledger.skipped(block, "reference values are not at hand");
  const Json& in = (*cases).at("cases")[0].at("inputs");
  const Json& out = (*cases).at("cases")[0].at("outputs");
  const double a = in.at("a"), b = in.at("b"), span = in.at("T"), total = out.at("Lambda_T");
  const double mean_rate = a + b * span / 2.0;
  ledger.analytic(block, "a + bt", "Lambda(T)", total, mean_rate * span);
  ledger.analytic(block, "a + bt", "thinning acceptance", out.at("thinning_acceptance"), mean_rate / (a + b * span));
  for (const auto& [y, time] : out.at("inverse_at").items()) {
    const double share = std::stod(y) / total;
    const double ours = span * firstline::invert_slot(share, a / mean_rate, (a + b * span) / mean_rate);
    ledger.analytic(block, "a + bt", "inverse at " + y, time, ours);
  }
  firstline::Arrivals arrivals;
  arrivals.interpolation = firstline::Interpolation::linear;
  arrivals.rate_per_s.slot_s = span * 60.0;
  for (auto& day : arrivals.rate_per_s.days) day = {a / 60.0, (a + b * span) / 60.0};
  const auto model = firstline::compile_stream("linear", arrivals);
  const int runs = ledger.budget().relative_se > 0.005 ? 4'000 : 40'000;
  std::vector<double> counts, times;
  for (int run = 0; run < runs; ++run) {
    firstline::Stream stream;
    stream.start(model, {.first_weekday = 0, .until = sim::seconds_to_ticks(span * 60.0)},
                 {ledger.budget().seed, static_cast<std::uint32_t>(run)});
    double count = 0.0;
    for (; stream.time() < sim::kNever; stream.advance(), count += 1.0) {
      times.push_back(sim::ticks_to_seconds(stream.time()) / 60.0);
    }
    counts.push_back(count);
  }
  ledger.simulated(block, "a + bt", "events in [0, T]", total, average(counts));
  ledger.simulated(block, "a + bt", "mean time of an event", out.at("mean_time_of_event"), average(times));
}

}  // namespace

void arrival_cases(Ledger& ledger) {
  two_level_gamma(ledger);
  linear_rate(ledger);
}

}  // namespace verification
