// When enough replications have been run: a precision reached at fixed looks, and how many it would take.
//
// Flow: run to next_checkpoint, make the interval of every wanted KPI, ask check_precision, go on or stop.
// Units: relative is a share of |mean|; absolute is in the KPI's own unit.
// Shape: looks stand at minimum, then half as many again each (20, 30, 45, 67, 100, 150, ...), cut at maximum. They
// look
//   at the contiguous prefix of replications, so that the number run never depends on threads or timing.
// Errors: none thrown.
// Threads: pure functions.
// Neglects: looking several times. The interval kept covers a little less often than it says, which is why the minimum
// is
//   20 and the looks are few; docs/method/output_analysis.md has the measured figure.
// Source: Law, Simulation Modeling and Analysis, 9.4.1; Chow and Robbins 1965; science.md 11.2.
// Tests: tests/sim/stats/stopping_test.cpp
#pragma once

#include "sim/stats/interval.h"

namespace sim {

// Reached when either holds: half-width <= |mean| * relative / (1 + relative), or half-width <= absolute. 0 asks
// nothing.
struct PrecisionGoal {
  double relative = 0.0;
  double absolute = 0.0;
};

struct StopRule {
  int minimum = 20;
  int maximum = 10000;
};

struct PrecisionState {
  bool reached = false;
  int needed = 0;  // estimate of the replications that reach the goal, from the present spread; at most 2^31 - 1
};

// The look after `done` replications; maximum when there is none before it.
int next_checkpoint(int done, const StopRule& rule);

PrecisionState check_precision(const Interval& interval, const PrecisionGoal& goal, const StopRule& rule);

// The confidence each of `count` intervals needs so that all hold together with `confidence` (Bonferroni).
double joint_confidence(double confidence, int count);

}  // namespace sim
