#include "models/report/report_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include "models/kpi/kpi_table.h"
#include "models/kpi/slices.h"
#include "models/record/digest.h"
#include "models/report/change_tables.h"
#include "models/report/number_text.h"
#include "models/report/report_notes.h"
#include "models/report/report_words.h"
#include "models/report/result_index.h"
#include "models/report/slice_tables.h"
#include "models/report/speaker.h"
#include "models/report/text_table.h"

namespace firstline {
namespace {

// Those about issues, agreements, bots and exchanges are in the report where a run knows of them.
constexpr const char* kHeadline[] = {"contacts.offered",
                                     "contacts.handled",
                                     "contacts.missed",
                                     "contacts.lost_after_answer",
                                     "frt.never",
                                     "service_level",
                                     "wait.mean",
                                     "wait.asa",
                                     "wait.p90",
                                     "delay_probability",
                                     "abandonment_rate",
                                     "frt.mean",
                                     "frt.mean.any",
                                     "art.mean",
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
                                     "contacts.left_bot",
                                     "bot.containment.apparent",
                                     "bot.containment.true",
                                     "bot.containment.false",
                                     "bot.transfer_rate",
                                     "bot.drop_rate",
                                     "bot.deflection",
                                     "bot.deflection.minutes",
                                     "chat.concurrency",
                                     "chat.left",
                                     "csat",
                                     "csat.surveyed",
                                     "nps",
                                     "ces",
                                     "error_rate",
                                     "occupancy",
                                     "cost.total",
                                     "cost.wages",
                                     "cost.overtime",
                                     "cost.management",
                                     "cost.seats",
                                     "cost.tools",
                                     "cost.telephony",
                                     "cost.bot",
                                     "cost.fixed",
                                     "cost.per_contact",
                                     "cost.per_resolution"};

// What the shares and waits of the first sentence do not tell, once it is a thousandth of all contacts.
void add_untold(const SliceIndex<Estimate>& estimates, const Speaker& speaker, std::vector<std::string>& parts) {
  const ReportWords& words = speaker.words();
  const Language language = speaker.language();
  const auto mean = [&](const char* key) {
    const Estimate* estimate = estimates.find(key);
    return estimate == nullptr ? 0.0 : estimate->mean.value_or(0.0);
  };
  const double offered = mean("contacts.offered");
  const auto add = [&](const char* wording, double contacts) {
    if (offered <= 0.0 || contacts < 0.001 * offered) return;
    parts.push_back(say(wording, decimal_text(100.0 * contacts / offered, 1, language) + "\u00a0%"));
  };
  add(words.kept_out, mean("contacts.missed.blocked") + mean("contacts.missed.turned_away"));
  const double left_bot = mean("contacts.left_bot");
  add(words.left_bot, left_bot);
  add(words.lost_later, mean("contacts.lost_after_answer"));
  const double not_handled = offered - mean("contacts.handled");
  add(words.unanswered, not_handled - mean("contacts.missed") - left_bot);
  // A chat is taken before its first reply, and handled when it is taken.
  add(words.no_reply, mean("frt.never") - not_handled);
}

// A part of the cost that is nothing, or all of it: the total has said so.
bool is_cost_part(const std::string& key) {
  return key.rfind("cost.", 0) == 0 && key != "cost.total" && key.rfind("cost.per_", 0) != 0;
}
// A sum over the measured span, that is: the longer, the more.
bool grows_with_time(const std::string& key) {
  const KpiRow* row = find_kpi(key);
  return key == "cost.total" || is_cost_part(key) || (row != nullptr && row->kind == Kind::mean);
}
bool tells_nothing(const Estimate& part, const Estimate& total) {
  return is_cost_part(part.key) && (part.mean == 0.0 || part.mean == total.mean);
}

// Without bots and chats, everybody who was never answered was missed: one row says it.
bool only_repeats(const std::string& key, const Estimate* never, const Estimate* missed) {
  return key == "frt.never" && never != nullptr && missed != nullptr && never->mean == missed->mean;
}

// A metric of issues or agreements that this centre has none of.
bool is_foreign(const Estimate& estimate) {
  return !estimate.mean && estimate.reason == kNothingCounted && find_kpi(estimate.key) != nullptr &&
         find_kpi(estimate.key)->cases;
}

std::string first_sentence(const RunResult& result, const SliceIndex<Estimate>& estimates, const Speaker& speaker) {
  std::vector<std::string> parts;
  const auto add = [&](const char* key, auto wording) {
    const Estimate* estimate = estimates.find(key);
    if (estimate != nullptr && estimate->mean) parts.push_back(wording(value_text(*estimate, speaker.language())));
  };
  const ReportWords& words = speaker.words();
  // With lines behind each other a contact waits more than once, and shares are of waits.
  const bool by_wait = result.set.names.lines.size() > 1;
  add("service_level", [&](const std::string& share) {
    return say(by_wait ? words.waits_answered_within : words.answered_within, share,
               speaker.threshold(result.set.thresholds_s.front()));
  });
  if (parts.empty()) return std::string(words.nothing) + "\n";
  add("abandonment_rate",
      [&](const std::string& share) { return say(by_wait ? words.waits_given_up : words.hang_up, share); });
  add("wait.mean", [&](const std::string& time) {
    return say(words.average_wait, time + in_hours(*estimates.find("wait.mean"), speaker.language()));
  });
  add("occupancy", [&](const std::string& share) { return say(words.busy, share); });
  add("fcr", [&](const std::string& share) { return say(words.first_contact, share); });
  add_untold(estimates, speaker, parts);
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
    if (found == nullptr || is_foreign(*found)) return;
    const Estimate readable = in_readable_unit(*found, found->mean.value_or(0.0));
    const Estimate* estimate = with_formula ? found : &readable;
    Row row{label, value_text(*estimate, speaker.language()), interval_cell(*estimate, speaker)};
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
    if (only_repeats(key, part, estimates.find("contacts.missed"))) continue;
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

// Labels have commas of their own.
std::string quoted(const std::string& label) { return '"' + label + '"'; }

// Why a metric of the headline has no number: one line a reason, the metrics that it is about before it.
std::string unknown_metrics(const SliceIndex<Estimate>& estimates, const Speaker& speaker) {
  std::vector<std::pair<std::string, std::string>> lines;  // reason, labels
  for (const std::string key : kHeadline) {
    const Estimate* estimate = estimates.find(key);
    if (estimate == nullptr || estimate->mean || estimate->reason == kNothingCounted) continue;
    const auto same =
        std::find_if(lines.begin(), lines.end(), [&](const auto& line) { return line.first == estimate->reason; });
    if (same == lines.end()) {
      lines.emplace_back(estimate->reason, quoted(speaker.label(key)));
    } else {
      same->second += ", " + quoted(speaker.label(key));
    }
  }
  std::string text;
  for (const auto& [reason, labels] : lines) {
    text += reason + ": " + labels + ": " + firstline::text(reason, speaker.language()) + ".\n";
  }
  return text;
}

// Of all sides: the base alone has the same results whatever it is compared with.
std::uint64_t hash_of(const CompareResult& comparison) {
  Digest digest;
  digest.add(comparison.base.provenance.result_hash);
  for (const ComparedVariant& variant : comparison.variants) digest.add(variant.run.provenance.result_hash);
  return digest.value();
}

// What variants were warned of and the base was not.
std::string variant_warnings(const CompareResult& comparison, const std::vector<std::string>& names,
                             const Speaker& speaker) {
  const auto line_of = [&](const sim::Problem& warning) {
    return warning.code + ": " + message_text(warning, speaker.language()) + "\n";
  };
  std::string text;
  for (std::size_t i = 0; i < comparison.variants.size(); ++i) {
    for (const sim::Problem& warning : comparison.variants[i].run.warnings) {
      const auto& known = comparison.base.warnings;
      if (std::any_of(known.begin(), known.end(), [&](const auto& one) { return line_of(one) == line_of(warning); })) {
        continue;
      }
      text += (i < names.size() ? names[i] : speaker.words().variant) + std::string(": ") + line_of(warning);
    }
  }
  return text;
}

// Warnings, precision and how to repeat: what stands below the tables, of a run or of a comparison and its base.
std::string footer(const RunResult& result, const CompareResult* comparison, const TextOptions& options,
                   const Speaker& speaker) {
  const SliceIndex<Estimate> estimates = index_of(result.estimates);
  const ReportWords& words = speaker.words();
  std::string text = "\n";
  for (const sim::Problem& warning : result.warnings) {
    text += warning.code + ": " + message_text(warning, speaker.language()) + "\n";
  }
  if (comparison != nullptr) text += variant_warnings(*comparison, options.variant_names, speaker);
  text += unknown_metrics(estimates, speaker) + mail_opinion_note(result, estimates, speaker) +
          bot_answers_note(estimates, speaker) + sliced_note(result, speaker);
  const char* interrupted = comparison == nullptr ? words.interrupted : words.interrupted_pairs;
  if (result.interrupted) text += say(interrupted, result.provenance.replications) + "\n";
  text += say(words.replications, result.provenance.replications,
              duration_text(result.experiment.measure_s, speaker.language()), result.provenance.seed);
  const std::uint64_t hash = comparison == nullptr ? result.provenance.result_hash : hash_of(*comparison);
  text += ' ' + say(words.result, fmt::format("{:016x}", hash)) + "\n";
  if (comparison == nullptr && result.provenance.replications > 1) text += std::string(words.other_intervals) + "\n";
  if (result.steady) {
    const Language language = speaker.language();
    text += say(words.steady, result.steady->batches, duration_text(result.steady->batch_s, language),
                duration_text(result.steady->warm_up_s, language)) +
            "\n";
    if (result.steady->p_value < 0.05) {
      text += say(words.dependent, decimal_text(result.steady->p_value, 3, language)) + "\n";
    }
  } else if (result.provenance.replications == 1) {
    text += std::string(words.one_only) + "\n";
  }
  for (const auto& [key, asked] : result.experiment.precision) {
    const Estimate* estimate = estimates.find(key);
    const std::string reached = estimate == nullptr ? "" : relative_width_text(*estimate, speaker.language());
    text += say(words.precision, quoted(speaker.label(key)), reached.empty() ? "-" : reached,
                speaker.plain(100.0 * asked) + "\u00a0%") +
            "\n";
  }
  if (!options.command.empty()) text += say(result.interrupted ? words.whole : words.repeat, options.command) + "\n";
  return text;
}

std::string title_of(const Scenario& scenario, Language language) {
  const bool translated = language == Language::ru && !scenario.name_ru.empty();
  const std::string& title = translated ? scenario.name_ru : scenario.name;
  return title.empty() ? "" : title + "\n";
}

// As only_repeats, of both sides of a comparison.
bool only_repeats(const std::string& key, const SliceIndex<Difference>& differences) {
  const Difference *never = differences.find(key), *missed = differences.find("contacts.missed");
  return never != nullptr && missed != nullptr && only_repeats(key, &never->base, &missed->base) &&
         only_repeats(key, &never->variant, &missed->variant);
}

std::string variant_table(const ComparedVariant& variant, const Speaker& speaker) {
  const auto differences = index_of(variant.differences);
  TextTable table = change_table(speaker);
  for (const std::string key : kHeadline) {
    const Difference* row = differences.find(key);
    if (row == nullptr || !speaker.shows(key)) continue;
    const Difference* total = differences.find("cost.total");
    if (total != nullptr && tells_nothing(row->base, total->base) && tells_nothing(row->variant, total->variant)) {
      continue;
    }
    if (only_repeats(key, differences)) continue;
    add_change(table, speaker.label(key), *row, speaker);
  }
  return render(table);
}

// What was changed by interventions, and where their sizes come from.
std::string interventions_of(const Scenario& scenario, const Scenario& base, Language language) {
  std::string text;
  for (const auto& [key, words] : scenario.interventions) {
    if (base.interventions.count(key) > 0) continue;
    const auto said = [&](const std::string& english, const std::string& russian) {
      return language == Language::ru && !russian.empty() ? russian : english;
    };
    text += said(words.name, words.name_ru) + ": " + said(words.source, words.source_ru) + "\n";
  }
  return text;
}

struct SaidBy {
  const char* key;
  const char* by;
};
constexpr SaidBy kSaidBy[] = {
    {"frt.mean", "wait.mean"}, {"contacts.left_bot", "frt.never"}, {"sla.resolution", "sla.response"}, {"nps", "csat"}};

// Of a comparison: fewer handled contacts are no loss where a bot or better answers made them needless.
Better wanted_of(const std::string& key) {
  const KpiRow* row = find_kpi(key);
  return row == nullptr || key == "contacts.handled" ? Better::neutral : row->better;
}

// A contact gets cheaper where cheap ones are added: what a resolution costs tells more where the two disagree.
bool is_outweighed(const Difference& row, const SliceIndex<Difference>& differences) {
  const Difference* resolution = row.base.key == "cost.per_contact" ? differences.find("cost.per_resolution") : nullptr;
  return resolution != nullptr && resolution->distinguishable &&
         (*resolution->difference.mean > 0.0) != (*row.difference.mean > 0.0);
}

// What changed, sorted by whom it pleases: a reader need not know which way each metric should go.
std::string variant_sentence(const ComparedVariant& variant, const std::string& name, const std::string& base_name,
                             const Speaker& speaker) {
  const auto differences = index_of(variant.differences);
  const ReportWords& words = speaker.words();
  std::string better, worse, other;
  bool identical = true;
  // What another metric of its kind has said already: it went the same way.
  const auto is_said = [&](const Difference& row) {
    const auto pair =
        std::find_if(std::begin(kSaidBy), std::end(kSaidBy), [&](const auto& p) { return row.base.key == p.key; });
    const Difference* other_row = pair == std::end(kSaidBy) ? nullptr : differences.find(pair->by);
    return other_row != nullptr && other_row->distinguishable && speaker.shows(pair->by) &&
           (*other_row->difference.mean > 0.0) == (*row.difference.mean > 0.0);
  };
  const auto add = [&](const char* key) {
    const Difference* row = differences.find(key);
    if (row == nullptr || !speaker.shows(key) || only_repeats(key, differences)) return;
    const Estimate change = readable_change(*row);
    identical = identical && (!change.mean || (change.lo && *change.lo == 0.0 && *change.hi == 0.0));
    if (!row->distinguishable || is_said(*row) || is_outweighed(*row, differences)) return;
    const Better wanted = wanted_of(key);
    std::string& changes = wanted == Better::neutral                            ? other
                           : (wanted == Better::higher) == (*change.mean > 0.0) ? better
                                                                                : worse;
    changes += (changes.empty() ? "" : "; ") + speaker.label(key) + " " + change_text(change, speaker.language());
    if (grows_with_time(key)) {
      changes += say(words.in_time, duration_text(variant.run.experiment.measure_s, speaker.language()));
    }
  };
  const auto nothing = [&] { return better.empty() && worse.empty() && other.empty(); };
  for (const char* key :
       {"service_level", "wait.mean", "abandonment_rate", "frt.mean", "frt.never", "contacts.left_bot", "fcr",
        "escalation_rate", "sla.response", "sla.resolution", "csat", "nps", "occupancy", "cost.total"}) {
    add(key);
  }
  // Never good news alone, nor bad news: what went the other way further down the table is said, too.
  if (better.empty() != worse.empty()) {
    const std::string gains = better, losses = worse, neutral = other;
    for (const char* key : kHeadline) {
      if (!is_cost_part(key)) add(key);
    }
    (gains.empty() ? worse : better) = gains.empty() ? losses : gains;
    other = neutral;
  }
  if (nothing()) std::for_each(std::begin(kHeadline), std::end(kHeadline), add);
  if (nothing()) return say(identical ? words.all_identical : words.no_difference, name, base_name) + "\n";
  std::string sentence = say(words.compared, name, base_name);
  const auto tell = [&sentence](const char* wording, const std::string& changes) {
    if (changes.empty()) return;
    sentence += " " + say(wording, changes) + (changes.back() == '.' ? "" : ".");
  };
  tell(words.better, better);
  tell(words.worse, worse);
  tell(words.changed, other);
  return sentence + "\n";
}

}  // namespace

std::string run_text(const RunResult& result, const TextOptions& options) {
  const Speaker speaker(result, options.language);
  const auto estimates = index_of(result.estimates);
  return title_of(result.scenario, options.language) + first_sentence(result, estimates, speaker) +
         interventions_of(result.scenario, {}, options.language) + "\n" + headline_table(result, estimates, speaker) +
         slice_tables(result, estimates, speaker) + footer(result, nullptr, options, speaker);
}

std::string compare_text(const CompareResult& result, const TextOptions& options) {
  const Speaker speaker(result, options.language);
  const ReportWords& words = speaker.words();
  const std::string base_name = options.base_name.empty() ? words.base : options.base_name;
  std::string text = title_of(result.base.scenario, options.language) +
                     variants_overview(result, options.variant_names, base_name, speaker);
  for (std::size_t i = 0; i < result.variants.size(); ++i) {
    const std::string name = i < options.variant_names.size() ? options.variant_names[i] : words.variant;
    if (i > 0) text += '\n';
    const bool one_pair = result.variants[i].run.provenance.replications < 2;
    text += one_pair ? say(words.one_pair, name, base_name) + "\n"
                     : variant_sentence(result.variants[i], name, base_name, speaker);
    text += staff_note(result.base, result.variants[i], speaker);
    text += bot_answers_note(index_of(result.variants[i].run.estimates), speaker);
    text += interventions_of(result.variants[i].run.scenario, result.base.scenario, options.language) + "\n";
    text += variant_table(result.variants[i], speaker) + slice_changes(result.variants[i], speaker);
    const RunResult& run = result.variants[i].run;
    for (const auto& [key, asked] : run.experiment.precision) {
      const Estimate* estimate = index_of(run.estimates).find(key);
      const std::string reached = estimate == nullptr ? "" : relative_width_text(*estimate, speaker.language());
      text += say(words.precision, name + ", " + quoted(speaker.label(key)), reached.empty() ? "-" : reached,
                  speaker.plain(100.0 * asked) + "\u00a0%") +
              "\n";
    }
  }
  return text + footer(result.base, &result, options, speaker);
}

}  // namespace firstline
