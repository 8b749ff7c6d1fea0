#include "models/center/issues.h"

#include <algorithm>

#include "sim/base/fetch.h"
namespace firstline {
namespace {

constexpr std::size_t kFewestEntries = 1024;

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
  issue.identified = uniform(sim::Purpose::identification) < model.channels[births.channels[channel].id].identified;
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
  keys_.assign(std::max(keys_.size(), kFewestEntries), 0);
  entries_.resize(keys_.size());
  used_ = seen_ = given_ = 0;
}

std::size_t Episodes::place_of(std::uint64_t key) const {
  const std::size_t mask = keys_.size() - 1;
  std::size_t at = static_cast<std::size_t>(key) & mask;
  while (keys_[at] != 0 && keys_[at] != key) at = (at + 1) & mask;
  return at;
}

// Keeps what may still be continued, in a table at most a quarter full: a search that finds nothing, as most do, ends
// at once.
void Episodes::rebuild(sim::Tick now) {
  used_ = 0;
  for (std::size_t i = 0; i < keys_.size(); ++i) {  // to the front, without a branch on what nobody can foresee
    const bool kept = keys_[i] != 0 && now - entries_[i].last <= window_;
    keys_[used_] = keys_[i];
    entries_[used_] = entries_[i];
    used_ += kept ? 1 : 0;
  }
  const std::vector<std::uint64_t> keys(keys_.begin(), keys_.begin() + static_cast<std::ptrdiff_t>(used_));
  const std::vector<Entry> entries(entries_.begin(), entries_.begin() + static_cast<std::ptrdiff_t>(used_));
  std::size_t size = kFewestEntries;
  while (size < 4 * used_) size *= 2;
  keys_.assign(size, 0);
  entries_.resize(size);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const std::size_t at = place_of(keys[i]);
    keys_[at] = keys[i];
    entries_[at] = entries[i];
  }
}

std::optional<Episodes::Sight> Episodes::see_later(const Contact& contact) {
  std::optional<Sight> sight;
  if (given_ - seen_ == kLater) sight = see(waiting_[seen_++ % kLater]);
  waiting_[given_++ % kLater] = contact;
  const std::size_t at = key_of(contact.customer, contact.topic) & (keys_.size() - 1);
  sim::fetch(&keys_[at]);
  sim::fetch(&entries_[at]);
  return sight;
}

std::optional<Episodes::Sight> Episodes::catch_up() {
  if (seen_ == given_) return std::nullopt;
  return see(waiting_[seen_++ % kLater]);
}

Episodes::Sight Episodes::see(const Contact& contact) {
  const auto& [customer, topic, owner, now, counted] = contact;
  if (2 * (used_ + 1) > keys_.size()) rebuild(now);
  const std::uint64_t key = key_of(customer, topic);
  const std::size_t at = place_of(key);
  Entry& entry = entries_[at];
  if (keys_[at] != 0 && now - entry.last <= window_) {
    entry.last = now;
    if (entry.contacts < 3) ++entry.contacts;
    return {.seen = entry.contacts == 2 ? Seen::second : Seen::later, .owner = entry.owner, .counted = entry.counted};
  }
  if (keys_[at] == 0) ++used_;
  keys_[at] = key;
  entry = {.last = now, .owner = owner, .contacts = 1, .counted = counted};
  return {.seen = Seen::first, .owner = owner, .counted = counted};
}

}  // namespace firstline
