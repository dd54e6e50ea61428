#include "models/phases.hpp"

#include <gtest/gtest.h>

#include <set>

#include "models/parameters.hpp"

namespace agglomera::models {
namespace {

TEST(PhaseTable, says_of_each_process_once_what_it_does_how_and_whence) {
  std::set<std::string_view> names;
  for (const auto& table : {phase_table(), setup_table()})
    for (const Phase& phase : table) {
      EXPECT_TRUE(names.insert(phase.name).second) << phase.name;
      EXPECT_FALSE(phase.text.empty()) << phase.name;
      EXPECT_FALSE(phase.how.empty()) << phase.name;
      EXPECT_FALSE(phase.source.empty()) << phase.name;
      EXPECT_TRUE(phase.equation.empty() || !phase.symbols.empty() || phase.name == "calibration")
          << phase.name;
    }
  EXPECT_GE(phase_table().size(), 10u);
}

TEST(PhaseTable, gives_every_parameter_a_process_and_names_no_other) {
  std::set<std::string_view> in_some;
  for (const auto& table : {phase_table(), setup_table()})
    for (const Phase& phase : table)
      for (const std::string_view name : phase.parameters) {
        EXPECT_TRUE(find_parameter(name)) << name << " of " << phase.name;
        in_some.insert(name);
      }
  for (const ParameterDeclaration& row : parameter_table())
    EXPECT_TRUE(in_some.contains(row.name)) << row.name;
}

}  // namespace
}  // namespace agglomera::models
