// A small centre with every price and round numbers, and one replication of it whose costs are known on paper.
//
// Tests: used by tests/models/economics
#pragma once

#include "models/economics/price_list.h"
#include "models/record/replication_set.h"

namespace firstline::priced {

// Classes: calls about bills and logins by phone, calls about logins by chat, partners about logins by phone.
inline const std::vector<ClassLabels> kClasses{{.type = 0, .topic = 1, .channel = 2},
                                               {.type = 0, .topic = 2, .channel = 2},
                                               {.type = 0, .topic = 2, .channel = 1},
                                               {.type = 1, .topic = 2, .channel = 2}};

inline Scenario scenario() {
  Scenario scenario;
  scenario.contact_types["calls"].segment = "client";
  scenario.contact_types["calls"].product = "card";
  scenario.contact_types["partners"].product = "card";  // no segment
  scenario.channels["chat"];
  scenario.channels["phone"];
  scenario.topics["bill"];
  scenario.topics["login"];
  Team& roster = scenario.teams["line 1"];
  roster.wage_per_h = 20.0;
  roster.roster["early"].operators = 4;
  roster.roster["late"].operators = 2;
  Team& plan = scenario.teams["line 2"];
  plan.wage_per_h = 30.0;
  plan.staff = WeekSeries::constant(1.5);
  scenario.costs = {
      .wage_load = 0.3,
      .overtime_premium = 0.5,
      .span = 10.0,
      .manager_per_h = 40.0,
      .seat_per_month = 100.0,
      .tools_per_month = 50.0,
      .fixed_per_month = 1000.0,
      .channels = {{"chat", {.per_min = 0.0, .per_contact = 0.02}}, {"phone", {.per_min = 0.06, .per_contact = 0.1}}}};
  return scenario;
}

inline CounterShape shape() {
  return {.num_types = 2,
          .num_queues = 1,
          .num_teams = 2,
          .num_intervals = 1,
          .num_thresholds = 1,
          .classes = kClasses,
          .num_topics = 3,
          .num_slas = 0,
          .num_sla_periods = 0};
}

inline PriceList prices() { return price_list(scenario(), shape()); }

// A hundredth of a month. Line 1 is paid 10 h, half of one overtime; line 2 is there for 2 h and never busy.
inline Counters counters() {
  constexpr sim::Tick kHour = sim::kTicksPerHour;
  Counters counters;
  counters.reset(shape());
  counters.measured = kTicksPerMonth / 100;
  counters.team(0, 0) = {.busy = 6 * kHour, .available = 3 * kHour, .overtime = kHour / 2, .on_break = kHour};
  counters.team(1, 0) = {.available = 2 * kHour};
  counters.peak_on_duty = {4, 1};
  counters.work = {3 * kHour, 2 * kHour, kHour, 0, 0, 0, 0, 0};
  constexpr std::int64_t kOffered[] = {50, 30, 10, 10};
  constexpr std::int64_t kAnswered[] = {45, 20, 10, 8};
  constexpr std::int64_t kResolved[] = {30, 20, 0, 5};
  constexpr std::int64_t kMinutes[] = {100, 50, 77, 20};
  for (int c = 0; c < 4; ++c) {
    const auto i = static_cast<std::size_t>(c);
    counters.contacts[i].offered_first = kOffered[c];
    counters.contacts[i].answered = kAnswered[c];
    counters.flows[i].line_time = kMinutes[c] * sim::kTicksPerMinute;
    counters.issues[i].resolved = kResolved[c];
  }
  counters.flows[0].answered_again = 5;
  return counters;
}

inline ReplicationSet set(int replications = 2) {
  ReplicationSet set;
  set.names.teams = {"line 1", "line 2"};
  for (int r = 0; r < replications; ++r) collect(set, counters(), reduce(counters()));
  return set;
}

}  // namespace firstline::priced
