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
    draw_birth(model, 0, {7, 0}, sim::pack_issue(sim::name_hash24("clients"), 0, number), {}, issue);
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

// Weights 5, 2, 0 and 3: of the others each keeps its proportion, and one without a weight is never changed to.
TEST(Issues, AnotherChannelIsNeverThePresentOne) {
  const std::vector<Choice> channels = compile_choice({{"call", 5.0}, {"chat", 2.0}, {"fax", 0.0}, {"mail", 3.0}},
                                                      {{"call", 1}, {"chat", 2}, {"fax", 3}, {"mail", 4}});
  EXPECT_EQ(choose_other(channels, 0, 0.39), 1u);
  EXPECT_EQ(choose_other(channels, 0, 0.41), 3u) << "chat and mail stand 2 to 3";
  EXPECT_EQ(choose_other(channels, 1, 0.62), 0u);
  EXPECT_EQ(choose_other(channels, 1, 0.63), 3u) << "call and mail stand 5 to 3";
  EXPECT_EQ(choose_other(channels, 3, 0.71), 0u);
  EXPECT_EQ(choose_other(channels, 3, 0.72), 1u) << "call and chat stand 5 to 2";
  EXPECT_EQ(choose_other(channels, 2, 0.49), 0u) << "from one without a weight, as at birth";
  EXPECT_EQ(choose_other(channels, 2, 0.51), 1u);
  const std::vector<Choice> alone = compile_choice({{"call", 1.0}, {"fax", 0.0}}, {{"call", 1}, {"fax", 2}});
  EXPECT_EQ(choose_other(alone, 0, 0.5), 0u) << "nothing else has a share: it stays";
  for (std::size_t present = 0; present < channels.size(); ++present) {
    for (const double u : {0.0, 1e-300, 0.3, 0.5, 0.625, 0.7142857142857143, 1.0 - 0x1p-53}) {
      EXPECT_NE(choose_other(channels, present, u), present) << present << ' ' << u;
      EXPECT_NE(choose_other(channels, present, u), 2u) << present << ' ' << u;
    }
  }
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
    const auto sight = episodes.see({.customer = static_cast<std::uint64_t>(customer),
                                     .topic = 0,
                                     .owner = 0,
                                     .now = day * kDay,
                                     .counted = eligible});
    repeats += sight.seen == Episodes::Seen::first ? 0 : 1;
    if (!sight.counted) continue;
    started += sight.seen == Episodes::Seen::first ? 1 : 0;
    repeated += sight.seen == Episodes::Seen::second ? 1 : 0;
  }
  EXPECT_EQ(started, 7);
  EXPECT_EQ(started - repeated, 4);  // FCR 4/7 = .5714
  EXPECT_EQ(repeats, 4);             // of 13 contacts: .3077
}

Episodes::Seen see_at(Episodes& episodes, std::uint64_t customer, sim::Tick now) {
  return episodes.see({.customer = customer, .topic = 1, .owner = 5, .now = now, .counted = true}).seen;
}

TEST(Issues, TheEpisodesForgetWhatIsOver) {
  Episodes episodes;
  episodes.start(10);
  for (std::uint64_t customer = 1; customer <= 50'000; ++customer) {
    const auto time = static_cast<sim::Tick>(customer);
    EXPECT_EQ(see_at(episodes, customer, time), Episodes::Seen::first);
    if (customer > 10) {
      EXPECT_EQ(see_at(episodes, customer - 10, time), Episodes::Seen::second);
    }
  }
}

// So many that some look alike by the part of the key that stands in the table.
TEST(Issues, TheEpisodesOfManyCustomersAreKeptApart) {
  constexpr std::uint32_t kCustomers = 300'000;
  Episodes episodes;
  episodes.start(10);
  const auto see = [&episodes](std::uint32_t customer, sim::Tick now) {
    return episodes.see({.customer = customer, .topic = 1, .owner = customer, .now = now, .counted = true});
  };
  std::uint32_t taken_for_others = 0;
  for (std::uint32_t customer = 0; customer < kCustomers; ++customer) {
    taken_for_others += see(customer, 0).seen == Episodes::Seen::first ? 0 : 1;
  }
  for (std::uint32_t customer = 0; customer < kCustomers; ++customer) {
    const Episodes::Sight sight = see(customer, 10);
    taken_for_others += sight.seen == Episodes::Seen::second && sight.owner == customer ? 0 : 1;
  }
  EXPECT_EQ(taken_for_others, 0u);
}

// A table that has grown in an earlier replication must not see anything else.
TEST(Issues, WhatTheEpisodesSeeDoesNotDependOnTheRoomTheyHave) {
  const auto seen = [](Episodes& episodes) {
    episodes.start(50);
    std::vector<int> all;
    for (std::uint32_t i = 0; i < 20'000; ++i) {
      const std::uint64_t customer = sim::draw_word({1, 0}, sim::Purpose::customer, i) % 3000;
      all.push_back(static_cast<int>(see_at(episodes, customer, i / 10)));
    }
    return all;
  };
  Episodes fresh, grown;
  grown.start(1'000'000);
  for (std::uint64_t customer = 1; customer < 100'000; ++customer) see_at(grown, customer, 0);
  EXPECT_EQ(seen(fresh), seen(grown));
}

// Seen at once or later: the same sights in the same order.
TEST(Issues, EpisodesSeenLaterAreThoseSeenAtOnce) {
  Episodes at_once, later;
  at_once.start(50);
  later.start(50);
  std::vector<Episodes::Sight> expected, found;
  const auto keep = [&found](const std::optional<Episodes::Sight>& sight) {
    if (sight) found.push_back(*sight);
  };
  for (std::uint32_t i = 0; i < 5000; ++i) {
    const Episodes::Contact contact{.customer = sim::draw_word({1, 0}, sim::Purpose::customer, i) % 300,
                                    .topic = i % 3,
                                    .owner = i,
                                    .now = i / 10,
                                    .counted = i % 7 != 0};
    expected.push_back(at_once.see(contact));
    keep(later.see_later(contact));
  }
  EXPECT_LT(found.size(), expected.size());
  while (const std::optional<Episodes::Sight> sight = later.catch_up()) keep(sight);
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(found[i].seen, expected[i].seen);
    EXPECT_EQ(found[i].owner, expected[i].owner);
    EXPECT_EQ(found[i].counted, expected[i].counted);
  }
  EXPECT_FALSE(later.catch_up());
}

}  // namespace
}  // namespace firstline
