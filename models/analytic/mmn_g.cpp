#include "models/analytic/mmn_g.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "models/analytic/erlang.h"
#include "models/analytic/quadrature.h"
#include "sim/base/check.h"

namespace firstline {

namespace {

constexpr int kNodes = 20;

// Gauss-Legendre nodes on [0, 1] with the matrix that integrates the interpolant from 0 to each node.
struct Panel {
  std::array<double, kNodes> x, w;
  std::array<std::array<double, kNodes>, kNodes> up_to;
};

Panel make_panel() {
  const QuadratureRule rule = gauss_legendre(kNodes);
  Panel p;
  for (std::size_t i = 0; i < kNodes; ++i) {
    p.x[i] = 0.5 * (1.0 + rule.node[i]);
    p.w[i] = 0.5 * rule.weight[i];
  }
  for (std::size_t i = 0; i < kNodes; ++i) {
    p.up_to[i].fill(0.0);
    for (std::size_t m = 0; m < kNodes; ++m) {
      const double y = p.x[i] * p.x[m];
      for (std::size_t j = 0; j < kNodes; ++j) {
        double lagrange = 1.0;
        for (std::size_t l = 0; l < kNodes; ++l) {
          if (l != j) lagrange *= (y - p.x[l]) / (p.x[j] - p.x[l]);
        }
        p.up_to[i][j] += p.x[i] * p.w[m] * lagrange;
      }
    }
  }
  return p;
}

const Panel& panel() {
  static const Panel made = make_panel();
  return made;
}

// One node of the integrals over offered waits: exponent is f(x) = lambda H(x) - n mu x.
struct Node {
  double x, w, exponent;
  double stay, leave;                   // P(R > x), P(R <= x), the atom included
  double stay_area, stay_first_moment;  // integrals over [0, x] of P(R > u) and of u P(R > u)
};

struct Demand {
  double lambda, drain;  // drain = n mu
  const PatienceLaw& law;
  double stay(double x) const { return (1.0 - law.balk) * law.survival(x); }
};

// Length of the next panel: the exponent moves by less than 1 and survival by less than a tenth; geometric near 0,
// where laws such as Weibull's are not smooth. Never so short that x stands still, as it would before a jump that the
// law does not tell of.
double panel_length(const Demand& d, double x, double longest, double limit) {
  double h = std::min(longest, limit - x);
  const double stay = d.stay(x), slope = std::fabs(d.lambda * stay - d.drain);
  for (int i = 0; i < 60 && h > 1e-13 * x; ++i, h *= 0.5) {
    const double end = d.stay(x + 0.999 * h);  // inside: a jump at the very end belongs to the next panel
    if (h * std::max(slope, std::fabs(d.lambda * end - d.drain)) <= 1.0 && stay - end <= 0.1) break;
  }
  return h;
}

std::vector<Node> integrate(const Demand& d, std::vector<double> breaks) {
  constexpr double kNegligible = 60.0;
  const Panel& p = panel();
  std::sort(breaks.begin(), breaks.end());
  breaks.erase(breaks.begin(), std::upper_bound(breaks.begin(), breaks.end(), 0.0));
  breaks.push_back(std::numeric_limits<double>::infinity());
  std::vector<Node> nodes;
  const double start = 1e-13 / std::max(d.lambda, d.drain);
  double x = 0.0, area = 0.0, moment = 0.0, top = 0.0;
  std::size_t next = 0;
  for (;;) {
    const double h = panel_length(d, x, std::max(x, start), breaks[next]);
    const bool at_break = x + h >= breaks[next];
    std::array<double, kNodes> survival, first;
    for (std::size_t i = 0; i < kNodes; ++i) {
      survival[i] = d.law.survival(x + h * p.x[i]);
      first[i] = (x + h * p.x[i]) * survival[i];
    }
    const double keep = 1.0 - d.law.balk;
    double panel_area = 0.0, panel_moment = 0.0;
    for (std::size_t i = 0; i < kNodes; ++i) {
      double a = 0.0, m = 0.0;
      for (std::size_t j = 0; j < kNodes; ++j) {
        a += p.up_to[i][j] * survival[j];
        m += p.up_to[i][j] * first[j];
      }
      panel_area += p.w[i] * survival[i];
      panel_moment += p.w[i] * first[i];
      const double at = x + h * p.x[i], stay_area = keep * (area + h * a);
      nodes.push_back({at, h * p.w[i], d.lambda * stay_area - d.drain * at, keep * survival[i],
                       d.law.balk + keep * (1.0 - survival[i]), stay_area, keep * (moment + h * m)});
    }
    area += h * panel_area;
    moment += h * panel_moment;
    x = at_break ? breaks[next] : x + h;
    const double exponent = d.lambda * keep * area - d.drain * x;
    top = std::max(top, exponent);
    if (exponent < top - kNegligible && d.lambda * d.stay(x) < d.drain) return nodes;
    if (at_break) ++next;
  }
}

WaitTail tail_at(double t, const std::vector<Node>& nodes, const std::vector<double>& mass, const Demand& d,
                 const MmnG& all) {
  WaitTail out;
  out.t_s = t;
  double served = 0.0, abandoned = 0.0, beyond = 0.0;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].x < t) {
      served += mass[i] * nodes[i].stay;
      abandoned += mass[i] * nodes[i].leave;
    } else {
      beyond += mass[i];
    }
  }
  const double left_by_t = d.law.balk + (1.0 - d.law.balk) * (1.0 - d.law.survival(t));
  out.p_offered_wait_beyond = beyond;
  out.p_wait_beyond = beyond * d.stay(t);
  out.served_within = out.sl_strict = all.p_immediate + served;
  out.abandoned_within = abandoned + beyond * left_by_t;
  out.sl_no_early_abandon = out.served_within / (1.0 - out.abandoned_within);
  out.sl_all_waits = out.served_within + out.abandoned_within;
  out.sl_answered = out.served_within / (1.0 - all.p_abandon);
  out.sl_offered_wait = 1.0 - beyond;
  out.p_within_of_abandoned = all.p_abandon > 0.0 ? out.abandoned_within / all.p_abandon : 0.0;
  return out;
}

MmnG without_steady_state(double load, const std::vector<double>& thresholds_s) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  MmnG out;
  out.load = load;
  out.p_wait = out.occupancy = 1.0;
  out.mean_offered_wait_s = out.mean_wait_s = out.mean_wait_of_served_s = kInfinity;
  out.var_wait_of_served_s2 = out.mean_queue = out.mean_in_system = kInfinity;
  for (double t : thresholds_s) {
    WaitTail tail;
    tail.t_s = t;
    tail.p_offered_wait_beyond = tail.p_wait_beyond = 1.0;
    out.tails.push_back(tail);
  }
  return out;
}

}  // namespace

MmnG mmn_g(double arrival_per_s, double service_per_s, int servers, const PatienceLaw& patience,
           const std::vector<double>& thresholds_s) {
  EXPECT(arrival_per_s > 0.0 && service_per_s > 0.0 && servers >= 1);
  const Demand d{arrival_per_s, servers * service_per_s, patience};
  MmnG out;
  out.load = arrival_per_s / service_per_s;
  if (arrival_per_s * (1.0 - patience.balk) * patience.stays >= d.drain) {
    return without_steady_state(out.load, thresholds_s);
  }
  out.stable = true;
  std::vector<double> breaks = patience.breaks;
  breaks.insert(breaks.end(), thresholds_s.begin(), thresholds_s.end());
  const std::vector<Node> nodes = integrate(d, breaks);

  double top = 0.0, area = 0.0;  // e^top is factored out of everything: no overflow in deep overload
  for (const Node& n : nodes) top = std::max(top, n.exponent);
  for (const Node& n : nodes) area += n.w * std::exp(n.exponent - top);
  const double idle =
      std::exp(-top) / erlang_b(servers - 1, out.load);  // infinite where a queue is out of the question
  const double waiting = arrival_per_s * area;
  out.p_wait = waiting / (idle + waiting);
  out.p_immediate = 1.0 / (1.0 + waiting / idle);

  std::vector<double> mass;  // of the offered wait at each node, given that there is one
  double stay0 = 0.0, stay1 = 0.0, stay2 = 0.0, leave0 = 0.0, leave1 = 0.0, leave2 = 0.0, offered = 0.0;
  for (const Node& n : nodes) {
    const double m = n.w * std::exp(n.exponent - top) / area;
    mass.push_back(out.p_wait * m);
    offered += m * n.x;
    stay0 += m * n.stay;
    stay1 += m * n.stay * n.x;
    stay2 += m * n.stay * n.x * n.x;
    leave0 += m * n.leave;
    leave1 += m * (n.stay_area - n.x * n.stay);  // E[R; R <= x]
    leave2 += m * (2.0 * n.stay_first_moment - n.x * n.x * n.stay);
  }
  const double served = out.p_immediate + out.p_wait * stay0;
  out.p_abandon = out.p_wait * leave0;
  out.mean_offered_wait_s = out.p_wait * offered;
  out.mean_wait_s = out.p_wait * (stay1 + leave1);
  out.mean_wait_of_served_s = out.p_wait * stay1 / served;
  out.var_wait_of_served_s2 = out.p_wait * stay2 / served - out.mean_wait_of_served_s * out.mean_wait_of_served_s;
  if (leave0 > 0.0) {
    out.mean_wait_of_abandoned_s = leave1 / leave0;
    out.var_wait_of_abandoned_s2 = leave2 / leave0 - out.mean_wait_of_abandoned_s * out.mean_wait_of_abandoned_s;
  }
  out.mean_queue = arrival_per_s * out.mean_wait_s;
  out.occupancy = out.load * served / servers;
  out.mean_in_system = out.mean_queue + out.load * served;
  for (double t : thresholds_s) out.tails.push_back(tail_at(t, nodes, mass, d, out));
  return out;
}

MmnG erlang_a(double arrival_per_s, double service_per_s, double abandon_per_s, int servers,
              const std::vector<double>& thresholds_s) {
  const PatienceLaw law = abandon_per_s > 0.0 ? exponential_patience(abandon_per_s) : infinite_patience();
  return mmn_g(arrival_per_s, service_per_s, servers, law, thresholds_s);
}

std::vector<double> erlang_a_pmf(double arrival_per_s, double service_per_s, double abandon_per_s, int servers) {
  EXPECT(arrival_per_s > 0.0 && service_per_s > 0.0 && abandon_per_s >= 0.0 && servers >= 0);
  EXPECT(abandon_per_s > 0.0 || arrival_per_s < servers * service_per_s);
  const auto death = [=](int k) {
    return std::min(k, servers) * service_per_s + std::max(0, k - servers) * abandon_per_s;
  };
  int mode = 0;
  while (death(mode + 1) <= arrival_per_s) ++mode;
  std::vector<double> below, p;
  double x = 1.0;
  for (int k = mode; k > 0; --k) below.push_back(x *= death(k) / arrival_per_s);
  p.assign(below.rbegin(), below.rend());
  p.push_back(1.0);
  double total = 0.0;
  for (double y : p) total += y;
  x = 1.0;
  for (int k = mode + 1;; ++k) {  // death rates rise: what is left is below a geometric series
    const double ratio = arrival_per_s / death(k);
    if (x * ratio < 1e-15 * total * (1.0 - ratio)) break;
    p.push_back(x *= ratio);
    total += x;
  }
  for (double& y : p) y /= total;
  return p;
}

QueueMoments erlang_a_moments(double arrival_per_s, double service_per_s, double abandon_per_s, int servers) {
  const std::vector<double> p = erlang_a_pmf(arrival_per_s, service_per_s, abandon_per_s, servers);
  QueueMoments m;
  for (std::size_t k = 0; k < p.size(); ++k) {
    m.mean_in_system += p[k] * static_cast<double>(k);
    m.mean_queue += p[k] * std::max(0.0, static_cast<double>(k) - servers);
  }
  for (std::size_t k = 0; k < p.size(); ++k) {
    const double n = static_cast<double>(k) - m.mean_in_system;
    const double q = std::max(0.0, static_cast<double>(k) - servers) - m.mean_queue;
    m.var_in_system += p[k] * n * n;
    m.var_queue += p[k] * q * q;
  }
  return m;
}

}  // namespace firstline
