// What an operator is like: faster or slower than others, surer or less sure to solve, in general and by topic.
//
// Flow: drawn at the reset of a replication where a team's habits spread; the conductor multiplies and adds.
// Units: handle_factor multiplies handle times and has mean 1 over operators; quality_shift adds to the logit of the
//   chance of a solution.
// Draws: operator_speed and operator_quality, by operator: attempt 0 is the operator's own, attempt hash(topic) the
// same
//   by topic. A spread of 0 leaves the other one's draws as they are.
// Threads: Model is shared and immutable; State belongs to one replication.
// Neglects: learning and tenure (roadmap 3). An operator keeps these all through a replication; another replication
//   has another staff.
// Source: science.md 3.1 (u_agent, u_agent,topic), 3.5.
// Tests: tests/models/center/talents_test.cpp
#pragma once

#include <cstdint>
#include <vector>

#include "models/scenario/scenario.h"
#include "sim/random/stream.h"

namespace firstline {

// --- Spec: firstline::Habits --- Model
struct TalentModel {
  struct Spread {
    double speed = 0.0, topic_speed = 0.0;
    double quality = 0.0, topic_quality = 0.0;
  };
  struct Operator {
    std::uint64_t entity = 0;
    std::uint32_t team = 0;  // home
  };
  bool any = false;
  std::vector<Spread> teams;
  std::vector<Operator> operators;          // in the order of the state's; empty unless any
  std::vector<std::uint32_t> topic_hashes;  // [0] of no topic, then in order of name
};

// Without the operators: who they are is the caller's to add where `any`.
TalentModel compile_talents(const Scenario& scenario);

// --- State
struct Talents {
  std::size_t topics = 0;  // 0: everybody is alike
  std::vector<double> handle;
  std::vector<double> quality;
  std::vector<double> odds;  // e to the quality

  void draw(const TalentModel& model, sim::StreamKey key);
};

// --- Rules
// topic: 0 none, then the scenario's in order of name.
inline double handle_factor(const Talents& talents, std::uint32_t operator_id, std::uint32_t topic) {
  return talents.topics == 0 ? 1.0 : talents.handle[operator_id * talents.topics + topic];
}
inline double quality_shift(const Talents& talents, std::uint32_t operator_id, std::uint32_t topic) {
  return talents.topics == 0 ? 0.0 : talents.quality[operator_id * talents.topics + topic];
}

// The factor on the odds of a solution.
inline double quality_odds(const Talents& talents, std::uint32_t operator_id, std::uint32_t topic) {
  return talents.topics == 0 ? 1.0 : talents.odds[operator_id * talents.topics + topic];
}

}  // namespace firstline
