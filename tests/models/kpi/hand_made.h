// Hand-made facts with answers known on paper: logs of waits turned into counters, for the tests of kpi and economics.
//
// Tests: used by tests/models/kpi, tests/models/economics and tests/models/report
#pragma once

#include <string>
#include <vector>

#include "models/record/replication_set.h"

namespace firstline::hand_made {

struct Call {
  double wait_s;
  char outcome;  // 's' served, 'a' abandoned, 'd' dropped at closing
};

// Adds the calls to one cell, as the conductor would: a wait of exactly a threshold is within it.
inline void add_calls(Counters& counters, int type, int interval, const std::vector<Call>& calls,
                      const std::vector<double>& thresholds_s, double short_s = 5.0) {
  ContactCell& cell = counters.contact(type, interval);
  for (const Call& call : calls) {
    const sim::Tick wait = sim::seconds_to_ticks(call.wait_s);
    ++cell.offered_first;
    ++cell.entries;
    cell.delayed += wait > 0 ? 1 : 0;
    const bool served = call.outcome == 's';
    const bool lost = call.outcome == 'a';
    cell.answered += served;
    cell.abandoned += lost;
    cell.dropped += call.outcome == 'd';
    (served ? cell.wait_answered : lost ? cell.wait_abandoned : cell.wait_dropped) += wait;
    if (served) cell.response_answered += wait;
    if (lost && call.wait_s < short_s) ++cell.abandoned_short;
    for (std::size_t t = 0; t < thresholds_s.size(); ++t) {
      if (call.wait_s > thresholds_s[t]) continue;
      cell.answered_within[t] += served;
      cell.abandoned_within[t] += lost;
    }
    counters.waits[static_cast<std::size_t>(type)].add(wait);
    if (served) counters.responses[static_cast<std::size_t>(type)].add(wait);
  }
}

// The ten calls of block service_level_variants of the reference values.
inline std::vector<Call> ten_calls() {
  return {{0, 's'}, {5, 's'}, {12, 'a'}, {19, 's'}, {25, 's'}, {30, 'a'}, {3, 'a'}, {45, 's'}, {20, 's'}, {60, 'a'}};
}

// Two types ("calls" in queue "phone", "urgent" in queue "urgent"), one team a queue, two intervals.
inline ReplicationSet empty_set(std::vector<double> thresholds_s = {20.0, 60.0}) {
  ReplicationSet set;
  set.names.types = {"calls", "urgent"};
  set.names.queues = {"phone", "urgent line"};
  set.names.teams = {"line 1", "line 2"};
  set.names.intervals = {"00:00", "12:00"};
  set.names.type_queue = {0, 1};
  set.thresholds_s = std::move(thresholds_s);
  return set;
}

inline Counters empty_counters(const ReplicationSet& set) {
  Counters counters;
  counters.reset({.num_types = 2,
                  .num_queues = 2,
                  .num_teams = 2,
                  .num_intervals = 2,
                  .num_thresholds = static_cast<int>(set.thresholds_s.size())});
  counters.measured = 100 * sim::kTicksPerSecond;
  return counters;
}

// A set of `n` replications that differ: the ten calls r % 3 + 1 times, staff at work, levels that vary.
inline ReplicationSet varied_set(int n, std::int64_t extra_available_s = 0) {
  ReplicationSet set = empty_set();
  for (int r = 0; r < n; ++r) {
    Counters counters = empty_counters(set);
    for (int i = 0; i <= r % 3; ++i) add_calls(counters, 0, 0, ten_calls(), set.thresholds_s);
    add_calls(counters, 1, 1, {{static_cast<double>(r % 5), 's'}}, set.thresholds_s);
    counters.contact(0, 0).handle = (100 + 7 * r) * sim::kTicksPerSecond;
    counters.team(0, 0).busy = (600 + r) * sim::kTicksPerSecond;
    counters.team(0, 0).available = (400 + extra_available_s) * sim::kTicksPerSecond;
    counters.team(0, 0).answered = 6 * (r % 3 + 1);
    counters.team(1, 1).busy = 60 * sim::kTicksPerSecond;
    counters.team(1, 1).available = 60 * sim::kTicksPerSecond;
    counters.waiting_all.integral = (r % 4) * 100 * sim::kTicksPerSecond;
    counters.waiting_all.integral_sq = counters.waiting_all.integral * (r % 4);
    counters.in_system.integral = 500 * sim::kTicksPerSecond;
    collect(set, counters, reduce(counters));
  }
  return set;
}

}  // namespace firstline::hand_made
