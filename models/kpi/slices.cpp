#include "models/kpi/slices.h"

#include <algorithm>

namespace firstline {
namespace {

void add_all(std::vector<SliceOf>& slices, unsigned kind, const char* dimension,
             const std::vector<std::string>& names) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    slices.push_back({.slice = {dimension, names[i]}, .kind = kind, .index = i});
  }
}

}  // namespace

std::string threshold_name(double threshold_s) {
  const sim::Tick ticks = sim::seconds_to_ticks(threshold_s);
  std::string name = std::to_string(ticks / sim::kTicksPerSecond);
  if (const sim::Tick micros = ticks % sim::kTicksPerSecond; micros != 0) {
    std::string digits = std::to_string(micros);
    digits.insert(0, 6 - digits.size(), '0');
    digits.erase(digits.find_last_not_of('0') + 1);
    name += '.' + digits;
  }
  return name + " s";
}

std::vector<SliceOf> slices_of(const ReplicationSet& set) {
  std::vector<SliceOf> slices{{}};
  const std::size_t thresholds = std::min<std::size_t>(set.thresholds_s.size(), kMaxThresholds);
  for (std::size_t t = 1; t < thresholds; ++t) {
    slices.push_back({.slice = {"within", threshold_name(set.thresholds_s[t])}, .kind = by::within, .threshold = t});
  }
  add_all(slices, by::contact_type, "contact_type", set.names.types);
  add_all(slices, by::queue, "queue", set.names.queues);
  add_all(slices, by::team, "team", set.names.teams);
  add_all(slices, by::interval, "interval", set.names.intervals);
  for (std::size_t t = 1; t < thresholds; ++t) {
    for (std::size_t i = 0; i < set.names.intervals.size(); ++i) {
      slices.push_back(
          {.slice = {"interval,within", set.names.intervals[i] + "," + threshold_name(set.thresholds_s[t])},
           .kind = by::interval_within,
           .index = i,
           .threshold = t});
    }
  }
  return slices;
}

void SliceFacts::add_queue_cells(const ReplicationSet& set, std::size_t queue) {
  cells_.resize(set.records.size());
  for (std::size_t r = 0; r < set.records.size(); ++r) {
    for (std::size_t type = 0; type < set.names.type_queue.size(); ++type) {
      if (set.names.type_queue[type] == static_cast<int>(queue)) cells_[r].add(set.records[r].by_type[type]);
    }
  }
}

SliceFacts::SliceFacts(const ReplicationSet& set, const SliceOf& slice) {
  if (slice.kind == by::queue) add_queue_cells(set, slice.index);
  facts_.reserve(set.records.size());
  for (std::size_t r = 0; r < set.records.size(); ++r) {
    const ReplicationRecord& record = set.records[r];
    Facts facts{.measured = record.measured, .threshold = slice.threshold};
    switch (slice.kind) {
      case by::total:
      case by::within:
        facts.contact = &record.total;
        facts.team = &record.team_total;
        facts.waiting = &record.waiting_all;
        facts.in_system = &record.in_system;
        facts.waits = &record.wait_total;
        facts.responses = &record.response_total;
        break;
      case by::contact_type:
        facts.contact = &record.by_type[slice.index];
        facts.waits = &record.wait_by_type[slice.index];
        break;
      case by::queue:
        facts.contact = &cells_[r];
        facts.waiting = &record.waiting[slice.index];
        break;
      case by::team:
        facts.team = &record.by_team[slice.index];
        break;
      default:  // the interval of the day, alone or with a threshold
        facts.contact = &record.by_interval[slice.index];
        facts.team = &record.team_by_interval[slice.index];
        break;
    }
    facts_.push_back(facts);
  }
  if (slice.kind == by::total) {
    pooled_waits_ = &set.pooled_waits;
    pooled_responses_ = &set.pooled_responses;
  } else if (slice.kind == by::contact_type && slice.index < set.pooled_waits_by_type.size()) {
    pooled_waits_ = &set.pooled_waits_by_type[slice.index];
  }
}

}  // namespace firstline
