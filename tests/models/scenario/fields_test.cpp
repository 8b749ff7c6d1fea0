#include "models/scenario/fields.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "models/scenario/document_edit.h"
#include "tests/models/scenario/load.h"

namespace firstline {
namespace {

std::string full_document() {
  std::ifstream file("tests/models/scenario/full.json");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// A pointer in the document whose path has this pattern; "" when there is none.
std::string find_pattern(const Node& node, std::string_view pattern, const std::string& pointer) {
  if (pattern.empty()) return pointer;
  const std::string_view part = pattern.substr(1, pattern.find('/', 1) - 1);
  const std::string_view rest = pattern.substr(part.size() + 1);
  for (const Member& member : node.members) {
    if (part != "*" && part != member.key) continue;
    const std::string found = find_pattern(member.value, rest, join_pointer(pointer, member.key));
    if (!found.empty()) return found;
  }
  return "";
}

TEST(Fields, PathsAreUniqueAndHaveParents) {
  std::set<std::string_view> paths;
  for (const Field& row : fields()) {
    EXPECT_TRUE(paths.insert(row.path).second) << row.path;
    EXPECT_FALSE(row.en.empty()) << row.path;
    EXPECT_FALSE(row.ru.empty()) << row.path;
    const std::string_view parent = row.path.substr(0, row.path.rfind('/'));
    EXPECT_TRUE(parent.empty() || parent.substr(0, 4) == "law:" || find_field(parent) != nullptr) << row.path;
    EXPECT_TRUE(row.kind != FieldKind::map || find_field(std::string(row.path) + "/*") != nullptr) << row.path;
    EXPECT_TRUE(row.preset.empty() || !row.required) << row.path;
  }
}

TEST(Fields, EveryParameterOfALawHasARowAndTheOtherWayRound) {
  std::set<std::string> used;
  for (const LawForm& form : law_forms()) {
    for (const std::string& name : split_words(form.parameters, ' '))
      used.insert("law:" + std::string(form.law) + "/" + name);
  }
  for (const std::string& path : used) EXPECT_NE(find_field(path), nullptr) << path;
  for (const Field& row : fields()) {
    const bool common = row.path.substr(0, 6) == "law:*/";
    EXPECT_TRUE(row.path[0] == '/' || common || used.count(std::string(row.path)) == 1) << row.path;
  }
}

TEST(Fields, TheFullDocumentLoads) { EXPECT_EQ(codes_of(problems_of(full_document())), ""); }

// No row without a reader: nonsense in any field of the full document is a problem at that field.
TEST(Fields, EveryRowIsRead) {
  std::vector<sim::Problem> none;
  const Node full = parse_document(full_document(), "full.json", 0, none);
  const Node nonsense = parse_document("[{\"nonsense\": [false]}]", "n", 0, none);
  for (const Field& row : fields()) {
    if (row.path[0] != '/' || row.path == "/base" || row.path == "/patch") continue;
    const std::string pointer = find_pattern(full, row.path, "");
    ASSERT_FALSE(pointer.empty()) << row.path << " is not in full.json";
    Node changed = full;
    ASSERT_TRUE(set_value(changed, pointer, nonsense));
    const std::vector<sim::Problem> problems = problems_of(canonical_text(changed));
    ASSERT_FALSE(problems.empty()) << row.path;
    bool at_field = false;
    for (const sim::Problem& problem : problems)
      at_field = at_field || problem.pointer.compare(0, pointer.size(), pointer) == 0;
    EXPECT_TRUE(at_field) << pointer << ": " << codes_of(problems) << " at " << problems[0].pointer;
  }
}

TEST(Fields, RequiredRowsAreRequired) {
  std::vector<sim::Problem> none;
  const Node full = parse_document(full_document(), "full.json", 0, none);
  Node null;
  for (const Field& row : fields()) {
    if (row.path[0] != '/' || !row.required) continue;
    Node changed = full;
    ASSERT_TRUE(set_value(changed, find_pattern(full, row.path, ""), null));
    const std::vector<sim::Problem> problems = problems_of(canonical_text(changed));
    ASSERT_FALSE(problems.empty()) << row.path;
    EXPECT_TRUE(problems[0].code == "E315" || problems[0].code == "E311") << row.path << " " << codes_of(problems);
  }
}

TEST(Fields, SplitsWords) {
  EXPECT_EQ(split_words("a|b c|d", '|'), (std::vector<std::string>{"a", "b c", "d"}));
  EXPECT_TRUE(split_words("", '|').empty());
  EXPECT_EQ(field_name("/queues/*/capacity"), "capacity");
}

}  // namespace
}  // namespace firstline
