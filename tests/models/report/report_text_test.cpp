#include "models/report/report_text.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/models/report/hand_made_result.h"

namespace firstline {
namespace {

std::string golden(const std::string& name) {
  std::ifstream file("tests/models/report/golden/" + name + ".txt");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

TextOptions options_in(Language language) {
  return {.language = language,
          .command = "firstline run ten.json",
          .variant_names = {"more.json"},
          .base_name = "ten.json"};
}

// Golden texts were read line by line when they were made; a change must be as deliberate.
TEST(ReportTextTest, ARunInBothLanguages) {
  EXPECT_EQ(run_text(hand_made::result_with_formula(), options_in(Language::en)), golden("run_en"));
  EXPECT_EQ(run_text(hand_made::result_with_formula(), options_in(Language::ru)), golden("run_ru"));
}

TEST(ReportTextTest, TheTitleIsInTheLanguageOfTheReport) {
  auto result = hand_made::result_with_formula();
  result.scenario.name = "A bank";
  EXPECT_EQ(run_text(result, options_in(Language::ru)).rfind("A bank\n", 0), 0u);
  result.scenario.name_ru = "Банк";
  EXPECT_EQ(run_text(result, options_in(Language::ru)).rfind("Банк\n", 0), 0u);
  EXPECT_EQ(run_text(result, options_in(Language::en)).rfind("A bank\n", 0), 0u);
}

TEST(ReportTextTest, AComparisonInBothLanguages) {
  EXPECT_EQ(compare_text(hand_made::comparison(), options_in(Language::en)), golden("compare_en"));
  EXPECT_EQ(compare_text(hand_made::comparison(), options_in(Language::ru)), golden("compare_ru"));
}

// The base is the same in both; what is compared with it is not.
TEST(ReportTextTest, TheResultOfAComparisonIsThatOfAllItsSides) {
  const auto result_line = [](const CompareResult& result) {
    const std::string text = compare_text(result, options_in(Language::en));
    return text.substr(text.find(" Result "), 24);
  };
  CompareResult one = hand_made::comparison(), other = hand_made::comparison();
  EXPECT_EQ(result_line(one), result_line(other));
  other.variants[0].run.provenance.result_hash = 0xfade;
  EXPECT_NE(result_line(one), result_line(other));
}

TEST(ReportTextTest, OnePairTellsNoDifferenceAndAnInterruptedComparisonCountsPairs) {
  CompareResult result = hand_made::comparison();
  for (RunResult* run : {&result.base, &result.variants[0].run}) {
    run->provenance.replications = 1;
    run->interrupted = true;
  }
  const std::string english = compare_text(result, options_in(Language::en));
  EXPECT_NE(english.find("\nmore.json against ten.json: one pair of replications cannot tell a difference.\n"),
            std::string::npos)
      << english;
  EXPECT_NE(
      english.find("\nInterrupted: base, variants and differences rest on the replications that every scenario had "
                   "finished; pairs: 1.\n"),
      std::string::npos)
      << english;
  const std::string russian = compare_text(result, options_in(Language::ru));
  EXPECT_NE(russian.find(": по одной паре прогонов отличий не установить.\n"), std::string::npos) << russian;
  EXPECT_NE(russian.find("которые закончил каждый сценарий; пар: 1.\n"), std::string::npos) << russian;
}

TEST(ReportTextTest, ASentenceThatEndsInAnAbbreviationHasOneFullStop) {
  CompareResult result = hand_made::comparison();
  for (Difference& row : result.variants[0].differences) {
    if (row.base.key.rfind("cost.", 0) == 0) row.distinguishable = false;
  }
  const std::string text = compare_text(result, options_in(Language::ru));
  EXPECT_NE(text.find("загрузка операторов -4,828\u00a0п.п.\n"), std::string::npos) << text;
}

TEST(ReportTextTest, ARunAgainstItselfSaysSo) {
  CompareResult result = hand_made::comparison();
  result.variants[0].differences = difference(result.base.set, result.base.set);
  const std::string text = compare_text(result, options_in(Language::en));
  EXPECT_NE(text.find("more.json against ten.json: identical in every metric below."), std::string::npos) << text;
  EXPECT_NE(text.find("identical"), std::string::npos);
}

TEST(ReportTextTest, WhoDoesNotGetInIsSaidInTheFirstSentence) {
  RunResult result = hand_made::result_with_formula();
  const auto set_mean = [&](const char* key, double mean) {
    for (Estimate& estimate : result.estimates) {
      if (estimate.key == key && estimate.slice == Slice{}) estimate.mean = mean;
    }
  };
  set_mean("contacts.offered", 200.0);
  set_mean("contacts.missed.blocked", 30.0);
  set_mean("contacts.missed.turned_away", 4.0);
  EXPECT_NE(run_text(result, {}).find("; 17.0\u00a0% of all contacts find the line busy or closed"), std::string::npos);
  EXPECT_NE(run_text(result, {}).find("; 89.5\u00a0% of all contacts were still without an answer"), std::string::npos);
  set_mean("wait.mean", 29739.5);
  EXPECT_NE(run_text(result, {}).find("29\u00a0739.50\u00a0s (8 h 16 min);"), std::string::npos)
      << run_text(result, {});
  set_mean("contacts.missed.blocked", 0.0);
  set_mean("contacts.missed.turned_away", 0.0);
  EXPECT_EQ(run_text(result, {}).find("busy or closed"), std::string::npos);
}

// Of 200 contacts 150 were handled and 10 missed, 20 hung up on the bot: 20 were open at the end. 90 never got a reply,
// so 40 of the handled ones are chats left before it.
TEST(ReportTextTest, ChatsLeftBeforeAnyReplyAreSaidInTheFirstSentence) {
  RunResult result = hand_made::case_result();
  const auto set_mean = [&](const char* key, double mean) {
    for (Estimate& estimate : result.estimates) {
      if (estimate.key == key && estimate.slice == Slice{}) estimate.mean = mean;
    }
  };
  set_mean("contacts.offered", 200.0);
  set_mean("contacts.handled", 150.0);
  set_mean("contacts.missed", 10.0);
  set_mean("contacts.left_bot", 20.0);
  set_mean("frt.never", 90.0);
  const std::string text = run_text(result, {});
  EXPECT_NE(text.find("; 20.0\u00a0% of all contacts were taken by an operator and never got a reply"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("; 10.0\u00a0% of all contacts were still without an answer"), std::string::npos) << text;
  EXPECT_NE(text.find("\ncontacts never answered "), std::string::npos) << text;
  set_mean("frt.never", 50.0);
  EXPECT_EQ(run_text(result, {}).find("never got a reply"), std::string::npos);
}

TEST(ReportTextTest, AComparisonSaysWhoHungUpOnTheBotAndForHowLongTheCostIs) {
  CompareResult result = hand_made::comparison();
  result.variants[0].run.set.names.bots = {"voice"};
  for (Difference& row : result.variants[0].differences) {
    if (!(row.base.slice == Slice{}) || row.base.key != "contacts.missed") continue;
    Difference left = row;  // a plain centre has no such row
    left.base.key = left.variant.key = left.difference.key = "contacts.left_bot";
    left.difference = to_estimate("contacts.left_bot", {}, "contacts", {14551.0, 14000.0, 15000.0, 6, true}, 6);
    left.distinguishable = true;
    result.variants[0].differences.push_back(left);
    break;
  }
  const std::string text = compare_text(result, {});
  EXPECT_NE(
      text.find("Worse: contacts ended at the bot +14\u00a0551 in 1 min 40 s; cost +0.56\u00a0EUR in 1 min 40 s."),
      std::string::npos)
      << text;
}

// Lower waits and more resolved are better, fewer resolved is worse, and occupancy is neither.
TEST(ReportTextTest, AComparisonSaysWhatIsBetterAndWhatIsWorse) {
  CompareResult result = hand_made::comparison();
  const auto changed_by = [&result](const char* key, double change) {
    for (Difference& row : result.variants[0].differences) {
      if (row.base.key != key || !(row.base.slice == Slice{})) continue;
      row.difference.mean = change;
      row.difference.lo = change - 0.01;
      row.difference.hi = change + 0.01;
      row.distinguishable = true;
    }
  };
  changed_by("wait.mean", -2.0);
  changed_by("service_level", -0.25);
  changed_by("cost.total", -3.0);
  EXPECT_NE(compare_text(result, options_in(Language::en))
                .find("\nmore.json against ten.json. Better: average wait -2.000\u00a0s; cost -3.00\u00a0EUR in 1 min "
                      "40 s. Worse: service level (20\u00a0s) -25.0\u00a0pp. Neither better nor worse: occupancy "
                      "-4.828\u00a0pp.\n"),
            std::string::npos)
      << compare_text(result, options_in(Language::en));
  changed_by("wait.mean", 2.0);
  changed_by("service_level", 0.25);
  EXPECT_NE(compare_text(result, options_in(Language::ru))
                .find(". Лучше: уровень сервиса (20\u00a0с) +25,0\u00a0п.п.; затраты -3,00\u00a0EUR за 1 мин 40 с. "
                      "Хуже: среднее время ожидания +2,000\u00a0с. Не лучше и не хуже: "),
            std::string::npos)
      << compare_text(result, options_in(Language::ru));
}

// Hand-made differences of a centre with issues, all others told from nothing.
std::string sentence_of(const std::vector<std::pair<const char*, double>>& changes, Language language) {
  CompareResult result;
  result.base = hand_made::case_result();
  ComparedVariant& variant = result.variants.emplace_back();
  variant.run = hand_made::case_result();
  variant.differences = difference(result.base.set, variant.run.set);
  for (Difference& row : variant.differences) {
    for (const auto& [key, change] : changes) {
      if (row.base.key != key || !(row.base.slice == Slice{})) continue;
      row.difference.mean = change;
      row.difference.lo = change - 0.001;
      row.difference.hi = change + 0.001;
      row.distinguishable = true;
    }
  }
  const std::string text = compare_text(result, options_in(language));
  const std::size_t title = text.find('\n') + 1;
  return text.substr(title, text.find('\n', title) - title);
}

TEST(ReportTextTest, AComparisonNamesWhatCustomersLose) {
  const std::vector<std::pair<const char*, double>> changes{
      {"wait.mean", -3.0}, {"frt.mean", 6.0}, {"sla.response", -0.25}, {"sla.resolution", -0.125},
      {"csat", -0.04},     {"nps", -9.25},    {"repeat_rate", 0.25}};
  EXPECT_EQ(sentence_of(changes, Language::en),
            "more.json against ten.json. Better: average wait -3.000\u00a0s. Worse: first response time +6.000\u00a0s; "
            "SLA attainment, response -25.00\u00a0pp; satisfied, CSAT -4.00\u00a0pp.")
      << "one of a kind: resolution and NPS went the same way";
  EXPECT_EQ(sentence_of(changes, Language::ru),
            "more.json против ten.json. Лучше: среднее время ожидания -3,000\u00a0с. Хуже: время первого ответа "
            "+6,000\u00a0с; соблюдение SLA по ответу -25,00\u00a0п.п.; довольны, CSAT -4,00\u00a0п.п.");
  EXPECT_EQ(sentence_of({{"sla.response", 0.25}, {"sla.resolution", -0.125}, {"nps", -9.25}}, Language::en),
            "more.json against ten.json. Better: SLA attainment, response +25.00\u00a0pp. Worse: SLA attainment, "
            "resolution -12.50\u00a0pp; loyalty, NPS -9.250\u00a0points.")
      << "the other way, or alone: said";
}

TEST(ReportTextTest, TheFirstResponseIsNotToldTwiceAndGoodNewsAreNotAllOfIt) {
  EXPECT_EQ(sentence_of({{"wait.mean", -3.0}, {"frt.mean", -4.0}}, Language::en),
            "more.json against ten.json. Better: average wait -3.000\u00a0s.")
      << "the wait has said it";
  EXPECT_EQ(sentence_of({{"wait.mean", -3.0}, {"backlog", -2.0}, {"repeat_rate", 0.25}}, Language::en),
            "more.json against ten.json. Better: average wait -3.000\u00a0s. Worse: repeat contacts +25.00\u00a0pp.")
      << "no chief measure, but a loss";
}

// Bad news alone is half the truth as well; handled contacts are neither, and a unit cost that cheap contacts lower is
// none.
TEST(ReportTextTest, BadNewsAreNotAllOfItEither) {
  EXPECT_EQ(sentence_of({{"wait.mean", 3.0}, {"repeat_rate", -0.25}, {"contacts.handled", -5.0}}, Language::en),
            "more.json against ten.json. Better: repeat contacts -25.00\u00a0pp. Worse: average wait +3.000\u00a0s.");
  EXPECT_EQ(sentence_of({{"contacts.handled", -5.0}}, Language::en)
                .find("more.json against ten.json. Neither better nor worse: handled contacts -5.000"),
            0u);
  EXPECT_EQ(sentence_of({{"escalation_rate", 0.125}, {"wait.mean", -3.0}, {"repeat_rate", 0.25}}, Language::en),
            "more.json against ten.json. Better: average wait -3.000\u00a0s. Worse: escalations +12.50\u00a0pp.")
      << "escalations are a chief measure";
}

TEST(ReportTextTest, AContactThatGotCheaperWhileResolutionsGotDearerIsNoGoodNews) {
  const auto sentence = [](double per_resolution) {
    CompareResult result = hand_made::comparison();
    std::vector<Difference>& rows = result.variants[0].differences;
    for (Difference& row : rows) row.distinguishable = false;
    for (const auto& [key, change] :
         {std::pair("cost.per_contact", -0.5), std::pair("cost.per_resolution", per_resolution)}) {
      const Estimate base{
          .key = key, .slice = {}, .unit = "EUR", .mean = 5.0, .lo = {}, .hi = {}, .n = 6, .reason = ""};
      std::erase_if(rows, [&](const Difference& row) { return row.base.key == key; });
      rows.push_back(to_difference(base, base, {change, change - 0.1, change + 0.1, 6, true}, 6));
    }
    return compare_text(result, options_in(Language::en));
  };
  EXPECT_NE(sentence(1.0).find("more.json against ten.json. Worse: cost per resolution +1.00\u00a0EUR.\n"),
            std::string::npos)
      << sentence(1.0);
  EXPECT_NE(sentence(-1.0).find(". Better: cost per contact -0.50\u00a0EUR; cost per resolution -1.00\u00a0EUR.\n"),
            std::string::npos)
      << sentence(-1.0);
}

// The sentence and the table are of one unit.
TEST(ReportTextTest, LongTimesAreHoursInTheSentenceToo) {
  CompareResult result = hand_made::comparison();
  for (Difference& row : result.variants[0].differences) {
    if (row.base.key != "wait.mean" || !(row.base.slice == Slice{})) continue;
    row = to_difference(row.base, row.variant, {-7200.0, -7300.0, -7100.0, 6, true}, 6);
    row.base.mean = 36000.0;
    row.variant.mean = 28800.0;
  }
  const std::string text = compare_text(result, options_in(Language::en));
  EXPECT_NE(text.find("average wait -2.00\u00a0h"), std::string::npos) << text;
}

// Shares of waits are no shares of contacts once a contact waits at each line.
TEST(ReportTextTest, WithLinesTheFirstSentenceIsAboutWaits) {
  RunResult result = hand_made::case_result();
  const std::string text = run_text(result, {});
  EXPECT_NE(text.find("\n0.0\u00a0% of waits for an operator, on any line, end in an answer within 20\u00a0s; 6.0"
                      "\u00a0% end in hanging up;"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("; 1.5\u00a0% of all contacts were answered once and lost later"), std::string::npos) << text;
  EXPECT_NE(text.find("\nlost after an answer  "), std::string::npos) << text;
  result.set.names.lines.resize(1);
  const std::string one_line = run_text(result, {});
  EXPECT_NE(one_line.find("% of contacts are answered within 20"), std::string::npos) << one_line;
  EXPECT_EQ(one_line.find("\nlost after an answer"), std::string::npos) << one_line;
}

TEST(ReportTextTest, NeverAnsweredIsARowOfItsOwnWhereItSaysMoreThanMissed) {
  RunResult result = hand_made::case_result();
  EXPECT_EQ(run_text(result, {}).find("contacts never answered"), std::string::npos) << "equal to the missed";
  for (Estimate& estimate : result.estimates) {
    if (estimate.key == "frt.never") *estimate.mean += 1.0;
  }
  EXPECT_NE(run_text(result, {}).find("\ncontacts never answered "), std::string::npos);
}

TEST(ReportTextTest, NothingMeasuredIsSaidAndNotFaked) {
  ReplicationSet set = hand_made::empty_set();
  const Counters counters = hand_made::empty_counters(set);
  collect(set, counters, reduce(counters));
  RunResult result = hand_made::result_of(std::move(set));
  result.interrupted = true;
  result.warnings = {{.code = "W402", .pointer = "/teams/line 9", .value = "", .arguments = {"line 9"}, .file = ""}};
  const std::string text = run_text(result, {});
  EXPECT_NE(text.find("No contact came to an operator's queue"), std::string::npos) << text;
  EXPECT_NE(text.find("One replication gives no intervals"), std::string::npos);
  EXPECT_NE(text.find("Interrupted: these estimates rest on what was kept; replications: 1."), std::string::npos);
  EXPECT_NE(text.find("W402: team \"line 9\" serves no queue"), std::string::npos) << text;
  RunResult stopped = hand_made::result_with_formula();
  stopped.interrupted = true;
  const std::string partial = run_text(stopped, options_in(Language::en));
  EXPECT_NE(partial.find("in the JSON result"), std::string::npos) << "it is written, too";
  EXPECT_EQ(partial.find("Repeat with"), std::string::npos) << "that would be more replications than these";
  EXPECT_NE(partial.find("\nAll of them: firstline run ten.json\n"), std::string::npos) << partial;
  EXPECT_EQ(text.find("nan"), std::string::npos);
}

TEST(ReportTextTest, ThePartsOfTheCostThatAreThere) {
  const auto result_of = [](double seat, double fixed) {
    return hand_made::result_of(hand_made::varied_set(6), [=](Scenario& scenario) {
      scenario.costs.seat_per_month = seat;
      scenario.costs.fixed_per_month = fixed;
    });
  };
  const RunResult run = result_of(26298.0, 0.0);
  const std::string text = run_text(run, {});
  EXPECT_NE(text.find("\ncost                  8.57\u00a0EUR"), std::string::npos) << text;
  EXPECT_NE(text.find("\nwages                 6.57\u00a0EUR"), std::string::npos) << text;
  EXPECT_NE(text.find("\nseats                 2.00\u00a0EUR"), std::string::npos) << text;  // two of them, for 100 s
  EXPECT_EQ(text.find("fixed cost"), std::string::npos) << text;
  EXPECT_NE(text.find("  per contact\n"), std::string::npos) << text;  // by contact type
  EXPECT_EQ(run_text(result_of(0.0, 0.0), {}).find("\nwages"), std::string::npos) << "all of the cost";
}

TEST(ReportTextTest, WhatCannotBeJudgedSaysWhy) {
  const std::string text = run_text(hand_made::case_result(false), {});
  EXPECT_NE(text.find("\nfirst contact resolution "), std::string::npos) << text;
  EXPECT_NE(
      text.find("\nN004: \"first contact resolution\", \"resolved on the first line\", \"resolution rate\": every "
                "issue was opened too late to be judged: let arrivals go on"),
      std::string::npos)
      << text;
  EXPECT_NE(text.find("\nN003: \"time to resolution (up to 7 d)\": too few issues"), std::string::npos) << text;
  EXPECT_EQ(text.find("at the first contact;"), std::string::npos) << text;
  EXPECT_EQ(run_text(hand_made::case_result(), {}).find("N00"), std::string::npos);
}

TEST(ReportTextTest, AComparisonSpeaksOfIssuesWhereBothKnowOfThem) {
  CompareResult result;
  result.base = hand_made::case_result();
  result.variants.emplace_back().run = hand_made::case_result();
  result.variants[0].differences = difference(result.base.set, result.base.set);
  std::string text = compare_text(result, {});
  EXPECT_NE(text.find("\nfirst contact resolution "), std::string::npos) << text;
  for (Difference& row : result.variants[0].differences) {
    if (row.base.key == "fcr") row.base.mean = row.variant.mean = row.difference.mean = std::nullopt;
  }
  text = compare_text(result, {});
  EXPECT_EQ(text.find("\nfirst contact resolution "), std::string::npos) << text;
}

TEST(ReportTextTest, NoWagesNoMoney) {
  RunResult result = hand_made::result_of(hand_made::varied_set(3));
  for (auto& [name, team] : result.scenario.teams) team.wage_per_h = 0.0;
  std::string text = run_text(result, {});
  EXPECT_EQ(text.find("cost"), std::string::npos) << text;
  EXPECT_EQ(text.find("wages"), std::string::npos) << text;
  // Any other price is a reason to speak of money.
  result.scenario.costs.channels["phone"].per_min = 0.05;
  EXPECT_NE(run_text(result, {}).find("cost"), std::string::npos);
}

}  // namespace
}  // namespace firstline
