#include "models/scenario/patch_conflicts.h"

#include <gtest/gtest.h>

namespace firstline {
namespace {

Node parse(std::string_view text) {
  std::vector<sim::Problem> problems;
  return parse_document(text, "t.json", 0, problems);
}

// "pointer: other=value, value" of each conflict that the second patch has with the first.
std::string conflicts(std::string_view first, std::string_view second) {
  PatchedFields fields;
  EXPECT_TRUE(fields.add(parse(first), "a").empty());
  std::string text;
  for (const PatchConflict& found : fields.add(parse(second), "b")) {
    text += found.pointer + ": " + found.other_name + "=" + found.other_value + ", " + found.value + "; ";
  }
  return text;
}

TEST(PatchConflicts, OneFieldWithTwoValues) {
  EXPECT_EQ(conflicts(R"({"costs": {"tools": "64 per month"}})", R"({"costs": {"tools": "70 per month"}})"),
            "/costs/tools: a=\"64 per month\", \"70 per month\"; ");
  EXPECT_EQ(conflicts(R"({"a": 1, "b": {"c/d": 2}})", R"({"b": {"c/d": 3}, "a": 4})"), "/b/c~1d: a=2, 3; /a: a=1, 4; ");
  EXPECT_EQ(conflicts(R"({"a": [1, 2]})", R"({"a": [1, 3]})"), "/a: a=[...], [...]; ") << "arrays are replaced whole";
}

TEST(PatchConflicts, SideBySideAndTheSameValueAreNone) {
  EXPECT_EQ(conflicts(R"({"costs": {"extra": {"a": 1}}})", R"({"costs": {"extra": {"b": 2}}})"), "");
  EXPECT_EQ(conflicts(R"({"a": {"b": 0.5, "c": [1]}})", R"({"a": {"c": [1.0], "b": 5e-1}})"), "") << "one value";
  EXPECT_EQ(conflicts(R"({"a": {"b": 1}})", R"({"a b": 2, "ab": 3, "a": {"bc": 4}})"), "") << "names that begin alike";
}

TEST(PatchConflicts, WhatHoldsAFieldOrIsWithinIt) {
  EXPECT_EQ(conflicts(R"({"a": {"b": {"c": 1}}})", R"({"a": null})"), "/a: a=1, null; ");
  EXPECT_EQ(conflicts(R"({"a": null})", R"({"a": {"b": {"c": 1}}})"), "/a/b/c: a=null, 1; ");
}

TEST(PatchConflicts, TheThirdIsToldOfTheFirst) {
  PatchedFields fields;
  fields.add(parse(R"({"a": 1})"), "first");
  fields.add(parse(R"({"b": 1})"), "second");
  const std::vector<PatchConflict> found = fields.add(parse("{\n  \"a\": 2}"), "third");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].other_name, "first");
  EXPECT_EQ(found[0].place.line, 2u);
}

}  // namespace
}  // namespace firstline
