#include "models/scenario/document_edit.h"

#include <gtest/gtest.h>

namespace firstline {
namespace {

Node parse(std::string_view text) {
  std::vector<sim::Problem> problems;
  return parse_document(text, "t.json", 0, problems);
}

// The examples of RFC 7396, appendix A.
TEST(DocumentEdit, MergePatchesAsTheRfcSays) {
  struct Example {
    const char *target, *patch, *result;
  };
  for (const Example& example :
       std::vector<Example>{{R"({"a":"b"})", R"({"a":"c"})", R"({"a":"c"})"},
                            {R"({"a":"b"})", R"({"b":"c"})", R"({"a":"b","b":"c"})"},
                            {R"({"a":"b"})", R"({"a":null})", R"({})"},
                            {R"({"a":"b","b":"c"})", R"({"a":null})", R"({"b":"c"})"},
                            {R"({"a":["b"]})", R"({"a":"c"})", R"({"a":"c"})"},
                            {R"({"a":"c"})", R"({"a":["b"]})", R"({"a":["b"]})"},
                            {R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})", R"({"a":{"b":"d"}})"},
                            {R"({"a":[{"b":"c"}]})", R"({"a":[1]})", R"({"a":[1]})"},
                            {R"(["a","b"])", R"(["c","d"])", R"(["c","d"])"},
                            {R"({"a":"b"})", R"(["c"])", R"(["c"])"},
                            {R"({"a":"foo"})", R"(null)", R"(null)"},
                            {R"({"a":"foo"})", R"("bar")", R"("bar")"},
                            {R"({"e":null})", R"({"a":1})", R"({"a":1,"e":null})"},
                            {R"([1,2])", R"({"a":"b","c":null})", R"({"a":"b"})"},
                            {R"({})", R"({"a":{"bb":{"ccc":null}}})", R"({"a":{"bb":{}}})"}}) {
    Node target = parse(example.target);
    merge_patch(target, parse(example.patch));
    EXPECT_EQ(canonical_text(target), canonical_text(parse(example.result)))
        << example.target << " + " << example.patch;
  }
}

TEST(DocumentEdit, MergedValuesKeepTheirPlaces) {
  Node target = parse("{\"a\": {\"x\": 1,\n \"y\": 2}}");
  std::vector<sim::Problem> problems;
  merge_patch(target, parse_document("{\"a\": {\"y\": 3}}", "p.json", 7, problems));
  const Node& a = target.find("a")->value;
  EXPECT_EQ(a.find("x")->value.place.file, 0u);
  EXPECT_EQ(a.find("y")->value.place.file, 7u);
  EXPECT_EQ(a.find("y")->place.column, 8u);
}

TEST(DocumentEdit, SetsValuesByPointer) {
  const auto set = [](const char* pointer, const char* value) {
    Node root = parse(R"({"a":{"b/c":[1,{"d":2}]},"e":5})");
    return set_value(root, pointer, parse(value)) ? canonical_text(root) : "refused";
  };
  EXPECT_EQ(set("/e", "6"), R"({"a":{"b/c":[1,{"d":2}]},"e":6})");
  EXPECT_EQ(set("/a/b~1c/0", "7"), R"({"a":{"b/c":[7,{"d":2}]},"e":5})");
  EXPECT_EQ(set("/a/b~1c/1/d", "7"), R"({"a":{"b/c":[1,{"d":7}]},"e":5})");
  EXPECT_EQ(set("/e", "null"), R"({"a":{"b/c":[1,{"d":2}]}})");
  EXPECT_EQ(set("/a", R"({"z":1})"), R"({"a":{"z":1},"e":5})");  // replaced, not merged
  EXPECT_EQ(set("/x/y", "1"), R"({"a":{"b/c":[1,{"d":2}]},"e":5,"x":{"y":1}})");
  EXPECT_EQ(set("/e/f", "1"), R"({"a":{"b/c":[1,{"d":2}]},"e":{"f":1}})");
  EXPECT_EQ(set("/a/b~1c/2", "7"), "refused");
  EXPECT_EQ(set("/a/b~1c/-1", "7"), "refused");
  EXPECT_EQ(set("/a/b~1c/0", "null"), "refused");
  EXPECT_EQ(set("/nothing", "null"), "refused");
  EXPECT_EQ(set("e", "6"), "refused");
  std::string deep;
  for (int i = 0; i < 70; ++i) deep += "/x";
  EXPECT_EQ(set(deep.c_str(), "1"), "refused");
}

TEST(DocumentEdit, CanonicalTextHasOneSpelling) {
  EXPECT_EQ(canonical_text(parse("{ \"b\" : [ 1.50, 1e3, -0.0, 1E2 ] , \"a\" : \"\\u0041\\n\" }")),
            "{\"a\":\"A\\u000a\",\"b\":[1.5,1000,0,100]}");
  EXPECT_EQ(canonical_text(parse("[0.001, 1e-9, 123456789012345678901234, 12.5e-1]")),
            "[0.001,1e-9,123456789012345678901234e0,1.25]");
}

TEST(DocumentEdit, HashIsFnv1a) {
  EXPECT_EQ(fnv1a(""), 0xcbf29ce484222325u);
  EXPECT_EQ(fnv1a("a"), 0xaf63dc4c8601ec8cu);
  EXPECT_EQ(fnv1a("foobar"), 0x85944171f73967e8u);
}

}  // namespace
}  // namespace firstline
