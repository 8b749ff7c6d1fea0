// What each person of a roster did all day, put together again from the plan and from the contacts the log says they
// had.
//
// Flow: timelines(world, attempts) -> spans; a contact that no free moment of its operator explains is a finding.
// Units: ticks since the start of the scenario.
// Shape: shares no code with models/center: the plan is the world's, the order of one instant is written down here
// anew:
//   a shift begins, a rest ends, contacts, then a shift ends, a pause falls due, a break falls due.
// Neglects: contacts that are handed back at the end of a shift (they have two operators): unit tests look at those.
// Tests: used by the audit; that it notices, tests/invariants/mutants_test.cpp
#pragma once

#include <vector>

#include "tests/invariants/audit.h"

namespace firstline::invariants {

enum class Doing { idle, busy, overtime, on_break, unpaid, absent };

struct Span {
  std::size_t person = 0;
  std::size_t team = 0;
  Doing doing = Doing::idle;
  sim::Tick from = 0, to = 0;
};

std::vector<Span> timelines(const World& world, const std::vector<Attempt>& attempts, sim::Tick horizon,
                            Findings& findings);

}  // namespace firstline::invariants
