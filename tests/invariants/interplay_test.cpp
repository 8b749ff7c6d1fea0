// Small centres in which two features meet, by what people would count on their fingers.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <optional>
#include <string>

#include "models/run/run.h"
#include "models/scenario/scenario_json.h"

namespace firstline {
namespace {

constexpr double kMinute = 60.0, kHour = 3600.0;

// Estimates of the total by key, and by key and channel ("aht.mean phone").
std::map<std::string, std::optional<double>> figures(const std::string& body) {
  const LoadedScenario loaded = load_scenario(R"({"schema_version": 1, )" + body + "}", "interplay.json");
  RunOptions options;
  options.threads = 1;
  const RunResult result = run(loaded.scenario, loaded.experiment, options);
  std::map<std::string, std::optional<double>> values;
  for (const Estimate& estimate : result.estimates) {
    if (estimate.slice == Slice{}) values[estimate.key] = estimate.mean;
    if (estimate.slice.dimension == "channel") values[estimate.key + " " + estimate.slice.name] = estimate.mean;
  }
  return values;
}
double value(const std::map<std::string, std::optional<double>>& of, const std::string& key) {
  const auto found = of.find(key);
  return found != of.end() && found->second ? *found->second : std::nan("");
}
std::string minutes(const std::string& span) { return R"({"law": "deterministic", "value": ")" + span + R"("})"; }
// Arrivals at ten o'clock and after, a minute or a second apart.
std::string times(int from_s, int number, int apart_s) {
  std::string list;
  for (int i = 0; i < number; ++i) list += (i > 0 ? "," : "") + std::to_string(from_s + i * apart_s);
  return R"({"trace": {"times_s": [)" + list + "]}}";
}

// Line 2 is closed until noon: who calls in the morning is answered on line 1 and gives up before line 2.
std::string lost_behind_line_1(const std::string& redial, const std::string& staff_of_line_2) {
  return R"("contact_types": {"c": {"queue": "q1", "arrivals": {"rate": "5 per hour"}, "service": )" +
         minutes("1 min") + R"(, "patience": )" + minutes("1 min") + R"(, "redial": {"probability": 1, )" + redial +
         R"(}, "channels": {"phone": 1}, "topics": {"a": 1}}},
    "topics": {"a": {}}, "channels": {"phone": {"kind": "call"}},
    "queues": {"q1": {"handling": {"resolves": 0, "to": {"q2": 1}}}, "q2": {"line": 2}},
    "teams": {"A": {"serves": {"q1": 1}, "staff": 30}, "B": {"serves": {"q2": 1}, "staff": )" +
         staff_of_line_2 + R"(}},
    "experiment": {"measure": "10 d", "cool_down": "10 d", "replications": 3})";
}

TEST(Interplay, WhoIsLostBehindAnAnswerComesBackAsARepeat) {
  const auto figure = figures(lost_behind_line_1(
      R"("delay": )" + minutes("12 h") + R"(, "max_attempts": 3)",
      R"({"slot": "1 h", "days": {"all": [0,0,0,0,0,0,0,0,0,0,0,0,30,30,30,30,30,30,30,30,30,30,30,30]}})"));
  EXPECT_NEAR(value(figure, "fcr"), 0.5, 0.05) << "half of them come after noon";
  EXPECT_NEAR(value(figure, "fcr.identifiable"), value(figure, "fcr"), 0.01) << "the centre's own log shows it";
  EXPECT_NEAR(value(figure, "contacts.offered.repeat"), value(figure, "contacts.lost_after_answer"),
              0.06 * value(figure, "contacts.lost_after_answer"));
  EXPECT_EQ(value(figure, "contacts.offered.redial"), 0.0);
  EXPECT_NEAR(value(figure, "repeat_rate"), 1.0 / 3.0, 0.03);
}

TEST(Interplay, AttemptsAreCountedFromTheLastHandledContact) {
  const auto figure = figures(lost_behind_line_1(R"("delay": )" + minutes("1 d") + R"(, "max_attempts": 2)", "0"));
  EXPECT_GT(value(figure, "contacts_per_issue"), 8.0) << "each is answered, and so starts afresh";
}

TEST(Interplay, ASolutionAfterTheEndOfArrivalsIsNotSeen) {
  const auto centre = [](const std::string& cool_down) {
    const std::string hundred = times(9 * 3600, 100, 1);
    return figures(R"("start_date": "1999-01-04", "contact_types": {
      "call": {"queue": "q", "arrivals": )" +
                   hundred + R"(, "service": )" + minutes("1 min") + R"(,
        "returns": {"unresolved": 1, "delay": )" +
                   minutes("40 h") + R"(, "in_hours": false, "max_returns": 5},
        "channels": {"phone": 1}},
      "mail": {"queue": "m", "arrivals": )" +
                   hundred + R"(, "service": )" + minutes("1 min") + R"(,
        "channels": {"mail": 1}}},
      "channels": {"mail": {"kind": "mail", "mail": {"touches": 1}}, "phone": {"kind": "call"}},
      "queues": {"q": {"handling": {"resolves": 0}}, "m": {}},
      "teams": {"t": {"serves": {"q": 1}, "staff": 200}, "u": {"serves": {"m": 1}, "staff": {"slot": "12 h",
        "days": {"mon": [0, 0], "tue": [0, 200], "wed-sun": [200, 200]}}}},
      "experiment": {"measure": "1 d", "replications": 2, "cool_down": ")" +
                   cool_down + R"("})");
  };
  const auto at_once = centre("0 s"), later = centre("8 d");
  EXPECT_TRUE(std::isnan(value(at_once, "resolution_time.p90"))) << "half of them nobody ever solves";
  EXPECT_TRUE(std::isnan(value(later, "resolution_time.p90")));
  // Seven days to look back on; the mails take 27 h, the calls for ever.
  EXPECT_NEAR(value(later, "resolution_time.mean"), (27.0 * kHour + 168.0 * kHour) / 2.0, 0.2 * kHour);
  EXPECT_EQ(value(at_once, "issues.resolved"), value(later, "issues.resolved")) << "solved they are all the same";
}

TEST(Interplay, WhoSwitchesChannelsComesInTheHoursOfTheNewOne) {
  const auto figure = figures(R"("start_date": "1999-01-04", "contact_types": {"c": {"queue": "q",
      "arrivals": {"rate": "10 per hour"}, "service": )" +
                              minutes("1 min") + R"(,
      "returns": {"unresolved": 1, "delay": {"law": "exponential", "mean": "12 h"}, "switches": 1, "max_returns": 1},
      "channels": {"mail": 1000000, "phone": 1}}},
    "channels": {"mail": {"kind": "mail", "queue": "m", "mail": {"touches": 1}}, "phone": {"kind": "call"}},
    "queues": {"q": {"opening_hours": {"all": ["09:00-18:00"]}}, "m": {"handling": {"resolves": 0}}},
    "teams": {"t": {"serves": {"q": 1, "m": 2}, "staff": 30}},
    "experiment": {"measure": "20 d", "cool_down": "10 d", "replications": 2})");
  EXPECT_GT(value(figure, "contacts.offered.repeat"), 1000.0);
  // Nearly nobody calls at first; those few who do may find it closed.
  EXPECT_LT(value(figure, "contacts.missed.turned_away"), 3.0);
}

TEST(Interplay, OnThePhoneThePhoneKnowsTheCustomer) {
  const auto phone = [](const char* share_of_mail, const char* share_of_phone) {
    return value(figures(R"("contact_types": {"c": {"queue": "q", "arrivals": {"rate": "10 per hour"},
        "service": )" + minutes("10 min") +
                         R"(, "returns": {"unresolved": 1, "delay": )" + minutes("1 h") +
                         R"(, "max_returns": 1, "switches": 1}, "channels": {"mail": 1000000, "phone": 1}}},
      "channels": {"phone": {"kind": "call", "identification": {"share": )" +
                         share_of_phone +
                         R"(, "saves": 0.5}}, "mail": {"kind": "mail", "mail": {"touches": 1},
        "identification": {"share": )" +
                         share_of_mail + R"(, "saves": 0}}},
      "queues": {"q": {"handling": {"resolves": 0}}}, "teams": {"t": {"serves": {"q": 1}, "staff": 50}},
      "experiment": {"measure": "5 d", "cool_down": "10 d", "replications": 2})"),
                 "aht.mean phone");
  };
  EXPECT_NEAR(phone("0", "1"), 5.0 * kMinute, 1.0);
  EXPECT_NEAR(phone("1", "0"), 10.0 * kMinute, 1.0);
}

TEST(Interplay, WhatAFollowUpCallSolvesComesBackByAChanceOfItsOwn) {
  const auto figure = figures(R"("contact_types": {"c": {"queue": "q", "arrivals": {"rate": "10 per hour"},
      "service": )" + minutes("1 min") +
                              R"(,
      "returns": {"unresolved": 0.5, "resolved": 0.5, "delay": )" +
                              minutes("1 h") + R"(, "max_returns": 1},
      "follow_up": {"queue": "f", "share": 1, "after": "2 h", "reached": 1, "check": )" +
                              minutes("10 s") + R"(},
      "channels": {"phone": 1}}},
    "channels": {"phone": {"kind": "call"}},
    "queues": {"q": {"handling": {"resolves": 0}}, "f": {"handling": {"resolves": 1}}},
    "teams": {"t": {"serves": {"q": 1}, "staff": 20}, "u": {"serves": {"f": 1}, "staff": 20}},
    "experiment": {"measure": "20 d", "cool_down": "10 d", "replications": 10})");
  // Of N issues N/2 come back unsolved; the others are called and half of those, N/4, come back solved.
  const double opened = value(figure, "issues.opened");
  EXPECT_NEAR(value(figure, "contacts.offered.repeat") / opened, 0.75, 0.01);
}

TEST(Interplay, CustomersOfTypesWithLikeNamesAreNotOne) {
  // The last fourteen bits of the two names' keys are the same.
  const auto type = [](const std::string& name) {
    return '"' + name + R"(": {"queue": "q", "arrivals": {"rate": "10 per hour"}, "service": )" + minutes("1 min") +
           R"(, "channels": {"phone": 1}, "topics": {"a": 1}})";
  };
  const auto figure = figures(R"("contact_types": {)" + type("type 103") + "," + type("type 189") + R"(},
    "topics": {"a": {}}, "channels": {"phone": {"kind": "call"}}, "queues": {"q": {}},
    "teams": {"t": {"serves": {"q": 1}, "staff": 50}},
    "experiment": {"measure": "7 d", "cool_down": "8 d", "replications": 2})");
  EXPECT_EQ(value(figure, "fcr.identifiable"), 1.0);
}

TEST(Interplay, AnAnswerAfterClosingIsLateAlsoWhereNoOpenTimeHasPassed) {
  const auto attained = [](const char* answered_from, const char* agreed) {
    const int from = std::stoi(std::string(answered_from).substr(0, 2));
    std::string staff;
    for (int hour = 0; hour < 24; ++hour) staff += std::string(hour > 0 ? "," : "") + (hour >= from ? "20" : "0");
    return value(
        figures(R"("start_date": "1999-01-04", "contact_types": {"c": {"queue": "q", "arrivals": )" +
                times(3 * 3600, 10, 1) + R"(, "service": )" + minutes("1 min") + R"(, "channels": {"mail": 1}}},
      "channels": {"mail": {"kind": "mail", "mail": {"touches": 1}}}, "queues": {"q": {}},
      "slas": {"s": {"hours": {"mon-fri": ["09:00-18:00"]}, "share": 0.8, "response": ")" +
                agreed + R"("}},
      "teams": {"t": {"serves": {"q": 1}, "staff": {"slot": "1 h", "days": {"all": [)" +
                staff + R"(]}}}},
      "experiment": {"measure": "1 d", "cool_down": "10 d", "replications": 2})"),
        "sla.response");
  };
  EXPECT_EQ(attained("20:00", "9 h"), 0.0) << "due at 18:00";
  EXPECT_EQ(attained("17:00", "9 h"), 1.0);
  EXPECT_EQ(attained("20:00", "10 h"), 1.0) << "due on the next morning";
}

TEST(Interplay, EveryAttemptThatWasLostIsHeldAgainstTheCentre) {
  const auto satisfied = [](const char* monday, const char* tuesday) {
    return value(figures(R"("contact_types": {"c": {"queue": "q", "arrivals": )" + times(8 * 3600, 200, 60) +
                         R"(, "service": )" + minutes("30 s") + R"(, "patience": )" + minutes("5 min") + R"(,
        "redial": {"probability": 1, "delay": )" +
                         minutes("3 h") + R"(, "max_attempts": 50},
        "returns": {"unresolved": 1, "delay": )" +
                         minutes("24 h") + R"(, "max_returns": 1, "in_hours": false},
        "channels": {"phone": 1}}},
      "channels": {"phone": {"kind": "call"}}, "queues": {"q": {"handling": {"resolves": 0}}},
      "satisfaction": {"wait": 0, "lost_before": 20, "transfer": 0, "contact_before": 0, "unsolved": 0,
        "own_spread": 0},
      "teams": {"t": {"serves": {"q": 1}, "staff": {"slot": "24 h", "days": {"mon": [)" +
                         monday + R"(],
        "tue": [)" + tuesday +
                         R"(], "wed-sun": [50]}}}},
      "start_date": "1999-01-04", "experiment": {"measure": "6 d", "cool_down": "1 d", "replications": 5})"),
                 "csat");
  };
  EXPECT_GT(satisfied("50", "50"), 0.8) << "nobody is lost";
  EXPECT_EQ(satisfied("0", "50"), 0.0) << "everybody before the first contact";
  EXPECT_NEAR(satisfied("50", "0"), satisfied("50", "50") / 2.0, 0.05) << "everybody before the second";
}

TEST(Interplay, WhoHoldsTheLineInVainTellsNobodyAnything) {
  const auto minutes_of_work = [](const char* warm, const char* hold, const char* context) {
    std::string staff;
    for (int hour = 0; hour < 24; ++hour) staff += std::string(hour > 0 ? "," : "") + (hour >= 11 ? "1" : "0");
    return value(figures(R"("start_date": "1999-01-04", "contact_types": {"c": {"queue": "q1", "arrivals": )" +
                         times(10 * 3600, 1, 1) + R"(, "service": )" + minutes("10 min") + R"(,
        "channels": {"phone": 1}}},
      "channels": {"phone": {"kind": "call"}}, "queues": {"q1": {"handling": {"resolves": 0, "to": {"q2": 1}},
        "transfer": {"warm": )" +
                         warm + R"(, "hold": ")" + hold + R"(", "context": )" + context + R"(,
          "context_factor": 0.5, "repeat_factor": 1.5, "handover": )" +
                         minutes("1 min") + R"(}}, "q2": {"line": 2}},
      "teams": {"A": {"serves": {"q1": 1}, "staff": 1}, "B": {"serves": {"q2": 1}, "staff": {"slot": "1 h",
        "days": {"all": [)" +
                         staff + R"(]}}}},
      "experiment": {"measure": "1 d", "replications": 2})"),
                 "aht.mean") /
           kMinute;
  };
  EXPECT_NEAR(minutes_of_work("0", "0 s", "0"), 25.0, 1e-6) << "cold: told again";
  EXPECT_NEAR(minutes_of_work("1", "0 s", "0"), 25.0, 1e-6) << "held for nothing";
  EXPECT_NEAR(minutes_of_work("1", "2 min", "0"), 27.0, 1e-6);
  EXPECT_NEAR(minutes_of_work("1", "2 min", "1"), 17.0, 1e-6) << "the notes say it";
  EXPECT_NEAR(minutes_of_work("1", "1 h", "0"), 10.0 + 50.0 + 1.0 + 1.0 + 5.0, 1e-6) << "both are there";
}

TEST(Interplay, AReturnBringsTheWorkOfTheHourInWhichItComes) {
  const auto figure = figures(R"("contact_types": {"c": {"queue": "q", "arrivals": )" + times(10 * 3600, 100, 60) +
                              R"(, "service": )" + minutes("1 min") + R"(,
      "periods": {"night": {"hours": "20:00-24:00", "service": )" +
                              minutes("20 min") + R"(}},
      "returns": {"unresolved": 1, "delay": )" +
                              minutes("11 h") + R"(, "max_returns": 1}, "channels": {"phone": 1}}},
    "channels": {"phone": {"kind": "call"}}, "queues": {"q": {"handling": {"resolves": 0}}},
    "teams": {"t": {"serves": {"q": 1}, "staff": 100}},
    "experiment": {"measure": "1 d", "replications": 2, "cool_down": "1 d"})");
  EXPECT_NEAR(value(figure, "aht.mean"), 10.5 * kMinute, 1e-6);
}

// A bot solves, and the customer comes back after so many days to a bot on which he hangs up, or to people.
std::string back_after(const std::string& days, const std::string& bot, const std::string& channels) {
  return R"("contact_types": {"c": {"queue": "q", "arrivals": {"rate": "5 per hour"}, "service": )" + minutes("30 s") +
         R"(, "returns": {"resolved": 1, "delay": )" + minutes(days) +
         R"(, "max_returns": 1, "switches": 1}, "channels": )" + channels + R"(}},
    "channels": {"phone": {"kind": "call"}, "chat": {"kind": "chat", "bot": "b"}},
    "bots": {"b": {"start": "a", "steps": {"a": )" +
         bot + R"(}}}, "queues": {"q": {}},
    "teams": {"t": {"serves": {"q": 1}, "staff": 50}},
    "experiment": {"measure": "5 d", "cool_down": "28 d", "replications": 2})";
}

TEST(Interplay, WhatHappensAfterTheWindowLeavesTheVerdictAlone) {
  const std::string calls = R"({"phone": 1000000, "chat": 1})", chats = R"({"phone": 1, "chat": 1000000})";
  const std::string hangs_up = R"({"hangs_up": 1, "asks": 0})",
                    solves = R"({"recognised": 1, "hangs_up": 0, "asks": 0})";
  EXPECT_EQ(value(figures(back_after("8 d", hangs_up, calls)), "fcr"), 1.0);
  EXPECT_EQ(value(figures(back_after("8 d", solves, chats)), "automation_rate"), 1.0);
  EXPECT_EQ(value(figures(back_after("6 d", solves, chats)), "automation_rate"), 0.0);
}

TEST(Interplay, EveryTryToCallBackHasItsOwnChance) {
  const auto failed = [](const char* attempts) {
    const auto figure = figures(R"("contact_types": {"c": {"queue": "q", "arrivals": {"rate": "5 per hour"},
        "service": )" + minutes("30 s") +
                                R"(, "channels": {"phone": 1}}}, "channels": {"phone": {"kind": "call"}},
      "queues": {"q": {"callback": {"offered_above": 0, "accepts": 1, "reached": 0.05, "dialling": "1 s",
        "attempts": )" + attempts +
                                R"(, "pause": "10 s"}}},
      "teams": {"t": {"serves": {"q": 1}, "staff": {"slot": "1 h",
        "days": {"all": [0,200,0,200,0,200,0,200,0,200,0,200,0,200,0,200,0,200,0,200,0,200,0,200]}}}},
      "experiment": {"measure": "20 d", "replications": 5, "cool_down": "1 d"})");
    return value(figure, "callbacks.failed") / value(figure, "callbacks");
  };
  // About 6100 of them: five standard errors.
  for (const auto& [attempts, tries] : {std::pair{"10", 10}, std::pair{"16", 16}, std::pair{"40", 40}}) {
    const double expected = std::pow(0.95, tries);
    EXPECT_NEAR(failed(attempts), expected, 5.0 * std::sqrt(expected * (1.0 - expected) / 6000.0)) << attempts;
  }
}

}  // namespace
}  // namespace firstline
