#include "scenarios/python/engine_call.hpp"

#include <fmt/format.h>
#include <omp.h>
#include <pthread.h>

#include <csignal>
#include <exception>
#include <stdexcept>
#include <thread>

#include "sim/errors.hpp"

namespace agglomera::python {
namespace {

using namespace std::chrono_literals;

constexpr auto between_looks = 50ms;

// Who has the engine. Never destroyed: a forked process must not wait for threads it doesn't have.
struct Door {
  std::mutex mutex;
  std::condition_variable opened;
  std::optional<std::thread::id> inside;
  EngineCall* call = nullptr;  // of who is inside
  bool forked_inside = false;
  bool closed = false;
};

Door& door() {
  static Door* const only = [] {
    auto* made = new Door;
    pthread_atfork([] { door().mutex.lock(); }, [] { door().mutex.unlock(); },
                   [] {
                     door().forked_inside = door().inside.has_value();
                     door().inside.reset();
                     door().call = nullptr;
                     door().mutex.unlock();
                   });
    return made;
  }();
  return *only;
}

void raise_what_signals_ask() {
  if (PyErr_CheckSignals() != 0) throw py::error_already_set();
}

// A turn at the engine; waits until there is one.
class Turn {
 public:
  explicit Turn(EngineCall& call) {
    while (!enter(call)) raise_what_signals_ask();
  }
  ~Turn() {
    const std::lock_guard lock(door().mutex);
    door().inside.reset();
    door().call = nullptr;
    door().opened.notify_all();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  static bool enter(EngineCall& call) {
    const py::gil_scoped_release others_go_on;
    std::unique_lock lock(door().mutex);
    if (door().forked_inside)
      throw std::runtime_error(
          "this process was forked while another thread was running agglomera (start it by the "
          "method "
          "\"spawn\" of multiprocessing, or fork between runs)");
    if (door().inside == std::this_thread::get_id())
      throw std::runtime_error(
          "agglomera is called by the progress of its own call (call it when that has ended)");
    if (!door().opened.wait_for(lock, between_looks, [] { return !door().inside; })) return false;
    if (door().closed) throw std::runtime_error("the interpreter is ending");
    door().inside = std::this_thread::get_id();
    door().call = &call;
    return true;
  }
};

// A thread that no signal wakes: they are for Python's.
std::thread quiet_thread(const std::function<void()>& work) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  try {
    std::thread thread(work);
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    return thread;
  } catch (...) {
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    throw;
  }
}

void check_threads(const std::optional<std::int64_t>& threads) {
  if (threads && (*threads < 1 || *threads > 1024))
    throw sim::InputError(sim::Complaint{
        "--threads", 0, 0, fmt::format("{} is out of range (1 to 1024)", *threads), ""});
}

}  // namespace

void close_engine() {
  const py::gil_scoped_release others_go_on;
  std::unique_lock lock(door().mutex);
  door().closed = true;
  if (door().call) door().call->stop_ = true;
  door().opened.wait(lock, [] { return !door().inside; });
}

void EngineCall::tell(const std::string& what, std::int64_t done, std::int64_t of) {
  const std::lock_guard lock(mutex_);
  news_ = {what, done, of};
}

bool EngineCall::ended_within(std::chrono::milliseconds time) {
  const py::gil_scoped_release others_go_on;
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, time, [&] { return ended_; });
}

void EngineCall::end() {
  const std::lock_guard lock(mutex_);
  ended_ = true;
  changed_.notify_all();
}

void EngineCall::hand_on(const py::object& progress) {
  std::optional<News> news;
  {
    const std::lock_guard lock(mutex_);
    news.swap(news_);
  }
  if (news && !progress.is_none()) progress(news->what, news->done, news->of);
}

double perform(const CallOptions& options, const std::function<void(EngineCall&)>& work) {
  check_threads(options.threads);
  EngineCall call;
  const Turn turn(call);
  std::exception_ptr problem;
  std::chrono::duration<double> taken{};
  std::thread engine = quiet_thread([&] {
    const auto start = std::chrono::steady_clock::now();
    try {
      if (options.threads) omp_set_num_threads(static_cast<int>(*options.threads));
      work(call);
    } catch (...) {
      problem = std::current_exception();
    }
    taken = std::chrono::steady_clock::now() - start;
    call.end();
  });
  std::optional<py::error_already_set> raised;
  for (bool ended = false; !ended;) {
    ended = call.ended_within(between_looks);
    if (raised) continue;
    try {
      raise_what_signals_ask();
      if (!ended || !problem) call.hand_on(options.progress);
    } catch (py::error_already_set& error) {
      raised.emplace(std::move(error));
      call.stop_ = true;
    }
  }
  engine.join();
  if (raised) throw std::move(*raised);
  if (problem && call.stop_) throw std::runtime_error("stopped because the interpreter is ending");
  if (problem) std::rethrow_exception(problem);
  return taken.count();
}

}  // namespace agglomera::python
