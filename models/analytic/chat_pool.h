// Operators with several chats at once: how turns slow each other down, and a pool with that slow-down and a queue.
//
// Flow: think and reply times -> chat_turns, chat_level_rates (the slow-down as a rate at each level) ->
// solve_chat_pool;
//   oracles of both chat models of the simulator.
// Units: seconds and rates per second (any consistent unit works). A level is the number of chats an operator has.
// Shape: a turn is a customer who thinks and a reply; the replies of one operator's chats wait for each other. In the
//   pool a chat goes to the least loaded operator below the cap, else to one queue, first come first served. The chain
//   has as many states as there are ways to spread the operators over the levels: 286 for 10 and a cap of 3, 23,426 for
//   50. The queue is cut where less than 1e-13 of probability reaches its end; the cut is reported.
// Errors: times and rates > 0, at least one chat, operator and level are expected. Patience must be limited.
// Threads: pure functions.
// Neglects: the pool takes work at a level as exponential, and lets a change of level act at once; silence, transfers
//   and other channels are left out. Think times may follow any law with that mean; replies are exponential.
// Source: machine-repair model (Palm 1947); Luo and Zhang 2013, Tezcan and Zhang 2014 (level model); science.md 3.3.
// Tests: tests/models/analytic/chat_pool_test.cpp
#pragma once

#include <vector>

namespace firstline {

struct ChatTurns {
  double utilisation = 0.0;       // share of time in which the operator writes
  double turns_per_s = 0.0;       // of all chats together
  double turns_per_chat_s = 0.0;  // turns per second of one chat
  double mean_response_s = 0.0;   // from a customer's message to the end of its reply
  double slowdown = 1.0;          // speed of one chat against a single chat
};
// One operator who holds `chats` chats all the time: M/M/1//k.
ChatTurns chat_turns(double think_mean_s, double reply_mean_s, int chats);

// The rate at which one of k chats ends, k = 1 .. cap at index k - 1, if a chat has `mean_turns` turns.
std::vector<double> chat_level_rates(double think_mean_s, double reply_mean_s, double mean_turns, int cap);

struct ChatPool {
  double arrival_per_s = 0.0;
  double abandon_per_s = 0.0;  // of a chat in the queue
  int operators = 1;
  std::vector<double> rate_per_chat_s;  // at level 1, 2, ..., cap
};
struct ChatPoolResult {
  double p_wait = 0.0;
  double p_abandon = 0.0;
  double mean_wait_s = 0.0;
  double mean_queue = 0.0;
  double mean_in_service = 0.0;
  double mean_time_in_service_s = 0.0;
  double busy_share = 0.0;           // operators with at least one chat
  double mean_concurrency = 0.0;     // chats of a busy operator
  std::vector<double> level_shares;  // of operators, level 0 .. cap
  double edge = 0.0;
};
ChatPoolResult solve_chat_pool(const ChatPool& pool);

}  // namespace firstline
