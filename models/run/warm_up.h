// How long to warm up: MSER-5 on a pilot's waits, by step of the run.
//
// Flow: pilot run without warm-up over warm_up + measure -> mean wait of the contacts that arrive in each step, over
//   the pilot's replications -> sim::mser -> a warm-up of whole steps.
// Units: seconds of simulated time.
// Shape: the step is as many weeks as the rosters need to come round where weekdays differ (in demand, staff, opening
//   hours or those of an agreement), a day where hours do (a centre with a rhythm has no flat steady state: the period
//   is the batch), else a 500th of the span; batches of five steps in the flat case.
// Errors: RunError E407 where the start is still felt half way through, or the run is too short to tell: measure
//   longer. RunError E402, E403 where the run with this warm-up is too much.
// Threads: options.threads replications at once.
// Neglects: quantities that settle more slowly than waits (issues that return for weeks, bots that learn).
// Source: White 1997; White, Cobb, Spratt 2000; science.md 11.3.
// Tests: tests/models/run/warm_up_test.cpp
#pragma once

#include <cstddef>

#include "models/run/run.h"

namespace firstline {

inline constexpr int kPilotReplications = 10;

// The step by which this scenario repeats itself, or a 500th of `span_s`.
double warm_up_step(const Scenario& scenario, double span_s);

// E407: from the `steps` whole steps of `step_s` in `span_s`, where `least` may do, none can be told; felt: they show
// the start to the middle.
[[noreturn]] void refuse_warm_up(double span_s, double step_s, std::size_t steps, std::size_t least, bool felt);

// A warm-up that is long enough for the waits; 0 when there is nothing to cut.
double warm_up_by_mser(const Scenario& scenario, const Experiment& experiment, const RunOptions& options);

}  // namespace firstline
