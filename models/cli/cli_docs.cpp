#include "models/cli/cli_docs.h"

#include "models/report/text_table.h"

namespace firstline {
namespace {

std::string escape_bars(std::string_view text) {
  std::string result;
  for (const char c : text) result += c == '|' ? std::string("\\|") : std::string(1, c);
  return result;
}

std::string usage(const CommandRow& command, Language language) {
  const std::string text = "firstline " + std::string(command.name) + " [OPTION...]";
  return in_words_of(language, command.operands.empty() ? text : text + " " + std::string(command.operands));
}

std::string written(const OptionRow& option, Language language) {
  return option.value.empty() ? std::string(option.name)
                              : std::string(option.name) + " " + in_words_of(language, option.value);
}

// Two columns, the second one behind the widest of the first; no header.
std::string two_columns(const std::vector<std::pair<std::string, std::string>>& rows) {
  std::size_t widest = 0;
  for (const auto& [left, right] : rows) widest = std::max(widest, display_width(left));
  std::string text;
  for (const auto& [left, right] : rows) {
    text += "  " + left + std::string(widest - display_width(left) + 2, ' ') + right + "\n";
  }
  return text;
}

}  // namespace

std::string in_words_of(Language language, std::string_view usage) {
  std::string text;
  for (std::size_t at = 0; at < usage.size();) {
    const std::size_t end = std::min(usage.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ", at), usage.size());
    const std::string id = "cli.word." + std::string(usage.substr(at, end - at));
    text += has_text(id) ? firstline::text(id, language)
                         : std::string(usage.substr(at, std::max<std::size_t>(end - at, 1)));
    at = std::max(end, at + 1);
  }
  return text;
}

std::string slice_names(const KpiRow& row) {
  std::string names;
  const auto add = [&](unsigned bit, const char* name) {
    if ((row.slices & bit) != 0) names += (names.empty() ? "" : ", ") + std::string(name);
  };
  add(by::contact_type, "contact_type");
  add(by::queue | by::queue_legs, "queue");
  add(by::team, "team");
  add(by::interval, "interval");
  add(by::weekday, "weekday");
  add(by::day, "day");
  add(by::exposed, "exposed");
  add(by::within, "within");
  add(by::interval_within, "interval x within");
  add(by::channel, "channel");
  add(by::segment, "segment");
  add(by::product, "product");
  add(by::topic, "topic");
  add(by::line, "line");
  add(by::sla, "sla");
  add(by::from_to_line, "from_line x to_line");
  add(by::topic_line, "topic x line");
  add(by::bot, "bot");
  add(by::bot_step, "bot x step");
  if ((row.slices & by::total) == 0) return names;
  return names.empty() ? "total" : "total, " + names;
}

std::string kpis_markdown() {
  std::string text =
      "# Metrics\n\n"
      "Written by `firstline docs kpis` from the table of metrics. What the words mean exactly stands in "
      "[semantics](../semantics.md).\n\n"
      "| key | English | Russian | definition | определение | unit | estimator | better | slices |\n"
      "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
  for (const KpiRow& row : kpi_table()) {
    for (const char* cell : {row.label.en, row.label.ru, row.meaning.en, row.meaning.ru, row.unit, kind_name(row.kind),
                             better_name(row.better)}) {
      if (cell == row.label.en) text += "| `" + std::string(row.key) + "`";
      text += " | " + escape_bars(cell);
    }
    text += " | " + slice_names(row) + " |\n";
  }
  return text;
}

std::string cli_markdown() {
  std::string text =
      "# The command\n\n"
      "Written by `firstline docs cli` from the table of commands and options. Exit codes: 0 done, 1 a defect, 2 bad "
      "input or flag, 3 a limit or memory, 5 files, 130 and 143 signals, 141 a broken pipe.\n\n"
      "Any other word X runs `firstline-X` from PATH.\n";
  for (const CommandRow& command : command_table()) {
    text += "\n## " + std::string(command.name) + "\n\n";
    text +=
        std::string(command.en) + " " + std::string(command.ru) + "\n\n    " + usage(command, Language::en) + "\n\n";
    text += "| option | English | Russian |\n| --- | --- | --- |\n";
    for (const OptionRow& option : option_table()) {
      if (!takes(command, option)) continue;
      text += "| `" + escape_bars(written(option, Language::en)) + "` | " + escape_bars(option.en) + " | " +
              escape_bars(option.ru) + " |\n";
    }
  }
  return text;
}

std::string general_help(Language language) {
  const bool ru = language == Language::ru;
  std::vector<std::pair<std::string, std::string>> rows;
  for (const CommandRow& command : command_table()) {
    rows.emplace_back(command.name, ru ? command.ru : command.en);
  }
  return firstline::text("cli.about", language) + "\n\n" + firstline::text("cli.usage", language) + ": firstline " +
         in_words_of(language, "COMMAND [OPTION...]") + "\n\n" + firstline::text("cli.commands", language) + ":\n" +
         two_columns(rows) + "\n" + firstline::text("cli.more_help", language) + "\n";
}

std::string command_help(const CommandRow& command, Language language) {
  const bool ru = language == Language::ru;
  std::vector<std::pair<std::string, std::string>> rows;
  for (const OptionRow& option : option_table()) {
    if (takes(command, option)) rows.emplace_back(written(option, language), ru ? option.ru : option.en);
  }
  return std::string(ru ? command.ru : command.en) + "\n\n" + firstline::text("cli.usage", language) + ": " +
         usage(command, language) + "\n\n" + firstline::text("cli.options", language) + ":\n" + two_columns(rows);
}

}  // namespace firstline
