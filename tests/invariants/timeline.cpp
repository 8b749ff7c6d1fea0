#include "tests/invariants/timeline.h"

#include <algorithm>

namespace firstline::invariants {
namespace {

class Timeline {
 public:
  Timeline(const World& world, std::size_t person, std::vector<Attempt> contacts, sim::Tick horizon,
           std::vector<Span>& spans, Findings& findings)
      : world_(world), person_(person), contacts_(std::move(contacts)), spans_(spans), findings_(findings) {
    std::sort(contacts_.begin(), contacts_.end(),
              [](const Attempt& a, const Attempt& b) { return a.row.answered < b.row.answered; });
    for (const World::PersonDay& day : world.days_of(person, horizon)) {
      if (day.absent) {
        add(Doing::absent, day.start, day.end, day.team);
      } else if (day.end > day.start) {
        days_.push_back(day);
      }
    }
  }

  void run() {
    sim::Tick left = 0;
    while (next_day_ < days_.size()) {
      const World::PersonDay& day = days_[next_day_++];
      const sim::Tick begin = std::max(day.start, left);
      if (begin >= day.end) continue;
      team_ = day.team;
      begin_day(day, begin);
      break_at_ = wind(begin);
      left = work(begin);
    }
    if (contact_ < contacts_.size()) fail(contacts_[contact_].row.answered, "worked when off duty");
  }

 private:
  static constexpr sim::Tick kFar = sim::kNever;

  void add(Doing doing, sim::Tick from, sim::Tick to, std::size_t team) {
    if (to > from) spans_.push_back({.person = person_, .team = team, .doing = doing, .from = from, .to = to});
  }
  void add(Doing doing, sim::Tick from, sim::Tick to) { add(doing, from, to, team_); }
  void fail(sim::Tick at, const char* what) {
    findings_.add("I5", std::to_string(at) + ": person " + std::to_string(person_) + " " + what);
  }

  void begin_day(const World::PersonDay& day, sim::Tick now) {
    end_ = day.end;
    pauses_.clear();
    for (const World::Rest& pause : day.pauses) {
      if (pause.at >= now && pause.at < end_) pauses_.push_back(pause);
    }
  }
  sim::Tick wind(sim::Tick now) {
    const std::int64_t day = now / sim::kTicksPerDay;
    stretch_ = day == wound_on_ ? stretch_ + 1 : 0;
    wound_on_ = day;
    const std::optional<sim::Tick> after = world_.work_until_break(person_, day, stretch_);
    return after ? now + *after : kFar;
  }
  // The next shift, if it goes on from this one.
  sim::Tick goes_on_at() const {
    return next_day_ < days_.size() && days_[next_day_].team == team_ ? days_[next_day_].start : kFar;
  }
  void go_on() {
    const World::PersonDay& day = days_[next_day_++];
    begin_day(day, day.start);
  }
  sim::Tick next_answer(sim::Tick now) {
    while (contact_ < contacts_.size() && contacts_[contact_].row.answered < now) {
      fail(contacts_[contact_++].row.answered, "was not free for this contact");
    }
    return contact_ < contacts_.size() ? contacts_[contact_].row.answered : kFar;
  }

  // From the moment of becoming free; returns that of going home.
  sim::Tick work(sim::Tick now) {
    for (;;) {
      const sim::Tick answer = next_answer(now), pause = pauses_.empty() ? kFar : pauses_.front().at;
      const sim::Tick next = std::min({answer, pause, break_at_, end_, goes_on_at()});
      add(Doing::idle, now, next);
      now = next;
      if (goes_on_at() == next) {
        go_on();
        continue;
      }
      bool home = false;
      if (answer == next) {
        now = serve(now, home);
      } else if (end_ == next) {
        home = true;
      } else {
        now = rest(now, home);
      }
      if (home) return now;
    }
  }

  // Contacts one after another; then free, or off to a rest or home.
  sim::Tick serve(sim::Tick now, bool& home) {
    for (;;) {
      const Attempt contact = contacts_[contact_++];
      const sim::Tick done = contact.row.ended;
      if (static_cast<std::size_t>(contact.row.team) != team_) fail(now, "worked for another team than planned");
      const bool allowed = now <= end_ || closed_and_served_out(contact, now);
      if (!allowed) fail(now, "took a contact after the end of the shift");
      while (goes_on_at() <= done) {
        const sim::Tick begins = goes_on_at();
        add(Doing::busy, now, std::min(end_, begins));
        add(Doing::overtime, std::max(now, end_), begins);
        now = begins;
        go_on();
      }
      add(Doing::busy, now, std::min(end_, done));
      add(Doing::overtime, std::max(now, end_), done);
      now = done;
      if (end_ < now) {
        if (next_answer(now) == now) continue;
        home = true;
        return now;
      }
      const bool due = break_at_ < now || (!pauses_.empty() && pauses_.front().at < now);
      if (!due) return now;
      if (next_answer(now) == now) fail(now, "took another contact instead of a rest");
      return rest(now, home);
    }
  }

  bool closed_and_served_out(const Attempt& contact, sim::Tick at) const {
    const std::vector<sim::Tick> doors = world_.door_changes(contact.queue, at);
    const bool closed = !world_.open(contact.queue, at) || (!doors.empty() && doors.back() == at);
    return closed && world_.queues[contact.queue]->closing == Closing::serve_out;
  }

  // One rest after another; then free, or home.
  sim::Tick rest(sim::Tick now, bool& home) {
    for (;;) {
      World::Rest rest{.at = now, .length = world_.break_length(person_), .paid = true};
      if (!pauses_.empty() && pauses_.front().at <= now) {
        rest = pauses_.front();
        pauses_.erase(pauses_.begin());
      }
      break_at_ = kFar;
      const sim::Tick over = now + rest.length;
      const Doing doing = rest.paid ? Doing::on_break : Doing::unpaid;
      while (goes_on_at() <= std::min(over, end_)) go_on();
      if (end_ < over) {
        add(doing, now, end_);
        now = end_;
        if (next_answer(now) == now) {
          if (!closed_and_served_out(contacts_[contact_], now)) fail(now, "came back after the end of the shift");
          return serve(now, home);
        }
        home = true;
        return now;
      }
      add(doing, now, over);
      now = over;
      if (pauses_.empty() || pauses_.front().at >= now) break;
    }
    break_at_ = wind(now);
    return now;
  }

  const World& world_;
  std::size_t person_;
  std::vector<Attempt> contacts_;
  std::vector<Span>& spans_;
  Findings& findings_;
  std::vector<World::PersonDay> days_;
  std::size_t next_day_ = 0;
  std::size_t contact_ = 0;
  std::size_t team_ = 0;
  sim::Tick end_ = 0;
  sim::Tick break_at_ = kFar;
  std::vector<World::Rest> pauses_;
  std::int64_t wound_on_ = -1, stretch_ = 0;
};

}  // namespace

std::vector<Span> timelines(const World& world, const std::vector<Attempt>& attempts, sim::Tick horizon,
                            Findings& findings) {
  std::vector<std::vector<Attempt>> contacts(world.persons.size());
  for (const Attempt& attempt : attempts) {
    const std::int64_t person = attempt.row.operator_index - world.first_person;
    if (attempt.row.outcome == Outcome::answered && person >= 0) {
      contacts[static_cast<std::size_t>(person)].push_back(attempt);
    }
  }
  std::vector<Span> spans;
  for (std::size_t person = 0; person < world.persons.size(); ++person) {
    Timeline(world, person, std::move(contacts[person]), horizon, spans, findings).run();
  }
  return spans;
}

}  // namespace firstline::invariants
