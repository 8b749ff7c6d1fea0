#include "models/kpi/kpi_rows_bots.h"

#include <gtest/gtest.h>

#include "models/kpi/estimates.h"

namespace firstline {
namespace {

// One type, queue, team, topic and interval; one bot of two steps.
Counters empty_counters() {
  CounterShape shape{.num_types = 1, .num_queues = 1, .num_teams = 1, .num_intervals = 1, .num_thresholds = 1};
  shape.classes = {{0, 0, 0}};
  shape.num_topics = 1;
  shape.num_bots = 1;
  shape.num_steps = 2;
  Counters counters;
  counters.reset(shape);
  return counters;
}

// Two replications of one bot with two steps, by hand.
ReplicationSet two_runs() {
  ReplicationSet set;
  set.names.types = {"call"};
  set.names.queues = {"line"};
  set.names.teams = {"desk"};
  set.names.intervals = {"00:00"};
  set.names.type_queue = {0};
  set.names.queue_line = {0};
  set.names.team_line = {0};
  set.names.lines = {"1"};
  set.names.classes = {{0, 0, 0}};
  set.names.type_segment = set.names.type_product = {-1};
  set.names.bots = {"voice"};
  set.names.steps = {"answer", "intent"};
  set.names.step_bot = {0, 0};
  set.thresholds_s = {20.0};
  for (const int factor : {1, 3}) {
    Counters counters = empty_counters();
    counters.bots[0] = {.sessions = 100 * factor,
                        .contained_true = 40 * factor,
                        .contained_false = 10 * factor,
                        .failed = 15 * factor,
                        .asked = 12 * factor,
                        .refused = 8 * factor,
                        .hung_up = 14 * factor,
                        .outage = 1 * factor,
                        .early = 20 * factor,
                        .turns = 250 * factor,
                        .repeats = 30 * factor,
                        .time = 4000 * factor * sim::kTicksPerSecond};
    counters.steps[0] = {.entries = 60 * factor, .turns = 70 * factor, .heard = 50 * factor, .first_try = 45 * factor};
    counters.steps[1] = {.entries = 100 * factor,
                         .turns = 180 * factor,
                         .heard = 90 * factor,
                         .first_try = 75 * factor,
                         .hung_up = 14 * factor};
    counters.issues[0] = {.opened = 90 * factor, .eligible = 80 * factor, .automated = 32 * factor};
    counters.flows[0].contained = 50 * factor;
    collect(set, counters, reduce(counters));
  }
  return set;
}

double value(const std::vector<Estimate>& estimates, const std::string& key, const Slice& slice = {}) {
  for (const Estimate& estimate : estimates) {
    if (estimate.key == key && estimate.slice == slice) return estimate.mean.value_or(-1.0);
  }
  return -2.0;
}

TEST(KpiRowsBots, SessionsEndInOneWayEach) {
  const std::vector<Estimate> estimates = estimate(two_runs());
  EXPECT_DOUBLE_EQ(value(estimates, "bot.sessions"), 200.0);
  EXPECT_DOUBLE_EQ(value(estimates, "bot.containment.true"), 0.40);
  EXPECT_DOUBLE_EQ(value(estimates, "bot.containment.false"), 0.24);
  EXPECT_DOUBLE_EQ(value(estimates, "bot.seemed_solved"), 0.10);
  EXPECT_DOUBLE_EQ(value(estimates, "bot.transfer_rate"), 0.36);
  EXPECT_DOUBLE_EQ(value(estimates, "bot.drop_rate"), 0.14);
  EXPECT_DOUBLE_EQ(value(estimates, "bot.containment.apparent"), 0.64);
  EXPECT_DOUBLE_EQ(value(estimates, "bot.transfers_per_drop"), 36.0 / 14.0);
  EXPECT_DOUBLE_EQ(value(estimates, "bot.refusal_rate"), 0.20);
  EXPECT_DOUBLE_EQ(value(estimates, "bot.repeats"), 0.30);
  EXPECT_DOUBLE_EQ(value(estimates, "bot.turns", {"bot", "voice"}), 2.5);
  EXPECT_DOUBLE_EQ(value(estimates, "bot.time"), 40.0);
  EXPECT_DOUBLE_EQ(value(estimates, "bot.first_try_recognition"), 120.0 / 140.0);
  EXPECT_DOUBLE_EQ(value(estimates, "automation_rate"), 0.40);
}

TEST(KpiRowsBots, StepsAreCountedByVisit) {
  const std::vector<Estimate> estimates = estimate(two_runs());
  const Slice intent = pair_slice("bot,step", "voice", "intent"), answer = pair_slice("bot,step", "voice", "answer");
  EXPECT_DOUBLE_EQ(value(estimates, "bot.step.entries", answer), 0.6);
  EXPECT_DOUBLE_EQ(value(estimates, "bot.step.first_try", intent), 75.0 / 90.0);
  EXPECT_DOUBLE_EQ(value(estimates, "bot.step.turns", intent), 1.8);
  EXPECT_DOUBLE_EQ(value(estimates, "bot.step.drops", intent), 0.14);
}

TEST(KpiRowsBots, WhatABotEndsIsHandledAndNobodysHandleTime) {
  const std::vector<Estimate> estimates = estimate(two_runs());
  EXPECT_DOUBLE_EQ(value(estimates, "contacts.handled"), 100.0);
  EXPECT_DOUBLE_EQ(value(estimates, "aht.mean"), -1.0) << "no operator handled any: undefined, not 0";
}

// What the report's table of a bot shows is a partition of the sessions.
TEST(KpiRowsBots, FourEndingsAreAll) {
  const std::vector<Estimate> estimates = estimate(two_runs());
  double sum = 0.0;
  for (const char* key : {"bot.containment.true", "bot.seemed_solved", "bot.transfer_rate", "bot.drop_rate"}) {
    sum += value(estimates, key, {"bot", "voice"});
  }
  EXPECT_DOUBLE_EQ(sum, 1.0);
}

// Six calls of operators and the fifty that the bot ended, by hand: waits 0, 10, 40 answered, 8 and 62 abandoned, 30
// cut off; the six waits sum to 150 s.
TEST(KpiRowsBots, TheVariantAllCountsWhatABotEndedAsAnsweredAtOnce) {
  ReplicationSet set = two_runs();
  set.thresholds_s = {20.0, 60.0};
  set.records.resize(1);  // factor 1: 50 contained
  ContactCell calls{.entries = 6, .answered = 3, .abandoned = 2, .dropped = 1};
  calls.wait_answered = 50 * sim::kTicksPerSecond;
  calls.wait_abandoned = 70 * sim::kTicksPerSecond;
  calls.wait_dropped = 30 * sim::kTicksPerSecond;
  calls.answered_within = {2, 3};
  calls.abandoned_within = {1, 1};
  set.records[0].total = calls;
  set.records[0].by_interval[0] = calls;
  set.records[0].cases.flow.left_bot = 7;  // nowhere in these
  const std::vector<Estimate> estimates = estimate(set);
  EXPECT_DOUBLE_EQ(value(estimates, "wait.mean"), 150.0 / 6.0);
  EXPECT_DOUBLE_EQ(value(estimates, "wait.mean.all"), 150.0 / 56.0);
  EXPECT_DOUBLE_EQ(value(estimates, "wait.mean.all", {"interval", "00:00"}), 150.0 / 56.0);
  EXPECT_DOUBLE_EQ(value(estimates, "service_level"), 2.0 / 6.0);
  EXPECT_DOUBLE_EQ(value(estimates, "service_level.all_waits"), 3.0 / 6.0);
  EXPECT_DOUBLE_EQ(value(estimates, "service_level.all"), 52.0 / 56.0);
  EXPECT_DOUBLE_EQ(value(estimates, "service_level.all", {"within", "60 s"}), 53.0 / 56.0);
  EXPECT_DOUBLE_EQ(value(estimates, "abandonment_rate"), 2.0 / 6.0);
  EXPECT_DOUBLE_EQ(value(estimates, "abandonment_rate.all"), 2.0 / 56.0);
}

TEST(KpiRowsBots, WithoutABotsAnswerTheVariantAllIsThePlainOne) {
  ReplicationSet set = two_runs();
  for (ReplicationRecord& record : set.records) {
    record.cases.flow.contained = 0;
    record.total = {.entries = 4, .answered = 3, .abandoned = 1, .wait_answered = 9 * sim::kTicksPerSecond};
    record.total.answered_within = {2};
  }
  const std::vector<Estimate> estimates = estimate(set);
  EXPECT_DOUBLE_EQ(value(estimates, "wait.mean.all"), value(estimates, "wait.mean"));
  EXPECT_DOUBLE_EQ(value(estimates, "service_level.all"), value(estimates, "service_level"));
  EXPECT_DOUBLE_EQ(value(estimates, "abandonment_rate.all"), value(estimates, "abandonment_rate"));
}

// Operators give sixty first answers, after 120 s each; the bot `contained`, after 30 s.
std::vector<Estimate> with_answers(int contained) {
  ReplicationSet set = two_runs();
  set.records.clear();
  for (const int factor : {1, 2}) {
    Counters counters = empty_counters();
    counters.contacts[0].answered = 60 * factor;
    counters.contacts[0].response_answered = 60 * factor * 120 * sim::kTicksPerSecond;
    counters.flows[0].responses = 60 * factor;
    counters.flows[0].contained = contained * factor;
    counters.flows[0].contained_time = contained * factor * 30 * sim::kTicksPerSecond;
    counters.responses[0].add(120 * sim::kTicksPerSecond, 60 * factor);
    counters.contained[0].add(30 * sim::kTicksPerSecond, contained * factor);
    collect(set, counters, reduce(counters));
  }
  return estimate(set);
}

TEST(KpiRowsBots, AFirstAnswerMayBeTheBots) {
  const std::vector<Estimate> fewer = with_answers(40);
  EXPECT_DOUBLE_EQ(value(fewer, "frt.mean"), 120.0);
  EXPECT_DOUBLE_EQ(value(fewer, "frt.mean.any"), (60.0 * 120.0 + 40.0 * 30.0) / 100.0);
  EXPECT_NEAR(value(fewer, "frt.p50.any"), 120.0, 0.5) << "sixty of a hundred are operators'";
  EXPECT_NEAR(value(fewer, "frt.p90.any"), 120.0, 0.5);
  const std::vector<Estimate> more = with_answers(240);
  EXPECT_NEAR(value(more, "frt.p50.any"), 30.0, 0.2) << "two hundred and forty of three hundred are the bot's";
  EXPECT_NEAR(value(more, "frt.p90.any"), 120.0, 0.5);
  EXPECT_NEAR(value(more, "frt.p50"), 120.0, 0.5);
}

TEST(KpiRowsBots, WhatABotEndsIsNotAnOperatorsOutput) {
  ReplicationSet set = two_runs();
  for (ReplicationRecord& record : set.records) {
    record.total.answered = 30;
    record.team_total.available = 10 * sim::kTicksPerHour;
  }
  EXPECT_DOUBLE_EQ(value(estimate(set), "contacts.handled"), 130.0);
  EXPECT_DOUBLE_EQ(value(estimate(set), "contacts.handled.per_operator_hour"), 3.0);
}

}  // namespace
}  // namespace firstline
