#include "models/report/report_words.h"

#include <string_view>

namespace firstline {
namespace {

constexpr ReportWords kEnglish{
    .answered_within = "{} of contacts are answered within {}",
    .hang_up = "{} hang up before an answer",
    .waits_answered_within = "{} of waits for an operator, on any line, end in an answer within {}",
    .waits_given_up = "{} end in hanging up",
    .average_wait = "the average wait is {}",
    .busy = "operators are busy {} of their time",
    .first_contact = "{} of issues are resolved at the first contact",
    .kept_out = "{} of all contacts find the line busy or closed and are in none of these figures",
    .left_bot = "{} of all contacts are broken off at the bot",
    .lost_later = "{} of all contacts were answered once and lost later, waiting for a further operator",
    .unanswered = "{} of all contacts were still without an answer when the simulation ended",
    .no_reply = "{} of all contacts were taken by an operator and never got a reply",
    .nothing = "No contact came to an operator's queue in the measured time.",
    .compared = "{} against {}.",
    .better = "Better: {}",
    .worse = "Worse: {}",
    .changed = "Neither better nor worse: {}",
    .no_difference = "{} against {}: no difference can be told from chance.",
    .one_pair = "{} against {}: one pair of replications cannot tell a difference.",
    .all_identical = "{} against {}: identical in every metric below.",
    .overview = "Changes against {}; ~ cannot be told from none.",
    .in_time = " in {}",
    .same_staff =
        "Staff and schedules are the same in both: a change of workload shows in occupancy, not in paid hours (but "
        "for overtime).",
    .mail_opinion =
        "Mails: the model of satisfaction does not know how long a mail waits for its answer, so their ratings "
        "are too good.",
    .answers_of_bots =
        "First response with bots' answers is longer than without, since it is also about the contacts that a bot "
        "answered alone, and a bot's answer counts once it has been given to the end, an operator's once it begins.",
    .sliced =
        "By weekday, by day and by coverage there are contacts and operators' time only: no issues, quantiles or "
        "money.",
    .metric = "metric",
    .estimate = "estimate",
    .interval = "{} % interval",
    .no_interval = "not estimable",
    .formula = "{} says",
    .within = "{} ({})",
    .up_to = "{} (up to {})",
    .assumed = "{} (assumption)",
    .contact_type = "contact type",
    .queue = "queue",
    .team = "team",
    .channel = "channel",
    .segment = "segment",
    .product = "product",
    .topic = "topic",
    .line = "line",
    .line_number = "line {}",
    .agreement = "agreement",
    .solved_by = "solved by",
    .passed_to = "to line {}",
    .target = "target",
    .agreed = "agreed",
    .attained = "attained",
    .periods = "met in",
    .answer_in = "answer in {}",
    .solution_in = "solution in {}",
    .in_its_hours = " (business hours)",
    .of_days = "{} of days",
    .of_weeks = "{} of weeks",
    .of_months = "{} of months",
    .step = "step, weakest first",
    .exactly = "exact",
    .mended = "if perfect",
    .understood = "if understood",
    .points = "pp",
    .of_bot = "bot {}",
    .exact_leaves_out =
        "If understood: sessions solved in addition if the step understood all who answer and its answers solved; if "
        "perfect: if nobody left at it either. Exact: of the dialogue alone; what customers hold against the bot, "
        "learning and outages are left out.",
    .hour = "from",
    .weekday = "weekday",
    .day = "day",
    .exposed = "covered by a bot",
    .formula_beside = "{}, formula",
    .base = "base",
    .variant = "variant",
    .difference = "difference",
    .indistinct = "not distinguishable",
    .identical = "identical",
    .replications = "Replications: {} of {}, seed {}; counts and money are those of one replication.",
    .precision = "Precision of {}: {} of its mean (asked for: {}).",
    .interrupted = "Interrupted: these estimates rest on what was kept; replications: {}.",
    .interrupted_pairs =
        "Interrupted: base, variants and differences rest on the replications that every scenario had finished; "
        "pairs: {}.",
    .one_only = "One replication gives no intervals: ask for more with --replications.",
    .steady =
        "One long run: intervals by batch means over {} batches of {}, after a warm-up of {} (MSER-5); issues, "
        "quantiles, counts and money have none.",
    .dependent = "The batches are not independent (p = {}): the intervals are too narrow. Measure longer.",
    .other_intervals = "Intervals of all rows are in the JSON result.",
    .repeat = "Repeat with: {}",
    .whole = "All of them: {}",
    .result = "Result {}",
};

constexpr ReportWords kRussian{
    .answered_within = "{} обращений получают ответ за {}",
    .hang_up = "{} не дожидаются ответа",
    .waits_answered_within = "{} ожиданий оператора, на любой из линий, заканчиваются ответом за {}",
    .waits_given_up = "{} прерывает сам клиент",
    .average_wait = "среднее ожидание {}",
    .busy = "операторы заняты {} времени",
    .first_contact = "{} вопросов решаются при первом обращении",
    .kept_out = "{} всех обращений застают линию занятой или закрытой и в эти цифры не входят",
    .left_bot = "{} всех обращений обрываются на боте",
    .lost_later = "{} всех обращений потеряны уже после первого ответа, в ожидании следующего оператора",
    .unanswered = "{} всех обращений остались без ответа до конца моделирования",
    .no_reply = "{} всех обращений оператор принял, но ответа они так и не получили",
    .nothing = "За измеряемое время ни одно обращение не попало в очередь к операторам.",
    .compared = "{} против {}.",
    .better = "Лучше: {}",
    .worse = "Хуже: {}",
    .changed = "Не лучше и не хуже: {}",
    .no_difference = "{} против {}: отличия неотличимы от случайных.",
    .one_pair = "{} против {}: по одной паре прогонов отличий не установить.",
    .all_identical = "{} против {}: все показатели ниже совпадают.",
    .overview = "Изменения против {}; ~ неотличимо от нуля.",
    .in_time = " за {}",
    .same_staff =
        "Штат и графики в обоих одинаковы: изменение нагрузки видно по загрузке операторов, а не по оплаченным "
        "часам (кроме сверхурочных).",
    .mail_opinion =
        "Письма: модель удовлетворённости не знает, сколько письмо ждало ответа, поэтому оценки по письмам "
        "завышены.",
    .answers_of_bots =
        "Время первого ответа вместе с ответами ботов больше, чем без них: в него входят и обращения, на которые "
        "ответил только бот, а ответ бота засчитывается, когда он дан до конца, ответ оператора - когда он начался.",
    .sliced =
        "По дням недели, дням и охвату ботом есть только обращения и время операторов: вопросов, квантилей и денег "
        "нет.",
    .metric = "показатель",
    .estimate = "оценка",
    .interval = "интервал {} %",
    .no_interval = "не оценивается",
    .formula = "по формуле {}",
    .within = "{} ({})",
    .up_to = "{} (не дольше {})",
    .assumed = "{} (допущение)",
    .contact_type = "вид обращений",
    .queue = "очередь",
    .team = "команда",
    .channel = "канал",
    .segment = "сегмент",
    .product = "продукт",
    .topic = "тема",
    .line = "линия",
    .line_number = "линия {}",
    .agreement = "соглашение (SLA)",
    .solved_by = "кто решает",
    .passed_to = "на линию {}",
    .target = "цель",
    .agreed = "по договору",
    .attained = "факт",
    .periods = "выполнено",
    .answer_in = "ответ за {}",
    .solution_in = "решение за {}",
    .in_its_hours = " (рабочее время)",
    .of_days = "{} дней",
    .of_weeks = "{} недель",
    .of_months = "{} месяцев",
    .step = "шаг (слабейшие сверху)",
    .exactly = "точно",
    .mended = "если исправить",
    .understood = "если понимать",
    .points = "п.п.",
    .of_bot = "бот {}",
    .exact_leaves_out =
        "Если понимать: сколько сеансов решалось бы дополнительно, если бы шаг понимал всех ответивших и его ответы "
        "решали; если исправить: если бы на нём вдобавок никто не уходил. Точно: для самого диалога; не учтены прошлый "
        "опыт клиентов с ботом, обучение и сбои.",
    .hour = "с",
    .weekday = "день недели",
    .day = "день",
    .exposed = "охвачены ботом",
    .formula_beside = "{}, формула",
    .base = "база",
    .variant = "вариант",
    .difference = "разность",
    .indistinct = "неразличимо",
    .identical = "совпадает",
    .replications = "Прогонов: {} по {}, начальное число {}; количества и суммы - за один прогон.",
    .precision = "Точность {}: {} среднего (требовалось: {}).",
    .interrupted = "Прервано: оценки построены на сохранённых прогонах, их {}.",
    .interrupted_pairs =
        "Прервано: база, варианты и разности построены на прогонах, которые закончил каждый сценарий; пар: {}.",
    .one_only = "Один прогон не даёт интервалов: задайте больше с помощью --replications.",
    .steady =
        "Один длинный прогон: интервалы - по средним групп; групп {} по {}, прогрев до них {} (MSER-5); у вопросов, "
        "квантилей, количеств и денег интервалов нет.",
    .dependent = "Группы зависимы (p = {}): интервалы слишком узки. Измеряйте дольше.",
    .other_intervals = "Интервалы всех строк - в результате JSON.",
    .repeat = "Повторить: {}",
    .whole = "Прогнать все: {}",
    .result = "Результат {}",
};

struct Column {
  std::string_view key;
  const char* en;
  const char* ru;
};

constexpr Column kColumns[] = {
    {"contacts.offered", "contacts", "обращений"},
    {"contacts.handled", "handled", "обработано"},
    {"contacts.handled.per_operator_hour", "per paid hour", "за оплаченный час"},
    {"service_level", "within {}", "за {}"},
    {"wait.mean", "wait", "ожидание"},
    {"wait.asa", "till answer", "до ответа"},
    {"abandonment_rate", "lost", "потеряно"},
    {"aht.mean", "handling", "обработка"},
    {"frt.mean", "first response", "первый ответ"},
    {"art.mean", "each response", "каждый ответ"},
    {"aht.effort", "effort", "трудозатраты"},
    {"chat.concurrency", "at once", "одновременно"},
    {"chat.left", "left in mid-chat", "брошено"},
    {"chat.reassigned", "reassigned", "переназначено"},
    {"occupancy", "busy", "загрузка"},
    {"cost.wages", "wages", "оплата"},
    {"cost.per_resolution", "per resolution", "за решение"},
    {"waiting.mean", "waiting", "ожидают"},
    {"fcr", "first contact", "с первого раза"},
    {"escalation_rate", "passed up", "эскалировано"},
    {"first_line_rate", "first line", "первой линией"},
    {"sla.response", "answered in time", "ответ в срок"},
    {"sla.resolution", "solved in time", "решение в срок"},
    {"legs", "legs", "этапов"},
    {"aht.leg", "a leg", "на этап"},
    {"escalation_rate.leg", "passed up", "эскалировано"},
    {"topics.top.volume", "of contacts", "доля обращений"},
    {"bot.step.entries", "visits", "заходов"},
    {"bot.step.first_try", "understood", "понято сразу"},
    {"bot.step.drops", "broken off", "прервано"},
    {"bot.step.transfers", "handed over", "переведено"},
    {"bot.step.time", "time", "время"},
    {"bot.step.turns", "turns", "реплик"},
    {"topics.top.work", "of work", "доля работы"},
    {"topics.top.solved", "of solutions", "доля решений"},
    {"cost.per_contact", "per contact", "за обращение"},
};

}  // namespace

const char* column_name(const char* key, Language language) {
  for (const Column& column : kColumns) {
    if (column.key == key) return language == Language::ru ? column.ru : column.en;
  }
  return nullptr;
}

std::string slice_word(const std::string& dimension, const std::string& name, Language language) {
  if (language == Language::en || (dimension != "weekday" && dimension != "exposed")) return name;
  constexpr std::pair<const char*, const char*> kWords[] = {{"mon", "пн"}, {"tue", "вт"}, {"wed", "ср"},
                                                            {"thu", "чт"}, {"fri", "пт"}, {"sat", "сб"},
                                                            {"sun", "вс"}, {"no", "нет"}, {"yes", "да"}};
  for (const auto& [english, russian] : kWords) {
    if (name == english) return russian;
  }
  return name;
}

const char* formula_name(const char* formula, Language language) {
  const std::string_view name = formula;
  const bool en = language == Language::en;
  if (name == "erlang_c") return en ? "Erlang C" : "Эрланга C";
  if (name == "erlang_a") return en ? "Erlang A" : "Эрланга A";
  if (name == "mmn_g") return "M/M/n+G";
  if (name == "day_solver") return en ? "the exact day" : "точного расчёта дня";
  if (name == "erlang_a_pooled") return en ? "Erlang A by interval" : "Эрланга A по интервалам";
  return formula;
}

const ReportWords& report_words(Language language) { return language == Language::ru ? kRussian : kEnglish; }

}  // namespace firstline
