#include "output/store/trial.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <stdexcept>

namespace agglomera::output {
namespace {

TEST(Trial, of_an_ordinary_act_comes_to_an_end) {
  EXPECT_TRUE(comes_to_an_end([] {}, 1));
  EXPECT_TRUE(comes_to_an_end([] { throw std::runtime_error("no"); }, 1));
}

TEST(Trial, of_a_crash_leaves_this_process_alive) {
  EXPECT_FALSE(comes_to_an_end([] { std::raise(SIGKILL); }, 1));
  EXPECT_FALSE(comes_to_an_end([] { std::abort(); }, 1));
}

TEST(Trial, of_an_endless_act_is_stopped) {
  EXPECT_FALSE(comes_to_an_end(
      [] {
        for (volatile bool on = true; on;) continue;
      },
      1));
}

TEST(Trial, changes_nothing_here) {
  int value = 1;
  comes_to_an_end([&] { value = 2; }, 1);
  EXPECT_EQ(value, 1);
}

}  // namespace
}  // namespace agglomera::output
