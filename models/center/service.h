// What a contact brings: its work, its patience, its time in the voice menu, by type and period of arrival.
//
// Flow: the conductor asks for the period of an arrival, then samples from the words of the contact's destiny.
// Units: ticks.
// Draws: none of its own: words come from the first block (arrivals) or, for redials, from draw_word.
// Threads: Model is shared and immutable.
// Neglects: who serves (agents.h has speeds of operators). Work is drawn once an issue and kept over its redials.
// Source: science.md 2.1, 3.1; kpis.md, Semantics (a redial keeps its work, patience is drawn anew).
// Tests: tests/models/center/service_test.cpp
#pragma once

#include <cstdint>
#include <vector>

#include "models/scenario/scenario.h"
#include "sim/base/units.h"
#include "sim/random/distribution.h"

namespace firstline {

// --- Spec: firstline::ContactType --- Model
struct PeriodModel {
  sim::Tick from = 0;  // since midnight
  sim::Tick to = 0;
  sim::Sampler service;
  sim::Sampler patience;
  sim::Law patience_law;  // what an announced wait bends
};

struct ServiceModel {
  PeriodModel usual;                 // the type's own laws
  std::vector<PeriodModel> periods;  // in order of name; at most 255
  bool has_menu = false;
  sim::Sampler menu;
};

ServiceModel compile_service(const ContactType& spec);

// --- Rules
// 0: the type's own laws; k: those of its k-th period.
inline std::uint8_t period_at(const ServiceModel& model, sim::Tick since_midnight) {
  for (std::size_t k = 0; k < model.periods.size(); ++k) {
    if (since_midnight >= model.periods[k].from && since_midnight < model.periods[k].to) {
      return static_cast<std::uint8_t>(k + 1);
    }
  }
  return 0;
}

inline const PeriodModel& laws_of(const ServiceModel& model, std::uint8_t period) {
  return period == 0 ? model.usual : model.periods[period - 1u];
}

}  // namespace firstline
