// Long because every metric is declared here, once, with its words in both languages.
#include "models/kpi/kpi_rows_opinion.h"

namespace firstline {
namespace {

double number(std::int64_t count) { return static_cast<double>(count); }
double net(const OpinionSums& sums) { return 100.0 * number(sums.promoters - sums.detractors); }

constexpr unsigned kErrors = by::total | by::contact_type | by::channel | by::segment | by::product | by::topic |
                             by::interval | by::team | by::line | by::split;
constexpr unsigned kOpinions = kErrors | by::bot;

const KpiRow kRows[] = {
    {.key = "csat",
     .unit = "share",
     .kind = Kind::ratio,
     .better = Better::higher,
     .slices = kOpinions,
     .label = {"satisfied, CSAT", "довольны, CSAT"},
     .meaning = {"Handled contacts whose customers would give 4 or 5 of 5 / handled contacts: everybody's opinion by "
                 "the latent model, whose defaults are assumptions.",
                 "Обработанные обращения, клиенты которых поставили бы 4 или 5 из 5 / обработанные обращения: мнение "
                 "всех по скрытой модели, умолчания которой - допущения."},
     .numerator = [](const Facts& f) { return number(f.opinion->all.satisfied); },
     .denominator = [](const Facts& f) { return number(f.opinion->all.count); },
     .cases = true},
    {.key = "csat.surveyed",
     .unit = "share",
     .kind = Kind::ratio,
     .better = Better::higher,
     .slices = kOpinions,
     .label = {"satisfied as surveyed", "довольны по опросу"},
     .meaning = {"The same among those who told (answered the survey or were reached by a call): what a centre sees.",
                 "То же среди сообщивших (ответили на опрос или по перезвону): это и видит центр."},
     .numerator = [](const Facts& f) { return number(f.opinion->rated.satisfied); },
     .denominator = [](const Facts& f) { return number(f.opinion->rated.count); },
     .cases = true},
    {.key = "csat.score",
     .unit = "points",
     .kind = Kind::ratio,
     .better = Better::higher,
     .slices = kOpinions,
     .label = {"satisfaction, 1 to 5", "удовлетворённость, от 1 до 5"},
     .meaning = {"Mean grade of satisfaction over handled contacts.",
                 "Средняя оценка удовлетворённости по обработанным обращениям."},
     .numerator = [](const Facts& f) { return number(f.opinion->all.score); },
     .denominator = [](const Facts& f) { return number(f.opinion->all.count); },
     .cases = true,
     .least = 1.0,
     .most = 5.0},
    {.key = "nps",
     .unit = "points",
     .kind = Kind::ratio,
     .better = Better::higher,
     .slices = kOpinions,
     .label = {"loyalty, NPS", "лояльность, NPS"},
     .meaning = {"100 x (those who would recommend with 9 or 10 - those with 0 to 6) / handled contacts; everybody's "
                 "opinion by the latent model. No driver of money: its lead over other metrics was not replicated.",
                 "100 x (готовые рекомендовать на 9 и 10 - на 0-6) / обработанные обращения; мнение всех по скрытой "
                 "модели. Деньги из него не следуют: преимущество перед другими метриками не подтвердилось."},
     .numerator = [](const Facts& f) { return net(f.opinion->all); },
     .denominator = [](const Facts& f) { return number(f.opinion->all.count); },
     .cases = true,
     .least = -100.0,
     .most = 100.0},
    {.key = "nps.surveyed",
     .unit = "points",
     .kind = Kind::ratio,
     .better = Better::higher,
     .slices = kOpinions,
     .label = {"NPS as surveyed", "NPS по опросу"},
     .meaning = {"The same among those who told.", "То же среди сообщивших."},
     .numerator = [](const Facts& f) { return net(f.opinion->rated); },
     .denominator = [](const Facts& f) { return number(f.opinion->rated.count); },
     .cases = true,
     .least = -100.0,
     .most = 100.0},
    {.key = "ces",
     .unit = "points",
     .kind = Kind::ratio,
     .better = Better::higher,
     .slices = kOpinions,
     .label = {"ease, CES, 1 to 7", "лёгкость, CES, от 1 до 7"},
     .meaning = {"Mean grade of ease over handled contacts: 7 is no effort at all; everybody's opinion by the latent "
                 "model.",
                 "Средняя оценка лёгкости по обработанным обращениям: 7 - совсем без усилий; мнение всех по скрытой "
                 "модели."},
     .numerator = [](const Facts& f) { return number(f.opinion->all.ease); },
     .denominator = [](const Facts& f) { return number(f.opinion->all.count); },
     .cases = true,
     .least = 1.0,
     .most = 7.0},
    {.key = "ces.surveyed",
     .unit = "points",
     .kind = Kind::ratio,
     .better = Better::higher,
     .slices = kOpinions,
     .label = {"CES as surveyed", "CES по опросу"},
     .meaning = {"The same among those who told.", "То же среди сообщивших."},
     .numerator = [](const Facts& f) { return number(f.opinion->rated.ease); },
     .denominator = [](const Facts& f) { return number(f.opinion->rated.count); },
     .cases = true,
     .least = 1.0,
     .most = 7.0},
    {.key = "survey.rated",
     .unit = "share",
     .kind = Kind::ratio,
     .better = Better::higher,
     .slices = kOpinions,
     .label = {"rated contacts", "оценённые обращения"},
     .meaning = {"Handled contacts whose customers told their opinion (by the survey or a call) / handled contacts.",
                 "Обработанные обращения, по которым клиенты сообщили мнение (в опросе или по звонку) / обработанные "
                 "обращения."},
     .numerator = [](const Facts& f) { return number(f.opinion->rated.count); },
     .denominator = [](const Facts& f) { return number(f.opinion->all.count); },
     .cases = true},
    {.key = "survey.called_back",
     .unit = "share",
     .kind = Kind::ratio,
     .better = Better::neutral,
     .slices = kOpinions,
     .label = {"called back for an opinion", "перезвонили узнать мнение"},
     .meaning = {"Handled contacts whose customers did not answer the survey and were called back to ask / handled "
                 "contacts. These calls take no operator's time here.",
                 "Обработанные обращения, клиенты которых не ответили на опрос и которым перезвонили с вопросом / "
                 "обработанные обращения. Время операторов эти звонки здесь не занимают."},
     .numerator = [](const Facts& f) { return number(f.opinion->called_back); },
     .denominator = [](const Facts& f) { return number(f.opinion->all.count); },
     .cases = true},
    {.key = "error_rate",
     .unit = "share",
     .kind = Kind::ratio,
     .better = Better::lower,
     .slices = kErrors,
     .label = {"operator errors", "процент ошибок"},
     .meaning = {"Contacts that an operator ended with an error / contacts that an operator ended; an error makes a "
                 "repeat likelier. Defaults are assumptions.",
                 "Обращения, завершённые оператором с ошибкой / завершённые оператором; после ошибки повтор вероятнее. "
                 "Умолчания - допущения."},
     .numerator = [](const Facts& f) { return number(f.opinion->errors); },
     .denominator = [](const Facts& f) { return number(f.opinion->judged); },
     .cases = true},
};

}  // namespace

std::span<const KpiRow> opinion_rows() { return kRows; }

bool is_error(std::string_view key) { return key == "error_rate"; }

bool is_opinion(std::string_view key) {
  for (const KpiRow& row : kRows) {
    if (key == row.key) return !is_error(key);
  }
  return false;
}

}  // namespace firstline
