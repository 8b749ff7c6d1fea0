#include "models/run/run.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "models/center/center_sim.h"
#include "models/economics/cost_estimates.h"
#include "models/kpi/estimates.h"
#include "models/kpi/kpi_table.h"
#include "models/run/deflection.h"
#include "models/run/dialogue.h"
#include "models/run/formula.h"
#include "models/run/record_names.h"
#include "models/run/start.h"
#include "sim/parallel/replicate.h"
#include "sim/stats/stopping.h"

namespace firstline {
namespace {

// Replications of all arms between two collections: enough to keep every thread busy, few enough to hold their facts.
constexpr int kBatch = 256;

// One scenario on its way: compiled once, replicated in batches, its facts collected in order.
class Arm {
 public:
  Arm(const Scenario& scenario, const Experiment& experiment, const RunOptions& options)
      : options_(options),
        model_(compile(scenario, experiment,
                       experiment.start == Start::stationary ? stationary_start(scenario) : std::vector<double>{})),
        prices_(price_list(scenario, model_.shape)),
        scratch_(static_cast<std::size_t>(options.threads)) {
    result_.scenario = scenario;
    result_.experiment = experiment;
    result_.set.names = names_of(scenario, experiment, model_.shape);
    refuse_foreign_metrics();
    result_.set.thresholds_s = experiment.thresholds_s;
    result_.set.short_abandon_s = experiment.short_abandon_s;
    result_.set.confidence = experiment.confidence;
    result_.set.resolution_horizon_s = experiment.resolution_horizon_s;
  }

  const PriceList& prices() const { return prices_; }
  int done() const { return static_cast<int>(result_.set.records.size()); }

  // A batch: room for `count` replications, each simulated into its slot, then the first of them collected in order.
  void make_room(int count) { slots_.resize(static_cast<std::size_t>(count)); }
  void simulate_one(int slot_index, int replication, int worker) {
    Slot& slot = slots_[static_cast<std::size_t>(slot_index)];
    Scratch& scratch = scratch_[static_cast<std::size_t>(worker)];
    slot.log.clear();
    SimulateOptions options;
    if (options_.log_contacts) options.log = &slot.log;
    if (options_.cancel != nullptr) {
      options.stop_context = options_.cancel;
      options.stop = [](const void* token) { return static_cast<const sim::CancelToken*>(token)->cancelled(); };
    }
    const sim::StreamKey key{result_.experiment.seed, static_cast<std::uint32_t>(replication)};
    simulate(model_, key, scratch.state, scratch.events, scratch.counters, options);
    slot.observations = observe(scratch.counters);
    slot.record = reduce(scratch.counters, slot.observations, result_.experiment.resolution_horizon_s);
  }
  void collect_first(int count) {
    for (int i = 0; i < count; ++i) collect_one(slots_[static_cast<std::size_t>(i)]);
  }

  // Has every wanted precision been reached by the replications so far?
  bool precise(const sim::StopRule& rule) const {
    for (const auto& [key, relative] : result_.experiment.precision) {
      const Estimate estimate = total_of(key);
      if (!estimate.mean || !estimate.lo || !estimate.hi) return false;
      const sim::Interval interval{
          .mean = *estimate.mean, .lo = *estimate.lo, .hi = *estimate.hi, .n = estimate.n, .estimable = true};
      if (!sim::check_precision(interval, {.relative = relative, .absolute = 0.0}, rule).reached) return false;
    }
    return true;
  }

  RunResult finish(bool interrupted) {
    const ReplicationSet& set = result_.set;
    result_.provenance.scenario_hash = result_.scenario.document_hash;
    result_.provenance.seed = result_.experiment.seed;
    result_.provenance.replications = done();
    result_.provenance.result_hash = set.digest();
    result_.interrupted = interrupted;
    result_.estimates = estimate(set);
    result_.prices = prices_;
    std::vector<Estimate> money = estimate_costs(set, prices_);
    result_.estimates.insert(result_.estimates.end(), money.begin(), money.end());
    result_.formulas = formula_rows(result_.scenario, result_.experiment, set.names.intervals);
    const std::vector<FormulaRow> dialogues = dialogue_rows(result_.scenario);
    result_.formulas.insert(result_.formulas.end(), dialogues.begin(), dialogues.end());
    return std::move(result_);
  }

 private:
  struct Scratch {
    CenterState state;
    sim::EventQueue events;
    Counters counters;
  };
  // What waits for its turn to be collected: small, so that a batch of short replications stays in the cache.
  struct Slot {
    Observations observations;
    ReplicationRecord record;
    ContactLog log;
  };

  // A precision that this scenario can never have: of issues that it does not follow, or of a metric without a total.
  void refuse_foreign_metrics() const {
    std::vector<sim::Problem> problems;
    for (const auto& [key, relative] : result_.experiment.precision) {
      const KpiRow& row = *find_kpi(key);
      const bool total = (row.slices & by::total) != 0 && row.kind != Kind::paired;
      if (total && (!row.cases || result_.set.names.has_cases())) continue;
      problems.push_back({.code = "E353",
                          .pointer = "/experiment/precision/" + key,
                          .value = key,
                          .arguments = {total ? "@precision.no_issues" : "@precision.no_total"},
                          .file = ""});
    }
    if (!problems.empty()) throw sim::InputError(std::move(problems));
  }

  void collect_one(Slot& slot) {
    collect(result_.set, slot.observations, std::move(slot.record));
    if (options_.log_contacts) result_.logs.push_back(std::move(slot.log));
  }

  Estimate total_of(const std::string& key) const {
    if (find_kpi(key)->kind != Kind::money) return estimate_total(result_.set, key);
    for (Estimate& cost : estimate_costs(result_.set, prices_)) {
      if (cost.key == key && cost.slice == Slice{}) return std::move(cost);
    }
    return {};
  }

  const RunOptions& options_;
  CenterModel model_;
  PriceList prices_;
  std::vector<Scratch> scratch_;
  std::vector<Slot> slots_;
  RunResult result_;
};

void refuse_unknown_metrics(const Experiment& experiment) {
  std::vector<sim::Problem> problems;
  for (const auto& [key, relative] : experiment.precision) {
    if (find_kpi(key) != nullptr) continue;
    problems.push_back(
        {.code = "E348", .pointer = "/experiment/precision/" + key, .value = key, .arguments = {}, .file = ""});
  }
  if (!problems.empty()) throw sim::InputError(std::move(problems));
}

using Arms = std::vector<std::unique_ptr<Arm>>;

// All arms go on to `target` replications, in turn: the first of each, the second of each. A cancel, after which it is
// false, leaves every arm the same ones, so that what was simulated of a comparison can be paired.
bool advance(Arms& arms, int target, const RunOptions& options) {
  const int arm_count = static_cast<int>(arms.size());
  while (arms.front()->done() < target) {
    const int first = arms.front()->done();
    const int count = std::min(std::max(kBatch / arm_count, 1), target - first);
    for (const auto& arm : arms) arm->make_room(count);
    sim::ReplicateOptions parallel{.threads = options.threads, .cancel = options.cancel, .progress = nullptr};
    if (options.progress) {
      parallel.progress = [&](int part, int) { options.progress(first * arm_count + part, arm_count * target); };
    }
    const int finished = sim::replicate(0, count * arm_count, parallel, [&](int job, int worker) {
      const int slot = job / arm_count;
      arms[static_cast<std::size_t>(job % arm_count)]->simulate_one(slot, first + slot, worker);
    });
    for (const auto& arm : arms) arm->collect_first(finished / arm_count);
    if (finished < count * arm_count) return false;
  }
  return true;
}

// Runs all arms to the same number of replications: the fixed one, or the first look at which every arm is precise.
// False where a cancel came first.
bool run_arms(Arms& arms, const Experiment& experiment, const RunOptions& options) {
  const bool sequential = !experiment.precision.empty();
  const sim::StopRule rule{.minimum = experiment.replications,
                           .maximum = std::max(experiment.max_replications, experiment.replications)};
  int target = experiment.replications;
  for (;;) {
    if (!advance(arms, target, options)) return false;
    if (!sequential) return true;
    if (std::all_of(arms.begin(), arms.end(), [&](const auto& arm) { return arm->precise(rule); })) return true;
    if (target >= rule.maximum) return true;
    target = sim::next_checkpoint(target, rule);
  }
}

}  // namespace

RunResult run(const Scenario& scenario, const Experiment& experiment, const RunOptions& options) {
  refuse_unknown_metrics(experiment);
  Arms arms;
  arms.push_back(std::make_unique<Arm>(scenario, experiment, options));
  const bool twin = options.deflection && !scenario.bots.empty();
  if (twin) arms.push_back(std::make_unique<Arm>(without_bots(scenario), experiment, options));
  const bool complete = run_arms(arms, experiment, options);
  RunResult result = arms.front()->finish(!complete);
  if (twin) add_deflection(result, arms.back()->finish(!complete).set);
  return result;
}

CompareResult compare(const Scenario& base, const std::vector<NamedVariant>& variants, const Experiment& experiment,
                      const RunOptions& options) {
  refuse_unknown_metrics(experiment);
  Arms arms;
  arms.push_back(std::make_unique<Arm>(base, experiment, options));
  for (const NamedVariant& variant : variants)
    arms.push_back(std::make_unique<Arm>(variant.scenario, experiment, options));
  const bool complete = run_arms(arms, experiment, options);

  CompareResult result;
  result.base = arms.front()->finish(!complete);
  for (std::size_t i = 0; i < variants.size(); ++i) {
    ComparedVariant& compared = result.variants.emplace_back();
    compared.run = arms[i + 1]->finish(!complete);
    compared.differences = difference(result.base.set, compared.run.set);
    std::vector<Difference> money =
        cost_differences(result.base.set, arms.front()->prices(), compared.run.set, arms[i + 1]->prices());
    compared.differences.insert(compared.differences.end(), money.begin(), money.end());
  }
  return result;
}

}  // namespace firstline
