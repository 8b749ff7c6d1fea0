#include "models/analytic/erlang.h"

#include <cmath>
#include <limits>

#include "sim/base/check.h"

namespace firstline {

namespace {

double erlang_b_steps(double blocking, double from, int steps, double load) {
  for (int i = 1; i <= steps; ++i) blocking = load * blocking / (from + i + load * blocking);
  return blocking;
}

// 1/B(x, a) = e^a a^-x Gamma(x + 1, a) for 0 <= x < 1.
double inverse_blocking_below_one(double x, double a) {
  const double s = x + 1.0;
  if (a < 1.0) {  // Gamma(s) less the series of the lower incomplete gamma function
    double term = 1.0 / s, sum = term;
    for (int k = 1; std::fabs(term) > 1e-18 * sum; ++k) sum += term *= a / (s + k);
    return std::tgamma(s) * std::exp(a) * std::pow(a, -x) - a * sum;
  }
  double b = a + 1.0 - s, c = 1e300, d = 1.0 / b, h = d;  // Legendre's continued fraction by Lentz's method
  for (int i = 1; i < 10'000; ++i) {
    const double an = -i * (i - s);
    b += 2.0;
    d = 1.0 / (an * d + b);
    c = b + an / c;
    const double factor = d * c;
    h *= factor;
    if (std::fabs(factor - 1.0) < 1e-16) break;
  }
  return a * h;
}

}  // namespace

double erlang_b(int servers, double load) {
  EXPECT(servers >= 0 && load >= 0.0);
  return erlang_b_steps(1.0, 0.0, servers, load);
}

double erlang_b_continuous(double servers, double load) {
  EXPECT(servers >= 0.0 && load >= 0.0);
  const double whole = std::floor(servers);
  const double part = servers - whole;
  if (part == 0.0) return erlang_b(static_cast<int>(whole), load);
  if (load == 0.0) return 0.0;
  return erlang_b_steps(1.0 / inverse_blocking_below_one(part, load), part, static_cast<int>(whole), load);
}

double erlang_b_inverse(int servers, double blocking) {
  EXPECT(servers >= 1 && blocking > 0.0 && blocking < 1.0);
  double low = 0.0, high = 1.0;
  while (erlang_b(servers, high) < blocking) high *= 2.0;
  for (;;) {
    const double middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) return middle;
    (erlang_b(servers, middle) < blocking ? low : high) = middle;
  }
}

ErlangC erlang_c(double arrival_per_s, double service_per_s, int servers) {
  EXPECT(arrival_per_s > 0.0 && service_per_s > 0.0 && servers >= 1);
  ErlangC c;
  c.load = arrival_per_s / service_per_s;
  c.occupancy = c.load / servers;
  c.stable = c.occupancy < 1.0;
  if (!c.stable) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    c.occupancy = c.p_wait = 1.0;
    c.mean_wait_s = c.mean_wait_of_waiting_s = c.var_wait_s2 = c.mean_sojourn_s = kInfinity;
    c.mean_queue = c.mean_in_system = kInfinity;
    return c;
  }
  const double blocking = erlang_b(servers, c.load);
  c.p_wait = blocking / (1.0 - c.occupancy * (1.0 - blocking));
  c.drain_per_s = servers * service_per_s - arrival_per_s;
  c.mean_wait_of_waiting_s = 1.0 / c.drain_per_s;
  c.mean_wait_s = c.p_wait / c.drain_per_s;
  c.var_wait_s2 = c.p_wait * (2.0 - c.p_wait) / (c.drain_per_s * c.drain_per_s);
  c.mean_sojourn_s = c.mean_wait_s + 1.0 / service_per_s;
  c.mean_queue = arrival_per_s * c.mean_wait_s;
  c.mean_in_system = c.mean_queue + c.load;
  return c;
}

double ErlangC::p_wait_beyond(double t_s) const {
  if (t_s < 0.0) return 1.0;
  return p_wait * std::exp(-drain_per_s * t_s);  // 1 for ever in overload, where the drain is 0
}

double ErlangC::wait_quantile(double p) const {
  EXPECT(p > 0.0 && p < 1.0);
  if (1.0 - p >= p_wait) return 0.0;
  return std::log(p_wait / (1.0 - p)) * mean_wait_of_waiting_s;
}

}  // namespace firstline
