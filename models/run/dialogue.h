// A bot's dialogue as an absorbing chain, and what the chain says beside the simulated sessions.
//
// Flow: Bot (scenario) -> BotChain (models/analytic) -> formula rows by bot and step.
// Units: shares, turns, seconds.
// Shape: a state is (step, repeat, right or wrong path). Outcomes: solved, seemed, failed, asked, refused, hung_up.
// Errors: none; a bot whose steps lead round for ever has no rows.
// Threads: pure functions.
// Neglects: what a session depends on beside its dialogue: moods, learning, outages, which contacts are covered.
// Source: science.md 5.1; models/analytic/bot_chain.h.
// Tests: tests/models/run/dialogue_test.cpp
#pragma once

#include <string>
#include <vector>

#include "models/analytic/bot_chain.h"
#include "models/run/result.h"
#include "models/scenario/dialogues.h"

namespace firstline {

enum class DialogueOutcome { solved, seemed, failed, asked, refused, hung_up };
inline constexpr int kDialogueOutcomes = 6;

BotChain dialogue_chain(const Bot& bot);

// bot.containment.true, .false, .apparent, bot.transfer_rate, bot.drop_rate, bot.turns, bot.time by bot; and by step
// visits, the part of all sessions without a solution that ends here, and what mending would add to the share of solved
// sessions: gain_understood if all who answer were understood and rightly answered, gain if besides nobody left here.
std::vector<FormulaRow> dialogue_rows(const Scenario& scenario);

}  // namespace firstline
