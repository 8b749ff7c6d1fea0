#include "models/economics/cost_estimates.h"

#include <algorithm>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <utility>

#include "models/economics/cost_book.h"

namespace firstline {
namespace {

constexpr double kMillionth = 1e-6;

// The parts of the total that belong to teams, and those that come with prices other than wages.
struct TeamLine {
  const char* key;
  Money TeamCost::* part;
};
constexpr TeamLine kTeamLines[] = {{"cost.overtime", &TeamCost::overtime},
                                   {"cost.management", &TeamCost::management},
                                   {"cost.seats", &TeamCost::seats},
                                   {"cost.tools", &TeamCost::tools}};

// One row, replication by replication; den is empty for a mean.
struct CostRow {
  const char* key;
  Slice slice;
  std::vector<double> num;
  std::vector<double> den;
  bool ratio() const { return !den.empty(); }
};

// What costs are divided by, and the costs themselves, of one slice of one replication.
struct Unit {
  Money cost = 0;
  std::int64_t handled = 0;
  std::int64_t resolved = 0;
};

// What there is to tell; of a comparison, in either of its runs.
struct Lines {
  bool detailed = false;
  bool bots = false;
};
Lines lines_of(const PriceList& prices) { return {.detailed = prices.detailed, .bots = !prices.bots.empty()}; }

class CostRows {
 public:
  CostRows(const ReplicationSet& set, const PriceList& prices, const Lines& lines)
      : set_(set), prices_(prices), lines_(lines) {
    for (const ReplicationRecord& record : set.records) books_.push_back(book_costs(record, prices));
    add_totals();
    for (std::size_t t = 0; t < prices.teams.size(); ++t) {
      add("cost.wages", {"team", set.names.teams[t]}, [&](const CostBook& book) { return book.teams[t].wages; });
    }
    if (!lines_.detailed) return;
    for (std::size_t b = 0; b < std::min(prices.bots.size(), set.names.bots.size()); ++b) {
      add("cost.bot", {"bot", set.names.bots[b]}, [&](const CostBook& book) { return book.bots[b]; });
    }
    for (const CostDimension& dimension : prices.dimensions) add_dimension(dimension);
  }
  std::vector<CostRow> take() { return std::move(rows_); }

 private:
  template <class Part>
  void add(const char* key, Slice slice, Part part) {
    CostRow& row = rows_.emplace_back(CostRow{key, std::move(slice), {}, {}});
    for (const CostBook& book : books_) row.num.push_back(static_cast<double>(part(book)) * kMillionth);
  }

  void add_ratio(const char* key, const Slice& slice, const std::vector<Unit>& units, std::int64_t Unit::* per) {
    CostRow& row = rows_.emplace_back(CostRow{key, slice, {}, {}});
    for (const Unit& unit : units) {
      row.num.push_back(static_cast<double>(unit.cost) * kMillionth);
      row.den.push_back(static_cast<double>(unit.*per));
    }
  }

  void add_ratios(const Slice& slice, const std::vector<Unit>& units) {
    add_ratio("cost.per_contact", slice, units, &Unit::handled);
    if (prices_.issues) add_ratio("cost.per_resolution", slice, units, &Unit::resolved);
  }

  void add_totals() {
    add("cost.total", {}, [](const CostBook& book) { return book.total(); });
    add("cost.wages", {}, [](const CostBook& book) { return book.people.wages; });
    if (lines_.detailed) {
      for (const TeamLine& line : kTeamLines) {
        add(line.key, {}, [&](const CostBook& book) { return book.people.*line.part; });
      }
      add("cost.telephony", {}, [](const CostBook& book) { return book.telephony; });
      if (lines_.bots) add("cost.bot", {}, [](const CostBook& book) { return book.all_bots; });
      add("cost.fixed", {}, [](const CostBook& book) { return book.fixed; });
    }
    std::vector<Unit> units(books_.size());
    for (std::size_t r = 0; r < books_.size(); ++r) {
      for (std::size_t c = 0; c < books_[r].classes.size(); ++c) add_class(units[r], r, c);
    }
    add_ratios({}, units);
  }

  void add_dimension(const CostDimension& dimension) {
    std::vector<std::vector<Unit>> units(dimension.slices.size(), std::vector<Unit>(books_.size()));
    for (std::size_t r = 0; r < books_.size(); ++r) {
      for (std::size_t c = 0; c < books_[r].classes.size(); ++c) add_class(units[dimension.slice_of_class[c]][r], r, c);
    }
    for (std::size_t s = 0; s < dimension.slices.size(); ++s) {
      const Slice slice{dimension.name, dimension.slices[s]};
      CostRow& row = rows_.emplace_back(CostRow{"cost.total", slice, {}, {}});
      for (const Unit& unit : units[s]) row.num.push_back(static_cast<double>(unit.cost) * kMillionth);
      add_ratios(slice, units[s]);
    }
  }

  void add_class(Unit& unit, std::size_t replication, std::size_t class_index) const {
    const ClassVolume& volume = set_.records[replication].classes[class_index];
    unit.cost += books_[replication].classes[class_index];
    unit.handled += volume.handled;
    unit.resolved += volume.resolved;
  }

  const ReplicationSet& set_;
  const PriceList& prices_;
  const Lines lines_;
  std::vector<CostBook> books_;
  std::vector<CostRow> rows_;
};

Estimate estimate_row(const CostRow& row, const std::string& currency, double confidence) {
  const sim::Interval interval =
      row.ratio() ? sim::ratio_interval(row.num, row.den, confidence) : sim::mean_interval(row.num, confidence);
  Estimate estimate = to_estimate(row.key, row.slice, currency, interval, static_cast<int>(row.num.size()));
  cut_to_range(estimate, 0.0, std::numeric_limits<double>::infinity());
  return estimate;
}

sim::Interval difference_of(const CostRow& variant, const CostRow& base, std::size_t pairs, double confidence) {
  const auto first = [&](const std::vector<double>& values) { return std::span<const double>(values).first(pairs); };
  if (!base.ratio()) return sim::mean_difference_interval(first(variant.num), first(base.num), confidence);
  return sim::ratio_difference_interval({first(variant.num), first(variant.den)}, {first(base.num), first(base.den)},
                                        confidence);
}

}  // namespace

std::vector<Estimate> estimate_costs(const ReplicationSet& set, const PriceList& prices) {
  std::vector<Estimate> estimates;
  for (const CostRow& row : CostRows(set, prices, lines_of(prices)).take()) {
    estimates.push_back(estimate_row(row, prices.currency, set.confidence));
  }
  return estimates;
}

std::vector<Difference> cost_differences(const ReplicationSet& base, const PriceList& base_prices,
                                         const ReplicationSet& variant, const PriceList& variant_prices) {
  const std::size_t pairs = std::min(base.records.size(), variant.records.size());
  const Lines lines{.detailed = base_prices.detailed || variant_prices.detailed,
                    .bots = !base_prices.bots.empty() || !variant_prices.bots.empty()};
  using Name = std::pair<std::string, std::pair<std::string, std::string>>;
  const auto name_of = [](const CostRow& row) { return Name{row.key, {row.slice.dimension, row.slice.name}}; };
  const std::vector<CostRow> variant_rows = CostRows(variant, variant_prices, lines).take();
  std::map<Name, const CostRow*> in_variant;
  for (const CostRow& row : variant_rows) in_variant.emplace(name_of(row), &row);
  std::vector<Difference> differences;
  for (const CostRow& row : CostRows(base, base_prices, lines).take()) {
    const auto other = in_variant.find(name_of(row));
    if (other == in_variant.end()) continue;
    differences.push_back(to_difference(estimate_row(row, base_prices.currency, base.confidence),
                                        estimate_row(*other->second, base_prices.currency, variant.confidence),
                                        difference_of(*other->second, row, pairs, base.confidence),
                                        static_cast<int>(pairs)));
  }
  return differences;
}

ReplicationValues cost_values(const ReplicationSet& set, const PriceList& prices, std::string_view key,
                              std::string_view dimension) {
  ReplicationValues result;
  for (const CostRow& row : CostRows(set, prices, lines_of(prices)).take()) {
    if (row.key != key || row.slice.dimension != dimension) continue;
    result.slices.push_back(row.slice.name);
    for (std::size_t r = 0; r < row.num.size(); ++r) {
      const double per = row.ratio() ? row.den[r] : 1.0;
      result.values.push_back(per > 0.0 ? row.num[r] / per : std::numeric_limits<double>::quiet_NaN());
    }
  }
  return result;
}

}  // namespace firstline
