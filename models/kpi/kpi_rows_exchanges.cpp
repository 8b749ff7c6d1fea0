#include "models/kpi/kpi_rows_exchanges.h"

namespace firstline {
namespace {

double seconds(sim::Tick ticks) { return sim::ticks_to_seconds(ticks); }
double number(std::int64_t count) { return static_cast<double>(count); }
double chats(const Facts& f) { return number(f.flow->chat_legs); }

constexpr unsigned kContact =
    by::total | by::contact_type | by::channel | by::segment | by::product | by::topic | by::split;

const KpiRow kRows[] = {
    {.key = "art.mean",
     .unit = "s",
     .kind = Kind::ratio,
     .better = Better::lower,
     .slices = kContact,
     .label = {"average response time", "среднее время ответа"},
     .meaning = {"Reply minus the oldest message without a reply / replies of operators in chats and mails; the first "
                 "reply counts from the arrival in the queue.",
                 "От самого старого сообщения без ответа до ответа / ответы операторов в чатах и письмах; первый ответ "
                 "считается от прихода в очередь."},
     .numerator = [](const Facts& f) { return seconds(f.flow->reply_time); },
     .denominator = [](const Facts& f) { return number(f.flow->replies); },
     .cases = true},
    {.key = "aht.effort",
     .unit = "s",
     .kind = Kind::ratio,
     .better = Better::lower,
     .slices = kContact,
     .label = {"average handle time, effort", "среднее время обработки, трудозатраты"},
     .meaning = {"As aht.mean, but of a chat its operator's time divided by the chats open at that moment: what a "
                 "contact costs in working time.",
                 "Как aht.mean, но от чата - время оператора, делённое на число открытых в тот момент чатов: сколько "
                 "рабочего времени стоит обращение."},
     .numerator = [](const Facts& f) { return seconds(f.contact->handle); },
     .denominator = [](const Facts& f) { return number(f.contact->answered + f.flow->handled_by_people()); },
     .cases = true},
    {.key = "chat.concurrency",
     .unit = "chats",
     .kind = Kind::ratio,
     .better = Better::neutral,
     .slices = kContact,
     .label = {"chats at once", "чатов одновременно"},
     .meaning = {"Open chats of an operator who has any, on average over that time: elapsed time of chats / effort.",
                 "Открытых чатов у оператора, пока они у него есть, в среднем по времени: прошедшее время чатов / "
                 "трудозатраты."},
     .numerator = [](const Facts& f) { return seconds(f.flow->chat_elapsed); },
     .denominator = [](const Facts& f) { return seconds(f.flow->chat_effort); },
     .cases = true},
    {.key = "chat.left",
     .unit = "share",
     .kind = Kind::ratio,
     .better = Better::lower,
     .slices = kContact,
     .label = {"left in mid-chat", "брошено посреди чата"},
     .meaning = {"Chats that the customer left after an operator had taken them / chats of operators, each stay with "
                 "a queue's operators counting once.",
                 "Чаты, которые клиент бросил, когда их уже взял оператор / чаты операторов; каждая передача в другую "
                 "очередь - ещё один чат."},
     .numerator = [](const Facts& f) { return number(f.flow->chats_left_silent + f.flow->chats_left_waiting); },
     .denominator = chats,
     .cases = true},
    {.key = "chat.left.silent",
     .unit = "share",
     .kind = Kind::ratio,
     .better = Better::lower,
     .slices = kContact,
     .label = {"fell silent", "замолчали"},
     .meaning = {"Of chat.left: the customer did not write again, and the operator closed the chat.",
                 "Из chat.left: клиент больше не написал, и оператор закрыл чат."},
     .numerator = [](const Facts& f) { return number(f.flow->chats_left_silent); },
     .denominator = chats,
     .cases = true},
    {.key = "chat.left.waiting",
     .unit = "share",
     .kind = Kind::ratio,
     .better = Better::lower,
     .slices = kContact,
     .label = {"would not wait for the reply", "не дождались ответа"},
     .meaning = {"Of chat.left: the customer's message lay unanswered for longer than the customer's tolerance.",
                 "Из chat.left: сообщение лежало без ответа дольше, чем клиент готов был ждать."},
     .numerator = [](const Facts& f) { return number(f.flow->chats_left_waiting); },
     .denominator = chats,
     .cases = true},
    {.key = "chat.reassigned",
     .unit = "share",
     .kind = Kind::ratio,
     .better = Better::lower,
     .slices = kContact,
     .label = {"reassigned chats", "переназначенные чаты"},
     .meaning = {"Changes to another operator because the first one had not turned to the chat in time / chats of "
                 "operators.",
                 "Переходы к другому оператору, потому что первый вовремя не взялся за чат / чаты операторов."},
     .numerator = [](const Facts& f) { return number(f.flow->chats_reassigned); },
     .denominator = chats,
     .cases = true},
    {.key = "follow_ups",
     .unit = "contacts",
     .kind = Kind::mean,
     .better = Better::neutral,
     .slices = kContact,
     .label = {"follow-up calls", "контрольные звонки"},
     .meaning = {"Calls of the centre to ask whether it was solved, per replication; no contacts themselves.",
                 "Звонки центра с вопросом, решено ли, за один прогон; сами обращениями не считаются."},
     .numerator = [](const Facts& f) { return number(f.flow->follow_ups); },
     .cases = true},
    {.key = "follow_ups.solved",
     .unit = "share",
     .kind = Kind::ratio,
     .better = Better::higher,
     .slices = kContact,
     .label = {"solved by a follow-up", "решено контрольным звонком"},
     .meaning = {"Follow-up calls that solved what the contact had not / follow-up calls.",
                 "Контрольные звонки, решившие то, что не решило обращение / контрольные звонки."},
     .numerator = [](const Facts& f) { return number(f.flow->follow_ups_solved); },
     .denominator = [](const Facts& f) { return number(f.flow->follow_ups); },
     .cases = true},
};

}  // namespace

std::span<const KpiRow> exchange_rows() { return kRows; }

}  // namespace firstline
