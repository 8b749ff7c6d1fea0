#include "models/center/talents.h"

#include <gtest/gtest.h>

#include <cmath>

namespace firstline {
namespace {

constexpr sim::StreamKey kKey{7, 3};

TalentModel staff_of(int operators, const Habits& habits) {
  Scenario scenario;
  scenario.teams["desk"].habits = habits;
  scenario.topics["billing"] = {};
  scenario.topics["cards"] = {};
  TalentModel model = compile_talents(scenario);
  for (int i = 0; i < operators; ++i)
    model.operators.push_back({.entity = 1000u + static_cast<unsigned>(i), .team = 0});
  return model;
}

TEST(Talents, WithoutSpreadsEverybodyIsAlikeAndNothingIsKept) {
  Talents talents;
  talents.draw(staff_of(10, {}), kKey);
  EXPECT_EQ(talents.topics, 0u);
  EXPECT_TRUE(talents.handle.empty());
  EXPECT_EQ(handle_factor(talents, 9, 2), 1.0);
  EXPECT_EQ(quality_shift(talents, 9, 2), 0.0);
}

struct Moments {
  double sum = 0.0, square = 0.0, product = 0.0;
  int n = 0;
  void add(double x, double other) {
    sum += x;
    square += x * x;
    product += x * other;
    ++n;
  }
  double mean() const { return sum / n; }
  double variance() const { return square / n - mean() * mean(); }
};

TEST(Talents, HandleFactorsAreLognormalWithMeanOne) {
  constexpr int kOperators = 40'000;
  Habits habits;
  habits.speed_spread = 0.3;
  habits.topic_speed_spread = 0.2;
  Talents talents;
  talents.draw(staff_of(kOperators, habits), kKey);
  const double variance = 0.3 * 0.3 + 0.2 * 0.2;
  Moments factor, log;
  for (std::uint32_t id = 0; id < kOperators; ++id) {
    factor.add(handle_factor(talents, id, 1), 0.0);
    log.add(std::log(handle_factor(talents, id, 1)) + variance / 2,
            std::log(handle_factor(talents, id, 2)) + variance / 2);
  }
  EXPECT_NEAR(factor.mean(), 1.0, 4.5 * std::sqrt((std::exp(variance) - 1.0) / kOperators));
  EXPECT_NEAR(log.mean(), 0.0, 4.5 * std::sqrt(variance / kOperators));
  EXPECT_NEAR(log.variance(), variance, 4.5 * variance * std::sqrt(2.0 / kOperators));
  // What two topics of one operator share is the operator's own part.
  EXPECT_NEAR(log.product / kOperators, 0.09, 4.5 * std::sqrt((variance * variance + 0.09 * 0.09) / kOperators));
  EXPECT_EQ(quality_shift(talents, 5, 1), 0.0);
}

TEST(Talents, QualityShiftsAreNormalAndApartFromSpeed) {
  constexpr int kOperators = 40'000;
  Habits habits;
  habits.speed_spread = 0.3;
  habits.quality_spread = 0.5;
  habits.topic_quality_spread = 0.4;
  Talents talents;
  talents.draw(staff_of(kOperators, habits), kKey);
  Moments shift, across;
  for (std::uint32_t id = 0; id < kOperators; ++id) {
    shift.add(quality_shift(talents, id, 2), quality_shift(talents, id, 0));
    across.add(quality_shift(talents, id, 2), std::log(handle_factor(talents, id, 2)) + 0.045);
  }
  EXPECT_NEAR(shift.mean(), 0.0, 4.5 * std::sqrt(0.41 / kOperators));
  EXPECT_NEAR(shift.variance(), 0.41, 4.5 * 0.41 * std::sqrt(2.0 / kOperators));
  EXPECT_NEAR(shift.product / kOperators, 0.25, 4.5 * std::sqrt((0.41 * 0.41 + 0.0625) / kOperators));
  EXPECT_NEAR(across.product / kOperators, 0.0, 4.5 * std::sqrt(0.41 * 0.09 / kOperators));
}

TEST(Talents, AnotherTopicOrColleagueMovesNobody) {
  Habits habits;
  habits.speed_spread = habits.topic_speed_spread = 0.3;
  Scenario small, large;
  small.teams["desk"].habits = large.teams["desk"].habits = habits;
  small.topics["cards"] = large.topics["cards"] = large.topics["billing"] = {};
  TalentModel few = compile_talents(small), many = compile_talents(large);
  few.operators = {{.entity = 5, .team = 0}};
  many.operators = {{.entity = 4, .team = 0}, {.entity = 5, .team = 0}};
  Talents a, b;
  a.draw(few, kKey);
  b.draw(many, kKey);
  EXPECT_EQ(handle_factor(a, 0, 0), handle_factor(b, 1, 0));
  EXPECT_EQ(handle_factor(a, 0, 1), handle_factor(b, 1, 2));
  EXPECT_NE(handle_factor(b, 0, 2), handle_factor(b, 1, 2));
}

}  // namespace
}  // namespace firstline
