#include "models/center/center_sim.h"

#include <algorithm>
#include <optional>
#include <string>

#include "sim/random/det_math.h"

namespace firstline {
namespace {

constexpr std::int64_t kStopPeriod = 1 << 14;  // events between two looks at the stop flag: about a millisecond

}  // namespace

CenterSim::CenterSim(const CenterModel& model, sim::StreamKey key, CenterState& state, sim::EventQueue& events,
                     Counters& counters, const SimulateOptions& options)
    : model_(model), key_(key), state_(state), events_(events), counters_(counters), options_(options) {}

Ending simulate(const CenterModel& model, sim::StreamKey key, CenterState& state, sim::EventQueue& events,
                Counters& counters, const SimulateOptions& options) {
  return CenterSim(model, key, state, events, counters, options).run();
}

Ending CenterSim::run() {
  start();
  std::int64_t until_stop_check = kStopPeriod;
  std::int64_t executed = 0;
  while (!measured_ || state_.counted > 0) {
    const sim::Tick arrival = state_.clocks.time();
    sim::Event event;
    if (events_.pop_before(arrival, static_cast<unsigned>(EventKind::arrival), event)) {
      if (event.time > model_.give_up) break;
      now_ = event.time;
      on_event(event);
    } else {
      now_ = arrival;
      on_arrival();
    }
    ++executed;
    if (--until_stop_check == 0) {
      until_stop_check = kStopPeriod;
      if (options_.stop != nullptr && options_.stop(options_.stop_context)) return Ending::stopped;
    }
  }
  book_teams();
  complete_waits();
  count_unfinished();
  counters_.events = executed;
  counters_.contacts_peak = state_.contacts.peak();
  return Ending::complete;
}

void CenterSim::on_event(const sim::Event& event) {
  // Nearly all events are of these kinds: comparisons predict better than the jump table.
  if (event.rank == static_cast<unsigned>(EventKind::service_end)) return on_service_end(event.payload);
  if (event.rank == static_cast<unsigned>(EventKind::talk_end)) return on_talk_end(event.payload);
  if (event.rank == static_cast<unsigned>(EventKind::patience_end))
    return on_patience_end(event.payload, event.sequence);
  switch (static_cast<EventKind>(event.rank)) {
    case EventKind::menu_end:
      return on_menu_end(event.payload);
    case EventKind::overflow:
      return look_for_work(event.payload);
    case EventKind::dial:
      return on_dial(event.payload);
    case EventKind::bot_end:
      return on_bot_end(event.payload);
    case EventKind::outage:
      return on_outage(event.payload);
    case EventKind::hold_end:
      return on_hold_end(event.payload);
    case EventKind::redial:
      return on_redial(event.payload);
    case EventKind::comes_back:
      return on_comes_back(event.payload, event.sequence);
    case EventKind::midnight:
      return on_midnight();
    case EventKind::staff_up:
    case EventKind::staff_down:
      return on_staff_change(event.payload);
    case EventKind::opening:
      return on_opening(event.payload);
    case EventKind::opened:
      return on_opened(event.payload);
    case EventKind::closing:
      return on_closing(event.payload);
    case EventKind::measure_start:
      return on_measure_start();
    case EventKind::interval_end:
      return on_interval_end();
    case EventKind::measure_end:
      return on_measure_end();
    case EventKind::shift_start:
    case EventKind::rest_end:
    case EventKind::shift_end:
    case EventKind::pause_due:
    case EventKind::break_due:
    case EventKind::handed_back:
      return on_person_event(event);
    case EventKind::desk_end:
    case EventKind::chat_timer:
    case EventKind::message:
      return on_exchange_event(event);
    case EventKind::service_end:
    case EventKind::talk_end:
    case EventKind::patience_end:
    case EventKind::arrival:
      break;
  }
  throw sim::BugError("an event of rank " + std::to_string(event.rank) + " stood in the event list");
}

[[gnu::flatten]] void CenterSim::on_arrival() {
  const std::uint32_t type_id = state_.clocks.first();
  const TypeModel& type = model_.types[type_id];
  Stream& stream = state_.streams[type_id];
  refresh_interval(now_);

  const std::uint32_t slot = state_.contacts.allocate();
  Contact& contact = state_.contacts[slot];
  contact.arrival = now_;
  contact.entity = stream.entity();
  contact.type = static_cast<std::uint16_t>(type_id);
  contact.attempt = 1;
  contact.followed = model_.follows;
  const FirstWords words{
      .service = stream.service_word(), .patience = stream.patience_word(), .menu = stream.menu_word()};
  if (model_.follows) [[unlikely]] {
    // What it brings is sampled when it is known by whom and whether it is needed.
    contact.period = type.service.periods.empty() ? std::uint8_t{0} : period_at(type.service, now_ - state_.midnight);
    contact.patience = contact.service = 0;
    stream.advance();
    state_.clocks.set(type_id, stream.time());
    return begin_issue(slot, words);
  }
  if (type.service.periods.empty()) {
    contact.period = 0;
    contact.service = stream.service();
    contact.patience = stream.patience();
  } else {
    contact.period = period_at(type.service, now_ - state_.midnight);
    const PeriodModel& laws = laws_of(type.service, contact.period);
    contact.service = laws.service.sample_ticks(words.service);
    contact.patience = laws.patience.sample_ticks(words.patience);
  }
  if (mutated(Mutant::service_longer)) contact.service += contact.service / 100;
  if (mutated(Mutant::shared_stream)) contact.service = type.service.usual.service.sample_ticks(words.patience);
  if (mutated(Mutant::truncated_service)) contact.service -= contact.service % sim::kTicksPerSecond;

  stream.advance();
  state_.clocks.set(type_id, stream.time());
  begin_attempt(slot, words.menu);
}

// From here a first attempt and a redial are alike.
void CenterSim::begin_attempt(std::uint32_t slot, std::uint32_t menu_word) {
  Contact& contact = state_.contacts[slot];
  const TypeModel& type = model_.types[contact.type];
  contact.cell = contact.type * static_cast<std::uint32_t>(model_.shape.num_intervals) + interval_;
  contact.counted = now_ >= model_.measure_from && now_ < model_.measure_to;
  if (contact.counted) {
    ContactCell& facts = cell(contact);
    ++(contact.attempt == 1 ? facts.offered_first : facts.offered_redial);
    ++state_.counted;
  }
  state_.in_system.add(now_, 1);
  if (type.service.has_menu) {
    contact.stage = Stage::menu;
    push(now_ + type.service.menu.sample_ticks(menu_word), EventKind::menu_end, slot);
    return;
  }
  offer(slot);
}

void CenterSim::on_menu_end(std::uint32_t slot) {
  if (model_.follows) return begin_service(slot);
  offer(slot);
}

// The contact enters its queue: an idle operator, a waiting place, or neither.
void CenterSim::offer(std::uint32_t slot) {
  Contact& contact = state_.contacts[slot];
  const std::uint32_t queue_id = model_.types[contact.type].queue;
  const QueueModel& queue = model_.queues[queue_id];
  const QueueState& queue_state = state_.queues[queue_id];
  contact.queued = mutated(Mutant::wait_from_arrival) ? contact.arrival : now_;
  if (!queue_state.open) return lose(slot, Outcome::turned_away, false);
  if (mutated(Mutant::lost_contact) && contact.entity % 10'000 == 0) return;

  const std::uint32_t team_id = pick_team(model_.routing, queue_id, state_.teams, state_.operators);
  if (team_id != kNone) {
    if (contact.counted) ++cell(contact).entries;
    TeamState& team = state_.teams[team_id];
    team.advance(now_);
    const std::uint32_t operator_id = pop_idle(team, state_.operators);
    ++team.busy;
    return answer(slot, operator_id);
  }
  if (queue_state.length >= queue.capacity) return lose(slot, Outcome::blocked, true);
  if (contact.counted) ++cell(contact).entries;
  wait(slot);
}

void CenterSim::wait(std::uint32_t slot) {
  Contact& contact = state_.contacts[slot];
  const std::uint32_t queue = model_.types[contact.type].queue;
  sim::Tick patience = contact.patience;
  if (mutated(Mutant::patience_longer) && patience < sim::kNever) patience += patience / 20;
  contact.stage = Stage::waiting;
  if (patience == 0) {  // balks: not served at once, gone at once
    return lose(slot, Outcome::abandoned, true);
  }
  if (mutated(Mutant::abandon_before_answer) && patience < sim::kNever) --patience;
  enter_queue(slot, queue, patience);
}

void CenterSim::enter_queue(std::uint32_t slot, std::uint32_t queue, sim::Tick patience) {
  enqueue(state_.queues[queue], state_.contacts, slot);
  wait_in(slot, queue, patience);
}

// The contact has its place in the queue.
void CenterSim::wait_in(std::uint32_t slot, std::uint32_t queue, sim::Tick patience) {
  state_.servable.set(queue, may_be_served(model_.queues[queue], state_.queues[queue]));
  state_.waiting[queue].add(now_, 1);
  state_.waiting_all.add(now_, 1);
  state_.contacts[slot].patience_event =
      patience < sim::kNever ? events_.push(now_ + patience, static_cast<unsigned>(EventKind::patience_end), slot) : 0;
  if (model_.any_looks) [[unlikely]]
    look_at_waiting(queue);
}

// Teams that may take from this queue only after a delay, or only now that it is this long.
void CenterSim::look_at_waiting(std::uint32_t queue) {
  for (const RoutingModel::Trigger& trigger : model_.routing.triggers[queue]) {
    if (trigger.after > 0) push(now_ + trigger.after, EventKind::overflow, trigger.team);
    const bool long_enough = trigger.min_waiting > 1 && state_.queues[queue].counted_length() >= trigger.min_waiting;
    if (!long_enough) continue;
    if (state_.teams[trigger.team].idle > 0) take_waiting(trigger.team);
    if (model_.chats.any()) seek_chats(trigger.team);
  }
}

// A waiting contact leaves its queue, for an operator or for good.
void CenterSim::leave_queue(std::uint32_t slot) {
  const std::uint32_t queue_id = queue_of(slot);
  QueueState& queue = state_.queues[queue_id];
  if (queue.deferred > 0 && state_.issues[slot].ticket) no_longer_deferred(queue, state_.contacts, slot);
  remove(queue, state_.contacts, slot);
  if (queue.length == 0) state_.servable.set(queue_id, false);
  state_.waiting[queue_id].add(now_, -1);
  state_.waiting_all.add(now_, -1);
}

// The operator, already counted as busy, starts on the contact.
void CenterSim::answer(std::uint32_t slot, std::uint32_t operator_id) {
  Contact& contact = state_.contacts[slot];
  if (contact.followed) [[unlikely]]
    return answer_leg(slot, operator_id);
  OperatorState& op = state_.operators[operator_id];
  op.contact = slot;
  contact.stage = Stage::in_service;
  push(now_ + contact.service, EventKind::service_end, operator_id);
  if (!contact.counted) return;

  const sim::Tick wait = now_ - contact.queued;
  ContactCell& facts = cell(contact);
  ++facts.answered;
  facts.handle += contact.service;
  const sim::Tick response = now_ - contact.arrival;
  if (response == 0) {
    ++state_.answered_at_once[contact.type];
  } else {
    facts.response_answered += response;
    counters_.responses[contact.type].add(response);
  }
  if (model_.types[contact.type].service.has_menu) counters_.waits[contact.type].add(wait);
  if (wait > 0) {
    ++facts.delayed;
    facts.wait_answered += wait;
    const double wait_s = sim::ticks_to_seconds(wait);
    facts.wait_sq_answered_s2 += wait_s * wait_s;
  }
  for (std::size_t i = 0; i < model_.thresholds.size(); ++i) {
    facts.answered_within[i] += wait <= model_.thresholds[i] - (mutated(Mutant::threshold_exclusive) ? 1 : 0) ? 1 : 0;
  }
  ++state_.teams[op.team].answered;
}

void CenterSim::answer_head(std::uint32_t queue, std::uint32_t operator_id) {
  std::uint32_t slot = state_.queues[queue].head;
  if (mutated(Mutant::last_in_first_out)) slot = state_.queues[queue].tail;
  if (mutated(Mutant::swap_some) && state_.queues[queue].length > 1 && state_.contacts[slot].entity % 10 == 0) {
    slot = state_.contacts[slot].next;
  }
  const bool patient = state_.contacts[slot].patience_event == 0;
  if (!patient) ++stale_;
  leave_queue(slot);
  if (patient && state_.contacts[slot].handed_back()) [[unlikely]]
    return resume(slot, operator_id);
  answer(slot, operator_id);
}

[[gnu::flatten]] void CenterSim::on_service_end(std::uint32_t operator_id) {
  if (model_.follows) [[unlikely]]
    return end_leg(operator_id);
  const std::uint32_t slot = state_.operators[operator_id].contact;
  const Contact& contact = state_.contacts[slot];
  if (contact.counted) {
    ++cell(contact).finished;
    --state_.counted;
    if (options_.log != nullptr) [[unlikely]]
      record_row(slot, Outcome::answered, operator_id);
  }
  state_.in_system.add(now_, -1);
  state_.contacts.release(slot);
  free_operator(operator_id);
}

// The operator takes what waits, goes off duty if the shift has ended, or is idle.
void CenterSim::free_operator(std::uint32_t operator_id) {
  const std::uint32_t team_id = state_.operators[operator_id].team;
  TeamState& team = state_.teams[team_id];
  std::uint32_t queue = kNone;
  if (team.leaving > 0 && !mutated(Mutant::ghost_takes_another)) [[unlikely]] {
    queue = next_or_aside(operator_id);
    if (queue == kAside) return;
  } else {
    queue = pick_queue(model_.routing, team_id, state_.servable, model_.queues, state_.queues, state_.contacts,
                       {.now = now_, .idle = team.idle + 1});
  }
  if (queue != kNone) {
    answer_head(queue, operator_id);
    if (stale_ > 64 && stale_ > static_cast<std::int64_t>(events_.size() / 2)) sweep_tombstones();
    return;
  }
  team.advance(now_);
  --team.busy;
  push_idle(team, state_.operators, operator_id, now_);
}

void CenterSim::on_patience_end(std::uint32_t slot, std::uint32_t sequence) {
  const Contact& contact = state_.contacts[slot];
  if (contact.stage != Stage::waiting || contact.patience_event != sequence) {
    --stale_;
    return;
  }
  leave_queue(slot);
  lose(slot, Outcome::abandoned, true);
}

// The attempt ends without an answer; the customer may try again later.
void CenterSim::lose(std::uint32_t slot, Outcome outcome, bool may_redial) {
  Contact& contact = state_.contacts[slot];
  if (contact.counted) {
    ContactCell& facts = cell(contact);
    const sim::Tick wait = now_ - contact.queued;
    switch (outcome) {
      case Outcome::abandoned: {
        ++facts.abandoned;
        facts.wait_abandoned += wait;
        const double wait_s = sim::ticks_to_seconds(wait);
        facts.wait_sq_abandoned_s2 += wait_s * wait_s;
        if (wait < model_.short_abandon) ++facts.abandoned_short;
        for (std::size_t i = 0; i < model_.thresholds.size(); ++i) {
          facts.abandoned_within[i] += wait <= model_.thresholds[i] ? 1 : 0;
        }
        break;
      }
      case Outcome::dropped:
        ++facts.dropped;
        facts.wait_dropped += wait;
        break;
      case Outcome::blocked:
        ++facts.blocked;
        break;
      case Outcome::turned_away:
        ++facts.turned_away;
        break;
      case Outcome::left_bot:
        ++flow(contact).left_bot;
        break;
      case Outcome::answered:
      case Outcome::contained:
      case Outcome::left_chat:
      case Outcome::unfinished:
        throw sim::BugError("an answered contact cannot be lost");
    }
    if (outcome == Outcome::abandoned || outcome == Outcome::dropped) {
      facts.delayed += wait > 0 ? 1 : 0;
      counters_.waits[contact.type].add(wait);
    }
    --state_.counted;
    if (options_.log != nullptr) [[unlikely]]
      record_row(slot, outcome, kNoOperator);
  }
  state_.in_system.add(now_, -1);
  if (contact.followed) [[unlikely]]
    return lose_issue(slot, outcome, may_redial);

  const ReturnsModel& returns = model_.types[contact.type].returns;
  if (may_redial && returns.active() && (outcome == Outcome::abandoned || returns.after_blocked)) {
    const int attempt = mutated(Mutant::redial_twice) ? 1 : contact.attempt;
    const std::optional<sim::Tick> delay =
        redial_delay(returns, key_, contact.entity, attempt, static_cast<std::uint32_t>(contact.attempt - 1));
    if (delay && now_ + *delay < model_.arrivals_until) {
      contact.stage = Stage::orbit;
      return push(now_ + *delay, EventKind::redial, slot);
    }
  }
  state_.contacts.release(slot);
}

void CenterSim::on_redial(std::uint32_t slot) {
  if (model_.follows) return on_next_contact(slot);
  Contact& contact = state_.contacts[slot];
  refresh_interval(now_);
  ++contact.attempt;
  contact.arrival = now_;
  const auto attempt = static_cast<std::uint32_t>(contact.attempt - 1);
  const PeriodModel& laws = laws_of(model_.types[contact.type].service, contact.period);
  contact.patience = laws.patience.sample_ticks(sim::draw_word(key_, sim::Purpose::patience, contact.entity, attempt));
  begin_attempt(slot, sim::draw_word(key_, sim::Purpose::channel_time, contact.entity, attempt));
}

// Keeps interval_ at the reporting interval of the day that holds `now`: [from, to).
void CenterSim::refresh_interval(sim::Tick now) {
  if (now < interval_to_) return;
  const sim::Tick since_midnight = now % sim::kTicksPerDay;
  interval_ = static_cast<std::uint32_t>(since_midnight / model_.interval);
  interval_to_ = now - since_midnight + std::min((interval_ + 1) * model_.interval, sim::kTicksPerDay);
  interval_ += model_.bands.band_at(now) * static_cast<std::uint32_t>(model_.shape.intervals_a_day());
  if (mutated(Mutant::late_interval)) interval_to_ += sim::kTicksPerMinute;
}

void CenterSim::record_row(std::uint32_t slot, Outcome outcome, std::uint32_t operator_id) {
  const Contact& contact = state_.contacts[slot];
  const bool answered = outcome == Outcome::answered || outcome == Outcome::left_chat;
  const bool queued =
      answered || outcome == Outcome::abandoned || outcome == Outcome::dropped || contact.stage == Stage::waiting;
  ContactRow row{.issue = static_cast<std::int64_t>(contact.entity & ((std::uint64_t{1} << 40) - 1)),
                 .attempt = contact.attempt,
                 .type = contact.type,
                 .arrival = contact.arrival,
                 .queued = queued ? contact.queued : -1,
                 .answered = answered ? now_ - contact.service : -1,
                 .ended = now_,
                 .team = answered ? static_cast<std::int32_t>(state_.operators[operator_id].team) : -1,
                 .operator_index = answered ? static_cast<std::int32_t>(operator_id) : -1,
                 .outcome = outcome};
  if (contact.followed) {
    const Issue& issue = state_.issues[slot];
    row.attempt = issue.contact + 1;
    if (answered) row.answered = issue.answered_at;
    row.topic = issue.topic;
    row.channel = static_cast<std::int32_t>(channel_of(slot));
    row.queue = issue.queue;
    row.legs = issue.leg + 1;
  }
  options_.log->push_back(row);
}

// Patience events of contacts answered since; without this they would pile up when patience is counted in days.
void CenterSim::sweep_tombstones() {
  events_.erase_if([this](const sim::Event& event) {
    if (static_cast<EventKind>(event.rank) != EventKind::patience_end) return false;
    const Contact& contact = state_.contacts[event.payload];
    return contact.stage != Stage::waiting || contact.patience_event != event.sequence;
  });
  stale_ = 0;
}

}  // namespace firstline
