#include "python/bindings/long_call.h"

#include "sim/parallel/background.h"

namespace py = pybind11;

namespace firstline::python {
namespace {

thread_local bool in_call = false;

// Marks this thread as being in a call.
class Turn {
 public:
  Turn() {
    if (in_call) throw std::runtime_error("re-entrant call: this thread is inside a call of firstline already");
    in_call = true;
  }
  ~Turn() { in_call = false; }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
};

}  // namespace

void long_call(const std::function<void(sim::CancelToken&, Progress&)>& work, const Handle* handle,
               const ProgressCallback& callback) {
  const Turn turn;
  sim::CancelToken token;
  Progress progress;
  if (handle != nullptr && handle->token.cancelled()) token.cancel();
  std::uint64_t shown = 0;
  const auto show = [&] {
    const std::uint64_t seen = progress.seen();
    if (!callback || seen == shown) return;
    shown = seen;
    (*callback)(Progress::done(seen), Progress::total(seen));
  };
  {
    const py::gil_scoped_release release;
    sim::in_background([&] { work(token, progress); }, token,
                       [&] {
                         if (handle != nullptr && handle->token.cancelled()) token.cancel();
                         const py::gil_scoped_acquire acquire;
                         if (PyErr_CheckSignals() != 0) throw py::error_already_set();
                         show();
                       });
  }
  show();
}

void bind_handle(py::module_& module) {
  py::class_<Handle>(
      module, "CancelToken",
      "Stops a running call from another thread.\n\n"
      "Give it to ``run`` or ``compare`` as ``cancel=``. The call returns within a fraction of a second\n"
      "with the replications that had finished; its result says ``interrupted``. A raised token stays\n"
      "raised. It belongs to this process: it can be neither copied nor pickled (RuntimeError).")
      .def(py::init<>())
      .def(
          "cancel", [](Handle& self) { self.token.cancel(); }, "Asks every call that was given this token to stop.")
      .def_property_readonly(
          "cancelled", [](const Handle& self) { return self.token.cancelled(); }, "Whether it has been raised.")
      .def(
          "__reduce_ex__",
          [](const Handle&, int) -> py::str {
            throw std::runtime_error("a CancelToken belongs to its process: it can be neither copied nor pickled");
          },
          py::arg("protocol"));
}

}  // namespace firstline::python
