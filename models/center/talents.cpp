#include "models/center/talents.h"

#include "sim/random/det_math.h"

namespace firstline {

TalentModel compile_talents(const Scenario& scenario) {
  TalentModel model;
  for (const auto& [name, team] : scenario.teams) {
    const Habits& habits = team.habits;
    model.teams.push_back({.speed = habits.speed_spread,
                           .topic_speed = habits.topic_speed_spread,
                           .quality = habits.quality_spread,
                           .topic_quality = habits.topic_quality_spread});
    model.any = model.any || habits.speed_spread > 0.0 || habits.topic_speed_spread > 0.0 ||
                habits.quality_spread > 0.0 || habits.topic_quality_spread > 0.0;
  }
  model.topic_hashes.push_back(sim::name_hash24(""));
  for (const auto& [name, topic] : scenario.topics) model.topic_hashes.push_back(sim::name_hash24(name));
  return model;
}

void Talents::draw(const TalentModel& model, sim::StreamKey key) {
  topics = model.any ? model.topic_hashes.size() : 0;
  handle.clear();
  quality.clear();
  odds.clear();
  if (!model.any) return;
  for (const TalentModel::Operator& person : model.operators) {
    const TalentModel::Spread& spread = model.teams[person.team];
    const auto normal = [&](sim::Purpose purpose, std::uint32_t attempt) {
      return sim::normal_quantile(sim::to_uniform(sim::draw_word(key, purpose, person.entity, attempt)));
    };
    const double speed = spread.speed * normal(sim::Purpose::operator_speed, 0);
    const double sure = spread.quality * normal(sim::Purpose::operator_quality, 0);
    const double half_variance = 0.5 * (spread.speed * spread.speed + spread.topic_speed * spread.topic_speed);
    for (const std::uint32_t hash : model.topic_hashes) {
      const double topic_speed = spread.topic_speed * normal(sim::Purpose::operator_speed, hash);
      const double topic_sure = spread.topic_quality * normal(sim::Purpose::operator_quality, hash);
      handle.push_back(sim::det_exp(speed + topic_speed - half_variance));
      quality.push_back(sure + topic_sure);
      odds.push_back(sim::det_exp(quality.back()));
    }
  }
}

}  // namespace firstline
