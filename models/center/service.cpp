#include "models/center/service.h"

namespace firstline {

ServiceModel compile_service(const ContactType& spec) {
  ServiceModel model;
  model.usual.service = sim::Sampler(spec.service);
  model.usual.patience = sim::Sampler(spec.patience);
  model.usual.patience_law = spec.patience;
  for (const auto& [name, period] : spec.periods) {
    model.periods.push_back({.from = period.hours.from_s * sim::kTicksPerSecond,
                             .to = period.hours.to_s * sim::kTicksPerSecond,
                             .service = sim::Sampler(period.service.value_or(spec.service)),
                             .patience = sim::Sampler(period.patience.value_or(spec.patience)),
                             .patience_law = period.patience.value_or(spec.patience)});
  }
  model.has_menu = spec.ivr_time.has_value();
  if (model.has_menu) model.menu = sim::Sampler(*spec.ivr_time);
  return model;
}

}  // namespace firstline
