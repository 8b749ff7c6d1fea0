// Arrival streams: doubly stochastic Poisson processes with a weekly profile by slot, random factors, dates, incidents.
//
// Flow: the conductor reads time(), takes the head, advances; batches of destinies are drawn ahead, in vector loops.
// Units: ticks; expected contacts per slot.
// Shape: rate(slot) = profile(weekday, slot) * level(date) * B(day) * B(day, slot), constant within a slot (science.md
//   A3) or, with linear interpolation, from this slot's value to the next one's (inverted by the quadratic of
//   science.md 1.2). B(day) is gamma of mean 1; with correlation or persistence its normal factor is sqrt(rho) of the
//   group's plus sqrt(1 - rho) of the stream's, both AR(1) over days. Incidents multiply the rate by 1 + sum of boost
//   exp(-age/decay) in pieces of at most five minutes, each at its exact mean. A trace replaces all of it by given
//   moments.
// Draws: an issue's first block (arrival_gap, service, patience, channel_time) by (stream, day, running number); one
//   word a stream (or group) and day from day_factor, one a stream, day and slot from slot_factor, one an incident and
//   day from incident_count, one more for each that strikes from incident_time. The running exponential restarts each
//   day, so the n-th issue of a day is the same customer in every scenario; a change of rate moves only its time.
// Errors: RunError E405 when a stream has more than 2^26 issues in one day.
// Threads: Model is shared and immutable; State belongs to one replication.
// Neglects: correlation between slots beyond the day's; drift of the mix; incidents from before the start and what is
//   left of them below a millionth of the rate; within a piece an incident's contacts are spread evenly.
// Source: science.md 1.1, 1.2, 14.3, A3; Oreshkin, Regnard, L'Ecuyer (2016), PG2; Jaoua, L'Ecuyer, Delorme (2013).
// Tests: tests/models/center/arrivals_test.cpp, tests/models/center/arrival_dates_test.cpp
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "models/scenario/scenario.h"
#include "sim/base/units.h"
#include "sim/random/distribution.h"
#include "sim/random/stream.h"

namespace firstline {

// --- Spec: firstline::Arrivals --- Model
struct StreamModel {
  std::uint32_t name_hash = 0;   // 24 bits
  std::uint32_t group_hash = 0;  // 24 bits: of the day factor's group
  sim::Tick slot = sim::kTicksPerDay;
  struct Slot {
    double expected = 0.0;  // contacts
    double first = 1.0;     // the rate at the slot's start and end, over its mean rate
    double last = 1.0;
    double shape = 0.0;  // of its factor
  };
  std::array<std::vector<Slot>, 7> slots;  // by weekday
  double day_shape = 0.0;
  double slot_shape = 0.0;

  // The normal factor behind the day's: only where it is correlated or persists.
  bool has_normal_factor = false;
  double group_loading = 0.0, own_loading = 1.0;  // their squares sum to 1
  double persistence = 0.0, news = 1.0;           // as well

  DayLevel level;
  struct Incident {
    std::uint32_t name_hash = 0;  // 24 bits
    double per_day = 0.0;         // Poisson
    double p_none = 1.0;
    double boost = 0.0;
    double decay_s = 1.0;
  };
  std::vector<Incident> incidents;  // that touch this stream
  int pieces = 1;                   // into which a slot is cut while incidents last

  bool traced = false;
  std::vector<sim::Tick> trace;  // in order
};

// `around`: the scenario whose start date, holidays and incidents hold.
StreamModel compile_stream(const std::string& name, const Arrivals& spec, const Scenario& around = {});

// When arrivals begin and stop, common to all streams.
struct ArrivalSpan {
  int first_weekday = 0;
  sim::Tick until = 0;  // no arrival at or after
};

// The share of a slot that has passed when a share y of its expected arrivals has come; rates linear from first to
// last.
double invert_slot(double y, double first, double last);

// The laws by which a stream's issues are sampled in batches; null where they depend on more than the stream, or issues
// are followed and not everyone needs them.
struct DestinyLaws {
  const sim::Sampler* service = nullptr;
  const sim::Sampler* patience = nullptr;
};

// --- State: one stream's clock, with the destinies of its next issues
class Stream {
 public:
  void start(const StreamModel& model, const ArrivalSpan& span, sim::StreamKey key, const DestinyLaws& laws = {});

  // The next arrival, or kNever when the stream has ended.
  sim::Tick time() const { return next_[position_].time; }
  std::uint64_t entity() const { return first_entity_ + position_; }
  // Ticks, sampled ahead by the laws given at the start.
  sim::Tick service() const { return next_[position_].service; }
  sim::Tick patience() const { return next_[position_].patience; }
  // The words behind them, for laws that are not sampled ahead.
  std::uint32_t service_word() const { return service_words_[position_]; }
  std::uint32_t patience_word() const { return patience_words_[position_]; }
  std::uint32_t menu_word() const { return menu_words_[position_]; }

  // --- Rules
  void advance() {
    if (++position_ == filled_) refill();
  }

 private:
  static constexpr std::size_t kBatch = 32;

  struct Shock {
    const StreamModel::Incident* incident = nullptr;
    double at_s = 0.0;  // since the start of the scenario
  };

  void refill();
  bool open_day();
  void open_traced_day();
  double day_factor(std::uint32_t day);
  void strike(std::uint32_t day);
  void raise();
  std::size_t place(const double* gaps);
  std::size_t place_traced();

  const StreamModel* model_ = nullptr;
  ArrivalSpan span_;
  sim::StreamKey key_;
  std::int64_t day_ = -1;
  bool day_open_ = false;
  std::uint32_t number_ = 0;  // running number of the first issue of the batch
  std::size_t slot_ = 0;      // where the running exponential stands
  double sum_ = 0.0;          // the running exponential of the day
  const std::vector<StreamModel::Slot>* slots_ = nullptr;
  sim::Tick slot_length_ = 0;
  std::vector<double> cumulative_;  // of the day's expected contacts, at the end of each slot
  double group_normal_ = 0.0;
  double own_normal_ = 0.0;
  std::vector<Shock> shocks_;              // that are still felt
  std::vector<StreamModel::Slot> pieces_;  // the day's slots while they are
  std::vector<double> raised_;
  std::size_t traced_ = 0;  // moments taken
  std::size_t position_ = 0;
  std::size_t filled_ = 0;
  std::uint64_t first_entity_ = 0;
  // What an arrival brings, together: two to a line of the cache, which many streams do not fit in.
  struct alignas(32) Destiny {
    sim::Tick time = 0;
    sim::Tick service = 0;
    sim::Tick patience = 0;
  };
  std::array<Destiny, kBatch> next_{};
  DestinyLaws laws_;
  std::array<std::uint32_t, kBatch> service_words_{};
  std::array<std::uint32_t, kBatch> patience_words_{};
  std::array<std::uint32_t, kBatch> menu_words_{};
};

// The earliest of many clocks: a tournament, so that sixty streams cost six comparisons an arrival. Ties: lower index.
class ClockTournament {
 public:
  void start(std::size_t clocks);
  // Without a branch: who wins a match nobody can predict.
  void set(std::size_t clock, sim::Tick time) {
    Clock best{.time = time, .id = clock};
    for (std::size_t node = leaves_ + clock; node > 1; node /= 2) {
      nodes_[node] = best;
      const Clock& other = nodes_[node ^ 1];
      const std::size_t is_right = node & 1;
      const std::uint64_t lost =
          0 - static_cast<std::uint64_t>(other.time < best.time + static_cast<sim::Tick>(is_right));
      best.time ^= (best.time ^ other.time) & static_cast<sim::Tick>(lost);
      best.id ^= (best.id ^ other.id) & lost;
    }
    nodes_[1] = best;
  }
  std::uint32_t first() const { return static_cast<std::uint32_t>(nodes_[1].id); }
  sim::Tick time() const { return nodes_[1].time; }

 private:
  struct Clock {
    sim::Tick time = sim::kNever;
    std::uint64_t id = 0;
  };

  std::size_t leaves_ = 1;
  std::vector<Clock>
      nodes_;  // winners: of all at 1, of the two below node n at n, the clocks themselves from leaves_ on
};

}  // namespace firstline
