#include "sim/kernel/event_queue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <tuple>
#include <vector>

namespace sim {
namespace {

TEST(EventQueue, OrdersByTimeThenRankThenSequence) {
  EventQueue queue;
  queue.push(20, 1, 1);
  queue.push(10, 3, 2);
  queue.push(10, 1, 3);
  queue.push(10, 1, 4);
  queue.push(10, 0, 5);
  std::vector<std::uint32_t> order;
  while (!queue.empty()) {
    order.push_back(queue.top().payload);
    queue.pop();
  }
  EXPECT_EQ(order, (std::vector<std::uint32_t>{5, 3, 4, 2, 1}));
}

TEST(EventQueue, PopsOnlyWhatComesBeforeAnOrder) {
  EventQueue queue;
  Event event;
  EXPECT_FALSE(queue.pop_before(EventQueue::order(Tick{1} << 62, 31), event));
  queue.push(5, 2, 0);
  EXPECT_FALSE(queue.pop_before(EventQueue::order(5, 2), event));
  EXPECT_FALSE(queue.pop_before(EventQueue::order(4, 31), event));
  ASSERT_TRUE(queue.pop_before(EventQueue::order(5, 3), event));
  EXPECT_EQ(event.time, 5);
  EXPECT_EQ(event.rank, 2u);
  queue.push(7, 0, 1);
  queue.push(6, 1, 2);
  queue.pop();  // the root stands open
  EXPECT_FALSE(queue.pop_before(EventQueue::order(7, 0), event));
  EXPECT_TRUE(queue.pop_before(EventQueue::order(7, 1), event));
  EXPECT_EQ(event.payload, 1u);
}

using Row = std::tuple<Tick, unsigned, std::uint32_t, std::uint32_t>;  // time, rank, sequence, payload

// Random pushes, pops and sweeps against a sorted vector: every top must agree.
TEST(EventQueue, AgreesWithASortedListUnderRandomUse) {
  std::mt19937 random(7);
  EventQueue queue;
  std::vector<Row> model;
  for (int step = 0; step < 60000; ++step) {
    const auto dice = random() % 100;
    if (dice < 52 || model.empty()) {
      const auto time = static_cast<Tick>(random() % 500);
      const auto rank = static_cast<unsigned>(random() % 4);
      const auto payload = static_cast<std::uint32_t>(random() % 1000);
      const std::uint32_t sequence = queue.push(time, rank, payload);
      const Row row{time, rank, sequence, payload};
      model.insert(std::lower_bound(model.begin(), model.end(), row), row);
    } else if (dice < 99) {
      const Event event = queue.top();
      ASSERT_EQ((Row{event.time, event.rank, event.sequence, event.payload}), model.front());
      queue.pop();
      model.erase(model.begin());
    } else {
      queue.erase_if([](const Event& event) { return event.payload % 3 == 0; });
      std::erase_if(model, [](const Row& row) { return std::get<3>(row) % 3 == 0; });
    }
    ASSERT_EQ(queue.size(), model.size());
  }
}

TEST(EventQueue, ClearForgetsEverythingAndRestartsTheSequence) {
  EventQueue queue;
  for (int i = 0; i < 1000; ++i) queue.push(i, 0, 1);
  queue.pop();
  queue.clear();
  EXPECT_TRUE(queue.empty());
  EXPECT_EQ(queue.push(3, 0, 9), 0u);
  EXPECT_EQ(queue.top().payload, 9u);
}

TEST(EventQueue, CarriesTheLargestTimeAndPayload) {
  EventQueue queue;
  queue.push((Tick{1} << 62) - 1, 31, (1u << 24) - 1);
  const Event event = queue.top();
  EXPECT_EQ(event.time, (Tick{1} << 62) - 1);
  EXPECT_EQ(event.rank, 31u);
  EXPECT_EQ(event.payload, (1u << 24) - 1);
}

}  // namespace
}  // namespace sim
