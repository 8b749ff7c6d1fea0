#include "models/record/opinion_cell.h"

#include <gtest/gtest.h>

#include <set>

namespace firstline {
namespace {

OpinionCell numbered() {
  return {.all = {1, 2, 3, 4, 5, 6},
          .rated = {7, 8, 9, 10, 11, 12},
          .answered = 13,
          .called_back = 14,
          .reached = 15,
          .silent = 16,
          .judged = 17,
          .errors = 18};
}

TEST(OpinionCell, AddsEveryField) {
  OpinionCell twice = numbered();
  twice.add(numbered());
  EXPECT_EQ(twice, (OpinionCell{.all = {2, 4, 6, 8, 10, 12},
                                .rated = {14, 16, 18, 20, 22, 24},
                                .answered = 26,
                                .called_back = 28,
                                .reached = 30,
                                .silent = 32,
                                .judged = 34,
                                .errors = 36}));
}

TEST(OpinionCell, TheDigestKnowsEveryField) {
  std::set<std::uint64_t> digests;
  const auto note = [&](const OpinionCell& cell) {
    Digest digest;
    add_to(digest, cell);
    digests.insert(digest.value());
  };
  note({});
  for (std::int64_t OpinionSums::* field : {&OpinionSums::count, &OpinionSums::satisfied, &OpinionSums::score,
                                            &OpinionSums::promoters, &OpinionSums::detractors, &OpinionSums::ease}) {
    OpinionCell all, rated;
    all.all.*field = 1;
    rated.rated.*field = 1;
    note(all);
    note(rated);
  }
  for (std::int64_t OpinionCell::* field : {&OpinionCell::answered, &OpinionCell::called_back, &OpinionCell::reached,
                                            &OpinionCell::silent, &OpinionCell::judged, &OpinionCell::errors}) {
    OpinionCell cell;
    cell.*field = 1;
    note(cell);
  }
  EXPECT_EQ(digests.size(), 19u);
}

}  // namespace
}  // namespace firstline
