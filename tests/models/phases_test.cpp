#include "models/phases.hpp"

#include <gtest/gtest.h>

#include <set>

namespace agglomera::models {
namespace {

TEST(PhaseTable, says_of_each_phase_once_what_it_does_and_whence) {
  std::set<std::string_view> names;
  for (const Phase& phase : phase_table()) {
    EXPECT_TRUE(names.insert(phase.name).second) << phase.name;
    EXPECT_FALSE(phase.text.empty()) << phase.name;
    EXPECT_FALSE(phase.source.empty()) << phase.name;
  }
  EXPECT_GE(names.size(), 10u);
}

}  // namespace
}  // namespace agglomera::models
