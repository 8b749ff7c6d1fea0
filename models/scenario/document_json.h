// A strict reader of JSON text: a tree of values, each with the file, line and column where it stands.
//
// Flow: text -> parse_document -> Node; document_edit merges and changes trees; field_reader takes fields out of them.
// Units: line and column count from 1, columns in characters (code points), not bytes.
// Shape: numbers keep their spelling, so that integers stay exact; // and /* */ comments and a byte order mark pass.
// Errors: InputError at the first fault of syntax (E301-E304, E306); RunError E401 above 32 MB or a million values;
//         duplicate keys (E305) are added to `problems` and reading goes on.
// Threads: pure functions.
// Source: RFC 8259; reliability.md S01-S11. Our own lexer: nlohmann's SAX pass tells neither the place of a value nor
//         the bracket left open, and rounds large integers.
// Tests: tests/models/scenario/document_json_test.cpp
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/error.h"

namespace firstline {

struct Place {
  std::uint32_t file = 0;  // index into the loader's list of file names
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

struct Member;

struct Node {
  enum class Kind : std::uint8_t { null, boolean, number, string, array, object };
  Kind kind = Kind::null;
  bool boolean = false;
  Place place;
  std::string text;             // string: its characters in UTF-8; number: as written
  std::vector<Node> items;      // array
  std::vector<Member> members;  // object, in the order written

  const Member* find(std::string_view key) const;
  Member* find(std::string_view key);
};

struct Member {
  std::string key;
  Place place;
  Node value;
};

inline constexpr std::size_t kMaxBytes = 32'000'000;
inline constexpr std::size_t kMaxNodes = 1'000'000;
inline constexpr int kMaxDepth = 64;

// `file` is the index that places carry; `file_name` goes into problems.
Node parse_document(std::string_view text, const std::string& file_name, std::uint32_t file,
                    std::vector<sim::Problem>& problems);

// A number as written, without its spelling: sign, digits without outer zeros, and a power of ten.
struct Decimal {
  bool negative = false;
  std::string digits;  // empty for zero
  std::int64_t exponent = 0;
};
Decimal to_decimal(std::string_view token);

// The exact integer that a token means ("3", "3.0", "1e3"); nothing for fractions and beyond +-1e18.
std::optional<std::int64_t> to_integer(std::string_view token);
bool is_whole(std::string_view token);

// JSON pointer (RFC 6901) of a child.
std::string join_pointer(const std::string& parent, std::string_view key);

// For messages: control and direction characters escaped, cut to 120 bytes.
std::string printable(std::string_view text);
// The value as the document has it, shortened: "5" with quotes for a string, [..] for an array.
std::string describe(const Node& node);

// The code point at text[at] (length in `length`); nothing where the bytes are not UTF-8.
std::optional<std::uint32_t> decode_utf8(std::string_view text, std::size_t at, std::size_t& length);
// Control, direction, zero-width and line-separator characters.
bool is_unprintable(std::uint32_t code_point);

}  // namespace firstline
