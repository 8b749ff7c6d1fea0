#include "models/center/returns.h"

#include "models/center/mutant.h"

namespace firstline {

ReturnsModel compile_returns(const Redial& spec, const Returns& returns) {
  ReturnsModel model;
  model.redial_switches = spec.switches;
  model.redial_in_hours = spec.in_hours;
  model.return_in_hours = returns.in_hours;
  model.unresolved = returns.unresolved;
  model.resolved = returns.resolved;
  model.decay = returns.decay;
  model.return_switches = returns.switches;
  model.return_delay = sim::Sampler(returns.delay);
  model.max_returns = returns.max_returns;
  model.after_blocked = spec.after_blocked;
  model.delay = sim::Sampler(spec.delay);
  double probability = spec.probability;
  for (int attempt = 1; attempt < spec.max_attempts && probability > 0.0; ++attempt) {
    model.probability.push_back(probability);
    probability *= spec.decay;
  }
  return model;
}

std::optional<sim::Tick> return_delay(const ReturnsModel& model, sim::StreamKey key, std::uint64_t entity,
                                      std::uint32_t key_attempt, bool solved, int returned, double error,
                                      const sim::PhiloxCounter* drawn) {
  double probability = solved ? model.resolved : model.unresolved;
  probability += (1.0 - probability) * error;
  if (probability <= 0.0 || returned >= model.max_returns) return std::nullopt;
  for (int i = 0; i < returned && !mutated(Mutant::return_not_decayed); ++i) probability *= model.decay;
  const sim::PhiloxCounter words =
      drawn != nullptr ? *drawn
                       : sim::draw_block(key, sim::purpose_block(sim::Purpose::return_decision), entity, key_attempt);
  if (sim::to_uniform(words[sim::purpose_lane(sim::Purpose::return_decision)]) >= probability) return std::nullopt;
  return model.return_delay.sample_ticks(words[sim::purpose_lane(sim::Purpose::return_delay)]);
}

std::optional<sim::Tick> redial_delay(const ReturnsModel& model, sim::StreamKey key, std::uint64_t entity, int attempt,
                                      std::uint32_t key_attempt) {
  const auto index = static_cast<std::size_t>(attempt - 1);
  if (index >= model.probability.size()) return std::nullopt;
  const double u = sim::to_uniform(sim::draw_word(key, sim::Purpose::redial_decision, entity, key_attempt));
  if (u >= model.probability[index]) return std::nullopt;
  const std::uint32_t word = sim::draw_word(key, sim::Purpose::redial_delay, entity, key_attempt);
  return model.delay.sample_ticks(word);
}

}  // namespace firstline
