#include "models/record/counters.h"

#include <gtest/gtest.h>

#include <set>

namespace firstline {
namespace {

constexpr CounterShape kShape{.num_types = 2, .num_queues = 1, .num_teams = 2, .num_intervals = 3, .num_thresholds = 1};

TEST(CountersTest, CellsAddFieldByField) {
  ContactCell a{.offered_first = 3, .offered_redial = 1, .entries = 4, .answered = 2, .wait_answered = 50};
  a.wait_sq_answered_s2 = 2.5;
  a.answered_within = {1, 2, 0, 0};
  const ContactCell b = a;
  a.add(b);
  EXPECT_EQ(a.offered(), 8);
  EXPECT_EQ(a.entries, 8);
  EXPECT_EQ(a.wait_answered, 100);
  EXPECT_EQ(a.wait_sq_answered_s2, 5.0);
  EXPECT_EQ(a.answered_within[1], 4);
  TeamCell team{.busy = 5, .available = 2, .overtime = 1, .answered = 9};
  team.add(team);
  EXPECT_EQ(team, (TeamCell{.busy = 10, .available = 4, .overtime = 2, .answered = 18}));
  EXPECT_EQ(team.paid(), 14);
}

TEST(CountersTest, ResetGivesTheShapeAndForgetsEverything) {
  Counters used;
  used.reset(kShape);
  const std::uint64_t empty = used.digest();
  used.contact(1, 2).entries = 7;
  used.team(1, 0).busy = 8;
  used.waits[1].add(1'000'000);
  used.waiting[0].integral_sq = 3;
  used.events = 5;
  EXPECT_NE(used.digest(), empty);
  used.reset(kShape);
  EXPECT_EQ(used.digest(), empty);
  EXPECT_EQ(used.contacts.size(), 6u);
  EXPECT_EQ(used.teams.size(), 6u);
}

TEST(CountersTest, TimesAreToldApartOnlyWhereThereAreSlices) {
  Counters plain;
  plain.reset(kShape);
  EXPECT_TRUE(plain.waits_of_channel.empty() && plain.responses_of_channel.empty());
  EXPECT_TRUE(plain.resolution_of_type.empty() && plain.resolution_of_channel.empty());
  CounterShape shape = kShape;
  shape.classes = {{0, 0, 1}, {1, 0, 2}};
  shape.num_topics = 1;
  Counters nameless;
  nameless.reset(shape);
  EXPECT_EQ(nameless.resolution_of_type.size(), 4u);
  EXPECT_TRUE(nameless.waits_of_channel.empty() && nameless.resolution_of_channel.empty());
  shape.num_channels = 3;
  Counters counters;
  for (int again = 0; again < 2; ++again) {
    counters.reset(shape);
    ASSERT_EQ(counters.waits_of_channel.size(), 3u);
    ASSERT_EQ(counters.resolution_of_channel.size(), 6u);
    EXPECT_EQ(counters.waits_of_channel[2].count() + counters.resolution_of_channel[5].count(), 0);
    counters.waits_of_channel[2].add(7);
    counters.resolution_of_channel[5].add(7);
  }
}

TEST(CountersTest, TheDigestSeesEveryFact) {
  std::set<std::uint64_t> seen;
  const auto with = [&](auto change) {
    Counters counters;
    counters.reset(kShape);
    change(counters);
    return seen.insert(counters.digest()).second;
  };
  EXPECT_TRUE(with([](Counters&) {}));
  EXPECT_TRUE(with([](Counters& c) { c.contact(0, 0).entries = 1; }));
  EXPECT_TRUE(with([](Counters& c) { c.contact(0, 1).entries = 1; }));
  EXPECT_TRUE(with([](Counters& c) { c.contact(0, 0).answered = 1; }));
  EXPECT_TRUE(with([](Counters& c) { c.contact(0, 0).handle = 1; }));
  EXPECT_TRUE(with([](Counters& c) { c.contact(0, 0).wait_sq_answered_s2 = 1.0; }));
  EXPECT_TRUE(with([](Counters& c) { c.contact(0, 0).wait_sq_answered_s2 = 1.0 + 0x1p-52; }));
  EXPECT_TRUE(with([](Counters& c) { c.contact(0, 0).abandoned_within[3] = 1; }));
  EXPECT_TRUE(with([](Counters& c) { c.team(1, 1).overtime = 1; }));
  EXPECT_TRUE(with([](Counters& c) { c.waiting_all.integral_sq = sim::Wide{1} << 64; }));
  EXPECT_TRUE(with([](Counters& c) { c.in_system.maximum = 1; }));
  EXPECT_TRUE(with([](Counters& c) { c.waits[0].add(5); }));
  EXPECT_TRUE(with([](Counters& c) { c.waits[1].add(5); }));
  EXPECT_TRUE(with([](Counters& c) { c.responses[0].add(5); }));
  EXPECT_TRUE(with([](Counters& c) { c.measured = 1; }));
  EXPECT_TRUE(with([](Counters& c) { c.contacts_peak = 1; }));
}

TEST(CountersTest, TheDigestKnowsWhenABotAnswered) {
  Counters counters;
  counters.reset(
      {.num_types = 1, .num_queues = 1, .num_teams = 1, .classes = {{0, 0, 0}}, .num_topics = 1, .num_bots = 1});
  const std::uint64_t before = counters.digest();
  counters.flows[0].contained_time = 1;
  const std::uint64_t with_time = counters.digest();
  counters.contained[0].add(1);
  EXPECT_NE(before, with_time);
  EXPECT_NE(with_time, counters.digest());
}

}  // namespace
}  // namespace firstline
