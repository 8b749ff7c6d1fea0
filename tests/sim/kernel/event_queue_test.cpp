#include "sim/kernel/event_queue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <tuple>
#include <utility>
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
  EXPECT_FALSE(queue.pop_before(Tick{1} << 62, 31, event));
  queue.push(5, 2, 0);
  EXPECT_FALSE(queue.pop_before(5, 2, event));
  EXPECT_FALSE(queue.pop_before(4, 31, event));
  ASSERT_TRUE(queue.pop_before(5, 3, event));
  EXPECT_EQ(event.time, 5);
  EXPECT_EQ(event.rank, 2u);
  queue.push(7, 0, 1);
  queue.push(6, 1, 2);
  queue.pop();  // the root stands open
  EXPECT_FALSE(queue.pop_before(7, 0, event));
  EXPECT_TRUE(queue.pop_before(7, 1, event));
  EXPECT_EQ(event.payload, 1u);
}

using Row = std::tuple<Tick, unsigned, std::uint32_t, std::uint32_t>;  // time, rank, sequence, payload

// The queue of the engine; with pages of 64 ticks, so that most events wait aside and pages are opened all the time,
// and events come before the page that is open; and with so few bits for the order of pushing that it runs out.
template <class Queue>
class AnyPage : public ::testing::Test {};
using Pages = ::testing::Types<EventQueue, BasicEventQueue<6>, BasicEventQueue<46>>;
TYPED_TEST_SUITE(AnyPage, Pages);

// Random pushes, pops, looks from outside and sweeps against a sorted vector: every top must agree.
TYPED_TEST(AnyPage, AgreesWithASortedListUnderRandomUse) {
  std::mt19937 random(7);
  TypeParam queue;
  std::vector<Row> model;
  const auto row_of = [](const Event& event) { return Row{event.time, event.rank, event.sequence, event.payload}; };
  for (int step = 0; step < 60000; ++step) {
    const auto dice = random() % 100;
    if (dice < 52 || model.empty()) {
      const auto time = static_cast<Tick>(random() % 500);
      const auto rank = static_cast<unsigned>(random() % 4);
      const auto payload = static_cast<std::uint32_t>(random() % 1000);
      const std::uint32_t sequence = queue.push(time, rank, payload);
      const Row row{time, rank, sequence, payload};
      model.insert(std::lower_bound(model.begin(), model.end(), row), row);
    } else if (dice < 80) {
      ASSERT_EQ(row_of(queue.top()), model.front());
      queue.pop();
      model.erase(model.begin());
    } else if (dice < 99) {
      const auto time = static_cast<Tick>(random() % 500);
      const auto rank = static_cast<unsigned>(random() % 4);
      const bool comes_before =
          std::pair(std::get<0>(model.front()), std::get<1>(model.front())) < std::pair(time, rank);
      Event event;
      ASSERT_EQ(queue.pop_before(time, rank, event), comes_before);
      if (comes_before) {
        ASSERT_EQ(row_of(event), model.front());
        model.erase(model.begin());
      }
    } else {
      queue.erase_if([](const Event& event) { return event.payload % 3 == 0; });
      std::erase_if(model, [](const Row& row) { return std::get<3>(row) % 3 == 0; });
    }
    ASSERT_EQ(queue.size(), model.size());
  }
}

// As a run uses it: time goes on, beside a clock outside; delays from seconds to months.
TYPED_TEST(AnyPage, KeepsItsOrderOverDaysBesideAClock) {
  std::mt19937_64 random(11);
  TypeParam queue;
  std::vector<Row> model;
  Tick now = 0, clock = 0;
  int taken = 0;
  for (int step = 0; step < 40000; ++step) {
    Event event;
    const bool from_queue = queue.pop_before(clock, 20, event);
    const bool expected =
        !model.empty() && std::pair(std::get<0>(model.front()), std::get<1>(model.front())) < std::pair(clock, 20u);
    ASSERT_EQ(from_queue, expected);
    if (from_queue) {
      ASSERT_EQ((Row{event.time, event.rank, event.sequence, event.payload}), model.front());
      model.erase(model.begin());
      ASSERT_GE(event.time, now);
      now = event.time;
      ++taken;
    } else {
      now = clock;
      clock += static_cast<Tick>(random() % (Tick{1} << (random() % 35)));
    }
    const std::size_t pushes = model.size() < 2000 ? random() % 3 : 0;
    for (std::size_t i = 0; i < pushes; ++i) {
      const Tick time = now + static_cast<Tick>(random() % (Tick{1} << (random() % 43)));
      const auto rank = static_cast<unsigned>(random() % 32);
      const Row row{time, rank, queue.push(time, rank, static_cast<std::uint32_t>(step)), step};
      model.insert(std::lower_bound(model.begin(), model.end(), row), row);
    }
  }
  EXPECT_GT(taken, 10000);
}

// More pushes than the order of pushing has numbers, all at one instant: first in, first out still.
TEST(EventQueue, NumbersItsEventsAnewWhenTheOrderIsUsedUp) {
  BasicEventQueue<54> queue;  // 32 numbers
  std::uint32_t pushed = 0, popped = 0;
  for (int round = 0; round < 500; ++round) {
    while (pushed - popped < 20) queue.push(7, 3, pushed++);
    for (int i = 0; i < 1 + round % 15; ++i) {
      ASSERT_EQ(queue.top().payload, popped++);
      queue.pop();
    }
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
