#include "models/analytic/bot_chain.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>

#include "sim/base/check.h"

namespace firstline {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kRounding = 1e-9;

std::size_t index_of(int i) { return static_cast<std::size_t>(i); }
bool ends(const BotChain& chain, const BotMove& move) { return move.to >= chain.to_outcome(0); }

void expect_valid(const BotChain& chain) {
  const std::size_t n = chain.states.size();
  EXPECT(n >= 1 && chain.num_outcomes >= 1 && chain.start.size() == n);
  double begun = 0.0;
  for (const double share : chain.start) {
    EXPECT(share >= 0.0);
    begun += share;
  }
  EXPECT(std::fabs(begun - 1.0) <= kRounding);
  std::vector<double> sum(n, 0.0);
  for (const BotMove& move : chain.moves) {
    EXPECT(move.from >= 0 && move.from < chain.to_outcome(0) && move.p >= 0.0);
    EXPECT(move.to >= 0 && move.to < chain.to_outcome(chain.num_outcomes));
    sum[index_of(move.from)] += move.p;
  }
  for (const double row : sum) EXPECT(std::fabs(row - 1.0) <= kRounding);
  for (const BotState& state : chain.states) {
    EXPECT(state.mean_s >= 0.0 && state.second_moment_s2 >= state.mean_s * state.mean_s * (1.0 - kRounding));
  }
}

// The states from which some outcome can be reached.
std::vector<char> ending_states(const BotChain& chain) {
  std::vector<char> ending(chain.states.size(), 0);
  for (bool changed = true; changed;) {
    changed = false;
    for (const BotMove& move : chain.moves) {
      if (move.p <= 0.0 || ending[index_of(move.from)]) continue;
      if (!ends(chain, move) && !ending[index_of(move.to)]) continue;
      ending[index_of(move.from)] = 1;
      changed = true;
    }
  }
  return ending;
}

// I - Q, factored, and R. States that never end have empty rows: nothing is resolved from there, and the matrix stays
// regular.
class Absorption {
 public:
  explicit Absorption(const BotChain& chain)
      : ending_(ending_states(chain)), size_(static_cast<Eigen::Index>(chain.states.size())) {
    within_ = Eigen::MatrixXd::Zero(size_, size_);
    out_ = Eigen::MatrixXd::Zero(size_, chain.num_outcomes);
    for (const BotMove& move : chain.moves) {
      if (!ending_[index_of(move.from)]) continue;
      if (ends(chain, move)) {
        out_(move.from, move.to - size_) += move.p;
      } else {
        within_(move.from, move.to) += move.p;
      }
    }
    lu_.compute(Eigen::MatrixXd::Identity(size_, size_) - within_);
  }

  Eigen::VectorXd solve(const Eigen::VectorXd& reward) const { return lu_.solve(reward); }
  Eigen::MatrixXd outcomes() const { return lu_.solve(out_); }
  Eigen::VectorXd resolved(int outcome) const { return lu_.solve(out_.col(outcome)); }
  Eigen::VectorXd visits(const Eigen::VectorXd& start) const { return lu_.transpose().solve(start); }
  const Eigen::MatrixXd& within() const { return within_; }
  const Eigen::MatrixXd& out() const { return out_; }
  bool never_ends(Eigen::Index state) const { return ending_[static_cast<std::size_t>(state)] == 0; }

 private:
  std::vector<char> ending_;
  Eigen::Index size_;
  Eigen::MatrixXd within_, out_;
  Eigen::PartialPivLU<Eigen::MatrixXd> lu_;
};

Eigen::VectorXd to_vector(const std::vector<double>& values) {
  return Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Eigen::Index>(values.size()));
}
std::vector<double> to_std(const Eigen::VectorXd& values) { return {values.data(), values.data() + values.size()}; }

// The chain with a step that always leads on: its `next` moves in proportion, every other move 0.
BotChain with_perfect_step(BotChain chain, int step) {
  std::vector<double> next(chain.states.size(), 0.0);
  for (const BotMove& move : chain.moves) {
    if (move.kind == BotMoveKind::next) next[index_of(move.from)] += move.p;
  }
  for (BotMove& move : chain.moves) {
    const double sum = next[index_of(move.from)];
    if (chain.states[index_of(move.from)].step != step || sum <= 0.0) continue;
    move.p = move.kind == BotMoveKind::next ? move.p / sum : 0.0;
  }
  return chain;
}

// Where the moves of one kind lead on average: the chance of ending in `resolved` from there. Nothing without moves.
struct Destination {
  double p = 0.0;
  double resolved = 0.0;

  void add(double move_p, double chance) {
    p += move_p;
    resolved += move_p * chance;
  }
  bool exists() const { return p > 0.0; }
  double mean() const { return resolved / p; }
};
struct Destinations {
  Destination next, retry, wrong;
};
std::vector<Destinations> destinations_of(const BotChain& chain, const Eigen::VectorXd& resolved, int goal) {
  std::vector<Destinations> to(chain.states.size());
  for (const BotMove& move : chain.moves) {
    const double chance = move.to == goal ? 1.0 : ends(chain, move) ? 0.0 : resolved[move.to];
    Destinations& of = to[index_of(move.from)];
    if (move.kind == BotMoveKind::next) of.next.add(move.p, chance);
    if (move.kind == BotMoveKind::retry) of.retry.add(move.p, chance);
    if (move.kind == BotMoveKind::wrong) of.wrong.add(move.p, chance);
  }
  return to;
}

}  // namespace

BotChainResult solve_bot_chain(const BotChain& chain) {
  expect_valid(chain);
  const Absorption chances(chain);
  const auto size = static_cast<Eigen::Index>(chain.states.size());
  const Eigen::VectorXd start = to_vector(chain.start);
  const Eigen::VectorXd one = Eigen::VectorXd::Ones(size);
  Eigen::VectorXd mean(size), second(size);
  for (Eigen::Index i = 0; i < size; ++i) {
    mean[i] = chain.states[static_cast<std::size_t>(i)].mean_s;
    second[i] = chain.states[static_cast<std::size_t>(i)].second_moment_s2;
  }
  Eigen::VectorXd visits = chances.visits(start);
  const Eigen::MatrixXd outcomes = chances.outcomes();
  BotChainResult out;
  out.absorbing = true;
  for (Eigen::Index i = 0; i < size; ++i) {
    if (chances.never_ends(i) && visits[i] > 0.0) out.absorbing = false;
    out.outcome_shares_from.push_back(to_std(outcomes.row(i)));
  }
  out.outcome_shares = to_std(outcomes.transpose() * start);
  for (int c = 0; c < chain.num_outcomes; ++c) {
    // A visit to i belongs to a session of outcome c with the chance of c from i.
    const double share = out.outcome_shares[index_of(c)];
    const Eigen::VectorXd of = visits.cwiseProduct(outcomes.col(c));
    out.mean_turns_of.push_back(share > 0.0 ? of.sum() / share : 0.0);
    out.mean_duration_of_s.push_back(share > 0.0 ? of.dot(mean) / share : 0.0);
  }
  if (out.absorbing) {
    const Eigen::VectorXd turns = chances.solve(one), duration = chances.solve(mean);
    out.mean_turns = start.dot(turns);
    out.var_turns = start.dot(2.0 * chances.solve(turns) - turns) - out.mean_turns * out.mean_turns;
    out.mean_duration_s = start.dot(duration);
    const Eigen::VectorXd rest = chances.within() * duration;
    out.second_moment_duration_s2 = start.dot(chances.solve(second + 2.0 * mean.cwiseProduct(rest)));
  } else {
    out.mean_turns = out.var_turns = out.mean_duration_s = out.second_moment_duration_s2 = kInfinity;
    for (Eigen::Index i = 0; i < size; ++i) {
      if (chances.never_ends(i) && visits[i] > 0.0) visits[i] = kInfinity;
    }
  }
  out.visits = to_std(visits);
  return out;
}

std::vector<double> visits_from(const BotChain& chain, int state) {
  expect_valid(chain);
  EXPECT(state >= 0 && state < chain.to_outcome(0));
  return to_std(Absorption(chain).visits(Eigen::VectorXd::Unit(static_cast<Eigen::Index>(chain.states.size()), state)));
}

std::vector<double> turns_pmf(const BotChain& chain, int most) {
  expect_valid(chain);
  std::vector<double> pmf, here = chain.start;
  for (int k = 1; k <= most; ++k) {
    std::vector<double> next(here.size(), 0.0);
    double ended = 0.0;
    for (const BotMove& move : chain.moves) {
      const double p = here[index_of(move.from)] * move.p;
      (ends(chain, move) ? ended : next[index_of(move.to)]) += p;
    }
    pmf.push_back(ended);
    here.swap(next);
  }
  return pmf;
}

std::vector<BotStepValue> weigh_steps(const BotChain& chain, int resolved_outcome) {
  expect_valid(chain);
  EXPECT(resolved_outcome >= 0 && resolved_outcome < chain.num_outcomes);
  const Absorption chances(chain);
  const Eigen::VectorXd start = to_vector(chain.start);
  const Eigen::VectorXd visits = chances.visits(start), resolved = chances.resolved(resolved_outcome);
  const std::vector<Destinations> to = destinations_of(chain, resolved, chain.to_outcome(resolved_outcome));

  std::map<int, BotStepValue> rows;
  double lost = 0.0;
  for (std::size_t i = 0; i < chain.states.size(); ++i) {
    const auto at = static_cast<Eigen::Index>(i);
    BotStepValue& row = rows[chain.states[i].step];
    row.step = chain.states[i].step;
    row.visits += visits[at];
    const double lost_here = visits[at] * (chances.out().row(at).sum() - chances.out()(at, resolved_outcome));
    row.loss_share += lost_here;
    lost += lost_here;
    if (!to[i].next.exists()) continue;
    const double next = to[i].next.mean();
    row.resolved_per_exit += visits[at] * next;
    if (to[i].retry.exists()) row.resolved_per_retry += visits[at] * (next - to[i].retry.mean());
    if (to[i].wrong.exists()) row.resolved_per_wrong += visits[at] * (next - to[i].wrong.mean());
  }
  std::vector<BotStepValue> out;
  for (auto& [step, row] : rows) {
    if (lost > 0.0) row.loss_share /= lost;
    const Absorption mended(with_perfect_step(chain, step));
    row.gain_if_perfect = start.dot(mended.resolved(resolved_outcome)) - start.dot(resolved);
    out.push_back(row);
  }
  return out;
}

const BotStepValue& weakest_step(std::span<const BotStepValue> rows) {
  EXPECT(!rows.empty());
  return *std::max_element(rows.begin(), rows.end(), [](const BotStepValue& a, const BotStepValue& b) {
    return a.gain_if_perfect < b.gain_if_perfect;
  });
}

}  // namespace firstline
