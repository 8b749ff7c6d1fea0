#include "models/scenario/nearest.h"

#include <gtest/gtest.h>

namespace firstline {
namespace {

TEST(Nearest, DistanceCountsEditsAndSwaps) {
  EXPECT_EQ(edit_distance("", "abc"), 3);
  EXPECT_EQ(edit_distance("abc", ""), 3);
  EXPECT_EQ(edit_distance("queus", "queues"), 1);
  EXPECT_EQ(edit_distance("mian", "main"), 1);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3);
  EXPECT_EQ(edit_distance("Queue", "queue"), 0);
}

TEST(Nearest, FindsTheNearestOrNothing) {
  const std::vector<std::string> words{"queues", "teams", "notes", "name"};
  EXPECT_EQ(nearest("queus", words), "queues");
  EXPECT_EQ(nearest("TEAMS", words), "teams");
  EXPECT_EQ(nearest("nmae", words), "name");
  EXPECT_EQ(nearest("zzz", words), "");
  EXPECT_EQ(nearest("", words), "");
  EXPECT_EQ(nearest("x", {"y"}), "");
  EXPECT_EQ(nearest("nope", {"nps"}), "") << "two of its three letters";
  EXPECT_EQ(nearest("nsp", {"nps"}), "nps");
  EXPECT_EQ(nearest(std::string{}.append(10'000'000, 'q'), words), "");
  EXPECT_EQ(nearest("abd", {"abc", "abe"}), "abc");
}

}  // namespace
}  // namespace firstline
