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

TEST(DrawMember, gives_the_rest_of_the_world_neutral_latents_but_its_appeal_and_growth) {
  const Member member = sampled(uncertain_study(), 3);
  EXPECT_EQ(member.ln_endowment[rest], 0.0);
  EXPECT_EQ(member.technology[rest], 0.5);
  EXPECT_EQ(member.culture[rest], 0.5);
  EXPECT_EQ(member.amenity[rest], member.parameters.rest_of_world_appeal);
  EXPECT_EQ(member.growth_advantage[rest], member.parameters.rest_of_world_growth);
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

// Every number of a member, year by year and place by place, but its parameters.
std::vector<double> numbers_of(const Member& member) {
  std::vector<double> all;
  const auto add = [&](const std::vector<double>& values) {
    all.insert(all.end(), values.begin(), values.end());
  };
  for (const auto* latent : {&member.ln_endowment, &member.technology, &member.culture,
                             &member.amenity, &member.growth_advantage})
    add(*latent);
  for (const auto* shares : {&member.firm_share, &member.revenue_share})
    for (const auto& year : *shares) add(year);
  add(member.focal_firms), add(member.focal_revenue_usd), add(member.listed_firms);
  return all;
}

TEST(DrawMember, has_a_parameter_as_believed_and_all_other_draws_bit_for_bit) {
  const Study study = uncertain_study();
  const auto row = static_cast<std::size_t>(find_parameter("exit_rate") - parameter_table().data());
  for (std::uint32_t member = 0; member < 20; ++member) {
    const Member drawn = sampled(study, member);
    Member believed = draw_member(study, 2020, Draws(1, member), true, {{"exit_rate", 1.25}});
    EXPECT_EQ(believed.parameters.exit_rate,
              shifted(study.parameters[row].usual, study.parameters[row].prior,
                      parameter_table()[row].range, 1.25));
    EXPECT_NE(believed.parameters.exit_rate, drawn.parameters.exit_rate);
    EXPECT_EQ(numbers_of(believed), numbers_of(drawn));
    believed.parameters.exit_rate = drawn.parameters.exit_rate;
    EXPECT_EQ(believed.parameters, drawn.parameters);
  }
}

TEST(DrawMember, has_a_number_of_a_city_as_believed_and_all_other_draws_bit_for_bit) {
  const Study study = uncertain_study();
  Member drawn = sampled(study, 3);
  Member believed = draw_member(study, 2020, Draws(1, 3), true, {{"technology:cove", 2.0}});
  EXPECT_EQ(believed.technology[cove], shifted(0.7, {Scale::logit, 0.8}, {0.0, 1.0}, 2.0));
  EXPECT_NE(believed.technology[cove], drawn.technology[cove]);
  believed.technology[cove] = drawn.technology[cove];
  EXPECT_EQ(numbers_of(believed), numbers_of(drawn));
  EXPECT_EQ(believed.parameters, drawn.parameters);
}

TEST(DrawMember, has_the_level_of_a_share_as_believed_and_leaves_those_of_other_cities) {
  const Study study = uncertain_study();
  const Member drawn = sampled(study, 3);
  const Member believed = draw_member(study, 2020, Draws(1, 3), true, {{"firm_share:ford", 0.5}});
  for (std::size_t year = 0; year < 13; ++year) {
    EXPECT_NEAR(believed.firm_share[year][ford], 0.04 * std::exp(0.3 * 0.5), 1e-15);
    for (const PlaceIndex city : {avalon, brook, cove, dale, elm})
      EXPECT_EQ(believed.firm_share[year][city], drawn.firm_share[year][city]);
  }
}

TEST(DrawMember, without_sampling_takes_usual_values_but_those_of_the_belief) {
  const Study study = uncertain_study();
  const Member believed = draw_member(study, 2017, Draws(1, 0), false, {{"technology:cove", -1.0}});
  Member usual = draw_member(study, 2017, Draws(2, 9), false);
  EXPECT_NE(believed.technology[cove], usual.technology[cove]);
  usual.technology[cove] = believed.technology[cove];
  EXPECT_EQ(numbers_of(believed), numbers_of(usual));
}

TEST(DrawMember, lowers_the_taste_for_localisation_of_a_belief_whose_feedbacks_would_not_die_out) {
  Study study = small_study();
  const auto row =
      static_cast<std::size_t>(find_parameter("taste_localisation") - parameter_table().data());
  study.parameters[row] = {0.5, {Scale::log, 0.6}};
  for (const bool sample : {false, true})
    for (const double deviations : {2.0, 4.0}) {
      const Member member = draw_member(study, 2017, Draws(1, 4), sample,
                                        {{"taste_localisation", deviations}, {"taste_resources", 0.0},
                                         {"resource_activity", 0.0}, {"resource_return", 0.0},
                                         {"nest_dissimilarity", 0.0}});
      EXPECT_NEAR(feedback_gain(member.parameters), 0.99, 1e-12);
    }
  const Member stable = draw_member(study, 2017, Draws(1, 4), false, {{"taste_localisation", -1.0}});
  EXPECT_DOUBLE_EQ(stable.parameters.taste_localisation, 0.5 * std::exp(-0.6));
}

Study study_with_shocks(double persistence) {
  Study study = small_study();
  study.count_innovations = {std::vector<double>(6, 0.1), std::vector<double>(6, 0.0), persistence};
  study.count_innovations.last[dale] = 0.08;
  study.count_innovations.last[elm] = -0.5;  // a jump: one standard deviation of it goes on
  return study;
}

TEST(DrawMember, lets_unexplained_shocks_move_shares_only_after_the_last_observed_year) {
  const Member calm = sampled(small_study(), 2), moved = sampled(study_with_shocks(0.3), 2);
  for (std::size_t year = 0; year < 13; ++year)
    for (const PlaceIndex city : {avalon, brook, cove, dale, elm, ford}) {
      EXPECT_EQ(moved.revenue_share[year][city], calm.revenue_share[year][city]);
      if (year < 10)
        EXPECT_EQ(moved.firm_share[year][city], calm.firm_share[year][city]) << year;
      else
        EXPECT_NE(moved.firm_share[year][city], calm.firm_share[year][city]) << year;
    }
}

TEST(DrawMember, goes_on_with_a_part_of_the_last_change_by_hand) {
  const Member calm = draw_member(small_study(), 2020, Draws(1, 0), false);
  const Member moved = draw_member(study_with_shocks(0.5), 2020, Draws(1, 0), false);
  const auto fallen = [&](std::size_t year, PlaceIndex city) {
    return -std::log(moved.firm_share[year][city] / calm.firm_share[year][city]);
  };
  EXPECT_NEAR(fallen(10, dale), 0.04, 1e-12);  // of an LQ that rises the share falls
  EXPECT_NEAR(fallen(11, dale), 0.04 + 0.02, 1e-12);
  EXPECT_NEAR(fallen(12, dale), 0.04 + 0.02 + 0.01, 1e-12);
  EXPECT_NEAR(fallen(10, elm), -0.05, 1e-12);
  EXPECT_NEAR(fallen(12, elm), -0.05 - 0.025 - 0.0125, 1e-12);
  EXPECT_NEAR(fallen(12, ford), 0.0, 1e-12);
}

TEST(DrawMember, draws_shocks_of_the_size_learned_independent_by_year) {
  Study study = small_study();
  study.count_innovations = {std::vector<double>(6, 0.1), std::vector<double>(6, 0.0), 0.0};
  Sample first, second, product;
  for (std::uint32_t member = 0; member < 4000; ++member) {
    const auto share = sampled(study, member).firm_share;
    const double one = std::log(share[10][ford] / share[9][ford]);
    const double two = std::log(share[11][ford] / share[10][ford]);
    first.add(one), second.add(two), product.add(one * two);
  }
  EXPECT_TRUE(agrees(first, 0.0));
  EXPECT_TRUE(agrees(product, 0.0));
  EXPECT_NEAR(std::sqrt(first.variance()), 0.1, 0.008);
  EXPECT_NEAR(std::sqrt(second.variance()), 0.1, 0.008);
}

// Trends of 2 % a year in dale and −5 % in ford, fading by half, and shocks beside them.
Study study_with_trends() {
  Study study = study_with_shocks(0.3);
  for (std::size_t year = 0; year < 10; ++year) {
    study.firm_share[dale].share[year] = 0.1 * std::pow(1.02, static_cast<double>(year));
    study.revenue_share[ford].share[year] = 0.06 * std::pow(0.95, static_cast<double>(year));
  }
  set_parameter(study, "trend_damping", 0.5);
  return study;
}

TEST(ContinueTrends, stops_them_or_never_lets_them_fade_by_hand) {
  const Study study = study_with_trends();
  const Member drawn = sampled(study, 4);
  Member level = drawn, undamped = drawn;
  continue_trends(level, study, Continuation::level);
  continue_trends(undamped, study, Continuation::undamped);
  const double faded[] = {0.5, 0.75, 0.875};
  for (std::size_t year = 10; year < 13; ++year) {
    const double passed = static_cast<double>(year - 9);
    const auto against_drawn = [&](const Member& member) {
      return std::log(member.firm_share[year][dale] / drawn.firm_share[year][dale]);
    };
    EXPECT_NEAR(against_drawn(level), -faded[year - 10] * std::log(1.02), 1e-12);
    EXPECT_NEAR(against_drawn(undamped), (passed - faded[year - 10]) * std::log(1.02), 1e-12);
    EXPECT_NEAR(std::log(undamped.revenue_share[year][ford] / level.revenue_share[year][ford]),
                passed * std::log(0.95), 1e-12);
    EXPECT_EQ(level.firm_share[year][elm], drawn.firm_share[year][elm]);  // has no trend
  }
}

TEST(ContinueTrends, leaves_observed_years_alone_and_shares_that_add_up) {
  const Study study = study_with_trends();
  const Member drawn = sampled(study, 4);
  for (const Continuation how : {Continuation::damped, Continuation::level, Continuation::undamped}) {
    Member member = drawn;
    continue_trends(member, study, how);
    for (std::size_t year = 0; year < 13; ++year) {
      EXPECT_NEAR(sum_of(member.firm_share[year]), 1.0, 1e-14);
      EXPECT_NEAR(sum_of(member.revenue_share[year]), 1.0, 1e-14);
      EXPECT_GT(member.firm_share[year][rest], 0.0);
      if (year < 10) {
        EXPECT_EQ(member.firm_share[year], drawn.firm_share[year]);
        EXPECT_EQ(member.revenue_share[year], drawn.revenue_share[year]);
      }
    }
    EXPECT_EQ(numbers_of(member) == numbers_of(drawn), how == Continuation::damped);
  }
}

TEST(ContinueTrends, of_a_level_background_keeps_the_last_observed_shares_but_for_shocks) {
  Study study = study_with_trends();
  study.count_innovations = {};
  Member member = sampled(study, 4);
  continue_trends(member, study, Continuation::level);
  for (std::size_t year = 10; year < 13; ++year)
    for (PlaceIndex place = avalon; place <= rest; ++place)
      EXPECT_NEAR(member.firm_share[year][place], member.firm_share[9][place], 1e-15);
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
