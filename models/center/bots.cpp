#include "models/center/bots.h"

#include <algorithm>
#include <iterator>

#include "models/center/mutant.h"
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

StepModel compile_step(const BotStep& spec, const std::string& own_name,
                       const std::map<std::string, std::uint32_t>& ids) {
  StepModel step;
  step.key = sim::hash_name("step\n" + own_name);
  step.time = sim::Sampler(spec.time);
  double recognised = spec.recognised;
  for (int repeat = 0; repeat <= spec.repeats; ++repeat) {
    step.recognised.push_back(recognised);
    step.hangs_up.push_back(std::min(1.0, spec.hangs_up * (1.0 + spec.annoyance * repeat)));
    recognised *= spec.decay;
  }
  step.unnoticed = spec.unnoticed;
  step.silent = spec.silent;
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

// The steps that a session of understood answers comes to most often.
void choose_ahead(BotModel& bot) {
  std::vector<double> comes(bot.steps.size(), 0.0);  // below 0: chosen
  for (StepModel& step : bot.steps) step.ahead = kAhead;
  comes[bot.start] = 1.0;
  for (std::uint32_t place = 0; place < kAhead; ++place) {
    const auto most = std::max_element(comes.begin(), comes.end());
    if (*most <= 0.0) return;
    const double share = *most;
    *most = -1.0;
    StepModel& step = bot.steps[static_cast<std::size_t>(most - comes.begin())];
    step.ahead = place;
    bot.ahead[place] = step.key;
    double before = 0.0;
    for (const StepModel::Next& next : step.next) {
      if (comes[next.step] >= 0.0) comes[next.step] += share * (next.cumulative - before);
      before = next.cumulative;
    }
  }
}

double with_mood(double probability, double mood) {
  if (mood == 0.0 || probability <= 0.0 || probability >= 1.0) return probability;
  const double odds = probability / (1.0 - probability) * sim::det_exp(mood);
  return odds / (1.0 + odds);
}

// The customer's own word at a try of a step, the same in every session.
double refusal_word(const SessionSeed& seed, const StepModel& step, std::uint64_t place) {
  return sim::to_uniform(sim::draw_word(seed.key, sim::Purpose::bot_refusal, seed.customer ^ step.key ^ place));
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
      bot.steps.push_back(compile_step(step, step_name, step_ids));
      bot.identifying += step.identifies ? 1 : 0;
    }
    bot.start = step_ids.at(spec.start);
    bot.steps[bot.start].early = true;
    bot.first_cell = model.num_steps;
    model.num_steps += static_cast<std::uint32_t>(bot.steps.size());
    for (const auto& [step_name, step] : spec.steps) {
      if (step.transfer.empty()) continue;
      const auto queue = std::distance(scenario.queues.begin(), scenario.queues.find(step.transfer));
      bot.steps[step_ids.at(step_name)].transfer = static_cast<std::int32_t>(queue);
    }
    choose_ahead(bot);
    bot.latency = sim::seconds_to_ticks(spec.latency_s);
    bot.sessions = spec.sessions.value_or(-1);
    bot.exposure_key = sim::hash_name("bot\n" + name);
    bot.context_factor = spec.context_factor;
    bot.refusal_trait = spec.refusal_trait;
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

void BotMemory::clear() {
  minds_.assign(std::max<std::size_t>(minds_.size(), 64), Mind{});
  used_ = 0;
}

std::size_t BotMemory::place_of(std::uint64_t key) const {
  std::size_t at = home_of(key);
  while (minds_[at].key != 0 && !minds_[at].is_of(key)) at = (at + 1) & (minds_.size() - 1);
  return at;
}

void BotMemory::grow() {
  const std::vector<Mind> before = std::move(minds_);
  minds_.assign(std::max<std::size_t>(2 * before.size(), 64), Mind{});
  for (const Mind& mind : before) {
    if (mind.key != 0) minds_[place_of(mind.key & ~kUses)] = mind;
  }
}

double BotMemory::of(std::uint64_t customer) const {
  return minds_.empty() ? 0.0 : minds_[place_of(key_of(customer))].mood;
}

void BotMemory::note(const BotModel& bot, std::uint64_t customer, const Session& session) {
  if (session.ending != BotEnding::answered && session.ending != BotEnding::failed) return;
  if (bot.refusal_memory == 0.0) return;
  if (2 * (used_ + 1) > minds_.size()) grow();
  const std::uint64_t key = key_of(customer);
  Mind& mind = minds_[place_of(key)];
  if (mind.key == 0) {
    mind.key = key;
    ++used_;
  }
  if (mind.uses() >= kUsesThatDecide) return;
  mind.key += std::uint64_t{1} << kUsesShift;
  // Relief takes back what was held against the bot; nobody grows fond of it.
  mind.mood = std::max(0.0, mind.mood + (session.solved ? -bot.refusal_relief : bot.refusal_memory));
}

// What stands behind it moves up, so that a search never meets a gap.
void BotMemory::forget(std::uint64_t customer) {
  if (minds_.empty()) return;
  std::size_t gap = place_of(key_of(customer));
  if (minds_[gap].key == 0) return;
  const std::size_t mask = minds_.size() - 1;
  for (std::size_t at = (gap + 1) & mask; minds_[at].key != 0; at = (at + 1) & mask) {
    const std::size_t home = home_of(minds_[at].key);
    if (((at - home) & mask) < ((at - gap) & mask)) continue;  // its place lies behind the gap
    minds_[gap] = minds_[at];
    gap = at;
  }
  minds_[gap] = Mind{};
  --used_;
}

bool meets(const BotModel& bot, sim::StreamKey key, std::uint64_t customer, std::uint32_t contact_class) {
  double coverage = bot.coverage[contact_class];
  if (mutated(Mutant::share_twice)) coverage *= coverage;
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
  session = Session{
      .turns = std::move(session.turns), .visits = std::move(session.visits), .known = std::move(session.known)};
  session.turns.clear();
  session.visits.assign(bot.steps.size(), 0);
  session.known.assign(bot.steps.size(), 0);
  std::uint32_t at = bot.start;
  std::uint32_t repeat = 0;
  bool wrong_path = false;
  const auto end = [&](BotEnding ending) {
    session.ending = ending;
    const auto known = std::count(session.known.begin(), session.known.end(), 1);
    session.context = bot.identifying > 0 ? static_cast<double>(known) / bot.identifying : 0.0;
  };
  const auto address = [&seed](std::uint64_t step_key, std::uint64_t place) {
    return sim::BlockAddress{sim::purpose_block(sim::Purpose::bot_turn), seed.entity ^ step_key ^ place,
                             seed.contact & 16383u};
  };
  const std::array<sim::PhiloxCounter, kAhead> ahead = sim::draw_blocks<kAhead>(
      seed.key,
      {address(bot.ahead[0], 0), address(bot.ahead[1], 0), address(bot.ahead[2], 0), address(bot.ahead[3], 0)});
  sim::PhiloxCounter of_this_visit{};  // where it leads and whether it solves does not depend on the try that got there
  for (int turn = 0; turn < kMostTurns; ++turn) {
    const StepModel& step = bot.steps[at];
    const std::uint64_t place = (std::uint64_t{session.visits[at]} << 32 | repeat) * 0x9e3779b97f4a7c15u;
    const sim::PhiloxCounter words = place == 0 && step.ahead < kAhead
                                         ? ahead[step.ahead]
                                         : sim::draw_blocks<1>(seed.key, {address(step.key, place)}).front();
    if (repeat == 0) of_this_visit = words;
    const auto of_visit = [&](sim::Purpose purpose) {
      return sim::to_uniform(of_this_visit[sim::purpose_lane(purpose)]);
    };
    Turn& taken = session.turns.emplace_back();
    taken.step = static_cast<std::uint16_t>(at);
    taken.repeat = repeat > 0;
    taken.time = bot.latency + step.time.sample_ticks(words[sim::purpose_lane(sim::Purpose::bot_time)]);
    session.duration += taken.time;
    const double u = sim::to_uniform(words[sim::purpose_lane(sim::Purpose::bot_turn)]);
    double hangs_up = step.hangs_up[repeat], asks = step.asks;
    double refuses = with_mood(step.refuses, seed.mood);
    if (bot.refusal_trait && refuses > 0.0) {
      // Those of the least words refuse; of the others more do all else, so that each share of all stays what it is.
      if (refusal_word(seed, step, place) < refuses) {
        session.early = true;
        return end(BotEnding::refused);
      }
      hangs_up = std::min(1.0, hangs_up / (1.0 - refuses));
      asks = asks / (1.0 - refuses);
      refuses = 0.0;
    }
    const double leaves = std::min(1.0, hangs_up + asks + refuses);
    if (u < leaves) {
      const bool refused = u >= hangs_up + asks;
      session.early = step.early || refused;
      return end(u < hangs_up ? BotEnding::hung_up : refused ? BotEnding::refused : BotEnding::asked);
    }
    if (step.transfer >= 0) {
      session.queue = step.transfer;
      return end(BotEnding::ruled);
    }
    // Understood | asked again | taken for something else: with a better recognition the first grows, the last shrinks.
    const double stays = (u - leaves) / (1.0 - leaves);
    taken.heard = stays >= step.silent;
    const double heard = taken.heard ? (stays - step.silent) / (1.0 - step.silent) : 0.0;
    const double understood = step.recognised[repeat] * seed.proficiency;
    taken.recognised = taken.heard && heard < understood;
    if (!taken.heard || (!taken.recognised && heard < 1.0 - (1.0 - understood) * step.unnoticed)) {
      if (++repeat < step.recognised.size()) continue;
      return end(BotEnding::failed);
    }
    wrong_path = wrong_path || !taken.recognised;
    if (taken.recognised && step.identifies) session.known[at] = 1;
    ++session.visits[at];
    repeat = 0;
    if (step.next.empty()) {
      session.solved =
          (!wrong_path || mutated(Mutant::wrong_path_solves)) && of_visit(sim::Purpose::bot_solution) < step.solves;
      return end(BotEnding::answered);
    }
    std::size_t index = 0;
    const double choice = of_visit(sim::Purpose::bot_next);
    while (index + 1 < step.next.size() && choice >= step.next[index].cumulative) ++index;
    at = step.next[index].step;
  }
  end(BotEnding::failed);
}

}  // namespace firstline
