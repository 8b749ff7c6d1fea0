#include "models/scenario/field_reader.h"

#include <gtest/gtest.h>

#include "models/scenario/messages.h"
#include "tests/models/scenario/documents.h"

namespace firstline {
namespace {

TEST(FieldReader, LeavesDefaultsWhereNothingOrRubbishStands) {
  Document document(R"({"priority": "x", "head_start": "90 s"})");
  const Cursor queue = document.at("/queues/*");
  int priority = 7, capacity = 3;
  double head_start_s = 0.0;
  document.reader.read(queue, "priority", priority);
  document.reader.read(queue, "capacity", capacity);
  document.reader.read(queue, "head_start", head_start_s);
  EXPECT_EQ(priority, 7);
  EXPECT_EQ(capacity, 3);
  EXPECT_EQ(head_start_s, 90.0);
  EXPECT_EQ(document.codes(), "E313");
}

TEST(FieldReader, OpenNotesUnknownAndMissingKeys) {
  Document document(R"({"qeue": "main", "zzz": 1, "service": 1})");
  EXPECT_TRUE(document.reader.open(document.at("/contact_types/*")));
  EXPECT_EQ(document.codes(), "E312 E312 E315");  // "queue" is not said to be missing: it is there, mistyped
  EXPECT_EQ(document.problems[2].arguments[0], "arrivals");
  Document list("[]");
  EXPECT_FALSE(list.reader.open(list.at("/queues/*")));
  EXPECT_EQ(list.codes(), "E313");
}

TEST(FieldReader, EntriesAreCheckedByNameAndNumber) {
  Document document(R"({"queues": {"a": {}, "": {}, "b\u0007": {}, "я/~": {}}})");
  const auto entries = document.reader.entries(document.at(""), "queues");
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[1].second.pointer, "/queues/я~1~0");
  EXPECT_EQ(entries[1].second.path, "/queues/*");
  EXPECT_EQ(document.codes(), "E344 E344");
  std::string many = "{\"queues\": {\"0\": {}";
  for (int i = 1; i <= 10000; ++i) many += ",\"" + std::to_string(i) + "\": {}";
  Document crowd(many + "}}");
  EXPECT_TRUE(crowd.reader.entries(crowd.at(""), "queues").empty());
  EXPECT_EQ(crowd.codes(), "E402");
}

TEST(FieldReader, UnitsAndPercents) {
  Document document(
      R"({"warm_up": "1 h 30 min", "measure": "2 weeks", "precision": {"a": "2.5 %", "b": 0.01, "c": "5"}})");
  const Cursor experiment = document.at("/experiment");
  double warm_up_s = 0.0, measure_s = 0.0;
  document.reader.read(experiment, "warm_up", warm_up_s);
  document.reader.read(experiment, "measure", measure_s);
  EXPECT_EQ(warm_up_s, 5400.0);
  EXPECT_EQ(measure_s, 1209600.0);
  std::vector<double> shares;
  for (const auto& [key, at] : document.reader.entries(experiment, "precision")) {
    shares.push_back(document.reader.quantity(at, document.reader.row_of(at)).value_or(-1.0));
  }
  EXPECT_EQ(shares, (std::vector<double>{0.025, 0.01, -1.0}));
  EXPECT_EQ(document.codes(), "E316");
}

TEST(FieldReader, RatesMayHaveALengthBelow) {
  Document document(R"({"rate": "3 per 10 min"})");
  double rate_per_s = 0.0;
  document.reader.read(document.at("/contact_types/*/arrivals"), "rate", rate_per_s);
  EXPECT_EQ(rate_per_s, 0.005);
  for (const char* bad : {"3 per 0 min", "3 per -10 min", "per 10 min", "3 per ten min", "3 per"}) {
    Document wrong(std::string("{\"rate\": \"") + bad + "\"}");
    wrong.reader.read(wrong.at("/contact_types/*/arrivals"), "rate", rate_per_s);
    EXPECT_EQ(wrong.codes(), "E316") << bad;
  }
}

TEST(FieldReader, ProblemsOfOneDocumentAreLimited) {
  std::string many = "{\"zzz\": 1";
  for (int i = 0; i < 3000; ++i) many += ",\"zz" + std::to_string(i) + "\": 1";
  Document document(many + "}");
  document.reader.open(document.at("/queues/*"));
  EXPECT_EQ(document.problems.size(), 1000u);
}

TEST(FieldReader, AFieldThatTheTableLacksIsABug) {
  Document document(R"({"new": 1})");
  double value = 0.0;
  EXPECT_THROW(document.reader.read(document.at("/queues/*"), "new", value), sim::BugError);
}

TEST(FieldReader, NumbersInMessagesAreShort) {
  EXPECT_EQ(short_number(0.0), "0");
  EXPECT_EQ(short_number(12.0), "12");
  EXPECT_EQ(short_number(999999.0), "999999");
  EXPECT_EQ(short_number(1e6), "1e6");
  EXPECT_EQ(short_number(4.8e11), "4.8e11");
  EXPECT_EQ(short_number(0.9999), "0.9999");
  EXPECT_EQ(short_number(-2.5), "-2.5");
  EXPECT_EQ(short_number(1e-12), "1e-12");
  EXPECT_EQ(short_number(9.999e8), "1e9");
}

}  // namespace
}  // namespace firstline
