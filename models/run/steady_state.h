// One long run instead of replications: the warm-up by MSER-5 on its days, intervals by batch means.
//
// Flow: pilot over warm_up + measure without a warm-up -> mean wait by period -> sim::mser -> the run, with
//   that warm-up -> batches of whole periods as if they were replications -> intervals of the totals that days add up
//   to.
// Units: seconds of simulated time.
// Shape: a period is a week where weekdays differ, else a day. Ten to twenty batches, as many as make the narrowest
//   interval; what does not fill them is put to the warm-up. Other rows (issues, quantiles, money, counts) are those of
//   the one run and have no interval.
// Draws: those of replication 0.
// Errors: RunError E407 where the start is still felt half way through, or fewer than ten periods are left; InputError
//   E330 where the days are more than can be told apart; those of run(). Cancelled: a result without a replication.
// Threads: one replication keeps one thread busy.
// Neglects: correlation that is left between batches; SteadyState::p_value tests the waits for it. Quantities that
//   settle more slowly than waits.
// Source: White 1997; Fishman 1978; science.md 11.3, 11.4; docs/method/output_analysis.md.
// Tests: tests/models/run/steady_state_test.cpp
#pragma once

#include "models/run/run.h"

namespace firstline {

RunResult run_steady_state(const Scenario& scenario, const Experiment& experiment, const RunOptions& options);

}  // namespace firstline
