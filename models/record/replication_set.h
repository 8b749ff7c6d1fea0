// The facts of all replications of one run, reduced to the slices that are reported, in order of replication.
//
// Flow: models/run collects one ReplicationRecord a replication (reduce), pools the histograms, hands the set to kpi.
// Units: as Counters; quantiles in ticks.
// Shape: records[r]; slices by type, channel, topic, team, queue and interval are the marginals of the cells; queues of
//   plain scenarios, segments, products and lines are sums that follow from the names.
// Source: science.md A11, A12.
// Tests: tests/models/record/replication_set_test.cpp
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/record/contact_log.h"
#include "models/record/counters.h"
#include "models/record/opinion_slices.h"
#include "sim/stats/survival.h"

namespace firstline {

inline constexpr std::array<double, 5> kWaitQuantiles{0.5, 0.8, 0.9, 0.95, 0.99};

// Quantiles of one replication in ticks (meaningful where count > 0), in the order of kWaitQuantiles, and the maximum.
struct Quantiles {
  std::int64_t count = 0;
  std::array<sim::Tick, kWaitQuantiles.size()> at{};
  sim::Tick maximum = 0;
};

// What came of one class of contacts, and what its cost follows from.
struct ClassVolume {
  std::int64_t offered = 0;   // first attempts, redials and repeats
  std::int64_t handled = 0;   // contacts answered at least once
  std::int64_t resolved = 0;  // issues born in this class
  sim::Tick handle = 0;
  sim::Tick line_time = 0;
  friend bool operator==(const ClassVolume&, const ClassVolume&) = default;
};

// What issues of several contacts add to the facts of a slice; issues stand where their first contact did.
struct CaseCell {
  FlowCell flow;
  IssueCell issue;
  SlaCell sla;         // of all agreements
  sim::Tick work = 0;  // operators' busy time on these contacts

  void add(const CaseCell& other);
};

inline constexpr std::array<double, 2> kResolutionQuantiles{0.5, 0.9};
inline constexpr double kResolutionHorizon_s = 604800.0;

// How long issues took, those still open at the end being censored (Kaplan and Meier).
struct Resolution {
  std::int64_t issues = 0;
  // Of min(time, horizon); nothing where open issues were followed for less than the horizon.
  std::optional<double> mean_s;
  std::array<std::optional<double>, kResolutionQuantiles.size()>
      quantiles_s{};  // nothing: the curve does not get there
};
Resolution resolution_of(const sim::LogHistogram::Compact& resolved, const sim::LogHistogram::Compact& open,
                         double horizon_s);
inline Resolution resolution_of(const sim::LogHistogram& resolved, const sim::LogHistogram& open, double horizon_s) {
  return resolution_of(resolved.compact(), open.compact(), horizon_s);
}

// Times of contacts and issues, told apart; a channel's index is that of its class, 0 is none. Empty but for by_type
// where the counters have one class a type.
template <class Times>
struct Sliced {
  std::vector<Times> by_type, by_channel, by_segment, by_product;
};

struct ReplicationRecord {
  ContactCell total;
  std::vector<ContactCell> by_type;
  std::vector<ContactCell> by_interval;
  TeamCell team_total;
  std::vector<TeamCell> by_team;
  std::vector<TeamCell> team_by_interval;  // all teams together
  // Empty where they are not told apart.
  std::vector<ContactCell> by_band, by_exposure;  // by_exposure: covered by no bot, by one
  std::vector<TeamCell> team_by_band;             // all teams together
  std::vector<LevelTotals> waiting;               // by queue
  LevelTotals waiting_all;
  LevelTotals in_system;
  Quantiles wait_total;
  Quantiles response_total;
  Quantiles first_answer_total;  // responses, and answers of bots that ended their contact
  Sliced<Quantiles> waits, responses;
  std::vector<ClassVolume> classes;        // as Counters' classes
  std::vector<std::int64_t> work;          // [team * classes + class], ticks; empty where it is not recorded
  std::vector<std::int64_t> peak_on_duty;  // by team; empty where it is not recorded
  std::vector<sim::Tick> lent;             // as Counters'
  std::vector<sim::Tick> concurrency;  // [chats at once - 1], operators of all teams; empty where there are no chats
  sim::Tick measured = 0;
  std::int64_t events = 0;
  std::uint64_t digest = 0;
  // Empty where the counters have one class a type.
  CaseCell cases;
  std::vector<CaseCell> cases_by_type;
  std::vector<FlowCell> flow_by_interval;
  std::vector<FlowCell> flow_by_band, flow_by_exposure;
  std::vector<ContactCell> by_channel;  // 0 is none; up to the last that a class has
  std::vector<CaseCell> cases_by_channel;
  std::vector<ContactCell> by_topic;  // topic 0 is none
  std::vector<CaseCell> cases_by_topic;
  std::vector<LegCell> legs_by_topic;
  std::vector<LegCell> legs_by_queue;
  std::vector<std::int64_t> solved;  // [topic * queues + queue]: legs that solved their issue
  std::vector<std::int64_t> moves;   // [from * queues + to]
  std::vector<SlaCell> slas;         // [agreement * sla_periods + period]
  std::size_t sla_periods = 0;
  std::vector<BotCell> bots;
  std::vector<StepCell> steps;  // bot by bot
  Resolution resolution, resolution_business;
  Sliced<Resolution> resolutions;
  OpinionSlices opinions;
};

// An agreement, and what it says to be for; -1: it does not say.
struct SlaName {
  std::string name;
  double share = 0.8;
  int channel = -1, segment = -1, product = -1;
};

struct ReplicationNames {
  std::vector<std::string> types, queues, teams, intervals;  // intervals as "08:00"
  std::vector<int> type_queue;                               // queue index of each type
  // Empty where they are not told apart.
  std::vector<std::string> weekdays, days;  // "mon"; "2026-01-31", one a band
  std::vector<int> band_weekday;            // of each band: index into weekdays
  bool exposure = false;
  // Empty where the counters have one class a type.
  std::vector<std::string> channels, segments, products, topics, lines;  // topics without the one that is none
  std::vector<SlaName> slas;
  std::vector<std::string> bots, steps;                // steps bot by bot, in order of name
  std::vector<int> step_bot;                           // bot of each step
  std::vector<int> type_segment, type_product;         // -1: none
  std::vector<int> queue_line, team_line;              // indices of lines; a team's is that of the queue it prefers
  std::vector<ClassLabels> classes;                    // as Counters'; what ReplicationRecord::classes are about
  bool has_cases() const { return !classes.empty(); }  // the records know of issues, legs and agreements
  LogNames of_log() const {
    return {.types = types, .teams = teams, .topics = topics, .channels = channels, .queues = queues};
  }
};

struct ReplicationSet {
  ReplicationNames names;
  std::vector<double> thresholds_s;
  double short_abandon_s = 5.0;
  double confidence = 0.95;
  double resolution_horizon_s = kResolutionHorizon_s;
  std::vector<ReplicationRecord> records;
  sim::LogHistogram pooled_contained;
  // Those of segments, products and all together are sums over types.
  std::vector<sim::LogHistogram> pooled_waits_by_type, pooled_responses_by_type;
  std::vector<sim::LogHistogram> pooled_waits_by_channel, pooled_responses_by_channel;
  std::vector<sim::LogHistogram> pooled_resolution_by_type, pooled_resolution_by_channel;  // as Counters'
  // {resolved, still open}; empty where the records do not know of issues.
  std::array<sim::LogHistogram, 2> pooled_resolution, pooled_resolution_business;

  // Over all types.
  sim::LogHistogram pooled_waits() const { return sum_of(pooled_waits_by_type); }
  sim::LogHistogram pooled_responses() const { return sum_of(pooled_responses_by_type); }
  static sim::LogHistogram sum_of(const std::vector<sim::LogHistogram>& histograms);

  // The digest of the whole set, in order of replication.
  std::uint64_t digest() const;
};

// What a replication adds to the pooled histograms is kept until its turn, and needed to reduce it: made once for both.
inline Observations observe(const Counters& counters) { return counters.observations(); }
ReplicationRecord reduce(const Counters& counters, const Observations& observations,
                         double resolution_horizon_s = kResolutionHorizon_s);
inline ReplicationRecord reduce(const Counters& counters, double resolution_horizon_s = kResolutionHorizon_s) {
  return reduce(counters, observe(counters), resolution_horizon_s);
}

// Appends the record and pools the histograms; called in order of replication.
void collect(ReplicationSet& set, const Observations& observations, ReplicationRecord record);
inline void collect(ReplicationSet& set, const Counters& counters, ReplicationRecord record) {
  collect(set, observe(counters), std::move(record));
}

}  // namespace firstline
