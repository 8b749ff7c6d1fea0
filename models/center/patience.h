// What an announced wait does to patience: who leaves at once, and how the rest bear the time before and after it.
//
// Flow: a contact that must wait -> predicted_wait -> leaves_at_once, patience_after; then the usual patience event.
// Units: ticks.
// Shape: the hazard of hanging up is multiplied by one factor before the announced moment and by another after it; the
//   residual of the contact's own unit exponential is kept, not redrawn.
// Draws: announced_wait by (issue, leg); patience's own word otherwise.
// Errors: none.
// Threads: Model is shared and immutable; State belongs to one replication.
// Neglects: announcements that are renewed; who believes them.
// Source: science.md 2.1, A5; Jouini, Aksin, Dallery (2011); Ibrahim and Whitt (2009) for the predictors.
// Tests: tests/models/center/patience_test.cpp
#pragma once

#include <cstdint>
#include <optional>

#include "models/scenario/lines.h"
#include "sim/base/units.h"
#include "sim/random/distribution.h"
#include "sim/random/law.h"

namespace firstline {

// --- Spec: Announcement --- Model
struct AnnouncementModel {
  bool given = false;
  Announcement::Predictor predictor = Announcement::Predictor::last_delay;
  double factor = 1.0;
  bool may_leave = false;
  sim::Sampler accepts;
  double hazard_before = 1.0;
  double hazard_after = 1.0;
};

AnnouncementModel compile_announcement(const std::optional<Announcement>& spec);

// --- State: what a queue's predictors know
struct DelayMemory {
  sim::Tick last_delay = 0;  // of the last contact to be answered
  sim::Tick last_answer = -1;
  double mean_spacing = 0.0;  // ticks between answers while contacts wait, exponentially smoothed

  void answered(sim::Tick now, sim::Tick delay, bool others_wait);
};

// --- Rules
// head_wait: of the contact at the head of the queue; length: contacts before this one.
sim::Tick predicted_wait(const AnnouncementModel& model, const DelayMemory& memory, sim::Tick head_wait,
                         std::int64_t length);

// The time at which a customer of this law and word gives up, having heard `announced`; kNever for never.
sim::Tick patience_after(const AnnouncementModel& model, const sim::Law& law, const sim::Sampler& sampler,
                         std::uint32_t word, sim::Tick announced);

}  // namespace firstline
