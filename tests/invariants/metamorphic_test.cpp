// Relations between runs: what must happen to results when inputs change in a known way (reliability.md 5.4).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "tests/invariants/audit.h"

namespace firstline::invariants {
namespace {

constexpr std::uint32_t kCases = 100;

using Key = std::tuple<std::int32_t, std::int64_t, std::int32_t>;

// What happened to each contact, without who served it.
struct Story {
  sim::Tick arrival = 0, answered = 0, ended = 0;
  Outcome outcome = Outcome::unfinished;
  friend bool operator==(const Story&, const Story&) = default;
};
std::map<Key, Story> stories(const stage::Run& run, int only_type = -1) {
  std::map<Key, Story> all;
  for (const ContactRow& row : run.log) {
    if (only_type >= 0 && row.type != only_type) continue;
    all[{only_type >= 0 ? 0 : row.type, row.issue, row.attempt}] = {row.arrival, row.answered, row.ended, row.outcome};
  }
  return all;
}
stage::Run play(const Case& subject) { return stage::play(subject.scenario, subject.experiment, subject.key); }

// One pool, first come, first served, everybody stays.
Case one_pool(std::uint32_t number) {
  Case subject;
  subject.key = {.seed = 5000 + number, .replication = 0};
  const int operators = 1 + static_cast<int>(number % 7);
  const std::vector<sim::Law> laws{sim::Law::exponential(200.0), sim::Law::lognormal(200.0, 1.2),
                                   sim::Law::uniform(50.0, 350.0), sim::Law::gamma(0.6, 200.0)};
  subject.scenario = stage::one_queue({}, 1.0, operators);
  subject.scenario.contact_types["call"].service = laws[number % laws.size()];
  subject.scenario.contact_types["call"].arrivals.rate_per_s = WeekSeries::constant(0.97 * operators / 200.0);
  subject.experiment.measure_s = 40'000;
  return subject;
}
// Contacts of "call" that wait longer in `other` than in `base`, and shorter.
std::pair<int, int> longer_and_shorter(const stage::Run& base, const stage::Run& other, int type_in_other = 0) {
  const auto before = stories(base, 0), after = stories(other, type_in_other);
  EXPECT_EQ(before.size(), after.size());
  int longer = 0, shorter = 0;
  for (const auto& [key, story] : before) {
    const sim::Tick change = (after.at(key).answered - after.at(key).arrival) - (story.answered - story.arrival);
    longer += change > 0 ? 1 : 0;
    shorter += change < 0 ? 1 : 0;
  }
  return {longer, shorter};
}

TEST(Metamorphic, M1OneMoreOperatorNeverLengthensAWait) {
  int helped = 0;
  for (std::uint32_t number = 0; number < kCases; ++number) {
    Case subject = one_pool(number);
    const stage::Run base = play(subject);
    subject.scenario.teams["desk"].extra_staff["one more"] = {
        .days = {true, true, true, true, true, true, true}, .hours = {0, 86'400}, .operators = 1.0};
    const auto [longer, shorter] = longer_and_shorter(base, play(subject));
    EXPECT_EQ(longer, 0) << number;
    helped += shorter;
  }
  EXPECT_GT(helped, 1000);
}

TEST(Metamorphic, M2LongerWorkNeverShortensAWait) {
  int hurt = 0;
  for (std::uint32_t number = 0; number < kCases; ++number) {
    Case subject = one_pool(number);
    const stage::Run base = play(subject);
    subject.scenario.contact_types["call"].service.shift = 10.0;
    const auto [longer, shorter] = longer_and_shorter(base, play(subject));
    EXPECT_EQ(shorter, 0) << number;
    hurt += longer;
  }
  EXPECT_GT(hurt, 1000);
}

TEST(Metamorphic, M2MoreArrivalsNeverShortenTheWaitOfTheRest) {
  int hurt = 0;
  for (std::uint32_t number = 0; number < kCases; ++number) {
    Case subject = one_pool(number);
    const stage::Run base = play(subject);
    ContactType more = subject.scenario.contact_types["call"];
    more.arrivals.rate_per_s = WeekSeries::constant(0.0003);
    subject.scenario.contact_types["more"] = more;
    const auto [longer, shorter] = longer_and_shorter(base, play(subject));
    EXPECT_EQ(shorter, 0) << number;
    hurt += longer;
  }
  EXPECT_GT(hurt, 1000);
}

// Queues renamed so that their order turns round: names decide only what is equal otherwise.
TEST(Metamorphic, M5TheOrderOfQueuesDoesNotMatter) {
  int compared = 0;
  for (std::uint32_t number = 0; number < kCases; ++number) {
    if (number % 3 == 2) continue;  // whole seconds: there names do break ties
    Case subject = random_case(number);
    const auto renamed = [](const std::string& name) {
      return std::string(1, static_cast<char>('z' - name.back() + '0')) + name;
    };
    const stage::Run base = play(subject);
    Scenario turned = subject.scenario;
    turned.queues.clear();
    for (const auto& [name, queue] : subject.scenario.queues) turned.queues[renamed(name)] = queue;
    for (auto& [name, type] : turned.contact_types) type.queue = renamed(type.queue);
    for (auto& [name, team] : turned.teams) {
      const auto serves = team.serves;
      team.serves.clear();
      for (const auto& [queue, skill] : serves) team.serves[renamed(queue)] = skill;
    }
    subject.scenario = turned;
    EXPECT_TRUE(stories(base) == stories(play(subject))) << number;
    ++compared;
  }
  EXPECT_GT(compared, 50);
}

TEST(Metamorphic, M7WhatIsUnusedChangesNothing) {
  for (std::uint32_t number = 0; number < kCases; ++number) {
    Case subject = random_case(number);
    const stage::Run base = play(subject);
    Scenario& scenario = subject.scenario;
    scenario.queues["queue 00"].priority = 0;
    scenario.queues["queue 00"].has_hours = true;
    for (auto& day : scenario.queues["queue 00"].opening_hours) day = {{100, 1500}, {1600, 80'000}};
    scenario.teams["team 00"] = stage::team_for({"queue 00"}, 2.5);
    for (auto& [name, team] : scenario.teams) {
      team.serves["queue 00"] = {};
      team.extra_staff["nobody"] = {
          .days = {true, true, true, true, true, true, true}, .hours = {700, 1400}, .operators = 0.0};
    }
    scenario.contact_types["type 00"] = stage::type_to("queue 00", {}, 10.0);
    const stage::Run more = play(subject);
    const auto intervals = static_cast<std::ptrdiff_t>(base.counters.shape.num_intervals);
    for (int type = 0; type < base.counters.shape.num_types; ++type) {
      const int id = type == 0 ? 0 : type + 1;  // "type 00" stands second
      const auto from = base.counters.contacts.begin() + type * intervals;
      EXPECT_TRUE(std::equal(from, from + intervals, more.counters.contacts.begin() + id * intervals)) << number;
      EXPECT_TRUE(base.counters.waits[static_cast<std::size_t>(type)] ==
                  more.counters.waits[static_cast<std::size_t>(id)])
          << number;
      EXPECT_TRUE(base.counters.responses[static_cast<std::size_t>(type)] ==
                  more.counters.responses[static_cast<std::size_t>(id)])
          << number;
    }
    for (std::size_t queue = 0; queue < base.counters.waiting.size(); ++queue) {
      EXPECT_TRUE(base.counters.waiting[queue] == more.counters.waiting[queue + 1])
          << number;  // "queue 00" comes first
    }
    for (int team = 0; team < base.counters.shape.num_teams; ++team) {
      EXPECT_TRUE(stage::team_total(base.counters, team) == stage::team_total(more.counters, team == 0 ? 0 : team + 1))
          << number;
    }
    EXPECT_TRUE(base.counters.waiting_all == more.counters.waiting_all);
    EXPECT_TRUE(base.counters.in_system == more.counters.in_system);
    EXPECT_EQ(base.counters.contacts_peak, more.counters.contacts_peak);
  }
}

TEST(Metamorphic, M9HalvedSlotsOfStaffChangeNothing) {
  for (std::uint32_t number = 0; number < kCases; ++number) {
    Case subject = random_case(number);
    const stage::Run base = play(subject);
    for (auto& [name, team] : subject.scenario.teams) {
      team.staff.slot_s /= 2;
      for (auto& day : team.staff.days) {
        std::vector<double> halves;
        for (const double level : day) halves.insert(halves.end(), {level, level});
        day = halves;
      }
    }
    EXPECT_EQ(base.counters.digest(), play(subject).counters.digest()) << number;
  }
}

TEST(Metamorphic, M9HalvedSlotsOfArrivalsMoveNobodyByMoreThanATick) {
  for (std::uint32_t number = 0; number < kCases; ++number) {
    Case subject = random_case(number);
    if (number % 3 == 2) continue;
    for (auto& [name, type] : subject.scenario.contact_types) {
      type.arrivals.slot_factor = {};  // it belongs to the slot
      type.redial = {};
    }
    const auto base = stories(play(subject));
    for (auto& [name, type] : subject.scenario.contact_types) {
      WeekSeries& rate = type.arrivals.rate_per_s;
      rate.slot_s /= 2;
      for (auto& day : rate.days) {
        std::vector<double> halves;
        for (const double level : day) halves.insert(halves.end(), {level, level});
        day = halves;
      }
    }
    const auto halved = stories(play(subject));
    ASSERT_EQ(base.size(), halved.size()) << number;
    for (const auto& [key, story] : base) EXPECT_LE(std::abs(story.arrival - halved.at(key).arrival), 1) << number;
  }
}

TEST(Metamorphic, M10TwoLikeTeamsAreOneOfDoubleSize) {
  for (std::uint32_t number = 0; number < kCases; ++number) {
    Case subject = random_case(number);
    Scenario& scenario = subject.scenario;
    // Staff that falls would tell them apart: the idle of one team cannot leave in place of the busy of the other.
    Team team = scenario.teams.begin()->second;
    team.extra_staff.clear();
    team.roster.clear();
    team.staff = WeekSeries::constant(1.0 + number % 4);
    for (const auto& [name, queue] : scenario.queues)
      team.serves[name] = {.priority = team.serves[name].priority, .choice = 1};
    Team twice = team;
    twice.staff = WeekSeries::constant(2.0 * (1.0 + number % 4));
    scenario.teams = {{"one", team}, {"two", team}};
    const stage::Run apart = play(subject);
    scenario.teams = {{"both", twice}};
    const stage::Run pooled = play(subject);
    EXPECT_TRUE(stories(apart) == stories(pooled)) << number;
    EXPECT_TRUE(apart.counters.contacts == pooled.counters.contacts) << number;
    const TeamCell both = stage::team_total(pooled.counters);
    TeamCell sum = stage::team_total(apart.counters, 0);
    sum.add(stage::team_total(apart.counters, 1));
    EXPECT_EQ(both.busy, sum.busy) << number;
    EXPECT_EQ(both.answered, sum.answered) << number;
  }
}

TEST(Metamorphic, M11PoolingTwoQueuesDoesNotRaiseTheMeanWait) {
  double apart = 0.0, pooled = 0.0;
  for (std::uint32_t number = 0; number < 60; ++number) {
    Case subject = one_pool(number);
    Scenario& scenario = subject.scenario;
    scenario.contact_types["mail"] = scenario.contact_types["call"];
    scenario.contact_types["mail"].queue = "letters";
    scenario.queues["letters"] = {};
    scenario.teams["office"] = scenario.teams["desk"];
    scenario.teams["office"].serves = {{"letters", {}}};
    const ContactCell two = stage::total(play(subject).counters);
    for (auto& [name, team] : scenario.teams) team.serves = {{"letters", {}}, {"line", {}}};
    const ContactCell one = stage::total(play(subject).counters);
    apart += static_cast<double>(two.wait_answered) / static_cast<double>(two.answered);
    pooled += static_cast<double>(one.wait_answered) / static_cast<double>(one.answered);
  }
  EXPECT_LT(pooled, 0.9 * apart);
}

TEST(Metamorphic, M12PatienceBeyondTheEndIsNone) {
  for (std::uint32_t number = 0; number < kCases; ++number) {
    Case subject = random_case(number);
    const auto set = [&subject](const sim::Law& law) {
      for (auto& [name, type] : subject.scenario.contact_types) {
        type.patience = law;
        for (auto& [period_name, period] : type.periods) period.patience.reset();
      }
    };
    set(sim::Law::none());
    const stage::Run endless = play(subject);
    set(sim::Law::deterministic(60 * 86'400.0));
    const stage::Run long_lived = play(subject);
    EXPECT_TRUE(endless.counters.contacts == long_lived.counters.contacts) << number;
    EXPECT_TRUE(endless.counters.teams == long_lived.counters.teams) << number;
    EXPECT_TRUE(endless.counters.waiting == long_lived.counters.waiting) << number;
  }
}

TEST(Metamorphic, M13TheVarianceOfAMeanFallsWithTheNumberOfReplications) {
  const CenterModel model = compile(one_pool(3).scenario, stage::measure(10'000));
  CenterState state;
  sim::EventQueue events;
  Counters counters;
  constexpr int kGroups = 200, kSize = 10;
  double sum = 0.0, square = 0.0, group_square = 0.0;
  for (std::uint32_t group = 0; group < kGroups; ++group) {
    double of_group = 0.0;
    for (std::uint32_t i = 0; i < kSize; ++i) {
      simulate(model, {8, group * kSize + i}, state, events, counters);
      const double value = sim::ticks_to_seconds(counters.in_system.integral) / 10'000.0;
      of_group += value / kSize;
      sum += value / (kGroups * kSize);
      square += value * value / (kGroups * kSize);
    }
    group_square += of_group * of_group / kGroups;
  }
  const double ratio = (square - sum * sum) / (group_square - sum * sum);
  EXPECT_NEAR(ratio, kSize, 4.5 * kSize * std::sqrt(2.0 / kGroups));
}

TEST(Metamorphic, M14LogAndUsedMemoryChangeNothing) {
  CenterState state;
  sim::EventQueue events;
  Counters counters;
  for (std::uint32_t number = 0; number < kCases; ++number) {
    const Case subject = random_case(number);
    const auto never = [](const void*) { return false; };
    simulate(compile(subject.scenario, subject.experiment), subject.key, state, events, counters,
             {.log = nullptr, .stop = never});
    EXPECT_EQ(counters.digest(), play(subject).counters.digest()) << number;
  }
}

// The same plan under another name, other notes and other wages: every difference is exactly 0.
TEST(Metamorphic, AASameCustomersInBothArms) {
  for (std::uint32_t number = 0; number < kCases; ++number) {
    Case subject = random_case(number);
    const stage::Run a = play(subject);
    subject.scenario.name = "the other arm";
    subject.scenario.notes = "nothing else";
    for (auto& [name, team] : subject.scenario.teams) team.wage_per_h += 10.0;
    const stage::Run b = play(subject);
    EXPECT_TRUE(a.counters.contacts == b.counters.contacts);
    EXPECT_TRUE(a.counters.teams == b.counters.teams);
    EXPECT_EQ(a.counters.digest(), b.counters.digest());
  }
}

// A roster of people who come and go together is the same as levels: contact by contact, cell by cell.
TEST(Metamorphic, ARosterWithoutRestsIsItsLevels) {
  int answered = 0;
  for (std::uint32_t number = 0; number < kCases; ++number) {
    Case subject = one_pool(number);
    subject.experiment.measure_s = 3 * 86'400;
    subject.experiment.interval_s = 1800;
    const int operators = 1 + static_cast<int>(number % 7), early = 1 + static_cast<int>(number % 3);
    Scenario& scenario = subject.scenario;
    scenario.contact_types["call"].patience = number % 2 == 0 ? sim::Law::exponential(300.0) : sim::Law::none();
    Queue& line = scenario.queues["line"];
    line.has_hours = number % 5 != 0;
    line.closing = static_cast<Closing>(number % 3);
    for (auto& day : line.opening_hours) day = {{8 * 3600, 17 * 3600}};
    Team& desk = scenario.teams["desk"];
    desk.staff = {};
    desk.extra_staff["all"] = {.hours = {9 * 3600, 17 * 3600}, .operators = static_cast<double>(operators)};
    desk.extra_staff["early"] = {.hours = {7 * 3600, 17 * 3600}, .operators = static_cast<double>(early)};
    const stage::Run levels = play(subject);
    desk.extra_staff.clear();
    scenario.shifts["all"].hours = {9 * 3600, 17 * 3600};
    scenario.shifts["early"].hours = {7 * 3600, 17 * 3600};
    desk.roster["all"] = {.shift = "all", .operators = operators, .rotation = {}};
    desk.roster["early"] = {.shift = "early", .operators = early, .rotation = {}};
    const stage::Run roster = play(subject);
    EXPECT_EQ(stories(levels), stories(roster)) << number;
    EXPECT_EQ(levels.counters.contacts, roster.counters.contacts) << number;
    EXPECT_EQ(levels.counters.teams, roster.counters.teams) << number;
    EXPECT_EQ(levels.counters.waiting, roster.counters.waiting) << number;
    EXPECT_EQ(levels.counters.waits, roster.counters.waits) << number;
    answered += static_cast<int>(stage::total(roster.counters).answered);
  }
  EXPECT_GT(answered, 10'000);
}

TEST(Metamorphic, ALongerAbsenceOfTheOnlyOperatorNeverShortensAWait) {
  int hurt = 0;
  for (std::uint32_t number = 0; number < kCases; ++number) {
    Case subject = one_pool(7 * number);  // one operator
    Scenario& scenario = subject.scenario;
    scenario.contact_types["call"].arrivals.rate_per_s = WeekSeries::constant(0.6 / 200.0);
    scenario.teams["desk"].staff = {};
    scenario.teams["desk"].roster["one"] = {.shift = "day", .operators = 1, .rotation = {}};
    Shift& shift = scenario.shifts["day"];
    shift.hours = {0, 86'400};
    shift.pauses["lunch"] = {.from_s = 18'000, .to_s = 18'000, .length_s = 900.0, .paid = false};
    const stage::Run base = play(subject);
    shift.pauses["lunch"].length_s = 2700.0;
    const auto [longer, shorter] = longer_and_shorter(base, play(subject));
    EXPECT_EQ(shorter, 0) << number;
    hurt += longer;
  }
  EXPECT_GT(hurt, 300);
}

}  // namespace
}  // namespace firstline::invariants
