#include "models/record/digest.h"

#include <gtest/gtest.h>

namespace firstline {
namespace {

// One word by hand: results of two versions are compared by these digits, so they may not change unnoticed.
TEST(DigestTest, MultipliesAndFoldsEachWord) {
  EXPECT_EQ(Digest().value(), 0xcbf29ce484222325ull);
  Digest digest;
  digest.add(std::uint64_t{0x0123456789abcdef});
  const std::uint64_t product = (0xcbf29ce484222325ull ^ 0x0123456789abcdefull) * 0x9e3779b97f4a7c15ull;
  EXPECT_EQ(digest.value(), product ^ (product >> 32));
}

TEST(DigestTest, OrderAndEveryBitMatter) {
  Digest there, back;
  for (const std::uint64_t word : {1u, 2u}) there.add(word);
  for (const std::uint64_t word : {2u, 1u}) back.add(word);
  EXPECT_NE(there.value(), back.value());
  for (int bit = 0; bit < 64; ++bit) {
    Digest zero, one;
    zero.add(std::uint64_t{0});
    one.add(std::uint64_t{1} << bit);
    EXPECT_NE(zero.value(), one.value()) << bit;
  }
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
