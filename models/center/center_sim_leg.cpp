// A contact on its way over the lines: legs, transfers, tickets, callbacks, and what each operator's work comes to.
#include <algorithm>
#include <cmath>
#include <utility>

#include "models/center/center_sim.h"
#include "models/center/mutant.h"
#include "sim/random/det_math.h"

namespace firstline {
// The contact enters the queue of its leg: an idle operator, a waiting place, or neither.
void CenterSim::offer_leg(std::uint32_t slot) {
  Contact& contact = state_.contacts[slot];
  Issue& issue = state_.issues[slot];
  const QueueModel& queue = model_.queues[issue.queue];
  const QueueState& queue_state = state_.queues[issue.queue];
  contact.queued = now_;
  if (!queue_state.open && !issue.ticket) {
    if (issue.leg == 0 && !issue.met_bot) return lose(slot, Outcome::turned_away, false);
    make_ticket(slot);  // the line behind is closed: the customer hears later
  }
  // A ticket may be taken out of hours by those who are still there, unless the queue keeps everything for the opening.
  const bool may_take = queue_state.open || (issue.ticket && queue.closing != Closing::carry_over);
  const std::uint32_t operator_id = may_take ? operator_for(slot) : kNoOperator;
  if (operator_id == kNoOperator && queue_state.in_line() >= queue.capacity && !issue.ticket) {
    if (issue.leg == 0) return lose(slot, Outcome::blocked, true);
    make_ticket(slot);
  }
  if (contact.counted && !issue.ticket) {
    ++cell(contact).entries;
    ++leg_cell(issue).entries;
    if (issue.leg > 0) ++flow(contact).entries_again;
  }
  if (contact.counted && issue.leg == 0 && issue.ticket) ++flow(contact).deferred;
  if (operator_id == kNoOperator) return wait_leg(slot);
  take_seat(operator_id);
  answer_leg(slot, operator_id);
}

// Who takes the contact now, or nobody.
std::uint32_t CenterSim::operator_for(std::uint32_t slot) {
  const std::uint32_t queue = state_.issues[slot].queue;
  if (is_chat(slot)) return pick_chatter(queue, kNoOperator);
  const std::uint32_t team = pick_team(model_.routing, queue, state_.teams, state_.operators);
  return team == kNone ? kNoOperator : state_.teams[team].idle_head;
}

void CenterSim::wait_leg(std::uint32_t slot) {
  Contact& contact = state_.contacts[slot];
  Issue& issue = state_.issues[slot];
  const std::uint32_t queue = issue.queue;
  QueueState& queue_state = state_.queues[queue];
  contact.stage = Stage::waiting;
  if (issue.ticket) return join_queue(slot, queue, sim::kNever);
  const auto word = [&](sim::Purpose purpose) { return sim::draw_word(key_, purpose, contact.entity, leg_key(issue)); };
  const AnnouncementModel& announcement = model_.announcements[queue];
  const PeriodModel& laws = laws_of(model_.types[contact.type].service, contact.period);
  // Drawn with the leg's words where the address is theirs, as it is until somebody redials.
  const LegWords& words = leg_words(slot);
  const std::uint32_t patience_word = words.key == leg_key(issue) ? words.patience : word(sim::Purpose::patience);
  if (announcement.given) {
    const std::int64_t before = queue_state.in_line();
    const sim::Tick head_wait = before > 0 ? now_ - state_.contacts[queue_state.head].queued : 0;
    const sim::Tick announced = predicted_wait(announcement, state_.delays[queue], head_wait, before);
    const bool leaves =
        announcement.may_leave && announcement.accepts.sample_ticks(word(sim::Purpose::announced_wait)) < announced;
    if (leaves) {
      if (contact.counted && issue.leg == 0) ++flow(contact).balked;
      return lose(slot, Outcome::abandoned, true);
    }
    contact.patience = patience_after(announcement, laws.patience_law, laws.patience, patience_word, announced);
  } else {
    contact.patience = laws.patience.sample_ticks(patience_word);
  }
  if (contact.patience < sim::kNever) contact.patience = scaled(contact.patience, issue.patience_factor);
  const auto& callback = model_.queues[queue].callback;
  if (callback && queue_state.in_line() >= callback->offered_above &&
      sim::to_uniform(word(sim::Purpose::callback_accept)) < callback->accepts) {
    issue.callback = true;
    if (contact.counted) ++flow(contact).callbacks;
    leave_line(slot);
    let_wait_alone(slot);  // nobody is on the line whom the operator could hand over
    return join_queue(slot, queue, sim::kNever);
  }
  if (contact.patience == 0) return lose(slot, Outcome::abandoned, true);  // not served at once, gone at once
  join_queue(slot, queue, contact.patience);
}

// The work of this topic on this line.
const sim::Sampler& CenterSim::talk_law(std::uint32_t slot) const {
  const Contact& contact = state_.contacts[slot];
  const Issue& issue = state_.issues[slot];
  const HandlingModel& handling = model_.lines.of(issue.topic, issue.queue);
  if (handling.service >= 0) return model_.lines.laws[static_cast<std::size_t>(handling.service)];
  return laws_of(model_.types[contact.type].service, contact.period).service;
}

// What is written down after it; none: nothing.
const sim::Sampler* CenterSim::after_work_law(std::uint32_t slot) const {
  const Issue& issue = state_.issues[slot];
  const std::int32_t law = model_.lines.of(issue.topic, issue.queue).after_work;
  return law < 0 ? nullptr : &model_.lines.laws[static_cast<std::size_t>(law)];
}

// As long as this operator talks, with what is known.
sim::Tick CenterSim::talk_time(std::uint32_t slot, double factor) const {
  return scaled(talk_law(slot).sample_ticks(leg_words(slot).service), leg_factor(slot, factor));
}

// What topic, context and what is known of the customer do to a factor on the work.
double CenterSim::leg_factor(std::uint32_t slot, double factor) const {
  const Issue& issue = state_.issues[slot];
  factor *= model_.lines.of(issue.topic, issue.queue).work * issue.talk_factor;
  if (issue.leg == 0) {
    const ChannelModel& channel = model_.births.channels[channel_of(slot)];
    if (sim::to_uniform(issue.identification) < channel.identified) factor *= 1.0 - channel.saves;
  }
  return factor;
}

void CenterSim::answer_leg(std::uint32_t slot, std::uint32_t operator_id) {
  Contact& contact = state_.contacts[slot];
  Issue& issue = state_.issues[slot];
  OperatorState& op = state_.operators[operator_id];
  const bool chat = is_chat(slot);
  if (!chat) op.contact = slot;
  contact.stage = Stage::in_service;
  if (issue.ticket) state_.ranking.erase(slot);
  const LegWords& words = leg_words(slot);
  const sim::Sampler& talking = talk_law(slot);
  const sim::Sampler* writing = after_work_law(slot);
  const std::uint32_t writing_word = words.word(sim::Purpose::after_work);
  const sim::TwoExponentials times = sim::unit_exponentials(words.service, writing_word);
  talking.expect(times.first);
  if (writing != nullptr) writing->expect(times.second);
  if (model_.chats.any() && !chat && !issue.ticket) seek_chats_beside(issue.queue);
  if (issue.callback) {
    const Callback& callback = *model_.queues[issue.queue].callback;
    // A leg's address has no bits left for the number of the attempt.
    const std::uint64_t dial = contact.entity ^ (issue.dials == 0 ? 0 : sim::mix64(issue.dials));
    const double u = sim::to_uniform(sim::draw_word(key_, sim::Purpose::callback_reached, dial, leg_key(issue)));
    issue.unreached = u >= callback.reached;
    // A line of the channel even where newcomers hear that all are taken: nobody calls back without one.
    take_line(slot);
    if (issue.unreached) return dial_in_vain(slot, operator_id);
  }
  const double extent = topic_factor(slot);
  const double factor = operator_factor(slot, operator_id) * extent;
  sim::Tick talk = chat ? 0 : scaled(talking.sample_ticks(words.service, times.first), leg_factor(slot, factor));
  if (mutated(Mutant::talk_longer)) talk += talk / 100;
  if (issue.holder != kNobody) {
    const std::int32_t law = model_.lines.lines[issue.came_from].handover;
    const sim::Tick handover =
        law < 0 ? 0 : model_.lines.laws[static_cast<std::size_t>(law)].sample_ticks(words.word(sim::Purpose::handover));
    talk += handover;
    release_holder(slot, handover);
  }
  if (!chat) {
    issue.after_work = writing == nullptr ? 0 : scaled(writing->sample_ticks(writing_word, times.second), factor);
  }
  if (issue.asks) talk = follow_up_talk(slot, talk);
  if (!issue.by_mail || !touch(slot)) issue.answered_at = now_;
  // What a bot solved stays its own where the customer was not back within the window.
  const bool judged = issue.first_solved && !issue.repeated;
  if (!issue.asks && !judged) issue.human = true;
  issue.talk = talk;
  if (!chat) push(now_ + talk, issue.after_work > 0 ? EventKind::talk_end : EventKind::service_end, operator_id);
  if (!issue.ticket && !issue.callback) {
    state_.delays[issue.queue].answered(now_, now_ - contact.queued, state_.queues[issue.queue].in_line() > 0);
  }
  // Counted or not: the place among the deferred goes by it, and the backlog.
  if (answers_at_once(slot) && !std::exchange(issue.replied, true)) book_late_answer(slot);
  if (contact.counted) record_answer(slot, op.team);
  if (chat) open_chat(slot, operator_id, extent);
}

sim::Tick CenterSim::after_work_time(std::uint32_t slot, double factor) const {
  const sim::Sampler* law = after_work_law(slot);
  if (law == nullptr) return 0;
  return scaled(law->sample_ticks(leg_words(slot).word(sim::Purpose::after_work)), factor);
}

// How this operator's skill changes the work.
double CenterSim::operator_factor(std::uint32_t slot, std::uint32_t operator_id) const {
  const Issue& issue = state_.issues[slot];
  double factor = handle_factor(state_.talents, operator_id, issue.topic);
  if (!model_.routing.speeds.empty()) {
    const std::uint32_t team = state_.operators[operator_id].team;
    factor /= static_cast<double>(model_.routing.speeds[team * model_.routing.num_queues + issue.queue]);
  }
  return factor;
}

// How a wrong topic that this line notices changes the work.
double CenterSim::topic_factor(std::uint32_t slot) {
  Issue& issue = state_.issues[slot];
  issue.noticed = false;
  if (issue.touches > 0) return 1.0;  // a mail that this line has worked on before: its chance to notice is past
  const std::uint32_t wrong_home = home_of(model_.lines, issue.entry, issue.assigned);
  // Only the line that was sent the contact by its topic can find that out; those behind it were told what it is.
  if (issue.assigned != issue.topic && issue.intake != issue.queue && wrong_home == issue.queue) {
    const Intake& intake = model_.lines.lines[issue.intake].intake;
    if (leg_words(slot).uniform(sim::Purpose::notice) < intake.noticed) {
      const bool belongs_elsewhere = home_of(model_.lines, issue.entry, issue.topic) != issue.queue;
      issue.noticed = belongs_elsewhere;
      if (!belongs_elsewhere) issue.assigned = issue.topic;
      return belongs_elsewhere ? intake.diagnosis : 1.0 + intake.diagnosis;
    }
  }
  return 1.0;
}

// The operator dials and nobody answers: work for this contact that talks to nobody.
void CenterSim::dial_in_vain(std::uint32_t slot, std::uint32_t operator_id) {
  const Contact& contact = state_.contacts[slot];
  Issue& issue = state_.issues[slot];
  const sim::Tick dialling = sim::seconds_to_ticks(model_.queues[issue.queue].callback->dialling_s);
  ++issue.dials;
  issue.after_work = 0;
  if (contact.counted) {
    leg_cell(issue).hold += dialling;
    book_handle(contact.cell, issue.contact_class, state_.operators[operator_id].team, dialling);
  }
  push(now_ + dialling, EventKind::service_end, operator_id);
}

void CenterSim::record_answer(std::uint32_t slot, std::uint32_t team) {
  const Contact& contact = state_.contacts[slot];
  Issue& issue = state_.issues[slot];
  if (!is_chat(slot)) {  // what a chat takes is known at its end
    const sim::Tick handle = issue.talk + issue.after_work;
    book_handle(contact.cell, issue.contact_class, team, handle);
    if (!model_.births.channels[channel_of(slot)].spoken) flow(contact).line_time += handle;
  }
  ++state_.teams[team].answered;
  if (!issue.ticket) {
    record_wait(slot);
    if (issue.leg > 0) ++flow(contact).answered_again;
  } else if (issue.leg == 0) {
    ++flow(contact).answered_deferred;
  }
  if (issue.leg == 0 && answers_at_once(slot)) record_response(slot);
}

void CenterSim::record_wait(std::uint32_t slot) {
  const Contact& contact = state_.contacts[slot];
  ContactCell& facts = cell(contact);
  ++facts.answered;
  const sim::Tick wait = now_ - contact.queued;
  LegCell& leg = leg_cell(state_.issues[slot]);
  ++leg.answered;
  leg.wait += wait;
  leg.delayed += wait > 0 ? 1 : 0;
  counters_.waits[contact.type].add(wait);
  if (model_.shape.num_channels > 0) counters_.waits_of_channel[channel_of(slot)].add(wait);
  note_wait(slot, wait);
  if (wait > 0) {
    ++facts.delayed;
    facts.wait_answered += wait;
    const double wait_s = sim::ticks_to_seconds(wait);
    facts.wait_sq_answered_s2 += wait_s * wait_s;
  }
  for (std::size_t i = 0; i < model_.thresholds.size(); ++i) {
    facts.answered_within[i] += wait <= model_.thresholds[i] ? 1 : 0;
  }
}

// The first answer of an operator to this contact, in clock time and in the hours of its agreement.
void CenterSim::record_response(std::uint32_t slot) {
  const Contact& contact = state_.contacts[slot];
  const sim::Tick response = now_ - contact.arrival;
  ++flow(contact).responses;
  cell(contact).response_answered += response;
  counters_.responses[contact.type].add(response);
  if (model_.shape.num_channels > 0) counters_.responses_of_channel[channel_of(slot)].add(response);
  const std::size_t clock_id = model_.agreements.clock_of_class[state_.issues[slot].contact_class];
  const BusinessCalendar& clock = model_.agreements.clocks[clock_id];
  const sim::Tick business = mutated(Mutant::agreement_by_clock) ? response : clock.open_time(contact.arrival, now_);
  flow(contact).response_business += business;
  const std::uint32_t agreement = response_agreement(slot);
  if (agreement == kNoAgreement) return;
  const bool within = clock.in_time(contact.arrival, now_, business, *model_.agreements.agreements[agreement].response);
  sla_cell(agreement, contact.arrival).contacts_within += within ? 1 : 0;
  counters_.sla_of_class[state_.issues[slot].contact_class].contacts_within += within ? 1 : 0;
}

// The customer has hung up or been passed on; the operator writes it down.
void CenterSim::on_talk_end(std::uint32_t operator_id) {
  OperatorState& op = state_.operators[operator_id];
  const std::uint32_t slot = op.contact;
  const sim::Tick after_work = state_.issues[slot].after_work;
  if (end_talk(slot, operator_id)) return;
  op.contact = kNoContact;
  push(now_ + after_work, EventKind::service_end, operator_id);
}

// The operator's work on a leg is over.
void CenterSim::end_leg(std::uint32_t operator_id) {
  OperatorState& op = state_.operators[operator_id];
  const std::uint32_t slot = op.contact;
  if (slot != kNoContact) {
    if (state_.issues[slot].unreached) {
      end_dialling(slot);
    } else if (end_talk(slot, operator_id)) {
      return;
    }
    op.contact = kNoContact;
  }
  free_operator(operator_id);
}

// Nobody took the call back: once more after a pause, or never.
void CenterSim::end_dialling(std::uint32_t slot) {
  Issue& issue = state_.issues[slot];
  Contact& contact = state_.contacts[slot];
  const Callback& callback = *model_.queues[issue.queue].callback;
  issue.unreached = issue.on_line = false;  // nobody is charged for a call that rang in vain
  --state_.trunks_in_use[channel_of(slot)];
  if (issue.dials < callback.attempts) {
    contact.stage = Stage::paused;
    return push(now_ + sim::seconds_to_ticks(callback.pause_s), EventKind::dial, slot);
  }
  if (contact.counted) ++flow(contact).callbacks_failed;
  lose(slot, Outcome::abandoned, false);
}

// After the pause the place at the head of the queue is still the customer's.
void CenterSim::on_dial(std::uint32_t slot) {
  Contact& contact = state_.contacts[slot];
  const std::uint32_t queue = state_.issues[slot].queue;
  contact.stage = Stage::waiting;
  contact.patience_event = 0;
  enqueue_first(state_.queues[queue], state_.contacts, slot);
  state_.servable.set(queue, may_be_served(model_.queues[queue], state_.queues[queue]));
  state_.waiting[queue].add(now_, 1);
  state_.waiting_all.add(now_, 1);
  for (const RoutingModel::TeamChoice& team : model_.routing.teams_of_queue[queue]) {
    if (contact.stage == Stage::waiting) take_waiting(team.team);
  }
}

// The end of a leg's talk: solved, passed on or closed. True: the operator stays on the line for a warm transfer.
bool CenterSim::end_talk(std::uint32_t slot, std::uint32_t operator_id) {
  const Contact& contact = state_.contacts[slot];
  Issue& issue = state_.issues[slot];
  if (issue.touches > 1 && end_touch(slot)) return false;
  if (issue.asks) {
    end_asking(slot);
    return false;
  }
  const std::uint32_t key = work_key(issue);
  const LegWords& words = leg_words(slot);
  const LineModel& line = model_.lines.lines[issue.queue];
  const IssueModel& births = model_.births.types[contact.type];
  if (line.is_intake && !issue.noticed) {
    const bool right = words.uniform(sim::Purpose::classification) < line.intake.accuracy;
    issue.intake = issue.queue;
    issue.assigned = issue.topic;
    if (!right) {
      const double u = sim::to_uniform(sim::draw_word(key_, sim::Purpose::wrong_topic, contact.entity, key));
      issue.assigned = static_cast<std::uint16_t>(other_topic(births, issue.topic, u));
    }
  }
  LegEnd leg{.topic = issue.topic,
             .assigned = issue.assigned,
             .queue = issue.queue,
             .entry = issue.entry,
             .intake = issue.intake == 0xffff ? kNoQueue : issue.intake,
             .transfers = issue.transfers,
             .noticed = issue.noticed,
             .odds = 1.0,
             .u_solution = words.uniform(sim::Purpose::solution),
             .u_escalation = words.uniform(sim::Purpose::escalation),
             .u_next = 0.0};
  if (model_.lines.of(issue.topic, issue.queue).to.size() > 1) {
    leg.u_next = sim::to_uniform(sim::draw_word(key_, sim::Purpose::next_queue, contact.entity, key));
  }
  leg.odds = quality_odds(state_.talents, operator_id, issue.topic);
  if (!model_.routing.odds.empty()) {
    leg.odds *= model_.routing.odds[state_.operators[operator_id].team * model_.routing.num_queues + issue.queue];
  }
  const Judgement judgement = judge(model_.lines, leg);
  if (judgement.next == kNoQueue && is_mail(slot)) record_reply(slot, issue.message_at);
  if (contact.counted) record_leg(slot, judgement);
  if (judgement.next != kNoQueue) return pass_on(slot, operator_id, judgement);
  finish_contact(slot, operator_id, judgement.verdict == Verdict::solved);
  return false;
}

void CenterSim::record_leg(std::uint32_t slot, const Judgement& judgement) {
  const Issue& issue = state_.issues[slot];
  LegCell& facts = leg_cell(issue);
  ++facts.legs;
  facts.talk += issue.talk;
  facts.after_work += issue.after_work;
  if (model_.lines.lines[issue.queue].is_intake && !issue.noticed) {
    ++facts.classified;
    facts.classified_right += issue.assigned == issue.topic ? 1 : 0;
  }
  switch (judgement.verdict) {
    case Verdict::solved:
      ++facts.resolved;
      break;
    case Verdict::closed:
      ++facts.closed;
      break;
    case Verdict::sent_back:
      ++facts.sent_back;
      break;
    case Verdict::classified:
    case Verdict::passed: {
      const bool up = model_.lines.lines[judgement.next].line > model_.lines.lines[issue.queue].line;
      // The way from an intake to the line of its topic is no escalation.
      ++(up && judgement.verdict == Verdict::passed ? facts.escalated : facts.passed);
      break;
    }
  }
  if (judgement.next != kNoQueue) {
    ++counters_.moves[issue.queue * static_cast<std::size_t>(model_.shape.num_queues) + judgement.next];
  }
}

// To another queue: cold, warm or as a ticket.
bool CenterSim::pass_on(std::uint32_t slot, std::uint32_t operator_id, const Judgement& judgement) {
  Issue& issue = state_.issues[slot];
  const LineModel& line = model_.lines.lines[issue.queue];
  const Transfer& transfer = line.transfer;
  const double kind = leg_words(slot).uniform(sim::Purpose::transfer_kind);
  const double context = leg_words(slot).uniform(sim::Purpose::transfer_context);
  if (judgement.verdict == Verdict::passed && model_.lines.lines[judgement.next].line > line.line) {
    issue.escalated = true;
  }
  if (judgement.verdict != Verdict::classified) ++issue.transfers;
  if (judgement.verdict == Verdict::sent_back) {
    issue.assigned = issue.topic;
    issue.intake = 0xffff;
  }
  issue.noticed = false;
  issue.came_from = issue.queue;
  issue.queue = static_cast<std::uint16_t>(judgement.next);
  ++issue.leg;
  if (issue.callback) issue.by_chat = false;  // who was called back is on the phone
  issue.callback = false;
  issue.dials = 0;
  issue.touches = 0;
  issue.patience_factor = transfer.patience_factor;
  const bool ticket = issue.ticket || kind < transfer.ticket;
  const bool handed_on = !ticket && kind < transfer.ticket + transfer.warm;
  // Of a chat the next operator reads what was written.
  const bool warm = handed_on && !is_chat(slot) && !mutated(Mutant::holder_leaves);
  const bool carries = ticket || handed_on || context < transfer.context;
  issue.talk_factor = carries ? transfer.context_factor : transfer.repeat_factor;
  issue.cold = !ticket && context >= transfer.context;
  if (ticket && !issue.ticket) make_ticket(slot);
  if (warm) {
    issue.holder = operator_id;
    issue.held_since = now_;
    issue.holder_after_work = issue.after_work;
    issue.held_until = now_ + sim::seconds_to_ticks(transfer.hold_s);
  }
  offer_leg(slot);
  if (warm && issue.holder != kNobody) push(issue.held_until, EventKind::hold_end, slot);
  return warm;
}

// The customer hangs up and hears later: no patience, no line, no wait that counts.
void CenterSim::make_ticket(std::uint32_t slot) {
  Issue& issue = state_.issues[slot];
  issue.ticket = true;
  leave_line(slot);
  release_holder(slot, 0);
  if (state_.contacts[slot].counted) ++flow(state_.contacts[slot]).tickets;
}

// Nobody has come: the operator lets the customer wait alone. Without an end to it two lines could wait for each other.
void CenterSim::on_hold_end(std::uint32_t slot) {
  Issue& issue = state_.issues[slot];
  const bool holds = issue.holder != kNobody && state_.contacts[slot].stage == Stage::waiting;
  if (holds && issue.held_until == now_) let_wait_alone(slot);
}

// The holder goes before anybody has come: the next operator knows what a cold transfer would have told.
void CenterSim::let_wait_alone(std::uint32_t slot) {
  Issue& issue = state_.issues[slot];
  if (issue.holder == kNobody) return;
  if (issue.cold) issue.talk_factor = model_.lines.lines[issue.came_from].transfer.repeat_factor;
  release_holder(slot, 0);
}

// The operator who held the line hands over and goes on to the after-work.
void CenterSim::release_holder(std::uint32_t slot, sim::Tick handover) {
  Issue& issue = state_.issues[slot];
  if (issue.holder == kNobody) return;
  OperatorState& op = state_.operators[issue.holder];
  const Contact& contact = state_.contacts[slot];
  op.contact = kNoContact;
  if (contact.counted) {
    const sim::Tick held = now_ - issue.held_since + handover;
    book_handle(contact.cell, issue.contact_class, op.team, held);
    counters_.legs[issue.topic * static_cast<std::size_t>(model_.shape.num_queues) + issue.came_from].hold += held;
  }
  push(now_ + handover + issue.holder_after_work, EventKind::service_end, issue.holder);
  issue.holder = kNobody;
}

}  // namespace firstline
