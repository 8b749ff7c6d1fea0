// The names behind the numbers of a replication set: ids in order of name, and which line, segment or product is whose.
//
// Flow: models/run fills ReplicationSet::names with it; slices of models/kpi and tables of models/report read them.
// Shape: ids are places in the scenario's maps. What only issues, legs and agreements need is empty where the counters
//   have one class a type. A team's line is that of the queue it prefers: the first of its lowest priority number.
// Threads: pure function.
// Tests: tests/models/run/record_names_test.cpp
#pragma once

#include "models/record/replication_set.h"
#include "models/scenario/experiment.h"
#include "models/scenario/scenario.h"

namespace firstline {

ReplicationNames names_of(const Scenario& scenario, const Experiment& experiment, const CounterShape& shape);

}  // namespace firstline
