// The names of the planted defects.
#pragma once

#include "models/center/mutant.h"

namespace firstline::invariants {

inline const char* name_of(Mutant mutant) {
  switch (mutant) {  // no default: a new mutant without a name is a warning
    case Mutant::none:
      return "none";
    case Mutant::service_longer:
      return "service_longer";
    case Mutant::server_missing:
      return "server_missing";
    case Mutant::last_in_first_out:
      return "last_in_first_out";
    case Mutant::swap_some:
      return "swap_some";
    case Mutant::patience_longer:
      return "patience_longer";
    case Mutant::lost_contact:
      return "lost_contact";
    case Mutant::shared_stream:
      return "shared_stream";
    case Mutant::cold_start:
      return "cold_start";
    case Mutant::late_interval:
      return "late_interval";
    case Mutant::truncated_service:
      return "truncated_service";
    case Mutant::threshold_exclusive:
      return "threshold_exclusive";
    case Mutant::abandon_before_answer:
      return "abandon_before_answer";
    case Mutant::redial_twice:
      return "redial_twice";
    case Mutant::ghost_takes_another:
      return "ghost_takes_another";
    case Mutant::wait_from_arrival:
      return "wait_from_arrival";
    case Mutant::break_lapses:
      return "break_lapses";
    case Mutant::break_waits_for_queue:
      return "break_waits_for_queue";
    case Mutant::clock_runs_in_break:
      return "clock_runs_in_break";
    case Mutant::unpaid_is_paid:
      return "unpaid_is_paid";
    case Mutant::absence_not_common:
      return "absence_not_common";
    case Mutant::talk_longer:
      return "talk_longer";
    case Mutant::limit_ignored:
      return "limit_ignored";
    case Mutant::notice_ignored:
      return "notice_ignored";
    case Mutant::holder_leaves:
      return "holder_leaves";
    case Mutant::return_not_decayed:
      return "return_not_decayed";
    case Mutant::window_longer:
      return "window_longer";
    case Mutant::overdue_at_birth:
      return "overdue_at_birth";
    case Mutant::agreement_by_clock:
      return "agreement_by_clock";
    case Mutant::due_ignored:
      return "due_ignored";
    case Mutant::chat_too_many:
      return "chat_too_many";
    case Mutant::effort_is_elapsed:
      return "effort_is_elapsed";
    case Mutant::share_twice:
      return "share_twice";
    case Mutant::wrong_path_solves:
      return "wrong_path_solves";
    case Mutant::escalated_contained:
      return "escalated_contained";
  }
  return nullptr;
}

}  // namespace firstline::invariants
