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
                  .num_thresholds = static_cast<int>(set.thresholds_s.size()),
                  .classes = {}});
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

// The same house with issues: calls about billing and logins of clients (product alpha) by mail and phone, urgent
// logins of partners (beta) by phone; five classes in the order of names; two lines; two agreements over two periods.
inline ReplicationSet empty_case_set() {
  ReplicationSet set = empty_set();
  set.names.channels = {"mail", "phone"};
  set.names.segments = {"client", "partner"};
  set.names.products = {"alpha", "beta"};
  set.names.topics = {"billing", "login"};
  set.names.lines = {"1", "2"};
  set.names.slas = {{.name = "alpha", .share = 0.8, .channel = -1, .segment = -1, .product = 0},
                    {.name = "partners", .share = 0.5, .channel = 1, .segment = 1, .product = -1}};
  set.names.type_segment = {0, 1};
  set.names.type_product = {0, 1};
  set.names.queue_line = {0, 1};
  set.names.team_line = {0, 1};
  set.names.classes = {{0, 1, 1}, {0, 1, 2}, {0, 2, 1}, {0, 2, 2}, {1, 2, 2}};
  return set;
}

// One class with weight w: 11 w + 2 contacts offered, 11 w - 2 handled, 5 missed (one of them after an answer); 10 w
// issues.
inline void add_class(Counters& counters, std::size_t class_index, std::int64_t w) {
  const std::size_t first = class_index * 2;  // all in the first interval
  ContactCell& cell = counters.contacts[first];
  cell.offered_first = 10 * w;
  cell.offered_redial = 2;
  cell.blocked = 1;
  cell.entries = 11 * w + 4;
  cell.answered = 11 * w;
  cell.abandoned = 4;
  cell.handle = 300 * w * sim::kTicksPerSecond;
  cell.response_answered = (11 * w - 2) * 40 * sim::kTicksPerSecond;
  counters.flows[first] = {.offered_repeat = w,
                           .repeat_in_window = w,
                           .answered_again = 2,
                           .entries_again = 3,
                           .lost_late = 1,
                           .callbacks = 2,
                           .callbacks_failed = 1,
                           .balked = 1,
                           .tickets = 3,
                           .triaged = 10 * w,
                           .triage = 600 * w * sim::kTicksPerSecond,
                           .response_business = (11 * w - 2) * 30 * sim::kTicksPerSecond,
                           .line_time = 0,
                           .responses = 11 * w - 2};
  counters.issues[class_index] = {.opened = 10 * w,
                                  .resolved = 6 * w,
                                  .closed_unresolved = 2 * w,
                                  .lost = w,
                                  .open_at_end = w,
                                  .contacts = 12 * w,
                                  .handled = 11 * w,
                                  .escalated = 2 * w,
                                  .eligible = 8 * w,
                                  .eligible_resolved = 6 * w,
                                  .first_contact = 4 * w,
                                  .first_contact_strict = 3 * w,
                                  .first_contact_no_escalation = 2 * w,
                                  .first_line = w,
                                  .episodes = 9 * w,
                                  .episodes_repeated = 3 * w,
                                  .open_time = 50 * w * sim::kTicksPerSecond,
                                  .overdue_time = 10 * w * sim::kTicksPerSecond};
  counters.work[class_index] = 10 * w * sim::kTicksPerSecond;
}

inline Counters empty_case_counters(const ReplicationSet& set) {
  Counters counters;
  counters.reset({.num_types = 2,
                  .num_queues = 2,
                  .num_teams = 2,
                  .num_intervals = 2,
                  .num_thresholds = static_cast<int>(set.thresholds_s.size()),
                  .classes = set.names.classes,
                  .num_topics = 3,
                  .num_slas = 2,
                  .num_sla_periods = 2,
                  .num_channels = 3,
                  .segment_of_type = set.names.type_segment,
                  .product_of_type = set.names.type_product});
  counters.measured = 100 * sim::kTicksPerSecond;
  return counters;
}

// Classes with weights 1..5, fifteen in all; legs of two topics on two queues; team 2 worked 50 s for the last class.
inline Counters case_counters(const ReplicationSet& set, std::int64_t scale = 1) {
  Counters counters = empty_case_counters(set);
  constexpr sim::Tick kSecond = sim::kTicksPerSecond;
  for (std::size_t c = 0; c < 5; ++c) add_class(counters, c, scale * static_cast<std::int64_t>(c + 1));
  counters.work[5 + 4] = 50 * scale * kSecond;
  counters.legs[1 * 2 + 0] = {.legs = 20,
                              .resolved = 10,
                              .escalated = 5,
                              .passed = 1,
                              .sent_back = 2,
                              .closed = 2,
                              .classified = 8,
                              .classified_right = 5,
                              .talk = 2000 * kSecond,
                              .after_work = 200 * kSecond};
  counters.legs[1 * 2 + 1] = {.legs = 5, .resolved = 4, .closed = 1, .talk = 1500 * kSecond};
  counters.legs[2 * 2 + 0] = {.legs = 30, .resolved = 30, .talk = 3000 * kSecond};
  counters.legs[2 * 2 + 1] = {.legs = 10, .resolved = 6, .passed = 4, .talk = 1000 * kSecond};
  counters.moves = {2, 6, 4, 0};
  counters.slas = {{.contacts = 10, .contacts_within = 8, .issues = 4, .issues_within = 3},
                   {.contacts = 10, .contacts_within = 7, .issues = 0, .issues_within = 0},
                   {.contacts = 0, .contacts_within = 0, .issues = 0, .issues_within = 0},
                   {.contacts = 4, .contacts_within = 2, .issues = 2, .issues_within = 2}};
  counters.sla_of_class = {{.contacts = 6, .contacts_within = 5, .issues = 1, .issues_within = 1},
                           {.contacts = 4, .contacts_within = 3, .issues = 1, .issues_within = 0},
                           {.contacts = 5, .contacts_within = 4, .issues = 1, .issues_within = 1},
                           {.contacts = 5, .contacts_within = 3, .issues = 1, .issues_within = 1},
                           {.contacts = 4, .contacts_within = 2, .issues = 2, .issues_within = 2}};
  counters.team(0, 0) = {.busy = 60 * kSecond, .available = 40 * kSecond, .answered = 20, .on_break = 20 * kSecond};
  counters.team(1, 1) = {.busy = 30 * kSecond, .available = 70 * kSecond, .answered = 9};
  counters.waiting[0].integral = 200 * kSecond;
  counters.waiting[1].integral = 50 * kSecond;
  return counters;
}

// One replication of case_counters, or several that differ by their scale.
inline ReplicationSet case_set(int n = 1) {
  ReplicationSet set = empty_case_set();
  for (int r = 0; r < n; ++r) {
    const Counters counters = case_counters(set, r % 3 + 1);
    collect(set, counters, reduce(counters));
  }
  return set;
}

}  // namespace firstline::hand_made
