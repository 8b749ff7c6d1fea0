#include "models/report/speaker.h"

#include <cmath>
#include <utility>

#include "models/economics/price_list.h"
#include "models/kpi/kpi_rows_opinion.h"
#include "models/kpi/kpi_table.h"
#include "models/kpi/slices.h"
#include "models/report/number_text.h"

namespace firstline {

Speaker::Speaker(const RunResult& result, Language language)
    : result_(result),
      language_(language),
      words_(report_words(language)),
      money_(any_price(result.scenario)),
      assumed_opinion_(result.scenario.opinion && is_assumed(*result.scenario.opinion)),
      assumed_errors_(result.scenario.errors && is_assumed(*result.scenario.errors)),
      bots_(!result.set.names.bots.empty()) {}

Speaker::Speaker(const CompareResult& result, Language language) : Speaker(result.base, language) {
  for (const ComparedVariant& variant : result.variants) {
    const Speaker own(variant.run, language);
    money_ = money_ || own.money_;
    assumed_opinion_ = assumed_opinion_ || own.assumed_opinion_;
    assumed_errors_ = assumed_errors_ || own.assumed_errors_;
    bots_ = bots_ || own.bots_;
  }
}

std::string Speaker::label(const std::string& key) const {
  const KpiRow* row = find_kpi(key);
  if (row == nullptr) return key;
  const std::string name = language_ == Language::ru ? row->label.ru : row->label.en;
  if (row->kind == Kind::restricted_mean) {
    return say(words_.up_to, name, duration_text(result_.set.resolution_horizon_s, language_));
  }
  if ((assumed_opinion_ && is_opinion(key)) || (assumed_errors_ && is_error(key))) return say(words_.assumed, name);
  return key == "service_level" && !result_.set.thresholds_s.empty()
             ? say(words_.within, name, threshold(result_.set.thresholds_s.front()))
             : name;
}

std::string Speaker::threshold(double threshold_s) const {
  std::string name = in_marks_of(language_, threshold_name(threshold_s));
  name.replace(name.size() - 2, 2, "\u00a0" + unit_text("s", language_));
  return name;
}

std::string Speaker::column(const std::string& key) const {
  const char* name = column_name(key.c_str(), language_);
  if (name == nullptr) return label(key);
  return result_.set.thresholds_s.empty() ? name : say(name, threshold(result_.set.thresholds_s.front()));
}

std::string Speaker::plain(double value) const {
  std::string text = decimal_text(value, 3, Language::en);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return in_marks_of(language_, std::move(text));
}

std::string in_hours(const Estimate& estimate, Language language) {
  const double seconds = estimate.mean.value_or(0.0);
  if (seconds < 600.0) return "";
  return " (" + duration_text(60.0 * std::floor(seconds / 60.0 + 0.5), language) + ")";
}

std::string interval_cell(const Estimate& estimate, const Speaker& speaker) {
  return estimate.reason == kAllAgree ? speaker.words().no_interval : interval_text(estimate, speaker.language());
}

}  // namespace firstline
