#include "models/scenario/roster_reader.h"

#include <optional>

#include "models/scenario/law_reader.h"
#include "models/scenario/week_reader.h"

namespace firstline {
namespace {

constexpr std::int64_t kDay_s = 86'400;

// Whether the shift ends on the following day; nothing where what is written does not say so.
std::optional<bool> read_next_day(FieldReader& reader, const Cursor& at) {
  const std::optional<Cursor> field = reader.child(at, "next_day");
  bool next_day = false;
  reader.read(at, "next_day", next_day);
  if (field ? field->node->kind != Node::Kind::boolean : reader.has_any(at, {"next_day"})) return std::nullopt;
  return next_day;
}

// "22:00-06:00" is for a shift that ends on the following day, and such a one has no other.
std::optional<sim::TimeRange> read_shift_hours(FieldReader& reader, const Cursor& at, std::optional<bool> next_day) {
  const std::optional<sim::TimeRange> backward =
      at.node->kind == Node::Kind::string ? sim::parse_range_past_midnight(at.node->text) : std::nullopt;
  if (backward && next_day.value_or(true)) return backward;
  if (backward) {
    reader.add("E331", at, {"@shift.next_day"});
    return std::nullopt;
  }
  const std::optional<sim::TimeRange> range = read_time_range(reader, at);
  if (range && next_day.value_or(false)) {
    reader.add("E331", at, {"@shift.same_day"});
    return std::nullopt;
  }
  return range;
}

BreakRule read_breaks(FieldReader& reader, const Cursor& at) {
  BreakRule result;
  if (!reader.open(at)) return result;
  if (const auto law = read_law(reader, at, "after")) result.after = *law;
  reader.read(at, "length", result.length_s);
  return result;
}

Pause read_pause(FieldReader& reader, const Cursor& at) {
  Pause result;
  if (!reader.open(at)) return result;
  result.from_s = read_time(reader, at, "from").value_or(0);
  result.to_s = read_time(reader, at, "to").value_or(result.from_s);
  reader.read(at, "length", result.length_s);
  reader.read(at, "paid", result.paid);
  if (const auto days = reader.child(at, "days")) result.days = read_weekdays(reader, *days);
  return result;
}

}  // namespace

Shift read_shift(FieldReader& reader, const Cursor& at) {
  Shift result;
  if (!reader.open(at)) return result;
  const std::optional<bool> next_day = read_next_day(reader, at);
  const std::optional<Cursor> hours = reader.child(at, "hours");
  if (hours) result.hours = read_shift_hours(reader, *hours, next_day).value_or(result.hours);
  if (const auto breaks = reader.child(at, "breaks")) result.breaks = read_breaks(reader, *breaks);
  for (const auto& [name, cursor] : reader.entries(at, "pauses")) result.pauses[name] = read_pause(reader, cursor);
  if (result.hours.to_s <= kDay_s) return result;
  // What is earlier than the start of the shift is meant after midnight.
  for (auto& [name, pause] : result.pauses) {
    for (std::int64_t* time_s : {&pause.from_s, &pause.to_s}) {
      if (*time_s < result.hours.from_s) *time_s += kDay_s;
    }
  }
  return result;
}

RosterRow read_roster_row(FieldReader& reader, const Cursor& at) {
  RosterRow result;
  if (!reader.open(at)) return result;
  reader.read(at, "shift", result.shift);
  if (const auto days = reader.child(at, "days")) result.days = read_weekdays(reader, *days);
  reader.read(at, "operators", result.operators);
  reader.read(at, "cycle_weeks", result.cycle_weeks);
  reader.read(at, "week", result.week);
  if (reader.child(at, "tenure_months")) reader.read(at, "tenure_months", result.tenure_months.emplace());
  const std::optional<Cursor> rotation = reader.child(at, "rotation");
  if (rotation && reader.open(*rotation)) {
    Rotation& other = result.rotation.emplace();
    reader.read(*rotation, "team", other.team);
    reader.read(*rotation, "every", other.every);
  }
  return result;
}

TenureStep read_tenure_step(FieldReader& reader, const Cursor& at) {
  TenureStep result;
  if (!reader.open(at)) return result;
  reader.read(at, "from_months", result.from_months);
  if (reader.child(at, "chat_slots")) reader.read(at, "chat_slots", result.chat_slots.emplace(1));
  reader.read(at, "errors", result.errors);
  return result;
}

Habits read_habits(FieldReader& reader, const Cursor& at) {
  Habits result;
  if (!reader.open(at)) return result;
  const std::optional<Cursor> absence = reader.child(at, "absence");
  if (absence && reader.open(*absence)) {
    reader.read(*absence, "rate", result.absence.rate);
    reader.read(*absence, "correlation", result.absence.correlation);
  }
  reader.read(at, "adherence", result.adherence_s);
  if (reader.choice(at, "shift_end").value_or(0) == 1) result.shift_end = Habits::ShiftEnd::hand_back;
  reader.read(at, "speed_spread", result.speed_spread);
  reader.read(at, "topic_speed_spread", result.topic_speed_spread);
  reader.read(at, "quality_spread", result.quality_spread);
  reader.read(at, "topic_quality_spread", result.topic_quality_spread);
  return result;
}

}  // namespace firstline
