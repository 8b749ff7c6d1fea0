#include "tests/verification/experiment_runner.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "models/center/center_sim.h"
#include "sim/parallel/replicate.h"
#include "sim/stats/interval.h"

namespace verification {

using firstline::ContactCell;
using firstline::ReplicationRecord;

namespace {

double seconds(sim::Tick ticks) { return sim::ticks_to_seconds(ticks); }
double squared(sim::Wide area) { return static_cast<double>(area) * 1e-6; }

// What one quantity needs of every replication; the records themselves would fill the memory in a full run.
struct Sample {
  std::vector<double> num, den, sum;

  void resize(std::size_t n) {
    num.resize(n);
    den.resize(n);
    sum.resize(n);
  }
  void set(std::size_t replication, const Quantity& quantity, const ReplicationRecord& record) {
    num[replication] = quantity.numerator(record);
    den[replication] = quantity.denominator(record);
    sum[replication] = quantity.is_variance ? quantity.sum(record) : 0.0;
  }
};

// The variance of a quantity through the jackknife: E[X^2] - E[X]^2 is no ratio.
Value jackknifed_variance(const Sample& sample, double scale) {
  const std::size_t n = sample.num.size();
  double squares = 0.0, count = 0.0, sum = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    squares += sample.num[i];
    count += sample.den[i];
    sum += sample.sum[i];
  }
  const auto value = [&](double q, double c, double s) { return scale * (q / c - (s / c) * (s / c)); };
  double mean = 0.0, m2 = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    const double left = value(squares - sample.num[i], count - sample.den[i], sum - sample.sum[i]);
    const double delta = left - mean;
    mean += delta / static_cast<double>(i + 1);
    m2 += delta * (left - mean);
  }
  return {value(squares, count, sum), std::sqrt(m2 * static_cast<double>(n - 1) / static_cast<double>(n))};
}

Value estimate(const Sample& sample, const Quantity& quantity) {
  if (quantity.is_variance) return jackknifed_variance(sample, quantity.scale);
  constexpr double kConfidence = 0.95;
  const sim::Interval interval = sim::ratio_interval(sample.num, sample.den, kConfidence);
  const double t = sim::student_t_quantile(0.5 + kConfidence / 2, static_cast<double>(sample.num.size() - 1));
  return {interval.mean * quantity.scale, interval.half_width() / t * quantity.scale};
}

struct Scratch {
  firstline::CenterState state;
  sim::EventQueue events;
  firstline::Counters counters;
};

// Replications first, first + 1, ...: each one's record goes to `take`, from several threads.
void replicate_records(const firstline::CenterModel& model, int first, int count, const Budget& budget,
                       const std::function<void(int replication, ReplicationRecord)>& take) {
  std::vector<Scratch> scratch(static_cast<std::size_t>(budget.threads));
  const sim::ReplicateOptions options{.threads = budget.threads, .cancel = nullptr, .progress = nullptr};
  sim::replicate(first, count, options, [&](int replication, int worker) {
    Scratch& mine = scratch[static_cast<std::size_t>(worker)];
    const sim::StreamKey key{budget.seed, static_cast<std::uint32_t>(replication)};
    firstline::simulate(model, key, mine.state, mine.events, mine.counters);
    take(replication, firstline::reduce(mine.counters));
  });
}

}  // namespace

std::vector<ReplicationRecord> records_of(const firstline::Scenario& scenario, const firstline::Experiment& experiment,
                                          int replications, const Budget& budget) {
  std::vector<ReplicationRecord> records(static_cast<std::size_t>(replications));
  replicate_records(firstline::compile(scenario, experiment), 0, replications, budget,
                    [&](int replication, ReplicationRecord record) {
                      records[static_cast<std::size_t>(replication)] = std::move(record);
                    });
  return records;
}

std::vector<Value> measure(const firstline::Scenario& scenario, const firstline::Experiment& experiment,
                           const std::vector<Quantity>& quantities, const Budget& budget,
                           const std::vector<double>& initial_pmf) {
  const firstline::CenterModel model = firstline::compile(scenario, experiment, initial_pmf);
  std::vector<Sample> samples(quantities.size());
  int done = 0, target = budget.first;
  for (;;) {
    for (Sample& sample : samples) sample.resize(static_cast<std::size_t>(target));
    replicate_records(model, done, target - done, budget, [&](int replication, const ReplicationRecord& record) {
      for (std::size_t i = 0; i < quantities.size(); ++i) {
        samples[i].set(static_cast<std::size_t>(replication), quantities[i], record);
      }
    });
    done = target;
    std::vector<Value> values;
    double worst = 0.0;  // standard error as a multiple of what is allowed
    for (std::size_t i = 0; i < quantities.size(); ++i) {
      values.push_back(estimate(samples[i], quantities[i]));
      const double allowed = std::max(budget.relative_se * std::abs(values.back().mean), budget.absolute_se);
      worst = std::max(worst, values.back().se / allowed);
    }
    if (worst <= 1.0 || done >= budget.most) return values;
    const double wanted = static_cast<double>(done) * worst * worst * 1.1;
    target = static_cast<int>(std::min(wanted + 1.0, static_cast<double>(budget.most)));
  }
}

firstline::Scenario one_queue(double rate_per_s, const sim::Law& service, const sim::Law& patience, double servers) {
  firstline::Scenario scenario;
  scenario.name = "one queue";
  firstline::ContactType type;
  type.queue = "queue";
  type.arrivals.rate_per_s = firstline::WeekSeries::constant(rate_per_s);
  type.service = service;
  type.patience = patience;
  scenario.contact_types.emplace("call", type);
  scenario.queues.emplace("queue", firstline::Queue{});
  firstline::Team team;
  team.serves["queue"] = {};
  team.staff = firstline::WeekSeries::constant(servers);
  scenario.teams.emplace("team", team);
  return scenario;
}

Quantity share(const std::string& name, std::int64_t ContactCell::* count) {
  return {.name = name,
          .numerator = [count](const auto& r) { return static_cast<double>(r.total.*count); },
          .denominator = [](const auto& r) { return static_cast<double>(r.total.entries); }};
}

Quantity share_offered(const std::string& name, std::int64_t ContactCell::* count) {
  return {.name = name,
          .numerator = [count](const auto& r) { return static_cast<double>(r.total.*count); },
          .denominator = [](const auto& r) { return static_cast<double>(r.total.offered()); }};
}

Quantity mean_wait(double unit_s) {
  return {.name = "E[W]",
          .numerator = [](const auto& r) { return seconds(r.total.wait_answered + r.total.wait_abandoned); },
          .denominator = [](const auto& r) { return static_cast<double>(r.total.entries); },
          .scale = 1.0 / unit_s};
}

Quantity mean_wait_answered(double unit_s) {
  return {.name = "E[W | S]",
          .numerator = [](const auto& r) { return seconds(r.total.wait_answered); },
          .denominator = [](const auto& r) { return static_cast<double>(r.total.answered); },
          .scale = 1.0 / unit_s};
}

Quantity mean_wait_abandoned(double unit_s) {
  return {.name = "E[W | A]",
          .numerator = [](const auto& r) { return seconds(r.total.wait_abandoned); },
          .denominator = [](const auto& r) { return static_cast<double>(r.total.abandoned); },
          .scale = 1.0 / unit_s};
}

Quantity variance_wait_answered(double unit_s) {
  return {.name = "Var(W | S)",
          .numerator = [](const auto& r) { return r.total.wait_sq_answered_s2; },
          .denominator = [](const auto& r) { return static_cast<double>(r.total.answered); },
          .scale = 1.0 / (unit_s * unit_s),
          .is_variance = true,
          .sum = [](const auto& r) { return seconds(r.total.wait_answered); }};
}

Quantity variance_wait_abandoned(double unit_s) {
  return {.name = "Var(W | A)",
          .numerator = [](const auto& r) { return r.total.wait_sq_abandoned_s2; },
          .denominator = [](const auto& r) { return static_cast<double>(r.total.abandoned); },
          .scale = 1.0 / (unit_s * unit_s),
          .is_variance = true,
          .sum = [](const auto& r) { return seconds(r.total.wait_abandoned); }};
}

Quantity answered_within(const std::string& name, int threshold, bool of_answered) {
  const auto index = static_cast<std::size_t>(threshold);
  return {.name = name,
          .numerator = [index](const auto& r) { return static_cast<double>(r.total.answered_within[index]); },
          .denominator =
              [of_answered](const auto& r) {
                return static_cast<double>(of_answered ? r.total.answered : r.total.entries);
              }};
}

Quantity abandoned_within(const std::string& name, int threshold) {
  const auto index = static_cast<std::size_t>(threshold);
  return {.name = name,
          .numerator = [index](const auto& r) { return static_cast<double>(r.total.abandoned_within[index]); },
          .denominator = [](const auto& r) { return static_cast<double>(r.total.abandoned); }};
}

Quantity waiting_mean() {
  return {.name = "E[Q]",
          .numerator = [](const auto& r) { return seconds(r.waiting_all.integral); },
          .denominator = [](const auto& r) { return seconds(r.measured); }};
}

Quantity waiting_variance() {
  return {.name = "Var(Q)",
          .numerator = [](const auto& r) { return squared(r.waiting_all.integral_sq); },
          .denominator = [](const auto& r) { return seconds(r.measured); },
          .is_variance = true,
          .sum = [](const auto& r) { return seconds(r.waiting_all.integral); }};
}

Quantity in_system_mean() {
  return {.name = "E[N]",
          .numerator = [](const auto& r) { return seconds(r.in_system.integral); },
          .denominator = [](const auto& r) { return seconds(r.measured); }};
}

Quantity occupancy() {
  return {.name = "occupancy",
          .numerator = [](const auto& r) { return seconds(r.team_total.busy); },
          .denominator = [](const auto& r) { return seconds(r.team_total.paid()); }};
}

}  // namespace verification
