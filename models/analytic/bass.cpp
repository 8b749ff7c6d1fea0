#include "models/analytic/bass.h"

#include <cmath>

#include "sim/base/check.h"

namespace firstline {

double BassAdoption::share(double t) const {
  EXPECT(p > 0.0 && q >= 0.0 && t >= 0.0);
  return -std::expm1(-(p + q) * t) / (1.0 + q / p * std::exp(-(p + q) * t));
}

double BassAdoption::rate(double t) const {
  const double adopted = share(t);
  return (p + q * adopted) * (1.0 - adopted);
}

double BassAdoption::peak_time() const {
  EXPECT(p > 0.0 && q >= 0.0);
  return q <= p ? 0.0 : std::log(q / p) / (p + q);
}

}  // namespace firstline
