#include <gtest/gtest.h>

#include "models/center/center_sim.h"
#include "tests/models/center/stage.h"

namespace firstline {
namespace {

using stage::flow_total;
using stage::issue_total;
using stage::kSecond;

// Two lines: contacts enter "first", whose operators solve nothing and pass everything to "second".
Scenario two_lines(const std::vector<int>& arrivals, double first_s, double second_s, double first, double second) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", arrivals), first_s, first);
  scenario.contact_types["call"].queue = "first";
  scenario.queues.clear();
  scenario.queues["first"].handling.resolves = 0.0;
  scenario.queues["first"].handling.to = {{"second", 1.0}};
  scenario.queues["first"].transfer = {.context_factor = 1.0, .repeat_factor = 1.0};
  scenario.queues["second"].line = 2;
  scenario.queues["second"].handling.service = sim::Law::deterministic(second_s);
  scenario.teams.clear();
  scenario.teams["1 first"] = stage::team_for({"first"}, first);
  scenario.teams["2 second"] = stage::team_for({"second"}, second);
  return scenario;
}

LegCell legs_of(const Counters& counters, int queue) {
  LegCell sum;
  for (int topic = 0; topic < counters.shape.num_topics; ++topic) {
    sum.add(counters.legs[static_cast<std::size_t>(topic) * static_cast<std::size_t>(counters.shape.num_queues) +
                          static_cast<std::size_t>(queue)]);
  }
  return sum;
}

TEST(Leg, AColdTransferWaitsForTheNextLine) {
  const auto run = stage::play(two_lines({10, 50}, 100.0, 70.0, 2, 1), stage::measure(1000));
  const ContactLog rows = stage::by_arrival(run);
  ASSERT_EQ(rows.size(), 2u);
  // The first passes at 110 and is done at 180; the second passes at 150, waits, and is done at 250.
  EXPECT_EQ(stage::ends_s(rows), (std::vector<double>{180, 250}));
  EXPECT_EQ(rows[0].legs, 2);
  EXPECT_EQ(rows[1].solved, 1);
  const ContactCell total = stage::total(run.counters);
  EXPECT_EQ(total.entries, 4);
  EXPECT_EQ(total.answered, 4);
  EXPECT_EQ(total.finished, 2);
  EXPECT_EQ(total.wait_answered, 30 * kSecond);
  EXPECT_EQ(run.counters.waits[0].count(), total.answered);  // once each, with no voice menu too
  EXPECT_EQ(total.handle, 340 * kSecond);
  EXPECT_EQ(flow_total(run.counters).answered_again, 2);
  EXPECT_EQ(legs_of(run.counters, 0).escalated, 2);
  EXPECT_EQ(legs_of(run.counters, 1).resolved, 2);
  EXPECT_EQ(legs_of(run.counters, 1).wait, 30 * kSecond);
  EXPECT_EQ(run.counters.moves[0 * 2 + 1], 2);
  const IssueCell issues = issue_total(run.counters);
  EXPECT_EQ(issues.resolved, 2);
  EXPECT_EQ(issues.escalated, 2);
  EXPECT_EQ(stage::team_total(run.counters, 0).busy, 200 * kSecond);
  EXPECT_EQ(stage::team_total(run.counters, 1).busy, 140 * kSecond);
}

TEST(Leg, InAWarmTransferTheOperatorStaysUntilTheHandover) {
  Scenario scenario = two_lines({10, 50}, 100.0, 70.0, 2, 1);
  scenario.queues["first"].transfer.warm = 1.0;
  scenario.queues["first"].transfer.handover = sim::Law::deterministic(20.0);
  const auto run = stage::play(scenario, stage::measure(1000));
  // First: 10-110, handed over 110-130 and worked on until 200. Second: 50-150, held until 200, handed over until 220,
  // done at 200 + 20 + 70.
  EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{200, 290}));
  EXPECT_EQ(stage::team_total(run.counters, 0).busy, (120 + 170) * kSecond);
  EXPECT_EQ(stage::team_total(run.counters, 1).busy, 180 * kSecond);
  EXPECT_EQ(stage::total(run.counters).handle, (290 + 180) * kSecond);
}

TEST(Leg, LossesBehindAnAnswerAreToldApart) {
  Scenario scenario = two_lines({10, 50}, 100.0, 70.0, 2, 1);
  Queue& second = scenario.queues["second"];
  second.closing = Closing::drop;
  second.has_hours = true;
  second.opening_hours.fill({{.from_s = 0, .to_s = 160}});
  // The second contact is passed on at 150 and cut off at 160; with less patience it gives up at 155.
  for (const auto& [patience_s, dropped] : {std::pair{1000.0, 1}, {5.0, 0}}) {
    scenario.contact_types["call"].patience = sim::Law::deterministic(patience_s);
    const Counters counters = stage::play(scenario, stage::measure(1000)).counters;
    EXPECT_EQ(flow_total(counters).lost_late, 1);
    EXPECT_EQ(flow_total(counters).dropped_late, dropped);
    EXPECT_EQ(stage::total(counters).dropped, dropped);
    EXPECT_EQ(stage::total(counters).abandoned, 1 - dropped);
  }
}

TEST(Leg, NobodyHoldsALineForEver) {
  Scenario scenario = two_lines({10, 50}, 100.0, 70.0, 2, 1);
  scenario.queues["first"].transfer.warm = 1.0;
  scenario.queues["first"].transfer.hold_s = 15.0;
  const auto run = stage::play(scenario, stage::measure(1000));
  // The second is held from 150 to 165 and waits alone until 180.
  EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{180, 250}));
  EXPECT_EQ(stage::team_total(run.counters, 0).busy, (100 + 115) * kSecond);
}

// A wrong topic that belongs to the same line costs its diagnosis and no transfer.
TEST(Leg, AWrongTopicOfTheSameLineStaysThere) {
  Scenario scenario = two_lines({10}, 40.0, 100.0, 1, 1);
  scenario.queues["first"].intake = Intake{.accuracy = 0.0, .noticed = 1.0, .diagnosis = 0.3};
  scenario.contact_types["call"].topics = {{"card", 1.0}, {"loan", 1.0}};
  scenario.topics["card"].queue = scenario.topics["loan"].queue = "second";
  const auto run = stage::play(scenario, stage::measure(1000));
  // 40 s at the intake, then 130 s instead of 100.
  EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{180}));
  EXPECT_EQ(run.counters.moves[1 * 2 + 1], 0);
}

// Who gives up and calls again brings the same work, on every line.
TEST(Leg, ARedialKeepsItsWorkOnEveryLine) {
  Scenario scenario = two_lines({10, 20}, 30.0, 1.0, 2, 1);
  scenario.queues["second"].handling.service = sim::Law::lognormal(200.0, 1.0);
  scenario.contact_types["call"].patience = sim::Law::deterministic(5.0);
  scenario.contact_types["call"].redial = {.probability = 1.0, .delay = sim::Law::deterministic(900.0)};
  const auto patient = [&](double patience_s) {
    scenario.contact_types["call"].patience = sim::Law::deterministic(patience_s);
    return stage::total(stage::play(scenario, stage::measure(4000)).counters);
  };
  const ContactCell lost = patient(5.0), stayed = patient(3000.0);
  ASSERT_GT(lost.abandoned, 0);
  ASSERT_EQ(stayed.abandoned, 0);
  // The second customer goes through the first line twice; what the second line works is the same.
  EXPECT_EQ(lost.handle - lost.abandoned * 30 * kSecond, stayed.handle);
}

TEST(Leg, ATicketLetsTheCustomerGoAndCountsAsNoWait) {
  Scenario scenario = two_lines({10, 50}, 100.0, 70.0, 2, 1);
  scenario.queues["first"].transfer.ticket = 1.0;
  scenario.channels["phone"] = {.trunks = 1};
  scenario.contact_types["call"].channels = {{"phone", 1.0}};
  const auto run = stage::play(scenario, stage::measure(1000));
  const ContactCell total = stage::total(run.counters);
  EXPECT_EQ(total.blocked, 1) << "the one trunk is taken until 110";
  EXPECT_EQ(total.entries, 1);
  EXPECT_EQ(flow_total(run.counters).tickets, 1);
  EXPECT_EQ(flow_total(run.counters).line_time, 100 * kSecond);
  EXPECT_EQ(issue_total(run.counters).resolved, 1);
  EXPECT_EQ(issue_total(run.counters).lost, 1);
  EXPECT_EQ(run.counters.resolution[0].max(), 170 * kSecond);
}

TEST(Leg, ATicketsPlaceDoesNotDependOnWhatIsCounted) {
  // Calls answered at 10 and 210, tickets at 110 and 310; line 2 comes at 1000. Both have had their answer, so due is
  // when they should be solved: the second within an hour, the first within four.
  Scenario scenario = two_lines({10}, 100.0, 70.0, 2, 1);
  scenario.queues["first"].transfer.ticket = 1.0;
  scenario.queues["second"].order = Order::due;
  scenario.contact_types["urgent"] = stage::type_to("first", stage::arrive_at("urgent", {210}), 100.0);
  scenario.teams["2 second"].staff = stage::steps({{1000, 1.0}}, 2000);
  for (const auto& [name, hours] : {std::pair{"call", 4.0}, std::pair{"urgent", 1.0}}) {
    scenario.slas[name].contact_type = name;
    scenario.slas[name].response_s = 60.0;
    scenario.slas[name].resolution_s = hours * 3600.0;
  }
  for (const double warm_up_s : {0.0, 200.0}) {
    Experiment experiment = stage::measure(1000.0);
    experiment.warm_up_s = warm_up_s;
    const auto run = stage::play(scenario, experiment);
    EXPECT_EQ(stage::ends_s(stage::by_arrival(run, 1)), (std::vector<double>{1070})) << warm_up_s;
  }
}

TEST(Leg, AClosedLineBehindTurnsATransferIntoATicket) {
  Scenario scenario = two_lines({10}, 100.0, 70.0, 1, 1);
  Queue& second = scenario.queues["second"];
  second.has_hours = true;
  second.closing = Closing::carry_over;
  second.opening_hours.fill({{.from_s = 3600, .to_s = 7200}});
  const auto run = stage::play(scenario, stage::measure(1000));
  EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{3670}));
  EXPECT_EQ(flow_total(run.counters).tickets, 1);
}

TEST(Leg, AfterWorkHoldsTheOperatorAndNotTheCustomer) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 20}), 100.0, 1);
  scenario.queues["line"].handling.after_work = sim::Law::deterministic(30.0);
  const auto run = stage::play(scenario, stage::measure(1000));
  const ContactLog rows = stage::by_arrival(run);
  EXPECT_EQ(stage::ends_s(rows), (std::vector<double>{110, 240}));
  EXPECT_EQ(stage::answers_s(rows), (std::vector<double>{10, 140}));
  EXPECT_EQ(stage::team_total(run.counters).busy, 260 * kSecond);
  EXPECT_EQ(legs_of(run.counters, 0).after_work, 60 * kSecond);
}

TEST(Leg, AChannelBillsTheLineOfACallAndTheWorkOfAMail) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 20}), 100.0, 1);
  scenario.queues["line"].handling.after_work = sim::Law::deterministic(30.0);
  scenario.contact_types["call"].ivr_time = sim::Law::deterministic(5.0);
  scenario.contact_types["call"].channels = {{"only", 1.0}};
  scenario.channels["only"].kind = ChannelKind::call;
  // Menu and talk, 105 s; menu, a wait until 145 and talk, 225 s.
  EXPECT_EQ(flow_total(stage::play(scenario, stage::measure(1000)).counters).line_time, 330 * kSecond);
  for (const ChannelKind kind : {ChannelKind::chat, ChannelKind::mail}) {
    scenario.channels["only"].kind = kind;
    EXPECT_EQ(flow_total(stage::play(scenario, stage::measure(1000)).counters).line_time, 260 * kSecond);
  }
}

TEST(Leg, OverflowTakesWhoHasWaitedLongEnough) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 20, 30}), 100.0, 1);
  scenario.teams["help"] = stage::team_for({"line"}, 1);
  scenario.teams["help"].serves["line"] = {.choice = 2, .after_s = 45.0};
  const auto run = stage::play(scenario, stage::measure(1000));
  // 10: the desk. 20: waits, help at 65. 30: waits, the desk is free at 110.
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run)), (std::vector<double>{10, 65, 110}));
}

TEST(Leg, ATeamMayAskForALongQueue) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 20, 30, 40}), 100.0, 1);
  scenario.teams["help"] = stage::team_for({"line"}, 2);
  scenario.teams["help"].serves["line"] = {.choice = 2, .min_waiting = 2};
  const auto run = stage::play(scenario, stage::measure(1000));
  // At 30 two wait: help takes the one of 20. The one of 30 waits alone until 40, when help's second operator takes it.
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run)), (std::vector<double>{10, 30, 40, 110}));
}

TEST(Leg, AgeingLetsOneQueueOvertakeAnother) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 20}), 100.0, 1);
  scenario.contact_types["vip"] = stage::type_to("gold", stage::arrive_at("vip", {60}), 100.0);
  scenario.queues["gold"].ageing = 3.0;
  scenario.teams["desk"] = stage::team_for({"line", "gold"}, 1);
  const auto run = stage::play(scenario, stage::measure(1000));
  // At 110 the call has waited 90 s, the vip 50 s, which count as 150.
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run, 1)), (std::vector<double>{110}));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run, 0)), (std::vector<double>{10, 210}));
}

TEST(Leg, ACallbackKeepsItsPlaceAndEndsThePatience) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 20, 30}), 100.0, 1, sim::Law::deterministic(50.0));
  scenario.queues["line"].callback = Callback{.offered_above = 0, .accepts = 1.0, .reached = 1.0};
  const auto run = stage::play(scenario, stage::measure(1000));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run)), (std::vector<double>{10, 110, 210}));
  EXPECT_EQ(flow_total(run.counters).callbacks, 2);
}

TEST(Leg, WhoIsNotReachedIsTriedAgainAndThenLost) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 20}), 100.0, 1);
  scenario.queues["line"].callback =
      Callback{.offered_above = 0, .accepts = 1.0, .reached = 0.0, .dialling_s = 15.0, .attempts = 2, .pause_s = 200.0};
  const auto run = stage::play(scenario, stage::measure(1000));
  const ContactLog rows = stage::by_arrival(run);
  // Dialled 110-125, again 325-340.
  EXPECT_EQ(stage::ends_s(rows), (std::vector<double>{110, 340}));
  EXPECT_EQ(rows[1].outcome, Outcome::abandoned);
  EXPECT_EQ(flow_total(run.counters).callbacks_failed, 1);
  EXPECT_EQ(stage::team_total(run.counters).busy, 130 * kSecond);
  EXPECT_EQ(stage::total(run.counters).handle, 130 * kSecond);
  EXPECT_EQ(legs_of(run.counters, 0).hold, 30 * kSecond);
}

TEST(Leg, ACallBackHoldsATrunkAndIsBilledFromTheAnswer) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 20, 130}), 100.0, 1);
  scenario.channels["phone"] = {.trunks = 2};
  scenario.contact_types["call"].channels = {{"phone", 1.0}};
  scenario.queues["line"].callback = Callback{.offered_above = 0, .accepts = 1.0, .reached = 1.0};
  const auto run = stage::play(scenario, stage::measure(1000));
  // The second hangs up at 20 and is called at 110; the third hangs up at 130 and is called at 210.
  EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{110, 210, 310}));
  EXPECT_EQ(flow_total(run.counters).line_time, 300 * kSecond);

  scenario.channels["phone"].trunks = 1;
  const auto scarce = stage::play(scenario, stage::measure(1000));
  // At 20 the only trunk is the first one's: blocked. Nobody hangs up, nobody is called back.
  EXPECT_EQ(stage::total(scarce.counters).blocked, 1);
  EXPECT_EQ(flow_total(scarce.counters).line_time, 200 * kSecond);
}

TEST(Leg, ACallBackTakesTheTrunkOfANewcomer) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 20, 120}), 100.0, 1);
  scenario.channels["phone"] = {.trunks = 1};
  scenario.channels["text"] = {.kind = ChannelKind::chat};
  scenario.contact_types["call"].channels = {{"phone", 1.0}};
  // Another customer keeps the operator busy until 110, without a trunk.
  scenario.contact_types["chat"] = stage::type_to("line", stage::arrive_at("chat", {5}), 105.0);
  scenario.contact_types["chat"].channels = {{"text", 1.0}};
  scenario.queues["line"].callback = Callback{.offered_above = 0, .accepts = 1.0, .reached = 1.0};
  const auto run = stage::play(scenario, stage::measure(1000));
  // Both callers hang up and are called at 110 and 210; at 120 the trunk is that of the first call back.
  EXPECT_EQ(stage::ends_s(stage::by_arrival(run, 0)), (std::vector<double>{210, 310, 120}));
  EXPECT_EQ(stage::total(run.counters).blocked, 1);
  EXPECT_EQ(flow_total(run.counters).line_time, (105 + 200) * kSecond);
}

TEST(Leg, AnAnnouncedWaitSendsTheImpatientAwayAtOnce) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 20, 130}), 100.0, 1);
  scenario.queues["line"].announcement = Announcement{.accepts = sim::Law::deterministic(60.0)};
  const auto run = stage::play(scenario, stage::measure(1000));
  // The second is told 0 s (nobody has waited yet) and stays for 90; the third is told 90 s and leaves.
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run)), (std::vector<double>{10, 110, -1}));
  EXPECT_EQ(flow_total(run.counters).balked, 1);
}

TEST(Leg, AFasterTeamNeedsLessTime) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10}), 100.0, 1);
  scenario.teams["desk"].serves["line"].speed = 1.25;
  EXPECT_EQ(stage::ends_s(stage::by_arrival(stage::play(scenario, stage::measure(1000)))), (std::vector<double>{90}));
}

TEST(Leg, AKnownCallerTalksLess) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10}), 100.0, 1);
  scenario.channels["phone"] = {.identification = {.share = 1.0, .saves = 0.2}};
  scenario.contact_types["call"].channels = {{"phone", 1.0}};
  EXPECT_EQ(stage::ends_s(stage::by_arrival(stage::play(scenario, stage::measure(1000)))), (std::vector<double>{90}));
}

}  // namespace
}  // namespace firstline
