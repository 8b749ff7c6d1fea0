#include "models/analytic/day_chain.h"

#include <algorithm>

#include "models/analytic/poisson_weights.h"
#include "sim/base/check.h"

namespace firstline {

namespace {

constexpr double kNothing = 1e-100;  // flushed to 0: subnormal numbers are slow
constexpr double kFaint = 1e-24;     // not carried over a change of servers
constexpr double kEdge = 1e-19;      // probability at an artificial edge that calls for a wider grid

void accumulate(const std::vector<double>& from, double factor, std::vector<double>& to) {
  for (std::size_t i = 0; i < from.size(); ++i) to[i] += factor * from[i];
}

}  // namespace

ChainState::ChainState(int servers, int overtime, int longest_queue)
    : idle(static_cast<std::size_t>(servers), 0.0),
      servers_(servers),
      overtime_(overtime),
      longest_queue_(longest_queue),
      wait_(static_cast<std::size_t>(overtime + 1) * static_cast<std::size_t>(longest_queue + 1), 0.0) {}

void ChainState::clear() {
  std::fill(idle.begin(), idle.end(), 0.0);
  std::fill(wait_.begin(), wait_.end(), 0.0);
}

void ChainState::add(const ChainState& other, double factor) {
  ASSERT(other.wait_.size() == wait_.size() && other.idle.size() == idle.size());
  accumulate(other.idle, factor, idle);
  accumulate(other.wait_, factor, wait_);
}

ChainState ChainState::widened(int longest_queue) const {
  ChainState out(servers_, overtime_, longest_queue);
  out.idle = idle;
  for (int e = 0; e <= overtime_; ++e) std::copy_n(row(e), std::min(longest_queue, longest_queue_) + 1, out.row(e));
  return out;
}

ChainState ChainState::with_servers(int servers, int spare) const {
  int busiest = servers, longest = 0;
  for (int b = 0; b < servers_; ++b) {
    if (idle[static_cast<std::size_t>(b)] > kFaint) busiest = std::max(busiest, b);
  }
  for (int e = 0; e <= overtime_; ++e) {
    for (int q = 0; q <= longest_queue_; ++q) {
      if (row(e)[q] <= kFaint) continue;
      const int taken = std::clamp(servers - (servers_ + e), 0, q);
      busiest = std::max(busiest, servers_ + e + taken);
      longest = std::max(longest, q - taken);
    }
  }
  ChainState out(servers, busiest - servers, longest + spare);
  const auto put = [&](int busy, int queue, double p) {
    if (p <= kFaint) return;
    const int taken = std::clamp(servers - busy, 0, queue);
    busy += taken;
    queue -= taken;
    (busy < servers ? out.idle[static_cast<std::size_t>(busy)] : out.row(busy - servers)[queue]) += p;
  };
  for (int b = 0; b < servers_; ++b) put(b, 0, idle[static_cast<std::size_t>(b)]);
  for (int e = 0; e <= overtime_; ++e) {
    for (int q = 0; q <= longest_queue_; ++q) put(servers_ + e, q, row(e)[q]);
  }
  return out;
}

double ChainState::mean_queue() const {
  double sum = 0.0;
  for (int e = 0; e <= overtime_; ++e) {
    for (int q = 1; q <= longest_queue_; ++q) sum += q * row(e)[q];
  }
  return sum;
}

double ChainState::mean_busy() const {
  double sum = 0.0;
  for (int b = 1; b < servers_; ++b) sum += b * idle[static_cast<std::size_t>(b)];
  for (int e = 0; e <= overtime_; ++e) {
    for (int q = 0; q <= longest_queue_; ++q) sum += (servers_ + e) * row(e)[q];
  }
  return sum;
}

double ChainState::p_all_busy() const {
  double sum = 0.0;
  for (double p : wait_) sum += p;
  return sum;
}

double ChainState::p_queue_at(int q) const {
  double sum = 0.0;
  for (int e = 0; e <= overtime_; ++e) sum += row(e)[q];
  return sum;
}

namespace {

// One step of the uniformised chain, from `from` to `to`; only queues up to `top` hold anything before the step.
class Step {
 public:
  Step(const ChainState& shape, const ChainRates& rates)
      : c_(shape.servers()), overtime_(shape.overtime()), longest_(shape.longest_queue()) {
    const double fastest =
        rates.arrival_per_s + (c_ + overtime_) * rates.service_per_s + longest_ * rates.abandon_per_s;
    rate_ = std::max(fastest, 1e-12);  // an empty desk at night: nothing moves
    arrive_ = rates.arrival_per_s / rate_;
    join_ = arrive_ * (1.0 - rates.balk);
    serve_ = rates.service_per_s / rate_;
    abandon_ = rates.abandon_per_s / rate_;
  }
  double rate() const { return rate_; }

  void operator()(const ChainState& from, ChainState& to, int top) const {
    for (int b = 0; b < c_; ++b) {
      const auto i = static_cast<std::size_t>(b);
      const double above = b + 1 < c_ ? from.idle[i + 1] : from.row(0)[0];
      const double below = b > 0 ? from.idle[i - 1] : 0.0;
      const double p = from.idle[i] * (1.0 - arrive_ - b * serve_) + below * arrive_ + above * ((b + 1) * serve_);
      to.idle[i] = p > kNothing ? p : 0.0;
    }
    for (int e = 0; e <= overtime_; ++e) queue_row(from, to, e, std::min(top + 1, longest_));
    if (c_ > 0) to.row(0)[0] += from.idle.back() * arrive_;
  }

 private:
  void queue_row(const ChainState& from, ChainState& to, int e, int top) const {
    const double* p = from.row(e);
    const double* more = e < overtime_ ? from.row(e + 1) : nullptr;
    double* out = to.row(e);
    const double finish = (c_ + e) * serve_, next = e == 0 ? finish : 0.0, stay = 1.0 - join_ - finish;
    const auto behind = [&](int q) { return q < longest_ ? p[q + 1] * ((q + 1) * abandon_ + next) : 0.0; };
    out[0] = p[0] * (stay + (longest_ == 0 ? join_ : 0.0)) + behind(0);
    for (int q = 1; q < top; ++q) {  // no condition inside, so that it runs as a vector
      const double sum = p[q] * (stay - q * abandon_) + p[q - 1] * join_ + p[q + 1] * ((q + 1) * abandon_ + next);
      out[q] = sum > kNothing ? sum : 0.0;
    }
    if (top > 0) {
      const double held = stay + (top == longest_ ? join_ : 0.0) - top * abandon_;
      const double sum = p[top] * held + p[top - 1] * join_ + behind(top);
      out[top] = sum > kNothing ? sum : 0.0;
    }
    if (more != nullptr) {
      const double leave = (c_ + e + 1) * serve_;
      for (int q = 0; q <= top; ++q) out[q] += more[q] * leave;
    }
    std::fill(out + top + 1, out + longest_ + 1, 0.0);
  }

  int c_, overtime_, longest_;
  double rate_, arrive_, join_, serve_, abandon_;
};

int highest_queue(const ChainState& state) {
  int top = state.longest_queue();
  while (top > 0 && state.p_queue_at(top) == 0.0) --top;
  return top;
}

}  // namespace

bool advance(ChainState& state, ChainState& integral, const ChainRates& rates, QueueEdge edge, double duration_s) {
  if (duration_s <= 0.0) return true;
  const Step step(state, rates);
  const PoissonWeights steps = poisson_weights(step.rate() * duration_s);
  ChainState now = state, next = state, result = state, area = state;
  next.clear();
  result.clear();
  area.clear();
  int top = highest_queue(state);
  for (int k = 0;; ++k) {
    if (edge == QueueEdge::kArtificial && top == state.longest_queue() && now.p_queue_at(top) > kEdge) return false;
    if (k >= steps.first) result.add(now, steps.weight_at(k));
    area.add(now, steps.tail_at(k) / step.rate());
    if (k == steps.last()) break;
    step(now, next, top);
    std::swap(now, next);
    top = std::min(top + 1, state.longest_queue());
    while (top > 0 && now.p_queue_at(top) == 0.0) --top;
  }
  state = std::move(result);
  integral.add(area, 1.0);
  return true;
}

TaggedValue::TaggedValue(int servers, int overtime, int longest_queue)
    : servers_(servers),
      overtime_(overtime),
      longest_queue_(longest_queue),
      value_(static_cast<std::size_t>(overtime + 1) * static_cast<std::size_t>(longest_queue + 1), 0.0) {}

void TaggedValue::step_back(const ChainRates& rates, double duration_s) {
  const double rate = (servers_ + overtime_) * rates.service_per_s + (longest_queue_ + 1) * rates.abandon_per_s;
  if (rate <= 0.0 || duration_s <= 0.0) return;
  const PoissonWeights steps = poisson_weights(rate * duration_s);
  const double serve = rates.service_per_s / rate, abandon = rates.abandon_per_s / rate;
  std::vector<double> now = value_, next = value_, result(value_.size(), 0.0);
  for (int n = 0;; ++n) {
    if (n >= steps.first) accumulate(now, steps.weight_at(n), result);
    if (n == steps.last()) break;
    for (int e = 0; e <= overtime_; ++e) {
      const double finish = (servers_ + e) * serve;
      for (int k = 0; k <= longest_queue_; ++k) {
        const std::size_t i = index(e, k);
        const double ahead = k > 0 ? now[i - 1] : 1.0;  // nobody ahead: served
        const double moved = e > 0 ? now[index(e - 1, k)] : ahead;
        const double left = k > 0 ? k * abandon * ahead : 0.0;
        next[i] = now[i] * (1.0 - finish - (k + 1) * abandon) + finish * moved + left;
      }
    }
    now.swap(next);
  }
  value_ = std::move(result);
}

TaggedValue TaggedValue::before_change(int servers, int overtime) const {
  TaggedValue out(servers, overtime, longest_queue_);
  for (int e = 0; e <= overtime; ++e) {
    const int busy = servers + e, places = std::max(0, servers_ - busy);
    for (int k = 0; k <= longest_queue_; ++k) {
      out.value_[out.index(e, k)] = k < places ? 1.0 : at(std::max(busy - servers_, 0), k - places);
    }
  }
  return out;
}

}  // namespace firstline
