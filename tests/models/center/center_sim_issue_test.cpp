#include <gtest/gtest.h>

#include "models/center/center_sim.h"
#include "tests/models/center/stage.h"

namespace firstline {
namespace {

using stage::flow_total;
using stage::issue_total;
using stage::kSecond;
constexpr double kDay = 86'400.0;

// Two calls on the first day, one operator, then a fortnight in which customers may come back.
Scenario two_calls() {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 200}), 100.0, 1);
  for (std::size_t day = 1; day < 7; ++day) scenario.contact_types["call"].arrivals.rate_per_s.days[day] = {};
  scenario.contact_types["call"].segment = "clients";
  scenario.start_day = 4;  // a Monday
  return scenario;
}
Experiment fortnight() {
  Experiment experiment = stage::measure(1000);
  experiment.cool_down_s = 6.0 * kDay;
  experiment.repeat_window_s = 2.0 * kDay;
  return experiment;
}

TEST(Issue, SolvedAtFirstContact) {
  const auto run = stage::play(two_calls(), fortnight());
  const IssueCell issues = issue_total(run.counters);
  EXPECT_EQ(issues.opened, 2);
  EXPECT_EQ(issues.resolved, 2);
  EXPECT_EQ(issues.eligible, 2);
  EXPECT_EQ(issues.first_contact, 2);
  EXPECT_EQ(issues.first_line, 2);
  EXPECT_EQ(issues.episodes, 2);
  EXPECT_EQ(issues.episodes_repeated, 0);
  EXPECT_EQ(issues.open_time, 200 * kSecond);
}

TEST(Issue, AnUnsolvedOneComesBackUntilItIsGivenUp) {
  Scenario scenario = two_calls();
  scenario.queues["line"].handling.resolves = 0.0;
  Returns& returns = scenario.contact_types["call"].returns;
  returns = {.unresolved = 1.0, .delay = sim::Law::deterministic(kDay), .max_returns = 2};
  const auto run = stage::play(scenario, fortnight());
  const IssueCell issues = issue_total(run.counters);
  EXPECT_EQ(issues.opened, 2);
  EXPECT_EQ(issues.closed_unresolved, 2);
  EXPECT_EQ(issues.contacts, 6);
  EXPECT_EQ(issues.handled, 6);
  EXPECT_EQ(issues.first_contact, 0);
  EXPECT_EQ(issues.episodes_repeated, 2) << "a match of customers sees the repeats too";
  EXPECT_EQ(run.counters.resolution[0].count(), 0);
  EXPECT_EQ(run.counters.resolution[1].count(), 2) << "never solved: censored";
  // Returns come after the measured span: they are followed, and not counted as contacts.
  EXPECT_EQ(stage::total(run.counters).offered_first, 2);
  EXPECT_EQ(flow_total(run.counters).offered_repeat, 0);
}

TEST(Issue, ARepeatWithinTheWindowIsCountedAgainstTheFirstContact) {
  Scenario scenario = two_calls();
  Returns& returns = scenario.contact_types["call"].returns;
  returns = {.resolved = 1.0, .delay = sim::Law::deterministic(1.5 * kDay), .max_returns = 1};
  Experiment experiment = fortnight();
  EXPECT_EQ(issue_total(stage::play(scenario, experiment).counters).first_contact, 0);
  returns.delay = sim::Law::deterministic(2.5 * kDay);
  const IssueCell later = issue_total(stage::play(scenario, experiment).counters);
  EXPECT_EQ(later.first_contact, 2) << "back after the window: another episode";
  EXPECT_EQ(later.contacts, 4);
  experiment.measure_s = 3.0 * kDay;
  const auto run = stage::play(scenario, experiment);
  EXPECT_EQ(flow_total(run.counters).offered_repeat, 2);
  EXPECT_EQ(flow_total(run.counters).repeat_in_window, 0);
}

TEST(Issue, WhoIsLostAndSucceedsLaterHasOneContactThatCounts) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 20}), 100.0, 1, sim::Law::deterministic(30.0));
  for (std::size_t day = 1; day < 7; ++day) scenario.contact_types["call"].arrivals.rate_per_s.days[day] = {};
  scenario.start_day = 4;
  ContactType& type = scenario.contact_types["call"];
  type.segment = "clients";
  type.redial = {.probability = 1.0, .delay = sim::Law::deterministic(500.0)};
  const auto run = stage::play(scenario, fortnight());
  const IssueCell issues = issue_total(run.counters);
  EXPECT_EQ(issues.resolved, 2);
  EXPECT_EQ(issues.contacts, 3);
  EXPECT_EQ(issues.handled, 2);
  EXPECT_EQ(issues.first_contact, 2);
  EXPECT_EQ(issues.first_contact_strict, 1);
  EXPECT_EQ(stage::total(run.counters).offered_redial, 1);
}

// Nobody serves the line: each of forty customers gives up, tries once more and gives up again.
TEST(Issue, WhoeverSwitchesUsesAnotherChannel) {
  std::vector<int> moments(40);
  for (std::size_t i = 0; i < moments.size(); ++i) moments[i] = 10 + 2 * static_cast<int>(i);
  Scenario scenario = stage::one_queue(stage::arrive_at("call", moments), 100.0, 0, sim::Law::deterministic(30.0));
  for (std::size_t day = 1; day < 7; ++day) scenario.contact_types["call"].arrivals.rate_per_s.days[day] = {};
  scenario.start_day = 4;  // a Monday
  scenario.channels = {{"chat", {.queue = "line"}}, {"phone", {.queue = "line"}}};
  ContactType& type = scenario.contact_types["call"];
  type.channels = {{"chat", 1.0}, {"phone", 3.0}};
  type.redial = {.probability = 1.0, .delay = sim::Law::deterministic(500.0), .max_attempts = 2, .switches = 1.0};
  struct Attempts {
    std::int64_t first = 0, second = 0;
  };
  const auto attempts = [&](int of_class) {
    const auto run = stage::play(scenario, fortnight());
    Attempts sum;
    for (int interval = 0; interval < run.counters.shape.num_intervals; ++interval) {
      const ContactCell& cell = run.counters.contacts[run.counters.index_of(of_class, interval)];
      sum.first += cell.offered_first;
      sum.second += cell.offered_redial;
    }
    return sum;
  };
  const Attempts chats = attempts(0), calls = attempts(1);
  EXPECT_EQ(chats.first + calls.first, 40);
  EXPECT_GT(chats.first, 0);
  EXPECT_GT(calls.first, chats.first);
  EXPECT_EQ(chats.second, calls.first) << "who called writes";
  EXPECT_EQ(calls.second, chats.first) << "who wrote calls";
  type.redial.switches = 0.0;
  EXPECT_EQ(attempts(0).second, chats.first);
  EXPECT_EQ(attempts(1).second, calls.first);
}

TEST(Issue, NobodyComesBackToAClosedLine) {
  Scenario scenario = two_calls();
  Queue& line = scenario.queues["line"];
  line.has_hours = true;
  line.opening_hours.fill({{.from_s = 0, .to_s = 3600}});
  line.handling.resolves = 0.0;
  Returns& returns = scenario.contact_types["call"].returns;
  returns = {.unresolved = 1.0, .delay = sim::Law::deterministic(2.0 * 3600.0), .max_returns = 1};
  Experiment experiment = fortnight();
  experiment.measure_s = 4.0 * kDay;
  const auto run = stage::play(scenario, experiment);
  // Two hours of opening after 110 s and 300 s: on the third day at the same times, not in the night.
  EXPECT_EQ(stage::total(run.counters).turned_away, 0);
  EXPECT_EQ(flow_total(run.counters).offered_repeat, 2);
  EXPECT_EQ(run.log.back().ended, 2 * sim::kTicksPerDay + 400 * kSecond);
  returns.in_hours = false;
  EXPECT_EQ(stage::total(stage::play(scenario, experiment).counters).turned_away, 2);
}

// Also where nothing else asks for issues to be followed.
TEST(Issue, NobodyRedialsAClosedLine) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 20}), 100.0, 1, sim::Law::deterministic(30.0));
  for (std::size_t day = 1; day < 7; ++day) scenario.contact_types["call"].arrivals.rate_per_s.days[day] = {};
  scenario.start_day = 4;  // a Monday
  Queue& line = scenario.queues["line"];
  line.has_hours = true;
  line.opening_hours.fill({{.from_s = 0, .to_s = 3600}});
  Redial& redial = scenario.contact_types["call"].redial;
  redial = {.probability = 1.0, .delay = sim::Law::deterministic(2.0 * 3600.0), .max_attempts = 2, .in_hours = true};
  const auto run = stage::play(scenario, stage::measure(4.0 * kDay));
  // The second gives up after 50 s; two hours of opening later it is the third day, 50 s after the opening.
  EXPECT_EQ(stage::total(run.counters).turned_away, 0);
  EXPECT_EQ(stage::total(run.counters).answered, 2);
  EXPECT_EQ(run.log.back().ended, 2 * sim::kTicksPerDay + 150 * kSecond);
  redial.in_hours = false;
  EXPECT_EQ(stage::total(stage::play(scenario, stage::measure(4.0 * kDay)).counters).turned_away, 1);
}

TEST(Issue, WhoGivesUpIsLost) {
  Scenario scenario = two_calls();
  scenario.contact_types["call"].arrivals = stage::arrive_at("call", {10, 20});
  for (std::size_t day = 1; day < 7; ++day) scenario.contact_types["call"].arrivals.rate_per_s.days[day] = {};
  scenario.contact_types["call"].patience = sim::Law::deterministic(30.0);
  const IssueCell issues = issue_total(stage::play(scenario, fortnight()).counters);
  EXPECT_EQ(issues.lost, 1);
  EXPECT_EQ(issues.resolved, 1);
}

TEST(Issue, AgreementsAreCountedInTheirOwnHours) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 20, 30}), 100.0, 1);
  scenario.contact_types["call"].segment = "clients";
  scenario.slas["clients"] = {.segment = "clients", .response_s = 90.0, .resolution_s = 250.0};
  const auto run = stage::play(scenario, stage::measure(1000));
  ASSERT_EQ(run.counters.slas.size(), 1u);
  EXPECT_EQ(run.counters.slas[0].contacts, 3);
  EXPECT_EQ(run.counters.slas[0].contacts_within, 2);  // waits 0, 90, 180
  EXPECT_EQ(run.counters.slas[0].issues, 3);
  EXPECT_EQ(run.counters.slas[0].issues_within, 2);  // 100, 190, 280
  // The third waits for its answer from 120 (due) to 210, and is solved at 310 instead of 280.
  EXPECT_EQ(issue_total(run.counters).overdue_time, (90 + 30) * kSecond);
}

// Overdue by an agreement on the response alone, in calls: until somebody answers or the caller hangs up.
TEST(Issue, WhoWaitsForAnAnswerPastTheAgreedTimeIsOverdue) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 20, 30}), 100.0, 1);
  scenario.contact_types["call"].segment = "clients";
  Sla& sla = scenario.slas["clients"];
  sla = {.segment = "clients", .response_s = 60.0};
  const auto overdue_s = [&](const Experiment& experiment) {
    const IssueCell issues = issue_total(stage::play(scenario, experiment).counters);
    EXPECT_LE(issues.overdue_time, issues.open_time);
    return issues.overdue_time / kSecond;
  };
  // Answered at 10, 110 (due at 80) and 210 (due at 90).
  EXPECT_EQ(overdue_s(stage::measure(1000)), 30 + 120);
  sla.response_s = 180.0;
  EXPECT_EQ(overdue_s(stage::measure(1000)), 0) << "an answer at the moment it is due is not late";
  sla.response_s = 60.0;
  EXPECT_EQ(overdue_s(stage::measure(150)), 30 + 60) << "no more than is measured";
  Experiment late = stage::measure(1000);
  late.warm_up_s = 100.0;
  EXPECT_EQ(overdue_s(late), 10 + 110) << "whoever came in the warm-up is in the backlog, too";
  scenario.contact_types["call"].patience = sim::Law::deterministic(75.0);
  EXPECT_EQ(overdue_s(stage::measure(1000)), 15 + 15) << "they hang up at 95 and 105";
  scenario.contact_types["call"].patience = sim::Law::none();
  // The second is answered at 110, 30 s late, and overdue again from 120 until it is solved at 210; the third is due
  // for an answer at 90 and for a solution at 130: until 310 the time when it is late for both counts once.
  sla.resolution_s = 100.0;
  EXPECT_EQ(overdue_s(stage::measure(1000)), (110 - 80) + (210 - 120) + (310 - 90));
}

// Calls of 100 s at 10 s and 200 s; the measured span and the cool-down end at 1000 s.
TEST(Issue, AnAgreementKnowsOnlyWhatIsDueBeforeTheArrivalsEnd) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 200}), 100.0, 1);
  scenario.contact_types["call"].segment = "clients";
  const auto cell = [&](double target_s, double resolves) {
    scenario.slas["clients"] = {.segment = "clients", .resolution_s = target_s};
    scenario.queues["line"].handling.resolves = resolves;
    return stage::play(scenario, stage::measure(1000)).counters.slas.at(0);
  };
  for (const double resolves : {0.0, 1.0}) {
    const auto solved = static_cast<std::int64_t>(resolves);
    EXPECT_EQ(cell(800.0, resolves).issues, 2) << "due at 810 s and at 1000 s";
    EXPECT_EQ(cell(800.0, resolves).issues_within, 2 * solved);
    EXPECT_EQ(cell(850.0, resolves).issues, 1) << "the second is due at 1050 s, solved or not";
    EXPECT_EQ(cell(850.0, resolves).issues_within, solved);
    EXPECT_EQ(cell(2000.0, resolves).issues, 0);
    EXPECT_EQ(cell(2000.0, resolves).issues_within, 0);
  }
}

// What is not asked of a contact must not change it: followed or not, the same customers wait the same.
TEST(Issue, FollowingIssuesChangesNoContact) {
  Scenario scenario;
  Arrivals arrivals;
  arrivals.rate_per_s = WeekSeries::constant(0.09);
  scenario = stage::one_queue(arrivals, 1.0, 10, sim::Law::exponential(60.0));
  scenario.contact_types["call"].service = sim::Law::lognormal(100.0, 1.2);
  scenario.contact_types["call"].redial = {.probability = 0.5, .decay = 0.8};
  const auto plain = stage::play(scenario, stage::measure(40'000));
  scenario.contact_types["call"].segment = "clients";
  const auto followed = stage::play(scenario, stage::measure(40'000));
  ASSERT_FALSE(followed.counters.shape.classes.empty());
  EXPECT_EQ(stage::total(plain.counters).wait_answered, stage::total(followed.counters).wait_answered);
  EXPECT_TRUE(plain.counters.contacts == followed.counters.contacts);
  EXPECT_TRUE(plain.counters.teams == followed.counters.teams);
}

}  // namespace
}  // namespace firstline
