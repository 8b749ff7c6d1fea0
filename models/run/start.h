// The exact stationary start: the law of the number in system at time 0, where theory has it.
//
// Flow: run and the verification ask for it when the experiment starts stationary; the conductor draws from it.
// Shape: P(N = n), n = 0, 1, ...; one contact type, one team, constant rate and staff, exponential service, exponential
//   or no patience, no menu, no redials, no factors, no limit of places.
// Errors: InputError E347 where the scenario is not of that form, or is unstable.
// Source: reliability.md 0.3 (exact-start replications); models/analytic/mmn_g.h.
// Tests: tests/models/run/start_test.cpp
#pragma once

#include <vector>

#include "models/scenario/scenario.h"

namespace firstline {

std::vector<double> stationary_start(const Scenario& scenario);

}  // namespace firstline
