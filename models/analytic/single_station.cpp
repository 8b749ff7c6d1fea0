#include "models/analytic/single_station.h"

#include <algorithm>
#include <cmath>

#include "models/analytic/erlang.h"
#include "models/analytic/poisson_weights.h"
#include "sim/base/check.h"

namespace firstline {

FiniteQueue mm_c_k(double arrival_per_s, double service_per_s, int servers, int capacity) {
  EXPECT(arrival_per_s > 0.0 && service_per_s > 0.0 && servers >= 1 && capacity >= servers);
  std::vector<double> p{1.0};
  for (int k = 1; k <= capacity; ++k) {
    p.push_back(p.back() * arrival_per_s / (std::min(k, servers) * service_per_s));
    if (p.back() > 1e200) {  // the sum below needs no common scale but that of the end
      for (double& x : p) x *= 1e-200;
    }
  }
  double total = 0.0;
  for (double x : p) total += x;
  FiniteQueue q;
  double busy = 0.0, full = 0.0;
  for (int k = 0; k <= capacity; ++k) {
    const double share = p[static_cast<std::size_t>(k)] / total;
    busy += std::min(k, servers) * share;
    q.mean_queue += std::max(0, k - servers) * share;
    if (k >= servers && k < capacity) full += share;
  }
  q.p_empty = p.front() / total;
  q.p_block = p.back() / total;
  q.mean_in_system = q.mean_queue + busy;
  q.occupancy = busy / servers;
  q.throughput_per_s = busy * service_per_s;
  q.mean_wait_s = q.mean_queue / q.throughput_per_s;
  q.mean_sojourn_s = q.mean_in_system / q.throughput_per_s;
  q.p_wait = full / (1.0 - q.p_block);
  return q;
}

GeneralService mg1(double arrival_per_s, double mean_s, double second_moment_s2, double third_moment_s3) {
  GeneralService g;
  g.occupancy = g.p_wait = arrival_per_s * mean_s;
  EXPECT(arrival_per_s > 0.0 && g.occupancy < 1.0);
  g.scv_service = second_moment_s2 / (mean_s * mean_s) - 1.0;
  g.mean_wait_s = arrival_per_s * second_moment_s2 / (2.0 * (1.0 - g.occupancy));
  g.var_wait_s2 = arrival_per_s * third_moment_s3 / (3.0 * (1.0 - g.occupancy)) + g.mean_wait_s * g.mean_wait_s;
  g.mean_sojourn_s = g.mean_wait_s + mean_s;
  g.mean_queue = arrival_per_s * g.mean_wait_s;
  g.mean_in_system = arrival_per_s * g.mean_sojourn_s;
  return g;
}

namespace {

// Cobham's recursion from the residual time and each class's load.
void fill_cobham(const std::vector<double>& arrival_per_s, const std::vector<double>& load, PriorityWaits& out) {
  double above = 0.0, wait_sum = 0.0, arrivals = 0.0;
  for (std::size_t k = 0; k < load.size(); ++k) {
    const double with = above + load[k];
    EXPECT(with < 1.0);
    out.mean_wait_s.push_back(out.residual_s / ((1.0 - above) * (1.0 - with)));
    wait_sum += arrival_per_s[k] * out.mean_wait_s.back();
    arrivals += arrival_per_s[k];
    above = with;
  }
  out.mean_wait_all_s = wait_sum / arrivals;
}

}  // namespace

PriorityWaits mmc_priority(const std::vector<double>& arrival_per_s, double service_per_s, int servers) {
  double arrivals = 0.0;
  std::vector<double> load;
  for (double rate : arrival_per_s) {
    arrivals += rate;
    load.push_back(rate / (servers * service_per_s));
  }
  PriorityWaits out;
  out.p_wait = erlang_c(arrivals, service_per_s, servers).p_wait;
  out.residual_s = out.p_wait / (servers * service_per_s);
  fill_cobham(arrival_per_s, load, out);
  return out;
}

PriorityWaits mg1_priority(const std::vector<double>& arrival_per_s, const std::vector<double>& mean_s,
                           const std::vector<double>& second_moment_s2) {
  EXPECT(arrival_per_s.size() == mean_s.size() && mean_s.size() == second_moment_s2.size());
  PriorityWaits out;
  std::vector<double> load;
  for (std::size_t k = 0; k < mean_s.size(); ++k) {
    load.push_back(arrival_per_s[k] * mean_s[k]);
    out.p_wait += load.back();
    out.residual_s += 0.5 * arrival_per_s[k] * second_moment_s2[k];
  }
  fill_cobham(arrival_per_s, load, out);
  return out;
}

double ProcessorSharing::p_in_system(int n) const { return (1.0 - occupancy) * std::pow(occupancy, n); }

ProcessorSharing mm1_ps(double arrival_per_s, double service_per_s) {
  ProcessorSharing s;
  s.occupancy = arrival_per_s / service_per_s;
  EXPECT(arrival_per_s > 0.0 && service_per_s > 0.0 && s.occupancy < 1.0);
  s.slowdown = 1.0 / (1.0 - s.occupancy);
  s.mean_sojourn_s = s.slowdown / service_per_s;
  s.var_sojourn_s2 = s.mean_sojourn_s * s.mean_sojourn_s * (2.0 + s.occupancy) / (2.0 - s.occupancy);
  s.mean_in_system = s.occupancy * s.slowdown;
  return s;
}

double mm1_empty_probability(double arrival_per_s, double service_per_s, double t_s) {
  EXPECT(arrival_per_s > 0.0 && service_per_s > 0.0 && t_s >= 0.0);
  const double rate = arrival_per_s + service_per_s;
  const double up = arrival_per_s / rate, down = service_per_s / rate;
  const PoissonWeights steps = poisson_weights(rate * t_s);
  std::vector<double> p(static_cast<std::size_t>(steps.last()) + 2, 0.0), next = p;
  p[0] = 1.0;
  double sum = 0.0;
  for (int k = 0;; ++k) {
    sum += steps.weight_at(k) * p[0];
    if (k == steps.last()) return sum;
    next[0] = down * (p[0] + p[1]);
    for (std::size_t i = 1; i <= static_cast<std::size_t>(k) + 1; ++i) next[i] = up * p[i - 1] + down * p[i + 1];
    p.swap(next);
  }
}

}  // namespace firstline
