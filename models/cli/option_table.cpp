#include "models/cli/option_table.h"

namespace firstline {
namespace {

constexpr std::size_t kMany = 1000;

constexpr CommandRow kCommands[] = {
    {"run", "SCENARIO", 1, 1, "Simulates a scenario and prints its metrics with intervals.",
     "Моделирует сценарий и печатает показатели с интервалами."},
    {"compare", "BASE VARIANT...", 1, kMany, "Simulates scenarios on the same customers and prints paired differences.",
     "Моделирует сценарии на одних и тех же клиентах и печатает парные разности."},
    {"check", "SCENARIO...", 1, kMany, "Reads scenarios and reports every problem, without a run.",
     "Читает сценарии и сообщает обо всех ошибках, не запуская модель."},
    {"schema", "[scenario|experiment]", 0, 1, "Prints the JSON Schema of a document.",
     "Печатает схему JSON документа."},
    {"kpis", "", 0, 0, "Lists all metrics.", "Перечисляет все показатели."},
    {"explain", "KEY|FIELD|CODE", 1, 12,
     "Explains a metric (by its key, or as tables call it), an input field or the code of a message, in both "
     "languages.",
     "Объясняет показатель (по ключу или по названию в таблице), поле ввода или код сообщения на двух языках."},
    {"docs", "fields|kpis|cli", 1, 1, "Prints a page of the reference as Markdown.",
     "Печатает страницу справочника в Markdown."},
};

constexpr std::string_view kRuns = "run compare";
constexpr std::string_view kReads = "run compare check";

constexpr OptionRow kOptions[] = {
    {"--set", "/pointer=value", kReads, true,
     "Changes one value of the scenario (for compare: of each), such as --set \"/teams/line 1/staff=12\".",
     "Меняет одно значение сценария (в compare - каждого), например --set \"/teams/line 1/staff=12\"."},
    {"--with", "NAME", "compare", true,
     "Compares the base with itself and this intervention, a variant for each --with; NAME+NAME applies several "
     "together. Any other name lists them.",
     "Сравнивает базу с ней же и этой мерой, по варианту на каждый --with; ИМЯ+ИМЯ применяет несколько вместе. "
     "Неизвестное имя выводит список."},
    {"--experiment", "FILE", kRuns, false, "How to measure, from a document of its own.",
     "Как измерять - из отдельного документа."},
    {"--seed", "N", kRuns, false, "Seed of all random numbers, 0 to 2^64-1.",
     "Начальное число генератора случайных чисел, от 0 до 2^64-1."},
    {"--replications", "N", kRuns, false, "Replications; with a precision, the fewest.",
     "Число прогонов; при заданной точности - наименьшее."},
    {"--precision", "KEY=1%", kRuns, true, "Goes on until the metric's interval is this narrow, relative to its mean.",
     "Продолжать, пока интервал показателя не станет настолько узким относительно среднего."},
    {"--interval", "DURATION", kRuns, false, "Interval of the day in reports, such as \"30 min\".",
     "Интервал суток в отчётах, например \"30 min\"."},
    {"--warm-up", "auto|DURATION", kRuns, false,
     "Warm-up before measuring; auto finds it by MSER-5 on the waits of a pilot of ten replications.",
     "Прогрев перед измерением; auto находит его по MSER-5 на ожиданиях пробных десяти прогонов."},
    {"--threads", "N", kRuns, false, "Threads, 1 to 1024; all processors when left out. Results do not depend on it.",
     "Потоки, от 1 до 1024; по умолчанию все процессоры. Результаты от них не зависят."},
    {"--json", "FILE|-", kRuns, false, "Writes the whole result as JSON; - prints it instead of the tables.",
     "Пишет весь результат в JSON; - печатает его вместо таблиц."},
    {"--csv", "DIR", kRuns, false,
     "Writes kpis.csv and formulas.csv, for compare also differences.csv, into a folder, which is made if need be; "
     "run takes a differences.csv away that is there.",
     "Пишет kpis.csv и formulas.csv, а compare ещё и differences.csv, в папку; если её нет, создаёт. Лежащий там "
     "differences.csv run убирает."},
    {"--log", "contacts=FILE", "run", false, "Writes one line of CSV for each contact.",
     "Пишет строку CSV на каждое обращение."},
    {"--deflection", "", "run", false,
     "Simulates the same customers without the bots too, for bot.deflection: twice the time.",
     "Моделирует тех же клиентов и без ботов - для bot.deflection; вдвое дольше."},
    {"--steady-state", "", "run", false,
     "One long run over the time measured: warm-up by MSER-5, intervals by batch means of whole days or weeks.",
     "Один длинный прогон за измеряемое время: прогрев по MSER-5, интервалы по средним групп целых дней или недель."},
    {"--strict", "", kReads, false, "Contacts that nobody serves are an error, not a warning.",
     "Обращения, которые некому обслужить, - ошибка, а не предупреждение."},
    {"--quiet", "", kReads, false, "Prints no tables, no progress and no warnings.",
     "Не печатает таблиц, хода работы и предупреждений."},
    {"--lang", "en|ru", "run compare check schema kpis explain docs", false, "Language of texts.", "Язык текстов."},
    {"--errors", "text|json", "run compare check schema kpis explain docs", false,
     "Form of error messages on standard error.", "Вид сообщений об ошибках."},
    {"--help", "", "run compare check schema kpis explain docs", false, "Prints help.", "Печатает справку."},
};

}  // namespace

std::span<const CommandRow> command_table() { return kCommands; }
std::span<const OptionRow> option_table() { return kOptions; }

const CommandRow* find_command(std::string_view name) {
  for (const CommandRow& command : kCommands) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

bool takes(const CommandRow& command, const OptionRow& option) {
  for (std::string_view rest = option.commands; !rest.empty();) {
    const std::size_t space = rest.find(' ');
    if (rest.substr(0, space) == command.name) return true;
    rest.remove_prefix(space == std::string_view::npos ? rest.size() : space + 1);
  }
  return false;
}

}  // namespace firstline
