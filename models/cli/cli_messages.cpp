#include "models/cli/cli_messages.h"

namespace firstline {
namespace {

constexpr Message kMessages[] = {
    {"E101", "there is no command \"{value}\"{0}", "нет команды \"{value}\"{0}"},
    {"E102", "{0} has no option {value}{1}", "у {0} нет параметра {value}{1}"},
    {"E103", "{0} needs a value", "для {0} нужно значение"},
    {"E104", "stands twice; write it once", "указано дважды; нужно один раз"},
    {"E105", "expected {0}, got \"{value}\"", "ожидается {0}, а здесь \"{value}\""},
    {"E106", "unexpected \"{value}\"", "лишнее \"{value}\""},
    {"E107", "{0} needs {1}", "для {0} нужно {1}"},
    {"E108", "there is no metric \"{0}\"{1}", "нет показателя \"{0}\"{1}"},
    {"E109", "nothing is called \"{value}\"{0}", "ничто не называется \"{value}\"{0}"},
    {"E348", "there is no metric \"{value}\"; firstline kpis lists them",
     "нет показателя \"{value}\"; список: firstline kpis"},
    {"E406", "memory is used up; fewer replications, a shorter span or no --log",
     "память исчерпана; меньше повторов, короче период или без --log"},
    {"E611", "cannot read {0}: {1}", "не читается {0}: {1}"},
    {"E612", "{0} is {1}; expected a regular file, or - for standard input",
     "{0} - это {1}; нужен обычный файл или - для стандартного ввода"},
    {"E613", "cannot write {0}: {1}", "не записывается {0}: {1}"},
    {"E614", "cannot write to standard output: {0}", "не записывается стандартный вывод: {0}"},
    {"E615", "cannot run {0}: {1}", "не запускается {0}: {1}"},
    {"E900", "a defect of Firstline: {0}. Please report it with the command and the scenario",
     "дефект Firstline: {0}. Пожалуйста, сообщите о нём вместе с командой и сценарием"},
    {"N001", "nothing was counted that this metric is about", "нет ничего, о чём говорит этот показатель"},
    {"@did_you_mean_this", "; did you mean {2}?", "; может быть, {2}?"},
    {"@did_you_mean_command", "; did you mean {1}?", "; может быть, {1}?"},
    {"@commands.list", "; firstline --help lists them", "; список: firstline --help"},
    {"@command.help", "; firstline {0} --help lists them", "; список: firstline {0} --help"},
    {"@kpis.list", "; firstline kpis lists them", "; список: firstline kpis"},
    {"@explain.list", "; firstline kpis lists the metrics, firstline docs fields the fields",
     "; показатели: firstline kpis, поля: firstline docs fields"},
    {"@command_line", "another command line ({1})", "другая командная строка ({1})"},
    {"@file.directory", "a directory", "каталог"},
    {"@file.fifo", "a pipe", "канал"},
    {"@file.device", "a device", "устройство"},
    {"@file.socket", "a socket", "сокет"},
    {"cli.ok", "{0}: no problems", "{0}: ошибок нет"},
    {"cli.warnings", "{0}: no errors, warnings: {1}", "{0}: ошибок нет, предупреждений: {1}"},
    {"cli.kept", "interrupted: {0} replications are kept", "прервано: сохранено повторов: {0}"},
    {"cli.progress", "{0} of {1} replications", "повторов: {0} из {1}"},
    {"cli.usage", "usage", "вызов"},
    {"cli.commands", "commands", "команды"},
    {"cli.options", "options", "параметры"},
    {"cli.more_help", "firstline COMMAND --help says more. Any other word X runs firstline-X from PATH.",
     "Подробнее: firstline КОМАНДА --help. Любое другое слово X запускает firstline-X из PATH."},
    {"cli.about", "Simulates support centres: waits, service levels, staff and cost, with honest intervals.",
     "Моделирует центры поддержки: ожидание, уровень сервиса, штат и затраты, с честными интервалами."},
    {"kpi.unit", "unit", "единица"},
    {"kpi.kind", "estimator", "оценка"},
    {"kpi.better", "better", "лучше"},
    {"kpi.slices", "slices", "разрезы"},
};

std::string fill(std::string_view pattern, const sim::Problem& problem, Language language, int depth) {
  std::string result;
  while (!pattern.empty()) {
    const std::size_t open = pattern.find('{');
    result += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = pattern.find('}', open);
    const std::string_view inside = pattern.substr(open + 1, close - open - 1);
    if (inside == "value") {
      result += problem.value;
    } else if (const auto index = static_cast<std::size_t>(inside[0] - '0'); index < problem.arguments.size()) {
      const std::string& argument = problem.arguments[index];
      const Message* named =
          !argument.empty() && argument[0] == '@' && depth < 2 ? find_cli_message(argument) : nullptr;
      result += named == nullptr ? argument
                                 : fill(language == Language::ru ? named->ru : named->en, problem, language, depth + 1);
    }
    pattern.remove_prefix(close + 1);
  }
  return result;
}

}  // namespace

std::span<const Message> cli_messages() { return kMessages; }

const Message* find_cli_message(std::string_view id) {
  for (const Message& message : kMessages) {
    if (message.id == id) return &message;
  }
  return nullptr;
}

std::string problem_text(const sim::Problem& problem, Language language) {
  const Message* message = find_cli_message(problem.code);
  if (message == nullptr) return message_text(problem, language);
  return fill(language == Language::ru ? message->ru : message->en, problem, language, 0);
}

std::string problem_message_line(const sim::Problem& problem, Language language) {
  if (find_cli_message(problem.code) == nullptr) return problem_line(problem, language);
  std::string line = text("problem.error", language) + "[" + problem.code + "]";
  if (!problem.file.empty()) line += " " + problem.file;
  if (!problem.pointer.empty()) line += text("problem.at", language) + problem.pointer;
  return line + ": " + problem_text(problem, language);
}

}  // namespace firstline
