#include "models/center/chats.h"

#include <algorithm>

#include "models/center/mutant.h"
#include "sim/random/det_math.h"

namespace firstline {
namespace {

constexpr double kUnit = 0x1p32;       // of shared work
constexpr double kNegligible = 1e-18;  // weight against the largest
constexpr std::size_t kMostCounts = 1'000'000;

// Weights of 0, 1, 2, ... against that of the mode, by the ratio of neighbours: mean / (j + 1) for Poisson,
// (r + j) q / (j + 1) for the negative binomial law of size r and mean r q / (1 - q).
std::vector<double> weights_of(double mean, double variance) {
  const bool poisson = variance <= mean;
  const double q = poisson ? 0.0 : 1.0 - mean / variance;
  const double r = poisson ? 0.0 : mean * mean / (variance - mean);
  const auto ratio = [=](double j) { return (poisson ? mean : (r + j) * q) / (j + 1.0); };
  std::size_t mode = 0;
  while (mode < kMostCounts && ratio(static_cast<double>(mode)) > 1.0) ++mode;
  std::vector<double> weights(mode + 1, 0.0);
  weights[mode] = 1.0;
  for (std::size_t j = mode; j > 0 && weights[j] > kNegligible; --j) {
    weights[j - 1] = weights[j] / ratio(static_cast<double>(j - 1));
  }
  while (weights.back() > kNegligible && weights.size() < kMostCounts) {
    weights.push_back(weights.back() * ratio(static_cast<double>(weights.size() - 1)));
  }
  return weights;
}

ChatModel compile_chat(const Chat& spec) {
  ChatModel model;
  model.in_turns = spec.mode == Chat::Mode::turns;
  model.turns = TurnCount(spec.turns, spec.turns_cv);
  model.think = sim::Sampler(spec.think);
  model.reply = sim::Sampler(spec.reply);
  if (spec.tolerance) model.tolerance = sim::Sampler(*spec.tolerance);
  model.switch_cost = sim::seconds_to_ticks(spec.switch_cost_s);
  model.silence = spec.silence;
  model.silence_timeout = sim::seconds_to_ticks(spec.silence_timeout_s);
  if (spec.reassign_after_s) model.reassign_after = sim::seconds_to_ticks(*spec.reassign_after_s);
  for (const double rate : spec.rates) {
    // NOLINTNEXTLINE(bugprone-incorrect-roundings): no rate is negative
    model.rates.push_back(std::max<std::int64_t>(1, static_cast<std::int64_t>(rate * kUnit + 0.5)));
  }
  return model;
}

std::int64_t rate_of(const ChatsModel& model, const Desk& desk, const SharedWork& work) {
  const std::vector<std::int64_t>& rates = model.chats[work.chat].rates;
  return rates[std::min(static_cast<std::size_t>(desk.open), rates.size()) - 1];
}

}  // namespace

TurnCount::TurnCount(double mean, double cv) {
  const double more = mean - 1.0;
  if (more <= 0.0) return;
  if (cv == 0.0) {
    lowest_ = static_cast<std::uint32_t>(mean);
    const double above = mean - static_cast<double>(lowest_);
    cumulative_ = {1.0 - above, 1.0};
    return;
  }
  cumulative_ = weights_of(more, cv * cv * mean * mean);
  double sum = 0.0;
  for (double& weight : cumulative_) weight = sum += weight;
  for (double& share : cumulative_) share /= sum;
}

std::uint32_t TurnCount::sample(std::uint32_t word) const {
  if (cumulative_.empty()) return lowest_;
  const double u = sim::to_uniform(~word);
  const auto found = std::upper_bound(cumulative_.begin(), cumulative_.end() - 1, u);
  return lowest_ + static_cast<std::uint32_t>(found - cumulative_.begin());
}

ChatsModel compile_chats(const Scenario& scenario, const std::map<std::string, std::uint32_t>& queue_ids) {
  ChatsModel model;
  model.num_queues = queue_ids.size();
  model.chat_of_channel.push_back(-1);
  for (const auto& [name, channel] : scenario.channels) {
    const bool plays = channel.kind == ChannelKind::chat && channel.chat;
    model.chat_of_channel.push_back(plays ? static_cast<std::int32_t>(model.chats.size()) : -1);
    if (plays) model.chats.push_back(compile_chat(*channel.chat));
  }
  if (model.chats.empty()) return model;
  model.most_slots = 1;
  for (const auto& [name, team] : scenario.teams) {
    const std::size_t row = model.slots.size();
    model.slots.resize(row + model.num_queues, 0);
    for (const auto& [queue, skill] : team.serves) {
      std::int32_t slots = skill.chat_slots.value_or(team.chat_slots);
      if (mutated(Mutant::chat_too_many)) ++slots;
      model.slots[row + queue_ids.at(queue)] = slots;
      model.most_slots = std::max(model.most_slots, slots);
    }
  }
  return model;
}

void TurnWords::draw(const ChatAddress& chat, std::uint32_t turn) {
  first = first_of(turn);
  const auto at = [&](std::uint32_t place) { return chat.block(sim::Purpose::chat_think, first + place); };
  blocks = sim::draw_blocks<4>(chat.key, {at(0), at(1), at(2), at(3)});
}

void push_message(Desk& desk, std::vector<ChatState>& chats, std::uint32_t slot) {
  chats[slot].next = kNoContact;
  (desk.last == kNoContact ? desk.first : chats[desk.last].next) = slot;
  desk.last = slot;
}

std::uint32_t pop_message(Desk& desk, const std::vector<ChatState>& chats) {
  const std::uint32_t slot = desk.first;
  desk.first = chats[slot].next;
  if (desk.first == kNoContact) desk.last = kNoContact;
  return slot;
}

void remove_message(Desk& desk, std::vector<ChatState>& chats, std::uint32_t slot) {
  std::uint32_t before = kNoContact;
  for (std::uint32_t at = desk.first; at != slot; at = chats[at].next) before = at;
  (before == kNoContact ? desk.first : chats[before].next) = chats[slot].next;
  if (desk.last == slot) desk.last = before;
}

void do_shared_work(const ChatsModel& model, Desk& desk, sim::Tick now) {
  const sim::Wide time = now - desk.worked_until;
  for (SharedWork& work : desk.shared) work.left -= time * rate_of(model, desk, work);
  desk.worked_until = now;
}

sim::Tick until_shared_end(const ChatsModel& model, const Desk& desk) {
  sim::Wide soonest = sim::kNever;
  for (const SharedWork& work : desk.shared) {
    const std::int64_t rate = rate_of(model, desk, work);
    soonest = std::min(soonest, work.left <= 0 ? sim::Wide{0} : (work.left + rate - 1) / rate);
  }
  return static_cast<sim::Tick>(soonest);
}

void DeskRows::start(std::size_t teams, std::int32_t most) {
  most_ = most;
  rows_.assign(teams * static_cast<std::size_t>(most), Row{});
}

void DeskRows::move(std::vector<Desk>& desks, std::uint32_t team, std::uint32_t id, std::int32_t from,
                    std::int32_t to) {
  Desk& desk = desks[id];
  if (from > 0) {
    Row& row = rows_[at(team, from)];
    (desk.prev == kNoContact ? row.head : desks[desk.prev].next) = desk.next;
    (desk.next == kNoContact ? row.tail : desks[desk.next].prev) = desk.prev;
    --row.size;
  }
  desk.prev = desk.next = kNoContact;
  if (to == 0) return;
  Row& row = rows_[at(team, to)];
  desk.prev = row.tail;
  (row.tail == kNoContact ? row.head : desks[row.tail].next) = id;
  row.tail = id;
  ++row.size;
}

}  // namespace firstline
