// Planted defects, to prove that the tests would notice: compiled out of every build but the mutants' own.
//
// Flow: tests/invariants builds models/center again with FIRSTLINE_MUTANTS and chooses one at run time. Of those from
//   kFirstOfCases on the unit tests of the room must notice; they are linked to that build for it.
// Threads: the chosen mutant is set before any replication starts.
// Source: reliability.md P25, 5.7.
// Tests: tests/models/center/mutant_test.cpp, tests/invariants/mutants_test.cpp,
//   tests/invariants/case_mutants.cpp
#pragma once

namespace firstline {

enum class Mutant {
  none,
  service_longer,         // service +1 %
  server_missing,         // one operator fewer at every level
  last_in_first_out,      // newest waiting contact first
  swap_some,              // one pick in ten takes the second in the queue
  patience_longer,        // patience +5 %
  lost_contact,           // one contact in ten thousand vanishes on entering a queue
  shared_stream,          // service drawn from the word of the gap
  cold_start,             // the stationary start is left out
  late_interval,          // intervals end one tick late
  truncated_service,      // service cut to whole seconds
  threshold_exclusive,    // a wait of exactly the threshold is outside it
  abandon_before_answer,  // patience of exactly the wait abandons
  redial_twice,           // redial probability is not decayed
  ghost_takes_another,    // an operator whose shift has ended takes one more contact
  wait_from_arrival,      // the menu counts as wait
  break_lapses,           // a rest that falls due during a contact is not taken
  break_waits_for_queue,  // a rest is put off while contacts wait
  clock_runs_in_break,    // the time until the next break starts with the break, not after it
  unpaid_is_paid,         // unpaid pauses are booked as breaks
  absence_not_common,     // the operators of a team fall ill independently
  // Of issues, lines, chats, mails and bots: caught by the unit tests of the room, run on the build with the defects.
  talk_longer,          // a leg's talk +1 %
  limit_ignored,        // contacts are passed on without end
  notice_ignored,       // who sees that the topic is wrong works on it all the same
  holder_leaves,        // in a warm transfer the first operator hangs up at once
  return_not_decayed,   // the third return is as likely as the first
  window_longer,        // a repeat counts for a day more than the window
  overdue_at_birth,     // an issue is overdue from the moment it is opened
  agreement_by_clock,   // agreed times run at night
  due_ignored,          // tickets in order of arrival
  chat_too_many,        // one chat more than the slots
  effort_is_elapsed,    // the time of a chat is all work
  share_twice,          // a bot's coverage is applied twice
  wrong_path_solves,    // an answer to another question solves
  escalated_contained,  // a session handed over counts as contained
};
inline constexpr Mutant kFirstOfCases = Mutant::talk_longer, kLastMutant = Mutant::escalated_contained;

#ifdef FIRSTLINE_MUTANTS
inline Mutant chosen_mutant = Mutant::none;
inline bool mutated(Mutant mutant) { return chosen_mutant == mutant; }
#else
constexpr bool mutated(Mutant) { return false; }
#endif

}  // namespace firstline
