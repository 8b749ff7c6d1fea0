// How long contacts are ready to wait: the survival functions that M/M/n+G takes.
//
// Flow: mmn_g integrates them; the caller translates a scenario's patience into one of these.
// Units: seconds (any consistent unit works).
// Shape: survival(x) = P(R > x) of those who do not balk, falling from 1; breaks are the points where it jumps or
//        bends; balk is the share that leaves at once unless served at once (an atom at 0); stays is survival's limit.
// Errors: parameters > 0, shares in [0, 1] are expected.
// Threads: immutable once made.
// Source: Zeltyn, Mandelbaum 2005; Roubos, Jouini 2013 (hyperexponential); science.md 2.1.
// Tests: tests/models/analytic/patience_law_test.cpp
#pragma once

#include <functional>
#include <vector>

namespace firstline {

struct PatienceLaw {
  std::function<double(double)> survival;
  std::vector<double> breaks;
  double stays = 0.0;
  double balk = 0.0;

  PatienceLaw with_balk(double share) const;
};

PatienceLaw exponential_patience(double rate_per_s);
PatienceLaw weibull_patience(double shape, double scale_s);
// Rate r[i] with probability p[i].
PatienceLaw hyperexponential_patience(std::vector<double> p, std::vector<double> r_per_s);
PatienceLaw erlang_patience(int stages, double mean_s);
PatienceLaw lognormal_patience(double mean_s, double scv);
PatienceLaw deterministic_patience(double limit_s);
PatienceLaw infinite_patience();

}  // namespace firstline
