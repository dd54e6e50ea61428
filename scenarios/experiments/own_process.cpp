#include "scenarios/experiments/own_process.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace agglomera::scenarios {
namespace {

constexpr char answered = 'a', complained = 'c';

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

void send(int to, const std::string& text) {
  for (std::size_t sent = 0; sent < text.size();) {
    const ssize_t n = write(to, text.data() + sent, text.size() - sent);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return;  // nobody listens any more
    sent += static_cast<std::size_t>(n);
  }
}

// Everything until the other end is closed; hands on a wish to stop, once.
std::string received(int from, pid_t child, const std::atomic<bool>* stop) {
  constexpr int look_ms = 100;
  std::string text;
  char part[4096];
  for (bool handed_on = false;;) {
    if (stop && *stop && !std::exchange(handed_on, true)) kill(child, SIGTERM);
    pollfd end{from, POLLIN, 0};
    const int ready = poll(&end, 1, look_ms);
    if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
    const ssize_t n = read(from, part, sizeof part);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return text;
    text.append(part, static_cast<std::size_t>(n));
  }
}

[[noreturn]] void perform(const std::function<std::string()>& work, int to) {
  std::string words;
  try {
    words = answered + work();
  } catch (const std::bad_alloc&) {
    words = complained + std::string("out of memory");
  } catch (const std::exception& error) {
    words = complained + std::string(error.what());
  }
  send(to, words);
  _exit(0);  // what the parent has opened is the parent's to close
}

}  // namespace

Finished in_own_process(const std::function<std::string()>& work, const std::atomic<bool>* stop) {
  int ends[2];
  if (pipe(ends) != 0) fail("pipe");
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child < 0) fail("fork");
  if (child == 0) {
    close(ends[0]);
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // nobody would hear the answer
    perform(work, ends[1]);
  }
  close(ends[1]);
  const std::string words = received(ends[0], child, stop);
  close(ends[0]);
  int status = 0;
  rusage used{};
  while (wait4(child, &status, 0, &used) < 0)
    if (errno != EINTR) fail("wait4");
  if (WIFSIGNALED(status))
    throw std::runtime_error(
        fmt::format("the process that measures was ended by signal {} ({})", WTERMSIG(status),
                    WTERMSIG(status) == SIGKILL ? "the system may be short of memory"
                                                : strsignal(WTERMSIG(status))));
  if (words.empty() || words.front() != answered)
    throw std::runtime_error(words.empty() ? "the process that measures gave no answer"
                                           : words.substr(1));
  return {words.substr(1), std::int64_t{used.ru_maxrss} * 1024};
}

}  // namespace agglomera::scenarios
