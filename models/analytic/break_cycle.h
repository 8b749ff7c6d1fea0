// Work and breaks in turn: what share of time operators are there, and how late breaks begin.
//
// Flow: break rule and handle times -> availability and overrun; a check of simulated shifts.
// Units: seconds (any consistent unit works); shares from 0 to 1.
// Shape: a break is due after a time at work, counted from the end of the last break. A contact in progress is finished
//   first: an operator is busy with chance `occupancy`, and then has a residual contact of E[S^2] / (2 E[S]) ahead.
// Errors: mean work and handle time > 0, break >= 0, a second moment of at least the mean squared and occupancy from 0
// to
//   1 are expected.
// Threads: pure function.
// Neglects: lunch, ends of shifts, limits on how many may be away, and breaks put off because queues are long.
// Source: renewal-reward theorem; science.md 6.3.
// Tests: tests/models/analytic/break_cycle_test.cpp
#pragma once

namespace firstline {

struct BreakCycleInput {
  double mean_work_s = 0.0;  // until a break is due
  double break_s = 0.0;
  double mean_handle_s = 0.0;
  double second_moment_handle_s2 = 0.0;
  double occupancy = 0.0;
};
struct BreakCycle {
  double availability = 0.0;  // share of time at work by the rule
  double mean_overrun_s = 0.0;
  double mean_work_s = 0.0;                // between breaks, overrun included
  double availability_with_overrun = 0.0;  // share of time at work as it comes out
};
BreakCycle break_cycle(const BreakCycleInput& rule);

}  // namespace firstline
