#include "models/analytic/day_solver.h"

#include <algorithm>
#include <utility>

#include "models/analytic/day_chain.h"
#include "models/analytic/quadrature.h"
#include "sim/base/check.h"

namespace firstline {

namespace {

constexpr int kSparePlaces = 32;
constexpr int kTailNodes = 10;
constexpr double kEmpty = 1e-13;  // expected contacts left when the drain may stop

// A time from which another number of servers is on duty.
struct Shift {
  double from_s;
  int servers;
};

class DayWalk {
 public:
  explicit DayWalk(const DayInput& input) : in_(input), state_(start_state(input)) {
    double at = 0.0;
    for (const DaySlot& slot : in_.slots) {
      if (shifts_.empty() || shifts_.back().servers != slot.servers) shifts_.push_back({at, slot.servers});
      at += slot.length_s;
    }
  }

  DaySlotResult walk_slot(const DaySlot& slot) {
    begin(slot.servers, slot.arrival_per_s);
    DaySlotResult out;
    const double end = now_ + slot.length_s;
    double served_time = 0.0;  // integral of P(a contact arriving now is served in time)
    if (slot.arrival_per_s > 0.0) {
      while (now_ < end) served_time += walk_piece(end);
    } else {
      advance_to(end);
    }
    finish(slot.length_s, slot.servers, out);
    out.offered = slot.arrival_per_s * slot.length_s;
    out.served_within = slot.arrival_per_s * served_time;
    return out;
  }

  DaySlotResult walk_drain() {
    DaySlotResult out;
    const int servers = in_.slots.back().servers;
    if (in_.drain_s >= 0.0) {
      begin(servers, 0.0);
      advance_to(now_ + in_.drain_s);
      finish(in_.drain_s, servers, out);
      return out;
    }
    EXPECT(servers > 0);
    do {
      const double chunk = 4.0 / in_.service_per_s;
      DaySlotResult part;
      begin(servers, 0.0);
      advance_to(now_ + chunk);
      finish(chunk, servers, part);
      out.p_delay += part.p_delay * chunk;
      out.length_s += chunk;
      out.abandoned += part.abandoned;
      out.queue_time_s += part.queue_time_s;
      out.busy_time_s += part.busy_time_s;
      out.staff_time_s += part.staff_time_s;
      out.in_system_end = part.in_system_end;
      out.waiting_end = part.waiting_end;
    } while (out.in_system_end > kEmpty);
    out.p_delay /= out.length_s;
    return out;
  }

 private:
  static ChainState start_state(const DayInput& input) {
    const int servers = input.slots.front().servers;
    const int longest = std::max(0, static_cast<int>(input.start_in_system.size()) - 1 - servers);
    ChainState state(servers, 0, longest);
    const auto put = [&](int k, double p) {
      (k < servers ? state.idle[static_cast<std::size_t>(k)] : state.row(0)[k - servers]) = p;
    };
    if (input.start_in_system.empty()) put(0, 1.0);
    for (std::size_t k = 0; k < input.start_in_system.size(); ++k) put(static_cast<int>(k), input.start_in_system[k]);
    return state;
  }

  bool limited() const { return in_.waiting_places >= 0; }

  void begin(int servers, double arrival_per_s) {
    rates_ = {arrival_per_s, in_.service_per_s, in_.abandon_per_s, in_.balk};
    state_ = state_.with_servers(servers, arrival_per_s > 0.0 && !limited() ? kSparePlaces : 0);
    if (limited()) state_ = state_.widened(in_.waiting_places);
    integral_ = ChainState(servers, state_.overtime(), state_.longest_queue());
  }

  // Moves on, on a wider grid where the queue needs one, and returns the time integral of what was passed.
  ChainState advance_to(double end) {
    const QueueEdge edge = limited() || rates_.arrival_per_s == 0.0 ? QueueEdge::kWall : QueueEdge::kArtificial;
    for (;;) {
      ChainState passed(state_.servers(), state_.overtime(), state_.longest_queue());
      if (advance(state_, passed, rates_, edge, end - now_)) {
        now_ = end;
        integral_.add(passed, 1.0);
        return passed;
      }
      const int wider = state_.longest_queue() + state_.longest_queue() / 2 + kSparePlaces;
      state_ = state_.widened(wider);
      integral_ = integral_.widened(wider);
    }
  }

  void finish(double length_s, int servers, DaySlotResult& out) const {
    out.length_s = length_s;
    out.queue_time_s = integral_.mean_queue();
    out.busy_time_s = integral_.mean_busy();
    out.staff_time_s = servers * length_s;
    const double all_busy = integral_.p_all_busy();
    const double full = limited() ? integral_.p_queue_at(in_.waiting_places) : 0.0;
    out.blocked = rates_.arrival_per_s * full;
    out.abandoned = in_.abandon_per_s * out.queue_time_s + rates_.arrival_per_s * in_.balk * (all_busy - full);
    out.p_delay = length_s > 0.0 ? all_busy / length_s : 0.0;
    out.waiting_end = state_.mean_queue();
    out.in_system_end = state_.mean_busy() + out.waiting_end;
  }

  // Up to the next time at which the threshold of a contact arriving then meets a change of servers, or the slot's end.
  // Until then the chance of being served in time depends on the state alone; after the threshold has met a change it
  // varies smoothly, and is taken at Gauss nodes, over no longer than smooth_for().
  double walk_piece(double end) {
    double until = end;
    bool across = false;
    for (const Shift& shift : shifts_) {
      const double meets = shift.from_s - in_.threshold_s;
      if (meets > now_ && meets < until) until = meets;
      if (shift.from_s > now_ && shift.from_s >= end && meets <= now_) across = true;
    }
    if (!across) {
      const double from = now_;
      const ChainState passed = advance_to(until);
      return served_share(passed, tagged_value(from, passed.overtime(), passed.longest_queue()));
    }
    static const QuadratureRule rule = gauss_legendre(kTailNodes);
    until = std::min(until, now_ + smooth_for());
    const double half = 0.5 * (until - now_), middle = 0.5 * (until + now_);
    double sum = 0.0;
    for (std::size_t i = 0; i < rule.node.size(); ++i) {
      advance_to(middle + half * rule.node[i]);
      sum +=
          half * rule.weight[i] * served_share(state_, tagged_value(now_, state_.overtime(), state_.longest_queue()));
    }
    advance_to(until);
    return sum;
  }

  // A few transitions of the chain; in large centres, where the law moves slowly, a tenth of a service.
  double smooth_for() const {
    const double events = rates_.arrival_per_s + (state_.servers() + state_.overtime()) * rates_.service_per_s;
    return std::max(4.0 / events, 0.1 / rates_.service_per_s);
  }

  // sum over states of p times the chance of being served in time on arrival in that state.
  double served_share(const ChainState& p, const TaggedValue& value) const {
    const int places = limited() ? in_.waiting_places : p.longest_queue() + 1;
    double at_once = 0.0, later = 0.0;
    for (double x : p.idle) at_once += x;
    for (int e = 0; e <= p.overtime(); ++e) {
      for (int q = 0; q < std::min(places, p.longest_queue() + 1); ++q) later += p.row(e)[q] * value.at(e, q);
    }
    return at_once + (1.0 - in_.balk) * later;
  }

  TaggedValue tagged_value(double arrival, int overtime, int longest_queue) const {
    const double deadline = arrival + in_.threshold_s;
    std::size_t first = 0;
    while (first + 1 < shifts_.size() && shifts_[first + 1].from_s <= arrival) ++first;
    std::vector<int> overtimes{overtime};
    std::size_t last = first;
    int busiest = shifts_[first].servers + overtime;
    while (last + 1 < shifts_.size() && shifts_[last + 1].from_s < deadline) {
      ++last;
      busiest = std::max(busiest, shifts_[last].servers);
      overtimes.push_back(busiest - shifts_[last].servers);
    }
    TaggedValue value(shifts_[last].servers, overtimes.back(), longest_queue);
    double at = deadline;
    for (std::size_t m = last;; --m) {
      const double from = std::max(arrival, shifts_[m].from_s);
      value.step_back(rates_, at - from);
      if (m == first) return value;
      at = from;
      value = value.before_change(shifts_[m - 1].servers, overtimes[m - 1 - first]);
    }
  }

  const DayInput& in_;
  ChainState state_;
  ChainState integral_{0, 0, 0};
  ChainRates rates_;
  std::vector<Shift> shifts_;
  double now_ = 0.0;
};

void add_slot(const DaySlotResult& slot, double factor, DaySlotResult& to) {
  to.length_s = std::max(to.length_s, slot.length_s);
  to.offered += factor * slot.offered;
  to.blocked += factor * slot.blocked;
  to.abandoned += factor * slot.abandoned;
  to.served_within += factor * slot.served_within;
  to.queue_time_s += factor * slot.queue_time_s;
  to.busy_time_s += factor * slot.busy_time_s;
  to.staff_time_s += factor * slot.staff_time_s;
  to.p_delay += factor * slot.p_delay;
  to.in_system_end += factor * slot.in_system_end;
  to.waiting_end += factor * slot.waiting_end;
}

void add_totals(DayResult& day) {
  double busy = 0.0, staff = 0.0;
  for (const DaySlotResult& s : day.slots) {
    day.offered += s.offered;
    day.blocked += s.blocked;
    day.abandoned += s.abandoned;
    day.served_within += s.served_within;
    day.wait_s += s.queue_time_s;
    busy += s.busy_time_s;
    staff += s.staff_time_s;
  }
  day.abandoned += day.drain.abandoned;
  day.wait_s += day.drain.queue_time_s;
  day.left_at_end = day.drain.in_system_end;
  if (day.offered > 0.0) {
    day.p_abandon = day.abandoned / day.offered;
    day.mean_wait_s = day.wait_s / day.offered;
    day.service_level = day.served_within / day.offered;
  }
  if (staff > 0.0) day.occupancy = busy / staff;
}

}  // namespace

DayResult solve_day(const DayInput& input) {
  EXPECT(!input.slots.empty() && input.service_per_s > 0.0 && input.abandon_per_s >= 0.0);
  EXPECT(input.balk >= 0.0 && input.balk <= 1.0 && input.threshold_s >= 0.0);
  EXPECT(input.waiting_places < 0 ||
         static_cast<int>(input.start_in_system.size()) <= input.slots.front().servers + input.waiting_places + 1);
  DayWalk walk(input);
  DayResult day;
  for (const DaySlot& slot : input.slots) day.slots.push_back(walk.walk_slot(slot));
  day.drain = walk.walk_drain();
  add_totals(day);
  return day;
}

GammaDay solve_gamma_day(const DayInput& input, double shape, int nodes) {
  const QuadratureRule rule = gauss_gamma(nodes, shape);
  GammaDay out;
  out.mean.slots.resize(input.slots.size());
  for (std::size_t i = 0; i < rule.node.size(); ++i) {
    if (rule.weight[i] < 1e-15) continue;
    DayInput scaled = input;
    for (DaySlot& slot : scaled.slots) slot.arrival_per_s *= rule.node[i];
    DayResult day = solve_day(scaled);
    for (std::size_t s = 0; s < day.slots.size(); ++s) add_slot(day.slots[s], rule.weight[i], out.mean.slots[s]);
    add_slot(day.drain, rule.weight[i], out.mean.drain);
    out.nodes.push_back({rule.node[i], rule.weight[i], std::move(day)});
  }
  add_totals(out.mean);
  return out;
}

}  // namespace firstline
