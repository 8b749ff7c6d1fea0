#include "sim/random/det_math.h"

#include <cmath>
#include <limits>

#include "sim/base/check.h"
#include "sim/random/wide.h"

namespace sim {
namespace {

constexpr double kLn2High = 6.93147180369123816490e-01, kLn2Low = 1.90821492927058770002e-10;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// An unevaluated sum of two doubles, the second below half an ulp of the first.
struct Pair {
  double high = 0.0;
  double low = 0.0;
};

Pair exact_sum(double x, double y) {
  const double sum = x + y, y_part = sum - x;
  return {sum, (x - (sum - y_part)) + (y - y_part)};
}

// Dekker's product: no FMA, so the same on every CPU. |x|, |y| below 2^996.
Pair exact_product(double x, double y) {
  constexpr double kSplit = 134217729.0;
  const double x_top = x * kSplit - (x * kSplit - x), y_top = y * kSplit - (y * kSplit - y);
  const double x_rest = x - x_top, y_rest = y - y_top, product = x * y;
  return {product, ((x_top * y_top - product) + x_top * y_rest + x_rest * y_top) + x_rest * y_rest};
}

// exp(r) - 1 for r = high - low, |r| <= 0.35 (the rational of e_exp.c).
double small_expm1(double high, double low) {
  const double r = high - low, t = r * r;
  const double outer = 6.61375632143793436117e-05 + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08);
  const double c = r - t * (1.66666666666666019037e-01 + t * (-2.77777777770155933842e-03 + t * outer));
  return high - (low - (r * c) / (2.0 - c));
}

double power_of_two(int k) { return __builtin_bit_cast(double, static_cast<std::uint64_t>(1023 + k) << 52); }

// The logarithm with about 5 bits more than a double has.
Pair long_log(double x) {
  constexpr std::uint64_t kOne = 0x3ff0000000000000u, kRootHalf = 0x3fe6a09e00000000u, kMantissa = 0x000fffffffffffffu;
  const std::uint64_t shifted = __builtin_bit_cast(std::uint64_t, x) + (kOne - kRootHalf);
  const double k = __builtin_bit_cast(double, 0x4330000000000000u | (shifted >> 52)) - (0x1p52 + 1023.0);
  const double f = __builtin_bit_cast(double, (shifted & kMantissa) + kRootHalf) - 1.0;
  const Pair square = exact_product(f, f);
  const double s = f / (2.0 + f);
  const double tail = det_log_detail::tail(s * s) * s + 0.5 * square.high * s;  // log(1 + f) - f + f^2 / 2
  const Pair head = exact_sum(k * kLn2High, f);
  const Pair middle = exact_sum(head.high, -0.5 * square.high);
  const double rest = middle.low + (head.low - 0.5 * square.low) + tail + k * kLn2Low;
  const double high = middle.high + rest;
  return {high, rest - (high - middle.high)};
}

// a log(a / x) + x - a without cancellation (Loader's bd0).
double deviance(double a, double x) {
  if (std::fabs(a - x) >= 0.1 * (a + x)) return a * det_log(a / x) + x - a;
  double v = (a - x) / (a + x);
  double sum = (a - x) * v, term = 2.0 * a * v;
  v *= v;
  for (int j = 3;; j += 2) {
    term *= v;
    const double next = sum + term / j;
    if (next == sum) return sum;
    sum = next;
  }
}

// log Gamma(a) - (a - 1/2) log a + a - log(2 pi) / 2 for a >= 15.
double stirling_rest(double a) {
  const double v = 1.0 / (a * a);
  const double outer = 1.0 / 1680 - v * (1.0 / 1188 - v * (691.0 / 360360));
  return (1.0 / 12 - v * (1.0 / 360 - v * (1.0 / 1260 - v * outer))) / a;
}

// x^a e^-x / Gamma(a + 1).
double poisson_weight(double a, double x) {
  constexpr double kTwoPi = 6.283185307179586477;
  if (a < 15.0) return det_exp(a * det_log(x) - x - log_gamma(a + 1.0));
  return det_exp(-stirling_rest(a) - deviance(a, x)) / std::sqrt(kTwoPi * a);
}

// Lower or upper probability, whichever the position asks for.
double gamma_series(double shape, double x) {
  double term = 1.0, sum = 1.0;
  for (double n = 1.0; term > sum * 1e-17; n += 1.0) {
    term *= x / (shape + n);
    sum += term;
  }
  return poisson_weight(shape, x) * sum;
}

double gamma_fraction(double shape, double x) {
  double b = x + 1.0 - shape, c = 1e300, d = 1.0 / b, h = d;
  for (double n = 1.0; n < 1e6; n += 1.0) {
    const double numerator = -n * (n - shape);
    b += 2.0;
    d = numerator * d + b;
    if (std::fabs(d) < 1e-300) d = 1e-300;
    c = b + numerator / c;
    if (std::fabs(c) < 1e-300) c = 1e-300;
    d = 1.0 / d;
    h *= d * c;
    if (std::fabs(d * c - 1.0) < 1e-16) break;
  }
  return poisson_weight(shape, x) * shape * h;
}

bool left_of_switch(double shape, double x) { return x < shape + 1.0; }

double gamma_start(double shape, double p, double q) {
  const double log_small = (det_log(p) + log_gamma(shape + 1.0)) / shape;  // P is about x^a / Gamma(a + 1)
  if (log_small < -35.0 || (shape < 1.0 && log_small < -0.7)) return det_exp(log_small);
  const double c = 1.0 / (9.0 * shape);
  const double z = p < q ? normal_quantile(p) : -normal_quantile(q);
  const double root = 1.0 - c + z * std::sqrt(c);
  if (root > 0.1) return shape * root * root * root;
  return log_small < 0.0 ? det_exp(log_small) : 0.5 * shape;
}

// Newton on log P or log Q, whichever is smaller, kept inside a bracket that shrinks.
double gamma_solve(double shape, double p, double q) {
  EXPECT(shape >= 0.01 && shape <= 1e6 && p > 0.0 && q > 0.0);
  double x = gamma_start(shape, p, q);
  if (x < 1e-17) return x;
  double below = 0.0, above = kInfinity;
  for (int iteration = 0; iteration < 100; ++iteration) {
    const double density = gamma_density(shape, x);
    double step = 0.0;
    if (p <= q) {
      const double now = gamma_p(shape, x);
      step = det_log(p / now) * now / density;
    } else {
      const double now = gamma_q(shape, x);
      step = det_log(now / q) * now / density;
    }
    if (step > 0.0) below = x;
    if (step < 0.0) above = x;
    const double relative = step / x;
    const double limited = relative < -2.0 ? -2.0 : (relative > 2.0 ? 2.0 : relative);
    double next = p > q && x > shape ? x + step : x * det_exp(limited);
    if (!(next >= below && next <= above)) next = above == kInfinity ? 2.0 * x : 0.5 * (below + above);
    x = next;
    if (std::fabs(relative) < 1e-9) break;
  }
  return x;
}

[[gnu::always_inline]] inline void unit_exponentials_of(const std::uint32_t* words, double* out, int n) {
  for (int i = 0; i < n; ++i) {
    const double counted = __builtin_bit_cast(double, 0x4330000000000000u | std::uint64_t{words[i]});
    out[i] = -det_log((counted - (0x1p52 - 0.5)) * 0x1p-32);
  }
}

SIM_AVX2 void wide_unit_exponentials(const std::uint32_t* words, double* out, int n) {
  unit_exponentials_of(words, out, n);
}

}  // namespace

void unit_exponentials(const std::uint32_t* words, double* out, int n) {
  if (wide_vectors) return wide_unit_exponentials(words, out, n);
  unit_exponentials_of(words, out, n);
}

double det_exp(double x) {
  if (!(x < 709.79)) return x != x ? x : kInfinity;
  if (x < -745.2) return 0.0;
  const double k = std::floor(x * 1.44269504088896338700e+00 + 0.5);
  const double y = 1.0 + small_expm1(x - k * kLn2High, k * kLn2Low);
  const int whole = static_cast<int>(k), half = whole / 2;
  if (whole > -1022 && whole < 1024) return y * power_of_two(whole);
  return y * power_of_two(half) * power_of_two(whole - half);
}

double det_expm1(double x) { return std::fabs(x) < 0.34 ? small_expm1(x, 0.0) : det_exp(x) - 1.0; }

double det_log1p(double x) {
  if (std::fabs(x) < 0x1p-54) return x;
  const double sum = 1.0 + x;
  const double lost = x >= 1.0 ? 1.0 - (sum - x) : x - (sum - 1.0);
  return det_log(sum) + lost / sum;
}

double det_pow(double x, double y) {
  const Pair log_x = long_log(x);
  const Pair product = exact_product(log_x.high, y);
  if (!(std::fabs(product.high) < 745.0)) return det_exp(product.high);
  const double power = det_exp(product.high);
  return power + power * (product.low + log_x.low * y);
}

double det_cos_turns(double turns) {
  // Folded into the first quarter turn, where the cosine is even or, from an eighth on, a sine of what is left.
  const double turn = std::fabs(turns - std::floor(turns + 0.5));  // 0 .. 1/2
  const bool negative = turn > 0.25;
  const double quarter = negative ? 0.5 - turn : turn;
  const bool near_zero = quarter > 0.125;
  const double x = 6.28318530717958647693 * (near_zero ? 0.25 - quarter : quarter);
  const double z = x * x;
  // Taylor series on [0, pi / 4]: the first terms left out are below 2e-18.
  double sum = 1.0;
  for (int n = near_zero ? 17 : 16; n > 1; n -= 2) sum = 1.0 - z / (n * (n - 1)) * sum;
  const double cosine = near_zero ? x * sum : sum;
  return negative ? -cosine : cosine;
}

double normal_tail(double z) {
  const double tail = 0.5 * gamma_q(0.5, 0.5 * z * z);
  return z < 0.0 ? 1.0 - tail : tail;
}

double normal_quantile(double p) {
  const double q = p - 0.5;
  if (std::fabs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q *
           (((((((2.5090809287301226727e+3 * r + 3.3430575583588128105e+4) * r + 6.7265770927008700853e+4) * r +
                4.5921953931549871457e+4) *
                   r +
               1.3731693765509461125e+4) *
                  r +
              1.9715909503065514427e+3) *
                 r +
             1.3314166789178437745e+2) *
                r +
            3.3871328727963666080e0) /
           (((((((5.2264952788528545610e+3 * r + 2.8729085735721942674e+4) * r + 3.9307895800092710610e+4) * r +
                2.1213794301586595867e+4) *
                   r +
               5.3941960214247511077e+3) *
                  r +
              6.8718700749205790830e+2) *
                 r +
             4.2313330701600911252e+1) *
                r +
            1.0);
  }
  double r = std::sqrt(-det_log(q < 0.0 ? p : 1.0 - p));
  double z = 0.0;
  if (r <= 5.0) {
    r -= 1.6;
    z = (((((((7.74545014278341407640e-4 * r + 2.27238449892691845833e-2) * r + 2.41780725177450611770e-1) * r +
             1.27045825245236838258e0) *
                r +
            3.64784832476320460504e0) *
               r +
           5.76949722146069140550e0) *
              r +
          4.63033784615654529590e0) *
             r +
         1.42343711074968357734e0) /
        (((((((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r + 1.51986665636164571966e-2) * r +
             1.48103976427480074590e-1) *
                r +
            6.89767334985100004550e-1) *
               r +
           1.67638483018380384940e0) *
              r +
          2.05319162663775882187e0) *
             r +
         1.0);
  } else {
    r -= 5.0;
    z = (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 1.24266094738807843860e-3) * r +
             2.65321895265761230930e-2) *
                r +
            2.96560571828504891230e-1) *
               r +
           1.78482653991729133580e0) *
              r +
          5.46378491116411436990e0) *
             r +
         6.65790464350110377720e0) /
        (((((((2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r + 1.84631831751005468180e-5) * r +
             7.86869131145613259100e-4) *
                r +
            1.48753612908506148525e-2) *
               r +
           1.36929880922735805310e-1) *
              r +
          5.99832206555887937690e-1) *
             r +
         1.0);
  }
  return q < 0.0 ? -z : z;
}

double log_gamma(double x) {
  constexpr double kHalfLogTwoPi = 9.18938533204672741780e-01;
  double product = 1.0;
  for (; x < 15.0; x += 1.0) product *= x;
  return (x - 0.5) * det_log(x) - x + kHalfLogTwoPi + stirling_rest(x) - det_log(product);
}

double gamma_p(double shape, double x) {
  if (x <= 0.0) return 0.0;
  return left_of_switch(shape, x) ? gamma_series(shape, x) : 1.0 - gamma_fraction(shape, x);
}

double gamma_q(double shape, double x) {
  if (x <= 0.0) return 1.0;
  return left_of_switch(shape, x) ? 1.0 - gamma_series(shape, x) : gamma_fraction(shape, x);
}

double gamma_density(double shape, double x) { return poisson_weight(shape, x) * shape / x; }

double gamma_quantile(double shape, double p) { return gamma_solve(shape, p, 1.0 - p); }

double gamma_quantile_upper(double shape, double q) { return gamma_solve(shape, 1.0 - q, q); }

}  // namespace sim
