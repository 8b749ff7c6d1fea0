// Chats, mails and calls to follow up: how an exchange with a customer goes on, in turns, as a shared level, in
// touches, or by a question of the centre.
//
// Flow: part of Channel (chat, mail) and of Queue (order); exchanges_reader fills it, models/center/chats plays it.
// Units: seconds; shares 0..1; a rate is relative to one chat alone.
// Shape: in turns, a chat is M messages of the customer and as many replies, M = 1 + a negative binomial number. As a
//   level, it is one piece of work, done at rates[k - 1] while its operator has k chats.
// Source: science.md 3.3, 3.4, 3.5 (every default is an assumption).
// Tests: tests/models/scenario/exchanges_test.cpp
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/random/law.h"

namespace firstline {

inline constexpr int kMostChats = 64;  // of one operator at once

struct Chat {
  enum class Mode { turns, level };
  Mode mode = Mode::turns;
  double turns = 8.0;     // mean
  double turns_cv = 0.6;  // coefficient of variation; 0: the mean, or the two whole numbers beside it
  sim::Law think = sim::Law::lognormal(40.0, 1.0);  // from a reply to the customer's next message
  sim::Law reply = sim::Law::lognormal(25.0, 1.0);  // the operator writes
  double switch_cost_s = 3.0;                       // before a reply in another chat than the one before
  double silence = 0.0;                             // per turn: the customer does not write again
  double silence_timeout_s = 300.0;                 // after which the operator closes a silent chat
  std::optional<sim::Law> tolerance{};       // of a customer whose message nobody answers: then leaves; empty: stays
  std::vector<double> rates{1.0};            // level mode: of each of k chats, k = 1, 2, ...; the last for all above
  std::optional<double> reassign_after_s{};  // nobody turned to it for so long: to another operator
  friend bool operator==(const Chat&, const Chat&) = default;
};

struct Mail {
  double touches = 1.6;  // mean of 1 + a geometric number: times that an operator works on it
  sim::Law answer = sim::Law::lognormal(28'800.0, 1.0);  // the customer's, between two touches
  friend bool operator==(const Mail&, const Mail&) = default;
};

// A call of the centre some time after a contact that was handled: was it solved? What was not, whoever calls works on.
struct FollowUp {
  double share = 1.0;  // of handled contacts
  double after_s = 86'400.0;
  double reached = 0.6;
  sim::Law check = sim::Law::lognormal(60.0, 0.5);  // dialling and asking, reached or not
  std::string queue{};                              // whose operators call, when nothing more urgent waits
  friend bool operator==(const FollowUp&, const FollowUp&) = default;
};

// The order in which a queue's deferred work (mails, tickets) is taken; whoever is on the line comes before it.
enum class Order { arrival, due, shortest };

// Can 1 + a negative binomial number have this mean and coefficient of variation? Or none at all, where it is 0.
inline bool possible_turns(double mean, double cv) {
  return cv == 0.0 || mean <= 1.0 || cv * cv * mean * mean >= mean - 1.0;
}

}  // namespace firstline
