// Calls for each case of a reference block, or a note that the block was skipped.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "tests/harness/reference_json.h"
#include "tests/verification/ledger.h"

namespace verification {

using Json = nlohmann::json;

// row(inputs, outputs, case)
template <class Function>
void each_case(Ledger& ledger, const std::string& block, Function&& row) {
  const auto cases = firstline::reference_block(block);
  if (!cases) return ledger.skipped(block, "reference values are not at hand");
  for (const Json& item : (*cases).at("cases")) row(item.value("inputs", Json::object()), item.at("outputs"), item);
}

}  // namespace verification
