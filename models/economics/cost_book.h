// What one replication costs: facts times prices in exact integer arithmetic, and its share for each class of contacts.
//
// Flow: ReplicationRecord, PriceList -> CostBook; cost_estimates makes means and differences of it.
// Units: millionths of the scenario's currency.
// Shape: every sum is exact: the lines of cost sum to the total, and so do the classes. A line is rounded once a team
//   (telephony: a class; wages: once for each team whose people work there). A team's cost goes to classes in
//   proportion to its busy time on each, so that idle time is shared by use; who works for another team costs it the
//   wage of the own one; telephony to its own class; fixed cost by contacts offered; a bot's by the contacts offered
//   that meet it. What has no busy time goes by contacts offered, and where none came in equal parts.
// Errors: none.
// Threads: pure functions.
// Neglects: who of a team's operators was dearer; the overtime premium of whoever works for another team, which is that
//   team's; where busy time by class is not recorded (neither topics nor channels), the handle time of the types that
//   the team serves stands for it; which class's sessions with a bot were longer.
// Source: science.md 9.1, 9.4; docs/method/economics.md.
// Tests: tests/models/economics/cost_book_test.cpp
#pragma once

#include <cstdint>
#include <vector>

#include "models/economics/price_list.h"
#include "models/record/replication_set.h"

namespace firstline {

struct TeamCost {
  Money wages = 0;  // load included
  Money overtime = 0;
  Money management = 0;
  Money seats = 0;
  Money tools = 0;

  Money total() const { return wages + overtime + management + seats + tools; }
  void add(const TeamCost& other);
};

struct CostBook {
  std::vector<TeamCost> teams;
  TeamCost people;  // all teams together
  Money telephony = 0;
  Money fixed = 0;
  std::vector<Money> bots;     // sessions, their minutes and licences of each
  Money all_bots = 0;          // together
  std::vector<Money> classes;  // of the total

  Money total() const { return people.total() + telephony + fixed + all_bots; }
};

// price * quantity / unit, rounded half up. price >= 0; quantity >= 0; 0 < unit < 2^62.
Money cost_of(Money price, sim::Wide quantity, sim::Wide unit);

// The amount in parts proportional to the weights, by cumulative rounding: they sum exactly to it. Weights of 0
// throughout: equal parts.
std::vector<Money> spread(Money amount, const std::vector<std::int64_t>& weights);

CostBook book_costs(const ReplicationRecord& record, const PriceList& prices);

}  // namespace firstline
