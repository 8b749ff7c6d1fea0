// How long something takes when some of it was not finished at the end: the product-limit curve of Kaplan and Meier.
//
// Flow: times with "resolved" or "still open" -> a curve -> median, restricted mean. Open items are censored, not
//   dropped: dropping them flatters, because it is the long ones that are open.
// Units: those of the times given; from histograms (ticks) seconds. Shares run from 0 to 1.
// Shape: a step at every time at which something was resolved; the curve holds its value from the step on. At equal
//   times what was resolved counts before what was left open. From histograms every time is that of the middle of its
//   bucket, as in LogHistogram::quantile: within 0.4 %.
// Errors: finite times >= 0 and spans of equal length are expected. Nothing observed: S stays 1, no quantile.
// Threads: pure functions.
// Neglects: censoring that depends on how long the item would have taken. Past the longest time seen (follow_up) the
//   curve is held level, so a restricted mean to a later tau is a bound from above.
// Source: Kaplan and Meier 1958; Greenwood 1926; science.md 7.17.
// Tests: tests/sim/stats/survival_test.cpp
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "sim/stats/histogram.h"

namespace sim {

struct SurvivalStep {
  double time = 0.0;
  std::int64_t at_risk = 0;
  std::int64_t resolved = 0;
  double survival = 1.0;        // from this time on
  double standard_error = 0.0;  // Greenwood's
};

class SurvivalCurve {
 public:
  SurvivalCurve(std::vector<SurvivalStep> steps, double follow_up) : steps_(std::move(steps)), follow_up_(follow_up) {}

  // The share still open after time t.
  double at(double t) const;
  // Mean of min(time, tau).
  double restricted_mean(double tau) const;
  // The smallest time by which a share p, 0 < p <= 1, is resolved; nothing if the data do not reach so far.
  std::optional<double> quantile(double p) const;

  const std::vector<SurvivalStep>& steps() const { return steps_; }
  double follow_up() const { return follow_up_; }  // the longest time seen, resolved or open

 private:
  std::vector<SurvivalStep> steps_;
  double follow_up_ = 0.0;
};

// resolved[i] != 0: item i took times[i]; else it was open when last seen, at age times[i].
SurvivalCurve survival_curve(std::span<const double> times, std::span<const std::uint8_t> resolved);
SurvivalCurve survival_curve(const LogHistogram::Compact& resolved, const LogHistogram::Compact& censored);
inline SurvivalCurve survival_curve(const LogHistogram& resolved, const LogHistogram& censored) {
  return survival_curve(resolved.compact(), censored.compact());
}

}  // namespace sim
