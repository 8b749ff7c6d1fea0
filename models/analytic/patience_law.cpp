#include "models/analytic/patience_law.h"

#include <cmath>
#include <utility>

#include "sim/base/check.h"

namespace firstline {

PatienceLaw PatienceLaw::with_balk(double share) const {
  EXPECT(share >= 0.0 && share <= 1.0);
  PatienceLaw law = *this;
  law.balk = share;
  return law;
}

PatienceLaw exponential_patience(double rate_per_s) {
  EXPECT(rate_per_s > 0.0);
  PatienceLaw law;
  law.survival = [rate_per_s](double x) { return std::exp(-rate_per_s * x); };
  return law;
}

PatienceLaw weibull_patience(double shape, double scale_s) {
  EXPECT(shape > 0.0 && scale_s > 0.0);
  PatienceLaw law;
  law.survival = [=](double x) { return std::exp(-std::pow(x / scale_s, shape)); };
  return law;
}

PatienceLaw hyperexponential_patience(std::vector<double> p, std::vector<double> r_per_s) {
  EXPECT(p.size() == r_per_s.size() && !p.empty());
  PatienceLaw law;
  law.survival = [p = std::move(p), r = std::move(r_per_s)](double x) {
    double sum = 0.0;
    for (std::size_t i = 0; i < p.size(); ++i) sum += p[i] * std::exp(-r[i] * x);
    return sum;
  };
  return law;
}

PatienceLaw erlang_patience(int stages, double mean_s) {
  EXPECT(stages >= 1 && mean_s > 0.0);
  PatienceLaw law;
  law.survival = [=](double x) {
    const double y = stages * x / mean_s;
    double term = std::exp(-y), sum = term;
    for (int k = 1; k < stages; ++k) sum += term *= y / k;
    return sum;
  };
  return law;
}

PatienceLaw lognormal_patience(double mean_s, double scv) {
  EXPECT(mean_s > 0.0 && scv > 0.0);
  const double variance = std::log1p(scv);
  const double location = std::log(mean_s) - 0.5 * variance;
  PatienceLaw law;
  law.survival = [=](double x) {
    return x <= 0.0 ? 1.0 : 0.5 * std::erfc((std::log(x) - location) / std::sqrt(2.0 * variance));
  };
  return law;
}

PatienceLaw deterministic_patience(double limit_s) {
  EXPECT(limit_s > 0.0);
  PatienceLaw law;
  law.survival = [limit_s](double x) { return x < limit_s ? 1.0 : 0.0; };
  law.breaks = {limit_s};
  return law;
}

PatienceLaw infinite_patience() {
  PatienceLaw law;
  law.survival = [](double) { return 1.0; };
  law.stays = 1.0;
  return law;
}

}  // namespace firstline
