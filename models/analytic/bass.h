// How many of those who could use something new do so after a time: Bass's law of adoption.
//
// Flow: adoption of a bot over the months of a rollout; a formula to hold simulated adoption against.
// Units: any unit of time; p and q are rates per that unit. Values fitted per year must not be used per month.
// Shape: share(t) rises from 0 to 1 and solves dF/dt = (p + q F)(1 - F).
// Errors: p > 0, q >= 0 and t >= 0 are expected.
// Threads: pure functions.
// Neglects: people who give up again, marketing, and supply.
// Source: Bass 1969; science.md 5.4.
// Tests: tests/models/analytic/bass_test.cpp
#pragma once

namespace firstline {

struct BassAdoption {
  double p = 0.0;  // innovation: of one's own accord
  double q = 0.0;  // imitation: because others do

  double share(double t) const;
  double rate(double t) const;  // dF/dt
  double peak_time() const;     // of the rate; 0 where it falls from the start (q <= p)
};

}  // namespace firstline
