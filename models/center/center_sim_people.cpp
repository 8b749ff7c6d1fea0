#include "models/center/center_sim.h"

#include <algorithm>

namespace firstline {

void CenterSim::start() {
  counters_.reset(model_.shape);
  cells_ = counters_.contacts.data();
  events_.clear();
  state_.reset(model_, key_);
  now_ = 0;
  measuring_ = model_.measure_from == 0;
  if (!measuring_) push(model_.measure_from, EventKind::measure_start, 0);
  push(model_.measure_to, EventKind::measure_end, 0);
  next_boundary_ = model_.interval;
  push(next_boundary_, EventKind::interval_end, 0);
  push(0, EventKind::midnight, 0);
  if (!model_.initial_cumulative.empty() && !mutated(Mutant::cold_start)) start_stationary();
}

// The exact stationary law at time 0: as many contacts in the system as it says. Service and patience have no memory
// there, so those in service and those waiting draw theirs afresh; none of them is counted, for nobody saw them arrive.
void CenterSim::start_stationary() {
  const auto& cumulative = model_.initial_cumulative;
  const double u = sim::to_uniform(sim::draw_word(key_, sim::Purpose::initial_state, 0));
  const auto found = std::lower_bound(cumulative.begin(), cumulative.end(), u);
  const auto present = static_cast<std::uint32_t>(
      std::min<std::ptrdiff_t>(found - cumulative.begin(), static_cast<std::ptrdiff_t>(cumulative.size()) - 1));
  constexpr std::uint32_t kBeforeTheFirstDay = (1u << sim::kIssueDayBits) - 1;
  events_.pop();
  on_midnight();
  for (sim::Event event = events_.top(); event.time == 0; event = events_.top()) {
    events_.pop();
    on_event(event);
  }
  const std::uint32_t queue = model_.types[0].queue;
  for (std::uint32_t number = 0; number < present; ++number) {
    const std::uint32_t slot = state_.contacts.allocate();
    Contact& contact = state_.contacts[slot];
    contact.entity = sim::pack_issue(model_.types[0].stream.name_hash, kBeforeTheFirstDay, number);
    const sim::PhiloxCounter words = sim::draw_block(key_, sim::purpose_block(sim::Purpose::service), contact.entity);
    contact.arrival = contact.queued = 0;
    contact.type = 0;
    contact.attempt = 1;
    contact.period = 0;
    contact.counted = false;
    contact.patience =
        model_.types[0].service.usual.patience.sample_ticks(words[sim::purpose_lane(sim::Purpose::patience)]);
    contact.service =
        model_.types[0].service.usual.service.sample_ticks(words[sim::purpose_lane(sim::Purpose::service)]);
    state_.in_system.add(0, 1);
    const std::uint32_t team = pick_team(model_.routing, queue, state_.teams, state_.operators);
    if (team == kNone) {
      wait(slot);
      continue;
    }
    const std::uint32_t operator_id = pop_idle(state_.teams[team], state_.operators);
    ++state_.teams[team].busy;
    answer(slot, operator_id);
  }
}

// Plans the new day: realised staff levels, opening and closing of queues.
void CenterSim::on_midnight() {
  state_.midnight = now_;
  const std::int64_t day = now_ / sim::kTicksPerDay;
  const auto weekday = static_cast<std::size_t>((model_.first_weekday + day) % 7);
  for (std::uint32_t team = 0; team < model_.teams.size(); ++team) {
    const TeamModel& model = model_.teams[team];
    if (model.workforce.rostered) continue;
    const std::uint64_t entity = sim::pack_issue(model.name_hash, static_cast<std::uint32_t>(day), 0);
    const double u = sim::to_uniform(sim::draw_word(key_, sim::Purpose::staff_fraction, entity));
    StaffDay& today = state_.staff[team];
    today.steps.clear();
    today.next = 0;
    for (const StaffStep& step : model.workforce.days[weekday]) {
      const std::int64_t missing = mutated(Mutant::server_missing) ? 1 : 0;
      today.steps.push_back({.at = now_ + step.at, .level = realised_level(step.level, u) - missing});
    }
    schedule_staff(team);
  }
  if (!model_.persons.empty()) plan_persons();
  const bool closed = std::binary_search(model_.closed_days.begin(), model_.closed_days.end(), day);
  for (std::uint32_t queue = 0; queue < model_.queues.size(); ++queue) {
    if (closed) {  // also what was to stay open over midnight
      if (model_.queues[queue].has_hours && state_.queues[queue].open) push(now_, EventKind::closing, queue);
      continue;
    }
    for (const DoorChange& door : model_.queues[queue].doors[weekday]) {
      push(now_ + door.at, door.open ? EventKind::opening : EventKind::closing, queue);
    }
  }
  if (model_.follows) schedule_outages();
  push(now_ + sim::kTicksPerDay, EventKind::midnight, 0);
}

// The next real change of a team's level today: rises come first in their instant, falls last.
void CenterSim::schedule_staff(std::uint32_t team_id) {
  StaffDay& today = state_.staff[team_id];
  const TeamState& team = state_.teams[team_id];
  const std::int64_t planned = team.present() - team.persons - team.levels_leaving;
  while (today.next < today.steps.size()) {
    const StaffDay::Step& step = today.steps[today.next];
    if (step.level != planned) {
      return push(step.at, step.level > planned ? EventKind::staff_up : EventKind::staff_down, team_id);
    }
    ++today.next;
  }
}

void CenterSim::on_staff_change(std::uint32_t team_id) {
  StaffDay& today = state_.staff[team_id];
  const std::int64_t level = today.steps[today.next++].level;
  TeamState& team = state_.teams[team_id];
  note_peak(team_id);
  set_level(team, state_.operators, level, now_, state_.first_person);
  look_for_work(team_id);
  schedule_staff(team_id);
}

// What an idle operator of this team would take next, or kNone.
std::uint32_t CenterSim::queue_for_idle(std::uint32_t team_id) {
  return pick_queue(model_.routing, team_id, state_.servable, model_.queues, state_.queues, state_.contacts,
                    {.now = now_, .idle = state_.teams[team_id].idle});
}

// Idle operators of a team take what waits for them, longest idle first. Where another team may from this instant on as
// well and comes before it, that one takes first what it likes best.
void CenterSim::take_waiting(std::uint32_t team_id) {
  while (state_.teams[team_id].idle > 0) {
    std::uint32_t queue = queue_for_idle(team_id);
    if (queue == kNone) return;
    std::uint32_t taker = team_id;
    const std::uint32_t head = state_.queues[queue].head;
    const bool chat = model_.chats.any() && is_chat(head);
    if (model_.routing.teams_of_queue[queue].size() > 1 && !chat) {
      const sim::Tick waited = now_ - state_.contacts[head].queued;
      taker = pick_team_for_head(model_.routing, queue, state_.teams, state_.operators, state_.queues[queue], waited);
      if (taker != team_id) queue = queue_for_idle(taker);
    }
    TeamState& team = state_.teams[taker];
    team.advance(now_);
    const std::uint32_t operator_id = pop_idle(team, state_.operators);
    ++team.busy;
    answer_head(queue, operator_id);
  }
}

// A queue that has closed and serves out: an operator whose shift has ended stays for those who still wait there.
std::uint32_t CenterSim::closed_queue_to_finish(std::uint32_t team_id) {
  QueueMask closed;
  closed.start(model_.routing.words);
  for (std::uint32_t queue = 0; queue < model_.queues.size(); ++queue) {
    const QueueState& state = state_.queues[queue];
    // Nobody stays for a ticket: its customer is not waiting on the line.
    const std::uint32_t head = state.head;
    const bool ticket = head != kNoContact && state_.contacts[head].followed && state_.issues[head].ticket;
    const bool serves_out = model_.queues[queue].closing == Closing::serve_out;
    closed.set(queue, state.length > 0 && !state.open && serves_out && !ticket);
  }
  return pick_queue(model_.routing, team_id, closed, model_.queues, state_.queues, state_.contacts,
                    {.now = now_, .idle = state_.teams[team_id].idle + 1});
}

void CenterSim::on_opening(std::uint32_t queue_id) {
  state_.queues[queue_id].open = true;
  state_.servable.set(queue_id, may_be_served(model_.queues[queue_id], state_.queues[queue_id]));
  if (state_.queues[queue_id].length > 0) push(now_, EventKind::opened, queue_id);
}

void CenterSim::on_opened(std::uint32_t queue_id) {
  for (const RoutingModel::TeamChoice& team : model_.routing.teams_of_queue[queue_id]) look_for_work(team.team);
}

void CenterSim::on_closing(std::uint32_t queue_id) {
  QueueState& queue = state_.queues[queue_id];
  const QueueModel& model = model_.queues[queue_id];
  queue.open = false;
  if (model.closing == Closing::drop) {
    for (std::uint32_t slot = queue.head, next = kNoContact; slot != kNoContact; slot = next) {
      next = state_.contacts[slot].next;
      const Contact& contact = state_.contacts[slot];
      const bool stays =
          contact.handed_back() || (contact.followed && (state_.issues[slot].ticket || state_.issues[slot].callback));
      if (stays) continue;  // nobody is on the line who could be cut off, or they are known
      if (state_.contacts[slot].patience_event != 0) ++stale_;
      leave_queue(slot);
      lose(slot, Outcome::dropped, false);
    }
  }
  state_.servable.set(queue_id, may_be_served(model, queue));
}

void CenterSim::on_measure_start() {
  book_teams();
  for (sim::TimeIntegral& level : state_.waiting) level.take(now_);
  state_.waiting_all.take(now_);
  state_.in_system.take(now_);
  measuring_ = true;
  for (TeamState& team : state_.teams) team.duty_since = now_;
}

// How many of a team are on duty at once, those who rest included; called before that changes. Only what lasts counts:
// at a change of shifts those who come and those who go meet for an instant, and need no seats of their own for it.
void CenterSim::note_peak(std::uint32_t team_id) {
  TeamState& team = state_.teams[team_id];
  if (!measuring_ || counters_.peak_on_duty.empty() || now_ == team.duty_since) return;
  team.duty_since = now_;
  std::int64_t& peak = counters_.peak_on_duty[team_id];
  peak = std::max(peak, team.present() + team.on_break + team.unpaid);
}

void CenterSim::on_interval_end() {
  book_teams();
  const sim::Tick since_midnight = now_ % sim::kTicksPerDay;
  const sim::Tick midnight = now_ - since_midnight;
  next_boundary_ = std::min(now_ + model_.interval, midnight + sim::kTicksPerDay);
  push(next_boundary_, EventKind::interval_end, 0);
}

void CenterSim::on_measure_end() {
  book_teams();
  for (std::uint32_t team = 0; team < model_.teams.size(); ++team) note_peak(team);
  const auto totals = [this](sim::TimeIntegral& level) {
    const sim::LevelArea area = level.take(now_);
    return LevelTotals{.integral = area.integral, .integral_sq = area.integral_sq, .maximum = area.maximum};
  };
  for (std::size_t queue = 0; queue < state_.waiting.size(); ++queue)
    counters_.waiting[queue] = totals(state_.waiting[queue]);
  counters_.waiting_all = totals(state_.waiting_all);
  counters_.in_system = totals(state_.in_system);
  book_levels();
  for (auto id = state_.first_person; id < state_.operators.size(); ++id) book_lent(id);
  counters_.measured = now_ - model_.measure_from;
  measuring_ = false;
  measured_ = true;
}

// Hands the operators' time since the last boundary to the cell of the interval that ends now.
void CenterSim::book_teams() {
  const int interval = static_cast<int>(((now_ - 1) % sim::kTicksPerDay) / model_.interval) +
                       static_cast<int>(model_.bands.band_at(now_ - 1)) * model_.shape.intervals_a_day();
  for (std::size_t index = 0; index < state_.teams.size(); ++index) {
    TeamState& team = state_.teams[index];
    team.advance(now_);
    team.advance_away(now_);
    TeamCell& facts = counters_.team(static_cast<int>(index), interval);
    facts.answered += team.answered;
    team.answered = 0;
    if (measuring_) {
      facts.busy += team.busy_area;
      facts.available += team.idle_area;
      facts.overtime += team.overtime_area;
      facts.on_break += team.break_area;
      facts.unpaid += team.unpaid_area;
      facts.absent += team.absent_area;
    }
    team.busy_area = team.idle_area = team.overtime_area = 0;
    team.break_area = team.unpaid_area = team.absent_area = 0;
  }
}

// Responses of 0 are counted apart, for the histograms of many types do not fit in the cache. Without a voice menu the
// response to an answered contact is its wait: entered once above, added here.
void CenterSim::complete_waits() {
  for (std::size_t type = 0; type < model_.types.size(); ++type) {
    if (state_.answered_at_once[type] > 0) counters_.responses[type].add(0, state_.answered_at_once[type]);
    if (!model_.follows && !model_.types[type].service.has_menu) counters_.waits[type].merge(counters_.responses[type]);
  }
}

void CenterSim::count_unfinished() {
  for (std::uint32_t slot = 0; slot < state_.contacts.slots(); ++slot) {
    const Contact& contact = state_.contacts[slot];
    const bool unanswered = contact.stage == Stage::menu || contact.stage == Stage::paused ||
                            contact.stage == Stage::with_bot ||
                            (contact.stage == Stage::waiting && !contact.handed_back());
    if (!unanswered || !contact.counted) continue;
    if (contact.followed && state_.issues[slot].ticket && state_.issues[slot].leg > 0)
      continue;  // it has been answered, and nobody is on the line
    ++cell(contact).unfinished;
    if (options_.log != nullptr) record_row(slot, Outcome::unfinished, kNoOperator);
  }
  if (model_.follows) count_open_issues();
}

}  // namespace firstline
