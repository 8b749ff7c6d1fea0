#include "models/record/digest.h"

#include <gtest/gtest.h>

namespace firstline {
namespace {

// FNV-1a over bytes as published: the offset basis, and the eight bytes of one word by hand.
TEST(DigestTest, IsFnv1a) {
  EXPECT_EQ(Digest().value(), 0xcbf29ce484222325ull);
  std::uint64_t expected = 0xcbf29ce484222325ull;
  for (const unsigned char byte : {'f', 'o', 'o', 'b', 'a', 'r', '\0', '\0'})
    expected = (expected ^ byte) * 1099511628211ull;
  Digest digest;
  digest.add(std::uint64_t{0x0000'7261'626f'6f66});
  EXPECT_EQ(digest.value(), expected);
}

TEST(DigestTest, DoublesByTheirBitsAndWideNumbersByBothWords) {
  Digest one, bits;
  one.add(1.0);
  bits.add(std::uint64_t{0x3ff0000000000000});
  EXPECT_EQ(one.value(), bits.value());
  Digest wide, words;
  wide.add((sim::Wide{7} << 64) + 3);
  words.add(std::uint64_t{3});
  words.add(std::uint64_t{7});
  EXPECT_EQ(wide.value(), words.value());
  Digest negative, ones;
  negative.add(-1);
  ones.add(~std::uint64_t{0});
  EXPECT_EQ(negative.value(), ones.value());
}

}  // namespace
}  // namespace firstline
