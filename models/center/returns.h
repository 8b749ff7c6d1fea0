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

#include <cstddef>
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
// The chance after so many returns.
double decayed(const ReturnsModel& model, double probability, int returned);

// After a handled contact, `returned` of the contacts having been returns; key_attempt is the contact's number.
// `error` is the chance of a return for another reason, an error of the operator.
// `drawn`: the block of return_decision at that address, where the caller has it.
// Inline, as the next: an optional that is handed over in memory holds up who asks whether there is one.
inline std::optional<sim::Tick> return_delay(const ReturnsModel& model, sim::StreamKey key, std::uint64_t entity,
                                             std::uint32_t key_attempt, bool solved, int returned, double error = 0.0,
                                             const sim::PhiloxCounter* drawn = nullptr) {
  double probability = solved ? model.resolved : model.unresolved;
  probability += (1.0 - probability) * error;
  if (probability <= 0.0 || returned >= model.max_returns) return std::nullopt;
  if (returned > 0) probability = decayed(model, probability, returned);
  const sim::PhiloxCounter words =
      drawn != nullptr ? *drawn
                       : sim::draw_block(key, sim::purpose_block(sim::Purpose::return_decision), entity, key_attempt);
  if (sim::to_uniform(words[sim::purpose_lane(sim::Purpose::return_decision)]) >= probability) return std::nullopt;
  return model.return_delay.sample_ticks(words[sim::purpose_lane(sim::Purpose::return_delay)]);
}

// After `attempt` attempts since the last handled contact; key_attempt is the number of the contact that was lost.
inline std::optional<sim::Tick> redial_delay(const ReturnsModel& model, sim::StreamKey key, std::uint64_t entity,
                                             int attempt, std::uint32_t key_attempt) {
  const auto index = static_cast<std::size_t>(attempt - 1);
  if (index >= model.probability.size()) return std::nullopt;
  const double u = sim::to_uniform(sim::draw_word(key, sim::Purpose::redial_decision, entity, key_attempt));
  if (u >= model.probability[index]) return std::nullopt;
  const std::uint32_t word = sim::draw_word(key, sim::Purpose::redial_delay, entity, key_attempt);
  return model.delay.sample_ticks(word);
}

}  // namespace firstline
