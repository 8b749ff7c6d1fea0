#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "tests/invariants/audit.h"

namespace firstline::invariants {
namespace {

bool close(double a, double b) { return std::fabs(a - b) <= 1e-9 * std::max(1.0, std::fabs(b)); }

// Every fact of the contact cells, counted again from the attempts that arrived in the measured span.
struct Recount {
  std::vector<ContactCell> cells;
  std::vector<std::int64_t> team_answered;
  std::vector<sim::LogHistogram> waits, responses;
};

void count_attempt(const Experiment& experiment, const Attempt& attempt, ContactCell& cell) {
  const ContactRow& row = attempt.row;
  const sim::Tick wait = attempt.left - attempt.entered;
  const double wait_s = sim::ticks_to_seconds(wait);
  ++(row.attempt == 1 ? cell.offered_first : cell.offered_redial);
  cell.entries += attempt.in_queue ? 1 : 0;
  cell.delayed += attempt.in_queue && row.outcome != Outcome::unfinished && wait > 0 ? 1 : 0;
  const auto within = [&](std::array<std::int64_t, kMaxThresholds>& counts) {
    for (std::size_t i = 0; i < experiment.thresholds_s.size(); ++i) {
      counts[i] += wait <= sim::seconds_to_ticks(experiment.thresholds_s[i]) ? 1 : 0;
    }
  };
  switch (row.outcome) {
    case Outcome::answered:
      ++cell.answered;
      ++cell.finished;
      cell.wait_answered += wait;
      cell.wait_sq_answered_s2 += wait_s * wait_s;
      cell.response_answered += row.answered - row.arrival;
      cell.handle += row.ended - row.answered;
      within(cell.answered_within);
      break;
    case Outcome::abandoned:
      ++cell.abandoned;
      cell.abandoned_short += wait < sim::seconds_to_ticks(experiment.short_abandon_s) ? 1 : 0;
      cell.wait_abandoned += wait;
      cell.wait_sq_abandoned_s2 += wait_s * wait_s;
      within(cell.abandoned_within);
      break;
    case Outcome::dropped:
      ++cell.dropped;
      cell.wait_dropped += wait;
      break;
    case Outcome::blocked:
      ++cell.blocked;
      break;
    case Outcome::turned_away:
      ++cell.turned_away;
      break;
    case Outcome::contained:
    case Outcome::left_bot:
    case Outcome::left_chat:
      break;  // these centers have no bots and no exchanges: audit.cpp says so of a row that claims one
    case Outcome::unfinished:
      ++cell.unfinished;
      break;
  }
}

Recount count_again(const World& world, const Evidence& evidence, const std::vector<Attempt>& attempts) {
  const auto intervals = static_cast<std::size_t>(evidence.measured.counters.shape.num_intervals);
  const sim::Tick length = sim::seconds_to_ticks(evidence.subject.experiment.interval_s);
  Recount recount;
  recount.cells.resize(world.types.size() * intervals);
  recount.team_answered.resize(world.teams.size() * intervals);
  recount.waits.resize(world.types.size());
  recount.responses.resize(world.types.size());
  for (const Attempt& attempt : attempts) {
    const ContactRow& row = attempt.row;
    if (row.arrival < world.from || row.arrival >= world.to) continue;
    const auto interval = static_cast<std::size_t>((row.arrival % sim::kTicksPerDay) / length);
    const auto type = static_cast<std::size_t>(row.type);
    count_attempt(evidence.subject.experiment, attempt, recount.cells[type * intervals + interval]);
    if (attempt.in_queue && row.outcome != Outcome::unfinished) recount.waits[type].add(attempt.left - attempt.entered);
    if (row.outcome != Outcome::answered) continue;
    recount.responses[type].add(row.answered - row.arrival);
    // A team's cell is that of the clock; the instant of a boundary still belongs to the interval that ends.
    const auto clock = static_cast<std::size_t>(((row.answered - 1) % sim::kTicksPerDay) / length);
    ++recount.team_answered[static_cast<std::size_t>(row.team) * intervals + clock];
  }
  return recount;
}

// The contacts that the measured run logged are those of the whole run that arrived in its span.
void check_same_contacts(const World& world, const Evidence& evidence, Findings& findings) {
  using Key = std::tuple<std::int32_t, std::int64_t, std::int32_t>;
  std::map<Key, ContactRow> whole;
  for (const ContactRow& row : evidence.whole.log) {
    if (row.arrival >= world.from && row.arrival < world.to) whole[{row.type, row.issue, row.attempt}] = row;
  }
  for (const ContactRow& row : evidence.measured.log) {
    const auto found = whole.find({row.type, row.issue, row.attempt});
    if (found == whole.end()) {
      findings.add("I2", "a contact is in the log that did not arrive in the measured span");
      continue;
    }
    const ContactRow& other = found->second;
    const bool same = row.arrival == other.arrival && row.queued == other.queued && row.answered == other.answered &&
                      (row.ended == other.ended || row.outcome == Outcome::unfinished) && row.team == other.team &&
                      row.operator_index == other.operator_index && row.outcome == other.outcome;
    if (!same) findings.add("I6", "measuring changed what happened to a contact");
    whole.erase(found);
  }
  if (!whole.empty())
    findings.add("I2", std::to_string(whole.size()) + " contacts of the measured span are not in the log");
}

void check_flows(const ContactCell& cell, Findings& findings) {
  const std::int64_t in_queue = cell.answered + cell.abandoned + cell.dropped;
  const std::int64_t gone = cell.turned_away + cell.blocked;
  const bool flows = cell.offered() >= gone + cell.entries && cell.entries >= in_queue &&
                     cell.offered() == gone + in_queue + cell.unfinished;
  if (!flows) findings.add("I2", "offered, refused, entered, answered, abandoned, dropped do not add up");
  const bool shares = cell.answered_within[0] <= cell.answered && cell.abandoned_within[0] <= cell.abandoned &&
                      cell.abandoned_short <= cell.abandoned && cell.delayed <= cell.entries &&
                      cell.finished <= cell.answered && cell.wait_answered >= 0 &&
                      cell.response_answered >= cell.wait_answered;
  if (!shares) findings.add("I8", "a part is larger than its whole");
}

bool equal_but_for_rounding(ContactCell got, ContactCell want) {
  const bool squares = close(got.wait_sq_answered_s2, want.wait_sq_answered_s2) &&
                       close(got.wait_sq_abandoned_s2, want.wait_sq_abandoned_s2);
  got.wait_sq_answered_s2 = want.wait_sq_answered_s2 = 0.0;
  got.wait_sq_abandoned_s2 = want.wait_sq_abandoned_s2 = 0.0;
  return squares && got == want;
}

}  // namespace

void audit_counts(const World& world, const Evidence& evidence, const std::vector<Attempt>& attempts,
                  Findings& findings) {
  const Counters& counters = evidence.measured.counters;
  const Recount recount = count_again(world, evidence, attempts);
  for (std::size_t i = 0; i < recount.cells.size(); ++i) {
    check_flows(counters.contacts[i], findings);
    if (!equal_but_for_rounding(counters.contacts[i], recount.cells[i])) {
      findings.add("I8", "contact cell " + std::to_string(i) + " differs from the log");
    }
  }
  for (std::size_t i = 0; i < recount.team_answered.size(); ++i) {
    if (counters.teams[i].answered != recount.team_answered[i]) {
      findings.add("I8", "contacts answered in team cell " + std::to_string(i) + " differ from the log");
    }
  }
  for (std::size_t type = 0; type < world.types.size(); ++type) {
    const bool same =
        counters.waits[type] == recount.waits[type] && counters.responses[type] == recount.responses[type];
    if (!same) findings.add("I8", "histograms of type " + std::to_string(type) + " differ from the log");
  }
  if (counters.measured != world.to - world.from) findings.add("I7", "the measured span has another length");
  sim::Tick last = 0;
  for (const ContactRow& row : evidence.whole.log) {
    if (row.ended < last) findings.add("I7", "the clock went back");
    last = row.ended;
  }
  check_same_contacts(world, evidence, findings);
}

}  // namespace firstline::invariants
