// A stage for exact tests: contacts arrive at moments that the test chooses, to the tick.
//
// Flow: arrive_at() shapes a profile of one-second slots so that the given replication has its arrivals there; play()
// runs. Units: moments are whole seconds of the first day; the log is in ticks. Shape: the n-th arrival's running
// exponential is known from its address, so the profile can be cut around it. Tests: used by tests/models/center and
// tests/invariants
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "models/center/center_model.h"
#include "models/center/center_sim.h"
#include "models/center/center_state.h"
#include "models/record/contact_log.h"
#include "models/record/counters.h"
#include "models/scenario/experiment.h"
#include "models/scenario/scenario.h"
#include "sim/kernel/event_queue.h"
#include "sim/random/distribution.h"
#include "sim/random/stream.h"

namespace firstline::stage {

inline constexpr sim::StreamKey kKey{1, 0};
inline constexpr sim::Tick kSecond = sim::kTicksPerSecond;

struct Run {
  ContactLog log;
  Counters counters;
  Ending ending = Ending::complete;
};

inline Run play(const Scenario& scenario, const Experiment& experiment, sim::StreamKey key = kKey,
                const std::vector<double>& initial_pmf = {}) {
  Run run;
  const CenterModel model = compile(scenario, experiment, initial_pmf);
  CenterState state;
  sim::EventQueue events;
  run.ending = simulate(model, key, state, events, run.counters, {.log = &run.log});
  return run;
}

// One day of which `seconds` are measured.
inline Experiment measure(double seconds) {
  Experiment experiment;
  experiment.measure_s = seconds;
  return experiment;
}

// Every weekday alike, slots of one second; a step's level holds from its second on.
inline WeekSeries steps(const std::vector<std::pair<int, double>>& levels, int until) {
  WeekSeries series;
  series.slot_s = 1.0;
  std::vector<double> day(static_cast<std::size_t>(until), 0.0);
  for (const auto& [from, level] : levels) {
    for (int second = from; second < until; ++second) day[static_cast<std::size_t>(second)] = level;
  }
  series.days.fill(day);
  return series;
}

// Exactly one arrival at each of these seconds of the first day, in rising order and at least two seconds apart.
inline Arrivals arrive_at(const std::string& type, const std::vector<int>& seconds, sim::StreamKey key = kKey) {
  Arrivals arrivals;
  arrivals.rate_per_s.slot_s = 1.0;
  std::vector<double> expected(seconds.empty() ? 0 : static_cast<std::size_t>(seconds.back()) + 1, 0.0);
  const auto gap = [&](std::size_t number) {
    const std::uint64_t issue = sim::pack_issue(sim::name_hash24(type), 0, static_cast<std::uint32_t>(number));
    return sim::unit_exponential(sim::draw_word(key, sim::Purpose::arrival_gap, issue));
  };
  double total = 0.0;  // of the profile so far
  double sum = 0.0;    // of the gaps so far
  for (std::size_t number = 0; number < seconds.size(); ++number) {
    sum += gap(number);
    const auto slot = static_cast<std::size_t>(seconds[number]);
    const double half = 0.5 * gap(number + 1);
    const double filler = sum - 1e-9 * half - total;  // up to just before the arrival, in a slot that has none
    if (slot > 0) expected[slot - 1] = filler;
    expected[slot] = (slot == 0 ? sum : 1e-9 * half) + half;
    total = sum + half;
  }
  arrivals.rate_per_s.days.fill({});
  for (auto& day : arrivals.rate_per_s.days) day = expected;
  return arrivals;
}

inline ContactType type_to(const std::string& queue, Arrivals arrivals, double service_s,
                           sim::Law patience = sim::Law::none()) {
  ContactType type;
  type.queue = queue;
  type.arrivals = std::move(arrivals);
  type.service = sim::Law::deterministic(service_s);
  type.patience = std::move(patience);
  return type;
}

inline Team team_for(const std::vector<std::string>& queues, double operators) {
  Team team;
  for (const std::string& queue : queues) team.serves[queue] = {};
  team.staff = WeekSeries::constant(operators);
  return team;
}

// One type "call", one queue "line", one team "desk".
inline Scenario one_queue(Arrivals arrivals, double service_s, double operators, sim::Law patience = sim::Law::none()) {
  Scenario scenario;
  scenario.contact_types["call"] = type_to("line", std::move(arrivals), service_s, std::move(patience));
  scenario.queues["line"] = {};
  scenario.teams["desk"] = team_for({"line"}, operators);
  return scenario;
}

// The rows of the log in order of type, then arrival: what a reader expects.
inline ContactLog by_arrival(const Run& run, int type = 0) {
  std::map<std::pair<sim::Tick, std::int64_t>, ContactRow> sorted;
  for (const ContactRow& row : run.log) {
    if (row.type == type) sorted[{row.arrival, row.issue}] = row;
  }
  ContactLog rows;
  for (const auto& [when, row] : sorted) rows.push_back(row);
  return rows;
}

inline std::vector<double> arrivals_s(const ContactLog& rows) {
  std::vector<double> seconds;
  for (const ContactRow& row : rows) seconds.push_back(sim::ticks_to_seconds(row.arrival));
  return seconds;
}
// -1 where it was not answered.
inline std::vector<double> answers_s(const ContactLog& rows) {
  std::vector<double> seconds;
  for (const ContactRow& row : rows) seconds.push_back(row.answered < 0 ? -1.0 : sim::ticks_to_seconds(row.answered));
  return seconds;
}
inline std::vector<double> ends_s(const ContactLog& rows) {
  std::vector<double> seconds;
  for (const ContactRow& row : rows) seconds.push_back(sim::ticks_to_seconds(row.ended));
  return seconds;
}
inline std::vector<Outcome> outcomes(const ContactLog& rows) {
  std::vector<Outcome> all;
  for (const ContactRow& row : rows) all.push_back(row.outcome);
  return all;
}

inline ContactCell total(const Counters& counters) {
  ContactCell sum;
  for (const ContactCell& cell : counters.contacts) sum.add(cell);
  return sum;
}
inline FlowCell flow_total(const Counters& counters) {
  FlowCell sum;
  for (const FlowCell& cell : counters.flows) sum.add(cell);
  return sum;
}
inline LegCell leg_total(const Counters& counters) {
  LegCell sum;
  for (const LegCell& cell : counters.legs) sum.add(cell);
  return sum;
}
inline IssueCell issue_total(const Counters& counters) {
  IssueCell sum;
  for (const IssueCell& cell : counters.issues) sum.add(cell);
  return sum;
}
inline TeamCell team_total(const Counters& counters, int team = 0) {
  TeamCell sum;
  for (int interval = 0; interval < counters.shape.num_intervals; ++interval) {
    sum.add(counters.teams[static_cast<std::size_t>(team) * static_cast<std::size_t>(counters.shape.num_intervals) +
                           static_cast<std::size_t>(interval)]);
  }
  return sum;
}

}  // namespace firstline::stage
