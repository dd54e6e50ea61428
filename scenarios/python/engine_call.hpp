// A call from Python into the engine.
//
// The work is done on a thread of its own (and the threads of its members), while the thread that called
// lets other Python threads go on, hands on how far the work is, and looks for Ctrl-C twenty times a
// second. A thread of its own, because then the calling thread never owns OpenMP threads: `threads` of one
// call says nothing about the next, and a process may be forked between calls.
//
// One call at a time has the engine; others wait for their turn, and can be interrupted while they do.
#pragma once

#include <pybind11/pybind11.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace agglomera::python {

namespace py = pybind11;

struct CallOptions {
  std::optional<std::int64_t> threads;  // 1 to 1024; none: all processors, or OMP_NUM_THREADS
  // Called with (what, done, of) on the thread that called; what it raises stops the work. None: nobody.
  py::object progress = py::none();
};

// What the work is given: to be told to stop, and to tell how far it is.
class EngineCall {
 public:
  const std::atomic<bool>* stop() const { return &stop_; }
  void tell(const std::string& what, std::int64_t done, std::int64_t of);

 private:
  friend double perform(const CallOptions&, const std::function<void(EngineCall&)>&);
  friend void close_engine();
  struct News {
    std::string what;
    std::int64_t done, of;
  };
  bool ended_within(std::chrono::milliseconds time);
  void end();
  void hand_on(const py::object& progress);

  std::atomic<bool> stop_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool ended_ = false;
  std::optional<News> news_;
};

// To be called with the GIL; gives the seconds that the work took. Throws what the work throws; what Ctrl-C or `progress` raises, once the work
// has stopped; sim::InputError when `threads` is out of range; std::runtime_error when called by
// `progress`, or in a process that was forked while the engine was at work.
double perform(const CallOptions& options, const std::function<void(EngineCall&)>& work);

// When the interpreter ends: stops what a daemon thread still has going on, waits for it, and lets nobody in
// any more.
void close_engine();

// The same, and gives what the work gives.
template <typename Work>
auto on_engine(const CallOptions& options, Work work, double* seconds = nullptr) {
  std::optional<decltype(work(std::declval<EngineCall&>()))> result;
  const double taken = perform(options, [&](EngineCall& call) { result.emplace(work(call)); });
  if (seconds) *seconds = taken;
  return std::move(*result);
}

}  // namespace agglomera::python
