#include "models/center/satisfaction.h"

#include <gtest/gtest.h>

#include <cmath>

namespace firstline {
namespace {

constexpr sim::StreamKey kKey{11, 2};
constexpr int kMany = 200'000;
const sim::Tick kReference = sim::seconds_to_ticks(30.0);

double logistic(double x) { return 1.0 / (1.0 + std::exp(-x)); }
double logit(double p) { return std::log(p / (1.0 - p)); }

SatisfactionModel model_of(const Opinion& opinion, const OperatorErrors& errors = {}) {
  Scenario scenario;
  scenario.opinion = opinion;
  scenario.errors = errors;
  scenario.topics["hard"].errors = 2.0;
  scenario.topics["never"].errors = 0.0;
  scenario.channels["mail"] = {};
  scenario.channels["phone"] = {};
  return compile_satisfaction(scenario);
}

Voice voice(int number, std::uint32_t channel = 0) {
  const auto id = static_cast<std::uint64_t>(number);
  return {.key = kKey, .entity = 1'000'000 + id, .contact = 0, .customer = 77 + id, .channel = channel};
}

// Share of many customers for whom it holds, against p.
template <class Holds>
void expect_share(const SatisfactionModel& model, const ContactStory& story, double p, Holds holds) {
  int n = 0;
  for (int i = 0; i < kMany; ++i) n += holds(draw_scores(model, story, voice(i))) ? 1 : 0;
  EXPECT_NEAR(n / double{kMany}, p, 4.5 * std::sqrt(p * (1.0 - p) / kMany));
}
bool satisfied(const Scores& scores) { return scores.satisfaction >= 4; }

TEST(Satisfaction, UtilityByHand) {
  const Opinion opinion;
  EXPECT_DOUBLE_EQ(utility(opinion, {}), 0.0);
  EXPECT_NEAR(utility(opinion, {.wait = kReference}), -0.38 * std::log(1.5), 1e-12);
  const ContactStory story{.wait = sim::seconds_to_ticks(300.0),
                           .lost_before = true,
                           .transfers = 2,
                           .contacts_before = 1,
                           .solved = false,
                           .bot_turns = 7,
                           .bot_failed = true,
                           .concurrency = 2.0,
                           .quality = -0.5};
  const double by_hand =
      -0.38 * std::log(6.0) - 0.6 - 2 * 0.41 - 0.89 - 2.6 - 3 * 0.08 - 0.5 - 0.25 * std::log(2.0) - 0.3 * 0.5;
  EXPECT_NEAR(utility(opinion, story), by_hand, 1e-12);
  EXPECT_DOUBLE_EQ(utility(opinion, {.bot_turns = 4}), 0.0) << "four turns cost nothing";
}

TEST(Satisfaction, CutPointsWithoutAnOwnPartAreLogits) {
  Opinion opinion;
  opinion.own_spread = 0.0;
  const SatisfactionModel model = model_of(opinion);
  const double reference = -0.38 * std::log(1.5);
  const double above[] = {0.97, 0.93, 0.85, 0.50};
  for (int i = 0; i < 4; ++i)
    EXPECT_NEAR(model.csat_cuts[static_cast<std::size_t>(i)], reference - logit(above[i]), 1e-12);
  EXPECT_EQ(model.nps_cuts.size(), 10u);
  EXPECT_EQ(model.ces_cuts.size(), 6u);
}

// Simpson's rule over the customer's own part: another rule than the model's.
double share_above(double cut, double spread, double value) {
  double sum = 0.0;
  constexpr int kSteps = 4000;
  for (int i = 0; i <= kSteps; ++i) {
    const double z = -9.0 + 18.0 * i / kSteps;
    const double weight = i == 0 || i == kSteps ? 1.0 : i % 2 == 1 ? 4.0 : 2.0;
    sum += weight * std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::acos(-1.0)) * logistic(value + spread * z - cut);
  }
  return sum * 18.0 / kSteps / 3.0;
}

TEST(Satisfaction, OnAverageOverCustomersTheReferenceContactHasTheGradesGiven) {
  const SatisfactionModel model = model_of({});
  const double reference = -0.38 * std::log(1.5);
  const double above[] = {0.97, 0.93, 0.85, 0.50};
  for (int i = 0; i < 4; ++i) {
    EXPECT_NEAR(share_above(model.csat_cuts[static_cast<std::size_t>(i)], 0.7, reference), above[i], 1e-9);
  }
}

TEST(Satisfaction, OrdinalProbabilitiesByHand) {
  Opinion opinion;
  opinion.own_spread = 0.0;
  const SatisfactionModel model = model_of(opinion);
  expect_share(model, {.wait = kReference}, 0.85, satisfied);
  expect_share(model, {.wait = kReference}, 0.08, [](const Scores& s) { return s.satisfaction == 3; });
  expect_share(model, {.wait = kReference}, 0.48, [](const Scores& s) { return s.recommendation >= 9; });
  expect_share(model, {.wait = kReference}, 0.20, [](const Scores& s) { return s.recommendation <= 6; });
  expect_share(model, {.wait = kReference}, 0.10, [](const Scores& s) { return s.ease == 4; });
  // One contact more costs 15 points of satisfaction, five minutes instead of half a minute 8.
  EXPECT_NEAR(logistic(logit(0.85) - 0.89), 0.70, 0.005);
  expect_share(model, {.wait = kReference, .contacts_before = 1}, logistic(logit(0.85) - 0.89), satisfied);
  const double longer = logistic(logit(0.85) - 0.38 * std::log(4.0));
  EXPECT_NEAR(longer, 0.77, 0.005);
  expect_share(model, {.wait = sim::seconds_to_ticks(300.0)}, longer, satisfied);
  expect_share(model, {.wait = kReference, .solved = false}, logistic(logit(0.85) - 2.6), satisfied);
}

TEST(Satisfaction, TheOwnPartOfACustomerIsTheSameInAllContacts) {
  Opinion opinion;
  opinion.own_spread = 20.0;
  const SatisfactionModel model = model_of(opinion);
  int same = 0;
  for (int i = 0; i < 1000; ++i) {
    Voice first = voice(i), second = voice(i);
    second.entity += 5'000'000;
    same += satisfied(draw_scores(model, {}, first)) == satisfied(draw_scores(model, {}, second)) ? 1 : 0;
  }
  EXPECT_GT(same, 950) << "against such a part the noise is small";
}

TEST(Satisfaction, TheTableOfLogOddsIsThatOfTheNormalLaw) {
  NormalLogOdds odds;
  odds.fill();
  for (int i = 0; i <= 4000; ++i) {
    const double z = 9.5 * i / 4000.0, tail = 0.5 * std::erfc(z / std::sqrt(2.0));
    EXPECT_NEAR(odds(z), std::log((1.0 - tail) / tail), 1e-10) << z;
    EXPECT_EQ(odds(-z), -odds(z));
  }
}

// Both above their medians: 1/4 + asin(r) / (2 pi) for normal noise of correlation r.
TEST(Satisfaction, TheThreeScoresAreJoinedByANormalCopula) {
  Opinion opinion;
  opinion.own_spread = 0.0;
  opinion.csat = {0, 0, 1, 1, 0};
  opinion.nps = {0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0};
  opinion.ces = {1, 0, 0, 0, 0, 0, 1};
  const ContactStory reference{.wait = kReference};
  for (const double r : {0.0, 0.7, 1.0}) {
    opinion.correlation = r;
    const SatisfactionModel model = model_of(opinion);
    const double both = 0.25 + std::asin(r) / (2.0 * std::acos(-1.0));
    expect_share(model, reference, both, [](const Scores& s) { return s.satisfaction >= 4 && s.recommendation >= 9; });
    expect_share(model, reference, both, [](const Scores& s) { return s.satisfaction >= 4 && s.ease == 7; });
  }
  const SatisfactionModel one = model_of(opinion);
  for (int i = 0; i < 1000; ++i) {
    const Scores scores = draw_scores(one, reference, voice(i));
    EXPECT_EQ(scores.satisfaction >= 4, scores.recommendation >= 9) << i;
  }
}

TEST(Satisfaction, WhateverGetsWorseRaisesNoScoreOfAnybody) {
  const SatisfactionModel model = model_of({});
  const ContactStory base{.wait = kReference, .bot_turns = 4};
  std::vector<ContactStory> worse(9, base);
  worse[0].wait = sim::seconds_to_ticks(40.0);
  worse[1].wait = sim::seconds_to_ticks(86'400.0);
  worse[2].lost_before = true;
  worse[3].transfers = 1;
  worse[4].contacts_before = 1;
  worse[5].solved = false;
  worse[6].bot_turns = 9;
  worse[7].bot_failed = true;
  worse[8].quality = -1.0;
  for (int i = 0; i < 2000; ++i) {
    const Scores before = draw_scores(model, base, voice(i));
    for (const ContactStory& story : worse) {
      const Scores after = draw_scores(model, story, voice(i));
      EXPECT_LE(after.satisfaction, before.satisfaction);
      EXPECT_LE(after.recommendation, before.recommendation);
      EXPECT_LE(after.ease, before.ease);
    }
  }
}

TEST(Satisfaction, WhoAnswersASurvey) {
  Opinion opinion;
  opinion.survey.channels["phone"] = 0.4;
  SatisfactionModel model = model_of(opinion);
  EXPECT_NEAR(answer_chance(model, 0, 3), 0.15, 1e-12);
  EXPECT_NEAR(answer_chance(model, 1, 3), 0.15, 1e-12) << "mail says nothing of its own";
  EXPECT_NEAR(answer_chance(model, 2, 3), 0.40, 1e-12);
  EXPECT_NEAR(answer_chance(model, 0, 1), logistic(logit(0.15) + 0.5), 1e-12);
  EXPECT_NEAR(answer_chance(model, 0, 4), logistic(logit(0.15) + 0.25), 1e-12);
  opinion.survey.lean = -0.5;
  model = model_of(opinion);
  EXPECT_NEAR(answer_chance(model, 0, 1), logistic(logit(0.15) + 0.5 + 1.0), 1e-12);
  EXPECT_NEAR(answer_chance(model, 0, 5), logistic(logit(0.15) + 0.5 - 1.0), 1e-12);
  opinion.survey.answers = 0.0;
  EXPECT_LT(answer_chance(model_of(opinion), 0, 1), 1e-30);
  opinion.survey.answers = 1.0;
  EXPECT_EQ(answer_chance(model_of(opinion), 0, 5), 1.0);
}

// Nobody's chance exceeds the bound, and it is no more than the worst one's.
TEST(Satisfaction, NoChanceOfAnErrorIsAboveItsBound) {
  Scenario scenario;
  scenario.errors = OperatorErrors{.rate = 0.04, .quality = 0.7};
  scenario.topics["card"] = {};
  scenario.topics["loan"].errors = 2.5;
  const SatisfactionModel model = compile_satisfaction(scenario);
  const std::vector<double> bounds = error_bounds(model, -1.5, 0.8, 0.3);
  ASSERT_EQ(bounds.size(), 3u);
  for (std::uint32_t topic = 0; topic < 3; ++topic) {
    for (double quality = -1.5; quality <= 0.8; quality += 0.1) {
      for (const double shift : {-0.4, 0.0, 0.3}) EXPECT_LE(error_chance(model, topic, quality, shift), bounds[topic]);
    }
    EXPECT_NEAR(bounds[topic], error_chance(model, topic, -1.5, 0.3), 1e-8);
  }
}

// What a survey sees: each grade weighted with its chance to be told.
TEST(Satisfaction, TheBiasOfASurveyInClosedForm) {
  Opinion opinion;
  opinion.survey.lean = -0.4;
  opinion.survey.called_back = 0.2;
  const SatisfactionModel model = model_of(opinion);
  const double grades[] = {0.03, 0.04, 0.08, 0.35, 0.50};
  double told = 0.0, told_satisfied = 0.0, called = 0.0;
  for (int grade = 1; grade <= 5; ++grade) {
    const double answers = answer_chance(model, 0, grade);
    const double tells = answers + (1.0 - answers) * 0.2 * 0.5;
    called += grades[grade - 1] * (1.0 - answers) * 0.2;
    told += grades[grade - 1] * tells;
    if (grade >= 4) told_satisfied += grades[grade - 1] * tells;
  }
  ASSERT_LT(told_satisfied / told, 0.81) << "the unhappy answer more: 4 points and more of bias";
  OpinionCell cell;
  for (int i = 0; i < kMany; ++i) record(draw_scores(model, {.wait = kReference}, voice(i)), cell);
  const auto near = [](std::int64_t part, std::int64_t whole, double p) {
    const auto n = static_cast<double>(whole);
    EXPECT_NEAR(static_cast<double>(part) / n, p, 4.5 * std::sqrt(p * (1.0 - p) / n));
  };
  near(cell.all.satisfied, cell.all.count, 0.85);
  near(cell.rated.count, cell.all.count, told);
  near(cell.called_back, cell.all.count, called);
  near(cell.reached, cell.called_back, 0.5);
  near(cell.rated.satisfied, cell.rated.count, told_satisfied / told);
  EXPECT_EQ(cell.all.count, kMany);
  EXPECT_EQ(cell.answered + cell.reached, cell.rated.count);
  EXPECT_EQ(cell.rated.count + cell.silent, cell.all.count);
}

TEST(Satisfaction, RecordCountsWhatTheScoresSay) {
  OpinionCell cell;
  record({.satisfaction = 4, .recommendation = 9, .ease = 6, .answered = true}, cell);
  record({.satisfaction = 3, .recommendation = 8, .ease = 5, .called_back = true, .reached = true}, cell);
  record({.satisfaction = 1, .recommendation = 6, .ease = 1, .called_back = true}, cell);
  record({.satisfaction = 5, .recommendation = 10, .ease = 7}, cell);
  EXPECT_EQ(cell, (OpinionCell{.all = {4, 2, 13, 2, 1, 19},
                               .rated = {2, 1, 7, 1, 0, 11},
                               .answered = 1,
                               .called_back = 2,
                               .reached = 1,
                               .silent = 2}));
}

TEST(Satisfaction, ErrorsByTopicAndQuality) {
  const SatisfactionModel model = model_of({}, {.rate = 0.05, .quality = 0.5});
  EXPECT_NEAR(error_chance(model, 0, 0.0), 0.05, 1e-12);
  EXPECT_NEAR(error_chance(model, 1, 0.0), 0.1 / 1.05, 1e-12) << "odds of 1 to 19, doubled";
  EXPECT_LT(error_chance(model, 2, 0.0), 1e-30);
  EXPECT_NEAR(error_chance(model, 0, 2.0), logistic(logit(0.05) - 1.0), 1e-12);
  EXPECT_GT(error_chance(model, 0, -2.0), error_chance(model, 0, 0.0));
}

TEST(Satisfaction, WithoutTheBlocksNobodyIsAskedAndNobodyErrs) {
  EXPECT_FALSE(compile_satisfaction({}).any());
  WaitMemory memory;
  memory.add(7, 0, 100);
  memory.add(7, 0, 50);
  EXPECT_EQ(memory.of(7, 0), 150);
  EXPECT_EQ(memory.of(7, 1), 0) << "another contact of the issue";
  memory.add(7, 1, 30);
  EXPECT_EQ(memory.of(7, 1), 30);
}

}  // namespace
}  // namespace firstline
