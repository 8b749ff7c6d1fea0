// Names that a person cannot tell apart: equal but for case or for how accents are encoded.
//
// Shape: comparison_key folds Latin, Greek and Cyrillic letters to lower case and composes letter and accent.
// Neglects: full Unicode normalisation; other scripts are compared as they are.
// Source: reliability.md S30.
// Tests: tests/models/scenario/names_test.cpp
#pragma once

#include <string>
#include <string_view>

namespace firstline {

std::string comparison_key(std::string_view name);

}  // namespace firstline
