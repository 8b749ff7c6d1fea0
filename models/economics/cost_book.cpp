#include "models/economics/cost_book.h"

#include <algorithm>

namespace firstline {
namespace {

using Weights = std::vector<std::int64_t>;

// a * n / d rounded half up: whole units first, so that the product needs no more than 128 bits.
Money scale(Money a, sim::Wide n, sim::Wide d) { return a / d * n + (a % d * n + d / 2) / d; }

bool all_zero(const Weights& weights) {
  return std::all_of(weights.begin(), weights.end(), [](std::int64_t weight) { return weight == 0; });
}

// Each hour at the wage of the team whose operator worked it.
Money wages_of(const ReplicationRecord& record, const PriceList& prices, std::size_t team) {
  sim::Tick own = record.by_team[team].paid();
  Money wages = 0;
  const std::size_t teams = prices.teams.size();
  for (std::size_t home = 0; home < teams && !record.lent.empty(); ++home) {
    const sim::Tick lent = record.lent[home * teams + team];
    own -= lent;
    wages += cost_of(prices.teams[home].wage_per_h, lent, sim::kTicksPerHour);
  }
  return wages + cost_of(prices.teams[team].wage_per_h, own, sim::kTicksPerHour);
}

TeamCost cost_of_team(const ReplicationRecord& record, std::int64_t seats, std::size_t index, const PriceList& prices) {
  const TeamCell& facts = record.by_team[index];
  const TeamPrices& team = prices.teams[index];
  const auto for_span = [&](Money per_month, std::int64_t number) {
    return cost_of(per_month, static_cast<sim::Wide>(number) * record.measured, kTicksPerMonth);
  };
  return {.wages = wages_of(record, prices, index),
          .overtime = cost_of(team.overtime_per_h, facts.overtime, sim::kTicksPerHour),
          .management = cost_of(prices.management_per_h, facts.paid(), sim::kTicksPerHour),
          .seats = for_span(prices.seat_per_month, seats),
          .tools = for_span(prices.tools_per_month, team.employed)};
}

// What the team worked on, class by class.
Weights use_of_team(const ReplicationRecord& record, const TeamPrices& team, std::size_t index) {
  const std::size_t classes = record.classes.size();
  Weights use(classes, 0);
  for (std::size_t c = 0; c < classes; ++c) {
    if (!record.work.empty()) {
      use[c] = record.work[index * classes + c];
    } else if (team.serves[c]) {
      use[c] = record.classes[c].handle;
    }
  }
  return use;
}

void add_parts(std::vector<Money>& sums, const std::vector<Money>& parts) {
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += parts[i];
}

void book_telephony(const ReplicationRecord& record, const PriceList& prices, CostBook& book) {
  for (std::size_t c = 0; c < record.classes.size(); ++c) {
    const ClassVolume& volume = record.classes[c];
    const Money cost = cost_of(prices.classes[c].per_min, volume.line_time, sim::kTicksPerMinute) +
                       cost_of(prices.classes[c].per_contact, volume.offered, 1);
    book.classes[c] += cost;
    book.telephony += cost;
  }
}

void book_bots(const ReplicationRecord& record, const PriceList& prices, const Weights& volume, CostBook& book) {
  for (std::size_t b = 0; b < prices.bots.size(); ++b) {
    const BotPrices& bot = prices.bots[b];
    const BotCell facts = b < record.bots.size() ? record.bots[b] : BotCell{};
    const Money cost = cost_of(bot.per_contact, facts.sessions, 1) +
                       cost_of(bot.per_min, facts.time, sim::kTicksPerMinute) +
                       cost_of(bot.licences_per_month, record.measured, kTicksPerMonth);
    book.bots.push_back(cost);
    book.all_bots += cost;
    Weights met;
    for (std::size_t c = 0; c < volume.size(); ++c) met.push_back(volume[c] * bot.meets[c]);
    add_parts(book.classes, spread(cost, all_zero(met) ? volume : met));
  }
}

}  // namespace

void TeamCost::add(const TeamCost& other) {
  wages += other.wages;
  overtime += other.overtime;
  management += other.management;
  seats += other.seats;
  tools += other.tools;
}

Money cost_of(Money price, sim::Wide quantity, sim::Wide unit) { return scale(price, quantity, unit); }

std::vector<Money> spread(Money amount, const std::vector<std::int64_t>& weights) {
  const Weights equal(all_zero(weights) ? weights.size() : 0, 1);
  const Weights& used = equal.empty() ? weights : equal;
  sim::Wide sum = 0;
  for (const std::int64_t weight : used) sum += weight;
  std::vector<Money> parts;
  sim::Wide so_far = 0;
  Money given = 0;
  for (const std::int64_t weight : used) {
    so_far += weight;
    const Money until_here = scale(amount, so_far, sum);
    parts.push_back(until_here - given);
    given = until_here;
  }
  return parts;
}

CostBook book_costs(const ReplicationRecord& record, const PriceList& prices) {
  Weights volume;
  for (const ClassVolume& of_class : record.classes) volume.push_back(of_class.offered);

  CostBook book;
  book.classes.resize(record.classes.size());
  for (std::size_t t = 0; t < record.by_team.size(); ++t) {
    const TeamPrices& team = prices.teams[t];
    const std::int64_t seats = record.peak_on_duty.empty() ? team.employed : record.peak_on_duty[t];
    book.teams.push_back(cost_of_team(record, seats, t, prices));
    book.people.add(book.teams.back());
    const Weights use = use_of_team(record, team, t);
    add_parts(book.classes, spread(book.teams.back().total(), all_zero(use) ? volume : use));
  }
  book_telephony(record, prices, book);
  book.fixed = cost_of(prices.fixed_per_month, record.measured, kTicksPerMonth);
  add_parts(book.classes, spread(book.fixed, volume));
  book_bots(record, prices, volume, book);
  return book;
}

}  // namespace firstline
