#include "models/scenario/messages.h"

#include <algorithm>

#include "models/scenario/time_words.h"

namespace firstline {
namespace {

constexpr int kDeepest = 3;  // texts within texts

const Message* find_message(std::string_view id) {
  for (const std::vector<Message>* area : {&input_messages(), &command_messages(), &label_messages()}) {
    const auto found = std::find_if(area->begin(), area->end(), [id](const Message& row) { return row.id == id; });
    if (found != area->end()) return &*found;
  }
  return nullptr;
}

struct Filling {
  Language language;
  const std::vector<std::string>& arguments;
  std::string_view value;
  bool computed = false;  // numbers out of quotes are no input: they are written as the language writes them
};

std::string fill(std::string_view pattern, const Filling& filling, int depth);

constexpr std::string_view kTime = "@time ";

// An argument as it stands, the text that it names, or a duration in the language.
std::string fill_argument(const std::string& argument, const Filling& filling, int depth) {
  if (argument.rfind(kTime, 0) == 0) return time_words(argument.substr(kTime.size()), filling.language);
  const Message* named = !argument.empty() && argument[0] == '@' && depth < kDeepest ? find_message(argument) : nullptr;
  if (named == nullptr) return argument;
  return fill(filling.language == Language::en ? named->en : named->ru, filling, depth + 1);
}

std::string fill(std::string_view pattern, const Filling& filling, int depth) {
  std::string result;
  while (!pattern.empty()) {
    const std::size_t brace = pattern.find('{');
    result += pattern.substr(0, brace);
    if (brace == std::string_view::npos) break;
    pattern.remove_prefix(brace);
    const std::size_t end = pattern.find('}');
    const std::string_view inside = end == std::string_view::npos ? "" : pattern.substr(1, end - 1);
    if (inside == "value") {
      result += filling.value;
    } else if (inside == "last") {
      result += filling.arguments.empty() ? "" : filling.arguments.back();
    } else if (inside.size() == 1 && inside[0] >= '0' && inside[0] <= '9') {
      const auto index = static_cast<std::size_t>(inside[0] - '0');
      const bool quoted = !result.empty() && (result.back() == '"' || result.back() == '`');
      if (index < filling.arguments.size()) {
        const std::string argument = fill_argument(filling.arguments[index], filling, depth);
        result += filling.computed && !quoted ? in_marks_of(filling.language, argument) : argument;
      }
    } else {
      result += pattern.substr(0, 1);
      pattern.remove_prefix(1);
      continue;
    }
    pattern.remove_prefix(end + 1);
  }
  return result;
}

}  // namespace

std::string in_marks_of(Language language, std::string number) {
  if (language == Language::en) return number;
  const auto is_digit = [&](std::size_t at) { return number[at] >= '0' && number[at] <= '9'; };
  for (std::size_t at = 1; at + 1 < number.size(); ++at) {
    if (number[at] == '.' && is_digit(at - 1) && is_digit(at + 1)) number[at] = ',';
  }
  return number;
}

bool has_text(std::string_view id) { return find_message(id) != nullptr; }

std::string text(std::string_view id, Language language, const std::vector<std::string>& arguments) {
  const Message* message = find_message(id);
  if (message == nullptr) return std::string(id);
  return fill(language == Language::en ? message->en : message->ru, {language, arguments, ""}, 0);
}

std::string message_text(const sim::Problem& problem, Language language) {
  const Message* message = find_message(problem.code);
  if (message == nullptr) return problem.code;
  const bool warning = problem.code.front() == 'W';  // no row has an empty code
  return fill(language == Language::en ? message->en : message->ru,
              {language, problem.arguments, problem.value, warning}, 0);
}

std::string problem_line(const sim::Problem& problem, Language language) {
  const bool warning = !problem.code.empty() && problem.code[0] == 'W';
  std::string line = text(warning ? "problem.warning" : "problem.error", language) + "[" + problem.code + "]";
  if (!problem.file.empty()) {
    line += " " + problem.file;
    if (problem.line > 0) line += ":" + std::to_string(problem.line) + ":" + std::to_string(problem.column);
  }
  if (!problem.pointer.empty()) line += text("problem.at", language) + problem.pointer;
  return line + ": " + message_text(problem, language);
}

std::vector<Message> all_messages() {
  std::vector<Message> rows = input_messages();
  rows.insert(rows.end(), command_messages().begin(), command_messages().end());
  rows.insert(rows.end(), label_messages().begin(), label_messages().end());
  return rows;
}

}  // namespace firstline
