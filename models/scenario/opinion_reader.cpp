#include "models/scenario/opinion_reader.h"

#include <algorithm>
#include <string>

#include "models/scenario/lines_reader.h"

namespace firstline {
namespace {

// One weight for each grade of the score, as many as the default has.
void read_grades(FieldReader& reader, const Cursor& parent, std::string_view key, std::vector<double>& grades) {
  const std::optional<Cursor> at = reader.child(parent, key);
  if (!at) return;
  const std::size_t wanted = grades.size();
  std::vector<double> given = grades;
  reader.read(parent, key, given);
  const std::size_t written = at->node->kind == Node::Kind::array ? at->node->items.size() : wanted;
  if (written != wanted) {
    reader.add("E330", *at, {"@grades.count", std::to_string(written), std::to_string(wanted)});
  } else if (std::none_of(given.begin(), given.end(), [](double weight) { return weight > 0.0; })) {
    reader.add("E330", *at, {"@weights.zero"});
  } else {
    grades = given;
  }
}

Survey read_survey(FieldReader& reader, const Cursor& at) {
  Survey survey;
  if (!reader.open(at)) return survey;
  reader.read(at, "answers", survey.answers);
  reader.read(at, "extremes", survey.extremes);
  reader.read(at, "lean", survey.lean);
  reader.read(at, "called_back", survey.called_back);
  reader.read(at, "reached", survey.reached);
  survey.channels = read_weights(reader, at, "channels");
  return survey;
}

}  // namespace

Opinion read_opinion(FieldReader& reader, const Cursor& at) {
  Opinion opinion;
  if (!reader.open(at)) return opinion;
  reader.read(at, "wait", opinion.wait);
  reader.read(at, "lost_before", opinion.lost_before);
  reader.read(at, "transfer", opinion.transfer);
  reader.read(at, "contact_before", opinion.contact_before);
  reader.read(at, "unsolved", opinion.unsolved);
  reader.read(at, "bot_turn", opinion.bot_turn);
  reader.read(at, "bot_failure", opinion.bot_failure);
  reader.read(at, "concurrency", opinion.concurrency);
  reader.read(at, "quality", opinion.quality);
  reader.read(at, "own_spread", opinion.own_spread);
  reader.read(at, "correlation", opinion.correlation);
  read_grades(reader, at, "csat", opinion.csat);
  read_grades(reader, at, "nps", opinion.nps);
  read_grades(reader, at, "ces", opinion.ces);
  if (const auto cursor = reader.child(at, "survey")) opinion.survey = read_survey(reader, *cursor);
  return opinion;
}

OperatorErrors read_errors(FieldReader& reader, const Cursor& at) {
  OperatorErrors errors;
  if (!reader.open(at)) return errors;
  reader.read(at, "rate", errors.rate);
  reader.read(at, "quality", errors.quality);
  reader.read(at, "comes_back", errors.comes_back);
  return errors;
}

}  // namespace firstline
