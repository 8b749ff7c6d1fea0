#include "models/scenario/costs_reader.h"

namespace firstline {

Costs read_costs(FieldReader& reader, const Cursor& at) {
  Costs result;
  if (!reader.open(at)) return result;
  reader.read(at, "wage_load", result.wage_load);
  reader.read(at, "overtime_premium", result.overtime_premium);
  reader.read(at, "span", result.span);
  reader.read(at, "manager", result.manager_per_h);
  reader.read(at, "seat", result.seat_per_month);
  reader.read(at, "tools", result.tools_per_month);
  for (const auto& [name, cursor] : reader.entries(at, "extra_tools")) {
    result.extra_tools_per_month[name] = reader.quantity(cursor, reader.row_of(cursor)).value_or(0.0);
  }
  reader.read(at, "fixed", result.fixed_per_month);
  for (const auto& [name, cursor] : reader.entries(at, "channels")) {
    ChannelPrice& price = result.channels[name];
    if (!reader.open(cursor)) continue;
    reader.read(cursor, "per_min", price.per_min);
    reader.read(cursor, "per_contact", price.per_contact);
  }
  for (const auto& [name, cursor] : reader.entries(at, "bots")) {
    BotPrice& price = result.bots[name];
    if (!reader.open(cursor)) continue;
    reader.read(cursor, "per_contact", price.per_contact);
    reader.read(cursor, "per_min", price.per_min);
    reader.read(cursor, "licence", price.licence_per_month);
  }
  return result;
}

}  // namespace firstline
