// Escalation: what a line does with a topic, whether it is solved there, and where it goes when it is not.
//
// Flow: the conductor asks for the work of a leg at its answer and for its outcome at its end; both only read.
// Units: ticks, shares.
// Shape: handling of [topic][queue]; laws are kept once each, however many rows share them.
// Draws: none of its own: uniforms come from the blocks of the leg (classification ... escalation, next_queue).
// Errors: none; the reader has checked references and shares.
// Threads: Model is shared and immutable.
// Neglects: operators who choose their contacts; topics that are found out step by step.
// Source: science.md 4.2 (gatekeepers: Shumsky and Pinker 2003), 4.1; kpis.md.
// Tests: tests/models/center/escalation_test.cpp
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "models/scenario/scenario.h"
#include "sim/base/units.h"
#include "sim/random/distribution.h"

namespace firstline {

inline constexpr std::uint32_t kNoQueue = 0xffffffffu;

// --- Spec: Topic, Handling, Queue::intake, Queue::transfer, Escalation --- Model
struct HandlingModel {
  struct Next {
    std::uint32_t queue = 0;
    double cumulative = 1.0;
  };
  std::int32_t service = -1;     // law; -1: the contact type's own
  std::int32_t after_work = -1;  // law; -1: none
  double work = 1.0;             // factor on the service
  double resolves = 1.0;
  double escalates = 1.0;
  std::vector<Next> to;
};

struct LineModel {
  int line = 1;
  bool is_intake = false;
  Intake intake;
  Transfer transfer;
  std::int32_t handover = -1;  // law
};

struct EscalationModel {
  std::size_t num_topics = 1;  // the one without a name included
  std::vector<sim::Sampler> laws;
  std::vector<HandlingModel> handling;      // [topic * num_queues + queue]
  std::vector<std::uint32_t> topic_queues;  // by topic; kNoQueue: the contact's entry queue
  std::vector<LineModel> lines;             // by queue
  int limit = 3;
  std::uint32_t supervisor = kNoQueue;

  const HandlingModel& of(std::uint32_t topic, std::uint32_t queue) const {
    return handling[topic * lines.size() + queue];
  }
};

EscalationModel compile_escalation(const Scenario& scenario, const std::map<std::string, std::uint32_t>& queue_ids);

// --- Rules
enum class Verdict { solved, passed, classified, sent_back, closed };

struct Judgement {
  Verdict verdict = Verdict::solved;
  std::uint32_t next = kNoQueue;  // where it goes when passed, classified or sent back
};

// What the end of a leg needs to know.
struct LegEnd {
  std::uint32_t topic = 0;  // true
  std::uint32_t assigned = 0;
  std::uint32_t queue = 0;
  std::uint32_t entry = 0;          // queue by which the contact came in
  std::uint32_t intake = kNoQueue;  // the queue that classified it, if any did
  int transfers = 0;                // so far, the way from an intake not among them
  bool noticed = false;             // the wrong topic was noticed
  double odds = 1.0;                // factor of operator and skill on the odds of a solution
  double u_solution = 0.0;
  double u_escalation = 0.0;
  double u_next = 0.0;
};

// The queue where a topic belongs; `entry` is where contacts of a topic without one came in.
std::uint32_t home_of(const EscalationModel& model, std::uint32_t entry, std::uint32_t topic);

// The chance of a solution with the operator's odds; monotone in both, and the plain chance where the odds are 1.
double solution_chance(double chance, double odds);

// `assigned` must be the topic after this leg's own classification, if it is an intake's.
Judgement judge(const EscalationModel& model, const LegEnd& leg);

}  // namespace firstline
