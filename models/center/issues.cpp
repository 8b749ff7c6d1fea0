#include "models/center/issues.h"

#include <algorithm>

#include "sim/base/fetch.h"

namespace firstline {
namespace {

constexpr std::size_t kFewestSlots = 1024;

std::map<std::string, std::uint32_t> ids_from_one(const std::vector<std::string>& names) {
  std::map<std::string, std::uint32_t> ids;
  for (const std::string& name : names) ids.emplace(name, static_cast<std::uint32_t>(ids.size() + 1));
  return ids;
}

template <class Map>
std::vector<std::string> names_of(const Map& map) {
  std::vector<std::string> names;
  names.reserve(map.size());
  for (const auto& [name, value] : map) names.push_back(name);
  return names;
}

}  // namespace

std::vector<Choice> compile_choice(const std::map<std::string, double>& weights,
                                   const std::map<std::string, std::uint32_t>& ids) {
  double total = 0.0;
  for (const auto& [name, weight] : weights) total += weight;
  std::vector<Choice> choices;
  double sum = 0.0;
  for (const auto& [name, weight] : weights) {
    sum += weight;
    choices.push_back({.id = ids.at(name), .cumulative = sum / total});
  }
  if (!choices.empty()) choices.back().cumulative = 1.0;
  return choices;
}

std::size_t choose(const std::vector<Choice>& choices, double u) {
  // All are looked at: where a search would stop is what nobody can foresee.
  std::size_t index = 0;
  for (std::size_t i = 0; i + 1 < choices.size(); ++i) index += u >= choices[i].cumulative ? 1 : 0;
  return index;
}

std::size_t choose_other(const std::vector<Choice>& choices, std::size_t present, double u) {
  const double below = present == 0 ? 0.0 : choices[present - 1].cumulative;
  const double own = choices[present].cumulative - below;
  if (own >= 1.0 || choices.size() < 2) return present;
  double place = u * (1.0 - own);
  if (place >= below) place += own;
  return choose(choices, place);
}

BirthModel compile_births(const Scenario& scenario, const std::map<std::string, std::uint32_t>& queue_ids) {
  BirthModel model;
  const auto topic_ids = ids_from_one(names_of(scenario.topics));
  const auto channel_ids = ids_from_one(names_of(scenario.channels));
  std::vector<std::string> entry_queue{""};
  model.channels.push_back({});
  for (const auto& [name, channel] : scenario.channels) {
    model.channels.push_back({.trunks = channel.trunks.value_or(-1),
                              .spoken = channel.kind == ChannelKind::call,
                              .identified = channel.identification.share,
                              .saves = channel.identification.saves});
    entry_queue.push_back(channel.queue);
  }
  int type_id = 0;
  for (const auto& [name, type] : scenario.contact_types) {
    IssueModel& issue = model.types.emplace_back();
    issue.topics = compile_choice(type.topics, topic_ids);
    if (issue.topics.empty()) issue.topics.push_back({});
    issue.channels = compile_choice(type.channels, channel_ids);
    if (issue.channels.empty()) issue.channels.push_back({});
    issue.customers = type.customers;
    issue.customers_key = sim::hash_name("customers\n" + (type.segment.empty() ? name : type.segment));
    issue.first_class = static_cast<std::uint32_t>(model.classes.size());
    for (const Choice& channel : issue.channels) {
      const std::string& queue = entry_queue[channel.id];
      issue.queues.push_back(queue_ids.at(queue.empty() ? type.queue : queue));
    }
    for (const Choice& topic : issue.topics) {
      for (const Choice& channel : issue.channels) {
        model.classes.push_back(
            {.type = type_id, .topic = static_cast<int>(topic.id), .channel = static_cast<int>(channel.id)});
      }
    }
    ++type_id;
  }
  return model;
}

sim::PhiloxCounter LegWords::draw_and(sim::StreamKey stream, std::uint64_t entity, std::uint32_t of_key,
                                      sim::BlockAddress fourth) {
  const auto at = [&](sim::Purpose purpose) { return sim::BlockAddress{sim::purpose_block(purpose), entity, of_key}; };
  const std::array<sim::PhiloxCounter, 4> blocks = sim::draw_blocks<4>(
      stream, {at(sim::Purpose::service), at(sim::Purpose::classification), at(sim::Purpose::transfer_kind), fourth});
  *this = {of_key,
           blocks[0][sim::purpose_lane(sim::Purpose::service)],
           blocks[0][sim::purpose_lane(sim::Purpose::patience)],
           blocks[1],
           blocks[2],
           0};
  return blocks[3];
}

void LegWords::draw(sim::StreamKey stream, std::uint64_t entity, std::uint32_t of_key) {
  const sim::BlockAddress errors{sim::purpose_block(sim::Purpose::operator_error), entity, of_key};
  error = draw_and(stream, entity, of_key, errors)[sim::purpose_lane(sim::Purpose::operator_error)];
}

sim::PhiloxCounter LegWords::draw_beside(sim::StreamKey stream, std::uint64_t entity, std::uint32_t of_key,
                                         std::uint32_t first_of) {
  return draw_and(stream, entity, of_key, {sim::purpose_block(sim::Purpose::patience), entity, first_of});
}

// With the words of the first leg, for what is drawn together costs little more than one of it.
void draw_birth(const BirthModel& model, std::uint32_t type, sim::StreamKey key, std::uint64_t entity,
                const FirstWords& first, Issue& issue) {
  const IssueModel& births = model.types[type];
  const auto at = [&](sim::Purpose purpose) { return sim::BlockAddress{sim::purpose_block(purpose), entity, 0}; };
  const std::array<sim::PhiloxCounter, 4> blocks =
      sim::draw_blocks<4>(key, {at(sim::Purpose::topic), at(sim::Purpose::channel_choice),
                                at(sim::Purpose::classification), at(sim::Purpose::transfer_kind)});
  issue.words = {0, first.service, first.patience, blocks[2], blocks[3], 0};
  std::size_t topic = 0;
  if (births.topics.size() > 1) {
    topic = choose(births.topics, sim::to_uniform(blocks[0][sim::purpose_lane(sim::Purpose::topic)]));
  }
  const auto uniform = [&](sim::Purpose purpose) { return sim::to_uniform(blocks[1][sim::purpose_lane(purpose)]); };
  const std::size_t channel = choose(births.channels, uniform(sim::Purpose::channel_choice));
  issue.topic = issue.assigned = static_cast<std::uint16_t>(births.topics[topic].id);
  issue.channel = static_cast<std::uint8_t>(channel);
  issue.birth_class = class_of(births, topic, channel);
  issue.identification = blocks[1][sim::purpose_lane(sim::Purpose::identification)];
  // Every issue another customer's: the issue's own address is as good a name as any.
  issue.customer = entity;
  if (births.customers > 0) {
    const auto number =
        static_cast<std::uint64_t>(uniform(sim::Purpose::customer) * static_cast<double>(births.customers));
    issue.customer = births.customers_key + number;
  }
}

std::uint32_t other_topic(const IssueModel& model, std::uint32_t topic, double u) {
  for (std::size_t i = 0; i < model.topics.size(); ++i) {
    if (model.topics[i].id == topic) return model.topics[choose_other(model.topics, i, u)].id;
  }
  return topic;
}

void Episodes::start(sim::Tick window) {
  window_ = window;
  end_ = 1;
  seen_ = given_ = 0;
  make_room(std::max(slots_.size(), kFewestSlots));
}

// So many slots, all free, and entries for half of them.
void Episodes::make_room(std::size_t size) {
  slots_.assign(size, 0);
  entries_.resize(size / 2);
  number_mask_ = static_cast<std::uint32_t>(size / 2 - 1);
}

// Keeps what may still be continued, in a table at most a quarter full: a search that finds nothing, as most do, ends
// at once.
void Episodes::rebuild(sim::Tick now) {
  std::size_t kept = 1;
  for (std::size_t i = 1; i < end_; ++i) {  // to the front, without a branch on what nobody can foresee
    const bool keeps = now - entries_[i].last <= window_;
    entries_[kept] = entries_[i];
    kept += keeps ? 1 : 0;
  }
  end_ = kept;
  std::size_t size = kFewestSlots;
  while (size < 4 * end_) size *= 2;
  make_room(size);
  for (std::size_t i = 1; i < end_; ++i) {
    const std::uint64_t key = entries_[i].key;
    std::size_t at = home_of(key);
    while (slots_[at] != 0) at = (at + 1) & (size - 1);  // of other keys, all of them
    slots_[at] = slot_of(key, i);
  }
}

std::optional<Episodes::Sight> Episodes::see_later(const Contact& contact) {
  std::optional<Sight> sight;
  if (given_ - seen_ == kLater) sight = see(waiting_[seen_++ % kLater]);
  Waiting& waiting = waiting_[given_++ % kLater];
  waiting = {.key = key_of(contact.customer, contact.topic), .contact = contact};
  sim::fetch(&slots_[home_of(waiting.key)]);
  // Of one whose slot is here by now, the entry.
  const std::uint64_t key = waiting_[(given_ + kLater / 2) % kLater].key;
  const std::uint32_t slot = slots_[home_of(key)];
  if (may_hold(slot, key)) sim::fetch(&entry_in(slot));
  return sight;
}

std::optional<Episodes::Sight> Episodes::catch_up() {
  if (seen_ == given_) return std::nullopt;
  return see(waiting_[seen_++ % kLater]);
}

Episodes::Sight Episodes::see(const Contact& contact) {
  return see({.key = key_of(contact.customer, contact.topic), .contact = contact});
}

Episodes::Sight Episodes::see(const Waiting& waiting) {
  const auto& [customer, topic, owner, now, counted] = waiting.contact;
  if (end_ == entries_.size()) rebuild(now);
  std::size_t at = home_of(waiting.key);
  while (slots_[at] != 0) {
    Entry& entry = entry_in(slots_[at]);
    if (may_hold(slots_[at], waiting.key) && entry.key == waiting.key) {
      if (now - entry.last > window_) return begin(entry, waiting);
      entry.last = now;
      if (entry.contacts < 3) ++entry.contacts;
      return {.owner = entry.owner, .seen = entry.contacts == 2 ? Seen::second : Seen::later, .counted = entry.counted};
    }
    at = (at + 1) & (slots_.size() - 1);
  }
  slots_[at] = slot_of(waiting.key, end_);
  return begin(entries_[end_++], waiting);
}

Episodes::Sight Episodes::begin(Entry& entry, const Waiting& waiting) {
  const auto& [customer, topic, owner, now, counted] = waiting.contact;
  entry = {.key = waiting.key, .last = now, .owner = owner, .contacts = 1, .counted = counted};
  return {.owner = owner, .seen = Seen::first, .counted = counted};
}

}  // namespace firstline
