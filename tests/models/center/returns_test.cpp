#include "models/center/returns.h"

#include <gtest/gtest.h>

#include <cmath>

#include "models/center/satisfaction.h"
#include "tests/models/center/stage.h"

namespace firstline {
namespace {

Redial redial(double probability, double decay, double delay_s, int max_attempts = 20) {
  return {.probability = probability,
          .decay = decay,
          .delay = sim::Law::deterministic(delay_s),
          .after_blocked = true,
          .max_attempts = max_attempts};
}

TEST(Returns, ProbabilityDecaysWithEachAttempt) {
  const ReturnsModel model = compile_returns(redial(0.8, 0.5, 60.0, 4));
  ASSERT_EQ(model.probability.size(), 3u);
  EXPECT_DOUBLE_EQ(model.probability[0], 0.8);
  EXPECT_DOUBLE_EQ(model.probability[2], 0.2);
  EXPECT_FALSE(compile_returns(redial(0.0, 1.0, 60.0)).active());
  EXPECT_FALSE(compile_returns(redial(1.0, 1.0, 60.0, 1)).active());
}

TEST(Returns, TheShareOfThoseWhoTryAgainIsTheProbability) {
  const ReturnsModel model = compile_returns(redial(0.6, 0.5, 60.0));
  for (int attempt = 1; attempt <= 3; ++attempt) {
    constexpr int kCustomers = 40'000;
    int again = 0;
    for (std::uint64_t issue = 0; issue < kCustomers; ++issue) {
      again += redial_delay(model, stage::kKey, issue, attempt, static_cast<std::uint32_t>(attempt - 1)) ? 1 : 0;
    }
    const double p = 0.6 * std::pow(0.5, attempt - 1);
    EXPECT_NEAR(again / double{kCustomers}, p, 4.5 * std::sqrt(p * (1 - p) / kCustomers)) << attempt;
  }
}

TEST(Returns, TheAnswerBelongsToTheCustomerAndTheAttempt) {
  const ReturnsModel often = compile_returns(redial(0.9, 1.0, 60.0));
  const ReturnsModel seldom = compile_returns(redial(0.3, 1.0, 60.0));
  for (std::uint64_t issue = 0; issue < 1000; ++issue) {
    const bool patient_one = redial_delay(seldom, stage::kKey, issue, 2, 1u).has_value();
    EXPECT_TRUE(!patient_one || redial_delay(often, stage::kKey, issue, 2, 1u));
  }
}

TEST(Returns, AnErrorAddsToTheChanceToComeBack) {
  const ReturnsModel model = compile_returns({}, {.resolved = 0.05, .decay = 0.5});
  constexpr int kCustomers = 100'000;
  for (const int returned : {0, 1}) {
    int back = 0;
    for (std::uint64_t issue = 0; issue < kCustomers; ++issue) {
      const bool usually = return_delay(model, stage::kKey, issue, 0u, true, returned).has_value();
      const bool after_error = return_delay(model, stage::kKey, issue, 0u, true, returned, 0.4).has_value();
      EXPECT_LE(usually, after_error);
      back += after_error ? 1 : 0;
    }
    const double p = (0.05 + 0.95 * 0.4) * (returned == 0 ? 1.0 : 0.5);
    EXPECT_NEAR(back / double{kCustomers}, p, 4.5 * std::sqrt(p * (1.0 - p) / kCustomers));
  }
}

TEST(Returns, TheWordsMayBeDrawnBefore) {
  const ReturnsModel model = compile_returns({}, {.unresolved = 0.5, .delay = sim::Law::exponential(3600.0)});
  int back = 0;
  for (std::uint64_t issue = 0; issue < 1000; ++issue) {
    const sim::PhiloxCounter words = draw_end({.key = stage::kKey, .entity = issue, .contact = 2}).returning;
    const auto at = return_delay(model, stage::kKey, issue, 2u, false, 0);
    EXPECT_EQ(return_delay(model, stage::kKey, issue, 2u, false, 0, 0.0, &words), at);
    back += at ? 1 : 0;
  }
  EXPECT_GT(back, 400);
}

TEST(Returns, TheLastAttemptIsTheLast) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10}), 20.0, 0.0, sim::Law::deterministic(2.0));
  scenario.contact_types["call"].redial = redial(1.0, 1.0, 5.0, 3);
  const stage::Run run = stage::play(scenario, stage::measure(100));
  const ContactLog rows = stage::by_arrival(run);
  EXPECT_EQ(stage::arrivals_s(rows), (std::vector<double>{10, 17, 24}));
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(rows[i].attempt, static_cast<int>(i) + 1);
  const ContactCell facts = stage::total(run.counters);
  EXPECT_EQ(facts.offered_first, 1);
  EXPECT_EQ(facts.offered_redial, 2);
  EXPECT_EQ(facts.abandoned, 3);
}

TEST(Returns, HundredsOfAttemptsAreCounted) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10}), 20.0, 0.0, sim::Law::deterministic(1.0));
  scenario.contact_types["call"].redial = redial(1.0, 1.0, 1.0, 1000);
  const stage::Run run = stage::play(scenario, stage::measure(86'400));
  ASSERT_EQ(run.log.size(), 1000u);
  EXPECT_EQ(run.log.back().attempt, 1000);
  EXPECT_EQ(stage::total(run.counters).offered_redial, 999);
}

TEST(Returns, NobodyTriesAgainAfterTheDoorsClosedOrArrivalsStopped) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 30}), 20.0, 0.0, sim::Law::deterministic(2.0));
  scenario.contact_types["call"].redial = redial(1.0, 1.0, 5.0, 3);
  Queue& line = scenario.queues["line"];
  line.has_hours = true;
  for (auto& day : line.opening_hours) day = {{0, 13}};
  const stage::Run run = stage::play(scenario, stage::measure(100));  // 10 abandoned, 17 turned away, 30 turned away
  EXPECT_EQ(stage::outcomes(stage::by_arrival(run)),
            (std::vector<Outcome>{Outcome::abandoned, Outcome::turned_away, Outcome::turned_away}));
  EXPECT_EQ(stage::total(stage::play(scenario, stage::measure(17)).counters).offered(), 1);
}

TEST(Returns, BlockedCustomersTryAgainWhereTheScenarioSaysSo) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 12}), 20.0, 1.0);
  scenario.queues["line"].capacity = 0;
  scenario.contact_types["call"].redial = redial(1.0, 1.0, 10.0, 5);
  const stage::Run again = stage::play(scenario, stage::measure(100));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(again)), (std::vector<double>{10, -1, -1, 32}));
  scenario.contact_types["call"].redial.after_blocked = false;
  EXPECT_EQ(stage::play(scenario, stage::measure(100)).log.size(), 2u);
}

TEST(Returns, ARedialKeepsItsWorkAndDrawsItsPatienceAnew) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10}), 20.0, 0.0, sim::Law::exponential(5.0));
  scenario.contact_types["call"].service = sim::Law::exponential(20.0);
  scenario.contact_types["call"].redial = redial(1.0, 1.0, 100.0, 5);
  scenario.teams["desk"].staff = stage::steps({{300, 1}}, 5000);
  const stage::Run run = stage::play(scenario, stage::measure(2000));
  const ContactLog rows = stage::by_arrival(run);
  ASSERT_GE(rows.size(), 3u);
  EXPECT_NE(rows[0].ended - rows[0].queued, rows[1].ended - rows[1].queued);
  const std::uint64_t issue = sim::pack_issue(sim::name_hash24("call"), 0, 0);
  const sim::Sampler work(sim::Law::exponential(20.0));
  const sim::Sampler patience(sim::Law::exponential(5.0));
  EXPECT_EQ(rows.back().ended - rows.back().answered,
            work.sample_ticks(sim::draw_word(stage::kKey, sim::Purpose::service, issue)));
  for (std::uint32_t attempt = 0; attempt + 1 < rows.size(); ++attempt) {
    EXPECT_EQ(rows[attempt].ended - rows[attempt].queued,
              patience.sample_ticks(sim::draw_word(stage::kKey, sim::Purpose::patience, issue, attempt)));
  }
}

}  // namespace
}  // namespace firstline
