// Bad documents with the problem that each must give: the rows S01-S42 of reliability.md that this room reads.
#pragma once

#include <string>
#include <vector>

namespace firstline {

struct BadDocument {
  const char* id;
  std::string from;  // in small_document(); empty: `to` is the whole document
  std::string to;
  const char* code;
  const char* pointer;
  int line, column;
  const char* message;  // a part of the English text
};

inline std::vector<BadDocument> bad_documents() {
  using namespace std::string_literals;
  const std::string kRate = "\"rate\": \"10 per h\"", kService = "\"law\": \"exponential\", \"mean\": \"5 min\"";
  const std::string kCapacity = "\"capacity\": 50", kStaff = "\"staff\": 3", kMeasure = "\"measure\": \"1 d\"";
  const std::string kSlots = "\"unit\": \"per min\", \"slot\": \"30 min\", ";
  const std::string kDays = kSlots + "\"from\": \"07:00\", \"days\": ";
  return {
      // The text itself
      {"S01", "", "", "E301", "", 1, 1, "empty document"},
      {"S01", "", " \n\t ", "E301", "", 1, 1, "empty document"},
      {"S02", "", "{\"queues\":[", "E301", "/queues/0", 1, 12, "unclosed '[' opened at 1:11"},
      {"S02", "", "{\n \"queues\": {\"a\"", "E301", "/queues/a", 2, 16, "unclosed '{' opened at 2:12"},
      {"S02", "", "{\"name\": \"abc", "E301", "/name", 1, 10, "not closed"},
      {"S02", "", "{ /* for ever", "E301", "", 1, 3, "comment that starts here"},
      {"S03", "50 }", "50, }", "E301", "/queues/main/capacity", 15, 29, "comma after the last entry"},
      {"S03", "\"name\"", "'name'", "E301", "", 3, 3, "double quotes"},
      {"S03", "50 }", "50 \"priority\": 1 }", "E301", "/queues/main/capacity", 15, 30, "is a comma missing?"},
      {"S03", "\"Small\"", "Small", "E301", "/name", 3, 11, "unexpected \"Small\""},
      {"S04", "", "{} x", "E301", "", 1, 4, "text after the end"},
      {"S05", "Small", "Sm\xFFll", "E302", "", 3, 14, "not UTF-8 at byte 38"},
      {"S05", "Small", "\\ud800", "E302", "/name", 3, 12, "half of a surrogate pair"},
      {"S05", "Small", "Sm\ball", "E302", "/name", 3, 14, "raw control character"},
      {"S06", "", "\xFF\xFE{\0"s, "E303", "", 1, 1, "looks like UTF-16"},
      {"S06", "", "{\0\"\0"s, "E303", "", 1, 1, "looks like UTF-16"},
      {"S06", "", "\x1F\x8B\x08", "E303", "", 1, 1, "looks like gzip"},
      {"S06", "", "PK\x03\x04", "E303", "", 1, 1, "looks like zip / xlsx"},
      {"S07", "", std::string(100'000, '['), "E304", "", 1, 65, "nesting deeper than 64"},
      {"S08", "", std::string(33'000'000, ' '), "E401", "", 1, 1, "33 MB is above the limit of 32 MB"},
      {"S09", kStaff, "\"staff\": 3, \"staff\": 4", "E305", "/teams/line 1/staff", 18, 54, "twice, first at 18:42"},
      {"S10", "0.5", "NaN", "E306", "/contact_types/calls/redial/probability", 11, 34, "not a JSON number"},
      {"S10", "0.5", "-Infinity", "E306", "/contact_types/calls/redial/probability", 11, 34, "not a JSON number"},
      {"S10", "0.5", "1e400", "E306", "/contact_types/calls/redial/probability", 11, 34, "out of range"},
      {"S10", "0.5", "0x10", "E306", "/contact_types/calls/redial/probability", 11, 34, "not a JSON number"},
      {"S10", "0.5", "01", "E306", "/contact_types/calls/redial/probability", 11, 34, "not a JSON number"},
      {"S10", "0.5", "+1", "E306", "/contact_types/calls/redial/probability", 11, 34, "not a JSON number"},
      {"S10", "0.5", ".5", "E306", "/contact_types/calls/redial/probability", 11, 34, "not a JSON number"},
      // Keys and types
      {"S11", "", "[1]", "E310", "", 1, 1, "expected an object { ... }, got [...]"},
      {"S11", "", "null", "E310", "", 1, 1, "got null"},
      {"S12", "\"schema_version\": 1,", "", "E311", "", 1, 1, "must be the number 1, it is missing"},
      {"S12", "\"schema_version\": 1", "\"schema_version\": \"1\"", "E311", "/schema_version", 2, 21, "got \"1\""},
      {"S12", "\"schema_version\": 1", "\"schema_version\": 99", "E311", "/schema_version", 2, 21, "newer firstline"},
      {"S13", "\"queues\"", "\"queus\"", "E312", "/queus", 14, 3, "unknown key \"queus\"; did you mean \"queues\"?"},
      {"S13", kCapacity, "\"zzz\": 1", "E312", "/queues/main/zzz", 15, 15, "possible here: priority, head_start"},
      {"S14", kStaff, "\"staff\": \"3\"", "E313", "/teams/line 1/staff", 18, 51, "expected a number, or {"},
      {"S14", "50", "\"5\"", "E313", "/queues/main/capacity", 15, 27, "expected a whole number, got \"5\""},
      {"S14", "50", "true", "E313", "/queues/main/capacity", 15, 27, "expected a whole number, got true"},
      {"S14", "50", "[5]", "E313", "/queues/main/capacity", 15, 27, "expected a whole number, got [...]"},
      {"S14", "50", "null", "E313", "/queues/main/capacity", 15, 27, "null removes only inside"},
      {"S14", "\"1 d\"", "86400", "E313", "/experiment/measure", 20, 61, "a bare number needs its unit"},
      {"S14", "{ " + kService + " }", "\"5 min\"", "E313", "/contact_types/calls/service", 9, 18,
       "write {\"law\": \"deterministic\", \"value\": \"5 min\"}"},
      {"S15", "50", "3.5", "E313", "/queues/main/capacity", 15, 27, "expected a whole number, got 3.5"},
      {"S16", "\"seed\": 1", "\"seed\": 18446744073709551616", "E314", "/experiment/seed", 20, 27, "as a string"},
      {"S16", "\"seed\": 1", "\"seed\": \"18446744073709551616\"", "E314", "/experiment/seed", 20, 27,
       "is outside 0..18446744073709551615"},
      {"S16", "50", "1e12", "E314", "/queues/main/capacity", 15, 27, "1e12 is outside 0..1e9"},
      {"-", "\"queue\": \"main\",", "", "E315", "/contact_types/calls", 6, 14, "\"queue\" is missing"},
      {"-", kRate, "\"scale\": 2", "E315", "/contact_types/calls/arrivals", 8, 19,
       "\"rate\" is missing: a rate such as"},
      {"-", "\"1 d\"", "\"1 month\"", "E316", "/experiment/measure", 20, 61, "\"1 month\" is not a duration such as"},
      {"-", "10 per h", "10", "E316", "/contact_types/calls/arrivals/rate", 8, 29,
       "not a rate such as \"10 per min\"; a bare"},
      {"-", "25 per h", "25 per month", "E316", "/teams/line 1/wage", 18, 62, "not money per hour"},
      {"-", kCapacity, "\"closing\": \"serveout\"", "E317", "/queues/main/closing", 15, 26,
       "did you mean \"serve_out\"?"},
      {"-", kRate, kRate + ", \"unit\": \"per min\"", "E318", "/contact_types/calls/arrivals", 8, 19, "not both"},
      // Ranges
      {"S17", "10 per h", "-10 per h", "E320", "/contact_types/calls/arrivals/rate", 8, 29, "must be >= 0"},
      {"S17", kStaff, "\"staff\": -3", "E320", "/teams/line 1/staff", 18, 51, "-3 must be >= 0"},
      {"S17", "25 per h", "-25 per h", "E320", "/teams/line 1/wage", 18, 62, "must be >= 0"},
      {"S18", "5 min", "0 min", "E320", "/contact_types/calls/service/mean", 9, 50, "\"0 min\" must be > 0"},
      {"S18", "\"1 d\"", "\"0 d\"", "E320", "/experiment/measure", 20, 61, "must be > 0"},
      {"S18", kMeasure, "\"interval\": \"0 s\"", "E320", "/experiment/interval", 20, 62, "must be > 0"},
      {"S19", "0.5", "-0.1", "E321", "/contact_types/calls/redial/probability", 11, 34, "is no probability"},
      {"S19", "0.5", "1.0000001", "E321", "/contact_types/calls/redial/probability", 11, 34, "is no probability"},
      {"S20", "10 per h", "1e-320 per h", "E322", "/contact_types/calls/arrivals/rate", 8, 29, "outside the range"},
      {"S20", "5 min", "1e250 s", "E322", "/contact_types/calls/service/mean", 9, 50, "outside the range from"},
      {"S20", "5 min", "0.0001 ms", "E322", "/contact_types/calls/service/mean", 9, 50,
       "outside the range from 0.000001 s to 1e9 s"},
      {"S21", kMeasure, "\"confidence\": 1", "E323", "/experiment/confidence", 20, 64,
       "outside the range from 0.5 to 0.9999"},
      {"S21", kMeasure, "\"thresholds\": [\"-1 s\"]", "E323", "/experiment/thresholds/0", 20, 65, "outside the range"},
      {"S22", kService, "\"law\": \"exponental\", \"mean\": \"5 min\"", "E324", "/contact_types/calls/service/law", 9,
       27, "no law \"exponental\"; did you mean \"exponential\"?; laws: exponential, gamma"},
      {"S22", kService, "\"law\": \"gamma\", \"mean\": \"5 min\"", "E324", "/contact_types/calls/service", 9, 18,
       "law gamma takes mean + shape | mean + cv"},
      {"S22", kService, kService + ", \"cv\": 1", "E324", "/contact_types/calls/service/cv", 9, 59,
       "has no parameter \"cv\""},
      {"S22", kService, "\"law\": \"none\"", "E324", "/contact_types/calls/service/law", 9, 27, "for patience only"},
      {"S23", kService, "\"law\": \"lognormal\", \"mean\": \"5 min\", \"cv\": -1", "E325",
       "/contact_types/calls/service/cv", 9, 63, "-1 is outside 0..100"},
      {"S23", kService, "\"law\": \"gamma\", \"mean\": \"5 min\", \"shape\": 0", "E325",
       "/contact_types/calls/service/shape", 9, 62, "0 is outside 0.01..1e6"},
      {"S23", kService, "\"law\": \"triangular\", \"min\": \"3 s\", \"mode\": \"2 s\", \"max\": \"4 s\"", "E325",
       "/contact_types/calls/service/mode", 9, 63, "law triangular cannot have mode = \"2 s\""},
      {"S23", kService, "\"law\": \"empirical\", \"values\": []", "E325", "/contact_types/calls/service/values", 9, 50,
       "cannot have values = []"},
      {"S23", kService, "\"law\": \"empirical\", \"values\": [\"1 s\"], \"weights\": [0]", "E325",
       "/contact_types/calls/service/weights", 9, 70, "cannot have weights"},
      {"S24", kService, "\"law\": \"piecewise_hazard\", \"from\": [\"0 s\"], \"rate\": [\"0 per s\"]", "E325",
       "/contact_types/calls/service/rate", 9, 72, "cannot have rate"},
      {"S24", kService, "\"law\": \"piecewise_hazard\", \"from\": [\"0 s\", \"1 s\"], \"rate\": [\"1/s\", \"0/s\"]",
       "E326", "/contact_types/calls/service", 9, 18, "mean of this law is infinite"},
      // Slots, hours, dates
      {"S25", kRate, kDays + "{\"mon-fri\": [1], \"fri-sun\": [2]}", "E330",
       "/contact_types/calls/arrivals/days/fri-sun", 8, 100,
       "fri is named here and in /contact_types/calls/arrivals/days/mon-fri"},
      {"S25", kRate, kSlots + "\"from\": \"07:10\", \"days\": {\"all\": [1]}", "E330",
       "/contact_types/calls/arrivals/from", 8, 66, "multiple of the slot, 30 min"},
      {"S25", kRate, kSlots + "\"from\": \"23:00\", \"days\": {\"all\": [1, 2, 3]}", "E330",
       "/contact_types/calls/arrivals/days/all", 8, 91, "3 numbers, but only 2 slots"},
      {"S25", kRate, kDays + "{}", "E330", "/contact_types/calls/arrivals/days", 8, 83, "no day is named"},
      {"S25", kCapacity, "\"opening_hours\": {\"sat\": [\"10:00-12:00\", \"11:00-13:00\"]}", "E330",
       "/queues/main/opening_hours/sat/1", 15, 56, "starts before the end of \"10:00-12:00\""},
      {"S25", kMeasure, "\"thresholds\": [\"60 s\", \"1 min\"]", "E330", "/experiment/thresholds", 20, 64,
       "there twice"},
      {"S26", kCapacity, "\"opening_hours\": {\"sat\": \"18:00-08:00\"}", "E331", "/queues/main/opening_hours/sat", 15,
       40, "an end after the start"},
      {"S26", kCapacity, "\"opening_hours\": {\"sat\": \"08:00-25:00\"}", "E331", "/queues/main/opening_hours/sat", 15,
       40, "expected hours such as"},
      {"S26", kRate, kSlots + "\"from\": \"7:5\", \"days\": {\"all\": [1]}", "E331",
       "/contact_types/calls/arrivals/from", 8, 66, "expected a time of day"},
      {"S27", "1999-01-04", "2026-02-30", "E332", "/start_date", 4, 17, "\"2026-02-30\" is no date"},
      {"S28", kStaff, "\"staff\": 0", "W401", "/queues/main", 15, 5, "no service"},
      {"-", kStaff, "\"staff\": 3, \"extra_staff\": {\"a\": {\"hours\": \"08:00-09:00\", \"operators\": -4}}", "E334",
       "/teams/line 1/extra_staff", 18, 54, "staff of \"line 1\" falls to -1 on mon"},
      // References and names
      {"S29", "\"main\",", "\"mian\",", "E340", "/contact_types/calls/queue", 7, 16,
       "no queue \"mian\"; did you mean \"main\"?"},
      {"S29", "\"main\": 1", "\"main\": 1, \"x\": 1", "E340", "/teams/line 1/serves/x", 18, 45, "no queue \"x\""},
      {"S30", kCapacity + " }", kCapacity + " }, \"Main\": {}", "E341", "/queues/main", 15, 5, "differ only by case"},
      {"S32", "\"main\": { \"capacity\": 50 }", "", "E343", "/queues", 14, 13, "no queues"},
      {"S32", "\"main\": 1", "", "E343", "/queues/main", 15, 5, "no team serves queue \"main\""},
      {"S40", "\"calls\"", "\"ca\\u0000lls\"", "E344", "/contact_types/ca\\u0000lls", 6, 5, "is no name"},
      {"S40", "\"calls\"", "\"ca\\nlls\"", "E344", "/contact_types/ca\\u000alls", 6, 5, "is no name"},
      {"S40", "\"calls\"", "\"\\u202eslac\"", "E344", "/contact_types/\\u202eslac", 6, 5, "is no name"},
      {"S40", "Small", "\\u001b[31m", "E344", "/name", 3, 3, "is no name"},
      {"S40", "Small", std::string(10'000'000, 'x'), "E344", "/name", 3, 3, "is no name"},
      // Limits and warnings
      {"S36", "10 per h", "1e9 per h", "E402", "/contact_types", 5, 3, "estimated 4.8e11 contacts (limit 2e9)"},
      {"S37", kStaff, "\"staff\": 1e9", "E402", "/teams", 17, 3, "1e9 operators (limit 1e6)"},
      {"S37", "\"replications\": 20", "\"replications\": 1000000000", "E402", "/contact_types", 5, 3,
       "estimated 2.4e11"},
      {"S38", "\"1 d\"", "\"365000000 d\"", "E403", "/experiment/measure", 20, 61, "ends after 3.65e8 days"},
      {"-", "\"main\": 1 }", "\"main\": 1 }, \"x\": 1", "E312", "/teams/line 1/x", 18, 42, "unknown key \"x\""},
      {"-", "\"teams\": {", "\"teams\": {\"idle\": {\"serves\": {}, \"staff\": 1},", "W402", "/teams/idle", 17, 13,
       "serves no queue"},
      {"-", "\"queues\": {", "\"queues\": {\"spare\": {},", "W403", "/queues/spare", 14, 14, "no contact enters"},
  };
}

}  // namespace firstline
