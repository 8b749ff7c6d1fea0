// Finds an estimate, a difference or a formula's value by key and slice.
//
// Shape: built once a report; pointers into the result, which must outlive it.
// Threads: immutable once built.
// Tests: tests/models/report/result_index_test.cpp
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "models/record/estimate.h"
#include "models/run/result.h"

namespace firstline {

template <class Row>
class SliceIndex {
 public:
  void add(const std::string& key, const Slice& slice, const Row& row) {
    rows_.emplace(std::tuple(key, slice.dimension, slice.name, slice.comma), &row);
  }
  // Null where there is none.
  const Row* find(const std::string& key, const Slice& slice = {}) const {
    const auto found = rows_.find(std::tuple(key, slice.dimension, slice.name, slice.comma));
    return found == rows_.end() ? nullptr : found->second;
  }

 private:
  std::map<std::tuple<std::string, std::string, std::string, std::size_t>, const Row*> rows_;
};

inline SliceIndex<Estimate> index_of(const std::vector<Estimate>& estimates) {
  SliceIndex<Estimate> index;
  for (const Estimate& estimate : estimates) index.add(estimate.key, estimate.slice, estimate);
  return index;
}

inline SliceIndex<Difference> index_of(const std::vector<Difference>& differences) {
  SliceIndex<Difference> index;
  for (const Difference& row : differences) index.add(row.base.key, row.base.slice, row);
  return index;
}

inline SliceIndex<FormulaRow> index_of(const std::vector<FormulaRow>& formulas) {
  SliceIndex<FormulaRow> index;
  for (const FormulaRow& row : formulas) index.add(row.key, row.slice, row);
  return index;
}

}  // namespace firstline
