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

// The same from a standard normal: the tail that is smaller keeps its digits.
double gamma_factor_of_normal(double shape, double z) {
  constexpr double kLeast = 1e-300;
  const double tail = std::max(kLeast, sim::normal_tail(std::fabs(z)));
  return (z < 0.0 ? sim::gamma_quantile(shape, tail) : sim::gamma_quantile_upper(shape, tail)) / shape;
}

// L^power times the shape, kept where the quantile is defined.
double slot_shape(const GammaFactor& factor, double expected) {
  if (factor.power == 0.0 || expected <= 0.0) return factor.shape;
  return std::clamp(factor.shape * sim::det_pow(expected, factor.power), 0.01, 1e6);
}

// The fewest equal parts of at most five minutes that whole ticks allow; slots of odd length stay whole.
int pieces_of(sim::Tick slot) {
  constexpr sim::Tick kLongest = 5 * sim::kTicksPerMinute;
  const sim::Tick fewest = (slot + kLongest - 1) / kLongest;
  for (sim::Tick pieces = fewest; pieces < 4 * fewest; ++pieces) {
    if (slot % pieces == 0) return static_cast<int>(pieces);
  }
  return 1;
}

void compile_day_factor(const GammaFactor& spec, StreamModel& model) {
  model.day_shape = spec.shape;
  model.has_normal_factor = spec.shape > 0.0 && (spec.correlation || spec.persistence != 0.0);
  const double shared = spec.group.empty() ? 0.0 : spec.correlation.value_or(1.0);
  model.group_loading = std::sqrt(shared);
  model.own_loading = std::sqrt(1.0 - shared);
  model.persistence = spec.persistence;
  model.news = std::sqrt(1.0 - spec.persistence * spec.persistence);
}

void compile_surroundings(const std::string& name, const Scenario& around, StreamModel& model) {
  for (const auto& [incident_name, incident] : around.incidents) {
    const double boost = incident.boost_of(name);
    if (boost <= 0.0 || incident.per_month <= 0.0) continue;
    model.incidents.push_back({.name_hash = sim::name_hash24("incident\n" + incident_name),
                               .per_day = incident.expected_per_day(),
                               .p_none = sim::det_exp(-incident.expected_per_day()),
                               .boost = boost,
                               .decay_s = incident.decay_s});
  }
  model.pieces = pieces_of(model.slot);
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

StreamModel compile_stream(const std::string& name, const Arrivals& spec, const Scenario& around) {
  StreamModel model;
  model.name_hash = sim::name_hash24(name);
  // A group is another kind of thing than a stream of the same name.
  const std::string& group = spec.day_factor.group;
  model.group_hash = group.empty() ? model.name_hash : sim::name_hash24("group\n" + group);
  model.slot = sim::seconds_to_ticks(spec.rate_per_s.slot_s);
  model.slot_shape = spec.slot_factor.shape;
  compile_day_factor(spec.day_factor, model);
  if (spec.trace_s) {
    model.traced = true;
    for (const double moment_s : *spec.trace_s) model.trace.push_back(sim::seconds_to_ticks(moment_s));
    return model;
  }
  model.level = DayLevel(spec.growth, spec.season, around.holidays, around.start_day);
  compile_surroundings(name, around, model);
  for (std::size_t weekday = 0; weekday < 7; ++weekday) {
    const std::vector<double>& rates = spec.rate_per_s.days[weekday];
    for (std::size_t slot = 0; slot < rates.size(); ++slot) {
      const bool rises = spec.interpolation == Interpolation::linear && slot + 1 < rates.size();
      const double mean = rises ? 0.5 * (rates[slot] + rates[slot + 1]) : rates[slot];
      StreamModel::Slot& added = model.slots[weekday].emplace_back();
      added.expected = mean * spec.rate_per_s.slot_s;
      added.shape = slot_shape(spec.slot_factor, added.expected);
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
  shocks_.clear();
  traced_ = 0;
  refill();
}

// The gamma factor of a day; days are asked for in order.
double Stream::day_factor(std::uint32_t day) {
  const auto word = [&](std::uint32_t hash) {
    return sim::draw_word(key_, sim::Purpose::day_factor, sim::pack_issue(hash, day, 0));
  };
  if (!model_->has_normal_factor) return gamma_factor(model_->day_shape, word(model_->group_hash));
  const auto next = [&](double before, std::uint32_t hash) {
    const double fresh = sim::normal_quantile(sim::to_uniform(word(hash)));
    return day == 0 ? fresh : model_->persistence * before + model_->news * fresh;
  };
  group_normal_ = next(group_normal_, model_->group_hash);
  own_normal_ = next(own_normal_, model_->name_hash);
  return gamma_factor_of_normal(model_->day_shape,
                                model_->group_loading * group_normal_ + model_->own_loading * own_normal_);
}

// The incidents of a day join those that are still felt.
void Stream::strike(std::uint32_t day) {
  constexpr double kDay_s = 86'400.0, kUnfelt = 1e-6;
  const double midnight_s = kDay_s * day;
  shocks_.erase(std::remove_if(shocks_.begin(), shocks_.end(),
                               [&](const Shock& shock) {
                                 const double age = (midnight_s - shock.at_s) / shock.incident->decay_s;
                                 return shock.incident->boost * sim::det_exp(-age) < kUnfelt;
                               }),
                shocks_.end());
  for (const StreamModel::Incident& incident : model_->incidents) {
    const auto uniform = [&](sim::Purpose purpose, std::uint32_t number) {
      return sim::to_uniform(sim::draw_word(key_, purpose, sim::pack_issue(incident.name_hash, day, number)));
    };
    const double u = uniform(sim::Purpose::incident_count, 0);
    double term = incident.p_none, sum = term;  // of the Poisson law
    for (std::uint32_t number = 0; u > sum; ++number) {
      const double share = uniform(sim::Purpose::incident_time, number);
      shocks_.push_back({.incident = &incident, .at_s = midnight_s + kDay_s * share});
      term *= incident.per_day / (number + 1);
      sum += term;
    }
  }
}

// Cuts the day's slots into pieces and raises each by what the incidents add on its average.
void Stream::raise() {
  const int parts = model_->pieces;
  slot_length_ = model_->slot / parts;
  const double length_s = sim::ticks_to_seconds(slot_length_);
  const double midnight_s = 86'400.0 * static_cast<double>(day_);
  pieces_.clear();
  raised_.clear();
  double total = 0.0, before = 0.0;
  for (std::size_t index = 0; index < slots_->size(); ++index) {
    const StreamModel::Slot& slot = (*slots_)[index];
    const double expected = cumulative_[index] - before;
    before = cumulative_[index];
    for (int part = 0; part < parts; ++part) {
      const double from = static_cast<double>(part) / parts, to = static_cast<double>(part + 1) / parts;
      const double first = slot.first + (slot.last - slot.first) * from;
      const double last = slot.first + (slot.last - slot.first) * to;
      const double mean = 0.5 * (first + last);
      const double from_s = midnight_s + static_cast<double>(pieces_.size()) * length_s, to_s = from_s + length_s;
      double raised = 1.0;
      for (const Shock& shock : shocks_) {
        if (shock.at_s >= to_s) continue;
        const double felt_s = std::max(from_s, shock.at_s), decay_s = shock.incident->decay_s;
        const double share = sim::det_exp((shock.at_s - felt_s) / decay_s) * -sim::det_expm1((felt_s - to_s) / decay_s);
        raised += shock.incident->boost * share * decay_s / length_s;
      }
      pieces_.push_back({.expected = expected * (to - from) * mean * raised});
      if (mean > 0.0) {
        pieces_.back().first = first / mean;
        pieces_.back().last = last / mean;
      }
      raised_.push_back(total += pieces_.back().expected);
    }
  }
  slots_ = &pieces_;
  cumulative_.swap(raised_);
}

// Draws the factors of the next day; false when arrivals stop before it begins.
bool Stream::open_day() {
  ++day_;
  if (day_ * sim::kTicksPerDay >= span_.until) return false;
  sum_ = 0.0;
  slot_ = 0;
  number_ = 0;
  filled_ = 0;
  if (model_->traced) {
    open_traced_day();
    return true;
  }
  const auto weekday = static_cast<std::size_t>((span_.first_weekday + day_) % 7);
  const auto day = static_cast<std::uint32_t>(day_);
  double busyness = day_factor(day);
  if (!model_->level.constant()) busyness *= model_->level.at(day_);
  slots_ = &model_->slots[weekday];
  slot_length_ = model_->slot;
  cumulative_.clear();
  double total = 0.0;
  for (std::size_t slot = 0; slot < slots_->size(); ++slot) {
    double mean = (*slots_)[slot].expected * busyness;
    if (model_->slot_shape > 0.0 && mean > 0.0) {
      const std::uint64_t entity = sim::pack_issue(model_->name_hash, day, static_cast<std::uint32_t>(slot));
      const double shape = (*slots_)[slot].shape;
      mean *= gamma_factor(shape, sim::draw_word(key_, sim::Purpose::slot_factor, entity));
    }
    cumulative_.push_back(total += mean);
  }
  if (!model_->incidents.empty()) {
    strike(day);
    if (!shocks_.empty()) raise();
  }
  day_open_ = total > 0.0;
  return true;
}

void Stream::open_traced_day() {
  day_open_ = traced_ < model_->trace.size() && model_->trace[traced_] < (day_ + 1) * sim::kTicksPerDay;
}

std::size_t Stream::place_traced() {
  const sim::Tick end = std::min(span_.until, (day_ + 1) * sim::kTicksPerDay);
  std::size_t placed = 0;
  while (placed < kBatch && traced_ < model_->trace.size() && model_->trace[traced_] < end) {
    next_[placed++].time = model_->trace[traced_++];
  }
  if (placed < kBatch) day_open_ = false;
  return placed;
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
    const sim::Tick time = midnight + static_cast<sim::Tick>(slot_) * slot_length_ +
                           static_cast<sim::Tick>(share * static_cast<double>(slot_length_));
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
    filled_ = model_->traced ? place_traced() : place(gaps.data());
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
