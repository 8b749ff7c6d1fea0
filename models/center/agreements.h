// Service level agreements as clocks: which agreement a class of contacts has, and what is due when.
//
// Flow: the conductor asks at the first answer and at a solution; kpi divides what it counted.
// Units: ticks; response and resolution in the agreement's own hours.
// Shape: at most one agreement a class: the one with the most selectors, of equals the first by name. A class without
//   one has the opening hours of its entry queue as its business clock.
// Errors: none; the reader has checked the names.
// Threads: immutable.
// Neglects: clocks that stop while the centre waits for the customer.
// Source: science.md 7.5, 7.14; kpis.md, sla.*.
// Tests: tests/models/center/agreements_test.cpp
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/record/counters.h"
#include "models/scenario/calendar.h"
#include "models/scenario/scenario.h"
#include "sim/base/units.h"

namespace firstline {

// --- Spec: Sla --- Model
struct AgreementModel {
  std::optional<sim::Tick> response;
  std::optional<sim::Tick> resolution;
  std::uint32_t clock = 0;
  sim::Tick period = sim::kTicksPerDay;
  sim::Tick due_too_late_from = 0;  // issues opened from then on are due after the end of arrivals
};

inline constexpr std::uint32_t kNoAgreement = 0xffffffffu;

struct AgreementsModel {
  std::vector<AgreementModel> agreements;  // in order of name
  std::vector<BusinessCalendar> clocks;
  std::vector<std::uint32_t> agreement_of_class;  // kNoAgreement where none applies
  std::vector<std::uint32_t> clock_of_class;

  // A queue's opening hours.
  const BusinessCalendar& hours_of(std::uint32_t queue) const { return clocks[agreements.size() + queue]; }
};

AgreementsModel compile_agreements(const Scenario& scenario, const std::vector<ClassLabels>& classes,
                                   sim::Tick arrivals_until);

// Periods of this agreement that a measured span of this length touches.
int num_periods(const AgreementModel& agreement, sim::Tick measured);

}  // namespace firstline
