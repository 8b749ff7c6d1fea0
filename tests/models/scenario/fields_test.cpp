#include "models/scenario/fields.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <set>
#include <sstream>

#include "models/scenario/document_edit.h"
#include "models/scenario/field_reader.h"
#include "models/scenario/messages.h"
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

struct BadValue {
  const char* value;  // JSON
  const char* code;
  const char* below = "";  // where below the field the problem is; a member of an object is put there
};

// What no field of this kind takes, whatever its range.
std::vector<BadValue> bad_values(const Field& row) {
  switch (row.kind) {
    case FieldKind::object:
      return {{"[]", "E313"}, {"1", "E312", "/zzz"}};
    case FieldKind::map:
      return {{"[]", "E313"}, {"1", "E344", "/"}};
    case FieldKind::text:
      return {{"5", "E313"}, {R"("")", "E344"}, {R"("\u202eabc")", "E344"}};
    case FieldKind::boolean:
      return {{R"("true")", "E313"}, {"1", "E313"}};
    case FieldKind::integer:
      return {{R"("1")", "E313"}, {"1.5", "E313"}, {"true", "E313"}, {"1e200", "E314"}};
    case FieldKind::number:
    case FieldKind::share:
      return {{R"("1")", "E313"}, {"[1]", "E313"}};
    case FieldKind::duration:
      return {{"5", "E313"}, {R"("5")", "E316"}, {R"("5 month")", "E316"}, {R"("-5 s")", "E320"}};
    case FieldKind::money_per_h:
    case FieldKind::money_per_min:
    case FieldKind::money_per_month:
    case FieldKind::money_per_contact:
      return {{"5", "E313"}, {R"("5")", "E316"}, {R"("5 per yard")", "E316"}, {R"("free")", "E316"}};
    case FieldKind::time:
      return {{"8", "E313"}, {R"("8:30")", "E331"}, {R"("24:01")", "E331"}};
    case FieldKind::time_range:
      return {{"8", "E313"}, {R"("08:00")", "E331"}, {R"("17:00-08:00")", "E331"}};
    case FieldKind::choice:
      return {{"1", "E313"}, {R"("zzz")", "E317"}, {R"("")", "E317"}};
    case FieldKind::reference:
      return {{"1", "E313"}, {R"("zzz")", "E340"}, {R"("")", "E344"}};
    case FieldKind::weekdays:
      return {{"1", "E313"}, {R"("moon")", "E317"}, {"[]", "E330"}};
    case FieldKind::day_hours:
      return {{"1", "E313"}, {"{}", "E330"}, {R"({"moon": "08:00-09:00"})", "E317", "/moon"}};
    case FieldKind::law:
      return {{R"("5 min")", "E313"}, {R"({"law": "zzz"})", "E324", "/law"}, {R"({"mean": "5 min"})", "E315"}};
    default:
      return {};  // older kinds: bad_documents.h
  }
}

// Numbers just outside the range of a row.
std::vector<std::pair<std::string, std::string>> values_outside(const Field& row) {
  std::vector<std::pair<std::string, std::string>> values;
  const bool share = row.kind == FieldKind::share, number = row.kind == FieldKind::number,
             integer = row.kind == FieldKind::integer;
  if (row.path == "/experiment/confidence" || (!share && !number && !integer)) return values;  // E323
  const auto add = [&](double value) {
    const std::string text = integer ? std::to_string(static_cast<std::int64_t>(value)) : short_number(value);
    values.emplace_back(text, share ? "E321" : value <= 0.0 && row.low >= 0.0 ? "E320" : "E314");
  };
  if (std::isfinite(row.low))
    add(row.above_low ? row.low : integer ? row.low - 1.0 : row.low - std::max(0.001, -row.low * 0.01));
  if (std::isfinite(row.high)) add(integer ? row.high + 1.0 : row.high + std::max(0.001, row.high * 0.01));
  return values;
}

// One problem, at the field, with the value and words in both languages.
void expect_refused(const Node& full, const std::string& pointer, const std::string& value, const BadValue& expected) {
  const bool is_member = value == "1";
  std::vector<sim::Problem> none;
  Node changed = full;
  ASSERT_TRUE(set_value(changed, pointer + (is_member ? expected.below : ""), parse_document(value, "n", 0, none)));
  const std::vector<sim::Problem> problems = problems_of(canonical_text(changed));
  SCOPED_TRACE(pointer + " = " + value + " -> " + codes_of(problems));
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems.size(), 1u) << problem_line(problems.back(), Language::en);
  EXPECT_EQ(problems[0].code, expected.code);
  EXPECT_EQ(problems[0].pointer, pointer + expected.below);
  EXPECT_FALSE(problems[0].value.empty());
  const std::string en = message_text(problems[0], Language::en), ru = message_text(problems[0], Language::ru);
  EXPECT_GT(en.size(), problems[0].code.size());
  EXPECT_NE(en, ru);
}

TEST(Fields, EveryRowRefusesWhatIsNotOfItsKindAndRange) {
  std::vector<sim::Problem> none;
  const Node full = parse_document(full_document(), "full.json", 0, none);
  int judged = 0;
  for (const Field& row : fields()) {
    if (row.path[0] != '/') continue;
    const std::string pointer = find_pattern(full, row.path, "");
    for (const BadValue& bad : bad_values(row)) {
      expect_refused(full, pointer, bad.value, bad);
      ++judged;
    }
    for (const auto& [value, code] : values_outside(row)) {
      expect_refused(full, pointer, value, {"", code.c_str()});
      ++judged;
    }
  }
  EXPECT_GT(judged, 400);
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
