#include "tests/invariants/random_scenario.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "sim/random/philox.h"
#include "tests/models/center/stage.h"

namespace firstline::invariants {
namespace {

class Dice {
 public:
  explicit Dice(std::uint32_t number) : engine_(number, {0, 0, 99, 0}) {}
  int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint32_t>(n)); }
  int between(int low, int high) { return low + below(high - low + 1); }
  bool chance(double share) { return sim::to_uniform(engine_()) < share; }
  double real(double low, double high) { return low + (high - low) * sim::to_uniform(engine_()); }

 private:
  sim::PhiloxEngine engine_;
};

constexpr int kHour = 3600;

struct Maker {
  Dice dice;
  bool whole_seconds;
  int span_s;  // moments of staff, hours and periods lie in here
  Case made;

  explicit Maker(std::uint32_t number)
      : dice(number), whole_seconds(number % 3 == 2), span_s(whole_seconds ? kHour : 24 * kHour) {
    made.key = {.seed = 1000 + number, .replication = number % 5};
  }

  sim::TimeRange hours() {
    const int unit = whole_seconds ? 1 : kHour / 4;
    const int from = dice.below(span_s / unit / 2);
    const int to = from + 1 + dice.below(span_s / unit - from);
    return {from * unit, to * unit};
  }

  sim::Law service() {
    if (whole_seconds) return sim::Law::deterministic(dice.between(1, 90));
    const double mean = dice.real(100.0, 900.0);
    switch (dice.below(6)) {
      case 0:
        return sim::Law::exponential(mean);
      case 1:
        return sim::Law::lognormal(mean, dice.real(0.3, 1.8));
      case 2:
        return sim::Law::gamma(dice.real(0.5, 4.0), mean);
      case 3:
        return sim::Law::deterministic(mean);
      case 4:
        return sim::Law::uniform(0.5 * mean, 1.5 * mean);
      default:
        return sim::Law::hyperexponential(0.7, 0.5 * mean, 2.0 * mean);
    }
  }

  sim::Law patience() {
    if (whole_seconds) return dice.chance(0.3) ? sim::Law::none() : sim::Law::deterministic(dice.between(1, 120));
    const double mean = dice.real(30.0, 2000.0);
    switch (dice.below(5)) {
      case 0:
        return sim::Law::none();
      case 1:
        return sim::Law::deterministic(mean);
      case 2:
        return sim::Law::weibull(dice.real(0.6, 2.0), mean);
      case 3: {
        sim::Law law = sim::Law::exponential(mean);
        law.atom_at_zero = dice.real(0.01, 0.3);
        return law;
      }
      default:
        return sim::Law::exponential(mean);
    }
  }

  Arrivals arrivals(const std::string& type, double mean_rate) {
    if (whole_seconds) {
      std::vector<int> seconds;
      for (int at = 1 + dice.below(60); at < span_s; at += 2 + dice.below(static_cast<int>(2.0 / mean_rate))) {
        seconds.push_back(at);
      }
      return stage::arrive_at(type, seconds, made.key);
    }
    Arrivals arrivals;
    arrivals.rate_per_s.slot_s = dice.chance(0.5) ? kHour : kHour / 2.0;
    const int slots = static_cast<int>(24 * kHour / arrivals.rate_per_s.slot_s);
    for (auto& day : arrivals.rate_per_s.days) {
      if (dice.chance(0.1)) continue;
      for (int slot = 0; slot < slots; ++slot) day.push_back(dice.chance(0.15) ? 0.0 : mean_rate * dice.real(0.2, 1.8));
    }
    if (dice.chance(0.4)) {
      arrivals.day_factor.shape = dice.real(5.0, 40.0);
      arrivals.day_factor.group = dice.chance(0.5) ? "all" : "";
    }
    if (dice.chance(0.3)) arrivals.slot_factor.shape = dice.real(20.0, 100.0);
    return arrivals;
  }

  Queue queue() {
    Queue queue;
    queue.priority = dice.between(1, 2);
    if (dice.chance(0.4)) queue.head_start_s = whole_seconds ? dice.between(1, 40) : dice.real(1.0, 200.0);
    if (dice.chance(0.3)) queue.capacity = dice.below(6);
    queue.closing = static_cast<Closing>(dice.below(3));
    queue.has_hours = dice.chance(0.5);
    if (!queue.has_hours) return queue;
    const bool overnight = !whole_seconds && dice.chance(0.3);
    for (auto& day : queue.opening_hours) {
      if (overnight) {
        day = {{0, 5 * kHour}, {18 * kHour, 24 * kHour}};
      } else if (dice.chance(0.9)) {
        day = {hours()};
      }
    }
    return queue;
  }

  Team team(const std::vector<std::string>& queues, double operators) {
    Team team;
    for (const std::string& name : queues) {
      if (dice.chance(0.6)) team.serves[name] = {.priority = dice.between(1, 2), .choice = dice.between(1, 2)};
    }
    if (team.serves.empty()) team.serves[queues.front()] = {};
    if (dice.chance(0.3)) {
      team.staff = WeekSeries::constant(operators);
    } else {
      team.staff.slot_s = whole_seconds ? dice.between(100, 700) : kHour * dice.between(1, 4);
      const int slots = static_cast<int>(span_s / team.staff.slot_s);
      for (auto& day : team.staff.days) {
        for (int slot = 0; slot < slots; ++slot) {
          const double level = operators * dice.real(0.2, 1.8);
          day.push_back(dice.chance(0.5) ? level : static_cast<int>(level + 0.5));
        }
      }
    }
    const int extras = dice.chance(0.4) ? dice.between(1, 2) : 0;
    for (int i = 0; i < extras; ++i) {
      ExtraStaff& extra = team.extra_staff["extra " + std::to_string(i)];
      extra.hours = hours();
      extra.operators = dice.between(-2, 3);
      for (bool& day : extra.days) day = dice.chance(0.7);
    }
    return team;
  }

  ContactType type(const std::string& name, const std::string& queue, double rate) {
    ContactType type;
    type.queue = queue;
    type.service = service();
    type.patience = patience();
    type.arrivals = arrivals(name, rate);
    if (dice.chance(0.3)) {
      type.ivr_time = whole_seconds ? sim::Law::deterministic(dice.between(1, 20)) : sim::Law::uniform(5.0, 60.0);
    }
    const int periods = dice.chance(0.3) ? dice.between(1, 2) : 0;
    for (int i = 0; i < periods; ++i) {
      Period& period = type.periods["period " + std::to_string(i)];
      period.hours = hours();
      if (dice.chance(0.6)) period.service = service();
      if (dice.chance(0.6)) period.patience = patience();
    }
    if (dice.chance(0.5)) {
      type.redial = {
          .probability = dice.real(0.3, 1.0),
          .decay = dice.real(0.5, 1.0),
          .delay = whole_seconds ? sim::Law::deterministic(dice.between(1, 60)) : sim::Law::exponential(900.0),
          .after_blocked = dice.chance(0.7),
          .max_attempts = dice.between(2, 6)};
    }
    return type;
  }

  // What differs by date; moments of whole-second cases stay where they are.
  void dates() {
    Scenario& scenario = made.scenario;
    for (auto& [name, type] : scenario.contact_types) {
      Arrivals& arrivals = type.arrivals;
      if (dice.chance(0.1)) {
        arrivals = {};
        arrivals.trace_s.emplace();
        for (double at = dice.between(0, 600); at < 3.0 * span_s;) {
          arrivals.trace_s->push_back(at);
          at += whole_seconds ? dice.between(0, 100) : dice.real(0.0, 2000.0);
        }
      } else if (!whole_seconds && dice.chance(0.3)) {
        arrivals.growth = dice.real(-30.0, 60.0);
        arrivals.season.months.assign(12, dice.real(0.5, 1.5));
      }
    }
    const int holidays = dice.chance(0.3) ? dice.between(1, 2) : 0;
    for (int i = 0; i < holidays; ++i) {
      Holiday& holiday = scenario.holidays["holiday " + std::to_string(i)];
      holiday.from_day = scenario.start_day + (whole_seconds ? 0 : dice.below(3));
      holiday.to_day = holiday.from_day + dice.below(2);
      if (!whole_seconds) holiday.factor = dice.real(0.0, 2.0);
      holiday.closed = dice.chance(whole_seconds ? 0.2 : 0.6);
    }
  }

  // Some teams become rosters, after everything else, so that cases without are what they were.
  Shift shift() {
    Shift shift;
    shift.hours = dice.chance(0.25) ? sim::TimeRange{0, 24 * kHour} : hours();
    const int unit = whole_seconds ? 1 : 60;
    if (dice.chance(0.6)) {
      const int after = whole_seconds ? 10 : 1800;
      shift.breaks = BreakRule{
          .after = whole_seconds ? sim::Law::deterministic(dice.between(after, 300)) : sim::Law::uniform(after, 7200.0),
          .length_s = static_cast<double>(unit * dice.between(5, 30))};
    }
    for (int i = dice.below(3); i > 0; --i) {
      Pause& pause = shift.pauses["pause " + std::to_string(i)];
      pause.from_s = dice.below(span_s);
      if (!whole_seconds) pause.from_s -= pause.from_s % 900;
      pause.to_s =
          std::min<std::int64_t>(pause.from_s + (dice.chance(0.4) ? 0 : dice.between(1, 60) * unit), 24 * kHour);
      pause.length_s = unit * dice.between(1, 45);
      pause.paid = dice.chance(0.5);
      for (bool& day : pause.days) day = dice.chance(0.8);
    }
    return shift;
  }
  // Some of them begin in the evening and end after midnight.
  void nights() {
    for (auto& [name, shift] : made.scenario.shifts) {
      if (dice.chance(0.4)) continue;
      shift.hours = {(whole_seconds ? 1 : 12 * kHour) + dice.below(12 * kHour - 1), 24 * kHour};
      if (dice.chance(0.2)) {
        shift.hours.to_s += shift.hours.from_s;
      } else {
        shift.hours.to_s += dice.below(static_cast<int>(std::min<std::int64_t>(shift.hours.from_s, span_s)));
      }
      for (auto& [pause_name, pause] : shift.pauses) {
        const std::int64_t window_s = pause.to_s - pause.from_s;
        pause.from_s = shift.hours.from_s + dice.below(static_cast<int>(shift.hours.to_s - shift.hours.from_s));
        if (dice.chance(0.3)) pause.from_s = 24 * kHour;
        pause.to_s = pause.from_s + window_s;
      }
    }
  }
  void rosters() {
    Scenario& scenario = made.scenario;
    const int shifts = dice.between(1, 3);
    for (int i = 0; i < shifts; ++i) scenario.shifts["shift " + std::to_string(i)] = shift();
    const auto number = static_cast<int>(scenario.teams.size());
    for (auto& [name, team] : scenario.teams) {
      if (dice.chance(0.3)) continue;
      team.staff = {};
      team.extra_staff.clear();
      for (int i = dice.between(1, 3); i > 0; --i) {
        RosterRow& row = team.roster["row " + std::to_string(i)];
        row.shift = "shift " + std::to_string(dice.below(shifts));
        row.operators = dice.between(1, 3);
        for (bool& day : row.days) day = dice.chance(0.85);
        if (dice.chance(0.2)) row.cycle_weeks = 2;
        if (dice.chance(0.3)) row.week = dice.between(1, row.cycle_weeks);
        const std::string other = "team " + std::to_string(dice.below(number));
        if (dice.chance(0.3) && other != name) row.rotation = Rotation{.team = other, .every = dice.between(1, 4)};
      }
      const std::array<double, 4> correlations{0.0, 0.1, 0.6, 1.0};
      if (dice.chance(0.5)) {
        team.habits.absence = {.rate = dice.real(0.0, 0.5),
                               .correlation = correlations[static_cast<std::size_t>(dice.below(4))]};
      }
      if (!whole_seconds && dice.chance(0.5)) team.habits.adherence_s = dice.chance(0.5) ? 240.0 : 3000.0;
    }
  }

  void experiment() {
    Experiment& experiment = made.experiment;
    const double unit = whole_seconds ? 600.0 : 6.0 * kHour;
    experiment.warm_up_s = dice.chance(0.5) ? 0.0 : unit * dice.between(1, 2);
    experiment.measure_s = unit * dice.between(2, 4) + (dice.chance(0.3) ? 37.0 : 0.0);
    experiment.cool_down_s = dice.chance(0.5) ? 0.0 : unit;
    const std::vector<double> intervals{300.0, 900.0, 3600.0, 86'400.0};
    experiment.interval_s = intervals[static_cast<std::size_t>(dice.below(4))];
    experiment.thresholds_s = {20.0};
    if (dice.chance(0.5)) experiment.thresholds_s.push_back(whole_seconds ? 7.0 : 90.5);
    experiment.short_abandon_s = dice.between(0, 10);
  }
};

}  // namespace

Case random_case(std::uint32_t number) {
  Maker maker(number);
  Dice& dice = maker.dice;
  std::vector<std::string> queues;
  for (int i = dice.between(1, 4); i > 0; --i) {
    queues.push_back("queue " + std::to_string(i));
    maker.made.scenario.queues[queues.back()] = maker.queue();
  }
  const int teams = dice.between(1, 4);
  const double operators = dice.real(1.0, 3.0);
  for (int i = 0; i < teams; ++i) {
    maker.made.scenario.teams["team " + std::to_string(i)] = maker.team(queues, operators);
  }
  const int types = dice.between(static_cast<int>(queues.size()), 4);
  const double load = dice.real(0.5, 1.4);
  const double mean_service = maker.whole_seconds ? 45.0 : 500.0;
  for (int i = 0; i < types; ++i) {
    const std::string& queue = queues[static_cast<std::size_t>(i) % queues.size()];
    const std::string name = "type " + std::to_string(i);
    maker.made.scenario.contact_types[name] = maker.type(name, queue, load * teams * operators / types / mean_service);
  }
  maker.made.scenario.start_day += dice.below(7);
  maker.experiment();
  maker.dates();
  if (number % 4 == 1) maker.rosters();
  if (number % 8 == 5) maker.nights();
  return maker.made;
}

}  // namespace firstline::invariants
