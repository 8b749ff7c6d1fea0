// Redials and returns: whether and when a customer who was lost tries again, and one who was handled comes back.
//
// Flow: the conductor asks at an abandonment or a block, and at the end of a contact; the answer is a delay or "no".
// Units: ticks.
// Draws: one word each from redial_decision and redial_delay, keyed by (issue, contact); from return_decision and
//   return_delay, keyed by (issue, contact).
// Threads: Model is shared and immutable.
// Neglects: customers who learn from the centre's answers whether to come back.
// Source: science.md 2.1 (redial: p * d^(m-1) after attempt m; reconnect after service, solved or not).
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
  double redial_switches = 0.0;
  bool redial_in_hours = false, return_in_hours = true;
  // After a contact that was handled.
  double unresolved = 0.0, resolved = 0.0, decay = 1.0, return_switches = 0.0;
  sim::Sampler return_delay;
  int max_returns = 0;

  bool active() const { return !probability.empty(); }
};

ReturnsModel compile_returns(const Redial& redial, const Returns& returns = {});

// --- Rules
// After a handled contact, `returned` of the contacts having been returns; key_attempt is the contact's number.
// `error` is the chance of a return for another reason, an error of the operator.
// `drawn`: the block of return_decision at that address, where the caller has it.
std::optional<sim::Tick> return_delay(const ReturnsModel& model, sim::StreamKey key, std::uint64_t entity,
                                      std::uint32_t key_attempt, bool solved, int returned, double error = 0.0,
                                      const sim::PhiloxCounter* drawn = nullptr);

// After `attempt` attempts since the last handled contact; key_attempt is the number of the contact that was lost.
std::optional<sim::Tick> redial_delay(const ReturnsModel& model, sim::StreamKey key, std::uint64_t entity, int attempt,
                                      std::uint32_t key_attempt);

}  // namespace firstline
