#include "scenarios/experiments/identifiability.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "scenarios/inference/es_mda.hpp"
#include "tests/models/small_world.hpp"

namespace agglomera::scenarios {
namespace {

models::Study uncertain_study() {
  models::Study study = tests::small_study();
  study.latents.technology[tests::cove] = {0.7, {models::Scale::logit, 0.8}};
  study.latents.amenity[tests::dale] = {0.2, {models::Scale::linear, 0.5}};
  study.firm_share[tests::elm].log_sd = 0.3;
  return study;
}

TEST(ValueOf, a_number_is_told_in_its_own_unit) {
  const models::Study study = uncertain_study();
  const double odds = 0.7 / 0.3 * std::exp(0.8 * 1.5);
  EXPECT_NEAR(value_of(study, {"technology:cove", tests::cove}, 1.5), odds / (1.0 + odds), 1e-12);
  EXPECT_NEAR(value_of(study, {"amenity:dale", tests::dale}, -2.0), 0.2 - 1.0, 1e-12);
  EXPECT_NEAR(value_of(study, {"firm_share:elm", tests::elm}, 1.0), std::exp(0.3), 1e-12);
  EXPECT_EQ(value_of(study, {"revenue_share:elm", tests::elm}, 1.0), 1.0);  // it is sure
  const auto row = static_cast<std::size_t>(models::find_parameter("exit_rate") -
                                            models::parameter_table().data());
  EXPECT_EQ(value_of(study, {"exit_rate", no_city}, 0.0), study.parameters[row].usual);
  EXPECT_EQ(value_of(study, {"exit_rate", no_city}, 1.0),
            models::shifted(study.parameters[row].usual, study.parameters[row].prior,
                            models::parameter_table()[row].range, 1.0));
}

TEST(Identifiability, is_the_part_of_the_prior_variance_that_is_gone) {
  Eigen::MatrixXd prior(2, 3), posterior(2, 3);
  prior << -1.0, 0.0, 1.0, -2.0, 0.0, 2.0;
  posterior << 0.5, 1.0, 1.5, -2.0, 0.0, 2.0;
  const auto table = identifiability(
      uncertain_study(), {{"amenity:dale", tests::dale}, {"technology:cove", tests::cove}}, prior,
      posterior);
  ASSERT_EQ(table.size(), 2u);
  EXPECT_EQ(table[0].name, "amenity:dale");
  EXPECT_DOUBLE_EQ(table[0].mean, 1.0);
  EXPECT_DOUBLE_EQ(table[0].sd, 0.5);
  EXPECT_DOUBLE_EQ(table[0].contraction, 0.75);
  EXPECT_TRUE(table[0].identified());
  EXPECT_DOUBLE_EQ(table[0].usual, 0.2);
  EXPECT_NEAR(table[0].median, 0.2 + 0.5 * 1.0, 1e-12);
  EXPECT_NEAR(table[0].low, 0.2 + 0.5 * 0.55, 1e-12);   // quantiles of 0.45, 0.7, 0.95
  EXPECT_NEAR(table[0].high, 0.2 + 0.5 * 1.45, 1e-12);
  EXPECT_DOUBLE_EQ(table[1].contraction, 0.0);
  EXPECT_FALSE(table[1].identified());
}

TEST(Identifiability, a_posterior_wider_than_the_prior_is_not_identified) {
  const Eigen::MatrixXd prior = standard_normals(1, 100, 1);
  const auto table = identifiability(uncertain_study(), {{"amenity:dale", tests::dale}}, prior, 1.2 * prior);
  EXPECT_NEAR(table[0].contraction, 1.0 - 1.44, 1e-12);
  EXPECT_FALSE(table[0].identified());
}

}  // namespace
}  // namespace agglomera::scenarios
