// What the customer thinks of a handled contact, whether a survey gets to know it, and whether the operator erred.
//
// Flow: the conductor tells the story of a contact at its end; the answer is three scores and who was told of them.
// Units: log odds; scores 1..5 (satisfaction), 0..10 (recommendation), 1..7 (ease).
// Shape: a score is the number of its cut points below utility + own part + logistic noise; the noises of the three are
//   logistic laws joined by a normal copula. Cut points give the reference contact the scenario's grades on average
//   over customers, so that they move with own_spread.
// Draws: mood by customer; survey_answer, survey_noise and the block of recommendation_noise by (issue, contact);
//   operator_error by (issue, return, leg), as the solution's.
// Errors: none.
// Threads: Model is shared and immutable.
// Neglects: docs/method/satisfaction.md.
// Source: science.md 8, 7.19.
// Tests: tests/models/center/satisfaction_test.cpp
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/record/opinion_cell.h"
#include "models/scenario/scenario.h"
#include "sim/base/units.h"
#include "sim/random/stream.h"

namespace firstline {

// --- Spec: Opinion, OperatorErrors, Topic::errors --- Model
// What happened to the customer, up to the end of a contact.
struct ContactStory {
  sim::Tick wait = 0;  // on the line, over all legs of the contact
  bool lost_before = false;
  int transfers = 0;
  int contacts_before = 0;
  bool solved = true;
  int bot_turns = 0;
  bool bot_failed = false;   // a session ended without the bot's answer
  double concurrency = 1.0;  // chats at once
  double quality = 0.0;      // log odds that the operator adds
};

// The log odds of the probability below a normal quantile, from a table of quintics; within 1e-10 up to |z| = 10.
class NormalLogOdds {
 public:
  void fill();
  double operator()(double z) const {
    const double place = (z < 0.0 ? -z : z) * kPieces_per_one;
    const auto piece = static_cast<std::size_t>(place < kPieces - 1 ? place : kPieces - 1);
    const std::array<double, 6>& c = pieces_[piece];
    const double s = place - static_cast<double>(piece), s2 = s * s;
    const double odds = (c[0] + c[1] * s) + s2 * ((c[2] + c[3] * s) + s2 * (c[4] + c[5] * s));
    return z < 0.0 ? -odds : odds;
  }

 private:
  static constexpr double kPieces_per_one = 16.0;
  static constexpr int kPieces = 160;
  std::vector<std::array<double, 6>> pieces_;
};

struct SatisfactionModel {
  bool asks = false;
  Opinion opinion;
  std::vector<double> csat_cuts, nps_cuts, ces_cuts;  // of utility + own part + noise
  NormalLogOdds log_odds;
  std::vector<std::array<double, 5>> answer_chances;  // [channel][score - 1]; channel 0 has no name
  bool errs = false;
  OperatorErrors errors;
  std::vector<double> error_log_odds;  // [topic]; 0 is none

  bool any() const { return asks || errs; }
};
SatisfactionModel compile_satisfaction(const Scenario& scenario);

// The waits of a contact so far; of another contact than the address says: none.
struct WaitMemory {
  std::uint64_t entity = 0;
  std::uint32_t contact = 0xffffffffu;
  sim::Tick wait = 0;

  void add(std::uint64_t of_entity, std::uint32_t of_contact, sim::Tick more) {
    if (of_entity != entity || of_contact != contact) *this = {of_entity, of_contact, 0};
    wait += more;
  }
  sim::Tick of(std::uint64_t of_entity, std::uint32_t of_contact) const {
    return of_entity == entity && of_contact == contact ? wait : 0;
  }
};

// --- Rules
// Without the customer's own part and the noise; 30 s of wait and nothing else is the reference.
double utility(const Opinion& opinion, const ContactStory& story);

struct Scores {
  int satisfaction = 5;
  int recommendation = 10;
  int ease = 7;
  bool answered = false;
  bool called_back = false;
  bool reached = false;

  bool told() const { return answered || reached; }
};
// Who says it: the issue, its contact's number, its customer, the channel's id.
struct Voice {
  sim::StreamKey key;
  std::uint64_t entity = 0;
  std::uint32_t contact = 0;
  std::uint64_t customer = 0;
  std::uint32_t channel = 0;
};
// What chance has for the end of a contact, drawn at once: the blocks of survey_noise, recommendation_noise and
// return_decision by (issue, contact), that of mood by customer.
struct EndWords {
  sim::PhiloxCounter survey{}, noise{}, mood{}, returning{};
};
EndWords draw_end(const Voice& voice);
Scores draw_scores(const SatisfactionModel& model, const ContactStory& story, std::uint32_t channel,
                   const EndWords& words);
inline Scores draw_scores(const SatisfactionModel& model, const ContactStory& story, const Voice& voice) {
  return draw_scores(model, story, voice.channel, draw_end(voice));
}
void record(const Scores& scores, OpinionCell& cell);

// Chance that a survey is answered, by the score of satisfaction.
inline double answer_chance(const SatisfactionModel& model, std::uint32_t channel, int satisfaction) {
  return model.answer_chances[channel][static_cast<std::size_t>(satisfaction - 1)];
}

// Chance of an error in this topic by an operator who adds `quality` to the log odds of a solution.
// `shift` adds to the log odds of the error itself.
double error_chance(const SatisfactionModel& model, std::uint32_t topic, double quality, double shift = 0.0);
// What no chance of an error exceeds, by topic, where operators add `least` to `most` and shift by at most `shift`.
std::vector<double> error_bounds(const SatisfactionModel& model, double least, double most, double shift);

}  // namespace firstline
