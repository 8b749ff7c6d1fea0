// The facts of one replication: integer counts and exact time integrals, by class of contact and interval of arrival.
//
// Flow: models/center adds, models/kpi and models/economics read; nothing here divides.
// Units: ticks (microseconds) and counts; second moments in seconds squared.
// Shape: contact cells [class][interval of the day at arrival], a class being (type, topic, channel), or the type
// itself
//   where a scenario has neither topics nor channels; team cells [team][interval of the clock]; leg cells
//   [topic][queue]; issue cells [class at birth]; SLA cells [agreement][period of the measured span].
// Threads: one Counters a replication; none is shared.
// Source: science.md 7.1, A11; kpis.md, Semantics.
// Tests: tests/models/record/counters_test.cpp
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/record/opinion_cell.h"
#include "models/scenario/experiment.h"
#include "sim/base/units.h"
#include "sim/stats/histogram.h"
#include "sim/stats/time_average.h"

namespace firstline {

// Contacts that arrived in one cell, by what became of them. offered = turned_away + blocked + entries (+ those still
// in the voice menu when the run ended, `unfinished`); entries = answered + abandoned + dropped + unfinished in queue.
struct ContactCell {
  std::int64_t offered_first = 0;
  std::int64_t offered_redial = 0;
  std::int64_t turned_away = 0;  // came to a closed queue
  std::int64_t blocked = 0;      // found every waiting place taken
  std::int64_t entries = 0;      // to a human queue, those answered at once included
  std::int64_t answered = 0;
  std::int64_t abandoned = 0;
  std::int64_t dropped = 0;  // cut off at closing time
  std::int64_t unfinished = 0;
  std::int64_t delayed = 0;          // entries with a wait above 0
  std::int64_t abandoned_short = 0;  // waited less than Experiment::short_abandon_s
  std::int64_t finished = 0;         // answered and served to the end within the run
  sim::Tick wait_answered = 0;
  sim::Tick wait_abandoned = 0;
  sim::Tick wait_dropped = 0;
  sim::Tick response_answered = 0;  // arrival to answer: voice menu and wait
  sim::Tick handle = 0;             // of answered contacts, counted at the answer; of chats their effort, at the end
  double wait_sq_answered_s2 = 0.0;
  double wait_sq_abandoned_s2 = 0.0;
  std::array<std::int64_t, kMaxThresholds> answered_within{};
  std::array<std::int64_t, kMaxThresholds> abandoned_within{};

  std::int64_t offered() const { return offered_first + offered_redial; }
  void add(const ContactCell& other);
  friend bool operator==(const ContactCell&, const ContactCell&) = default;
};

// What contacts of several legs and issues of several contacts add to the cell of the same class and interval: entries,
// answered, abandoned and the waits there are about legs; with these, contacts are told apart.
struct FlowCell {
  std::int64_t offered_repeat = 0;    // came after a contact of the issue that was handled
  std::int64_t repeat_in_window = 0;  // of these, within the window of the contact before
  std::int64_t answered_again = 0;    // answers after the first: handled contacts = answered - answered_again
  std::int64_t entries_again = 0;     // entries after the first
  std::int64_t lost_late = 0;         // abandoned or dropped after at least one answer
  std::int64_t dropped_late = 0;      // of these, dropped
  std::int64_t callbacks = 0;         // took the offer to be called back
  std::int64_t callbacks_failed = 0;  // were never reached; they count as abandoned
  std::int64_t balked = 0;            // of those abandoned before an answer: left at once, on the announcement
  std::int64_t tickets = 0;           // passed on as a ticket
  std::int64_t answered_deferred =
      0;                         // first answers with nobody on the line: mails, tickets out of hours; handled too
  std::int64_t contained = 0;    // ended by a bot's answer; handled too
  sim::Tick contained_time = 0;  // of these, from arrival to the end of that answer
  std::int64_t left_bot = 0;     // hung up while a bot spoke
  std::int64_t triaged = 0;      // finished by an operator: `triage` is from their arrival to that operator's answer
  sim::Tick triage = 0;
  sim::Tick response_business = 0;  // of first answers, in the hours of their agreement (or around the clock)
  // What the channel bills by the minute: of calls the time on a line (menu, waits and talks, not the work after them),
  // of chats and mails their handle time; of counted contacts, each whole, though it may end after the measured span.
  sim::Tick line_time = 0;
  // Exchanges: chats that their customers left after the answer, handled and unsolved; each part of these legs.
  std::int64_t chats_left_silent = 0;   // did not write again
  std::int64_t chats_left_waiting = 0;  // would not wait for the next reply
  std::int64_t chats_reassigned = 0;    // to another operator, before the first reply
  std::int64_t chat_legs = 0;           // ended, however
  sim::Tick chat_elapsed = 0;           // of these, from the operator's taking it to its end, wrap-up included
  sim::Tick chat_effort = 0;            // the same time divided by the operator's open chats, moment by moment
  sim::Tick writing = 0;                // operators' time on replies in chats, switching included
  std::int64_t deferred = 0;           // came to their first queue with nobody on the line: mails, tickets out of hours
  std::int64_t replies = 0;            // of operators, in chats and mails
  sim::Tick reply_time = 0;            // of these, since the oldest message without a reply
  std::int64_t responses = 0;          // first replies (or answers); `response_answered` is theirs
  std::int64_t follow_ups = 0;         // calls of the centre after these contacts; no contacts themselves
  std::int64_t follow_ups_solved = 0;  // of these, solved what the contact had not

  // Handled contacts that are not among `answered`, less the answers there that are not the first.
  std::int64_t handled_by_people() const { return answered_deferred - answered_again; }
  std::int64_t handled_besides() const { return handled_by_people() + contained; }
  void add(const FlowCell& other);
  friend bool operator==(const FlowCell&, const FlowCell&) = default;
};

// What a team's operators did within the measured span: paid = busy + available; overtime is busy time after the shift.
struct TeamCell {
  sim::Tick busy = 0;
  sim::Tick available = 0;
  sim::Tick overtime = 0;  // the part of busy time worked after the operator's shift had ended
  std::int64_t answered = 0;
  sim::Tick on_break = 0;  // breaks and meetings, paid
  sim::Tick unpaid = 0;    // unpaid pauses
  sim::Tick absent = 0;    // planned and not come; not paid

  sim::Tick paid() const { return busy + available + on_break; }
  void add(const TeamCell& other);
  friend bool operator==(const TeamCell&, const TeamCell&) = default;
};

// What one queue and its operators did with one topic, for counted contacts. Entries and waits leave tickets out.
struct LegCell {
  std::int64_t entries = 0;
  std::int64_t answered = 0;
  std::int64_t abandoned = 0;
  std::int64_t delayed = 0;  // entries with a wait above 0, answered or lost
  std::int64_t legs = 0;     // finished, tickets included
  std::int64_t resolved = 0;
  std::int64_t escalated = 0;   // passed to a higher line
  std::int64_t passed = 0;      // passed to the same or a lower line, the returns of a wrong classification left out
  std::int64_t sent_back = 0;   // wrong classification noticed
  std::int64_t closed = 0;      // neither solved nor passed on
  std::int64_t left = 0;        // chats that the customer left
  std::int64_t pending = 0;     // touches of a mail that the customer answers
  std::int64_t classified = 0;  // by an intake
  std::int64_t classified_right = 0;
  sim::Tick wait = 0;  // of the answered and the lost
  sim::Tick talk = 0;
  sim::Tick after_work = 0;
  sim::Tick hold = 0;  // warm transfers, to the end of the handover; call backs dialled in vain

  void add(const LegCell& other);
  friend bool operator==(const LegCell&, const LegCell&) = default;
};

// Issues whose first contact arrived in the measured span, by what became of them.
// opened = resolved + closed_unresolved + lost + open_at_end.
struct IssueCell {
  std::int64_t opened = 0;
  std::int64_t resolved = 0;           // and not asked again since
  std::int64_t closed_unresolved = 0;  // handled, not solved, and the customer does not come back
  std::int64_t lost = 0;               // never handled, and the customer does not try again
  std::int64_t open_at_end = 0;        // in the system or about to come back when the run ended
  std::int64_t contacts = 0;           // of all of them
  std::int64_t handled = 0;            // contacts of all of them that an operator handled
  std::int64_t escalated = 0;          // issues passed to a higher line at least once
  // Eligible: opened at least the FCR window before the end of arrivals.
  std::int64_t eligible = 0;
  std::int64_t eligible_resolved = 0;
  std::int64_t first_contact = 0;                // solved by the one handled contact, no repeat in the window
  std::int64_t first_contact_strict = 0;         // and no attempt before it was lost
  std::int64_t first_contact_no_escalation = 0;  // and never passed to a higher line
  std::int64_t first_line = 0;                   // and solved by line 0 or 1
  std::int64_t automated = 0;                    // solved, no operator ever, and not back in the window
  // Episodes as a match of customer and topic would see them, with the window.
  std::int64_t episodes = 0;
  std::int64_t episodes_repeated = 0;
  sim::Tick open_time = 0;     // within the measured span, of all issues
  sim::Tick overdue_time = 0;  // the part beyond the agreed time to resolution, or to an answer that is not there yet

  void add(const IssueCell& other);
  friend bool operator==(const IssueCell&, const IssueCell&) = default;
};

// What one bot did, by how its sessions ended.
// sessions = contained_true + contained_false + failed + asked + refused + hung_up + outage.
struct BotCell {
  std::int64_t sessions = 0;
  std::int64_t contained_true = 0;   // an answer that solved the issue
  std::int64_t contained_false = 0;  // an answer that only seemed to
  std::int64_t failed = 0;           // not understood, or by rule: handed over
  std::int64_t asked = 0;            // asked for an operator: handed over
  std::int64_t refused = 0;          // would not talk to a machine: handed over
  std::int64_t hung_up = 0;
  std::int64_t outage = 0;       // cut off and handed over
  std::int64_t early = 0;        // of asked, refused and hung_up: within the first steps
  std::int64_t turned_past = 0;  // met no free session or an outage: straight to the operators; no session
  std::int64_t turns = 0;
  std::int64_t repeats = 0;  // turns that ask once more
  sim::Tick time = 0;

  void add(const BotCell& other);
  friend bool operator==(const BotCell&, const BotCell&) = default;
};

// One step of a bot's dialogue.
struct StepCell {
  std::int64_t entries = 0;  // visits, repeats left out
  std::int64_t turns = 0;
  std::int64_t heard = 0;      // of the visits: the customer answered the first try
  std::int64_t first_try = 0;  // recognised without a repeat
  std::int64_t recognised = 0;
  std::int64_t hung_up = 0;
  std::int64_t handed_over = 0;  // failed, asked, refused, cut off here
  sim::Tick time = 0;

  void add(const StepCell& other);
  friend bool operator==(const StepCell&, const StepCell&) = default;
};

// One agreement in one period: contacts (or issues) that it covers and those within the target.
struct SlaCell {
  std::int64_t contacts = 0;
  std::int64_t contacts_within = 0;
  std::int64_t issues = 0;
  std::int64_t issues_within = 0;

  void add(const SlaCell& other);
  friend bool operator==(const SlaCell&, const SlaCell&) = default;
};

// Time integrals over the measured span of a level L: of L, of L squared, its maximum.
struct LevelTotals {
  sim::Tick integral = 0;
  sim::Wide integral_sq = 0;
  std::int64_t maximum = 0;
  friend bool operator==(const LevelTotals&, const LevelTotals&) = default;
};

// What a class of contacts is: ids into the scenario's maps, in order of name; topics and channels start at 1, 0 is
// none. Classes are in order of type, then topic, then channel.
struct ClassLabels {
  int type = 0;
  int topic = 0;
  int channel = 0;
  friend bool operator==(const ClassLabels&, const ClassLabels&) = default;
};

struct CounterShape {
  int num_types = 0;
  int num_queues = 0;
  int num_teams = 0;
  int num_intervals = 1;  // of the day, times the blocks that are told apart: see below
  int num_thresholds = 1;
  std::vector<ClassLabels> classes{};  // empty: one class a type, and no facts about issues and legs
  int num_topics = 0;                  // the one without a name included
  int num_bots = 0;
  int num_steps = 0;  // of all bots
  int num_slas = 0;
  int num_sla_periods = 0;  // most of any agreement
  int num_levels = 0;       // most chats of one operator at once; 0: no chats
  bool opinions = false;    // drawn, or operators may err
  bool lends = false;       // somebody works for another team by rotation
  int num_channels = 0;     // the one without a name included; 0: none has a name, and no times are kept by channel
  std::vector<int> segment_of_type{},
      product_of_type{};  // in order of name, -1: none; empty: no times are kept by them
  // Days or weekdays that are told apart, and contacts that a bot covers or not: num_intervals has a block of the day's
  // intervals for each band, first of the contacts that no bot covers.
  int num_bands = 0;  // 0: days are not told apart
  bool exposure = false;
  int num_blocks() const { return (num_bands > 0 ? num_bands : 1) * (exposure ? 2 : 1); }
  int intervals_a_day() const { return num_intervals / num_blocks(); }
  int num_classes() const { return classes.empty() ? num_types : static_cast<int>(classes.size()); }
  friend bool operator==(const CounterShape&, const CounterShape&) = default;
};

// What one of num_intervals is about.
struct Column {
  std::size_t interval = 0, band = 0, exposed = 0;
};
std::vector<Column> columns_of(const CounterShape& shape);

// The histograms of a replication, small: what is kept of them until they are pooled.
struct Observations {
  std::vector<sim::LogHistogram::Compact> waits;      // by type
  std::vector<sim::LogHistogram::Compact> responses;  // by type
  std::vector<sim::LogHistogram::Compact> contained;  // as Counters'
  // As Counters'; empty where the records do not know of issues.
  std::vector<sim::LogHistogram::Compact> resolution, resolution_business;
  std::vector<sim::LogHistogram::Compact> waits_of_channel, responses_of_channel;
  std::vector<sim::LogHistogram::Compact> resolution_of_type, resolution_of_channel;
};

struct Counters {
  CounterShape shape;
  std::vector<ContactCell> contacts;         // [class * num_intervals + interval]
  std::vector<TeamCell> teams;               // [team * num_intervals + interval]
  std::vector<LevelTotals> waiting;          // [queue]: contacts waiting
  LevelTotals waiting_all;                   // over all queues
  LevelTotals in_system;                     // in the voice menu, waiting or in service
  std::vector<sim::LogHistogram> waits;      // [type]: over entries, ticks
  std::vector<sim::LogHistogram> responses;  // [type]: arrival to answer, over answered, ticks
  std::vector<sim::LogHistogram> contained;  // one where there are bots: contained_time over contained, ticks
  // Empty unless shape.classes says more than the types.
  std::vector<FlowCell> flows;      // as contacts
  std::vector<IssueCell> issues;    // [class at birth]
  std::vector<LegCell> legs;        // [topic * num_queues + queue]
  std::vector<std::int64_t> moves;  // [from * num_queues + to]: contacts passed on
  std::vector<std::int64_t> work;   // [team * classes + class], ticks: busy time of the team
  std::vector<BotCell> bots;
  std::vector<StepCell> steps;                // bot by bot
  std::vector<SlaCell> slas;                  // [agreement * num_sla_periods + period]
  std::vector<SlaCell> sla_of_class;          // the same contacts and issues, [class]: an issue's is that at its birth
  std::vector<sim::LogHistogram> resolution;  // {resolved, censored}: issues' age then, ticks
  std::vector<sim::LogHistogram> resolution_business;
  // The same times once more, for the quantiles of slices: [channel], and {resolved, censored} one after the other of
  // each type and channel at birth.
  std::vector<sim::LogHistogram> waits_of_channel, responses_of_channel;
  std::vector<sim::LogHistogram> resolution_of_type, resolution_of_channel;
  std::vector<std::int64_t> peak_on_duty;  // [team]
  std::vector<sim::Tick> lent;  // [home * num_teams + team]: paid time of persons in another team than their own; empty
                                // unless shape.lends
  std::vector<std::int64_t> concurrency;  // [team * num_levels + level - 1], ticks with so many chats, measured span
  // Empty unless shape.opinions.
  std::vector<OpinionCell> opinions;           // as contacts
  std::vector<OpinionCell> opinions_of_team;   // of the last leg
  std::vector<OpinionCell> opinions_of_queue;  // of the last leg
  std::vector<OpinionCell> opinions_of_bot;    // of what the bot ended
  sim::Tick measured = 0;                      // length of the measured span
  std::int64_t events = 0;                     // events executed, arrivals included
  std::int64_t contacts_peak = 0;              // most contacts in flight at once

  void reset(const CounterShape& new_shape);
  ContactCell& contact(int type, int interval) { return contacts[index_of(type, interval)]; }
  TeamCell& team(int team_index, int interval) { return teams[index_of(team_index, interval)]; }
  std::size_t index_of(int row, int interval) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(shape.num_intervals) +
           static_cast<std::size_t>(interval);
  }
  // Order-dependent 64-bit digest of every counter, equal on every build (models/record/digest.h).
  std::uint64_t digest() const { return digest(observations()); }
  // The same from observations() made before.
  std::uint64_t digest(const Observations& observed) const;
  Observations observations() const;
};

}  // namespace firstline
