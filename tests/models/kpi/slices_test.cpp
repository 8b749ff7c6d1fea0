#include "models/kpi/slices.h"

#include <gtest/gtest.h>

#include <utility>

#include "models/kpi/estimates.h"
#include "tests/models/kpi/hand_made.h"

namespace firstline {
namespace {

TEST(SlicesTest, TotalsComeFirstThenThresholdsTypesQueuesTeamsIntervalsAndPairs) {
  std::vector<std::string> seen;
  for (const SliceOf& slice : slices_of(hand_made::empty_set())) {
    seen.push_back(slice.slice.dimension + "=" + slice.slice.name);
  }
  EXPECT_EQ(seen,
            (std::vector<std::string>{"=", "within=60 s", "contact_type=calls", "contact_type=urgent", "queue=phone",
                                      "queue=urgent line", "team=line 1", "team=line 2", "interval=00:00",
                                      "interval=12:00", "interval,within=00:00,60 s", "interval,within=12:00,60 s"}));
}

TEST(SlicesTest, WhereIssuesAreKnownTheirSlicesFollow) {
  std::vector<std::string> seen;
  const std::vector<SliceOf> slices = slices_of(hand_made::empty_case_set());
  seen.reserve(slices.size());
  for (const SliceOf& slice : slices) seen.push_back(slice.slice.dimension + "=" + slice.slice.name);
  const std::vector<std::string> last(seen.end() - 20, seen.end());
  EXPECT_EQ(last, (std::vector<std::string>{"channel=mail",
                                            "channel=phone",
                                            "segment=client",
                                            "segment=partner",
                                            "product=alpha",
                                            "product=beta",
                                            "topic=billing",
                                            "topic=login",
                                            "line=1",
                                            "line=2",
                                            "sla=alpha",
                                            "sla=partners",
                                            "from_line,to_line=1,1",
                                            "from_line,to_line=1,2",
                                            "from_line,to_line=2,1",
                                            "from_line,to_line=2,2",
                                            "topic,line=billing,1",
                                            "topic,line=billing,2",
                                            "topic,line=login,1",
                                            "topic,line=login,2"}));
  EXPECT_EQ(slices[4].slice, (Slice{"queue", "phone"}));
  EXPECT_EQ(slices[4].kind, by::queue_legs);
}

double value(const std::vector<Estimate>& estimates, const std::string& key, const Slice& slice) {
  for (const Estimate& estimate : estimates) {
    if (estimate.key == key && estimate.slice == slice) return estimate.mean.value_or(-1.0);
  }
  return -2.0;
}

// Three days, a Sunday between two Mondays' worth of names: calls by hand. Mondays: waits 0, 30 answered and 12 lost;
// Sunday: 20 answered.
TEST(SlicesTest, DaysAndWeekdaysByHand) {
  ReplicationSet set = hand_made::empty_set({20.0});
  set.names.days = {"2026-01-05", "2026-01-11", "2026-01-12"};
  set.names.weekdays = {"mon", "sun"};
  set.names.band_weekday = {0, 1, 0};
  CounterShape shape = hand_made::empty_counters(set).shape;
  shape.num_bands = 3;
  shape.num_intervals = 6;
  Counters counters;
  counters.reset(shape);
  hand_made::add_calls(counters, 0, 1, {{0, 's'}, {12, 'a'}}, set.thresholds_s);  // the first day's second interval
  hand_made::add_calls(counters, 1, 2, {{20, 's'}}, set.thresholds_s);            // the second day's first
  hand_made::add_calls(counters, 0, 5, {{30, 's'}}, set.thresholds_s);            // the third day's second
  counters.team(0, 1) = {.busy = 30, .available = 70};
  counters.team(1, 5) = {.busy = 20, .available = 80};
  counters.team(0, 3) = {.busy = 90, .available = 10};
  collect(set, counters, reduce(counters));
  const std::vector<Estimate> estimates = estimate(set);
  EXPECT_DOUBLE_EQ(value(estimates, "contacts.offered", {"weekday", "mon"}), 3.0);
  EXPECT_DOUBLE_EQ(value(estimates, "contacts.offered", {"weekday", "sun"}), 1.0);
  EXPECT_DOUBLE_EQ(value(estimates, "wait.mean", {"weekday", "mon"}), 14.0);
  EXPECT_DOUBLE_EQ(value(estimates, "service_level", {"weekday", "mon"}), 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(value(estimates, "service_level", {"weekday", "sun"}), 1.0);
  EXPECT_DOUBLE_EQ(value(estimates, "occupancy", {"weekday", "mon"}), 0.25);
  EXPECT_DOUBLE_EQ(value(estimates, "abandonment_rate", {"day", "2026-01-05"}), 0.5);
  EXPECT_DOUBLE_EQ(value(estimates, "wait.mean", {"day", "2026-01-12"}), 30.0);
  EXPECT_DOUBLE_EQ(value(estimates, "occupancy", {"day", "2026-01-11"}), 0.9);
  EXPECT_DOUBLE_EQ(value(estimates, "contacts.offered", {"interval", "12:00"}), 3.0);
  EXPECT_DOUBLE_EQ(value(estimates, "contacts.offered", {}), 4.0);
}

// One class, covered by no bot (add_class with weight 1) and by one (3): 13 and 35 contacts, 9 and 31 handled.
TEST(SlicesTest, ExposureByHand) {
  ReplicationSet set = hand_made::empty_case_set();
  set.names.exposure = true;
  set.names.intervals = {"00:00"};
  CounterShape shape = hand_made::empty_case_counters(set).shape;
  shape.exposure = true;  // of two columns: the day is one interval
  Counters counters;
  counters.reset(shape);
  hand_made::add_class(counters, 0, 3);
  std::swap(counters.contacts[0], counters.contacts[1]);
  std::swap(counters.flows[0], counters.flows[1]);
  hand_made::add_class(counters, 0, 1);
  collect(set, counters, reduce(counters));
  const std::vector<Estimate> estimates = estimate(set);
  EXPECT_DOUBLE_EQ(value(estimates, "contacts.offered", {"exposed", "no"}), 13.0);
  EXPECT_DOUBLE_EQ(value(estimates, "contacts.offered", {"exposed", "yes"}), 35.0);
  EXPECT_DOUBLE_EQ(value(estimates, "contacts.handled", {"exposed", "yes"}), 31.0);
  EXPECT_DOUBLE_EQ(value(estimates, "abandonment_rate", {"exposed", "no"}), 4.0 / 15.0);
  EXPECT_DOUBLE_EQ(value(estimates, "contacts.offered.repeat", {"exposed", "yes"}), 3.0);
  EXPECT_DOUBLE_EQ(value(estimates, "occupancy", {"exposed", "yes"}), -2.0) << "operators have no such slice";
  EXPECT_DOUBLE_EQ(value(estimates, "contacts.offered", {}), 48.0);
}

TEST(SlicesTest, AChannelThatNoClassHasIsEmpty) {
  ReplicationSet set = hand_made::case_set();
  set.names.channels.push_back("post");
  const SliceFacts post(set, {.slice = {"channel", "post"}, .kind = by::channel, .index = 2});
  EXPECT_EQ(post.facts()[0].contact->offered(), 0);
  EXPECT_EQ(post.facts()[0].issue->opened, 0);
}

TEST(SlicesTest, ThresholdsAreNamedInSeconds) {
  EXPECT_EQ(threshold_name(20.0), "20 s");
  EXPECT_EQ(threshold_name(0.5), "0.5 s");
  EXPECT_EQ(threshold_name(7.05), "7.05 s");
  EXPECT_EQ(threshold_name(0.0), "0 s");
}

TEST(SlicesTest, AQueueIsTheSumOfItsTypes) {
  ReplicationSet set = hand_made::varied_set(2);
  set.names.type_queue = {1, 1};
  const SliceFacts none(set, {.slice = {"queue", "phone"}, .kind = by::queue, .index = 0});
  const SliceFacts both(set, {.slice = {"queue", "urgent line"}, .kind = by::queue, .index = 1});
  EXPECT_EQ(none.facts()[1].contact->entries, 0);
  EXPECT_EQ(both.facts()[1].contact->entries, set.records[1].total.entries);
  EXPECT_EQ(both.facts()[0].team, nullptr);
  EXPECT_EQ(both.pooled_waits(), nullptr);
}

TEST(SlicesTest, ATeamHasNoContacts) {
  const ReplicationSet set = hand_made::varied_set(2);
  const SliceFacts team(set, {.slice = {"team", "line 1"}, .kind = by::team, .index = 0});
  EXPECT_EQ(team.facts()[0].contact, nullptr);
  EXPECT_EQ(team.facts()[1].team->busy, 601 * sim::kTicksPerSecond);
}

}  // namespace
}  // namespace firstline
