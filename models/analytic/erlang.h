// Erlang B and C: loss and delay of a station of identical servers under Poisson arrivals and exponential service.
//
// Flow: tests hold the simulator against them; models/run prints them beside results; mmn_g starts from erlang_b.
// Units: seconds and rates per second (any consistent unit works); load is in erlangs.
// Shape: stable recursions of O(servers), good for many thousands of servers.
// Errors: servers >= 0 (>= 1 for Erlang C), load >= 0, rates > 0, 0 < blocking < 1 are expected. An overloaded Erlang C
//         has no steady state: stable is false, p_wait 1 and the means infinite.
// Threads: pure functions.
// Neglects: abandonment (see mmn_g), redials, skills, change over the day, over-dispersed arrivals.
// Source: Erlang 1917; science.md 2.1, A1; docs/method/analytic.md.
// Tests: tests/models/analytic/erlang_test.cpp
#pragma once

namespace firstline {

// Share of arrivals that find all servers busy and are lost.
double erlang_b(int servers, double load);

// The same for a number of servers that is not whole, as searches over staffing need.
double erlang_b_continuous(double servers, double load);

// The load at which the given share is lost.
double erlang_b_inverse(int servers, double blocking);

struct ErlangC {
  bool stable = false;
  double load = 0.0;
  double occupancy = 0.0;
  double p_wait = 0.0;
  double mean_wait_s = 0.0;
  double mean_wait_of_waiting_s = 0.0;
  double var_wait_s2 = 0.0;
  double mean_sojourn_s = 0.0;  // wait and service
  double mean_queue = 0.0;
  double mean_in_system = 0.0;
  double drain_per_s = 0.0;  // rate of the exponential wait of those who wait

  double p_wait_beyond(double t_s) const;  // P(W > t)
  double wait_quantile(double p) const;    // smallest t with P(W <= t) >= p
};

ErlangC erlang_c(double arrival_per_s, double service_per_s, int servers);

}  // namespace firstline
