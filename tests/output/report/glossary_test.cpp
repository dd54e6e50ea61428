#include "output/report/glossary.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/output/report/made_run.hpp"

namespace agglomera::output::report {
namespace {

TEST(Glossary, explains_every_word_once_and_in_both_languages) {
  const Section section = glossary();
  ASSERT_EQ(section.listings.size(), 1u);
  std::vector<std::string> seen;
  for (const Column& column : section.listings[0].table.columns())
    for (const Text& text : std::get<std::vector<Text>>(column.cells)) {
      EXPECT_TRUE(in_both_languages(text)) << text.en;
      EXPECT_NE(text.en, text.zh);
      EXPECT_EQ(std::count(seen.begin(), seen.end(), text.en), 0) << text.en;
      seen.push_back(text.en);
    }
  EXPECT_GE(seen.size(), 20u);
}

}  // namespace
}  // namespace agglomera::output::report
