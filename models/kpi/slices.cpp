#include "models/kpi/slices.h"

#include <algorithm>

namespace firstline {
namespace {

void add_all(std::vector<SliceOf>& slices, unsigned kind, const char* dimension,
             const std::vector<std::string>& names) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    slices.push_back({.slice = {dimension, names[i]}, .kind = kind, .index = i});
  }
}

// Pairs of lines that something passed between, and the lines that work on topics: every pair, in order.
void add_pairs(std::vector<SliceOf>& slices, unsigned kind, const char* dimension,
               const std::vector<std::string>& first, const std::vector<std::string>& second) {
  for (std::size_t i = 0; i < first.size(); ++i) {
    for (std::size_t j = 0; j < second.size(); ++j) {
      slices.push_back({.slice = pair_slice(dimension, first[i], second[j]), .kind = kind, .index = i, .second = j});
    }
  }
}

void add_case_slices(std::vector<SliceOf>& slices, const ReplicationNames& names) {
  add_all(slices, by::channel, "channel", names.channels);
  add_all(slices, by::segment, "segment", names.segments);
  add_all(slices, by::product, "product", names.products);
  add_all(slices, by::topic, "topic", names.topics);
  add_all(slices, by::line, "line", names.lines);
  for (std::size_t i = 0; i < names.slas.size(); ++i) {
    slices.push_back({.slice = {"sla", names.slas[i].name}, .kind = by::sla, .index = i});
  }
  add_pairs(slices, by::from_to_line, "from_line,to_line", names.lines, names.lines);
  add_pairs(slices, by::topic_line, "topic,line", names.topics, names.lines);
  add_all(slices, by::bot, "bot", names.bots);
  for (std::size_t i = 0; i < names.steps.size(); ++i) {
    const auto bot = static_cast<std::size_t>(names.step_bot[i]);
    slices.push_back({.slice = pair_slice("bot,step", names.bots[bot], names.steps[i]),
                      .kind = by::bot_step,
                      .index = bot,
                      .second = i});
  }
}

// Of one bot, or of all (-1).
void add_bots(Facts& facts, BotCell& bot, StepCell& step, const ReplicationRecord& record,
              const ReplicationNames& names, int only) {
  for (std::size_t i = 0; i < record.bots.size(); ++i) {
    if (only < 0 || only == static_cast<int>(i)) bot.add(record.bots[i]);
  }
  for (std::size_t i = 0; i < record.steps.size(); ++i) {
    if (only < 0 || only == names.step_bot[i]) step.add(record.steps[i]);
  }
  facts.bot = &bot;
  facts.step = &step;
}

double number(std::int64_t count) { return static_cast<double>(count); }

template <class Cell>
const Cell* cell_or(const std::vector<Cell>& cells, std::size_t index, const Cell& none) {
  return index < cells.size() ? &cells[index] : &none;
}

void set_times(Facts& facts, const std::vector<Quantiles>& waits, const std::vector<Quantiles>& responses,
               std::size_t index) {
  static const Quantiles none;
  facts.waits = cell_or(waits, index, none);
  facts.responses = cell_or(responses, index, none);
}

// Of a segment or product.
template <class Times>
const std::vector<Times>& of_labels(const Sliced<Times>& times, const SliceOf& slice) {
  return slice.kind == by::segment ? times.by_segment : times.by_product;
}

void set_cases(Facts& facts, const CaseCell& cases) {
  facts.flow = &cases.flow;
  facts.issue = &cases.issue;
  facts.agreed = &cases.sla;
}

double offered(const ContactCell& contacts, const CaseCell& cases) {
  return number(contacts.offered() + cases.flow.offered_repeat);
}

// Does agreement `sla` belong to the slice?
bool covers(const SlaName& sla, std::size_t index, const SliceOf& slice) {
  const int wanted = static_cast<int>(slice.index);
  switch (slice.kind) {
    case by::sla:
      return index == slice.index;
    case by::channel:
      return sla.channel == wanted;
    case by::segment:
      return sla.segment == wanted;
    case by::product:
      return sla.product == wanted;
    default:
      return true;
  }
}

// Shares met are compared as counts, with room for the rounding of the agreed share.
bool met(std::int64_t within, std::int64_t all, double share) {
  return number(within) >= share * number(all) * (1.0 - 1e-12);
}

SlaSums sum_slas(const ReplicationRecord& record, const ReplicationNames& names, const SliceOf& slice) {
  SlaSums sums;
  for (std::size_t i = 0; i < names.slas.size(); ++i) {
    if (!covers(names.slas[i], i, slice)) continue;
    for (std::size_t period = 0; period < record.sla_periods; ++period) {
      const SlaCell& cell = record.slas[i * record.sla_periods + period];
      sums.all.add(cell);
      if (cell.contacts > 0) {
        ++sums.response_periods;
        sums.response_periods_met += met(cell.contacts_within, cell.contacts, names.slas[i].share);
      }
      if (cell.issues > 0) {
        ++sums.resolution_periods;
        sums.resolution_periods_met += met(cell.issues_within, cell.issues, names.slas[i].share);
      }
    }
  }
  return sums;
}

bool on_line(const std::vector<int>& lines, std::size_t index, std::size_t line) {
  return lines[index] == static_cast<int>(line);
}

void add_line(Facts& facts, LegCell& leg, TeamCell& team, LevelTotals& waiting, const ReplicationRecord& record,
              const ReplicationNames& names, std::size_t line) {
  for (std::size_t queue = 0; queue < record.legs_by_queue.size(); ++queue) {
    if (!on_line(names.queue_line, queue, line)) continue;
    leg.add(record.legs_by_queue[queue]);
    waiting.integral += record.waiting[queue].integral;
  }
  for (std::size_t i = 0; i < record.by_team.size(); ++i) {
    if (on_line(names.team_line, i, line)) team.add(record.by_team[i]);
  }
  facts.leg = &leg;
  facts.team = &team;
  facts.waiting = &waiting;
}

// Legs that solved their issue: of one topic (or all) on one line, among those of all lines.
PartOf solved_on(const ReplicationRecord& record, const ReplicationNames& names, std::size_t line, int topic) {
  PartOf solved;
  const std::size_t queues = record.legs_by_queue.size();
  for (std::size_t i = 0; i < record.solved.size(); ++i) {
    if (topic >= 0 && i / queues != static_cast<std::size_t>(topic)) continue;
    solved.whole += number(record.solved[i]);
    if (on_line(names.queue_line, i % queues, line)) solved.part += number(record.solved[i]);
  }
  return solved;
}

// Contacts passed on by a line (-1: by any) to a line (-1: to any), and the legs of the first.
PartOf moved_between(const ReplicationRecord& record, const ReplicationNames& names, int from, int to) {
  PartOf moved;
  const std::size_t queues = record.legs_by_queue.size();
  for (std::size_t queue = 0; queue < queues; ++queue) {
    if (from >= 0 && !on_line(names.queue_line, queue, static_cast<std::size_t>(from))) continue;
    moved.whole += number(record.legs_by_queue[queue].legs);
    for (std::size_t other = 0; other < queues; ++other) {
      if (to >= 0 && !on_line(names.queue_line, other, static_cast<std::size_t>(to))) continue;
      moved.part += number(record.moves[queue * queues + other]);
    }
  }
  return moved;
}

// The types of a segment or product.
bool belongs(const ReplicationNames& names, const SliceOf& slice, std::size_t type) {
  const std::vector<int>& labels = slice.kind == by::segment ? names.type_segment : names.type_product;
  return labels[type] == static_cast<int>(slice.index);
}

// What was thought in the slice; `sum` holds it where it is a sum of several.
const OpinionCell* opinion_of(const OpinionSlices& opinions, const ReplicationNames& names, const SliceOf& slice,
                              OpinionCell& sum) {
  static const OpinionCell none;
  switch (slice.kind) {
    case by::total:
      return &opinions.total;
    case by::contact_type:
      return cell_or(opinions.by_type, slice.index, none);
    case by::interval:
      return cell_or(opinions.by_interval, slice.index, none);
    case by::weekday:
      for (std::size_t band = 0; band < opinions.by_band.size(); ++band) {
        if (names.band_weekday[band] == static_cast<int>(slice.index)) sum.add(opinions.by_band[band]);
      }
      return &sum;
    case by::day:
      return cell_or(opinions.by_band, slice.index, none);
    case by::exposed:
      return cell_or(opinions.by_exposure, slice.index, none);
    case by::channel:
      return cell_or(opinions.by_channel, slice.index + 1, none);
    case by::topic:
      return cell_or(opinions.by_topic, slice.index + 1, none);
    case by::team:
      return cell_or(opinions.by_team, slice.index, none);
    case by::bot:
      return cell_or(opinions.by_bot, slice.index, none);
    case by::segment:
    case by::product:
      for (std::size_t type = 0; type < opinions.by_type.size(); ++type) {
        if (belongs(names, slice, type)) sum.add(opinions.by_type[type]);
      }
      return &sum;
    case by::line:
      for (std::size_t queue = 0; queue < opinions.by_queue.size(); ++queue) {
        if (on_line(names.queue_line, queue, slice.index)) sum.add(opinions.by_queue[queue]);
      }
      return &sum;
    default:
      return &none;
  }
}

}  // namespace

std::string threshold_name(double threshold_s) {
  const sim::Tick ticks = sim::seconds_to_ticks(threshold_s);
  std::string name = std::to_string(ticks / sim::kTicksPerSecond);
  if (const sim::Tick micros = ticks % sim::kTicksPerSecond; micros != 0) {
    std::string digits = std::to_string(micros);
    digits.insert(0, 6 - digits.size(), '0');
    digits.erase(digits.find_last_not_of('0') + 1);
    name += '.' + digits;
  }
  return name + " s";
}

std::vector<SliceOf> slices_of(const ReplicationSet& set) {
  std::vector<SliceOf> slices{{}};
  const std::size_t thresholds = std::min<std::size_t>(set.thresholds_s.size(), kMaxThresholds);
  for (std::size_t t = 1; t < thresholds; ++t) {
    slices.push_back({.slice = {"within", threshold_name(set.thresholds_s[t])}, .kind = by::within, .threshold = t});
  }
  add_all(slices, by::contact_type, "contact_type", set.names.types);
  add_all(slices, set.names.has_cases() ? by::queue_legs : by::queue, "queue", set.names.queues);
  add_all(slices, by::team, "team", set.names.teams);
  add_all(slices, by::interval, "interval", set.names.intervals);
  add_all(slices, by::weekday, "weekday", set.names.weekdays);
  add_all(slices, by::day, "day", set.names.days);
  if (set.names.exposure) add_all(slices, by::exposed, "exposed", {"no", "yes"});
  for (std::size_t t = 1; t < thresholds; ++t) {
    for (std::size_t i = 0; i < set.names.intervals.size(); ++i) {
      slices.push_back(
          {.slice = pair_slice("interval,within", set.names.intervals[i], threshold_name(set.thresholds_s[t])),
           .kind = by::interval_within,
           .index = i,
           .threshold = t});
    }
  }
  if (set.names.has_cases()) add_case_slices(slices, set.names);
  return slices;
}

void SliceFacts::add_plain(Facts& facts, Sums& sums, const ReplicationRecord& record, const ReplicationNames& names,
                           const SliceOf& slice) {
  switch (slice.kind) {
    case by::total:
    case by::within:
      facts.contact = &record.total;
      facts.team = &record.team_total;
      facts.waiting = &record.waiting_all;
      facts.in_system = &record.in_system;
      facts.waits = &record.wait_total;
      facts.responses = &record.response_total;
      facts.first_answers = &record.first_answer_total;
      break;
    case by::contact_type:
      facts.contact = &record.by_type[slice.index];
      set_times(facts, record.waits.by_type, record.responses.by_type, slice.index);
      break;
    case by::queue:
      for (std::size_t type = 0; type < names.type_queue.size(); ++type) {
        if (names.type_queue[type] == static_cast<int>(slice.index)) sums.contact.add(record.by_type[type]);
      }
      facts.contact = &sums.contact;
      facts.waiting = &record.waiting[slice.index];
      break;
    case by::team:
      facts.team = &record.by_team[slice.index];
      break;
    case by::weekday:
      for (std::size_t band = 0; band < record.by_band.size(); ++band) {
        if (names.band_weekday[band] != static_cast<int>(slice.index)) continue;
        sums.contact.add(record.by_band[band]);
        sums.team.add(record.team_by_band[band]);
      }
      facts.contact = &sums.contact;
      facts.team = &sums.team;
      break;
    case by::day:
      facts.contact = &record.by_band[slice.index];
      facts.team = &record.team_by_band[slice.index];
      break;
    case by::exposed:
      facts.contact = &record.by_exposure[slice.index];
      break;
    case by::interval:
    case by::interval_within:
      facts.contact = &record.by_interval[slice.index];
      facts.team = &record.team_by_interval[slice.index];
      break;
    default:
      break;
  }
}

void SliceFacts::add_cases(Facts& facts, Sums& sums, const ReplicationRecord& record, const ReplicationNames& names,
                           const SliceOf& slice) {
  static const ContactCell no_contacts;
  static const CaseCell no_cases;
  static const Resolution no_issues;
  switch (slice.kind) {
    case by::total:
    case by::within:
      set_cases(facts, record.cases);
      for (const LegCell& leg : record.legs_by_queue) sums.leg.add(leg);
      facts.leg = &sums.leg;
      facts.moved = moved_between(record, names, -1, -1);
      add_bots(facts, sums.bot, sums.step, record, names, -1);
      facts.resolution = &record.resolution;
      facts.resolution_business = &record.resolution_business;
      break;
    case by::contact_type:
      set_cases(facts, record.cases_by_type[slice.index]);
      facts.resolution = cell_or(record.resolutions.by_type, slice.index, no_issues);
      break;
    case by::queue_legs:
      facts.leg = &record.legs_by_queue[slice.index];
      facts.waiting = &record.waiting[slice.index];
      break;
    case by::interval:
    case by::interval_within:
      facts.flow = &record.flow_by_interval[slice.index];
      break;
    case by::weekday:
      for (std::size_t band = 0; band < record.flow_by_band.size(); ++band) {
        if (names.band_weekday[band] == static_cast<int>(slice.index)) sums.cases.flow.add(record.flow_by_band[band]);
      }
      facts.flow = &sums.cases.flow;
      break;
    case by::day:
      facts.flow = &record.flow_by_band[slice.index];
      break;
    case by::exposed:
      facts.flow = &record.flow_by_exposure[slice.index];
      break;
    case by::channel:
      facts.contact = cell_or(record.by_channel, slice.index + 1, no_contacts);
      set_cases(facts, *cell_or(record.cases_by_channel, slice.index + 1, no_cases));
      set_times(facts, record.waits.by_channel, record.responses.by_channel, slice.index + 1);
      facts.resolution = cell_or(record.resolutions.by_channel, slice.index + 1, no_issues);
      break;
    case by::segment:
    case by::product:
      for (std::size_t type = 0; type < record.by_type.size(); ++type) {
        if (!belongs(names, slice, type)) continue;
        sums.contact.add(record.by_type[type]);
        sums.cases.add(record.cases_by_type[type]);
      }
      facts.contact = &sums.contact;
      set_cases(facts, sums.cases);
      set_times(facts, of_labels(record.waits, slice), of_labels(record.responses, slice), slice.index);
      facts.resolution = cell_or(of_labels(record.resolutions, slice), slice.index, no_issues);
      break;
    case by::topic: {
      const ContactCell& contacts = record.by_topic[slice.index + 1];
      const CaseCell& cases = record.cases_by_topic[slice.index + 1];
      facts.contact = &contacts;
      set_cases(facts, cases);
      facts.leg = &record.legs_by_topic[slice.index + 1];
      facts.volume = {offered(contacts, cases), offered(record.total, record.cases)};
      facts.work = {number(cases.work), number(record.cases.work)};
      break;
    }
    case by::line:
      add_line(facts, sums.leg, sums.team, sums.waiting, record, names, slice.index);
      facts.solved = solved_on(record, names, slice.index, -1);
      facts.moved = moved_between(record, names, static_cast<int>(slice.index), -1);
      break;
    case by::bot:
      add_bots(facts, sums.bot, sums.step, record, names, static_cast<int>(slice.index));
      break;
    case by::bot_step:
      facts.bot = &record.bots[slice.index];
      facts.step = &record.steps[slice.second];
      break;
    case by::from_to_line:
      facts.moved = moved_between(record, names, static_cast<int>(slice.index), static_cast<int>(slice.second));
      break;
    case by::topic_line:
      facts.solved = solved_on(record, names, slice.second, static_cast<int>(slice.index) + 1);
      break;
    default:
      break;
  }
  facts.opinion = opinion_of(record.opinions, names, slice, sums.opinion);
  sums.sla = sum_slas(record, names, slice);
  facts.sla = &sums.sla;
  if (slice.kind == by::sla) facts.agreed = &sums.sla.all;
}

SliceFacts::SliceFacts(const ReplicationSet& set, const SliceOf& slice) : set_(set), sums_(set.records.size()) {
  facts_.reserve(set.records.size());
  for (std::size_t r = 0; r < set.records.size(); ++r) {
    const ReplicationRecord& record = set.records[r];
    Facts facts{.measured = record.measured, .threshold = slice.threshold};
    add_plain(facts, sums_[r], record, set.names, slice);
    if (set.names.has_cases()) add_cases(facts, sums_[r], record, set.names, slice);
    facts_.push_back(facts);
  }
  pool(slice);
}

void SliceFacts::pool(const SliceOf& slice) {
  const auto of = [](const std::vector<sim::LogHistogram>& histograms, std::size_t index) {
    return index < histograms.size() ? &histograms[index] : nullptr;
  };
  const auto take = [&](const std::vector<sim::LogHistogram>& waits, const std::vector<sim::LogHistogram>& responses,
                        const std::vector<sim::LogHistogram>& resolution, std::size_t index) {
    pooled_waits_ = of(waits, index);
    pooled_responses_ = of(responses, index);
    pooled_resolution_ = of(resolution, 2 * index);
  };
  switch (slice.kind) {
    case by::total:
      merged_ = {set_.pooled_waits(), set_.pooled_responses()};
      pooled_waits_ = merged_.data();
      pooled_responses_ = &merged_[1];
      pooled_resolution_ = set_.pooled_resolution.data();
      break;
    case by::contact_type:
      take(set_.pooled_waits_by_type, set_.pooled_responses_by_type, set_.pooled_resolution_by_type, slice.index);
      break;
    case by::channel:
      take(set_.pooled_waits_by_channel, set_.pooled_responses_by_channel, set_.pooled_resolution_by_channel,
           slice.index + 1);
      break;
    case by::segment:
    case by::product: {
      merged_.resize(4);
      const auto merge = [&](std::size_t into, const std::vector<sim::LogHistogram>& histograms, std::size_t index) {
        if (index < histograms.size()) merged_[into].merge(histograms[index]);
      };
      for (std::size_t type = 0; type < set_.names.types.size(); ++type) {
        if (!belongs(set_.names, slice, type)) continue;
        merge(0, set_.pooled_waits_by_type, type);
        merge(1, set_.pooled_responses_by_type, type);
        merge(2, set_.pooled_resolution_by_type, 2 * type);
        merge(3, set_.pooled_resolution_by_type, 2 * type + 1);
      }
      pooled_waits_ = merged_.data();
      pooled_responses_ = &merged_[1];
      pooled_resolution_ = &merged_[2];
      break;
    }
    default:
      break;
  }
}

}  // namespace firstline
