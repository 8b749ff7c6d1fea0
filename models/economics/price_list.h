// Prices as the cost book needs them: integers, by team and by class of contacts, with the slices that costs have.
//
// Flow: price_list(Scenario, CounterShape) once a run -> book_costs for each replication.
// Units: prices are millionths of the currency an hour, a minute, a contact or a month, each rounded half up once.
// Shape: teams in order of name, classes as the shape's; a dimension's slices partition the classes.
// Errors: none; prices are validated by the reader.
// Threads: immutable once made.
// Neglects: prices that change over time, volume discounts, taxes on the company; operators who share seats.
// Source: science.md 9.1.
// Tests: tests/models/economics/price_list_test.cpp
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/record/counters.h"
#include "models/scenario/scenario.h"
#include "sim/base/units.h"

namespace firstline {

using Money = sim::Wide;  // millionths of the currency, of a price or an amount

inline constexpr sim::Tick kTicksPerMonth = sim::seconds_to_ticks(kDaysPerMonth * 86400.0);

struct TeamPrices {
  Money wage_per_h = 0;       // of paid time, load included
  Money overtime_per_h = 0;   // the premium alone, load included
  std::int64_t employed = 0;  // operators of the roster, or the highest planned level: each has a licence
  std::vector<bool> serves;   // [class]
};

struct BotPrices {
  Money per_contact = 0;
  Money per_min = 0;
  Money licences_per_month = 0;     // of all its sessions at once
  std::vector<std::int64_t> meets;  // [class]: millionths of the contacts that meet it
};

struct ClassPrices {
  Money per_min = 0;
  Money per_contact = 0;
};

// One way to slice costs: names in order, and which of them each class belongs to. "" is what has no name.
struct CostDimension {
  std::string name;
  std::vector<std::string> slices;
  std::vector<std::size_t> slice_of_class;
};

struct PriceList {
  std::string currency;
  bool detailed = false;  // more than wages to tell: other prices, or classes of contacts
  bool issues = false;    // resolved issues are counted
  std::vector<TeamPrices> teams;
  std::vector<ClassPrices> classes;
  std::vector<BotPrices> bots;  // in order of name
  std::vector<CostDimension> dimensions;
  Money management_per_h = 0;  // of paid time of operators, load included
  Money seat_per_month = 0;
  Money tools_per_month = 0;
  Money fixed_per_month = 0;
};

PriceList price_list(const Scenario& scenario, const CounterShape& shape);

// Has anybody entered any price? If not, reports show no money.
bool any_price(const Scenario& scenario);

}  // namespace firstline
