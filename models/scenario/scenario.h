// What a support centre is: contact types, queues and teams, as validated plain data with names and units resolved.
//
// Flow: scenario_json reads and validates a document into a Scenario; models/center compiles it; no other reads JSON.
// Units: durations are seconds, rates are per second, money is in `currency`, times of day are seconds since midnight.
// Shape: every collection is keyed by name; names order ids, so reordering a document changes nothing.
// Neglects: hiring (roadmap 4).
// Source: architecture.md, "Documents that people write"; science.md 1, 2, 3.1, 4, 6.3, 7.5, 8, 9.1.
// Tests: tests/models/scenario/scenario_test.cpp
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario/costs.h"
#include "models/scenario/dialogues.h"
#include "models/scenario/interventions.h"
#include "models/scenario/lines.h"
#include "models/scenario/opinion.h"
#include "models/scenario/roster.h"
#include "models/scenario/season.h"
#include "models/scenario/targets.h"
#include "sim/base/units.h"
#include "sim/random/distribution.h"

namespace firstline {

// A number per slot of the day for each weekday (0 = Monday), zero outside the slots given.
struct WeekSeries {
  double slot_s = 1800.0;
  std::array<std::vector<double>, 7> days;  // index = slot counted from midnight; may be shorter than a day
  double at(int weekday, double second_of_day) const;
  static WeekSeries constant(double value);
  friend bool operator==(const WeekSeries&, const WeekSeries&) = default;
};

// A gamma factor of mean 1 on the rate (science.md 1.2, PG2). Streams that name the same group share their day factors,
// wholly or, with a correlation, through a common normal factor (Gaussian copula).
struct GammaFactor {
  double shape = 0.0;  // 0: no factor; the coefficient of variation is 1/sqrt(shape)
  // Day factors only.
  std::string group = {};                  // empty: the stream's own
  std::optional<double> correlation = {};  // with others of the group; without: 1
  double persistence = 0.0;                // correlation of one day's normal factor with the next day's
  // Slot factors only.
  double power = 0.0;  // a slot of L expected contacts has the shape shape * L^power
};

enum class Interpolation { constant, linear };

struct Arrivals {
  WeekSeries rate_per_s;
  Interpolation interpolation = Interpolation::constant;  // linear: from each slot's value to the next one's
  GammaFactor day_factor;
  GammaFactor slot_factor;
  double growth = 0.0;  // per year of 365 days, in logarithms
  Season season;
  // Moments of arrival, seconds since the start in rising order, instead of all of the above.
  std::optional<std::vector<double>> trace_s;

  // Nothing but rate, interpolation and the two factors.
  bool same_every_week() const { return growth == 0.0 && season.empty() && !trace_s; }
};

// After an abandoned (or blocked) attempt the customer tries again with probability * decay^(attempt - 1).
struct Redial {
  double probability = 0.0;
  double decay = 1.0;
  sim::Law delay = sim::Law::exponential(600.0);
  bool after_blocked = true;
  int max_attempts = 20;
  double switches = 0.0;  // chance that the next attempt uses another channel
  bool in_hours = false;  // the delay runs in the opening hours of the entry queue
};

// Laws that replace the contact type's own for contacts that arrive within these hours of the day.
struct Period {
  sim::TimeRange hours;
  std::optional<sim::Law> service;
  std::optional<sim::Law> patience;
};

struct ContactType {
  std::string queue;
  Arrivals arrivals;
  sim::Law service = sim::Law::exponential(300.0);
  sim::Law patience = sim::Law::none();
  std::optional<sim::Law> ivr_time;  // spent in the voice menu before the queue; not part of the wait
  std::map<std::string, Period> periods;
  Redial redial;
  std::string segment, product;            // labels of reports and agreements; empty: none
  std::map<std::string, double> topics;    // Scenario::topics with weights; empty: no topic
  std::map<std::string, double> channels;  // Scenario::channels with weights; empty: one channel without a name
  Returns returns;
  std::optional<FollowUp> follow_up{};
  std::int64_t customers = 0;  // who share these issues evenly; 0: every issue is another customer's
};

enum class Closing { serve_out, drop, carry_over };

struct Queue {
  int priority = 1;             // class over all teams: 1 is taken before 2
  double head_start_s = 0.0;    // credit added to the wait when queues of one priority compete
  std::optional<int> capacity;  // waiting places; an arrival that finds them full is blocked
  Closing closing = Closing::serve_out;
  // Opening hours for each weekday; a queue without any is always open.
  std::array<std::vector<sim::TimeRange>, 7> opening_hours;
  bool has_hours = false;
  int line = 1;         // 0 intake, 1 generalists, 2 specialists, 3 experts
  double ageing = 1.0;  // a minute waited counts as this many when queues of one priority compete
  Handling handling;
  std::optional<Intake> intake;
  Transfer transfer;
  std::optional<Announcement> announcement;
  std::optional<Callback> callback;
  std::optional<Order> order;  // of deferred work; empty: by due time where mails come in, else by arrival
};

// One row of a team's skills: which queue it serves and where the two stand in each other's order.
struct Skill {
  int priority = 1;      // among the queues that this team serves: 1 is taken first
  int choice = 1;        // among the teams that serve this queue: 1 is tried first; equal choices: Scenario::tie_rule
  double after_s = 0.0;  // overflow: only contacts that have waited this long
  int reserve = 0;       // only while more than this many of the team are idle
  int min_waiting = 0;   // only while at least this many wait
  double speed = 1.0;    // handle times are divided by it
  double quality = 1.0;  // odds of a solution are multiplied by it
  std::optional<int> chat_slots{};  // instead of the team's
};

enum class TieRule { longest_idle, fewest_skills };

// Operators added to (or, when negative, taken from) the staff within these hours, on these weekdays.
struct ExtraStaff {
  std::array<bool, 7> days{true, true, true, true, true, true, true};
  sim::TimeRange hours;
  double operators = 0.0;
};

struct Team {
  std::map<std::string, Skill> serves;  // by queue
  WeekSeries staff;                     // operators present; a fraction is a chance of one more, drawn once a day
  std::map<std::string, ExtraStaff> extra_staff;
  double wage_per_h = 0.0;
  int chat_slots = 1;                       // chats of one operator at once
  std::map<std::string, RosterRow> roster;  // instead of staff
  Habits habits;

  // Staff and extra staff together, never below 0.
  double level_at(int weekday, double second_of_day) const;
};

struct Scenario {
  std::string name;
  std::string name_ru;
  std::string notes;
  std::uint64_t document_hash = 0;  // of the resolved document it was read from; 0 when built in code
  std::int64_t start_day = 10592;   // 1999-01-01; days since 1970-01-01; decides the weekday of the first day
  std::string currency = "EUR";
  std::map<std::string, ContactType> contact_types;
  std::map<std::string, Queue> queues;
  std::map<std::string, Team> teams;
  std::map<std::string, Channel> channels;
  std::map<std::string, Bot> bots;
  std::map<std::string, Topic> topics;
  std::map<std::string, Shift> shifts;
  std::map<std::string, Sla> slas;
  Escalation escalation;
  std::optional<Opinion> opinion;        // none: not drawn
  std::optional<OperatorErrors> errors;  // none: nobody errs
  std::map<std::string, TenureStep> tenure;
  TieRule tie_rule = TieRule::longest_idle;
  Costs costs;
  std::map<std::string, Holiday> holidays;
  std::map<std::string, Incident> incidents;
  std::map<std::string, AppliedIntervention> interventions;  // words only: what they change has been changed

  // Every week has the same law: what formulas can speak of.
  bool same_every_week() const;
};

// Whether contacts are only answered: no channels, topics, transfers, returns, rosters or agreements, no skill but its
// two priorities. What formulas can speak of.
bool is_plain(const Scenario& scenario);

}  // namespace firstline
