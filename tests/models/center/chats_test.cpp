#include "models/center/chats.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/random/philox.h"

namespace firstline {
namespace {

// Mean and variance over evenly spread words, that is by the quantile function itself.
void expect_moments(double mean, double cv) {
  const TurnCount turns(mean, cv);
  constexpr int kPoints = 1 << 18;
  double sum = 0.0, squares = 0.0;
  std::uint32_t last = 0;
  for (int i = 0; i < kPoints; ++i) {
    const auto word = static_cast<std::uint32_t>(0xffffffffu - static_cast<std::uint32_t>(i) * (1u << 14));
    const std::uint32_t count = turns.sample(word);
    EXPECT_GE(count, last) << "more turns for a smaller word";
    last = count;
    sum += count;
    squares += static_cast<double>(count) * count;
  }
  const double got = sum / kPoints;
  EXPECT_NEAR(got, mean, 1e-3 * mean) << cv;
  EXPECT_NEAR(std::sqrt(squares / kPoints - got * got), cv * mean, 5e-3 * cv * mean) << mean;
}

TEST(Chats, TurnsHaveTheirMeanAndVariation) {
  expect_moments(8.0, 0.6);
  expect_moments(2.0, 1.0);
  expect_moments(5.0, 0.4);  // Poisson
  expect_moments(300.0, 0.5);
}

// P(M = 1 + j) of a geometric law with mean 4: 0.2 * 0.8^j (the size of the negative binomial is 1, its variance 20).
TEST(Chats, TurnsByHand) {
  const TurnCount turns(5.0, std::sqrt(20.0) / 5.0);
  const auto at = [&](double p) { return turns.sample(~static_cast<std::uint32_t>(p * 4294967296.0)); };
  double cumulative = 0.0;
  for (std::uint32_t j = 0; j < 20; ++j) {
    EXPECT_EQ(at(cumulative + 1e-6), 1 + j);
    cumulative += 0.2 * std::pow(0.8, j);
    EXPECT_EQ(at(cumulative - 1e-6), 1 + j);
  }
}

TEST(Chats, TurnsWithoutVariation) {
  const TurnCount five(5.0, 0.0), between(2.25, 0.0), one(1.0, 0.9);
  int threes = 0;
  for (std::uint32_t word = 0; word < 1000; ++word) {
    const std::uint32_t spread = word * 4294967u;
    EXPECT_EQ(five.sample(spread), 5u);
    EXPECT_EQ(one.sample(spread), 1u);
    EXPECT_TRUE(between.sample(spread) == 2 || between.sample(spread) == 3);
    threes += between.sample(spread) == 3 ? 1 : 0;
  }
  EXPECT_NEAR(threes, 250, 1);
}

TEST(Chats, MessagesAreAnsweredInTheirOrder) {
  Desk desk;
  std::vector<ChatState> chats(6);
  for (const std::uint32_t slot : {3u, 1u, 5u, 0u}) push_message(desk, chats, slot);
  remove_message(desk, chats, 1);
  remove_message(desk, chats, 0);
  push_message(desk, chats, 4);
  for (const std::uint32_t slot : {3u, 5u, 4u}) EXPECT_EQ(pop_message(desk, chats), slot);
  EXPECT_EQ(desk.first, kNoContact);
  EXPECT_EQ(desk.last, kNoContact);
  push_message(desk, chats, 2);
  remove_message(desk, chats, 2);
  EXPECT_EQ(desk.first, kNoContact);
  EXPECT_EQ(desk.last, kNoContact);
}

TEST(Chats, EffortsAddUpToTheBusyTime) {
  Desk desk;
  sim::Tick now = 1000, sum = 0;
  std::vector<sim::Tick> begun;
  std::uint32_t counter = 0;
  for (int step = 0; step < 10'000; ++step) {
    const std::uint32_t word = sim::philox4x32_10({counter++, 0, 0, 0}, {7, 0})[0];
    now += static_cast<sim::Tick>(word % 1000);
    divide_time(desk, now);
    const bool opens = desk.open == 0 || (desk.open < 7 && (word & 1024u) != 0);
    if (opens) {
      begun.push_back(desk.clock);
      ++desk.open;
    } else {
      const std::size_t which = (word >> 12) % begun.size();
      sum += desk.clock - begun[which];
      begun.erase(begun.begin() + static_cast<std::ptrdiff_t>(which));
      --desk.open;
    }
  }
  // Close the rest one by one; then everything but the idle time is given out.
  while (desk.open > 0) {
    now += 3;
    divide_time(desk, now);
    sum += desk.clock - begun.back();
    begun.pop_back();
    --desk.open;
  }
  EXPECT_EQ(desk.rest, 0);
  // Busy time: the same walk once more.
  sim::Tick busy = 0;
  int open = 0;
  counter = 0;
  for (int step = 0; step < 10'000; ++step) {
    const std::uint32_t word = sim::philox4x32_10({counter++, 0, 0, 0}, {7, 0})[0];
    if (open > 0) busy += static_cast<sim::Tick>(word % 1000);
    open += open == 0 || (open < 7 && (word & 1024u) != 0) ? 1 : -1;
  }
  busy += 3 * open;
  EXPECT_EQ(sum, busy);
}

ChatsModel two_rates() {
  ChatsModel model;
  model.chats.resize(1);
  model.chats[0].rates = {std::int64_t{1} << 32, std::int64_t{1} << 31};
  return model;
}

// Alone at full speed, two at half of it each, three no slower than two.
TEST(Chats, SharedWorkIsExactUnderChangesOfLevel) {
  const ChatsModel model = two_rates();
  Desk desk;
  EXPECT_EQ(until_shared_end(model, desk), sim::kNever);
  desk.open = 1;
  desk.shared.push_back({.left = sim::Wide{100} << 32, .slot = 1});
  EXPECT_EQ(until_shared_end(model, desk), 100);
  do_shared_work(model, desk, 40);  // 60 left
  desk.open = 2;
  desk.shared.push_back({.left = sim::Wide{10} << 32, .slot = 2});
  EXPECT_EQ(until_shared_end(model, desk), 20);
  do_shared_work(model, desk, 60);
  EXPECT_TRUE(desk.shared[1].left == 0);
  EXPECT_TRUE(desk.shared[0].left == sim::Wide{50} << 32);
  desk.open = 3;
  EXPECT_EQ(until_shared_end(model, desk), 0);
  desk.shared.pop_back();
  EXPECT_EQ(until_shared_end(model, desk), 100);
  desk.open = 1;
  EXPECT_EQ(until_shared_end(model, desk), 50);
}

// Four at a time or one by one: the frozen address of a reply's draws.
TEST(Chats, WordsOfAReplyAreThoseOfItsAddress) {
  const ChatAddress chat{.key = {.seed = 11, .replication = 3}, .entity = 77, .leg = 5};
  const std::uint64_t entity = 77 ^ (std::uint64_t{5} * 0x9e3779b97f4a7c15u);
  TurnWords words;
  for (const std::uint32_t turn : {0u, 1u, 3u, 4u, 9u, 0u, 1000u}) {
    if (words.first != TurnWords::first_of(turn)) words.draw(chat, turn);
    for (const sim::Purpose purpose : {sim::Purpose::chat_think, sim::Purpose::chat_reply, sim::Purpose::chat_silence,
                                       sim::Purpose::chat_tolerance}) {
      EXPECT_EQ(words.word(purpose, turn), sim::draw_word(chat.key, purpose, entity, turn)) << turn;
    }
  }
  EXPECT_EQ(chat.word(sim::Purpose::chat_turns), sim::draw_word(chat.key, sim::Purpose::chat_turns, entity));
}

TEST(Chats, RowsKeepWhoHasBeenThereLongest) {
  std::vector<Desk> desks(4);
  DeskRows rows;
  rows.start(2, 3);
  const auto row = [&](std::int32_t level) {
    std::vector<std::uint32_t> ids;
    for (std::uint32_t id = rows.head(1, level); id != kNoContact; id = desks[id].next) ids.push_back(id);
    return ids;
  };
  for (const std::uint32_t id : {2u, 0u, 3u}) rows.move(desks, 1, id, 0, 1);
  EXPECT_EQ(row(1), (std::vector<std::uint32_t>{2, 0, 3}));
  rows.move(desks, 1, 0, 1, 2);
  rows.move(desks, 1, 2, 1, 2);
  EXPECT_EQ(row(1), (std::vector<std::uint32_t>{3}));
  EXPECT_EQ(row(2), (std::vector<std::uint32_t>{0, 2}));
  rows.move(desks, 1, 0, 2, 1);
  rows.move(desks, 1, 3, 1, 0);
  EXPECT_EQ(row(1), (std::vector<std::uint32_t>{0}));
  EXPECT_EQ(rows.head(0, 1), kNoContact);
  EXPECT_TRUE(rows.any_room(1));
  EXPECT_FALSE(rows.any_room(0));
  rows.move(desks, 1, 0, 1, 3);
  rows.move(desks, 1, 2, 2, 3);
  EXPECT_FALSE(rows.any_room(1)) << "all have the most";
}

TEST(Chats, SlotsByTeamAndQueue) {
  Scenario scenario;
  scenario.queues["a"] = scenario.queues["b"] = {};
  scenario.teams["one"].serves["a"] = {};
  scenario.teams["one"].chat_slots = 3;
  scenario.teams["two"].serves["a"] = {.chat_slots = 2};
  scenario.teams["two"].serves["b"] = {};
  scenario.channels["call"] = {};
  scenario.channels["chat"] = {.kind = ChannelKind::chat};
  const std::map<std::string, std::uint32_t> ids{{"a", 0}, {"b", 1}};
  EXPECT_FALSE(compile_chats(scenario, ids).any()) << "nobody says how the chats go on";
  scenario.channels["chat"].chat = Chat{};
  const ChatsModel model = compile_chats(scenario, ids);
  EXPECT_EQ(model.chat_of_channel, (std::vector<std::int32_t>{-1, -1, 0}));
  EXPECT_EQ(model.slots, (std::vector<std::int32_t>{3, 0, 2, 1}));
  EXPECT_EQ(model.most_slots, 3);
}

}  // namespace
}  // namespace firstline
