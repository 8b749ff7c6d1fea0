#include "models/kpi/kpi_rows_cost.h"

namespace firstline {
namespace {

constexpr unsigned kCost = by::total | by::contact_type | by::channel | by::segment | by::product | by::topic;

const KpiRow kRows[] = {
    {.key = "cost.total",
     .unit = "money",
     .kind = Kind::money,
     .better = Better::lower,
     .slices = kCost,
     .label = {"cost", "затраты"},
     .meaning = {"All cost of a replication; its parts sum exactly to it, and so do the slices of each dimension: a "
                 "team's cost goes to classes of contacts in proportion to its busy time on each, telephony to its own "
                 "class, fixed cost by contacts offered, a bot by the contacts that may meet it.",
                 "Все затраты за прогон; части в точности складываются в сумму, срезы каждого измерения тоже: затраты "
                 "команды делятся между видами обращений пропорционально времени работы над ними, связь относится на "
                 "свой вид, постоянные затраты - по числу поступивших обращений, бот - по обращениям, которые его "
                 "встречают."}},
    {.key = "cost.wages",
     .unit = "money",
     .kind = Kind::money,
     .better = Better::lower,
     .slices = by::total | by::team,
     .label = {"wages", "оплата труда"},
     .meaning = {"Paid hours times the team's wage and its load (taxes, leave); overtime at the end of a shift is "
                 "paid, its premium stands apart.",
                 "Оплаченные часы, умноженные на ставку команды с начислениями (налоги, отпуск); доработка после смены "
                 "оплачивается, надбавка за неё - отдельной строкой."}},
    {.key = "cost.overtime",
     .unit = "money",
     .kind = Kind::money,
     .better = Better::lower,
     .slices = by::total,
     .label = {"overtime premium", "надбавка за сверхурочные"},
     .meaning = {"Time worked after the end of a shift times the wage and its load times the premium; the wage itself "
                 "is in cost.wages.",
                 "Время работы после конца смены, умноженное на ставку с начислениями и на надбавку; сама ставка - в "
                 "cost.wages."}},
    {.key = "cost.management",
     .unit = "money",
     .kind = Kind::money,
     .better = Better::lower,
     .slices = by::total,
     .label = {"management", "руководители"},
     .meaning = {"Paid hours of operators divided by the span of control, times a manager's wage and its load.",
                 "Оплаченные часы операторов, делённые на норму управляемости, умноженные на ставку руководителя с "
                 "начислениями."}},
    {.key = "cost.seats",
     .unit = "money",
     .kind = Kind::money,
     .better = Better::lower,
     .slices = by::total,
     .label = {"seats", "рабочие места"},
     .meaning =
         {"Operators on duty at each team's peak times the price of a seat, for the part of a month that was measured.",
          "Операторы на смене в пиковый момент каждой команды, умноженные на цену рабочего места, за измеренную часть "
          "месяца."}},
    {.key = "cost.tools",
     .unit = "money",
     .kind = Kind::money,
     .better = Better::lower,
     .slices = by::total,
     .label = {"tools", "лицензии"},
     .meaning = {"Licences of all operators employed (of the roster, or the highest planned level), for the part of a "
                 "month that was measured.",
                 "Лицензии на всех операторов в штате (по графику смен или по наибольшему плановому числу), за "
                 "измеренную часть месяца."}},
    {.key = "cost.telephony",
     .unit = "money",
     .kind = Kind::money,
     .better = Better::lower,
     .slices = by::total,
     .label = {"telephony", "связь"},
     .meaning = {"Minutes on the line (menu, wait and talk; chats and mails: handling) and offered contacts, at the "
                 "prices of their channels.",
                 "Минуты на линии (меню, ожидание и разговор; чаты и письма - обработка) и поступившие обращения по "
                 "ценам их каналов."}},
    {.key = "cost.bot",
     .unit = "money",
     .kind = Kind::money,
     .better = Better::lower,
     .slices = by::total | by::bot,
     .label = {"bots", "боты"},
     .meaning = {"Sessions with bots, their minutes and the licences for sessions at once, at each bot's prices.",
                 "Сеансы с ботами, их минуты и лицензии на одновременные сеансы по ценам каждого бота."}},
    {.key = "cost.fixed",
     .unit = "money",
     .kind = Kind::money,
     .better = Better::lower,
     .slices = by::total,
     .label = {"fixed cost", "постоянные затраты"},
     .meaning = {"The platform and the like, for the part of a month that was measured.",
                 "Платформа и подобное, за измеренную часть месяца."}},
    {.key = "cost.per_contact",
     .unit = "money",
     .kind = Kind::money,
     .better = Better::lower,
     .slices = kCost,
     .label = {"cost per contact", "стоимость обращения"},
     .meaning = {"All cost / contacts handled.", "Все затраты / обработанные обращения."}},
    {.key = "cost.per_resolution",
     .unit = "money",
     .kind = Kind::money,
     .better = Better::lower,
     .slices = kCost,
     .label = {"cost per resolution", "стоимость решения"},
     .meaning = {"All cost / issues resolved; by channel: the cost of contacts that came by it / resolved issues that "
                 "began in it.",
                 "Все затраты / решённые вопросы; по каналам: затраты на обращения по нему / решённые вопросы, начатые "
                 "в нём."}},
};

}  // namespace

std::span<const KpiRow> cost_rows() { return kRows; }

}  // namespace firstline
