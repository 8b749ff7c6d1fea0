#include "models/scenario/document_json.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "sim/base/units.h"

namespace firstline {
namespace {

struct Magic {
  std::string_view bytes;
  const char* kind;
};
using namespace std::string_view_literals;
constexpr std::array<Magic, 8> kMagics{{{"\xFF\xFE"sv, "UTF-16"},
                                        {"\xFE\xFF"sv, "UTF-16"},
                                        {"{\0"sv, "UTF-16"},
                                        {"\0{"sv, "UTF-16"},
                                        {"\x1F\x8B"sv, "gzip"},
                                        {"PK\x03\x04"sv, "zip / xlsx"},
                                        {"\xD0\xCF\x11\xE0"sv, "xls"},
                                        {"%PDF"sv, "PDF"}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '+' || c == '-' ||
         c == '.';
}

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

void append_utf8(std::string& text, std::uint32_t code) {
  const auto byte = [&text](std::uint32_t value) { text += static_cast<char>(static_cast<unsigned char>(value)); };
  if (code < 0x80) return byte(code);
  if (code < 0x800) {
    byte(0xC0 | code >> 6);
  } else {
    if (code < 0x10000) {
      byte(0xE0 | code >> 12);
    } else {
      byte(0xF0 | code >> 18);
      byte(0x80 | (code >> 12 & 0x3F));
    }
    byte(0x80 | (code >> 6 & 0x3F));
  }
  byte(0x80 | (code & 0x3F));
}

// The strict number grammar of JSON.
bool is_json_number(std::string_view token) {
  std::size_t i = 0;
  const auto digits = [&token, &i] {
    const std::size_t from = i;
    while (i < token.size() && is_digit(token[i])) ++i;
    return i - from;
  };
  if (i < token.size() && token[i] == '-') ++i;
  const std::size_t whole_from = i, whole = digits();
  if (whole == 0 || (whole > 1 && token[whole_from] == '0')) return false;
  if (i < token.size() && token[i] == '.') {
    ++i;
    if (digits() == 0) return false;
  }
  if (i < token.size() && (token[i] == 'e' || token[i] == 'E')) {
    ++i;
    if (i < token.size() && (token[i] == '+' || token[i] == '-')) ++i;
    if (digits() == 0) return false;
  }
  return i == token.size();
}

class Parser {
 public:
  Parser(std::string_view text, const std::string& file_name, std::uint32_t file, std::vector<sim::Problem>& problems)
      : text_(text), file_name_(file_name), file_(file), problems_(problems) {}

  Node parse() {
    if (text_.size() > kMaxBytes) {
      throw sim::RunError(problem(
          "E401", {std::to_string(text_.size() / 1'000'000) + " MB", std::to_string(kMaxBytes / 1'000'000) + " MB"}));
    }
    for (const Magic& magic : kMagics) {
      if (text_.substr(0, magic.bytes.size()) == magic.bytes) fail("E303", {magic.kind});
    }
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") {
      at_ = 3;
      line_start_ = 3;
    }
    check_utf8();
    skip_space();
    if (at_ == text_.size()) {
      at_ = line_start_ = 0;
      line_ = 1;
      fail("E301", {"@json.empty"});
    }
    Node root = value();
    skip_space();
    if (at_ != text_.size()) fail("E301", {"@json.trailing"});
    return root;
  }

 private:
  struct Frame {
    Place opened;
    char bracket;
    std::string key;    // of the member being read
    std::size_t index;  // of the item being read
  };

  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void advance() {
    const unsigned char c = static_cast<unsigned char>(text_[at_++]);
    if (c == '\n') {
      ++line_;
      line_start_ = at_;
      continuations_ = 0;
    } else if ((c & 0xC0) == 0x80) {
      ++continuations_;
    }
  }
  Place here() const { return {file_, line_, static_cast<std::uint32_t>(at_ - line_start_ - continuations_ + 1)}; }

  sim::Problem problem(const char* code, std::vector<std::string> arguments) const {
    return problem(code, std::move(arguments), here());
  }
  sim::Problem problem(const char* code, std::vector<std::string> arguments, Place place) const {
    std::string pointer;
    for (const Frame& frame : frames_) {
      if (frame.bracket == '{' && frame.key.empty()) break;
      pointer = join_pointer(pointer, frame.bracket == '{' ? frame.key : std::to_string(frame.index));
    }
    return {code,
            pointer,
            "",
            std::move(arguments),
            file_name_,
            static_cast<int>(place.line),
            static_cast<int>(place.column)};
  }
  [[noreturn]] void fail(const char* code, std::vector<std::string> arguments) const {
    fail(problem(code, std::move(arguments)));
  }
  [[noreturn]] void fail(sim::Problem last) const {
    std::vector<sim::Problem> all = problems_;
    all.push_back(std::move(last));
    throw sim::InputError(std::move(all));
  }
  [[noreturn]] void fail_unclosed() const {
    if (frames_.empty()) fail("E301", {"@json.value"});
    const Frame& open = frames_.back();
    fail("E301", {"@json.unclosed", std::string(1, open.bracket),
                  std::to_string(open.opened.line) + ":" + std::to_string(open.opened.column)});
  }

  void check_utf8() {
    const std::size_t start = at_, start_line = line_start_;
    while (at_ < text_.size()) {
      std::size_t length = 1;
      if (static_cast<unsigned char>(text_[at_]) >= 0x80 && !decode_utf8(text_, at_, length)) {
        fail("E302", {"@json.bytes", std::to_string(at_)});
      }
      for (std::size_t i = 0; i < length; ++i) advance();
    }
    at_ = start;
    line_start_ = start_line;
    line_ = 1;
    continuations_ = 0;
  }

  void skip_space() {
    while (at_ < text_.size()) {
      const char c = peek();
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        advance();
      } else if (c == '/') {
        skip_comment();
      } else {
        break;
      }
    }
  }

  void skip_comment() {
    const std::string_view begin = text_.substr(at_, 2);
    if (begin == "//") {
      while (at_ < text_.size() && peek() != '\n') advance();
    } else if (begin == "/*") {
      const Place opened = here();
      const std::size_t end = text_.find("*/", at_ + 2);
      if (end == std::string_view::npos) fail(problem("E301", {"@json.comment"}, opened));
      while (at_ < end + 2) advance();
    } else {
      fail("E301", {"@json.unexpected", "/"});
    }
  }

  Node value() {
    if (++num_nodes_ > kMaxNodes) {
      throw sim::RunError(problem("E401", {"@json.values", std::to_string(kMaxNodes)}));
    }
    if (at_ == text_.size()) fail_unclosed();
    Node node;
    node.place = here();
    switch (peek()) {
      case '{':
        object(node);
        break;
      case '[':
        array(node);
        break;
      case '"':
        node.kind = Node::Kind::string;
        node.text = string();
        break;
      default:
        word(node);
    }
    return node;
  }

  void open(char bracket) {
    if (frames_.size() == kMaxDepth) {
      sim::Problem deep = problem("E304", {std::to_string(kMaxDepth)});
      deep.pointer.clear();
      fail(std::move(deep));
    }
    frames_.push_back({here(), bracket, "", 0});
    advance();
    skip_space();
  }

  // After a value: a comma (true) or the closing bracket (false).
  bool more(char close) {
    skip_space();
    if (at_ == text_.size()) fail_unclosed();
    if (peek() == close) {
      advance();
      return false;
    }
    if (peek() != ',') fail("E301", {"@json.comma", std::string(1, close), unexpected()});
    const Place comma = here();
    advance();
    skip_space();
    if (at_ == text_.size()) fail_unclosed();
    if (peek() == close) fail(problem("E301", {"@json.trailing_comma"}, comma));
    return true;
  }

  void object(Node& node) {
    node.kind = Node::Kind::object;
    open('{');
    bool has_more = peek() != '}';
    if (!has_more) advance();
    while (has_more) {
      if (at_ == text_.size()) fail_unclosed();
      frames_.back().key.clear();
      if (peek() != '"') fail("E301", {peek() == '\'' ? "@json.single_quotes" : "@json.key", unexpected()});
      Member member;
      member.place = here();
      member.key = string();
      frames_.back().key = member.key;
      skip_space();
      if (at_ == text_.size()) fail_unclosed();
      if (peek() != ':') fail("E301", {"@json.colon", unexpected()});
      advance();
      skip_space();
      member.value = value();
      node.members.push_back(std::move(member));
      has_more = more('}');
    }
    check_duplicates(node);
    frames_.pop_back();
  }

  void array(Node& node) {
    node.kind = Node::Kind::array;
    open('[');
    bool has_more = peek() != ']';
    if (!has_more) advance();
    while (has_more) {
      node.items.push_back(value());
      has_more = more(']');
      ++frames_.back().index;
    }
    frames_.pop_back();
  }

  void check_duplicates(const Node& node) {
    std::vector<std::size_t> order(node.members.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return node.members[a].key < node.members[b].key; });
    for (std::size_t i = 1; i < order.size() && problems_.size() < 1000; ++i) {
      const Member &first = node.members[order[i - 1]], &second = node.members[order[i]];
      if (first.key != second.key) continue;
      frames_.back().key = second.key;
      problems_.push_back(problem(
          "E305", {printable(second.key), std::to_string(first.place.line) + ":" + std::to_string(first.place.column)},
          second.place));
    }
  }

  std::string string() {
    const Place opened = here();
    std::string result;
    advance();
    while (true) {
      if (at_ == text_.size()) fail(problem("E301", {"@json.unclosed_string"}, opened));
      const char c = peek();
      if (static_cast<unsigned char>(c) < 0x20) fail("E302", {"@json.control", std::to_string(at_)});
      if (c == '"') break;
      if (c == '\\') {
        escape(result);
      } else {
        result += c;
        advance();
      }
    }
    advance();
    return result;
  }

  void escape(std::string& result) {
    constexpr std::string_view kLetters = "\"\\/bfnrt", kMeanings = "\"\\/\b\f\n\r\t";
    const char letter = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (letter == 'u') return append_utf8(result, unicode_escape());
    const std::size_t which = kLetters.find(letter);
    if (which == std::string_view::npos || letter == '\0') fail("E301", {"@json.escape"});
    result += kMeanings[which];
    advance();
    advance();
  }

  std::uint32_t unicode_escape() {
    const Place begin = here();
    const std::uint32_t first = four_hex(begin);
    if (first < 0xD800 || first > 0xDFFF) return first;
    if (first <= 0xDBFF && text_.substr(at_, 2) == "\\u") {
      const std::uint32_t second = four_hex(begin);
      if (second >= 0xDC00 && second <= 0xDFFF) return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
    }
    fail(problem("E302", {"@json.surrogate", std::to_string(at_)}, begin));
  }

  std::uint32_t four_hex(Place begin) {
    std::uint32_t code = 0;
    for (std::size_t i = 2; i < 6; ++i) {
      const int digit = at_ + i < text_.size() ? hex_value(text_[at_ + i]) : -1;
      if (digit < 0) fail(problem("E301", {"@json.escape"}, begin));
      code = code * 16 + static_cast<std::uint32_t>(digit);
    }
    for (int i = 0; i < 6; ++i) advance();
    return code;
  }

  void word(Node& node) {
    std::size_t end = at_;
    while (end < text_.size() && is_word(text_[end])) ++end;
    const std::string_view token = text_.substr(at_, end - at_);
    if (token == "true" || token == "false") {
      node.kind = Node::Kind::boolean;
      node.boolean = token == "true";
    } else if (token == "null") {
      node.kind = Node::Kind::null;
    } else if (is_json_number(token)) {
      if (!sim::parse_decimal(token)) fail("E306", {"@json.number_range", printable(token)});
      node.kind = Node::Kind::number;
      node.text = token;
    } else if (!token.empty() &&
               (is_digit(token[0]) || std::string_view("+-.").find(token[0]) != std::string_view::npos ||
                token == "NaN" || token == "nan" || token == "Infinity" || token == "inf")) {
      fail("E306", {"@json.not_number", printable(token)});
    } else if (peek() == '\'') {
      fail("E301", {"@json.single_quotes"});
    } else {
      fail("E301", {"@json.unexpected", token.empty() ? unexpected() : printable(token)});
    }
    while (at_ < end) advance();
  }

  std::string unexpected() const {
    std::size_t length = 1;
    if (!decode_utf8(text_, at_, length)) length = 1;
    return printable(text_.substr(at_, length));
  }

  std::string_view text_;
  const std::string& file_name_;
  std::uint32_t file_;
  std::vector<sim::Problem>& problems_;
  std::vector<Frame> frames_;
  std::size_t at_ = 0, line_start_ = 0, continuations_ = 0, num_nodes_ = 0;
  std::uint32_t line_ = 1;
};

}  // namespace

const Member* Node::find(std::string_view key) const {
  for (const Member& member : members) {
    if (member.key == key) return &member;
  }
  return nullptr;
}

Member* Node::find(std::string_view key) {
  for (Member& member : members) {
    if (member.key == key) return &member;
  }
  return nullptr;
}

Node parse_document(std::string_view text, const std::string& file_name, std::uint32_t file,
                    std::vector<sim::Problem>& problems) {
  return Parser(text, file_name, file, problems).parse();
}

}  // namespace firstline
