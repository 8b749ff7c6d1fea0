// The known word nearest to a mistyped one: "did you mean ...".
//
// Shape: edit distance with transpositions, case ignored; nothing when more than a third of the word would change.
// Threads: pure functions.
// Source: optimal string alignment distance (Damerau 1964).
// Tests: tests/models/scenario/nearest_test.cpp
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace firstline {

int edit_distance(std::string_view a, std::string_view b);

// The nearest candidate (the first of equals), or "" when none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace firstline
