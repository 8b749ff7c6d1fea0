// One replication's state: the parts' states side by side, reused from replication to replication.
//
// Flow: simulate() resets it, the conductor changes it; kept by the caller so that nothing is allocated after warm-up.
// Units: ticks.
// Threads: one a worker.
// Source: MuJoCo's separation of model and data; architecture.md, seven sentences (5).
// Tests: tests/models/center/center_state_test.cpp
#pragma once

#include <cstdint>
#include <vector>

#include "models/center/agents.h"
#include "models/center/arrivals.h"
#include "models/center/center_model.h"
#include "models/center/contacts.h"
#include "models/center/queues.h"
#include "models/center/routing.h"
#include "models/center/talents.h"
#include "sim/base/units.h"

namespace firstline {

// The staff changes of the present day, for one team.
struct StaffDay {
  struct Step {
    sim::Tick at = 0;  // since the start of the scenario
    std::int64_t level = 0;
  };
  std::vector<Step> steps;
  std::size_t next = 0;
};

// A pause that a person takes in the present shift.
struct DuePause {
  sim::Tick at = 0;  // since the start of the scenario
  sim::Tick length = 0;
  bool paid = true;
};

struct CenterState {
  ContactPool contacts;
  std::vector<OperatorState> operators;
  std::uint32_t first_person = 0;  // operators from here on are the model's persons
  std::vector<PersonState> persons;
  std::vector<DuePause> pauses;  // pauses_each for every person
  std::size_t pauses_each = 0;
  Talents talents;
  std::vector<TeamState> teams;
  std::vector<StaffDay> staff;  // by team
  std::vector<QueueState> queues;
  QueueMask servable;
  std::vector<Stream> streams;
  ClockTournament clocks;
  std::vector<sim::TimeIntegral> waiting;  // by queue
  sim::TimeIntegral waiting_all;
  sim::TimeIntegral in_system;
  std::vector<std::int64_t> answered_at_once;  // by type: counted contacts with a response time of 0
  std::int64_t counted = 0;  // counted contacts (and issues, where they are followed) still in the system
  sim::Tick midnight = 0;    // of the present day
  // Where issues are followed.
  std::vector<Issue> issues;                // by slot of contacts
  std::vector<DelayMemory> delays;          // by queue
  std::vector<std::int64_t> trunks_in_use;  // by channel
  Episodes episodes;
  std::vector<Session> sessions;  // by slot, of contacts with a bot
  std::vector<BotTraffic> bots;
  BotMemory bot_memory;
  std::vector<ChatState> chats;  // by slot
  std::vector<Desk> desks;       // by operator; empty where there are no chats
  DeskRows desk_rows;
  Ranking ranking;                       // of queues with an order of their own
  std::vector<bool> seeking;             // by team: it will look for chats in this instant
  std::vector<WaitMemory> waits_so_far;  // by slot, of counted contacts
  std::vector<double> error_bounds;      // by topic; what no operator's chance of an error exceeds

  // Everybody off duty, every queue empty, every stream at its first arrival.
  void reset(const CenterModel& model, sim::StreamKey key);

 private:
  void bound_errors(const CenterModel& model);
};

}  // namespace firstline
