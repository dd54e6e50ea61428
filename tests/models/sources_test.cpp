#include "models/sources.hpp"

#include <gtest/gtest.h>

#include "models/lever.hpp"
#include "models/mechanisms.hpp"
#include "models/parameters.hpp"

namespace agglomera::models {
namespace {

bool is_chinese(std::string_view words) {  // holds a letter of U+4E00 to U+9FFF
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    const auto byte = static_cast<unsigned char>(words[i]);
    if (byte >= 0xE4 && byte <= 0xE9) return true;
  }
  return false;
}

TEST(Sources, of_every_parameter_and_lever_are_there_in_chinese) {
  for (const auto& row : parameter_table())
    EXPECT_TRUE(is_chinese(source_in_chinese(row.source))) << row.name << ": " << row.source;
  for (const auto& kind : lever_kinds())
    for (const auto& parameter : kind.parameters)
      EXPECT_TRUE(is_chinese(source_in_chinese(parameter.source))) << kind.name << parameter.source;
  EXPECT_EQ(source_in_chinese("assumed"), "假设");
  EXPECT_EQ(source_in_chinese("heard of"), "");
}

TEST(ModelTables, speak_chinese_wherever_they_speak_english) {
  for (const auto& row : parameter_table()) EXPECT_TRUE(is_chinese(row.text_zh)) << row.name;
  for (const auto& row : mechanism_table()) {
    EXPECT_TRUE(is_chinese(row.name_zh)) << row.name;
    EXPECT_TRUE(is_chinese(row.text_zh)) << row.name;
  }
  for (const auto& kind : lever_kinds()) {
    EXPECT_TRUE(is_chinese(kind.text_zh)) << kind.name;
    for (const auto& parameter : kind.parameters)
      EXPECT_TRUE(is_chinese(parameter.text_zh)) << kind.name << " " << parameter.name;
  }
}

}  // namespace
}  // namespace agglomera::models
