#include "models/parameters.hpp"

#include <gtest/gtest.h>

#include <set>

namespace agglomera::models {
namespace {

TEST(ParameterTable, covers_every_member_by_exactly_one_row) {
  const auto table = parameter_table();
  EXPECT_EQ(table.size(), sizeof(Parameters) / sizeof(double));
  Parameters parameters{};
  std::set<const double*> members;
  std::set<std::string_view> names;
  for (const auto& row : table) {
    members.insert(&(parameters.*row.value));
    names.insert(row.name);
  }
  EXPECT_EQ(members.size(), table.size());
  EXPECT_EQ(names.size(), table.size());
}

TEST(ParameterTable, says_what_each_parameter_means_and_whence) {
  for (const auto& row : parameter_table()) {
    EXPECT_FALSE(row.name.empty());
    EXPECT_FALSE(row.text.empty()) << row.name;
    EXPECT_FALSE(row.unit.empty()) << row.name;
    EXPECT_FALSE(row.source.empty()) << row.name;
  }
}

TEST(ParameterTable, has_usual_values_and_likely_draws_inside_their_ranges) {
  for (const auto& row : parameter_table()) {
    EXPECT_LT(row.range.low, row.range.high) << row.name;
    EXPECT_TRUE(row.range.holds(row.usual)) << row.name;
    EXPECT_GE(row.prior.sd, 0.0) << row.name;
    EXPECT_TRUE(row.range.holds(shifted(row.usual, row.prior, row.range, -2.0))) << row.name;
    if (row.prior.sd > 0.0) {
      EXPECT_LT(shifted(row.usual, row.prior, row.range, 0.0),
                shifted(row.usual, row.prior, row.range, 1.0))
          << row.name;
    }
  }
}

TEST(ParameterTable, allows_a_fixed_world_total_under_its_prior) {  // ψ = 0 has probability
  const auto* row = find_parameter("demand_elasticity");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(shifted(row->usual, row->prior, row->range, -2.0), 0.0);
}

TEST(FindParameter, knows_a_row_by_its_name_only) {
  EXPECT_EQ(find_parameter("exit_rate")->value, &Parameters::exit_rate);
  EXPECT_EQ(find_parameter("exit_rates"), nullptr);
}

TEST(UsualParameters, take_what_the_settings_say) {
  ParameterSettings settings = usual_settings();
  ASSERT_EQ(settings.size(), parameter_table().size());
  settings[0].usual = 0.77;
  EXPECT_EQ(usual_parameters(settings).*parameter_table()[0].value, 0.77);
  EXPECT_EQ(usual_parameters(settings).exit_rate, find_parameter("exit_rate")->usual);
}

TEST(FeedbackGain, is_that_of_the_equation_by_hand) {
  Parameters p{};
  p.taste_localisation = 0.2;
  p.taste_resources = 0.5;
  p.resource_activity = 0.06;
  p.resource_return = 0.1;
  p.nest_dissimilarity = 0.8;
  EXPECT_DOUBLE_EQ(feedback_gain(p), 0.625);  // (0.2 + 0.5·0.06/0.1)/0.8
}

}  // namespace
}  // namespace agglomera::models
