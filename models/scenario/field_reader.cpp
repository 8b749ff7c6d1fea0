#include "models/scenario/field_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "models/scenario/nearest.h"
#include "sim/base/units.h"

namespace firstline {
namespace {

constexpr std::size_t kMostProblems = 1000;
constexpr std::size_t kLongestName = 128;
constexpr std::ptrdiff_t kLongestNotes = 10'000;
constexpr double kTick_s = 1e-6, kLowestRate = 1e-12;

constexpr std::array<const char*, 33> kKindNames{"object",
                                                 "map",
                                                 "patch",
                                                 "version",
                                                 "text",
                                                 "notes",
                                                 "currency",
                                                 "boolean",
                                                 "integer",
                                                 "number",
                                                 "share",
                                                 "percent",
                                                 "seed",
                                                 "duration",
                                                 "durations",
                                                 "numbers",
                                                 "rate",
                                                 "rates",
                                                 "money_per_h",
                                                 "money_per_min",
                                                 "money_per_month",
                                                 "money_per_contact",
                                                 "date",
                                                 "time",
                                                 "time_range",
                                                 "choice",
                                                 "reference",
                                                 "weekdays",
                                                 "day_hours",
                                                 "day_numbers",
                                                 "level",
                                                 "skill",
                                                 "law"};

bool is_law_number(const Field& row) {
  return row.path.substr(0, 4) == "law:" &&
         (row.kind == FieldKind::number || row.kind == FieldKind::integer || row.kind == FieldKind::numbers);
}

bool is_statistical(const Field& row) {
  return row.kind == FieldKind::percent || row.path == "/experiment/confidence" || row.path == "/experiment/thresholds";
}

bool is_duration(FieldKind kind) { return kind == FieldKind::duration || kind == FieldKind::durations; }
bool is_rate(FieldKind kind) { return kind == FieldKind::rate || kind == FieldKind::rates; }

// "1e-320 per h" with the number put to 1: right in form, beyond what can be read.
std::string with_plain_number(std::string_view text) {
  const std::size_t end = text.find_first_not_of("0123456789.eE+-");
  if (end == 0 || text.find_first_of("eE") >= end) return std::string(text);
  return "1" + std::string(end == std::string_view::npos ? "" : text.substr(end));
}

// The units that money of a kind may be written per, separated by |; empty: no money.
std::string_view money_units(FieldKind kind) {
  switch (kind) {
    case FieldKind::money_per_h:
      return "h|hour";
    case FieldKind::money_per_min:
      return "min|minute";
    case FieldKind::money_per_month:
      return "month";
    case FieldKind::money_per_contact:
      return "contact";
    default:
      return "";
  }
}

std::optional<double> parse_money_per(std::string_view text, FieldKind kind) {
  const std::optional<sim::Money> money = sim::parse_money(text);
  const std::vector<std::string> units = split_words(money_units(kind), '|');
  if (!money || std::find(units.begin(), units.end(), money->per) == units.end()) return std::nullopt;
  return money->amount;
}

// Also "1 per 10 min".
std::optional<double> parse_any_rate(std::string_view text) {
  if (const std::optional<double> rate = sim::parse_rate(text)) return rate;
  constexpr std::string_view kPer = " per ";
  const std::size_t per = text.find(kPer);
  if (per == std::string_view::npos) return std::nullopt;
  const std::optional<double> amount = sim::parse_decimal(text.substr(0, per));
  const std::optional<double> length_s = sim::parse_duration(text.substr(per + kPer.size()));
  return amount && length_s && *length_s > 0.0 ? std::optional(*amount / *length_s) : std::nullopt;
}

std::optional<double> parse_by_kind(std::string_view text, FieldKind kind) {
  if (is_duration(kind)) return sim::parse_duration(text);
  if (is_rate(kind)) return parse_any_rate(text);
  if (!money_units(kind).empty()) return parse_money_per(text, kind);
  if (kind == FieldKind::percent) {
    if (text.empty() || text.back() != '%') return std::nullopt;
    text.remove_suffix(1);
    if (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    const std::optional<double> value = sim::parse_decimal(text);
    return value ? std::optional(*value / 100.0) : std::nullopt;
  }
  return std::nullopt;
}

std::string long_duration(double seconds) {
  return seconds < 1e9 ? sim::format_duration(seconds) : short_number(seconds) + " s";
}

// Seeds: digits only, up to 2^64-1.
std::optional<std::uint64_t> parse_unsigned(std::string_view digits) {
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  sim::UWide value = 0;
  for (const char c : digits) {
    value = value * 10 + static_cast<unsigned>(c - '0');
    if (value > ~std::uint64_t{0}) return std::nullopt;
  }
  return static_cast<std::uint64_t>(value);
}

}  // namespace

std::string kind_label(FieldKind kind) { return std::string("@kind.") + kKindNames[static_cast<std::size_t>(kind)]; }

std::string short_number(double value) {
  if (value < 0.0) return "-" + short_number(-value);
  if (value == 0.0) return "0";
  int exponent = 0;
  double mantissa = value;
  for (; mantissa >= 10.0; mantissa /= 10.0) ++exponent;
  for (; mantissa < 1.0 && exponent > -320; mantissa *= 10.0) --exponent;
  if (value == std::floor(value) && value < 1e6) return std::to_string(static_cast<std::int64_t>(value));
  const bool plain = exponent >= -5 && exponent < 6;
  auto scaled = static_cast<std::int64_t>(std::floor((plain ? value * 1e6 : mantissa * 1e2) + 0.5));
  const std::int64_t unit = plain ? 1'000'000 : 100;
  if (!plain && scaled == 10 * unit) {
    scaled = unit;
    ++exponent;
  }
  std::string decimals = std::to_string(unit + scaled % unit).substr(1);
  decimals.erase(decimals.find_last_not_of('0') + 1);
  std::string text = std::to_string(scaled / unit) + (decimals.empty() ? "" : "." + decimals);
  return plain ? text : text + "e" + std::to_string(exponent);
}

const Field& FieldReader::row_of(const Cursor& at) const {
  const Field* row = find_field(at.path);
  if (row == nullptr) throw sim::BugError("no row in the field table for " + at.path);
  return *row;
}

void FieldReader::add_problem(const char* code, const Cursor& at, Place place, std::vector<std::string> arguments) {
  if (full()) return;
  problems_.push_back({code, at.pointer, describe(*at.node), std::move(arguments), files_[place.file],
                       static_cast<int>(place.line), static_cast<int>(place.column)});
}
bool FieldReader::full() const { return problems_.size() >= kMostProblems; }
void FieldReader::add(const char* code, const Cursor& at, std::vector<std::string> arguments) {
  add_problem(code, at, at.node->place, std::move(arguments));
}
void FieldReader::add_at_key(const char* code, const Cursor& at, std::vector<std::string> arguments) {
  add_problem(code, at, at.key, std::move(arguments));
}

std::optional<Cursor> FieldReader::child(const Cursor& parent, std::string_view key) const {
  if (parent.node->kind != Node::Kind::object) return std::nullopt;
  const Member* member = parent.node->find(key);
  if (member == nullptr) return std::nullopt;
  return Cursor{&member->value, member->place, join_pointer(parent.pointer, key), parent.path + "/" + std::string(key)};
}

bool FieldReader::has_any(const Cursor& object, const std::vector<std::string>& names) const {
  return std::any_of(object.node->members.begin(), object.node->members.end(), [&](const Member& member) {
    const bool known = find_field(object.path + "/" + member.key) != nullptr;
    return known ? std::find(names.begin(), names.end(), member.key) != names.end()
                 : !nearest(member.key, names).empty();
  });
}

Cursor FieldReader::item(const Cursor& list, std::size_t index) {
  const Node& node = list.node->items[index];
  return {&node, node.place, join_pointer(list.pointer, std::to_string(index)), list.path};
}

bool FieldReader::open(const Cursor& object) {
  if (object.node->kind != Node::Kind::object) {
    add("E313", object, {"@kind.object"});
    return false;
  }
  check_keys(object, fields_below(object.path));
  return true;
}

void FieldReader::check_keys(const Cursor& object, const std::vector<const Field*>& rows) {
  std::vector<std::string> names, mistyped;
  for (const Field* row : rows) names.emplace_back(field_name(row->path));
  for (const Member& member : object.node->members) {
    if (full()) break;
    if (std::find(names.begin(), names.end(), member.key) != names.end()) continue;
    const Cursor at{&member.value, member.place, join_pointer(object.pointer, member.key), ""};
    const std::string near = nearest(member.key, names);
    mistyped.push_back(near);
    if (near.empty()) {
      add_at_key("E312", at, {printable(member.key), "@unknown.list", [&names] {
                                std::string list;
                                for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
                                return list;
                              }()});
    } else {
      add_at_key("E312", at, {printable(member.key), "@did_you_mean", near});
    }
  }
  for (const Field* row : rows) {
    const bool missing = row->required && object.node->find(field_name(row->path)) == nullptr;
    if (missing && std::find(mistyped.begin(), mistyped.end(), field_name(row->path)) == mistyped.end()) {
      add("E315", object, {std::string(field_name(row->path)), kind_label(row->kind)});
    }
  }
}

std::vector<std::pair<std::string, Cursor>> FieldReader::entries(const Cursor& parent, std::string_view key) {
  std::vector<std::pair<std::string, Cursor>> result;
  const std::optional<Cursor> map = child(parent, key);
  if (!map) return result;
  const Field& row = row_of(*map);
  if (map->node->kind != Node::Kind::object) {
    add("E313", *map, {"@kind.map"});
    return result;
  }
  const auto size = static_cast<double>(map->node->members.size());
  if (size < row.low) add("E343", *map, {"@none." + std::string(key)});
  if (size > row.high) {
    add("E402", *map, {"@limit.entries", short_number(size), short_number(row.high)});
    return result;
  }
  for (const Member& member : map->node->members) {
    Cursor at{&member.value, member.place, join_pointer(map->pointer, member.key), map->path + "/*"};
    if (check_name(member.key, at)) result.emplace_back(member.key, std::move(at));
  }
  return result;
}

bool FieldReader::check_name(const std::string& name, const Cursor& at) {
  std::size_t characters = 0;
  bool good = !name.empty() && name.size() <= 4 * kLongestName;
  for (std::size_t i = 0; good && i < name.size(); ++characters) {
    std::size_t length = 1;
    const std::optional<std::uint32_t> code = decode_utf8(name, i, length);
    good = code && !is_unprintable(*code);
    i += length;
  }
  if (good && characters <= kLongestName) return true;
  Cursor shown = at;
  shown.pointer = printable(at.pointer);
  add_at_key("E344", shown, {printable(name)});
  return false;
}

const std::string* FieldReader::string(const Cursor& at, const char* what) {
  if (at.node->kind == Node::Kind::string) return &at.node->text;
  add("E313", at, {what});
  return nullptr;
}

void FieldReader::read(const Cursor& parent, std::string_view key, std::string& out) {
  const std::optional<Cursor> at = child(parent, key);
  if (!at) return;
  const Field& row = row_of(*at);
  const std::string* text = string(*at, kind_label(row.kind).c_str());
  if (text == nullptr) return;
  if (row.kind == FieldKind::currency) {
    const bool good =
        text->size() == 3 && std::all_of(text->begin(), text->end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!good) return add("E316", *at, {"@kind.currency"});
  } else if (row.kind == FieldKind::notes) {
    const bool control = std::any_of(text->begin(), text->end(), [](char c) {
      return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r';
    });
    const auto characters = std::count_if(text->begin(), text->end(), [](char c) { return (c & 0xC0) != 0x80; });
    if (control || characters > kLongestNotes) return add("E316", *at, {"@kind.notes"});
  } else if (!check_name(*text, *at)) {
    return;
  }
  out = *text;
}

void FieldReader::read(const Cursor& parent, std::string_view key, bool& out) {
  const std::optional<Cursor> at = child(parent, key);
  if (!at) return;
  if (at->node->kind != Node::Kind::boolean) return add("E313", *at, {"@kind.boolean"});
  out = at->node->boolean;
}

void FieldReader::read(const Cursor& parent, std::string_view key, double& out) {
  const std::optional<Cursor> at = child(parent, key);
  if (!at) return;
  if (const std::optional<double> value = quantity(*at, row_of(*at))) out = *value;
}

void FieldReader::read(const Cursor& parent, std::string_view key, int& out) {
  double value = out;
  read(parent, key, value);
  out = static_cast<int>(value);
}

void FieldReader::read(const Cursor& parent, std::string_view key, std::int64_t& out) {
  auto value = static_cast<double>(out);
  read(parent, key, value);
  out = static_cast<std::int64_t>(value);
}

void FieldReader::read(const Cursor& parent, std::string_view key, std::vector<double>& out) {
  const std::optional<Cursor> at = child(parent, key);
  if (!at) return;
  if (std::optional<std::vector<double>> values = quantities(*at, row_of(*at))) out = std::move(*values);
}

void FieldReader::read_seed(const Cursor& parent, std::string_view key, std::uint64_t& out) {
  const std::optional<Cursor> at = child(parent, key);
  if (!at) return;
  const Node& node = *at->node;
  if (node.kind == Node::Kind::string) {
    const std::optional<std::uint64_t> seed = parse_unsigned(node.text);
    if (!seed) return add("E314", *at, {"0", "18446744073709551615"});
    out = *seed;
    return;
  }
  if (node.kind != Node::Kind::number || !is_whole(node.text)) return add("E313", *at, {"@kind.seed"});
  const std::optional<std::int64_t> seed = to_integer(node.text);
  if (!seed || *seed < 0 || *seed > (std::int64_t{1} << 53)) {
    return add("E314", *at, {"0", "9007199254740992", "@hint.seed"});
  }
  out = static_cast<std::uint64_t>(*seed);
}

std::optional<std::size_t> FieldReader::choice(const Cursor& parent, std::string_view key) {
  const std::optional<Cursor> at = child(parent, key);
  if (!at) return std::nullopt;
  const std::string* text = string(*at, "@kind.choice");
  if (text == nullptr) return std::nullopt;
  const std::vector<std::string> words = split_words(row_of(*at).words, '|');
  const auto found = std::find(words.begin(), words.end(), *text);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "\"" : ", \"") + word + "\"";
  const std::string near = nearest(*text, words);
  add("E317", *at, {list, near.empty() ? "" : "@did_you_mean", near});
  return std::nullopt;
}

std::optional<std::vector<double>> FieldReader::quantities(const Cursor& list, const Field& row) {
  if (list.node->kind != Node::Kind::array) {
    add("E313", list, {kind_label(row.kind)});
    return std::nullopt;
  }
  std::vector<double> values;
  bool good = true;
  for (std::size_t i = 0; i < list.node->items.size(); ++i) {
    const std::optional<double> value = quantity(item(list, i), row);
    good = good && value;
    values.push_back(value.value_or(0.0));
  }
  return good ? std::optional(std::move(values)) : std::nullopt;
}

std::optional<double> FieldReader::quantity(const Cursor& at, const Field& row) {
  const std::optional<double> value = raw_quantity(at, row);
  return value && in_range(*value, at, row) ? value : std::nullopt;
}

std::optional<double> FieldReader::raw_quantity(const Cursor& at, const Field& row) {
  switch (row.kind) {
    case FieldKind::duration:
    case FieldKind::durations:
    case FieldKind::rate:
    case FieldKind::rates:
    case FieldKind::money_per_h:
    case FieldKind::money_per_min:
    case FieldKind::money_per_month:
    case FieldKind::money_per_contact:
      return raw_text(at, row);
    case FieldKind::percent:
      return at.node->kind == Node::Kind::string ? raw_text(at, row) : raw_number(at, row);
    default:
      return raw_number(at, row);
  }
}

std::optional<double> FieldReader::raw_number(const Cursor& at, const Field& row) {
  const bool whole = row.kind == FieldKind::integer || row.kind == FieldKind::skill || row.kind == FieldKind::version;
  const bool list = row.kind == FieldKind::numbers || row.kind == FieldKind::day_numbers;
  if (at.node->kind != Node::Kind::number || (whole && !is_whole(at.node->text))) {
    add("E313", at,
        {list ? "@kind.number" : kind_label(row.kind), at.node->kind == Node::Kind::null ? "@hint.null" : ""});
    return std::nullopt;
  }
  return sim::parse_decimal(at.node->text);
}

std::optional<double> FieldReader::raw_text(const Cursor& at, const Field& row) {
  const std::string what = is_duration(row.kind) ? "@kind.duration"
                           : is_rate(row.kind)   ? "@kind.rate"
                                                 : kind_label(row.kind);
  if (at.node->kind != Node::Kind::string) {
    const bool bare = at.node->kind == Node::Kind::number;
    add("E313", at, {what, bare ? "@hint.unit" : at.node->kind == Node::Kind::null ? "@hint.null" : ""});
    return std::nullopt;
  }
  const std::string& text = at.node->text;
  const std::optional<double> value = text.size() < 1000 ? parse_by_kind(text, row.kind) : std::nullopt;
  if (value) return value;
  if (text.size() < 1000 && parse_by_kind(with_plain_number(text), row.kind)) {
    add("E322", at, {"1e-280", "1e280"});
  } else if (sim::parse_decimal(text)) {
    add("E316", at, {what, row.kind == FieldKind::percent ? "" : "@hint.unit"});
  } else {
    add("E316", at, {what});
  }
  return std::nullopt;
}

bool FieldReader::in_range(double value, const Cursor& at, const Field& row) {
  const bool below = value < row.low || (row.above_low && value == row.low);
  const bool time = is_duration(row.kind), rate = is_rate(row.kind);
  const double smallest = time ? kTick_s : rate ? kLowestRate : 0.0;
  const bool tiny = value > 0.0 && value < smallest;
  if (!below && !tiny && value <= row.high) return true;
  const double low = std::max(row.low, smallest);
  const std::vector<std::string> range = time   ? std::vector{sim::format_duration(low), long_duration(row.high)}
                                         : rate ? std::vector{short_number(low) + "/s", short_number(row.high) + "/s"}
                                                : std::vector{short_number(row.low), short_number(row.high)};
  if (row.kind == FieldKind::share) {
    add("E321", at);
  } else if (is_statistical(row)) {
    add("E323", at, time ? std::vector{sim::format_duration(row.low), long_duration(row.high)} : range);
  } else if (is_law_number(row)) {
    add("E325", at, {"@law.range", range[0], range[1]});
  } else if (below && value <= 0.0 && row.low >= 0.0) {
    add("E320", at, {row.above_low || row.low > 0.0 ? "> 0" : ">= 0"});
  } else {
    add(time || rate ? "E322" : "E314", at, range);
  }
  return false;
}

}  // namespace firstline
