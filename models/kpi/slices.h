// The slices of a replication set, each with the facts of every replication in it.
//
// Flow: estimate.cpp asks for the list, then for one slice's facts at a time, so that memory stays small.
// Shape: totals first, then thresholds, contact types, queues, teams, intervals of the day, pairs.
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
  std::size_t index = 0;      // of the type, queue, team or interval
  std::size_t threshold = 0;  // of thresholds_s
};

std::vector<SliceOf> slices_of(const ReplicationSet& set);

// "20 s", "0.5 s": the name of a threshold as a slice, without a trip through a locale.
std::string threshold_name(double threshold_s);

// One slice's facts, replication by replication. Queues have no cells of their own: theirs are sums over their types.
class SliceFacts {
 public:
  SliceFacts(const ReplicationSet& set, const SliceOf& slice);
  const std::vector<Facts>& facts() const { return facts_; }
  // All observations of all replications together, for quantiles; null where the slice has none.
  const sim::LogHistogram* pooled_waits() const { return pooled_waits_; }
  const sim::LogHistogram* pooled_responses() const { return pooled_responses_; }

 private:
  void add_queue_cells(const ReplicationSet& set, std::size_t queue);

  std::vector<ContactCell> cells_;  // of a queue
  std::vector<Facts> facts_;
  const sim::LogHistogram* pooled_waits_ = nullptr;
  const sim::LogHistogram* pooled_responses_ = nullptr;
};

}  // namespace firstline
