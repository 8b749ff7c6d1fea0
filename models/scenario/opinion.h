// What customers think of a contact that was handled, what a survey gets to know of it, and the errors of operators.
//
// Flow: part of Scenario; models/center draws scores, answers and errors with it, models/kpi reports them.
// Units: coefficients are log odds; shares 0..1; the lists of scores are weights.
// Shape: utility = - wait ln(1 + W/60 s) - lost_before - transfer x transfers - contact_before x contacts before
//   - unsolved - bot_turn x turns over four - bot_failure - concurrency ln(chats at once) + quality x the operator's
//   log odds + own_spread x a part of the customer's own. The lists say how customers answer about the reference
//   contact: the first of its issue, solved after 30 s of waiting by an operator like the others; cut points follow
//   from them.
// Neglects: see docs/method/satisfaction.md. Every default here is an assumption.
// Source: science.md 7.19, 8.1 to 8.3 (contact_before from SQM: 15 points of satisfaction for each further contact).
// Tests: tests/models/scenario/opinion_test.cpp
#pragma once

#include <map>
#include <string>
#include <vector>

namespace firstline {

struct Survey {
  double answers = 0.15;      // share that answers at the middle score of satisfaction
  double extremes = 0.25;     // on the log odds of an answer, for each point away from the middle
  double lean = 0.0;          // likewise, for each point above the middle; below 0: the unhappy answer more
  double called_back = 0.05;  // of those who did not answer: share that the centre calls to ask
  double reached = 0.5;       // of these: share that tells
  std::map<std::string, double> channels{};  // `answers` by channel
  friend bool operator==(const Survey&, const Survey&) = default;
};

struct Opinion {
  double wait = 0.38;  // 8 points of satisfaction from 30 s to 5 min
  double lost_before = 0.6;
  double transfer = 0.41;
  double contact_before = 0.89;
  double unsolved = 2.6;
  double bot_turn = 0.08;
  double bot_failure = 0.5;
  double concurrency = 0.25;
  double quality = 0.3;
  double own_spread = 0.7;                                       // standard deviation
  double correlation = 0.7;                                      // of the noise of nps and ces with that of csat
  std::vector<double> csat{3, 4, 8, 35, 50};                     // 1 to 5; the last two are "satisfied"
  std::vector<double> nps{2, 1, 1, 2, 2, 7, 5, 12, 20, 20, 28};  // 0 to 10
  std::vector<double> ces{2, 3, 5, 10, 20, 30, 30};              // 1 to 7, 7 being the least effort
  Survey survey;
  friend bool operator==(const Opinion&, const Opinion&) = default;
};

// Errors of the operator who ends a contact: the customer finds them later.
struct OperatorErrors {
  double rate = 0.05;       // of an operator like the others, on a topic with factor 1
  double quality = 1.0;     // log odds of an error fall by this times the operator's log odds of a solution
  double comes_back = 0.4;  // chance that the customer returns because of it
  friend bool operator==(const OperatorErrors&, const OperatorErrors&) = default;
};

// Does any number here stand at its default? Then what follows from it is marked as an assumption.
bool is_assumed(const Opinion& opinion);
bool is_assumed(const OperatorErrors& errors);

}  // namespace firstline
