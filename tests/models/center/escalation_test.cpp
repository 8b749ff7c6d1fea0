#include "models/center/escalation.h"

#include <gtest/gtest.h>

namespace firstline {
namespace {

Scenario three_lines() {
  Scenario scenario;
  Queue intake, first, second;
  intake.line = 0;
  intake.intake = Intake{};
  first.handling = {.service = sim::Law::exponential(300.0),
                    .after_work = {},
                    .resolves = 0.7,
                    .escalates = 0.9,
                    .to = {{"second", 3.0}, {"third", 1.0}}};
  second.line = 2;
  scenario.queues = {{"first", first}, {"intake", intake}, {"second", second}, {"third", second}};
  Topic card;
  card.queue = "first";
  card.work = 2.0;
  card.handling["first"].resolves = 0.4;
  scenario.topics["card"] = card;
  scenario.topics["loan"].queue = "second";
  scenario.escalation.limit = 2;
  return scenario;
}

const std::map<std::string, std::uint32_t> kQueues{{"first", 0}, {"intake", 1}, {"second", 2}, {"third", 3}};
constexpr std::uint32_t kCard = 1, kLoan = 2;

TEST(Escalation, ATopicOverridesItsQueueFieldByField) {
  const EscalationModel model = compile_escalation(three_lines(), kQueues);
  EXPECT_DOUBLE_EQ(model.of(kCard, 0).resolves, 0.4);
  EXPECT_DOUBLE_EQ(model.of(kCard, 0).escalates, 0.9);
  EXPECT_DOUBLE_EQ(model.of(kLoan, 0).resolves, 0.7);
  EXPECT_EQ(model.of(kCard, 0).service, model.of(kLoan, 0).service) << "one law, however many rows";
  EXPECT_EQ(model.laws.size(), 1u);
  EXPECT_DOUBLE_EQ(model.of(kCard, 2).work, 2.0);
  EXPECT_DOUBLE_EQ(model.of(kCard, 2).resolves, 1.0);
  EXPECT_DOUBLE_EQ(model.of(kCard, 1).resolves, 0.0) << "an intake only sorts";
}

TEST(Escalation, SolvedPassedOrClosedByThreeUniforms) {
  const EscalationModel model = compile_escalation(three_lines(), kQueues);
  LegEnd leg{.topic = kCard, .assigned = kCard, .queue = 0, .u_solution = 0.39};
  EXPECT_EQ(judge(model, leg).verdict, Verdict::solved);
  leg.u_solution = 0.40;
  leg.u_escalation = 0.89;
  leg.u_next = 0.74;
  EXPECT_EQ(judge(model, leg).verdict, Verdict::passed);
  EXPECT_EQ(judge(model, leg).next, 2u);
  leg.u_next = 0.76;
  EXPECT_EQ(judge(model, leg).next, 3u);
  leg.u_escalation = 0.91;
  EXPECT_EQ(judge(model, leg).verdict, Verdict::closed);
  EXPECT_EQ(judge(model, leg).next, kNoQueue);
}

TEST(Escalation, AnIntakeSendsByTheTopicThatWasWritten) {
  const EscalationModel model = compile_escalation(three_lines(), kQueues);
  LegEnd leg{.topic = kCard, .assigned = kLoan, .queue = 1, .intake = 1};
  EXPECT_EQ(judge(model, leg).verdict, Verdict::classified);
  EXPECT_EQ(judge(model, leg).next, 2u) << "as a loan";
  leg.assigned = kCard;
  EXPECT_EQ(judge(model, leg).next, 0u);
}

TEST(Escalation, AWrongTopicIsSentBackOrSpoilsTheSolution) {
  Scenario scenario = three_lines();
  LegEnd leg{.topic = kCard, .assigned = kLoan, .queue = 2, .intake = 1, .noticed = true};
  EXPECT_EQ(judge(compile_escalation(scenario, kQueues), leg).verdict, Verdict::sent_back);
  EXPECT_EQ(judge(compile_escalation(scenario, kQueues), leg).next, 0u) << "straight to the right line";
  scenario.queues["intake"].intake->back = Intake::Back::intake;
  EXPECT_EQ(judge(compile_escalation(scenario, kQueues), leg).next, 1u);
  leg.noticed = false;  // nobody notices: the line solves half as often (1 x 0.5)
  leg.u_solution = 0.49;
  EXPECT_EQ(judge(compile_escalation(scenario, kQueues), leg).verdict, Verdict::solved);
  leg.u_solution = 0.51;
  EXPECT_EQ(judge(compile_escalation(scenario, kQueues), leg).verdict, Verdict::closed);
}

TEST(Escalation, PingPongEndsAtTheSupervisorOrTheContactIsClosed) {
  Scenario scenario = three_lines();
  const LegEnd leg{.topic = kCard, .assigned = kCard, .queue = 0, .transfers = 2, .u_solution = 0.99};
  EXPECT_EQ(judge(compile_escalation(scenario, kQueues), leg).verdict, Verdict::closed);
  scenario.escalation.supervisor = "third";
  EXPECT_EQ(judge(compile_escalation(scenario, kQueues), leg).next, 3u);
}

TEST(Escalation, WhomTheLimitSentToTheSupervisorGoesNoFurther) {
  Scenario scenario = three_lines();
  scenario.escalation.supervisor = "third";
  scenario.queues["third"].handling = {.resolves = 0.5, .to = {{"first", 1.0}}};
  const EscalationModel model = compile_escalation(scenario, kQueues);
  LegEnd leg{.topic = kCard, .assigned = kCard, .queue = 3, .transfers = model.limit, .u_solution = 0.99};
  EXPECT_EQ(judge(model, leg).verdict, Verdict::passed) << "came by the usual way";
  EXPECT_EQ(judge(model, leg).next, 0u);
  ++leg.transfers;
  EXPECT_EQ(judge(model, leg).verdict, Verdict::closed);
  EXPECT_EQ(judge(model, leg).next, kNoQueue);
  leg.u_solution = 0.49;
  EXPECT_EQ(judge(model, leg).verdict, Verdict::solved);
}

TEST(Escalation, OddsBendTheChanceAndKeepItsEnds) {
  EXPECT_DOUBLE_EQ(solution_chance(0.7, 1.0), 0.7);
  EXPECT_DOUBLE_EQ(solution_chance(0.5, 3.0), 0.75);
  EXPECT_DOUBLE_EQ(solution_chance(0.0, 9.0), 0.0);
  EXPECT_DOUBLE_EQ(solution_chance(1.0, 0.1), 1.0);
}

}  // namespace
}  // namespace firstline
