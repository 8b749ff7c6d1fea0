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

double decayed(const ReturnsModel& model, double probability, int returned) {
  for (int i = 0; i < returned && !mutated(Mutant::return_not_decayed); ++i) probability *= model.decay;
  return probability;
}

}  // namespace firstline
