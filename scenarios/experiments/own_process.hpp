// Work in a process of its own, and the most memory it held there: whatever was held or freed before
// doesn't count, and nothing of it stays.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

namespace agglomera::scenarios {

struct Finished {
  std::string answer;
  std::int64_t peak_bytes;  // resident
};

// Throws std::runtime_error with the words of what `work` threw, or when the process was ended (by the
// system for want of memory, say). A wish to stop is handed on as SIGTERM. Must be called before any
// thread was started: threads don't cross a fork.
Finished in_own_process(const std::function<std::string()>& work,
                        const std::atomic<bool>* stop = nullptr);

}  // namespace agglomera::scenarios
