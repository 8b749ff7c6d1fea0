#include "models/scenario/week_reader.h"

#include <algorithm>
#include <functional>

#include "models/scenario/nearest.h"

namespace firstline {
namespace {

constexpr std::array<std::string_view, 7> kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

std::optional<std::size_t> day_index(std::string_view text) {
  const auto found = std::find(kDays.begin(), kDays.end(), text);
  return found == kDays.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - kDays.begin()));
}

void add_unknown_days(FieldReader& reader, const Cursor& at, const std::string& text, bool at_key) {
  std::vector<std::string> names(kDays.begin(), kDays.end());
  names.emplace_back("all");
  names.emplace_back("mon-fri");
  const std::string near = nearest(text, names);
  std::vector<std::string> arguments{"\"all\", \"mon\" ... \"sun\", \"mon-fri\"", near.empty() ? "" : "@did_you_mean",
                                     near};
  if (!at_key) return reader.add("E317", at, std::move(arguments));
  Node key;  // what was got is the key, not what it is the key of
  key.kind = Node::Kind::string;
  key.text = text;
  reader.add_at_key("E317", {&key, at.key, at.pointer, at.path}, std::move(arguments));
}

// For each weekday the member whose key says it most precisely.
std::array<std::optional<Cursor>, 7> pick_days(FieldReader& reader, const Cursor& days) {
  std::array<std::optional<Cursor>, 7> picked;
  std::array<int, 7> precision;
  precision.fill(-1);
  if (days.node->kind != Node::Kind::object) {
    reader.add("E313", days, {kind_label(reader.row_of(days).kind)});
    return picked;
  }
  if (days.node->members.empty()) reader.add("E330", days, {"@days.none"});
  for (const Member& member : days.node->members) {
    const Cursor at{&member.value, member.place, join_pointer(days.pointer, member.key), days.path};
    const std::optional<DaySet> set = parse_weekdays(member.key);
    if (!set) {
      add_unknown_days(reader, at, member.key, true);
      continue;
    }
    bool clash = false;
    for (std::size_t day = 0; day < 7; ++day) {
      if (!set->days[day] || set->precision < precision[day]) continue;
      if (set->precision == precision[day] && !clash) {
        clash = true;
        reader.add_at_key("E330", at, {"@days.twice", std::string(kDays[day]), printable(picked[day]->pointer)});
      }
      picked[day] = at;
      precision[day] = set->precision;
    }
  }
  return picked;
}

// The values of each weekday by `read`, each member read once however many days it names.
template <class Values>
std::array<Values, 7> read_days(FieldReader& reader, const Cursor& days,
                                const std::function<Values(const Cursor&)>& read) {
  const std::array<std::optional<Cursor>, 7> picked = pick_days(reader, days);
  std::array<Values, 7> result;
  if (days.node->kind != Node::Kind::object) return result;
  for (const Member& member : days.node->members) {
    if (!parse_weekdays(member.key)) continue;
    const Cursor at{&member.value, member.place, join_pointer(days.pointer, member.key), days.path};
    const Values values = read(at);
    for (std::size_t day = 0; day < 7; ++day) {
      if (picked[day] && picked[day]->node == &member.value) result[day] = values;
    }
  }
  return result;
}

std::vector<sim::TimeRange> read_ranges(FieldReader& reader, const Cursor& at) {
  std::vector<sim::TimeRange> ranges;
  if (at.node->kind == Node::Kind::string) {
    if (const auto range = read_time_range(reader, at)) ranges.push_back(*range);
    return ranges;
  }
  if (at.node->kind != Node::Kind::array) {
    reader.add("E313", at, {"@kind.time_range"});
    return ranges;
  }
  for (std::size_t i = 0; i < at.node->items.size(); ++i) {
    const Cursor item = FieldReader::item(at, i);
    const std::optional<sim::TimeRange> range = read_time_range(reader, item);
    if (!range) continue;
    if (!ranges.empty() && range->from_s < ranges.back().to_s) {
      reader.add("E330", item, {"@hours.order", describe(at.node->items[i - 1])});
    }
    ranges.push_back(*range);
  }
  return ranges;
}

}  // namespace

std::optional<DaySet> parse_weekdays(std::string_view text) {
  DaySet set;
  if (text == "all") {
    set.days.fill(true);
    return set;
  }
  const std::size_t dash = text.find('-');
  const std::optional<std::size_t> first = day_index(text.substr(0, dash));
  const std::optional<std::size_t> last = dash == std::string_view::npos ? first : day_index(text.substr(dash + 1));
  if (!first || !last) return std::nullopt;
  set.precision = *first == *last ? 2 : 1;
  for (std::size_t day = *first;; day = (day + 1) % 7) {
    set.days[day] = true;
    if (day == *last) break;
  }
  return set;
}

std::array<bool, 7> read_weekdays(FieldReader& reader, const Cursor& at) {
  std::array<bool, 7> days{};
  const auto add = [&](const Cursor& item) {
    const std::string* text = reader.string(item, "@kind.weekdays");
    if (text == nullptr) return;
    const std::optional<DaySet> set = parse_weekdays(*text);
    if (!set) return add_unknown_days(reader, item, *text, false);
    for (std::size_t day = 0; day < 7; ++day) days[day] = days[day] || set->days[day];
  };
  if (at.node->kind != Node::Kind::array) {
    add(at);
  } else {
    if (at.node->items.empty()) reader.add("E330", at, {"@days.none"});
    for (std::size_t i = 0; i < at.node->items.size(); ++i) add(FieldReader::item(at, i));
  }
  return days;
}

WeekSeries read_series(FieldReader& reader, const Cursor& object) {
  WeekSeries series;
  reader.read(object, "slot", series.slot_s);
  const std::int64_t from_s = read_time(reader, object, "from").value_or(0);
  const std::optional<Cursor> days = reader.child(object, "days");
  if (!days) return series;
  const sim::Tick slot = sim::seconds_to_ticks(series.slot_s), start = from_s * sim::kTicksPerSecond;
  if (start % slot != 0) {
    reader.add("E330", *reader.child(object, "from"), {"@slots.from", sim::format_duration(series.slot_s)});
    return series;
  }
  const auto skipped = static_cast<std::size_t>(start / slot),
             most = static_cast<std::size_t>(sim::kTicksPerDay / slot);
  series.days = read_days<std::vector<double>>(reader, *days, [&](const Cursor& at) {
    std::vector<double> values(skipped, 0.0);
    if (at.node->kind == Node::Kind::array && at.node->items.size() + skipped > most) {
      reader.add("E330", at, {"@slots.many", std::to_string(at.node->items.size()), std::to_string(most - skipped)});
      return values;
    }
    if (const auto numbers = reader.quantities(at, reader.row_of(*days))) {
      values.insert(values.end(), numbers->begin(), numbers->end());
    }
    return values;
  });
  return series;
}

std::array<std::vector<sim::TimeRange>, 7> read_day_hours(FieldReader& reader, const Cursor& days) {
  return read_days<std::vector<sim::TimeRange>>(reader, days,
                                                [&](const Cursor& at) { return read_ranges(reader, at); });
}

void read_date(FieldReader& reader, const Cursor& parent, std::string_view key, std::int64_t& day) {
  const std::optional<Cursor> at = reader.child(parent, key);
  const std::string* text = at ? reader.string(*at, "@kind.date") : nullptr;
  if (text == nullptr) return;
  const std::optional<std::int64_t> date = sim::parse_date(*text);
  if (!date) return reader.add("E332", *at);
  day = *date;
}

std::optional<sim::TimeRange> read_time_range(FieldReader& reader, const Cursor& at) {
  const std::string* text = reader.string(at, "@kind.time_range");
  if (text == nullptr) return std::nullopt;
  const std::optional<sim::TimeRange> range = sim::parse_time_range(*text);
  if (range) return range;
  reader.add("E331", at, {sim::parse_range_past_midnight(*text) ? "@hours.reversed" : "@kind.time_range"});
  return std::nullopt;
}

std::optional<std::int64_t> read_time(FieldReader& reader, const Cursor& parent, std::string_view key) {
  const std::optional<Cursor> at = reader.child(parent, key);
  const std::string* text = at ? reader.string(*at, "@kind.time") : nullptr;
  if (text == nullptr) return std::nullopt;
  const std::optional<std::int64_t> time = sim::parse_time_of_day(*text);
  if (!time) reader.add("E331", *at, {"@kind.time"});
  return time;
}

}  // namespace firstline
