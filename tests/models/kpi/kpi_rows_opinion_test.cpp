#include "models/kpi/kpi_rows_opinion.h"

#include <gtest/gtest.h>

#include <utility>

#include "models/kpi/estimates.h"

namespace firstline {
namespace {

// Two replications of one team, the second three times the first; by hand.
ReplicationSet two_runs(bool asks) {
  ReplicationSet set;
  set.names.types = {"call"};
  set.names.queues = {"line"};
  set.names.teams = {"desk"};
  set.names.intervals = {"00:00"};
  set.names.type_queue = {0};
  set.names.queue_line = {0};
  set.names.team_line = {0};
  set.names.lines = {"1"};
  set.names.segments = {"clients"};
  set.names.topics = {"cards"};
  set.names.channels = {"phone"};
  set.names.classes = {{0, 1, 1}};
  set.names.type_segment = {0};
  set.names.type_product = {-1};
  set.thresholds_s = {20.0};
  for (const int factor : {1, 3}) {
    Counters counters;
    counters.reset({.num_types = 1,
                    .num_queues = 1,
                    .num_teams = 1,
                    .num_intervals = 1,
                    .num_thresholds = 1,
                    .classes = {{0, 1, 1}},
                    .num_topics = 2,
                    .opinions = asks});
    counters.issues[0].opened = 100;
    if (asks) {
      const OpinionCell cell{.all = {200 * factor, 150 * factor, 800 * factor, 90 * factor, 50 * factor, 1100 * factor},
                             .rated = {40 * factor, 32 * factor, 170 * factor, 22 * factor, 8 * factor, 230 * factor},
                             .answered = 36 * factor,
                             .called_back = 9 * factor,
                             .reached = 4 * factor,
                             .silent = 160 * factor,
                             .judged = 180 * factor,
                             .errors = 9 * factor};
      counters.opinions[0] = counters.opinions_of_team[0] = counters.opinions_of_queue[0] = cell;
    }
    collect(set, counters, reduce(counters));
  }
  return set;
}

double value(const std::vector<Estimate>& estimates, const std::string& key, const Slice& slice = {}) {
  for (const Estimate& estimate : estimates) {
    if (estimate.key == key && estimate.slice == slice) return estimate.mean.value_or(-1.0);
  }
  return -2.0;
}

TEST(KpiRowsOpinion, TrueAndAsSurveyed) {
  const std::vector<Estimate> estimates = estimate(two_runs(true));
  EXPECT_DOUBLE_EQ(value(estimates, "csat"), 0.75);
  EXPECT_DOUBLE_EQ(value(estimates, "csat.surveyed"), 0.8);
  EXPECT_DOUBLE_EQ(value(estimates, "csat.score"), 4.0);
  EXPECT_DOUBLE_EQ(value(estimates, "nps"), 20.0);
  EXPECT_DOUBLE_EQ(value(estimates, "nps.surveyed"), 35.0);
  EXPECT_DOUBLE_EQ(value(estimates, "ces"), 5.5);
  EXPECT_DOUBLE_EQ(value(estimates, "ces.surveyed"), 5.75);
  EXPECT_DOUBLE_EQ(value(estimates, "survey.rated"), 0.2);
  EXPECT_DOUBLE_EQ(value(estimates, "survey.called_back"), 0.045);
  EXPECT_DOUBLE_EQ(value(estimates, "error_rate"), 0.05);
}

TEST(KpiRowsOpinion, EverySliceOfOneIsTheWhole) {
  const std::vector<Estimate> estimates = estimate(two_runs(true));
  for (const Slice& slice :
       {Slice{"contact_type", "call"}, Slice{"team", "desk"}, Slice{"line", "1"}, Slice{"segment", "clients"},
        Slice{"topic", "cards"}, Slice{"channel", "phone"}, Slice{"interval", "00:00"}}) {
    EXPECT_DOUBLE_EQ(value(estimates, "csat", slice), 0.75) << slice.dimension;
    EXPECT_DOUBLE_EQ(value(estimates, "error_rate", slice), 0.05) << slice.dimension;
  }
}

TEST(KpiRowsOpinion, WhereNobodyIsAskedNothingIsKnownAndTheReasonIsSaid) {
  for (const Estimate& estimate : estimate(two_runs(false))) {
    if (!is_opinion(estimate.key) && !is_error(estimate.key)) continue;
    EXPECT_FALSE(estimate.mean) << estimate.key;
    if (estimate.slice.dimension.empty()) {
      EXPECT_EQ(estimate.reason, kNothingCounted);
    }
  }
}

TEST(KpiRowsOpinion, GradesEndWhereTheirScalesDo) {
  for (const char* key : {"nps", "nps.surveyed"}) {
    EXPECT_EQ(std::pair(find_kpi(key)->least, find_kpi(key)->most), std::pair(-100.0, 100.0)) << key;
  }
  for (const char* key : {"ces", "ces.surveyed"}) {
    EXPECT_EQ(std::pair(find_kpi(key)->least, find_kpi(key)->most), std::pair(1.0, 7.0)) << key;
  }
  EXPECT_EQ(std::pair(find_kpi("csat.score")->least, find_kpi("csat.score")->most), std::pair(1.0, 5.0));
}

TEST(KpiRowsOpinion, WhatFollowsFromWhichBlock) {
  EXPECT_TRUE(is_opinion("csat"));
  EXPECT_TRUE(is_opinion("survey.rated"));
  EXPECT_FALSE(is_opinion("error_rate"));
  EXPECT_FALSE(is_opinion("wait.mean"));
  EXPECT_TRUE(is_error("error_rate"));
}

}  // namespace
}  // namespace firstline
