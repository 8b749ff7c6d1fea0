#include "models/scenario/document_json.h"

#include <gtest/gtest.h>

namespace firstline {
namespace {

Node parse(std::string_view text) {
  std::vector<sim::Problem> problems;
  Node node = parse_document(text, "t.json", 0, problems);
  EXPECT_TRUE(problems.empty());
  return node;
}

sim::Problem failure(std::string_view text) {
  std::vector<sim::Problem> problems;
  try {
    parse_document(text, "t.json", 0, problems);
  } catch (const sim::InputError& error) {
    return error.problems().back();
  } catch (const sim::RunError& error) {
    return error.problem();
  }
  return {};
}

TEST(DocumentJson, ReadsEveryKindOfValueWithItsPlace) {
  const Node root = parse("{ \"a\": [1, -2.50e3, \"x\"],\n  \"я\": {\"b\": null}, \"c\": true, \"d\": false }");
  ASSERT_EQ(root.kind, Node::Kind::object);
  const Member* a = root.find("a");
  ASSERT_NE(a, nullptr);
  EXPECT_EQ(a->place.column, 3u);
  EXPECT_EQ(a->value.items[1].text, "-2.50e3");
  EXPECT_EQ(a->value.items[2].text, "x");
  EXPECT_EQ(a->value.items[1].place.column, 12u);
  const Member* second = root.find("я");
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(second->place.line, 2u);
  EXPECT_EQ(second->value.place.column, 8u);  // in characters: the key has one letter of two bytes
  EXPECT_EQ(second->value.find("b")->value.kind, Node::Kind::null);
  EXPECT_TRUE(root.find("c")->value.boolean);
  EXPECT_FALSE(root.find("d")->value.boolean);
  EXPECT_EQ(root.find("e"), nullptr);
}

TEST(DocumentJson, DecodesEscapes) {
  EXPECT_EQ(parse(R"("\"\\\/\b\f\n\r\t\u0041\u044f\u20ac\ud83d\ude00")").text, "\"\\/\b\f\n\r\tAя€😀");
  EXPECT_EQ(parse(R"("a\u0000b")").text, std::string("a\0b", 3));
}

TEST(DocumentJson, RefusesHalfSurrogatesInEveryForm) {
  for (const char* text : {R"("\ud800")", R"("\udc00")", R"("\ud800\u0041")", R"("\ud800\ud800")", R"("\ud800x")"}) {
    EXPECT_EQ(failure(text).code, "E302") << text;
  }
}

TEST(DocumentJson, RefusesWhatIsNotUtf8) {
  for (const char* bytes :
       {"\x80", "\xC0\xAF", "\xC3", "\xE2\x82", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xF4\x90\x80\x80", "\xFF"}) {
    const sim::Problem problem = failure(std::string("[\"") + bytes + "\"]");
    EXPECT_EQ(problem.code, "E302");
    EXPECT_EQ(problem.column, 3);
  }
}

// Our own y_ and n_ texts in the manner of JSONTestSuite.
TEST(DocumentJson, AcceptsValidTexts) {
  for (const char* text :
       {"[]", "{}", "[[]]", " [1] ", "[0]", "[-0]", "[1E+2]", "[1e-2]", "[0.5]", "\"\"", "null", "[{}]", "{\"\":1}",
        "[\"\\u0000\"]", "[1,\t2\r\n]", "[123456789012345678901234567890]", "// c\n[1]", "[1/*x*/,2]//"}) {
    EXPECT_EQ(failure(text).code, "") << text;
  }
}

TEST(DocumentJson, RefusesInvalidTexts) {
  for (const char* text :
       {"[1,]",  "[,1]",      "[1 2]",       "{1:2}",    "{\"a\" 1}", "{\"a\":}",   "{\"a\":1,}", "{\"a\":1 \"b\":2}",
        "[\"a]", "[\"\\x\"]", "[\"\\u12\"]", "[tru]",    "[True]",    "['a']",      "]",          "[1}",
        "{]",    "[-]",       "[1.]",        "[.1]",     "[1e]",      "[1e+]",      "[00]",       "[-01]",
        "[0x1]", "[1_000]",   "[Infinity]",  "[nan]",    "[--1]",     "[1]]",       "[1]x",       "\"a\"\"b\"",
        "/",     "/* x",      "#",           "[\"\t\"]", ":",         "{\"a\":1}}", "[1e400]",    "[-1e400]"}) {
    EXPECT_EQ(failure(text).code.substr(0, 3), "E30") << text;
  }
}

TEST(DocumentJson, DepthHasALimit) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_EQ(failure(nested(64)).code, "");
  EXPECT_EQ(failure(nested(65)).code, "E304");
  EXPECT_EQ(failure(std::string(1'000'000, '[')).code, "E304");
}

TEST(DocumentJson, SizeAndNumberOfValuesHaveLimits) {
  EXPECT_EQ(failure(std::string(kMaxBytes + 1, ' ')).code, "E401");
  std::string many = "[0";
  for (std::size_t i = 0; i < kMaxNodes; ++i) many += ",0";
  EXPECT_EQ(failure(many + "]").code, "E401");
}

TEST(DocumentJson, AllDuplicateKeysAreFound) {
  std::vector<sim::Problem> problems;
  parse_document(R"({"a": 1, "b": {"x": 1, "x": 2, "x": 3}, "a": 2})", "t.json", 0, problems);
  ASSERT_EQ(problems.size(), 3u);
  EXPECT_EQ(problems[0].pointer, "/b/x");
  EXPECT_EQ(problems[0].arguments, (std::vector<std::string>{"x", "1:16"}));
  EXPECT_EQ(problems[0].column, 24);
  EXPECT_EQ(problems[2].pointer, "/a");
}

TEST(DocumentJson, NumbersKeepTheirExactValue) {
  EXPECT_EQ(to_integer("9007199254740993"), 9007199254740993);
  EXPECT_EQ(to_integer("3.0"), 3);
  EXPECT_EQ(to_integer("1e3"), 1000);
  EXPECT_EQ(to_integer("-12.50e2"), -1250);
  EXPECT_EQ(to_integer("0"), 0);
  EXPECT_EQ(to_integer("-0"), 0);
  EXPECT_EQ(to_integer("3.5"), std::nullopt);
  EXPECT_EQ(to_integer("1e19"), std::nullopt);
  EXPECT_EQ(to_integer("1e999999999999999999999"), std::nullopt);
  EXPECT_TRUE(is_whole("1e30"));
  EXPECT_FALSE(is_whole("1e-1"));
  const Decimal decimal = to_decimal("-0012.3400e1");
  EXPECT_TRUE(decimal.negative);
  EXPECT_EQ(decimal.digits, "1234");
  EXPECT_EQ(decimal.exponent, -1);
}

TEST(DocumentJson, PointersEscapeSlashAndTilde) { EXPECT_EQ(join_pointer("/a", "b/c~d"), "/a/b~1c~0d"); }

TEST(DocumentJson, ShownTextIsHarmlessAndShort) {
  EXPECT_EQ(printable("a\x1b[31m\n\xE2\x80\xAE я"), "a\\u001b[31m\\u000a\\u202e я");
  EXPECT_EQ(printable("\xFF"), "\\u00ff");
  EXPECT_LE(printable(std::string(1000, 'x')).size(), 123u);
  EXPECT_EQ(describe(parse("\"a\"")), "\"a\"");
  EXPECT_EQ(describe(parse("[]")), "[]");
  EXPECT_EQ(describe(parse("{\"a\":1}")), "{...}");
}

}  // namespace
}  // namespace firstline
