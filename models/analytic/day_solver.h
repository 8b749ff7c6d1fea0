// The exact day: expectations for one station whose arrival rate and staff change from slot to slot.
//
// Flow: tests and "what the formula says"; GammaDay averages it over an uncertain volume of the day.
// Units: seconds and rates per second (any consistent unit works); counts are expected contacts a day.
// Shape: Poisson arrivals, exponential service and patience. Servers whose shift ends finish their contact and leave.
//        After the last slot its servers work on until all is done. Abandonments and blocked contacts belong to the
//        slot in which they happen; served within the threshold belongs to the slot of arrival.
// Errors: rates and lengths > 0 (abandonment, arrivals and staff may be 0) and shares in [0, 1] are expected, and
//         servers in the last slot unless drain_s says when to stop.
// Threads: pure functions.
// Neglects: service and patience that are not exponential, redials, skills, random absence.
// Source: science.md A24; docs/method/analytic.md.
// Tests: tests/models/analytic/day_solver_test.cpp
#pragma once

#include <vector>

namespace firstline {

struct DaySlot {
  double length_s = 0.0;
  double arrival_per_s = 0.0;
  int servers = 0;
};

struct DayInput {
  std::vector<DaySlot> slots{};
  double service_per_s = 0.0;
  double abandon_per_s = 0.0;
  double balk = 0.0;                      // share that leaves at once when all servers are busy
  int waiting_places = -1;                // -1: no limit; a full queue turns everybody away
  double threshold_s = 20.0;              // wait <= threshold counts as within
  double drain_s = -1.0;                  // length of the time after the last slot; -1: until it is empty
  std::vector<double> start_in_system{};  // P(N = k) at the start; none: empty
};

struct DaySlotResult {
  double length_s = 0.0;
  double offered = 0.0;
  double blocked = 0.0;
  double abandoned = 0.0;  // balking included
  double served_within = 0.0;
  double queue_time_s = 0.0;  // integral of the queue
  double busy_time_s = 0.0;   // integral of busy servers, those in overtime too
  double staff_time_s = 0.0;
  double p_delay = 0.0;        // time average of P(all servers busy)
  double in_system_end = 0.0;  // E[N] at the end of the slot
  double waiting_end = 0.0;    // E[Q] at the end of the slot: contacts cut off if the queue were cleared there
  double mean_queue() const { return queue_time_s / length_s; }
  double mean_busy() const { return busy_time_s / length_s; }
  double service_level() const { return offered > 0.0 ? served_within / offered : 0.0; }
};

struct DayResult {
  std::vector<DaySlotResult> slots;
  DaySlotResult drain;
  double offered = 0.0;
  double blocked = 0.0;
  double abandoned = 0.0;
  double served_within = 0.0;
  double wait_s = 0.0;       // of all contacts together, the drain included
  double left_at_end = 0.0;  // E[N] when the drain ends
  // Ratios of expectations; mean wait and abandonment over all offered, occupancy over the slots without the drain.
  double p_abandon = 0.0;
  double mean_wait_s = 0.0;
  double service_level = 0.0;  // served within the threshold / offered
  double occupancy = 0.0;
};

DayResult solve_day(const DayInput& input);

// The day with all arrival rates multiplied by B ~ Gamma(shape, shape): expectations over B by Gauss quadrature, and
// the day at each node. Nodes of weight below 1e-15 are left out.
struct GammaDay {
  struct Node {
    double factor = 0.0;
    double weight = 0.0;
    DayResult day;
  };
  DayResult mean;
  std::vector<Node> nodes;
};
GammaDay solve_gamma_day(const DayInput& input, double shape, int nodes = 20);

}  // namespace firstline
