// How many contacts a scenario brings on average: for limits and warnings before anything runs.
//
// Flow: validate asks; the simulation never does.
// Units: contacts, per second.
// Shape: profile by weekday times the level of each day (season.h) plus the mean of incidents; traces are counted.
// Errors: none; sums in 128 bits.
// Neglects: redials and returns; the first incidents' build-up (their stationary mean is taken); with more than a
//   million days to look at, level days in between are taken as their neighbours.
// Source: reliability.md S36, S37.
// Tests: tests/models/scenario/demand_test.cpp
#pragma once

#include "models/scenario/experiment.h"
#include "models/scenario/scenario.h"
#include "sim/base/units.h"

namespace firstline {

// The mean rate of a slot; on a line it lies between the slot's number and the next one's.
double slot_rate_per_s(const Arrivals& arrivals, std::size_t weekday, std::size_t slot);

// Of the profile alone, over the week.
double mean_rate_per_s(const Arrivals& arrivals);

// Fresh contacts to be expected in all replications of the whole span, redials not counted.
sim::Wide estimated_contacts(const Scenario& scenario, const Experiment& experiment);

}  // namespace firstline
