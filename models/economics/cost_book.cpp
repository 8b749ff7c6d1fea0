#include "models/economics/cost_book.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace firstline {
namespace {

constexpr double kMillionth = 1e-6;

// One cost, replication by replication; den is empty for a mean.
struct CostLine {
  std::string key;
  Slice slice;
  std::vector<double> num;
  std::vector<double> den;
};

std::vector<CostLine> cost_lines(const ReplicationSet& set) {
  std::vector<CostLine> lines{{"cost.total", {}, {}, {}}, {"cost.wages", {}, {}, {}}, {"cost.per_contact", {}, {}, {}}};
  for (const std::string& team : set.names.teams) lines.push_back({"cost.wages", {"team", team}, {}, {}});
  for (const ReplicationRecord& record : set.records) {
    const CostBook book = book_costs(record, set.names);
    lines[0].num.push_back(static_cast<double>(book.total()) * kMillionth);
    lines[1].num.push_back(static_cast<double>(book.wages) * kMillionth);
    lines[2].num.push_back(static_cast<double>(book.total()) * kMillionth);
    lines[2].den.push_back(static_cast<double>(record.total.answered));
    for (std::size_t team = 0; team < book.wages_by_team.size(); ++team) {
      lines[3 + team].num.push_back(static_cast<double>(book.wages_by_team[team]) * kMillionth);
    }
  }
  return lines;
}

bool is_ratio(const CostLine& line) { return line.key == "cost.per_contact"; }

Estimate estimate_line(const CostLine& line, const std::string& currency, double confidence) {
  const sim::Interval interval =
      is_ratio(line) ? sim::ratio_interval(line.num, line.den, confidence) : sim::mean_interval(line.num, confidence);
  return to_estimate(line.key, line.slice, currency, interval, static_cast<int>(line.num.size()));
}

sim::Interval difference_of(const CostLine& variant, const CostLine& base, std::size_t pairs, double confidence) {
  const auto first = [&](const std::vector<double>& values) { return std::span<const double>(values).first(pairs); };
  if (!is_ratio(base)) return sim::mean_difference_interval(first(variant.num), first(base.num), confidence);
  return sim::ratio_difference_interval({first(variant.num), first(variant.den)}, {first(base.num), first(base.den)},
                                        confidence);
}

}  // namespace

std::int64_t wage_cost(sim::Tick paid, double wage_per_h) {
  const auto wage = static_cast<sim::Wide>(std::floor(wage_per_h * 1e6 + 0.5));
  const sim::Wide hour = sim::kTicksPerHour;
  return static_cast<std::int64_t>((static_cast<sim::Wide>(paid) * wage + hour / 2) / hour);
}

CostBook book_costs(const ReplicationRecord& record, const ReplicationNames& names) {
  CostBook book;
  for (std::size_t team = 0; team < record.by_team.size(); ++team) {
    book.wages_by_team.push_back(wage_cost(record.by_team[team].paid(), names.team_wage_per_h[team]));
    book.wages += book.wages_by_team.back();
  }
  return book;
}

std::vector<Estimate> estimate_costs(const ReplicationSet& set, const std::string& currency) {
  std::vector<Estimate> estimates;
  for (const CostLine& line : cost_lines(set)) estimates.push_back(estimate_line(line, currency, set.confidence));
  return estimates;
}

std::vector<Difference> cost_differences(const ReplicationSet& base, const ReplicationSet& variant,
                                         const std::string& currency) {
  const std::size_t pairs = std::min(base.records.size(), variant.records.size());
  const std::vector<CostLine> variant_lines = cost_lines(variant);
  std::vector<Difference> differences;
  for (const CostLine& line : cost_lines(base)) {
    const auto other = std::find_if(variant_lines.begin(), variant_lines.end(), [&](const CostLine& candidate) {
      return candidate.key == line.key && candidate.slice == line.slice;
    });
    if (other == variant_lines.end()) continue;
    differences.push_back(to_difference(estimate_line(line, currency, base.confidence),
                                        estimate_line(*other, currency, variant.confidence),
                                        difference_of(*other, line, pairs, base.confidence), static_cast<int>(pairs)));
  }
  return differences;
}

}  // namespace firstline
