// Laws of durations as plain data: the twelve kinds, their validation, moments and survival functions.
//
// Flow: scenario documents -> Law -> validate -> Sampler (distribution.h); analytic formulas ask mean and variance.
// Units: seconds; rates are per second.
// Errors: validate returns a code and the parameter ("E325 shape"); the other functions expect a valid Law.
// Threads: pure functions.
// Neglects: whether an infinite mean is sensible: patience may have one, a service time may not (E326, the caller's).
// Source: science.md 1.2, 2.1; reliability.md S17 to S24.
// Tests: tests/sim/random/law_test.cpp (moments against Boost.Math and numerical integrals)
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace sim {

enum class LawKind {
  exponential,
  gamma,
  weibull,
  lognormal,
  hyperexponential,
  erlang,
  deterministic,
  uniform,
  triangular,
  empirical,
  piecewise_hazard,
  none,  // never: infinite patience, a server that never fails
};

// With probability atom_at_zero the duration is 0; else it is shift + X, X by kind and a, b, c.
struct Law {
  LawKind kind = LawKind::exponential;
  double a = 0.0;  // exponential, deterministic: mean, value; gamma, weibull: shape; erlang: phases; lognormal: mean
                   // hyperexponential: probability of phase 1; uniform, triangular: lowest
  double b = 0.0;  // gamma, erlang: mean; weibull: scale; lognormal: coefficient of variation; hyperexponential: mean 1
                   // uniform: highest; triangular: mode
  double c = 0.0;  // hyperexponential: mean 2; triangular: highest
  double atom_at_zero = 0.0;
  std::vector<double> values;   // empirical: seconds; piecewise_hazard: start of each piece, the first at 0
  std::vector<double> weights;  // empirical: relative; piecewise_hazard: rate of each piece, the last for ever
  double shift = 0.0;

  static Law exponential(double mean_s);
  static Law gamma(double shape, double mean_s);
  static Law weibull(double shape, double scale_s);
  static Law lognormal(double mean_s, double cv);
  static Law hyperexponential(double p, double mean1_s, double mean2_s);
  static Law erlang(int phases, double mean_s);
  static Law deterministic(double value_s);
  static Law uniform(double low_s, double high_s);
  static Law triangular(double low_s, double mode_s, double high_s);
  static Law empirical(std::vector<double> values_s, std::vector<double> weights);
  static Law piecewise_hazard(std::vector<double> start_times_s, std::vector<double> rates_per_s);
  static Law none();
  friend bool operator==(const Law&, const Law&) = default;
};

// What is wrong with a law: the catalogue's code, a space, the parameter's name; nothing when it is valid.
// E320 negative or not finite, E321 not a probability, E322 outside [1e-6 s, 1e9 s], E325 impossible parameters.
std::optional<std::string> validate(const Law& law);

// Moments of the whole duration, atom and shift included; infinity where they do not exist.
double mean(const Law& law);
double variance(const Law& law);
// P(duration > t).
double survival(const Law& law, double t_s);

}  // namespace sim
