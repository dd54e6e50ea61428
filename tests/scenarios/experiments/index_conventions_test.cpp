#include "scenarios/experiments/index_conventions.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/errors.hpp"

namespace agglomera::scenarios {
namespace {

std::string refusal_of(const std::string& words) {
  try {
    Conventions conventions(words);
  } catch (const sim::InputError& error) {
    return error.what();
  }
  return "";
}

TEST(IndexConventions, have_a_name_and_a_text_for_every_index) {
  const Conventions ours;
  const std::vector<std::string> names = index_names();
  ASSERT_EQ(names.size(), number_of_indices);
  for (std::size_t k = 0; k < number_of_indices; ++k) {
    EXPECT_EQ(names[k], name_of(static_cast<Index>(k)));
    EXPECT_GT(ours.text(static_cast<Index>(k)).size(), 3u) << names[k];
    EXPECT_EQ(std::ranges::count(names, names[k]), 1) << names[k];
  }
}

TEST(IndexConventions, of_a_program_hold_where_it_has_one_and_ours_elsewhere) {
  const Conventions econgeo("econgeo");
  EXPECT_TRUE(econgeo.follows(Index::hoover, Convention::econgeo));
  EXPECT_TRUE(econgeo.follows(Index::moran_i, Convention::agglomera));
  EXPECT_EQ(econgeo.text(Index::moran_i), Conventions().text(Index::moran_i));
  EXPECT_NE(econgeo.text(Index::hoover), Conventions().text(Index::hoover));
}

TEST(IndexConventions, of_single_indices_come_over_those_before) {
  const Conventions mixed("econgeo,hoover=agglomera,krugman=rest");
  EXPECT_TRUE(mixed.follows(Index::hoover, Convention::agglomera));
  EXPECT_TRUE(mixed.follows(Index::krugman, Convention::rest));
  EXPECT_TRUE(mixed.follows(Index::entropy, Convention::econgeo));
}

TEST(IndexConventions, of_theil_are_those_of_its_parts_so_that_they_add_up) {
  const Conventions relative("theil_t_within=relative");
  for (const Index index : {Index::theil_t, Index::theil_t_between, Index::theil_t_within})
    EXPECT_TRUE(relative.follows(index, Convention::relative));
  EXPECT_TRUE(relative.follows(Index::theil_l, Convention::agglomera));
}

TEST(IndexConventions, that_are_unknown_are_refused_with_the_nearest) {
  EXPECT_EQ(refusal_of("pysel"),
            "--convention: no convention \"pysel\" is known did you mean \"pysal\"?");
  EXPECT_EQ(refusal_of("hovver=econgeo"),
            "--convention: there is no index \"hovver\" did you mean \"hoover\"?");
  EXPECT_EQ(refusal_of("rca=pysal"),
            "--convention: pysal says nothing of rca (known for it: agglomera, econgeo)");
}

TEST(IndexConventions, say_which_index_theil_is) {
  const auto chosen = [](const char* words) { return chosen_indices("theil", Conventions(words)); };
  EXPECT_TRUE(chosen("")[static_cast<std::size_t>(Index::theil_t)]);
  EXPECT_TRUE(chosen("reat")[static_cast<std::size_t>(Index::theil_l)]);
  EXPECT_EQ(std::ranges::count(chosen(""), true), 1);
}

}  // namespace
}  // namespace agglomera::scenarios
