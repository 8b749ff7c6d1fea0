// What customers thought of counted contacts that were handled, what surveys got to know, and operators' errors.
//
// Flow: part of Counters, added to by models/center; OpinionSums are its marginals; models/kpi divides them.
// Units: counts, and sums of scores.
// Shape: asked = answered + reached + silent. rated_ is of the contacts among them that were rated: answered + reached.
// Threads: as Counters'.
// Source: science.md 7.19, 8; kpis.md csat, nps, ces, survey, error_rate.
// Tests: tests/models/record/opinion_cell_test.cpp
#pragma once

#include <cstdint>

#include "models/record/digest.h"

namespace firstline {

// Sums over opinions.
struct OpinionSums {
  std::int64_t count = 0;
  std::int64_t satisfied = 0;   // 4 and 5 of 5
  std::int64_t score = 0;       // of 1 to 5
  std::int64_t promoters = 0;   // 9 and 10
  std::int64_t detractors = 0;  // 0 to 6
  std::int64_t ease = 0;        // of 1 to 7

  void add(const OpinionSums& other);
  friend bool operator==(const OpinionSums&, const OpinionSums&) = default;
};

struct OpinionCell {
  OpinionSums all;               // everybody's; all were asked
  OpinionSums rated;             // of those who told
  std::int64_t answered = 0;     // the survey
  std::int64_t called_back = 0;  // did not answer, and were called
  std::int64_t reached = 0;      // of these: told
  std::int64_t silent = 0;       // never told
  std::int64_t judged = 0;       // contacts that an operator ended, where operators may err
  std::int64_t errors = 0;

  void add(const OpinionCell& other);
  friend bool operator==(const OpinionCell&, const OpinionCell&) = default;
};

void add_to(Digest& digest, const OpinionCell& cell);

}  // namespace firstline
