// The facts of one replication: integer counts and exact time integrals, by contact type and interval of arrival.
//
// Flow: models/center adds, models/kpi and models/economics read; nothing here divides.
// Units: ticks (microseconds) and counts; second moments in seconds squared.
// Shape: contact cells [type][interval of the day at arrival]; team cells [team][interval of the clock].
// Threads: one Counters a replication; none is shared.
// Source: science.md 7.1, A11; kpis.md, Semantics.
// Tests: tests/models/record/counters_test.cpp
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/scenario/experiment.h"
#include "sim/base/units.h"
#include "sim/stats/histogram.h"
#include "sim/stats/time_average.h"

namespace firstline {

// Contacts that arrived in one cell, by what became of them. offered = turned_away + blocked + entries (+ those still
// in the voice menu when the run ended, `unfinished`); entries = answered + abandoned + dropped + unfinished in queue.
struct ContactCell {
  std::int64_t offered_first = 0;
  std::int64_t offered_redial = 0;
  std::int64_t turned_away = 0;  // came to a closed queue
  std::int64_t blocked = 0;      // found every waiting place taken
  std::int64_t entries = 0;      // to a human queue, those answered at once included
  std::int64_t answered = 0;
  std::int64_t abandoned = 0;
  std::int64_t dropped = 0;  // cut off at closing time
  std::int64_t unfinished = 0;
  std::int64_t delayed = 0;          // entries with a wait above 0
  std::int64_t abandoned_short = 0;  // waited less than Experiment::short_abandon_s
  std::int64_t finished = 0;         // answered and served to the end within the run
  sim::Tick wait_answered = 0;
  sim::Tick wait_abandoned = 0;
  sim::Tick wait_dropped = 0;
  sim::Tick response_answered = 0;  // arrival to answer: voice menu and wait
  sim::Tick handle = 0;             // of answered contacts, counted at the answer
  double wait_sq_answered_s2 = 0.0;
  double wait_sq_abandoned_s2 = 0.0;
  std::array<std::int64_t, kMaxThresholds> answered_within{};
  std::array<std::int64_t, kMaxThresholds> abandoned_within{};

  std::int64_t offered() const { return offered_first + offered_redial; }
  void add(const ContactCell& other);
  friend bool operator==(const ContactCell&, const ContactCell&) = default;
};

// What a team's operators did within the measured span: paid = busy + available; overtime is busy time after the shift.
struct TeamCell {
  sim::Tick busy = 0;
  sim::Tick available = 0;
  sim::Tick overtime = 0;  // the part of busy time worked after the operator's shift had ended
  std::int64_t answered = 0;

  sim::Tick paid() const { return busy + available; }
  void add(const TeamCell& other);
  friend bool operator==(const TeamCell&, const TeamCell&) = default;
};

// Time integrals over the measured span of a level L: of L, of L squared, its maximum.
struct LevelTotals {
  sim::Tick integral = 0;
  sim::Wide integral_sq = 0;
  std::int64_t maximum = 0;
  friend bool operator==(const LevelTotals&, const LevelTotals&) = default;
};

struct CounterShape {
  int num_types = 0;
  int num_queues = 0;
  int num_teams = 0;
  int num_intervals = 1;
  int num_thresholds = 1;
  friend bool operator==(const CounterShape&, const CounterShape&) = default;
};

struct Counters {
  CounterShape shape;
  std::vector<ContactCell> contacts;         // [type * num_intervals + interval]
  std::vector<TeamCell> teams;               // [team * num_intervals + interval]
  std::vector<LevelTotals> waiting;          // [queue]: contacts waiting
  LevelTotals waiting_all;                   // over all queues
  LevelTotals in_system;                     // in the voice menu, waiting or in service
  std::vector<sim::LogHistogram> waits;      // [type]: over entries, ticks
  std::vector<sim::LogHistogram> responses;  // [type]: arrival to answer, over answered, ticks
  sim::Tick measured = 0;                    // length of the measured span
  std::int64_t events = 0;                   // events executed, arrivals included
  std::int64_t contacts_peak = 0;            // most contacts in flight at once

  void reset(const CounterShape& new_shape);
  ContactCell& contact(int type, int interval) { return contacts[index_of(type, interval)]; }
  TeamCell& team(int team_index, int interval) { return teams[index_of(team_index, interval)]; }
  std::size_t index_of(int row, int interval) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(shape.num_intervals) +
           static_cast<std::size_t>(interval);
  }
  // Order-dependent 64-bit digest of every counter, equal on every build (models/record/digest.h).
  std::uint64_t digest() const;
};

}  // namespace firstline
