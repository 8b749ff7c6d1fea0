#include "models/analytic/poisson_weights.h"

#include <algorithm>
#include <cmath>

#include "sim/base/check.h"

namespace firstline {

PoissonWeights poisson_weights(double mean) {
  EXPECT(mean >= 0.0 && mean < 1e9);
  constexpr double kLeftOut = 1e-20;  // relative to the mode; the geometric rest of either side stays below 1e-17
  const int mode = static_cast<int>(mean);
  std::vector<double> down, up{1.0};
  double w = 1.0;
  for (int k = mode; k > 0 && w > kLeftOut; --k) down.push_back(w *= k / mean);
  w = 1.0;
  for (int k = mode + 1; w > kLeftOut; ++k) up.push_back(w *= mean / k);

  PoissonWeights p;
  p.first = mode - static_cast<int>(down.size());
  p.weight.assign(down.rbegin(), down.rend());
  p.weight.insert(p.weight.end(), up.begin(), up.end());
  p.tail.resize(p.weight.size());
  double total = 0.0;
  for (std::size_t i = p.weight.size(); i-- > 0;) {  // from the right end: tails without cancellation
    p.tail[i] = total;
    total += p.weight[i];
  }
  for (double& x : p.weight) x /= total;
  for (double& x : p.tail) x /= total;
  return p;
}

}  // namespace firstline
