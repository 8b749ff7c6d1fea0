#include "models/run/run.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/error.h"

namespace firstline {
namespace {

Scenario small_centre() {
  Scenario scenario;
  for (const std::string& name : {std::string("calls"), std::string("orders")}) {
    ContactType type;
    type.queue = name;
    type.arrivals.rate_per_s = WeekSeries::constant(1.0 / 60.0);
    type.arrivals.day_factor.shape = 20.0;
    type.arrivals.day_factor.group = "all";
    type.service = sim::Law::lognormal(300.0, 1.0);
    type.patience = sim::Law::exponential(180.0);
    type.redial = {.probability = 0.5, .decay = 0.8, .delay = sim::Law::exponential(300.0)};
    scenario.contact_types.emplace(name, type);
    scenario.queues.emplace(name, Queue{});
  }
  Team team;
  team.serves["calls"] = {.priority = 1, .choice = 1};
  team.serves["orders"] = {.priority = 1, .choice = 1};
  team.staff = WeekSeries::constant(10.5);
  team.wage_per_h = 20.0;
  scenario.teams.emplace("all", team);
  return scenario;
}

Experiment short_experiment() {
  Experiment experiment;
  experiment.measure_s = 4 * 3600.0;
  experiment.replications = 24;
  return experiment;
}

RunOptions threads(int count) {
  RunOptions options;
  options.threads = count;
  return options;
}

const Estimate& total(const std::vector<Estimate>& estimates, const std::string& key) {
  const auto found = std::find_if(estimates.begin(), estimates.end(),
                                  [&](const Estimate& e) { return e.key == key && e.slice == Slice{}; });
  EXPECT_NE(found, estimates.end()) << key;
  return *found;
}

TEST(Run, SameBitsForAnyNumberOfThreads) {
  const RunResult one = run(small_centre(), short_experiment(), threads(1));
  for (const int count : {2, 3, 16}) {
    const RunResult many = run(small_centre(), short_experiment(), threads(count));
    EXPECT_EQ(many.provenance.result_hash, one.provenance.result_hash) << count << " threads";
    ASSERT_EQ(many.estimates.size(), one.estimates.size());
    for (std::size_t i = 0; i < one.estimates.size(); ++i) EXPECT_EQ(many.estimates[i].mean, one.estimates[i].mean);
  }
}

TEST(Run, TheFirstReplicationsDoNotDependOnHowManyFollow) {
  Experiment longer = short_experiment();
  longer.replications = 40;
  const RunResult few = run(small_centre(), short_experiment(), threads(2));
  const RunResult many = run(small_centre(), longer, threads(2));
  for (std::size_t r = 0; r < few.set.records.size(); ++r) {
    EXPECT_EQ(few.set.records[r].digest, many.set.records[r].digest);
  }
}

TEST(Run, AnotherSeedIsAnotherSample) {
  Experiment other = short_experiment();
  other.seed = 2;
  EXPECT_NE(run(small_centre(), short_experiment(), {}).provenance.result_hash,
            run(small_centre(), other, {}).provenance.result_hash);
}

TEST(Run, StopsAtThePrecisionAskedFor) {
  Experiment experiment = short_experiment();
  experiment.precision["wait.mean"] = 0.05;
  const RunResult result = run(small_centre(), experiment, threads(2));
  const Estimate& wait = total(result.estimates, "wait.mean");
  EXPECT_LE(0.5 * (*wait.hi - *wait.lo), 0.05 * *wait.mean);
  EXPECT_GT(wait.n, 24);
  experiment.max_replications = 30;
  EXPECT_EQ(run(small_centre(), experiment, {}).provenance.replications, 30);
}

TEST(Run, RefusesAPrecisionThatThisScenarioCannotHave) {
  for (const char* key : {"fcr", "topics.top.work"}) {
    Experiment experiment = short_experiment();
    experiment.precision[key] = 0.05;
    try {
      run(small_centre(), experiment, {});
      FAIL() << "accepted";
    } catch (const sim::InputError& error) {
      EXPECT_EQ(error.problems().front().code, "E353");
      EXPECT_EQ(error.problems().front().value, key);
    }
  }
}

TEST(Run, RefusesAPrecisionOfAnUnknownMetric) {
  Experiment experiment = short_experiment();
  experiment.precision["wait.meen"] = 0.05;
  try {
    run(small_centre(), experiment, {});
    FAIL() << "accepted";
  } catch (const sim::InputError& error) {
    EXPECT_EQ(error.problems().front().code, "E348");
    EXPECT_EQ(error.problems().front().value, "wait.meen");
  }
}

TEST(Run, CancelKeepsTheReplicationsFinishedInOrder) {
  sim::CancelToken token;
  Experiment experiment = short_experiment();
  experiment.replications = 100'000;
  int seen = 0;
  RunOptions options = threads(2);
  options.cancel = &token;
  options.progress = [&](int done, int) {
    seen = done;
    if (done > 50) token.cancel();
  };
  const RunResult result = run(small_centre(), experiment, options);
  EXPECT_TRUE(result.interrupted);
  EXPECT_GT(seen, 50);
  EXPECT_LT(result.provenance.replications, 100'000);
  experiment.replications = result.provenance.replications;
  EXPECT_EQ(run(small_centre(), experiment, {}).provenance.result_hash, result.provenance.result_hash);
}

TEST(Run, LogsEveryCountedContactOnce) {
  const RunResult result = run(small_centre(), short_experiment(), [] {
    RunOptions options = threads(2);
    options.log_contacts = true;
    return options;
  }());
  ASSERT_EQ(result.logs.size(), result.set.records.size());
  for (std::size_t r = 0; r < result.logs.size(); ++r) {
    EXPECT_EQ(static_cast<std::int64_t>(result.logs[r].size()), result.set.records[r].total.offered());
    std::set<std::tuple<int, std::int64_t, int>> keys;
    for (const ContactRow& row : result.logs[r]) keys.emplace(row.type, row.issue, row.attempt);
    EXPECT_EQ(keys.size(), result.logs[r].size());
  }
  EXPECT_EQ(run(small_centre(), short_experiment(), {}).provenance.result_hash, result.provenance.result_hash);
}

TEST(Run, EveryIntervalHasItsName) {
  Experiment experiment = short_experiment();
  experiment.interval_s = 61.5;
  experiment.replications = 2;
  const RunResult result = run(small_centre(), experiment, {});
  EXPECT_EQ(result.set.names.intervals.size(), result.set.records.front().by_interval.size());
}

// What is told apart adds rows and changes none; counts of days sum to the total.
TEST(Run, DaysAndWeekdaysAreAskedForAndChangeNothingElse) {
  Experiment experiment = short_experiment();
  experiment.measure_s = 3 * 86400.0;
  experiment.replications = 3;
  const RunResult together = run(small_centre(), experiment, {});
  experiment.by_day = experiment.by_weekday = true;
  const RunResult apart = run(small_centre(), experiment, {});
  std::map<std::pair<std::string, std::string>, double> sums;
  std::vector<Estimate> others;
  for (const Estimate& estimate : apart.estimates) {
    const std::string& dimension = estimate.slice.dimension;
    if (dimension != "day" && dimension != "weekday") {
      others.push_back(estimate);
    } else if (estimate.unit == "contacts") {
      sums[{estimate.key, dimension}] += estimate.mean.value_or(0.0);
    }
  }
  ASSERT_EQ(others.size(), together.estimates.size());
  for (std::size_t i = 0; i < others.size(); ++i) {
    EXPECT_EQ(others[i].key, together.estimates[i].key);
    EXPECT_EQ(others[i].mean, together.estimates[i].mean) << others[i].key;
    EXPECT_EQ(others[i].hi, together.estimates[i].hi) << others[i].key;
  }
  EXPECT_GT(sums.size(), 15u);
  for (const auto& [of, sum] : sums) EXPECT_NEAR(sum, *total(apart.estimates, of.first).mean, 1e-9) << of.first;
}

TEST(Compare, ACentreDoesNotDifferFromItself) {
  const CompareResult result = compare(small_centre(), {{"same", small_centre()}}, short_experiment(), threads(2));
  ASSERT_FALSE(result.variants.front().differences.empty());
  for (const Difference& difference : result.variants.front().differences) {
    if (!difference.difference.mean) continue;
    EXPECT_EQ(*difference.difference.mean, 0.0) << difference.base.key;
    EXPECT_FALSE(difference.distinguishable) << difference.base.key;
  }
}

// Arms in turn: what a cancel leaves can be paired, and is what a shorter comparison would have given.
TEST(Compare, CancelKeepsTheSameReplicationsOfEveryScenario) {
  sim::CancelToken token;
  Experiment experiment = short_experiment();
  experiment.replications = 100'000;
  RunOptions options = threads(2);
  options.cancel = &token;
  options.progress = [&](int done, int total) {
    EXPECT_EQ(total, 300'000);
    if (done > 50) token.cancel();
  };
  Scenario more = small_centre();
  more.teams["all"].staff = WeekSeries::constant(11.0);
  const CompareResult partial =
      compare(small_centre(), {{"more", more}, {"same", small_centre()}}, experiment, options);
  const int kept = partial.base.provenance.replications;
  EXPECT_GT(kept, 10);
  EXPECT_LT(kept, 100'000);
  experiment.replications = kept;
  const CompareResult whole = compare(small_centre(), {{"more", more}, {"same", small_centre()}}, experiment, {});
  EXPECT_EQ(partial.base.provenance.result_hash, whole.base.provenance.result_hash);
  for (std::size_t i = 0; i < partial.variants.size(); ++i) {
    EXPECT_TRUE(partial.variants[i].run.interrupted);
    EXPECT_EQ(partial.variants[i].run.provenance.replications, kept);
    EXPECT_EQ(partial.variants[i].run.provenance.result_hash, whole.variants[i].run.provenance.result_hash);
  }
}

TEST(Compare, WhatNobodyUsesChangesNoNumber) {
  Scenario variant = small_centre();
  variant.queues.emplace("a queue for nobody", Queue{});
  Team idle;
  idle.serves["a queue for nobody"] = {};
  idle.staff = WeekSeries::constant(5.0);
  variant.teams.emplace("a team for nobody", idle);
  ContactType silent = variant.contact_types.at("calls");
  silent.queue = "a queue for nobody";
  silent.arrivals.rate_per_s = WeekSeries::constant(0.0);
  variant.contact_types.emplace("a stream of nobody", silent);
  const CompareResult result = compare(small_centre(), {{"unused", variant}}, short_experiment(), {});
  for (const Difference& difference : result.variants.front().differences) {
    const bool about_staff = difference.base.key == "occupancy" || difference.base.key == "utilisation" ||
                             difference.base.key.starts_with("cost") || difference.base.key.ends_with("operator_hour");
    if (about_staff || !difference.difference.mean) continue;
    EXPECT_EQ(*difference.difference.mean, 0.0) << difference.base.key << " " << difference.base.slice.name;
  }
}

TEST(Run, WagesOfANightShiftAreThoseOfItsTwoRows) {
  Scenario nights = small_centre();
  for (auto& [name, type] : nights.contact_types) type.arrivals.rate_per_s = WeekSeries::constant(0.0);
  nights.shifts["night"].hours = {22 * 3600, 30 * 3600};
  Team& team = nights.teams["all"];
  team.staff = {};
  team.roster["all"] = {.shift = "night", .operators = 3, .rotation = {}};
  Scenario two = nights;
  two.shifts.clear();
  two.shifts["early"].hours = {0, 6 * 3600};
  two.shifts["late"].hours = {22 * 3600, 24 * 3600};
  Team& pairs = two.teams["all"];
  pairs.roster.clear();
  for (const char* shift : {"early", "late"}) pairs.roster[shift] = {.shift = shift, .operators = 3, .rotation = {}};
  Experiment week = short_experiment();
  week.measure_s = 7 * 86'400.0;
  week.replications = 2;
  for (const Scenario& scenario : {nights, two}) {
    EXPECT_DOUBLE_EQ(*total(run(scenario, week, {}).estimates, "cost.wages").mean, 3 * 7 * 8 * 20.0);
  }
}

TEST(Compare, CostsFollowThePricesOfEachScenario) {
  Scenario base = small_centre();
  base.costs.wage_load = 0.3;
  base.costs.fixed_per_month = 182.625;  // a month has so many spans of four hours
  Scenario variant = base;
  variant.costs.seat_per_month = 182.625;
  const CompareResult result = compare(base, {{"with seats", variant}}, short_experiment(), threads(2));
  const std::vector<Estimate>& costs = result.variants.front().run.estimates;
  EXPECT_DOUBLE_EQ(*total(costs, "cost.seats").mean, 11.0);  // 10.5: on some days eleven
  EXPECT_DOUBLE_EQ(*total(costs, "cost.fixed").mean, 1.0);
  EXPECT_NEAR(*total(costs, "cost.total").mean, *total(costs, "cost.wages").mean + 12.0, 1e-9);
  EXPECT_NEAR(*total(costs, "cost.wages").mean,
              *total(run(small_centre(), short_experiment(), {}).estimates, "cost.wages").mean * 1.3, 1e-4);
  double by_type = 0.0;
  for (const Estimate& estimate : costs) {
    if (estimate.key == "cost.total" && estimate.slice.dimension == "contact_type") by_type += *estimate.mean;
  }
  EXPECT_NEAR(by_type, *total(costs, "cost.total").mean, 1e-9);
  for (const Difference& difference : result.variants.front().differences) {
    if (difference.base.slice != Slice{} || !difference.base.key.starts_with("cost.")) continue;
    if (difference.base.key == "cost.per_contact") continue;
    const bool changed = difference.base.key == "cost.total" || difference.base.key == "cost.seats";
    EXPECT_NEAR(*difference.difference.mean, changed ? 11.0 : 0.0, 1e-9) << difference.base.key;
  }
}

TEST(Compare, OneMoreOperatorShortensTheWait) {
  Scenario variant = small_centre();
  variant.teams.at("all").extra_staff["one more"] = {.hours = {.from_s = 0, .to_s = 86'400}, .operators = 1.0};
  const CompareResult result = compare(small_centre(), {{"plus 1", variant}}, short_experiment(), threads(2));
  const auto& differences = result.variants.front().differences;
  const auto wait = std::find_if(differences.begin(), differences.end(), [](const Difference& d) {
    return d.base.key == "wait.mean" && d.base.slice == Slice{};
  });
  ASSERT_NE(wait, differences.end());
  EXPECT_LT(*wait->difference.mean, 0.0);
  EXPECT_TRUE(wait->distinguishable);
}

}  // namespace
}  // namespace firstline
