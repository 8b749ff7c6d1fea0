#include "sim/stats/dirichlet.h"

#include <cmath>

#include "sim/base/check.h"

namespace sim {

std::vector<DirichletShare> dirichlet_posterior(std::span<const double> counts, double prior) {
  EXPECT(!counts.empty() && prior >= 0.0);
  double total = 0.0;
  for (const double count : counts) {
    EXPECT(count >= 0.0);
    total += count + prior;
  }
  EXPECT(total > 0.0);
  std::vector<DirichletShare> out;
  for (const double count : counts) {
    const double mean = (count + prior) / total;
    out.push_back({mean, std::sqrt(mean * (1.0 - mean) / (total + 1.0))});
  }
  return out;
}

}  // namespace sim
