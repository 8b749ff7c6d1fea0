#include "models/scenario/targets.h"

#include <gtest/gtest.h>

#include "models/scenario/targets_reader.h"
#include "tests/models/scenario/documents.h"

namespace firstline {
namespace {

TEST(Targets, DefaultsAreThePresetsOfTheTable) {
  std::string text = preset_object("/slas/*");
  text.insert(1, R"("response": "20 s", )");
  Document document(text);
  Sla expected;
  expected.response_s = 20.0;
  EXPECT_EQ(read_sla(document.reader, document.at("/slas/*")), expected);
  EXPECT_EQ(document.codes(), "");
}

TEST(Targets, WithoutWordsItHoldsForAllAroundTheClock) {
  const Sla sla;
  EXPECT_TRUE((sla.segment + sla.product + sla.channel + sla.topic + sla.contact_type).empty());
  EXPECT_FALSE(sla.has_hours);
  EXPECT_EQ(sla.share, 0.8);
}

}  // namespace
}  // namespace firstline
