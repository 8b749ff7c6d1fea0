#include "models/scenario/lines.h"

#include <gtest/gtest.h>

#include "models/scenario/lines_reader.h"
#include "tests/models/scenario/documents.h"

namespace firstline {
namespace {

// What a struct holds by itself is what the table of fields promises for a document that is silent.
template <class Struct>
void expect_presets(const char* path, Struct (*read)(FieldReader&, const Cursor&)) {
  Document silent("{}"), written(preset_object(path));
  EXPECT_EQ(read(silent.reader, silent.at(path)), Struct{}) << path;
  EXPECT_EQ(read(written.reader, written.at(path)), Struct{}) << path << " " << preset_object(path);
  EXPECT_EQ(silent.codes() + written.codes(), "") << path;
}

TEST(Lines, DefaultsAreThePresetsOfTheTable) {
  expect_presets("/channels/*", read_channel);
  expect_presets("/topics/*", read_topic);
  expect_presets("/contact_types/*/returns", read_returns);
  expect_presets("/escalation", read_escalation);
}

TEST(Lines, DefaultsOfALineAreThePresetsOfTheTable) {
  std::string parts;
  for (const char* part : {"handling", "intake", "transfer", "announcement", "callback"}) {
    parts += ", \"" + std::string(part) + "\": " + preset_object("/queues/*/" + std::string(part));
  }
  Document written("{\"line\": 1" + parts + "}");
  Queue queue;
  read_line(written.reader, written.at("/queues/*"), queue);
  EXPECT_EQ(written.codes(), "");
  EXPECT_EQ(queue.handling, Handling{});
  EXPECT_EQ(queue.intake, Intake{});
  EXPECT_EQ(queue.transfer, Transfer{});
  EXPECT_EQ(queue.announcement, Announcement{});
  EXPECT_EQ(queue.callback, Callback{});
}

// Without a word of transfers or returns nothing happens after the first contact.
TEST(Lines, NothingIsPassedOnOrComesBackUnlessAsked) {
  EXPECT_TRUE(Handling{}.to.empty());
  EXPECT_EQ(Transfer{}.warm + Transfer{}.ticket, 0.0);
  EXPECT_EQ(Returns{}.unresolved + Returns{}.resolved + Returns{}.switches, 0.0);
  EXPECT_EQ(Announcement{}.factor * Announcement{}.hazard_before * Announcement{}.hazard_after, 1.0);
  EXPECT_FALSE(Channel{}.trunks.has_value());
}

}  // namespace
}  // namespace firstline
