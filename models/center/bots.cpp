#include "models/center/bots.h"

#include <algorithm>
#include <iterator>

#include "sim/random/det_math.h"

namespace firstline {
namespace {

double share_of(const std::map<std::string, double>& shares, const std::string& name) {
  if (shares.empty()) return 1.0;
  const auto found = shares.find(name);
  return found == shares.end() ? 0.0 : found->second;
}

template <class Map>
std::string name_at(const Map& map, int id_from_one) {
  return id_from_one == 0 ? "" : std::next(map.begin(), id_from_one - 1)->first;
}

StepModel compile_step(const BotStep& spec, const std::map<std::string, std::uint32_t>& ids) {
  StepModel step;
  step.time = sim::Sampler(spec.time);
  double recognised = spec.recognised;
  for (int repeat = 0; repeat <= spec.repeats; ++repeat) {
    step.recognised.push_back(recognised);
    step.hangs_up.push_back(std::min(1.0, spec.hangs_up * (1.0 + spec.annoyance * repeat)));
    recognised *= spec.decay;
  }
  step.unnoticed = spec.unnoticed;
  step.asks = spec.asks;
  step.refuses = spec.refuses;
  step.early = spec.early;
  step.identifies = spec.identifies;
  step.solves = spec.solves;
  double total = 0.0, sum = 0.0;
  for (const auto& [name, weight] : spec.next) total += weight;
  for (const auto& [name, weight] : spec.next) {
    step.next.push_back({.step = ids.at(name), .cumulative = (sum += weight) / total});
  }
  return step;
}

double with_mood(double probability, double mood) {
  if (mood == 0.0 || probability <= 0.0 || probability >= 1.0) return probability;
  const double odds = probability / (1.0 - probability) * sim::det_exp(mood);
  return odds / (1.0 + odds);
}

}  // namespace

BotsModel compile_bots(const Scenario& scenario, const std::vector<ClassLabels>& classes) {
  BotsModel model;
  std::map<std::string, std::uint32_t> bot_ids;
  for (const auto& [name, spec] : scenario.bots) {
    bot_ids.emplace(name, static_cast<std::uint32_t>(bot_ids.size()));
    BotModel& bot = model.bots.emplace_back();
    std::map<std::string, std::uint32_t> step_ids;
    for (const auto& [step_name, step] : spec.steps) {
      step_ids.emplace(step_name, static_cast<std::uint32_t>(step_ids.size()));
    }
    for (const auto& [step_name, step] : spec.steps) {
      bot.steps.push_back(compile_step(step, step_ids));
      bot.identifying += step.identifies ? 1 : 0;
    }
    bot.start = step_ids.at(spec.start);
    bot.first_cell = model.num_steps;
    model.num_steps += static_cast<std::uint32_t>(bot.steps.size());
    bot.sessions = spec.sessions.value_or(-1);
    bot.exposure_key = sim::hash_name("bot\n" + name);
    bot.context_factor = spec.context_factor;
    bot.refusal_memory = spec.refusal_memory;
    bot.refusal_relief = spec.refusal_relief;
    bot.learning_start = spec.learning.start;
    bot.learning_sessions = spec.learning.sessions;
    bot.outages_per_day = spec.outage.per_month / kDaysPerMonth;
    bot.outage_length = sim::Sampler(spec.outage.length);
    for (const ClassLabels& labels : classes) {
      const ContactType& type = std::next(scenario.contact_types.begin(), labels.type)->second;
      bot.coverage.push_back(spec.coverage * share_of(spec.segments, type.segment) *
                             share_of(spec.products, type.product) *
                             share_of(spec.topics, name_at(scenario.topics, labels.topic)));
    }
  }
  model.bot_of_channel.push_back(kNoBot);
  for (const auto& [name, channel] : scenario.channels) {
    model.bot_of_channel.push_back(channel.bot.empty() ? kNoBot : bot_ids.at(channel.bot));
  }
  return model;
}

double BotMemory::of(std::uint64_t customer) const {
  const auto found = moods_.find(customer);
  return found == moods_.end() ? 0.0 : found->second;
}

void BotMemory::note(const BotModel& bot, std::uint64_t customer, bool helped) {
  const double change = helped ? -bot.refusal_relief : bot.refusal_memory;
  if (change == 0.0) return;
  // Relief takes back what was held against the bot; nobody grows fond of it.
  double& mood = moods_[customer];
  mood = std::max(0.0, mood + change);
}

bool meets(const BotModel& bot, sim::StreamKey key, std::uint64_t customer, std::uint32_t contact_class) {
  const double coverage = bot.coverage[contact_class];
  if (coverage <= 0.0) return false;
  if (coverage >= 1.0) return true;
  const std::uint32_t word = sim::draw_word(key, sim::Purpose::bot_exposure, customer ^ bot.exposure_key);
  return sim::to_uniform(word) < coverage;
}

double proficiency(const BotModel& bot, const BotTraffic& state) {
  if (bot.learning_start >= 1.0) return 1.0;
  const double rest = sim::det_exp(-static_cast<double>(state.finished) / bot.learning_sessions);
  return 1.0 - (1.0 - bot.learning_start) * rest;
}

void play_session(const BotModel& bot, const SessionSeed& seed, Session& session) {
  session = Session{.turns = std::move(session.turns)};
  session.turns.clear();
  std::uint32_t at = bot.start;
  std::size_t repeat = 0;
  bool wrong_path = false;
  int identified = 0;
  const auto end = [&](BotEnding ending) {
    session.ending = ending;
    session.context = bot.identifying > 0 ? static_cast<double>(identified) / bot.identifying : 0.0;
  };
  for (std::uint32_t turn = 0; turn < kMostTurns; ++turn) {
    const StepModel& step = bot.steps[at];
    const sim::PhiloxCounter words = sim::draw_block(seed.key, sim::purpose_block(sim::Purpose::bot_turn), seed.entity,
                                                     (turn << 14) | (seed.contact & 16383u));
    const auto uniform = [&](sim::Purpose purpose) { return sim::to_uniform(words[sim::purpose_lane(purpose)]); };
    Turn& taken = session.turns.emplace_back();
    taken.step = static_cast<std::uint16_t>(at);
    taken.repeat = repeat > 0;
    taken.time = step.time.sample_ticks(words[sim::purpose_lane(sim::Purpose::bot_time)]);
    session.duration += taken.time;
    const double refuses = with_mood(step.refuses, seed.mood);
    const double hangs_up = step.hangs_up[repeat];
    const double leaves = std::min(1.0, hangs_up + step.asks + refuses);
    const double recognised = (1.0 - leaves) * step.recognised[repeat] * seed.proficiency;
    const double missed = (1.0 - leaves) - recognised;
    double u = uniform(sim::Purpose::bot_turn);
    const bool right = u < recognised;
    const bool mistaken = !right && u < recognised + missed * step.unnoticed;
    if (right || mistaken) {
      taken.recognised = right;
      wrong_path = wrong_path || mistaken;
      identified += right && step.identifies ? 1 : 0;
      repeat = 0;
      if (step.next.empty()) {
        session.solved = !wrong_path && uniform(sim::Purpose::bot_solution) < step.solves;
        return end(BotEnding::answered);
      }
      std::size_t index = 0;
      const double choice = uniform(sim::Purpose::bot_next);
      while (index + 1 < step.next.size() && choice >= step.next[index].cumulative) ++index;
      at = step.next[index].step;
      continue;
    }
    if (u < recognised + missed) {
      if (++repeat < step.recognised.size()) continue;
      return end(BotEnding::failed);
    }
    u -= recognised + missed;
    session.early = step.early;
    taken.early_exit = step.early;
    if (u < hangs_up) return end(BotEnding::hung_up);
    return end(u < hangs_up + step.asks ? BotEnding::asked : BotEnding::refused);
  }
  end(BotEnding::failed);
}

}  // namespace firstline
