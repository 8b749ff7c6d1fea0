#include "models/center/agents.h"

#include <gtest/gtest.h>

namespace firstline {
namespace {

struct Room {
  TeamState team;
  std::vector<OperatorState> operators;

  explicit Room(std::uint32_t size) : operators(size) {
    for (std::uint32_t id = size; id-- > 0;) go_off_duty(team, operators, id);
  }
  void level(std::int64_t wanted, sim::Tick now) { set_level(team, operators, wanted, now); }
  std::uint32_t start_work(sim::Tick now) {
    team.advance(now);
    const std::uint32_t id = pop_idle(team, operators);
    ++team.busy;
    return id;
  }
};

TEST(Agents, LongestIdleIsTakenFirst) {
  Room room(3);
  room.level(3, 10);
  EXPECT_EQ(room.start_work(20), 0u);
  EXPECT_EQ(room.start_work(20), 1u);
  room.team.advance(30);
  --room.team.busy;
  push_idle(room.team, room.operators, 0, 30);
  EXPECT_EQ(room.start_work(40), 2u);
  EXPECT_EQ(room.start_work(40), 0u);
  EXPECT_EQ(room.team.idle, 0);
  EXPECT_EQ(room.team.idle_tail, kNoOperator);
}

TEST(Agents, ARiseBringsIdleOperatorsAndRemembersWhen) {
  Room room(2);
  room.level(1, 5);
  room.level(2, 9);
  EXPECT_EQ(room.operators[0].idle_since, 5);
  EXPECT_EQ(room.operators[1].idle_since, 9);
  EXPECT_EQ(room.team.present(), 2);
}

TEST(Agents, AFallSendsTheIdleHomeAtOnceAndTheBusyLater) {
  Room room(5);
  room.level(5, 0);
  for (int i = 0; i < 3; ++i) room.start_work(0);
  room.level(1, 10);
  EXPECT_EQ(room.team.idle, 0);
  EXPECT_EQ(room.team.busy, 3);
  EXPECT_EQ(room.team.leaving, 2);
}

TEST(Agents, AFallOfTheIdleOnlyLeavesNobodyLeaving) {
  Room room(5);
  room.level(5, 0);
  room.start_work(0);
  room.level(2, 10);
  EXPECT_EQ(room.team.idle, 1);
  EXPECT_EQ(room.team.leaving, 0);
}

TEST(Agents, ARiseFirstKeepsThoseAboutToLeave) {
  Room room(5);
  room.level(4, 0);
  for (int i = 0; i < 4; ++i) room.start_work(0);
  room.level(1, 10);
  ASSERT_EQ(room.team.leaving, 3);
  room.level(3, 20);
  EXPECT_EQ(room.team.leaving, 1);
  EXPECT_EQ(room.team.present(), 4);
  room.level(5, 30);
  EXPECT_EQ(room.team.leaving, 0);
  EXPECT_EQ(room.team.idle, 1);
}

TEST(Agents, LevelZeroAndBackTakesEverybodyOnce) {
  Room room(3);
  for (int round = 0; round < 3; ++round) {
    room.level(3, 10 * round);
    EXPECT_EQ(room.team.idle, 3);
    room.level(0, 10 * round + 5);
    EXPECT_EQ(room.team.present(), 0);
    EXPECT_EQ(room.team.idle_head, kNoOperator);
  }
  int off_duty = 0;
  for (std::uint32_t id = room.team.off_duty; id != kNoOperator; id = room.operators[id].next) ++off_duty;
  EXPECT_EQ(off_duty, 3);
}

TEST(Agents, AnyIdleOperatorCanLeaveTheLine) {
  for (std::uint32_t gone = 0; gone < 4; ++gone) {
    Room room(5);
    room.level(5, 0);
    EXPECT_EQ(room.start_work(1), 0u);  // so that the head's link backwards is a stale one
    unlink_idle(room.team, room.operators, gone + 1);
    EXPECT_EQ(room.team.idle, 3);
    room.team.advance(2);
    --room.team.busy;
    push_idle(room.team, room.operators, 0, 2);
    std::vector<std::uint32_t> order, expected;
    for (std::uint32_t id = 1; id < 5; ++id) {
      if (id != gone + 1) expected.push_back(id);
    }
    expected.push_back(0);
    while (room.team.idle > 0) order.push_back(pop_idle(room.team, room.operators));
    EXPECT_EQ(order, expected);
    EXPECT_EQ(room.team.idle_tail, kNoOperator);
  }
}

TEST(Agents, TheOnlyIdleOperatorLeavesAnEmptyLine) {
  Room room(1);
  room.level(1, 0);
  unlink_idle(room.team, room.operators, 0);
  EXPECT_EQ(room.team.idle_head, kNoOperator);
  EXPECT_EQ(room.team.idle_tail, kNoOperator);
  push_idle(room.team, room.operators, 0, 5);
  EXPECT_EQ(pop_idle(room.team, room.operators), 0u);
}

TEST(Agents, AFallOfTheLevelPassesPersonsBy) {
  Room room(3);
  const std::uint32_t person = 3;
  room.operators.push_back({});
  ++room.team.persons;
  push_idle(room.team, room.operators, person, 0);
  set_level(room.team, room.operators, 3, 5, person);
  EXPECT_EQ(room.team.idle, 4);
  EXPECT_EQ(room.start_work(6), person);
  EXPECT_EQ(room.start_work(6), 0u);
  set_level(room.team, room.operators, 0, 10, person);
  EXPECT_EQ(room.team.idle, 0);
  EXPECT_EQ(room.team.leaving, 1);  // not the person
  EXPECT_EQ(room.team.past_shift, 1);
}

TEST(Agents, TimeAwayIsBookedApart) {
  Room room(1);
  room.team.on_break = 2;
  room.team.absent = 1;
  room.team.advance_away(10);
  room.team.unpaid = 3;
  room.team.on_break = 0;
  room.team.advance_away(15);
  EXPECT_EQ(room.team.break_area, 20);
  EXPECT_EQ(room.team.unpaid_area, 15);
  EXPECT_EQ(room.team.absent_area, 15);
  EXPECT_EQ(room.team.idle_area, 0);
}

TEST(Agents, AreasAreExact) {
  Room room(3);
  room.level(3, 100);    // nobody before
  room.start_work(110);  // 3 idle for 10
  room.start_work(125);  // 2 idle, 1 busy for 15
  room.level(1, 145);    // 1 idle, 2 busy for 20; then 2 busy of which 1 leaves
  room.team.advance(150);
  EXPECT_EQ(room.team.idle_area, 30 + 30 + 20);
  EXPECT_EQ(room.team.busy_area, 15 + 40 + 10);
  EXPECT_EQ(room.team.overtime_area, 5);
}

}  // namespace
}  // namespace firstline
