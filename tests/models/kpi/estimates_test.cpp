#include "models/kpi/estimates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "models/kpi/kpi_table.h"
#include "sim/stats/interval.h"
#include "tests/models/kpi/hand_made.h"

namespace firstline {
namespace {

const Estimate* find(const std::vector<Estimate>& estimates, const std::string& key, const Slice& slice = {}) {
  for (const Estimate& estimate : estimates) {
    if (estimate.key == key && estimate.slice == slice) return &estimate;
  }
  return nullptr;
}

double mean_of(const std::vector<Estimate>& estimates, const std::string& key, const Slice& slice = {}) {
  const Estimate* found = find(estimates, key, slice);
  EXPECT_NE(found, nullptr) << key;
  return found != nullptr && found->mean ? *found->mean : std::nan("");
}

ReplicationSet ten_calls_once() {
  ReplicationSet set = hand_made::empty_set();
  Counters counters = hand_made::empty_counters(set);
  hand_made::add_calls(counters, 0, 0, hand_made::ten_calls(), set.thresholds_s);
  collect(set, counters, reduce(counters));
  return set;
}

// Block service_level_variants of the reference values.
TEST(EstimatesTest, ServiceLevelVariantsOfTheTenCalls) {
  const std::vector<Estimate> estimates = estimate(ten_calls_once());
  EXPECT_DOUBLE_EQ(mean_of(estimates, "contacts.offered"), 10.0);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "contacts.handled"), 6.0);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "contacts.missed.abandoned"), 4.0);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "service_level"), 0.4);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "service_level.strict"), 0.4);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "service_level.no_early_abandon"), 0.5);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "service_level.all_waits"), 0.6);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "service_level.answered"), 2.0 / 3.0);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "service_level.short_abandons_excluded"), 4.0 / 9.0);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "abandonment_rate"), 0.4);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "wait.asa"), 19.0);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "wait.mean"), 21.9);
}

TEST(EstimatesTest, TheOtherNumbersOfTheTenCalls) {
  const std::vector<Estimate> estimates = estimate(ten_calls_once());
  EXPECT_DOUBLE_EQ(mean_of(estimates, "abandonment_rate.short_excluded"), 3.0 / 9.0);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "delay_probability"), 0.9);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "wait.delayed"), 219.0 / 9.0);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "wait.abandoned"), 105.0 / 4.0);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "wait.max"), 60.0);
  EXPECT_NEAR(mean_of(estimates, "wait.p50"), 19.0, 0.004 * 19.0);
  EXPECT_NEAR(mean_of(estimates, "wait.p80"), 30.0, 0.004 * 30.0);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "contacts.missed"), 4.0);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "frt.never"), 4.0);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "frt.mean"), 19.0);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "service_level", {"within", "60 s"}), 0.6);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "service_level", {"contact_type", "calls"}), 0.4);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "service_level", {"queue", "phone"}), 0.4);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "service_level", {"interval", "00:00"}), 0.4);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "service_level", pair_slice("interval,within", "00:00", "60 s")), 0.6);
}

TEST(EstimatesTest, UndefinedIsAbsentWithAReasonNeverZero) {
  const std::vector<Estimate> estimates = estimate(ten_calls_once());
  for (const char* key : {"wait.mean", "service_level", "wait.p90", "wait.max", "abandonment_rate"}) {
    const Estimate* found = find(estimates, key, {"contact_type", "urgent"});
    ASSERT_NE(found, nullptr) << key;
    EXPECT_FALSE(found->mean.has_value()) << key;
    EXPECT_EQ(found->reason, kNothingCounted) << key;
  }
  EXPECT_DOUBLE_EQ(mean_of(estimates, "contacts.offered", {"contact_type", "urgent"}), 0.0);
  EXPECT_FALSE(find(estimates, "occupancy")->mean.has_value());
}

TEST(EstimatesTest, ThoseStillWaitingAtTheEndAreInTheSharesAndNotInTheMeanWait) {
  ReplicationSet set = hand_made::empty_set();
  Counters counters = hand_made::empty_counters(set);
  hand_made::add_calls(counters, 0, 0, {{0, 's'}, {10, 's'}}, set.thresholds_s);
  counters.contact(0, 0).entries += 2;  // still waiting
  counters.contact(0, 0).offered_first += 3;
  counters.contact(0, 0).unfinished += 3;  // one of them still in the voice menu
  collect(set, counters, reduce(counters));
  const std::vector<Estimate> estimates = estimate(set);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "wait.mean"), 5.0);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "service_level"), 0.5);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "delay_probability"), 0.75);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "frt.never"), 3.0);
}

TEST(EstimatesTest, OneReplicationHasNoInterval) {
  const std::vector<Estimate> estimates = estimate(ten_calls_once());
  for (const Estimate& estimate : estimates) {
    EXPECT_EQ(estimate.n, 1);
    EXPECT_FALSE(estimate.lo.has_value()) << estimate.key;
  }
}

TEST(EstimatesTest, RatiosAreRatiosOfSums) {
  const ReplicationSet set = hand_made::varied_set(30);
  std::vector<double> num, den;
  for (const ReplicationRecord& record : set.records) {
    num.push_back(static_cast<double>(record.total.answered_within[0]));
    den.push_back(static_cast<double>(record.total.entries));
  }
  const sim::Interval expected = sim::ratio_interval(num, den, 0.95);
  const std::vector<Estimate> estimates = estimate(set);
  const Estimate& found = *find(estimates, "service_level");
  EXPECT_EQ(*found.mean, expected.mean);
  EXPECT_EQ(*found.lo, expected.lo);
  EXPECT_EQ(*found.hi, expected.hi);
  EXPECT_EQ(found.n, 30);
  const Estimate total = estimate_total(set, "service_level");
  EXPECT_EQ(total.mean, found.mean);
  EXPECT_EQ(total.hi, found.hi);
  EXPECT_FALSE(estimate_total(set, "cost.total").mean.has_value());
  EXPECT_FALSE(estimate_total(set, "nonsense").mean.has_value());
}

// Two replications, 1 in 100 contacts abandoned in the one and 99 in the other: Student's t goes far beyond both ends.
TEST(EstimatesTest, AnIntervalEndsWhereItsMetricDoes) {
  ReplicationSet set = hand_made::empty_set();
  for (const std::int64_t abandoned : {1, 99}) {
    Counters counters = hand_made::empty_counters(set);
    counters.contacts[0].offered_first = counters.contacts[0].entries = 100;
    counters.contacts[0].abandoned = abandoned;
    counters.contacts[0].answered = 100 - abandoned;
    collect(set, counters, reduce(counters));
  }
  const Estimate raw = estimate_total(set, "abandonment_rate");
  ASSERT_TRUE(*raw.lo < 0.0 && *raw.hi > 1.0) << "what a precision is asked of is not cut";
  const std::vector<Estimate> estimates = estimate(set);
  EXPECT_EQ(find(estimates, "abandonment_rate")->lo, 0.0);
  EXPECT_EQ(find(estimates, "abandonment_rate")->hi, 1.0);
  EXPECT_EQ(find(estimates, "contacts.missed")->lo, 0.0);
  EXPECT_GT(find(estimates, "contacts.missed")->hi, 100.0) << "a count has no upper end";
  ReplicationSet reversed = set;
  std::reverse(reversed.records.begin(), reversed.records.end());
  for (const Difference& row : difference(set, reversed)) {
    if (row.base.key != "abandonment_rate" || !row.base.slice.dimension.empty()) continue;
    EXPECT_EQ(row.base.lo, 0.0);
    EXPECT_EQ(row.variant.hi, 1.0);
    EXPECT_LT(*row.difference.lo, -1.0) << "a difference is not cut";
  }
}

TEST(EstimatesTest, AgreementOfAllReplicationsIsNoInterval) {
  const ReplicationSet set = hand_made::varied_set(30);
  const std::vector<Estimate> estimates = estimate(set);
  for (const Estimate& row : estimates) {
    EXPECT_TRUE(!row.lo || *row.lo < *row.hi) << row.key;
    EXPECT_EQ(row.reason == kAllAgree, row.mean.has_value() && !row.lo) << row.key;
  }
  EXPECT_EQ(find(estimates, "contacts.missed.blocked")->reason, kAllAgree);
  EXPECT_EQ(estimate_total(set, "contacts.missed.blocked").hi, 0.0);
  for (const Difference& row : difference(set, set)) EXPECT_EQ(row.difference.lo, row.difference.mean) << row.base.key;
}

TEST(EstimatesTest, LevelsOverTime) {
  // Levels 0, 1, 2, 3 for 100 s each, over and over: mean 1.5, variance 3.5 - 2.25.
  const std::vector<Estimate> estimates = estimate(hand_made::varied_set(40));
  EXPECT_NEAR(mean_of(estimates, "waiting.mean"), 1.5, 1e-12);
  EXPECT_NEAR(mean_of(estimates, "waiting.variance"), 1.25, 1e-12);
  EXPECT_NEAR(mean_of(estimates, "in_system.mean"), 5.0, 1e-12);
  EXPECT_LT(*find(estimates, "waiting.variance")->lo, 1.25);
}

TEST(EstimatesTest, OccupancyOverTeamsAndClockIntervals) {
  const ReplicationSet set = hand_made::varied_set(1);
  const std::vector<Estimate> estimates = estimate(set);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "occupancy"), 660.0 / 1120.0);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "occupancy", {"team", "line 1"}), 0.6);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "utilisation", {"interval", "12:00"}), 0.5);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "contacts.handled", {"team", "line 1"}), 6.0);
  EXPECT_DOUBLE_EQ(mean_of(estimates, "contacts.handled.per_operator_hour"), 7.0 / (1120.0 / 3600.0));
}

TEST(EstimatesTest, EveryRowOfTheTableIsEstimatedForItsTotalAndMoneyIsNot) {
  const std::vector<Estimate> estimates = estimate(hand_made::varied_set(3));
  for (const KpiRow& row : kpi_table())
    EXPECT_EQ(find(estimates, row.key) != nullptr, row.kind != Kind::money && !row.cases) << row.key;
}

TEST(EstimatesTest, ARunAgainstItselfDiffersByExactlyZero) {
  for (const int n : {2, 10, 30}) {
    const ReplicationSet set = hand_made::varied_set(n);
    for (const Difference& d : difference(set, set)) {
      EXPECT_FALSE(d.distinguishable) << d.base.key;
      if (!d.difference.mean) continue;
      EXPECT_EQ(*d.difference.mean, 0.0) << d.base.key;
      EXPECT_EQ(*d.difference.lo, 0.0) << d.base.key;
      EXPECT_EQ(*d.difference.hi, 0.0) << d.base.key;
    }
  }
}

TEST(EstimatesTest, PairedDifferencesAreSharpWhereTheCustomersAreTheSame) {
  const ReplicationSet base = hand_made::varied_set(30);
  const ReplicationSet variant = hand_made::varied_set(30, 100);
  for (const Difference& d : difference(base, variant)) {
    if (!(d.base.slice == Slice{})) continue;
    const bool staffed =
        d.base.key == "occupancy" || d.base.key == "utilisation" || d.base.key == "contacts.handled.per_operator_hour";
    EXPECT_EQ(d.distinguishable, staffed) << d.base.key;
    if (staffed) {
      EXPECT_LT(*d.difference.mean, 0.0);
      EXPECT_NEAR(*d.difference.mean, *d.variant.mean - *d.base.mean, 1e-12);
    }
  }
}

TEST(EstimatesTest, QuantileDifferencesPairTheReplicationsOwnQuantiles) {
  ReplicationSet base = hand_made::empty_set();
  ReplicationSet variant = hand_made::empty_set();
  for (int r = 0; r < 20; ++r) {
    for (ReplicationSet* set : {&base, &variant}) {
      Counters counters = hand_made::empty_counters(*set);
      const double shift = set == &variant ? 10.0 : 0.0;
      hand_made::add_calls(counters, 0, 0, {{r + shift, 's'}, {r + 1 + shift, 's'}, {r + 2 + shift, 's'}},
                           set->thresholds_s);
      collect(*set, counters, reduce(counters));
    }
  }
  for (const Difference& d : difference(base, variant)) {
    if (d.base.key != "wait.p50" || !(d.base.slice == Slice{})) continue;
    EXPECT_NEAR(*d.difference.mean, 10.0, 0.2);
    EXPECT_TRUE(d.distinguishable);
    EXPECT_LT(*d.difference.hi - *d.difference.lo, 0.2 * (*d.base.hi - *d.base.lo));
  }
}

TEST(EstimatesTest, ARunCutShortIsPairedOverWhatBothHave) {
  const ReplicationSet base = hand_made::varied_set(30);
  const ReplicationSet shorter = hand_made::varied_set(20);
  for (const Difference& d : difference(base, shorter)) {
    EXPECT_EQ(d.difference.n, 20);
    if (d.base.key == "contacts.offered") {
      EXPECT_EQ(*d.difference.mean, 0.0);
    }
  }
}

// The ten calls, then a replication in which nothing happens: counts are 0, what would divide by 0 is NaN.
TEST(ReplicationValuesTest, OneValueAReplicationAndSlice) {
  ReplicationSet set = ten_calls_once();
  const Counters nothing = hand_made::empty_counters(set);
  collect(set, nothing, reduce(nothing));
  const auto total = [&](const char* key) { return replication_values(set, key, "").values; };
  EXPECT_EQ(total("contacts.handled"), (std::vector<double>{6.0, 0.0}));
  EXPECT_DOUBLE_EQ(total("wait.asa").at(0), 19.0);
  EXPECT_DOUBLE_EQ(total("wait.max").at(0), 60.0);
  EXPECT_NEAR(total("wait.p80").at(0), 30.0, 0.004 * 30.0);
  for (const char* key : {"wait.asa", "wait.max", "wait.p80"}) EXPECT_TRUE(std::isnan(total(key).at(1))) << key;

  const ReplicationValues by_type = replication_values(set, "contacts.offered", "contact_type");
  EXPECT_EQ(by_type.slices, set.names.types);
  ASSERT_EQ(by_type.values.size(), 2 * set.names.types.size());
  for (std::size_t type = 0; type < set.names.types.size(); ++type) {
    const Estimate* mean = find(estimate(set), "contacts.offered", {"contact_type", set.names.types[type]});
    EXPECT_DOUBLE_EQ(0.5 * (by_type.values[2 * type] + by_type.values[2 * type + 1]), *mean->mean);
  }
  EXPECT_EQ(replication_values(set, "service_level", "interval,within").slices.size(),
            set.names.intervals.size() * (set.thresholds_s.size() - 1));
}

// Of a run of one replication the replication's value is the estimate, whatever the kind of metric or slice.
TEST(ReplicationValuesTest, EveryEstimateHasValues) {
  for (const ReplicationSet& set : {hand_made::varied_set(1), hand_made::case_set(1)}) {
    std::map<std::pair<std::string, std::string>, std::size_t> seen;
    for (const Estimate& one : estimate(set)) {
      const ReplicationValues found = replication_values(set, one.key, one.slice.dimension);
      const std::size_t at = seen[{one.key, one.slice.dimension}]++;
      ASSERT_LT(at, found.slices.size()) << one.key;
      EXPECT_EQ(found.slices[at], one.slice.name) << one.key;
      EXPECT_EQ(one.mean.has_value(), !std::isnan(found.values[at])) << one.key << ' ' << one.slice.name;
      if (one.mean) {
        EXPECT_NEAR(found.values[at], *one.mean, 1e-9 * std::abs(*one.mean)) << one.key << ' ' << one.slice.name;
      }
    }
    EXPECT_GT(seen.size(), 50u);
  }
}

TEST(ReplicationValuesTest, NothingWhereTheMetricHasNoSuchSlice) {
  const ReplicationSet set = ten_calls_once();
  for (const auto& [key, dimension] : std::vector<std::pair<const char*, const char*>>{
           {"wait.mean", "team"}, {"wait.mean", "weather"}, {"cost.total", ""}, {"no.such.key", ""}}) {
    EXPECT_TRUE(replication_values(set, key, dimension).slices.empty()) << key << ' ' << dimension;
  }
}

}  // namespace
}  // namespace firstline
