// Shared by the tests of readers: a document as a tree with a reader, and the objects that the table's presets
// describe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/field_reader.h"
#include "tests/models/scenario/load.h"

namespace firstline {

struct Document {
  explicit Document(const std::string& text) : root(parse_document(text, files[0], 0, problems)) {}
  Cursor at(const std::string& path) const { return {&root, root.place, "", path}; }
  std::string codes() const { return codes_of(problems); }
  std::vector<std::string> files{"t.json"};
  std::vector<sim::Problem> problems;
  Node root;
  FieldReader reader{files, problems};
};

// The object at a path with every preset of the table written out and nothing else.
inline std::string preset_object(const std::string& path) {
  std::string object;
  for (const Field* row : fields_below(path)) {
    if (row->preset.empty()) continue;
    const std::string preset(row->preset);
    const bool bare = preset[0] == '{' || preset[0] == '[' || preset == "true" || preset == "false" ||
                      (row->kind != FieldKind::duration && sim::parse_decimal(preset).has_value());
    object += (object.empty() ? "" : ", ") + ("\"" + std::string(field_name(row->path)) + "\": ") +
              (bare ? preset : "\"" + preset + "\"");
  }
  return "{" + object + "}";
}

}  // namespace firstline
