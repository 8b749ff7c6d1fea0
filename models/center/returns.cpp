#include "models/center/returns.h"

namespace firstline {

ReturnsModel compile_returns(const Redial& spec) {
  ReturnsModel model;
  model.after_blocked = spec.after_blocked;
  model.delay = sim::Sampler(spec.delay);
  double probability = spec.probability;
  for (int attempt = 1; attempt < spec.max_attempts && probability > 0.0; ++attempt) {
    model.probability.push_back(probability);
    probability *= spec.decay;
  }
  return model;
}

std::optional<sim::Tick> redial_delay(const ReturnsModel& model, sim::StreamKey key, std::uint64_t entity,
                                      int attempt) {
  const auto index = static_cast<std::size_t>(attempt - 1);
  if (index >= model.probability.size()) return std::nullopt;
  const auto tries = static_cast<std::uint32_t>(attempt - 1);
  const double u = sim::to_uniform(sim::draw_word(key, sim::Purpose::redial_decision, entity, tries));
  if (u >= model.probability[index]) return std::nullopt;
  const std::uint32_t word = sim::draw_word(key, sim::Purpose::redial_delay, entity, tries);
  return model.delay.sample_ticks(word);
}

}  // namespace firstline
