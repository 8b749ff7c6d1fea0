#include "models/report/slice_tables.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <utility>

#include "models/report/change_tables.h"
#include "models/report/number_text.h"
#include "models/report/text_table.h"

namespace firstline {
namespace {

constexpr std::size_t kMostTopics = 15;

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
    Row row{slice_word(dimension, name, speaker.language())};
    bool says_something = false;
    for (std::size_t k = 0; k < keys.size(); ++k) {
      const Estimate* estimate = estimates.find(keys[k], {dimension, name});
      // Beside a formula both stand in seconds.
      const double deciding_s = estimate == nullptr || beside[k] ? 0.0 : estimate->mean.value_or(0.0);
      row.push_back(estimate == nullptr ? "-"
                                        : value_text(in_readable_unit(*estimate, deciding_s), speaker.language()));
      // An hour or a day without contacts says nothing, though somebody may still have been busy.
      const bool of_time = dimension == "interval" || dimension == "weekday" || dimension == "day";
      const bool counts = k == 0 || !of_time;
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

// The topics of most contacts first; the rest is in the JSON result.
std::vector<std::string> top_topics(const ReplicationNames& names, const SliceIndex<Estimate>& estimates) {
  std::vector<std::pair<double, std::string>> ranked;
  for (const std::string& topic : names.topics) {
    const Estimate* volume = estimates.find("topics.top.volume", {"topic", topic});
    ranked.emplace_back(volume == nullptr ? 0.0 : volume->mean.value_or(0.0), topic);
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  if (ranked.size() > kMostTopics) ranked.resize(kMostTopics);
  std::vector<std::string> topics;
  topics.reserve(ranked.size());
  for (auto& [volume, topic] : ranked) topics.push_back(std::move(topic));
  return topics;
}

// A cell of a table that has another slice in each column.
std::string cell(const SliceIndex<Estimate>& estimates, const char* key, const Slice& slice, Language language) {
  const Estimate* estimate = estimates.find(key, slice);
  return estimate == nullptr ? "-" : value_text(*estimate, language);
}

// What the topics are worth.
std::string topic_table(const std::vector<std::string>& topics, const RunResult& result,
                        const SliceIndex<Estimate>& estimates, const Speaker& speaker) {
  std::vector<std::string> keys{"contacts.offered", "topics.top.volume", "topics.top.work", "aht.mean", "fcr",
                                "first_line_rate"};
  if (speaker.shows("cost.total")) keys.insert(keys.end(), {"cost.per_contact", "cost.per_resolution"});
  return slice_table("topic", speaker.words().topic, topics, keys, result, estimates, speaker);
}

// What share of a topic's solutions is due to each line.
std::string solved_by_line(const std::vector<std::string>& topics, const ReplicationNames& names,
                           const SliceIndex<Estimate>& estimates, const Speaker& speaker) {
  if (names.lines.size() < 2 || topics.empty()) return "";
  TextTable table{.columns = {Align::left}, .rows = {{speaker.words().solved_by}}};
  for (const std::string& line : names.lines) table.rows[0].push_back(say(speaker.words().line_number, line));
  table.columns.resize(table.rows[0].size(), Align::right);
  for (const std::string& topic : topics) {
    Row& row = table.rows.emplace_back(Row{topic});
    for (const std::string& line : names.lines) {
      row.push_back(cell(estimates, "topics.top.solved", pair_slice("topic,line", topic, line), speaker.language()));
    }
  }
  return "\n" + render(table);
}

// What each line does, and to which lines it passes contacts on.
std::string line_table(const RunResult& result, const SliceIndex<Estimate>& estimates, const Speaker& speaker) {
  const ReplicationNames& names = result.set.names;
  if (names.lines.size() < 2) return "";
  const std::vector<std::string> keys{"legs",      "aht.leg",     "escalation_rate.leg", "topics.top.solved",
                                      "occupancy", "waiting.mean"};
  TextTable table{.columns = {Align::left}, .rows = {{speaker.words().line}}};
  for (const std::string& key : keys) table.rows[0].push_back(speaker.column(key));
  for (const std::string& line : names.lines) table.rows[0].push_back(say(speaker.words().passed_to, line));
  table.columns.resize(table.rows[0].size(), Align::right);
  for (const std::string& line : names.lines) {
    Row& row = table.rows.emplace_back(Row{line});
    for (const std::string& key : keys) {
      row.push_back(cell(estimates, key.c_str(), {"line", line}, speaker.language()));
    }
    for (const std::string& to : names.lines) {
      row.push_back(cell(estimates, "transfer_rate", pair_slice("from_line,to_line", line, to), speaker.language()));
    }
  }
  return "\n" + render(table);
}

std::string sla_target(const Sla& sla, double target_s, const char* wording, const Speaker& speaker) {
  // A day of business hours is no day: hours only.
  const bool days = sla.has_hours && target_s >= 86400.0 && std::fmod(target_s, 3600.0) == 0.0;
  const std::string time = target_s < 600.0 ? speaker.threshold(target_s)
                           : days ? say("{:.0f}\u00a0{}", target_s / 3600.0, unit_text("h", speaker.language()))
                                  : duration_text(target_s, speaker.language());
  return say(wording, time) + (sla.has_hours ? speaker.words().in_its_hours : "");
}

std::string periods_met(const Estimate* met, const Sla& sla, const Speaker& speaker) {
  if (met == nullptr || !met->mean) return "-";
  const ReportWords& words = speaker.words();
  const char* wording = sla.period == SlaPeriod::day    ? words.of_days
                        : sla.period == SlaPeriod::week ? words.of_weeks
                                                        : words.of_months;
  return say(wording, value_text(*met, speaker.language()));
}

// Agreements: what was agreed, what was attained, and in how many periods.
std::string sla_table(const RunResult& result, const SliceIndex<Estimate>& estimates, const Speaker& speaker) {
  if (result.scenario.slas.empty()) return "";
  const ReportWords& words = speaker.words();
  TextTable table{.columns = {Align::left, Align::left, Align::right, Align::right, Align::right, Align::right},
                  .rows = {{words.agreement, words.target, words.agreed, words.attained, speaker.interval_header(),
                            words.periods}}};
  for (const auto& entry : result.scenario.slas) {
    const auto& name = entry.first;  // clang 14 captures no structured bindings
    const auto& sla = entry.second;
    const auto add = [&](const std::optional<double>& target_s, const char* wording, const std::string& key) {
      const Estimate* attained = estimates.find(key, {"sla", name});
      if (!target_s || attained == nullptr) return;
      table.rows.push_back({name, sla_target(sla, *target_s, wording, speaker),
                            speaker.plain(100.0 * sla.share) + "\u00a0%", value_text(*attained, speaker.language()),
                            interval_cell(*attained, speaker),
                            periods_met(estimates.find(key + ".periods", {"sla", name}), sla, speaker)});
    };
    add(sla.response_s, words.answer_in, "sla.response");
    add(sla.resolution_s, words.solution_in, "sla.resolution");
  }
  return table.rows.size() > 1 ? "\n" + render(table) : "";
}

// The steps of the bots' dialogues, the one whose mending would bring most first: exact below simulated.
std::string step_table(const RunResult& result, const SliceIndex<Estimate>& estimates, const Speaker& speaker) {
  const ReplicationNames& names = result.set.names;
  const auto formulas = index_of(result.formulas);
  const auto exact = [&](const char* key, const Slice& step) {
    const FormulaRow* row = formulas.find(key, step);
    return row == nullptr ? 0.0 : row->value;
  };
  std::vector<Slice> steps;
  steps.reserve(names.steps.size());
  for (std::size_t i = 0; i < names.steps.size(); ++i) {
    const auto bot = static_cast<std::size_t>(names.step_bot[i]);
    steps.push_back(pair_slice("bot,step", names.bots[bot], names.steps[i]));
  }
  std::stable_sort(steps.begin(), steps.end(), [&](const Slice& a, const Slice& b) {
    return exact("bot.step.gain", a) > exact("bot.step.gain", b);
  });
  const ReportWords& words = speaker.words();
  TextTable table{.columns = {Align::left}, .rows = {{words.step}}};
  const char* keys[] = {"bot.step.entries",   "bot.step.first_try", "bot.step.drops",
                        "bot.step.transfers", "bot.step.time",      "bot.step.turns"};
  for (const char* key : keys) table.rows[0].push_back(speaker.column(key));
  table.rows[0].push_back(words.understood);
  table.rows[0].push_back(words.mended);
  table.columns.resize(table.rows[0].size(), Align::right);
  for (const Slice& step : steps) {
    const std::vector<Slice> parts = parts_of(step);
    Row row{parts[0].name + ": " + parts[1].name}, below{std::string("  ") + words.exactly};
    for (const char* key : keys) {
      const Estimate* estimate = estimates.find(key, step);
      const bool known = estimate != nullptr && estimate->mean;
      row.push_back(known ? value_text(*estimate, speaker.language()) : "-");
      const FormulaRow* formula = formulas.find(key, step);
      below.push_back(known && formula != nullptr ? value_text(formula->value, *estimate, speaker.language()) : "");
    }
    for (const char* key : {"bot.step.gain_understood", "bot.step.gain"}) {
      row.push_back("+" + decimal_text(100.0 * exact(key, step), 1, speaker.language()) + "\u00a0" + words.points);
    }
    below.resize(row.size());
    table.rows.push_back(std::move(row));
    table.rows.push_back(std::move(below));
  }
  std::string text = "\n" + render(table);
  for (const std::string& bot : names.bots) {
    TextTable shares{.columns = {Align::left, Align::right, Align::right},
                     .rows = {{say(words.of_bot, bot), words.estimate, words.exactly}}};
    for (const char* key : {"bot.containment.true", "bot.seemed_solved", "bot.transfer_rate", "bot.drop_rate",
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

std::string case_tables(const RunResult& result, const SliceIndex<Estimate>& estimates, const Speaker& speaker) {
  const ReplicationNames& names = result.set.names;
  std::vector<std::string> keys{"contacts.offered", "service_level",  "wait.mean", "fcr",
                                "first_line_rate",  "escalation_rate"};
  if (!names.slas.empty()) keys.insert(keys.end(), {"sla.response", "sla.resolution"});
  if (speaker.shows("cost.per_contact")) keys.insert(keys.end(), {"cost.per_contact", "cost.per_resolution"});
  std::string text;
  const auto add_of = [&](const char* dimension, const char* header, const std::vector<std::string>& slices,
                          const std::vector<std::string>& wanted) {
    if (slices.size() < 2) return;
    std::vector<std::string> known;  // an agreement may name products and no channel
    std::copy_if(wanted.begin(), wanted.end(), std::back_inserter(known), [&](const std::string& key) {
      return std::any_of(slices.begin(), slices.end(), [&](const std::string& slice) {
        const Estimate* estimate = estimates.find(key, {dimension, slice});
        return estimate != nullptr && estimate->mean;
      });
    });
    text += slice_table(dimension, header, slices, known, result, estimates, speaker);
  };
  const auto add = [&](const char* dimension, const char* header, const std::vector<std::string>& slices) {
    add_of(dimension, header, slices, keys);
  };
  add("channel", speaker.words().channel, names.channels);
  const Estimate* replies = estimates.find("art.mean");
  if (replies != nullptr && replies->mean) {
    add_of("channel", speaker.words().channel, names.channels,
           {"frt.mean", "art.mean", "aht.mean", "aht.effort", "chat.concurrency", "chat.left", "chat.reassigned"});
  }
  add("segment", speaker.words().segment, names.segments);
  add("product", speaker.words().product, names.products);
  if (!names.bots.empty()) text += step_table(result, estimates, speaker);
  const std::vector<std::string> topics = top_topics(names, estimates);
  return text + sla_table(result, estimates, speaker) + line_table(result, estimates, speaker) +
         topic_table(topics, result, estimates, speaker) + solved_by_line(topics, names, estimates, speaker);
}

}  // namespace

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
  const bool queues_tell_more =
      !names.has_cases() && names.queues.size() > 1 && names.queues.size() != names.types.size();
  if (queues_tell_more) {
    text += slice_table("queue", words.queue, names.queues, of_contacts, result, estimates, speaker);
  }
  if (names.has_cases()) text += case_tables(result, estimates, speaker);
  if (names.teams.size() > 1) {
    std::vector<std::string> of_teams{"contacts.handled", "contacts.handled.per_operator_hour", "occupancy"};
    if (speaker.shows("cost.wages")) of_teams.push_back("cost.wages");
    text += slice_table("team", words.team, names.teams, of_teams, result, estimates, speaker);
  }
  const std::vector<std::string> of_days{"contacts.offered", "service_level", "wait.mean", "abandonment_rate",
                                         "occupancy"};
  const auto add_days = [&](const char* dimension, const char* header, const std::vector<std::string>& slices) {
    if (slices.size() > 1) text += slice_table(dimension, header, slices, of_days, result, estimates, speaker);
  };
  if (names.exposure)
    text += slice_table("exposed", words.exposed, {"no", "yes"}, of_contacts, result, estimates, speaker);
  add_days("day", words.day, names.days);
  add_days("weekday", words.weekday, names.weekdays);
  add_days("interval", words.hour, names.intervals);
  return text;
}

}  // namespace firstline
