#include "models/scenario/targets_reader.h"

#include <gtest/gtest.h>

#include "tests/models/scenario/documents.h"

namespace firstline {
namespace {

TEST(TargetsReader, AnAgreement) {
  Document document(
      R"({"segment": "gold", "product": "phones", "channel": "phone", "topic": "faults", "contact_type": "calls",
      "response": "20 s", "resolution": "8 h", "share": 0.9, "period": "month", "hours": {"mon": "08:00-18:00"}})");
  Sla expected{"gold", "phones", "phone", "faults", "calls", 20.0, 28800.0, 0.9, SlaPeriod::month, {}, true};
  expected.hours[0] = {{28800, 64800}};
  EXPECT_EQ(read_sla(document.reader, document.at("/slas/*")), expected);
  EXPECT_EQ(document.codes(), "");
}

TEST(TargetsReader, AnAgreementIsAboutSomeTime) {
  const auto codes = [](const std::string& text) {
    Document document(text);
    read_sla(document.reader, document.at("/slas/*"));
    return document.codes();
  };
  EXPECT_EQ(codes(R"({"share": 0.9})"), "E318");
  EXPECT_EQ(codes(R"({"respons": "20 s"})"), "E312");  // said once
  EXPECT_EQ(codes(R"({"resolution": "0 s"})"), "E320");
  EXPECT_EQ(codes(R"({"resolution": "1 h", "period": "year", "share": 80, "hours": {}})"), "E321 E317 E330");
}

}  // namespace
}  // namespace firstline
