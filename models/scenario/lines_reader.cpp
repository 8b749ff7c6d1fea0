#include "models/scenario/lines_reader.h"

#include <array>
#include <optional>

#include "models/scenario/exchanges_reader.h"
#include "models/scenario/law_reader.h"

namespace firstline {
namespace {

void read_optional(FieldReader& reader, const Cursor& parent, std::string_view key, std::optional<double>& out) {
  const std::optional<Cursor> at = reader.child(parent, key);
  if (at) out = reader.quantity(*at, reader.row_of(*at));
}

Handling read_handling(FieldReader& reader, const Cursor& at) {
  Handling result;
  if (!reader.open(at)) return result;
  result.service = read_law(reader, at, "service");
  result.after_work = read_law(reader, at, "after_work");
  read_optional(reader, at, "resolves", result.resolves);
  read_optional(reader, at, "escalates", result.escalates);
  result.to = read_weights(reader, at, "to");
  return result;
}

Intake read_intake(FieldReader& reader, const Cursor& at) {
  Intake result;
  if (!reader.open(at)) return result;
  reader.read(at, "accuracy", result.accuracy);
  reader.read(at, "noticed", result.noticed);
  reader.read(at, "diagnosis", result.diagnosis);
  reader.read(at, "spoils", result.spoils);
  if (reader.choice(at, "back").value_or(0) == 1) result.back = Intake::Back::intake;
  return result;
}

Transfer read_transfer(FieldReader& reader, const Cursor& at) {
  Transfer result;
  if (!reader.open(at)) return result;
  reader.read(at, "warm", result.warm);
  reader.read(at, "ticket", result.ticket);
  reader.read(at, "context", result.context);
  reader.read(at, "context_factor", result.context_factor);
  reader.read(at, "repeat_factor", result.repeat_factor);
  reader.read(at, "patience_factor", result.patience_factor);
  result.handover = read_law(reader, at, "handover");
  reader.read(at, "hold", result.hold_s);
  return result;
}

Announcement read_announcement(FieldReader& reader, const Cursor& at) {
  Announcement result;
  if (!reader.open(at)) return result;
  using Predictor = Announcement::Predictor;
  constexpr std::array<Predictor, 3> kPredictors{Predictor::last_delay, Predictor::head_delay, Predictor::queue_length};
  result.predictor = kPredictors[reader.choice(at, "predictor").value_or(0)];
  reader.read(at, "factor", result.factor);
  result.accepts = read_law(reader, at, "accepts");
  reader.read(at, "hazard_before", result.hazard_before);
  reader.read(at, "hazard_after", result.hazard_after);
  return result;
}

Callback read_callback(FieldReader& reader, const Cursor& at) {
  Callback result;
  if (!reader.open(at)) return result;
  reader.read(at, "offered_above", result.offered_above);
  reader.read(at, "accepts", result.accepts);
  reader.read(at, "reached", result.reached);
  reader.read(at, "dialling", result.dialling_s);
  reader.read(at, "attempts", result.attempts);
  reader.read(at, "pause", result.pause_s);
  return result;
}

}  // namespace

std::map<std::string, double> read_weights(FieldReader& reader, const Cursor& parent, std::string_view key) {
  std::map<std::string, double> weights;
  for (const auto& [name, at] : reader.entries(parent, key)) {
    weights[name] = reader.quantity(at, reader.row_of(at)).value_or(1.0);
  }
  return weights;
}

Channel read_channel(FieldReader& reader, const Cursor& at) {
  Channel result;
  if (!reader.open(at)) return result;
  constexpr std::array<ChannelKind, 3> kKinds{ChannelKind::call, ChannelKind::chat, ChannelKind::mail};
  result.kind = kKinds[reader.choice(at, "kind").value_or(0)];
  reader.read(at, "queue", result.queue);
  if (reader.child(at, "trunks")) {
    int trunks = 0;
    reader.read(at, "trunks", trunks);
    if (trunks > 0) result.trunks = trunks;
  }
  const std::optional<Cursor> known = reader.child(at, "identification");
  if (known && reader.open(*known)) {
    reader.read(*known, "share", result.identification.share);
    reader.read(*known, "saves", result.identification.saves);
  }
  reader.read(at, "bot", result.bot);
  read_exchange(reader, at, result);
  return result;
}

Topic read_topic(FieldReader& reader, const Cursor& at) {
  Topic result;
  if (!reader.open(at)) return result;
  reader.read(at, "queue", result.queue);
  reader.read(at, "errors", result.errors);
  reader.read(at, "work", result.work);
  for (const auto& [name, cursor] : reader.entries(at, "handling")) {
    result.handling[name] = read_handling(reader, cursor);
  }
  return result;
}

Returns read_returns(FieldReader& reader, const Cursor& at) {
  Returns result;
  if (!reader.open(at)) return result;
  reader.read(at, "unresolved", result.unresolved);
  reader.read(at, "resolved", result.resolved);
  reader.read(at, "decay", result.decay);
  if (const auto law = read_law(reader, at, "delay")) result.delay = *law;
  reader.read(at, "switches", result.switches);
  reader.read(at, "max_returns", result.max_returns);
  reader.read(at, "in_hours", result.in_hours);
  return result;
}

Escalation read_escalation(FieldReader& reader, const Cursor& at) {
  Escalation result;
  if (!reader.open(at)) return result;
  reader.read(at, "limit", result.limit);
  reader.read(at, "supervisor", result.supervisor);
  return result;
}

void read_line(FieldReader& reader, const Cursor& queue, Queue& out) {
  reader.read(queue, "line", out.line);
  reader.read(queue, "ageing", out.ageing);
  out.order = read_order(reader, queue);
  if (const auto at = reader.child(queue, "handling")) out.handling = read_handling(reader, *at);
  if (const auto at = reader.child(queue, "intake")) out.intake = read_intake(reader, *at);
  if (const auto at = reader.child(queue, "transfer")) out.transfer = read_transfer(reader, *at);
  if (const auto at = reader.child(queue, "announcement")) out.announcement = read_announcement(reader, *at);
  if (const auto at = reader.child(queue, "callback")) out.callback = read_callback(reader, *at);
}

}  // namespace firstline
