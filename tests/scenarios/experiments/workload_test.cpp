#include "scenarios/experiments/workload.hpp"

#include <gtest/gtest.h>

namespace agglomera::scenarios {
namespace {

models::Parameters parameters_of(Workload workload) {
  return models::usual_parameters(study_of(workload, 1000, 8, 3, 1).parameters);
}

TEST(Workload, has_the_name_it_is_asked_for_by) {
  for (const std::string& name : workload_names()) EXPECT_EQ(name_of(*workload_named(name)), name);
  EXPECT_EQ(workload_named("full"), Workload::full);
  EXPECT_EQ(workload_named("Full"), std::nullopt);
}

TEST(Workload, full_is_the_whole_model_with_the_usual_rates_and_cities_alike_within_clusters) {
  const models::Parameters p = parameters_of(Workload::full);
  EXPECT_EQ(p.exit_rate, 0.066);
  EXPECT_EQ(p.relocation_rate, 0.02);
  EXPECT_EQ(p.acquisition_rate, 0.015);
  EXPECT_LT(p.nest_dissimilarity, 1.0);
  EXPECT_GT(p.spin_off_share, 0.0);
  EXPECT_EQ(mechanisms_of(Workload::full), models::Mechanisms{});
}

TEST(Workload, common_is_what_other_engines_do) {
  const models::Parameters p = parameters_of(Workload::common);
  EXPECT_EQ(p.exit_rate, 0.05);
  EXPECT_EQ(p.relocation_rate, 0.03);
  EXPECT_EQ(p.nest_dissimilarity, 1.0);
  EXPECT_EQ(p.exit_size_elasticity, 0.0);
  EXPECT_EQ(p.growth_size_elasticity, 0.0);
  EXPECT_GT(p.growth_shock, 0.0);
  const models::Mechanisms on = mechanisms_of(Workload::common);
  EXPECT_FALSE(on.acquisition || on.spin_offs);
  EXPECT_TRUE(on.exit && on.entry && on.growth && on.relocation && on.localisation);
}

TEST(Workload, has_a_world_of_the_size_asked_for) {
  const models::Study study = study_of(Workload::full, 1000, 8, 3, 1);
  EXPECT_EQ(study.cities.size(), 8u);
  EXPECT_EQ(study.years(), 3u);
  EXPECT_EQ(study.totals.focal_firms, std::vector<double>(3, 1000.0));
}

}  // namespace
}  // namespace agglomera::scenarios
