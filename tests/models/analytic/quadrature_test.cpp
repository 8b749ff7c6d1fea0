#include "models/analytic/quadrature.h"

#include <gtest/gtest.h>

#include <cmath>

namespace firstline {
namespace {

TEST(Quadrature, LegendreIntegratesPolynomialsExactly) {
  for (int n : {1, 2, 5, 20, 64}) {
    const QuadratureRule rule = gauss_legendre(n);
    for (int degree = 0; degree < 2 * n; ++degree) {
      double sum = 0.0;
      for (std::size_t i = 0; i < rule.node.size(); ++i) sum += rule.weight[i] * std::pow(rule.node[i], degree);
      EXPECT_NEAR(sum, degree % 2 == 0 ? 2.0 / (degree + 1) : 0.0, 1e-13) << n << " nodes, degree " << degree;
    }
  }
}

TEST(Quadrature, LegendreMatchesTheTwoPointRule) {
  const QuadratureRule rule = gauss_legendre(2);
  EXPECT_NEAR(rule.node[1], 1.0 / std::sqrt(3.0), 1e-15);
  EXPECT_NEAR(rule.weight[1], 1.0, 1e-15);
}

TEST(Quadrature, GammaRuleHasTheMomentsOfTheLaw) {
  for (double shape : {0.7, 1.0, 10.0, 28.7}) {
    const QuadratureRule rule = gauss_gamma(20, shape);
    double moment = 1.0;
    for (int degree = 0; degree < 40; ++degree) {
      double sum = 0.0;
      for (std::size_t i = 0; i < rule.node.size(); ++i) sum += rule.weight[i] * std::pow(rule.node[i], degree);
      EXPECT_NEAR(sum / moment, 1.0, 1e-11) << "shape " << shape << ", degree " << degree;
      moment *= (shape + degree) / shape;
    }
  }
}

TEST(Quadrature, GammaRuleOfShapeOneIsGaussLaguerre) {
  const QuadratureRule rule = gauss_gamma(2, 1.0);  // Abramowitz, Stegun, table 25.9
  EXPECT_NEAR(rule.node[0], 2.0 - std::sqrt(2.0), 1e-14);
  EXPECT_NEAR(rule.weight[0], (2.0 + std::sqrt(2.0)) / 4.0, 1e-14);
}

}  // namespace
}  // namespace firstline
