#include "models/record/counters.h"

#include "models/record/digest.h"

namespace firstline {
namespace {

void add_to(Digest& digest, const ContactCell& cell) {
  for (const std::int64_t count :
       {cell.offered_first, cell.offered_redial, cell.turned_away, cell.blocked, cell.entries, cell.answered,
        cell.abandoned, cell.dropped, cell.unfinished, cell.delayed, cell.abandoned_short, cell.finished,
        cell.wait_answered, cell.wait_abandoned, cell.wait_dropped, cell.response_answered, cell.handle}) {
    digest.add(count);
  }
  digest.add(cell.wait_sq_answered_s2);
  digest.add(cell.wait_sq_abandoned_s2);
  for (const std::int64_t count : cell.answered_within) digest.add(count);
  for (const std::int64_t count : cell.abandoned_within) digest.add(count);
}

void add_to(Digest& digest, const LevelTotals& level) {
  digest.add(level.integral);
  digest.add(level.integral_sq);
  digest.add(level.maximum);
}

void add_to(Digest& digest, const sim::LogHistogram& histogram) {
  digest.add(histogram.count());
  digest.add(histogram.max());
  std::size_t bucket = 0;
  for (const std::int64_t count : histogram.counts()) {
    if (count != 0) {
      digest.add(static_cast<std::uint64_t>(bucket));
      digest.add(count);
    }
    ++bucket;
  }
}

}  // namespace

void ContactCell::add(const ContactCell& other) {
  offered_first += other.offered_first;
  offered_redial += other.offered_redial;
  turned_away += other.turned_away;
  blocked += other.blocked;
  entries += other.entries;
  answered += other.answered;
  abandoned += other.abandoned;
  dropped += other.dropped;
  unfinished += other.unfinished;
  delayed += other.delayed;
  abandoned_short += other.abandoned_short;
  finished += other.finished;
  wait_answered += other.wait_answered;
  wait_abandoned += other.wait_abandoned;
  wait_dropped += other.wait_dropped;
  response_answered += other.response_answered;
  handle += other.handle;
  wait_sq_answered_s2 += other.wait_sq_answered_s2;
  wait_sq_abandoned_s2 += other.wait_sq_abandoned_s2;
  for (std::size_t i = 0; i < answered_within.size(); ++i) {
    answered_within[i] += other.answered_within[i];
    abandoned_within[i] += other.abandoned_within[i];
  }
}

void TeamCell::add(const TeamCell& other) {
  busy += other.busy;
  available += other.available;
  overtime += other.overtime;
  answered += other.answered;
}

void Counters::reset(const CounterShape& new_shape) {
  shape = new_shape;
  const auto types = static_cast<std::size_t>(shape.num_types);
  const auto intervals = static_cast<std::size_t>(shape.num_intervals);
  contacts.assign(types * intervals, ContactCell{});
  teams.assign(static_cast<std::size_t>(shape.num_teams) * intervals, TeamCell{});
  waiting.assign(static_cast<std::size_t>(shape.num_queues), LevelTotals{});
  waiting_all = in_system = LevelTotals{};
  waits.resize(types);
  responses.resize(types);
  for (sim::LogHistogram& histogram : waits) histogram.clear();
  for (sim::LogHistogram& histogram : responses) histogram.clear();
  measured = 0;
  events = 0;
  contacts_peak = 0;
}

std::uint64_t Counters::digest() const {
  Digest digest;
  for (const int size :
       {shape.num_types, shape.num_queues, shape.num_teams, shape.num_intervals, shape.num_thresholds}) {
    digest.add(size);
  }
  for (const ContactCell& cell : contacts) add_to(digest, cell);
  for (const TeamCell& cell : teams) {
    for (const std::int64_t value : {cell.busy, cell.available, cell.overtime, cell.answered}) digest.add(value);
  }
  for (const LevelTotals& level : waiting) add_to(digest, level);
  add_to(digest, waiting_all);
  add_to(digest, in_system);
  for (const sim::LogHistogram& histogram : waits) add_to(digest, histogram);
  for (const sim::LogHistogram& histogram : responses) add_to(digest, histogram);
  for (const std::int64_t value : {measured, events, contacts_peak}) digest.add(value);
  return digest.value();
}

}  // namespace firstline
