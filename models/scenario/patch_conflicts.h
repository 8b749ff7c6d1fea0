// Which patch sets which field, and where two that are applied together contradict each other.
//
// Flow: document_resolve gives the patches of interventions one after the other; each conflict becomes an E113.
// Shape: a field is whatever is no object (arrays are replaced whole, null removes). A field and a field below it
//   conflict too: one replaces or removes what the other changes. The same value twice is no conflict.
// Errors: none; conflicts are returned, in the order of the patch.
// Threads: none shared.
// Source: RFC 7396.
// Tests: tests/models/scenario/patch_conflicts_test.cpp
#pragma once

#include <map>
#include <string>
#include <vector>

#include "models/scenario/document_json.h"

namespace firstline {

struct PatchConflict {
  std::string pointer;
  std::string value;  // as messages show it
  Place place;
  std::string other_name;  // of the earlier patch
  std::string other_value;
};

class PatchedFields {
 public:
  // Takes in what `patch` sets; gives where an earlier one set something else.
  std::vector<PatchConflict> add(const Node& patch, const std::string& name);

 private:
  struct Field {
    std::string name;
    std::string canonical;
    std::string shown;
  };
  using Fields = std::map<std::string, Field>;

  void walk(const std::string& pointer, const Node& node, const std::string& name, std::vector<PatchConflict>& found);
  Fields::const_iterator conflicting(const std::string& pointer, const std::string& canonical) const;

  Fields fields_;  // by pointer
};

}  // namespace firstline
