#include "models/center/mails.h"

#include <gtest/gtest.h>

#include <cmath>

namespace firstline {
namespace {

const std::map<std::string, std::uint32_t> kIds{{"a", 0}, {"b", 1}, {"c", 2}};

Scenario three_queues() {
  Scenario scenario;
  scenario.queues["a"] = scenario.queues["b"] = scenario.queues["c"] = {};
  scenario.channels["call"] = {};
  scenario.channels["mail"] = {.kind = ChannelKind::mail};
  scenario.contact_types["one"].queue = "b";
  scenario.contact_types["one"].channels = {{"call", 1.0}, {"mail", 1.0}};
  scenario.contact_types["two"].queue = "a";
  scenario.contact_types["two"].channels = {{"call", 1.0}, {"mail", 0.0}};
  return scenario;
}

TEST(Mails, AQueueThatMailsEnterIsTakenByDueTime) {
  Scenario scenario = three_queues();
  MailsModel model = compile_mails(scenario, kIds);
  EXPECT_EQ(model.mail_of_channel, (std::vector<std::int32_t>{-1, -1, 0}));
  EXPECT_EQ(model.orders, (std::vector<Order>{Order::arrival, Order::due, Order::arrival}));
  scenario.queues["a"].order = Order::shortest;
  scenario.queues["b"].order = Order::arrival;
  EXPECT_EQ(compile_mails(scenario, kIds).orders,
            (std::vector<Order>{Order::shortest, Order::arrival, Order::arrival}));
  scenario.channels["mail"].queue = "c";
  EXPECT_EQ(compile_mails(scenario, kIds).orders, (std::vector<Order>{Order::shortest, Order::arrival, Order::due}));
}

// P(touches > j) = (1.5 / 2.5)^j.
TEST(Mails, TouchesAreGeometric) {
  Scenario scenario = three_queues();
  EXPECT_EQ(sample_touches(compile_mails(scenario, kIds).mails[0], 0), 1u) << "one touch where nothing is said";
  scenario.channels["mail"].mail = Mail{.touches = 2.5};
  const MailModel mail = compile_mails(scenario, kIds).mails[0];
  for (int j = 1; j < 12; ++j) {
    const double chance = std::pow(0.6, j);
    EXPECT_EQ(sample_touches(mail, static_cast<std::uint32_t>(chance * 4294967296.0 * (1.0 + 1e-5))), j) << j;
    EXPECT_EQ(sample_touches(mail, static_cast<std::uint32_t>(chance * 4294967296.0 * (1.0 - 1e-5))), j + 1) << j;
  }
  EXPECT_LE(sample_touches(mail, 0), kMostTouches);
}

TEST(Mails, PlacesInOrderOfKeyThenArrivalThenSlot) {
  Ranking ranking;
  ranking.start(2);
  EXPECT_EQ(ranking.insert(0, {.key = 50, .arrival = 1, .slot = 4}), kNoContact);
  EXPECT_EQ(ranking.insert(0, {.key = 50, .arrival = 0, .slot = 9}), 4u);
  EXPECT_EQ(ranking.insert(0, {.key = 50, .arrival = 1, .slot = 3}), 4u);
  EXPECT_EQ(ranking.insert(0, {.key = 0, .arrival = 77, .slot = 1}), 9u);
  EXPECT_EQ(ranking.insert(1, {.key = 0, .arrival = 0, .slot = 2}), kNoContact) << "queues stand apart";
  ranking.erase(9);
  ranking.erase(9);
  ranking.erase(1000);
  EXPECT_EQ(ranking.insert(0, {.key = 10, .arrival = 5, .slot = 9}), 3u);
}

}  // namespace
}  // namespace firstline
