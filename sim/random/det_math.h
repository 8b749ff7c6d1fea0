// Elementary and gamma functions with the same bits on every compiler, CPU and build: + - * / sqrt floor only.
//
// Flow: distribution.h, arrivals and factors call these instead of libm.
// Shape: det_log and unit_exponentials are branch-free and free of tables, so loops of them vectorise.
// Errors: none thrown. det_log wants a normal positive argument (no zero, subnormal, infinity or NaN: rubbish comes
//         out); quantiles want 0 < p < 1 and shape in [0.01, 1e6].
// Threads: pure functions.
// Neglects: errno, rounding modes, -ffast-math (refused). Contraction to FMA is switched off for every room.
// Source: log and exp: FreeBSD msun e_log.c, e_exp.c; normal quantile: Wichura 1988 (AS 241, PPND16); gamma: Loader
//         2000 (saddle-point form of the density), series and Lentz's continued fraction; Wilson, Hilferty 1931.
// Tests: tests/sim/random/det_math_test.cpp (long double and Boost.Math as oracles)
#pragma once

#include <cstdint>

#ifdef __FAST_MATH__
#error "Firstline's results are defined without -ffast-math."
#endif

namespace sim {

namespace det_log_detail {
// log((1 + s) / (1 - s)) = 2 s + s tail(s^2), for s^2 <= 0.0295.
inline double tail(double z) {
  const double w = z * z;
  const double even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  const double odd = 6.666666666666735130e-01 +
                     w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01));
  return even + z * odd;
}
}  // namespace det_log_detail

// Natural logarithm of a normal positive number; within 1 ulp.
inline double det_log(double x) {
  constexpr std::uint64_t kOne = 0x3ff0000000000000u, kRootHalf = 0x3fe6a09e00000000u, kMantissa = 0x000fffffffffffffu;
  constexpr double kLn2High = 6.93147180369123816490e-01, kLn2Low = 1.90821492927058770002e-10;
  // x = 2^k m with m in [sqrt(1/2), sqrt(2)); the biased k becomes a double without an integer conversion (SSE2 has
  // none for 64 bits) by planting it in the mantissa of 2^52.
  const std::uint64_t shifted = __builtin_bit_cast(std::uint64_t, x) + (kOne - kRootHalf);
  const double k = __builtin_bit_cast(double, 0x4330000000000000u | (shifted >> 52)) - (0x1p52 + 1023.0);
  const double f = __builtin_bit_cast(double, (shifted & kMantissa) + kRootHalf) - 1.0;
  const double s = f / (2.0 + f);
  const double half_square = 0.5 * f * f;
  return s * (half_square + det_log_detail::tail(s * s)) + k * kLn2Low - half_square + f + k * kLn2High;
}

// -log of the uniform of each word (stream.h, to_uniform): unit exponentials between 1.2e-10 and 22.9.
void unit_exponentials(const std::uint32_t* words, double* out, int n);

inline double unit_exponential(std::uint32_t word) { return -det_log((static_cast<double>(word) + 0.5) * 0x1p-32); }

// Of two words at once, which costs little more than one.
struct TwoExponentials {
  double first, second;
};
inline TwoExponentials unit_exponentials(std::uint32_t first, std::uint32_t second) {
  double uniforms[2] = {(static_cast<double>(first) + 0.5) * 0x1p-32, (static_cast<double>(second) + 0.5) * 0x1p-32};
  for (double& u : uniforms) u = -det_log(u);
  return {uniforms[0], uniforms[1]};
}

double det_exp(double x);            // within 1 ulp; 0 below -745.2, infinity above 709.8
double det_expm1(double x);          // e^x - 1, within 4 ulp, 1 near 0
double det_log1p(double x);          // log(1 + x), x > -1, within 2 ulp
double det_pow(double x, double y);  // x normal positive, y finite; within 2 ulp for results in [1e-10, 1e15]

// cos(2 pi turns), |turns| < 2^50; within 3e-16.
double det_cos_turns(double turns);

// The standard normal law: P(Z > z), and the quantile of 0 < p < 1 (relative 1e-15 but near p = 1/2, where the error is
// absolute).
double normal_tail(double z);
double normal_quantile(double p);

double log_gamma(double x);  // x > 0

// The gamma law of the given shape and scale 1: P(X <= x), P(X > x), density, and their inverses, monotone in p.
double gamma_p(double shape, double x);
double gamma_q(double shape, double x);
double gamma_density(double shape, double x);
double gamma_quantile(double shape, double p);        // smallest x with gamma_p >= p
double gamma_quantile_upper(double shape, double q);  // the same at p = 1 - q, exact for tiny q

}  // namespace sim
