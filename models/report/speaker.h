// What every part of a text report needs at hand: labels, columns, thresholds and words in one language.
//
// Flow: report_text makes one a report; slice_tables and report_text ask it.
// Shape: points into the result, which must outlive it. say() fills fmt's places of a word.
// Errors: none.
// Threads: immutable once made.
// Tests: tests/models/report/speaker_test.cpp
#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "models/report/report_words.h"
#include "models/run/result.h"

namespace firstline {

using Row = std::vector<std::string>;

template <class... Arguments>
std::string say(const char* words, const Arguments&... arguments) {
  return fmt::format(fmt::runtime(words), arguments...);
}

class Speaker {
 public:
  Speaker(const RunResult& result, Language language);
  // Of a comparison: money is spoken of when any of its runs has a price, bots when any has one.
  Speaker(const CompareResult& result, Language language);

  const ReportWords& words() const { return words_; }
  Language language() const { return language_; }

  // A metric's name, with the threshold or the horizon that it depends on; marked where it follows from assumptions.
  std::string label(const std::string& key) const;
  // Its name above a narrow column.
  std::string column(const std::string& key) const;
  std::string threshold(double threshold_s) const;
  std::string interval_header() const { return say(words_.interval, plain(100.0 * result_.set.confidence)); }

  // Prices of 0 everywhere say that nobody entered any: no money in the report. Without bots nothing is automated;
  // without issues to follow, the wait says what the first response would, and the missed are those never answered;
  // with one line nobody is lost after an answer.
  bool shows(const std::string& key) const {
    if (key == "automation_rate" || key == "contacts.left_bot" || key == "frt.mean.any") return bots_;
    if (key == "contacts.lost_after_answer") return result_.set.names.lines.size() > 1;
    if (key == "frt.mean" || key == "frt.never") return result_.set.names.has_cases();
    return key.rfind("cost.", 0) != 0 || money_;
  }

  // A number without the zeros behind.
  std::string plain(double value) const;

 private:
  const RunResult& result_;
  Language language_;
  const ReportWords& words_;
  bool money_;
  bool assumed_opinion_, assumed_errors_;
  bool bots_;  // in one of the scenarios
};

// " (8 h 16 min)" behind seconds that nobody counts in; "" below ten minutes.
std::string in_hours(const Estimate& estimate, Language language);

// An interval, or that there is none because all replications agree.
std::string interval_cell(const Estimate& estimate, const Speaker& speaker);

}  // namespace firstline
