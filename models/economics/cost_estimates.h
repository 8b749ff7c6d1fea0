// Costs over replications: means, unit costs as ratios, and paired differences.
//
// Flow: ReplicationSet, PriceList -> book_costs for each replication -> the cost.* rows of kpi_table.
// Units: the scenario's currency.
// Shape: cost.total and its parts (cost.wages also by team; cost.bot also by bot, where there is one),
// cost.per_contact, cost.per_resolution; cost.total and the
//   unit costs by contact type, channel, segment, product and topic. Of a scenario that has no prices but wages and no
//   classes: cost.total, cost.wages, cost.per_contact.
// Errors: none; nothing handled or resolved has no unit cost, and says so.
// Threads: pure functions.
// Source: science.md 9.4, 7.16; kpis.md, cost.*.
// Tests: tests/models/economics/cost_estimates_test.cpp
#pragma once

#include <string_view>
#include <vector>

#include "models/economics/price_list.h"
#include "models/record/estimate.h"
#include "models/record/replication_set.h"

namespace firstline {

std::vector<Estimate> estimate_costs(const ReplicationSet& set, const PriceList& prices);

// Variant minus base, paired by replication, in the base's currency; what only one of the two has is left out.
std::vector<Difference> cost_differences(const ReplicationSet& base, const PriceList& base_prices,
                                         const ReplicationSet& variant, const PriceList& variant_prices);

// As replication_values of models/kpi, for the keys of costs.
ReplicationValues cost_values(const ReplicationSet& set, const PriceList& prices, std::string_view key,
                              std::string_view dimension);

}  // namespace firstline
