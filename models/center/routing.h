// Routing: which team takes a contact that arrives, and which queue an operator who is free takes from.
//
// Flow: the conductor asks pick_team at an arrival and pick_queue at the end of a service; both only read.
// Shape: queues as bits of words; a queue's teams and a team's queues as ranked classes of masks, so that many types
// and
//   skills cost what a few cost.
// Errors: none.
// Threads: Model is shared and immutable.
// Neglects: conditions that look at several queues at once; operators who choose.
// Source: science.md 4.1, A8 (ranked teams; longest idle or fewest skills; priority, then weighted wait with its head
//   start; mails when nobody is in line; overflow after a delay, reserves, least queue lengths; ties by name);
//   n_design_overflow_reserve.
// Tests: tests/models/center/routing_test.cpp
#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <vector>

#include "models/center/agents.h"
#include "models/center/contacts.h"
#include "models/center/queues.h"
#include "models/scenario/scenario.h"

namespace firstline {

// --- Spec: firstline::Skill, Queue::priority --- Model
struct RoutingModel {
  struct TeamChoice {
    std::uint32_t team = 0;
    int choice = 1;
    bool tied = false;  // with another team of the same choice
    bool conditional = false;
  };
  struct ClassSpan {
    std::size_t first = 0;  // in masks
    std::size_t end = 0;
    bool conditional = false;  // some row of this team has a condition, or some queue ages
  };
  // When a team may take from a queue.
  struct Condition {
    sim::Tick after = 0;       // the contact has waited this long
    std::int64_t reserve = 0;  // more than this many of the team are idle
    std::int64_t min_waiting = 0;
  };
  // What to look at when a contact starts to wait: teams that may take it later, or only now that the queue is longer.
  struct Trigger {
    std::uint32_t team = 0;
    sim::Tick after = 0;
    std::int64_t min_waiting = 0;
  };
  // By queue: its teams in order of choice, then name. Equal choices compete by longest idle.
  std::vector<std::vector<TeamChoice>> teams_of_queue;
  // One mask of queues, `words` words long, per team and class of priority; a team's are together, most urgent first.
  std::vector<std::uint64_t> masks;
  std::vector<ClassSpan> classes_of_team;
  std::size_t words = 1;
  std::size_t num_queues = 0;
  std::vector<Condition> conditions;           // [team * num_queues + queue]; empty when no row has any
  std::vector<std::vector<Trigger>> triggers;  // by queue
  std::vector<double> ageing;                  // by queue; empty when none ages
  std::vector<float> speeds, log_odds;         // [team * num_queues + queue]; empty when all are 1 (0)
  std::vector<double> odds;                    // e to log_odds

  const Condition& condition(std::uint32_t team, std::uint32_t queue) const {
    return conditions[team * num_queues + queue];
  }
};

RoutingModel compile_routing(const Scenario& scenario);

// --- State: the queues that operators may take from now
class QueueMask {
 public:
  void start(std::size_t words) { words_.assign(words, 0); }
  void set(std::uint32_t queue, bool on) {
    const std::uint64_t bit = std::uint64_t{1} << (queue % 64);
    words_[queue / 64] = on ? words_[queue / 64] | bit : words_[queue / 64] & ~bit;
  }
  std::uint64_t word(std::size_t index) const { return words_[index]; }
  // visit(queue) for every queue that is set, by number.
  template <class Visit>
  void for_each(const Visit& visit) const {
    any_of([&visit](std::uint32_t queue) {
      visit(queue);
      return false;
    });
  }
  // Does predicate(queue) hold for one that is set?
  template <class Predicate>
  bool any_of(const Predicate& predicate) const {
    for (std::size_t index = 0; index < words_.size(); ++index) {
      for (std::uint64_t bits = words_[index]; bits != 0; bits &= bits - 1) {
        if (predicate(static_cast<std::uint32_t>(index * 64 + static_cast<std::size_t>(std::countr_zero(bits))))) {
          return true;
        }
      }
    }
    return false;
  }

 private:
  std::vector<std::uint64_t> words_;
};

// --- Rules
inline constexpr std::uint32_t kNone = 0xffffffffu;
// Behind every moment of a run: within a class of priority deferred work comes after whoever is in line in any queue.
inline constexpr sim::Tick kAfterTheLine = sim::Tick{1} << 61;

// May a contact that has just come be taken at once? Where a team asks for a delay or a longer queue it waits first, so
// that nobody overtakes those before it.
inline bool may_take_new(const RoutingModel::Condition& condition, std::int64_t idle) {
  return condition.after == 0 && condition.min_waiting <= 1 && idle > condition.reserve;
}

// The team whose longest idle operator takes a contact of this queue, or kNone, among those that may where their skill
// has conditions: may(condition, idle).
template <class May>
inline std::uint32_t pick_team_that(const RoutingModel& model, std::uint32_t queue, const std::vector<TeamState>& teams,
                                    const std::vector<OperatorState>& operators, May may) {
  std::uint32_t best = kNone;
  int best_choice = 0;
  sim::Tick longest = 0;
  for (const RoutingModel::TeamChoice& candidate : model.teams_of_queue[queue]) {
    if (best != kNone && candidate.choice > best_choice) break;
    const TeamState& team = teams[candidate.team];
    if (team.idle == 0) continue;
    if (candidate.conditional && !may(model.condition(candidate.team, queue), team.idle)) continue;
    if (!candidate.tied) return candidate.team;
    const sim::Tick since = operators[team.idle_head].idle_since;
    if (best != kNone && since >= longest) continue;
    best = candidate.team;
    best_choice = candidate.choice;
    longest = since;
  }
  return best;
}

// For a contact that has just come.
inline std::uint32_t pick_team(const RoutingModel& model, std::uint32_t queue, const std::vector<TeamState>& teams,
                               const std::vector<OperatorState>& operators) {
  return pick_team_that(
      model, queue, teams, operators,
      [](const RoutingModel::Condition& condition, std::int64_t idle) { return may_take_new(condition, idle); });
}

// The moment and who is free at it: what conditions look at.
struct RoutingMoment {
  sim::Tick now = 0;
  std::int64_t idle = 0;  // of the team, the one who asks included
};

// The team whose longest idle operator takes the head of a queue that waits, or kNone: where several may from the same
// instant on (a delay, a longer queue, an opening), they are asked in the order in which they would be for a newcomer.
std::uint32_t pick_team_for_head(const RoutingModel& model, std::uint32_t queue, const std::vector<TeamState>& teams,
                                 const std::vector<OperatorState>& operators, const QueueState& state,
                                 sim::Tick waited);

// pick_queue for a team with conditions, or where queues age.
std::uint32_t pick_queue_on_conditions(const RoutingModel& model, std::uint32_t team, const QueueMask& mask,
                                       const std::vector<QueueModel>& queue_models,
                                       const std::vector<QueueState>& queues, const ContactPool& contacts,
                                       RoutingMoment moment);

// The queue whose head an operator of this team takes next among those in `mask`, or kNone.
inline std::uint32_t pick_queue(const RoutingModel& model, std::uint32_t team, const QueueMask& mask,
                                const std::vector<QueueModel>& queue_models, const std::vector<QueueState>& queues,
                                const ContactPool& contacts, RoutingMoment moment) {
  const RoutingModel::ClassSpan& classes = model.classes_of_team[team];
  if (classes.conditional) [[unlikely]]
    return pick_queue_on_conditions(model, team, mask, queue_models, queues, contacts, moment);
  for (std::size_t first = classes.first; first < classes.end; first += model.words) {
    std::uint32_t best = kNone;
    sim::Tick earliest = std::numeric_limits<sim::Tick>::max();
    for (std::size_t index = 0; index < model.words; ++index) {
      for (std::uint64_t bits = model.masks[first + index] & mask.word(index); bits != 0; bits &= bits - 1) {
        const auto queue = static_cast<std::uint32_t>(index * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
        if (model.words == 1 && best == kNone && (bits & (bits - 1)) == 0) return queue;  // the only one
        const QueueState& state = queues[queue];
        const sim::Tick since =
            contacts[state.head].queued - queue_models[queue].head_start + (state.only_deferred() ? kAfterTheLine : 0);
        if (since < earliest) {
          earliest = since;
          best = queue;
        }
      }
    }
    if (best != kNone) return best;
  }
  return kNone;
}

}  // namespace firstline
