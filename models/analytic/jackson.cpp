#include "models/analytic/jackson.h"

#include <Eigen/Dense>
#include <cstddef>
#include <limits>

#include "models/analytic/erlang.h"
#include "sim/base/check.h"

namespace firstline {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kRounding = 1e-12;  // of the sum of a row

double row_sum(const std::vector<double>& row) {
  double sum = 0.0;
  for (const double p : row) sum += p;
  return sum;
}

// The stations marked at first, and all that can be come to from them along routing (or against it).
enum class Direction { along, against };
std::vector<char> spread(std::vector<char> marked, const JacksonNetwork& network, Direction direction) {
  const std::size_t n = marked.size();
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        const std::size_t from = direction == Direction::along ? i : j, to = direction == Direction::along ? j : i;
        if (!marked[from] || marked[to] || network.routing[i][j] <= 0.0) continue;
        marked[to] = 1;
        changed = true;
      }
    }
  }
  return marked;
}

// lambda = lambda0 + P' lambda over the stations that are visited; empty if some contact never leaves.
std::vector<double> traffic_of(const JacksonNetwork& network) {
  const std::size_t n = network.stations.size();
  std::vector<char> entered(n), left(n);
  for (std::size_t i = 0; i < n; ++i) {
    entered[i] = network.stations[i].arrival_per_s > 0.0;
    left[i] = row_sum(network.routing[i]) < 1.0 - kRounding;
  }
  const auto visited = spread(entered, network, Direction::along);
  const auto leaves = spread(left, network, Direction::against);
  const auto size = static_cast<Eigen::Index>(n);
  Eigen::MatrixXd balance = Eigen::MatrixXd::Identity(size, size);
  Eigen::VectorXd outside = Eigen::VectorXd::Zero(size);
  for (std::size_t i = 0; i < n; ++i) {
    if (!visited[i]) continue;
    if (!leaves[i]) return {};
    const auto at = static_cast<Eigen::Index>(i);
    outside[at] = network.stations[i].arrival_per_s;
    for (std::size_t j = 0; j < n; ++j) balance(static_cast<Eigen::Index>(j), at) -= network.routing[i][j];
  }
  const Eigen::VectorXd traffic = balance.partialPivLu().solve(outside);
  return {traffic.data(), traffic.data() + traffic.size()};
}

JacksonStationResult solve_station(const JacksonStation& station, double traffic, double outside) {
  JacksonStationResult out;
  out.throughput_per_s = traffic;
  out.visits = traffic / outside;
  out.mean_sojourn_s = 1.0 / station.service_per_s;
  if (station.servers > 0 && traffic > 0.0) {
    const ErlangC queue = erlang_c(traffic, station.service_per_s, station.servers);
    out.p_wait = queue.p_wait;
    out.mean_wait_s = queue.mean_wait_s;
    out.mean_sojourn_s = queue.mean_sojourn_s;
    out.occupancy = queue.occupancy;
  }
  out.mean_in_system = traffic * out.mean_sojourn_s;
  return out;
}

void expect_valid(const JacksonNetwork& network) {
  const std::size_t n = network.stations.size();
  EXPECT(network.routing.size() == n);
  for (std::size_t i = 0; i < n; ++i) {
    const JacksonStation& station = network.stations[i];
    EXPECT(station.arrival_per_s >= 0.0 && station.service_per_s > 0.0 && station.servers >= 0);
    EXPECT(network.routing[i].size() == n && row_sum(network.routing[i]) <= 1.0 + kRounding);
    for (const double p : network.routing[i]) EXPECT(p >= 0.0);
  }
}

}  // namespace

JacksonResult solve_jackson(const JacksonNetwork& network) {
  expect_valid(network);
  double outside = 0.0;
  for (const JacksonStation& station : network.stations) outside += station.arrival_per_s;
  EXPECT(outside > 0.0);
  std::vector<double> traffic = traffic_of(network);
  JacksonResult out;
  out.stable = !traffic.empty();
  if (!out.stable) traffic.assign(network.stations.size(), kInfinity);
  for (std::size_t i = 0; i < network.stations.size(); ++i) {
    out.stations.push_back(solve_station(network.stations[i], traffic[i], outside));
    out.mean_in_network += out.stations.back().mean_in_system;
  }
  out.stable = out.stable && out.mean_in_network < kInfinity;
  out.mean_time_in_network_s = out.mean_in_network / outside;
  return out;
}

}  // namespace firstline
