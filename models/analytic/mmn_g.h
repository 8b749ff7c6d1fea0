// M/M/n+G: a station of identical servers whose callers have limited patience; Erlang A where patience is exponential.
//
// Flow: tests hold the simulator against it; models/run prints it beside results, and takes exact stationary starts
//       from erlang_a_pmf.
// Units: seconds and rates per second (any consistent unit works).
// Shape: V is the offered wait (of someone who would never leave), R patience, W = min(V, R) the wait. V = 0 is served
//        at once and never balks. A patience of exactly the offered wait is served.
// Errors: rates > 0, servers >= 1, thresholds >= 0 are expected. Without a steady state stable is false, p_wait 1 and
//         the means infinite; erlang_a_pmf expects one.
// Threads: pure functions.
// Neglects: service that is not exponential, redials, skills, change over the day, over-dispersed arrivals.
// Source: Baccelli, Hebuterne 1981; Zeltyn, Mandelbaum 2005; science.md 2.1, A2; docs/method/analytic.md.
// Tests: tests/models/analytic/mmn_g_test.cpp
#pragma once

#include <vector>

#include "models/analytic/patience_law.h"

namespace firstline {

// What happens up to a wait of t. The service levels carry the names of docs/generated/kpis.md.
struct WaitTail {
  double t_s = 0.0;
  double p_offered_wait_beyond = 0.0;  // P(V > t)
  double p_wait_beyond = 0.0;          // P(W > t)
  double served_within = 0.0;          // share of all
  double abandoned_within = 0.0;       // share of all
  double sl_strict = 0.0;              // served within t / all
  double sl_no_early_abandon = 0.0;    // served within t / (all - abandoned within t)
  double sl_all_waits = 0.0;           // (served + abandoned within t) / all
  double sl_answered = 0.0;            // served within t / served: P(W <= t | served)
  double sl_offered_wait = 0.0;        // P(V <= t)
  double p_within_of_abandoned = 0.0;  // P(W <= t | abandoned)
};

struct MmnG {
  bool stable = false;
  double load = 0.0;
  double p_wait = 0.0;       // P(V > 0): all servers busy on arrival
  double p_immediate = 0.0;  // 1 - p_wait
  double p_abandon = 0.0;    // balking included
  double mean_offered_wait_s = 0.0;
  double mean_wait_s = 0.0;  // of all
  double mean_wait_of_served_s = 0.0;
  double mean_wait_of_abandoned_s = 0.0;
  double var_wait_of_served_s2 = 0.0;
  double var_wait_of_abandoned_s2 = 0.0;
  double mean_queue = 0.0;
  double mean_in_system = 0.0;
  double occupancy = 0.0;
  std::vector<WaitTail> tails;  // one a threshold, in the order asked
};

MmnG mmn_g(double arrival_per_s, double service_per_s, int servers, const PatienceLaw& patience,
           const std::vector<double>& thresholds_s = {});

// Exponential patience of rate theta; theta 0 is Erlang C.
MmnG erlang_a(double arrival_per_s, double service_per_s, double abandon_per_s, int servers,
              const std::vector<double>& thresholds_s = {});

// P(N = k) of the number in system of M/M/n+M, cut where less than 1e-15 is left. Made of + - * / only: the same bits
// on every machine, so that a simulation may start from it.
std::vector<double> erlang_a_pmf(double arrival_per_s, double service_per_s, double abandon_per_s, int servers);

struct QueueMoments {
  double mean_queue = 0.0;
  double var_queue = 0.0;
  double mean_in_system = 0.0;
  double var_in_system = 0.0;
};
QueueMoments erlang_a_moments(double arrival_per_s, double service_per_s, double abandon_per_s, int servers);

}  // namespace firstline
