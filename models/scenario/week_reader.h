// Reads what differs by weekday and time of day: numbers by slot, opening hours, sets of weekdays; dates.
//
// Flow: {"slot": "30 min", "from": "07:00", "days": {"mon-fri": [..]}} -> WeekSeries.
// Units: seconds since midnight; weekday 0 is Monday.
// Shape: a key names all days ("all"), a range ("sun-thu", wraps) or one day; the more specific key wins.
// Errors: problems E313, E316, E317, E330, E331, E332 in the reader's list.
// Source: reliability.md S25, S26.
// Tests: tests/models/scenario/week_reader_test.cpp
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "models/scenario/field_reader.h"
#include "models/scenario/scenario.h"

namespace firstline {

struct DaySet {
  std::array<bool, 7> days{};
  int precision = 0;  // 0 all, 1 a range, 2 one day
};
std::optional<DaySet> parse_weekdays(std::string_view text);

// "all", "sun-thu" or a list of them.
std::array<bool, 7> read_weekdays(FieldReader& reader, const Cursor& at);

// An object with slot, from and days.
WeekSeries read_series(FieldReader& reader, const Cursor& object);

std::array<std::vector<sim::TimeRange>, 7> read_day_hours(FieldReader& reader, const Cursor& days);

// "08:30" as a field of `parent`, in seconds since midnight.
std::optional<std::int64_t> read_time(FieldReader& reader, const Cursor& parent, std::string_view key);
// "1999-01-31" as an object's field; `day` is left alone where it is not there or wrong (E332).
void read_date(FieldReader& reader, const Cursor& parent, std::string_view key, std::int64_t& day);

// "08:00-17:30" as an object's field.
std::optional<sim::TimeRange> read_time_range(FieldReader& reader, const Cursor& at);

}  // namespace firstline
