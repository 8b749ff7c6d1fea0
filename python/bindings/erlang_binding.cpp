#include "python/bindings/erlang_binding.h"

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <map>
#include <string>

#include "models/analytic/erlang.h"
#include "models/analytic/mmn_g.h"
#include "models/analytic/single_station.h"
#include "python/bindings/long_call.h"

namespace py = pybind11;

namespace firstline::python {
namespace {

using Numbers = py::array_t<double, py::array::c_style>;
using Counts = py::array_t<std::int64_t, py::array::c_style>;
using Fields = std::map<std::string, Numbers>;

template <class Row>
struct Column {
  const char* name;
  double Row::* member;
};

constexpr Column<ErlangC> kErlangC[] = {{"load", &ErlangC::load},
                                        {"occupancy", &ErlangC::occupancy},
                                        {"p_wait", &ErlangC::p_wait},
                                        {"mean_wait_s", &ErlangC::mean_wait_s},
                                        {"mean_wait_of_waiting_s", &ErlangC::mean_wait_of_waiting_s},
                                        {"mean_sojourn_s", &ErlangC::mean_sojourn_s},
                                        {"mean_queue", &ErlangC::mean_queue},
                                        {"mean_in_system", &ErlangC::mean_in_system}};
constexpr Column<MmnG> kErlangA[] = {{"load", &MmnG::load},
                                     {"occupancy", &MmnG::occupancy},
                                     {"p_wait", &MmnG::p_wait},
                                     {"p_abandon", &MmnG::p_abandon},
                                     {"mean_wait_s", &MmnG::mean_wait_s},
                                     {"mean_wait_of_served_s", &MmnG::mean_wait_of_served_s},
                                     {"mean_wait_of_abandoned_s", &MmnG::mean_wait_of_abandoned_s},
                                     {"mean_queue", &MmnG::mean_queue},
                                     {"mean_in_system", &MmnG::mean_in_system}};
constexpr Column<WaitTail> kTail[] = {{"service_level", &WaitTail::sl_strict},
                                      {"service_level_answered", &WaitTail::sl_answered},
                                      {"p_wait_beyond", &WaitTail::p_wait_beyond}};
constexpr Column<FiniteQueue> kFiniteQueue[] = {{"p_block", &FiniteQueue::p_block},
                                                {"occupancy", &FiniteQueue::occupancy},
                                                {"p_wait", &FiniteQueue::p_wait},
                                                {"mean_wait_s", &FiniteQueue::mean_wait_s},
                                                {"mean_sojourn_s", &FiniteQueue::mean_sojourn_s},
                                                {"mean_queue", &FiniteQueue::mean_queue},
                                                {"mean_in_system", &FiniteQueue::mean_in_system},
                                                {"throughput_per_s", &FiniteQueue::throughput_per_s}};

// New arrays of one length, filled row by row.
class Table {
 public:
  explicit Table(py::ssize_t rows) : rows_(rows) {}

  template <class Row, std::size_t N>
  void add(const Column<Row> (&columns)[N]) {
    for (const Column<Row>& column : columns) add(column.name);
  }
  void add(const char* name) { data_[name] = (fields_[name] = Numbers(rows_)).mutable_data(); }
  template <class Row, std::size_t N>
  void fill(py::ssize_t i, const Column<Row> (&columns)[N], const Row& row) {
    for (const Column<Row>& column : columns) data_.at(column.name)[i] = row.*column.member;
  }
  void fill(py::ssize_t i, const char* name, double value) { data_.at(name)[i] = value; }
  Fields take() { return std::move(fields_); }

 private:
  py::ssize_t rows_;
  Fields fields_;
  std::map<std::string, double*> data_;
};

// One row after the other, until told to stop.
void each_row(py::ssize_t rows, const Handle& cancel, const std::function<void(py::ssize_t)>& row) {
  long_call(
      [&](sim::CancelToken& token, Progress&) {
        for (py::ssize_t i = 0; i < rows && !token.cancelled(); ++i) row(i);
      },
      &cancel, std::nullopt);
}

Numbers numbers(py::ssize_t rows, const Handle& cancel, const std::function<double(py::ssize_t)>& value) {
  Numbers result(rows);
  double* data = result.mutable_data();
  each_row(rows, cancel, [&](py::ssize_t i) { data[i] = value(i); });
  return result;
}

Numbers erlang_b_all(const Counts& servers, const Numbers& load, const Handle& cancel) {
  const std::int64_t* n = servers.data();
  const double* a = load.data();
  return numbers(servers.size(), cancel, [=](py::ssize_t i) { return erlang_b(static_cast<int>(n[i]), a[i]); });
}

Numbers erlang_b_continuous_all(const Numbers& servers, const Numbers& load, const Handle& cancel) {
  const double* n = servers.data();
  const double* a = load.data();
  return numbers(servers.size(), cancel, [=](py::ssize_t i) { return erlang_b_continuous(n[i], a[i]); });
}

Numbers erlang_b_inverse_all(const Counts& servers, const Numbers& blocking, const Handle& cancel) {
  const std::int64_t* n = servers.data();
  const double* b = blocking.data();
  return numbers(servers.size(), cancel, [=](py::ssize_t i) { return erlang_b_inverse(static_cast<int>(n[i]), b[i]); });
}

Fields erlang_c_all(const Numbers& arrival, const Numbers& service, const Counts& servers, const Numbers& threshold,
                    const Handle& cancel) {
  Table table(servers.size());
  table.add(kErlangC);
  table.add("service_level");
  const double* lambda = arrival.data();
  const double* mu = service.data();
  const std::int64_t* n = servers.data();
  const double* t = threshold.data();
  each_row(servers.size(), cancel, [&](py::ssize_t i) {
    const ErlangC row = erlang_c(lambda[i], mu[i], static_cast<int>(n[i]));
    table.fill(i, kErlangC, row);
    table.fill(i, "service_level", row.stable ? 1.0 - row.p_wait_beyond(t[i]) : 0.0);
  });
  return table.take();
}

Fields erlang_a_all(const Numbers& arrival, const Numbers& service, const Numbers& abandon, const Counts& servers,
                    const Numbers& threshold, const Handle& cancel) {
  Table table(servers.size());
  table.add(kErlangA);
  table.add(kTail);
  const double* lambda = arrival.data();
  const double* mu = service.data();
  const double* theta = abandon.data();
  const std::int64_t* n = servers.data();
  const double* t = threshold.data();
  each_row(servers.size(), cancel, [&](py::ssize_t i) {
    const MmnG row = erlang_a(lambda[i], mu[i], theta[i], static_cast<int>(n[i]), {t[i]});
    table.fill(i, kErlangA, row);
    table.fill(i, kTail, row.stable ? row.tails.at(0) : WaitTail{.p_wait_beyond = 1.0});
  });
  return table.take();
}

Fields mm_c_k_all(const Numbers& arrival, const Numbers& service, const Counts& servers, const Counts& capacity,
                  const Handle& cancel) {
  Table table(servers.size());
  table.add(kFiniteQueue);
  const double* lambda = arrival.data();
  const double* mu = service.data();
  const std::int64_t* n = servers.data();
  const std::int64_t* k = capacity.data();
  each_row(servers.size(), cancel, [&](py::ssize_t i) {
    table.fill(i, kFiniteQueue, mm_c_k(lambda[i], mu[i], static_cast<int>(n[i]), static_cast<int>(k[i])));
  });
  return table.take();
}

}  // namespace

void bind_erlang(py::module_& module) {
  module.def("erlang_b", erlang_b_all, py::arg("servers"), py::arg("load"), py::arg("cancel"), "Share that is lost.");
  module.def("erlang_b_continuous", erlang_b_continuous_all, py::arg("servers"), py::arg("load"), py::arg("cancel"),
             "The same for a number of servers that is not whole.");
  module.def("erlang_b_inverse", erlang_b_inverse_all, py::arg("servers"), py::arg("blocking"), py::arg("cancel"),
             "Load that is carried.");
  module.def("erlang_c", erlang_c_all, py::arg("arrival_per_s"), py::arg("service_per_s"), py::arg("servers"),
             py::arg("threshold_s"), py::arg("cancel"), "M/M/n: one array a field.");
  module.def("erlang_a", erlang_a_all, py::arg("arrival_per_s"), py::arg("service_per_s"), py::arg("abandon_per_s"),
             py::arg("servers"), py::arg("threshold_s"), py::arg("cancel"), "M/M/n+M: one array a field.");
  module.def("mm_c_k", mm_c_k_all, py::arg("arrival_per_s"), py::arg("service_per_s"), py::arg("servers"),
             py::arg("capacity"), py::arg("cancel"), "M/M/c/K: one array a field.");
}

}  // namespace firstline::python
