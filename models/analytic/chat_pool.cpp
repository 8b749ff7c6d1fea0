#include "models/analytic/chat_pool.h"

#include <cmath>
#include <cstddef>
#include <map>

#include "models/analytic/ctmc.h"
#include "sim/base/check.h"

namespace firstline {

namespace {

constexpr double kEdge = 1e-13;

std::size_t index_of(int i) { return static_cast<std::size_t>(i); }

}  // namespace

ChatTurns chat_turns(double think_mean_s, double reply_mean_s, int chats) {
  EXPECT(think_mean_s > 0.0 && reply_mean_s > 0.0 && chats >= 1);
  // weight of j unanswered messages: k! / (k - j)! (reply / think)^j, scaled by the last one so that none overflows
  double weight = 1.0, total = 1.0, unanswered = chats, none = 1.0;
  for (int j = chats; j >= 1; --j) {
    weight *= think_mean_s / (reply_mean_s * (chats - j + 1));
    total += weight;
    unanswered += (j - 1) * weight;
    none = weight;
  }
  ChatTurns out;
  out.utilisation = 1.0 - none / total;
  out.turns_per_s = out.utilisation / reply_mean_s;
  out.turns_per_chat_s = out.turns_per_s / chats;
  out.mean_response_s = unanswered / total / out.turns_per_s;
  out.slowdown = out.turns_per_chat_s * (think_mean_s + reply_mean_s);
  return out;
}

std::vector<double> chat_level_rates(double think_mean_s, double reply_mean_s, double mean_turns, int cap) {
  EXPECT(mean_turns > 0.0 && cap >= 1);
  std::vector<double> rates;
  for (int k = 1; k <= cap; ++k) {
    rates.push_back(chat_turns(think_mean_s, reply_mean_s, k).turns_per_chat_s / mean_turns);
  }
  return rates;
}

namespace {

// The number of operators at each level, and the queue; chats wait only when all operators are at the cap.
class PoolGrid {
 public:
  using Levels = std::vector<int>;

  PoolGrid(const ChatPool& pool, int longest) : pool_(pool), longest_(longest), cap_(pool.rate_per_chat_s.size()) {
    Levels levels(cap_ + 1, 0);
    add_levels(levels, 0, pool.operators);
    full_ = Levels(cap_ + 1, 0);
    full_[cap_] = pool.operators;
    for (const auto& [at, number] : number_) leave(at, number);
    for (int q = 1; q <= longest; ++q) leave_queue(q);
  }

  ChatPoolResult solve() const {
    const int states = static_cast<int>(number_.size()) + longest_;
    const auto p = stationary_distribution(states, transitions_, number_.at(usual_levels()));
    ChatPoolResult out;
    out.level_shares.assign(cap_ + 1, 0.0);
    const auto count = [&](const Levels& levels, double share) {
      for (std::size_t k = 0; k <= cap_; ++k) {
        out.level_shares[k] += share * levels[k] / pool_.operators;
        out.mean_in_service += share * levels[k] * static_cast<double>(k);
      }
    };
    for (const auto& [levels, number] : number_) count(levels, p[index_of(number)]);
    out.p_wait = p[index_of(number_.at(full_))];
    for (int q = 1; q <= longest_; ++q) {
      const double share = p[index_of(queue_state(q))];
      count(full_, share);
      out.p_wait += share;
      out.mean_queue += q * share;
    }
    out.mean_wait_s = out.mean_queue / pool_.arrival_per_s;
    out.p_abandon = pool_.abandon_per_s * out.mean_wait_s;
    out.mean_time_in_service_s = out.mean_in_service / (pool_.arrival_per_s * (1.0 - out.p_abandon));
    out.busy_share = 1.0 - out.level_shares.front();
    out.mean_concurrency = out.mean_in_service / (pool_.operators * out.busy_share);
    out.edge = std::fabs(p[index_of(queue_state(longest_))]);
    return out;
  }

 private:
  int queue_state(int q) const { return q == 0 ? number_.at(full_) : static_cast<int>(number_.size()) + q - 1; }
  double rate(std::size_t level) const { return static_cast<double>(level) * pool_.rate_per_chat_s[level - 1]; }

  void add_levels(Levels& levels, std::size_t level, int left) {
    if (level == cap_) {
      levels[cap_] = left;
      const int number = static_cast<int>(number_.size());
      number_.emplace(levels, number);
      return;
    }
    for (int here = 0; here <= left; ++here) {
      levels[level] = here;
      add_levels(levels, level + 1, left - here);
    }
    levels[level] = 0;
  }

  static Levels moved(Levels levels, std::size_t from, std::size_t to) {
    --levels[from];
    ++levels[to];
    return levels;
  }

  void leave(const Levels& levels, int here) {
    std::size_t least = 0;
    while (levels[least] == 0) ++least;
    const int after = least == cap_ ? queue_state(1) : number_.at(moved(levels, least, least + 1));
    transitions_.push_back({here, after, pool_.arrival_per_s});
    for (std::size_t k = 1; k <= cap_; ++k) {
      if (levels[k] > 0) transitions_.push_back({here, number_.at(moved(levels, k, k - 1)), levels[k] * rate(k)});
    }
  }

  // Whoever finishes takes the next from the queue and stays at the cap.
  void leave_queue(int q) {
    if (q < longest_) transitions_.push_back({queue_state(q), queue_state(q + 1), pool_.arrival_per_s});
    const double down = pool_.operators * rate(cap_) + q * pool_.abandon_per_s;
    transitions_.push_back({queue_state(q), queue_state(q - 1), down});
  }

  // Evenly spread, with as many chats as it takes to keep up with the arrivals.
  Levels usual_levels() const {
    Levels levels(cap_ + 1, 0);
    levels[0] = pool_.operators;
    for (std::size_t level = 0; level < cap_;) {
      double served = 0.0;
      for (std::size_t k = 1; k <= cap_; ++k) served += levels[k] * rate(k);
      if (served >= pool_.arrival_per_s) break;
      levels = moved(levels, level, level + 1);
      if (levels[level] == 0) ++level;
    }
    return levels;
  }

  const ChatPool& pool_;
  int longest_;
  std::size_t cap_;
  std::map<Levels, int> number_;
  Levels full_;
  std::vector<Transition> transitions_;
};

}  // namespace

ChatPoolResult solve_chat_pool(const ChatPool& pool) {
  EXPECT(pool.arrival_per_s > 0.0 && pool.abandon_per_s > 0.0 && pool.operators >= 1 && !pool.rate_per_chat_s.empty());
  for (const double rate : pool.rate_per_chat_s) EXPECT(rate > 0.0);
  for (int longest = 24;; longest += longest / 2) {
    ChatPoolResult out = PoolGrid(pool, longest).solve();
    if (out.edge < kEdge) return out;
  }
}

}  // namespace firstline
