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

TEST(ReplicationSetTest, ClassesAreToldApartWhereTheyAreCounted) {
  Counters counters;
  counters.reset({.num_types = 1,
                  .num_queues = 1,
                  .num_teams = 2,
                  .num_intervals = 2,
                  .classes = {{.type = 0, .topic = 1}, {.type = 0, .topic = 2}}});
  for (int interval = 0; interval < 2; ++interval) {
    ContactCell& cell = counters.contact(1, interval);
    cell.offered_first = 5;
    cell.offered_redial = 2;
    cell.answered = 6;
    cell.handle = 30;
    FlowCell& flow = counters.flows[counters.index_of(1, interval)];
    flow.offered_repeat = 1;
    flow.answered_again = 2;
    flow.line_time = 100 + interval;
  }
  counters.issues[1].resolved = 7;
  counters.work = {1, 2, 3, 4};
  counters.peak_on_duty = {8, 9};
  const ReplicationRecord record = reduce(counters);
  ASSERT_EQ(record.classes.size(), 2u);
  EXPECT_EQ(record.classes[0], ClassVolume{});
  EXPECT_EQ(record.classes[1],
            (ClassVolume{.offered = 16, .handled = 8, .resolved = 7, .handle = 60, .line_time = 201}));
  ASSERT_EQ(record.by_type.size(), 1u);
  EXPECT_EQ(record.by_type[0].offered_first, 10);
  EXPECT_EQ(record.work, (std::vector<std::int64_t>{1, 2, 3, 4}));
  EXPECT_EQ(record.peak_on_duty, (std::vector<std::int64_t>{8, 9}));
  // Without classes, each type is one: the contacts that its operators answered.
  EXPECT_EQ(reduce(two_by_two(1)).classes.size(), 2u);
  EXPECT_TRUE(reduce(two_by_two(1)).work.empty());
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
