#include "models/scenario/names.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/scenario/document_json.h"

namespace firstline {
namespace {

std::uint32_t lower(std::uint32_t c) {
  if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7)) return c + 32;
  if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177)) return c | 1;
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c % 2 == 1 ? c + 1 : c;
  if (c == 0x178) return 0xFF;
  if (c >= 0x391 && c <= 0x3A9) return c + 32;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  return c;
}

struct Composition {
  std::uint32_t letter, mark, composed;
};
// Lower-case letters with the marks that keyboards of Europe put on them.
constexpr std::array<Composition, 52> kCompositions{{
    {'a', 0x300, 0xE0},    {'a', 0x301, 0xE1},    {'a', 0x302, 0xE2},  {'a', 0x303, 0xE3},    {'a', 0x308, 0xE4},
    {'a', 0x30A, 0xE5},    {'c', 0x327, 0xE7},    {'e', 0x300, 0xE8},  {'e', 0x301, 0xE9},    {'e', 0x302, 0xEA},
    {'e', 0x308, 0xEB},    {'i', 0x300, 0xEC},    {'i', 0x301, 0xED},  {'i', 0x302, 0xEE},    {'i', 0x308, 0xEF},
    {'n', 0x303, 0xF1},    {'o', 0x300, 0xF2},    {'o', 0x301, 0xF3},  {'o', 0x302, 0xF4},    {'o', 0x303, 0xF5},
    {'o', 0x308, 0xF6},    {'u', 0x300, 0xF9},    {'u', 0x301, 0xFA},  {'u', 0x302, 0xFB},    {'u', 0x308, 0xFC},
    {'y', 0x301, 0xFD},    {'y', 0x308, 0xFF},    {'c', 0x301, 0x107}, {'c', 0x30C, 0x10D},   {'d', 0x30C, 0x10F},
    {'e', 0x328, 0x119},   {'e', 0x30C, 0x11B},   {'a', 0x328, 0x105}, {'g', 0x306, 0x11F},   {'l', 0x301, 0x13A},
    {'n', 0x301, 0x144},   {'n', 0x30C, 0x148},   {'o', 0x30B, 0x151}, {'r', 0x30C, 0x159},   {'s', 0x301, 0x15B},
    {'s', 0x30C, 0x161},   {'s', 0x327, 0x15F},   {'t', 0x30C, 0x165}, {'u', 0x30A, 0x16F},   {'u', 0x30B, 0x171},
    {'z', 0x301, 0x17A},   {'z', 0x307, 0x17C},   {'z', 0x30C, 0x17E}, {0x438, 0x306, 0x439}, {0x435, 0x308, 0x451},
    {0x456, 0x308, 0x457}, {0x443, 0x306, 0x45E},
}};

}  // namespace

std::string comparison_key(std::string_view name) {
  std::vector<std::uint32_t> letters;
  for (std::size_t at = 0; at < name.size();) {
    std::size_t length = 1;
    const std::optional<std::uint32_t> code = decode_utf8(name, at, length);
    const std::uint32_t letter = lower(code.value_or(0xFFFD));
    bool composed = false;
    for (const Composition& row : kCompositions) {
      if (letters.empty() || row.letter != letters.back() || row.mark != letter) continue;
      letters.back() = row.composed;
      composed = true;
      break;
    }
    if (!composed) letters.push_back(letter);
    at += length;
  }
  std::string key;
  for (const std::uint32_t letter : letters) {
    for (int shift = 0; shift < 24; shift += 8) key += static_cast<char>(letter >> shift & 0xFF);
  }
  return key;
}

}  // namespace firstline
