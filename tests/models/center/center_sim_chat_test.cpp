#include <gtest/gtest.h>

#include "models/center/center_sim.h"
#include "tests/models/center/stage.h"

namespace firstline {
namespace {

using stage::flow_total;
using stage::kSecond;
using stage::leg_total;

// Chats in turns of known length: replies of 20 s, 30 s from a reply to the next message.
Chat steady_chat(double turns) {
  Chat chat;
  chat.turns = turns;
  chat.turns_cv = 0.0;
  chat.think = sim::Law::deterministic(30.0);
  chat.reply = sim::Law::deterministic(20.0);
  chat.switch_cost_s = 0.0;
  return chat;
}

Scenario chats_at(const std::vector<int>& arrivals, const Chat& chat, int slots, double operators = 1.0) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", arrivals), 100.0, operators);
  scenario.channels["chat"] = {.kind = ChannelKind::chat, .chat = chat};
  scenario.contact_types["call"].channels = {{"chat", 1.0}};
  scenario.teams["desk"].chat_slots = slots;
  return scenario;
}

std::vector<int> operators_of(const ContactLog& rows) {
  std::vector<int> ids;
  for (const ContactRow& row : rows) ids.push_back(row.operator_index);
  return ids;
}

TEST(Chat, OneChatTakesItsTurns) {
  const auto run = stage::play(chats_at({10}, steady_chat(2.0), 3), stage::measure(1000));
  const ContactLog rows = stage::by_arrival(run);
  // Written 10-30, thought until 60, written until 80.
  EXPECT_EQ(stage::answers_s(rows), (std::vector<double>{10}));
  EXPECT_EQ(stage::ends_s(rows), (std::vector<double>{80}));
  EXPECT_EQ(rows[0].solved, 1);
  const FlowCell flow = flow_total(run.counters);
  EXPECT_EQ(flow.replies, 2);
  EXPECT_EQ(flow.reply_time, 40 * kSecond);
  EXPECT_EQ(flow.writing, 40 * kSecond);
  EXPECT_EQ(flow.chat_legs, 1);
  EXPECT_EQ(flow.chat_elapsed, 70 * kSecond);
  EXPECT_EQ(flow.chat_effort, 70 * kSecond);
  EXPECT_EQ(flow.line_time, 70 * kSecond);
  EXPECT_EQ(flow.responses, 1);
  const ContactCell total = stage::total(run.counters);
  EXPECT_EQ(total.response_answered, 20 * kSecond) << "to the end of the first reply";
  EXPECT_EQ(total.handle, 70 * kSecond);
  EXPECT_EQ(total.answered, 1);
  EXPECT_EQ(total.finished, 1);
  EXPECT_EQ(run.counters.waits[0].count(), 1);
  EXPECT_EQ(stage::team_total(run.counters).busy, 70 * kSecond);
}

TEST(Chat, MessagesWaitForEachOthersReplies) {
  Chat chat = steady_chat(2.0);
  chat.switch_cost_s = 5.0;
  const auto run = stage::play(chats_at({10, 20}, chat, 2), stage::measure(1000));
  // The first: 10-30. The second, which waits since 20: 5 s to switch, 30-55. The first again, at 60: 60-85, and is
  // over. The second again, at 85, alone on the desk, but the last reply was another's: 85-110.
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run)), (std::vector<double>{10, 20}));
  EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{85, 110}));
  const FlowCell flow = flow_total(run.counters);
  EXPECT_EQ(flow.reply_time, (20 + 35 + 25 + 25) * kSecond);
  EXPECT_EQ(flow.writing, (20 + 25 + 25 + 25) * kSecond);
  EXPECT_EQ(flow.chat_elapsed, (75 + 90) * kSecond);
  // Two chats from 20 to 85, one from 10 to 20 and from 85 to 110.
  EXPECT_EQ(run.counters.concurrency, (std::vector<std::int64_t>{35 * kSecond, 65 * kSecond}));
  EXPECT_EQ(stage::total(run.counters).handle, 100 * kSecond);
  EXPECT_EQ(stage::team_total(run.counters).busy, 100 * kSecond);
  EXPECT_EQ(stage::total(run.counters).response_answered, (20 + 35) * kSecond);
}

TEST(Chat, ASwitchCostsAfterAChatThatIsClosedToo) {
  Chat chat = steady_chat(1.0);
  chat.switch_cost_s = 5.0;
  // Written 10-30, then 5 s to switch and 20 s to write each, in the same slot or in another.
  for (const int places : {1, 3}) {
    const auto run = stage::play(chats_at({10, 12, 14}, chat, places), stage::measure(1000));
    EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{30, 55, 80}));
  }
  // The slot of the first is used again by the second, long after.
  EXPECT_EQ(stage::ends_s(stage::by_arrival(stage::play(chats_at({10, 100}, chat, 1), stage::measure(1000)))),
            (std::vector<double>{30, 125}));
  // Turns of one chat cost no switch.
  chat.turns = 2.0;
  EXPECT_EQ(stage::ends_s(stage::by_arrival(stage::play(chats_at({10}, chat, 1), stage::measure(1000)))),
            (std::vector<double>{80}));
}

TEST(Chat, WithoutSlotsChatsWaitInTheirQueue) {
  const auto run = stage::play(chats_at({10, 20, 30}, steady_chat(2.0), 1), stage::measure(1000));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run)), (std::vector<double>{10, 80, 150}));
  EXPECT_EQ(stage::total(run.counters).wait_answered, (60 + 120) * kSecond);
  EXPECT_EQ(flow_total(run.counters).reply_time, (20 * 6 + 180) * kSecond) << "the first message waits since arrival";
}

TEST(Chat, APlaceThatBecomesFreeIsTakenAtOnce) {
  const auto run = stage::play(chats_at({10, 12, 14, 16}, steady_chat(1.0), 2), stage::measure(1000));
  // 10-30, 30-50; the third comes onto the desk at 30 and is written 50-70, the fourth at 50 and 70-90.
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run)), (std::vector<double>{10, 12, 30, 50}));
  EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{30, 50, 70, 90}));
  EXPECT_EQ(run.counters.concurrency, (std::vector<std::int64_t>{22 * kSecond, 58 * kSecond}));
}

TEST(Chat, LettersInTheSameQueueKeepNoChatFromAFreePlace) {
  const std::vector<int> moments{10, 14, 16, 18};
  Scenario apart = chats_at(moments, steady_chat(2.0), 3);
  apart.contact_types["letter"] = stage::type_to("letters", stage::arrive_at("letter", {12, 20}), 100.0);
  apart.contact_types["letter"].channels = {{"mail", 1.0}};
  apart.channels["mail"] = {.kind = ChannelKind::mail};
  apart.queues["letters"].priority = 2;
  apart.teams["desk"].serves["letters"] = {.priority = 2};
  for (const Order order : {Order::arrival, Order::due}) {
    Scenario together = apart;
    together.contact_types["letter"].queue = "line";
    together.queues["line"].order = order;
    const auto run = stage::play(together, stage::measure(2000)), reference = stage::play(apart, stage::measure(2000));
    for (int type = 0; type < 2; ++type) {
      EXPECT_EQ(stage::answers_s(stage::by_arrival(run, type)), stage::answers_s(stage::by_arrival(reference, type)));
    }
    EXPECT_EQ(stage::answers_s(stage::by_arrival(run, 0))[2], 16.0) << "the third place is free";
  }
}

TEST(Chat, ChatsLeftAtClosingTimeAreServedOutAsManyAtOnceAsBefore) {
  // The door closes and the shift ends at 20, with two chats on the desk and three in line.
  Scenario scenario = chats_at({10, 12, 14, 16, 18}, steady_chat(2.0), 2);
  scenario.teams["desk"].staff = stage::steps({{0, 1.0}, {20, 0.0}}, 86'400);
  scenario.queues["line"].has_hours = true;
  for (auto& day : scenario.queues["line"].opening_hours) day = {{.from_s = 0, .to_s = 20}};
  const auto run = stage::play(scenario, stage::measure(3000));
  // The first two are written 10-30 and 30-50, the first again 60-80. The third comes onto the desk at 80 and is
  // written 80-100, for its message is older than the second's, which is written 100-120; and so on.
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run)), (std::vector<double>{10, 12, 80, 120, 160}));
}

TEST(Chat, SharedWorkSlowsDownWithTheLevel) {
  Chat chat;
  chat.mode = Chat::Mode::level;
  chat.rates = {1.0, 0.5};
  const auto run = stage::play(chats_at({10, 30}, chat, 2), stage::measure(1000));
  // 20 of the first's 100 s are done at 30; the other 80 take 160. Then 20 of the second's are left.
  EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{190, 210}));
  const FlowCell flow = flow_total(run.counters);
  EXPECT_EQ(flow.chat_elapsed, (180 + 180) * kSecond);
  EXPECT_EQ(flow.chat_effort, 200 * kSecond);
  EXPECT_EQ(flow.replies, 0);
  EXPECT_EQ(flow.responses, 2);
  EXPECT_EQ(stage::total(run.counters).response_answered, 0) << "taken at once";
  EXPECT_EQ(run.counters.concurrency, (std::vector<std::int64_t>{40 * kSecond, 160 * kSecond}));
}

TEST(Chat, AChatInTurnsChangesTheLevelOfSharedWorkToo) {
  for (const auto& [rate, end_s] : {std::pair{0.5, 200.0}, std::pair{2.0, 65.0}}) {
    Chat level;
    level.mode = Chat::Mode::level;
    level.rates = {1.0, rate};
    Scenario scenario = chats_at({10}, level, 2);
    scenario.channels["in turns"] = {.kind = ChannelKind::chat, .chat = steady_chat(20.0)};
    scenario.contact_types["talk"] = stage::type_to("line", stage::arrive_at("talk", {20}), 100.0);
    scenario.contact_types["talk"].channels = {{"in turns", 1.0}};
    // 10 of 100 s are done alone, the other 90 beside a chat of 20 turns.
    const auto run = stage::play(scenario, stage::measure(1000));
    EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{end_s}));
  }
}

TEST(Chat, SharedWorkGoesOnInTheWrapUp) {
  Chat chat;
  chat.mode = Chat::Mode::level;
  chat.rates = {1.0, 0.5};
  Scenario scenario = chats_at({10, 30}, chat, 2);
  scenario.queues["line"].handling.after_work = sim::Law::deterministic(10.0);
  const auto run = stage::play(scenario, stage::measure(1000));
  // The first is written up from 190 at half the speed until 210; the second's last 10 s and its wrap-up then alone.
  EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{190, 220}));
  EXPECT_EQ(stage::team_total(run.counters).busy, 220 * kSecond);
  EXPECT_EQ(stage::total(run.counters).handle, 220 * kSecond);
  EXPECT_EQ(leg_total(run.counters).after_work, 20 * kSecond);
}

TEST(Chat, ASilentCustomerKeepsThePlaceUntilTheTimeout) {
  Chat chat = steady_chat(2.0);
  chat.silence = 1.0;
  chat.silence_timeout_s = 50.0;
  const auto run = stage::play(chats_at({10, 20}, chat, 1), stage::measure(1000));
  EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{80, 150}));
  EXPECT_EQ(stage::outcomes(stage::by_arrival(run)), (std::vector<Outcome>{Outcome::left_chat, Outcome::left_chat}));
  EXPECT_EQ(flow_total(run.counters).chats_left_silent, 2);
  EXPECT_EQ(stage::total(run.counters).finished, 0);
  EXPECT_EQ(leg_total(run.counters).left, 2);
  EXPECT_EQ(leg_total(run.counters).legs, 2);
  IssueCell issues;
  for (const IssueCell& cell : run.counters.issues) issues.add(cell);
  EXPECT_EQ(issues.closed_unresolved, 2);
}

TEST(Chat, ACustomerWhomNobodyAnswersLeaves) {
  Chat chat = steady_chat(1.0);
  chat.tolerance = sim::Law::deterministic(15.0);
  const auto run = stage::play(chats_at({10, 12}, chat, 2), stage::measure(1000));
  EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{30, 27}));
  const FlowCell flow = flow_total(run.counters);
  EXPECT_EQ(flow.chats_left_waiting, 1);
  EXPECT_EQ(flow.replies, 1);
  EXPECT_EQ(flow.responses, 1);
  // A tolerance of exactly the wait is enough.
  chat.tolerance = sim::Law::deterministic(18.0);
  EXPECT_EQ(stage::ends_s(stage::by_arrival(stage::play(chats_at({10, 12}, chat, 2), stage::measure(1000)))),
            (std::vector<double>{30, 50}));
}

TEST(Chat, AWrapUpKeepsThePlaceAndTheOperator) {
  Scenario scenario = chats_at({10, 20}, steady_chat(1.0), 2);
  scenario.queues["line"].handling.after_work = sim::Law::deterministic(30.0);
  const auto run = stage::play(scenario, stage::measure(1000));
  // 10-30, written up until 60; then the second's reply until 80, written up until 110.
  EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{30, 80}));
  EXPECT_EQ(stage::team_total(run.counters).busy, 100 * kSecond);
  EXPECT_EQ(stage::total(run.counters).handle, 100 * kSecond);
  EXPECT_EQ(flow_total(run.counters).chat_elapsed, (50 + 90) * kSecond);
  EXPECT_EQ(flow_total(run.counters).chat_effort, 100 * kSecond);
}

TEST(Chat, TheLeastLoadedTakesTheNext) {
  const auto run = stage::play(chats_at({10, 20, 30, 40, 50}, steady_chat(9.0), 3, 2.0), stage::measure(1000));
  EXPECT_EQ(operators_of(stage::by_arrival(run)), (std::vector<int>{0, 1, 0, 1, 0}));
}

TEST(Chat, TeamsAreAskedInOrderOfChoice) {
  Scenario scenario = chats_at({10, 20, 30}, steady_chat(9.0), 2);
  scenario.teams["help"] = stage::team_for({"line"}, 1);
  scenario.teams["help"].serves["line"].choice = 2;
  const auto run = stage::play(scenario, stage::measure(1000));
  EXPECT_EQ(operators_of(stage::by_arrival(run)), (std::vector<int>{0, 0, 1})) << "both places of the first choice";
}

// One operator for chats and calls. A chat is on from 10 to 110, a call comes at 20, a chat at 30.
Scenario blended() {
  Chat chat = steady_chat(1.0);
  chat.reply = sim::Law::deterministic(100.0);
  Scenario scenario = chats_at({10, 30}, chat, 2);
  scenario.contact_types["phone"] = stage::type_to("calls", stage::arrive_at("phone", {20}), 100.0);
  scenario.queues["calls"] = {};
  scenario.teams["desk"].serves["calls"] = {};
  return scenario;
}

TEST(Chat, ACallWaitsUntilNoChatIsOpen) {
  const auto run = stage::play(blended(), stage::measure(1000));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run, 1)), (std::vector<double>{110}));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run, 0)), (std::vector<double>{10, 210})) << "it came after the call";
}

TEST(Chat, ChatsOfAHigherPriorityGoOnBeforeACall) {
  Scenario scenario = blended();
  scenario.teams["desk"].serves["calls"].priority = 2;
  const auto run = stage::play(scenario, stage::measure(1000));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run, 0)), (std::vector<double>{10, 30}));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run, 1)), (std::vector<double>{210}));
}

TEST(Chat, WhenTheCallIsGoneTheWaitingChatIsTaken) {
  Scenario scenario = blended();
  scenario.contact_types["phone"].patience = sim::Law::deterministic(40.0);
  const auto run = stage::play(scenario, stage::measure(1000));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run, 0)), (std::vector<double>{10, 60}));
}

TEST(Chat, NobodyTurnedToItItGoesToSomebodyElse) {
  Chat chat = steady_chat(1.0);
  chat.reply = sim::Law::deterministic(100.0);
  chat.reassign_after_s = 30.0;
  Scenario scenario = chats_at({10, 15}, chat, 2);
  scenario.teams["desk"].staff = stage::steps({{0, 1.0}, {50, 2.0}}, 1000);
  const auto run = stage::play(scenario, stage::measure(1000));
  // At 45 nobody else is there; at 75 the second operator is.
  EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{110, 175}));
  EXPECT_EQ(operators_of(stage::by_arrival(run)), (std::vector<int>{0, 1}));
  EXPECT_EQ(flow_total(run.counters).chats_reassigned, 1);
  EXPECT_EQ(stage::total(run.counters).answered, 2);
  EXPECT_EQ(stage::total(run.counters).response_answered, (100 + 160) * kSecond);
  EXPECT_EQ(stage::team_total(run.counters).busy, stage::total(run.counters).handle);
}

// Replies of 20 s, 10 s to write it up; a slow team of the first choice, a fast one of the second.
TEST(Chat, AChatThatGoesToSomebodyElseGoesAtTheirPace) {
  Chat chat = steady_chat(1.0);
  chat.reassign_after_s = 30.0;
  Scenario scenario = chats_at({10, 12}, chat, 2);
  scenario.queues["line"].handling.after_work = sim::Law::deterministic(10.0);
  scenario.teams["desk"].serves["line"].speed = 0.25;
  scenario.teams["help"] = stage::team_for({"line"}, 1);
  scenario.teams["help"].serves["line"] = {.choice = 2, .speed = 2.0};
  const auto run = stage::play(scenario, stage::measure(1000));
  // The first: 80 s and 40 s. The second goes to the fast at 42: 10 s and 5 s.
  EXPECT_EQ(operators_of(stage::by_arrival(run)), (std::vector<int>{0, 1}));
  EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{90, 52}));
  EXPECT_EQ(stage::team_total(run.counters, 0).busy, 120 * kSecond);
  EXPECT_EQ(stage::team_total(run.counters, 1).busy, 15 * kSecond);
}

TEST(Chat, WhoIsAboutToLeaveTakesNoNewChat) {
  Scenario scenario = chats_at({10, 60}, steady_chat(2.0), 2);
  scenario.contact_types["call"].patience = sim::Law::deterministic(100.0);
  scenario.teams["desk"].staff = stage::steps({{0, 1.0}, {50, 0.0}}, 1000);
  const auto run = stage::play(scenario, stage::measure(1000));
  EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{80, 160}));
  EXPECT_EQ(stage::by_arrival(run)[1].outcome, Outcome::abandoned);
  EXPECT_EQ(stage::team_total(run.counters).overtime, 30 * kSecond);
}

// Three chats, two on the first desk: when one of two operators is to leave, the one with a single chat takes no more.
TEST(Chat, OfTwoOperatorsTheOneWithFewerChatsLeaves) {
  Scenario scenario = chats_at({10, 20, 30, 60}, steady_chat(4.0), 3, 2.0);
  scenario.teams["desk"].staff = stage::steps({{0, 2.0}, {50, 1.0}}, 1000);
  const auto run = stage::play(scenario, stage::measure(1000));
  EXPECT_EQ(operators_of(stage::by_arrival(run)), (std::vector<int>{0, 1, 0, 0}));
}

TEST(Chat, AChatIsPassedOnWithItsCustomer) {
  Scenario scenario = chats_at({10}, steady_chat(1.0), 2);
  scenario.queues["line"].handling.resolves = 0.0;
  scenario.queues["line"].handling.to = {{"second", 1.0}};
  scenario.queues["line"].transfer = {.warm = 1.0, .context_factor = 0.5};
  scenario.queues["second"].line = 2;
  scenario.teams["experts"] = stage::team_for({"second"}, 1);
  const auto run = stage::play(scenario, stage::measure(1000));
  // 10-30 on the first line, 30-40 on the second, which reads what was written and does not hold the first.
  const ContactLog rows = stage::by_arrival(run);
  EXPECT_EQ(stage::ends_s(rows), (std::vector<double>{40}));
  EXPECT_EQ(rows[0].legs, 2);
  EXPECT_EQ(flow_total(run.counters).replies, 2);
  EXPECT_EQ(flow_total(run.counters).responses, 1);
  EXPECT_EQ(stage::team_total(run.counters, 0).busy, 20 * kSecond);
  EXPECT_EQ(stage::team_total(run.counters, 1).busy, 10 * kSecond);
}

// Four turns with every line: 4 x 20 s written, 3 x 30 s thought. A wrong line finds that out in 1 + 0.3 x 3 turns.
TEST(Chat, WhoWasCalledBackIsPassedOnByPhone) {
  Scenario scenario = chats_at({10, 20}, steady_chat(4.0), 1);
  scenario.queues["line"].handling.resolves = 0.0;
  scenario.queues["line"].handling.to = {{"second", 1.0}};
  scenario.queues["line"].transfer = {.context_factor = 1.0, .repeat_factor = 1.0};
  scenario.queues["line"].callback = Callback{.offered_above = 0, .accepts = 1.0, .reached = 1.0};
  scenario.queues["second"].line = 2;
  scenario.teams["second"] = stage::team_for({"second"}, 5);
  // The first writes 10-180 here and 180-350 there. The second is called back, 180-280, and goes on talking for 100 s.
  const auto run = stage::play(scenario, stage::measure(1000));
  EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{350, 380}));
  EXPECT_EQ(flow_total(run.counters).chat_legs, 2);
}

TEST(Chat, AWrongTopicIsFoundInAShareOfTheTurns) {
  Scenario scenario = chats_at({10}, steady_chat(4.0), 1);
  scenario.contact_types["call"].topics = {{"card", 1.0}, {"loan", 1.0}};
  scenario.topics["card"].queue = "cards";
  scenario.topics["loan"].queue = "loans";
  scenario.queues["cards"] = scenario.queues["loans"] = {};
  scenario.queues["line"].intake = Intake{.accuracy = 0.0, .noticed = 1.0, .diagnosis = 0.3};
  for (const char* queue : {"line", "cards", "loans"}) {
    scenario.queues[queue].transfer = {.context_factor = 1.0, .repeat_factor = 1.0};
  }
  scenario.teams["experts"] = stage::team_for({"cards", "loans"}, 1);
  const auto run = stage::play(scenario, stage::measure(1000));
  EXPECT_EQ(stage::by_arrival(run)[0].legs, 3);
  EXPECT_EQ(stage::ends_s(stage::by_arrival(run)), (std::vector<double>{10 + 170 + 70 + 170}));
  EXPECT_EQ(flow_total(run.counters).replies, 4 + 2 + 4);
  // Of the same line it takes longer by as much: 1 + 1.3 x 3 turns.
  scenario.topics["loan"].queue = "cards";
  const auto same = stage::play(scenario, stage::measure(1000));
  EXPECT_EQ(stage::ends_s(stage::by_arrival(same)), (std::vector<double>{10 + 170 + 5 * 20 + 4 * 30}));
}

TEST(Chat, SkillsHaveSlotsOfTheirOwn) {
  Scenario scenario = chats_at({10, 20, 30}, steady_chat(9.0), 1);
  scenario.teams["desk"].serves["line"].chat_slots = 2;
  const auto run = stage::play(scenario, stage::measure(2000));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run))[1], 20);
  EXPECT_GT(stage::answers_s(stage::by_arrival(run))[2], 30);
}

// Whatever happens on the desks, the time of operators with chats is handed out to the tick.
TEST(Chat, EffortsAddUpToTheBusyTime) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    Chat chat;
    chat.mode = seed % 2 == 0 ? Chat::Mode::turns : Chat::Mode::level;
    chat.turns = 4.0;
    chat.rates = {1.0, 0.9, 0.7, 0.6, 0.5, 0.4, 0.35};
    chat.silence = 0.05;
    chat.tolerance = sim::Law::exponential(120.0);
    Scenario scenario = chats_at({10}, chat, 7, 2.0);
    scenario.contact_types["call"].arrivals = {};
    scenario.contact_types["call"].arrivals.rate_per_s = stage::steps({{0, 0.05}}, 3600);
    scenario.contact_types["call"].patience = sim::Law::exponential(100.0);
    scenario.queues["line"].handling.after_work = sim::Law::exponential(15.0);
    const auto run = stage::play(scenario, stage::measure(20'000), {5, seed});
    EXPECT_GT(flow_total(run.counters).chat_legs, 50);
    EXPECT_EQ(stage::total(run.counters).handle, stage::team_total(run.counters).busy) << seed;
    std::int64_t levels = 0;
    for (const std::int64_t time : run.counters.concurrency) levels += time;
    EXPECT_EQ(levels, stage::team_total(run.counters).busy) << seed;
  }
}

}  // namespace
}  // namespace firstline
