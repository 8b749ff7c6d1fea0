#include "models/center/mails.h"

#include <algorithm>
#include <iterator>

#include "sim/random/det_math.h"

namespace firstline {
namespace {

MailModel compile_mail(const Mail& spec) {
  MailModel model;
  if (spec.touches > 1.0) model.decay = -sim::det_log((spec.touches - 1.0) / spec.touches);
  model.answer = sim::Sampler(spec.answer);
  return model;
}

// Where contacts of this channel come in.
std::vector<std::string> entries_of(const Scenario& scenario, const std::string& channel) {
  const std::string& own = scenario.channels.at(channel).queue;
  std::vector<std::string> queues;
  for (const auto& [name, type] : scenario.contact_types) {
    const auto weight = type.channels.find(channel);
    if (weight != type.channels.end() && weight->second > 0.0) queues.push_back(own.empty() ? type.queue : own);
  }
  return queues;
}

}  // namespace

MailsModel compile_mails(const Scenario& scenario, const std::map<std::string, std::uint32_t>& queue_ids) {
  MailsModel model;
  model.orders.assign(queue_ids.size(), Order::arrival);
  for (const auto& [name, type] : scenario.contact_types) {
    FollowUpModel& follow_up = model.follow_ups.emplace_back();
    if (!type.follow_up) continue;
    follow_up = {.share = type.follow_up->share,
                 .reached = type.follow_up->reached,
                 .after = sim::seconds_to_ticks(type.follow_up->after_s),
                 .check = sim::Sampler(type.follow_up->check),
                 .queue = queue_ids.at(type.follow_up->queue)};
  }
  model.mail_of_channel.push_back(-1);
  for (const auto& [name, channel] : scenario.channels) {
    model.mail_of_channel.push_back(-1);
    if (channel.kind != ChannelKind::mail) continue;
    model.mail_of_channel.back() = static_cast<std::int32_t>(model.mails.size());
    model.mails.push_back(compile_mail(channel.mail.value_or(Mail{.touches = 1.0})));
    for (const std::string& queue : entries_of(scenario, name)) model.orders[queue_ids.at(queue)] = Order::due;
  }
  for (const auto& [name, queue] : scenario.queues) {
    if (queue.order) model.orders[queue_ids.at(name)] = *queue.order;
  }
  return model;
}

void Ranking::start(std::size_t queues) {
  queues_.assign(queues, {});
  entries_.clear();
}

std::uint32_t Ranking::insert(std::uint32_t queue, const Place& place) {
  if (place.slot >= entries_.size()) entries_.resize(place.slot + 1);
  entries_[place.slot] = {.place = place, .queue = queue};
  const auto at = queues_[queue].insert(place).first;
  const auto next = std::next(at);
  return next == queues_[queue].end() ? kNoContact : next->slot;
}

void Ranking::erase(std::uint32_t slot) {
  if (slot >= entries_.size() || entries_[slot].place.slot != slot) return;
  queues_[entries_[slot].queue].erase(entries_[slot].place);
  entries_[slot].place.slot = kNoContact;
}

// 1 + floor(E / decay): P(more than j) = exp(-decay j), the j-th power of the chance of one more.
std::uint32_t sample_touches(const MailModel& model, std::uint32_t word) {
  if (model.decay <= 0.0) return 1;
  const double more = sim::unit_exponential(word) / model.decay;
  return 1 + static_cast<std::uint32_t>(std::min(more, static_cast<double>(kMostTouches - 1)));
}

}  // namespace firstline
