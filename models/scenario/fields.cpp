#include "models/scenario/fields.h"

#include <algorithm>

namespace firstline {
namespace {

using Kind = FieldKind;
constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kLongest_s = 1e9;
constexpr double kLongestSpan_s = 1e15;  // validate() refuses shorter ones with a better message (E403)
constexpr double kHighestRate = 1e6;

// clang-format off
const std::vector<Field> kFields{
  // path, kind, required, default, low, high, low excluded, words, English, Russian
  {"/$schema", Kind::notes, false, "", -kInf, kInf, false, "", "Where an editor finds the JSON Schema of this document.", "Где редактор найдёт схему JSON этого документа."},
  {"/schema_version", Kind::version, true, "", 1, 1, false, "", "Version of the form of this document: 1.", "Версия формы документа: 1."},
  {"/name", Kind::text, false, "", -kInf, kInf, false, "", "Title of the scenario in reports.", "Название сценария в отчётах."},
  {"/notes", Kind::notes, false, "", -kInf, kInf, false, "", "Free text: where the figures come from, what is assumed.", "Свободный текст: откуда числа, что допущено."},
  {"/base", Kind::notes, false, "", -kInf, kInf, false, "", "Another scenario file, relative to this one, that this one changes.", "Другой файл сценария относительно этого, который здесь изменяется."},
  {"/patch", Kind::patch, false, "", -kInf, kInf, false, "", "Changes to the base as an RFC 7396 merge patch; null removes an entity.", "Изменения базового сценария (merge patch, RFC 7396); null удаляет элемент."},
  {"/start_date", Kind::date, false, "1999-01-01", -kInf, kInf, false, "", "First simulated day; it decides the weekday.", "Первый моделируемый день; определяет день недели."},
  {"/currency", Kind::currency, false, "EUR", -kInf, kInf, false, "", "Currency of all money, three letters.", "Валюта всех сумм, три буквы."},
  {"/contact_types", Kind::map, true, "", 1, 10000, false, "", "Kinds of contacts by name: when they arrive, how long they take, how patient they are.", "Виды обращений по именам: когда приходят, сколько длятся, сколько ждут."},
  {"/contact_types/*", Kind::object, false, "", -kInf, kInf, false, "", "One kind of contact.", "Один вид обращений."},
  {"/contact_types/*/queue", Kind::reference, true, "", -kInf, kInf, false, "/queues", "The queue that these contacts enter.", "Очередь, в которую встают эти обращения."},
  {"/contact_types/*/arrivals", Kind::object, true, "", -kInf, kInf, false, "", "When they arrive: one `rate`, or numbers by slot and weekday in `days`.", "Когда приходят: одна интенсивность `rate` или числа по интервалам и дням недели в `days`."},
  {"/contact_types/*/arrivals/rate", Kind::rate, false, "", 0, kHighestRate, false, "", "One constant rate, all day, every day.", "Одна постоянная интенсивность круглосуточно."},
  {"/contact_types/*/arrivals/unit", Kind::choice, false, "", -kInf, kInf, false, "per slot|per min|per hour|per day", "What the numbers in `days` count.", "Что означают числа в `days`."},
  {"/contact_types/*/arrivals/slot", Kind::duration, false, "", 60, 86400, false, "", "Length of a slot of the day.", "Длина интервала суток."},
  {"/contact_types/*/arrivals/from", Kind::time, false, "00:00", -kInf, kInf, false, "", "Start of the first slot; a multiple of the slot. Outside the slots nothing arrives.", "Начало первого интервала, кратное его длине. Вне интервалов обращений нет."},
  {"/contact_types/*/arrivals/days", Kind::day_numbers, false, "", 0, 1e12, false, "", "A number for each slot, by weekday: \"all\", \"mon-fri\", \"sat\"; a more specific key wins.", "Число на каждый интервал по дням недели: \"all\", \"mon-fri\", \"sat\"; более точный ключ важнее."},
  {"/contact_types/*/arrivals/interpolation", Kind::choice, false, "constant", -kInf, kInf, false, "constant|linear", "The rate within a slot: level, or a line from its number to the next slot's (the slot before `from` rises from 0, the last slot is level).", "Интенсивность внутри интервала: постоянная или по прямой от его числа к числу следующего (интервал перед `from` растёт от 0, последний постоянен)."},
  {"/contact_types/*/arrivals/scale", Kind::number, false, "1", 0, 1e6, false, "", "Multiplies all rates: 1.1 is ten per cent more contacts.", "Множитель всех интенсивностей: 1.1 - на десять процентов больше обращений."},
  {"/contact_types/*/arrivals/day_factor", Kind::object, false, "", -kInf, kInf, false, "", "A random factor of mean 1 on the whole day (gamma).", "Случайный множитель дня со средним 1 (гамма)."},
  {"/contact_types/*/arrivals/day_factor/shape", Kind::number, true, "", 0.01, 1e6, false, "", "Shape of the gamma law; its coefficient of variation is 1/sqrt(shape).", "Параметр формы гамма-закона; коэффициент вариации 1/sqrt(shape)."},
  {"/contact_types/*/arrivals/day_factor/group", Kind::text, false, "", -kInf, kInf, false, "", "Contact types of one group share their busy and quiet days.", "Виды обращений одной группы делят загруженные и тихие дни."},
  {"/contact_types/*/arrivals/slot_factor", Kind::object, false, "", -kInf, kInf, false, "", "A random factor of mean 1 on each slot (gamma).", "Случайный множитель каждого интервала со средним 1 (гамма)."},
  {"/contact_types/*/arrivals/slot_factor/shape", Kind::number, true, "", 0.01, 1e6, false, "", "Shape of the gamma law.", "Параметр формы гамма-закона."},
  {"/contact_types/*/service", Kind::law, true, "", -kInf, kInf, false, "finite", "Law of the handle time.", "Закон времени обслуживания."},
  {"/contact_types/*/patience", Kind::law, false, "{\"law\": \"none\"}", -kInf, kInf, false, "", "Law of the time a customer waits before giving up.", "Закон времени, которое клиент готов ждать."},
  {"/contact_types/*/ivr_time", Kind::law, false, "", -kInf, kInf, false, "finite", "Law of the time in the voice menu before the queue; not part of the wait.", "Закон времени в голосовом меню до очереди; не входит в ожидание."},
  {"/contact_types/*/periods", Kind::map, false, "", 0, 1000, false, "", "Hours of the day in which other laws hold, by time of arrival.", "Часы суток, в которые действуют другие законы, по времени прихода."},
  {"/contact_types/*/periods/*", Kind::object, false, "", -kInf, kInf, false, "", "One period.", "Один период."},
  {"/contact_types/*/periods/*/hours", Kind::time_range, true, "", -kInf, kInf, false, "", "When it holds, every day.", "Когда действует, каждый день."},
  {"/contact_types/*/periods/*/service", Kind::law, false, "", -kInf, kInf, false, "finite", "Law of the handle time in these hours.", "Закон времени обслуживания в эти часы."},
  {"/contact_types/*/periods/*/patience", Kind::law, false, "", -kInf, kInf, false, "", "Law of patience in these hours.", "Закон терпения в эти часы."},
  {"/contact_types/*/redial", Kind::object, false, "", -kInf, kInf, false, "", "Customers who gave up and try again.", "Клиенты, которые не дождались и звонят снова."},
  {"/contact_types/*/redial/probability", Kind::share, true, "", 0, 1, false, "", "Chance of a second attempt.", "Вероятность второй попытки."},
  {"/contact_types/*/redial/decay", Kind::share, false, "1", 0, 1, false, "", "Each further attempt is less likely by this factor.", "Во столько раз менее вероятна каждая следующая попытка."},
  {"/contact_types/*/redial/delay", Kind::law, false, "{\"law\": \"exponential\", \"mean\": \"10 min\"}", -kInf, kInf, false, "finite", "Law of the time until the next attempt.", "Закон времени до следующей попытки."},
  {"/contact_types/*/redial/after_blocked", Kind::boolean, false, "true", -kInf, kInf, false, "", "Also after a busy signal.", "Также после сигнала «занято»."},
  {"/contact_types/*/redial/max_attempts", Kind::integer, false, "20", 1, 1000, false, "", "Attempts in all, the first included.", "Всего попыток, считая первую."},
  {"/queues", Kind::map, true, "", 1, 10000, false, "", "Queues by name.", "Очереди по именам."},
  {"/queues/*", Kind::object, false, "", -kInf, kInf, false, "", "One queue.", "Одна очередь."},
  {"/queues/*/priority", Kind::integer, false, "1", 1, 1000, false, "", "Class over all teams: 1 is taken before 2.", "Класс для всех команд: 1 берут раньше 2."},
  {"/queues/*/head_start", Kind::duration, false, "0 s", 0, kLongest_s, false, "", "Credit added to the wait when queues of one priority compete.", "Надбавка к ожиданию, когда соперничают очереди одного приоритета."},
  {"/queues/*/capacity", Kind::integer, false, "", 0, 1e9, false, "", "Waiting places; who finds them all taken hears a busy signal. Without it: no limit.", "Мест ожидания; кто застал все занятыми, слышит «занято». Без поля - без предела."},
  {"/queues/*/closing", Kind::choice, false, "serve_out", -kInf, kInf, false, "serve_out|drop|carry_over", "What happens at closing time to those who wait: served out, dropped, or kept until it opens.", "Что в конце дня с ожидающими: дослужить, отключить или оставить до открытия."},
  {"/queues/*/opening_hours", Kind::day_hours, false, "", -kInf, kInf, false, "", "Opening hours by weekday; days left out are closed. Without it: always open.", "Часы работы по дням недели; пропущенные дни закрыты. Без поля - всегда открыто."},
  {"/teams", Kind::map, true, "", 1, 10000, false, "", "Teams of operators by name.", "Команды операторов по именам."},
  {"/teams/*", Kind::object, false, "", -kInf, kInf, false, "", "One team.", "Одна команда."},
  {"/teams/*/serves", Kind::map, true, "", 0, 10000, false, "/queues", "The queues it serves, each with its priority for this team.", "Очереди, которые она обслуживает, с приоритетом для неё."},
  {"/teams/*/serves/*", Kind::skill, false, "", 1, 1000, false, "", "The priority (1 is taken first), or an object with `priority` and `choice`.", "Приоритет (1 берут первым) или объект с `priority` и `choice`."},
  {"/teams/*/serves/*/priority", Kind::integer, false, "1", 1, 1000, false, "", "Place of this queue among those the team serves.", "Место очереди среди обслуживаемых командой."},
  {"/teams/*/serves/*/choice", Kind::integer, false, "1", 1, 1000, false, "", "Place of this team among those that serve the queue; equal: the longest idle operator.", "Место команды среди обслуживающих очередь; при равенстве - дольше всех свободный."},
  {"/teams/*/staff", Kind::level, true, "", 0, 1e12, false, "", "Operators present: one number, or numbers by slot and weekday. A fraction is a chance of one more.", "Операторов на месте: число или числа по интервалам и дням недели. Дробь - вероятность ещё одного."},
  {"/teams/*/staff/slot", Kind::duration, true, "", 60, 86400, false, "", "Length of a slot of the day.", "Длина интервала суток."},
  {"/teams/*/staff/from", Kind::time, false, "00:00", -kInf, kInf, false, "", "Start of the first slot; a multiple of the slot.", "Начало первого интервала, кратное его длине."},
  {"/teams/*/staff/days", Kind::day_numbers, true, "", 0, 1e12, false, "", "Operators in each slot, by weekday.", "Операторов в каждом интервале по дням недели."},
  {"/teams/*/extra_staff", Kind::map, false, "", 0, 10000, false, "", "Operators added within some hours, by name; a negative number takes away.", "Операторы, добавленные в некоторые часы; отрицательное число убавляет."},
  {"/teams/*/extra_staff/*", Kind::object, false, "", -kInf, kInf, false, "", "One addition.", "Одна добавка."},
  {"/teams/*/extra_staff/*/days", Kind::weekdays, false, "all", -kInf, kInf, false, "", "On which days: \"all\", \"sun-thu\" or a list.", "По каким дням: \"all\", \"sun-thu\" или список."},
  {"/teams/*/extra_staff/*/hours", Kind::time_range, true, "", -kInf, kInf, false, "", "From when to when.", "С какого по какое время."},
  {"/teams/*/extra_staff/*/operators", Kind::number, true, "", -1e6, 1e6, false, "", "How many.", "Сколько."},
  {"/teams/*/wage", Kind::money_per_h, false, "0 per h", 0, 1e9, false, "", "Paid for each hour of presence.", "Оплата каждого часа присутствия."},
  {"/experiment", Kind::object, false, "", -kInf, kInf, false, "", "How the scenario is measured.", "Как измеряется сценарий."},
  {"/experiment/seed", Kind::seed, false, "1", 0, 18446744073709551615.0, false, "", "Seed of all random numbers; above 2^53 as a string.", "Начальное значение случайных чисел; выше 2^53 - строкой."},
  {"/experiment/replications", Kind::integer, false, "20", 1, 1e9, false, "", "Replications; with a precision, the fewest.", "Число повторов; при заданной точности - наименьшее."},
  {"/experiment/max_replications", Kind::integer, false, "10000", 1, 1e9, false, "", "The most replications when a precision is asked for.", "Наибольшее число повторов при заданной точности."},
  {"/experiment/precision", Kind::map, false, "", 0, 100, false, "", "Stop when these KPIs are known this well, by key.", "Остановиться, когда эти показатели известны с такой точностью."},
  {"/experiment/precision/*", Kind::percent, false, "", 0, 1, true, "", "Half-width of the interval relative to the mean.", "Полуширина интервала относительно среднего."},
  {"/experiment/confidence", Kind::number, false, "0.95", 0.5, 0.9999, false, "", "Confidence of all intervals.", "Доверительная вероятность всех интервалов."},
  {"/experiment/start", Kind::choice, false, "empty", -kInf, kInf, false, "empty|stationary", "State at time 0; stationary: the exact one of M/M/n+M.", "Состояние в момент 0; stationary - точное для M/M/n+M."},
  {"/experiment/warm_up", Kind::duration, false, "0 s", 0, kLongestSpan_s, false, "", "Contacts that arrive before are simulated and not counted.", "Пришедшие раньше моделируются, но не учитываются."},
  {"/experiment/measure", Kind::duration, false, "1 d", 0, kLongestSpan_s, true, "", "Contacts that arrive within are counted.", "Пришедшие в это время учитываются."},
  {"/experiment/cool_down", Kind::duration, false, "0 s", 0, kLongestSpan_s, false, "", "Arrivals go on uncounted for this long.", "Столько ещё идут неучитываемые обращения."},
  {"/experiment/interval", Kind::duration, false, "1 h", 60, 86400, false, "", "Interval of the day in reports, whole minutes.", "Интервал суток в отчётах, целое число минут."},
  {"/experiment/thresholds", Kind::durations, false, "[\"20 s\"]", 0, kLongest_s, false, "", "Thresholds of the service level, the first is the headline; at most four.", "Пороги уровня сервиса, первый - основной; не более четырёх."},
  {"/experiment/short_abandon", Kind::duration, false, "5 s", 0, kLongest_s, false, "", "Abandons below this are short.", "Потерянные быстрее этого считаются короткими."},
  {"/experiment/repeat_window", Kind::duration, false, "7 d", 0, kLongest_s, true, "", "A contact within this time after another one of its issue is a repeat; FCR and `repeat_rate` go by it.", "Обращение по тому же вопросу не позже этого времени после предыдущего - повторное; от него зависят FCR и `repeat_rate`."},
  {"/experiment/resolution_horizon", Kind::duration, false, "7 d", 0, kLongest_s, true, "", "The mean time to resolution counts every issue up to this long: those still open at the end have no known time.", "Среднее время решения учитывает каждый вопрос не дольше этого времени: у открытых на конец оно неизвестно."},
  {"/experiment/max_contacts", Kind::integer, false, "2000000000", 1, 1e15, false, "", "Refuse to start when more contacts are to be expected.", "Не начинать, если ожидается больше обращений."},
  {"law:*/law", Kind::choice, true, "", -kInf, kInf, false, "exponential|gamma|weibull|lognormal|hyperexponential|erlang|deterministic|uniform|triangular|empirical|piecewise_hazard|none", "The law's name; none is infinite patience.", "Название закона; none - бесконечное терпение."},
  {"law:*/atom_at_zero", Kind::share, false, "0", 0, 1, false, "", "Probability of exactly zero.", "Вероятность ровно нуля."},
  {"law:*/shift", Kind::duration, false, "0 s", 0, kLongest_s, false, "", "Added to the duration unless it is the zero of the atom.", "Добавляется ко времени, кроме нуля атома."},
  {"law:exponential/mean", Kind::duration, true, "", 0, kLongest_s, true, "", "Mean.", "Среднее."},
  {"law:gamma/mean", Kind::duration, true, "", 0, kLongest_s, true, "", "Mean.", "Среднее."},
  {"law:gamma/shape", Kind::number, true, "", 0.01, 1e6, false, "", "Shape.", "Параметр формы."},
  {"law:gamma/cv", Kind::number, true, "", 0.001, 10, false, "", "Coefficient of variation; the shape is 1/cv^2.", "Коэффициент вариации; форма 1/cv^2."},
  {"law:weibull/shape", Kind::number, true, "", 0.05, 100, false, "", "Shape; below 1 the hazard falls.", "Параметр формы; ниже 1 риск убывает."},
  {"law:weibull/scale", Kind::duration, true, "", 0, kLongest_s, true, "", "Scale.", "Масштаб."},
  {"law:weibull/mean", Kind::duration, true, "", 0, kLongest_s, true, "", "Mean.", "Среднее."},
  {"law:lognormal/mean", Kind::duration, true, "", 0, kLongest_s, true, "", "Mean.", "Среднее."},
  {"law:lognormal/cv", Kind::number, true, "", 0, 100, false, "", "Coefficient of variation.", "Коэффициент вариации."},
  {"law:lognormal/median", Kind::duration, true, "", 0, kLongest_s, true, "", "Median.", "Медиана."},
  {"law:lognormal/sigma", Kind::number, true, "", 0, 3, false, "", "Standard deviation of the logarithm.", "Стандартное отклонение логарифма."},
  {"law:hyperexponential/p", Kind::share, true, "", 0, 1, false, "", "Probability of the first phase.", "Вероятность первой фазы."},
  {"law:hyperexponential/mean_1", Kind::duration, true, "", 0, kLongest_s, true, "", "Mean of the first phase.", "Среднее первой фазы."},
  {"law:hyperexponential/mean_2", Kind::duration, true, "", 0, kLongest_s, true, "", "Mean of the second phase.", "Среднее второй фазы."},
  {"law:erlang/stages", Kind::integer, true, "", 1, 1e6, false, "", "Number of exponential stages.", "Число экспоненциальных стадий."},
  {"law:erlang/mean", Kind::duration, true, "", 0, kLongest_s, true, "", "Mean of the whole.", "Среднее целого."},
  {"law:deterministic/value", Kind::duration, true, "", 0, kLongest_s, false, "", "The value, always.", "Всегда это значение."},
  {"law:uniform/min", Kind::duration, true, "", 0, kLongest_s, false, "", "Smallest.", "Наименьшее."},
  {"law:uniform/max", Kind::duration, true, "", 0, kLongest_s, false, "", "Largest.", "Наибольшее."},
  {"law:triangular/min", Kind::duration, true, "", 0, kLongest_s, false, "", "Smallest.", "Наименьшее."},
  {"law:triangular/mode", Kind::duration, true, "", 0, kLongest_s, false, "", "Most likely.", "Наиболее вероятное."},
  {"law:triangular/max", Kind::duration, true, "", 0, kLongest_s, false, "", "Largest.", "Наибольшее."},
  {"law:empirical/values", Kind::durations, true, "", 0, kLongest_s, false, "", "The durations seen.", "Наблюдённые длительности."},
  {"law:empirical/weights", Kind::numbers, true, "", 0, 1e15, false, "", "How often, relative to each other.", "Относительные частоты."},
  {"law:piecewise_hazard/from", Kind::durations, true, "", 0, kLongest_s, false, "", "Where each piece starts, the first at 0 s.", "Начало каждого куска, первый с 0 s."},
  {"law:piecewise_hazard/rate", Kind::rates, true, "", 0, kHighestRate, false, "", "Hazard of each piece, the last for ever.", "Риск на каждом куске, последний навсегда."},
};
// clang-format on

const std::vector<LawForm> kLawForms{{"exponential", "mean"},
                                     {"gamma", "mean shape"},
                                     {"gamma", "mean cv"},
                                     {"weibull", "shape scale"},
                                     {"weibull", "shape mean"},
                                     {"lognormal", "mean cv"},
                                     {"lognormal", "median sigma"},
                                     {"erlang", "stages mean"},
                                     {"hyperexponential", "p mean_1 mean_2"},
                                     {"deterministic", "value"},
                                     {"uniform", "min max"},
                                     {"triangular", "min mode max"},
                                     {"empirical", "values"},
                                     {"empirical", "values weights"},
                                     {"piecewise_hazard", "from rate"},
                                     {"none", ""}};

std::string_view parent_of(std::string_view path) { return path.substr(0, path.rfind('/')); }

}  // namespace

const std::vector<Field>& fields() { return kFields; }
const std::vector<LawForm>& law_forms() { return kLawForms; }

const Field* find_field(std::string_view path) {
  const auto found =
      std::find_if(kFields.begin(), kFields.end(), [path](const Field& row) { return row.path == path; });
  return found == kFields.end() ? nullptr : &*found;
}

std::vector<const Field*> fields_below(std::string_view path) {
  std::vector<const Field*> rows;
  for (const Field& row : kFields) {
    if (parent_of(row.path) == path) rows.push_back(&row);
  }
  return rows;
}

std::string_view field_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::vector<std::string> split_words(std::string_view words, char separator) {
  std::vector<std::string> parts;
  while (!words.empty()) {
    const std::size_t end = words.find(separator);
    parts.emplace_back(words.substr(0, end));
    words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
  }
  return parts;
}

}  // namespace firstline
