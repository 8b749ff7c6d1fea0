// The dialogue of the reference block bot_absorbing_chain as a BotChain, with endless or with limited retries.
//
// Shape: outcomes are resolved, transfer, refused, hang-up, in this order.
// Tests: tests/models/analytic/bot_chain_test.cpp uses it
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>

#include "models/analytic/bot_chain.h"

namespace firstline {

// One state a step; a retry comes back to it.
inline BotChain reference_dialogue(const nlohmann::json& in) {
  const int steps = static_cast<int>(in.at("ok").size());
  BotChain chain{.states = {}, .num_outcomes = 4, .start = {}, .moves = {}};
  for (int i = 0; i < steps; ++i) {
    const double seconds = in.at("step_seconds")[static_cast<std::size_t>(i)];
    chain.states.push_back({i, seconds, seconds * seconds});
    chain.start.push_back(i == 0 ? 1.0 : 0.0);
  }
  for (int i = 0; i < steps; ++i) {
    const auto p = [&](const char* key) { return in.at(key)[static_cast<std::size_t>(i)].get<double>(); };
    chain.moves.push_back({i, i + 1 < steps ? i + 1 : chain.to_outcome(0), p("ok"), BotMoveKind::next});
    chain.moves.push_back({i, i, p("retry"), BotMoveKind::retry});
    chain.moves.push_back({i, chain.to_outcome(1), p("transfer")});
    chain.moves.push_back({i, chain.to_outcome(2), p("refuse")});
    chain.moves.push_back({i, chain.to_outcome(3), p("hangup")});
  }
  return chain;
}

// A state for each retry: what is not understood is asked again and, after the last retry, handed over; the recognition
// falls by `decay` and the hang-ups grow by (1 + r) with retry r.
inline BotChain retry_dialogue(const nlohmann::json& in, int most, double decay) {
  const int steps = static_cast<int>(in.at("ok").size());
  BotChain chain{.states = {}, .num_outcomes = 4, .start = {}, .moves = {}};
  for (int i = 0; i < steps; ++i) {
    const double seconds = in.at("step_seconds")[static_cast<std::size_t>(i)];
    for (int r = 0; r <= most; ++r) {
      chain.states.push_back({i, seconds, seconds * seconds});
      chain.start.push_back(i == 0 && r == 0 ? 1.0 : 0.0);
    }
  }
  for (int i = 0; i < steps; ++i) {
    const auto p = [&](const char* key) { return in.at(key)[static_cast<std::size_t>(i)].get<double>(); };
    for (int r = 0; r <= most; ++r) {
      const int here = i * (most + 1) + r;
      const double ok = p("ok") * std::pow(decay, r), hangup = p("hangup") * (1 + r), refuse = p("refuse");
      const double again = 1.0 - ok - hangup - refuse;
      chain.moves.push_back({here, i + 1 < steps ? (i + 1) * (most + 1) : chain.to_outcome(0), ok, BotMoveKind::next});
      chain.moves.push_back(r < most ? BotMove{here, here + 1, again, BotMoveKind::retry}
                                     : BotMove{here, chain.to_outcome(1), again});
      chain.moves.push_back({here, chain.to_outcome(2), refuse});
      chain.moves.push_back({here, chain.to_outcome(3), hangup});
    }
  }
  return chain;
}

}  // namespace firstline
