#include "models/run/steady_state.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "models/analytic/erlang.h"
#include "sim/base/error.h"
#include "tests/models/run/many_servers.h"

namespace firstline {
namespace {

constexpr double kDay_s = 86400.0;

// M/M/10 at load .8, work of ten minutes: it forgets in an hour and a half.
Scenario station() { return many_servers(10.0, 0.8 / 60.0, 600.0); }

Experiment days(double number) {
  Experiment experiment;
  experiment.measure_s = number * kDay_s;
  experiment.cool_down_s = 0.0;
  return experiment;
}

Estimate total(const RunResult& result, const std::string& key) {
  for (const Estimate& estimate : result.estimates) {
    if (estimate.key == key && estimate.slice == Slice{}) return estimate;
  }
  return {};
}

// Erlang C is inside the intervals as often as they say: 95 of 100; of 40 studies at least 33 but once in 1,000.
TEST(SteadyState, IntervalsCoverErlangC) {
  const ErlangC exact = erlang_c(0.8 / 60.0, 1.0 / 600.0, 10);
  const std::vector<std::pair<std::string, double>> wanted{{"wait.mean", exact.mean_wait_s},
                                                           {"delay_probability", exact.p_wait},
                                                           {"service_level", 1.0 - exact.p_wait_beyond(20.0)},
                                                           {"occupancy", exact.occupancy}};
  std::vector<int> covered(wanted.size(), 0);
  Experiment experiment = days(80.0);
  constexpr int kStudies = 40;
  for (int study = 1; study <= kStudies; ++study) {
    experiment.seed = static_cast<std::uint64_t>(study);
    const RunResult result = run_steady_state(station(), experiment, {});
    ASSERT_TRUE(result.steady);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const Estimate found = total(result, wanted[i].first);
      ASSERT_TRUE(found.mean && found.lo && found.hi) << wanted[i].first;
      EXPECT_EQ(found.n, result.steady->batches) << wanted[i].first;
      EXPECT_NEAR(*found.mean, wanted[i].second, 0.25 * wanted[i].second) << wanted[i].first;
      covered[i] += *found.lo <= wanted[i].second && wanted[i].second <= *found.hi ? 1 : 0;
    }
  }
  for (std::size_t i = 0; i < wanted.size(); ++i) EXPECT_GE(covered[i], 33) << wanted[i].first;
}

TEST(SteadyState, DaysAreBatchedInFullAndTheRestIsWarmUp) {
  const RunResult result = run_steady_state(station(), days(47.5), {});
  ASSERT_TRUE(result.steady);
  const SteadyState& steady = *result.steady;
  EXPECT_EQ(steady.batches, 15) << "t(14)/root 45 is less than t(19)/root 40";
  EXPECT_DOUBLE_EQ(steady.batch_s, 3.0 * kDay_s);
  EXPECT_DOUBLE_EQ(steady.warm_up_s, 2.0 * kDay_s) << "47 whole days, 45 of them measured";
  EXPECT_DOUBLE_EQ(result.experiment.measure_s, 45.0 * kDay_s);
  EXPECT_EQ(result.provenance.replications, 1);
  EXPECT_FALSE(total(result, "contacts.offered").lo) << "a count is that of the one run";
  EXPECT_FALSE(total(result, "wait.p90").lo) << "days have no quantiles";
  for (const Estimate& estimate : result.estimates) EXPECT_NE(estimate.slice.dimension, "day");
  Experiment by_day = days(47.0);
  by_day.by_day = true;
  const RunResult told = run_steady_state(station(), by_day, {});
  EXPECT_TRUE(std::any_of(told.estimates.begin(), told.estimates.end(),
                          [](const Estimate& row) { return row.slice.dimension == "day"; }));
}

TEST(SteadyState, WhatIsTooShortIsRefused) {
  const auto code = [](const Scenario& scenario, double number) {
    try {
      run_steady_state(scenario, days(number), {});
      return std::string("none");
    } catch (const sim::RunError& error) {
      return error.problem().code;
    }
  };
  EXPECT_EQ(code(station(), 9.0), "E407");
  EXPECT_EQ(code(station(), 40.0), "none");
  Scenario weekly = station();
  weekly.teams["team"].staff.days[6] = {11.0};
  EXPECT_EQ(code(weekly, 40.0), "E407") << "five weeks";
  EXPECT_EQ(code(weekly, 210.0), "none");
  try {
    run_steady_state(station(), days(401.0), {});
    FAIL() << "each day costs memory";
  } catch (const sim::InputError& error) {
    EXPECT_EQ(error.problems().front().code, "E330");
  }
}

TEST(SteadyState, AnInterruptedRunHasNothing) {
  sim::CancelToken token;
  token.cancel();
  RunOptions options;
  options.cancel = &token;
  const RunResult result = run_steady_state(station(), days(40.0), options);
  EXPECT_TRUE(result.interrupted);
  EXPECT_EQ(result.provenance.replications, 0);
}

}  // namespace
}  // namespace firstline
