// Mails in the conductor: deferred work in touches, and the order in which a queue's mails and tickets are taken.
#include <algorithm>

#include "models/center/center_sim.h"

namespace firstline {

// Nobody is on the line: no trunk, no menu, no wait that counts.
void CenterSim::begin_mail(std::uint32_t slot) {
  Issue& issue = state_.issues[slot];
  issue.ticket = true;
  issue.message_at = now_;
  begin_service(slot);
}

// An operator starts on deferred work: at its first touch by a line it shows how many there will be. True: again.
bool CenterSim::touch(std::uint32_t slot) {
  Issue& issue = state_.issues[slot];
  if (!is_mail(slot)) return false;
  if (issue.touches > 0) return true;
  const bool sorts = model_.lines.lines[issue.queue].is_intake;
  const std::uint32_t word =
      sim::draw_word(key_, sim::Purpose::mail_touches, state_.contacts[slot].entity, work_key(issue));
  issue.touches = static_cast<std::uint16_t>(sorts ? 1 : sample_touches(mail_model(slot), word));
  return false;
}

// The end of a touch that is not the last: the customer has an answer and writes once more.
bool CenterSim::end_touch(std::uint32_t slot) {
  Contact& contact = state_.contacts[slot];
  Issue& issue = state_.issues[slot];
  if (issue.touches <= 1 || issue.noticed) return false;
  --issue.touches;
  record_reply(slot, issue.message_at);
  if (contact.counted) {
    LegCell& facts = leg_cell(issue);
    ++facts.legs;
    ++facts.pending;
    facts.talk += issue.talk;
    facts.after_work += issue.after_work;
  }
  issue.talk_factor = 1.0;
  contact.stage = Stage::paused;
  const std::uint32_t word = sim::draw_word(key_, sim::Purpose::mail_answer, contact.entity, work_key(issue));
  ++issue.leg;
  push(now_ + mail_model(slot).answer.sample_ticks(word), EventKind::message, slot);
  return true;
}

void CenterSim::on_mail_answer(std::uint32_t slot) {
  state_.issues[slot].message_at = now_;
  offer_leg(slot);
}

// Into the queue, to the place that its order gives.
void CenterSim::join_queue(std::uint32_t slot, std::uint32_t queue, sim::Tick patience) {
  if (model_.mails.orders[queue] == Order::arrival) return enter_queue(slot, queue, patience);
  const std::uint32_t next = state_.ranking.insert(queue, place_of(slot));
  insert_before(state_.queues[queue], state_.contacts, slot, next);
  state_.servable.set(queue, may_be_served(model_.queues[queue], state_.queues[queue]));
  state_.waiting[queue].add(now_, 1);
  state_.waiting_all.add(now_, 1);
  Contact& contact = state_.contacts[slot];
  contact.patience_event =
      patience < sim::kNever ? events_.push(now_ + patience, static_cast<unsigned>(EventKind::patience_end), slot) : 0;
  if (model_.any_looks) look_at_waiting(queue);
}

Place CenterSim::place_of(std::uint32_t slot) const {
  const Contact& contact = state_.contacts[slot];
  const Issue& issue = state_.issues[slot];
  if (!issue.ticket) return {.key = kOnTheLine, .arrival = contact.queued, .slot = slot};
  if (model_.mails.orders[issue.queue] == Order::shortest) {
    return {.key = talk_time(slot, 1.0), .arrival = contact.arrival, .slot = slot};
  }
  // Until the first reply the agreed time to respond counts too.
  sim::Tick due = issue.due;
  const std::uint32_t agreement = model_.agreements.agreement_of_class[issue.birth_class];
  if (!issue.replied && agreement != kNoAgreement && model_.agreements.agreements[agreement].response) {
    const AgreementModel& terms = model_.agreements.agreements[agreement];
    due = std::min(due, model_.agreements.clocks[terms.clock].add_open_time(contact.arrival, *terms.response));
  }
  return {.key = due, .arrival = contact.arrival, .slot = slot};
}

}  // namespace firstline
