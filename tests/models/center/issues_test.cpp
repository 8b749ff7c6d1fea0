#include "models/center/issues.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/center/stage.h"

namespace firstline {
namespace {

Scenario two_channels() {
  Scenario scenario;
  scenario.channels["mail"] = {.kind = ChannelKind::mail, .queue = "post"};
  scenario.channels["phone"] = {};
  scenario.topics["card"] = {};
  scenario.topics["loan"] = {};
  scenario.topics["password"] = {};
  ContactType type;
  type.queue = "line";
  type.topics = {{"card", 1.0}, {"password", 3.0}};
  type.channels = {{"mail", 1.0}, {"phone", 4.0}};
  type.customers = 10;
  scenario.contact_types["clients"] = type;
  scenario.contact_types["partners"].queue = "line";
  scenario.queues["line"] = {};
  scenario.queues["post"] = {};
  return scenario;
}

const std::map<std::string, std::uint32_t> kQueues{{"line", 0}, {"post", 1}};

TEST(Issues, AClassIsATypeATopicAndAChannelInOrderOfName) {
  const BirthModel model = compile_births(two_channels(), kQueues);
  // Topics: 1 card, 2 loan, 3 password; channels: 1 mail, 2 phone.
  const std::vector<ClassLabels> expected{{0, 1, 1}, {0, 1, 2}, {0, 3, 1}, {0, 3, 2}, {1, 0, 0}};
  EXPECT_EQ(model.classes, expected);
  EXPECT_EQ(model.types[0].queues, (std::vector<std::uint32_t>{1, 0}));
  EXPECT_EQ(model.types[1].first_class, 4u);
}

TEST(Issues, SharesOfTopicsAndChannelsAreTheirWeights) {
  const BirthModel model = compile_births(two_channels(), kQueues);
  constexpr int kIssues = 40'000;
  int cards = 0, mails = 0;
  std::map<std::uint64_t, int> customers;
  for (std::uint32_t number = 0; number < kIssues; ++number) {
    Issue issue;
    draw_birth(model, 0, {7, 0}, sim::pack_issue(sim::name_hash24("clients"), 0, number), issue);
    cards += issue.topic == 1 ? 1 : 0;
    mails += issue.channel == 0 ? 1 : 0;
    EXPECT_EQ(issue.birth_class, class_of(model.types[0], issue.topic == 1 ? 0 : 1, issue.channel));
    ++customers[issue.customer];
  }
  EXPECT_NEAR(cards, 0.25 * kIssues, 4.5 * std::sqrt(0.25 * 0.75 * kIssues));
  EXPECT_NEAR(mails, 0.2 * kIssues, 4.5 * std::sqrt(0.2 * 0.8 * kIssues));
  EXPECT_EQ(customers.size(), 10u);
}

TEST(Issues, AWrongTopicIsAnotherOfTheTypeByWeight) {
  Scenario scenario = two_channels();
  scenario.contact_types["clients"].topics = {{"card", 2.0}, {"loan", 1.0}, {"password", 1.0}};
  const BirthModel model = compile_births(scenario, kQueues);
  // Without the loan, card and password stand 2 to 1.
  EXPECT_EQ(other_topic(model.types[0], 2, 0.60), 1u);
  EXPECT_EQ(other_topic(model.types[0], 2, 0.70), 3u);
  EXPECT_EQ(other_topic(model.types[0], 1, 0.49), 2u);
  EXPECT_EQ(other_topic(model.types[0], 1, 0.51), 3u);
  EXPECT_EQ(other_topic(model.types[1], 0, 0.5), 0u) << "a type without topics has none to mistake";
}

// The same log as reference block fcr_window: contacts by customer and day, a window of seven days.
TEST(Issues, EpisodesFollowTheWindow) {
  constexpr sim::Tick kDay = sim::kTicksPerDay;
  const std::vector<std::pair<int, int>> log{{'A', 1},  {'B', 2},  {'C', 3},  {'B', 6},  {'D', 10},
                                             {'D', 11}, {'C', 12}, {'D', 13}, {'E', 20}, {'G', 22},
                                             {'F', 26}, {'G', 29}, {'H', 29}};
  Episodes episodes;
  episodes.start(7 * kDay);
  int started = 0, repeated = 0, repeats = 0;
  for (const auto& [customer, day] : log) {
    const bool eligible = day + 7 <= 30;
    const auto sight = episodes.see(static_cast<std::uint64_t>(customer), 0, day * kDay, 0, eligible);
    repeats += sight.seen == Episodes::Seen::first ? 0 : 1;
    if (!sight.counted) continue;
    started += sight.seen == Episodes::Seen::first ? 1 : 0;
    repeated += sight.seen == Episodes::Seen::second ? 1 : 0;
  }
  EXPECT_EQ(started, 7);
  EXPECT_EQ(started - repeated, 4);  // FCR 4/7 = .5714
  EXPECT_EQ(repeats, 4);             // of 13 contacts: .3077
}

TEST(Issues, TheEpisodesForgetWhatIsOver) {
  Episodes episodes;
  episodes.start(10);
  for (std::uint64_t customer = 1; customer <= 50'000; ++customer) {
    const auto time = static_cast<sim::Tick>(customer);
    EXPECT_EQ(episodes.see(customer, 1, time, 5, true).seen, Episodes::Seen::first);
    if (customer > 10) {
      EXPECT_EQ(episodes.see(customer - 10, 1, time, 5, true).seen, Episodes::Seen::second);
    }
  }
}

// A table that has grown in an earlier replication must not see anything else.
TEST(Issues, WhatTheEpisodesSeeDoesNotDependOnTheRoomTheyHave) {
  const auto seen = [](Episodes& episodes) {
    episodes.start(50);
    std::vector<int> all;
    for (std::uint32_t i = 0; i < 20'000; ++i) {
      const std::uint64_t customer = sim::draw_word({1, 0}, sim::Purpose::customer, i) % 3000;
      all.push_back(static_cast<int>(episodes.see(customer, 1, i / 10, 0, true).seen));
    }
    return all;
  };
  Episodes fresh, grown;
  grown.start(1'000'000);
  for (std::uint64_t customer = 1; customer < 100'000; ++customer) grown.see(customer, 1, 0, 0, true);
  EXPECT_EQ(seen(fresh), seen(grown));
}

}  // namespace
}  // namespace firstline
