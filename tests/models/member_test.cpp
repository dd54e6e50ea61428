#include "models/member.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "tests/models/small_world.hpp"
#include "tests/sim/four_standard_errors.hpp"

namespace agglomera::tests {
namespace {

double sum_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

Study uncertain_study() {
  Study study = small_study();
  for (auto& latent : study.latents.amenity) latent.prior = {Scale::linear, 0.5};
  for (auto& latent : study.latents.technology) latent.prior = {Scale::logit, 0.8};
  for (auto& series : study.firm_share) series.log_sd = 0.3;
  return study;
}

Member sampled(const Study& study, std::uint32_t replicate) {
  return draw_member(study, 2020, Draws(1, replicate), true);
}

TEST(DrawMember, without_sampling_takes_every_usual_value) {
  const Study study = uncertain_study();
  const Member member = draw_member(study, 2017, Draws(1, 0), false);
  EXPECT_EQ(member.parameters, usual_parameters(study.parameters));
  EXPECT_EQ(member.technology[cove], 0.7);
  EXPECT_DOUBLE_EQ(member.firm_share[0][dale], 0.15);
  EXPECT_DOUBLE_EQ(member.firm_share[0][rest], 0.38);
}

TEST(DrawMember, gives_the_rest_of_the_world_neutral_latents_but_its_appeal) {
  const Member member = sampled(uncertain_study(), 3);
  EXPECT_EQ(member.ln_endowment[rest], 0.0);
  EXPECT_EQ(member.technology[rest], 0.5);
  EXPECT_EQ(member.culture[rest], 0.5);
  EXPECT_EQ(member.amenity[rest], member.parameters.rest_of_world_appeal);
  EXPECT_EQ(member.growth_advantage[rest], 0.0);
}

TEST(DrawMember, keeps_the_feedbacks_stable_where_the_prior_alone_does_not) {
  Study study = small_study();
  const auto row =
      static_cast<std::size_t>(find_parameter("taste_localisation") - parameter_table().data());
  study.parameters[row] = {0.7,
                           {Scale::log, 0.6}};  // at λ = 0.8 about half the draws would not die out
  int unstable = 0;
  for (std::uint32_t member = 0; member < 500; ++member) {
    EXPECT_LT(feedback_gain(sampled(study, member).parameters), 1.0);
    Parameters unrestricted{};
    const Draws draws(1, member);
    for (std::size_t i = 0; i < parameter_table().size(); ++i) {
      const auto& declared = parameter_table()[i];
      unrestricted.*declared.value =
          shifted(study.parameters[i].usual, study.parameters[i].prior, declared.range,
                  draws.named(sim::name_key(declared.name), 0, sim::Purpose::prior).normal());
    }
    unstable += feedback_gain(unrestricted) >= 1.0;
  }
  EXPECT_GT(unstable, 100);  // so that the restriction had work to do
}

TEST(DrawMember, centres_amenities_and_draws_shares_of_their_prior) {
  const Study study = uncertain_study();
  Sample level, amenity;
  for (std::uint32_t member = 0; member < 4000; ++member) {
    const Member drawn = sampled(study, member);
    ASSERT_NEAR(sum_of(drawn.amenity) - drawn.amenity[rest], 0.0, 1e-13);
    ASSERT_NEAR(sum_of(drawn.firm_share[3]), 1.0, 1e-14);
    level.add(std::log(drawn.firm_share[0][ford] / 0.04));
    amenity.add(drawn.amenity[avalon]);
  }
  EXPECT_NEAR(std::sqrt(level.variance()), 0.3, 0.02);
  EXPECT_TRUE(agrees(amenity, 0.3));
  EXPECT_NEAR(std::sqrt(amenity.variance()), 0.5 * std::sqrt(5.0 / 6.0), 0.03);  // centred over six
}

TEST(DrawMember, does_not_depend_on_the_order_of_the_cities) {
  Study study = uncertain_study();
  const Member member = sampled(study, 5);
  std::swap(study.cities[dale].id, study.cities[elm].id);
  const Member renamed = sampled(study, 5);
  const double moved =
      std::log(renamed.firm_share[0][elm] / 0.08) - std::log(member.firm_share[0][dale] / 0.15);
  EXPECT_NEAR(moved, 0.0, 1e-12);
}

TEST(DrawMember, continues_shares_along_a_damped_trend_by_hand) {
  Study study = small_study();
  for (std::size_t year = 0; year < 10; ++year)
    study.firm_share[dale].share[year] = 0.1 * std::pow(1.02, static_cast<double>(year));
  set_parameter(study, "trend_damping", 0.5);
  const Member member = draw_member(study, 2020, Draws(1, 0), false);
  ASSERT_EQ(member.firm_share.size(), 13u);
  const double last = member.firm_share[9][dale], trend = std::log(1.02);
  EXPECT_NEAR(std::log(member.firm_share[10][dale] / last), 0.5 * trend, 1e-12);
  EXPECT_NEAR(std::log(member.firm_share[12][dale] / last), (0.5 + 0.25 + 0.125) * trend, 1e-12);
  EXPECT_NEAR(member.firm_share[12][elm], 0.08, 1e-15);
}

TEST(DrawMember, lets_world_totals_wander_only_after_the_stated_years) {
  const Study study = small_study();
  Sample last;
  for (std::uint32_t member = 0; member < 2000; ++member) {
    const Member drawn = sampled(study, member);
    ASSERT_EQ(drawn.focal_firms[9], 1000.0);
    last.add(std::log(drawn.focal_firms[12] / 1000.0));
  }
  EXPECT_TRUE(agrees(last, 0.0));
  EXPECT_NEAR(std::sqrt(last.variance()), 0.03 * std::sqrt(3.0), 0.004);
}

TEST(ShiftLevel, multiplies_one_city_from_a_year_on_and_gives_the_rest_the_remainder) {
  std::vector<std::vector<double>> shares(3, {0.2, 0.3, 0.5});
  shift_level(shares, 0, 1, 1.5);
  EXPECT_EQ(shares[0], (std::vector<double>{0.2, 0.3, 0.5}));
  for (std::size_t year : {1u, 2u}) {
    EXPECT_DOUBLE_EQ(shares[year][0], 0.3);
    EXPECT_DOUBLE_EQ(shares[year][1], 0.3);
    EXPECT_DOUBLE_EQ(shares[year][2], 0.4);
  }
}

TEST(ShiftLevel, never_leaves_the_rest_of_the_world_with_nothing) {
  std::vector<std::vector<double>> shares(1, {0.2, 0.3, 0.5});
  shift_level(shares, 0, 0, 100.0);
  EXPECT_NEAR(shares[0][2], 0.005, 1e-12);
  EXPECT_NEAR(sum_of(shares[0]), 1.0, 1e-14);
}

}  // namespace
}  // namespace agglomera::tests
