// Small random centres by number: several types, queues, teams, skills, hours, closings, redials, places, periods,
// rosters.
//
// Flow: random_case(number) -> scenario, experiment and key; the same number is the same case for ever.
// Units: seconds.
// Shape: two cases in three are continuous days; every third lives in the first hour with all moments at whole seconds,
// so
//        that events of one instant are common.
// Tests: used by the tests of this folder
#pragma once

#include "models/scenario/experiment.h"
#include "models/scenario/scenario.h"
#include "sim/random/stream.h"

namespace firstline::invariants {

struct Case {
  Scenario scenario;
  Experiment experiment;
  sim::StreamKey key;
};

Case random_case(std::uint32_t number);

}  // namespace firstline::invariants
