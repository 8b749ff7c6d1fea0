#include "models/scenario/opinion.h"

#include <algorithm>

namespace firstline {
namespace {

template <class Part>
bool any_equal(const Part& part, const Part& usual, std::initializer_list<double Part::*> fields) {
  return std::any_of(fields.begin(), fields.end(), [&](double Part::* field) { return part.*field == usual.*field; });
}

}  // namespace

bool is_assumed(const Opinion& opinion) {
  const Opinion usual;
  const bool numbers = any_equal(opinion, usual,
                                 {&Opinion::wait, &Opinion::lost_before, &Opinion::transfer, &Opinion::contact_before,
                                  &Opinion::unsolved, &Opinion::bot_turn, &Opinion::bot_failure, &Opinion::concurrency,
                                  &Opinion::quality, &Opinion::own_spread, &Opinion::correlation});
  const bool survey =
      any_equal(opinion.survey, usual.survey,
                {&Survey::answers, &Survey::extremes, &Survey::lean, &Survey::called_back, &Survey::reached});
  return numbers || survey || opinion.csat == usual.csat || opinion.nps == usual.nps || opinion.ces == usual.ces;
}

bool is_assumed(const OperatorErrors& errors) {
  return any_equal(errors, OperatorErrors{},
                   {&OperatorErrors::rate, &OperatorErrors::quality, &OperatorErrors::comes_back});
}

}  // namespace firstline
