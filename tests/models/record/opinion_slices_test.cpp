#include "models/record/opinion_slices.h"

#include <gtest/gtest.h>

namespace firstline {
namespace {

TEST(OpinionSlices, MarginalsOfTheCells) {
  Counters counters;
  counters.reset({.num_types = 2,
                  .num_queues = 1,
                  .num_teams = 2,
                  .num_intervals = 2,
                  .classes = {{.type = 0, .topic = 1, .channel = 2}, {.type = 1, .topic = 0, .channel = 1}},
                  .num_topics = 2,
                  .num_bots = 1,
                  .opinions = true});
  ASSERT_EQ(counters.opinions.size(), 4u);
  for (int i = 0; i < 4; ++i) counters.opinions[static_cast<std::size_t>(i)].all.count = 1 << i;
  counters.opinions_of_team[1].errors = 5;
  counters.opinions_of_queue[0].judged = 6;
  counters.opinions_of_bot[0].silent = 7;
  const OpinionSlices slices = slice_opinions(counters);
  EXPECT_EQ(slices.total.all.count, 15);
  EXPECT_EQ(slices.by_type[0].all.count, 3);
  EXPECT_EQ(slices.by_type[1].all.count, 12);
  EXPECT_EQ(slices.by_interval[0].all.count, 5);
  EXPECT_EQ(slices.by_interval[1].all.count, 10);
  EXPECT_EQ(slices.by_channel[1].all.count, 12);
  EXPECT_EQ(slices.by_channel[2].all.count, 3);
  EXPECT_EQ(slices.by_topic[0].all.count, 12);
  EXPECT_EQ(slices.by_topic[1].all.count, 3);
  EXPECT_EQ(slices.by_team[1].errors, 5);
  EXPECT_EQ(slices.by_queue[0].judged, 6);
  EXPECT_EQ(slices.by_bot[0].silent, 7);
}

TEST(OpinionSlices, BandsOfDaysAndExposure) {
  Counters counters;
  CounterShape shape{.num_types = 1, .num_queues = 1, .num_teams = 1, .num_intervals = 8, .classes = {{}}};
  shape.num_topics = 1;
  shape.opinions = shape.exposure = true;
  shape.num_bands = 2;
  counters.reset(shape);
  for (int i = 0; i < 8; ++i) counters.opinions[static_cast<std::size_t>(i)].all.count = 1 << i;
  const OpinionSlices slices = slice_opinions(counters);
  EXPECT_EQ(slices.by_interval[0].all.count, 1 + 4 + 16 + 64);
  EXPECT_EQ(slices.by_band[1].all.count, 4 + 8 + 64 + 128);
  EXPECT_EQ(slices.by_exposure[0].all.count, 15);
}

TEST(OpinionSlices, WhereNobodyIsAskedThereIsNothing) {
  Counters counters;
  counters.reset({.num_types = 1, .num_queues = 1, .num_teams = 1, .classes = {{}}, .num_topics = 1});
  EXPECT_TRUE(counters.opinions.empty());
  EXPECT_TRUE(counters.opinions_of_team.empty());
  EXPECT_TRUE(slice_opinions(counters).by_type.empty());
}

}  // namespace
}  // namespace firstline
