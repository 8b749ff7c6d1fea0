#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "tests/invariants/audit.h"
#include "tests/invariants/timeline.h"

namespace firstline::invariants {
namespace {

// Replays the log in order of time and looks at the state before and after every instant at which something happened.
class Replay {
 public:
  Replay(const World& world, const Evidence& evidence, const std::vector<Attempt>& attempts, Findings& findings)
      : world_(world), evidence_(evidence), attempts_(attempts), findings_(findings) {
    waiting_.resize(world.queues.size());
    busy_.assign(world.teams.size(), 0);
    floor_.resize(world.teams.size());
    level_.assign(world.teams.size(), 0);
    sums_.resize(world.queues.size() + 1);
    const int intervals = evidence.measured.counters.shape.num_intervals;
    cells_.assign(world.teams.size() * static_cast<std::size_t>(intervals), {});
    interval_ = sim::seconds_to_ticks(evidence.subject.experiment.interval_s);
    lay_out();
  }

  void run() {
    sim::Tick last = 0;
    for (const auto& [at, instant] : instants_) {
      book(last, at);
      step(at, instant);
      last = at;
    }
    compare();
  }

 private:
  struct Instant {
    std::vector<std::size_t> entering, leaving, answered, ending;
    std::vector<std::pair<std::size_t, std::int64_t>> levels;
    std::vector<Span> begins, ends;  // of persons
    std::set<std::size_t> doors;
    std::int64_t in_system = 0;
  };
  struct Sums {
    sim::Tick area = 0;
    sim::Wide square = 0;
  };
  // Persons of rosters in one team, by what they are doing.
  struct Floor {
    std::array<std::int64_t, 6> doing{};
    std::int64_t& operator[](Doing what) { return doing[static_cast<std::size_t>(what)]; }
    std::int64_t operator[](Doing what) const { return doing[static_cast<std::size_t>(what)]; }
    bool operator==(const Floor&) const = default;
  };
  using Line = std::set<std::pair<sim::Tick, std::size_t>>;

  void lay_out() {
    sim::Tick horizon = world_.until;
    for (std::size_t i = 0; i < attempts_.size(); ++i) {
      const Attempt& attempt = attempts_[i];
      const bool ends = attempt.row.outcome != Outcome::unfinished;
      horizon = std::max(horizon, attempt.row.ended);
      ++instants_[attempt.row.arrival].in_system;
      if (ends) --instants_[attempt.row.ended].in_system;
      if (attempt.in_queue) {
        instants_[attempt.entered].entering.push_back(i);
        if (attempt.left != sim::kNever) instants_[attempt.left].leaving.push_back(i);
      }
      if (attempt.row.outcome == Outcome::answered) {
        instants_[attempt.row.answered].answered.push_back(i);
        instants_[attempt.row.ended].ending.push_back(i);
      }
    }
    for (std::size_t team = 0; team < world_.teams.size(); ++team) {
      for (const auto& [at, level] : world_.levels(team, horizon)) instants_[at].levels.emplace_back(team, level);
    }
    for (const Span& span : timelines(world_, attempts_, horizon, findings_)) {
      instants_[span.from].begins.push_back(span);
      instants_[span.to].ends.push_back(span);
      if (span.doing == Doing::on_break || span.doing == Doing::unpaid) rests_.insert({span.from, span.person});
    }
    for (std::size_t queue = 0; queue < world_.queues.size(); ++queue) {
      for (const sim::Tick at : world_.door_changes(queue, horizon)) instants_[at].doors.insert(queue);
    }
    for (sim::Tick at = 0; at < world_.to + interval_; at += std::min(interval_, sim::kTicksPerDay)) instants_[at];
    instants_[world_.from];
    instants_[world_.to];
  }

  // The time between two instants, within the measured span, to the sums and to the cell of its interval.
  void book(sim::Tick from, sim::Tick to) {
    if (from < world_.from || to > world_.to || from == to) return;
    const sim::Tick span = to - from;
    std::int64_t all = 0;
    for (std::size_t queue = 0; queue < waiting_.size(); ++queue) {
      const auto length = static_cast<std::int64_t>(waiting_[queue].size());
      all += length;
      sums_[queue].area += length * span;
      sums_[queue].square += static_cast<sim::Wide>(length * length) * span;
    }
    sums_.back().area += all * span;
    sums_.back().square += static_cast<sim::Wide>(all * all) * span;
    in_system_.area += in_system_now_ * span;
    in_system_.square += static_cast<sim::Wide>(in_system_now_ * in_system_now_) * span;
    const auto intervals = static_cast<std::size_t>(evidence_.measured.counters.shape.num_intervals);
    const auto interval = static_cast<std::size_t>((from % sim::kTicksPerDay) / interval_);
    for (std::size_t team = 0; team < busy_.size(); ++team) {
      TeamCell& cell = cells_[team * intervals + interval];
      const Floor& floor = floor_[team];
      cell.busy += (busy_[team] + floor[Doing::busy] + floor[Doing::overtime]) * span;
      cell.available += idle(team) * span;
      cell.overtime += (std::max<std::int64_t>(busy_[team] - level_[team], 0) + floor[Doing::overtime]) * span;
      cell.on_break += floor[Doing::on_break] * span;
      cell.unpaid += floor[Doing::unpaid] * span;
      cell.absent += floor[Doing::absent] * span;
    }
  }

  // Operators of levels and persons together.
  std::int64_t idle(std::size_t team) const {
    return std::max<std::int64_t>(level_[team] - busy_[team], 0) + floor_[team][Doing::idle];
  }
  bool is_person(const ContactRow& row) const { return row.operator_index >= world_.first_person; }

  void step(sim::Tick at, const Instant& instant) {
    const std::vector<std::int64_t> level_before = level_;
    const std::vector<Floor> floor_before = floor_;
    std::vector<std::int64_t> idle_before;
    for (std::size_t team = 0; team < busy_.size(); ++team) idle_before.push_back(idle(team));
    std::set<std::size_t> team_started, operator_started;
    for (const std::size_t i : instant.leaving) waiting_[attempts_[i].queue].erase({attempts_[i].entered, i});
    // Left in the lines now: who waited before this instant and waits on after it.
    for (const std::size_t i : instant.answered) {
      if (attempts_[i].entered < at) check_choice_of_contact(at, instant, attempts_[i]);
      team_started.insert(static_cast<std::size_t>(attempts_[i].row.team));
      operator_started.insert(static_cast<std::size_t>(attempts_[i].row.operator_index));
    }
    for (const std::size_t i : instant.ending) {
      const ContactRow& row = attempts_[i].row;
      if (!is_person(row)) --busy_[static_cast<std::size_t>(row.team)];
      working_.erase(row.operator_index);
      if (!operator_started.count(static_cast<std::size_t>(row.operator_index))) check_going_idle(at, instant, row);
    }
    for (const std::size_t i : instant.answered) start_work(at, attempts_[i]);
    for (const auto& [team, level] : instant.levels) level_[team] = level;
    for (const Span& span : instant.ends) --floor_[span.team][span.doing];
    for (const Span& span : instant.begins) ++floor_[span.team][span.doing];
    for (const std::size_t i : instant.entering) {
      if (attempts_[i].left > at) waiting_[attempts_[i].queue].insert({attempts_[i].entered, i});
    }
    in_system_now_ += instant.in_system;
    std::vector<bool> staffing_changed;
    for (std::size_t team = 0; team < busy_.size(); ++team) {
      staffing_changed.push_back(level_[team] != level_before[team] || floor_[team] != floor_before[team]);
    }
    check_after(at, instant, idle_before, level_before, staffing_changed, team_started);
  }

  void start_work(sim::Tick at, const Attempt& attempt) {
    const ContactRow& row = attempt.row;
    const auto team = static_cast<std::size_t>(row.team);
    if (!is_person(row)) ++busy_[team];  // where it ends at this same instant, that has been booked already
    if (row.ended > at) {
      if (!working_.insert(row.operator_index).second) fail("I5", at, "an operator serves two contacts");
    }
    const auto [home, fresh] = team_of_operator_.emplace(row.operator_index, team);
    if (!is_person(row) && !fresh && home->second != team) fail("I5", at, "an operator works for two teams");
    if (world_.skills[team][attempt.queue] == nullptr) fail("I4", at, "a team serves a queue that is not its own");
  }

  bool surely_closed(const Instant& instant, std::size_t queue, sim::Tick at) const {
    return !world_.open(queue, at) && !instant.doors.count(queue);
  }
  bool servable(std::size_t queue, sim::Tick at) const {
    return world_.open(queue, at) || world_.queues[queue]->closing != Closing::carry_over;
  }

  // An operator took `taken`, who had waited: nobody more urgent may be left waiting in that operator's queues.
  void check_choice_of_contact(sim::Tick at, const Instant& instant, const Attempt& taken) {
    const auto team = static_cast<std::size_t>(taken.row.team);
    const Skill* own = world_.skills[team][taken.queue];
    if (own == nullptr || instant.doors.count(taken.queue)) return;
    const auto credit = [&](std::size_t queue) { return sim::seconds_to_ticks(world_.queues[queue]->head_start_s); };
    const auto rank = std::make_pair(world_.queues[taken.queue]->priority, own->priority);
    for (std::size_t queue = 0; queue < waiting_.size(); ++queue) {
      const Skill* skill = world_.skills[team][queue];
      if (skill == nullptr || waiting_[queue].empty() || instant.doors.count(queue) || !servable(queue, at)) continue;
      // One whose shift has ended stays for closed queues only.
      if (surely_closed(instant, taken.queue, at) && !surely_closed(instant, queue, at)) continue;
      const auto other = std::make_pair(world_.queues[queue]->priority, skill->priority);
      const sim::Tick head = waiting_[queue].begin()->first;
      if (other < rank || (other == rank && head - credit(queue) < taken.entered - credit(taken.queue))) {
        fail("I4", at,
             queue == taken.queue ? "not first come, first served" : "a contact was taken before a more urgent one");
      }
    }
  }

  // An operator ended a service and took nobody: no closed queue of theirs may still have somebody waiting to be
  // served.
  void check_going_idle(sim::Tick at, const Instant& instant, const ContactRow& row) {
    const std::int64_t person = row.operator_index - world_.first_person;
    if (person >= 0 && rests_.count({at, static_cast<std::size_t>(person)})) return;  // back after the rest
    for (std::size_t queue = 0; queue < waiting_.size(); ++queue) {
      const bool theirs = world_.skills[static_cast<std::size_t>(row.team)][queue] != nullptr;
      if (!theirs || waiting_[queue].empty() || !surely_closed(instant, queue, at)) continue;
      if (world_.queues[queue]->closing == Closing::serve_out)
        fail("I3", at, "an operator left while a closed queue waited");
    }
  }

  void check_after(sim::Tick at, const Instant& instant, const std::vector<std::int64_t>& idle_before,
                   const std::vector<std::int64_t>& level_before, const std::vector<bool>& staffing_changed,
                   const std::set<std::size_t>& team_started) {
    for (std::size_t team = 0; team < busy_.size(); ++team) {
      for (std::size_t queue = 0; queue < waiting_.size(); ++queue) {
        if (world_.skills[team][queue] == nullptr || waiting_[queue].empty() || !servable(queue, at)) continue;
        if (idle(team) > 0) fail("I3", at, "an operator is idle while a contact waits");
      }
      if (!team_started.count(team) || busy_[team] <= std::max(level_[team], level_before[team])) continue;
      for (const std::size_t i : instant.answered) {
        const bool open = world_.open(attempts_[i].queue, at) && !instant.doors.count(attempts_[i].queue);
        if (attempts_[i].row.team == static_cast<int>(team) && !is_person(attempts_[i].row) && open)
          fail("I5", at, "one whose shift has ended took another contact");
      }
    }
    for (const std::size_t i : instant.answered) {
      const Attempt& attempt = attempts_[i];
      const Skill* own = world_.skills[static_cast<std::size_t>(attempt.row.team)][attempt.queue];
      if (attempt.entered < at || own == nullptr) continue;
      for (std::size_t team = 0; team < busy_.size(); ++team) {
        const Skill* skill = world_.skills[team][attempt.queue];
        const bool changed = team_started.count(team) || staffing_changed[team];
        if (skill == nullptr || skill->choice >= own->choice || changed) continue;
        if (std::min(idle(team), idle_before[team]) > 0)
          fail("I4", at, "a contact went past an idle team of an earlier choice");
      }
    }
    for (std::size_t queue = 0; queue < waiting_.size(); ++queue) {
      const auto capacity = world_.queues[queue]->capacity;
      if (capacity && static_cast<std::int64_t>(waiting_[queue].size()) > *capacity)
        fail("I2", at, "more wait than there are places");
      const bool empties = world_.queues[queue]->closing == Closing::drop && !world_.open(queue, at);
      if (empties && !waiting_[queue].empty()) fail("I6", at, "a contact waits in a queue that dropped everybody");
    }
  }

  void compare() {
    const Counters& counters = evidence_.measured.counters;
    const auto same = [this](const LevelTotals& got, const Sums& want, const std::string& what) {
      if (got.integral != want.area || got.integral_sq != want.square) findings_.add("I1", what + ": areas differ");
    };
    for (std::size_t queue = 0; queue < waiting_.size(); ++queue) {
      same(counters.waiting[queue], sums_[queue], "waiting in queue " + std::to_string(queue));
    }
    same(counters.waiting_all, sums_.back(), "waiting in all queues");
    same(counters.in_system, in_system_, "in the system");
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const TeamCell& got = counters.teams[i];
      const bool work =
          got.busy == cells_[i].busy && got.available == cells_[i].available && got.overtime == cells_[i].overtime;
      const bool away =
          got.on_break == cells_[i].on_break && got.unpaid == cells_[i].unpaid && got.absent == cells_[i].absent;
      const std::string cell = " of team cell " + std::to_string(i) + " differ from the plan and the log";
      if (!work) findings_.add("I5", "busy, idle or overtime" + cell);
      if (!away) findings_.add("I5", "breaks, unpaid pauses or absence" + cell);
    }
  }

  void fail(const char* rule, sim::Tick at, const char* what) { findings_.add(rule, std::to_string(at) + ": " + what); }

  const World& world_;
  const Evidence& evidence_;
  const std::vector<Attempt>& attempts_;
  Findings& findings_;
  std::map<sim::Tick, Instant> instants_;
  std::vector<Line> waiting_;
  std::vector<std::int64_t> busy_, level_;  // operators of levels
  std::vector<Floor> floor_;
  std::set<std::pair<sim::Tick, std::size_t>> rests_;  // begin, person
  std::set<std::int32_t> working_;
  std::map<std::int32_t, std::size_t> team_of_operator_;
  std::int64_t in_system_now_ = 0;
  std::vector<Sums> sums_;  // by queue, then of all
  Sums in_system_;
  std::vector<TeamCell> cells_;
  sim::Tick interval_ = 0;
};

}  // namespace

void audit_paths(const World& world, const Evidence& evidence, const std::vector<Attempt>& attempts,
                 Findings& findings) {
  Replay(world, evidence, attempts, findings).run();
}

}  // namespace firstline::invariants
