#include <algorithm>
#include <string_view>

#include "models/cli/cli_docs.h"
#include "models/cli/commands.h"
#include "models/cli/files.h"
#include "models/kpi/kpi_table.h"
#include "models/report/report_words.h"
#include "models/scenario/document_json.h"
#include "models/scenario/fields.h"
#include "models/scenario/nearest.h"
#include "models/scenario/schema_json.h"
#include "sim/base/error.h"

namespace firstline {
namespace {

std::string explain_kpi(const KpiRow& row, Language language) {
  const auto told = [&](const std::string& what, const char* value) {
    return text(what, language) + ": " + text(what + "." + value, language);
  };
  return std::string(row.key) + "\n  en: " + row.label.en + ". " + row.meaning.en + "\n  ru: " + row.label.ru + ". " +
         row.meaning.ru + "\n  " + told("kpi.unit", row.unit) + "; " + told("kpi.kind", kind_name(row.kind)) + "; " +
         told("kpi.better", better_name(row.better)) + "\n  " + text("kpi.slices", language) + ": " + slice_names(row) +
         "\n";
}

// What tables call a metric, in either language, without the threshold or the note in brackets behind it.
bool is_called(const KpiRow& row, const std::string& label) {
  const std::string name = label.substr(0, label.find(" ("));
  for (const Language language : {Language::en, Language::ru}) {
    const char* column = column_name(std::string(row.key).c_str(), language);
    if (name == (language == Language::ru ? row.label.ru : row.label.en) || (column != nullptr && name == column)) {
      return true;
    }
  }
  return false;
}

std::string explain_label(const std::string& label, Language language) {
  std::string text;
  for (const KpiRow& row : kpi_table()) {
    if (is_called(row, label)) text += explain_kpi(row, language);
  }
  return text;
}

// Columns of the table of steps that a formula fills: no metric is behind them.
std::string explain_column(const std::string& label) {
  const auto explained = [&label](const char* ReportWords::* column, const char* id) -> std::string {
    const std::string en = report_words(Language::en).*column, ru = report_words(Language::ru).*column;
    if (label != en && label != ru) return "";
    return label + "\n  en: " + en + ". " + text(id, Language::en) + "\n  ru: " + ru + ". " + text(id, Language::ru) +
           "\n";
  };
  return explained(&ReportWords::understood, "explain.understood") + explained(&ReportWords::mended, "explain.mended");
}

// "/queues/callback" for "/queues/*/callback": as people write it who leave out the names.
std::string without_names(std::string_view path) {
  std::string text(path);
  for (std::size_t at = text.find("/*"); at != std::string::npos; at = text.find("/*")) text.erase(at, 2);
  return text;
}

// The field's path for a place of a document, "/teams/*/wage" for "/teams/line 1/wage" and "/teams/wage"; the place
// itself if it has none.
std::string path_of(const std::string& place) {
  if (place.empty() || place.front() != '/') return place;
  const auto fits = [&place](std::string_view path) {
    std::size_t at = 0;
    while (!path.empty()) {
      const std::size_t end = std::min(path.find('/', 1), path.size()),
                        stop = std::min(place.find('/', at + 1), place.size());
      const std::string_view segment = path.substr(0, end);
      if (at >= place.size() || (segment != "/*" && segment != std::string_view(place).substr(at, stop - at)))
        return false;
      path.remove_prefix(end);
      at = stop;
    }
    return at == place.size();
  };
  for (const Field& field : fields()) {
    if (field.path == place) return place;
  }
  for (const Field& field : fields()) {
    if (field.path.back() != '*' && without_names(field.path) == place) return std::string(field.path);
  }
  for (const Field& field : fields()) {
    if (fits(field.path)) return std::string(field.path);
  }
  return place;
}

constexpr const char* kOpenPlace = "[...]";

// The words of a message with [...] where a case fills in its own, and VALUE for what was found. Left out is what only
// some cases add: a place behind another one, or behind a quote at the end.
std::string with_open_places(std::string_view pattern, Language language) {
  std::string text;
  bool behind_place = false;
  while (!pattern.empty()) {
    const std::size_t end = pattern.find('}');
    const std::string_view inside =
        pattern.front() == '{' && end != std::string_view::npos ? pattern.substr(1, end - 1) : "";
    const bool value = inside == "value", part = inside == "last" || (inside.size() == 1 && inside[0] <= '9');
    if (!value && !part) {
      text += pattern.front();
      pattern.remove_prefix(1);
      behind_place = false;
      continue;
    }
    pattern.remove_prefix(end + 1);
    const bool added = part && !text.empty() && (behind_place || (pattern.empty() && text.back() == '"'));
    if (!added) text += value ? firstline::text("explain.value", language) : kOpenPlace;
    behind_place = true;
  }
  return text;
}

// A message's words; where they are those of a case, all its cases, which stand below it in the catalogue. "" for a
// code that is not there.
std::string explain_code(const std::string& code) {
  const bool is_code = code.size() == 4 && (code[0] == 'E' || code[0] == 'W' || code[0] == 'N');
  const std::vector<Message> messages = all_messages();
  const auto found = std::find_if(messages.begin(), messages.end(), [&](const Message& row) { return row.id == code; });
  if (!is_code || found == messages.end()) return "";
  const bool by_case = found->en.substr(0, 3) == "{0}" && found + 1 != messages.end() && (found + 1)->id[0] == '@';
  std::string all = code + "\n";
  for (const Language language : {Language::en, Language::ru}) {
    const bool en = language == Language::en;
    const std::string name = en ? "  en: " : "  ru: ";
    if (found->en != "{0}" || !by_case) all += name + with_open_places(en ? found->en : found->ru, language) + "\n";
    for (auto row = found + 1; by_case && row != messages.end() && row->id[0] == '@'; ++row) {
      all += name + with_open_places(en ? row->en : row->ru, language) + "\n";
    }
  }
  if (all.find(kOpenPlace) != std::string::npos ||
      all.find(firstline::text("explain.value", Language::en)) != std::string::npos) {
    for (const Language language : {Language::en, Language::ru}) all += "  " + text("explain.places", language) + "\n";
  }
  return all;
}

std::string nearest_word(const std::string& word) {
  std::vector<std::string> words;
  for (const KpiRow& row : kpi_table()) words.emplace_back(row.key);
  for (const Field& field : fields()) words.emplace_back(field_name(field.path));
  return nearest(word, words);
}

}  // namespace

int cmd_explain(const Request& request, Door& door) {
  std::string words = request.operands[0];
  for (std::size_t i = 1; i < request.operands.size(); ++i) words += " " + request.operands[i];
  std::string text;
  if (const KpiRow* row = find_kpi(words)) text += explain_kpi(*row, request.language);
  if (text.empty()) text = explain_code(words);
  if (text.empty()) {
    const std::string path = path_of(words);
    text = explain_field(path, Language::en);
    if (!text.empty()) text += explain_field(path, Language::ru);
  }
  if (text.empty()) text = explain_label(words, request.language);
  if (text.empty()) text = explain_column(words);
  if (text.empty()) {
    const std::string near = nearest_word(words);
    throw sim::InputError({{.code = "E109",
                            .pointer = "",
                            .value = printable(words),
                            .arguments = {near.empty() ? "@explain.list" : "@did_you_mean_command", near},
                            .file = ""}});
  }
  print(door.out, text);
  return 0;
}

}  // namespace firstline
