#include "models/center/satisfaction.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "sim/random/det_math.h"
#include "sim/random/distribution.h"

namespace firstline {
namespace {

constexpr double kReferenceWait_s = 30.0;
constexpr double kFarthest = 100.0;  // log odds that nothing reaches

double logit(double p) { return sim::det_log(p / (1.0 - p)); }
double logistic(double x) { return 1.0 / (1.0 + sim::det_exp(-x)); }

// P(utility + own part + noise > cut), the own part being normal: trapezoids, which for a smooth integrand that dies
// out on both sides are exact to rounding.
double share_above(double utility, double spread, double cut) {
  if (spread == 0.0) return logistic(utility - cut);
  constexpr int kSteps = 80;
  constexpr double kWidth = 8.0 / kSteps;
  double sum = 0.0, weights = 0.0;
  for (int i = -kSteps; i <= kSteps; ++i) {
    const double z = kWidth * i;
    const double weight = sim::det_exp(-0.5 * z * z);
    weights += weight;
    sum += weight * logistic(utility + spread * z - cut);
  }
  return sum / weights;
}

// Where a share `above` of all customers lies above, at the reference contact.
double cut_point(double utility, double spread, double above) {
  double low = -kFarthest, high = kFarthest;
  if (above >= 1.0) return low;
  if (above <= 0.0) return high;
  for (int i = 0; i < 60; ++i) {
    const double middle = 0.5 * (low + high);
    (share_above(utility, spread, middle) > above ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

std::vector<double> cut_points(const Opinion& opinion, const std::vector<double>& grades) {
  const double reference = utility(opinion, {.wait = sim::seconds_to_ticks(kReferenceWait_s)});
  double all = 0.0;
  for (const double weight : grades) all += weight;
  std::vector<double> cuts;
  double above = all;
  for (std::size_t i = 0; i + 1 < grades.size(); ++i) {
    above -= grades[i];
    cuts.push_back(cut_point(reference, opinion.own_spread, above / all));
  }
  return cuts;
}

int grade(const std::vector<double>& cuts, double latent) {
  int above = 0;
  for (const double cut : cuts) above += latent > cut ? 1 : 0;
  return above;
}

void record(const Scores& scores, OpinionSums& sums) {
  ++sums.count;
  sums.satisfied += scores.satisfaction >= 4 ? 1 : 0;
  sums.score += scores.satisfaction;
  sums.promoters += scores.recommendation >= 9 ? 1 : 0;
  sums.detractors += scores.recommendation <= 6 ? 1 : 0;
  sums.ease += scores.ease;
}

// Log odds, kept finite for shares of 0 and 1.
double log_odds_of(double share) { return share <= 0.0 ? -kFarthest : share >= 1.0 ? kFarthest : logit(share); }

std::array<double, 5> answers_by_score(const Survey& survey, double share) {
  std::array<double, 5> chances;
  for (int score = 1; score <= 5; ++score) {
    const int above = score - 3;
    chances[static_cast<std::size_t>(score - 1)] =
        logistic(log_odds_of(share) + survey.extremes * std::abs(above) + survey.lean * above);
  }
  return chances;
}

}  // namespace

// Value, slope and bend at both ends of a piece, of log((1 - t) / t) with t the tail above z.
void NormalLogOdds::fill() {
  using Table = sim::QuantileTable;
  const auto knot_at = [](int piece) -> Table::Knot {
    constexpr double kRootTwoPi = 2.50662827463100050242;
    const double z = piece / kPieces_per_one, tail = sim::normal_tail(z);
    const double density = sim::det_exp(-0.5 * z * z) / kRootTwoPi, rest = tail * (1.0 - tail);
    const double slope = density / rest;
    return {sim::det_log((1.0 - tail) / tail), slope, slope * (slope * (1.0 - 2.0 * tail) - z)};
  };
  constexpr double kWidth = 1.0 / kPieces_per_one;
  pieces_.clear();
  Table::Knot from = knot_at(0);
  for (int piece = 0; piece < kPieces; ++piece) {
    const Table::Knot to = knot_at(piece + 1);
    pieces_.push_back(Table::quintic(from, to, kWidth));
    from = to;
  }
}

SatisfactionModel compile_satisfaction(const Scenario& scenario) {
  SatisfactionModel model;
  if (scenario.opinion) {
    model.asks = true;
    model.opinion = *scenario.opinion;
    model.csat_cuts = cut_points(model.opinion, model.opinion.csat);
    model.nps_cuts = cut_points(model.opinion, model.opinion.nps);
    model.ces_cuts = cut_points(model.opinion, model.opinion.ces);
    const Survey& survey = model.opinion.survey;
    model.log_odds.fill();
    model.answer_chances.push_back(answers_by_score(survey, survey.answers));
    for (const auto& [name, channel] : scenario.channels) {
      const auto own = survey.channels.find(name);
      model.answer_chances.push_back(
          answers_by_score(survey, own == survey.channels.end() ? survey.answers : own->second));
    }
  }
  if (scenario.errors) {
    model.errs = true;
    model.errors = *scenario.errors;
    const double usual = log_odds_of(model.errors.rate);
    model.error_log_odds.push_back(usual);
    for (const auto& [name, topic] : scenario.topics) {
      model.error_log_odds.push_back(topic.errors > 0.0 ? usual + sim::det_log(topic.errors) : -kFarthest);
    }
  }
  return model;
}

double utility(const Opinion& opinion, const ContactStory& story) {
  double value = story.wait > 0 ? -opinion.wait * sim::det_log1p(sim::ticks_to_seconds(story.wait) / 60.0) : 0.0;
  if (story.lost_before) value -= opinion.lost_before;
  value -= opinion.transfer * story.transfers;
  value -= opinion.contact_before * story.contacts_before;
  if (!story.solved) value -= opinion.unsolved;
  value -= opinion.bot_turn * std::max(0, story.bot_turns - 4);
  if (story.bot_failed) value -= opinion.bot_failure;
  if (story.concurrency > 1.0) value -= opinion.concurrency * sim::det_log(story.concurrency);
  return value + opinion.quality * story.quality;
}

EndWords draw_end(const Voice& voice) {
  using sim::Purpose;
  const std::array<sim::PhiloxCounter, 4> blocks =
      sim::draw_blocks<4>(voice.key, {{{sim::purpose_block(Purpose::survey_noise), voice.entity, voice.contact},
                                       {sim::purpose_block(Purpose::recommendation_noise), voice.entity, voice.contact},
                                       {sim::purpose_block(Purpose::mood), voice.customer, 0},
                                       {sim::purpose_block(Purpose::return_decision), voice.entity, voice.contact}}});
  return {blocks[0], blocks[1], blocks[2], blocks[3]};
}

Scores draw_scores(const SatisfactionModel& model, const ContactStory& story, std::uint32_t channel,
                   const EndWords& words) {
  using sim::Purpose;
  const Opinion& opinion = model.opinion;
  const auto uniform = [](const sim::PhiloxCounter& block, Purpose purpose) {
    return sim::to_uniform(block[sim::purpose_lane(purpose)]);
  };
  const sim::PhiloxCounter &first = words.survey, &second = words.noise;
  const double mood = sim::normal_quantile(uniform(words.mood, Purpose::mood));
  const double value = utility(opinion, story) + opinion.own_spread * mood;
  const double u = uniform(first, Purpose::survey_noise);
  const double noise = sim::normal_quantile(u);
  const double rest = std::sqrt(1.0 - opinion.correlation * opinion.correlation);
  const auto joined = [&](Purpose purpose) {
    return model.log_odds(opinion.correlation * noise + rest * sim::normal_quantile(uniform(second, purpose)));
  };
  Scores scores;
  scores.satisfaction = 1 + grade(model.csat_cuts, value + logit(u));
  scores.recommendation = grade(model.nps_cuts, value + joined(Purpose::recommendation_noise));
  scores.ease = 1 + grade(model.ces_cuts, value + joined(Purpose::ease_noise));
  scores.answered = uniform(first, Purpose::survey_answer) < answer_chance(model, channel, scores.satisfaction);
  scores.called_back = !scores.answered && uniform(second, Purpose::survey_call) < opinion.survey.called_back;
  scores.reached = scores.called_back && uniform(second, Purpose::survey_reached) < opinion.survey.reached;
  return scores;
}

void record(const Scores& scores, OpinionCell& cell) {
  record(scores, cell.all);
  if (scores.told()) record(scores, cell.rated);
  cell.answered += scores.answered ? 1 : 0;
  cell.called_back += scores.called_back ? 1 : 0;
  cell.reached += scores.reached ? 1 : 0;
  cell.silent += scores.told() ? 0 : 1;
}

double error_chance(const SatisfactionModel& model, std::uint32_t topic, double quality, double shift) {
  return logistic(model.error_log_odds[topic] + shift - model.errors.quality * quality);
}

std::vector<double> error_bounds(const SatisfactionModel& model, double least, double most, double shift) {
  constexpr double kAboveRounding = 1.0 + 1e-9;
  std::vector<double> bounds;
  bounds.reserve(model.error_log_odds.size());
  for (std::uint32_t topic = 0; topic < model.error_log_odds.size(); ++topic) {
    bounds.push_back(kAboveRounding *
                     std::max(error_chance(model, topic, least, shift), error_chance(model, topic, most, shift)));
  }
  return bounds;
}

}  // namespace firstline
