#include "models/record/contact_log.h"

#include <string_view>

namespace firstline {
namespace {

void append_seconds(std::string& text, sim::Tick ticks) {
  text += ',';
  if (ticks < 0) return;
  const std::string micros = std::to_string(ticks % sim::kTicksPerSecond);
  text += std::to_string(ticks / sim::kTicksPerSecond);
  text += '.';
  text.append(6 - micros.size(), '0');
  text += micros;
}

void append_name(std::string& text, const std::vector<std::string>& names, std::int32_t index) {
  text += ',';
  if (index >= 0) text += csv_cell(names[static_cast<std::size_t>(index)]);
}

}  // namespace

std::string csv_cell(std::string words) {
  using namespace std::string_view_literals;
  if (!words.empty() && "=+-@{\t\r\0"sv.find(words.front()) != std::string_view::npos) words.insert(0, 1, '\'');
  if (words.find_first_of(",\"\n\r") == std::string::npos) return words;
  std::string quoted = "\"";
  for (const char c : words) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

const char* outcome_name(Outcome outcome) {
  switch (outcome) {
    case Outcome::answered:
      return "answered";
    case Outcome::abandoned:
      return "abandoned";
    case Outcome::blocked:
      return "blocked";
    case Outcome::turned_away:
      return "turned_away";
    case Outcome::dropped:
      return "dropped";
    case Outcome::unfinished:
      return "unfinished";
    case Outcome::contained:
      return "contained";
    case Outcome::left_bot:
      return "left_bot";
    case Outcome::left_chat:
      return "left_chat";
  }
  return "unfinished";
}

std::string contact_log_header() {
  return "replication,day,number,attempt,contact_type,arrival_s,queued_s,answered_s,ended_s,team,operator,outcome,"
         "channel,topic,queue,legs,solved\n";
}

void append_csv(std::string& text, const ContactLog& log, int replication, const LogNames& names) {
  constexpr std::int64_t kIssuesPerDay = std::int64_t{1} << 26;
  for (const ContactRow& row : log) {
    text += std::to_string(replication);
    for (const std::int64_t value : {row.issue / kIssuesPerDay, row.issue % kIssuesPerDay, std::int64_t{row.attempt}}) {
      text += ',';
      text += std::to_string(value);
    }
    append_name(text, names.types, row.type);
    for (const sim::Tick time : {row.arrival, row.queued, row.answered, row.ended}) append_seconds(text, time);
    append_name(text, names.teams, row.team);
    text += ',';
    if (row.operator_index >= 0) text += std::to_string(row.operator_index);
    text += ',';
    text += outcome_name(row.outcome);
    // Ids start at 1 here; 0 is none.
    append_name(text, names.channels, row.channel - 1);
    append_name(text, names.topics, row.topic - 1);
    append_name(text, names.queues, row.queue);
    for (const std::int32_t number : {row.legs, row.solved}) {
      text += ',';
      if (number >= 0) text += std::to_string(number);
    }
    text += '\n';
  }
}

}  // namespace firstline
