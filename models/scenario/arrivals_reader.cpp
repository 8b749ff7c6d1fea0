#include "models/scenario/arrivals_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include "models/scenario/week_reader.h"

namespace firstline {
namespace {

constexpr std::array<const char*, 5> kProfile{"unit", "slot", "days", "from", "interpolation"};

template <std::size_t kCount>
bool has_any(const FieldReader& reader, const Cursor& at, const std::array<const char*, kCount>& keys) {
  return std::any_of(keys.begin(), keys.end(), [&](const char* key) { return reader.child(at, key).has_value(); });
}

void read_factor(FieldReader& reader, const Cursor& at, const char* key, GammaFactor& out) {
  const std::optional<Cursor> cursor = reader.child(at, key);
  if (!cursor || !reader.open(*cursor)) return;
  reader.read(*cursor, "shape", out.shape);
  if (key == std::string_view("slot_factor")) return reader.read(*cursor, "power", out.power);
  reader.read(*cursor, "group", out.group);
  reader.read(*cursor, "persistence", out.persistence);
  double correlation = -1.0;
  reader.read(*cursor, "correlation", correlation);
  if (correlation >= 0.0) out.correlation = correlation;
}

Season read_season(FieldReader& reader, const Cursor& at) {
  Season season;
  if (!reader.open(at)) return season;
  reader.read(at, "months", season.months);
  const std::optional<Cursor> months = reader.child(at, "months");
  const bool none = months && months->node->kind == Node::Kind::array && months->node->items.empty();
  if (none) reader.add("E330", *months, {"@months.count", "0"});
  for (const auto& [name, cursor] : reader.entries(at, "harmonics")) {
    Harmonic& wave = season.harmonics[name];
    if (!reader.open(cursor)) continue;
    reader.read(cursor, "period", wave.period_s);
    reader.read(cursor, "amplitude", wave.amplitude);
    read_date(reader, cursor, "peak", wave.peak_day);
  }
  return season;
}

// Recorded moments instead of a rate: nothing else shapes them.
void read_trace(FieldReader& reader, const Cursor& at, const Cursor& trace, Arrivals& out) {
  constexpr std::array<const char*, 6> kRandom{"rate", "scale", "day_factor", "slot_factor", "growth", "season"};
  if (has_any(reader, at, kProfile) || has_any(reader, at, kRandom)) reader.add("E318", at, {"@arrivals.trace"});
  out.trace_s.emplace();
  if (reader.open(trace)) reader.read(trace, "times_s", *out.trace_s);
}

WeekSeries read_profile(FieldReader& reader, const Cursor& at, double scale) {
  WeekSeries series = read_series(reader, at);
  const std::array<double, 4> seconds{series.slot_s, 60.0, 3600.0, 86400.0};
  const double unit_s = seconds[reader.choice(at, "unit").value_or(0)];
  for (auto& day : series.days) {
    for (double& number : day) number = number * scale / unit_s;
  }
  return series;
}

}  // namespace

Arrivals read_arrivals(FieldReader& reader, const Cursor& at) {
  Arrivals result;
  if (!reader.open(at)) return result;
  double scale = 1.0;
  reader.read(at, "scale", scale);
  read_factor(reader, at, "day_factor", result.day_factor);
  read_factor(reader, at, "slot_factor", result.slot_factor);
  reader.read(at, "growth", result.growth);
  if (const auto season = reader.child(at, "season")) result.season = read_season(reader, *season);
  if (const auto trace = reader.child(at, "trace")) {
    read_trace(reader, at, *trace, result);
    return result;
  }
  const bool profile = has_any(reader, at, kProfile);
  if (reader.child(at, "rate")) {
    if (profile) reader.add("E318", at, {"@arrivals.both"});
    double rate = 0.0;
    reader.read(at, "rate", rate);
    result.rate_per_s = WeekSeries::constant(rate * scale);
    return result;
  }
  for (const char* key : {"unit", "slot", "days"}) {
    const char* missing = profile ? key : "rate";
    if (!reader.child(at, key)) {
      reader.add("E315", at, {missing, kind_label(find_field(at.path + "/" + missing)->kind)});
    }
    if (!profile) return result;
  }
  result.rate_per_s = read_profile(reader, at, scale);
  if (reader.choice(at, "interpolation").value_or(0) == 1) result.interpolation = Interpolation::linear;
  return result;
}

Holiday read_holiday(FieldReader& reader, const Cursor& at) {
  Holiday holiday;
  if (!reader.open(at)) return holiday;
  read_date(reader, at, "date", holiday.from_day);
  holiday.to_day = holiday.from_day;
  read_date(reader, at, "to", holiday.to_day);
  reader.read(at, "factor", holiday.factor);
  reader.read(at, "closed", holiday.closed);
  return holiday;
}

Incident read_incident(FieldReader& reader, const Cursor& at) {
  Incident incident;
  if (!reader.open(at)) return incident;
  reader.read(at, "per_month", incident.per_month);
  reader.read(at, "boost", incident.boost);
  reader.read(at, "decay", incident.decay_s);
  for (const auto& [name, cursor] : reader.entries(at, "contact_types")) {
    incident.contact_types[name] = reader.quantity(cursor, reader.row_of(cursor)).value_or(1.0);
  }
  return incident;
}

}  // namespace firstline
