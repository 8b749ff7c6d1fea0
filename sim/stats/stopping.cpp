#include "sim/stats/stopping.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sim {

int next_checkpoint(int done, const StopRule& rule) {
  int look = std::max(rule.minimum, 2);
  while (look <= done && look < rule.maximum) look += look / 2;
  return std::min(look, rule.maximum);
}

PrecisionState check_precision(const Interval& interval, const PrecisionGoal& goal, const StopRule& rule) {
  constexpr int kNever = std::numeric_limits<int>::max();
  if (!interval.estimable) return {false, next_checkpoint(interval.n, rule)};
  const double wanted = std::max(goal.absolute, std::fabs(interval.mean) * goal.relative / (1.0 + goal.relative));
  const double half = interval.half_width();
  if (half <= wanted) return {interval.n >= rule.minimum, std::max(interval.n, rule.minimum)};
  if (wanted <= 0.0) return {false, kNever};
  // Rounded up, but not for the sake of the last bits of a whole number.
  const double needed = std::ceil(interval.n * (half / wanted) * (half / wanted) * (1.0 - 1e-12));
  return {false, needed < kNever ? std::max(static_cast<int>(needed), rule.minimum) : kNever};
}

double joint_confidence(double confidence, int count) {
  return count <= 1 ? confidence : 1.0 - (1.0 - confidence) / count;
}

}  // namespace sim
