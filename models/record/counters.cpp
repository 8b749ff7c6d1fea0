#include "models/record/counters.h"

#include "models/record/digest.h"

namespace firstline {
namespace {

void add_to(Digest& digest, const ContactCell& cell) {
  for (const std::int64_t count :
       {cell.offered_first, cell.offered_redial, cell.turned_away, cell.blocked, cell.entries, cell.answered,
        cell.abandoned, cell.dropped, cell.unfinished, cell.delayed, cell.abandoned_short, cell.finished,
        cell.wait_answered, cell.wait_abandoned, cell.wait_dropped, cell.response_answered, cell.handle}) {
    digest.add(count);
  }
  digest.add(cell.wait_sq_answered_s2);
  digest.add(cell.wait_sq_abandoned_s2);
  for (const std::int64_t count : cell.answered_within) digest.add(count);
  for (const std::int64_t count : cell.abandoned_within) digest.add(count);
}

void add_to(Digest& digest, const FlowCell& cell) {
  for (const std::int64_t count :
       {cell.offered_repeat, cell.repeat_in_window, cell.answered_again, cell.entries_again, cell.lost_late,
        cell.callbacks, cell.callbacks_failed, cell.balked, cell.tickets, cell.answered_deferred, cell.contained,
        cell.left_bot, cell.triaged, cell.triage, cell.response_business, cell.line_time})
    digest.add(count);
}

void add_to(Digest& digest, const LegCell& cell) {
  for (const std::int64_t count : {cell.hold, cell.entries, cell.answered, cell.abandoned, cell.delayed, cell.legs,
                                   cell.resolved, cell.escalated, cell.passed, cell.sent_back, cell.closed,
                                   cell.classified, cell.classified_right, cell.wait, cell.talk, cell.after_work})
    digest.add(count);
}

// Runs without chats and mails keep the digests that they had before these were counted.
void add_exchanges(Digest& digest, const Counters& counters) {
  std::int64_t exchanges = 0;
  for (const FlowCell& cell : counters.flows) exchanges += cell.replies + cell.chat_legs + cell.follow_ups;
  if (exchanges == 0) return;
  for (const FlowCell& cell : counters.flows) {
    for (const std::int64_t count :
         {cell.chats_left_silent, cell.chats_left_waiting, cell.chats_reassigned, cell.chat_legs, cell.chat_elapsed,
          cell.chat_effort, cell.writing, cell.deferred, cell.replies, cell.reply_time, cell.responses, cell.follow_ups,
          cell.follow_ups_solved})
      digest.add(count);
  }
  for (const LegCell& cell : counters.legs) {
    for (const std::int64_t count : {cell.left, cell.pending}) digest.add(count);
  }
  for (const std::int64_t time : counters.concurrency) digest.add(time);
}

void add_to(Digest& digest, const IssueCell& cell) {
  for (const std::int64_t count :
       {cell.opened, cell.resolved, cell.closed_unresolved, cell.lost, cell.open_at_end, cell.contacts, cell.handled,
        cell.escalated, cell.eligible, cell.eligible_resolved, cell.first_contact, cell.first_contact_strict,
        cell.first_contact_no_escalation, cell.first_line, cell.automated, cell.episodes, cell.episodes_repeated,
        cell.open_time, cell.overdue_time})
    digest.add(count);
}

void add_to(Digest& digest, const BotCell& cell) {
  for (const std::int64_t count :
       {cell.sessions, cell.contained_true, cell.contained_false, cell.failed, cell.asked, cell.refused, cell.hung_up,
        cell.outage, cell.early, cell.turned_past, cell.turns, cell.repeats, cell.time})
    digest.add(count);
}

void add_to(Digest& digest, const StepCell& cell) {
  for (const std::int64_t count : {cell.entries, cell.turns, cell.heard, cell.first_try, cell.recognised, cell.hung_up,
                                   cell.handed_over, cell.time})
    digest.add(count);
}

void add_to(Digest& digest, const SlaCell& cell) {
  for (const std::int64_t count : {cell.contacts, cell.contacts_within, cell.issues, cell.issues_within})
    digest.add(count);
}

void add_to(Digest& digest, const LevelTotals& level) {
  digest.add(level.integral);
  digest.add(level.integral_sq);
  digest.add(level.maximum);
}

void add_to(Digest& digest, const sim::LogHistogram::Compact& histogram) {
  digest.add(histogram.count);
  digest.add(histogram.max);
  for (const sim::LogHistogram::Compact::Bucket& bucket : histogram.buckets) {
    digest.add(static_cast<std::uint64_t>(bucket.index));
    digest.add(bucket.count);
  }
}

}  // namespace

void ContactCell::add(const ContactCell& other) {
  offered_first += other.offered_first;
  offered_redial += other.offered_redial;
  turned_away += other.turned_away;
  blocked += other.blocked;
  entries += other.entries;
  answered += other.answered;
  abandoned += other.abandoned;
  dropped += other.dropped;
  unfinished += other.unfinished;
  delayed += other.delayed;
  abandoned_short += other.abandoned_short;
  finished += other.finished;
  wait_answered += other.wait_answered;
  wait_abandoned += other.wait_abandoned;
  wait_dropped += other.wait_dropped;
  response_answered += other.response_answered;
  handle += other.handle;
  wait_sq_answered_s2 += other.wait_sq_answered_s2;
  wait_sq_abandoned_s2 += other.wait_sq_abandoned_s2;
  for (std::size_t i = 0; i < answered_within.size(); ++i) {
    answered_within[i] += other.answered_within[i];
    abandoned_within[i] += other.abandoned_within[i];
  }
}

void FlowCell::add(const FlowCell& other) {
  offered_repeat += other.offered_repeat;
  repeat_in_window += other.repeat_in_window;
  answered_again += other.answered_again;
  entries_again += other.entries_again;
  lost_late += other.lost_late;
  dropped_late += other.dropped_late;
  callbacks += other.callbacks;
  callbacks_failed += other.callbacks_failed;
  balked += other.balked;
  tickets += other.tickets;
  answered_deferred += other.answered_deferred;
  contained += other.contained;
  contained_time += other.contained_time;
  left_bot += other.left_bot;
  triaged += other.triaged;
  triage += other.triage;
  response_business += other.response_business;
  line_time += other.line_time;
  chats_left_silent += other.chats_left_silent;
  chats_left_waiting += other.chats_left_waiting;
  chats_reassigned += other.chats_reassigned;
  chat_legs += other.chat_legs;
  chat_elapsed += other.chat_elapsed;
  chat_effort += other.chat_effort;
  writing += other.writing;
  deferred += other.deferred;
  replies += other.replies;
  reply_time += other.reply_time;
  responses += other.responses;
  follow_ups += other.follow_ups;
  follow_ups_solved += other.follow_ups_solved;
}

void LegCell::add(const LegCell& other) {
  hold += other.hold;
  entries += other.entries;
  answered += other.answered;
  abandoned += other.abandoned;
  delayed += other.delayed;
  legs += other.legs;
  resolved += other.resolved;
  escalated += other.escalated;
  passed += other.passed;
  sent_back += other.sent_back;
  closed += other.closed;
  left += other.left;
  pending += other.pending;
  classified += other.classified;
  classified_right += other.classified_right;
  wait += other.wait;
  talk += other.talk;
  after_work += other.after_work;
}

void IssueCell::add(const IssueCell& other) {
  opened += other.opened;
  resolved += other.resolved;
  closed_unresolved += other.closed_unresolved;
  lost += other.lost;
  open_at_end += other.open_at_end;
  contacts += other.contacts;
  handled += other.handled;
  escalated += other.escalated;
  eligible += other.eligible;
  eligible_resolved += other.eligible_resolved;
  first_contact += other.first_contact;
  first_contact_strict += other.first_contact_strict;
  first_contact_no_escalation += other.first_contact_no_escalation;
  first_line += other.first_line;
  automated += other.automated;
  episodes += other.episodes;
  episodes_repeated += other.episodes_repeated;
  open_time += other.open_time;
  overdue_time += other.overdue_time;
}

void BotCell::add(const BotCell& other) {
  sessions += other.sessions;
  contained_true += other.contained_true;
  contained_false += other.contained_false;
  failed += other.failed;
  asked += other.asked;
  refused += other.refused;
  hung_up += other.hung_up;
  outage += other.outage;
  early += other.early;
  turned_past += other.turned_past;
  turns += other.turns;
  repeats += other.repeats;
  time += other.time;
}

void StepCell::add(const StepCell& other) {
  entries += other.entries;
  turns += other.turns;
  heard += other.heard;
  first_try += other.first_try;
  recognised += other.recognised;
  hung_up += other.hung_up;
  handed_over += other.handed_over;
  time += other.time;
}

void SlaCell::add(const SlaCell& other) {
  contacts += other.contacts;
  contacts_within += other.contacts_within;
  issues += other.issues;
  issues_within += other.issues_within;
}

void TeamCell::add(const TeamCell& other) {
  busy += other.busy;
  available += other.available;
  overtime += other.overtime;
  answered += other.answered;
  on_break += other.on_break;
  unpaid += other.unpaid;
  absent += other.absent;
}

std::vector<Column> columns_of(const CounterShape& shape) {
  const auto intervals = static_cast<std::size_t>(shape.intervals_a_day());
  const auto bands = static_cast<std::size_t>(shape.num_blocks() / (shape.exposure ? 2 : 1));
  std::vector<Column> columns;
  for (std::size_t i = 0; i < static_cast<std::size_t>(shape.num_intervals); ++i) {
    const std::size_t block = i / intervals;
    columns.push_back({.interval = i % intervals, .band = block % bands, .exposed = block / bands});
  }
  return columns;
}

void Counters::reset(const CounterShape& new_shape) {
  shape = new_shape;
  const auto types = static_cast<std::size_t>(shape.num_types);
  const auto intervals = static_cast<std::size_t>(shape.num_intervals);
  const auto classes = static_cast<std::size_t>(shape.num_classes());
  contacts.assign(classes * intervals, ContactCell{});
  teams.assign(static_cast<std::size_t>(shape.num_teams) * intervals, TeamCell{});
  waiting.assign(static_cast<std::size_t>(shape.num_queues), LevelTotals{});
  waiting_all = in_system = LevelTotals{};
  waits.resize(types);
  responses.resize(types);
  for (sim::LogHistogram& histogram : waits) histogram.clear();
  for (sim::LogHistogram& histogram : responses) histogram.clear();
  contained.resize(shape.num_bots > 0 ? 1 : 0);
  for (sim::LogHistogram& histogram : contained) histogram.clear();
  const bool full = !shape.classes.empty();
  const auto queues = static_cast<std::size_t>(full ? shape.num_queues : 0);
  flows.assign(full ? contacts.size() : 0, FlowCell{});
  issues.assign(full ? classes : 0, IssueCell{});
  legs.assign(static_cast<std::size_t>(shape.num_topics) * queues, LegCell{});
  moves.assign(queues * queues, 0);
  work.assign(full ? static_cast<std::size_t>(shape.num_teams) * classes : 0, 0);
  bots.assign(static_cast<std::size_t>(shape.num_bots), BotCell{});
  steps.assign(static_cast<std::size_t>(shape.num_steps), StepCell{});
  slas.assign(static_cast<std::size_t>(shape.num_slas) * static_cast<std::size_t>(shape.num_sla_periods), SlaCell{});
  sla_of_class.assign(full && shape.num_slas > 0 ? classes : 0, SlaCell{});
  for (auto* histograms : {&resolution, &resolution_business}) {
    histograms->resize(full ? 2 : 0);
    for (sim::LogHistogram& histogram : *histograms) histogram.clear();
  }
  const auto sized = [](std::vector<sim::LogHistogram>& histograms, std::size_t size) {
    histograms.resize(size);
    for (sim::LogHistogram& histogram : histograms) histogram.clear();
  };
  const auto channels = static_cast<std::size_t>(full ? shape.num_channels : 0);
  sized(waits_of_channel, channels);
  sized(responses_of_channel, channels);
  sized(resolution_of_type, full ? 2 * types : 0);
  sized(resolution_of_channel, 2 * channels);
  const bool asks = full && shape.opinions;
  opinions.assign(asks ? contacts.size() : 0, OpinionCell{});
  opinions_of_team.assign(asks ? static_cast<std::size_t>(shape.num_teams) : 0, OpinionCell{});
  opinions_of_queue.assign(asks ? queues : 0, OpinionCell{});
  opinions_of_bot.assign(asks ? static_cast<std::size_t>(shape.num_bots) : 0, OpinionCell{});
  peak_on_duty.assign(full ? static_cast<std::size_t>(shape.num_teams) : 0, 0);
  lent.assign(shape.lends ? static_cast<std::size_t>(shape.num_teams) * static_cast<std::size_t>(shape.num_teams) : 0,
              0);
  concurrency.assign(static_cast<std::size_t>(shape.num_teams) * static_cast<std::size_t>(shape.num_levels), 0);
  measured = 0;
  events = 0;
  contacts_peak = 0;
}

Observations Counters::observations() const {
  std::vector<sim::LogHistogram::Compact::Bucket> scratch;
  const auto compact = [&scratch](const std::vector<sim::LogHistogram>& histograms) {
    std::vector<sim::LogHistogram::Compact> small;
    small.reserve(histograms.size());
    for (const sim::LogHistogram& histogram : histograms) small.push_back(histogram.compact(scratch));
    return small;
  };
  return {.waits = compact(waits),
          .responses = compact(responses),
          .contained = compact(contained),
          .resolution = compact(resolution),
          .resolution_business = compact(resolution_business),
          .waits_of_channel = compact(waits_of_channel),
          .responses_of_channel = compact(responses_of_channel),
          .resolution_of_type = compact(resolution_of_type),
          .resolution_of_channel = compact(resolution_of_channel)};
}

std::uint64_t Counters::digest(const Observations& observed) const {
  Digest digest;
  for (const int size :
       {shape.num_types, shape.num_queues, shape.num_teams, shape.num_intervals, shape.num_thresholds}) {
    digest.add(size);
  }
  for (const ContactCell& cell : contacts) add_to(digest, cell);
  for (const TeamCell& cell : teams) {
    for (const std::int64_t value : {cell.busy, cell.available, cell.overtime, cell.answered}) digest.add(value);
  }
  for (const LevelTotals& level : waiting) add_to(digest, level);
  add_to(digest, waiting_all);
  add_to(digest, in_system);
  for (const auto& histogram : observed.waits) add_to(digest, histogram);
  for (const auto& histogram : observed.responses) add_to(digest, histogram);
  for (const std::int64_t value : {measured, events, contacts_peak}) digest.add(value);
  if (shape.classes.empty()) return digest.value();
  for (const TeamCell& cell : teams) {
    for (const std::int64_t value : {cell.on_break, cell.unpaid, cell.absent}) digest.add(value);
  }
  for (const FlowCell& cell : flows) add_to(digest, cell);
  for (const IssueCell& cell : issues) add_to(digest, cell);
  for (const LegCell& cell : legs) add_to(digest, cell);
  for (const SlaCell& cell : slas) add_to(digest, cell);
  for (const BotCell& cell : bots) add_to(digest, cell);
  for (const StepCell& cell : steps) add_to(digest, cell);
  for (const auto& histogram : observed.contained) {
    for (const FlowCell& cell : flows) digest.add(cell.contained_time);
    add_to(digest, histogram);
  }
  for (const std::vector<std::int64_t>* values : {&moves, &work, &peak_on_duty, &lent}) {
    for (const std::int64_t value : *values) digest.add(value);
  }
  for (const auto& histogram : observed.resolution) add_to(digest, histogram);
  for (const auto& histogram : observed.resolution_business) add_to(digest, histogram);
  add_exchanges(digest, *this);
  for (const auto* cells : {&opinions, &opinions_of_team, &opinions_of_queue, &opinions_of_bot}) {
    for (const OpinionCell& cell : *cells) add_to(digest, cell);
  }
  return digest.value();
}

}  // namespace firstline
