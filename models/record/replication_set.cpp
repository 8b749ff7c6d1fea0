#include "models/record/replication_set.h"

#include <algorithm>
#include <utility>

#include "models/record/digest.h"

namespace firstline {
namespace {

Quantiles quantiles_of(const sim::LogHistogram::Compact& histogram) {
  Quantiles quantiles{.count = histogram.count, .at = {}, .maximum = histogram.max};
  histogram.quantiles(kWaitQuantiles, quantiles.at);
  return quantiles;
}

using Compacts = std::vector<sim::LogHistogram::Compact>;

sim::LogHistogram::Compact merged(const Compacts& histograms) {
  sim::LogHistogram all;
  for (const sim::LogHistogram::Compact& histogram : histograms) all.merge(histogram);
  return all.compact();
}

std::vector<Quantiles> quantiles_of(const Compacts& histograms) {
  std::vector<Quantiles> quantiles;
  quantiles.reserve(histograms.size());
  for (const sim::LogHistogram::Compact& histogram : histograms) quantiles.push_back(quantiles_of(histogram));
  return quantiles;
}

// Of pairs {resolved, open}.
std::vector<Resolution> resolutions_of(const Compacts& histograms, double horizon_s) {
  std::vector<Resolution> resolutions;
  resolutions.reserve(histograms.size() / 2);
  for (std::size_t i = 0; i + 1 < histograms.size(); i += 2) {
    resolutions.push_back(resolution_of(histograms[i], histograms[i + 1], horizon_s));
  }
  return resolutions;
}

// Sums over the types of each label; `parts` histograms a type, one after the other, and a label.
Compacts by_label(const Compacts& of_types, const std::vector<int>& labels, std::size_t parts) {
  Compacts sums;
  if (labels.empty() || of_types.size() != parts * labels.size()) return sums;
  const int last = *std::max_element(labels.begin(), labels.end());
  sums.reserve(parts * static_cast<std::size_t>(last + 1));
  sim::LogHistogram sum;
  for (int label = 0; label <= last; ++label) {
    for (std::size_t part = 0; part < parts; ++part) {
      sum.clear();
      for (std::size_t type = 0; type < labels.size(); ++type) {
        if (labels[type] == label) sum.merge(of_types[parts * type + part]);
      }
      sums.push_back(sum.compact());
    }
  }
  return sums;
}

Sliced<Quantiles> slice_times(const Compacts& of_types, const Compacts& of_channels, const CounterShape& shape) {
  return {.by_type = quantiles_of(of_types),
          .by_channel = quantiles_of(of_channels),
          .by_segment = quantiles_of(by_label(of_types, shape.segment_of_type, 1)),
          .by_product = quantiles_of(by_label(of_types, shape.product_of_type, 1))};
}

void pool(std::vector<sim::LogHistogram>& pooled, const Compacts& histograms) {
  if (pooled.size() < histograms.size()) pooled.resize(histograms.size());
  for (std::size_t i = 0; i < histograms.size(); ++i) pooled[i].merge(histograms[i]);
}

std::size_t type_of(const CounterShape& shape, std::size_t class_index) {
  return shape.classes.empty() ? class_index : static_cast<std::size_t>(shape.classes[class_index].type);
}

// visit(cell, row, interval) for each cell of `rows` rows, without a division a cell.
template <class Visit>
void for_each_cell(const Counters& counters, int rows, Visit&& visit) {
  const auto intervals = static_cast<std::size_t>(counters.shape.num_intervals);
  std::size_t cell = 0;
  for (std::size_t row = 0; row < static_cast<std::size_t>(rows); ++row) {
    for (std::size_t interval = 0; interval < intervals; ++interval) visit(cell++, row, interval);
  }
}

// Adds a cell of a column to the sums by interval, band and exposure: those of the last two that are there.
template <class Cell>
void add_to_column(const Cell& cell, const Column& column, std::vector<Cell>& by_interval, std::vector<Cell>& by_band,
                   std::vector<Cell>& by_exposure) {
  by_interval[column.interval].add(cell);
  if (!by_band.empty()) by_band[column.band].add(cell);
  if (!by_exposure.empty()) by_exposure[column.exposed].add(cell);
}

void reduce_contacts(const Counters& counters, ReplicationRecord& record) {
  const std::vector<Column> columns = columns_of(counters.shape);
  record.by_type.resize(static_cast<std::size_t>(counters.shape.num_types));
  record.by_interval.resize(static_cast<std::size_t>(counters.shape.intervals_a_day()));
  record.by_band.resize(static_cast<std::size_t>(counters.shape.num_bands));
  record.by_exposure.resize(counters.shape.exposure ? 2 : 0);
  for_each_cell(counters, counters.shape.num_classes(), [&](std::size_t cell, std::size_t row, std::size_t column) {
    record.by_type[type_of(counters.shape, row)].add(counters.contacts[cell]);
    add_to_column(counters.contacts[cell], columns[column], record.by_interval, record.by_band, record.by_exposure);
  });
  for (const ContactCell& cell : record.by_type) record.total.add(cell);
}

void reduce_teams(const Counters& counters, ReplicationRecord& record) {
  const std::vector<Column> columns = columns_of(counters.shape);
  std::vector<TeamCell> by_exposure;  // operators' time is never told apart by it
  record.by_team.resize(static_cast<std::size_t>(counters.shape.num_teams));
  record.team_by_interval.resize(static_cast<std::size_t>(counters.shape.intervals_a_day()));
  record.team_by_band.resize(static_cast<std::size_t>(counters.shape.num_bands));
  for_each_cell(counters, counters.shape.num_teams, [&](std::size_t cell, std::size_t row, std::size_t column) {
    record.by_team[row].add(counters.teams[cell]);
    add_to_column(counters.teams[cell], columns[column], record.team_by_interval, record.team_by_band, by_exposure);
  });
  for (const TeamCell& cell : record.by_team) record.team_total.add(cell);
}

void reduce_classes(const Counters& counters, ReplicationRecord& record) {
  const auto intervals = static_cast<std::size_t>(counters.shape.num_intervals);
  record.classes.resize(static_cast<std::size_t>(counters.shape.num_classes()));
  for_each_cell(counters, counters.shape.num_classes(), [&](std::size_t cell, std::size_t row, std::size_t) {
    ClassVolume& volume = record.classes[row];
    volume.offered += counters.contacts[cell].offered();
    volume.handled += counters.contacts[cell].answered;
    volume.handle += counters.contacts[cell].handle;
  });
  for (std::size_t i = 0; i < counters.flows.size(); ++i) {
    ClassVolume& volume = record.classes[i / intervals];
    volume.offered += counters.flows[i].offered_repeat;
    volume.handled += counters.flows[i].handled_besides();
    volume.line_time += counters.flows[i].line_time;
  }
  for (std::size_t i = 0; i < counters.issues.size(); ++i) record.classes[i].resolved = counters.issues[i].resolved;
  record.work = counters.work;
  record.peak_on_duty = counters.peak_on_duty;
  record.lent = counters.lent;
  const auto levels = static_cast<std::size_t>(counters.shape.num_levels);
  record.concurrency.assign(levels, 0);
  for (std::size_t i = 0; i < counters.concurrency.size(); ++i)
    record.concurrency[i % levels] += counters.concurrency[i];
}

// The cell of a channel, which grows with the largest one.
template <class Cell>
Cell& grown(std::vector<Cell>& cells, int index) {
  const auto at = static_cast<std::size_t>(index);
  if (at >= cells.size()) cells.resize(at + 1);
  return cells[at];
}

void reduce_cases(const Counters& counters, ReplicationRecord& record) {
  const auto intervals = static_cast<std::size_t>(counters.shape.num_intervals);
  const auto topics = static_cast<std::size_t>(counters.shape.num_topics);
  const std::vector<ClassLabels>& classes = counters.shape.classes;
  record.cases_by_type.resize(static_cast<std::size_t>(counters.shape.num_types));
  const std::vector<Column> columns = columns_of(counters.shape);
  record.flow_by_interval.resize(static_cast<std::size_t>(counters.shape.intervals_a_day()));
  record.flow_by_band.resize(static_cast<std::size_t>(counters.shape.num_bands));
  record.flow_by_exposure.resize(counters.shape.exposure ? 2 : 0);
  record.by_topic.resize(topics);
  record.cases_by_topic.resize(topics);
  for (std::size_t c = 0; c < classes.size(); ++c) {
    ContactCell contacts;
    CaseCell cases;
    for (std::size_t i = 0; i < intervals; ++i) {
      contacts.add(counters.contacts[c * intervals + i]);
      cases.flow.add(counters.flows[c * intervals + i]);
      add_to_column(counters.flows[c * intervals + i], columns[i], record.flow_by_interval, record.flow_by_band,
                    record.flow_by_exposure);
    }
    cases.issue = counters.issues[c];
    if (!counters.sla_of_class.empty()) cases.sla = counters.sla_of_class[c];
    for (std::size_t at = c; at < counters.work.size(); at += classes.size()) cases.work += counters.work[at];
    record.cases.add(cases);
    record.cases_by_type[type_of(counters.shape, c)].add(cases);
    const auto topic = static_cast<std::size_t>(classes[c].topic);
    if (topic < topics) {
      record.by_topic[topic].add(contacts);
      record.cases_by_topic[topic].add(cases);
    }
    grown(record.by_channel, classes[c].channel).add(contacts);
    grown(record.cases_by_channel, classes[c].channel).add(cases);
  }
}

void reduce_legs(const Counters& counters, ReplicationRecord& record) {
  const auto queues = static_cast<std::size_t>(counters.shape.num_queues);
  record.legs_by_topic.resize(static_cast<std::size_t>(counters.shape.num_topics));
  record.legs_by_queue.resize(queues);
  record.bots = counters.bots;
  record.steps = counters.steps;
  record.solved.reserve(counters.legs.size());
  for (std::size_t i = 0; i < counters.legs.size(); ++i) {
    record.legs_by_topic[i / queues].add(counters.legs[i]);
    record.legs_by_queue[i % queues].add(counters.legs[i]);
    record.solved.push_back(counters.legs[i].resolved);
  }
  record.moves = counters.moves;
  record.slas = counters.slas;
  record.sla_periods = static_cast<std::size_t>(counters.shape.num_sla_periods);
}

}  // namespace

void CaseCell::add(const CaseCell& other) {
  flow.add(other.flow);
  issue.add(other.issue);
  sla.add(other.sla);
  work += other.work;
}

Resolution resolution_of(const sim::LogHistogram::Compact& resolved, const sim::LogHistogram::Compact& open,
                         double horizon_s) {
  Resolution resolution{.issues = resolved.count + open.count, .mean_s = {}, .quantiles_s = {}};
  if (resolution.issues == 0) return resolution;
  const sim::SurvivalCurve curve = sim::survival_curve(resolved, open);
  // The curve is level behind the longest time seen: only where none is left is that the truth.
  if (curve.follow_up() >= horizon_s || curve.at(curve.follow_up()) == 0.0) {
    resolution.mean_s = curve.restricted_mean(horizon_s);
  }
  for (std::size_t i = 0; i < kResolutionQuantiles.size(); ++i) {
    resolution.quantiles_s[i] = curve.quantile(kResolutionQuantiles[i]);
  }
  return resolution;
}

ReplicationRecord reduce(const Counters& counters, const Observations& observations, double resolution_horizon_s) {
  ReplicationRecord record;
  reduce_contacts(counters, record);
  reduce_teams(counters, record);
  reduce_classes(counters, record);
  if (!counters.shape.classes.empty()) {
    reduce_cases(counters, record);
    reduce_legs(counters, record);
    record.opinions = slice_opinions(counters);
    const auto& times = counters.resolution;
    const auto& business = counters.resolution_business;
    record.resolution = resolution_of(times[0], times[1], resolution_horizon_s);
    record.resolution_business = resolution_of(business[0], business[1], resolution_horizon_s);
    const Compacts& of_types = observations.resolution_of_type;
    const auto by_types = [&](const std::vector<int>& labels) {
      return resolutions_of(by_label(of_types, labels, 2), resolution_horizon_s);
    };
    record.resolutions = {.by_type = resolutions_of(of_types, resolution_horizon_s),
                          .by_channel = resolutions_of(observations.resolution_of_channel, resolution_horizon_s),
                          .by_segment = by_types(counters.shape.segment_of_type),
                          .by_product = by_types(counters.shape.product_of_type)};
  }
  record.waiting = counters.waiting;
  record.waiting_all = counters.waiting_all;
  record.in_system = counters.in_system;
  record.waits = slice_times(observations.waits, observations.waits_of_channel, counters.shape);
  record.responses = slice_times(observations.responses, observations.responses_of_channel, counters.shape);
  record.wait_total = quantiles_of(merged(observations.waits));
  record.response_total = record.first_answer_total = quantiles_of(merged(observations.responses));
  if (!observations.contained.empty()) {
    std::vector<sim::LogHistogram::Compact> answers = observations.responses;
    answers.insert(answers.end(), observations.contained.begin(), observations.contained.end());
    record.first_answer_total = quantiles_of(merged(answers));
  }
  record.measured = counters.measured;
  record.events = counters.events;
  record.digest = counters.digest(observations);
  return record;
}

void collect(ReplicationSet& set, const Observations& observations, ReplicationRecord record) {
  pool(set.pooled_waits_by_type, observations.waits);
  pool(set.pooled_responses_by_type, observations.responses);
  pool(set.pooled_waits_by_channel, observations.waits_of_channel);
  pool(set.pooled_responses_by_channel, observations.responses_of_channel);
  pool(set.pooled_resolution_by_type, observations.resolution_of_type);
  pool(set.pooled_resolution_by_channel, observations.resolution_of_channel);
  for (const auto& histogram : observations.contained) set.pooled_contained.merge(histogram);
  for (std::size_t i = 0; i < observations.resolution.size(); ++i) {
    set.pooled_resolution[i].merge(observations.resolution[i]);
    set.pooled_resolution_business[i].merge(observations.resolution_business[i]);
  }
  set.records.push_back(std::move(record));
}

sim::LogHistogram ReplicationSet::sum_of(const std::vector<sim::LogHistogram>& histograms) {
  sim::LogHistogram sum;
  for (const sim::LogHistogram& histogram : histograms) sum.merge(histogram);
  return sum;
}

std::uint64_t ReplicationSet::digest() const {
  Digest digest;
  for (const ReplicationRecord& record : records) digest.add(record.digest);
  return digest.value();
}

}  // namespace firstline
