// The words of text reports, in each language; metrics bring their own (kpi_table), problems theirs (messages).
//
// Shape: a struct, so that a missing word does not compile. {} are fmt's places.
// Threads: immutable.
// Tests: tests/models/report/report_words_test.cpp
#pragma once

#include "models/scenario/messages.h"

namespace firstline {

struct ReportWords {
  // the first sentence
  const char* answered_within;        // share, threshold
  const char* hang_up;                // share
  const char* waits_answered_within;  // share, threshold
  const char* waits_given_up;         // share
  const char* average_wait;           // time
  const char* busy;                   // share
  const char* first_contact;          // share
  const char* kept_out;               // share
  const char* left_bot;               // share
  const char* lost_later;             // share
  const char* unanswered;             // share
  const char* no_reply;               // share
  const char* nothing;                // no contact came
  const char* compared;               // variant, base
  const char* better;                 // changes
  const char* worse;                  // changes
  const char* changed;                // changes that are neither
  const char* no_difference;          // variant, base
  const char* one_pair;               // variant, base
  const char* all_identical;          // variant, base
  const char* overview;               // base
  const char* in_time;                // span
  const char* same_staff;
  const char* mail_opinion;
  const char* answers_of_bots;
  const char* sliced;
  // tables
  const char* metric;
  const char* estimate;
  const char* interval;  // confidence in per cent
  const char* no_interval;
  const char* formula;  // name of the formula
  const char* within;   // label, threshold
  const char* up_to;    // label, horizon
  const char* assumed;  // label
  const char* contact_type;
  const char* queue;
  const char* team;
  const char* channel;
  const char* segment;
  const char* product;
  const char* topic;
  const char* line;
  const char* line_number;  // number
  const char* agreement;
  const char* solved_by;
  const char* passed_to;  // line
  const char* target;
  const char* agreed;
  const char* attained;
  const char* periods;
  const char* answer_in;    // time
  const char* solution_in;  // time
  const char* in_its_hours;
  const char* of_days;    // share
  const char* of_weeks;   // share
  const char* of_months;  // share
  const char* step;
  const char* exactly;     // by the chain
  const char* mended;      // what a perfect step would add
  const char* understood;  // what understanding and answering rightly would
  const char* points;
  const char* of_bot;  // name
  const char* exact_leaves_out;
  const char* hour;
  const char* weekday;
  const char* day;
  const char* exposed;
  const char* formula_beside;  // label
  const char* base;
  const char* variant;
  const char* difference;
  const char* indistinct;
  const char* identical;
  // below
  const char* replications;       // number, span, seed
  const char* precision;          // key, reached, asked
  const char* interrupted;        // number
  const char* interrupted_pairs;  // number
  const char* one_only;
  const char* steady;     // batches, their span, warm-up
  const char* dependent;  // p-value
  const char* other_intervals;
  const char* repeat;  // command
  const char* whole;   // command
  const char* result;  // hash
};

const ReportWords& report_words(Language language);

// A metric's name above a narrow column ("lost"), {} for the threshold; null where its label must do.
const char* column_name(const char* key, Language language);

// How tables call a slice: weekdays, yes and no in words; any other name stays as it is.
std::string slice_word(const std::string& dimension, const std::string& name, Language language);

// "Erlang A" for "erlang_a"; an unknown name stays as it is.
const char* formula_name(const char* formula, Language language);

}  // namespace firstline
