// The small functions of document_json.h about characters, numbers and pointers.
#include <algorithm>

#include "models/scenario/document_json.h"

namespace firstline {
namespace {

constexpr std::size_t kLongestShown = 120;

std::string hex(std::uint32_t code) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text = "\\u";
  for (int shift = code > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4) text += kDigits[code >> shift & 0xF];
  return text;
}

}  // namespace

std::optional<std::uint32_t> decode_utf8(std::string_view text, std::size_t at, std::size_t& length) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])) : 0u;
  };
  const std::uint32_t first = byte(at);
  length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (length == 1) return first;
  if (first < 0xC2 || first > 0xF4) return std::nullopt;
  std::uint32_t code = first & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return std::nullopt;
    code = code << 6 | (byte(at + i) & 0x3F);
  }
  const std::uint32_t lowest = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
  if (code < lowest || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return std::nullopt;
  return code;
}

bool is_unprintable(std::uint32_t code) {
  return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0xAD || (code >= 0x200B && code <= 0x200F) ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF ||
         (code >= 0xFFF9 && code <= 0xFFFF) || code >= 0xE0000;
}

std::string printable(std::string_view text) {
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 1;
    const std::optional<std::uint32_t> code = decode_utf8(text, at, length);
    if (!code) length = 1;
    const std::string next = !code || is_unprintable(*code) ? hex(code ? *code : static_cast<unsigned char>(text[at]))
                                                            : std::string(text.substr(at, length));
    if (shown.size() + next.size() > kLongestShown) return shown + "...";
    shown += next;
    at += length;
  }
  return shown;
}

std::string describe(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return "null";
    case Node::Kind::boolean:
      return node.boolean ? "true" : "false";
    case Node::Kind::number:
      return printable(node.text);
    case Node::Kind::string:
      return "\"" + printable(node.text) + "\"";
    case Node::Kind::array:
      return node.items.empty() ? "[]" : "[...]";
    case Node::Kind::object:
      return node.members.empty() ? "{}" : "{...}";
  }
  return "";
}

std::string join_pointer(const std::string& parent, std::string_view key) {
  std::string pointer = parent + "/";
  for (const char c : key) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
  return pointer;
}

Decimal to_decimal(std::string_view token) {
  Decimal decimal;
  decimal.negative = token.substr(0, 1) == "-";
  bool after_point = false;
  std::size_t i = decimal.negative ? 1 : 0;
  for (; i < token.size() && token[i] != 'e' && token[i] != 'E'; ++i) {
    if (token[i] == '.') {
      after_point = true;
    } else {
      decimal.digits += token[i];
      decimal.exponent -= after_point ? 1 : 0;
    }
  }
  if (i < token.size()) {
    const bool minus = token[i + 1] == '-';
    std::int64_t exponent = 0;
    for (i += token[i + 1] == '-' || token[i + 1] == '+' ? 2 : 1; i < token.size(); ++i) {
      exponent = std::min<std::int64_t>(exponent * 10 + (token[i] - '0'), 1'000'000'000);
    }
    decimal.exponent += minus ? -exponent : exponent;
  }
  decimal.digits.erase(0, decimal.digits.find_first_not_of('0'));
  const std::size_t kept = decimal.digits.find_last_not_of('0') + 1;
  decimal.exponent += static_cast<std::int64_t>(decimal.digits.size() - kept);
  decimal.digits.erase(kept);
  if (decimal.digits.empty()) decimal = Decimal{};
  return decimal;
}

bool is_whole(std::string_view token) { return to_decimal(token).exponent >= 0; }

std::optional<std::int64_t> to_integer(std::string_view token) {
  const Decimal decimal = to_decimal(token);
  if (decimal.exponent < 0 || decimal.exponent + static_cast<std::int64_t>(decimal.digits.size()) > 18)
    return std::nullopt;
  std::int64_t value = 0;
  for (const char c : decimal.digits) value = value * 10 + (c - '0');
  for (std::int64_t i = 0; i < decimal.exponent; ++i) value *= 10;
  return decimal.negative ? -value : value;
}

}  // namespace firstline
