// Chat bots and voice bots: a dialogue is a graph of named steps; who meets the bot, and what it may do at once.
//
// Flow: part of Scenario; a channel names its bot; models/center plays sessions, models/run solves the dialogue
// exactly. Units: seconds; shares 0..1, of turns at a step unless said otherwise. Shape: a turn at a step ends in one
// of: recognised and on, misrecognised and unnoticed (on, along a wrong path),
//   misrecognised and noticed or silent (once more), a request for an operator, a refusal, a hang-up. A step without
//   `next` is an answer: the session ends there, solved or only seemingly so; or it hands over by rule.
// Source: science.md 5; kpis.md, bot.*.
// Tests: tests/models/scenario/dialogues_test.cpp
#pragma once

#include <map>
#include <optional>
#include <string>

#include "sim/random/law.h"

namespace firstline {

struct BotStep {
  sim::Law time = sim::Law::lognormal(12.0, 0.5);  // of one turn, the customer's words included
  double recognised = 0.92;                        // of those who answer
  double decay = 0.85;                             // on `recognised`, per repeat
  int repeats = 2;                                 // after that many more tries the bot gives up and hands over
  double unnoticed = 0.1;                          // of the misrecognised: taken for something else
  double silent = 0.0;                             // of turns of those who stay: nothing is heard, the bot asks again
  double hangs_up = 0.02;
  double annoyance = 0.0;              // each repeat raises `hangs_up` by this share of it
  double asks = 0.02;                  // "operator!"
  double refuses = 0.0;                // does not want to talk to a machine at all
  bool early = false;                  // hang-ups and requests here count as a refusal of the bot
  bool identifies = false;             // what is learned here the operator need not ask again
  std::map<std::string, double> next;  // steps with weights; empty: an answer
  double solves = 1.0;                 // an answer on the right path: really solves
  std::string transfer;                // rule: whoever stays is handed over here, to this queue
  friend bool operator==(const BotStep&, const BotStep&) = default;
};

// What goes wrong with all sessions at once.
struct BotOutage {
  double per_month = 0.0;
  sim::Law length = sim::Law::exponential(1800.0);
  friend bool operator==(const BotOutage&, const BotOutage&) = default;
};

// Recognition grows with the sessions that have been looked through.
struct BotLearning {
  double start = 1.0;        // of its final recognition on the first day
  double sessions = 5000.0;  // after which 63 % of the rest has been learned
  friend bool operator==(const BotLearning&, const BotLearning&) = default;
};

struct Bot {
  std::string start;  // step
  std::map<std::string, BotStep> steps;
  double coverage = 1.0;  // share of customers who meet it, by customer: who does at 10 % does at 30 %
  // Shares by name that multiply the coverage; where a map names anything, what it does not name is 0. Empty: all.
  std::map<std::string, double> segments, products, topics;
  double latency_s = 0.0;         // of the machine, on every turn
  std::optional<int> sessions{};  // at once; more go straight to the operators
  double context_factor = 0.85;   // on the operator's talk when every identifying step was passed
  bool refusal_trait = true;      // who refuses at a step does so every time, until the mind changes
  double refusal_memory = 1.0;    // on the log odds of a refusal, per session that did not help this customer
  double refusal_relief = 0.3;    // taken back per session that did
  BotLearning learning;
  BotOutage outage;
  friend bool operator==(const Bot&, const Bot&) = default;
};

}  // namespace firstline
