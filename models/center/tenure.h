// What a person's tenure means: how many chats at once, and how much likelier errors are.
//
// Flow: compiled from the scenario's table and the groups of rosters; the conductor asks before a chat is added to a
//   desk, and adds to the log odds of an error.
// Units: months; log odds.
// Shape: by person, in the order of CenterModel::persons; the step with the most months that the tenure has reached
// holds.
//   Operators of staffing levels have no tenure.
// Threads: immutable.
// Neglects: tenure stands still during a run; handle times and the chance of a solution do not depend on it.
// Source: roadmap, chats (caps by tenure) and errors by tenure; the numbers are the scenario's.
// Tests: tests/models/center/tenure_test.cpp
#pragma once

#include <cstdint>
#include <vector>

#include "models/scenario/scenario.h"

namespace firstline {

// --- Spec: Scenario::tenure, RosterRow::tenure_months --- Model
struct TenureModel {
  static constexpr std::int32_t kNoCap = 0x7fffffff;
  std::vector<std::int32_t> chat_slots;  // by person; empty: nobody is capped
  std::vector<double> error_log_odds;    // by person; empty: no difference

  // Of operators whose first person is `first_person`.
  bool has_room(std::uint32_t operator_id, std::uint32_t first_person, std::int32_t open) const {
    return chat_slots.empty() || operator_id < first_person || open < chat_slots[operator_id - first_person];
  }
  double error_shift(std::uint32_t operator_id, std::uint32_t first_person) const {
    return error_log_odds.empty() || operator_id < first_person ? 0.0 : error_log_odds[operator_id - first_person];
  }
};

// A person's home: team and group of its roster, in order of name.
struct HomeGroup {
  std::uint32_t team = 0;
  std::uint32_t row = 0;
};
TenureModel compile_tenure(const Scenario& scenario, const std::vector<HomeGroup>& persons);

}  // namespace firstline
