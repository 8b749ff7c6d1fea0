// Sentences that keep a reader from reading too much into a table, where there is reason to.
//
// Flow: report_text asks for them and puts them below the first sentence or below the tables.
// Shape: a sentence with its line break, or nothing.
// Errors: none.
// Threads: pure functions.
// Tests: tests/models/report/report_notes_test.cpp
#pragma once

#include <string>

#include "models/report/result_index.h"
#include "models/report/speaker.h"
#include "models/run/result.h"

namespace firstline {

// Same teams, staff, rosters and absence in both.
bool same_staff(const Scenario& one, const Scenario& other);

// Work that a variant spares or adds leaves the paid hours as they are: said where occupancy moved and staff did not.
std::string staff_note(const RunResult& base, const ComparedVariant& variant, const Speaker& speaker);

// Opinions of mails are too good, for nobody minds the wait in the model: said where some were given.
std::string mail_opinion_note(const RunResult& result, const SliceIndex<Estimate>& estimates, const Speaker& speaker);

// Bots' answers can make the first response longer, which puzzles where it stands below the one without them.
std::string bot_answers_note(const SliceIndex<Estimate>& estimates, const Speaker& speaker);

// Slices by weekday, day or coverage that somebody asked for have no issues and no money: said where there are any.
std::string sliced_note(const RunResult& result, const Speaker& speaker);

}  // namespace firstline
