#include "sim/draw_purposes.hpp"

#include <gtest/gtest.h>

#include <set>

namespace agglomera::sim {
namespace {

TEST(DrawPurposes, say_of_each_purpose_once_what_it_is_for) {
  std::set<std::string_view> names;
  for (const DrawPurpose& one : draw_purposes()) {
    EXPECT_TRUE(names.insert(one.name).second) << one.name;
    EXPECT_FALSE(one.text.empty()) << one.name;
  }
  EXPECT_TRUE(names.contains("prior") && names.contains("fate_of_background"));
}

}  // namespace
}  // namespace agglomera::sim
