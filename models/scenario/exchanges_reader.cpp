#include "models/scenario/exchanges_reader.h"

#include <array>
#include <string>

#include "models/scenario/law_reader.h"

namespace firstline {
namespace {

void read_turns(FieldReader& reader, const Cursor& at, Chat& out) {
  const std::optional<Cursor> turns = reader.child(at, "turns");
  if (!turns || !reader.open(*turns)) return;
  reader.read(*turns, "mean", out.turns);
  reader.read(*turns, "cv", out.turns_cv);
  if (possible_turns(out.turns, out.turns_cv)) return;
  reader.add("E330", *turns, {"@turns.narrow", short_number(out.turns), short_number(out.turns_cv)});
  out.turns_cv = 0.0;
}

// What the other mode would use, and this one ignores; the default rates say nothing.
void refuse_other_mode(FieldReader& reader, const Cursor& at, const Chat& chat) {
  if (chat.mode == Chat::Mode::turns) {
    if (chat.rates != Chat{}.rates) reader.add("E318", *reader.child(at, "rates"), {"@exchange.level_only"});
    return;
  }
  for (const char* field :
       {"turns", "think", "reply", "switch_cost", "silence", "silence_timeout", "tolerance", "reassign_after"}) {
    if (const auto found = reader.child(at, field)) reader.add("E318", *found, {"@exchange.turns_only", field});
  }
}

Chat read_chat(FieldReader& reader, const Cursor& at) {
  Chat result;
  if (!reader.open(at)) return result;
  const std::optional<std::size_t> mode = reader.choice(at, "mode");
  if (mode.value_or(0) == 1) result.mode = Chat::Mode::level;
  read_turns(reader, at, result);
  if (const auto law = read_law(reader, at, "think")) result.think = *law;
  if (const auto law = read_law(reader, at, "reply")) result.reply = *law;
  reader.read(at, "switch_cost", result.switch_cost_s);
  reader.read(at, "silence", result.silence);
  reader.read(at, "silence_timeout", result.silence_timeout_s);
  result.tolerance = read_law(reader, at, "tolerance");
  reader.read(at, "rates", result.rates);
  if (result.rates.empty()) {
    reader.add("E330", *reader.child(at, "rates"), {"@rates.none"});
    result.rates = {1.0};
  } else if (result.rates.front() != 1.0) {
    reader.add("E330", FieldReader::item(*reader.child(at, "rates"), 0), {"@rates.first"});
  }
  if (const auto after = reader.child(at, "reassign_after")) {
    result.reassign_after_s = reader.quantity(*after, reader.row_of(*after));
  }
  if (mode || !reader.child(at, "mode")) refuse_other_mode(reader, at, result);
  return result;
}

Mail read_mail(FieldReader& reader, const Cursor& at) {
  Mail result;
  if (!reader.open(at)) return result;
  reader.read(at, "touches", result.touches);
  if (const auto law = read_law(reader, at, "answer")) result.answer = *law;
  return result;
}

}  // namespace

void read_exchange(FieldReader& reader, const Cursor& channel, Channel& out) {
  if (const auto at = reader.child(channel, "chat")) {
    out.chat = read_chat(reader, *at);
    if (out.kind != ChannelKind::chat) reader.add("E318", *at, {"@exchange.chat"});
  }
  if (const auto at = reader.child(channel, "mail")) {
    out.mail = read_mail(reader, *at);
    if (out.kind != ChannelKind::mail) reader.add("E318", *at, {"@exchange.mail"});
  }
  const auto bot = reader.child(channel, "bot");
  if (bot && out.kind == ChannelKind::mail && !out.bot.empty()) reader.add("E318", *bot, {"@exchange.bot"});
}

FollowUp read_follow_up(FieldReader& reader, const Cursor& at) {
  FollowUp result;
  if (!reader.open(at)) return result;
  reader.read(at, "share", result.share);
  reader.read(at, "after", result.after_s);
  reader.read(at, "reached", result.reached);
  if (const auto law = read_law(reader, at, "check")) result.check = *law;
  reader.read(at, "queue", result.queue);
  return result;
}

std::optional<Order> read_order(FieldReader& reader, const Cursor& queue) {
  constexpr std::array<Order, 3> kOrders{Order::arrival, Order::due, Order::shortest};
  const std::optional<std::size_t> chosen = reader.choice(queue, "order");
  return chosen ? std::optional<Order>(kOrders[*chosen]) : std::nullopt;
}

}  // namespace firstline
