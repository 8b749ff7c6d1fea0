// The facts of all replications of one run, reduced to the slices that are reported, in order of replication.
//
// Flow: models/run collects one ReplicationRecord a replication (reduce), pools the histograms, hands the set to kpi.
// Units: as Counters; quantiles in ticks.
// Shape: records[r]; slices by type, team and interval are the marginals of the cells; queues follow from type_queue.
// Source: science.md A11, A12.
// Tests: tests/models/record/replication_set_test.cpp
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "models/record/counters.h"

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

struct ReplicationRecord {
  ContactCell total;
  std::vector<ContactCell> by_type;
  std::vector<ContactCell> by_interval;
  TeamCell team_total;
  std::vector<TeamCell> by_team;
  std::vector<TeamCell> team_by_interval;  // all teams together
  std::vector<LevelTotals> waiting;        // by queue
  LevelTotals waiting_all;
  LevelTotals in_system;
  Quantiles wait_total;
  Quantiles response_total;
  std::vector<Quantiles> wait_by_type;
  std::vector<ClassVolume> classes;        // as Counters' classes
  std::vector<std::int64_t> work;          // [team * classes + class], ticks; empty where it is not recorded
  std::vector<std::int64_t> peak_on_duty;  // by team; empty where it is not recorded
  sim::Tick measured = 0;
  std::int64_t events = 0;
  std::uint64_t digest = 0;
};

struct ReplicationNames {
  std::vector<std::string> types, queues, teams, intervals;  // intervals as "08:00"
  std::vector<int> type_queue;                               // queue index of each type
};

struct ReplicationSet {
  ReplicationNames names;
  std::vector<double> thresholds_s;
  double short_abandon_s = 5.0;
  double confidence = 0.95;
  std::vector<ReplicationRecord> records;
  sim::LogHistogram pooled_waits, pooled_responses;  // over all types
  std::vector<sim::LogHistogram> pooled_waits_by_type;

  // The digest of the whole set, in order of replication.
  std::uint64_t digest() const;
};

ReplicationRecord reduce(const Counters& counters);

// What a replication adds to the pooled histograms, small enough to be kept until its turn.
struct Observations {
  std::vector<sim::LogHistogram::Compact> waits;      // by type
  std::vector<sim::LogHistogram::Compact> responses;  // by type
};
Observations observe(const Counters& counters);

// Appends the record and pools the histograms; called in order of replication.
void collect(ReplicationSet& set, const Observations& observations, ReplicationRecord record);
inline void collect(ReplicationSet& set, const Counters& counters, ReplicationRecord record) {
  collect(set, observe(counters), std::move(record));
}

}  // namespace firstline
