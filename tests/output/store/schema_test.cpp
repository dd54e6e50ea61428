#include "output/store/schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

#include "sample_results.hpp"

namespace agglomera::output {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Schema, is_printed_in_FORMAT_md_to_the_letter) {
  const std::filesystem::path page = AGGLOMERA_SOURCE "/output/FORMAT.md";
  if (std::getenv("AGGLOMERA_PRINT_FORMAT")) put_bytes(page, format_schema());
  EXPECT_EQ(bytes_of(page), format_schema())
      << "print it anew: AGGLOMERA_PRINT_FORMAT=1 output_tests --gtest_filter='Schema.*'";
}

TEST(Schema, names_only_dimensions_it_describes_and_units_for_all) {
  for (const FileRule& file : file_rules())
    for (const GroupRule& group : file.groups)
      for (const VariableRule& variable : group.variables) {
        EXPECT_FALSE(variable.units.empty()) << group.name << "/" << variable.name;
        EXPECT_FALSE(variable.long_name.empty()) << group.name << "/" << variable.name;
        for (const std::string& dimension : variable.dimensions) {
          EXPECT_TRUE(dimension_rule(dimension)) << dimension;
          const VariableRule* same = variable_rule(group, dimension);
          EXPECT_FALSE(same && same->name == dimension)  // else a rule for any name
              << dimension << " is both in " << group.name;
        }
      }
}

TEST(Schema, is_content_with_the_samples) {
  EXPECT_THAT(mismatches(sample_run(), Unknown::refused), IsEmpty());
  EXPECT_THAT(mismatches(sample_policy(), Unknown::refused), IsEmpty());
}

// Files made before people were spoken to in words have none of these.
TEST(Schema, lets_a_file_leave_out_every_group_and_variable_of_words) {
  const std::set<std::string> groups = {"scenarios", "experiment", "cities", "links"};
  const std::set<std::string> variables = {"cluster_name", "cluster_zh", "text_zh",   "source",
                                           "source_zh",    "origin",     "part_zh",   "part_name",
                                           "part_name_zh", "statement",  "statement_zh", "note_zh"};
  std::set<std::string> seen;
  for (const FileRule& file : file_rules())
    for (const GroupRule& group : file.groups) {
      if (groups.contains(group.name)) {
        EXPECT_FALSE(group.required) << file.filetype << group.name;
      }
      for (const VariableRule& variable : group.variables)
        if (group.required && variables.contains(variable.name)) {
          EXPECT_FALSE(variable.required) << group.name << "/" << variable.name;
          seen.insert(variable.name);
        }
      seen.insert(group.name);
    }
  for (const std::string& group : groups) EXPECT_TRUE(seen.contains(group)) << group;
  const FileRule& policy = *file_rule("policy");
  EXPECT_FALSE(group_rule(policy, "levers")->required);
  const GroupRule& parameters = *group_rule(policy, "parameters");
  for (const char* name : {"text_zh", "source", "source_zh", "origin", "usual"})
    EXPECT_FALSE(variable_rule(parameters, name)->required) << name;
  const GroupRule& facts = *group_rule(*file_rule("run"), "stated_facts");
  for (const char* name : {"statement", "statement_zh", "note_zh"})
    EXPECT_FALSE(variable_rule(facts, name)->required) << name;
}

TEST(Schema, tells_every_mismatch) {
  ResultFile result = sample_run();
  Group& series = result.groups[0];
  series.variables[0].values = std::vector<double>{1, 2};
  series.variables[1].units = "USD";
  series.variables[2].values = std::vector<double>(24, 7.0);
  series.variables[3].dimensions = {"scenario", "member", "city", "decade"};
  series.dimensions[2].labels = std::vector<std::string>{"beijing", "beijing", "singapore"};
  result.attributes.pop_back();
  result.inputs[1].text = std::string("a\0b", 3);
  const std::vector<std::string> found = mismatches(result, Unknown::refused);
  for (const char* expected :
       {"lq_count has 2 values where its dimensions span 24", "lq_revenue has units USD, not 1",
        "firms is double, not int32", "revenue lies along decade, which its group lacks",
        "/series/city repeats a label", "attribute seed is missing", "cities.csv holds a NUL byte"})
    EXPECT_THAT(found, Contains(HasSubstr(expected)));
}

TEST(Schema, allows_additions_in_what_was_read) {
  ResultFile result = sample_run();
  result.groups[0].variables.push_back({"surprise", "1", "", {"year"}, std::vector<double>{1, 2}});
  result.groups.push_back({"more", {}, {}});
  EXPECT_THAT(mismatches(result, Unknown::allowed), IsEmpty());
  EXPECT_EQ(mismatches(result, Unknown::refused).size(), 2u);
}

}  // namespace
}  // namespace agglomera::output
