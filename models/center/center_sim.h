// The conductor: the one class that schedules events and moves contacts and operators through the centre.
//
// Flow: simulate(model, key, state, counters) runs one replication; each handler asks parts, changes state, schedules,
//   records. Event kinds are ranks: their order below is the order of one instant (science.md 0.3).
// Units: ticks.
// Draws: none of its own but the initial state; the parts name theirs.
// Errors: RunError E404, E405 (limits); Stopped when options.stop asks.
// Threads: one CenterState and one Counters a worker; the model is shared.
// Neglects: what the parts neglect.
// Source: architecture.md, "The decisions that shape everything"; performance.md, lessons.
// Tests: tests/models/center/center_sim_test.cpp, tests/verification
#pragma once

#include <cstdint>
#include <optional>

#include "models/center/center_model.h"
#include "models/center/center_state.h"
#include "models/center/mutant.h"
#include "models/record/contact_log.h"
#include "models/record/counters.h"
#include "sim/kernel/event_queue.h"
#include "sim/random/stream.h"

namespace firstline {

// Every kind of event by its rank: at one instant the smaller goes first. Fresh arrivals keep their clocks outside the
// event list and take the rank `arrival`.
enum class EventKind : unsigned {
  midnight,
  staff_up,
  shift_start,
  rest_end,
  opening,
  opened,  // all doors of the instant are open: operators may choose
  talk_end,
  service_end,
  desk_end,  // a reply is written, or shared work done
  overflow,  // a team may take contacts that have waited long enough by now
  patience_end,
  chat_timer,  // a silent chat is given up, a message has waited too long, or for another operator
  closing,
  menu_end,
  bot_end,
  outage,
  hold_end,
  redial,
  comes_back,  // by himself, before the centre has called
  dial,
  message,  // of a customer, in an exchange that goes on
  arrival,
  staff_down,
  shift_end,
  pause_due,
  break_due,
  handed_back,  // all shift ends of the instant are done: who stays may choose
  measure_start,
  interval_end,
  measure_end,
};

struct SimulateOptions {
  ContactLog* log = nullptr;                    // counted contacts, at their exit
  bool (*stop)(const void* context) = nullptr;  // asked every few thousand events; true ends the replication
  const void* stop_context = nullptr;
};

enum class Ending { complete, stopped };

inline sim::Tick scaled(sim::Tick time, double factor) {
  // Durations are not negative: half a tick up, then cut off (science.md 0.5).
  // NOLINTNEXTLINE(bugprone-incorrect-roundings)
  return factor == 1.0 ? time : static_cast<sim::Tick>(static_cast<double>(time) * factor + 0.5);
}

inline constexpr std::uint32_t kAside = kNone - 1;  // no queue: the operator has gone home or to a rest

class CenterSim {
 public:
  CenterSim(const CenterModel& model, sim::StreamKey key, CenterState& state, sim::EventQueue& events,
            Counters& counters, const SimulateOptions& options);

  Ending run();

 private:
  // center_sim.cpp: the run and the way of a contact
  void on_event(const sim::Event& event);
  void on_arrival();
  void on_menu_end(std::uint32_t slot);
  void on_redial(std::uint32_t slot);
  void on_patience_end(std::uint32_t slot, std::uint32_t sequence);
  void on_service_end(std::uint32_t operator_id);
  void begin_attempt(std::uint32_t slot, std::uint32_t menu_word);
  void offer(std::uint32_t slot);
  void wait(std::uint32_t slot);
  void enter_queue(std::uint32_t slot, std::uint32_t queue, sim::Tick patience);
  void wait_in(std::uint32_t slot, std::uint32_t queue, sim::Tick patience);
  void look_at_waiting(std::uint32_t queue);
  void answer(std::uint32_t slot, std::uint32_t operator_id);
  void answer_head(std::uint32_t queue, std::uint32_t operator_id);
  void leave_queue(std::uint32_t slot);
  void lose(std::uint32_t slot, Outcome outcome, bool may_redial);
  ContactCell& cell(const Contact& contact) { return cells_[contact.cell]; }
  void refresh_interval(sim::Tick now);
  void record_row(std::uint32_t slot, Outcome outcome, std::uint32_t operator_id);
  void sweep_tombstones();
  void free_operator(std::uint32_t operator_id);
  std::uint32_t queue_of(std::uint32_t slot) const {
    const Contact& contact = state_.contacts[slot];
    return contact.followed ? state_.issues[slot].queue : model_.types[contact.type].queue;
  }

  // center_sim_issue.cpp: issues from contact to contact
  void begin_issue(std::uint32_t slot, const FirstWords& first);
  void begin_contact(std::uint32_t slot, std::uint32_t menu_word);
  void on_next_contact(std::uint32_t slot);
  void lose_issue(std::uint32_t slot, Outcome outcome, bool may_redial);
  void finish_contact(std::uint32_t slot, std::uint32_t operator_id, bool solved);
  void conclude(std::uint32_t slot, std::uint32_t operator_id, bool solved);
  void settle(std::uint32_t slot, bool solved, double error_returns, std::uint32_t address,
              const sim::PhiloxCounter* returning = nullptr);
  void come_back_or_close(std::uint32_t slot, bool solved, std::optional<sim::Tick> at);
  enum class Fate { resolved, closed_unresolved, lost, open_at_end };
  void close_issue(std::uint32_t slot, Fate fate);
  void record_issue(const Issue& issue, Fate fate);
  const AgreementModel* resolution_terms(const Issue& issue) const;
  sim::Tick due_of(const Issue& issue) const;
  void book_open(Issue& issue, sim::Tick until);
  void book_late_answer(std::uint32_t slot);
  void see_episode(const Contact& contact, const Issue& issue);
  void book_episode(const std::optional<Episodes::Sight>& sight);
  void take_line(std::uint32_t slot);
  void leave_line(std::uint32_t slot);
  std::uint8_t channel_at(const Contact& contact, const Issue& issue, std::uint32_t key, bool returns) const;
  sim::Tick in_hours(const Contact& contact, const Issue& issue, sim::Tick delay, bool returns) const;
  std::uint32_t channel_of(std::uint32_t slot) const { return state_.issues[slot].channel_id; }
  void count_open_issues();

  // center_sim_bot.cpp: who talks to a bot first
  void begin_service(std::uint32_t slot);
  void expose(std::uint32_t slot);
  void begin_session(std::uint32_t slot, std::uint32_t bot_id);
  void on_bot_end(std::uint32_t slot);
  void end_session(std::uint32_t slot);
  void record_session(std::uint32_t slot);
  void schedule_outages();
  void on_outage(std::uint32_t bot_id);
  std::uint32_t bot_of(std::uint32_t slot) const { return model_.bots.bot_of_channel[channel_of(slot)]; }

  // center_sim_leg.cpp: a contact on its way over the lines
  void offer_leg(std::uint32_t slot);
  std::uint32_t operator_for(std::uint32_t slot);
  void wait_leg(std::uint32_t slot);
  void answer_leg(std::uint32_t slot, std::uint32_t operator_id);
  double operator_factor(std::uint32_t slot, std::uint32_t operator_id) const;
  double topic_factor(std::uint32_t slot);
  sim::Tick after_work_time(std::uint32_t slot, double factor) const;
  void record_answer(std::uint32_t slot, std::uint32_t team);
  void book_handle(std::uint32_t cell, std::uint32_t contact_class, std::uint32_t team, sim::Tick time) {
    cells_[cell].handle += time;
    counters_.work[team * model_.shape.classes.size() + contact_class] += time;
  }
  void record_wait(std::uint32_t slot);
  void record_response(std::uint32_t slot);
  void on_talk_end(std::uint32_t operator_id);
  void end_leg(std::uint32_t operator_id);
  bool end_talk(std::uint32_t slot, std::uint32_t operator_id);
  void record_leg(std::uint32_t slot, const Judgement& judgement);
  bool pass_on(std::uint32_t slot, std::uint32_t operator_id, const Judgement& judgement);
  void dial_in_vain(std::uint32_t slot, std::uint32_t operator_id);
  void end_dialling(std::uint32_t slot);
  void on_dial(std::uint32_t slot);
  void on_hold_end(std::uint32_t slot);
  void let_wait_alone(std::uint32_t slot);
  void make_ticket(std::uint32_t slot);
  void release_holder(std::uint32_t slot, sim::Tick handover);
  const LegWords& leg_words(std::uint32_t slot) const {
    Issue& issue = state_.issues[slot];
    const std::uint32_t key = work_key(issue);
    if (issue.words.key != key) issue.words.draw(key_, state_.contacts[slot].entity, key);
    return issue.words;
  }
  double leg_factor(std::uint32_t slot, double factor) const;
  const sim::Sampler& talk_law(std::uint32_t slot) const;
  const sim::Sampler* after_work_law(std::uint32_t slot) const;
  sim::Tick talk_time(std::uint32_t slot, double factor) const;
  FlowCell& flow(const Contact& contact) { return counters_.flows[contact.cell]; }
  LegCell& leg_cell(const Issue& issue) {
    return counters_.legs[issue.topic * static_cast<std::size_t>(model_.shape.num_queues) + issue.queue];
  }
  // The agreement by which this contact must be answered; kNoAgreement where there is none.
  std::uint32_t response_agreement(std::uint32_t slot) const {
    const std::uint32_t agreement = model_.agreements.agreement_of_class[state_.issues[slot].contact_class];
    const bool has = agreement != kNoAgreement && model_.agreements.agreements[agreement].response.has_value();
    return has ? agreement : kNoAgreement;
  }
  // Contacts that a bot ends are none of an agreement about the answers of people.
  void cover(std::uint32_t slot, int change) {
    const std::uint32_t agreement = response_agreement(slot);
    if (agreement == kNoAgreement) return;
    sla_cell(agreement, state_.contacts[slot].arrival).contacts += change;
    counters_.sla_of_class[state_.issues[slot].contact_class].contacts += change;
  }
  // The agreement's cell of the period that holds `time`.
  SlaCell& sla_cell(std::uint32_t agreement, sim::Tick time) {
    const auto period = (time - model_.measure_from) / model_.agreements.agreements[agreement].period;
    return counters_
        .slas[agreement * static_cast<std::size_t>(model_.shape.num_sla_periods) + static_cast<std::size_t>(period)];
  }

  // center_sim_chat.cpp: several chats at once
  bool is_chat(std::uint32_t slot) const {
    const Issue& issue = state_.issues[slot];
    return issue.by_chat && !issue.ticket && !issue.callback;
  }
  bool is_call(std::uint32_t slot) const { return !state_.issues[slot].ticket && !is_chat(slot); }
  bool in_turns(std::uint32_t slot) const { return is_chat(slot) && chat_model(slot).in_turns; }
  // The answer is the response; of the others a reply is.
  bool answers_at_once(std::uint32_t slot) const { return !in_turns(slot) && !is_mail(slot); }
  const ChatModel& chat_model(std::uint32_t slot) const {
    return model_.chats.chats[static_cast<std::size_t>(model_.chats.chat_of_channel[channel_of(slot)])];
  }
  ChatAddress chat_address(std::uint32_t slot) const {
    return {.key = key_, .entity = state_.contacts[slot].entity, .leg = work_key(state_.issues[slot])};
  }
  std::uint32_t turn_word(std::uint32_t slot, sim::Purpose purpose);
  void on_exchange_event(const sim::Event& event);
  bool may_take_chats(std::uint32_t operator_id, std::uint32_t queue);
  bool is_finished(std::uint32_t queue) const;
  std::uint32_t least_loaded(std::uint32_t team, std::uint32_t queue, std::uint32_t except);
  bool drains(std::uint32_t team, std::uint32_t queue) const;
  std::uint32_t pick_chatter(std::uint32_t queue, std::uint32_t except);
  void take_seat(std::uint32_t operator_id);
  void seek_chats(std::uint32_t team);
  void seek_chats_beside(std::uint32_t queue);
  void look_for_work(std::uint32_t team);
  std::uint32_t chat_queue_for(std::uint32_t team, std::int32_t level);
  void open_chat(std::uint32_t slot, std::uint32_t operator_id, double extent);
  void set_pace(std::uint32_t slot, std::uint32_t operator_id);
  void place_chat(std::uint32_t slot, std::uint32_t operator_id);
  void change_level(std::uint32_t operator_id, std::int32_t change);
  void book_level(std::uint32_t operator_id);
  void book_levels();
  void hear(std::uint32_t slot);
  void write_next(std::uint32_t operator_id);
  void write_until(std::uint32_t operator_id, sim::Tick end);
  void schedule_sharing(std::uint32_t operator_id);
  std::uint32_t push_timer(sim::Tick time, std::uint32_t slot);
  void on_desk_end(std::uint32_t operator_id, std::uint32_t sequence);
  void on_replied(std::uint32_t operator_id);
  void on_shared_end(std::uint32_t operator_id);
  void take_off_desk(std::uint32_t slot, bool keeps_place);
  void end_chat(std::uint32_t slot);
  void write_up(std::uint32_t slot, sim::Tick after_work);
  void end_wrap_up(std::uint32_t operator_id, const WrapUp& wrap_up);
  void give_room(std::uint32_t operator_id);
  void wait_for_turn(std::uint32_t slot);
  void on_chat_timer(std::uint32_t slot, std::uint32_t sequence);
  void reassign(std::uint32_t slot);
  void leave_chat(std::uint32_t slot);
  void record_reply(std::uint32_t slot, sim::Tick message_at);
  void record_chat(std::uint32_t slot);

  // center_sim_mail.cpp: deferred work
  bool is_mail(std::uint32_t slot) const { return state_.issues[slot].by_mail && !state_.issues[slot].follows_up; }
  const MailModel& mail_model(std::uint32_t slot) const {
    return model_.mails.mails[static_cast<std::size_t>(model_.mails.mail_of_channel[channel_of(slot)])];
  }
  void begin_mail(std::uint32_t slot);
  bool touch(std::uint32_t slot);
  bool end_touch(std::uint32_t slot);
  void on_mail_answer(std::uint32_t slot);
  void join_queue(std::uint32_t slot, std::uint32_t queue, sim::Tick patience);
  Place place_of(std::uint32_t slot) const;
  double follow_up_share(std::uint32_t slot, std::uint32_t number) const;
  bool follow_up_later(std::uint32_t slot, std::optional<sim::Tick> returns_at);
  sim::Tick follow_up_talk(std::uint32_t slot, sim::Tick talk);
  void end_asking(std::uint32_t slot);
  void end_follow_up(std::uint32_t slot, bool solved);
  void on_comes_back(std::uint32_t slot, std::uint32_t sequence);

  // center_sim_opinion.cpp: what customers think of it
  void note_wait(std::uint32_t slot, sim::Tick wait);
  EndWords end_words(std::uint32_t slot) const;
  double hear_customer(std::uint32_t slot, std::uint32_t operator_id, bool solved, const EndWords* words);
  bool errs(std::uint32_t slot, std::uint32_t operator_id, double quality, const EndWords* words) const;
  ContactStory story_of(std::uint32_t slot, bool solved, double quality) const;
  double operator_quality(std::uint32_t operator_id, const Issue& issue) const;

  // center_sim_people.cpp: days, staff, doors, periods of measuring
  void start();
  void start_stationary();
  void on_midnight();
  void on_staff_change(std::uint32_t team);
  void on_opening(std::uint32_t queue);
  void on_opened(std::uint32_t queue);
  void on_closing(std::uint32_t queue);
  void on_measure_start();
  void on_interval_end();
  void on_measure_end();
  void schedule_staff(std::uint32_t team);
  void book_teams();
  std::uint32_t queue_for_idle(std::uint32_t team);
  void take_waiting(std::uint32_t team);
  std::uint32_t closed_queue_to_finish(std::uint32_t team);
  void note_peak(std::uint32_t team);
  void complete_waits();
  void count_unfinished();

  // center_sim_shift.cpp: persons of rosters
  void on_person_event(const sim::Event& event);
  void plan_persons();
  void plan_day_of_persons(std::int64_t day);
  void on_shift_start(std::uint32_t operator_id);
  void on_shift_end(std::uint32_t operator_id);
  void on_rest_end(std::uint32_t operator_id, std::uint32_t sequence);
  void on_break_due(std::uint32_t operator_id, std::uint32_t sequence);
  void on_pause_due(std::uint32_t operator_id);
  std::uint32_t next_or_aside(std::uint32_t operator_id);
  void join(std::uint32_t operator_id, const ShiftPlan& plan);
  void start_work(std::uint32_t operator_id);
  void stop_work(std::uint32_t operator_id);
  void leave(std::uint32_t operator_id);
  void lay_out_pauses(std::uint32_t operator_id, const ShiftPlan& plan);
  void push_pause(std::uint32_t operator_id);
  void wind_clock(std::uint32_t operator_id);
  void rest_when_free(std::uint32_t operator_id);
  void rest(std::uint32_t operator_id);
  void stop_resting(std::uint32_t operator_id);
  void lend(std::uint32_t operator_id);
  void book_lent(std::uint32_t operator_id);
  void set_absent(std::uint32_t operator_id, sim::Tick until, std::uint32_t team);
  bool may_hand_back(std::uint32_t operator_id);
  void hand_back(std::uint32_t operator_id);
  void resume(std::uint32_t slot, std::uint32_t operator_id);
  void book_work(std::uint32_t slot, std::uint32_t operator_id, int sign);
  void count_due(std::uint32_t operator_id);
  PersonState& person_of(std::uint32_t operator_id) { return state_.persons[operator_id - state_.first_person]; }
  const PersonModel& model_of(std::uint32_t operator_id) { return model_.persons[operator_id - state_.first_person]; }
  const ShiftModel& shift_of(std::uint32_t operator_id);
  DuePause& pause_of(std::uint32_t operator_id, std::uint32_t number) {
    return state_.pauses[(operator_id - state_.first_person) * state_.pauses_each + number];
  }

  void push(sim::Tick time, EventKind kind, std::uint32_t payload) {
    events_.push(time, static_cast<unsigned>(kind), payload);
  }

  const CenterModel& model_;
  const sim::StreamKey key_;
  CenterState& state_;
  sim::EventQueue& events_;
  Counters& counters_;
  const SimulateOptions& options_;
  ContactCell* cells_ = nullptr;  // of counters_
  sim::Tick now_ = 0;
  sim::Tick interval_to_ = 0;  // end of the reporting interval that holds the last arrival
  std::uint32_t interval_ = 0;
  sim::Tick next_boundary_ = 0;
  std::int64_t stale_ = 0;  // tombstones in the event list
  bool measuring_ = false;
  bool measured_ = false;
  std::uint32_t chats_opened_ = 0;
  QueueMask takeable_;  // of chat_queue_for: room kept
};

// One replication: resets state and counters, runs, leaves the facts in counters.
Ending simulate(const CenterModel& model, sim::StreamKey key, CenterState& state, sim::EventQueue& events,
                Counters& counters, const SimulateOptions& options = {});

}  // namespace firstline
