// The slices of a replication set, each with the facts of every replication in it.
//
// Flow: estimate.cpp asks for the list, then for one slice's facts at a time, so that memory stays small.
// Shape: totals first, then thresholds, contact types, queues, teams, intervals of the day, weekdays, days and exposure
//   where the experiment asks for them, pairs with thresholds; where
//   the records know of issues, then channels, segments, products, topics, lines, agreements, pairs of lines, topics by
//   line. An agreement counts in the slice of a channel, segment or product that it names.
// Threads: pure functions over an immutable set.
// Source: kpis.md, Semantics (slices).
// Tests: tests/models/kpi/slices_test.cpp
#pragma once

#include <string>
#include <vector>

#include "models/kpi/kpi_table.h"
#include "models/record/estimate.h"

namespace firstline {

struct SliceOf {
  Slice slice;
  unsigned kind = by::total;
  std::size_t index = 0;      // of the type, queue, team, interval, ...; of the first of a pair
  std::size_t second = 0;     // of the second of a pair, where that is a line
  std::size_t threshold = 0;  // of thresholds_s
};

std::vector<SliceOf> slices_of(const ReplicationSet& set);

// "20 s", "0.5 s": the name of a threshold as a slice, without a trip through a locale.
std::string threshold_name(double threshold_s);

// One slice's facts, replication by replication. Sums (a queue's over its types, a line's over its teams) are kept
// here.
class SliceFacts {
 public:
  SliceFacts(const ReplicationSet& set, const SliceOf& slice);
  const std::vector<Facts>& facts() const { return facts_; }
  // All observations of all replications together, for quantiles; null where the slice has none.
  const sim::LogHistogram* pooled_waits() const { return pooled_waits_; }
  const sim::LogHistogram* pooled_responses() const { return pooled_responses_; }
  sim::LogHistogram pooled_first_answers() const {
    sim::LogHistogram answers = set_.pooled_responses();
    answers.merge(set_.pooled_contained);
    return answers;
  }
  // The times to resolution of all replications together; in business hours those of the total.
  Resolution pooled_resolution(bool business) const {
    const sim::LogHistogram* times = business ? set_.pooled_resolution_business.data() : pooled_resolution_;
    if (times == nullptr) return {};
    return resolution_of(times[0], times[1], set_.resolution_horizon_s);
  }

 private:
  struct Sums {
    ContactCell contact;
    CaseCell cases;
    TeamCell team;
    LevelTotals waiting;
    LegCell leg;
    SlaSums sla;
    BotCell bot;
    StepCell step;
    OpinionCell opinion;
  };

  void add_plain(Facts& facts, Sums& sums, const ReplicationRecord& record, const ReplicationNames& names,
                 const SliceOf& slice);
  void pool(const SliceOf& slice);
  void add_cases(Facts& facts, Sums& sums, const ReplicationRecord& record, const ReplicationNames& names,
                 const SliceOf& slice);

  const ReplicationSet& set_;
  std::vector<Sums> sums_;
  std::vector<Facts> facts_;
  const sim::LogHistogram* pooled_waits_ = nullptr;
  const sim::LogHistogram* pooled_responses_ = nullptr;
  const sim::LogHistogram* pooled_resolution_ = nullptr;  // {resolved, still open}
  std::vector<sim::LogHistogram> merged_;                 // over types: all, or those of a segment or product
};

}  // namespace firstline
