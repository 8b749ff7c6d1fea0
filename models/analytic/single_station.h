// Closed forms of one station beyond Erlang: finite waiting room, general service, priorities, processor sharing, the
// transient M/M/1.
//
// Flow: oracles of the simulator's tests; mm_c_k also sizes lines and bot channels.
// Units: seconds and rates per second (any consistent unit works).
// Shape: moments of service are E[S], E[S^2], E[S^3]; class 0 of a priority queue is served first.
// Errors: rates > 0, servers >= 1, capacity >= servers, moments of equal numbers of classes, and a load below 1 (but in
//         mm_c_k and mm1_empty_probability, which need none) are expected.
// Threads: pure functions.
// Neglects: abandonment.
// Source: Kleinrock 1975 (M/M/c/K, Pollaczek-Khinchine); Cobham 1954 (priorities); Kleinrock 1967 and Coffman, Muntz
// and
//         Trotter 1970 (processor sharing); Jensen 1953 (uniformisation).
// Tests: tests/models/analytic/single_station_test.cpp
#pragma once

#include <vector>

namespace firstline {

// M/M/c/K: at most `capacity` in the system, whoever finds it full is lost. Waits are those of accepted contacts.
struct FiniteQueue {
  double p_empty = 0.0;
  double p_block = 0.0;
  double mean_in_system = 0.0;
  double mean_queue = 0.0;
  double mean_sojourn_s = 0.0;
  double mean_wait_s = 0.0;
  double throughput_per_s = 0.0;
  double occupancy = 0.0;
  double p_wait = 0.0;  // of an accepted contact
};
FiniteQueue mm_c_k(double arrival_per_s, double service_per_s, int servers, int capacity);

// M/G/1, first come first served.
struct GeneralService {
  double occupancy = 0.0;
  double scv_service = 0.0;
  double p_wait = 0.0;
  double mean_wait_s = 0.0;
  double var_wait_s2 = 0.0;
  double mean_sojourn_s = 0.0;
  double mean_queue = 0.0;
  double mean_in_system = 0.0;
};
GeneralService mg1(double arrival_per_s, double mean_s, double second_moment_s2, double third_moment_s3);

// Non-preemptive priorities: the mean wait of each class, and of all classes together.
struct PriorityWaits {
  double p_wait = 0.0;           // M/M/c: P(all busy); M/G/1: the load
  double residual_s = 0.0;       // mean time until the next server is free, as seen at arrival
  double mean_wait_all_s = 0.0;  // weighted by arrivals
  std::vector<double> mean_wait_s;
};
PriorityWaits mmc_priority(const std::vector<double>& arrival_per_s, double service_per_s, int servers);
PriorityWaits mg1_priority(const std::vector<double>& arrival_per_s, const std::vector<double>& mean_s,
                           const std::vector<double>& second_moment_s2);

// M/M/1 processor sharing: all who are there are served at once, each at an equal share of the speed. All but the
// variance hold for any law of service.
struct ProcessorSharing {
  double occupancy = 0.0;
  double mean_sojourn_s = 0.0;
  double var_sojourn_s2 = 0.0;  // exponential service
  double mean_in_system = 0.0;
  double slowdown = 0.0;  // sojourn against the time alone

  double mean_sojourn_given(double work_s) const { return work_s * slowdown; }
  double p_in_system(int n) const;
};
ProcessorSharing mm1_ps(double arrival_per_s, double service_per_s);

// P(N(t) = 0 | N(0) = 0) of an M/M/1, also of an overloaded one.
double mm1_empty_probability(double arrival_per_s, double service_per_s, double t_s);

}  // namespace firstline
