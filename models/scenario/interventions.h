// Interventions: ready changes of a scenario, each with its title and its source or the word "assumption".
//
// Flow: scenarios/interventions/*.json are compiled in; a door gives their patch to load_scenario (LoadOptions),
//   and the scenario then names them in `interventions`.
// Shape: by name, which is that of the file; each an RFC 7396 merge patch, written for the names of help_desk;
//   its `if_there` is one for names that only some of the presets on help_desk have (chats, mails).
// Errors: InputError E111 for every unknown name, with the known ones; load_scenario refuses (E112) one that changes
//   contact types, queues, teams, topics or channels that the scenario has not, and (E113) two that set one field to
//   different values: neither's size would hold for both.
// Threads: immutable.
// Neglects: how interventions act on each other: the sizes of several are those of each alone.
// Source: issue 4, "Interventions"; RFC 7396.
// Tests: tests/models/scenario/interventions_test.cpp
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace firstline {

struct Intervention {
  std::string_view name;
  std::string_view patch;  // JSON
};

const std::vector<Intervention>& intervention_table();

// What a scenario says of one that is in it.
struct AppliedIntervention {
  std::string name{};  // title
  std::string name_ru{};
  std::string source{};
  std::string source_ru{};
  friend bool operator==(const AppliedIntervention&, const AppliedIntervention&) = default;
};

// Of each variant, "headset" or "headset+templates", its interventions in this order.
std::vector<std::vector<Intervention>> interventions_called(const std::vector<std::string>& variants);

}  // namespace firstline
