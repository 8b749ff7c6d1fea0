#include "models/report/text_table.h"

#include <algorithm>
#include <cstdint>

namespace firstline {
namespace {

// The code point at text[at]; moves `at` behind it. A stray byte is taken as it is.
std::uint32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  const std::uint32_t first = byte(at);
  const std::size_t length = first < 0x80         ? 1
                             : first >> 5 == 0x6  ? 2
                             : first >> 4 == 0xe  ? 3
                             : first >> 3 == 0x1e ? 4
                                                  : 1;
  if (length == 1 || at + length > text.size()) {
    ++at;
    return first;
  }
  std::uint32_t point = first & (0xffu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) point = point << 6 | (byte(at + i) & 0x3f);
  at += length;
  return point;
}

std::size_t width_of(std::uint32_t point) {
  const auto within = [&](std::uint32_t low, std::uint32_t high) { return point >= low && point <= high; };
  if (within(0x300, 0x36f) || within(0x200b, 0x200f) || within(0x483, 0x489) || within(0xfe00, 0xfe0f)) return 0;
  if (within(0x1100, 0x115f) || within(0x2e80, 0x303e) || within(0x3041, 0xa4cf) || within(0xac00, 0xd7a3) ||
      within(0xf900, 0xfaff) || within(0xfe30, 0xfe6f) || within(0xff00, 0xff60) || within(0xffe0, 0xffe6) ||
      within(0x1f300, 0x1f64f) || within(0x1f900, 0x1f9ff) || within(0x20000, 0x3fffd)) {
    return 2;
  }
  return 1;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) width += width_of(next_code_point(text, at));
  return width;
}

std::string render(const TextTable& table) {
  std::vector<std::size_t> widths(table.columns.size(), 0);
  for (const auto& row : table.rows) {
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], display_width(row[c]));
  }
  std::string text;
  const auto end_line = [&] {
    text.erase(text.find_last_not_of(' ') + 1);
    text += '\n';
  };
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const auto& row = table.rows[r];
    for (std::size_t c = 0; c < row.size(); ++c) {
      const std::string gap(widths[c] - display_width(row[c]), ' ');
      if (c > 0) text += "  ";
      text += table.columns[c] == Align::left ? row[c] + gap : gap + row[c];
    }
    end_line();
    if (r > 0) continue;
    for (std::size_t c = 0; c < widths.size(); ++c) text += (c > 0 ? "  " : "") + std::string(widths[c], '-');
    end_line();
  }
  return text;
}

}  // namespace firstline
