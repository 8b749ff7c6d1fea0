#include "tests/invariants/audit.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace firstline::invariants {
namespace {

std::string name_of(const ContactRow& row) {
  return "type " + std::to_string(row.type) + " issue " + std::to_string(row.issue) + " attempt " +
         std::to_string(row.attempt) + " (" + outcome_name(row.outcome) + ", arrived " + std::to_string(row.arrival) +
         ")";
}

// The attempt's own times against what its destiny allows.
void check_attempt(const World& world, const World::Destiny& destiny, const Attempt& attempt, Findings& findings) {
  const ContactRow& row = attempt.row;
  const auto fail = [&](const char* rule, const char* what) { findings.add(rule, name_of(row) + ": " + what); };
  const bool open = world.open(attempt.queue, attempt.entered);
  if (row.outcome != Outcome::unfinished && open == (row.outcome == Outcome::turned_away)) {
    fail("I6", open ? "turned away from an open queue" : "let into a closed queue");
  }
  const sim::Tick wait = attempt.left - attempt.entered;
  switch (row.outcome) {
    case Outcome::answered:
      if (row.queued != attempt.entered) fail("I6", "came to its queue at another moment than its menu ended");
      if (wait > destiny.patience) fail("I6", "answered after its patience had ended");
      if (row.ended - row.answered != destiny.service) fail("I6", "worked on for another time than its work");
      break;
    case Outcome::abandoned:
      if (row.queued != attempt.entered) fail("I6", "came to its queue at another moment than its menu ended");
      if (wait != destiny.patience) fail("I6", "abandoned at another moment than its patience ended");
      break;
    case Outcome::dropped:
      if (wait >= destiny.patience && wait > 0) fail("I6", "dropped after its patience had ended");
      if (world.open(attempt.queue, row.ended) || world.queues[attempt.queue]->closing != Closing::drop) {
        fail("I6", "dropped, but its queue did not close");
      }
      break;
    case Outcome::blocked:
      if (!world.queues[attempt.queue]->capacity) fail("I6", "blocked where places have no end");
      [[fallthrough]];
    case Outcome::turned_away:
      if (row.ended != attempt.entered) fail("I6", "stayed although it was refused");
      break;
    case Outcome::contained:
    case Outcome::left_bot:
    case Outcome::left_chat:
      fail("I6", "ended in a bot or in mid-chat, where there is neither");
      break;
    case Outcome::unfinished:
      break;
  }
  const bool ordered = row.arrival <= attempt.entered && attempt.entered <= attempt.left &&
                       (row.answered < 0 || (row.answered == attempt.left && row.answered <= row.ended));
  if (!ordered) fail("I7", "its moments are out of order");
}

Attempt follow(const World& world, const ContactRow& row, sim::Tick menu) {
  Attempt attempt{
      .row = row, .queue = world.queue_of_type[static_cast<std::size_t>(row.type)], .entered = row.arrival + menu};
  attempt.left = row.outcome == Outcome::answered ? row.answered : row.ended;
  attempt.in_queue =
      row.outcome == Outcome::answered || row.outcome == Outcome::abandoned || row.outcome == Outcome::dropped;
  if (row.outcome == Outcome::unfinished) {
    attempt.in_queue = attempt.entered <= row.ended;
    attempt.left = sim::kNever;
  }
  return attempt;
}

}  // namespace

Evidence gather(const Case& subject) {
  const Experiment& experiment = subject.experiment;
  Experiment everything = experiment;
  everything.measure_s = experiment.warm_up_s + experiment.measure_s + experiment.cool_down_s;
  everything.warm_up_s = everything.cool_down_s = 0.0;
  return {.subject = subject,
          .whole = stage::play(subject.scenario, everything, subject.key),
          .measured = stage::play(subject.scenario, experiment, subject.key)};
}

std::vector<Attempt> audit_destinies(const World& world, const Evidence& evidence, Findings& findings) {
  using Name = std::tuple<std::int32_t, std::int64_t, std::int32_t>;
  std::map<Name, ContactRow> rows;
  for (const ContactRow& row : evidence.whole.log) {
    if (!rows.emplace(Name{row.type, row.issue, row.attempt}, row).second) findings.add("I2", name_of(row) + " twice");
  }
  std::vector<Attempt> attempts;
  for (std::size_t type = 0; type < world.types.size(); ++type) {
    for (const World::Fresh& fresh : world.fresh_arrivals(type)) {
      sim::Tick expected = fresh.time;
      for (int number = 1;; ++number) {
        const auto found = rows.find({static_cast<std::int32_t>(type), fresh.issue, number});
        if (found == rows.end()) {
          findings.add("I2", "no trace of type " + std::to_string(type) + " issue " + std::to_string(fresh.issue) +
                                 " attempt " + std::to_string(number));
          break;
        }
        const ContactRow row = found->second;
        rows.erase(found);
        const sim::Tick slack = number == 1 ? 1 : 0;  // the clock's inversion may round the other way
        if (std::abs(row.arrival - expected) > slack)
          findings.add("I6", name_of(row) + ": expected at " + std::to_string(expected));
        const World::Destiny destiny = world.destiny(type, fresh.issue, number, fresh.time);
        attempts.push_back(follow(world, row, destiny.menu));
        check_attempt(world, destiny, attempts.back(), findings);
        const std::optional<sim::Tick> delay = world.redial(type, fresh.issue, number, row.outcome);
        if (!delay || row.ended + *delay >= world.until) break;
        expected = row.ended + *delay;
      }
    }
  }
  for (const auto& [name, row] : rows) findings.add("I2", name_of(row) + ": nobody sent it");
  return attempts;
}

std::vector<std::string> audit(const Evidence& evidence) {
  Findings findings;
  const World world(evidence.subject);
  const std::vector<Attempt> attempts = audit_destinies(world, evidence, findings);
  audit_paths(world, evidence, attempts, findings);
  audit_counts(world, evidence, attempts, findings);
  return findings.all();
}

}  // namespace firstline::invariants
