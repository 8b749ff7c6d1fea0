#include "models/center/queues.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "tests/models/center/stage.h"

namespace firstline {
namespace {

using stage::kSecond;
using Doors = std::vector<std::pair<sim::Tick, bool>>;

constexpr std::int64_t kHour = 3600;

Doors doors_of(const Queue& queue, std::size_t weekday) {
  const QueueModel model = compile_queue(queue);
  Doors doors;
  for (const DoorChange& door : model.doors[weekday]) doors.emplace_back(door.at / sim::kTicksPerHour, door.open);
  return doors;
}

TEST(Queues, AQueueWithoutHoursHasNoDoors) {
  const QueueModel model = compile_queue({});
  EXPECT_FALSE(model.has_hours);
  for (const auto& doors : model.doors) EXPECT_TRUE(doors.empty());
  EXPECT_GT(model.capacity, std::int64_t{1} << 60);
}

TEST(Queues, RangesOpenAndClose) {
  Queue queue;
  queue.has_hours = true;
  queue.opening_hours[0] = {{8 * kHour, 12 * kHour}, {13 * kHour, 17 * kHour}};
  EXPECT_EQ(doors_of(queue, 0), (Doors{{8, true}, {12, false}, {13, true}, {17, false}}));
  EXPECT_EQ(doors_of(queue, 1), Doors{});
}

TEST(Queues, TouchingRangesAreOne) {
  Queue queue;
  queue.has_hours = true;
  queue.opening_hours[2] = {{8 * kHour, 12 * kHour}, {12 * kHour, 17 * kHour}};
  EXPECT_EQ(doors_of(queue, 2), (Doors{{8, true}, {17, false}}));
}

TEST(Queues, OpenOverMidnightDoesNotClose) {
  Queue queue;
  queue.has_hours = true;
  queue.opening_hours[6] = {{20 * kHour, 24 * kHour}};
  queue.opening_hours[0] = {{0, 6 * kHour}};
  EXPECT_EQ(doors_of(queue, 6), (Doors{{20, true}}));
  EXPECT_EQ(doors_of(queue, 0), (Doors{{0, true}, {6, false}}));
  queue.opening_hours[0] = {{1 * kHour, 6 * kHour}};
  EXPECT_EQ(doors_of(queue, 6), (Doors{{20, true}, {24, false}}));
}

TEST(Queues, FirstInFirstOutAndOutOfTheMiddle) {
  ContactPool pool;
  QueueState queue;
  std::vector<std::uint32_t> slots;
  for (int i = 0; i < 4; ++i) enqueue(queue, pool, slots.emplace_back(pool.allocate()));
  remove(queue, pool, slots[1]);
  remove(queue, pool, slots[3]);
  EXPECT_EQ(queue.length, 2);
  EXPECT_EQ(queue.head, slots[0]);
  EXPECT_EQ(queue.tail, slots[2]);
  remove(queue, pool, slots[0]);
  remove(queue, pool, slots[2]);
  EXPECT_EQ(queue.head, kNoContact);
  EXPECT_EQ(queue.tail, kNoContact);
}

TEST(Queues, ThoseHandedBackStandFirstInTheOrderInWhichTheyCame) {
  ContactPool pool;
  QueueState queue;
  const auto contact = [&pool](sim::Tick queued) {
    const std::uint32_t slot = pool.allocate();
    pool[slot].queued = queued;
    return slot;
  };
  const std::uint32_t waiting = contact(50), early = contact(10), late = contact(20), middle = contact(15);
  enqueue(queue, pool, waiting);
  for (const std::uint32_t slot : {early, late, middle}) {
    pool[slot].patience = -1;
    EXPECT_TRUE(pool[slot].handed_back());
    put_back(queue, pool, slot, false);
  }
  std::vector<std::uint32_t> order;
  for (std::uint32_t slot = queue.head; slot != kNoContact; slot = pool[slot].next) order.push_back(slot);
  EXPECT_EQ(order, (std::vector<std::uint32_t>{early, middle, late, waiting}));
  EXPECT_EQ(queue.tail, waiting);
  for (const std::uint32_t slot : {late, waiting, early, middle}) remove(queue, pool, slot);
  EXPECT_EQ(queue.head, kNoContact);
  put_back(queue, pool, late, false);  // into an empty queue
  EXPECT_EQ(queue.head, late);
  EXPECT_EQ(queue.tail, late);
}

TEST(Queues, TheDeferredStandBehindThoseInLine) {
  ContactPool pool;
  QueueState queue;
  std::vector<std::uint32_t> slots(6);
  for (std::uint32_t& slot : slots) slot = pool.allocate();
  defer(queue, pool, slots[0], kNoContact);
  line_up(queue, pool, slots[1]);
  defer(queue, pool, slots[2], slots[0]);
  line_up(queue, pool, slots[3]);
  defer(queue, pool, slots[4], kNoContact);
  EXPECT_EQ(queue.in_line(), 2);
  EXPECT_EQ(queue.counted_length(), 2);
  pool[slots[5]].patience = -1;
  put_back(queue, pool, slots[5], true);
  const auto order = [&] {
    std::vector<std::uint32_t> all;
    for (std::uint32_t slot = queue.head; slot != kNoContact; slot = pool[slot].next) all.push_back(slot);
    return all;
  };
  EXPECT_EQ(order(), (std::vector<std::uint32_t>{slots[1], slots[3], slots[5], slots[2], slots[0], slots[4]}));
  for (const std::size_t i : {5u, 1u, 3u}) {
    if (i == 5) no_longer_deferred(queue, pool, slots[i]);
    remove(queue, pool, slots[i]);
  }
  EXPECT_EQ(queue.first_deferred, slots[2]);
  EXPECT_EQ(queue.counted_length(), 3) << "where nobody is in line";
  line_up(queue, pool, slots[1]);
  EXPECT_EQ(order(), (std::vector<std::uint32_t>{slots[1], slots[2], slots[0], slots[4]}));
}

TEST(Queues, OnlyCarryOverKeepsTheWaitingFromOperators) {
  QueueModel model;
  QueueState queue;
  EXPECT_FALSE(may_be_served(model, queue));
  queue.length = 1;
  for (const Closing closing : {Closing::serve_out, Closing::drop, Closing::carry_over}) {
    model.closing = closing;
    queue.open = true;
    EXPECT_TRUE(may_be_served(model, queue));
    queue.open = false;
    EXPECT_EQ(may_be_served(model, queue), closing != Closing::carry_over);
  }
}

// --- Doors and closing rules in the whole centre: calls at 10, 12, 14 s, work 20 s, open from 5 s to 20 s.
Scenario closing_at_20(Closing closing, const sim::Law& patience = sim::Law::none()) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {2, 10, 12, 14, 20, 25}), 20.0, 1.0, patience);
  Queue& line = scenario.queues["line"];
  line.has_hours = true;
  line.closing = closing;
  for (auto& day : line.opening_hours) day = {{5, 20}};
  return scenario;
}

TEST(Closing, OutsideTheHoursContactsAreTurnedAwayTheClosingSecondIncluded) {
  const stage::Run run = stage::play(closing_at_20(Closing::serve_out), stage::measure(60));
  const ContactLog rows = stage::by_arrival(run);
  EXPECT_EQ(stage::outcomes(rows),
            (std::vector<Outcome>{Outcome::turned_away, Outcome::answered, Outcome::answered, Outcome::answered,
                                  Outcome::turned_away, Outcome::turned_away}));
  EXPECT_EQ(stage::total(run.counters).entries, 3);
}

TEST(Closing, TheOpeningSecondIsOpen) {
  Scenario scenario = closing_at_20(Closing::serve_out);
  for (auto& day : scenario.queues["line"].opening_hours) day = {{10, 20}};
  EXPECT_EQ(stage::outcomes(stage::by_arrival(stage::play(scenario, stage::measure(60))))[1], Outcome::answered);
}

TEST(Closing, ClosedDatesAreClosedFromMidnightToMidnight) {
  constexpr double kDay_s = 86'400.0;
  Arrivals arrivals;
  arrivals.trace_s = {kDay_s - 10.0, kDay_s, 1.5 * kDay_s, 2.0 * kDay_s - 1e-6, 2.0 * kDay_s};
  Scenario scenario = stage::one_queue(arrivals, 5.0, 1.0);
  Queue& line = scenario.queues["line"];
  line.has_hours = true;
  for (auto& day : line.opening_hours) day = {{0, 86'400}};
  scenario.holidays["second day"] = {
      .from_day = scenario.start_day + 1, .to_day = scenario.start_day + 1, .factor = 1.0, .closed = true};
  const auto ends = [&] {
    return stage::outcomes(stage::by_arrival(stage::play(scenario, stage::measure(3 * kDay_s))));
  };
  constexpr Outcome kIn = Outcome::answered, kOut = Outcome::turned_away;
  EXPECT_EQ(ends(), (std::vector<Outcome>{kIn, kOut, kOut, kOut, kIn}));
  line.has_hours = false;  // without hours a queue knows no dates
  EXPECT_EQ(ends(), (std::vector<Outcome>{kIn, kIn, kIn, kIn, kIn}));
}

TEST(Closing, ServeOutServesThoseInside) {
  const ContactLog rows = stage::by_arrival(stage::play(closing_at_20(Closing::serve_out), stage::measure(60)));
  EXPECT_EQ(stage::answers_s(rows), (std::vector<double>{-1, 10, 30, 50, -1, -1}));
}

TEST(Closing, OperatorsWhoseShiftEndsAtClosingStayForTheWaiting) {
  Scenario scenario = closing_at_20(Closing::serve_out);
  scenario.teams["desk"].staff = stage::steps({{0, 1}}, 20);
  const stage::Run run = stage::play(scenario, stage::measure(100));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run)), (std::vector<double>{-1, 10, 30, 50, -1, -1}));
  const TeamCell desk = stage::team_total(run.counters);
  EXPECT_EQ(desk.busy, 60 * kSecond);
  EXPECT_EQ(desk.overtime, 50 * kSecond);
  EXPECT_EQ(desk.available, 10 * kSecond);  // 0 to 10 s; after the last contact the operator goes home
}

TEST(Closing, OperatorsWhoLeaveWhileTheQueueIsOpenLeaveTheWaiting) {
  Scenario scenario = closing_at_20(Closing::serve_out);
  scenario.teams["desk"].staff = stage::steps({{0, 1}}, 19);
  for (auto& day : scenario.queues["line"].opening_hours) day = {{5, 40}};
  const stage::Run run = stage::play(scenario, stage::measure(39));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run))[1], 10);
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run))[2], 86'400);  // the next day's first operator
}

TEST(Closing, DropCutsOffTheWaitingButNotTheServed) {
  const stage::Run run = stage::play(closing_at_20(Closing::drop), stage::measure(60));
  const ContactLog rows = stage::by_arrival(run);
  EXPECT_EQ(stage::outcomes(rows),
            (std::vector<Outcome>{Outcome::turned_away, Outcome::answered, Outcome::dropped, Outcome::dropped,
                                  Outcome::turned_away, Outcome::turned_away}));
  EXPECT_EQ(stage::ends_s(rows), (std::vector<double>{2, 30, 20, 20, 20, 25}));
  EXPECT_EQ(stage::total(run.counters).wait_dropped, (8 + 6) * kSecond);
}

TEST(Closing, PatienceThatEndsWithTheDayIsAbandonedNotDropped) {
  const stage::Run run = stage::play(closing_at_20(Closing::drop, sim::Law::deterministic(8.0)), stage::measure(60));
  EXPECT_EQ(stage::outcomes(stage::by_arrival(run)),
            (std::vector<Outcome>{Outcome::turned_away, Outcome::answered, Outcome::abandoned, Outcome::dropped,
                                  Outcome::turned_away, Outcome::turned_away}));
}

TEST(Closing, CarryOverWaitsForTheNextMorning) {
  const stage::Run run = stage::play(closing_at_20(Closing::carry_over), stage::measure(60));
  const ContactLog rows = stage::by_arrival(run);
  EXPECT_EQ(stage::answers_s(rows), (std::vector<double>{-1, 10, 86'405, 172'805, -1, -1}));  // one a morning
}

TEST(Closing, CarryOverLosesPatienceOvernight) {
  const stage::Run run =
      stage::play(closing_at_20(Closing::carry_over, sim::Law::deterministic(100.0)), stage::measure(60));
  EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{2, 30, 112, 114, 20, 25}));
}

TEST(Closing, TheMenuThatEndsAtClosingComesTooLate) {
  Scenario scenario = closing_at_20(Closing::serve_out);
  scenario.contact_types["call"].ivr_time = sim::Law::deterministic(6.0);
  const ContactLog rows = stage::by_arrival(stage::play(scenario, stage::measure(60)));
  EXPECT_EQ(stage::outcomes(rows),
            (std::vector<Outcome>{Outcome::answered, Outcome::answered, Outcome::answered, Outcome::turned_away,
                                  Outcome::turned_away, Outcome::turned_away}));
  EXPECT_EQ(rows[3].ended, 20 * kSecond);
}

TEST(Closing, TwentyFourHoursNeverClose) {
  Scenario scenario = stage::one_queue({}, 20.0, 1.0);
  scenario.contact_types["call"].arrivals.rate_per_s = WeekSeries::constant(0.01);
  const stage::Run always = stage::play(scenario, stage::measure(3 * 86'400));
  scenario.queues["line"].has_hours = true;
  for (auto& day : scenario.queues["line"].opening_hours) day = {{0, 24 * kHour}};
  const stage::Run hours = stage::play(scenario, stage::measure(3 * 86'400));
  EXPECT_TRUE(always.counters.contacts == hours.counters.contacts);
  EXPECT_EQ(stage::total(hours.counters).turned_away, 0);
}

TEST(Closing, QueuesThatOpenTogetherAreServedByPriority) {
  Scenario scenario;
  scenario.contact_types["a"] = stage::type_to("later", stage::arrive_at("a", {10}), 20.0);
  scenario.contact_types["b"] = stage::type_to("urgent", stage::arrive_at("b", {12}), 20.0);
  for (const auto& [name, priority] : {std::pair{"later", 2}, {"urgent", 1}}) {
    Queue& queue = scenario.queues[name];
    queue.priority = priority;
    queue.closing = Closing::carry_over;
    queue.has_hours = true;
    for (auto& day : queue.opening_hours) day = {{5, 20}, {100, 200}};
  }
  scenario.teams["desk"] = stage::team_for({"later", "urgent"}, 0.0);
  scenario.teams["desk"].staff = stage::steps({{50, 1}}, 300);
  const stage::Run run = stage::play(scenario, stage::measure(300));
  EXPECT_EQ(stage::by_arrival(run, 1)[0].answered, 100 * kSecond);
  EXPECT_EQ(stage::by_arrival(run, 0)[0].answered, 120 * kSecond);
}

// --- Waiting places
TEST(Capacity, CountsTheWaitingOnly) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 12, 14, 16, 31}), 20.0, 1.0);
  scenario.queues["line"].capacity = 2;
  const stage::Run run = stage::play(scenario, stage::measure(60));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run)), (std::vector<double>{10, 30, 50, -1, 70}));
  EXPECT_EQ(stage::total(run.counters).blocked, 1);
  EXPECT_EQ(run.counters.waiting_all.maximum, 2);
}

// simmer's release before seize: no place to wait, work 1.5 times the gap: every second one is served.
TEST(Capacity, HalfAreServedWhereNobodyMayWait) {
  std::vector<int> when;
  for (int i = 1; i <= 100; ++i) when.push_back(2 * i);
  Scenario scenario = stage::one_queue(stage::arrive_at("call", when), 3.0, 1.0);
  scenario.queues["line"].capacity = 0;
  const ContactCell facts = stage::total(stage::play(scenario, stage::measure(300)).counters);
  EXPECT_EQ(facts.offered(), 100);
  EXPECT_EQ(facts.answered, 50);
  EXPECT_EQ(facts.blocked, 50);
}

TEST(Capacity, AnOperatorIsReleasedBeforeTheNextArrivalOfTheSameInstant) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {2, 4, 6, 8}), 2.0, 1.0);
  scenario.queues["line"].capacity = 0;
  EXPECT_EQ(stage::total(stage::play(scenario, stage::measure(20)).counters).answered, 4);
}

}  // namespace
}  // namespace firstline
