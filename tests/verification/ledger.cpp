#include "tests/verification/ledger.h"

#include <algorithm>
#include <cmath>

namespace verification {

double Row::z() const {
  const double spread = std::sqrt(se * se + reference_se * reference_se);
  return spread > 0.0 ? (ours - reference) / spread : 0.0;
}

void Ledger::analytic(const std::string& block, const std::string& name, const std::string& quantity, double reference,
                      double ours, double tolerance) {
  Row row{.block = block, .name = name, .quantity = quantity, .reference = reference, .ours = ours};
  const double scale = reference == 0.0 ? 1.0 : std::abs(reference);
  row.tolerance = tolerance;
  row.pass = std::abs(ours - reference) <= tolerance * scale;
  rows_.push_back(row);
}

void Ledger::simulated(const std::string& block, const std::string& name, const std::string& quantity, double reference,
                       const Value& ours, double reference_se) {
  Row row{.block = block,
          .name = name,
          .quantity = quantity,
          .reference = reference,
          .reference_se = reference_se,
          .ours = ours.mean,
          .se = ours.se};
  constexpr double kMostSpread = 4.5;  // false alarm 7e-6 a row
  // No variation at all is right only where the answer is exact (nobody ever waits, nobody is ever lost).
  const bool exact = ours.se == 0.0 && std::abs(ours.mean - reference) <= 1e-6;
  const double demanded = std::max(budget_.relative_se * std::abs(reference), budget_.absolute_se);
  const bool precise = ours.se > 0.0 && ours.se <= 1.05 * std::max(demanded, reference_se);
  row.pass = exact || (precise && std::abs(row.z()) <= kMostSpread);
  rows_.push_back(row);
}

void Ledger::simulated(const std::string& block, const std::string& name, const std::vector<Quantity>& quantities,
                       const std::vector<double>& references, const std::vector<Value>& ours,
                       const std::vector<double>& reference_se) {
  for (std::size_t i = 0; i < quantities.size(); ++i) {
    simulated(block, name, quantities[i].name, references[i], ours[i], reference_se.empty() ? 0.0 : reference_se[i]);
  }
}

void Ledger::skipped(const std::string& block, const std::string& reason) { skips_.emplace_back(block, reason); }

std::size_t Ledger::failures() const {
  return static_cast<std::size_t>(std::count_if(rows_.begin(), rows_.end(), [](const Row& row) { return !row.pass; }));
}

}  // namespace verification
