#include "models/scenario/targets_reader.h"

#include <array>
#include <optional>

#include "models/scenario/week_reader.h"

namespace firstline {

Sla read_sla(FieldReader& reader, const Cursor& at) {
  Sla result;
  if (!reader.open(at)) return result;
  reader.read(at, "segment", result.segment);
  reader.read(at, "product", result.product);
  reader.read(at, "channel", result.channel);
  reader.read(at, "topic", result.topic);
  reader.read(at, "contact_type", result.contact_type);
  for (const auto& [key, out] : {std::pair{"response", &result.response_s}, {"resolution", &result.resolution_s}}) {
    const std::optional<Cursor> target = reader.child(at, key);
    if (target) *out = reader.quantity(*target, reader.row_of(*target));
  }
  if (!reader.has_any(at, {"response", "resolution"})) reader.add("E318", at, {"@sla.neither"});
  reader.read(at, "share", result.share);
  constexpr std::array<SlaPeriod, 3> kPeriods{SlaPeriod::day, SlaPeriod::week, SlaPeriod::month};
  result.period = kPeriods[reader.choice(at, "period").value_or(0)];
  if (const auto hours = reader.child(at, "hours")) {
    result.hours = read_day_hours(reader, *hours);
    result.has_hours = true;
  }
  return result;
}

}  // namespace firstline
