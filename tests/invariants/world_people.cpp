// The world's reading of rosters: who is planned when, who is absent, and when their rests are.
#include <algorithm>
#include <cmath>

#include "tests/invariants/world.h"

namespace firstline::invariants {
namespace {

constexpr sim::Tick kDay = sim::kTicksPerDay;

sim::Tick ticks(double seconds) { return static_cast<sim::Tick>(std::floor(seconds * 1e6 + 0.5)); }

// A gamma variate's logarithm; the power keeps small shapes from vanishing.
double log_gamma_draw(double shape, std::uint32_t word, std::uint32_t power_word) {
  return sim::det_log(sim::gamma_quantile(1.0 + shape, sim::to_uniform(word))) -
         sim::unit_exponential(power_word) / shape;
}

}  // namespace

void World::add_persons() {
  for (std::size_t team = 0; team < teams.size(); ++team) {
    // Operators of levels: as many as the week may ever ask for, a fraction rounded up.
    double most = 0.0;
    const auto slot = static_cast<sim::Tick>(teams[team]->staff.slot_s * 1e6);
    for (int weekday = 0; weekday < 7 && teams[team]->roster.empty(); ++weekday) {
      std::vector<sim::Tick> moments;
      for (sim::Tick at = 0; at < kDay; at += slot) moments.push_back(at);
      for (const auto& [name, extra] : teams[team]->extra_staff) {
        moments.push_back(extra.hours.from_s * 1'000'000);
        if (extra.hours.to_s < 86'400) moments.push_back(extra.hours.to_s * 1'000'000);
      }
      for (const sim::Tick at : moments) {
        most = std::max(most, std::ceil(teams[team]->level_at(weekday, sim::ticks_to_seconds(at))));
      }
    }
    first_person += static_cast<std::int32_t>(most);
    for (const auto& [name, row] : teams[team]->roster) {
      for (int number = 0; number < row.operators; ++number) {
        persons.push_back({.team = team, .row = name, .number = number});
      }
    }
  }
}

std::uint64_t World::person_entity(std::size_t person) const {
  const Person& who = persons[person];
  return (std::uint64_t{sim::name_hash24(team_names[who.team])} << 40) |
         (std::uint64_t{sim::name_hash24(who.row)} << 16) | static_cast<std::uint64_t>(who.number);
}

bool World::is_planned(std::size_t person, std::int64_t day) const {
  const RosterRow& row = teams[persons[person].team]->roster.at(persons[person].row);
  const std::int64_t since_monday = first_weekday_ + day;  // -1: Sunday of the week before
  const std::int64_t week = since_monday < 0 ? 0 : since_monday / 7 + 1;
  return row.days[static_cast<std::size_t>(weekday(day * kDay))] && (week - row.week) % row.cycle_weeks == 0;
}

double World::absence_chance(std::size_t team, std::int64_t day) const {
  const Absence& absence = teams[team]->habits.absence;
  if (absence.rate == 0.0 || absence.correlation == 0.0) return absence.rate;
  const std::uint64_t who = (std::uint64_t{sim::name_hash24(team_names[team])} << 40) |
                            (static_cast<std::uint64_t>(day < 0 ? 16'383 : day) << 26);
  const auto word = [&](std::uint32_t n) { return sim::draw_word(key_, sim::Purpose::absence_day, who, n); };
  if (absence.correlation == 1.0) return sim::to_uniform(word(0)) < absence.rate ? 1.0 : 0.0;
  const double total = 1.0 / absence.correlation - 1.0;
  const double absent = log_gamma_draw(absence.rate * total, word(0), word(1));
  const double present = log_gamma_draw((1.0 - absence.rate) * total, word(2), word(3));
  return 1.0 / (1.0 + sim::det_exp(present - absent));
}

std::vector<World::PersonDay> World::days_of(std::size_t person, sim::Tick horizon) const {
  const Person& who = persons[person];
  const Team& home = *teams[who.team];
  const RosterRow& row = home.roster.at(who.row);
  const Shift& shift = scenario_.shifts.at(row.shift);
  std::vector<PersonDay> days;
  std::int64_t working_days = 0;
  // Who began in the evening before the first day is there from its midnight on.
  for (std::int64_t day = shift.hours.to_s > 86'400 ? -1 : 0; day * kDay <= horizon; ++day) {
    if (!is_planned(person, day)) continue;
    if (day >= 0) ++working_days;
    PersonDay& today = days.emplace_back();
    today.team = who.team;
    if (row.rotation && (working_days + who.number) % row.rotation->every == 0) {
      today.team = static_cast<std::size_t>(std::find(team_names.begin(), team_names.end(), row.rotation->team) -
                                            team_names.begin());
    }
    const auto word = [&](sim::Purpose purpose) {
      return sim::draw_word(key_, purpose, person_entity(person), static_cast<std::uint32_t>(day));
    };
    const double chance = absence_chance(who.team, day);
    today.absent = sim::to_uniform(word(sim::Purpose::absence)) < chance;
    sim::Tick start = shift.hours.from_s * 1'000'000, end = shift.hours.to_s * 1'000'000;
    if (!today.absent && home.habits.adherence_s > 0.0) {
      const auto noise = [&](sim::Purpose purpose) {
        const double cut = 0.0227501319481792072;  // P(Z < -2)
        const double p = cut + (1.0 - 2.0 * cut) * sim::to_uniform(word(purpose));
        return static_cast<sim::Tick>(std::floor(home.habits.adherence_s * sim::normal_quantile(p) * 1e6 + 0.5));
      };
      start = std::min(std::max<sim::Tick>(start + noise(sim::Purpose::shift_start_noise), 0), kDay - 1);
      end = std::max(end + noise(sim::Purpose::shift_end_noise), start);
    }
    today.start = std::max<sim::Tick>(day * kDay + start, 0);
    today.end = std::max(day * kDay + end, today.start);
    // The rank among the team's persons on this shift today, in order of row and number.
    std::int64_t before = 0, all = 0;
    for (std::size_t other = 0; other < persons.size(); ++other) {
      const Person& colleague = persons[other];
      if (colleague.team != who.team || home.roster.at(colleague.row).shift != row.shift) continue;
      if (!is_planned(other, day)) continue;
      before += other < person ? 1 : 0;
      ++all;
    }
    for (const auto& [name, pause] : shift.pauses) {
      if (!pause.days[static_cast<std::size_t>(weekday(day * kDay))]) continue;
      const sim::Tick begin = pause.from_s * 1'000'000, window = (pause.to_s - pause.from_s) * 1'000'000;
      today.pauses.push_back({.at = day * kDay + begin + (all > 1 ? window * before / (all - 1) : 0),
                              .length = ticks(pause.length_s),
                              .paid = pause.paid});
    }
    std::stable_sort(today.pauses.begin(), today.pauses.end(),
                     [](const Rest& a, const Rest& b) { return a.at < b.at; });
  }
  return days;
}

std::optional<sim::Tick> World::work_until_break(std::size_t person, std::int64_t day, std::int64_t stretch) const {
  const Shift& shift = scenario_.shifts.at(teams[persons[person].team]->roster.at(persons[person].row).shift);
  if (!shift.breaks) return std::nullopt;
  const auto number = static_cast<std::uint32_t>(day * 1024 + stretch % 1024);
  const std::uint32_t word = sim::draw_word(key_, sim::Purpose::break_after, person_entity(person), number);
  return std::max<sim::Tick>(sim::Sampler(shift.breaks->after).sample_ticks(word), 1);
}

sim::Tick World::break_length(std::size_t person) const {
  const Shift& shift = scenario_.shifts.at(teams[persons[person].team]->roster.at(persons[person].row).shift);
  return shift.breaks ? ticks(shift.breaks->length_s) : 0;
}

}  // namespace firstline::invariants
