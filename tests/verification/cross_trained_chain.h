// Two classes of calls and three teams (first class only, second class only, both) as a Markov chain, solved exactly.
//
// Flow: the reference of the cross-training cases (published.md V15).
// Units: rates per hour, seconds for the threshold; shares of all calls of a class.
// Shape: specialists are tried first; a freed operator takes the longest waiting call that he may take. One rate for
//   services and patience, so that what a call needs does not depend on who takes it. The order of arrival of those who
//   wait is part of the state: a string of classes, cut at kLongest; as every call leaves at the one rate, the number
//   present is Poisson, and what the cut loses is its tail.
// Errors: none.
// Threads: pure.
// Source: birth and death equations; the wait of one more call by uniformisation, as nobody behind can overtake it.
// Tests: its own special cases are in cross_trained_cases.cpp (nobody in common: two Erlang A; all in common: one).
#pragma once

#include <array>
#include <string>

namespace verification {

struct CrossTrainedPlan {
  int first = 0;   // operators for the first class only
  int second = 0;  // for the second class only
  int both = 0;
};

struct CrossTrainedInput {
  std::array<double, 2> arrivals_per_h{};
  double leave_per_h = 0.0;  // of a service, and of patience
  double threshold_s = 20.0;
};

struct CrossTrainedClass {
  double p_abandon = 0.0;
  double p_wait = 0.0;
  double served_within = 0.0;  // of all
};

std::array<CrossTrainedClass, 2> solve_cross_trained(const CrossTrainedInput& input, const CrossTrainedPlan& plan);

}  // namespace verification
