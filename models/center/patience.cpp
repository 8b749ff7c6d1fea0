#include "models/center/patience.h"

#include <algorithm>

#include "sim/random/det_math.h"

namespace firstline {
namespace {

constexpr double kMemory = 0.1;  // weight of the newest spacing

}  // namespace

AnnouncementModel compile_announcement(const std::optional<Announcement>& spec) {
  AnnouncementModel model;
  if (!spec) return model;
  model.given = true;
  model.predictor = spec->predictor;
  model.factor = spec->factor;
  model.may_leave = spec->accepts.has_value();
  if (spec->accepts) model.accepts = sim::Sampler(*spec->accepts);
  model.hazard_before = spec->hazard_before;
  model.hazard_after = spec->hazard_after;
  return model;
}

void DelayMemory::answered(sim::Tick now, sim::Tick delay, bool others_wait) {
  last_delay = delay;
  if (others_wait && last_answer >= 0) {
    const auto spacing = static_cast<double>(now - last_answer);
    mean_spacing = mean_spacing == 0.0 ? spacing : (1.0 - kMemory) * mean_spacing + kMemory * spacing;
  }
  last_answer = others_wait ? now : -1;
}

sim::Tick predicted_wait(const AnnouncementModel& model, const DelayMemory& memory, sim::Tick head_wait,
                         std::int64_t length) {
  double wait = 0.0;
  switch (model.predictor) {
    case Announcement::Predictor::last_delay:
      wait = static_cast<double>(memory.last_delay);
      break;
    case Announcement::Predictor::head_delay:
      wait = static_cast<double>(head_wait);
      break;
    case Announcement::Predictor::queue_length:
      wait = static_cast<double>(length + 1) * memory.mean_spacing;
      break;
  }
  return static_cast<sim::Tick>(wait * model.factor);
}

sim::Tick patience_after(const AnnouncementModel& model, const sim::Law& law, const sim::Sampler& sampler,
                         std::uint32_t word, sim::Tick announced) {
  if (model.hazard_before == 1.0 && model.hazard_after == 1.0) return sampler.sample_ticks(word);
  const double exponential = sim::unit_exponential(word);
  if (law.atom_at_zero >= 1.0) return 0;
  // A balk atom is no hazard: it takes the shortest times of the same word.
  const double atom = -sim::det_log(1.0 - law.atom_at_zero);
  if (exponential <= atom && law.atom_at_zero > 0.0) return 0;
  const double residual = exponential - atom;
  const double survival = sim::survival(law, sim::ticks_to_seconds(announced)) / (1.0 - law.atom_at_zero);
  const double hazard_then = -sim::det_log(std::max(survival, 1e-300));
  const double before = model.hazard_before * hazard_then;  // hazard used up by the announced moment
  if (residual < before) return sampler.ticks_at(atom + residual / model.hazard_before);
  if (model.hazard_after == 0.0) return sim::kNever;  // whoever is still there then stays
  return sampler.ticks_at(atom + (hazard_then + (residual - before) / model.hazard_after));
}

}  // namespace firstline
