// The audit: what must hold on every path of every run, checked from the contact log and the counters, tick by tick.
//
// Flow: gather(case) runs it twice, whole (everything counted) and as the experiment measures it; audit() names what
// fails. Shape: each finding begins with its rule: I1 areas, I2 flows, I3 work conservation, I4 order, I5 operators'
// time,
//        I6 destinies, I7 clock, I8 counts and histograms.
// Source: reliability.md 5.3.
// Tests: tests/invariants/invariants_test.cpp; that it notices, tests/invariants/mutants_test.cpp
#pragma once

#include <string>
#include <vector>

#include "tests/invariants/random_scenario.h"
#include "tests/invariants/world.h"
#include "tests/models/center/stage.h"

namespace firstline::invariants {

struct Evidence {
  Case subject;
  stage::Run whole;     // no warm-up, no cool-down: every contact is in the log
  stage::Run measured;  // as the experiment says
};
Evidence gather(const Case& subject);

// One attempt, as the log has it and as the world says it entered.
struct Attempt {
  ContactRow row;
  std::size_t queue = 0;
  sim::Tick entered = 0;  // the moment it came to its queue
  sim::Tick left = 0;     // the moment it stopped waiting
  bool in_queue = false;  // answered, abandoned, dropped, or still waiting at the end
};

class Findings {
 public:
  void add(const char* rule, const std::string& what) {
    if (all_.size() < 20) all_.push_back(std::string(rule) + " " + what);
  }
  const std::vector<std::string>& all() const { return all_; }

 private:
  std::vector<std::string> all_;
};

// The parts of the audit.
std::vector<Attempt> audit_destinies(const World& world, const Evidence& evidence, Findings& findings);
void audit_paths(const World& world, const Evidence& evidence, const std::vector<Attempt>& attempts,
                 Findings& findings);
void audit_counts(const World& world, const Evidence& evidence, const std::vector<Attempt>& attempts,
                  Findings& findings);

std::vector<std::string> audit(const Evidence& evidence);

}  // namespace firstline::invariants
