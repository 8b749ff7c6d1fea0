#include "sim/random/distribution.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

#include "sim/base/check.h"

namespace sim {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kTolerance = 1e-9;  // of a table, relative: half a tick of 500 s
constexpr double kLn2 = 0.693147180559945309;

double clamp_exponential(double e) {
  return e > QuantileTable::kLowest ? (e < QuantileTable::kHighest ? e : QuantileTable::kHighest)
                                    : QuantileTable::kLowest;
}

// The law of a table in its standard form: what is needed to solve it exactly at any E.
struct Curve {
  LawKind kind;
  double a, b, c;
  QuantileTable::Knot at(double e) const;
  double solve(double e) const;
};

double solve_normal(double e) { return e < kLn2 ? normal_quantile(-det_expm1(-e)) : -normal_quantile(det_exp(-e)); }

double solve_gamma(double shape, double e) {
  return e < kLn2 ? gamma_quantile(shape, -det_expm1(-e)) : gamma_quantile_upper(shape, det_exp(-e));
}

struct Hyperexponential {
  double p, mean1, mean2;
  struct Point {
    double survival, density, decline;  // decline = - d density / dt
  };
  Point at(double t) const {
    const double first = p * det_exp(-t / mean1), second = (1.0 - p) * det_exp(-t / mean2);
    const double density1 = first / mean1, density2 = second / mean2;
    return {first + second, density1 + density2, density1 / mean1 + density2 / mean2};
  }
};

// The cumulative hazard -log survival is concave, so Newton from a point left of the root climbs without overshooting.
double solve_hyperexponential(const Hyperexponential& law, double e) {
  double t = e / (law.p / law.mean1 + (1.0 - law.p) / law.mean2);  // the hazard is largest at 0
  for (int iteration = 0; iteration < 200; ++iteration) {
    const Hyperexponential::Point point = law.at(t);
    const double gap =
        point.survival > 0.5
            ? e + det_log1p(-(law.p * -det_expm1(-t / law.mean1) + (1.0 - law.p) * -det_expm1(-t / law.mean2)))
            : e + det_log(point.survival);
    const double step = gap * point.survival / point.density;
    if (step <= 0.0) break;
    t += step;
    if (step < 1e-15 * t) break;
  }
  return t;
}

double Curve::solve(double e) const {
  switch (kind) {
    case LawKind::weibull:
      return b * det_pow(e, 1.0 / a);
    case LawKind::lognormal:
      return det_exp(a + b * solve_normal(e));
    case LawKind::hyperexponential:
      return solve_hyperexponential({a, b, c}, e);
    default:
      return b / a * solve_gamma(a, e);
  }
}

// dx/dE = 1 / hazard and d2x/dE2 = - hazard' / hazard^3, kind by kind.
QuantileTable::Knot Curve::at(double e) const {
  const double x = solve(e);
  switch (kind) {
    case LawKind::weibull:
      return {x, x / (a * e), x * (1.0 / a) * (1.0 / a - 1.0) / (e * e)};
    case LawKind::lognormal: {
      const double z = solve_normal(e);
      const double mills = det_exp(0.5 * z * z - e) * 2.50662827463100050242;  // (1 - Phi(z)) / phi(z)
      const double bend = mills * (z * mills - 1.0);
      return {x, x * b * mills, x * (b * b * mills * mills + b * bend)};
    }
    case LawKind::hyperexponential: {
      const Hyperexponential::Point point = Hyperexponential{a, b, c}.at(x);
      const double hazard = point.density / point.survival;
      return {x, 1.0 / hazard, (point.decline / point.survival - hazard * hazard) / (hazard * hazard * hazard)};
    }
    default: {
      const double scale = b / a, y = x / scale;
      const double hazard = gamma_density(a, y) / det_exp(-e);
      return {x, scale / hazard, -scale * ((a - 1.0) / y - 1.0 + hazard) / (hazard * hazard)};
    }
  }
}

QuantileTable::Knot logarithm(const QuantileTable::Knot& knot) {
  if (!(knot.value > 1e-300)) return {-kInfinity, kInfinity, 0.0};
  const double slope = knot.slope / knot.value;
  return {det_log(knot.value), slope, knot.bend / knot.value - slope * slope};
}

bool by_logarithm(LawKind kind, double shape) {
  return (kind == LawKind::gamma || kind == LawKind::weibull) && shape < 0.5;
}

// A law as the one of its shape whose scale is 1, and its scale. The time is their product.
struct Standard {
  Curve curve;
  double scale;
};

Standard standard_of(LawKind kind, double a, double b, double c) {
  switch (kind) {
    case LawKind::weibull:
      return {{kind, a, 1.0, 0.0}, b};
    case LawKind::lognormal:
      return {{kind, 0.0, b, 0.0}, det_exp(a)};
    case LawKind::hyperexponential:
      return {{kind, a, b, c}, 1.0};
    default:
      return {{kind, a, a, 0.0}, b / a};
  }
}

QuantileTable table_of(const Curve& curve) {
  const bool logarithms = by_logarithm(curve.kind, curve.a);
  const auto knot_at = [&](double e) { return logarithms ? logarithm(curve.at(e)) : curve.at(e); };
  QuantileTable table;
  QuantileTable::Knot from = knot_at(QuantileTable::position(0));
  for (int piece = 0; piece < QuantileTable::kPieces; ++piece) {
    const double start = QuantileTable::position(piece), length = QuantileTable::position(piece + 1) - start;
    const QuantileTable::Knot to = knot_at(start + length);
    table.set(piece, from, to);
    for (const double share : {0.25, 0.5, 0.75}) {
      const double e = start + share * length, exact = curve.solve(e);
      const double found = logarithms ? det_exp(table(e)) : table(e);
      if (!(std::fabs(found - exact) <= kTolerance * exact)) table.set_rough(piece);
    }
    from = to;
  }
  return table;
}

// The tables in use that this thread has made, by the shapes of their laws.
class TableShelf {
 public:
  std::shared_ptr<const QuantileTable> take(const Curve& curve) {
    const Shape shape{curve.kind, curve.a, curve.b, curve.c};
    if (const auto found = tables_.find(shape); found != tables_.end()) {
      if (std::shared_ptr<const QuantileTable> table = found->second.lock()) return table;
    }
    std::erase_if(tables_, [](const auto& entry) { return entry.second.expired(); });
    const auto table = std::make_shared<const QuantileTable>(table_of(curve));
    tables_[shape] = table;
    return table;
  }

 private:
  using Shape = std::tuple<LawKind, double, double, double>;
  std::map<Shape, std::weak_ptr<const QuantileTable>> tables_;
};

std::shared_ptr<const QuantileTable> shared_table(const Curve& curve) {
  thread_local TableShelf shelf;  // a model is compiled by one thread
  return shelf.take(curve);
}

}  // namespace

std::array<double, 6> QuantileTable::quintic(const Knot& from, const Knot& to, double width) {
  const double slope = width * from.slope, half_bend = 0.5 * width * width * from.bend;
  const double rise = (to.value - from.value) - (slope + half_bend);  // what the parabola of the lower end leaves
  const double turn = width * to.slope - slope - 2.0 * half_bend;
  const double curl = width * width * to.bend - 2.0 * half_bend;
  return {from.value,
          slope,
          half_bend,
          10.0 * rise - 4.0 * turn + 0.5 * curl,
          -15.0 * rise + 7.0 * turn - curl,
          6.0 * rise - 3.0 * turn + 0.5 * curl};
}

void QuantileTable::set(int piece, const Knot& from, const Knot& to) {
  pieces_[static_cast<std::size_t>(piece)] = quintic(from, to, position(piece + 1) - position(piece));
}

void QuantileTable::set_rough(int piece) {
  pieces_[static_cast<std::size_t>(piece)].fill(std::numeric_limits<double>::quiet_NaN());
}

Sampler::Sampler(const Law& law)
    : kind_(law.kind), a_(law.a), b_(law.b), c_(law.c), shift_(law.shift), values_(law.values) {
  EXPECT(!validate(law));
  keep_ = 1.0 - law.atom_at_zero;
  has_atom_ = law.atom_at_zero > 0.0;
  if (keep_ == 0.0) {  // all of it is the atom
    kind_ = LawKind::deterministic;
    a_ = shift_ = 0.0;
    keep_ = 1.0;
    has_atom_ = false;
  }
  atom_end_ = has_atom_ ? -det_log(keep_) : 0.0;
  if (kind_ == LawKind::empirical) {
    std::vector<std::pair<double, double>> points;
    for (std::size_t i = 0; i < law.values.size(); ++i) {
      if (law.weights[i] > 0.0) points.emplace_back(law.values[i], law.weights[i]);
    }
    std::sort(points.begin(), points.end());
    double total = 0.0;
    values_.clear();
    for (const auto& [value, weight] : points) {
      values_.push_back(value);
      steps_.push_back(total += weight);
    }
    for (double& step : steps_) step /= total;
  }
  if (kind_ == LawKind::piecewise_hazard) {
    rates_ = law.weights;
    double hazard = 0.0;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (i > 0) hazard += rates_[i - 1] * (values_[i] - values_[i - 1]);
      steps_.push_back(hazard);
    }
  }
  simplify();
  if (kind_ == LawKind::gamma || kind_ == LawKind::weibull || kind_ == LawKind::lognormal ||
      kind_ == LawKind::hyperexponential) {
    take_table();
  }
}

// Special cases become the plain kinds; a table's kinds get their standard parameters.
void Sampler::simplify() {
  if (kind_ == LawKind::erlang) kind_ = LawKind::gamma;
  if (kind_ == LawKind::lognormal && b_ > 0.0) {
    const double variance_of_log = det_log1p(b_ * b_);
    a_ = det_log(a_) - 0.5 * variance_of_log;
    b_ = std::sqrt(variance_of_log);
  } else if (kind_ == LawKind::lognormal) {
    kind_ = LawKind::deterministic;
  }
  if ((kind_ == LawKind::gamma || kind_ == LawKind::weibull) && a_ == 1.0) {
    kind_ = LawKind::exponential;
    a_ = b_;
  }
  if (kind_ == LawKind::hyperexponential && (a_ == 0.0 || a_ == 1.0 || b_ == c_)) {
    kind_ = LawKind::exponential;
    a_ = a_ == 0.0 ? c_ : b_;
  }
}

void Sampler::take_table() {
  const Standard standard = standard_of(kind_, a_, b_, c_);
  table_ = shared_table(standard.curve);
  log_table_ = by_logarithm(kind_, a_);
  scale_ = standard.scale;
}

double Sampler::from_table(double unit_exponential) const {
  const double value = (*table_)(unit_exponential);
  if (value != value) [[unlikely]]
    return scale_ * standard_of(kind_, a_, b_, c_).curve.solve(unit_exponential);
  return scale_ * (log_table_ ? det_exp(value) : value);
}

double Sampler::from_hazard(double unit_exponential) const {
  const auto after = std::upper_bound(steps_.begin(), steps_.end(), unit_exponential);
  const std::size_t i = static_cast<std::size_t>(after - steps_.begin()) - 1;
  return rates_[i] > 0.0 ? values_[i] + (unit_exponential - steps_[i]) / rates_[i] : kInfinity;
}

// The kinds that invert the probability itself.
double Sampler::from_probability(double p) const {
  if (kind_ == LawKind::uniform) return a_ + (b_ - a_) * p;
  if (kind_ == LawKind::triangular) {
    const double width = c_ - a_, left = b_ - a_;
    if (width == 0.0) return a_;
    if (p * width < left) return a_ + std::sqrt(p * width * left);
    return c_ - std::sqrt((1.0 - p) * width * (c_ - b_));
  }
  const auto found = std::lower_bound(steps_.begin(), steps_.end() - 1, p);
  return values_[static_cast<std::size_t>(found - steps_.begin())];
}

double Sampler::sample_any(std::uint32_t word, double unit_exponential) const {
  double e = unit_exponential;
  if (has_atom_) {
    if (to_uniform(word) >= keep_) return 0.0;
    e = std::max(e - atom_end_, QuantileTable::kLowest);
  }
  if (table_) return shift_ + from_table(e);  // as most: a branch is foreseen better than a jump
  switch (kind_) {
    case LawKind::exponential:
      return shift_ + a_ * e;
    case LawKind::deterministic:
      return shift_ + a_;
    case LawKind::piecewise_hazard:
      return shift_ + from_hazard(e);
    case LawKind::none:
      return kInfinity;
    default:
      return shift_ + from_probability(1.0 - to_uniform(word) / keep_);
  }
}

Tick Sampler::ticks_at(double exponential) const {
  const bool inverts_probability =
      kind_ == LawKind::uniform || kind_ == LawKind::triangular || kind_ == LawKind::empirical;
  // The words' exponentials all lie within a table; others may not.
  if (table_) return to_ticks(shift_ + from_table(clamp_exponential(exponential - atom_end_)));
  if (!inverts_probability) return sample_ticks(0, exponential);  // no word is asked: 0 is above every atom
  return to_ticks(shift_ + from_probability(1.0 - det_exp(atom_end_ - exponential)));
}

void Sampler::sample_batch(const std::uint32_t* words, const double* unit_exponentials, double* out_s, int n) const {
  if (kind_ == LawKind::exponential && !has_atom_) {
    for (int i = 0; i < n; ++i) out_s[i] = shift_ + a_ * unit_exponentials[i];
    return;
  }
  for (int i = 0; i < n; ++i) out_s[i] = sample_any(words[i], unit_exponentials[i]);
}

}  // namespace sim
