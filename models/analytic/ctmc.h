// Small Markov chains solved exactly: a station whose callers redial, and two pools with overflow and a reserve.
//
// Flow: oracles of the simulator's tests.
// Units: seconds and rates per second (any consistent unit works).
// Shape: queues and orbit are cut where less than 1e-13 of probability reaches the edge; the cut is reported.
// Errors: rates > 0 (redial and reconnect shares may be 0), servers >= 1, abandonment > 0, and a redial loop that loses
//         somebody each round are expected. stationary_distribution wants one recurrent class holding `reference`.
// Threads: pure functions.
// Neglects: what is not exponential; n_design knows one overflow rule, the one written at NDesign.
// Source: science.md 2.1 (redial), 4.4 (overflow); Aguir et al. 2004.
// Tests: tests/models/analytic/ctmc_test.cpp
#pragma once

#include <vector>

namespace firstline {

struct Transition {
  int from = 0;
  int to = 0;
  double rate = 0.0;
};

// Solved by sparse LU; `reference` is a state that is not rare.
std::vector<double> stationary_distribution(int num_states, const std::vector<Transition>& transitions, int reference);

// After abandonment a contact redials with probability p_redial, after service with p_reconnect; it calls again at rate
// `retry_per_s` and is then a contact like any other.
struct RedialInput {
  double fresh_per_s = 0.0;
  double service_per_s = 0.0;
  double abandon_per_s = 0.0;
  int servers = 1;
  double p_redial = 0.0;
  double p_reconnect = 0.0;
  double retry_per_s = 0.0;
};
struct RedialResult {
  double attempts_per_s = 0.0;  // fresh and repeated
  double amplification = 0.0;   // attempts / fresh
  double mean_orbit = 0.0;      // contacts that will call again
  double mean_queue = 0.0;
  double mean_wait_s = 0.0;  // per attempt
  double p_abandon = 0.0;    // per attempt
  double p_wait = 0.0;       // per attempt
  double p_wait_fresh = 0.0;
  double occupancy = 0.0;
  double served_per_s = 0.0;
  double imbalance = 0.0;  // fresh contacts less contacts gone for good, as a share of fresh ones: 0 but for rounding
  double edge = 0.0;       // probability at the edge of the grid
};
RedialResult solve_redial(const RedialInput& input);

// Class A: pool 1, else pool 2 if more than `reserve` of its servers are idle. Class B: pool 2 only. A freed server of
// pool 2 takes B first, then A if more than `reserve` are idle once it is counted.
struct NDesign {
  double arrival_a_per_s = 0.0, arrival_b_per_s = 0.0;
  double service_1_per_s = 0.0, service_2_per_s = 0.0;
  double abandon_a_per_s = 0.0, abandon_b_per_s = 0.0;
  int servers_1 = 1, servers_2 = 1;
  int reserve = 0;
};
struct NDesignClass {
  double p_abandon = 0.0;
  double mean_wait_s = 0.0;
  double p_wait = 0.0;
  double p_overflow_at_once = 0.0;  // class A: taken by pool 2 on arrival
};
struct NDesignResult {
  NDesignClass a, b;
  double occupancy_1 = 0.0;
  double occupancy_2 = 0.0;
  double edge = 0.0;
};
NDesignResult solve_n_design(const NDesign& input);

}  // namespace firstline
