#include "models/kpi/slices.h"

#include <gtest/gtest.h>

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
