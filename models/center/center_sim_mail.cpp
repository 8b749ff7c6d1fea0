// Mails in the conductor: deferred work in touches, the order in which a queue's mails and tickets are taken, and calls
// to follow up what was handled.
#include <algorithm>

#include "models/center/center_sim.h"

#include "models/center/mutant.h"

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
  if (issue.follows_up) return false;
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
  if (issue.noticed) return false;
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

// A customer has answered, or it is time to ask one.
void CenterSim::on_mail_answer(std::uint32_t slot) {
  Issue& issue = state_.issues[slot];
  issue.message_at = now_;
  if (issue.follows_up) {
    state_.in_system.add(now_, 1);
    if (issue.returns_at >= 0 && issue.returns_at < model_.arrivals_until) {
      issue.return_event = events_.push(issue.returns_at, static_cast<unsigned>(EventKind::comes_back), slot);
    }
  }
  offer_leg(slot);
}

// Into the queue: behind all others in line, or among the deferred to the place that their order gives.
void CenterSim::join_queue(std::uint32_t slot, std::uint32_t queue, sim::Tick patience) {
  QueueState& line = state_.queues[queue];
  if (!state_.issues[slot].ticket) {
    line_up(line, state_.contacts, slot);
  } else {
    const bool by_arrival = model_.mails.orders[queue] == Order::arrival;
    defer(line, state_.contacts, slot, by_arrival ? kNoContact : state_.ranking.insert(queue, place_of(slot)));
  }
  wait_in(slot, queue, patience);
}

Place CenterSim::place_of(std::uint32_t slot) const {
  const Contact& contact = state_.contacts[slot];
  const Issue& issue = state_.issues[slot];
  if (model_.mails.orders[issue.queue] == Order::shortest) {
    return {.key = talk_time(slot, 1.0), .arrival = contact.arrival, .slot = slot};
  }
  // Until the first reply the agreed time to respond counts too.
  sim::Tick due = due_of(issue);
  const std::uint32_t agreement = model_.agreements.agreement_of_class[issue.birth_class];
  if (!issue.replied && agreement != kNoAgreement && model_.agreements.agreements[agreement].response) {
    const AgreementModel& terms = model_.agreements.agreements[agreement];
    due = std::min(due, model_.agreements.clocks[terms.clock].add_open_time(contact.arrival, *terms.response));
  }
  if (mutated(Mutant::due_ignored)) due = contact.arrival;
  return {.key = due, .arrival = contact.arrival, .slot = slot};
}

// --- Calls to follow up
double CenterSim::follow_up_share(std::uint32_t slot, std::uint32_t number) const {
  const std::uint32_t attempt = (number << 14) | (state_.issues[slot].contact & 16383u);
  return sim::to_uniform(sim::draw_word(key_, sim::Purpose::follow_up, state_.contacts[slot].entity, attempt));
}

// Whether the centre will call, unless the customer comes back before. The call is none of the customer's contacts: it
// counts among the follow-ups alone, and as busy time.
bool CenterSim::follow_up_later(std::uint32_t slot, std::optional<sim::Tick> returns_at) {
  Contact& contact = state_.contacts[slot];
  Issue& issue = state_.issues[slot];
  const FollowUpModel& model = model_.mails.follow_ups[contact.type];
  if (issue.follows_up || follow_up_share(slot, 0) >= model.share) return false;
  const sim::Tick calls_at = now_ + model.after;
  if ((returns_at && *returns_at <= calls_at) || calls_at >= model_.arrivals_until) return false;
  issue.returns_at = returns_at.value_or(-1);
  issue.follows_up = issue.asks = issue.ticket = true;
  issue.replied = true;  // of that contact no first answer is due any more, whoever ended it
  issue.followed_counted = contact.counted;
  contact.counted = false;
  issue.callback = issue.noticed = issue.unreached = false;
  issue.queue = static_cast<std::uint16_t>(model.queue);
  ++issue.leg;
  issue.transfers = issue.touches = issue.dials = 0;
  issue.talk_factor = 1.0;
  issue.assigned = issue.topic;
  issue.intake = 0xffff;
  contact.stage = Stage::paused;
  push(calls_at, EventKind::message, slot);
  return true;
}

// Dialling and asking; what is not solved is worked on at once, by whoever reached the customer.
sim::Tick CenterSim::follow_up_talk(std::uint32_t slot, sim::Tick talk) {
  const Contact& contact = state_.contacts[slot];
  Issue& issue = state_.issues[slot];
  const FollowUpModel& model = model_.mails.follow_ups[contact.type];
  const std::uint32_t attempt = (2u << 14) | (issue.contact & 16383u);
  const sim::Tick check =
      model.check.sample_ticks(sim::draw_word(key_, sim::Purpose::follow_up, contact.entity, attempt));
  issue.asks = issue.open_since < 0 || follow_up_share(slot, 1) >= model.reached;
  if (issue.asks) issue.after_work = 0;
  return issue.asks ? check : check + talk;
}

// Nobody answers, or all is well: there is nothing to judge.
void CenterSim::end_asking(std::uint32_t slot) { end_follow_up(slot, state_.issues[slot].open_since < 0); }

void CenterSim::end_follow_up(std::uint32_t slot, bool solved) {
  const Contact& contact = state_.contacts[slot];
  Issue& issue = state_.issues[slot];
  state_.in_system.add(now_, -1);
  const bool solves = solved && issue.open_since >= 0;
  if (issue.followed_counted) {
    ++flow(contact).follow_ups;
    flow(contact).follow_ups_solved += solves ? 1 : 0;
  }
  if (solves) {
    book_open(issue, now_);
    issue.solved_at = now_;
    issue.open_since = -1;
  }
  issue.asks = false;
  issue.return_event = 0;
  // The contact itself has decided by the words of its own address.
  if (solves) return settle(slot, solved, issue.error_returns, (1u << 14) | first_leg_key(issue.contact));
  // A call that changed nothing leaves the customer's own clock as it was; it may have run out during the call.
  std::optional<sim::Tick> at;
  if (issue.returns_at >= 0) at = std::max(now_, issue.returns_at);
  come_back_or_close(slot, solved, at);
}

// The customer's own contact instead of the call, unless that has been taken up.
void CenterSim::on_comes_back(std::uint32_t slot, std::uint32_t sequence) {
  Issue& issue = state_.issues[slot];
  const Contact& contact = state_.contacts[slot];
  if (issue.return_event != sequence) return;
  issue.return_event = 0;
  if (!issue.asks || contact.stage != Stage::waiting || contact.handed_back()) return;
  leave_queue(slot);
  state_.ranking.erase(slot);
  state_.in_system.add(now_, -1);
  issue.waits_to_return = true;
  on_next_contact(slot);
}

}  // namespace firstline
