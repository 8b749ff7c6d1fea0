#include "models/analytic/ctmc.h"

#include <Eigen/SparseCore>
#include <Eigen/SparseLU>
#include <algorithm>
#include <cmath>
#include <cstddef>

#include "sim/base/check.h"

namespace firstline {

namespace {

constexpr double kEdge = 1e-13;

std::size_t index_of(int i) { return static_cast<std::size_t>(i); }

}  // namespace

std::vector<double> stationary_distribution(int num_states, const std::vector<Transition>& transitions, int reference) {
  // Balance of every state but the reference, whose weight is set to 1; then normalised.
  std::vector<Eigen::Triplet<double>> entries{{reference, reference, 1.0}};
  for (const Transition& t : transitions) {
    if (t.to != reference) entries.emplace_back(t.to, t.from, t.rate);
    if (t.from != reference) entries.emplace_back(t.from, t.from, -t.rate);
  }
  Eigen::SparseMatrix<double> balance(num_states, num_states);
  balance.setFromTriplets(entries.begin(), entries.end());
  Eigen::SparseLU<Eigen::SparseMatrix<double>> solver(balance);
  ENSURE(solver.info() == Eigen::Success);
  const Eigen::VectorXd right = Eigen::VectorXd::Unit(num_states, reference);
  Eigen::VectorXd weight = solver.solve(right);
  weight += solver.solve(right - balance * weight);
  std::vector<double> p(index_of(num_states));
  double total = 0.0;
  for (int i = 0; i < num_states; ++i) total += weight[i];
  for (int i = 0; i < num_states; ++i) p[index_of(i)] = weight[i] / total;
  return p;
}

namespace {

// Number in system 0..most by number in orbit 0..widest.
class RedialGrid {
 public:
  RedialGrid(const RedialInput& input, int most, int widest) : in_(input), most_(most), widest_(widest) {
    for (int o = 0; o <= widest; ++o) {
      for (int n = 0; n <= most; ++n) add_state(n, o);
    }
  }

  RedialResult solve(int reference_n, int reference_orbit) const {
    const int states = (most_ + 1) * (widest_ + 1);
    const auto p = stationary_distribution(states, transitions_, at(std::min(reference_n, most_), reference_orbit));
    RedialResult out;
    double busy = 0.0, wait_attempts = 0.0;
    for (int o = 0; o <= widest_; ++o) {
      for (int n = 0; n <= most_; ++n) {
        const double x = p[index_of(at(n, o))];
        out.mean_orbit += o * x;
        busy += std::min(n, in_.servers) * x;
        out.mean_queue += std::max(0, n - in_.servers) * x;
        if (n >= in_.servers) {
          out.p_wait_fresh += x;
          wait_attempts += (in_.fresh_per_s + in_.retry_per_s * o) * x;
        }
        if (n == most_ || (o == widest_ && in_.p_redial + in_.p_reconnect > 0.0)) out.edge += std::fabs(x);
      }
    }
    out.attempts_per_s = in_.fresh_per_s + in_.retry_per_s * out.mean_orbit;
    out.amplification = out.attempts_per_s / in_.fresh_per_s;
    out.mean_wait_s = out.mean_queue / out.attempts_per_s;
    const double abandoned = in_.abandon_per_s * out.mean_queue;
    out.p_abandon = abandoned / out.attempts_per_s;
    out.p_wait = wait_attempts / out.attempts_per_s;
    out.occupancy = busy / in_.servers;
    out.served_per_s = in_.service_per_s * busy;
    const double gone = abandoned * (1.0 - in_.p_redial) + out.served_per_s * (1.0 - in_.p_reconnect);
    out.imbalance = 1.0 - gone / in_.fresh_per_s;
    return out;
  }

 private:
  int at(int n, int o) const { return o * (most_ + 1) + n; }

  void move(int from, int n, int o, double rate) {
    if (rate > 0.0) transitions_.push_back({from, at(n, std::min(o, widest_)), rate});
  }

  void add_state(int n, int o) {
    const int here = at(n, o);
    if (n < most_) {
      move(here, n + 1, o, in_.fresh_per_s);
      if (o > 0) move(here, n + 1, o - 1, o * in_.retry_per_s);
    }
    if (n == 0) return;
    const double served = std::min(n, in_.servers) * in_.service_per_s;
    const double abandoned = std::max(0, n - in_.servers) * in_.abandon_per_s;
    const double back = served * in_.p_reconnect + abandoned * in_.p_redial;
    move(here, n - 1, o + 1, back);
    move(here, n - 1, o, served + abandoned - back);
  }

  const RedialInput& in_;
  int most_, widest_;
  std::vector<Transition> transitions_;
};

}  // namespace

RedialResult solve_redial(const RedialInput& input) {
  EXPECT(input.fresh_per_s > 0.0 && input.service_per_s > 0.0 && input.abandon_per_s > 0.0 && input.servers >= 1);
  EXPECT(input.p_redial < 1.0 && input.p_reconnect < 1.0 && input.retry_per_s > 0.0);
  const bool repeats = input.p_redial + input.p_reconnect > 0.0;
  int most = input.servers + 24, widest = repeats ? 24 : 0, orbit = 0;
  for (;;) {
    const RedialResult out = RedialGrid(input, most, widest).solve(input.servers, orbit);
    if (out.edge < kEdge) return out;
    orbit = std::min(widest, static_cast<int>(out.mean_orbit));
    most += (most - input.servers) / 2;
    widest += widest / 2;
  }
}

namespace {

// Busy servers of both pools and both queues. A waits only where pool 1 is full and pool 2 keeps its reserve; B waits
// only where pool 2 is full.
class NGrid {
 public:
  NGrid(const NDesign& input, int longest) : in_(input), longest_(longest) {
    for (int b2 = 0; b2 <= in_.servers_2; ++b2) {
      for (int b1 = 0; b1 <= in_.servers_1; ++b1) add_queues(b1, b2);
    }
    for (std::size_t i = 0; i < states_.size(); ++i) leave(static_cast<int>(i), states_[i]);
  }

  NDesignResult solve() const {
    const int reference = at({in_.servers_1, in_.servers_2, 0, 0});
    const auto p = stationary_distribution(static_cast<int>(states_.size()), transitions_, reference);
    NDesignResult out;
    double queue_a = 0.0, queue_b = 0.0;
    for (std::size_t i = 0; i < p.size(); ++i) {
      const State& s = states_[i];
      out.occupancy_1 += p[i] * s.b1 / in_.servers_1;
      out.occupancy_2 += p[i] * s.b2 / in_.servers_2;
      queue_a += p[i] * s.qa;
      queue_b += p[i] * s.qb;
      if (s.b1 == in_.servers_1) (open_to_a(s.b2) ? out.a.p_overflow_at_once : out.a.p_wait) += p[i];
      if (s.b2 == in_.servers_2) out.b.p_wait += p[i];
      if (s.qa == longest_ || s.qb == longest_) out.edge += std::fabs(p[i]);
    }
    out.a.mean_wait_s = queue_a / in_.arrival_a_per_s;
    out.b.mean_wait_s = queue_b / in_.arrival_b_per_s;
    out.a.p_abandon = in_.abandon_a_per_s * out.a.mean_wait_s;
    out.b.p_abandon = in_.abandon_b_per_s * out.b.mean_wait_s;
    return out;
  }

 private:
  struct State {
    int b1, b2, qa, qb;
  };

  bool open_to_a(int b2) const { return in_.servers_2 - b2 > in_.reserve; }

  std::size_t key(const State& s) const {
    const int width = longest_ + 1;
    return index_of(((s.b2 * (in_.servers_1 + 1) + s.b1) * width + s.qa) * width + s.qb);
  }
  int at(const State& s) const { return number_[key(s)]; }

  void add_queues(int b1, int b2) {
    const int most_a = b1 == in_.servers_1 && !open_to_a(b2) ? longest_ : 0;
    const int most_b = b2 == in_.servers_2 ? longest_ : 0;
    for (int qa = 0; qa <= most_a; ++qa) {
      for (int qb = 0; qb <= most_b; ++qb) {
        const State s{b1, b2, qa, qb};
        if (number_.size() <= key(s)) number_.resize(key(s) + 1, -1);
        number_[key(s)] = static_cast<int>(states_.size());
        states_.push_back(s);
      }
    }
  }

  void leave(int here, const State& s) {
    const auto move = [&](const State& to, double rate) {
      if (rate > 0.0) transitions_.push_back({here, at(to), rate});
    };
    State to = s;
    if (s.b1 < in_.servers_1) {
      ++to.b1;
    } else if (open_to_a(s.b2)) {
      ++to.b2;
    } else {
      to.qa = std::min(s.qa + 1, longest_);
    }
    move(to, in_.arrival_a_per_s);
    to = s;
    if (s.b2 < in_.servers_2) {
      ++to.b2;
    } else {
      to.qb = std::min(s.qb + 1, longest_);
    }
    move(to, in_.arrival_b_per_s);
    to = s;
    --(s.qa > 0 ? to.qa : to.b1);
    move(to, s.b1 * in_.service_1_per_s);
    to = s;
    if (s.qb > 0) {
      --to.qb;
    } else {
      --(s.qa > 0 && open_to_a(s.b2 - 1) ? to.qa : to.b2);
    }
    move(to, s.b2 * in_.service_2_per_s);
    move({s.b1, s.b2, s.qa - 1, s.qb}, s.qa * in_.abandon_a_per_s);
    move({s.b1, s.b2, s.qa, s.qb - 1}, s.qb * in_.abandon_b_per_s);
  }

  const NDesign& in_;
  int longest_;
  std::vector<int> number_;
  std::vector<State> states_;
  std::vector<Transition> transitions_;
};

}  // namespace

NDesignResult solve_n_design(const NDesign& input) {
  EXPECT(input.servers_1 >= 1 && input.servers_2 >= 1 && input.reserve >= 0);
  EXPECT(input.abandon_a_per_s > 0.0 && input.abandon_b_per_s > 0.0);
  for (int longest = 24;; longest += longest / 2) {
    const NDesignResult out = NGrid(input, longest).solve();
    if (out.edge < kEdge) return out;
  }
}

}  // namespace firstline
