#include "models/report/text_table.h"

#include <gtest/gtest.h>

namespace firstline {
namespace {

TEST(TextTableTest, WidthIsWhatTheEyeSees) {
  EXPECT_EQ(display_width("abc"), 3u);
  EXPECT_EQ(display_width("очередь"), 7u);
  EXPECT_EQ(display_width("e\u0301"), 1u);       // a combining accent
  EXPECT_EQ(display_width("\u7535\u8bdd"), 4u);  // two Chinese characters
  EXPECT_EQ(display_width("1\u00a0000"), 5u);
  EXPECT_EQ(display_width("\xff\xd0"), 2u);  // not UTF-8
}

TEST(TextTableTest, CyrillicColumnsLineUp) {
  const TextTable table{.columns = {Align::left, Align::right},
                        .rows = {{"metric", "x"}, {"ожидание", "1.0"}, {"a", "10.0"}, {"b", ""}}};
  EXPECT_EQ(render(table),
            "metric       x\n"
            "--------  ----\n"
            "ожидание   1.0\n"
            "a         10.0\n"
            "b\n");
}

}  // namespace
}  // namespace firstline
