// Long because every metric is declared here, once, with its words in both languages.
#include "models/kpi/kpi_table.h"

#include <vector>

#include "models/kpi/kpi_rows_bots.h"
#include "models/kpi/kpi_rows_cases.h"
#include "models/kpi/kpi_rows_cost.h"
#include "models/kpi/kpi_rows_exchanges.h"
#include "models/kpi/kpi_rows_opinion.h"

namespace firstline {
namespace {

double seconds(sim::Tick ticks) { return sim::ticks_to_seconds(ticks); }
double hours(sim::Tick ticks) { return static_cast<double>(ticks) / static_cast<double>(sim::kTicksPerHour); }
double number(std::int64_t count) { return static_cast<double>(count); }

// Entries whose wait has ended: those still waiting when the run ended are censored, not dropped (docs/semantics.md).
std::int64_t waited(const ContactCell& cell) { return cell.answered + cell.abandoned + cell.dropped; }
std::int64_t still_waiting(const ContactCell& cell) { return cell.entries - waited(cell); }
sim::Tick wait_sum(const ContactCell& cell) { return cell.wait_answered + cell.wait_abandoned + cell.wait_dropped; }
std::int64_t lost(const ContactCell& cell) { return cell.abandoned + cell.blocked + cell.turned_away + cell.dropped; }

// Who was answered once and lost later is handled: none of the missed, and none of their parts.
double missed(const Facts& f) { return number(lost(*f.contact) - (f.flow != nullptr ? f.flow->lost_late : 0)); }
double missed_abandoned(const Facts& f) {
  return number(f.contact->abandoned - (f.flow != nullptr ? f.flow->lost_late - f.flow->dropped_late : 0));
}
double missed_dropped(const Facts& f) {
  return number(f.contact->dropped - (f.flow != nullptr ? f.flow->dropped_late : 0));
}
double entries(const Facts& f) { return number(f.contact->entries); }
double answered(const Facts& f) { return number(f.contact->answered); }
// Contacts, where answers and entries are those of legs.
double offered(const Facts& f) {
  return number(f.contact->offered() + (f.flow != nullptr ? f.flow->offered_repeat : 0));
}
double handled(const Facts& f) {
  if (f.contact == nullptr) return number(f.team->answered);
  return number(f.contact->answered + (f.flow != nullptr ? f.flow->handled_besides() : 0));
}
double handled_by_people(const Facts& f) {
  return number(f.contact->answered + (f.flow != nullptr ? f.flow->handled_by_people() : 0));
}
// Contacts that got a first answer; in a chat in turns, and of a mail, that is a reply.
double responses(const Facts& f) { return f.flow != nullptr ? number(f.flow->responses) : answered(f); }
// As customers see it: a chat lasts while its operator has others, too.
double handle_time(const Facts& f) {
  const sim::Tick beside_others = f.flow != nullptr ? f.flow->chat_elapsed - f.flow->chat_effort : 0;
  return seconds(f.contact->handle + beside_others);
}
double leg_time(const Facts& f) {
  return f.leg != nullptr ? seconds(f.leg->talk + f.leg->after_work + f.leg->hold) : seconds(f.contact->handle);
}
double legs(const Facts& f) { return f.leg != nullptr ? number(f.leg->legs) : answered(f); }
double answered_within(const Facts& f) { return number(f.contact->answered_within[f.threshold]); }
double span_s(const Facts& f) { return seconds(f.measured); }

constexpr unsigned kContact =
    by::total | by::contact_type | by::queue | by::channel | by::segment | by::product | by::topic | by::split;
// Where the times of all contacts are kept, for quantiles.
constexpr unsigned kTimes = by::total | by::contact_type | by::channel | by::segment | by::product;
constexpr unsigned kContactDay = kContact | by::interval;
constexpr unsigned kTeamDay = by::total | by::team | by::line | by::interval | by::calendar;

const KpiRow kRows[] = {
    {.key = "contacts.offered",
     .unit = "contacts",
     .kind = Kind::mean,
     .better = Better::neutral,
     .slices = kContactDay,
     .label = {"contact volume", "количество обращений"},
     .meaning = {"Arrivals of contacts, first attempts, redials and repeats together, per replication.",
                 "Поступившие обращения, первые, повторные попытки и повторные обращения вместе, за один прогон."},
     .numerator = offered},
    {.key = "contacts.offered.first",
     .unit = "contacts",
     .kind = Kind::mean,
     .better = Better::neutral,
     .slices = kContact,
     .label = {"first attempts", "первые обращения"},
     .meaning = {"Arrivals that are the first attempt of their issue.",
                 "Обращения, которые являются первой попыткой по своему вопросу."},
     .numerator = [](const Facts& f) { return number(f.contact->offered_first); }},
    {.key = "contacts.offered.redial",
     .unit = "contacts",
     .kind = Kind::mean,
     .better = Better::lower,
     .slices = kContact,
     .label = {"redials", "повторные звонки"},
     .meaning = {"Arrivals of customers who try again after they were lost or blocked.",
                 "Обращения клиентов, которые пробуют снова, не дождавшись ответа или не пробившись."},
     .numerator = [](const Facts& f) { return number(f.contact->offered_redial); }},
    {.key = "contacts.handled",
     .unit = "contacts",
     .kind = Kind::mean,
     .better = Better::higher,
     .slices = kContactDay | by::team,
     .label = {"handled contacts", "обработанные обращения"},
     .meaning = {"Contacts answered by an operator, or ended by a bot's answer; by team: those that its operators "
                 "answered.",
                 "Обращения, на которые ответил оператор или завершил ответом бот; по командам: на которые ответили её "
                 "операторы."},
     .numerator = handled},
    {.key = "contacts.handled.per_operator_hour",
     .unit = "contacts/h",
     .kind = Kind::ratio,
     .better = Better::higher,
     .slices = by::total | by::team | by::line,
     .label = {"handled per paid hour", "обработано за оплаченный час"},
     .meaning = {"Contacts handled by operators (what a bot ended is left out) divided by their paid hours.",
                 "Обращения, обработанные операторами (законченные ботом не в счёт), делённые на их оплаченные часы."},
     .numerator = [](const Facts& f) { return f.contact == nullptr ? number(f.team->answered) : handled_by_people(f); },
     .denominator = [](const Facts& f) { return hours(f.team->paid()); }},
    {.key = "contacts.missed",
     .unit = "contacts",
     .kind = Kind::mean,
     .better = Better::lower,
     .slices = kContactDay,
     .label = {"missed contacts", "пропущенные обращения"},
     .meaning =
         {"Contacts abandoned, blocked, turned away out of hours or cut off at closing, never answered before: the sum "
          "of its four parts.",
          "Потерянные, не пробившиеся, пришедшие в нерабочее время и сброшенные при закрытии, кому не ответили: сумма "
          "четырёх частей."},
     .numerator = missed},
    {.key = "contacts.missed.abandoned",
     .unit = "contacts",
     .kind = Kind::mean,
     .better = Better::lower,
     .slices = kContactDay,
     .label = {"abandoned", "потерянные в очереди"},
     .meaning = {"Of the missed: customers who gave up waiting for an operator, never answered before.",
                 "Из пропущенных: клиенты, не дождавшиеся оператора; раньше им никто не ответил."},
     .numerator = missed_abandoned},
    {.key = "contacts.missed.blocked",
     .unit = "contacts",
     .kind = Kind::mean,
     .better = Better::lower,
     .slices = kContact,
     .label = {"blocked", "не пробившиеся"},
     .meaning = {"Of the missed: contacts that found every waiting place taken.",
                 "Из пропущенных: обращения, заставшие все места ожидания занятыми."},
     .numerator = [](const Facts& f) { return number(f.contact->blocked); }},
    {.key = "contacts.missed.turned_away",
     .unit = "contacts",
     .kind = Kind::mean,
     .better = Better::lower,
     .slices = kContact,
     .label = {"turned away", "в нерабочее время"},
     .meaning = {"Of the missed: contacts that came to a closed queue.",
                 "Из пропущенных: обращения, пришедшие в закрытую очередь."},
     .numerator = [](const Facts& f) { return number(f.contact->turned_away); }},
    {.key = "contacts.missed.dropped",
     .unit = "contacts",
     .kind = Kind::mean,
     .better = Better::lower,
     .slices = kContact,
     .label = {"cut off at closing", "сброшены при закрытии"},
     .meaning = {"Of the missed: cut off when their queue closed (closing rule `drop`), never answered before.",
                 "Из пропущенных: сброшены при закрытии очереди (правило `drop`); раньше им никто не ответил."},
     .numerator = missed_dropped},
    {.key = "abandonment_rate",
     .unit = "share",
     .kind = Kind::ratio,
     .better = Better::lower,
     .slices = kContactDay,
     .label = {"abandonment rate", "доля потерянных"},
     .meaning =
         {"Abandoned / entries to human queues: of customers on the line or in a chat; tickets and mails are left out.",
          "Потерянные / входы в очереди к операторам: клиентов на линии и в чате; заявки и письма не входят."},
     .numerator = [](const Facts& f) { return number(f.contact->abandoned); },
     .denominator = entries},
    {.key = "abandonment_rate.short_excluded",
     .unit = "share",
     .kind = Kind::ratio,
     .better = Better::lower,
     .slices = kContact,
     .label = {"abandonment rate, short ones left out", "доля потерянных без коротких"},
     .meaning = {"As abandonment_rate; abandons shorter than the short-abandon threshold (5 s) count nowhere.",
                 "Как abandonment_rate, но потери короче порога (5 с) не учитываются нигде."},
     .numerator = [](const Facts& f) { return number(f.contact->abandoned - f.contact->abandoned_short); },
     .denominator = [](const Facts& f) { return number(f.contact->entries - f.contact->abandoned_short); }},
    {.key = "wait.mean",
     .unit = "s",
     .kind = Kind::ratio,
     .better = Better::lower,
     .slices = kContactDay,
     .label = {"average wait", "среднее время ожидания"},
     .meaning =
         {"Over all entries to human queues, zero waits and the lost included: of customers on the line or in a chat; "
          "tickets and mails are left out.",
          "По всем входам в очереди к операторам, включая нулевые ожидания и потерянных: клиенты на линии и в "
          "чате; заявки и письма не входят."},
     .numerator = [](const Facts& f) { return seconds(wait_sum(*f.contact)); },
     .denominator = [](const Facts& f) { return number(waited(*f.contact)); }},
    {.key = "wait.asa",
     .unit = "s",
     .kind = Kind::ratio,
     .better = Better::lower,
     .slices = kContactDay,
     .label = {"speed of answer", "скорость ответа"},
     .meaning = {"Average wait of the answered.", "Среднее ожидание тех, кому ответили."},
     .numerator = [](const Facts& f) { return seconds(f.contact->wait_answered); },
     .denominator = answered},
    {.key = "wait.delayed",
     .unit = "s",
     .kind = Kind::ratio,
     .better = Better::lower,
     .slices = kContact,
     .label = {"wait, if any", "ожидание ненулевое"},
     .meaning = {"Average wait over entries with a wait above 0.", "Среднее ожидание по входам с ненулевым ожиданием."},
     .numerator = [](const Facts& f) { return seconds(wait_sum(*f.contact)); },
     .denominator = [](const Facts& f) { return number(f.contact->delayed); }},
    {.key = "wait.abandoned",
     .unit = "s",
     .kind = Kind::ratio,
     .better = Better::neutral,
     .slices = kContact,
     .label = {"wait of the lost", "ожидание потерянных"},
     .meaning = {"Average wait of those who abandoned.", "Среднее ожидание тех, кто не дождался."},
     .numerator = [](const Facts& f) { return seconds(f.contact->wait_abandoned); },
     .denominator = [](const Facts& f) { return number(f.contact->abandoned); }},
// NOLINTBEGIN(bugprone-macro-parentheses): the arguments fill designated initialisers
#define FIRSTLINE_WAIT_QUANTILE(KEY, INDEX, EN, RU, MEANING_EN, MEANING_RU) \
  {.key = KEY,                                                              \
   .unit = "s",                                                             \
   .kind = Kind::quantile,                                                  \
   .better = Better::lower,                                                 \
   .slices = kTimes,                                                        \
   .label = {EN, RU},                                                       \
   .meaning = {MEANING_EN, MEANING_RU},                                     \
   .quantiles = &Facts::waits,                                              \
   .quantile = INDEX}
    // NOLINTEND(bugprone-macro-parentheses)
    FIRSTLINE_WAIT_QUANTILE("wait.p50", 0, "median wait", "медиана ожидания",
                            "Half of all entries to human queues wait at most this long.",
                            "Половина входов в очереди ждёт не дольше."),
    FIRSTLINE_WAIT_QUANTILE("wait.p80", 1, "wait, 80 %", "ожидание, 80 %",
                            "80 % of all entries to human queues wait at most this long.",
                            "80 % входов в очереди ждут не дольше."),
    FIRSTLINE_WAIT_QUANTILE("wait.p90", 2, "wait, 90 %", "ожидание, 90 %",
                            "90 % of all entries to human queues wait at most this long.",
                            "90 % входов в очереди ждут не дольше."),
    FIRSTLINE_WAIT_QUANTILE("wait.p95", 3, "wait, 95 %", "ожидание, 95 %",
                            "95 % of all entries to human queues wait at most this long.",
                            "95 % входов в очереди ждут не дольше."),
    FIRSTLINE_WAIT_QUANTILE("wait.p99", 4, "wait, 99 %", "ожидание, 99 %",
                            "99 % of all entries to human queues wait at most this long.",
                            "99 % входов в очереди ждут не дольше."),
#undef FIRSTLINE_WAIT_QUANTILE
    {.key = "wait.max",
     .unit = "s",
     .kind = Kind::maximum,
     .better = Better::lower,
     .slices = kTimes,
     .label = {"longest wait", "самое долгое ожидание"},
     .meaning = {"The longest wait of a replication, on average over replications.",
                 "Самое долгое ожидание за прогон, в среднем по прогонам."},
     .quantiles = &Facts::waits},
    {.key = "delay_probability",
     .unit = "share",
     .kind = Kind::ratio,
     .better = Better::lower,
     .slices = kContactDay,
     .label = {"share that waits", "доля ожидавших"},
     .meaning = {"Entries with a wait above 0 / entries.", "Входы с ненулевым ожиданием / все входы."},
     .numerator = [](const Facts& f) { return number(f.contact->delayed + still_waiting(*f.contact)); },
     .denominator = entries},
    {.key = "service_level",
     .unit = "share",
     .kind = Kind::ratio,
     .better = Better::higher,
     .slices = kContactDay | by::within | by::interval_within,
     .label = {"service level", "уровень сервиса"},
     .meaning = {"Answered within T / entries to human queues (the strict variant), tickets and mails left out. A wait "
                 "of exactly "
                 "T is within it.",
                 "Отвечено за T / входы в очереди к операторам (строгий вариант), без заявок и писем. Ожидание ровно T "
                 "считается в срок."},
     .numerator = answered_within,
     .denominator = entries},
    {.key = "service_level.strict",
     .unit = "share",
     .kind = Kind::ratio,
     .better = Better::higher,
     .slices = kContact | by::within,
     .label = {"service level, strict", "уровень сервиса, строгий"},
     .meaning = {"Answered within T / entries: the same as service_level, by its full name.",
                 "Отвечено за T / входы: то же, что service_level, под полным именем."},
     .numerator = answered_within,
     .denominator = entries},
    {.key = "service_level.no_early_abandon",
     .unit = "share",
     .kind = Kind::ratio,
     .better = Better::higher,
     .slices = kContact | by::within,
     .label = {"service level, early abandons left out", "уровень сервиса без ранних потерь"},
     .meaning = {"Answered within T / (entries - abandoned within T).", "Отвечено за T / (входы - потерянные за T)."},
     .numerator = answered_within,
     .denominator =
         [](const Facts& f) { return number(f.contact->entries - f.contact->abandoned_within[f.threshold]); }},
    {.key = "service_level.all_waits",
     .unit = "share",
     .kind = Kind::ratio,
     .better = Better::higher,
     .slices = kContact | by::within,
     .label = {"service level, all waits", "уровень сервиса по всем ожиданиям"},
     .meaning = {"(Answered within T + abandoned within T) / entries.", "(Отвечено за T + потеряно за T) / входы."},
     .numerator = [](const Facts& f) { return answered_within(f) + number(f.contact->abandoned_within[f.threshold]); },
     .denominator = entries},
    {.key = "service_level.answered",
     .unit = "share",
     .kind = Kind::ratio,
     .better = Better::higher,
     .slices = kContact | by::within,
     .label = {"service level of the answered", "уровень сервиса среди отвеченных"},
     .meaning = {"Answered within T / answered.", "Отвечено за T / отвечено."},
     .numerator = answered_within,
     .denominator = answered},
    {.key = "service_level.short_abandons_excluded",
     .unit = "share",
     .kind = Kind::ratio,
     .better = Better::higher,
     .slices = kContact | by::within,
     .label = {"service level, short abandons left out", "уровень сервиса без коротких потерь"},
     .meaning = {"Answered within T / (entries - abandons shorter than the short-abandon threshold, 5 s).",
                 "Отвечено за T / (входы - потери короче порога, 5 с)."},
     .numerator = answered_within,
     .denominator = [](const Facts& f) { return number(f.contact->entries - f.contact->abandoned_short); }},
    {.key = "aht.mean",
     .unit = "s",
     .kind = Kind::ratio,
     .better = Better::lower,
     .slices = kContactDay,
     .label = {"average handle time", "среднее время обработки"},
     .meaning =
         {"Talk or writing, hold, calls back that nobody answered and after-contact work per handled contact, all "
          "its human legs; of chats the time from the operator's taking it to its end.",
          "Разговор или переписка, удержание, безответные обратные звонки и постобработка на обработанное "
          "обращение, по всем его этапам у операторов; от чата - время от взятия оператором до конца."},
     .numerator = handle_time,
     .denominator = handled_by_people},
    {.key = "aht.leg",
     .unit = "s",
     .kind = Kind::ratio,
     .better = Better::lower,
     .slices = by::total | by::contact_type | by::queue | by::queue_legs | by::line | by::topic,
     .label = {"handle time per leg", "время обработки этапа"},
     .meaning = {"Talk, hold and after-contact work / legs; with one leg a contact the same as aht.mean.",
                 "Разговор, удержание и постобработка / этапы; при одном этапе совпадает с aht.mean."},
     .numerator = leg_time,
     .denominator = legs},
    {.key = "frt.mean",
     .unit = "s",
     .kind = Kind::ratio,
     .better = Better::lower,
     .slices = kContact,
     .label = {"first response time", "время первого ответа"},
     .meaning = {"Arrival to the first human answer, voice menu included, over the answered.",
                 "От поступления до первого ответа оператора, включая голосовое меню, среди отвеченных."},
     .numerator = [](const Facts& f) { return seconds(f.contact->response_answered); },
     .denominator = responses},
    {.key = "frt.p50",
     .unit = "s",
     .kind = Kind::quantile,
     .better = Better::lower,
     .slices = kTimes,
     .label = {"median first response time", "медиана времени первого ответа"},
     .meaning = {"Half of the answered get their first human answer within this time.",
                 "Половина отвеченных получает первый ответ оператора не позже."},
     .quantiles = &Facts::responses,
     .quantile = 0},
    {.key = "frt.p90",
     .unit = "s",
     .kind = Kind::quantile,
     .better = Better::lower,
     .slices = kTimes,
     .label = {"first response time, 90 %", "время первого ответа, 90 %"},
     .meaning = {"90 % of the answered get their first human answer within this time.",
                 "90 % отвеченных получают первый ответ оператора не позже."},
     .quantiles = &Facts::responses,
     .quantile = 2},
    {.key = "frt.never",
     .unit = "contacts",
     .kind = Kind::mean,
     .better = Better::lower,
     .slices = kContact,
     .label = {"contacts never answered", "обращения без ответа"},
     .meaning =
         {"Contacts that no operator answered, those that ended at a bot included; those that a bot's answer ended are "
          "left out. They are not in frt.*.",
          "Обращения, на которые оператор так и не ответил, в том числе прерванные на боте; законченные ответом "
          "бота не в счёт. В frt.* их нет."},
     .numerator =
         [](const Facts& f) {
           return offered(f) - responses(f) - (f.flow != nullptr ? number(f.flow->contained) : 0.0);
         }},
    {.key = "occupancy",
     .unit = "share",
     .kind = Kind::ratio,
     .better = Better::neutral,
     .slices = kTeamDay,
     .label = {"occupancy", "загрузка операторов"},
     .meaning = {"Handling / (handling + available), breaks left out.",
                 "Обработка / (обработка + готовность), без перерывов."},
     .numerator = [](const Facts& f) { return seconds(f.team->busy); },
     .denominator = [](const Facts& f) { return seconds(f.team->busy + f.team->available); }},
    {.key = "utilisation",
     .unit = "share",
     .kind = Kind::ratio,
     .better = Better::neutral,
     .slices = kTeamDay,
     .label = {"utilisation", "использование оплаченного времени"},
     .meaning = {"Handling / paid time; work after the end of a shift is paid.",
                 "Обработка / оплаченное время; работа после конца смены оплачивается."},
     .numerator = [](const Facts& f) { return seconds(f.team->busy); },
     .denominator = [](const Facts& f) { return seconds(f.team->paid()); }},
    {.key = "waiting.mean",
     .unit = "contacts",
     .kind = Kind::ratio,
     .better = Better::lower,
     .slices = by::total | by::queue | by::queue_legs | by::line,
     .label = {"contacts waiting", "обращений в ожидании"},
     .meaning = {"Number waiting in human queues, on average over the measured time: tickets and mails too, also out "
                 "of hours.",
                 "Число ожидающих в очередях к операторам, в среднем по измеряемому времени: вместе с заявками и "
                 "письмами, и в нерабочее время."},
     .numerator = [](const Facts& f) { return seconds(f.waiting->integral); },
     .denominator = span_s},
    {.key = "waiting.variance",
     .unit = "contacts^2",
     .kind = Kind::variance,
     .better = Better::neutral,
     .slices = by::total | by::queue | by::queue_legs,
     .label = {"variance of contacts waiting", "дисперсия числа ожидающих"},
     .meaning = {"Variance over time of the number waiting.", "Дисперсия числа ожидающих по времени."},
     .numerator = [](const Facts& f) { return static_cast<double>(f.waiting->integral_sq) * 1e-6; },
     .denominator = span_s},
    {.key = "in_system.mean",
     .unit = "contacts",
     .kind = Kind::ratio,
     .better = Better::neutral,
     .slices = by::total,
     .label = {"contacts in the system", "обращений в системе"},
     .meaning = {"Number waiting or in service, on average over the measured time.",
                 "Число ожидающих и обслуживаемых, в среднем по измеряемому времени."},
     .numerator = [](const Facts& f) { return seconds(f.in_system->integral); },
     .denominator = span_s},
};

// The rows about issues stand before those about operators, those about money last.
std::vector<KpiRow> all_rows() {
  std::vector<KpiRow> rows;
  for (const KpiRow& row : kRows) {
    if (std::string_view(row.key) == "occupancy") {
      rows.insert(rows.end(), case_rows().begin(), case_rows().end());
      rows.insert(rows.end(), bot_rows().begin(), bot_rows().end());
      rows.insert(rows.end(), exchange_rows().begin(), exchange_rows().end());
      rows.insert(rows.end(), opinion_rows().begin(), opinion_rows().end());
    }
    rows.push_back(row);
  }
  rows.insert(rows.end(), cost_rows().begin(), cost_rows().end());
  return rows;
}

}  // namespace

std::span<const KpiRow> kpi_table() {
  static const std::vector<KpiRow> rows = all_rows();
  return rows;
}

const KpiRow* find_kpi(std::string_view key) {
  for (const KpiRow& row : kpi_table()) {
    if (key == row.key) return &row;
  }
  return nullptr;
}

const char* kind_name(Kind kind) {
  switch (kind) {
    case Kind::mean:
      return "mean per replication";
    case Kind::ratio:
      return "ratio of expectations";
    case Kind::variance:
      return "variance over time";
    case Kind::quantile:
      return "quantile";
    case Kind::maximum:
      return "mean maximum";
    case Kind::restricted_mean:
      return "restricted mean";
    case Kind::restricted_quantile:
      return "quantile, open ones censored";
    case Kind::money:
      return "money";
    case Kind::paired:
      return "paired with another run";
  }
  return "";
}

const char* better_name(Better better) {
  switch (better) {
    case Better::higher:
      return "higher";
    case Better::lower:
      return "lower";
    case Better::neutral:
      return "neutral";
  }
  return "";
}

}  // namespace firstline
