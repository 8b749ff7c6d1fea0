#include "models/center/arrivals.h"

#include <algorithm>
#include <cmath>

#include "sim/base/error.h"
#include "sim/random/det_math.h"
#include "sim/random/philox.h"

namespace firstline {
namespace {

// A gamma variate of mean 1 by inversion: monotone in its uniform (science.md A3).
double gamma_factor(double shape, std::uint32_t word) {
  return shape > 0.0 ? sim::gamma_quantile(shape, sim::to_uniform(word)) / shape : 1.0;
}

// A batch of durations: in loops that vectorise, at a third of what one draw costs alone (docs/method/random.md).
template <std::size_t kCount, class Row>
void sample_ticks(const sim::Sampler& law, const std::array<std::uint32_t, kCount>& words,
                  std::array<Row, kCount>& rows, sim::Tick Row::* ticks) {
  std::array<double, kCount> exponentials;
  std::array<double, kCount> seconds;
  sim::unit_exponentials(words.data(), exponentials.data(), static_cast<int>(kCount));
  law.sample_batch(words.data(), exponentials.data(), seconds.data(), static_cast<int>(kCount));
  for (std::size_t i = 0; i < kCount; ++i) rows[i].*ticks = sim::Sampler::to_ticks(seconds[i]);
}

}  // namespace

StreamModel compile_stream(const std::string& name, const Arrivals& spec) {
  StreamModel model;
  model.name_hash = sim::name_hash24(name);
  // A group is another kind of thing than a stream of the same name.
  const std::string& group = spec.day_factor.group;
  model.group_hash = group.empty() ? model.name_hash : sim::name_hash24("group\n" + group);
  model.slot = sim::seconds_to_ticks(spec.rate_per_s.slot_s);
  model.day_shape = spec.day_factor.shape;
  model.slot_shape = spec.slot_factor.shape;
  for (std::size_t weekday = 0; weekday < 7; ++weekday) {
    const std::vector<double>& rates = spec.rate_per_s.days[weekday];
    for (std::size_t slot = 0; slot < rates.size(); ++slot) {
      const bool rises = spec.interpolation == Interpolation::linear && slot + 1 < rates.size();
      const double mean = rises ? 0.5 * (rates[slot] + rates[slot + 1]) : rates[slot];
      StreamModel::Slot& added = model.slots[weekday].emplace_back();
      added.expected = mean * spec.rate_per_s.slot_s;
      if (rises && mean > 0.0) {
        added.first = rates[slot] / mean;
        added.last = rates[slot + 1] / mean;
      }
    }
  }
  return model;
}

double invert_slot(double y, double first, double last) {
  if (first == last) return y;
  // A rate that falls to 0 may leave a rounding error below the root.
  return 2.0 * y / (first + std::sqrt(std::max(0.0, first * first + 2.0 * (last - first) * y)));
}

void Stream::start(const StreamModel& model, const ArrivalSpan& span, sim::StreamKey key, const DestinyLaws& laws) {
  model_ = &model;
  laws_ = laws;
  span_ = span;
  key_ = key;
  day_ = -1;
  day_open_ = false;
  refill();
}

// Draws the factors of the next day; false when arrivals stop before it begins.
bool Stream::open_day() {
  ++day_;
  if (day_ * sim::kTicksPerDay >= span_.until) return false;
  const auto weekday = static_cast<std::size_t>((span_.first_weekday + day_) % 7);
  const auto day = static_cast<std::uint32_t>(day_);
  const std::uint32_t day_word =
      sim::draw_word(key_, sim::Purpose::day_factor, sim::pack_issue(model_->group_hash, day, 0));
  const double busyness = gamma_factor(model_->day_shape, day_word);
  slots_ = &model_->slots[weekday];
  cumulative_.clear();
  double total = 0.0;
  for (std::size_t slot = 0; slot < slots_->size(); ++slot) {
    double mean = (*slots_)[slot].expected * busyness;
    if (model_->slot_shape > 0.0 && mean > 0.0) {
      const std::uint64_t entity = sim::pack_issue(model_->name_hash, day, static_cast<std::uint32_t>(slot));
      mean *= gamma_factor(model_->slot_shape, sim::draw_word(key_, sim::Purpose::slot_factor, entity));
    }
    cumulative_.push_back(total += mean);
  }
  sum_ = 0.0;
  slot_ = 0;
  number_ = 0;
  filled_ = 0;
  day_open_ = total > 0.0;
  return true;
}

// Turns a batch of gaps into times by inverting the cumulative rate; returns how many fall within the day.
std::size_t Stream::place(const double* gaps) {
  const sim::Tick midnight = day_ * sim::kTicksPerDay;
  std::size_t placed = 0;
  for (; placed < kBatch; ++placed) {
    sum_ += gaps[placed];
    while (slot_ < cumulative_.size() && sum_ > cumulative_[slot_]) ++slot_;
    if (slot_ == cumulative_.size()) break;
    const double before = slot_ == 0 ? 0.0 : cumulative_[slot_ - 1];
    const StreamModel::Slot& slot = (*slots_)[slot_];
    const double share = invert_slot((sum_ - before) / (cumulative_[slot_] - before), slot.first, slot.last);
    const sim::Tick time = midnight + static_cast<sim::Tick>(slot_) * model_->slot +
                           static_cast<sim::Tick>(share * static_cast<double>(model_->slot));
    if (time >= span_.until) break;
    next_[placed].time = time;
  }
  if (placed < kBatch) day_open_ = false;
  return placed;
}

void Stream::refill() {
  std::array<std::uint32_t, kBatch> gap_words;
  std::array<double, kBatch> gaps;
  number_ += static_cast<std::uint32_t>(filled_);
  filled_ = 0;
  position_ = 0;
  while (filled_ == 0) {
    if (!day_open_) {
      if (!open_day()) {
        next_[0].time = sim::kNever;
        filled_ = kBatch;
        return;
      }
      continue;
    }
    if (number_ + kBatch >= (1u << sim::kIssueNumberBits)) {
      throw sim::RunError({.code = "E405", .pointer = "/contact_types", .value = "", .arguments = {}, .file = ""});
    }
    first_entity_ = sim::pack_issue(model_->name_hash, static_cast<std::uint32_t>(day_), number_);
    sim::philox_batch(key_.seed, key_.replication, sim::purpose_block(sim::Purpose::arrival_gap), first_entity_,
                      static_cast<int>(kBatch), gap_words.data(), service_words_.data(), patience_words_.data(),
                      menu_words_.data());
    sim::unit_exponentials(gap_words.data(), gaps.data(), static_cast<int>(kBatch));
    filled_ = place(gaps.data());
  }
  if (laws_.service != nullptr) sample_ticks(*laws_.service, service_words_, next_, &Destiny::service);
  if (laws_.patience != nullptr) sample_ticks(*laws_.patience, patience_words_, next_, &Destiny::patience);
}

void ClockTournament::start(std::size_t clocks) {
  leaves_ = 1;
  while (leaves_ < clocks) leaves_ *= 2;
  nodes_.assign(2 * leaves_, Clock{});
  for (std::size_t clock = leaves_; clock-- > 0;) set(clock, sim::kNever);
}

}  // namespace firstline
