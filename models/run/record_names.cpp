#include "models/run/record_names.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "models/scenario/day_bands.h"

namespace firstline {
namespace {

// The place of a name or number among those; -1 where it has none.
template <class Value>
int place(const std::vector<Value>& values, const Value& value) {
  const auto found = std::find(values.begin(), values.end(), value);
  return found == values.end() ? -1 : static_cast<int>(found - values.begin());
}

template <class Map>
std::vector<std::string> names_in(const Map& map) {
  std::vector<std::string> names;
  names.reserve(map.size());
  for (const auto& [name, entity] : map) names.push_back(name);
  return names;
}

std::vector<std::string> intervals_of(const Experiment& experiment, int count) {
  std::vector<std::string> names;
  for (int i = 0; i < count; ++i) {
    const auto from = static_cast<std::int64_t>(i * experiment.interval_s);
    const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    names.push_back(two(from / 3600) + ":" + two(from / 60 % 60));
  }
  return names;
}

void add_lines(const Scenario& scenario, ReplicationNames& names) {
  std::set<int> numbers;
  for (const auto& [name, queue] : scenario.queues) numbers.insert(queue.line);
  const std::vector<int> lines(numbers.begin(), numbers.end());
  for (const int line : lines) names.lines.push_back(std::to_string(line));
  for (const auto& [name, queue] : scenario.queues) names.queue_line.push_back(place(lines, queue.line));
  for (const auto& [name, team] : scenario.teams) {
    const auto preferred = std::min_element(team.serves.begin(), team.serves.end(), [](const auto& a, const auto& b) {
      return a.second.priority < b.second.priority;
    });
    const int queue = preferred == team.serves.end() ? -1 : place(names.queues, preferred->first);
    names.team_line.push_back(queue < 0 ? -1 : names.queue_line[static_cast<std::size_t>(queue)]);
  }
}

void add_labels(const Scenario& scenario, ReplicationNames& names) {
  std::set<std::string> segments, products;
  for (const auto& [name, type] : scenario.contact_types) {
    if (!type.segment.empty()) segments.insert(type.segment);
    if (!type.product.empty()) products.insert(type.product);
  }
  names.segments.assign(segments.begin(), segments.end());
  names.products.assign(products.begin(), products.end());
  names.channels = names_in(scenario.channels);
  names.topics = names_in(scenario.topics);
  for (const auto& [name, type] : scenario.contact_types) {
    names.type_segment.push_back(place(names.segments, type.segment));
    names.type_product.push_back(place(names.products, type.product));
  }
  for (const auto& [name, bot] : scenario.bots) {
    for (const auto& [step_name, step] : bot.steps) {
      names.steps.push_back(step_name);
      names.step_bot.push_back(static_cast<int>(names.bots.size()));
    }
    names.bots.push_back(name);
  }
  for (const auto& [name, sla] : scenario.slas) {
    names.slas.push_back({.name = name,
                          .share = sla.share,
                          .channel = place(names.channels, sla.channel),
                          .segment = place(names.segments, sla.segment),
                          .product = place(names.products, sla.product)});
  }
}

}  // namespace

ReplicationNames names_of(const Scenario& scenario, const Experiment& experiment, const CounterShape& shape) {
  ReplicationNames names;
  names.queues = names_in(scenario.queues);
  names.types = names_in(scenario.contact_types);
  for (const auto& [name, type] : scenario.contact_types) names.type_queue.push_back(place(names.queues, type.queue));
  names.teams = names_in(scenario.teams);
  names.intervals = intervals_of(experiment, shape.intervals_a_day());
  DayBands bands = day_bands(experiment, scenario.start_day);
  names.weekdays = std::move(bands.weekdays);
  names.days = std::move(bands.days);
  names.band_weekday = std::move(bands.weekday_of_band);
  names.exposure = shape.exposure;
  names.classes = shape.classes;
  if (names.has_cases()) {
    add_lines(scenario, names);
    add_labels(scenario, names);
  }
  return names;
}

}  // namespace firstline
