#include "models/center/center_sim.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "tests/models/center/stage.h"

namespace firstline {
namespace {

using stage::kSecond;

// --- One queue against first principles
// First come, first served by c operators: each customer in turn takes the operator who is free first, or gives up.
struct Fate {
  sim::Tick answered = -1;
  sim::Tick ended = 0;
};
std::vector<Fate> first_come_first_served(const ContactLog& rows, int operators, const sim::Sampler& service,
                                          const sim::Sampler& patience, sim::StreamKey key) {
  std::vector<sim::Tick> free_at(static_cast<std::size_t>(operators), 0);
  std::vector<Fate> fates;
  for (const ContactRow& row : rows) {
    const std::uint64_t entity =
        (std::uint64_t{sim::name_hash24("call")} << 40) | static_cast<std::uint64_t>(row.issue);
    const auto soonest = std::min_element(free_at.begin(), free_at.end());
    const sim::Tick start = std::max(row.arrival, *soonest);
    const sim::Tick limit = patience.sample_ticks(sim::draw_word(key, sim::Purpose::patience, entity));
    if (start > row.arrival && start - row.arrival > limit) {
      fates.push_back({-1, row.arrival + limit});
      continue;
    }
    *soonest = start + service.sample_ticks(sim::draw_word(key, sim::Purpose::service, entity));
    fates.push_back({start, *soonest});
  }
  return fates;
}

TEST(CenterSim, OneQueueIsFirstComeFirstServedToTheTick) {
  const std::vector<sim::Law> services{sim::Law::deterministic(100.0), sim::Law::exponential(100.0),
                                       sim::Law::lognormal(100.0, 1.5)};
  sim::Law balking = sim::Law::exponential(80.0);
  balking.atom_at_zero = 0.2;
  const std::vector<sim::Law> patiences{sim::Law::none(), sim::Law::deterministic(60.0), balking};
  std::uint32_t replication = 0;
  for (const sim::Law& service : services) {
    for (const sim::Law& patience : patiences) {
      for (const int operators : {1, 3, 10}) {
        const sim::StreamKey key{42, ++replication};
        Arrivals arrivals;
        arrivals.rate_per_s = WeekSeries::constant(0.95 * operators / 100.0);
        Scenario scenario = stage::one_queue(arrivals, 1.0, operators, patience);
        scenario.contact_types["call"].service = service;
        const ContactLog rows = stage::by_arrival(stage::play(scenario, stage::measure(40'000), key));
        ASSERT_GT(rows.size(), 100u);
        const auto fates = first_come_first_served(rows, operators, sim::Sampler(service), sim::Sampler(patience), key);
        for (std::size_t i = 0; i < rows.size(); ++i) {
          ASSERT_EQ(rows[i].answered, fates[i].answered) << "customer " << i << " of replication " << replication;
          ASSERT_EQ(rows[i].ended, fates[i].ended);
        }
      }
    }
  }
}

TEST(CenterSim, DeterministicWorkByHand) {
  const stage::Run run =
      stage::play(stage::one_queue(stage::arrive_at("call", {3, 6, 9, 12}), 5.0, 1.0), stage::measure(60));
  EXPECT_EQ(stage::answers_s(stage::by_arrival(run)), (std::vector<double>{3, 8, 13, 18}));
  const ContactCell facts = stage::total(run.counters);
  EXPECT_EQ(facts.wait_answered, (0 + 2 + 4 + 6) * kSecond);
  EXPECT_DOUBLE_EQ(facts.wait_sq_answered_s2, 4.0 + 16.0 + 36.0);
  EXPECT_EQ(facts.delayed, 3);
  EXPECT_EQ(facts.handle, 20 * kSecond);
  EXPECT_EQ(facts.finished, 4);
  EXPECT_EQ(run.counters.waiting[0].integral, 12 * kSecond);
  EXPECT_EQ(run.counters.waiting_all.maximum, 2);
  EXPECT_EQ(run.counters.in_system.integral, (20 + 12) * kSecond);
  EXPECT_EQ(run.counters.contacts_peak, 3);
}

// --- Events of one instant
TEST(CenterSim, APatienceOfExactlyTheWaitIsServed) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 12}), 20.0, 1.0, sim::Law::deterministic(18.0));
  EXPECT_EQ(stage::by_arrival(stage::play(scenario, stage::measure(60)))[1].answered, 30 * kSecond);
  scenario.contact_types["call"].patience = sim::Law::deterministic(17.999999);
  const stage::Run run = stage::play(scenario, stage::measure(60));
  EXPECT_EQ(stage::by_arrival(run)[1].outcome, Outcome::abandoned);
  EXPECT_EQ(stage::total(run.counters).wait_abandoned, 17'999'999);
}

TEST(CenterSim, AWaitOfExactlyTheThresholdIsWithinIt) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10, 12, 40, 42}), 20.0, 1.0);
  scenario.contact_types["call"].periods["later"] = {
      .hours = {30, 86'400}, .service = {}, .patience = sim::Law::deterministic(10.0)};
  Experiment experiment = stage::measure(60);
  experiment.thresholds_s = {18.0, 17.999999, 10.0, 9.999999};
  const ContactCell facts = stage::total(stage::play(scenario, experiment).counters);
  EXPECT_EQ(facts.answered_within, (std::array<std::int64_t, 4>{3, 2, 2, 1}));  // waits of 0, 18 and exactly 10
  EXPECT_EQ(facts.abandoned_within, (std::array<std::int64_t, 4>{1, 1, 1, 0}));
}

TEST(CenterSim, SimultaneousArrivalsComeInOrderOfName) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {10}), 20.0, 1.0);
  scenario.contact_types["billing"] = stage::type_to("line", stage::arrive_at("billing", {10}), 5.0);
  const stage::Run run = stage::play(scenario, stage::measure(60));
  EXPECT_EQ(stage::by_arrival(run, 0)[0].answered, 10 * kSecond);
  EXPECT_EQ(stage::by_arrival(run, 1)[0].answered, 15 * kSecond);
}

TEST(CenterSim, NoPatienceMeansGoneAtOnceUnlessSomebodyIsFree) {
  sim::Law never = sim::Law::deterministic(0.0);
  const stage::Run run =
      stage::play(stage::one_queue(stage::arrive_at("call", {10, 12, 30}), 20.0, 1.0, never), stage::measure(60));
  EXPECT_EQ(stage::outcomes(stage::by_arrival(run)),
            (std::vector<Outcome>{Outcome::answered, Outcome::abandoned, Outcome::answered}));
  const ContactCell facts = stage::total(run.counters);
  EXPECT_EQ(facts.delayed, 0);
  EXPECT_EQ(facts.abandoned_short, 1);
  EXPECT_EQ(facts.entries, 3);
  EXPECT_EQ(run.counters.waiting_all.maximum, 0);
}

TEST(CenterSim, AShortAbandonIsBelowTheLimitNotAtIt) {
  Experiment experiment = stage::measure(60);
  for (const auto& [patience_s, shorts] : {std::pair{4.999999, 1}, {5.0, 0}}) {
    const stage::Run run = stage::play(
        stage::one_queue(stage::arrive_at("call", {10, 12}), 20.0, 1.0, sim::Law::deterministic(patience_s)),
        experiment);
    EXPECT_EQ(stage::total(run.counters).abandoned_short, shorts);
  }
}

// --- What is counted, and where
TEST(CenterSim, ContactsBelongToTheIntervalOfTheirArrival) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {58, 60, 119}), 100.0, 1.0);
  Experiment experiment = stage::measure(200);
  experiment.interval_s = 60.0;
  const Counters counters = stage::play(scenario, experiment).counters;
  EXPECT_EQ(counters.contacts[0].offered(), 1);
  EXPECT_EQ(counters.contacts[1].offered(), 2);
  EXPECT_EQ(counters.contacts[1].answered, 2);  // at 158 and 258
  EXPECT_EQ(counters.contacts[2].offered() + counters.contacts[4].answered, 0);
}

TEST(CenterSim, AnIntervalThatDoesNotDivideTheDayEndsAtMidnight) {
  Scenario scenario = stage::one_queue({}, 1.0, 5.0);
  scenario.contact_types["call"].arrivals.rate_per_s = WeekSeries::constant(0.05);
  Experiment experiment = stage::measure(4 * 86'400.0);
  experiment.interval_s = 7 * 3600.0;
  const stage::Run run = stage::play(scenario, experiment);
  std::vector<std::int64_t> offered(4, 0);
  for (const ContactRow& row : run.log) {
    ++offered[static_cast<std::size_t>((row.arrival % sim::kTicksPerDay) / (7 * sim::kTicksPerHour))];
  }
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(run.counters.contacts[i].offered(), offered[i]) << i;
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(run.counters.teams[i].paid(), 5 * 4 * 7 * sim::kTicksPerHour);
  EXPECT_EQ(run.counters.teams[3].paid(), 5 * 4 * 3 * sim::kTicksPerHour);
}

// The log knows each contact's day of arrival and its wait; the counters by day and by weekday must say the same, and
// all days together must be the run in which days are not told apart.
TEST(CenterSim, ContactsAndOperatorsTimeBelongToTheirDay) {
  Scenario scenario = stage::one_queue({}, 1.0, 2.0, sim::Law::exponential(600.0));
  scenario.contact_types["call"].service = sim::Law::exponential(900.0);
  scenario.contact_types["call"].arrivals.rate_per_s = WeekSeries::constant(0.002);
  scenario.start_day = *sim::parse_date("2026-01-03");  // a Saturday
  Experiment experiment = stage::measure(9 * 86'400.0);
  experiment.warm_up_s = 86'400.0;
  const stage::Run together = stage::play(scenario, experiment);
  experiment.by_day = true;
  const stage::Run days = stage::play(scenario, experiment);
  experiment.by_day = false;
  experiment.by_weekday = true;
  const stage::Run weekdays = stage::play(scenario, experiment);

  std::vector<ContactCell> by_day(9), by_weekday(7);  // days from Sunday on; weekdays from Monday on
  for (const ContactRow& row : together.log) {
    const auto day = static_cast<std::size_t>(row.arrival / sim::kTicksPerDay - 1);
    for (ContactCell* cell : {&by_day[day], &by_weekday[(day + 6) % 7]}) {
      ++cell->offered_first;
      if (row.outcome != Outcome::answered) continue;
      ++cell->answered;
      cell->wait_answered += row.answered - row.queued;
    }
  }
  const auto check = [&](const stage::Run& run, const std::vector<ContactCell>& expected) {
    ASSERT_EQ(run.counters.contacts.size(), 24 * expected.size());
    for (std::size_t band = 0; band < expected.size(); ++band) {
      ContactCell sum;
      TeamCell team;
      for (std::size_t hour = 0; hour < 24; ++hour) {
        sum.add(run.counters.contacts[band * 24 + hour]);
        team.add(run.counters.teams[band * 24 + hour]);
      }
      EXPECT_EQ(sum.offered_first, expected[band].offered_first) << band;
      EXPECT_EQ(sum.answered, expected[band].answered) << band;
      EXPECT_EQ(sum.wait_answered, expected[band].wait_answered) << band;
      const int times = expected.size() == 7 && (band == 0 || band == 6) ? 2 : 1;  // two Sundays and two Mondays
      EXPECT_EQ(team.paid(), times * 2 * sim::kTicksPerDay) << band;
    }
    EXPECT_EQ(stage::total(run.counters).wait_abandoned, stage::total(together.counters).wait_abandoned);
    EXPECT_EQ(stage::total(run.counters).finished, stage::total(together.counters).finished);
    EXPECT_TRUE(stage::team_total(run.counters) == stage::team_total(together.counters));
    EXPECT_EQ(run.log.size(), together.log.size());
  };
  check(days, by_day);
  check(weekdays, by_weekday);
  EXPECT_EQ(together.counters.contacts.size(), 24u) << "nobody who does not ask pays";
}

TEST(CenterSim, OnlyArrivalsOfTheMeasuredSpanCount) {
  Scenario scenario = stage::one_queue(stage::arrive_at("call", {8, 10, 12, 28, 30, 35}), 20.0, 1.0);
  Experiment experiment;
  experiment.warm_up_s = 10;
  experiment.measure_s = 20;
  experiment.cool_down_s = 10;
  const stage::Run run = stage::play(scenario, experiment);
  const ContactCell facts = stage::total(run.counters);
  EXPECT_EQ(facts.offered(), 3);  // at 10, 12 and 28; they are followed to their end
  EXPECT_EQ(facts.answered, 3);
  EXPECT_EQ(facts.finished, 3);
  EXPECT_EQ(facts.wait_answered, (18 + 36 + 40) * kSecond);
  EXPECT_EQ(run.log.size(), 3u);
  EXPECT_EQ(run.counters.measured, 20 * kSecond);
  EXPECT_EQ(run.counters.waiting[0].integral, (18 + 18 + 2) * kSecond);  // 10-28, 12-30, 28-30
  EXPECT_EQ(run.counters.in_system.integral, (18 + 20 + 18 + 2) * kSecond);
  EXPECT_EQ(stage::team_total(run.counters).busy, 20 * kSecond);
}

TEST(CenterSim, MeasuringDoesNotTouchWhatHappens) {
  Scenario scenario = stage::one_queue({}, 1.0, 4.0, sim::Law::exponential(200.0));
  scenario.contact_types["call"].service = sim::Law::exponential(300.0);
  scenario.contact_types["call"].arrivals.rate_per_s = WeekSeries::constant(0.015);
  const stage::Run whole = stage::play(scenario, stage::measure(86'400));
  Experiment part;
  part.warm_up_s = 20'000;
  part.measure_s = 30'000;
  part.cool_down_s = 36'400;
  part.interval_s = 100;
  part.thresholds_s = {1, 2, 3};
  const stage::Run measured = stage::play(scenario, part);
  std::set<std::pair<sim::Tick, sim::Tick>> all;
  std::size_t inside = 0;
  for (const ContactRow& row : whole.log) {
    all.insert({row.arrival, row.ended});
    inside += row.arrival >= 20'000 * kSecond && row.arrival < 50'000 * kSecond ? 1 : 0;
  }
  for (const ContactRow& row : measured.log) EXPECT_TRUE(all.count({row.arrival, row.ended}));
  EXPECT_EQ(measured.log.size(), inside);
}

TEST(CenterSim, EveryCountedContactHasOneRow) {
  Scenario scenario = stage::one_queue({}, 1.0, 1.5, sim::Law::exponential(60.0));
  ContactType& call = scenario.contact_types["call"];
  call.service = sim::Law::exponential(100.0);
  call.arrivals.rate_per_s = WeekSeries::constant(0.03);
  call.ivr_time = sim::Law::exponential(10.0);
  call.redial.probability = 0.7;
  scenario.queues["line"].capacity = 3;
  const stage::Run run = stage::play(scenario, stage::measure(86'400));
  std::set<std::pair<std::int64_t, int>> attempts;
  for (const ContactRow& row : run.log) attempts.insert({row.issue, row.attempt});
  EXPECT_EQ(attempts.size(), run.log.size());
  EXPECT_EQ(static_cast<std::int64_t>(run.log.size()), stage::total(run.counters).offered());
}

TEST(CenterSim, WhatNobodyServesIsUnfinishedWeeksLater) {
  const stage::Run run =
      stage::play(stage::one_queue(stage::arrive_at("call", {10, 12}), 20.0, 0.0), stage::measure(60));
  const ContactCell facts = stage::total(run.counters);
  EXPECT_EQ(facts.entries, 2);
  EXPECT_EQ(facts.unfinished, 2);
  EXPECT_EQ(stage::outcomes(stage::by_arrival(run)), (std::vector<Outcome>{Outcome::unfinished, Outcome::unfinished}));
}

// --- The stationary start
TEST(CenterSim, TheStationaryStartFillsOperatorsThenTheQueueAndIsNotCounted) {
  Scenario scenario = stage::one_queue({}, 100.0, 3.0);
  for (const std::size_t present : {0u, 2u, 3u, 7u}) {
    std::vector<double> pmf(present + 1, 0.0);
    pmf[present] = 1.0;
    const stage::Run run = stage::play(scenario, stage::measure(99), stage::kKey, pmf);
    const auto waiting = static_cast<sim::Tick>(present > 3 ? present - 3 : 0);
    EXPECT_EQ(run.counters.waiting[0].integral, waiting * 99 * kSecond);
    EXPECT_EQ(run.counters.in_system.integral, static_cast<sim::Tick>(present) * 99 * kSecond);
    EXPECT_EQ(stage::team_total(run.counters).busy,
              std::min<sim::Tick>(static_cast<sim::Tick>(present), 3) * 99 * kSecond);
    EXPECT_EQ(stage::total(run.counters), ContactCell{});
    EXPECT_TRUE(run.log.empty());
  }
}

TEST(CenterSim, TheStationaryStartHasItsLaw) {
  const std::vector<double> pmf{0.1, 0.2, 0.3, 0.4};
  const CenterModel model = compile(stage::one_queue({}, 100.0, 3.0), stage::measure(1), pmf);
  CenterState state;
  sim::EventQueue events;
  Counters counters;
  std::vector<int> seen(4, 0);
  constexpr int kReplications = 4000;
  for (std::uint32_t r = 0; r < kReplications; ++r) {
    simulate(model, {77, r}, state, events, counters);
    ++seen[static_cast<std::size_t>(counters.in_system.integral / kSecond)];
  }
  for (std::size_t n = 0; n < 4; ++n) {
    EXPECT_NEAR(seen[n] / double{kReplications}, pmf[n], 4.5 * std::sqrt(pmf[n] * (1 - pmf[n]) / kReplications));
  }
}

// --- Things that must change nothing
std::vector<ContactCell> cells_of(const Counters& counters, int type) {
  const auto intervals = counters.shape.num_intervals;
  return {counters.contacts.begin() + type * intervals, counters.contacts.begin() + (type + 1) * intervals};
}

TEST(CenterSim, WhatIsNotUsedChangesNoNumber) {
  Scenario scenario = stage::one_queue({}, 1.0, 2.4, sim::Law::exponential(60.0));
  ContactType& call = scenario.contact_types["call"];
  call.service = sim::Law::exponential(100.0);
  call.arrivals.rate_per_s = WeekSeries::constant(0.03);
  call.arrivals.day_factor.shape = 10;
  call.redial.probability = 0.5;
  const Experiment experiment = stage::measure(4 * 86'400.0);
  const stage::Run base = stage::play(scenario, experiment);
  scenario.queues["another"].has_hours = true;
  for (auto& day : scenario.queues["another"].opening_hours) day = {{8 * 3600, 18 * 3600}};
  scenario.teams["another"] = stage::team_for({"another"}, 3.7);
  scenario.contact_types["another"] = stage::type_to("another", {}, 50.0);
  scenario.contact_types["another"].arrivals.rate_per_s = WeekSeries::constant(0.02);
  const stage::Run more = stage::play(scenario, experiment);
  EXPECT_EQ(cells_of(base.counters, 0), cells_of(more.counters, 1));
  EXPECT_EQ(base.counters.waits[0], more.counters.waits[1]);
  EXPECT_EQ(base.counters.waiting[0], more.counters.waiting[1]);
  EXPECT_EQ(stage::team_total(base.counters), stage::team_total(more.counters, 1));
  EXPECT_GT(cells_of(more.counters, 0)[12].answered, 0);
}

TEST(CenterSim, TheLogChangesNothing) {
  const Scenario scenario = stage::one_queue(stage::arrive_at("call", {3, 6, 9, 12}), 5.0, 1.0);
  const CenterModel model = compile(scenario, stage::measure(60));
  CenterState state;
  sim::EventQueue events;
  Counters counters;
  simulate(model, stage::kKey, state, events, counters);
  EXPECT_EQ(counters.digest(), stage::play(scenario, stage::measure(60)).counters.digest());
}

TEST(CenterSim, ReplicationsDiffer) {
  Scenario scenario = stage::one_queue({}, 1.0, 2.0);
  scenario.contact_types["call"].arrivals.rate_per_s = WeekSeries::constant(0.03);
  std::set<std::uint64_t> digests;
  for (std::uint32_t r = 0; r < 20; ++r)
    digests.insert(stage::play(scenario, stage::measure(3600), {1, r}).counters.digest());
  digests.insert(stage::play(scenario, stage::measure(3600), {2, 0}).counters.digest());
  EXPECT_EQ(digests.size(), 21u);
}

// --- Memory
TEST(CenterSim, MemoryDoesNotGrowWithTheNumberOfContacts) {
  Scenario scenario = stage::one_queue({}, 1.0, 10.0, sim::Law::deterministic(20 * 86'400.0));
  scenario.contact_types["call"].service = sim::Law::exponential(100.0);
  scenario.contact_types["call"].arrivals.rate_per_s = WeekSeries::constant(0.09);
  CenterState state;
  sim::EventQueue events;
  Counters counters;
  simulate(compile(scenario, stage::measure(5 * 86'400.0)), stage::kKey, state, events, counters);
  EXPECT_GT(stage::total(counters).delayed, 10'000);
  EXPECT_LT(counters.contacts_peak, 500);
  EXPECT_EQ(state.contacts.slots(), static_cast<std::uint32_t>(counters.contacts_peak));
  EXPECT_LT(events.size(), 1000u);  // patience events of those answered long ago have been swept
}

TEST(CenterSim, SweepingChangesNoFact) {
  Scenario patient = stage::one_queue({}, 1.0, 10.0, sim::Law::deterministic(20 * 86'400.0));
  patient.contact_types["call"].service = sim::Law::exponential(100.0);
  patient.contact_types["call"].arrivals.rate_per_s = WeekSeries::constant(0.09);
  Scenario endless = patient;
  endless.contact_types["call"].patience = sim::Law::none();
  const stage::Run swept = stage::play(patient, stage::measure(86'400.0));
  const stage::Run without = stage::play(endless, stage::measure(86'400.0));
  EXPECT_TRUE(swept.counters.contacts == without.counters.contacts);
  EXPECT_TRUE(swept.counters.waiting == without.counters.waiting);
}

}  // namespace
}  // namespace firstline
