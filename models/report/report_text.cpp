#include "models/report/report_text.h"

#include <fmt/format.h>
#include <cmath>

#include <algorithm>
#include <cstdint>

#include "models/economics/price_list.h"
#include "models/kpi/kpi_table.h"
#include "models/kpi/slices.h"
#include "models/report/number_text.h"
#include "models/report/report_words.h"
#include "models/report/result_index.h"
#include "models/report/text_table.h"

namespace firstline {
namespace {

using Row = std::vector<std::string>;

constexpr const char* kHeadline[] = {"contacts.offered",
                                     "contacts.handled",
                                     "contacts.missed",
                                     "service_level",
                                     "wait.mean",
                                     "wait.asa",
                                     "wait.p90",
                                     "delay_probability",
                                     "abandonment_rate",
                                     "frt.mean",
                                     "aht.mean",
                                     "fcr",
                                     "first_line_rate",
                                     "escalation_rate",
                                     "repeat_rate",
                                     "resolution_rate",
                                     "resolution_time.mean",
                                     "sla.response",
                                     "sla.resolution",
                                     "backlog",
                                     "automation_rate",
                                     "bot.containment.true",
                                     "bot.containment.false",
                                     "csat",
                                     "occupancy",
                                     "cost.total",
                                     "cost.wages",
                                     "cost.overtime",
                                     "cost.management",
                                     "cost.seats",
                                     "cost.tools",
                                     "cost.telephony",
                                     "cost.fixed",
                                     "cost.per_contact",
                                     "cost.per_resolution"};

// Shown only where issues are followed: without them the wait says what the first response would.
bool is_about_cases(const std::string& key) { return key == "frt.mean"; }

template <class... Arguments>
std::string say(const char* words, const Arguments&... arguments) {
  return fmt::format(fmt::runtime(words), arguments...);
}

// What every part of a report needs at hand.
class Speaker {
 public:
  Speaker(const RunResult& result, Language language)
      : result_(result), language_(language), words_(report_words(language)), money_(any_price(result.scenario)) {}
  Speaker(const CompareResult& result, Language language) : Speaker(result.base, language) {
    for (const ComparedVariant& variant : result.variants) money_ = money_ || any_price(variant.run.scenario);
  }

  const ReportWords& words() const { return words_; }
  Language language() const { return language_; }

  std::string label(const std::string& key) const {
    const KpiRow* row = find_kpi(key);
    if (row == nullptr) return key;
    const std::string name = language_ == Language::ru ? row->label.ru : row->label.en;
    return key == "service_level" && !result_.set.thresholds_s.empty()
               ? say(words_.within, name, threshold(result_.set.thresholds_s.front()))
               : name;
  }
  std::string threshold(double threshold_s) const {
    std::string name = threshold_name(threshold_s);
    name.replace(name.size() - 2, 2, "\u00a0" + unit_text("s", language_));
    return name;
  }
  std::string column(const std::string& key) const {
    const char* name = column_name(key.c_str(), language_);
    if (name == nullptr) return label(key);
    return result_.set.thresholds_s.empty() ? name : say(name, threshold(result_.set.thresholds_s.front()));
  }
  std::string interval_header() const { return say(words_.interval, plain(100.0 * result_.set.confidence)); }

  // Prices of 0 everywhere say that nobody entered any: no money in the report.
  bool shows(const std::string& key) const {
    if (is_about_cases(key) && !result_.set.names.has_cases()) return false;
    return key.rfind("cost.", 0) != 0 || money_;
  }

  static std::string plain(double value) {
    std::string text = decimal_text(value, 3);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
  }

 private:
  const RunResult& result_;
  Language language_;
  const ReportWords& words_;
  bool money_;
};

// What the shares and waits of the first sentence do not tell, once it is a thousandth of all contacts.
void add_untold(const SliceIndex<Estimate>& estimates, const ReportWords& words, std::vector<std::string>& parts) {
  const auto mean = [&](const char* key) {
    const Estimate* estimate = estimates.find(key);
    return estimate == nullptr ? 0.0 : estimate->mean.value_or(0.0);
  };
  const double offered = mean("contacts.offered");
  const auto add = [&](const char* wording, double contacts) {
    if (offered <= 0.0 || contacts < 0.001 * offered) return;
    parts.push_back(say(wording, decimal_text(100.0 * contacts / offered, 1) + "\u00a0%"));
  };
  add(words.kept_out, mean("contacts.missed.blocked") + mean("contacts.missed.turned_away"));
  add(words.unanswered, offered - mean("contacts.handled") - mean("contacts.missed"));
}

// " (8 h 16 min)" behind seconds that nobody counts in.
std::string in_hours(const Estimate& estimate, Language language) {
  const double seconds = estimate.mean.value_or(0.0);
  if (seconds < 600.0) return "";
  return " (" + duration_text(60.0 * std::floor(seconds / 60.0 + 0.5), language) + ")";
}

// A part of the cost that is nothing, or all of it: the total has said so.
bool is_cost_part(const std::string& key) {
  return key.rfind("cost.", 0) == 0 && key != "cost.total" && key.rfind("cost.per_", 0) != 0;
}
bool tells_nothing(const Estimate& part, const Estimate& total) {
  return is_cost_part(part.key) && (part.mean == 0.0 || part.mean == total.mean);
}

// Hours where seconds would be thousands; deciding_s is the number that decides for a whole row.
Estimate in_readable_unit(Estimate estimate, double deciding_s) {
  if (estimate.unit != "s" || deciding_s < 7200.0) return estimate;
  estimate.unit = "h";
  for (std::optional<double>* value : {&estimate.mean, &estimate.lo, &estimate.hi}) {
    if (*value) **value /= 3600.0;
  }
  return estimate;
}

// An interval, or that there is none because all replications agree.
std::string interval_cell(const Estimate& estimate, const ReportWords& words) {
  return estimate.reason == kAllAgree ? words.no_interval : interval_text(estimate);
}

std::string first_sentence(const RunResult& result, const SliceIndex<Estimate>& estimates, const Speaker& speaker) {
  std::vector<std::string> parts;
  const auto add = [&](const char* key, auto wording) {
    const Estimate* estimate = estimates.find(key);
    if (estimate != nullptr && estimate->mean) parts.push_back(wording(value_text(*estimate, speaker.language())));
  };
  const ReportWords& words = speaker.words();
  add("service_level", [&](const std::string& share) {
    return say(words.answered_within, share, speaker.threshold(result.set.thresholds_s.front()));
  });
  if (parts.empty()) return std::string(words.nothing) + "\n";
  add("abandonment_rate", [&](const std::string& share) { return say(words.hang_up, share); });
  add("wait.mean", [&](const std::string& time) {
    return say(words.average_wait, time + in_hours(*estimates.find("wait.mean"), speaker.language()));
  });
  add("occupancy", [&](const std::string& share) { return say(words.busy, share); });
  add_untold(estimates, words, parts);
  std::string sentence = parts.front();
  for (std::size_t i = 1; i < parts.size(); ++i) sentence += "; " + parts[i];
  return sentence + ".\n";
}

std::string headline_table(const RunResult& result, const SliceIndex<Estimate>& estimates, const Speaker& speaker) {
  const auto formulas = index_of(result.formulas);
  const ReportWords& words = speaker.words();
  TextTable table{.columns = {Align::left, Align::right, Align::right}, .rows = {}};
  table.rows.push_back({words.metric, words.estimate, speaker.interval_header()});
  // The chain of a bot speaks of its own table only.
  const bool with_formula = !result.formulas.empty() && result.formulas.front().formula != "bot_chain";
  if (with_formula) {
    table.columns.push_back(Align::right);
    table.rows[0].push_back(
        say(words.formula, formula_name(result.formulas.front().formula.c_str(), speaker.language())));
  }
  const auto add = [&](const std::string& label, const std::string& key, const Slice& slice) {
    const Estimate* found = estimates.find(key, slice);
    if (found == nullptr) return;
    const Estimate readable = in_readable_unit(*found, found->mean.value_or(0.0));
    const Estimate* estimate = with_formula ? found : &readable;
    Row row{label, value_text(*estimate, speaker.language()), interval_cell(*estimate, words)};
    if (with_formula) {
      const FormulaRow* formula = formulas.find(key, slice);
      row.push_back(formula == nullptr ? "" : value_text(formula->value, *estimate, speaker.language()));
    }
    table.rows.push_back(std::move(row));
  };
  for (const std::string key : kHeadline) {
    if (!speaker.shows(key)) continue;
    const Estimate* part = estimates.find(key);
    const Estimate* total = estimates.find("cost.total");
    if (part != nullptr && total != nullptr && tells_nothing(*part, *total)) continue;
    add(speaker.label(key), key, {});
    if (key != "service_level") continue;
    const KpiRow& row = *find_kpi(key);
    for (std::size_t t = 1; t < result.set.thresholds_s.size(); ++t) {
      const double threshold = result.set.thresholds_s[t];
      const char* name = speaker.language() == Language::ru ? row.label.ru : row.label.en;
      add(say(speaker.words().within, name, speaker.threshold(threshold)), key, {"within", threshold_name(threshold)});
    }
  }
  return render(table);
}

// A table with a line for each slice of one dimension and a column for each key; nothing where no line says anything.
std::string slice_table(const std::string& dimension, const std::string& header, const std::vector<std::string>& names,
                        const std::vector<std::string>& keys, const RunResult& result,
                        const SliceIndex<Estimate>& estimates, const Speaker& speaker) {
  const auto formulas = index_of(result.formulas);
  TextTable table{.columns = {Align::left}, .rows = {{header}}};
  std::vector<bool> beside;  // does a formula speak of this key in this dimension?
  for (const std::string& key : keys) {
    table.columns.push_back(Align::right);
    table.rows[0].push_back(speaker.column(key));
    beside.push_back(std::any_of(result.formulas.begin(), result.formulas.end(), [&](const FormulaRow& row) {
      return row.key == key && row.slice.dimension == dimension;
    }));
    if (!beside.back()) continue;
    table.columns.push_back(Align::right);
    table.rows[0].push_back(say(speaker.words().formula_beside, speaker.column(key)));
  }
  for (const std::string& name : names) {
    Row row{name};
    bool says_something = false;
    for (std::size_t k = 0; k < keys.size(); ++k) {
      const Estimate* estimate = estimates.find(keys[k], {dimension, name});
      row.push_back(estimate == nullptr ? "-" : value_text(*estimate, speaker.language()));
      // An hour without contacts says nothing, though somebody may still have been busy.
      const bool counts = k == 0 || dimension != "interval";
      says_something = says_something || (counts && estimate != nullptr && estimate->mean.value_or(0.0) != 0.0);
      if (!beside[k]) continue;
      const FormulaRow* formula = formulas.find(keys[k], {dimension, name});
      row.push_back(
          formula == nullptr || estimate == nullptr ? "-" : value_text(formula->value, *estimate, speaker.language()));
    }
    if (says_something) table.rows.push_back(std::move(row));
  }
  return table.rows.size() > 1 ? "\n" + render(table) : "";
}

// Topics by how often they come, the most frequent first.
std::vector<std::string> by_volume(const std::vector<std::string>& topics, const SliceIndex<Estimate>& estimates) {
  std::vector<std::string> sorted = topics;
  const auto volume = [&](const std::string& topic) {
    const Estimate* estimate = estimates.find("topics.top.volume", {"topic", topic});
    return estimate == nullptr ? 0.0 : estimate->mean.value_or(0.0);
  };
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](const std::string& a, const std::string& b) { return volume(a) > volume(b); });
  return sorted;
}

// What share of a topic's solved issues each line solves.
std::string solved_by_line(const ReplicationNames& names, const std::vector<std::string>& topics,
                           const SliceIndex<Estimate>& estimates, const Speaker& speaker) {
  TextTable table{.columns = {Align::left}, .rows = {{speaker.words().solved_by}}};
  for (const std::string& line : names.lines) {
    table.columns.push_back(Align::right);
    table.rows[0].push_back(say(speaker.words().line_number, line));
  }
  for (const std::string& topic : topics) {
    Row row{topic};
    for (const std::string& line : names.lines) {
      const Estimate* estimate = estimates.find("topics.top.solved", {"topic,line", topic + "," + line});
      row.push_back(estimate == nullptr || !estimate->mean ? "-" : value_text(*estimate, speaker.language()));
    }
    table.rows.push_back(std::move(row));
  }
  return "\n" + render(table);
}

// The steps of the bots' dialogues, the one whose mending would bring most first: exact beside simulated.
std::string step_table(const RunResult& result, const SliceIndex<Estimate>& estimates, const Speaker& speaker) {
  const ReplicationNames& names = result.set.names;
  const auto formulas = index_of(result.formulas);
  const auto exact = [&](const char* key, const std::string& step) {
    const FormulaRow* row = formulas.find(key, {"bot,step", step});
    return row == nullptr ? 0.0 : row->value;
  };
  std::vector<std::string> steps;
  for (std::size_t i = 0; i < names.steps.size(); ++i) {
    steps.push_back(names.bots[static_cast<std::size_t>(names.step_bot[i])] + "," + names.steps[i]);
  }
  std::stable_sort(steps.begin(), steps.end(), [&](const std::string& a, const std::string& b) {
    return exact("bot.step.gain", a) > exact("bot.step.gain", b);
  });
  const ReportWords& words = speaker.words();
  TextTable table{.columns = {Align::left}, .rows = {{words.step}}};
  const char* kKeys[] = {"bot.step.entries",   "bot.step.first_try", "bot.step.drops",
                         "bot.step.transfers", "bot.step.time",      "bot.step.turns"};
  for (const char* key : kKeys) table.rows[0].push_back(speaker.column(key));
  table.rows[0].push_back(words.exactly);
  table.rows[0].push_back(words.mended);
  table.columns.resize(table.rows[0].size(), Align::right);
  for (const std::string& step : steps) {
    std::string shown = step;
    shown.replace(shown.find(','), 1, ": ");
    Row row{shown};
    for (const char* key : kKeys) {
      const Estimate* estimate = estimates.find(key, {"bot,step", step});
      row.push_back(estimate == nullptr || !estimate->mean ? "-" : value_text(*estimate, speaker.language()));
    }
    row.push_back(decimal_text(exact("bot.step.turns", step), 3));
    row.push_back("+" + decimal_text(100.0 * exact("bot.step.gain", step), 1) + "\u00a0" + words.points);
    table.rows.push_back(std::move(row));
  }
  std::string text = "\n" + render(table);
  for (const std::string& bot : names.bots) {
    TextTable shares{.columns = {Align::left, Align::right, Align::right},
                     .rows = {{say(words.of_bot, bot), words.estimate, words.exactly}}};
    for (const char* key : {"bot.containment.true", "bot.containment.false", "bot.transfer_rate", "bot.drop_rate",
                            "bot.refusal_rate", "bot.first_try_recognition", "bot.turns", "bot.time"}) {
      const Estimate* estimate = estimates.find(key, {"bot", bot});
      if (estimate == nullptr || !estimate->mean) continue;
      const FormulaRow* formula = formulas.find(key, {"bot", bot});
      shares.rows.push_back({speaker.label(key), value_text(*estimate, speaker.language()),
                             formula == nullptr ? "" : value_text(formula->value, *estimate, speaker.language())});
    }
    text += "\n" + render(shares);
  }
  return text + words.exact_leaves_out + "\n";
}

// What only runs that follow issues know: channels, segments, products, topics, lines, agreements.
std::string case_tables(const RunResult& result, const SliceIndex<Estimate>& estimates, const Speaker& speaker) {
  const ReplicationNames& names = result.set.names;
  const ReportWords& words = speaker.words();
  std::string text;
  const auto add = [&](const char* dimension, const char* header, const std::vector<std::string>& values,
                       std::vector<std::string> keys) {
    if (!speaker.shows("cost.per_contact")) {
      keys.erase(std::remove_if(keys.begin(), keys.end(),
                                [](const std::string& key) { return key[0] == 'c' && key[1] == 'o' && key[2] == 's'; }),
                 keys.end());
    }
    text += slice_table(dimension, header, values, keys, result, estimates, speaker);
  };
  const std::vector<std::string> of_issues{"contacts.offered",   "service_level", "wait.mean",      "fcr",
                                           "first_line_rate",    "sla.response",  "sla.resolution", "cost.per_contact",
                                           "cost.per_resolution"};
  if (names.channels.size() > 1) add("channel", words.channel, names.channels, of_issues);
  if (names.segments.size() > 1) add("segment", words.segment, names.segments, of_issues);
  if (names.products.size() > 1) add("product", words.product, names.products, of_issues);
  std::vector<std::string> agreements;
  for (const SlaName& agreement : names.slas) agreements.push_back(agreement.name);
  if (!agreements.empty()) {
    add("sla", words.agreement, agreements,
        {"sla.response", "sla.response.periods", "sla.resolution", "sla.resolution.periods"});
  }
  if (names.lines.size() > 1) {
    add("line", words.line, names.lines, {"legs", "aht.leg", "topics.top.solved", "escalation_rate.leg", "occupancy"});
  }
  if (!names.bots.empty()) text += step_table(result, estimates, speaker);
  if (names.topics.size() > 1) {
    const std::vector<std::string> topics = by_volume(names.topics, estimates);
    add("topic", words.topic, topics,
        {"topics.top.volume", "topics.top.work", "fcr", "first_line_rate", "cost.per_contact", "cost.per_resolution"});
    if (names.lines.size() > 1) text += solved_by_line(names, topics, estimates, speaker);
  }
  return text;
}

std::string slice_tables(const RunResult& result, const SliceIndex<Estimate>& estimates, const Speaker& speaker) {
  const ReplicationNames& names = result.set.names;
  const ReportWords& words = speaker.words();
  const std::vector<std::string> of_contacts{"contacts.offered", "service_level",    "wait.mean",
                                             "wait.asa",         "abandonment_rate", "aht.mean"};
  std::string text;
  // Labels say more than the types that carry them.
  if (names.types.size() > 1 && names.products.size() < 2 && names.segments.size() < 2) {
    std::vector<std::string> of_types = of_contacts;
    const bool priced = estimates.find("cost.per_contact", {"contact_type", names.types.front()}) != nullptr;
    if (priced && speaker.shows("cost.per_contact")) of_types.push_back("cost.per_contact");
    text += slice_table("contact_type", words.contact_type, names.types, of_types, result, estimates, speaker);
  }
  text += case_tables(result, estimates, speaker);
  const bool queues_tell_more =
      !names.has_cases() && names.queues.size() > 1 && names.queues.size() != names.types.size();
  if (queues_tell_more) {
    text += slice_table("queue", words.queue, names.queues, of_contacts, result, estimates, speaker);
  }
  if (names.teams.size() > 1) {
    std::vector<std::string> of_teams{"contacts.handled", "contacts.handled.per_operator_hour", "occupancy"};
    if (speaker.shows("cost.wages")) of_teams.push_back("cost.wages");
    text += slice_table("team", words.team, names.teams, of_teams, result, estimates, speaker);
  }
  if (names.intervals.size() > 1) {
    text += slice_table("interval", words.hour, names.intervals,
                        {"contacts.offered", "service_level", "wait.mean", "abandonment_rate", "occupancy"}, result,
                        estimates, speaker);
  }
  return text;
}

// Warnings, precision and how to repeat: what stands below the tables.
std::string footer(const RunResult& result, const SliceIndex<Estimate>& estimates, const TextOptions& options,
                   const Speaker& speaker, bool point_to_intervals) {
  const ReportWords& words = speaker.words();
  std::string text = "\n";
  for (const std::string& warning : result.warnings) {
    sim::Problem problem;
    std::size_t at = warning.find('\t');
    problem.code = warning.substr(0, at);
    while (at != std::string::npos) {
      const std::size_t next = warning.find('\t', at + 1);
      problem.arguments.push_back(warning.substr(at + 1, next == std::string::npos ? next : next - at - 1));
      at = next;
    }
    text += problem.code + ": " + message_text(problem, speaker.language()) + "\n";
  }
  if (result.interrupted) text += say(words.interrupted, result.provenance.replications) + "\n";
  text += say(words.replications, result.provenance.replications,
              duration_text(result.experiment.measure_s, speaker.language()), result.provenance.seed);
  text += ' ' + say(words.result, fmt::format("{:016x}", result.provenance.result_hash)) + "\n";
  if (point_to_intervals) text += std::string(words.other_intervals) + "\n";
  if (result.provenance.replications == 1) text += std::string(words.one_only) + "\n";
  for (const auto& [key, asked] : result.experiment.precision) {
    const Estimate* estimate = estimates.find(key);
    const std::string reached = estimate == nullptr ? "" : relative_width_text(*estimate);
    text +=
        say(words.precision, key, reached.empty() ? "-" : reached, Speaker::plain(100.0 * asked) + "\u00a0%") + "\n";
  }
  if (!options.command.empty()) text += say(words.repeat, options.command) + "\n";
  return text;
}

std::string title_of(const RunResult& result) {
  return result.scenario.name.empty() ? "" : result.scenario.name + "\n";
}

std::string variant_table(const ComparedVariant& variant, const Speaker& speaker) {
  const ReportWords& words = speaker.words();
  const auto differences = index_of(variant.differences);
  TextTable table{.columns = {Align::left, Align::right, Align::right, Align::right, Align::right}, .rows = {}};
  table.rows.push_back({words.metric, words.base, words.variant, words.difference, speaker.interval_header()});
  for (const std::string key : kHeadline) {
    const Difference* row = differences.find(key);
    if (row == nullptr || !speaker.shows(key)) continue;
    if (!row->base.mean && !row->variant.mean) continue;
    const Difference* total = differences.find("cost.total");
    if (total != nullptr && tells_nothing(row->base, total->base) && tells_nothing(row->variant, total->variant)) {
      continue;
    }
    const Language language = speaker.language();
    const double deciding_s = std::max(row->base.mean.value_or(0.0), row->variant.mean.value_or(0.0));
    Row cells{speaker.label(key), value_text(in_readable_unit(row->base, deciding_s), language),
              value_text(in_readable_unit(row->variant, deciding_s), language)};
    const Estimate difference = in_readable_unit(row->difference, deciding_s);
    const bool known = difference.mean && difference.lo;
    if (known && *difference.lo == 0.0 && *difference.hi == 0.0) {
      cells.insert(cells.end(), {words.identical, ""});
    } else {
      cells.push_back(known && !row->distinguishable ? words.indistinct : change_text(difference, language));
      cells.push_back(interval_text(difference));
    }
    table.rows.push_back(std::move(cells));
  }
  return render(table);
}

std::string variant_sentence(const ComparedVariant& variant, const std::string& name, const std::string& base_name,
                             const Speaker& speaker) {
  const auto differences = index_of(variant.differences);
  std::string changes;
  bool identical = true;
  const auto add = [&](const char* key) {
    const Difference* row = differences.find(key);
    if (row == nullptr || !speaker.shows(key)) return;
    const Estimate& change = row->difference;
    identical = identical && (!change.mean || (change.lo && *change.lo == 0.0 && *change.hi == 0.0));
    if (!row->distinguishable) return;
    changes += (changes.empty() ? "" : "; ") + speaker.label(key) + " " + change_text(change, speaker.language());
  };
  for (const char* key : {"service_level", "wait.mean", "abandonment_rate", "occupancy", "cost.total"}) add(key);
  if (changes.empty()) std::for_each(std::begin(kHeadline), std::end(kHeadline), add);
  if (changes.empty()) {
    return say(identical ? speaker.words().all_identical : speaker.words().no_difference, name, base_name) + "\n";
  }
  return say(speaker.words().compared, name, base_name) + changes + ".\n";
}

}  // namespace

std::string run_text(const RunResult& result, const TextOptions& options) {
  const Speaker speaker(result, options.language);
  const auto estimates = index_of(result.estimates);
  return title_of(result) + first_sentence(result, estimates, speaker) + "\n" +
         headline_table(result, estimates, speaker) + slice_tables(result, estimates, speaker) +
         footer(result, estimates, options, speaker, result.provenance.replications > 1);
}

std::string compare_text(const CompareResult& result, const TextOptions& options) {
  const Speaker speaker(result, options.language);
  const ReportWords& words = speaker.words();
  const std::string base_name = options.base_name.empty() ? words.base : options.base_name;
  std::string text = title_of(result.base);
  for (std::size_t i = 0; i < result.variants.size(); ++i) {
    const std::string name = i < options.variant_names.size() ? options.variant_names[i] : words.variant;
    if (i > 0) text += '\n';
    text += variant_sentence(result.variants[i], name, base_name, speaker) + "\n";
    text += variant_table(result.variants[i], speaker);
    const RunResult& run = result.variants[i].run;
    for (const auto& [key, asked] : run.experiment.precision) {
      const Estimate* estimate = index_of(run.estimates).find(key);
      const std::string reached = estimate == nullptr ? "" : relative_width_text(*estimate);
      text += say(words.precision, name + ", " + key, reached.empty() ? "-" : reached,
                  Speaker::plain(100.0 * asked) + "\u00a0%") +
              "\n";
    }
  }
  return text + footer(result.base, index_of(result.base.estimates), options, speaker, false);
}

}  // namespace firstline
