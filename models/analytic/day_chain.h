// The chain of one station within a slot: busy servers and queue, forwards in time; one tagged contact, backwards.
//
// Flow: day_solver chains slots; nothing else uses it.
// Units: seconds, rates per second.
// Shape: with c servers on duty a state is either b < c busy and nobody waiting (idle[b]), or c + e busy and q waiting
//        (wait[e][q]): e servers work past the end of their shift and leave with their contact.
// Errors: a queue that outgrows the grid is reported by the return value of advance; the caller widens and repeats.
// Threads: none shared.
// Source: Jensen 1953 (uniformisation); science.md A24.
// Tests: tests/models/analytic/day_chain_test.cpp
#pragma once

#include <cstddef>
#include <vector>

namespace firstline {

struct ChainRates {
  double arrival_per_s = 0.0;
  double service_per_s = 0.0;
  double abandon_per_s = 0.0;
  double balk = 0.0;  // share of arrivals that leave when all servers are busy
};

class ChainState {
 public:
  ChainState(int servers, int overtime, int longest_queue);

  int servers() const { return servers_; }
  int overtime() const { return overtime_; }
  int longest_queue() const { return longest_queue_; }
  double* row(int e) { return wait_.data() + offset(e); }
  const double* row(int e) const { return wait_.data() + offset(e); }

  // The same distribution under another number of servers on duty (waiting contacts take new servers at once), on a
  // grid just wide enough, but for `spare` more places in the queue.
  ChainState with_servers(int servers, int spare) const;
  // The same distribution on a grid with a longer queue.
  ChainState widened(int longest_queue) const;
  void add(const ChainState& other, double factor);
  void clear();

  double mean_queue() const;
  double mean_busy() const;
  double p_all_busy() const;
  double p_queue_at(int q) const;

  std::vector<double> idle;

 private:
  std::size_t offset(int e) const { return static_cast<std::size_t>(e) * static_cast<std::size_t>(longest_queue_ + 1); }
  int servers_, overtime_, longest_queue_;
  std::vector<double> wait_;
};

enum class QueueEdge { kWall, kArtificial };

// Moves `state` on by `duration_s` and adds the time integral of the distribution to `integral` (same shape). kWall
// turns arrivals away at the edge; kArtificial leaves everything as it was, and returns false, where one gets there.
bool advance(ChainState& state, ChainState& integral, const ChainRates& rates, QueueEdge edge, double duration_s);

// P(a contact with k others before it, and e servers in overtime, is served in time), for e <= overtime, k <= longest.
class TaggedValue {
 public:
  TaggedValue(int servers, int overtime, int longest_queue);

  double at(int e, int k) const { return value_[index(e, k)]; }
  // Back in time by `duration_s` with the servers on duty unchanged.
  void step_back(const ChainRates& rates, double duration_s);
  // Back across a change of servers, from the present number to `servers` before it with up to `overtime` too many.
  TaggedValue before_change(int servers, int overtime) const;

 private:
  std::size_t index(int e, int k) const {
    return static_cast<std::size_t>(e) * static_cast<std::size_t>(longest_queue_ + 1) + static_cast<std::size_t>(k);
  }
  int servers_, overtime_, longest_queue_;
  std::vector<double> value_;
};

}  // namespace firstline
