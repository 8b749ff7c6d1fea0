// The marginals of opinions that are reported: by class of contact, interval, team, queue and bot.
//
// Flow: reduce() makes them of a replication's Counters; models/kpi looks them up by slice.
// Shape: empty where no opinions are drawn and nobody errs. A contact belongs to the team and the queue of its last
// leg,
//   or to the bot that ended it. Channels and topics start at 0, none.
// Threads: immutable once made.
// Source: kpis.md, Semantics (slices).
// Tests: tests/models/record/opinion_slices_test.cpp
#pragma once

#include <vector>

#include "models/record/counters.h"

namespace firstline {

struct OpinionSlices {
  OpinionCell total;
  std::vector<OpinionCell> by_type, by_interval, by_band, by_exposure, by_channel, by_topic, by_team, by_queue, by_bot;
};
OpinionSlices slice_opinions(const Counters& counters);

}  // namespace firstline
