// The rows of docs/verification.md: ours beside theirs, and whether they agree.
#pragma once

#include <string>
#include <vector>

#include "tests/verification/experiment_runner.h"

namespace verification {

struct Row {
  std::string block;
  std::string name;
  std::string quantity;
  double reference = 0.0;
  double reference_se = 0.0;  // 0: exact
  double ours = 0.0;
  double se = 0.0;          // 0: analytic
  double tolerance = 1e-9;  // relative, of analytic rows
  bool pass = false;

  bool simulated() const { return se > 0.0; }
  double z() const;
};

class Ledger {
 public:
  explicit Ledger(Budget budget) : budget_(budget) {}

  // Relative error at most 1e-9 (or the looser `tolerance`, which is then shown).
  void analytic(const std::string& block, const std::string& name, const std::string& quantity, double reference,
                double ours, double tolerance = 1e-9);
  // |z| <= 4.5 with the combined standard error; an estimate that is not precise enough fails.
  void simulated(const std::string& block, const std::string& name, const std::string& quantity, double reference,
                 const Value& ours, double reference_se = 0.0);
  void simulated(const std::string& block, const std::string& name, const std::vector<Quantity>& quantities,
                 const std::vector<double>& references, const std::vector<Value>& ours,
                 const std::vector<double>& reference_se = {});
  void skipped(const std::string& block, const std::string& reason);

  const Budget& budget() const { return budget_; }
  const std::vector<Row>& rows() const { return rows_; }
  const std::vector<std::pair<std::string, std::string>>& skips() const { return skips_; }
  std::size_t failures() const;

 private:
  Budget budget_;
  std::vector<Row> rows_;
  std::vector<std::pair<std::string, std::string>> skips_;
};

// The families of cases; each adds its rows.
void analytic_cases(Ledger& ledger);       // every exact block against models/analytic and sim/stats
void closed_form_cases(Ledger& ledger);    // networks, dialogues, chats, balances
void queue_cases(Ledger& ledger);          // single queues, stationary
void priority_cases(Ledger& ledger);       // priorities, N-design, redials
void line_cases(Ledger& ledger);           // networks of lines, reserves, reconnects
void chat_cases(Ledger& ledger);           // several chats at once: pools, sharing, turns
void day_cases(Ledger& ledger);            // time-varying rates and staff, published days
void whitt_cases(Ledger& ledger);          // published simulation tables
void break_cases(Ledger& ledger);          // work and breaks in turn, on the floor
void arrival_cases(Ledger& ledger);        // gamma factors, linear rates
void cross_trained_cases(Ledger& ledger);  // published.md V15, from the presets
void outcome_cases(Ledger& ledger);        // the FCR window; published.md V19, from the presets
void definition_cases(Ledger& ledger);  // service-level variants, business hours, Student t, order statistics, Philox

}  // namespace verification
