#include "scenarios/study/encoding.hpp"

#include <gtest/gtest.h>

namespace agglomera::scenarios {
namespace {

TEST(Encoding, knows_the_length_of_letters_of_one_to_four_bytes) {
  const std::string text = "a\u00FC\u5317\U0001F600";
  std::size_t at = 0;
  for (const std::size_t bytes : {1u, 2u, 3u, 4u}) {
    EXPECT_EQ(letter_bytes(text, at), bytes);
    at += bytes;
  }
  EXPECT_EQ(at, text.size());
}

// Unicode 15, table 3-7: overlong forms, surrogates, what is beyond the last letter, what is cut off.
TEST(Encoding, refuses_bytes_that_are_no_letter) {
  for (const char* text :
       {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xC3", "\xE5\x8C", "\xC3\x28"})
    EXPECT_EQ(letter_bytes(text, 0), 0u) << text;
}

TEST(Encoding, turns_every_byte_of_latin_1_into_a_letter) {
  EXPECT_EQ(from_latin_1("M\xFCnchen"), "M\u00FCnchen");
  std::string every;
  for (int byte = 1; byte < 256; ++byte) every += static_cast<char>(byte);
  const std::string converted = from_latin_1(every);
  std::size_t letters = 0;
  for (std::size_t at = 0; at < converted.size(); ++letters) {
    ASSERT_GT(letter_bytes(converted, at), 0u);
    at += letter_bytes(converted, at);
  }
  EXPECT_EQ(letters, 255u);
}

}  // namespace
}  // namespace agglomera::scenarios
