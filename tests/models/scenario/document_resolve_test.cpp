#include "models/scenario/document_resolve.h"

#include <gtest/gtest.h>

#include "models/scenario/messages.h"
#include "tests/models/scenario/load.h"

namespace firstline {
namespace {

const char* const kVariant = R"({
  "schema_version": 1,
  "name": "Variant",
  "base": "small.json",
  "patch": {
    "teams": { "line 1": { "staff": 4 },
               "line 2": { "serves": { "main": 1 }, "staff": 2 } }
  },
  "experiment": { "replications": 7 }
})";

TEST(DocumentResolve, JoinsPathsOnlyDownwards) {
  EXPECT_EQ(join_base("day.json", "small.json"), "small.json");
  EXPECT_EQ(join_base("bases/day.json", "./x/small.json"), "bases/x/small.json");
  for (const char* bad :
       {"", "/etc/passwd", "../x.json", "a/../../x", "a//b", "a/", "http://x/y.json", "c:x", "a\\b", "."}) {
    EXPECT_EQ(join_base("day.json", bad), std::nullopt) << bad;
  }
}

TEST(DocumentResolve, BaseThenOwnFieldsThenPatch) {
  const LoadedScenario loaded =
      load_scenario(kVariant, "plans/day.json", with_files({{"small.json", small_document()}}));
  EXPECT_EQ(loaded.scenario.name, "Variant");
  EXPECT_EQ(loaded.scenario.teams.size(), 2u);
  EXPECT_EQ(loaded.scenario.teams.at("line 1").staff.at(0, 0.0), 4.0);
  EXPECT_EQ(loaded.scenario.teams.at("line 1").wage_per_h, 25.0);
  EXPECT_EQ(loaded.experiment.replications, 7);
  EXPECT_EQ(loaded.experiment.measure_s, 86400.0);
  EXPECT_EQ(loaded.canonical.find("patch"), std::string::npos);
}

TEST(DocumentResolve, ANewNameLeavesNoOldOneInRussian) {
  const std::string base =
      replaced(small_document(), "\"schema_version\": 1", R"("schema_version": 1, "name_ru": "База")");
  const LoadOptions options = with_files({{"small.json", base}});
  EXPECT_EQ(load_scenario(base, "small.json", {}).scenario.name_ru, "База");
  EXPECT_EQ(load_scenario(kVariant, "day.json", options).scenario.name_ru, "");
  EXPECT_EQ(load_scenario(R"({"schema_version": 1, "base": "small.json"})", "day.json", options).scenario.name_ru,
            "База");
}

TEST(DocumentResolve, NullInAPatchRemovesAnEntity) {
  LoadOptions options = with_files({{"small.json", kVariant}, {"day.json", small_document()}});
  options.patch = R"({"teams": {"line 1": null}})";
  const std::string over = R"({"schema_version": 1, "base": "small.json"})";
  options.read_base = [](const std::string& path) {
    return path == "small.json" ? replaced(kVariant, "small.json", "root.json") : small_document();
  };
  const LoadedScenario loaded = load_scenario(over, "day.json", options);
  EXPECT_EQ(loaded.scenario.teams.size(), 1u);
  EXPECT_EQ(loaded.scenario.teams.count("line 2"), 1u);
}

TEST(DocumentResolve, ProblemsPointIntoTheFileThatWroteTheValue) {
  const auto of_base = problems_of(kVariant, with_files({{"small.json", replaced(small_document(), "50", "-1")}}));
  ASSERT_EQ(codes_of(of_base), "E320");
  EXPECT_EQ(of_base[0].file, "small.json");
  EXPECT_EQ(of_base[0].line, 15);
  const auto of_patch =
      problems_of(replaced(kVariant, "\"staff\": 4", "\"staff\": -4"), with_files({{"small.json", small_document()}}));
  ASSERT_EQ(codes_of(of_patch), "E320");
  EXPECT_EQ(of_patch[0].file, "day.json");
  EXPECT_EQ(of_patch[0].line, 6);
  EXPECT_EQ(of_patch[0].column, 37);
  EXPECT_EQ(of_patch[0].pointer, "/teams/line 1/staff");
}

TEST(DocumentResolve, RefusesBadBases) {
  const auto message = [](const std::string& text, const LoadOptions& options) {
    const auto problems = problems_of(text, options);
    return problems.empty()
               ? ""
               : problems[0].code + " " + problems[0].pointer + " " + message_text(problems[0], Language::en);
  };
  const LoadOptions files = with_files({{"small.json", small_document()}});
  const auto base = [](const char* path) { return replaced(kVariant, "small.json", path); };
  EXPECT_NE(message(base("../small.json"), files).find("E345 /base a base is a file in the scenario's folder"),
            std::string::npos);
  EXPECT_NE(message(base("https://x.org/small.json"), files).find("E345"), std::string::npos);
  EXPECT_NE(message(base("day.json"), files).find("leads back"), std::string::npos);
  EXPECT_NE(message(kVariant, {}).find("cannot be read here"), std::string::npos);
  LoadOptions endless;
  endless.read_base = [](const std::string& path) { return replaced(kVariant, "small.json", "x" + path); };
  EXPECT_NE(message(kVariant, endless).find("more than 8 bases"), std::string::npos);
  LoadOptions cycle = with_files({{"small.json", replaced(kVariant, "small.json", "a.json")}, {"a.json", kVariant}});
  EXPECT_NE(message(kVariant, cycle).find("leads back"), std::string::npos);
  EXPECT_THROW(load_scenario(base("none.json"), "day.json", files), sim::FileError);
}

TEST(DocumentResolve, RefusesMisplacedPatches) {
  const LoadOptions files = with_files({{"small.json", small_document()}});
  EXPECT_EQ(codes_of(problems_of(replaced(kVariant, "\"base\": \"small.json\",", ""), files)), "E315");
  EXPECT_EQ(codes_of(problems_of(replaced(kVariant, "\"teams\": {", "\"base\": \"x\", \"teams\": {"), files)), "E345");
  EXPECT_EQ(codes_of(problems_of(replaced(kVariant, "\"experiment\"", "\"queues\": {}, \"experiment\""), files)),
            "E318");
  EXPECT_EQ(codes_of(problems_of(R"({"schema_version": 1, "base": "small.json", "patch": []})", files)), "E313");
  EXPECT_EQ(codes_of(problems_of(R"({"schema_version": 1, "base": 5})", files)), "E313");
  EXPECT_EQ(
      codes_of(problems_of(R"({"schema_version": 1, "base": "small.json", "experiment": {"measure": null}})", files)),
      "E313");
}

TEST(DocumentResolve, SetsFromTheCommandLine) {
  LoadOptions options;
  options.sets = {{"/teams/line 1/staff", "9"},
                  {"/queues/main/closing", "drop"},
                  {"/contact_types/calls/redial", "null"},
                  {"/contact_types/calls/service/mean", "\"7 min\""},
                  {"/experiment/thresholds", "[\"10 s\"]"}};
  const LoadedScenario loaded = load_scenario(small_document(), "day.json", options);
  EXPECT_EQ(loaded.scenario.teams.at("line 1").staff.at(0, 0.0), 9.0);
  EXPECT_EQ(loaded.scenario.queues.at("main").closing, Closing::drop);
  EXPECT_EQ(loaded.scenario.contact_types.at("calls").redial.probability, 0.0);
  EXPECT_EQ(loaded.scenario.contact_types.at("calls").service, sim::Law::exponential(420.0));
  EXPECT_EQ(loaded.experiment.thresholds_s, std::vector<double>{10.0});
}

TEST(DocumentResolve, SetsThatLeadNowhereAreRefused) {
  const auto set = [](const char* pointer, const char* value) {
    LoadOptions options;
    options.sets = {{pointer, value}};
    const auto problems = problems_of(small_document(), options);
    return problems.empty() ? "" : problems[0].code + " " + problems[0].file;
  };
  EXPECT_EQ(set("staff", "1"), "E319 --set staff");
  EXPECT_EQ(set("", "1"), "E319 --set ");
  EXPECT_EQ(set("/base", "\"x\""), "E319 --set /base");
  EXPECT_EQ(set("/experiment/measure", "5"), "E313 --set /experiment/measure");
  EXPECT_EQ(set("/experiment/measur", "5"), "E312 --set /experiment/measur");
  EXPECT_EQ(set("/experiment", "{\"seed\": "), "E301 --set /experiment");
  EXPECT_EQ(set("/queues/main/closing", "\xFF"), "E302 --set /queues/main/closing");
}

TEST(DocumentResolve, ASetOfAnUnknownNameSaysWhichNamesThereAre) {
  const auto set = [](std::vector<std::pair<std::string, std::string>> sets, Language language = Language::en) {
    LoadOptions options;
    options.sets = std::move(sets);
    std::string lines;
    for (const sim::Problem& problem : problems_of(small_document(), options)) {
      lines += (lines.empty() ? "" : "\n") + problem_line(problem, language);
    }
    return lines;
  };
  EXPECT_EQ(
      set({{"/teams/line 2/staff", "3"}}),
      "error[E319] --set /teams/line 2/staff:1:1 at /teams/line 2: there is no \"line 2\" in /teams; did you mean "
      "\"line 1\"?");
  EXPECT_EQ(set({{"/teams/line 2/staff", "3"}}, Language::ru),
            "ошибка[E319] --set /teams/line 2/staff:1:1 в /teams/line 2: в /teams нет \"line 2\"; может быть, "
            "\"line 1\"?");
  EXPECT_EQ(
      set({{"/teams/TYPO/wage", "20 per h"}}),  // lacks two things, is one problem
      "error[E319] --set /teams/TYPO/wage:1:1 at /teams/TYPO: there is no \"TYPO\" in /teams; names there: \"line 1\"");
  EXPECT_EQ(set({{"/teams/TYPO/wage", "20 per h"}}, Language::ru),
            "ошибка[E319] --set /teams/TYPO/wage:1:1 в /teams/TYPO: в /teams нет \"TYPO\"; есть: \"line 1\"");
  EXPECT_EQ(set({{"/contact_types/call/returns/within", "2 d"}}).substr(0, 11), "error[E319]");
  EXPECT_EQ(set({{"/shifts/day/breaks/length", "5 min"}}),  // the first of them: there is none to mean
            "error[E315] --set /shifts/day/breaks/length:1:1 at /shifts/day: \"hours\" is missing: hours such as "
            "\"08:00-17:30\"");
  // Complete, but of no use: what a typing error makes.
  EXPECT_EQ(set({{"/queues/TYPO/capacity", "3"}}),
            "error[E319] --set /queues/TYPO/capacity:1:1 at /queues/TYPO: there is no \"TYPO\" in /queues; names "
            "there: \"main\"");
  EXPECT_EQ(set({{"/queues/mian/capacity", "3"}}, Language::ru),
            "ошибка[E319] --set /queues/mian/capacity:1:1 в /queues/mian: в /queues нет \"mian\"; может быть, "
            "\"main\"?");
  EXPECT_EQ(set({{"/queues/spare", "{}"}}).substr(0, 13), "warning[W403]") << "a whole queue is meant";
  EXPECT_EQ(set({{"/queues/spare/capacity", "3"},
                 {"/contact_types/calls/queue", "spare"},
                 {"/teams/line 1/serves/spare", "1"},
                 {"/teams/line 1/serves/main", "null"},
                 {"/queues/main", "null"}}),
            "")
      << "one that is used";
  const std::pair<std::string, std::string> mail{"/channels/mail", R"({"kind": "mail"})"};
  EXPECT_EQ(set({mail, {"/channels/male/trunks", "3"}}).substr(0, 52),
            "error[E319] --set /channels/male/trunks:1:1 at /chan");
  EXPECT_EQ(set({mail, {"/channels/phone/trunks", "3"}, {"/contact_types/calls/channels", R"({"phone": 1})"}}), "");
  EXPECT_EQ(set({{"/topics/card", "{}"}, {"/topics/cart/work", "2"}}).substr(0, 46),
            "error[E319] --set /topics/cart/work:1:1 at /to");
  // A whole entity, also one put together from several sets, is meant; what it lacks is said as elsewhere.
  EXPECT_EQ(set({{"/teams/line 2/serves", R"({"main": 1})"}, {"/teams/line 2/staff", "3"}}), "");
  EXPECT_NE(set({{"/teams/line 2", R"({"serves": {"main": 1}})"}}).find("error[E318]"), std::string::npos);
  EXPECT_NE(set({{"/team/line 1/staff", "3"}}).find("did you mean \"teams\"?"), std::string::npos);
}

}  // namespace
}  // namespace firstline
