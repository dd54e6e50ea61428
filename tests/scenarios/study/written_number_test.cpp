#include "scenarios/study/written_number.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace agglomera::scenarios {
namespace {

constexpr NumberManner english = {false, Thousands::comma, true};
constexpr NumberManner german = {true, Thousands::point, true};
constexpr NumberManner french = {true, Thousands::blank, true};
constexpr NumberManner swiss = {false, Thousands::apostrophe, true};

TEST(WrittenNumber, is_the_same_number_in_every_manner) {
  EXPECT_EQ(number_in("1234567.5", {}), 1234567.5);
  EXPECT_EQ(number_in("1,234,567.5", english), 1234567.5);
  EXPECT_EQ(number_in("1.234.567,5", german), 1234567.5);
  EXPECT_EQ(number_in("1 234\u202F567,5", french), 1234567.5);
  EXPECT_EQ(number_in("1\u00A0234\u2009567,5", french), 1234567.5);
  EXPECT_EQ(number_in("1'234\u2019567.5", swiss), 1234567.5);
  for (const NumberManner& manner : {NumberManner(), english, german, french, swiss}) {
    EXPECT_EQ(number_in("0", manner), 0);
    EXPECT_EQ(number_in("-1234567", manner), -1234567);
    EXPECT_EQ(number_in("12e3", manner), 12000);
  }
}

TEST(WrittenNumber, has_groups_of_three_digits_or_is_none) {
  for (const char* words : {"1,23", "1234,567", ",123", "1,234,", "1,,234", "1,2345", "1,234,56.7"})
    EXPECT_FALSE(number_in(words, english)) << words;
  for (const char* words : {"1.5", "1,5,5", "1,234.5", "1.234,5.6"})
    EXPECT_FALSE(number_in(words, german)) << words;
}

TEST(WrittenNumber, is_no_word_blank_or_part_of_one) {
  for (const char* words : {"", " ", "-", "+1", "1 ", "1 e", "0x10", "nan", "1,5", "12%"})
    for (const NumberManner& manner : {NumberManner(), english})
      EXPECT_FALSE(number_in(words, manner)) << words;
  EXPECT_TRUE(std::isinf(*number_in("inf", {})));
  EXPECT_TRUE(std::isinf(*number_in("1e400", {})));
  EXPECT_EQ(number_in("1e-400", {}), 0);
}

TEST(WrittenNumber, is_in_doubt_with_three_digits_behind_its_one_point) {
  for (const char* words : {"1.234", "12.345", "123.456", "1.000"})
    EXPECT_TRUE(could_be_thousands(words)) << words;
  for (const char* words :
       {"0.234", "1.2345", "1234.567", "1.23", "1234", ".123", "1.234.567", "1.2e3"})
    EXPECT_FALSE(could_be_thousands(words)) << words;
}

TEST(WrittenNumber, that_is_none_has_a_hint_in_which_manner_it_is) {
  EXPECT_EQ(manner_hint("1,5", {}), "say --decimal comma");
  EXPECT_EQ(manner_hint("1.234,5", {}), "say --thousands point");
  EXPECT_EQ(manner_hint("1'234", {}), "say --thousands apostrophe");
  EXPECT_EQ(manner_hint("1 234,5", {}), "say --decimal comma --thousands blank");
  EXPECT_EQ(manner_hint("1,234", {}),
            "say --decimal comma if it is 1.234, or --thousands comma if it is 1234");
  EXPECT_EQ(manner_hint("12.34", german), "say --decimal point");
  EXPECT_EQ(manner_hint("lots", {}), "");
}

}  // namespace
}  // namespace agglomera::scenarios
