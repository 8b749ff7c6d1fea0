// Redials: whether and when a customer who abandoned, or found every place taken, tries again.
//
// Flow: the conductor asks at an abandonment or a block; the answer is a delay or "no".
// Units: ticks.
// Draws: one word each from redial_decision and redial_delay, keyed by (issue, attempt - 1).
// Threads: Model is shared and immutable.
// Neglects: returns of issues that were not solved, change of channel (roadmap 2).
// Source: science.md 2.1 (redial: p * d^(m-1) after attempt m).
// Tests: tests/models/center/returns_test.cpp
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/scenario/scenario.h"
#include "sim/base/units.h"
#include "sim/random/distribution.h"
#include "sim/random/stream.h"

namespace firstline {

// --- Spec: firstline::Redial --- Model
struct ReturnsModel {
  std::vector<double> probability;  // after attempt m: probability[m - 1]; none beyond
  sim::Sampler delay;
  bool after_blocked = true;

  bool active() const { return !probability.empty(); }
};

ReturnsModel compile_returns(const Redial& spec);

// --- Rules
std::optional<sim::Tick> redial_delay(const ReturnsModel& model, sim::StreamKey key, std::uint64_t entity, int attempt);

}  // namespace firstline
