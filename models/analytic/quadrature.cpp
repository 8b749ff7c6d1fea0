#include "models/analytic/quadrature.h"

#include <Eigen/Eigenvalues>
#include <cmath>
#include <utility>

#include "sim/base/check.h"

namespace firstline {

namespace {

// Monic recurrence p[k+1] = (x - diagonal[k]) p[k] - side[k]^2 p[k-1] of a law of total mass 1.
struct Recurrence {
  std::vector<double> diagonal;  // n entries
  std::vector<double> side;      // side[k] links k - 1 and k; side[0] unused; n + 1 entries
};

struct Evaluation {
  double newton_step;  // p_n / p_n'
  double square_sum;   // sum of p_k^2, k < n: the inverse of the Christoffel weight
};

Evaluation evaluate(const Recurrence& r, double x) {
  const std::size_t n = r.diagonal.size();
  double before = 0.0, now = 1.0, slope_before = 0.0, slope = 0.0, square_sum = 0.0;
  for (std::size_t k = 0; k < n; ++k) {
    square_sum += now * now;
    const double back = k == 0 ? 0.0 : r.side[k];
    const double next = ((x - r.diagonal[k]) * now - back * before) / r.side[k + 1];
    const double slope_next = (now + (x - r.diagonal[k]) * slope - back * slope_before) / r.side[k + 1];
    before = std::exchange(now, next);
    slope_before = std::exchange(slope, slope_next);
  }
  return {now / slope, square_sum};
}

QuadratureRule solve(const Recurrence& r) {
  const auto n = static_cast<Eigen::Index>(r.diagonal.size());
  Eigen::VectorXd diagonal(n), side(n > 1 ? n - 1 : 0);
  for (Eigen::Index k = 0; k < n; ++k) diagonal[k] = r.diagonal[static_cast<std::size_t>(k)];
  for (Eigen::Index k = 1; k < n; ++k) side[k - 1] = r.side[static_cast<std::size_t>(k)];
  Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen;
  eigen.computeFromTridiagonal(diagonal, side, Eigen::EigenvaluesOnly);
  QuadratureRule rule;
  for (Eigen::Index k = 0; k < n; ++k) {
    double x = eigen.eigenvalues()[k];
    for (int i = 0; i < 3; ++i) x -= evaluate(r, x).newton_step;
    rule.node.push_back(x);
    rule.weight.push_back(1.0 / evaluate(r, x).square_sum);
  }
  return rule;
}

}  // namespace

QuadratureRule gauss_legendre(int n) {
  EXPECT(n >= 1 && n <= 200);
  Recurrence r{std::vector<double>(static_cast<std::size_t>(n), 0.0), {0.0}};
  for (int k = 1; k <= n; ++k) r.side.push_back(k / std::sqrt(4.0 * k * k - 1.0));
  QuadratureRule rule = solve(r);
  for (double& w : rule.weight) w *= 2.0;
  return rule;
}

QuadratureRule gauss_gamma(int n, double shape) {
  EXPECT(n >= 1 && n <= 200 && shape > 0.0);
  Recurrence r{{}, {0.0}};
  for (int k = 0; k < n; ++k) {
    r.diagonal.push_back(2.0 * k + shape);
    r.side.push_back(std::sqrt((k + 1.0) * (k + shape)));
  }
  QuadratureRule rule = solve(r);
  for (double& x : rule.node) x /= shape;
  return rule;
}

}  // namespace firstline
