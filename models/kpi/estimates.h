// Estimates of every metric in every slice, with intervals, and paired differences between two runs.
//
// Flow: ReplicationSet -> rows of kpi_table over slices_of -> Estimate; two sets -> Difference (variant minus base).
// Units: the row's.
// Shape: slice by slice, totals first; within a slice in the order of kpi_table. Money rows are left to economics.
//   A row of Kind::paired has its value in a difference from a run without bots to one with; elsewhere its reason.
//   Where all replications agree, an estimate has no interval (kAllAgree); a difference keeps its width of 0.
// Errors: none; what has nothing in its denominator has no mean and a reason.
// Threads: pure functions.
// Neglects: dependence between replications; the discreteness of counts.
// Source: kpis.md, Semantics; science.md 7, 11.1, 11.5; sim/stats/interval.h.
// Tests: tests/models/kpi/estimates_test.cpp
#pragma once

#include <string_view>
#include <vector>

#include "models/record/estimate.h"
#include "models/record/replication_set.h"

namespace firstline {

std::vector<Estimate> estimate(const ReplicationSet& set);

// One metric's total, for stopping rules: here full agreement is an interval of width 0. Undefined for a key that is
// not in the table or is computed by economics.
Estimate estimate_total(const ReplicationSet& set, std::string_view key);

// Paired by replication: the same customers in both. Slices that only one of the two has are left out. Where one run
// was cut short, the pairs are those replications that both have.
std::vector<Difference> difference(const ReplicationSet& base, const ReplicationSet& variant);

// One metric, replication by replication, in every slice of one dimension ("" is the total) that it is estimated for.
// Nothing for a key that is not in the table or is computed by economics.
ReplicationValues replication_values(const ReplicationSet& set, std::string_view key, std::string_view dimension);

}  // namespace firstline
