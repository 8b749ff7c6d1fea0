#include "models/scenario/names.h"

#include <gtest/gtest.h>

namespace firstline {
namespace {

bool alike(const char* a, const char* b) { return comparison_key(a) == comparison_key(b); }

TEST(Names, CaseDoesNotTellNamesApart) {
  EXPECT_TRUE(alike("Main", "mAIN"));
  EXPECT_TRUE(alike("Очередь", "оЧЕРЕДЬ"));
  EXPECT_TRUE(alike("Ёлка", "ёлка"));
  EXPECT_TRUE(alike("ÉTÉ", "été"));
  EXPECT_TRUE(alike("ŁÓDŹ", "łódź"));
  EXPECT_TRUE(alike("ΑΒΓ", "αβγ"));
  EXPECT_FALSE(alike("×", "÷"));
  EXPECT_FALSE(alike("main", "main "));
}

TEST(Names, ComposedAndDecomposedLettersAreTheSame) {
  EXPECT_TRUE(alike("caf\u00e9", "cafe\u0301"));
  EXPECT_TRUE(alike("\u0439", "\u0438\u0306"));
  EXPECT_TRUE(alike("\u00dc", "U\u0308"));
  EXPECT_FALSE(alike("caf\u00e9", "cafe"));
  EXPECT_FALSE(alike("\u0301", ""));
}

}  // namespace
}  // namespace firstline
