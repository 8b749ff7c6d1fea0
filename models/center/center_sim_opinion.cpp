// What becomes of a contact after its end: opinions, surveys, and errors that bring the customer back.
#include "models/center/center_sim.h"

namespace firstline {

// A wait on the line of a counted contact; who is called back or has a ticket goes about other things.
void CenterSim::note_wait(std::uint32_t slot, sim::Tick wait) {
  const Issue& issue = state_.issues[slot];
  if (!model_.satisfaction.asks || issue.callback || issue.ticket) return;
  if (slot >= state_.waits_so_far.size()) state_.waits_so_far.resize(slot + 1);
  state_.waits_so_far[slot].add(state_.contacts[slot].entity, issue.contact, wait);
}

// Log odds that this operator adds to a solution: the person's, and the team's in this queue.
double CenterSim::operator_quality(std::uint32_t operator_id, const Issue& issue) const {
  double quality = quality_shift(state_.talents, operator_id, issue.topic);
  if (!model_.routing.log_odds.empty()) {
    const std::uint32_t team = state_.operators[operator_id].team;
    quality += static_cast<double>(model_.routing.log_odds[team * model_.routing.num_queues + issue.queue]);
  }
  return quality;
}

ContactStory CenterSim::story_of(std::uint32_t slot, bool solved, double quality) const {
  const Contact& contact = state_.contacts[slot];
  const Issue& issue = state_.issues[slot];
  ContactStory story{.lost_before = issue.lost_some,
                     .transfers = issue.transfers,
                     .contacts_before = issue.handled,
                     .solved = solved,
                     .quality = quality};
  if (slot < state_.waits_so_far.size()) story.wait = state_.waits_so_far[slot].of(contact.entity, issue.contact);
  bool by_bot = false;
  if (issue.met_bot) {
    const Session& session = state_.sessions[slot];
    story.bot_turns = static_cast<int>(session.turns.size());
    by_bot = session.ending == BotEnding::answered;
    story.bot_failed = !by_bot;
  }
  // Of chats in the last leg: the time that passed against the operator's share of it. What a bot ended was no
  // operator's chat: the place holds another one's, or nothing yet.
  if (is_chat(slot) && !by_bot && state_.chats[slot].effort > 0) {
    story.concurrency = static_cast<double>(now_ - issue.answered_at) / static_cast<double>(state_.chats[slot].effort);
  }
  return story;
}

EndWords CenterSim::end_words(std::uint32_t slot) const {
  const Issue& issue = state_.issues[slot];
  return draw_end({.key = key_,
                   .entity = state_.contacts[slot].entity,
                   .contact = issue.contact,
                   .customer = issue.customer,
                   .channel = channel_of(slot)});
}

// Whether the operator of the last leg erred.
bool CenterSim::errs(std::uint32_t slot, std::uint32_t operator_id, double quality, const EndWords* words) const {
  const Issue& issue = state_.issues[slot];
  const std::uint32_t key = work_key(issue);
  const sim::Purpose purpose = sim::Purpose::operator_error;
  static_assert(sim::purpose_block(sim::Purpose::operator_error) == sim::purpose_block(sim::Purpose::survey_noise));
  std::uint32_t word = issue.words.error;
  if (issue.leg == 0 || issue.words.key != key) {
    word = words != nullptr && key == issue.contact ? words->survey[sim::purpose_lane(purpose)]
                                                    : sim::draw_word(key_, purpose, state_.contacts[slot].entity, key);
  }
  const double u = sim::to_uniform(word);
  if (u >= state_.error_bounds[issue.topic]) return false;  // as most, whoever it is
  return u < error_chance(model_.satisfaction, issue.topic, quality,
                          model_.tenure.error_shift(operator_id, state_.first_person));
}

// A handled contact is over (not yet counted among the handled ones): the chance of a return that an error adds.
// Without an operator a bot ended it, or the customer left a chat. `words` where an opinion is asked for.
double CenterSim::hear_customer(std::uint32_t slot, std::uint32_t operator_id, bool solved, const EndWords* words) {
  const SatisfactionModel& model = model_.satisfaction;
  if (!model.any()) return 0.0;
  const Contact& contact = state_.contacts[slot];
  const Issue& issue = state_.issues[slot];
  const bool by_bot =
      operator_id == kNoOperator && issue.met_bot && state_.sessions[slot].ending == BotEnding::answered;
  const std::uint32_t last = operator_id == kNoOperator && !by_bot ? state_.chats[slot].desk : operator_id;
  const double quality = by_bot ? 0.0 : operator_quality(last, issue);
  OpinionCell heard;
  if (words != nullptr) record(draw_scores(model, story_of(slot, solved, quality), channel_of(slot), *words), heard);
  if (model.errs && operator_id != kNoOperator) {
    heard.judged = 1;
    heard.errors = errs(slot, operator_id, quality, words) ? 1 : 0;
  }
  if (contact.counted) {
    counters_.opinions[contact.cell].add(heard);
    if (by_bot) {
      counters_.opinions_of_bot[bot_of(slot)].add(heard);
    } else {
      counters_.opinions_of_team[state_.operators[last].team].add(heard);
      counters_.opinions_of_queue[issue.queue].add(heard);
    }
  }
  return heard.errors > 0 ? model.errors.comes_back : 0.0;
}

}  // namespace firstline
