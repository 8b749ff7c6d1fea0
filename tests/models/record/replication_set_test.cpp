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
  EXPECT_EQ(record.waits.by_type[1].maximum, 200);
  EXPECT_EQ(record.response_total.count, 10);
  EXPECT_EQ(record.digest, two_by_two(1).digest());
}

// Two bands of two intervals, first of those that no bot covers: the n-th cell has 2^n contacts.
CounterShape two_bands_apart() {
  CounterShape shape{.num_types = 1, .num_queues = 1, .num_teams = 1, .num_intervals = 8, .num_thresholds = 1};
  shape.classes = {{0, 0, 0}};
  shape.num_topics = 1;
  shape.num_bands = 2;
  shape.exposure = true;
  return shape;
}

TEST(ReplicationSetTest, BandsOfDaysAndExposureAreMarginalsToo) {
  Counters counters;
  counters.reset(two_bands_apart());
  for (std::size_t i = 0; i < 8; ++i) {
    counters.contacts[i].entries = 1 << i;
    counters.flows[i].contained = 1 << i;
  }
  for (std::size_t i = 0; i < 4; ++i) counters.teams[i].busy = 1 << i;
  const ReplicationRecord record = reduce(counters);
  ASSERT_EQ(record.by_interval.size(), 2u);
  EXPECT_EQ(record.by_interval[0].entries, 1 + 4 + 16 + 64);
  EXPECT_EQ(record.flow_by_interval[1].contained, 2 + 8 + 32 + 128);
  ASSERT_EQ(record.by_band.size(), 2u);
  EXPECT_EQ(record.by_band[0].entries, 1 + 2 + 16 + 32);
  EXPECT_EQ(record.flow_by_band[1].contained, 4 + 8 + 64 + 128);
  EXPECT_EQ(record.team_by_band[0].busy, 1 + 2);
  EXPECT_EQ(record.team_by_band[1].busy, 4 + 8);
  ASSERT_EQ(record.by_exposure.size(), 2u);
  EXPECT_EQ(record.by_exposure[0].entries, 15);
  EXPECT_EQ(record.flow_by_exposure[1].contained, 240);
  EXPECT_EQ(record.total.entries, 255);
  EXPECT_TRUE(reduce(two_by_two(1)).by_band.empty());
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
  counters.lent = {0, 5, 6, 0};
  const ReplicationRecord record = reduce(counters);
  ASSERT_EQ(record.classes.size(), 2u);
  EXPECT_EQ(record.classes[0], ClassVolume{});
  EXPECT_EQ(record.classes[1],
            (ClassVolume{.offered = 16, .handled = 8, .resolved = 7, .handle = 60, .line_time = 201}));
  ASSERT_EQ(record.by_type.size(), 1u);
  EXPECT_EQ(record.by_type[0].offered_first, 10);
  EXPECT_EQ(record.work, (std::vector<std::int64_t>{1, 2, 3, 4}));
  EXPECT_EQ(record.peak_on_duty, (std::vector<std::int64_t>{8, 9}));
  EXPECT_EQ(record.lent, (std::vector<sim::Tick>{0, 5, 6, 0}));
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
  EXPECT_EQ(set.pooled_waits().count(), 60);
  EXPECT_EQ(set.pooled_waits_by_type[1].count(), 30);
  EXPECT_EQ(set.pooled_responses().count(), 30);
  EXPECT_EQ(set.pooled_contained.count(), 0);
  EXPECT_EQ(set.records[0].first_answer_total.count, set.records[0].response_total.count) << "no bots, the same";
  ReplicationSet swapped;
  for (const std::int64_t scale : {2, 1}) {
    const Counters counters = two_by_two(scale);
    collect(swapped, counters, reduce(counters));
  }
  EXPECT_EQ(set.pooled_waits(), swapped.pooled_waits());
  EXPECT_NE(set.digest(), swapped.digest());
}

// Classes of one type and two topics, and of another type without: marginals go by their labels.
TEST(ReplicationSetTest, ClassesAreReducedByTheirLabels) {
  Counters counters;
  counters.reset({.num_types = 2,
                  .num_queues = 2,
                  .num_teams = 1,
                  .num_intervals = 2,
                  .num_thresholds = 1,
                  .classes = {{0, 1, 2}, {0, 2, 2}, {1, 0, 0}},
                  .num_topics = 3,
                  .num_slas = 1,
                  .num_sla_periods = 2});
  for (int c = 0; c < 3; ++c) {
    for (int interval = 0; interval < 2; ++interval) {
      const std::size_t at = counters.index_of(c, interval);
      counters.contacts[at].entries = 1 + c + 10 * interval;
      counters.flows[at].entries_again = 100 * (1 + c + 10 * interval);
    }
    counters.issues[static_cast<std::size_t>(c)].opened = 7 + c;
    counters.work[static_cast<std::size_t>(c)] = 1000 * (c + 1);
  }
  counters.legs[1 * 2 + 0] = {.legs = 5, .resolved = 3};
  counters.legs[1 * 2 + 1] = {.legs = 2, .resolved = 2};
  counters.legs[2 * 2 + 1] = {.legs = 4, .resolved = 1};
  counters.moves = {0, 9, 8, 0};
  counters.slas[1].contacts = 6;
  const ReplicationRecord record = reduce(counters);
  EXPECT_EQ(record.by_type[0].entries, 1 + 11 + 2 + 12);
  EXPECT_EQ(record.by_type[1].entries, 3 + 13);
  EXPECT_EQ(record.total.entries, 42);
  EXPECT_EQ(record.by_interval[1].entries, 11 + 12 + 13);
  EXPECT_EQ(record.cases.flow.entries_again, 4200);
  EXPECT_EQ(record.cases_by_type[0].flow.entries_again, 2600);
  EXPECT_EQ(record.flow_by_interval[1].entries_again, 3600);
  EXPECT_EQ(record.by_topic[0].entries, 16) << "without a topic";
  EXPECT_EQ(record.by_topic[2].entries, 14);
  EXPECT_EQ(record.cases_by_topic[1].issue.opened, 7);
  EXPECT_EQ(record.cases_by_topic[2].work, 2000);
  EXPECT_EQ(record.cases.work, 6000);
  ASSERT_EQ(record.by_channel.size(), 3u);
  EXPECT_EQ(record.by_channel[0].entries, 16);
  EXPECT_EQ(record.by_channel[1].entries, 0);
  EXPECT_EQ(record.cases_by_channel[2].issue.opened, 7 + 8);
  EXPECT_EQ(record.legs_by_topic[1].legs, 7);
  EXPECT_EQ(record.legs_by_queue[1].legs, 6);
  EXPECT_EQ(record.solved, (std::vector<std::int64_t>{0, 0, 3, 2, 0, 1}));
  EXPECT_EQ(record.moves, counters.moves);
  EXPECT_EQ(record.slas[1].contacts, 6);
}

TEST(ReplicationSetTest, TimesToResolutionArePooledAndSummed) {
  ReplicationSet set;
  for (const sim::Tick time : {100, 200}) {
    Counters counters;
    counters.reset({.num_types = 1,
                    .num_queues = 1,
                    .num_teams = 1,
                    .num_thresholds = 1,
                    .classes = {{0, 0, 0}},
                    .num_topics = 1});
    counters.resolution[0].add(time, 3);
    counters.resolution[1].add(220);
    counters.resolution_business[0].add(time / 2, 4);
    collect(set, counters, reduce(counters, 210e-6));
  }
  EXPECT_EQ(set.pooled_resolution[0].count(), 6);
  EXPECT_EQ(set.pooled_resolution[1].count(), 2);
  EXPECT_EQ(set.pooled_resolution_business[0].count(), 8);
  EXPECT_EQ(set.records[0].resolution.issues, 4);
  ASSERT_TRUE(set.records[0].resolution.mean_s.has_value());
  EXPECT_NEAR(*set.records[0].resolution.mean_s, (3 * 100 + 210) / 4.0 * 1e-6, 1e-15);
  EXPECT_NEAR(*set.records[1].resolution.quantiles_s[0], 200e-6, 1e-15);
  EXPECT_FALSE(set.records[1].resolution.quantiles_s[1].has_value());
  EXPECT_NEAR(*set.records[1].resolution_business.mean_s, 100e-6, 1e-15);
  EXPECT_FALSE(resolution_of(sim::LogHistogram{}, sim::LogHistogram{}, 1.0).mean_s.has_value());
}

TEST(ReplicationSetTest, OneClassATypeKeepsNoFactsAboutIssues) {
  const ReplicationRecord record = reduce(two_by_two(1));
  EXPECT_TRUE(record.cases_by_type.empty());
  EXPECT_TRUE(record.by_topic.empty());
  EXPECT_TRUE(record.moves.empty());
}

}  // namespace
}  // namespace firstline
