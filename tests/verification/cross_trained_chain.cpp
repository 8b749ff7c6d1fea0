#include "tests/verification/cross_trained_chain.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace verification {
namespace {

constexpr int kLongest = 13;

// Classes of those who wait, the longest waiting first: bit i is the class of the i-th.
struct Line {
  int length = 0;
  std::uint32_t bits = 0;

  static constexpr std::size_t kCount = (std::size_t{2} << kLongest) - 1;
  std::size_t index() const { return (std::size_t{1} << length) - 1 + bits; }
  int at(int place) const { return static_cast<int>(bits >> place & 1u); }
  int count(int class_id) const {
    int sum = 0;
    for (int i = 0; i < length; ++i) sum += at(i) == class_id ? 1 : 0;
    return sum;
  }
  int first_of(int class_id) const {
    for (int i = 0; i < length; ++i) {
      if (at(i) == class_id) return i;
    }
    return -1;
  }
  Line with(int class_id) const { return {length + 1, bits | static_cast<std::uint32_t>(class_id) << length}; }
  Line without(int place) const {
    const std::uint32_t ahead = bits & ((1u << place) - 1u);
    return {length - 1, ahead | bits >> (place + 1) << place};
  }
};

struct State {
  std::array<int, 2> busy{};  // specialists by class
  int both = 0;
  Line line;
};

class Chain {
 public:
  Chain(const CrossTrainedInput& input, const CrossTrainedPlan& plan) : in_(input), staff_{plan.first, plan.second} {
    both_ = plan.both;
    number_.assign(index_of({staff_, both_, {kLongest, (1u << kLongest) - 1u}}) + 1, -1);
    add_states();
    p_.assign(states_.size(), 1.0 / static_cast<double>(states_.size()));
    inflow_.resize(states_.size());
    leaving_.resize(states_.size());
    for (std::size_t i = 0; i < states_.size(); ++i) add_moves(i);
    solve();
  }

  std::array<CrossTrainedClass, 2> answers() const {
    std::array<CrossTrainedClass, 2> out;
    for (int k = 0; k < 2; ++k) {
      const std::vector<double> in_time = served_in_time(k);
      auto& mine = out[static_cast<std::size_t>(k)];
      double waiting = 0.0;
      for (std::size_t i = 0; i < states_.size(); ++i) {
        const State& s = states_[i];
        waiting += s.line.count(k) * p_[i];
        const bool waits =
            s.both == both_ && s.busy[static_cast<std::size_t>(k)] == staff_[static_cast<std::size_t>(k)];
        mine.p_wait += waits ? p_[i] : 0.0;
        mine.served_within += p_[i] * (waits ? in_time[s.line.index()] : 1.0);
      }
      mine.p_abandon = in_.leave_per_h * waiting / in_.arrivals_per_h[static_cast<std::size_t>(k)];
    }
    return out;
  }

 private:
  struct Inflow {
    std::size_t from;
    double rate;
  };

  std::size_t index_of(const State& s) const {
    const auto width = [this](std::size_t k) { return static_cast<std::size_t>(staff_[k]) + 1; };
    const std::size_t operators =
        (static_cast<std::size_t>(s.busy[0]) * width(1) + static_cast<std::size_t>(s.busy[1])) *
            (static_cast<std::size_t>(both_) + 1) +
        static_cast<std::size_t>(s.both);
    return operators * Line::kCount + s.line.index();
  }

  void add_states() {
    for (int a = 0; a <= staff_[0]; ++a) {
      for (int b = 0; b <= staff_[1]; ++b) {
        for (int f = 0; f <= both_; ++f) add_lines({{a, b}, f, {}});
      }
    }
  }
  // Who waits finds all who could take the call busy.
  void add_lines(const State& state) {
    number_[index_of(state)] = static_cast<int>(states_.size());
    states_.push_back(state);
    if (state.line.length == kLongest || state.both < both_) return;
    for (const int k : {0, 1}) {
      if (state.busy[static_cast<std::size_t>(k)] < staff_[static_cast<std::size_t>(k)]) continue;
      add_lines({state.busy, state.both, state.line.with(k)});
    }
  }

  void move(std::size_t from, const State& to, double rate) {
    if (rate <= 0.0) return;
    inflow_[static_cast<std::size_t>(number_[index_of(to)])].push_back({from, rate});
    leaving_[from] += rate;
  }

  void add_moves(std::size_t here) {
    const State s = states_[here];
    for (int k = 0; k < 2; ++k) {
      const auto index = static_cast<std::size_t>(k);
      State to = s;
      if (s.busy[index] < staff_[index]) {
        ++to.busy[index];
      } else if (s.both < both_) {
        ++to.both;
      } else if (s.line.length < kLongest) {
        to.line = s.line.with(k);
      }
      if (index_of(to) != index_of(s)) move(here, to, in_.arrivals_per_h[index]);
      to = s;
      const int next = s.line.first_of(k);
      if (next >= 0) {
        to.line = s.line.without(next);
      } else {
        --to.busy[index];
      }
      if (s.busy[index] > 0) move(here, to, s.busy[index] * in_.leave_per_h);
    }
    State to = s;
    if (s.line.length > 0) {
      to.line = s.line.without(0);
    } else {
      --to.both;
    }
    if (s.both > 0) move(here, to, s.both * in_.leave_per_h);
    for (int i = 0; i < s.line.length; ++i) move(here, {s.busy, s.both, s.line.without(i)}, in_.leave_per_h);
  }

  // Gauss-Seidel, to and fro.
  void solve() {
    double change = 1.0;
    while (change > 1e-13) {
      change = 0.0;
      const auto update = [&](std::size_t i) {
        double sum = 0.0;
        for (const Inflow& flow : inflow_[i]) sum += flow.rate * p_[flow.from];
        sum /= leaving_[i];
        change += std::abs(sum - p_[i]);
        p_[i] = sum;
      };
      for (std::size_t i = 0; i < states_.size(); ++i) update(i);
      for (std::size_t i = states_.size(); i-- > 0;) update(i);
      double total = 0.0;
      for (const double share : p_) total += share;
      for (double& share : p_) share /= total;
    }
  }

  // By the line ahead of it: the chance that one more call of this class is served within the threshold. While calls of
  // a class are ahead, its specialists are busy; once there are none ahead, they are busy with those behind or idle.
  std::vector<double> served_in_time(int class_id) const {
    const int operators = staff_[0] + staff_[1] + both_;
    const double clock = in_.leave_per_h * (operators + kLongest + 1);
    const double jumps = clock * in_.threshold_s / 3600.0;
    const double one = in_.leave_per_h / clock;  // a jump's chance to be one given departure
    std::vector<double> served(Line::kCount, 0.0), next(Line::kCount), result(Line::kCount, 0.0);
    double weight = std::exp(-jumps);
    for (int k = 0; k < 100; ++k) {
      for (std::size_t i = 0; i < Line::kCount; ++i) result[i] += weight * served[i];
      weight *= jumps / (k + 1);
      for (int length = 0; length <= kLongest; ++length) {
        for (std::uint32_t bits = 0; bits < (1u << length); ++bits) {
          const Line line{length, bits};
          double sum = one * both_ * (length > 0 ? served[line.without(0).index()] : 1.0);
          double left = 1.0 - one * (both_ + length + 1);  // 1: the call itself may give up
          for (int i = 0; i < length; ++i) sum += one * served[line.without(i).index()];
          for (const int other : {0, 1}) {
            const int ahead = line.first_of(other);
            if (ahead < 0 && other != class_id) continue;
            const double chance = one * staff_[static_cast<std::size_t>(other)];
            sum += chance * (ahead >= 0 ? served[line.without(ahead).index()] : 1.0);
            left -= chance;
          }
          next[line.index()] = sum + left * served[line.index()];
        }
      }
      std::swap(served, next);
    }
    return result;
  }

  const CrossTrainedInput in_;
  std::array<int, 2> staff_;
  int both_ = 0;
  std::vector<int> number_;
  std::vector<State> states_;
  std::vector<std::vector<Inflow>> inflow_;
  std::vector<double> leaving_;
  std::vector<double> p_;
};

}  // namespace

std::array<CrossTrainedClass, 2> solve_cross_trained(const CrossTrainedInput& input, const CrossTrainedPlan& plan) {
  return Chain(input, plan).answers();
}

}  // namespace verification
