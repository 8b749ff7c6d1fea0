#include "models/record/replication_set.h"

#include <gtest/gtest.h>

namespace firstline {
namespace {

Counters two_by_two(std::int64_t scale) {
  Counters counters;
  counters.reset({.num_types = 2, .num_queues = 1, .num_teams = 2, .num_intervals = 2, .num_thresholds = 1});
  for (int type = 0; type < 2; ++type) {
    for (int interval = 0; interval < 2; ++interval) {
      counters.contact(type, interval).entries = scale * (1 + type + 10 * interval);
      counters.team(type, interval).busy = scale * (100 + type + 10 * interval);
    }
    counters.waits[static_cast<std::size_t>(type)].add((type + 1) * 100, 10 * scale);
    counters.responses[static_cast<std::size_t>(type)].add((type + 1) * 50, 5 * scale);
  }
  counters.measured = 1000;
  counters.events = 77;
  return counters;
}

TEST(ReplicationSetTest, ReduceMakesTheMarginals) {
  const ReplicationRecord record = reduce(two_by_two(1));
  ASSERT_EQ(record.by_type.size(), 2u);
  ASSERT_EQ(record.by_interval.size(), 2u);
  EXPECT_EQ(record.by_type[0].entries, 1 + 11);
  EXPECT_EQ(record.by_type[1].entries, 2 + 12);
  EXPECT_EQ(record.by_interval[0].entries, 1 + 2);
  EXPECT_EQ(record.by_interval[1].entries, 11 + 12);
  EXPECT_EQ(record.total.entries, 26);
  EXPECT_EQ(record.by_team[1].busy, 101 + 111);
  EXPECT_EQ(record.team_by_interval[0].busy, 100 + 101);
  EXPECT_EQ(record.team_total.busy, 422);
  EXPECT_EQ(record.wait_total.count, 20);
  EXPECT_EQ(record.wait_total.at[0], 100);  // half of all waits are at or below 100 ticks
  EXPECT_EQ(record.wait_total.at[1], 200);
  EXPECT_EQ(record.wait_by_type[1].maximum, 200);
  EXPECT_EQ(record.response_total.count, 10);
  EXPECT_EQ(record.digest, two_by_two(1).digest());
}

TEST(ReplicationSetTest, CollectPoolsAndKeepsTheOrder) {
  ReplicationSet set;
  for (const std::int64_t scale : {1, 2}) {
    const Counters counters = two_by_two(scale);
    collect(set, counters, reduce(counters));
  }
  ASSERT_EQ(set.records.size(), 2u);
  EXPECT_EQ(set.pooled_waits.count(), 60);
  EXPECT_EQ(set.pooled_waits_by_type[1].count(), 30);
  EXPECT_EQ(set.pooled_responses.count(), 30);
  ReplicationSet swapped;
  for (const std::int64_t scale : {2, 1}) {
    const Counters counters = two_by_two(scale);
    collect(swapped, counters, reduce(counters));
  }
  EXPECT_EQ(set.pooled_waits, swapped.pooled_waits);
  EXPECT_NE(set.digest(), swapped.digest());
}

}  // namespace
}  // namespace firstline
