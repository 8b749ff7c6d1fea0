// Open networks of stations: contacts that are escalated, sent back or come again, by Jackson's product form.
//
// Flow: lines of support with escalation, or a queue with repeat contacts (an infinite-server station is the time until
//   the customer calls again) -> traffic, waits and the number in each station.
// Units: seconds and rates per second (any consistent unit works).
// Shape: station i takes arrival_per_s from outside and sends routing[i][j] of what it served to station j; the rest
//   leaves. In steady state each station behaves like an M/M/c with the arrivals of the traffic equations.
// Errors: arrivals >= 0 and some positive, service rates > 0, servers >= 0, a square routing whose rows are >= 0 and
// sum
//   to at most 1 are expected. Contacts that can never leave, or a load of 1 or more at a station, have no steady
//   state: stable is false and the totals are infinite (traffic too where nobody leaves).
// Threads: pure function.
// Neglects: abandonment, priorities, service that is not exponential, and anything that a contact remembers.
// Source: Jackson 1957, 1963; Bolch et al. 2006, example 7.4; science.md 4.2.
// Tests: tests/models/analytic/jackson_test.cpp
#pragma once

#include <vector>

namespace firstline {

struct JacksonStation {
  double arrival_per_s = 0.0;
  double service_per_s = 0.0;
  int servers = 1;  // 0: infinitely many
};
struct JacksonNetwork {
  std::vector<JacksonStation> stations;
  std::vector<std::vector<double>> routing;
};

struct JacksonStationResult {
  double throughput_per_s = 0.0;
  double visits = 0.0;  // per contact from outside
  double p_wait = 0.0;
  double mean_wait_s = 0.0;
  double mean_sojourn_s = 0.0;
  double mean_in_system = 0.0;
  double occupancy = 0.0;  // 0 of infinitely many servers
};
struct JacksonResult {
  bool stable = false;
  std::vector<JacksonStationResult> stations;
  double mean_in_network = 0.0;
  double mean_time_in_network_s = 0.0;  // all visits of a contact together
};
JacksonResult solve_jackson(const JacksonNetwork& network);

}  // namespace firstline
