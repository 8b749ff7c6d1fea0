#include "models/center/contacts.h"

#include <gtest/gtest.h>

#include <set>

namespace firstline {
namespace {

TEST(ContactPool, GivesEachContactASlotOfItsOwn) {
  ContactPool pool;
  std::set<std::uint32_t> slots;
  for (int i = 0; i < 100; ++i) slots.insert(pool.allocate());
  EXPECT_EQ(slots.size(), 100u);
  EXPECT_EQ(pool.slots(), 100u);
  EXPECT_EQ(pool.peak(), 100);
}

TEST(ContactPool, ReusesTheSlotGivenBackLast) {
  ContactPool pool;
  pool.allocate();
  const std::uint32_t second = pool.allocate();
  pool[second].stage = Stage::waiting;
  pool.release(second);
  EXPECT_EQ(pool[second].stage, Stage::free);
  EXPECT_EQ(pool.allocate(), second);
  EXPECT_EQ(pool.slots(), 2u);
}

TEST(ContactPool, SizeFollowsThePeakNotTheNumberOfContacts) {
  ContactPool pool;
  for (int i = 0; i < 10'000; ++i) {
    const std::uint32_t a = pool.allocate();
    const std::uint32_t b = pool.allocate();
    pool.release(i % 2 == 0 ? a : b);
    pool.release(i % 2 == 0 ? b : a);
  }
  EXPECT_EQ(pool.slots(), 2u);
  EXPECT_EQ(pool.peak(), 2);
}

TEST(ContactPool, ClearForgetsEverything) {
  ContactPool pool;
  pool.release(pool.allocate());
  pool.allocate();
  pool.clear();
  EXPECT_EQ(pool.slots(), 0u);
  EXPECT_EQ(pool.peak(), 0);
  EXPECT_EQ(pool.allocate(), 0u);
}

TEST(ContactPool, AContactIsOneCacheLine) {
  ContactPool pool;
  const std::uint32_t slot = pool.allocate();
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(&pool[slot]) % 64, 0u);
}

}  // namespace
}  // namespace firstline
