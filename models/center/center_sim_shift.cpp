// Persons of rosters in the conductor: shifts begin and end, breaks and pauses fall due, contacts are handed back.
#include <algorithm>

#include "models/center/center_sim.h"

namespace firstline {

const ShiftModel& CenterSim::shift_of(std::uint32_t operator_id) {
  const PersonModel& person = model_of(operator_id);
  return model_.shifts[model_.teams[person.team].workforce.rows[person.row].shift];
}

void CenterSim::on_person_event(const sim::Event& event) {
  switch (static_cast<EventKind>(event.rank)) {
    case EventKind::shift_start:
      return on_shift_start(event.payload);
    case EventKind::shift_end:
      return on_shift_end(event.payload);
    case EventKind::rest_end:
      return on_rest_end(event.payload, event.sequence);
    case EventKind::break_due:
      return on_break_due(event.payload, event.sequence);
    case EventKind::pause_due:
      return on_pause_due(event.payload);
    default:  // handed_back: the payload is a queue
      return on_opened(event.payload);
  }
}

// Midnight; before the first day also the night shifts of the evening before, which are under way.
void CenterSim::plan_persons() {
  if (now_ == 0) plan_day_of_persons(-1);
  plan_day_of_persons(now_ / sim::kTicksPerDay);
}

// Who is planned on this day, for which team, who is absent, and from when to when the others are there. A shift of the
// day before goes on as it was planned then.
void CenterSim::plan_day_of_persons(std::int64_t day) {
  std::vector<std::int32_t> planned;  // on each shift, of the team at hand
  for (std::uint32_t first = 0, end = 0; first < model_.persons.size(); first = end) {
    const std::uint32_t home = model_.persons[first].team;
    const WorkforceModel& roster = model_.teams[home].workforce;
    const double chance = mutated(Mutant::absence_not_common)
                              ? roster.absence_rate
                              : absence_chance(roster, key_, model_.teams[home].name_hash, day);
    planned.assign(model_.shifts.size(), 0);
    for (end = first; end < model_.persons.size() && model_.persons[end].team == home; ++end) {
      const RowModel& row = roster.rows[model_.persons[end].row];
      if (is_planned(row, model_.first_weekday, day)) state_.persons[end].plan.rank = planned[row.shift]++;
    }
    for (std::uint32_t index = first; index < end; ++index) {
      const PersonModel& model = model_.persons[index];
      const RowModel& row = roster.rows[model.row];
      const ShiftModel& shift = model_.shifts[row.shift];
      if (!is_planned(row, model_.first_weekday, day) || (day < 0 && shift.to <= sim::kTicksPerDay)) continue;
      PersonState& person = state_.persons[index];
      const PersonDay today = plan_day(roster, shift, model.entity, key_, day, chance);
      const sim::Tick midnight = day * sim::kTicksPerDay, start = std::max<sim::Tick>(midnight + today.start, 0);
      if (day >= 0) ++person.working_days;
      person.plan.midnight = midnight;
      person.plan.of = planned[row.shift];
      person.plan.team = works_away(row, model.number, person.working_days) ? row.other_team : home;
      person.plan.absent = today.absent;
      person.plan.end = midnight + today.end;
      if (person.plan.end <= start) continue;
      if (day < 0) {
        on_shift_start(state_.first_person + index);  // now, for the next plan takes the place of this one
      } else {
        push(start, EventKind::shift_start, state_.first_person + index);
      }
    }
  }
}

void CenterSim::on_shift_start(std::uint32_t operator_id) {
  PersonState& person = person_of(operator_id);
  const ShiftPlan& plan = person.plan;
  if (plan.absent) return set_absent(operator_id, plan.end, plan.team);
  if (!person.on_duty) return join(operator_id, plan);
  if (state_.operators[operator_id].team != plan.team) {
    person.starts_after = true;
    person.deferred = plan;
    return;
  }
  // Still here since the shift before: goes on as if it were one.
  person.ends = plan.end;
  person.end_due = false;
  push(person.ends, EventKind::shift_end, operator_id);
  lay_out_pauses(operator_id, plan);
  count_due(operator_id);
  if (model_.chats.any()) seek_chats(state_.operators[operator_id].team);
}

void CenterSim::join(std::uint32_t operator_id, const ShiftPlan& plan) {
  PersonState& person = person_of(operator_id);
  person.on_duty = true;
  person.ends = plan.end;
  push(person.ends, EventKind::shift_end, operator_id);
  lay_out_pauses(operator_id, plan);
  wind_clock(operator_id);
  state_.operators[operator_id].team = plan.team;
  note_peak(plan.team);
  start_work(operator_id);
}

// On the floor: idle, and whoever waits is taken.
void CenterSim::start_work(std::uint32_t operator_id) {
  const std::uint32_t team_id = state_.operators[operator_id].team;
  TeamState& team = state_.teams[team_id];
  team.advance(now_);
  ++team.persons;
  lend(operator_id);
  push_idle(team, state_.operators, operator_id, now_);
  take_waiting(team_id);
}

// Paid time for another team than one's own begins; it is paid at the own team's wage.
void CenterSim::lend(std::uint32_t operator_id) {
  PersonState& person = person_of(operator_id);
  const bool away = state_.operators[operator_id].team != model_of(operator_id).team;
  if (away && person.lent_since < 0) person.lent_since = now_;
}

// It ends, or is known up to here: the part within the measured span.
void CenterSim::book_lent(std::uint32_t operator_id) {
  PersonState& person = person_of(operator_id);
  if (person.lent_since < 0) return;
  const sim::Tick from = std::max(person.lent_since, model_.measure_from);
  const sim::Tick to = std::min(now_, model_.measure_to);
  const std::size_t home = model_of(operator_id).team;
  counters_.lent[home * model_.teams.size() + state_.operators[operator_id].team] += std::max<sim::Tick>(to - from, 0);
  person.lent_since = -1;
}

// Off the floor, from idle or from a contact that has ended.
void CenterSim::stop_work(std::uint32_t operator_id) {
  OperatorState& op = state_.operators[operator_id];
  TeamState& team = state_.teams[op.team];
  team.advance(now_);
  --team.persons;
  if (op.contact == kFree) return unlink_idle(team, state_.operators, operator_id);
  --team.busy;
  op.contact = kFree;
  count_due(operator_id);
}

// Neither idle, busy nor resting any more: off duty, unless the next shift waits.
void CenterSim::leave(std::uint32_t operator_id) {
  book_lent(operator_id);
  PersonState& person = person_of(operator_id);
  person.on_duty = person.end_due = person.break_due = false;
  person.break_event = 0;
  person.pauses_taken = person.pauses_due = person.pauses = 0;
  if (!person.starts_after) return;
  person.starts_after = false;
  if (person.deferred.end > now_) join(operator_id, person.deferred);
}

void CenterSim::on_shift_end(std::uint32_t operator_id) {
  PersonState& person = person_of(operator_id);
  if (person.absent_until == now_) set_absent(operator_id, -1, 0);
  if (!person.on_duty || person.ends != now_) return;
  person.end_due = true;
  OperatorState& op = state_.operators[operator_id];
  TeamState& team = state_.teams[op.team];
  note_peak(op.team);
  if (person.resting) {
    stop_resting(operator_id);
    const std::uint32_t queue = closed_queue_to_finish(op.team);
    if (queue == kNone) return leave(operator_id);
    team.advance(now_);
    ++team.persons;
    ++team.busy;
    lend(operator_id);
    answer_head(queue, operator_id);
    return count_due(operator_id);
  }
  if (op.contact != kFree) return may_hand_back(operator_id) ? hand_back(operator_id) : count_due(operator_id);
  stop_work(operator_id);
  leave(operator_id);
}

void CenterSim::set_absent(std::uint32_t operator_id, sim::Tick until, std::uint32_t team_id) {
  PersonState& person = person_of(operator_id);
  if (person.absent_until >= 0) {
    TeamState& before = state_.teams[person.absent_team];
    before.advance_away(now_);
    --before.absent;
  }
  person.absent_until = until;
  if (until < 0) return;
  person.absent_team = team_id;
  state_.teams[team_id].advance_away(now_);
  ++state_.teams[team_id].absent;
  push(until, EventKind::shift_end, operator_id);
}

// A service has ended in a team where somebody has something else to do: the queue whose head this operator takes next,
// kNone to become idle, or kAside for one who has gone, home or to a rest.
std::uint32_t CenterSim::next_or_aside(std::uint32_t operator_id) {
  const std::uint32_t team_id = state_.operators[operator_id].team;
  TeamState& team = state_.teams[team_id];
  const auto choose = [&] {
    return pick_queue(model_.routing, team_id, state_.servable, model_.queues, state_.queues, state_.contacts,
                      {.now = now_, .idle = team.idle + 1});
  };
  if (operator_id < state_.first_person) {
    if (team.levels_leaving == 0) return choose();
    const std::uint32_t queue = closed_queue_to_finish(team_id);
    if (queue != kNone) return queue;
    note_peak(team_id);
    team.advance(now_);
    --team.levels_leaving;
    --team.leaving;
    --team.past_shift;
    --team.busy;
    go_off_duty(team, state_.operators, operator_id);
    return kAside;
  }
  const PersonState& person = person_of(operator_id);
  const bool rests = person.break_due || person.pauses_taken < person.pauses_due;
  if (!person.end_due && !rests) return choose();
  std::uint32_t queue = kNone;
  if (person.end_due) queue = closed_queue_to_finish(team_id);
  if (!person.end_due && mutated(Mutant::break_waits_for_queue)) queue = choose();
  if (queue != kNone) return queue;
  note_peak(team_id);
  stop_work(operator_id);
  person.end_due ? leave(operator_id) : rest(operator_id);
  return kAside;
}

// Keeps the team's counts of busy operators who will not take another contact.
void CenterSim::count_due(std::uint32_t operator_id) {
  PersonState& person = person_of(operator_id);
  const OperatorState& op = state_.operators[operator_id];
  const bool busy = op.contact != kFree;
  const bool past_shift = busy && person.end_due;
  const bool leaving = past_shift || (busy && (person.break_due || person.pauses_taken < person.pauses_due));
  if (leaving == person.counts_leaving && past_shift == person.counts_past_shift) return;
  TeamState& team = state_.teams[op.team];
  team.advance(now_);
  team.leaving += (leaving ? 1 : 0) - (person.counts_leaving ? 1 : 0);
  team.past_shift += (past_shift ? 1 : 0) - (person.counts_past_shift ? 1 : 0);
  person.counts_leaving = leaving;
  person.counts_past_shift = past_shift;
}

// --- Breaks and pauses
// The time of work until the next break starts to run.
void CenterSim::wind_clock(std::uint32_t operator_id) {
  const ShiftModel& shift = shift_of(operator_id);
  if (!shift.has_breaks) return;
  PersonState& person = person_of(operator_id);
  const std::int64_t day = now_ / sim::kTicksPerDay;
  if (day != person.clock_day) person.stretches = 0;
  person.clock_day = day;
  const auto attempt = static_cast<std::uint32_t>(day * 1024) + (person.stretches++ & 1023u);
  const std::uint32_t word = sim::draw_word(key_, sim::Purpose::break_after, model_of(operator_id).entity, attempt);
  const sim::Tick after = std::max<sim::Tick>(shift.break_after.sample_ticks(word), 1);
  person.break_event = events_.push(now_ + after, static_cast<unsigned>(EventKind::break_due), operator_id);
}

// On the weekday on which the shift begins, also of those after midnight.
void CenterSim::lay_out_pauses(std::uint32_t operator_id, const ShiftPlan& plan) {
  PersonState& person = person_of(operator_id);
  const auto weekday = static_cast<std::size_t>((model_.first_weekday + plan.midnight / sim::kTicksPerDay + 7) % 7);
  person.pauses_taken = person.pauses_due = person.pauses = 0;
  for (const PauseModel& pause : shift_of(operator_id).pauses) {
    const sim::Tick at = plan.midnight + pause_start(pause, plan.rank, plan.of);
    if (!pause.days[weekday] || at < now_ || at >= person.ends) continue;
    std::uint32_t place = person.pauses++;
    for (; place > 0 && pause_of(operator_id, place - 1).at > at; --place) {
      pause_of(operator_id, place) = pause_of(operator_id, place - 1);
    }
    pause_of(operator_id, place) = {.at = at, .length = pause.length, .paid = pause.paid};
  }
  push_pause(operator_id);
}

void CenterSim::push_pause(std::uint32_t operator_id) {
  const PersonState& person = person_of(operator_id);
  if (person.pauses_due == person.pauses) return;
  push(pause_of(operator_id, person.pauses_due).at, EventKind::pause_due, operator_id);
}

void CenterSim::on_pause_due(std::uint32_t operator_id) {
  PersonState& person = person_of(operator_id);
  const bool live = person.on_duty && person.pauses_due < person.pauses;
  if (!live || pause_of(operator_id, person.pauses_due).at != now_) return;
  ++person.pauses_due;
  push_pause(operator_id);
  rest_when_free(operator_id);
}

void CenterSim::on_break_due(std::uint32_t operator_id, std::uint32_t sequence) {
  PersonState& person = person_of(operator_id);
  if (person.break_event != sequence) return;
  person.break_event = 0;
  person.break_due = true;
  rest_when_free(operator_id);
}

// Something is due: at once for an idle operator, after the contact for a busy one, next for one who rests already.
void CenterSim::rest_when_free(std::uint32_t operator_id) {
  if (person_of(operator_id).resting) return;
  const OperatorState& op = state_.operators[operator_id];
  if (op.contact != kFree) {
    if (mutated(Mutant::break_lapses)) person_of(operator_id).break_due = false;
    return count_due(operator_id);
  }
  stop_work(operator_id);
  rest(operator_id);
}

// Neither idle nor busy any more: the first pause that is due, else a break. Any rest stops the clock of work.
void CenterSim::rest(std::uint32_t operator_id) {
  PersonState& person = person_of(operator_id);
  sim::Tick length = shift_of(operator_id).break_length;
  person.rest_paid = true;
  if (person.pauses_taken < person.pauses_due) {
    const DuePause& pause = pause_of(operator_id, person.pauses_taken++);
    length = pause.length;
    person.rest_paid = pause.paid || mutated(Mutant::unpaid_is_paid);
  }
  person.break_event = 0;
  person.break_due = false;
  person.resting = true;
  TeamState& team = state_.teams[state_.operators[operator_id].team];
  team.advance_away(now_);
  ++(person.rest_paid ? team.on_break : team.unpaid);
  person.rest_paid ? lend(operator_id) : book_lent(operator_id);
  person.rest_event = events_.push(now_ + length, static_cast<unsigned>(EventKind::rest_end), operator_id);
  if (mutated(Mutant::clock_runs_in_break)) wind_clock(operator_id);
}

void CenterSim::stop_resting(std::uint32_t operator_id) {
  PersonState& person = person_of(operator_id);
  TeamState& team = state_.teams[state_.operators[operator_id].team];
  team.advance_away(now_);
  --(person.rest_paid ? team.on_break : team.unpaid);
  person.resting = false;
  person.rest_event = 0;
}

void CenterSim::on_rest_end(std::uint32_t operator_id, std::uint32_t sequence) {
  PersonState& person = person_of(operator_id);
  if (person.rest_event != sequence) return;
  stop_resting(operator_id);
  if (person.pauses_taken < person.pauses_due) return rest(operator_id);
  if (person.break_event == 0) wind_clock(operator_id);
  start_work(operator_id);
}

// --- Contacts that outlive a shift
// Only a talk that goes on: who holds the line for a colleague, dials or writes up a contact finishes that. And where
// nobody will come to a closed queue any more, the operator finishes instead.
bool CenterSim::may_hand_back(std::uint32_t operator_id) {
  const std::uint32_t slot = state_.operators[operator_id].contact;
  if (!model_.teams[model_of(operator_id).team].workforce.hands_back || slot == kNoContact) return false;
  if (slot == kChatting) return false;  // chats are finished
  if (state_.contacts[slot].stage != Stage::in_service || state_.issues[slot].unreached) return false;
  const std::uint32_t queue = queue_of(slot);
  return state_.queues[queue].open || model_.queues[queue].closing == Closing::carry_over;
}

// The contact goes back to the head of its queue with the talk that is left, and the operator home.
void CenterSim::hand_back(std::uint32_t operator_id) {
  const std::uint32_t slot = state_.operators[operator_id].contact;
  const std::uint32_t queue = queue_of(slot);
  Contact& contact = state_.contacts[slot];
  sim::Tick end = now_;
  events_.erase_if([&end, operator_id](const sim::Event& event) {
    const auto kind = static_cast<EventKind>(event.rank);
    if (event.payload != operator_id || (kind != EventKind::service_end && kind != EventKind::talk_end)) return false;
    end = event.time;
    return true;
  });
  contact.hand_back(end - now_);
  contact.stage = Stage::waiting;
  contact.patience_event = 0;
  book_work(slot, operator_id, -1);
  put_back(state_.queues[queue], state_.contacts, slot, contact.followed && state_.issues[slot].ticket);
  state_.servable.set(queue, may_be_served(model_.queues[queue], state_.queues[queue]));
  state_.waiting[queue].add(now_, 1);
  state_.waiting_all.add(now_, 1);
  push(now_, EventKind::handed_back, queue);
  stop_work(operator_id);
  leave(operator_id);
}

// The operator, already counted as busy, goes on where another one stopped.
void CenterSim::resume(std::uint32_t slot, std::uint32_t operator_id) {
  Contact& contact = state_.contacts[slot];
  state_.operators[operator_id].contact = slot;
  book_work(slot, operator_id, 1);
  const sim::Tick left = contact.work_left();
  contact.patience = 0;
  contact.stage = Stage::in_service;
  const bool writes_up = state_.issues[slot].after_work > 0;
  push(now_ + left, writes_up ? EventKind::talk_end : EventKind::service_end, operator_id);
}

// What is left of a contact is the work of the team that does it.
void CenterSim::book_work(std::uint32_t slot, std::uint32_t operator_id, int sign) {
  const Contact& contact = state_.contacts[slot];
  if (!contact.counted) return;
  const std::size_t class_id = contact.cell / static_cast<std::uint32_t>(model_.shape.num_intervals);
  counters_.work[state_.operators[operator_id].team * model_.shape.classes.size() + class_id] +=
      sign * (contact.work_left() + state_.issues[slot].after_work);
}

}  // namespace firstline
