#include "sim/random/law.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <utility>

#include "sim/random/det_math.h"

namespace sim {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kShortest_s = 1e-6, kLongest_s = 1e9;

using Reason = std::optional<std::string>;

Reason check_time(double value_s, const char* name) {
  if (!std::isfinite(value_s) || value_s <= 0.0) return std::string("E320 ") + name;
  if (value_s < kShortest_s || value_s > kLongest_s) return std::string("E322 ") + name;
  return std::nullopt;
}

Reason check_time_or_zero(double value_s, const char* name) {
  return value_s == 0.0 ? std::nullopt : check_time(value_s, name);
}

Reason check_share(double value, const char* name) {
  return value >= 0.0 && value <= 1.0 ? std::nullopt : Reason(std::string("E321 ") + name);
}

Reason check_between(double value, double low, double high, const char* name) {
  return value >= low && value <= high ? std::nullopt : Reason(std::string("E325 ") + name);
}

Reason first_of(std::initializer_list<Reason> reasons) {
  for (const Reason& reason : reasons) {
    if (reason) return reason;
  }
  return std::nullopt;
}

Reason check_empirical(const Law& law) {
  if (law.values.empty()) return "E325 values";
  if (law.weights.size() != law.values.size()) return "E325 weights";
  double total = 0.0;
  for (std::size_t i = 0; i < law.values.size(); ++i) {
    if (const Reason reason = check_time_or_zero(law.values[i], "values")) return reason;
    if (!(law.weights[i] >= 0.0)) return "E325 weights";
    total += law.weights[i];
  }
  return total > 0.0 && std::isfinite(total) ? std::nullopt : Reason("E325 weights");
}

Reason check_hazard(const Law& law) {
  if (law.values.empty() || law.values.front() != 0.0) return "E325 start_times";
  if (law.weights.size() != law.values.size()) return "E325 rates";
  bool any = false;
  for (std::size_t i = 0; i < law.values.size(); ++i) {
    if (i > 0 && !(law.values[i] > law.values[i - 1] && law.values[i] <= kLongest_s)) return "E325 start_times";
    if (!(law.weights[i] >= 0.0 && law.weights[i] <= 1.0 / kShortest_s)) return "E325 rates";
    any = any || law.weights[i] > 0.0;
  }
  return any ? std::nullopt : Reason("E325 rates");
}

Reason check_weibull(const Law& law) {
  const Reason reason = first_of({check_between(law.a, 0.05, 100.0, "shape"), check_time(law.b, "scale")});
  return reason || law.b * det_exp(log_gamma(1.0 + 1.0 / law.a)) <= kLongest_s ? reason : Reason("E322 mean");
}

Reason check_kind(const Law& law) {
  switch (law.kind) {
    case LawKind::exponential:
      return check_time(law.a, "mean");
    case LawKind::gamma:
      return first_of({check_between(law.a, 0.01, 1e6, "shape"), check_time(law.b, "mean")});
    case LawKind::weibull:
      return check_weibull(law);
    case LawKind::lognormal:
      return first_of({check_time(law.a, "mean"), check_between(law.b, 0.0, 100.0, "cv")});
    case LawKind::hyperexponential:
      return first_of({check_share(law.a, "p"), check_time(law.b, "mean1"), check_time(law.c, "mean2")});
    case LawKind::erlang:
      if (law.a != std::floor(law.a)) return "E325 phases";
      return first_of({check_between(law.a, 1.0, 1e6, "phases"), check_time(law.b, "mean")});
    case LawKind::deterministic:
      return check_time_or_zero(law.a, "value");
    case LawKind::uniform:
      return first_of({check_time_or_zero(law.a, "low"), check_time_or_zero(law.b, "high"),
                       check_between(law.b, law.a, kLongest_s, "high")});
    case LawKind::triangular:
      return first_of({check_time_or_zero(law.a, "low"), check_time_or_zero(law.c, "high"),
                       check_between(law.b, law.a, law.c, "mode"), check_between(law.c, law.a, kLongest_s, "high")});
    case LawKind::empirical:
      return check_empirical(law);
    case LawKind::piecewise_hazard:
      return check_hazard(law);
    case LawKind::none:
      return std::nullopt;
  }
  return "E325 kind";
}

struct Moments {
  double first = 0.0;
  double second = 0.0;
};

// 1 - e^-y (1 + y), without cancellation for small y.
double second_order_rest(double y) {
  if (y < 0.02) return y * y * (0.5 - y * (1.0 / 3 - y * (1.0 / 8 - y * (1.0 / 30 - y / 144))));
  return 1.0 - det_exp(-y) * (1.0 + y);
}

Moments piecewise_moments(const Law& law) {
  double alive = 1.0, area = 0.0, moment = 0.0;
  for (std::size_t i = 0; i < law.values.size(); ++i) {
    const double start = law.values[i], rate = law.weights[i];
    const bool last = i + 1 == law.values.size();
    if (last && rate == 0.0) return {kInfinity, kInfinity};
    const double length = last ? kInfinity : law.values[i + 1] - start;
    const double y = rate * length;
    if (rate == 0.0) {
      area += alive * length;
      moment += alive * length * (start + 0.5 * length);
      continue;
    }
    const double gone = last ? 1.0 : -det_expm1(-y);
    area += alive * gone / rate;
    moment += alive * (start * gone / rate + (last ? 1.0 : second_order_rest(y)) / (rate * rate));
    alive *= last ? 0.0 : det_exp(-y);
  }
  return {area, 2.0 * moment};
}

Moments empirical_moments(const Law& law) {
  Moments sum;
  double total = 0.0;
  for (std::size_t i = 0; i < law.values.size(); ++i) {
    total += law.weights[i];
    sum.first += law.weights[i] * law.values[i];
    sum.second += law.weights[i] * law.values[i] * law.values[i];
  }
  return {sum.first / total, sum.second / total};
}

Moments from_variance(double mean, double variance) { return {mean, variance + mean * mean}; }

// Of X alone, without atom and shift.
Moments moments(const Law& law) {
  const double a = law.a, b = law.b, c = law.c;
  switch (law.kind) {
    case LawKind::exponential:
      return {a, 2.0 * a * a};
    case LawKind::gamma:
    case LawKind::erlang:
      return from_variance(b, b * b / a);
    case LawKind::weibull:
      return {b * det_exp(log_gamma(1.0 + 1.0 / a)), b * b * det_exp(log_gamma(1.0 + 2.0 / a))};
    case LawKind::lognormal:
      return from_variance(a, a * a * b * b);
    case LawKind::hyperexponential:
      return {a * b + (1.0 - a) * c, 2.0 * (a * b * b + (1.0 - a) * c * c)};
    case LawKind::deterministic:
      return {a, a * a};
    case LawKind::uniform:
      return from_variance(0.5 * (a + b), (b - a) * (b - a) / 12.0);
    case LawKind::triangular:
      return from_variance((a + b + c) / 3.0, (a * a + b * b + c * c - a * b - a * c - b * c) / 18.0);
    case LawKind::empirical:
      return empirical_moments(law);
    case LawKind::piecewise_hazard:
      return piecewise_moments(law);
    case LawKind::none:
      return {kInfinity, kInfinity};
  }
  return {};
}

double piecewise_survival(const Law& law, double t_s) {
  double hazard = 0.0;
  for (std::size_t i = 0; i < law.values.size() && law.values[i] < t_s; ++i) {
    const double end = i + 1 < law.values.size() ? std::min(law.values[i + 1], t_s) : t_s;
    hazard += law.weights[i] * (end - law.values[i]);
  }
  return det_exp(-hazard);
}

double triangular_survival(const Law& law, double t) {
  if (t >= law.c) return 0.0;
  const double width = law.c - law.a;
  if (t < law.b) return 1.0 - (t - law.a) * (t - law.a) / (width * (law.b - law.a));
  return (law.c - t) * (law.c - t) / (width * (law.c - law.b));
}

double empirical_survival(const Law& law, double t) {
  double above = 0.0, total = 0.0;
  for (std::size_t i = 0; i < law.values.size(); ++i) {
    total += law.weights[i];
    above += law.values[i] > t ? law.weights[i] : 0.0;
  }
  return above / total;
}

double lognormal_survival(const Law& law, double t) {
  const double variance_of_log = det_log1p(law.b * law.b);
  if (variance_of_log == 0.0) return t < law.a ? 1.0 : 0.0;
  const double z = (det_log(t / law.a) + 0.5 * variance_of_log) / std::sqrt(variance_of_log);
  const double half_tail = 0.5 * gamma_q(0.5, 0.5 * z * z);  // P(|Z| > |z|) is a gamma tail of shape 1/2
  return z >= 0.0 ? half_tail : 1.0 - half_tail;
}

// P(X > t) for t > 0.
double survival_of_kind(const Law& law, double t) {
  const double a = law.a, b = law.b;
  switch (law.kind) {
    case LawKind::exponential:
      return det_exp(-t / a);
    case LawKind::gamma:
    case LawKind::erlang:
      return gamma_q(a, t * a / b);
    case LawKind::weibull:
      return det_exp(-det_pow(t / b, a));
    case LawKind::lognormal:
      return lognormal_survival(law, t);
    case LawKind::hyperexponential:
      return a * det_exp(-t / b) + (1.0 - a) * det_exp(-t / law.c);
    case LawKind::deterministic:
      return t < a ? 1.0 : 0.0;
    case LawKind::uniform:
      return t < a ? 1.0 : (t >= b ? 0.0 : (b - t) / (b - a));
    case LawKind::triangular:
      return t < a ? 1.0 : triangular_survival(law, t);
    case LawKind::empirical:
      return empirical_survival(law, t);
    case LawKind::piecewise_hazard:
      return piecewise_survival(law, t);
    case LawKind::none:
      return 1.0;
  }
  return 0.0;
}

Law make(LawKind kind, double a = 0.0, double b = 0.0, double c = 0.0) {
  Law law;
  law.kind = kind;
  law.a = a;
  law.b = b;
  law.c = c;
  return law;
}

}  // namespace

Law Law::exponential(double mean_s) { return make(LawKind::exponential, mean_s); }
Law Law::gamma(double shape, double mean_s) { return make(LawKind::gamma, shape, mean_s); }
Law Law::weibull(double shape, double scale_s) { return make(LawKind::weibull, shape, scale_s); }
Law Law::lognormal(double mean_s, double cv) { return make(LawKind::lognormal, mean_s, cv); }
Law Law::hyperexponential(double p, double mean1_s, double mean2_s) {
  return make(LawKind::hyperexponential, p, mean1_s, mean2_s);
}
Law Law::erlang(int phases, double mean_s) { return make(LawKind::erlang, phases, mean_s); }
Law Law::deterministic(double value_s) { return make(LawKind::deterministic, value_s); }
Law Law::uniform(double low_s, double high_s) { return make(LawKind::uniform, low_s, high_s); }
Law Law::triangular(double low_s, double mode_s, double high_s) {
  return make(LawKind::triangular, low_s, mode_s, high_s);
}
Law Law::empirical(std::vector<double> values_s, std::vector<double> weights) {
  Law law = make(LawKind::empirical);
  law.values = std::move(values_s);
  law.weights = std::move(weights);
  return law;
}
Law Law::piecewise_hazard(std::vector<double> start_times_s, std::vector<double> rates_per_s) {
  Law law = make(LawKind::piecewise_hazard);
  law.values = std::move(start_times_s);
  law.weights = std::move(rates_per_s);
  return law;
}
Law Law::none() { return make(LawKind::none); }

std::optional<std::string> validate(const Law& law) {
  return first_of(
      {check_share(law.atom_at_zero, "atom_at_zero"), check_time_or_zero(law.shift, "shift"), check_kind(law)});
}

double mean(const Law& law) {
  return law.atom_at_zero == 1.0 ? 0.0 : (1.0 - law.atom_at_zero) * (law.shift + moments(law).first);
}

double variance(const Law& law) {
  if (law.atom_at_zero == 1.0) return 0.0;
  const Moments x = moments(law);
  if (x.second == kInfinity) return kInfinity;
  const double keep = 1.0 - law.atom_at_zero, kept_mean = law.shift + x.first;
  return keep * (x.second - x.first * x.first) + keep * law.atom_at_zero * kept_mean * kept_mean;
}

double survival(const Law& law, double t_s) {
  if (t_s < 0.0) return 1.0;
  const double keep = 1.0 - law.atom_at_zero, t = t_s - law.shift;
  if (t < 0.0) return keep;
  if (t > 0.0) return keep * survival_of_kind(law, t);
  // At the shift itself only what lies exactly there is gone.
  const bool discrete = law.kind == LawKind::deterministic || law.kind == LawKind::empirical ||
                        law.kind == LawKind::uniform || law.kind == LawKind::triangular;
  return discrete ? keep * survival_of_kind(law, 0.0) : keep;
}

}  // namespace sim
