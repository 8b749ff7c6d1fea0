#include "models/economics/cost_book.h"

#include <gtest/gtest.h>

#include "tests/models/kpi/hand_made.h"

namespace firstline {
namespace {

TEST(CostBookTest, AWageIsPaidByTheTickAndRoundedOnce) {
  EXPECT_EQ(wage_cost(sim::kTicksPerHour, 25.5), 25'500'000);
  EXPECT_EQ(wage_cost(90 * sim::kTicksPerMinute, 20.0), 30'000'000);
  EXPECT_EQ(wage_cost(0, 20.0), 0);
  EXPECT_EQ(wage_cost(1'800, 1.0), 1);  // half a millionth goes up
  EXPECT_EQ(wage_cost(1'799, 1.0), 0);
  // A thousand operators for thirty years: beyond 64 bits before the division.
  EXPECT_EQ(wage_cost(sim::Tick{1'000} * 10'957 * sim::kTicksPerDay, 33.0), std::int64_t{10'957} * 24 * 33'000'000'000);
}

TEST(CostBookTest, ThePartsSumExactlyToTheTotal) {
  const ReplicationSet set = hand_made::varied_set(7);
  for (const ReplicationRecord& record : set.records) {
    const CostBook book = book_costs(record, set.names);
    ASSERT_EQ(book.wages_by_team.size(), 2u);
    EXPECT_EQ(book.wages_by_team[0] + book.wages_by_team[1], book.total());
  }
  const CostBook first = book_costs(set.records[0], set.names);
  EXPECT_EQ(first.wages_by_team[0], 5'555'556);  // 1000 s at 20 an hour
  EXPECT_EQ(first.wages_by_team[1], 1'000'000);  // 120 s at 30 an hour
}

const Estimate* find(const std::vector<Estimate>& estimates, const std::string& key, const Slice& slice = {}) {
  for (const Estimate& estimate : estimates) {
    if (estimate.key == key && estimate.slice == slice) return &estimate;
  }
  return nullptr;
}

TEST(CostBookTest, CostPerContactIsAllCostOverAllHandled) {
  const ReplicationSet set = hand_made::varied_set(3);
  double cost = 0.0;
  double handled = 0.0;
  for (const ReplicationRecord& record : set.records) {
    cost += static_cast<double>(book_costs(record, set.names).total()) * 1e-6;
    handled += static_cast<double>(record.total.answered);
  }
  const std::vector<Estimate> estimates = estimate_costs(set, "EUR");
  EXPECT_DOUBLE_EQ(*find(estimates, "cost.per_contact")->mean, cost / handled);
  EXPECT_DOUBLE_EQ(*find(estimates, "cost.total")->mean, cost / 3.0);
  EXPECT_EQ(find(estimates, "cost.total")->unit, "EUR");
  EXPECT_DOUBLE_EQ(*find(estimates, "cost.wages", {"team", "line 2"})->mean, 1.0);
}

TEST(CostBookTest, NothingHandledHasNoCostPerContact) {
  ReplicationSet set = hand_made::empty_set();
  const Counters counters = hand_made::empty_counters(set);
  collect(set, counters, reduce(counters));
  const std::vector<Estimate> estimates = estimate_costs(set, "EUR");
  EXPECT_FALSE(find(estimates, "cost.per_contact")->mean.has_value());
  EXPECT_EQ(find(estimates, "cost.per_contact")->reason, kNothingCounted);
  EXPECT_EQ(*find(estimates, "cost.total")->mean, 0.0);
}

TEST(CostBookTest, DifferencesArePaired) {
  const ReplicationSet base = hand_made::varied_set(25);
  for (const Difference& d : cost_differences(base, base, "EUR")) {
    EXPECT_EQ(*d.difference.mean, 0.0) << d.base.key;
    EXPECT_EQ(*d.difference.hi, 0.0) << d.base.key;
    EXPECT_FALSE(d.distinguishable);
  }
  for (const Difference& d : cost_differences(base, hand_made::varied_set(25, 360), "EUR")) {
    if (d.base.key != "cost.total") continue;
    EXPECT_NEAR(*d.difference.mean, 2.0, 1e-9);  // a tenth of an hour at 20
    EXPECT_TRUE(d.distinguishable);
  }
}

}  // namespace
}  // namespace firstline
