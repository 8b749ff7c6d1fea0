// Sessions with a bot: before the queue of the first line, as many at once as there are licences, and their end.
#include <algorithm>

#include "models/center/center_sim.h"

#include "models/center/mutant.h"

namespace firstline {

// The contact is through the menu: a bot speaks first, or the queue of the first line comes at once.
void CenterSim::begin_service(std::uint32_t slot) {
  const Contact& contact = state_.contacts[slot];
  const std::uint32_t bot_id = bot_of(slot);
  if (bot_id == kNoBot) return offer_leg(slot);
  const BotModel& bot = model_.bots.bots[bot_id];
  const Issue& issue = state_.issues[slot];
  if (!meets(bot, key_, issue.customer, issue.contact_class)) return offer_leg(slot);
  BotTraffic& state = state_.bots[bot_id];
  if (now_ < state.down_until || (bot.sessions >= 0 && state.in_session >= bot.sessions)) {
    if (contact.counted) ++counters_.bots[bot_id].turned_past;
    return offer_leg(slot);
  }
  begin_session(slot, bot_id);
}

// Moves a contact that arrives to the cells of those that a bot covers, whether or not it will have a free session.
void CenterSim::expose(std::uint32_t slot) {
  Contact& contact = state_.contacts[slot];
  const std::uint32_t bot_id = is_mail(slot) ? kNoBot : bot_of(slot);
  const auto columns = static_cast<std::uint32_t>(model_.shape.num_intervals);
  if (bot_id == kNoBot) return;
  const Issue& issue = state_.issues[slot];
  if (!meets(model_.bots.bots[bot_id], key_, issue.customer, issue.contact_class)) return;
  contact.cell += columns / 2;
}

void CenterSim::begin_session(std::uint32_t slot, std::uint32_t bot_id) {
  Contact& contact = state_.contacts[slot];
  Issue& issue = state_.issues[slot];
  const BotModel& bot = model_.bots.bots[bot_id];
  if (slot >= state_.sessions.size()) state_.sessions.resize(slot + 1);
  BotTraffic& state = state_.bots[bot_id];
  ++state.in_session;
  issue.met_bot = true;
  contact.stage = Stage::with_bot;
  play_session(bot,
               {.key = key_,
                .entity = contact.entity,
                .customer = issue.customer,
                .contact = issue.contact,
                .mood = state_.bot_memory.of(issue.customer),
                .proficiency = proficiency(bot, state)},
               state_.sessions[slot]);
  issue.bot_until = now_ + state_.sessions[slot].duration;
  push(issue.bot_until, EventKind::bot_end, slot);
}

void CenterSim::on_bot_end(std::uint32_t slot) {
  if (state_.contacts[slot].stage != Stage::with_bot || state_.issues[slot].bot_until != now_) return;  // was cut off
  end_session(slot);
}

// How the session goes out: solved or seemingly so, hung up, or on to an operator.
void CenterSim::end_session(std::uint32_t slot) {
  const Contact& contact = state_.contacts[slot];
  Issue& issue = state_.issues[slot];
  const std::uint32_t bot_id = bot_of(slot);
  const BotModel& bot = model_.bots.bots[bot_id];
  const Session& session = state_.sessions[slot];
  BotTraffic& state = state_.bots[bot_id];
  --state.in_session;
  ++state.finished;
  state_.bot_memory.note(bot, issue.customer, session);
  if (contact.counted) record_session(slot);
  if (session.ending == BotEnding::answered) return finish_contact(slot, kNoOperator, session.solved);
  if (session.ending == BotEnding::hung_up) return lose(slot, Outcome::left_bot, true);
  if (session.queue >= 0) issue.queue = static_cast<std::uint16_t>(session.queue);
  issue.talk_factor = 1.0 - (1.0 - bot.context_factor) * session.context;
  offer_leg(slot);
}

void CenterSim::record_session(std::uint32_t slot) {
  const std::uint32_t bot_id = bot_of(slot);
  const Session& session = state_.sessions[slot];
  BotCell& facts = counters_.bots[bot_id];
  ++facts.sessions;
  facts.early += session.early ? 1 : 0;
  switch (session.ending) {
    case BotEnding::answered:
      ++(session.solved ? facts.contained_true : facts.contained_false);
      break;
    case BotEnding::failed:
    case BotEnding::ruled:
      ++(mutated(Mutant::escalated_contained) ? facts.contained_false : facts.failed);
      break;
    case BotEnding::asked:
      ++facts.asked;
      break;
    case BotEnding::refused:
      ++facts.refused;
      break;
    case BotEnding::hung_up:
      ++facts.hung_up;
      break;
    case BotEnding::outage:
      ++facts.outage;
      break;
  }
  facts.time += session.duration;
  for (std::size_t i = 0; i < session.turns.size(); ++i) {
    const Turn& turn = session.turns[i];
    StepCell& step = counters_.steps[model_.bots.bots[bot_id].first_cell + turn.step];
    ++facts.turns;
    facts.repeats += turn.repeat ? 1 : 0;
    ++step.turns;
    step.entries += turn.repeat ? 0 : 1;
    step.recognised += turn.recognised ? 1 : 0;
    step.heard += turn.heard && !turn.repeat ? 1 : 0;
    step.first_try += turn.recognised && !turn.repeat ? 1 : 0;
    step.time += turn.time;
    if (i + 1 < session.turns.size() || session.ending == BotEnding::answered) continue;
    ++(session.ending == BotEnding::hung_up ? step.hung_up : step.handed_over);
  }
}

// Outages of the day that begins now: Poisson in number, uniform in time, keyed by bot and day.
void CenterSim::schedule_outages() {
  const auto day = static_cast<std::uint32_t>(now_ / sim::kTicksPerDay);
  for (std::uint32_t bot_id = 0; bot_id < model_.bots.bots.size(); ++bot_id) {
    const BotModel& bot = model_.bots.bots[bot_id];
    if (bot.outages_per_day <= 0.0) continue;
    const std::uint64_t entity = bot.exposure_key ^ day;
    double sum = 0.0;
    for (std::uint32_t number = 0; number < 100; ++number) {
      sum += sim::unit_exponential(sim::draw_word(key_, sim::Purpose::bot_outage_count, entity, number));
      if (sum > bot.outages_per_day) break;
      const double place = sim::to_uniform(sim::draw_word(key_, sim::Purpose::bot_outage_time, entity, number));
      push(now_ + static_cast<sim::Tick>(place * static_cast<double>(sim::kTicksPerDay)), EventKind::outage, bot_id);
    }
  }
}

// The bot falls silent: every session goes to the operators at once.
void CenterSim::on_outage(std::uint32_t bot_id) {
  const BotModel& bot = model_.bots.bots[bot_id];
  BotTraffic& state = state_.bots[bot_id];
  const std::uint64_t entity = bot.exposure_key ^ static_cast<std::uint64_t>(now_);
  const sim::Tick length =
      bot.outage_length.sample_ticks(sim::draw_word(key_, sim::Purpose::bot_outage_length, entity));
  state.down_until = std::max(state.down_until, now_ + length);
  for (std::uint32_t slot = 0; slot < state_.contacts.slots(); ++slot) {
    if (state_.contacts[slot].stage != Stage::with_bot || bot_of(slot) != bot_id) continue;
    Session& session = state_.sessions[slot];
    const sim::Tick begun = state_.issues[slot].bot_until - session.duration;
    sim::Tick spent = 0;
    std::size_t kept = 0;
    while (kept < session.turns.size() && begun + spent + session.turns[kept].time <= now_) {
      spent += session.turns[kept++].time;
    }
    // The turn that was cut off stands with the time it had.
    if (kept < session.turns.size()) {
      session.turns.resize(kept + 1);
      session.turns[kept].recognised = session.turns[kept].heard = false;
      session.turns[kept].time = now_ - begun - spent;
    }
    session.duration = now_ - begun;
    session.ending = BotEnding::outage;
    session.early = session.solved = false;
    session.context = 0.0;
    session.queue = -1;
    end_session(slot);
  }
}

}  // namespace firstline
