#include "scenarios/study/distinct_names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace agglomera::scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(DistinctNames, number_a_name_once_in_the_order_of_coming) {
  DistinctNames names;
  EXPECT_EQ(names.number("b"), 0u);
  EXPECT_EQ(names.number("a"), 1u);
  EXPECT_EQ(names.number("b"), 0u);
  EXPECT_EQ(names.number(""), 2u);
  EXPECT_EQ(names.size(), 3u);
  EXPECT_EQ(names[1], "a");
}

TEST(DistinctNames, are_all_found_again_when_there_are_many) {
  DistinctNames names;
  for (std::uint32_t k = 0; k < 50000; ++k)
    ASSERT_EQ(names.number("region-" + std::to_string(k)), k);
  for (std::uint32_t k = 50000; k-- > 0;) ASSERT_EQ(names.number("region-" + std::to_string(k)), k);
  EXPECT_EQ(names.size(), 50000u);
}

TEST(DistinctNames, sort_by_their_bytes_and_tell_the_new_numbers) {
  DistinctNames names;
  for (const char* name : {"b", "\u5317\u4EAC", "a", "ab", ""}) names.number(name);
  EXPECT_THAT(names.sort(), ElementsAre(3, 4, 1, 2, 0));
  EXPECT_EQ(names[0], "");
  EXPECT_EQ(names[4], "\u5317\u4EAC");
  EXPECT_THAT(names.sort(), IsEmpty());  // nothing changes any more
  EXPECT_EQ(names.number("ab"), 2u);     // and all are found under their new numbers
  EXPECT_EQ(names.number("new"), 5u);
}

TEST(DistinctNames, sort_as_strings_do_whatever_they_have_in_common) {
  std::mt19937 random(7);
  for (const std::string& common : std::vector<std::string>{"", "region-", "region-0000000000"}) {
    DistinctNames names;
    std::set<std::string> sorted;
    for (int k = 0; k < 3000; ++k) {
      std::string name = common;
      for (std::size_t left = random() % 14; left > 0; --left)
        name += static_cast<char>('a' + random() % 3);
      names.number(name);
      sorted.insert(name);
    }
    names.sort();
    ASSERT_EQ(names.size(), sorted.size());
    std::size_t at = 0;
    for (const std::string& name : sorted) ASSERT_EQ(names[at++], name);
  }
}

}  // namespace
}  // namespace agglomera::scenarios
