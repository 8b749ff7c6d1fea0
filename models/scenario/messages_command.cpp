// Texts of problems with the command line (E1xx), files (E6xx) and the program itself (E900), and what the command
// says while it works.
#include "models/scenario/messages.h"

namespace firstline {
namespace {

// clang-format off
const std::vector<Message> kMessages{
  {"E101", "there is no command \"{value}\"{0}", "нет команды \"{value}\"{0}"},
  {"E102", "{0} has no option {value}{1}", "у {0} нет параметра {value}{1}"},
  {"E103", "{0} needs a value", "для {0} нужно значение"},
  {"E104", "stands twice; write it once", "указано дважды; нужно один раз"},
  {"E105", "expected {0}, got \"{value}\"", "ожидается {0}, а здесь \"{value}\""},
  {"E106", "unexpected \"{value}\"", "лишнее \"{value}\""},
  {"E107", "{0} needs {1}", "для {0} нужно {1}"},
  {"E108", "there is no metric \"{0}\"{1}", "нет показателя \"{0}\"{1}"},
  {"E109", "nothing is called \"{value}\"{0}", "ничто не называется \"{value}\"{0}"},
  {"E110", "money in {value} cannot be compared with the base's in {0}", "суммы в {value} нельзя сравнить с базовыми в {0}"},
  {"E111", "there is no intervention \"{value}\"; there are: {0}", "нет меры \"{value}\"; есть: {0}"},
  {"E112", "there is no such name in this scenario; the intervention is written for those of help_desk", "в этом сценарии такого имени нет; мера написана для имён из help_desk"},
  {"E113", "{0} sets this field to {1}, {2} to {value}; only one can hold: apply one of the two, or write a patch of your own", "{0} задаёт этому полю значение {1}, а {2} - {value}; вместе они невозможны: возьмите одну из этих мер или напишите свой patch"},
  {"E114", "has no meaning beside a steady-state run (--steady-state), which has one run and finds its warm-up; leave one of the two out", "не имеет смысла при установившемся режиме (--steady-state): там один прогон, и прогрев он находит сам; уберите одно из двух"},
  {"E348", "there is no metric \"{value}\"; firstline kpis lists them", "нет показателя \"{value}\"; список: firstline kpis"},
  {"E406", "memory is used up; fewer replications, a shorter span or no --log", "память исчерпана; меньше прогонов, короче период или без --log"},
  {"E407", "no warm-up can be told from {0} in {2} steps of {1}: the start is still felt half way through, or there are too few steps; measure longer, or run replications with a --warm-up of your own", "по {0} ({2} шагов по {1}) прогрев не определить: начало ещё заметно на половине пути или шагов слишком мало; измеряйте дольше или запустите независимые прогоны с заданным --warm-up"},
  {"E611", "cannot read {0}: {1}", "не читается {0}: {1}"},
  {"E612", "{0} is {1}; expected a regular file, or - for standard input", "{0} - это {1}; нужен обычный файл или - для стандартного ввода"},
  {"E613", "cannot write {0}: {1}", "не записывается {0}: {1}"},
  {"E614", "cannot write to standard output: {0}", "не записывается стандартный вывод: {0}"},
  {"E615", "cannot run {0}: {1}", "не запускается {0}: {1}"},
  {"E900", "a defect of Firstline: {0}. Please report it with the command and the scenario", "дефект Firstline: {0}. Пожалуйста, сообщите о нём вместе с командой и сценарием"},
  {"N001", "nothing was counted that this metric is about", "нет ничего, о чём говорит этот показатель"},
  {"N002", "all replications agree, so nothing tells how far off they may be", "все прогоны совпали, и погрешность оценить не по чему"},
  {"N003", "too few issues were seen resolved: the others were lost, closed unresolved, or not followed long enough (a longer `cool_down`, for the mean also a shorter `resolution_horizon`, follows all of them)", "слишком мало вопросов решено на виду: остальные потеряны, закрыты нерешёнными или наблюдались недолго (нужен более долгий `cool_down`, а для среднего подойдёт и меньший `resolution_horizon`)"},
  {"N004", "every issue was opened too late to be judged: let arrivals go on for at least `repeat_window` (7 d) after the measured time (`cool_down`)", "все вопросы открыты слишком поздно, чтобы судить о них: продолжайте поступления после измеряемого времени (`cool_down`) не меньше `repeat_window` (7 суток)"},
  {"N005", "known only against the same customers without a bot: `compare` with a scenario that has none, or `run --deflection`", "известно только в сравнении с теми же клиентами без бота: `compare` со сценарием без ботов или `run --deflection`"},
  {"E353", "no precision can be asked of \"{value}\" here: {0}", "точность \"{value}\" здесь задать нельзя: {0}"},
  {"@precision.no_issues", "the scenario has no topics, channels, lines, returns, agreements or rosters, so nobody follows its issues", "в сценарии нет тем, каналов, линий, возвратов, соглашений и графиков, поэтому вопросы не прослеживаются"},
  {"@precision.no_total", "it has slices only and no total", "у него есть только срезы, а итога нет"},
  {"@did_you_mean_this", "; did you mean {2}?", "; может быть, {2}?"},
  {"@did_you_mean_command", "; did you mean {1}?", "; может быть, {1}?"},
  {"@commands.list", "; firstline --help lists them", "; список: firstline --help"},
  {"@command.of_another", "; {2} has it", "; он есть у {2}"},
  {"@command.help", "; firstline {0} --help lists them", "; список: firstline {0} --help"},
  {"@kpis.list", "; firstline kpis lists them", "; список: firstline kpis"},
  {"@explain.list", "; firstline kpis lists the metrics, firstline docs fields the fields", "; показатели: firstline kpis, поля: firstline docs fields"},
  {"@command_line", "another command line ({1})", "другая командная строка ({1})"},
  {"@kind.json", "a dict, list, array, text, number, True, False or None", "словарь, список, массив, текст, число, True, False или None"},
  {"@kind.shapes", "shapes that broadcast against each other", "формы, которые согласуются друг с другом"},
  {"@file.directory", "a directory", "каталог"},
  {"@file.fifo", "a pipe", "канал"},
  {"@file.device", "a device", "устройство"},
  {"@file.is_input", "it is also an input", "это и входной файл"},
  {"@file.twice", "it is written twice", "он записывается дважды"},
  {"@file.socket", "a socket", "сокет"},
  {"problem.error", "error", "ошибка"},
  {"problem.warning", "warning", "предупреждение"},
  {"problem.at", " at ", " в "},
  {"problem.more", "and {0} more", "и ещё {0}"},
  {"cli.ok", "{0}: no problems", "{0}: ошибок нет"},
  {"cli.warnings", "{0}: no errors, warnings: {1}", "{0}: ошибок нет, предупреждений: {1}"},
  {"cli.warm_up", "Warm-up by MSER-5: {0}", "Прогрев по MSER-5: {0}"},
  {"cli.kept", "interrupted; {1}: {0}; the tables above rest on them, no file was asked for", "прервано: {1}: {0}, таблицы выше построены на них; файлы не запрашивались"},
  {"cli.kept_in_files", "interrupted; {1}: {0}; the files rest on them, which only JSON says (\"interrupted\": true)", "прервано: {1}: {0}, файлы построены на них; отмечено это только в JSON (\"interrupted\": true)"},
  {"cli.kept_nothing", "interrupted before a replication had finished: nothing is kept, no file is written", "прервано раньше, чем закончился хоть один прогон: сохранять нечего, файлы не записаны"},
  {"cli.kept_no_pair", "interrupted before there was one replication of every scenario: nothing is kept, no file is written", "прервано раньше, чем закончилось хотя бы по одному прогону каждого сценария: сохранять нечего, файлы не записаны"},
  {"@kept.replications", "replications kept", "сохранено прогонов"},
  {"@kept.pairs", "pairs of replications kept", "сохранено пар прогонов"},
  {"explain.value", "VALUE", "ЗНАЧЕНИЕ"},
  {"explain.places", "[...] is what a case names itself; VALUE is what stands in the document or was typed.", "[...] - то, что называет сам случай; ЗНАЧЕНИЕ - то, что стоит в документе или набрано."},
  {"cli.progress", "replications: {0} of {1}", "прогонов: {0} из {1}"},
  {"cli.usage", "usage", "вызов"},
  {"cli.commands", "commands", "команды"},
  {"cli.options", "options", "параметры"},
  {"cli.more_help", "firstline COMMAND --help says more. Any other word X runs firstline-X from PATH.", "Подробнее: firstline КОМАНДА --help. Любое другое слово X запускает firstline-X из PATH."},
  {"cli.about", "Simulates support centres: waits, service levels, staff and cost, with honest intervals.", "Моделирует центры поддержки: ожидание, уровень сервиса, штат и затраты, с честными интервалами."},
  {"kpi.unit", "unit", "единица"},
  {"kpi.kind", "estimator", "оценка"},
  {"kpi.better", "better", "лучше"},
  {"kpi.slices", "slices", "разрезы"},
};
// clang-format on

}  // namespace

const std::vector<Message>& command_messages() { return kMessages; }

}  // namespace firstline
