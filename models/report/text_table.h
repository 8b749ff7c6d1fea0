// Text tables padded by what the eye sees: Cyrillic is as wide as Latin, East Asian characters are twice as wide.
//
// Flow: report_text fills rows of UTF-8 cells; render gives lines without trailing spaces.
// Shape: the first row is the header, underlined; columns are separated by two spaces.
// Errors: none; bytes that are not UTF-8 count as one column each.
// Threads: pure functions.
// Source: the width classes of Unicode's East Asian Width, its main blocks.
// Tests: tests/models/report/text_table_test.cpp
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace firstline {

enum class Align { left, right };

struct TextTable {
  std::vector<Align> columns;
  std::vector<std::vector<std::string>> rows;
};

std::size_t display_width(std::string_view text);
std::string render(const TextTable& table);

}  // namespace firstline
