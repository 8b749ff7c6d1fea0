#include "models/record/opinion_slices.h"

#include <algorithm>

namespace firstline {

OpinionSlices slice_opinions(const Counters& counters) {
  OpinionSlices slices;
  if (counters.opinions.empty()) return slices;
  const CounterShape& shape = counters.shape;
  const auto intervals = static_cast<std::size_t>(shape.num_intervals);
  int channels = 0;
  for (const ClassLabels& labels : shape.classes) channels = std::max(channels, labels.channel);
  slices.by_type.resize(static_cast<std::size_t>(shape.num_types));
  slices.by_interval.resize(intervals);
  slices.by_channel.resize(static_cast<std::size_t>(channels) + 1);
  slices.by_topic.resize(static_cast<std::size_t>(shape.num_topics));
  for (std::size_t i = 0; i < counters.opinions.size(); ++i) {
    const OpinionCell& cell = counters.opinions[i];
    const ClassLabels& labels = shape.classes[i / intervals];
    slices.total.add(cell);
    slices.by_type[static_cast<std::size_t>(labels.type)].add(cell);
    slices.by_interval[i % intervals].add(cell);
    slices.by_channel[static_cast<std::size_t>(labels.channel)].add(cell);
    slices.by_topic[static_cast<std::size_t>(labels.topic)].add(cell);
  }
  slices.by_team = counters.opinions_of_team;
  slices.by_queue = counters.opinions_of_queue;
  slices.by_bot = counters.opinions_of_bot;
  return slices;
}

}  // namespace firstline
