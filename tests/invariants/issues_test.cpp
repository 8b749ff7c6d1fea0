// Conservation of issues, contacts and legs in random centres with lines: what comes in comes out, once.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <tuple>

#include "tests/models/center/stage.h"

namespace firstline {
namespace {

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}
  double share() { return static_cast<double>(engine_() >> 8) * 0x1p-24; }
  int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint32_t>(n)); }
  bool heads() { return below(2) == 0; }

 private:
  std::mt19937 engine_;
};

Handling random_handling(Dice& dice, const std::vector<std::string>& queues, std::size_t own) {
  Handling handling;
  if (dice.heads()) handling.service = sim::Law::lognormal(60.0 + 300.0 * dice.share(), 1.0);
  if (dice.heads()) handling.after_work = sim::Law::exponential(20.0 + 40.0 * dice.share());
  handling.resolves = dice.share();
  handling.escalates = dice.share();
  for (std::size_t to = 0; to < queues.size(); ++to) {
    if (to != own && dice.heads()) handling.to[queues[to]] = 0.1 + dice.share();
  }
  return handling;
}

// Calls, chats of both kinds, mails.
void random_exchange(Dice& dice, Channel& channel) {
  channel.kind = static_cast<ChannelKind>(dice.below(3));
  if (channel.kind == ChannelKind::mail && dice.heads()) {
    channel.mail = Mail{.touches = 1.0 + 2.0 * dice.share(), .answer = sim::Law::exponential(1800.0)};
  }
  if (channel.kind != ChannelKind::chat || dice.below(4) == 0) return;
  Chat chat;
  chat.mode = dice.heads() ? Chat::Mode::turns : Chat::Mode::level;
  chat.turns = 1.0 + 6.0 * dice.share();
  chat.rates = {1.0, 0.8, 0.6};
  chat.silence = 0.1 * dice.share();
  if (dice.heads()) chat.tolerance = sim::Law::exponential(90.0);
  if (dice.heads()) chat.reassign_after_s = 20.0;
  channel.chat = chat;
}

Queue random_queue(Dice& dice, const std::vector<std::string>& names, std::size_t own) {
  Queue queue;
  queue.line = dice.below(4);
  queue.handling = random_handling(dice, names, own);
  queue.transfer.warm = 0.5 * dice.share();
  queue.transfer.ticket = 0.5 * dice.share();
  if (dice.heads()) queue.transfer.handover = sim::Law::exponential(20.0);
  if (own == 0 || dice.below(4) == 0) queue.intake = Intake{.accuracy = dice.share()};
  if (dice.heads() && queue.intake) queue.intake->back = Intake::Back::intake;
  if (dice.below(3) == 0) queue.callback = Callback{.offered_above = dice.below(3), .reached = dice.share()};
  if (dice.below(3) == 0) {
    queue.announcement = Announcement{.predictor = static_cast<Announcement::Predictor>(dice.below(3)),
                                      .accepts = sim::Law::exponential(300.0),
                                      .hazard_before = 0.8,
                                      .hazard_after = 1.5};
  }
  if (dice.below(3) == 0) queue.capacity = dice.below(6);
  if (dice.below(3) == 0) {
    queue.has_hours = true;
    queue.opening_hours.fill({{.from_s = 3600, .to_s = 10 * 3600}, {.from_s = 11 * 3600, .to_s = 20 * 3600}});
    queue.closing = static_cast<Closing>(dice.below(3));
  }
  if (dice.heads()) queue.order = static_cast<Order>(dice.below(3));
  queue.ageing = dice.heads() ? 1.0 : 0.5 + dice.share();
  return queue;
}

// Persons with breaks and lunches, who leave in mid-contact, come back or finish.
void random_roster(Dice& dice, Scenario& scenario, Team& team) {
  for (int i = 0; i < 2; ++i) {
    Shift& shift = scenario.shifts["shift " + std::to_string(i)];
    const int from_h = dice.below(12);
    shift.hours = {from_h * 3600, (from_h + 4 + dice.below(8)) * 3600};
    if (dice.heads()) shift.breaks = BreakRule{.after = sim::Law::uniform(600.0, 3600.0), .length_s = 300.0};
    if (dice.heads()) {
      shift.pauses["lunch"] = {.from_s = (from_h + 1) * 3600, .to_s = (from_h + 2) * 3600, .length_s = 1200};
    }
    RosterRow& row = team.roster["row " + std::to_string(i)];
    row.shift = "shift " + std::to_string(i);
    row.operators = 1 + dice.below(3);
  }
  team.staff = {};
  if (dice.heads()) team.habits.shift_end = Habits::ShiftEnd::hand_back;
  if (dice.heads()) team.habits.absence = {.rate = 0.3};
}

Scenario random_centre(std::uint32_t seed) {
  Dice dice(seed);
  Scenario scenario;
  std::vector<std::string> queues{"line 0"};
  for (int i = 1; i < 2 + dice.below(4); ++i) queues.push_back("line " + std::to_string(i));
  for (std::size_t i = 0; i < queues.size(); ++i) scenario.queues[queues[i]] = random_queue(dice, queues, i);
  for (int i = 0; i < 1 + dice.below(3); ++i) {
    const std::string name = "channel " + std::to_string(i);
    scenario.channels[name] = {.queue = queues[static_cast<std::size_t>(dice.below(static_cast<int>(queues.size())))]};
    if (dice.heads()) scenario.channels[name].trunks = 2 + dice.below(10);
    random_exchange(dice, scenario.channels[name]);
  }
  for (int i = 0; i < 1 + dice.below(4); ++i) {
    Topic& topic = scenario.topics["topic " + std::to_string(i)];
    topic.queue = queues[static_cast<std::size_t>(dice.below(static_cast<int>(queues.size())))];
    topic.work = 0.5 + dice.share();
  }
  for (int i = 0; i < 1 + dice.below(3); ++i) {
    ContactType type;
    type.queue = queues.front();
    type.arrivals.rate_per_s = WeekSeries::constant(0.005 + 0.02 * dice.share());
    type.service = sim::Law::exponential(120.0);
    type.patience = dice.heads() ? sim::Law::exponential(200.0) : sim::Law::none();
    if (dice.heads()) type.ivr_time = sim::Law::uniform(5.0, 20.0);
    for (const auto& [name, channel] : scenario.channels) type.channels[name] = 0.1 + dice.share();
    for (const auto& [name, topic] : scenario.topics) type.topics[name] = 0.1 + dice.share();
    type.redial = {.probability = dice.share(), .decay = 0.7, .switches = dice.share()};
    type.returns = {.unresolved = dice.share(),
                    .resolved = 0.3 * dice.share(),
                    .decay = 0.8,
                    .delay = sim::Law::exponential(7200.0),
                    .switches = dice.share()};
    type.customers = dice.heads() ? 50 : 0;
    if (dice.below(3) == 0) {
      type.follow_up = FollowUp{.share = dice.share(), .after_s = 3600.0, .reached = 0.7, .queue = queues.back()};
    }
    scenario.contact_types["type " + std::to_string(i)] = type;
  }
  for (int i = 0; i < 2; ++i) {
    Team team;
    team.staff = WeekSeries::constant(2 + dice.below(5));
    if (dice.heads()) {
      team.staff.slot_s = 28'800.0;
      team.staff.days.fill({3.0, 1.0, 5.0});
    }
    team.chat_slots = 1 + dice.below(4);
    for (const std::string& queue : queues) {
      team.serves[queue] = {.priority = 1 + dice.below(2), .choice = 1 + dice.below(2)};
      Skill& skill = team.serves[queue];
      if (i == 0) continue;
      skill.after_s = dice.heads() ? 0.0 : 30.0;
      skill.reserve = dice.below(2);
      skill.min_waiting = dice.below(3);
      skill.speed = 0.7 + dice.share();
      skill.quality = 0.5 + dice.share();
    }
    scenario.teams["team " + std::to_string(i)] = team;
  }
  if (dice.below(3) == 0) random_roster(dice, scenario, scenario.teams.at("team 1"));
  scenario.slas["all"] = {.response_s = 60.0, .resolution_s = 4.0 * 3600.0, .period = SlaPeriod::day};
  scenario.escalation = {.limit = 1 + dice.below(4), .supervisor = dice.heads() ? queues.back() : ""};
  scenario.tie_rule = dice.heads() ? TieRule::fewest_skills : TieRule::longest_idle;
  return scenario;
}

Experiment one_day() {
  Experiment experiment;
  experiment.warm_up_s = 3600.0;
  experiment.measure_s = 86'400.0;
  experiment.cool_down_s = 43'200.0;
  experiment.repeat_window_s = 21'600.0;
  return experiment;
}

void expect_conserved(const Counters& counters) {
  ContactCell contacts;
  FlowCell flows;
  for (std::size_t i = 0; i < counters.contacts.size(); ++i) {
    contacts.add(counters.contacts[i]);
    flows.add(counters.flows[i]);
    const ContactCell& cell = counters.contacts[i];
    EXPECT_EQ(cell.entries, cell.answered + cell.abandoned + cell.dropped + cell.unfinished);
  }
  const std::int64_t offered = contacts.offered() + flows.offered_repeat;
  const std::int64_t first_entries = contacts.entries - flows.entries_again;
  EXPECT_EQ(offered, contacts.turned_away + contacts.blocked + first_entries + flows.deferred);
  const std::int64_t handled = contacts.answered - flows.answered_again;
  // Contacts that stood before a line nobody works on when the run was given up.
  const std::int64_t left = flows.chats_left_silent + flows.chats_left_waiting;
  const std::int64_t stuck = handled + flows.answered_deferred - contacts.finished - flows.lost_late - left;
  EXPECT_GE(stuck, 0);
  EXPECT_LE(stuck, contacts.unfinished + flows.tickets + flows.deferred);
  EXPECT_LE(flows.answered_deferred, flows.deferred);
  EXPECT_LE(flows.responses, handled + flows.answered_deferred);
  EXPECT_GE(flows.responses, contacts.finished);
  EXPECT_LE(flows.chat_effort, contacts.handle);
  EXPECT_LE(flows.follow_ups_solved, flows.follow_ups);
  EXPECT_LE(flows.follow_ups, handled + flows.answered_deferred + flows.contained);
  EXPECT_LE(first_entries, handled + contacts.abandoned + contacts.dropped - flows.lost_late + contacts.unfinished);
  EXPECT_GE(first_entries, handled + contacts.abandoned + contacts.dropped - flows.lost_late);
  EXPECT_LE(flows.dropped_late, contacts.dropped);
  EXPECT_LE(flows.lost_late - flows.dropped_late, contacts.abandoned - flows.balked);
  EXPECT_EQ(flows.triaged, contacts.finished);
  LegCell legs;
  for (const LegCell& cell : counters.legs) {
    legs.add(cell);
    EXPECT_EQ(cell.legs,
              cell.resolved + cell.closed + cell.escalated + cell.passed + cell.sent_back + cell.left + cell.pending);
  }
  EXPECT_EQ(legs.entries, contacts.entries);
  EXPECT_EQ(legs.answered, contacts.answered);
  EXPECT_EQ(legs.abandoned, contacts.abandoned + contacts.dropped);
  EXPECT_EQ(legs.delayed, contacts.delayed);
  EXPECT_EQ(legs.wait, contacts.wait_answered + contacts.wait_abandoned + contacts.wait_dropped);
  EXPECT_EQ(legs.resolved + legs.closed, contacts.finished);
  EXPECT_EQ(legs.left, left);
  std::int64_t moved = 0, work = 0;
  for (const std::int64_t count : counters.moves) moved += count;
  EXPECT_EQ(moved, legs.passed + legs.escalated + legs.sent_back);
  for (const std::int64_t ticks : counters.work) work += ticks;
  EXPECT_EQ(work, contacts.handle);
  const sim::Tick worked = legs.talk + legs.after_work + legs.hold;
  EXPECT_GE(contacts.handle, worked);
  if (stuck == 0) {
    EXPECT_EQ(contacts.handle, worked) << "nothing is worked twice or forgotten";
  }
  IssueCell issues;
  for (const IssueCell& cell : counters.issues) {
    EXPECT_EQ(cell.opened, cell.resolved + cell.closed_unresolved + cell.lost + cell.open_at_end);
    EXPECT_LE(cell.first_contact_strict, cell.first_contact);
    EXPECT_LE(cell.first_contact_no_escalation, cell.first_contact);
    EXPECT_LE(cell.first_line, cell.first_contact);
    EXPECT_LE(cell.first_contact, cell.eligible);
    EXPECT_LE(cell.episodes_repeated, cell.episodes);
    EXPECT_LE(cell.overdue_time, cell.open_time);
    issues.add(cell);
  }
  EXPECT_EQ(issues.opened, contacts.offered_first);
  // What is solved after the end of arrivals is not seen any more.
  const auto longest = static_cast<sim::Tick>(one_day().measure_s + one_day().cool_down_s) * sim::kTicksPerSecond;
  EXPECT_LE(counters.resolution[0].count(), issues.resolved);
  EXPECT_LE(counters.resolution[0].max(), longest);
  EXPECT_LE(counters.resolution[1].max(), longest) << "all are watched as far as one moment";
  EXPECT_EQ(counters.resolution[0].count() + counters.resolution[1].count(), issues.opened);
  const auto merged = [](const std::vector<sim::LogHistogram>& histograms, std::size_t first, std::size_t step) {
    sim::LogHistogram sum;
    for (std::size_t i = first; i < histograms.size(); i += step) sum.merge(histograms[i]);
    return sum;
  };
  EXPECT_TRUE(merged(counters.waits_of_channel, 0, 1) == merged(counters.waits, 0, 1)) << "the same waits";
  EXPECT_TRUE(merged(counters.responses_of_channel, 0, 1) == merged(counters.responses, 0, 1));
  for (const std::size_t open : {0u, 1u}) {
    EXPECT_TRUE(merged(counters.resolution_of_type, open, 2) == counters.resolution[open]);
    EXPECT_TRUE(merged(counters.resolution_of_channel, open, 2) == counters.resolution[open]);
  }
  for (std::size_t channel = 0; channel < counters.responses_of_channel.size(); ++channel) {
    std::int64_t responses = 0;
    for (std::size_t i = 0; i < counters.flows.size(); ++i) {
      const std::size_t c = i / static_cast<std::size_t>(counters.shape.num_intervals);
      if (counters.shape.classes[c].channel == static_cast<int>(channel)) responses += counters.flows[i].responses;
    }
    EXPECT_EQ(counters.responses_of_channel[channel].count(), responses);
  }
  std::int64_t covered = 0, within = 0;
  SlaCell of_agreements, of_classes;
  for (const SlaCell& cell : counters.slas) {
    EXPECT_LE(cell.contacts_within, cell.contacts);
    EXPECT_LE(cell.issues_within, cell.issues);
    covered += cell.contacts;
    within += cell.contacts_within;
    of_agreements.add(cell);
  }
  for (const SlaCell& cell : counters.sla_of_class) {
    EXPECT_LE(cell.contacts_within, cell.contacts);
    EXPECT_LE(cell.issues_within, cell.issues);
    of_classes.add(cell);
  }
  EXPECT_EQ(of_agreements, of_classes) << "the same contacts and issues, told apart in two ways";
  EXPECT_EQ(covered, offered) << "an agreement covers who was turned away, too";
  EXPECT_LE(within, flows.responses);
}

TEST(Issues, AreConservedInRandomCentres) {
  std::int64_t seen = 0;
  for (std::uint32_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    const auto run = stage::play(random_centre(seed), one_day(), {9, seed});
    ASSERT_EQ(run.ending, Ending::complete);
    expect_conserved(run.counters);
    for (const IssueCell& cell : run.counters.issues) seen += cell.opened;
    if (::testing::Test::HasFailure()) break;
  }
  EXPECT_GT(seen, 100'000);
}

// What is counted, and from when on, is an observer's: the same contacts go the same ways.
TEST(Issues, MeasuringTouchesNothingThatHappens) {
  const auto fate_of = [](const ContactRow& row) {
    return std::tuple(row.arrival, row.queued, row.answered, row.ended, row.outcome, row.team, row.operator_index,
                      row.queue, row.legs, row.solved);
  };
  std::size_t compared = 0;
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    const Scenario scenario = random_centre(seed);
    const Experiment part = one_day();
    const auto whole =
        stage::play(scenario, stage::measure(part.warm_up_s + part.measure_s + part.cool_down_s), {9, seed});
    std::map<std::tuple<int, std::int64_t, int>, ContactRow> all;
    for (const ContactRow& row : whole.log) all[{row.type, row.issue, row.attempt}] = row;
    for (const ContactRow& row : stage::play(scenario, part, {9, seed}).log) {
      if (row.outcome == Outcome::unfinished) continue;  // stands in the log at the end of the run, whenever that is
      const auto found = all.find({row.type, row.issue, row.attempt});
      ASSERT_NE(found, all.end());
      ASSERT_EQ(fate_of(row), fate_of(found->second)) << row.issue;
      ++compared;
    }
  }
  EXPECT_GT(compared, 10'000u);
}

// Another line that nobody uses, another channel without weight: the same customers meet the same fate.
TEST(Issues, WhatIsNotUsedChangesNothing) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    Scenario scenario = random_centre(seed);
    const auto before = stage::play(scenario, one_day(), {9, seed});
    scenario.channels["never"] = {};
    scenario.topics["never"].queue = "line 0";
    const auto after = stage::play(scenario, one_day(), {9, seed});
    EXPECT_TRUE(before.counters.contacts == after.counters.contacts) << seed;
    EXPECT_TRUE(before.counters.issues == after.counters.issues) << seed;
    EXPECT_EQ(before.counters.events, after.counters.events) << seed;
  }
}

// One more operator on the only line of one class: nobody waits longer, whatever comes back.
TEST(Issues, BetterSolutionsNeverMakeMoreContacts) {
  Scenario scenario;
  ContactType type;
  type.queue = "line";
  type.arrivals.rate_per_s = WeekSeries::constant(0.01);
  type.service = sim::Law::exponential(120.0);
  type.returns = {.unresolved = 0.7, .decay = 0.9, .delay = sim::Law::exponential(3600.0)};
  scenario.contact_types["call"] = type;
  scenario.teams["desk"] = stage::team_for({"line"}, 50);
  std::int64_t before = -1;
  for (const double solved : {0.2, 0.5, 0.8, 1.0}) {
    scenario.queues["line"].handling.resolves = solved;
    const auto run = stage::play(scenario, one_day());
    IssueCell issues;
    for (const IssueCell& cell : run.counters.issues) issues.add(cell);
    if (before >= 0) {
      EXPECT_LE(issues.contacts, before) << solved;
    }
    before = issues.contacts;
  }
}

}  // namespace
}  // namespace firstline
