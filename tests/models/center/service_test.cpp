#include "models/center/service.h"

#include <gtest/gtest.h>

#include "tests/models/center/stage.h"

namespace firstline {
namespace {

ContactType two_periods() {
  ContactType type;
  type.service = sim::Law::deterministic(60.0);
  type.patience = sim::Law::deterministic(30.0);
  type.periods["early"].hours = {100, 200};
  type.periods["early"].service = sim::Law::deterministic(90.0);
  type.periods["late"].hours = {150, 300};
  type.periods["late"].patience = sim::Law::deterministic(5.0);
  return type;
}

TEST(Service, PeriodsHoldFromTheirStartAndEndBeforeTheirEnd) {
  const ServiceModel model = compile_service(two_periods());
  constexpr sim::Tick s = sim::kTicksPerSecond;
  EXPECT_EQ(period_at(model, 100 * s - 1), 0);
  EXPECT_EQ(period_at(model, 100 * s), 1);
  EXPECT_EQ(period_at(model, 199 * s), 1);  // where two hold, the first by name
  EXPECT_EQ(period_at(model, 200 * s), 2);
  EXPECT_EQ(period_at(model, 300 * s), 0);
}

TEST(Service, APeriodKeepsTheLawsItDoesNotReplace) {
  const ServiceModel model = compile_service(two_periods());
  constexpr std::uint32_t kWord = 0x80000000u;
  EXPECT_DOUBLE_EQ(laws_of(model, 0).service.sample(kWord), 60.0);
  EXPECT_DOUBLE_EQ(laws_of(model, 1).service.sample(kWord), 90.0);
  EXPECT_DOUBLE_EQ(laws_of(model, 1).patience.sample(kWord), 30.0);
  EXPECT_DOUBLE_EQ(laws_of(model, 2).service.sample(kWord), 60.0);
  EXPECT_DOUBLE_EQ(laws_of(model, 2).patience.sample(kWord), 5.0);
}

TEST(Service, ThePeriodIsThatOfTheArrivalNotOfTheAnswer) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {90, 98, 100}), 20.0, 1.0);
  scenario.contact_types["call"].periods["rush"] = {
      .hours = {100, 200}, .service = sim::Law::deterministic(7.0), .patience = {}};
  const ContactLog rows = stage::by_arrival(stage::play(scenario, stage::measure(200)));
  EXPECT_EQ(stage::ends_s(rows), (std::vector<double>{110, 130, 137}));
}

TEST(Service, TheMenuIsNotPartOfTheWait) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 20}), 30.0, 1.0);
  scenario.contact_types["call"].ivr_time = sim::Law::deterministic(5.0);
  const stage::Run run = stage::play(scenario, stage::measure(100));
  const ContactLog rows = stage::by_arrival(run);
  EXPECT_EQ(rows[1].arrival, 20 * stage::kSecond);
  EXPECT_EQ(rows[1].queued, 25 * stage::kSecond);
  EXPECT_EQ(rows[1].answered, 45 * stage::kSecond);
  const ContactCell facts = stage::total(run.counters);
  EXPECT_EQ(facts.wait_answered, 20 * stage::kSecond);
  EXPECT_EQ(facts.response_answered, (5 + 25) * stage::kSecond);
  EXPECT_EQ(facts.delayed, 1);
}

}  // namespace
}  // namespace firstline
