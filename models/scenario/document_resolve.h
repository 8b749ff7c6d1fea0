// One document out of a scenario, the bases it names, its patches and the changes from the command line.
//
// Flow: text -> Resolved: the merged tree, whose places point into the file that wrote each value.
// Shape: base, then the document itself, its patch, then options' interventions, patch and sets, in this order.
// Errors: as parse_document; E112, E113, E310, E311, E315, E318, E345 are fatal here, since nothing sound could be read
// after
//   them.
// Source: RFC 7396; reliability.md S11, S12, S41.
// Tests: tests/models/scenario/document_resolve_test.cpp
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/document_json.h"
#include "models/scenario/scenario_json.h"

namespace firstline {

inline constexpr int kSchemaVersion = 1;
inline constexpr int kMaxBases = 8;

// An entity that a --set below its name brought into being: meant, when nothing is missing and something uses it, else
// a slip of the pen.
struct MadeBySet {
  std::string pointer, name, collection;
  std::string label, value;         // of the --set
  std::vector<std::string> others;  // the names that were there
  bool unnamed = false;             // a channel or a topic that no contact type names
};

struct Resolved {
  Node root;
  std::vector<MadeBySet> made;
  std::vector<std::string> files;  // Place::file indexes them
  std::vector<sim::Problem> problems;
};

// Throws InputError with what was found when the tree cannot be made.
Resolved resolve_scenario(std::string_view text, const std::string& file_name, const LoadOptions& options);
// What such an entity lacks, or that it is of no use, becomes one problem, E319, that says which names there are.
void name_others(const std::vector<MadeBySet>& made, std::vector<sim::Problem>& problems,
                 std::vector<sim::Problem>& warnings);
// A document without bases and patches.
Resolved resolve_plain(std::string_view text, const std::string& file_name);

// The path of a base seen from the folder of the scenario; nothing when it leads out of it.
std::optional<std::string> join_base(std::string_view current, std::string_view base);

}  // namespace firstline
