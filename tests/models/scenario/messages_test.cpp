#include "models/scenario/messages.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "models/scenario/field_reader.h"
#include "models/scenario/fields.h"
#include "tests/models/scenario/bad_documents.h"
#include "tests/models/scenario/load.h"

namespace firstline {
namespace {

std::multiset<std::string> placeholders(std::string_view text) {
  std::multiset<std::string> found;
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    const std::size_t end = text.find('}', at);
    const std::string_view inside = text.substr(at + 1, end - at - 1);
    if (inside == "value" || inside == "last" || (inside.size() == 1 && inside[0] >= '0' && inside[0] <= '9')) {
      found.emplace(inside);
    }
  }
  return found;
}

TEST(Messages, EveryRowIsInBothLanguagesWithTheSameArguments) {
  std::set<std::string_view> ids;
  for (const Message& row : all_messages()) {
    EXPECT_TRUE(ids.insert(row.id).second) << row.id << " is there twice";
    EXPECT_FALSE(row.en.empty()) << row.id;
    EXPECT_FALSE(row.ru.empty()) << row.id;
    EXPECT_EQ(placeholders(row.en), placeholders(row.ru)) << row.id;
  }
}

// A code without a test of its message is an error here.
TEST(Messages, EveryCodeOfInputsIsTested) {
  std::set<std::string> tested;
  for (const BadDocument& bad : bad_documents()) tested.insert(bad.code);
  // In scenario_json_test, document_resolve_test; the last ones belong to models/center and models/run.
  tested.insert({"E319", "E333", "E345", "W404", "E346", "E347", "E404", "E405"});
  for (const Message& row : input_messages()) {
    EXPECT_TRUE(row.id[0] == '@' || tested.count(std::string(row.id)) == 1) << row.id;
  }
  for (const std::string& code : tested) EXPECT_TRUE(has_text(code)) << code;
}

TEST(Messages, NoPartOfAMessageIsUnknown) {
  for (const BadDocument& bad : bad_documents()) {
    const std::string text = bad.from.empty() ? bad.to : replaced(small_document(), bad.from, bad.to);
    for (const sim::Problem& problem : problems_of(text)) {
      for (const Language language : {Language::en, Language::ru}) {
        const std::string words = message_text(problem, language);
        EXPECT_EQ(words.find('@'), std::string::npos) << words;
        EXPECT_TRUE(placeholders(words).empty()) << words;
      }
    }
  }
}

// Every "@part" in the sources stands in the catalogue. One that is an argument {0} itself - the first in braces - has
// what it tells from {1} on: a {0} in it would be the part's own name.
TEST(Messages, EveryPartInTheSourcesIsThere) {
  const std::regex part("(.)\"(@[a-z_.]+)\"");
  int found = 0;
  for (const auto& file : std::filesystem::directory_iterator("models/scenario")) {
    const std::string unit = file.path().filename().string();
    if (file.path().extension() != ".cpp" || unit.rfind("messages", 0) == 0) continue;
    std::ifstream source_file(file.path());
    std::ostringstream text_of_file;
    text_of_file << source_file.rdbuf();
    const std::string source = text_of_file.str();
    for (std::sregex_iterator match(source.begin(), source.end(), part), end; match != end; ++match) {
      const std::string id = (*match)[2];
      if (id.back() == '.') continue;  // completed at run time
      EXPECT_TRUE(has_text(id)) << unit << ": " << id;
      ++found;
      if ((*match)[1] != "{") continue;
      for (const Message& row : input_messages()) {
        if (row.id == id) {
          EXPECT_EQ(placeholders(row.en).count("0"), 0u) << unit << ": " << id;
        }
      }
    }
  }
  EXPECT_GT(found, 90);
  for (const Field& row : fields()) EXPECT_TRUE(has_text(kind_label(row.kind))) << row.path;
}

// A map that needs an entry says what is missing where it has none.
TEST(Messages, EveryMapThatMayNotBeEmptySaysSo) {
  for (const Field& row : fields()) {
    if (row.kind == FieldKind::map && row.low > 0.0) {
      EXPECT_TRUE(has_text("@none." + std::string(field_name(row.path)))) << row.path;
    }
  }
}

TEST(Messages, ArgumentsAreFilledInButNeverFilledAgain) {
  const sim::Problem problem{"E312", "/x", "1", {"{value} {0}", "@did_you_mean", "{1}"}, "a.json", 2, 3};
  EXPECT_EQ(message_text(problem, Language::en), "unknown key \"{value} {0}\"; did you mean \"{1}\"?");
  EXPECT_EQ(message_text(problem, Language::ru), "неизвестный ключ \"{value} {0}\"; может быть, \"{1}\"?");
  EXPECT_EQ(problem_line(problem, Language::en),
            "error[E312] a.json:2:3 at /x: unknown key \"{value} {0}\"; did you mean \"{1}\"?");
}

TEST(Messages, LinesLeaveOutWhatIsNotKnown) {
  EXPECT_EQ(problem_line({"W403", "", "", {"q"}, "", 0, 0}, Language::en),
            "warning[W403]: no contact enters queue \"q\"");
  EXPECT_EQ(problem_line({"W403", "/queues/q", "", {"q"}, "", 0, 0}, Language::ru),
            "предупреждение[W403] в /queues/q: ни одно обращение не попадает в очередь \"q\"");
}

// What a warning has computed is read; a name stays as it is spelt, and what an error asks for as it is typed.
TEST(Messages, RussianWarningsHaveADecimalComma) {
  EXPECT_EQ(
      message_text({"W404", "", "", {"v1.5", "5.25", "4", "66.1"}, "", 0, 0}, Language::ru),
      "очередь \"v1.5\" неустойчива: терпеливые клиенты дают нагрузку 5,25 на 4 операторов, она растёт примерно на "
      "66,1 обращений в час");
  EXPECT_NE(message_text({"W404", "", "", {"q", "5.25", "4", "66"}, "", 0, 0}, Language::en).find(" 5.25 "),
            std::string::npos);
  EXPECT_NE(message_text({"E323", "", "2", {"0.5", "1"}, "", 0, 0}, Language::ru).find("0.5"), std::string::npos);
  EXPECT_EQ(in_marks_of(Language::ru, "1.5 .. 2.25 x. 3"), "1,5 .. 2,25 x. 3");
  EXPECT_EQ(in_marks_of(Language::en, "1.5"), "1.5");
}

TEST(Messages, UnknownIdsStandForThemselves) {
  EXPECT_EQ(text("no.such.id", Language::en), "no.such.id");
  EXPECT_EQ(message_text({"E999", "", "", {}, "", 0, 0}, Language::en), "E999");
  EXPECT_EQ(text("problem.more", Language::en, {"7"}), "and 7 more");
}

}  // namespace
}  // namespace firstline
