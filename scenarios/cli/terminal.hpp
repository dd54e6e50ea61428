// What a user sees while waiting and afterwards: progress and remarks on stderr, results on stdout.
#pragma once

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "sim/ranks.hpp"

namespace agglomera::cli {

struct CommonOptions {
  bool json = false;
  bool quiet = false;
  bool verbose = false;
};

// On stderr, by the first rank alone. Where it is closed or full the words are lost and the work goes on.
template <typename... Parts>
void tell(fmt::format_string<Parts...> pattern, Parts&&... parts) {
  if (!sim::is_first_rank()) return;
  const std::string words = fmt::format(pattern, std::forward<Parts>(parts)...);
  std::fwrite(words.data(), 1, words.size(), stderr);
}

// How long the steps of a command took, on stderr, when verbose.
class Stopwatch {
 public:
  explicit Stopwatch(const CommonOptions& options) : options_(options) {}
  void lap(const std::string& step);  // since the last lap

 private:
  const CommonOptions& options_;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

// Remarks on stderr, unless quiet.
void remark(const CommonOptions& options, const std::string& text);

// A bar with time left on a terminal, a line every few seconds elsewhere, nothing when quiet.
class Progress {
 public:
  Progress(const CommonOptions& options, std::string what);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void operator()(std::int64_t done, std::int64_t of);
  // With how many are done in a second, and how many failed.
  void operator()(std::int64_t done, std::int64_t of, std::int64_t failed);

 private:
  void show(std::int64_t done, std::int64_t of, const std::string& more);
  bool is_due();
  double seconds() const;

  using Clock = std::chrono::steady_clock;
  std::string what_;
  bool silent_;
  bool terminal_;
  bool drawn_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_ = start_;
};

// Set by Ctrl-C, SIGTERM and SIGUSR1 once the handlers are in place; a second Ctrl-C ends the program at once.
const std::atomic<bool>& stop_on_interrupt();

// "12 %" of 0.12; "-" where missing.
std::string percent(double share);

// Rows of cells under a header; columns aligned by width as shown, the first to the left, the others
// to the right.
std::string table(const std::vector<std::string>& header,
                  const std::vector<std::vector<std::string>>& rows);

}  // namespace agglomera::cli
