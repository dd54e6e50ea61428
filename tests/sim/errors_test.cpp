#include "sim/errors.hpp"

#include <gtest/gtest.h>

namespace agglomera::sim {
namespace {

TEST(Complaint, says_where_then_what_then_how_to_mend_it) {
  EXPECT_EQ(
      (Complaint{"study.toml", 3, 1, "unknown key \"yeers\"", "did you mean \"years\"?"}).text(),
      "study.toml:3:1: unknown key \"yeers\" did you mean \"years\"?");
  EXPECT_EQ((Complaint{"cities.csv", 7, 0, "no latitude", ""}).text(), "cities.csv:7: no latitude");
  EXPECT_EQ((Complaint{"cities.csv", 0, 4, "is empty", ""}).text(), "cities.csv: is empty");
  EXPECT_EQ((Complaint{"", 0, 0, "no seed", "add --seed 1"}).text(), "no seed add --seed 1");
}

TEST(InputError, carries_all_complaints_and_shows_each_on_its_line) {
  const InputError error({{"a.csv", 1, 0, "one", ""}, {"b.csv", 2, 0, "two", ""}});
  ASSERT_EQ(error.complaints().size(), 2u);
  EXPECT_EQ(error.complaints()[1].file, "b.csv");
  EXPECT_STREQ(error.what(), "a.csv:1: one\nb.csv:2: two");
  EXPECT_STREQ(InputError(Complaint{"a.csv", 1, 0, "one", ""}).what(), "a.csv:1: one");
}

const std::vector<std::string> known = {"years", "members", "seed", "background"};

TEST(NearestName, finds_one_letter_wrong_missing_or_added) {
  EXPECT_EQ(nearest_name("yeers", known), "years");
  EXPECT_EQ(nearest_name("member", known), "members");
  EXPECT_EQ(nearest_name("seeed", known), "seed");
  EXPECT_EQ(nearest_name("seed", known), "seed");
}

TEST(NearestName, is_empty_when_nothing_is_near) {
  EXPECT_EQ(nearest_name("temperature", known), "");
  EXPECT_EQ(nearest_name("years", {}), "");
}

TEST(NearestName, prefers_the_closer_of_two) {
  const std::vector<std::string> two = {"exit_rate", "exit_rates"};
  EXPECT_EQ(nearest_name("exit_ratess", two), "exit_rates");
  EXPECT_EQ(nearest_name("exit_rat", two), "exit_rate");
}

TEST(DidYouMean, suggests_the_nearest_or_lists_at_most_twenty) {
  EXPECT_EQ(did_you_mean("yeers", known), "did you mean \"years\"?");
  EXPECT_EQ(did_you_mean("temperature", known), "known: years, members, seed, background");
  EXPECT_EQ(did_you_mean("temperature", {}), "");
  std::vector<std::string> many;
  for (char letter = 'a'; letter < 'w'; ++letter) many.push_back(std::string(9, letter));
  const std::string text = did_you_mean("temperature", many);
  EXPECT_NE(text.find("ttttttttt, …"), std::string::npos) << text;
  EXPECT_EQ(text.find("uuuuuuuuu"), std::string::npos) << text;
}

}  // namespace
}  // namespace agglomera::sim
