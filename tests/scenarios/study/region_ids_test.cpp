#include "scenarios/study/region_ids.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agglomera::scenarios {
namespace {

using ::testing::ElementsAre;

TEST(IdsFromNames, are_small_letters_digits_and_hyphens) {
  EXPECT_THAT(ids_from_names({"New York", "Saint-Étienne (42)", "Łódź", "Århus", "O'Brien, North", "Großenhain", " 11 "}),
              ElementsAre("new-york", "saint-etienne-42", "lodz", "arhus", "obrien-north", "grosenhain", "11"));
}

TEST(IdsFromNames, are_numbered_where_two_would_be_alike) {
  EXPECT_THAT(ids_from_names({"Zurich", "Zürich", "zurich-2", "rest of world", "independent"}),
              ElementsAre("zurich", "zurich-2", "zurich-2-2", "rest-of-world-2", "independent-2"));
}

TEST(IdsFromNames, fall_back_on_the_place_among_all_names) {
  EXPECT_THAT(ids_from_names({"北京", "Aa", "上海"}), ElementsAre("region-3", "aa", "region-2"));
  EXPECT_THAT(ids_from_names({"旅游"}, "industry"), ElementsAre("industry-1"));
}

TEST(IdsFromNames, do_not_depend_on_the_order_of_the_names) {
  const auto one = ids_from_names({"A b", "a-b", "北京", "A.B"});
  const auto other = ids_from_names({"A.B", "北京", "a-b", "A b"});
  EXPECT_THAT(other, ElementsAre(one[3], one[2], one[1], one[0]));
}

TEST(IdsFromNames, of_very_long_names_are_short) {
  const auto ids = ids_from_names({std::string(100, 'a') + "1", std::string(100, 'a') + "2"});
  EXPECT_EQ(ids[0], std::string(40, 'a'));
  EXPECT_EQ(ids[1], std::string(40, 'a') + "-2");
}

}  // namespace
}  // namespace agglomera::scenarios
