// What a run costs: paid hours times wages, per replication, in exact integer arithmetic.
//
// Flow: ReplicationSet (paid time, wages) -> costs per replication -> estimates and paired differences.
// Units: millionths of the scenario's currency inside; the currency in estimates.
// Shape: a total is the sum of its teams, to the last millionth. cost.total, cost.wages (also by team),
//   cost.per_contact = all cost / contacts handled.
// Errors: none; wages are validated by the reader.
// Threads: pure functions.
// Neglects: every cost but wages (telephony, tools, hiring, ...: roadmap 3).
// Source: science.md 9.1; kpis.md, cost.*.
// Tests: tests/models/economics/cost_book_test.cpp
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/record/estimate.h"
#include "models/record/replication_set.h"

namespace firstline {

// The wages of one replication, in millionths of the currency.
struct CostBook {
  std::vector<std::int64_t> wages_by_team;
  std::int64_t wages = 0;
  std::int64_t total() const { return wages; }
};

// Paid ticks times an hourly wage, rounded half up once. The wage itself is first rounded to millionths.
std::int64_t wage_cost(sim::Tick paid, double wage_per_h);
CostBook book_costs(const ReplicationRecord& record, const ReplicationNames& names);

std::vector<Estimate> estimate_costs(const ReplicationSet& set, const std::string& currency);

// Variant minus base, paired by replication; teams that only one of the two has are left out.
std::vector<Difference> cost_differences(const ReplicationSet& base, const ReplicationSet& variant,
                                         const std::string& currency);

}  // namespace firstline
