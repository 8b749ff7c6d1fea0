// Issues from their first contact to the last: birth, redials, returns, and what became of them.
#include <algorithm>
#include <optional>

#include "models/center/center_sim.h"

#include "models/center/mutant.h"

namespace firstline {

void CenterSim::begin_issue(std::uint32_t slot, const FirstWords& first) {
  if (slot >= state_.issues.size()) state_.issues.resize(slot + 1);
  const Contact& contact = state_.contacts[slot];
  Issue& issue = state_.issues[slot];
  issue = Issue{};
  draw_birth(model_.births, contact.type, key_, contact.entity, first, issue);
  issue.opened = issue.open_since = now_;
  issue.counted = now_ >= model_.measure_from && now_ < model_.measure_to;
  if (issue.counted) ++state_.counted;  // the run goes on until it is closed
  begin_contact(slot, first.menu);
}

// First contact, redial and return are alike from here.
void CenterSim::begin_contact(std::uint32_t slot, std::uint32_t menu_word) {
  Contact& contact = state_.contacts[slot];
  Issue& issue = state_.issues[slot];
  const IssueModel& births = model_.births.types[contact.type];
  const std::size_t topic = (issue.birth_class - births.first_class) / births.channels.size();
  issue.contact_class = class_of(births, topic, issue.channel);
  contact.cell = issue.contact_class * static_cast<std::uint32_t>(model_.shape.num_intervals) + interval_;
  issue.channel_id = static_cast<std::uint16_t>(births.channels[issue.channel].id);
  issue.by_chat = model_.chats.any() && model_.chats.chat_of_channel[issue.channel_id] >= 0;
  issue.by_mail = model_.mails.mail_of_channel[issue.channel_id] >= 0;
  if (model_.shape.exposure) [[unlikely]]
    expose(slot);
  contact.counted = now_ >= model_.measure_from && now_ < model_.measure_to;
  issue.queue = issue.entry = static_cast<std::uint16_t>(births.queues[issue.channel]);
  if (contact.counted) {
    ContactCell& facts = cell(contact);
    if (issue.handled > 0 && contact.attempt == 1) {
      ++flow(contact).offered_repeat;
      flow(contact).repeat_in_window += now_ - issue.last_arrival <= model_.repeat_window ? 1 : 0;
    } else {
      ++(issue.contact == 0 ? facts.offered_first : facts.offered_redial);
    }
    ++state_.counted;
    cover(slot, 1);
  }
  issue.waits_to_return = false;
  state_.in_system.add(now_, 1);
  if (!state_.bots.empty()) state_.bot_memory.expect(issue.customer);
  const ChannelModel& channel = model_.births.channels[issue.channel_id];
  contact.queued = now_;
  if (is_mail(slot)) return begin_mail(slot);
  const std::int64_t in_use = state_.trunks_in_use[issue.channel_id];
  if (channel.trunks >= 0 && in_use >= channel.trunks) return lose(slot, Outcome::blocked, true);
  take_line(slot);
  const ServiceModel& laws = model_.types[contact.type].service;
  if (!laws.has_menu || !channel.spoken) return begin_service(slot);
  contact.stage = Stage::menu;
  push(now_ + laws.menu.sample_ticks(menu_word), EventKind::menu_end, slot);
}

void CenterSim::take_line(std::uint32_t slot) {
  Issue& issue = state_.issues[slot];
  issue.on_line = true;
  issue.line_since = now_;
  ++state_.trunks_in_use[channel_of(slot)];
}

// The customer hangs up: the trunk is free, and the minutes of the line are known.
void CenterSim::leave_line(std::uint32_t slot) {
  Issue& issue = state_.issues[slot];
  if (!issue.on_line) return;
  issue.on_line = false;
  const Contact& contact = state_.contacts[slot];
  const std::uint32_t channel = channel_of(slot);
  if (contact.counted && model_.births.channels[channel].spoken) flow(contact).line_time += now_ - issue.line_since;
  --state_.trunks_in_use[channel];
}

// A redial or a return: the issue, its topic and its customer are the same, patience is drawn anew; a redial keeps its
// work, a return brings some of its own.
void CenterSim::on_next_contact(std::uint32_t slot) {
  Contact& contact = state_.contacts[slot];
  Issue& issue = state_.issues[slot];
  refresh_interval(now_);
  ++issue.contact;
  contact.arrival = now_;
  const TypeModel& type = model_.types[contact.type];
  issue.leg = 0;
  const std::uint32_t key = leg_key(issue);
  if (issue.waits_to_return) {
    ++issue.returns;
    contact.attempt = 1;
    // It brings work of its own, by the hour in which it comes; a redial that of the attempt before.
    if (!type.service.periods.empty()) contact.period = period_at(type.service, now_ - state_.midnight);
    if (issue.open_since < 0) issue.open_since = now_;
    issue.repeated = issue.repeated || (issue.handled == 1 && now_ - issue.last_arrival <= model_.repeat_window);
  } else {
    ++contact.attempt;
  }
  const sim::PhiloxCounter first = issue.words.draw_beside(key_, contact.entity, work_key(issue), key);
  issue.channel = channel_at(contact, issue, key, issue.waits_to_return);
  issue.transfers = issue.touches = issue.dials = 0;
  issue.talk_factor = issue.patience_factor = 1.0;
  issue.assigned = issue.topic;
  issue.intake = 0xffff;
  issue.noticed = issue.ticket = issue.callback = issue.unreached = issue.met_bot = issue.replied = false;
  issue.follows_up = issue.asks = false;
  begin_contact(slot, first[sim::purpose_lane(sim::Purpose::channel_time)]);
}

// The channel, among the type's, of the issue's redial or return whose draws have the address `key`.
std::uint8_t CenterSim::channel_at(const Contact& contact, const Issue& issue, std::uint32_t key, bool returns) const {
  const ReturnsModel& model = model_.types[contact.type].returns;
  const std::vector<Choice>& channels = model_.births.types[contact.type].channels;
  const double switches = returns ? model.return_switches : model.redial_switches;
  if (switches <= 0.0 || channels.size() < 2) return issue.channel;
  const sim::PhiloxCounter words =
      sim::draw_block(key_, sim::purpose_block(sim::Purpose::channel_switch), contact.entity, key);
  if (sim::to_uniform(words[sim::purpose_lane(sim::Purpose::channel_switch)]) >= switches) return issue.channel;
  const double u = sim::to_uniform(words[sim::purpose_lane(sim::Purpose::channel_choice)]);
  return static_cast<std::uint8_t>(choose_other(channels, issue.channel, u));
}

// A delay that runs only while the queue of the next contact is open; as it is where that is never.
sim::Tick CenterSim::in_hours(const Contact& contact, const Issue& issue, sim::Tick delay, bool returns) const {
  const std::uint8_t channel = channel_at(contact, issue, first_leg_key(issue.contact + 1u), returns);
  const std::uint32_t entry = model_.births.types[contact.type].queues[channel];
  const sim::Tick moment = model_.agreements.hours_of(entry).add_open_time(now_, delay);
  return moment < sim::kNever ? moment - now_ : delay;
}

// The contact was lost (lose() has counted that): the customer tries again, or gives the issue up.
void CenterSim::lose_issue(std::uint32_t slot, Outcome outcome, bool may_redial) {
  Contact& contact = state_.contacts[slot];
  Issue& issue = state_.issues[slot];
  leave_line(slot);
  release_holder(slot, 0);
  if (issue.ticket) state_.ranking.erase(slot);
  if (model_.chats.any() && is_call(slot)) seek_chats_beside(issue.queue);
  if (contact.counted && (outcome == Outcome::abandoned || outcome == Outcome::dropped)) {
    LegCell& leg = leg_cell(issue);
    ++leg.abandoned;
    leg.wait += now_ - contact.queued;
    leg.delayed += now_ > contact.queued ? 1 : 0;
    if (model_.shape.num_channels > 0) counters_.waits_of_channel[issue.channel_id].add(now_ - contact.queued);
  }
  if (outcome != Outcome::left_bot && !issue.replied) book_late_answer(slot);
  if (outcome == Outcome::left_bot) {
    issue.left_bot = issue.left_bot || issue.handled == 0;
    if (contact.counted) cover(slot, -1);
  } else if (issue.leg > 0) {
    // Somebody has answered it: a handled contact, after which whoever tries again comes back.
    ++issue.handled;
    issue.last_arrival = contact.arrival;
    contact.attempt = 0;
    see_episode(contact, issue);
    if (contact.counted) {
      ++flow(contact).lost_late;
      flow(contact).dropped_late += outcome == Outcome::dropped ? 1 : 0;
    }
  } else if (issue.handled == 0) {
    ++issue.lost;
  }
  issue.lost_some = true;
  const ReturnsModel& returns = model_.types[contact.type].returns;
  if (may_redial && returns.active() && (outcome != Outcome::blocked || returns.after_blocked)) {
    std::optional<sim::Tick> delay =
        redial_delay(returns, key_, contact.entity, std::max<int>(contact.attempt, 1), issue.contact);
    if (delay && returns.redial_in_hours) delay = in_hours(contact, issue, *delay, false);
    if (delay && now_ + *delay >= model_.arrivals_until) return close_issue(slot, Fate::open_at_end);
    if (delay) {
      contact.stage = Stage::orbit;
      return push(now_ + *delay, EventKind::redial, slot);
    }
  }
  close_issue(slot, issue.handled > 0 ? Fate::closed_unresolved : Fate::lost);
}

// An operator (or a bot, where operator_id is none) ends the contact, with or without a solution.
void CenterSim::finish_contact(std::uint32_t slot, std::uint32_t operator_id, bool solved) {
  const Contact& contact = state_.contacts[slot];
  const bool by_bot = operator_id == kNoOperator;
  if (contact.counted) {
    --state_.counted;
    FlowCell& facts = flow(contact);
    if (by_bot) {
      ++facts.contained;
      facts.contained_time += now_ - contact.arrival;
      counters_.contained.front().add(now_ - contact.arrival);
      cover(slot, -1);
    } else {
      ++cell(contact).finished;
      ++facts.triaged;
      facts.triage += state_.issues[slot].answered_at - contact.arrival;
    }
    if (options_.log != nullptr) [[unlikely]] {
      record_row(slot, by_bot ? Outcome::contained : Outcome::answered, operator_id);
      options_.log->back().solved = solved ? 1 : 0;
    }
  }
  conclude(slot, operator_id, solved);
}

// The contact, handled and counted, is over: the issue is closed or comes back.
void CenterSim::conclude(std::uint32_t slot, std::uint32_t operator_id, bool solved) {
  const Contact& contact = state_.contacts[slot];
  Issue& issue = state_.issues[slot];
  if (issue.follows_up) return end_follow_up(slot, solved);
  // One who gives an opinion draws for it and for coming back at once.
  const bool heard = model_.satisfaction.asks && contact.counted;
  EndWords words;
  if (heard) words = end_words(slot);
  const double error_returns = hear_customer(slot, operator_id, solved, heard ? &words : nullptr);
  state_.in_system.add(now_, -1);
  leave_line(slot);
  if (++issue.handled == 1) {
    issue.first_solved = solved;
    issue.first_escalated = issue.escalated;
    issue.first_by_line_1 = operator_id == kNoOperator || model_.lines.lines[issue.queue].line <= 1;
  }
  issue.last_arrival = contact.arrival;
  see_episode(contact, issue);
  if (solved) {
    book_open(issue, now_);
    issue.solved_at = now_;
    issue.open_since = -1;
  }
  settle(slot, solved, error_returns, issue.contact, heard ? &words.returning : nullptr);
}

// The customer comes back, is called, or neither.
void CenterSim::settle(std::uint32_t slot, bool solved, double error_returns, std::uint32_t address,
                       const sim::PhiloxCounter* returning) {
  const Contact& contact = state_.contacts[slot];
  Issue& issue = state_.issues[slot];
  const ReturnsModel& returns = model_.types[contact.type].returns;
  std::optional<sim::Tick> delay =
      return_delay(returns, key_, contact.entity, address, solved, issue.returns, error_returns, returning);
  if (delay && returns.return_in_hours) delay = in_hours(contact, issue, *delay, true);
  std::optional<sim::Tick> at;
  if (delay) at = now_ + *delay;
  if (model_.mails.follow_ups[contact.type].share > 0.0 && follow_up_later(slot, at)) {
    issue.error_returns = error_returns;
    return;
  }
  come_back_or_close(slot, solved, at);
}

void CenterSim::come_back_or_close(std::uint32_t slot, bool solved, std::optional<sim::Tick> at) {
  if (at && *at < model_.arrivals_until) {
    state_.contacts[slot].stage = Stage::orbit;
    state_.issues[slot].waits_to_return = true;
    return push(*at, EventKind::redial, slot);
  }
  if (solved) return close_issue(slot, Fate::resolved);
  close_issue(slot, at ? Fate::open_at_end : Fate::closed_unresolved);
}

// What a match of customer and written topic would take for the same issue.
void CenterSim::see_episode(const Contact& contact, const Issue& issue) {
  const bool eligible = contact.counted && contact.arrival + model_.repeat_window <= model_.arrivals_until;
  book_episode(state_.episodes.see_later({.customer = issue.customer,
                                          .topic = issue.assigned,
                                          .owner = issue.birth_class,
                                          .now = now_,
                                          .counted = eligible}));
}

void CenterSim::book_episode(const std::optional<Episodes::Sight>& sight) {
  if (!sight || !sight->counted) return;
  IssueCell& facts = counters_.issues[sight->owner];
  if (sight->seen == Episodes::Seen::first) ++facts.episodes;
  if (sight->seen == Episodes::Seen::second) ++facts.episodes_repeated;
}

// What is agreed for the issue; nullptr where nothing says by when it should be solved.
const AgreementModel* CenterSim::resolution_terms(const Issue& issue) const {
  const std::uint32_t agreement = model_.agreements.agreement_of_class[issue.birth_class];
  if (agreement == kNoAgreement) return nullptr;
  const AgreementModel& terms = model_.agreements.agreements[agreement];
  return terms.resolution ? &terms : nullptr;
}

// The moment by which it should be solved; kNever where there is none.
sim::Tick CenterSim::due_of(const Issue& issue) const {
  const AgreementModel* terms = resolution_terms(issue);
  if (terms == nullptr) return sim::kNever;
  return model_.agreements.clocks[terms->clock].add_open_time(issue.opened, *terms->resolution);
}

// Adds the time within the measured span that the issue has been open since it was last booked.
void CenterSim::book_open(Issue& issue, sim::Tick until) {
  if (issue.open_since < 0) return;
  const sim::Tick to = std::min(until, model_.measure_to);
  const sim::Tick from = std::max(issue.open_since, model_.measure_from);
  IssueCell& facts = counters_.issues[issue.birth_class];
  facts.open_time += std::max<sim::Tick>(to - from, 0);
  const AgreementModel* terms = resolution_terms(issue);
  const bool at_birth = mutated(Mutant::overdue_at_birth);
  if (!at_birth && (terms == nullptr || to - issue.opened <= *terms->resolution)) return;  // as in book_late_answer
  const sim::Tick overdue_from = at_birth ? from : std::max(from, due_of(issue));
  facts.overdue_time += std::max<sim::Tick>(to - overdue_from, 0);
}

// The contact has its first answer, or nobody waits for one any more: until now the issue was overdue since the agreed
// time to respond, where it was not by its time to resolution.
void CenterSim::book_late_answer(std::uint32_t slot) {
  const std::uint32_t agreement = response_agreement(slot);
  if (agreement == kNoAgreement) return;
  const AgreementModel& terms = model_.agreements.agreements[agreement];
  const sim::Tick arrival = state_.contacts[slot].arrival;
  if (now_ - arrival <= *terms.response) return;  // no less time is left in the hours of the agreement
  const Issue& issue = state_.issues[slot];
  const sim::Tick due = model_.agreements.clocks[terms.clock].add_open_time(arrival, *terms.response);
  const sim::Tick to = std::min({now_, due_of(issue), model_.measure_to});
  const sim::Tick from = std::max(due, model_.measure_from);
  counters_.issues[issue.birth_class].overdue_time += std::max<sim::Tick>(to - from, 0);
}

void CenterSim::close_issue(std::uint32_t slot, Fate fate) {
  Issue& issue = state_.issues[slot];
  book_open(issue, now_);
  record_issue(issue, fate);
  if (issue.counted) --state_.counted;
  if (!state_.bots.empty() && model_.births.types[state_.contacts[slot].type].customers == 0) {
    state_.bot_memory.forget(issue.customer);  // nobody comes with another issue
  }
  state_.contacts.release(slot);
}

void CenterSim::record_issue(const Issue& issue, Fate fate) {
  if (!issue.counted) return;
  IssueCell& facts = counters_.issues[issue.birth_class];
  const bool solved = fate == Fate::resolved;
  ++facts.opened;
  switch (fate) {
    case Fate::resolved:
      ++facts.resolved;
      break;
    case Fate::closed_unresolved:
      ++facts.closed_unresolved;
      break;
    case Fate::lost:
      ++facts.lost;
      break;
    case Fate::open_at_end:
      ++facts.open_at_end;
      break;
  }
  facts.contacts += issue.contact + 1;
  facts.handled += issue.handled;
  facts.escalated += issue.escalated ? 1 : 0;
  if (issue.opened + model_.repeat_window <= model_.arrivals_until) {
    const bool first = issue.first_solved && !issue.repeated && !issue.left_bot;
    ++facts.eligible;
    facts.eligible_resolved += solved ? 1 : 0;
    facts.first_contact += first ? 1 : 0;
    facts.first_contact_strict += first && issue.lost == 0 ? 1 : 0;
    facts.first_contact_no_escalation += first && !issue.first_escalated ? 1 : 0;
    facts.first_line += first && issue.first_by_line_1 ? 1 : 0;
    facts.automated += solved && !issue.human && !issue.repeated ? 1 : 0;
  }
  // All are watched as far as the end of arrivals: who would come back later does not come, so that a solution found
  // later, of those who happen to be still waiting, would count without them.
  const bool in_sight = solved && issue.solved_at <= model_.arrivals_until;
  const sim::Tick until = in_sight ? issue.solved_at : std::max(issue.opened, model_.arrivals_until);
  const BusinessCalendar& clock = model_.agreements.clocks[model_.agreements.clock_of_class[issue.birth_class]];
  const std::size_t kind = in_sight ? 0 : 1;
  const ClassLabels& labels = model_.shape.classes[issue.birth_class];
  counters_.resolution[kind].add(until - issue.opened);
  counters_.resolution_of_type[2 * static_cast<std::size_t>(labels.type) + kind].add(until - issue.opened);
  if (model_.shape.num_channels > 0) {
    counters_.resolution_of_channel[2 * static_cast<std::size_t>(labels.channel) + kind].add(until - issue.opened);
  }
  const sim::Tick business = clock.open_time(issue.opened, until);
  counters_.resolution_business[kind].add(business);
  const AgreementModel* terms = resolution_terms(issue);
  if (terms == nullptr || issue.opened >= terms->due_too_late_from) return;  // solved or not: due when nobody looks
  const bool within = clock.in_time(issue.opened, until, business, *terms->resolution);
  const std::uint32_t agreement = model_.agreements.agreement_of_class[issue.birth_class];
  for (SlaCell* sla : {&sla_cell(agreement, issue.opened), &counters_.sla_of_class[issue.birth_class]}) {
    ++sla->issues;
    sla->issues_within += in_sight && within ? 1 : 0;
  }
}

void CenterSim::count_open_issues() {
  for (std::uint32_t slot = 0; slot < state_.contacts.slots(); ++slot) {
    if (state_.contacts[slot].stage == Stage::free) continue;
    book_open(state_.issues[slot], now_);
    if (state_.contacts[slot].stage != Stage::orbit && !state_.issues[slot].replied) book_late_answer(slot);
    const bool only_asked = state_.issues[slot].follows_up && state_.issues[slot].open_since < 0;
    record_issue(state_.issues[slot], only_asked ? Fate::resolved : Fate::open_at_end);
  }
  while (const std::optional<Episodes::Sight> sight = state_.episodes.catch_up()) book_episode(sight);
}

}  // namespace firstline
