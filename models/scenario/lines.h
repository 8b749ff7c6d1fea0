// How issues are worked on: channels, topics, what each line does with each topic, transfers, returns.
//
// Flow: part of Scenario; scenario_json fills it, models/center compiles it.
// Units: seconds; shares 0..1; weights are relative to each other.
// Shape: handling of (topic, queue) = the queue's own, overridden field by field by the topic's row for that queue.
// Source: science.md 2.1, 3.1, 4; kpis.md, Semantics.
// Tests: tests/models/scenario/lines_test.cpp
#pragma once

#include <map>
#include <optional>
#include <string>

#include "models/scenario/exchanges.h"
#include "sim/random/law.h"

namespace firstline {

enum class ChannelKind { call, chat, mail };

// Callers whom the system knows before anybody asks: their talk is shorter.
struct Identification {
  double share = 0.0;
  double saves = 0.0;  // share of the talk time that is saved
  friend bool operator==(const Identification&, const Identification&) = default;
};

struct Channel {
  ChannelKind kind = ChannelKind::call;
  std::string queue{};          // where its contacts enter; empty: the queue of the contact type
  std::optional<int> trunks{};  // lines: menu, wait and talk hold one; all taken: busy signal
  Identification identification{};
  std::string bot{};           // who talks first; empty: nobody
  std::optional<Chat> chat{};  // of a chat; without it a chat is one piece of work, one at a time
  std::optional<Mail> mail{};  // of a mail; without it one touch is all
  friend bool operator==(const Channel&, const Channel&) = default;
};

// What an operator of a queue's line does with a contact. Absent fields are inherited (queue, then contact type).
struct Handling {
  std::optional<sim::Law> service{};     // talk or writing, hold included
  std::optional<sim::Law> after_work{};  // occupies the operator, not the customer
  std::optional<double> resolves{};      // chance that the issue is solved here; unless given 1, at an intake 0
  std::optional<double> escalates{};     // of those not solved, passed on; the rest is closed unsolved; 1 unless given
  std::map<std::string, double> to{};    // queues that unsolved contacts go to, with weights; empty: nowhere
  friend bool operator==(const Handling&, const Handling&) = default;
};

// Contacts whose topic is settled at this queue before a line works on them.
struct Intake {
  double accuracy = 0.92;  // classified right
  double noticed = 0.85;   // a wrong topic is noticed by the line that gets it
  double diagnosis = 0.3;  // share of the handle time until it is noticed
  double spoils = 0.5;     // factor on the chance of a solution while nobody notices
  enum class Back { direct, intake };
  Back back = Back::direct;  // a noticed one goes to the right queue, or through the intake once more
  friend bool operator==(const Intake&, const Intake&) = default;
};

// How a queue's operators pass contacts on. The shares partition: warm, ticket, and the rest cold.
struct Transfer {
  double warm = 0.0;                   // the operator stays on the line until the next one answers
  double ticket = 0.0;                 // the customer hangs up and hears later; a stub waits without patience
  double context = 0.5;                // share of live transfers that carry what was said
  double context_factor = 0.85;        // on the next talk when they do
  double repeat_factor = 1.10;         // and when they do not
  double patience_factor = 1.0;        // on the patience that is drawn anew
  std::optional<sim::Law> handover{};  // of a warm transfer: both operators together
  double hold_s = 120.0;  // the operator of a warm transfer waits no longer than this, then it is a cold one
  friend bool operator==(const Transfer&, const Transfer&) = default;
};

// Ping-pong ends here.
struct Escalation {
  int limit = 3;             // transfers of one contact; the next one goes to the supervisor
  std::string supervisor{};  // a queue; empty: the contact is closed unsolved
  friend bool operator==(const Escalation&, const Escalation&) = default;
};

struct Announcement {
  enum class Predictor { last_delay, head_delay, queue_length };  // LES, HOL, (length + 1) x mean spacing of answers
  Predictor predictor = Predictor::last_delay;
  double factor = 1.0;                // on the prediction: above 1 promises late and delivers early
  std::optional<sim::Law> accepts{};  // the longest announced wait a customer accepts; longer: hangs up at once
  double hazard_before = 1.0;         // on the hazard of hanging up until the announced moment
  double hazard_after = 1.0;          // and after it
  friend bool operator==(const Announcement&, const Announcement&) = default;
};

// The customer hangs up, keeps the place in the queue and is called back.
struct Callback {
  int offered_above = 0;     // contacts waiting at which it is offered
  double accepts = 0.5;      // share that takes it
  double reached = 0.9;      // share that answers the call back
  double dialling_s = 30.0;  // the operator's time on one that is not reached
  int attempts = 2;
  double pause_s = 600.0;  // until the next attempt
  friend bool operator==(const Callback&, const Callback&) = default;
};

// Contacts of the same issue after one that was handled.
struct Returns {
  double unresolved = 0.0;  // chance after a contact that did not solve it
  double resolved = 0.0;    // chance return although it was solved
  double decay = 1.0;       // on both, per further return
  sim::Law delay = sim::Law::lognormal(86400.0, 1.0);
  double switches = 0.0;  // chance of another channel, by the weights of the contact type
  int max_returns = 20;
  bool in_hours = true;  // the delay runs in the opening hours of the entry queue
  friend bool operator==(const Returns&, const Returns&) = default;
};

struct Topic {
  std::string queue{};                       // where an intake sends it; empty: the contact's entry queue
  double work = 1.0;                         // factor on every handle time
  double errors = 1.0;                       // factor on the odds of an error (OperatorErrors)
  std::map<std::string, Handling> handling;  // by queue
  friend bool operator==(const Topic&, const Topic&) = default;
};

}  // namespace firstline
