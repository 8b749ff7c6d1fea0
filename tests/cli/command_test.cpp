#include "models/cli/command.h"

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "models/cli/option_table.h"
#include "models/kpi/kpi_table.h"
#include "models/scenario/messages.h"
#include "tests/cli/workplace.h"

namespace firstline {
namespace {

using workplace::Folder;
using workplace::Outcome;
using workplace::run;
using Json = nlohmann::json;

struct BadLine {
  const char* name;
  std::vector<std::string> arguments;
  int code;
  const char* words;
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(CommandTest, RunPrintsASentenceTablesAndHowToRepeat) {
  const Folder folder;
  const Outcome outcome = run({"run", folder.path("tiny.json"), "--threads", "1"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(has(outcome.out, "of contacts are answered within 20")) << outcome.out;
  EXPECT_TRUE(has(outcome.out, "Erlang A says")) << outcome.out;
  EXPECT_TRUE(has(outcome.out, "cost per contact"));
  EXPECT_TRUE(has(outcome.out, "Replications: 5 of 4 h, seed 1; counts and money are those of one replication."));
  EXPECT_TRUE(has(outcome.out, "Repeat with: firstline run " + folder.path("tiny.json") + " --seed 1"));
  EXPECT_EQ(outcome.err, "");
}

TEST(CommandTest, RunSpeaksRussian) {
  const Folder folder;
  for (const auto& arguments : {std::vector<std::string>{"run", folder.path("tiny.json"), "--lang", "ru"},
                                std::vector<std::string>{"--lang", "ru", "run", folder.path("tiny.json")}}) {
    const Outcome outcome = run(arguments);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_TRUE(has(outcome.out, "обращений получают ответ за 20")) << outcome.out;
    EXPECT_TRUE(has(outcome.out, " --lang ru --seed 1\n")) << outcome.out;
  }
}

TEST(CommandTest, TheSystemSpeaksRussianToo) {
  const Folder folder;
  EXPECT_TRUE(has(run({"run", folder.path("none.json"), "--lang", "ru"}).err, ": нет такого файла или каталога\n"));
  EXPECT_TRUE(has(run({"run", folder.path("none.json")}).err, ": No such file or directory\n"));
}

TEST(CommandTest, TheResultDoesNotDependOnThreadsAndIsRepeatable) {
  const Folder folder;
  const Outcome one = run({"run", folder.path("tiny.json"), "--threads", "1", "--json", "-"});
  for (const char* threads : {"1", "2", "3", "16"}) {
    EXPECT_EQ(run({"run", folder.path("tiny.json"), "--threads", threads, "--json", "-"}).out, one.out) << threads;
  }
  EXPECT_NE(run({"run", folder.path("tiny.json"), "--seed", "2", "--json", "-"}).out, one.out);
  const Json json = Json::parse(one.out);
  EXPECT_EQ(json["format"], "firstline.result");
  EXPECT_EQ(json["provenance"]["replications"], 5);
}

TEST(CommandTest, OptionsReachTheExperiment) {
  const Folder folder;
  const std::string experiment =
      folder.write("how.json", R"({"schema_version": 1, "replications": 3, "thresholds": ["10 s", "30 s"]})");
  const Outcome outcome =
      run({"run", folder.path("tiny.json"), "--experiment", experiment, "--seed", "18446744073709551615", "--interval",
           "30 min", "--set", "/teams/line/staff=5", "--json", "-"});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  const Json json = Json::parse(outcome.out);
  EXPECT_EQ(json["provenance"]["seed"], "18446744073709551615");
  EXPECT_EQ(json["provenance"]["replications"], 3);
  EXPECT_EQ(json["experiment"]["interval_s"], 1800.0);
  EXPECT_EQ(json["experiment"]["thresholds_s"], (Json{10.0, 30.0}));
}

TEST(CommandTest, PrecisionGoesOnUntilItIsReached) {
  const Folder folder;
  const Outcome outcome =
      run({"run", folder.path("tiny.json"), "--replications", "20", "--precision", "wait.mean=8%", "--json", "-"});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  const Json json = Json::parse(outcome.out);
  EXPECT_GT(json["provenance"]["replications"], 20);
  for (const Json& row : json["kpis"]) {
    if (row["key"] != "wait.mean" || !row["slice"].empty()) continue;
    EXPECT_LE(row["hi"].get<double>() - row["mean"].get<double>(), 0.08 * row["mean"].get<double>());
  }
}

TEST(CommandTest, StandardInputIsAScenarioToo) {
  const Outcome outcome = run({"run", "-", "--quiet"}, workplace::kTiny);
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out, "");
}

TEST(CommandTest, CompareShowsPairedDifferences) {
  const Folder folder;
  const std::string more = folder.write(
      "more.json", R"({"schema_version": 1, "base": "tiny.json", "patch": {"teams": {"line": {"staff": 6}}}})");
  const std::string json = folder.path("result.json");
  const Outcome outcome = run({"compare", folder.path("tiny.json"), more, "--replications", "30", "--json", json});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(has(outcome.out, more + " against " + folder.path("tiny.json"))) << outcome.out;
  EXPECT_TRUE(has(outcome.out, "average wait -")) << outcome.out;
  const Json result = Json::parse(Folder::read(json));
  EXPECT_EQ(result["format"], "firstline.comparison");
  EXPECT_EQ(result["variants"][0]["name"], more);
  const Outcome same = run({"compare", folder.path("tiny.json"), folder.path("tiny.json")});
  EXPECT_TRUE(has(same.out, "identical in every metric below")) << same.out;
  EXPECT_TRUE(has(same.out, "identical"));
}

TEST(CommandTest, CurrenciesAreNotMixed) {
  const Folder folder;
  const std::string other =
      folder.write("other.json", R"({"schema_version": 1, "base": "tiny.json", "patch": {"currency": "ILS"}})");
  const Outcome outcome = run({"compare", folder.path("tiny.json"), other});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_TRUE(has(outcome.err, "money in ILS cannot be compared with the base's in EUR")) << outcome.err;
}

TEST(CommandTest, AComparisonSaysWhatItsVariantsWereWarnedOf) {
  const Folder folder;
  const std::string idle = folder.write("idle.json",
                                        R"({"schema_version": 1, "base": "tiny.json",
          "patch": {"teams": {"idle": {"serves": {}, "staff": 1}}, "experiment": {"replications": 9}}})");
  const Outcome outcome = run({"compare", folder.path("tiny.json"), idle});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(has(outcome.out, "\n" + idle + ": W402: team \"idle\" serves no queue")) << outcome.out;
  EXPECT_TRUE(has(outcome.out, "\n" + idle + ": W419: its own `experiment` is not used")) << outcome.out;
  EXPECT_TRUE(has(outcome.err, "warning[W419] " + idle + " at /experiment: its own `experiment` is not used"));
  const Outcome russian = run({"compare", folder.path("tiny.json"), idle, "--lang", "ru"});
  EXPECT_TRUE(has(russian.out, idle + ": W419: собственный `experiment` не действует")) << russian.out;
}

TEST(CommandTest, AResultSaysWhatItWasWarnedOf) {
  const Folder folder;
  const Outcome outcome =
      run({"run", folder.path("tiny.json"), "--set", "/teams/line/staff=0", "--set",
           "/contact_types/calls/patience={\"law\": \"none\"}", "--json", folder.path("result.json")});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(has(outcome.out, "100.0\u00a0% of all contacts were still without an answer")) << outcome.out;
  EXPECT_TRUE(has(outcome.out, "W401: contacts arrive at queue \"phone\"")) << outcome.out;
  const Json warnings = Json::parse(Folder::read(folder.path("result.json")))["warnings"];
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_EQ(warnings[0]["code"], "W401");
  EXPECT_EQ(warnings[0]["pointer"], "/queues/phone");
  EXPECT_TRUE(has(warnings[0]["message"], "contacts arrive at queue \"phone\"")) << warnings;
  EXPECT_TRUE(has(warnings[0]["message_ru"], "в очередь \"phone\" приходят обращения")) << warnings;
}

TEST(CommandTest, WhatABaseIsWarnedOfIsSaidOnce) {
  const Folder folder;
  const std::string tiny = folder.path("tiny.json");
  const std::string err = run({"compare", tiny, tiny, tiny, "--set", "/teams/line/staff=0", "--replications", "2"}).err;
  EXPECT_TRUE(has(err, "warning[W401]")) << err;
  EXPECT_EQ(err.find("warning[W401]"), err.rfind("warning[W401]")) << err;
}

TEST(CommandTest, TheLogHasOneLineAContact) {
  const Folder folder;
  const std::string log = folder.path("contacts.csv");
  const Outcome outcome = run({"run", folder.path("tiny.json"), "--log", "contacts=" + log, "--json", "-"});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  double offered = 0.0;
  const Json json = Json::parse(outcome.out);
  for (const Json& row : json["kpis"]) {
    if (row["key"] == "contacts.offered" && row["slice"].empty()) offered = 5.0 * row["mean"].get<double>();
  }
  const std::string text = Folder::read(log);
  EXPECT_EQ(static_cast<double>(std::count(text.begin(), text.end(), '\n')), offered + 1.0);
  EXPECT_EQ(text.rfind("replication,day,number,attempt,contact_type,", 0), 0u);
}

TEST(CommandTest, TablesGoIntoAFolder) {
  const Folder folder;
  const std::string tiny = folder.path("tiny.json"), tables = folder.path("tables");
  const Outcome outcome = run({"run", tiny, "--csv", tables, "--json", "-"});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  const Json json = Json::parse(outcome.out);
  const std::string kpis = Folder::read(tables + "/kpis.csv");
  EXPECT_EQ(kpis.rfind("name,key,dimension,slice,dimension_2,slice_2,unit,mean,lo,hi,n,reason\n", 0), 0u)
      << kpis.substr(0, 90);
  EXPECT_EQ(std::count(kpis.begin(), kpis.end(), '\n'), static_cast<long>(json["kpis"].size()) + 1);
  const std::string formulas = Folder::read(tables + "/formulas.csv");
  EXPECT_EQ(std::count(formulas.begin(), formulas.end(), '\n'), static_cast<long>(json["formulas"].size()) + 1);

  // Again, over the old ones, and a comparison beside them; the same bits whatever the number of threads.
  ASSERT_EQ(run({"run", tiny, "--csv", tables + "/", "--threads", "3"}).code, 0);
  EXPECT_EQ(Folder::read(tables + "/kpis.csv"), kpis);
  const std::string compared = folder.path("compared");
  ASSERT_EQ(run({"compare", tiny, tiny, "--csv", compared}).code, 0);
  const std::string differences = Folder::read(compared + "/differences.csv");
  EXPECT_EQ(differences.rfind("name,key,dimension,", 0), 0u) << differences.substr(0, 90);
  EXPECT_EQ(Folder::read(compared + "/kpis.csv").rfind("name,key,", 0), 0u);
  EXPECT_EQ(folder.snapshot().size(), 1u + 2u + 3u) << "nothing is left behind";
  // Differences of an earlier comparison beside the tables of a run would look like the run's.
  ASSERT_EQ(run({"run", tiny, "--csv", compared}).code, 0);
  EXPECT_EQ(Folder::read(compared + "/kpis.csv"), kpis);
  EXPECT_FALSE(std::filesystem::exists(compared + "/differences.csv"));
}

// Tables of a thousand scenarios can be put behind each other; docs/semantics.md names the columns.
TEST(CommandTest, TablesHaveTheDocumentedColumnsWhateverTheScenario) {
  const Folder folder;
  const std::string documented = Folder::read("docs/semantics.md");
  const auto header = [](const std::string& path) {
    const std::string text = Folder::read(path);
    return text.substr(0, text.find('\n'));
  };
  std::vector<std::string> long_spans;
  for (const char* span : {"warm_up", "measure", "cool_down", "repeat_window"}) {
    long_spans.insert(long_spans.end(), {"--set", std::string("/experiment/") + span + "=1 h"});
  }
  std::map<std::string, std::string> first;
  for (const char* preset : {"mmn_textbook", "multi_skill_day", "bank_1999", "help_desk", "voice_bot"}) {
    const std::string to = folder.path(preset);
    std::vector<std::string> line{
        "run", std::string("scenarios/presets/") + preset + ".json", "--csv", to, "--quiet", "--replications", "2"};
    if (std::string(preset) == "help_desk" || std::string(preset) == "voice_bot") {
      line.insert(line.end(), long_spans.begin(), long_spans.end());
    }
    ASSERT_EQ(run(line).code, 0) << preset;
    for (const char* file : {"kpis.csv", "formulas.csv"}) {
      const std::string columns = header(to + "/" + file);
      EXPECT_EQ(first.emplace(file, columns).first->second, columns) << preset;
      EXPECT_TRUE(has(documented, "| `" + std::string(file) + "` | `" + columns + "` |")) << columns;
    }
  }
  const std::string tiny = folder.path("tiny.json"), compared = folder.path("both");
  ASSERT_EQ(run({"compare", tiny, tiny, "--csv", compared}).code, 0);
  for (const char* file : {"kpis.csv", "formulas.csv"}) EXPECT_EQ(header(compared + "/" + file), first[file]);
  EXPECT_TRUE(has(documented, "| `differences.csv` | `" + header(compared + "/differences.csv") + "` |"));
}

TEST(CommandTest, FoldersThatCannotBeWrittenAreRefusedBeforeAnyRun) {
  const Folder folder;
  const std::string tiny = folder.path("tiny.json");
  std::filesystem::create_directory(folder.path("here"));
  const std::string scenario = folder.write("here/kpis.csv", workplace::kTiny);
  const std::string formulas = folder.path("here/formulas.csv");
  const auto before = folder.snapshot();
  const BadLine lines[] = {
      {"a file", {"run", tiny, "--csv", tiny}, 5, "Not a directory"},
      {"nowhere", {"run", tiny, "--csv", folder.path("no/such")}, 5, "error[E613]"},
      {"standard output", {"run", tiny, "--csv", "-"}, 2, "expected DIR"},
      {"empty", {"run", tiny, "--csv", ""}, 2, "expected DIR"},
      {"an input", {"run", scenario, "--csv", folder.path("here")}, 5, "it is also an input"},
      {"another output",
       {"run", tiny, "--csv", folder.path("here"), "--json", formulas},
       2,
       "is what --json writes, too; give each a file of its own"},
      {"a bad scenario", {"run", tiny, "--csv", folder.path("new"), "--set", "/teams/line/stuff=1"}, 2, "E312"},
      {"no tables of a check",
       {"check", tiny, "--csv", folder.path("new")},
       2,
       "check has no option --csv; run has it"},
  };
  for (const BadLine& line : lines) {
    const Outcome outcome = run(line.arguments);
    EXPECT_EQ(outcome.code, line.code) << line.name << ": " << outcome.err;
    EXPECT_TRUE(has(outcome.err, line.words)) << line.name << ": " << outcome.err;
    EXPECT_EQ(outcome.out, "") << line.name;
    EXPECT_EQ(folder.snapshot(), before) << line.name;
    EXPECT_FALSE(std::filesystem::exists(folder.path("new"))) << line.name;
  }
}

TEST(CommandTest, CheckReportsWithoutARun) {
  const Folder folder;
  EXPECT_EQ(run({"check", folder.path("tiny.json")}).out, folder.path("tiny.json") + ": no problems\n");
  const std::string bad = folder.write("bad.json", R"({"schema_version": 1, "queus": {}})");
  const Outcome outcome = run({"check", folder.path("tiny.json"), bad});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.out, folder.path("tiny.json") + ": no problems\n") << "the others are spoken of all the same";
  EXPECT_TRUE(has(outcome.err, "error[E312] " + bad + ":1:")) << outcome.err;
  EXPECT_TRUE(has(outcome.err, "at /queus: unknown key \"queus\"; did you mean \"queues\"?")) << outcome.err;
}

TEST(CommandTest, ErrorsAsJson) {
  const Folder folder;
  const std::string bad = folder.write("bad.json", R"({"schema_version": 1, "queus": {}})");
  const Outcome outcome = run({"check", bad, "--errors=json"});
  EXPECT_EQ(outcome.code, 2);
  const Json errors = Json::parse(outcome.err)["errors"];
  EXPECT_GT(errors.size(), 1u);
  bool found = false;
  for (const Json& error : errors) found = found || (error["code"] == "E312" && error["pointer"] == "/queus");
  EXPECT_TRUE(found) << outcome.err;
}

TEST(CommandTest, AtMostTwentyProblemsAreShown) {
  const Folder folder;
  std::string keys;
  for (int i = 0; i < 30; ++i) keys += ", \"zz" + std::to_string(i) + "\": 1";
  const Outcome outcome = run({"check", folder.write("bad.json", R"({"schema_version": 1)" + keys + "}")});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_TRUE(has(outcome.err, " more\n")) << outcome.err;
  EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 21);
}

TEST(CommandTest, LimitsExitWithThree) {
  const Folder folder;
  const Outcome outcome =
      run({"run", folder.path("tiny.json"), "--set", "/contact_types/calls/arrivals/rate=1000000 per s", "--set",
           "/experiment/measure=1000 d"});
  EXPECT_EQ(outcome.code, 3) << outcome.err;
  EXPECT_TRUE(has(outcome.err, "error[E402]")) << outcome.err;
}

// A01-A06 and their relatives: no run, an exit code, words that say what to do, and nothing left behind (P3).
TEST(CommandTest, BadCommandLines) {
  const Folder folder;
  const std::string tiny = folder.path("tiny.json");
  const std::string out = folder.path("out.json");
  const std::vector<BadLine> lines{
      {"unknown command", {"rum", tiny}, 2, "error[E101]: there is no command \"rum\"; did you mean run?"},
      {"unknown far off", {"zzzzzz"}, 2, "firstline --help lists them"},
      {"unknown option", {"run", tiny, "--replicatons", "5", "--json", out}, 2, "did you mean --replications?"},
      {"option of another command", {"compare", tiny, tiny, "--log", "contacts=x"}, 2, "compare has no option --log"},
      {"threads 0", {"run", tiny, "--threads", "0"}, 2, "at --threads: expected 1..1024, got \"0\""},
      {"threads -1", {"run", tiny, "--threads", "-1"}, 2, "expected 1..1024"},
      {"threads 1e3", {"run", tiny, "--threads", "1e3"}, 2, "expected 1..1024"},
      {"threads abc", {"run", tiny, "--threads", "abc"}, 2, "expected 1..1024"},
      {"threads many", {"run", tiny, "--threads", "100000"}, 2, "expected 1..1024"},
      {"seed -1", {"run", tiny, "--seed", "-1"}, 2, "at --seed: expected 0..18446744073709551615"},
      {"seed 1.5", {"run", tiny, "--seed", "1.5"}, 2, "at --seed"},
      {"seed 2^64", {"run", tiny, "--seed", "18446744073709551616"}, 2, "at --seed"},
      {"seed empty", {"run", tiny, "--seed", ""}, 2, "at --seed"},
      {"replications 0", {"run", tiny, "--replications", "0"}, 2, "at --replications"},
      {"replications 1e18", {"run", tiny, "--replications", "1000000000000000000"}, 2, "at --replications"},
      {"missing value", {"run", tiny, "--seed"}, 2, "error[E103] at --seed"},
      {"twice", {"run", tiny, "--seed", "1", "--seed", "2"}, 2, "error[E104] at --seed"},
      {"after --", {"run", tiny, "--", "--seed", "1"}, 2, "unexpected \"--seed\""},
      {"two scenarios", {"run", tiny, tiny}, 2, "error[E106]"},
      {"no scenario", {"run"}, 2, "error[E107]: run needs SCENARIO"},
      {"no variant", {"compare", tiny}, 2, "error[E107]: compare needs a VARIANT or --with NAME"},
      {"unknown interventions",
       {"compare", tiny, "--with", "rotations", "--with", "headset+hedset"},
       2,
       "error[E111] at --with: there is no intervention \"hedset\"; there are: announcements, auto_routing"},
      {"intervention for other names",
       {"compare", tiny, "--with", "templates"},
       2,
       "error[E112] interventions/templates.json:11:5 at /queues/line 1: there is no such name"},
      {"with of a run", {"run", tiny, "--with", "headset"}, 2, "run has no option --with; compare has it"},
      {"an intervention twice",
       {"compare", tiny, "--with", "headset", "--with", "templates", "--with", "headset"},
       2,
       "error[E104] at --with: stands twice"},
      {"set without =", {"run", tiny, "--set", "/a"}, 2, "expected /pointer=value"},
      {"set without /", {"run", tiny, "--set", "a=1"}, 2, "expected /pointer=value"},
      {"set nowhere", {"run", tiny, "--set", "/teams/line/stuff=1"}, 2, "E312"},
      {"unknown metric", {"run", tiny, "--precision", "wait.men=1%"}, 2, "did you mean wait.mean?"},
      {"precision 0", {"run", tiny, "--precision", "wait.mean=0%"}, 2, "with a share above 0 and below 100 %"},
      {"decimal comma", {"run", tiny, "--precision", "wait.mean=0,5%"}, 2, "at --precision"},
      {"language", {"run", tiny, "--lang", "de"}, 2, "expected en | ru, got \"de\""},
      {"two outputs, one file",
       {"run", tiny, "--json", out, "--log", "contacts=" + out},
       2,
       "error[E115] at --log: \""},
      {"log of what", {"run", tiny, "--log", "events=x"}, 2, "expected contacts=FILE"},
      {"interval", {"run", tiny, "--interval", "30"}, 2, "at --interval"},
      {"missing file", {"run", folder.path("none.json"), "--json", out}, 5, "error[E611]: cannot read"},
      {"directory", {"run", folder.path("")}, 5, "is a directory"},
      {"device", {"run", "/dev/zero"}, 5, "is a device"},
      {"json nowhere", {"run", tiny, "--json", folder.path("no/such/x.json")}, 5, "error[E613]: cannot write"},
      {"json is a directory", {"run", tiny, "--json", folder.path("")}, 5, "error[E613]"},
      {"schema of what", {"schema", "plan"}, 2, "scenario | experiment"},
      {"docs of what", {"docs", "all"}, 2, "fields | kpis | cli"},
      {"explain what", {"explain", "wait.mena"}, 2, "did you mean wait.mean?"},
      {"metric in the document", {"run", tiny, "--set", "/experiment/precision={\"nonsense\": 0.01}"}, 2, "nonsense"},
  };
  const auto before = folder.snapshot();
  for (const BadLine& line : lines) {
    const Outcome outcome = run(line.arguments);
    EXPECT_EQ(outcome.code, line.code) << line.name << ": " << outcome.err;
    EXPECT_TRUE(has(outcome.err, line.words)) << line.name << ": " << outcome.err;
    EXPECT_TRUE(has(outcome.err, "error[E")) << line.name;
    EXPECT_EQ(outcome.out, "") << line.name;
    EXPECT_EQ(folder.snapshot(), before) << line.name;
  }
}

TEST(CommandTest, OddFileNamesWork) {
  const Folder folder;
  for (const std::string& name : {std::string("with space.json"), std::string("\xff\xfe.json"), std::string(250, 'n'),
                                  std::string("-leading.json")}) {
    const Outcome outcome = run({"check", folder.write(name, workplace::kTiny)});
    EXPECT_EQ(outcome.code, 0) << name << outcome.err;
  }
}

TEST(CommandTest, HelpAndVersion) {
  EXPECT_TRUE(has(run({"--help"}).out, "compare"));
  EXPECT_TRUE(has(run({"--version"}).out, "firstline 0."));
  EXPECT_EQ(run({}).code, 2);
  for (const CommandRow& command : command_table()) {
    const Outcome outcome = run({std::string(command.name), "--help"});
    EXPECT_EQ(outcome.code, 0) << command.name << outcome.err;
    EXPECT_TRUE(has(outcome.out, "usage: firstline " + std::string(command.name))) << outcome.out;
  }
  EXPECT_TRUE(has(run({"run", "-h", "--lang", "ru"}).out, "вызов"));
}

TEST(CommandTest, OneLongRunHasIntervalsByBatchMeans) {
  const Folder folder;
  const std::vector<std::string> line{"run", folder.path("tiny.json"), "--set", "/experiment/measure=\"47 d\"",
                                      "--steady-state"};
  std::vector<std::string> with_json = line;
  with_json.insert(with_json.end(), {"--json", folder.path("result.json")});
  const Outcome outcome = run(with_json);
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(has(outcome.out, "One long run: intervals by batch means over 15 batches of 3 d")) << outcome.out;
  EXPECT_TRUE(has(outcome.out, " --steady-state --seed ")) << outcome.out;
  const Json json = Json::parse(Folder::read(folder.path("result.json")));
  EXPECT_EQ(json["steady_state"]["batches"], 15);
  EXPECT_EQ(json["provenance"]["replications"], 1);
  for (const Json& row : json["kpis"]) {
    if (row["key"] == "wait.mean" && row["slice"].empty()) {
      EXPECT_LT(row["lo"], row["mean"]);
      EXPECT_EQ(row["n"], 15);
    }
  }
  for (const char* other : {"--replications=5", "--precision=wait.mean=1%", "--warm-up=auto"}) {
    std::vector<std::string> both = line;
    both.emplace_back(other);
    const Outcome refused = run(both);
    EXPECT_EQ(refused.code, 2) << other;
    EXPECT_TRUE(has(refused.err, "error[E114]")) << refused.err;
  }
}

// No place of a message is shown as the catalogue writes it, and no code has nothing to say.
TEST(CommandTest, EveryCodeIsExplainedInWords) {
  int codes = 0;
  for (const Message& row : all_messages()) {
    if (row.id[0] != 'E' && row.id[0] != 'W' && row.id[0] != 'N') continue;
    const Outcome outcome = run({"explain", std::string(row.id)});
    EXPECT_EQ(outcome.code, 0) << row.id;
    for (const char* place : {"{0}", "{1}", "{2}", "{3}", "{4}", "{last}", "{value}"}) {
      EXPECT_FALSE(has(outcome.out, place)) << outcome.out;
    }
    EXPECT_FALSE(has(outcome.out, "[...][...]")) << outcome.out;
    ++codes;
  }
  EXPECT_GT(codes, 60);
  const std::string short_run = run({"explain", "E407"}).out;
  EXPECT_TRUE(has(short_run, "en: no warm-up can be told from [...] in [...] steps of [...]: [...]; write"))
      << short_run;
  EXPECT_TRUE(has(short_run, "VALUE is what")) << short_run;
  const std::string cases = run({"explain", "E325"}).out;
  EXPECT_TRUE(has(cases, "en: law [...] cannot have [...] = VALUE\n")) << cases;
  EXPECT_TRUE(has(cases, "ru: у закона [...] не бывает [...] = ЗНАЧЕНИЕ\n")) << cases;
}

TEST(CommandTest, ReferencePages) {
  EXPECT_TRUE(has(run({"kpis"}).out, "service_level.no_early_abandon"));
  const std::string russian = run({"kpis", "--lang", "ru"}).out;
  EXPECT_TRUE(has(russian, "доля потерянных") && has(russian, "ключ") && has(russian, " доля\n")) << russian;
  for (const char* english : {"kpi.unit", " share\n", " contacts\n"}) EXPECT_FALSE(has(russian, english)) << russian;
  const std::string told = run({"explain", "csat", "--lang", "ru"}).out;
  EXPECT_TRUE(has(told, "\n  единица: доля; оценка: отношение средних; лучше: больше\n  разрезы: total")) << told;
  EXPECT_TRUE(has(run({"run", "--help", "--lang", "ru"}).out, "firstline run [ПАРАМЕТР...] СЦЕНАРИЙ"));
  for (const KpiRow& row : kpi_table()) {
    EXPECT_TRUE(has_text(std::string("kpi.unit.") + row.unit)) << row.key;
    EXPECT_TRUE(has_text(std::string("kpi.kind.") + kind_name(row.kind))) << row.key;
    EXPECT_TRUE(has_text(std::string("kpi.better.") + better_name(row.better))) << row.key;
  }
  const Outcome kpi = run({"explain", "occupancy"});
  EXPECT_TRUE(has(kpi.out, "en: occupancy.") && has(kpi.out, "ru: загрузка операторов.")) << kpi.out;
  EXPECT_TRUE(has(run({"explain", "E312"}).out, "unknown key"));
  for (const char* label : {"if perfect", "если исправить"}) {
    const std::string column = run({"explain", label}).out;
    EXPECT_TRUE(has(column, "en: if perfect. What share") && has(column, "ru: если исправить. ")) << column;
  }
  EXPECT_TRUE(has(run({"explain", "if understood"}).out, "understood all who answer"));
  // As tables and messages call them, so that both can be pasted.
  const std::string by_key = run({"explain", "wait.asa"}).out;
  for (const char* label : {"speed of answer", "till answer", "скорость ответа", "до ответа"}) {
    EXPECT_EQ(run({"explain", label}).out, by_key) << label;
  }
  EXPECT_EQ(run({"explain", "speed", "of", "answer"}).out, by_key);
  EXPECT_EQ(run({"explain", "service level (20 s)"}).out, run({"explain", "service_level"}).out);
  EXPECT_TRUE(has(run({"explain", "passed up"}).out, "escalation_rate.leg\n")) << "one word above two columns";
  EXPECT_TRUE(has(run({"explain", "passed up"}).out, "escalation_rate\n"));
  EXPECT_EQ(run({"explain", "/teams/line 2: cards/wage"}).out, run({"explain", "/teams/*/wage"}).out);
  EXPECT_EQ(run({"explain", "/teams/a/wage/b"}).code, 2);
  EXPECT_TRUE(has(run({"explain", "E611"}).out, "не читается"));
  EXPECT_TRUE(has(run({"explain", "capacity"}).out, "/queues/*/capacity"));
  const std::string one = run({"explain", "/queues/callback"}).out;
  EXPECT_EQ(one, run({"explain", "/queues/*/callback"}).out);
  EXPECT_EQ(one.rfind("/queues/*/callback\n", 0), 0u) << one;
  EXPECT_FALSE(has(one, "/handling")) << one;
  EXPECT_TRUE(Json::parse(run({"schema"}).out).is_object());
  EXPECT_TRUE(Json::parse(run({"schema", "experiment"}).out).is_object());
}

}  // namespace
}  // namespace firstline
