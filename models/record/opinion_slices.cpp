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
  const std::vector<Column> columns = columns_of(shape);
  slices.by_interval.resize(static_cast<std::size_t>(shape.intervals_a_day()));
  slices.by_band.resize(static_cast<std::size_t>(shape.num_bands));
  slices.by_exposure.resize(shape.exposure ? 2 : 0);
  slices.by_channel.resize(static_cast<std::size_t>(channels) + 1);
  slices.by_topic.resize(static_cast<std::size_t>(shape.num_topics));
  for (std::size_t i = 0; i < counters.opinions.size(); ++i) {
    const OpinionCell& cell = counters.opinions[i];
    const ClassLabels& labels = shape.classes[i / intervals];
    slices.total.add(cell);
    slices.by_type[static_cast<std::size_t>(labels.type)].add(cell);
    const Column& column = columns[i % intervals];
    slices.by_interval[column.interval].add(cell);
    if (!slices.by_band.empty()) slices.by_band[column.band].add(cell);
    if (!slices.by_exposure.empty()) slices.by_exposure[column.exposed].add(cell);
    slices.by_channel[static_cast<std::size_t>(labels.channel)].add(cell);
    slices.by_topic[static_cast<std::size_t>(labels.topic)].add(cell);
  }
  slices.by_team = counters.opinions_of_team;
  slices.by_queue = counters.opinions_of_queue;
  slices.by_bot = counters.opinions_of_bot;
  return slices;
}

}  // namespace firstline
