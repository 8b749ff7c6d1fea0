// What the bots of a run spared the operators: the run against its twin, the same customers without the bots.
//
// Flow: run() plays the twin when it is asked for; compare() has its pairs already (models/kpi/estimates.h).
// Units: shares of the contacts, and of the minutes, that people would have had.
// Draws: none of its own; every draw is keyed by customer, so that the twin's customers are the same.
// Errors: none.
// Threads: pure functions.
// Source: kpis.md, bot.deflection; science.md 5.2.
// Tests: tests/models/run/deflection_test.cpp
#pragma once

#include "models/run/result.h"

namespace firstline {

// The scenario with nobody but people to talk to.
Scenario without_bots(Scenario scenario);

// Gives the estimates of Kind::paired their values, where the twin has the slice.
void add_deflection(RunResult& result, const ReplicationSet& twin);

}  // namespace firstline
