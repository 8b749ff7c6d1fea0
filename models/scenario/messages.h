// The one catalogue of texts for people, in English and Russian: messages of problems and labels of reports.
//
// Flow: Problem -> message_text -> one line; report and command ask text() for labels.
// Shape: one table file an area (messages_input.cpp, messages_command.cpp, messages_labels.cpp); {0}, {1} ... are the
//        arguments, {last} the last of them, {value} what was found. An argument "@id" of a known id stands for that
//        text. A number that a warning computed has the language's decimal mark; those of errors say what to type.
// Errors: an unknown id gives the id itself.
// Threads: immutable.
// Source: reliability.md 0.7, P2 and the contract of section 2.
// Tests: tests/models/scenario/messages_test.cpp
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/base/error.h"

namespace firstline {

enum class Language { en, ru };

// Points between digits become the language's decimal mark, whatever the process's locale says: "1.5 s" is "1,5 s" in
// Russian. Every number that a person reads comes through here; what is typed or read by a machine keeps the point.
std::string in_marks_of(Language language, std::string number);

struct Message {
  std::string_view id;  // "E312", "@kind.duration" for parts, "table.kpi" for labels
  std::string_view en;
  std::string_view ru;
};

// The words of a problem, without its place: "unknown key "queus"; did you mean "queues"?"
std::string message_text(const sim::Problem& problem, Language language);

// "error[E312] day.json:3:5 at /queus: unknown key ..." (warning for W codes); parts that are not known are left out.
std::string problem_line(const sim::Problem& problem, Language language);

// The text of an id with its arguments filled in.
std::string text(std::string_view id, Language language, const std::vector<std::string>& arguments = {});
bool has_text(std::string_view id);

// All rows, area by area: what tests and `explain` walk through.
std::vector<Message> all_messages();

// The areas.
const std::vector<Message>& input_messages();
const std::vector<Message>& command_messages();
const std::vector<Message>& label_messages();

}  // namespace firstline
