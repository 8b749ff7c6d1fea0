// The compiled centre: names became ids, schedules became arrays; immutable and shared by all threads.
//
// Flow: compile(Scenario, Experiment) -> CenterModel; simulate() reads it with one CenterState a replication.
// Units: ticks since the start of the scenario, which is midnight of its first day.
// Shape: ids in order of name, so that reordering a document changes nothing.
// Errors: InputError E346 when two names share their 24-bit hash (their draws would be the same).
// Threads: immutable.
// Source: architecture.md, "The flow, as types".
// Tests: tests/models/center/center_model_test.cpp
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/center/agreements.h"
#include "models/center/arrivals.h"
#include "models/center/bots.h"
#include "models/center/chats.h"
#include "models/center/escalation.h"
#include "models/center/issues.h"
#include "models/center/mails.h"
#include "models/center/patience.h"
#include "models/center/queues.h"
#include "models/center/returns.h"
#include "models/center/routing.h"
#include "models/center/satisfaction.h"
#include "models/center/service.h"
#include "models/center/talents.h"
#include "models/center/tenure.h"
#include "models/center/workforce.h"
#include "models/record/counters.h"
#include "models/scenario/day_bands.h"
#include "models/scenario/experiment.h"
#include "models/scenario/scenario.h"

namespace firstline {

struct TypeModel {
  std::uint32_t queue = 0;
  StreamModel stream;
  ServiceModel service;
  ReturnsModel returns;
};

struct TeamModel {
  std::uint32_t name_hash = 0;  // 24 bits
  WorkforceModel workforce;
};

struct CenterModel {
  std::vector<TypeModel> types;
  std::vector<QueueModel> queues;
  std::vector<TeamModel> teams;
  std::vector<ShiftModel> shifts;
  std::vector<PersonModel> persons;  // of all rosters, team by team; their operators come after those of levels
  TalentModel talents;
  TenureModel tenure;
  RoutingModel routing;
  int first_weekday = 0;
  std::vector<std::int64_t> closed_days;  // days of the scenario, in order, on which queues with hours do not open
  sim::Tick measure_from = 0;
  sim::Tick measure_to = 0;
  sim::Tick arrivals_until = 0;
  sim::Tick give_up = 0;  // what is still waiting then is counted as unfinished
  sim::Tick interval = sim::kTicksPerHour;
  DayBands bands;
  std::vector<sim::Tick> thresholds;
  sim::Tick short_abandon = 0;
  CounterShape shape;
  // Issues are followed from contact to contact: topics, channels, lines, returns, agreements, people. Without any of
  // these a contact is its own issue, and nothing below is looked at.
  bool follows = false;
  BirthModel births;
  EscalationModel lines;
  AgreementsModel agreements;
  BotsModel bots;
  ChatsModel chats;
  MailsModel mails;
  SatisfactionModel satisfaction;
  std::vector<AnnouncementModel> announcements;  // by queue
  std::vector<bool> looks_at_waiting;            // by queue: something happens when a contact starts to wait
  bool any_looks = false;
  sim::Tick repeat_window = 7 * sim::kTicksPerDay;
  // Start::stationary: P(N <= n) of the number in system at time 0; empty for an empty start.
  std::vector<double> initial_cumulative;
};

// Does anything in the scenario need issues to be followed?
bool follows_issues(const Scenario& scenario);

// initial_pmf: the exact stationary law of the number in system (models/analytic), or empty for an empty start.
CenterModel compile(const Scenario& scenario, const Experiment& experiment,
                    const std::vector<double>& initial_pmf = {});

}  // namespace firstline
