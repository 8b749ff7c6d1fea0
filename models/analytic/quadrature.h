// Gauss rules: nodes and weights for integrals over [-1, 1] and for expectations over a gamma law of mean 1.
//
// Units: none; weights of gauss_legendre sum to 2, those of gauss_gamma to 1 (they are probabilities).
// Shape: n nodes in ascending order; exact for polynomials up to degree 2 n - 1.
// Errors: 1 <= n <= 200 and shape > 0 are expected.
// Threads: pure functions.
// Source: Golub, Welsch 1969 (nodes); Newton on the orthonormal polynomial and Christoffel sums (last digits, also of
//         tiny weights).
// Tests: tests/models/analytic/quadrature_test.cpp
#pragma once

#include <vector>

namespace firstline {

struct QuadratureRule {
  std::vector<double> node;
  std::vector<double> weight;
};

QuadratureRule gauss_legendre(int n);

// E[f(B)] = sum weight[i] f(node[i]) for B ~ Gamma(shape, rate = shape), the day factor of an over-dispersed day.
QuadratureRule gauss_gamma(int n, double shape);

}  // namespace firstline
