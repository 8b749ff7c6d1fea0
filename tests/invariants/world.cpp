#include "tests/invariants/world.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace firstline::invariants {
namespace {

constexpr sim::Tick kDay = sim::kTicksPerDay;

sim::Tick ticks(double seconds) { return static_cast<sim::Tick>(std::floor(seconds * 1e6 + 0.5)); }

double factor(double shape, std::uint32_t word) {
  return shape > 0.0 ? sim::gamma_quantile(shape, sim::to_uniform(word)) / shape : 1.0;
}

}  // namespace

World::World(const Case& subject) : scenario_(subject.scenario), key_(subject.key) {
  const Scenario& scenario = subject.scenario;
  std::vector<std::string> names;
  for (const auto& [name, queue] : scenario.queues) {
    names.push_back(name);
    queues.push_back(&queue);
  }
  for (const auto& [name, type] : scenario.contact_types) {
    type_names.push_back(name);
    types.push_back(&type);
    TypeLaws& laws = laws_.emplace_back();
    for (const auto& [period_name, period] : type.periods) {
      laws.periods.push_back({.from = period.hours.from_s * sim::kTicksPerSecond,
                              .to = period.hours.to_s * sim::kTicksPerSecond,
                              .service = sim::Sampler(period.service.value_or(type.service)),
                              .patience = sim::Sampler(period.patience.value_or(type.patience))});
    }
    laws.periods.push_back({.service = sim::Sampler(type.service), .patience = sim::Sampler(type.patience)});
    if (type.ivr_time) laws.menu = sim::Sampler(*type.ivr_time);
    laws.redial_delay = sim::Sampler(type.redial.delay);
    queue_of_type.push_back(
        static_cast<std::size_t>(std::find(names.begin(), names.end(), type.queue) - names.begin()));
  }
  for (const auto& [name, team] : scenario.teams) {
    team_names.push_back(name);
    teams.push_back(&team);
    std::vector<const Skill*>& row = skills.emplace_back();
    for (const std::string& queue : names) {
      const auto skill = team.serves.find(queue);
      row.push_back(skill == team.serves.end() ? nullptr : &skill->second);
    }
  }
  start_day_ = scenario.start_day;
  first_weekday_ = sim::weekday_of(scenario.start_day);
  for (const auto& [name, holiday] : scenario.holidays) holidays_.push_back(holiday);
  from = ticks(subject.experiment.warm_up_s);
  to = from + ticks(subject.experiment.measure_s);
  until = to + ticks(subject.experiment.cool_down_s);
  add_persons();
}

// Also of moments of the week before.
int World::weekday(sim::Tick at) const { return static_cast<int>((first_weekday_ + (at + 7 * kDay) / kDay) % 7); }

std::uint64_t World::entity(std::size_t type, std::int64_t issue) const {
  return (std::uint64_t{sim::name_hash24(type_names[type])} << 40) | static_cast<std::uint64_t>(issue);
}

bool World::closed(std::int64_t day) const {
  return std::any_of(holidays_.begin(), holidays_.end(), [&](const Holiday& holiday) {
    return holiday.closed && start_day_ + day >= holiday.from_day && start_day_ + day <= holiday.to_day;
  });
}

// All months of a case are alike.
double World::level(const Arrivals& arrivals, std::int64_t day) const {
  double level = std::exp(arrivals.growth * static_cast<double>(day) / 365.0);
  if (!arrivals.season.months.empty()) level *= arrivals.season.months.front();
  for (const Holiday& holiday : holidays_) {
    if (start_day_ + day >= holiday.from_day && start_day_ + day <= holiday.to_day) level *= holiday.factor;
  }
  return level;
}

std::vector<World::Fresh> World::traced_arrivals(const std::vector<double>& moments_s) const {
  std::vector<Fresh> all;
  for (const double moment_s : moments_s) {
    const sim::Tick time = ticks(moment_s);
    const std::int64_t first_issue = time / kDay << 26;
    const bool same_day = !all.empty() && all.back().issue >= first_issue;
    if (time < until) all.push_back({same_day ? all.back().issue + 1 : first_issue, time});
  }
  return all;
}

std::vector<World::Fresh> World::fresh_arrivals(std::size_t type) const {
  const Arrivals& arrivals = types[type]->arrivals;
  if (arrivals.trace_s) return traced_arrivals(*arrivals.trace_s);
  const std::uint32_t own = sim::name_hash24(type_names[type]);
  std::vector<Fresh> all;
  for (std::int64_t day = 0; day * kDay < until; ++day) {
    const std::uint64_t first_issue = static_cast<std::uint64_t>(day) << 26;
    const auto& rates = arrivals.rate_per_s.days[static_cast<std::size_t>(weekday(day * kDay))];
    const GammaFactor& busy = arrivals.day_factor;
    const std::uint64_t who = std::uint64_t{busy.group.empty() ? own : sim::name_hash24("group\n" + busy.group)} << 40;
    const double busyness =
        level(arrivals, day) * factor(busy.shape, sim::draw_word(key_, sim::Purpose::day_factor, who | first_issue));
    std::uint64_t number = 0;
    const auto gap = [&] {
      const std::uint64_t issue = (std::uint64_t{own} << 40) | first_issue | number;
      return sim::unit_exponential(sim::draw_word(key_, sim::Purpose::arrival_gap, issue));
    };
    double sum = gap();
    double before = 0.0;
    for (std::size_t slot = 0; slot < rates.size(); ++slot) {
      const std::uint64_t place = (std::uint64_t{own} << 40) | first_issue | slot;
      const double mean = rates[slot] * arrivals.rate_per_s.slot_s * busyness *
                          factor(arrivals.slot_factor.shape, sim::draw_word(key_, sim::Purpose::slot_factor, place));
      for (; sum <= before + mean; ++number, sum += gap()) {
        const double second = (static_cast<double>(slot) + (sum - before) / mean) * arrivals.rate_per_s.slot_s;
        const sim::Tick time = day * kDay + static_cast<sim::Tick>(second * 1e6);
        if (time < until) all.push_back({static_cast<std::int64_t>(first_issue | number), time});
      }
      before += mean;
    }
  }
  return all;
}

World::Destiny World::destiny(std::size_t type, std::int64_t issue, int attempt, sim::Tick first_arrival) const {
  const TypeLaws& laws = laws_[type];
  const sim::Tick since_midnight = first_arrival % kDay;
  const auto holds = std::find_if(laws.periods.begin(), laws.periods.end(), [&](const Laws& period) {
    return since_midnight >= period.from && since_midnight < period.to;
  });
  const std::uint64_t who = entity(type, issue);
  const auto tries = static_cast<std::uint32_t>(attempt - 1);
  Destiny destiny;
  destiny.service = holds->service.sample_ticks(sim::draw_word(key_, sim::Purpose::service, who));
  destiny.patience = holds->patience.sample_ticks(sim::draw_word(key_, sim::Purpose::patience, who, tries));
  if (types[type]->ivr_time)
    destiny.menu = laws.menu.sample_ticks(sim::draw_word(key_, sim::Purpose::channel_time, who, tries));
  return destiny;
}

std::optional<sim::Tick> World::redial(std::size_t type, std::int64_t issue, int attempt, Outcome outcome) const {
  const Redial& spec = types[type]->redial;
  const bool may = outcome == Outcome::abandoned || (outcome == Outcome::blocked && spec.after_blocked);
  if (!may || attempt >= spec.max_attempts) return std::nullopt;
  double share = spec.probability;
  for (int i = 1; i < attempt; ++i) share *= spec.decay;
  const std::uint64_t who = entity(type, issue);
  const auto tries = static_cast<std::uint32_t>(attempt - 1);
  if (sim::to_uniform(sim::draw_word(key_, sim::Purpose::redial_decision, who, tries)) >= share) return std::nullopt;
  return laws_[type].redial_delay.sample_ticks(sim::draw_word(key_, sim::Purpose::redial_delay, who, tries));
}

bool World::open(std::size_t queue, sim::Tick at) const {
  if (!queues[queue]->has_hours) return true;
  if (closed(at / kDay)) return false;
  const sim::Tick since_midnight = at % kDay;
  for (const sim::TimeRange& range : queues[queue]->opening_hours[static_cast<std::size_t>(weekday(at))]) {
    if (since_midnight >= range.from_s * 1'000'000 && since_midnight < range.to_s * 1'000'000) return true;
  }
  return false;
}

std::vector<sim::Tick> World::door_changes(std::size_t queue, sim::Tick horizon) const {
  std::vector<sim::Tick> changes;
  if (!queues[queue]->has_hours) return changes;
  std::set<sim::Tick> moments;
  for (sim::Tick midnight = 0; midnight <= horizon; midnight += kDay) {
    moments.insert(midnight);
    for (const sim::TimeRange& range : queues[queue]->opening_hours[static_cast<std::size_t>(weekday(midnight))]) {
      moments.insert(midnight + range.from_s * 1'000'000);
      moments.insert(midnight + range.to_s * 1'000'000);
    }
  }
  bool was = false;
  for (const sim::Tick at : moments) {
    const bool is = open(queue, at);
    if (is != was) changes.push_back(at);
    was = is;
  }
  return changes;
}

std::vector<std::pair<sim::Tick, std::int64_t>> World::levels(std::size_t team, sim::Tick horizon) const {
  const Team& spec = *teams[team];
  if (!spec.roster.empty()) return {};
  const auto slot = ticks(spec.staff.slot_s);
  std::set<sim::Tick> moments;
  for (sim::Tick at = 0; at < kDay; at += slot) moments.insert(at);
  for (const auto& [name, extra] : spec.extra_staff) {
    moments.insert(extra.hours.from_s * 1'000'000);
    if (extra.hours.to_s < 86'400) moments.insert(extra.hours.to_s * 1'000'000);
  }
  std::vector<std::pair<sim::Tick, std::int64_t>> changes;
  for (sim::Tick midnight = 0; midnight <= horizon; midnight += kDay) {
    const auto day = static_cast<std::size_t>(weekday(midnight));
    const auto& staff = spec.staff.days[day];
    const std::uint64_t who =
        (std::uint64_t{sim::name_hash24(team_names[team])} << 40) | (static_cast<std::uint64_t>(midnight / kDay) << 26);
    const double u = sim::to_uniform(sim::draw_word(key_, sim::Purpose::staff_fraction, who));
    for (const sim::Tick at : moments) {
      const auto index = static_cast<std::size_t>(at / slot);
      double level = index < staff.size() ? staff[index] : 0.0;
      for (const auto& [name, extra] : spec.extra_staff) {
        const bool inside = at >= extra.hours.from_s * 1'000'000 && at < extra.hours.to_s * 1'000'000;
        if (extra.days[day] && inside) level += extra.operators;
      }
      level = std::max(level, 0.0);
      const auto whole = static_cast<std::int64_t>(std::floor(level));
      const std::int64_t realised = whole + (u < level - static_cast<double>(whole) ? 1 : 0);
      if (changes.empty() || changes.back().second != realised) changes.emplace_back(midnight + at, realised);
    }
  }
  return changes;
}

}  // namespace firstline::invariants
