#include <gtest/gtest.h>

#include <algorithm>

#include "models/center/center_sim.h"
#include "tests/models/center/stage.h"

namespace firstline {
namespace {

using stage::flow_total;
using stage::issue_total;
using stage::kSecond;
using stage::leg_total;
constexpr int kHour_s = 3600, kDay_s = 86'400;

// Mondays to Fridays from 9 to 17.
std::array<std::vector<sim::TimeRange>, 7> office_hours() {
  std::array<std::vector<sim::TimeRange>, 7> hours;
  for (std::size_t day = 0; day < 5; ++day) hours[day] = {{.from_s = 9 * kHour_s, .to_s = 17 * kHour_s}};
  return hours;
}

void send_home(Scenario& scenario) {
  WeekSeries& staff = scenario.teams["desk"].staff;
  staff = stage::steps({{9 * kHour_s, 1.0}, {17 * kHour_s - 1, 0.0}}, kDay_s);
  staff.days[5] = staff.days[6] = {};
  Queue& queue = scenario.queues["line"];
  queue.has_hours = true;
  queue.closing = Closing::carry_over;
  queue.opening_hours = office_hours();
}

// One operator in an office, one hour a mail; the first day is a Friday. Mails at 15:45, 16:10, 16:20 and 16:30 that
// want a first reply within 8, 8, 3 and 2 working hours.
Scenario over_the_weekend() {
  Scenario scenario = stage::one_queue(stage::arrive_at("a", {56'700, 58'200}), 3600.0, 1.0);
  scenario.contact_types.clear();
  scenario.channels["mail"] = {.kind = ChannelKind::mail};
  const auto add = [&](const std::string& name, const std::vector<int>& seconds, double response_h) {
    scenario.contact_types[name] = stage::type_to("line", stage::arrive_at(name, seconds), 3600.0);
    scenario.contact_types[name].channels = {{"mail", 1.0}};
    scenario.slas[name].contact_type = name;
    scenario.slas[name].response_s = response_h * kHour_s;
    scenario.slas[name].hours = office_hours();
    scenario.slas[name].has_hours = true;
  };
  add("a", {56'700, 58'200}, 8.0);
  add("b", {58'800}, 3.0);
  add("c", {59'400}, 2.0);
  send_home(scenario);
  return scenario;
}

std::vector<double> answers_of(const Scenario& scenario) {
  const auto run = stage::play(scenario, stage::measure(kDay_s));
  std::vector<double> all;
  for (int type = 0; type < 3; ++type) {
    for (const double at : stage::answers_s(stage::by_arrival(run, type))) all.push_back(at);
  }
  return all;
}

TEST(Mail, EarliestDueFirstOverANightAndAWeekend) {
  // Due: the second on Monday at 16:10, the third at 11:20, the fourth at 10:30. At 16:45 the fourth is taken and
  // finished after hours; on Monday the third at 9:00, the second at 10:00.
  constexpr double kMonday = 3.0 * kDay_s + 9.0 * kHour_s;
  EXPECT_EQ(answers_of(over_the_weekend()), (std::vector<double>{56'700, kMonday + 3600, kMonday, 60'300}));
}

TEST(Mail, OtherOrders) {
  constexpr double kMonday = 3.0 * kDay_s + 9.0 * kHour_s;
  Scenario scenario = over_the_weekend();
  scenario.queues["line"].order = Order::arrival;
  EXPECT_EQ(answers_of(scenario), (std::vector<double>{56'700, 60'300, kMonday, kMonday + 3600}));
  scenario.queues["line"].order = Order::shortest;
  scenario.contact_types["b"].service = sim::Law::deterministic(1800.0);
  EXPECT_EQ(answers_of(scenario), (std::vector<double>{56'700, kMonday, 60'300, kMonday + 3600}))
      << "half an hour first; then, on Monday, who came first";
}

TEST(Mail, NobodyIsOnTheLine) {
  const auto run = stage::play(over_the_weekend(), stage::measure(kDay_s));
  const ContactCell total = stage::total(run.counters);
  EXPECT_EQ(total.offered(), 4);
  EXPECT_EQ(total.entries, 0);
  EXPECT_EQ(total.answered, 0);
  EXPECT_EQ(total.wait_answered, 0);
  EXPECT_EQ(total.finished, 4);
  const FlowCell flow = flow_total(run.counters);
  EXPECT_EQ(flow.deferred, 4);
  EXPECT_EQ(flow.answered_deferred, 4);
  EXPECT_EQ(flow.tickets, 0) << "it was no ticket that somebody made";
  EXPECT_EQ(flow.replies, 4);
  EXPECT_EQ(flow.responses, 4);
  // First replies at the end of the writing: an hour each, and what it waited.
  constexpr sim::Tick kMonday = (3 * kDay_s + 9 * kHour_s) * kSecond;
  const sim::Tick waits =
      0 + (kMonday + 3600 * kSecond - 58'200 * kSecond) + (kMonday - 58'800 * kSecond) + (60'300 - 59'400) * kSecond;
  EXPECT_EQ(total.response_answered, waits + 4 * 3600 * kSecond);
  EXPECT_EQ(flow.reply_time, total.response_answered);
  // In working hours: 15:45-16:45; 16:10-17:00 and Monday 9:00-11:00; 16:20-17:00 and 9:00-10:00; 16:30-17:00.
  EXPECT_EQ(flow.response_business, (60 + 50 + 120 + 40 + 60 + 30) * 60 * kSecond);
  std::int64_t within = 0, covered = 0;
  for (const SlaCell& cell : run.counters.slas) {
    within += cell.contacts_within;
    covered += cell.contacts;
  }
  EXPECT_EQ(covered, 4);
  EXPECT_EQ(within, 4);
}

// An agreement on the response alone: a mail is overdue from then until its first reply, or for good.
TEST(Mail, WithoutAReplyInTimeItIsOverdue) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 20}), 600.0, 1.0);
  scenario.channels["mail"] = {.kind = ChannelKind::mail,
                               .mail = Mail{.touches = 2.0, .answer = sim::Law::deterministic(5000.0)}};
  scenario.contact_types["call"].channels = {{"mail", 1.0}};
  scenario.slas["mails"] = {.channel = "mail", .response_s = 1000.0};
  const auto overdue_s = [&] {
    return stage::issue_total(stage::play(scenario, stage::measure(20'000.0)).counters).overdue_time / kSecond;
  };
  // Replies at 610 and 1210; the second was due at 1020. What the customers write later has no first reply due.
  EXPECT_EQ(overdue_s(), 190);
  scenario.teams["desk"].staff = WeekSeries::constant(0);
  EXPECT_EQ(overdue_s(), (20'000 - 1010) + (20'000 - 1020)) << "nobody ever answers";
  Sla& sla = scenario.slas["mails"];
  sla.has_hours = true;
  sla.hours.fill({{.from_s = 0, .to_s = 3600}});
  sla.response_s = 4000.0;
  EXPECT_EQ(overdue_s(), 0) << "an hour a day: due on the second";
}

TEST(Mail, TouchesGoBackAndForth) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 10'000, 20'000, 30'000, 40'000}), 600.0, 2.0);
  scenario.channels["mail"] = {.kind = ChannelKind::mail,
                               .mail = Mail{.touches = 2.5, .answer = sim::Law::deterministic(1000.0)}};
  scenario.contact_types["call"].channels = {{"mail", 1.0}};
  scenario.queues["line"].handling.after_work = sim::Law::deterministic(60.0);
  const auto run = stage::play(scenario, stage::measure(kDay_s));
  const ContactLog rows = stage::by_arrival(run);
  ASSERT_EQ(rows.size(), 5u);
  int touches = 0;
  const MailModel mail = compile(scenario, stage::measure(kDay_s)).mails.mails[0];
  for (const ContactRow& row : rows) {
    touches += row.legs;
    EXPECT_EQ(row.ended - row.arrival, (row.legs * 600 + (row.legs - 1) * 1000) * kSecond);
    EXPECT_EQ(row.answered, row.arrival) << "the first touch";
    const std::uint64_t entity =
        sim::pack_issue(sim::name_hash24("call"), 0, static_cast<std::uint32_t>(row.issue & ((1 << 26) - 1)));
    EXPECT_EQ(row.legs, sample_touches(mail, sim::draw_word(stage::kKey, sim::Purpose::mail_touches, entity)));
  }
  ASSERT_GT(touches, 6);
  const FlowCell flow = flow_total(run.counters);
  EXPECT_EQ(flow.replies, touches);
  EXPECT_EQ(flow.reply_time, touches * 600 * kSecond);
  EXPECT_EQ(flow.responses, 5);
  EXPECT_EQ(flow.answered_deferred, 5);
  const LegCell legs = leg_total(run.counters);
  EXPECT_EQ(legs.legs, touches);
  EXPECT_EQ(legs.pending, touches - 5);
  EXPECT_EQ(legs.resolved, 5);
  EXPECT_EQ(legs.talk, touches * 600 * kSecond);
  EXPECT_EQ(stage::total(run.counters).handle, touches * 660 * kSecond);
  EXPECT_EQ(stage::team_total(run.counters).busy, touches * 660 * kSecond);
}

// X(d + 1) = X(d) + A(d) - min(X(d) + A(d), C): what arrives in the night is there in the morning, eight a day are
// done.
// A line has one chance to notice a wrong topic, however often it works on the mail.
TEST(Mail, TouchesAreNoFurtherChancesToNotice) {
  Scenario scenario = stage::one_queue({}, 30.0, 50.0);
  ContactType& mail = scenario.contact_types["call"];
  mail.arrivals.rate_per_s = WeekSeries::constant(1.0 / 60.0);
  mail.channels = {{"mail", 1.0}};
  mail.topics = {{"a", 1.0}, {"b", 1.0}};
  scenario.queues["line"].intake = Intake{.accuracy = 0.0, .noticed = 0.5};
  for (const char* line : {"A", "B"}) scenario.teams["desk"].serves[line] = {};
  scenario.queues["A"] = scenario.queues["B"] = {};
  scenario.topics["a"].queue = "A";
  scenario.topics["b"].queue = "B";
  std::vector<std::int64_t> noticed;
  for (const double touches : {1.0, 4.0}) {
    scenario.channels["mail"] = {.kind = ChannelKind::mail,
                                 .mail = Mail{.touches = touches, .answer = sim::Law::deterministic(600.0)}};
    const LegCell legs = leg_total(stage::play(scenario, stage::measure(kDay_s)).counters);
    EXPECT_NEAR(static_cast<double>(legs.sent_back) / static_cast<double>(legs.classified), 0.5, 4.5 * 0.5 / 37.9);
    noticed.push_back(legs.sent_back);
  }
  EXPECT_EQ(noticed[0], noticed[1]);
}

TEST(Mail, TheBacklogBalances) {
  Scenario scenario = stage::one_queue({}, 3600.0, 1.0);
  scenario.channels["mail"] = {.kind = ChannelKind::mail};
  scenario.contact_types["call"].channels = {{"mail", 1.0}};
  scenario.contact_types["call"].arrivals.rate_per_s =
      stage::steps({{2 * kHour_s, 5.0 / kHour_s}, {4 * kHour_s, 0.0}}, kDay_s);
  send_home(scenario);
  constexpr int kDays = 28;
  const auto run = stage::play(scenario, stage::measure(kDays * kDay_s));
  std::array<int, kDays> arrived{}, done{};
  for (const ContactRow& row : run.log) {
    ++arrived[static_cast<std::size_t>(row.arrival / sim::kTicksPerDay)];
    const auto day = static_cast<std::size_t>(row.answered / sim::kTicksPerDay);
    if (day < kDays) ++done[day];
  }
  int backlog = 0, most = 0;
  for (int day = 0; day < kDays; ++day) {
    const auto at = static_cast<std::size_t>(day);
    const bool works = day % 7 != 1 && day % 7 != 2;  // from a Friday on
    const int waiting = backlog + arrived[at];
    EXPECT_EQ(done[at], works ? std::min(waiting, 8) : 0) << day;
    backlog = waiting - done[at];
    most = std::max(most, backlog);
  }
  EXPECT_GT(most, 20);
}

TEST(Mail, IsTakenWhenNoCallWaitsAndEnoughAreIdle) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {50, 60}), 100.0, 2.0);
  scenario.contact_types["letter"] = stage::type_to("letters", stage::arrive_at("letter", {10, 20}), 400.0);
  scenario.contact_types["letter"].channels = {{"mail", 1.0}};
  scenario.channels["mail"] = {.kind = ChannelKind::mail};
  scenario.queues["letters"] = {};
  scenario.teams["desk"].serves["letters"] = {.priority = 2, .reserve = 1};
  const auto run = stage::play(scenario, stage::measure(2000));
  // One letter while both are idle; one operator stays free for the calls: 50-150, 150-250. At 410 both are idle.
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run, 0)), (std::vector<double>{50, 150}));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run, 1)), (std::vector<double>{10, 410}));
}

// A letter waits in a queue of its own for longer than the calls.
TEST(Mail, WhoeverIsOnTheLineComesFirstAlsoInAnotherQueue) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 80, 90}), 100.0, 1.0);
  scenario.contact_types["letter"] = stage::type_to("letters", stage::arrive_at("letter", {20, 30}), 100.0);
  scenario.contact_types["letter"].channels = {{"mail", 1.0}};
  scenario.channels["mail"] = {.kind = ChannelKind::mail};
  scenario.queues["letters"] = {};
  scenario.teams["desk"].serves["letters"] = {};
  const auto answers = [&](int type) {
    return stage::answers_s(stage::by_arrival(stage::play(scenario, stage::measure(2000)), type));
  };
  EXPECT_EQ(answers(0), (std::vector<double>{10, 110, 210}));
  EXPECT_EQ(answers(1), (std::vector<double>{310, 410}));
  // Also where a team looks at conditions, and where waits are weighted.
  scenario.queues["letters"].ageing = 50.0;
  EXPECT_EQ(answers(0), (std::vector<double>{10, 110, 210}));
  EXPECT_EQ(answers(1), (std::vector<double>{310, 410}));
  scenario.queues["letters"].ageing = 1.0;
  // A priority says otherwise.
  scenario.queues["line"].priority = 2;
  EXPECT_EQ(answers(0), (std::vector<double>{10, 310, 410}));
  EXPECT_EQ(answers(1), (std::vector<double>{110, 210}));
  scenario.queues["line"].priority = 1;
  scenario.teams["desk"].serves["line"].priority = 2;
  EXPECT_EQ(answers(1), (std::vector<double>{110, 210}));
}

// What nobody is in line for is taken by its wait, as calls are among themselves.
TEST(Mail, AmongLettersTheLongestWaitComesFirst) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10}), 100.0, 1.0);
  scenario.channels["mail"] = {.kind = ChannelKind::mail};
  for (const auto& [name, second] : std::vector<std::pair<std::string, int>>{{"fax", 40}, {"letter", 30}}) {
    scenario.contact_types[name] = stage::type_to(name, stage::arrive_at(name, {second}), 100.0);
    scenario.contact_types[name].channels = {{"mail", 1.0}};
    scenario.queues[name] = {};
    scenario.teams["desk"].serves[name] = {};
  }
  const auto run = stage::play(scenario, stage::measure(2000));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run, 2)), (std::vector<double>{110}));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run, 1)), (std::vector<double>{210}));
}

TEST(Mail, WhoeverIsOnTheLineComesFirst) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 30}), 100.0, 1.0);
  scenario.contact_types["letter"] = stage::type_to("line", stage::arrive_at("letter", {20}), 100.0);
  scenario.contact_types["letter"].channels = {{"mail", 1.0}};
  scenario.channels["mail"] = {.kind = ChannelKind::mail};
  const auto run = stage::play(scenario, stage::measure(2000));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run, 0)), (std::vector<double>{10, 110}));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run, 1)), (std::vector<double>{210}));
}

// A desk with a call at work, letters in the callers' own queue, in this order of theirs, and calls that come later.
Scenario letters_among_calls(Order order, const std::vector<int>& calls) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", calls), 100.0, 1.0);
  scenario.contact_types["letter"] = stage::type_to("line", stage::arrive_at("letter", {20, 22, 24}), 100.0);
  scenario.contact_types["letter"].channels = {{"mail", 1.0}};
  scenario.channels["mail"] = {.kind = ChannelKind::mail};
  scenario.queues["line"].order = order;
  return scenario;
}

TEST(Mail, WhoeverIsOnTheLineComesFirstInEveryOrder) {
  for (const Order order : {Order::arrival, Order::due, Order::shortest}) {
    const auto run = stage::play(letters_among_calls(order, {10, 30, 40}), stage::measure(2000));
    EXPECT_EQ(stage::answers_s(stage::by_arrival(run, 0)), (std::vector<double>{10, 110, 210}));
    EXPECT_EQ(stage::answers_s(stage::by_arrival(run, 1)), (std::vector<double>{310, 410, 510}));
  }
}

TEST(Mail, LettersTakeNoWaitingPlaceOfCallers) {
  Scenario scenario = letters_among_calls(Order::arrival, {10, 30, 40, 50});
  scenario.queues["line"].capacity = 2;
  const auto run = stage::play(scenario, stage::measure(2000));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run, 0)), (std::vector<double>{10, 110, 210, -1}));
  EXPECT_EQ(stage::total(run.counters).blocked, 1) << "the fourth call finds two calls before it";
}

TEST(Mail, LettersAreNoReasonToOfferACallback) {
  Scenario scenario = letters_among_calls(Order::due, {10, 30, 40});
  scenario.queues["line"].callback = Callback{.offered_above = 1, .accepts = 1.0, .reached = 1.0};
  EXPECT_EQ(flow_total(stage::play(scenario, stage::measure(2000)).counters).callbacks, 1)
      << "of the call at 40, which has one before it; the one at 30 has letters only";
}

TEST(Mail, AfterHoursACallIsServedOutBeforeTheLettersThatCameEarlier) {
  Scenario scenario = letters_among_calls(Order::arrival, {10, 30});
  scenario.teams["desk"].staff = stage::steps({{0, 1.0}, {60, 0.0}}, 86'400);
  scenario.queues["line"].has_hours = true;
  for (auto& day : scenario.queues["line"].opening_hours) day = {{.from_s = 0, .to_s = 60}};
  const auto run = stage::play(scenario, stage::measure(3000));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run, 0)), (std::vector<double>{10, 110}));
}

TEST(Mail, PassedOnItIsAnsweredByTheLastLine) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10}), 100.0, 1.0);
  scenario.channels["mail"] = {.kind = ChannelKind::mail};
  scenario.contact_types["call"].channels = {{"mail", 1.0}};
  scenario.contact_types["call"].ivr_time = sim::Law::deterministic(60.0);
  scenario.queues["line"].handling.resolves = 0.0;
  scenario.queues["line"].handling.to = {{"second", 1.0}};
  scenario.queues["line"].transfer = {.context_factor = 1.0};
  scenario.queues["second"] = {};
  scenario.teams["experts"] = stage::team_for({"second"}, 1);
  const auto run = stage::play(scenario, stage::measure(1000));
  EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{210})) << "a mail hears no menu";
  const FlowCell flow = flow_total(run.counters);
  EXPECT_EQ(flow.replies, 1);
  EXPECT_EQ(flow.reply_time, 200 * kSecond);
  EXPECT_EQ(stage::total(run.counters).response_answered, 200 * kSecond);
  EXPECT_EQ(flow.triage, 100 * kSecond);
}

// A call of 100 s at 10 s; 1000 s after it the centre asks, 30 s, and solves what is left in 50 s.
Scenario asked_later(double solved_at_once, double reached) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10}), 100.0, 1.0);
  scenario.queues["line"].handling.resolves = solved_at_once;
  scenario.queues["ask"].handling.service = sim::Law::deterministic(50.0);
  scenario.queues["ask"].handling.after_work = sim::Law::deterministic(7.0);
  scenario.teams["desk"].serves["ask"] = {.priority = 2};
  scenario.contact_types["call"].follow_up =
      FollowUp{.after_s = 1000.0, .reached = reached, .check = sim::Law::deterministic(30.0), .queue = "ask"};
  return scenario;
}

TEST(FollowUp, WhatWasNotSolvedIsSolvedByTheOneWhoAsks) {
  const auto run = stage::play(asked_later(0.0, 1.0), stage::measure(kDay_s));
  // Asked at 1110, solved at 1190; 7 s of after-work.
  EXPECT_EQ(issue_total(run.counters).resolved, 1);
  EXPECT_EQ(issue_total(run.counters).open_time, 1180 * kSecond);
  EXPECT_EQ(issue_total(run.counters).contacts, 1);
  EXPECT_EQ(issue_total(run.counters).first_contact, 0);
  EXPECT_EQ(stage::team_total(run.counters).busy, (100 + 30 + 50 + 7) * kSecond);
  EXPECT_EQ(stage::total(run.counters).handle, 100 * kSecond) << "the call is no contact";
  EXPECT_EQ(stage::total(run.counters).offered(), 1);
  EXPECT_EQ(flow_total(run.counters).follow_ups, 1);
  EXPECT_EQ(flow_total(run.counters).follow_ups_solved, 1);
  EXPECT_EQ(run.counters.in_system.integral, (100 + 87 - 7) * kSecond);
}

TEST(FollowUp, WhoIsContentOrNotThereIsOnlyAsked) {
  Experiment day = stage::measure(kDay_s);
  day.repeat_window_s = 3600.0;
  const auto content = stage::play(asked_later(1.0, 1.0), day);
  EXPECT_EQ(issue_total(content.counters).resolved, 1);
  EXPECT_EQ(issue_total(content.counters).open_time, 100 * kSecond);
  EXPECT_EQ(issue_total(content.counters).first_contact, 1);
  EXPECT_EQ(stage::team_total(content.counters).busy, 130 * kSecond);
  EXPECT_EQ(flow_total(content.counters).follow_ups, 1);
  EXPECT_EQ(flow_total(content.counters).follow_ups_solved, 0);
  const auto away = stage::play(asked_later(0.0, 0.0), stage::measure(kDay_s));
  EXPECT_EQ(issue_total(away.counters).closed_unresolved, 1);
  EXPECT_EQ(stage::team_total(away.counters).busy, 130 * kSecond);
}

TEST(FollowUp, WhoComesBackSoonerIsNotCalled) {
  Scenario scenario = asked_later(0.0, 1.0);
  scenario.contact_types["call"].returns = {
      .unresolved = 1.0, .delay = sim::Law::deterministic(500.0), .max_returns = 1};
  const auto run = stage::play(scenario, stage::measure(kDay_s));
  // Calls 10-110 and 610-710; asked at 1710, solved at 1790.
  EXPECT_EQ(issue_total(run.counters).contacts, 2);
  EXPECT_EQ(issue_total(run.counters).open_time, 1780 * kSecond);
  EXPECT_EQ(flow_total(run.counters).follow_ups, 1);
  scenario.contact_types["call"].returns.delay = sim::Law::deterministic(2000.0);
  const auto slow = stage::play(scenario, stage::measure(kDay_s));
  EXPECT_EQ(issue_total(slow.counters).contacts, 1);
  EXPECT_EQ(issue_total(slow.counters).open_time, 1180 * kSecond);
}

TEST(FollowUp, WhoIsContentComesBackAsIfNobodyHadAsked) {
  Scenario scenario = asked_later(1.0, 1.0);
  scenario.contact_types["call"].returns = {
      .resolved = 1.0, .delay = sim::Law::deterministic(2000.0), .max_returns = 1};
  const auto run = stage::play(scenario, stage::measure(kDay_s));
  EXPECT_EQ(stage::arrivals_s(stage::by_arrival(run)), (std::vector<double>{10, 2110}));
  EXPECT_EQ(flow_total(run.counters).follow_ups, 2);
}

// A team that calls, one operator, 5000 s for every call, and nobody answers; customers come back after 3000 s.
TEST(FollowUp, WhoWaitsForACallComesBackAllTheSame) {
  Scenario scenario = asked_later(0.0, 0.0);
  scenario.contact_types["call"].arrivals = stage::arrive_at("call", {10, 200});
  scenario.contact_types["call"].follow_up->check = sim::Law::deterministic(5000.0);
  scenario.contact_types["call"].returns = {
      .unresolved = 1.0, .delay = sim::Law::deterministic(3000.0), .max_returns = 1};
  scenario.teams["desk"].serves.erase("ask");
  scenario.teams["askers"] = stage::team_for({"ask"}, 1);
  const auto run = stage::play(scenario, stage::measure(kDay_s));
  // The first is called from 1110 to 6110 and comes back then; the second would be called from 1300 on, but comes back
  // at 3300, and is called at 4400: it waits until 6110. The first is called again at 7210 and waits until 11110.
  EXPECT_EQ(stage::arrivals_s(stage::by_arrival(run)), (std::vector<double>{10, 200, 3300, 6110}));
  EXPECT_EQ(flow_total(run.counters).offered_repeat, 2);
  EXPECT_EQ(flow_total(run.counters).follow_ups, 3);
  EXPECT_EQ(stage::team_total(run.counters, 0).busy, 15'000 * kSecond);
  EXPECT_EQ(issue_total(run.counters).closed_unresolved, 2);
  EXPECT_EQ(run.counters.in_system.integral, (4 * 100 + 5000 + 2000 + 6710 + 8900) * kSecond);
  // Asked in vain by as many as there are calls: the same returns as with no calls at all.
  scenario.queues["line"].handling.resolves = 0.5;
  Arrivals& arrivals = scenario.contact_types["call"].arrivals;
  arrivals = {};
  arrivals.rate_per_s = WeekSeries::constant(0.01);
  scenario.contact_types["call"].returns = {
      .unresolved = 0.8, .resolved = 0.3, .delay = sim::Law::exponential(20'000.0), .max_returns = 3};
  scenario.contact_types["call"].follow_up->check = sim::Law::deterministic(0.0);
  scenario.teams["desk"].staff = scenario.teams["askers"].staff = WeekSeries::constant(100.0);
  Scenario uncalled = scenario;
  uncalled.contact_types["call"].follow_up.reset();
  const auto called = stage::play(scenario, stage::measure(kDay_s)),
             alone = stage::play(uncalled, stage::measure(kDay_s));
  EXPECT_GT(flow_total(called.counters).follow_ups, 500);
  EXPECT_GT(flow_total(alone.counters).offered_repeat, 200);
  EXPECT_EQ(stage::ends_s(stage::by_arrival(called)), stage::ends_s(stage::by_arrival(alone)));
  EXPECT_EQ(issue_total(called.counters).first_contact, issue_total(alone.counters).first_contact);
}

// A bot's answer at 10 that solves nothing, to be asked about at 3622; a mail at 3000 that wants its reply within an
// hour. The operator comes at 7200: nobody waits for a first answer to what the bot ended, so the mail is due first.
TEST(FollowUp, NoFirstAnswerIsDueAnyMore) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10}), 100.0, 1.0);
  scenario.channels["chat"] = {.kind = ChannelKind::chat, .bot = "bot"};
  scenario.channels["mail"] = {.kind = ChannelKind::mail};
  scenario.bots["bot"].start = "answer";
  BotStep& answer = scenario.bots["bot"].steps["answer"];
  answer.time = sim::Law::deterministic(12.0);
  answer.recognised = 1.0;
  answer.hangs_up = answer.asks = answer.solves = 0.0;
  ContactType& call = scenario.contact_types["call"];
  call.channels = {{"chat", 1.0}};
  call.follow_up = FollowUp{.after_s = 3600.0, .reached = 1.0, .check = sim::Law::deterministic(60.0), .queue = "line"};
  scenario.contact_types["mail"] = stage::type_to("line", stage::arrive_at("mail", {3000}), 300.0);
  scenario.contact_types["mail"].channels = {{"mail", 1.0}};
  scenario.slas["chat"].channel = "chat";
  scenario.slas["chat"].response_s = 60.0;
  scenario.slas["mail"].channel = "mail";
  scenario.slas["mail"].response_s = 3600.0;
  scenario.teams["desk"].staff = stage::steps({{7200, 1.0}}, 9000);
  const auto run = stage::play(scenario, stage::measure(4000));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run, 1)), (std::vector<double>{7200}));
  EXPECT_EQ(flow_total(run.counters).follow_ups_solved, 1);
}

TEST(FollowUp, CallsWait) {
  Scenario scenario = asked_later(0.0, 1.0);
  scenario.contact_types["call"].arrivals = stage::arrive_at("call", {10, 1100});
  const auto run = stage::play(scenario, stage::measure(2000));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run)), (std::vector<double>{10, 1100}));
  EXPECT_EQ(issue_total(run.counters).open_time, (1270 + 100) * kSecond)
      << "asked from 1200 to 1280; the second would be after the arrivals have ended";
}

}  // namespace
}  // namespace firstline
