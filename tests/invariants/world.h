// A second reading of a scenario, straight from its plain data: who arrives, who is open, how many operators there are.
//
// Flow: the audit asks the world what should be true and compares with what the simulation logged.
// Units: ticks since the start of the scenario.
// Shape: shares no code with models/center; only sim/random's addresses and laws, which have oracles of their own.
// Tests: used by the tests of this folder
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/record/contact_log.h"
#include "sim/random/distribution.h"
#include "tests/invariants/random_scenario.h"

namespace firstline::invariants {

class World {
 public:
  explicit World(const Case& subject);

  struct Fresh {
    std::int64_t issue = 0;
    sim::Tick time = 0;
  };
  // All first attempts of a type before arrivals stop, by inverting the integrated rate anew.
  std::vector<Fresh> fresh_arrivals(std::size_t type) const;

  // What an attempt of an issue brings, given the moment of the issue's first attempt.
  struct Destiny {
    sim::Tick menu = 0, service = 0, patience = 0;
  };
  Destiny destiny(std::size_t type, std::int64_t issue, int attempt, sim::Tick first_arrival) const;
  // The delay after which this attempt, lost, is followed by the next.
  std::optional<sim::Tick> redial(std::size_t type, std::int64_t issue, int attempt, Outcome outcome) const;

  bool open(std::size_t queue, sim::Tick at) const;
  std::vector<sim::Tick> door_changes(std::size_t queue, sim::Tick horizon) const;
  // (moment, new level), the first at 0.
  std::vector<std::pair<sim::Tick, std::int64_t>> levels(std::size_t team, sim::Tick horizon) const;

  // Rosters.
  struct Rest {
    sim::Tick at = 0, length = 0;
    bool paid = true;
  };
  struct PersonDay {
    std::size_t team = 0;  // worked for
    bool absent = false;
    sim::Tick start = 0, end = 0;
    std::vector<Rest> pauses;  // in order of time
  };
  // The days on which the person is planned.
  std::vector<PersonDay> days_of(std::size_t person, sim::Tick horizon) const;
  std::optional<sim::Tick> work_until_break(std::size_t person, std::int64_t day, std::int64_t stretch) const;
  sim::Tick break_length(std::size_t person) const;
  struct Person {
    std::size_t team = 0;  // home
    std::string row;
    int number = 0;
  };
  std::vector<Person> persons;
  std::int32_t first_person = 0;  // the operators' numbers begin with those of levels

  std::vector<const ContactType*> types;
  std::vector<std::string> type_names;
  std::vector<std::size_t> queue_of_type;
  std::vector<const Queue*> queues;
  std::vector<const Team*> teams;
  std::vector<std::string> team_names;
  std::vector<std::vector<const Skill*>> skills;  // [team][queue]; null where the team does not serve it
  sim::Tick from = 0, to = 0, until = 0;

 private:
  struct Laws {
    sim::Tick from = 0, to = sim::kTicksPerDay;
    sim::Sampler service, patience;
  };
  struct TypeLaws {
    std::vector<Laws> periods;  // in order of name, last the type's own
    sim::Sampler menu, redial_delay;
  };
  int weekday(sim::Tick at) const;
  bool closed(std::int64_t day) const;
  double level(const Arrivals& arrivals, std::int64_t day) const;
  std::vector<Fresh> traced_arrivals(const std::vector<double>& moments_s) const;
  std::uint64_t entity(std::size_t type, std::int64_t issue) const;
  bool is_planned(std::size_t person, std::int64_t day) const;
  double absence_chance(std::size_t team, std::int64_t day) const;
  std::uint64_t person_entity(std::size_t person) const;
  void add_persons();

  const Scenario& scenario_;
  sim::StreamKey key_;
  std::vector<TypeLaws> laws_;
  std::vector<Holiday> holidays_;
  std::int64_t start_day_ = 0;
  int first_weekday_ = 0;
};

}  // namespace firstline::invariants
