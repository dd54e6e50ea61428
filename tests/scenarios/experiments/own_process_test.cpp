#include "scenarios/experiments/own_process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <stdexcept>
#include <thread>
#include <vector>

namespace agglomera::scenarios {
namespace {

using testing::HasSubstr;

constexpr std::size_t mebibyte = 1 << 20;

std::string words_of(const std::function<std::string()>& work) {
  try {
    in_own_process(work);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "nothing was thrown";
}

TEST(OwnProcess, hands_back_every_byte_of_the_answer_and_leaves_nothing_changed) {
  int mine = 1;
  std::string long_answer(100'000, '\0');
  for (std::size_t i = 0; i < long_answer.size(); ++i) long_answer[i] = static_cast<char>(i * 7);
  const Finished finished = in_own_process([&] {
    mine = 2;
    return long_answer;
  });
  EXPECT_EQ(finished.answer, long_answer);
  EXPECT_EQ(mine, 1);
}

TEST(OwnProcess, knows_the_most_memory_that_was_held_at_once) {
  const auto peak = [](std::size_t mebibytes) {
    return in_own_process([mebibytes] {
             const std::vector<char> held(mebibytes * mebibyte, 'x');
             return std::string(1, held[held.size() / 2]);
           })
        .peak_bytes;
  };
  const std::int64_t small = peak(16), large = peak(144), small_again = peak(16);
  EXPECT_NEAR(static_cast<double>(large - small), 128.0 * mebibyte, 24.0 * mebibyte);
  EXPECT_NEAR(static_cast<double>(small_again - small), 0.0, 4.0 * mebibyte);
}

TEST(OwnProcess, says_what_the_work_threw) {
  EXPECT_EQ(words_of([]() -> std::string { throw std::runtime_error("no such world"); }),
            "no such world");
  EXPECT_EQ(words_of([]() -> std::string { throw std::bad_alloc(); }), "out of memory");
}

TEST(OwnProcess, says_by_what_the_process_was_ended) {
  EXPECT_THAT(words_of([]() -> std::string {
                std::raise(SIGKILL);
                return "";
              }),
              HasSubstr("signal 9 (the system may be short of memory)"));
}

TEST(OwnProcess, is_asked_to_end_when_someone_wishes_to_stop) {
  const std::atomic<bool> stop{true};
  const auto start = std::chrono::steady_clock::now();
  EXPECT_THROW(in_own_process(
                   []() -> std::string {
                     std::signal(SIGTERM, SIG_DFL);
                     std::this_thread::sleep_for(std::chrono::seconds(30));
                     return "slept";
                   },
                   &stop),
               std::runtime_error);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

}  // namespace
}  // namespace agglomera::scenarios
