// Chats in the conductor: several at once on an operator's desk, in turns or as shared work, each at the cost of all.
#include <algorithm>
#include <utility>

#include "models/center/center_sim.h"

#include "models/center/mutant.h"

namespace firstline {

std::uint32_t CenterSim::turn_word(std::uint32_t slot, sim::Purpose purpose) {
  ChatState& chat = state_.chats[slot];
  if (chat.words.first != TurnWords::first_of(chat.turn)) chat.words.draw(chat_address(slot), chat.turn);
  return chat.words.word(purpose, chat.turn);
}

void CenterSim::on_exchange_event(const sim::Event& event) {
  const std::uint32_t slot = event.payload;
  switch (static_cast<EventKind>(event.rank)) {
    case EventKind::desk_end:
      return on_desk_end(event.payload, event.sequence);
    case EventKind::message: {
      if (state_.issues[slot].ticket) return on_mail_answer(slot);
      ChatState& chat = state_.chats[slot];
      chat.timer = 0;
      chat.message_at = now_;
      return hear(slot);
    }
    default:  // chat_timer
      return on_chat_timer(slot, event.sequence);
  }
}

// --- Who takes a chat
// A closed queue that is served out: operators stay for those who wait in it.
bool CenterSim::is_finished(std::uint32_t queue) const {
  return !state_.queues[queue].open && model_.queues[queue].closing == Closing::serve_out;
}

// Not an operator who is about to rest, nor one who is about to leave, unless the queue is served out; where only a
// number of operators will leave, those with the fewest contacts do.
bool CenterSim::may_take_chats(std::uint32_t operator_id, std::uint32_t queue) {
  const std::uint32_t team_id = state_.operators[operator_id].team;
  const TeamState& team = state_.teams[team_id];
  if (!model_.tenure.has_room(operator_id, state_.first_person, state_.desks[operator_id].open)) return false;
  if (team.leaving == 0) return true;
  if (operator_id >= state_.first_person) {
    const PersonState& person = person_of(operator_id);
    if (person.end_due) return is_finished(queue);
    return !person.break_due && person.pauses_taken == person.pauses_due;
  }
  if (is_finished(queue)) return true;
  const std::int32_t own = state_.desks[operator_id].open;
  std::int64_t before = team.busy;
  for (std::int32_t level = own; level <= model_.chats.most_slots; ++level) {
    before -= state_.desk_rows.size(team_id, level);
  }
  for (std::uint32_t id = state_.desk_rows.head(team_id, own); id != operator_id; id = state_.desks[id].next) ++before;
  return before >= team.levels_leaving;
}

// The operator of the team with the fewest chats who has room for one of this queue, or none.
std::uint32_t CenterSim::least_loaded(std::uint32_t team, std::uint32_t queue, std::uint32_t except) {
  for (std::int32_t level = 1; level < model_.chats.slots_of(team, queue); ++level) {
    for (std::uint32_t id = state_.desk_rows.head(team, level); id != kNoContact; id = state_.desks[id].next) {
      if (id != except && may_take_chats(id, queue)) return id;
    }
  }
  return kNoOperator;
}

// A call waits that this team takes before a chat of this queue: its operators let their chats run out.
bool CenterSim::drains(std::uint32_t team, std::uint32_t queue) const {
  const RoutingModel& routing = model_.routing;
  const auto allowed = [&](std::uint32_t other) {
    if (routing.conditions.empty()) return true;
    const RoutingModel::Condition& condition = routing.condition(team, other);
    const QueueState& state = state_.queues[other];
    return now_ - state_.contacts[state.head].queued >= condition.after &&
           state.counted_length() >= condition.min_waiting && state_.teams[team].idle + 1 > condition.reserve;
  };
  const RoutingModel::ClassSpan& classes = routing.classes_of_team[team];
  for (std::size_t first = classes.first; first < classes.end; first += routing.words) {
    for (std::uint32_t other = 0; other < routing.num_queues; ++other) {
      const std::uint64_t bit = std::uint64_t{1} << (other % 64);
      const bool waits = (routing.masks[first + other / 64] & state_.servable.word(other / 64) & bit) != 0;
      if (waits && is_call(state_.queues[other].head) && allowed(other)) return true;
    }
    if ((routing.masks[first + queue / 64] >> (queue % 64) & 1u) != 0) return false;
  }
  return false;
}

// Team by team in their order of choice: an idle operator, or the least loaded one; equals by who has been so longest.
std::uint32_t CenterSim::pick_chatter(std::uint32_t queue, std::uint32_t except) {
  const bool overtakes = state_.queues[queue].in_line() > 0;
  const std::vector<RoutingModel::TeamChoice>& teams = model_.routing.teams_of_queue[queue];
  for (std::size_t first = 0, end = 0; first < teams.size(); first = end) {
    std::uint32_t best = kNoOperator;
    std::pair<std::int32_t, sim::Tick> best_place{0, 0};
    for (end = first; end < teams.size() && teams[end].choice == teams[first].choice; ++end) {
      const std::uint32_t team_id = teams[end].team;
      const TeamState& team = state_.teams[team_id];
      const auto allowed = [&](std::int64_t idle) {
        return !teams[end].conditional || may_take_new(model_.routing.condition(team_id, queue), idle);
      };
      std::uint32_t found = kNoOperator;
      std::pair<std::int32_t, sim::Tick> place{0, 0};
      if (team.idle > 0 && allowed(team.idle)) {
        found = team.idle_head;
        place.second = state_.operators[found].idle_since;
      } else if (!overtakes && allowed(team.idle + 1) && !drains(team_id, queue)) {
        found = least_loaded(team_id, queue, except);
        if (found != kNoOperator) place = {state_.desks[found].open, state_.desks[found].since};
      }
      if (found == kNoOperator || (best != kNoOperator && place >= best_place)) continue;
      best = found;
      best_place = place;
    }
    if (best != kNoOperator) return best;
  }
  return kNoOperator;
}

// From idle, where the operator is: a chat may also come to one who has others.
void CenterSim::take_seat(std::uint32_t operator_id) {
  const OperatorState& op = state_.operators[operator_id];
  if (op.contact != kFree) return;
  TeamState& team = state_.teams[op.team];
  team.advance(now_);
  pop_idle(team, state_.operators);
  ++team.busy;
}

// Somebody of the team may have room: they look at the queues when everything of this instant has ended.
void CenterSim::seek_chats(std::uint32_t team) {
  if (state_.seeking[team]) return;
  const auto has_slots = [&](std::uint32_t queue) { return model_.chats.slots_of(team, queue) > 0; };
  if (!state_.servable.any_of(has_slots)) return;
  state_.seeking[team] = true;
  push(now_, EventKind::overflow, team);
}

// A call has left this queue.
void CenterSim::seek_chats_beside(std::uint32_t queue) {
  for (const RoutingModel::TeamChoice& team : model_.routing.teams_of_queue[queue]) seek_chats(team.team);
}

// Idle operators first, then those who have chats and room for more.
void CenterSim::look_for_work(std::uint32_t team) {
  take_waiting(team);
  if (!model_.chats.any()) return;
  state_.seeking[team] = false;
  bool taken = true;
  while (taken && state_.desk_rows.any_room(team)) {
    taken = false;
    for (std::int32_t level = 1; level < model_.chats.most_slots && !taken; ++level) {
      const std::uint32_t queue = chat_queue_for(team, level);
      if (queue == kNone) continue;
      const std::uint32_t operator_id = least_loaded(team, queue, kNoOperator);
      if (operator_id == kNoOperator) continue;
      answer_head(queue, operator_id);
      taken = true;
    }
  }
}

// The queue that an operator with so many chats takes the next one from; none where a call comes first.
std::uint32_t CenterSim::chat_queue_for(std::uint32_t team, std::int32_t level) {
  takeable_ = state_.servable;
  bool any_chat = false;
  state_.servable.for_each([&](std::uint32_t queue) {
    const std::uint32_t head = state_.queues[queue].head;
    const bool has_room = is_chat(head) && level < model_.chats.slots_of(team, queue);
    any_chat = any_chat || has_room;
    if (!has_room && !is_call(head)) takeable_.set(queue, false);
  });
  if (!any_chat) return kNone;
  const std::uint32_t queue = pick_queue(model_.routing, team, takeable_, model_.queues, state_.queues, state_.contacts,
                                         {.now = now_, .idle = state_.teams[team].idle + 1});
  return queue != kNone && is_chat(state_.queues[queue].head) ? queue : kNone;
}

// --- A chat on a desk
// Its leg begins: what it will take is known, but not how long.
void CenterSim::open_chat(std::uint32_t slot, std::uint32_t operator_id, double extent) {
  if (slot >= state_.chats.size()) state_.chats.resize(state_.issues.size());
  ChatState& chat = state_.chats[slot];
  chat = ChatState{.message_at = state_.contacts[slot].queued, .extent = extent, .number = ++chats_opened_};
  set_pace(slot, operator_id);
  chat.turns = turns_of(chat_model(slot).turns.sample(chat_address(slot).word(sim::Purpose::chat_turns)), extent);
  place_chat(slot, operator_id);
}

// What the operator who takes it makes of its work.
void CenterSim::set_pace(std::uint32_t slot, std::uint32_t operator_id) {
  ChatState& chat = state_.chats[slot];
  const double own = operator_factor(slot, operator_id);
  chat.factor = chat_model(slot).in_turns ? leg_factor(slot, own) : own * chat.extent;
  state_.issues[slot].after_work = after_work_time(slot, own * chat.extent);
}

void CenterSim::place_chat(std::uint32_t slot, std::uint32_t operator_id) {
  OperatorState& op = state_.operators[operator_id];
  Desk& desk = state_.desks[operator_id];
  ChatState& chat = state_.chats[slot];
  const ChatModel& model = chat_model(slot);
  op.contact = kChatting;
  change_level(operator_id, 1);
  chat.desk = operator_id;
  chat.clock = desk.clock;
  if (model.in_turns) {
    if (model.reassign_after < sim::kNever) wait_for_turn(slot);
    if (!desk.shared.empty()) schedule_sharing(operator_id);  // at the new level
    hear(slot);
  } else {
    chat.phase = ChatPhase::shared;
    const auto kind = static_cast<std::uint32_t>(model_.chats.chat_of_channel[channel_of(slot)]);
    desk.shared.push_back(
        {.left = sim::Wide{talk_time(slot, chat.factor)} << 32, .slot = slot, .chat = kind, .wrap_up = {}});
    schedule_sharing(operator_id);
  }
  seek_chats(op.team);
}

// One chat more or fewer on the desk: time so far was at the old level.
void CenterSim::change_level(std::uint32_t operator_id, std::int32_t change) {
  Desk& desk = state_.desks[operator_id];
  divide_time(desk, now_);
  do_shared_work(model_.chats, desk, now_);
  book_level(operator_id);
  const std::uint32_t team = state_.operators[operator_id].team;
  state_.desk_rows.move(state_.desks, team, operator_id, desk.open, desk.open + change);
  desk.open += change;
  desk.since = now_;
  if (change < 0 && !desk.shared.empty()) schedule_sharing(operator_id);
}

// The operator's time at the present level, as far as it lies in the measured span.
void CenterSim::book_level(std::uint32_t operator_id) {
  Desk& desk = state_.desks[operator_id];
  const sim::Tick from = std::max(desk.since, model_.measure_from);
  if (desk.open > 0 && now_ > from && !measured_) {
    const auto levels = static_cast<std::size_t>(model_.shape.num_levels);
    counters_.concurrency[state_.operators[operator_id].team * levels + static_cast<std::size_t>(desk.open - 1)] +=
        now_ - from;
  }
}

void CenterSim::book_levels() {
  for (std::uint32_t id = 0; id < state_.desks.size(); ++id) book_level(id);
}

// The customer's message lies on the desk.
void CenterSim::hear(std::uint32_t slot) {
  ChatState& chat = state_.chats[slot];
  chat.phase = ChatPhase::unanswered;
  push_message(state_.desks[chat.desk], state_.chats, slot);
  write_next(chat.desk);
  if (chat.phase != ChatPhase::unanswered || chat.timer != 0) return;
  const sim::Tick tolerance = chat_model(slot).tolerance.sample_ticks(turn_word(slot, sim::Purpose::chat_tolerance));
  if (tolerance < sim::kNever) chat.timer = push_timer(now_ + tolerance, slot);
}

// The operator turns to the oldest message, unless busy with another.
void CenterSim::write_next(std::uint32_t operator_id) {
  Desk& desk = state_.desks[operator_id];
  if (desk.writing != kNoContact || desk.writes_up || desk.first == kNoContact) return;
  const std::uint32_t slot = pop_message(desk, state_.chats);
  ChatState& chat = state_.chats[slot];
  const ChatModel& model = chat_model(slot);
  chat.phase = ChatPhase::answering;
  chat.timer = chat.reassign_timer = 0;
  sim::Tick time = scaled(model.reply.sample_ticks(turn_word(slot, sim::Purpose::chat_reply)), chat.factor);
  if (desk.answered != 0 && desk.answered != chat.number) time += model.switch_cost;
  desk.writing = slot;
  write_until(operator_id, now_ + time);
}

void CenterSim::write_until(std::uint32_t operator_id, sim::Tick end) {
  Desk& desk = state_.desks[operator_id];
  desk.writes_since = now_;
  desk.writing_event = events_.push(end, static_cast<unsigned>(EventKind::desk_end), operator_id);
}

void CenterSim::schedule_sharing(std::uint32_t operator_id) {
  Desk& desk = state_.desks[operator_id];
  desk.sharing_event = 0;
  if (desk.shared.empty()) return;
  const sim::Tick end = now_ + until_shared_end(model_.chats, desk);
  desk.sharing_event = events_.push(end, static_cast<unsigned>(EventKind::desk_end), operator_id);
}

std::uint32_t CenterSim::push_timer(sim::Tick time, std::uint32_t slot) {
  return events_.push(time, static_cast<unsigned>(EventKind::chat_timer), slot);
}

void CenterSim::on_desk_end(std::uint32_t operator_id, std::uint32_t sequence) {
  Desk& desk = state_.desks[operator_id];
  if (sequence == desk.sharing_event) return on_shared_end(operator_id);
  if (sequence != desk.writing_event) return;
  desk.writing_event = 0;
  if (desk.writes_up) {
    desk.writes_up = false;
    end_wrap_up(operator_id, desk.wrap_up);
  } else {
    on_replied(operator_id);
  }
  write_next(operator_id);
}

void CenterSim::on_replied(std::uint32_t operator_id) {
  Desk& desk = state_.desks[operator_id];
  const std::uint32_t slot = desk.writing;
  desk.writing = kNoContact;
  ChatState& chat = state_.chats[slot];
  desk.answered = chat.number;
  if (state_.contacts[slot].counted) flow(state_.contacts[slot]).writing += now_ - desk.writes_since;
  record_reply(slot, chat.message_at);
  if (++chat.turn >= chat.turns) return end_chat(slot);
  const ChatModel& model = chat_model(slot);
  if (model.silence > 0.0 && sim::to_uniform(turn_word(slot, sim::Purpose::chat_silence)) < model.silence) {
    chat.phase = ChatPhase::silent;
    chat.timer = push_timer(now_ + model.silence_timeout, slot);
    return;
  }
  chat.phase = ChatPhase::thinking;
  const sim::Tick think = model.think.sample_ticks(turn_word(slot, sim::Purpose::chat_think));
  push(now_ + think, EventKind::message, slot);
}

void CenterSim::on_shared_end(std::uint32_t operator_id) {
  Desk& desk = state_.desks[operator_id];
  do_shared_work(model_.chats, desk, now_);
  const auto done = [&desk] {
    return std::find_if(desk.shared.begin(), desk.shared.end(), [](const SharedWork& work) { return work.left <= 0; });
  };
  for (auto work = done(); work != desk.shared.end(); work = done()) {
    if (work->slot != kNoContact) {
      end_chat(work->slot);
      continue;
    }
    const WrapUp wrap_up = work->wrap_up;
    desk.shared.erase(work);
    end_wrap_up(operator_id, wrap_up);
  }
  schedule_sharing(operator_id);
}

// --- A chat leaves the desk
// Books what was spent on it; the place goes with it unless it is kept for the wrap-up.
void CenterSim::take_off_desk(std::uint32_t slot, bool keeps_place) {
  ChatState& chat = state_.chats[slot];
  Desk& desk = state_.desks[chat.desk];
  divide_time(desk, now_);
  const sim::Tick effort =
      mutated(Mutant::effort_is_elapsed) ? now_ - state_.issues[slot].answered_at : desk.clock - chat.clock;
  chat.effort += effort;
  const Contact& contact = state_.contacts[slot];
  if (contact.counted) {
    book_handle(contact.cell, state_.issues[slot].contact_class, state_.operators[chat.desk].team, effort);
    flow(contact).line_time += effort;
    flow(contact).chat_effort += effort;
  }
  if (chat.phase == ChatPhase::unanswered) remove_message(desk, state_.chats, slot);
  if (chat.phase == ChatPhase::shared) {
    do_shared_work(model_.chats, desk, now_);
    desk.shared.erase(std::find_if(desk.shared.begin(), desk.shared.end(),
                                   [slot](const SharedWork& work) { return work.slot == slot; }));
  }
  chat.phase = ChatPhase::closed;
  chat.timer = chat.reassign_timer = 0;
  if (!keeps_place) change_level(chat.desk, -1);
}

// The last reply is written, or the shared work done.
void CenterSim::end_chat(std::uint32_t slot) {
  const Contact& contact = state_.contacts[slot];
  Issue& issue = state_.issues[slot];
  ChatState& chat = state_.chats[slot];
  const std::uint32_t operator_id = chat.desk;
  const sim::Tick after_work = issue.after_work;
  take_off_desk(slot, after_work > 0);
  issue.talk = chat.effort;
  issue.after_work = 0;
  if (contact.counted) record_chat(slot);
  if (after_work > 0) write_up(slot, after_work);
  end_talk(slot, operator_id);
  if (after_work == 0) give_room(operator_id);
}

// The customer has gone; the operator writes it down, and the place is taken until then.
void CenterSim::write_up(std::uint32_t slot, sim::Tick after_work) {
  const Contact& contact = state_.contacts[slot];
  const Issue& issue = state_.issues[slot];
  const std::uint32_t operator_id = state_.chats[slot].desk;
  Desk& desk = state_.desks[operator_id];
  const WrapUp wrap_up{.clock = desk.clock,
                       .begun = now_,
                       .cell = contact.cell,
                       .leg = static_cast<std::uint32_t>(&leg_cell(issue) - counters_.legs.data()),
                       .counted = contact.counted};
  if (contact.counted) ++state_.counted;  // the run goes on until it is booked
  if (chat_model(slot).in_turns) {
    desk.writes_up = true;
    desk.wrap_up = wrap_up;
    return write_until(operator_id, now_ + after_work);
  }
  const auto kind = static_cast<std::uint32_t>(model_.chats.chat_of_channel[channel_of(slot)]);
  desk.shared.push_back({.left = sim::Wide{after_work} << 32, .slot = kNoContact, .chat = kind, .wrap_up = wrap_up});
  schedule_sharing(operator_id);
}

void CenterSim::end_wrap_up(std::uint32_t operator_id, const WrapUp& wrap_up) {
  Desk& desk = state_.desks[operator_id];
  divide_time(desk, now_);
  if (wrap_up.counted) {
    const sim::Tick effort = desk.clock - wrap_up.clock;
    const std::uint32_t contact_class = wrap_up.cell / static_cast<std::uint32_t>(model_.shape.num_intervals);
    book_handle(wrap_up.cell, contact_class, state_.operators[operator_id].team, effort);
    counters_.legs[wrap_up.leg].after_work += effort;
    FlowCell& facts = counters_.flows[wrap_up.cell];
    facts.line_time += effort;
    facts.chat_effort += effort;
    facts.chat_elapsed += now_ - wrap_up.begun;
    --state_.counted;
  }
  change_level(operator_id, -1);
  give_room(operator_id);
}

// A place on the desk is free; with the last chat gone the operator is.
void CenterSim::give_room(std::uint32_t operator_id) {
  OperatorState& op = state_.operators[operator_id];
  if (state_.desks[operator_id].open > 0) return seek_chats(op.team);
  op.contact = kNoContact;
  free_operator(operator_id);
}

void CenterSim::wait_for_turn(std::uint32_t slot) {
  state_.chats[slot].reassign_timer = push_timer(now_ + chat_model(slot).reassign_after, slot);
}

void CenterSim::on_chat_timer(std::uint32_t slot, std::uint32_t sequence) {
  ChatState& chat = state_.chats[slot];
  if (sequence == chat.timer) return leave_chat(slot);
  if (sequence == chat.reassign_timer) reassign(slot);
}

// Nobody has turned to it yet: to another operator who has room, with the customer's patience as it is.
void CenterSim::reassign(std::uint32_t slot) {
  ChatState& chat = state_.chats[slot];
  const std::uint32_t before = chat.desk;
  const std::uint32_t operator_id = pick_chatter(state_.issues[slot].queue, before);
  if (operator_id == kNoOperator) return wait_for_turn(slot);
  const std::uint32_t timer = chat.timer;
  take_off_desk(slot, false);
  chat.timer = timer;
  if (state_.contacts[slot].counted) ++flow(state_.contacts[slot]).chats_reassigned;
  take_seat(operator_id);
  set_pace(slot, operator_id);
  place_chat(slot, operator_id);
  give_room(before);
}

// The customer has fallen silent, or will not wait for the next reply any longer.
void CenterSim::leave_chat(std::uint32_t slot) {
  const Contact& contact = state_.contacts[slot];
  Issue& issue = state_.issues[slot];
  ChatState& chat = state_.chats[slot];
  const std::uint32_t operator_id = chat.desk;
  const bool silent = chat.phase == ChatPhase::silent;
  take_off_desk(slot, false);
  issue.talk = chat.effort;
  if (!issue.replied) book_late_answer(slot);
  if (contact.counted) {
    --state_.counted;
    ++(silent ? flow(contact).chats_left_silent : flow(contact).chats_left_waiting);
    record_chat(slot);
    LegCell& leg = leg_cell(issue);
    ++leg.legs;
    ++leg.left;
    leg.talk += issue.talk;
    if (options_.log != nullptr) [[unlikely]] {
      record_row(slot, Outcome::left_chat, operator_id);
      options_.log->back().solved = 0;
    }
  }
  conclude(slot, kNoOperator, false);
  give_room(operator_id);
}

// --- Facts
void CenterSim::record_reply(std::uint32_t slot, sim::Tick message_at) {
  const Contact& contact = state_.contacts[slot];
  Issue& issue = state_.issues[slot];
  const bool first = !issue.replied;
  issue.replied = true;
  if (first) book_late_answer(slot);
  if (!contact.counted) return;
  ++flow(contact).replies;
  flow(contact).reply_time += now_ - message_at;
  if (first) record_response(slot);
}

void CenterSim::record_chat(std::uint32_t slot) {
  FlowCell& facts = flow(state_.contacts[slot]);
  ++facts.chat_legs;
  facts.chat_elapsed += now_ - state_.issues[slot].answered_at;
}

}  // namespace firstline
