#include "models/utility.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/governance.hpp"
#include "models/tech_culture_coupling.hpp"
#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

struct Case {
  Study study = small_study();
  Start start{study};
  Offers with(const Mechanisms& mechanisms) {
    start.model.mechanisms = mechanisms;
    return offers_of(start.model, start.world, Terms(study.places()), 2009);
  }
};

TEST(Offers, measure_activity_against_the_share_of_the_year_before) {
  Study study = small_study();
  for (std::size_t year = 1; year < study.years(); ++year)
    study.firm_share[dale].share[year] = 0.25;
  const Start start(study);
  const Offers offers = offers_of(start.model, start.world, Terms(7), 2009);
  const double n = static_cast<double>(start.world.census.total_focal_firms());
  const double lq = static_cast<double>(start.world.census.focal_firms[dale]) / n / 0.15;
  EXPECT_NEAR(offers.activity[dale], std::log((lq + 0.2) / 1.2), 1e-12);
}

TEST(Offers, say_nothing_at_an_lq_of_one_and_at_the_mean_of_radiation) {
  Study study = small_study(10000.0);
  set_parameter(study, "unobserved_lq_log_sd", 0.0);
  const Start start(study);
  const Offers offers = offers_of(start.model, start.world, Terms(7), 2009);
  for (const double activity : offers.activity) EXPECT_NEAR(activity, 0.0, 0.003);
  double sum = 0.0;  // S has the mean 1 over cities that all reach and are reached
  for (PlaceIndex city = 0; city < 6; ++city) sum += 2.0 * std::exp(offers.received[city]) - 1.0;
  EXPECT_NEAR(sum / 6.0, 1.0, 1e-12);
  EXPECT_EQ(offers.received[rest], 0.0);
}

TEST(Offers, add_up_to_the_equation_by_hand) {
  Case one;
  const Parameters& p = one.start.model.parameters();
  const Offers offers = one.with({});
  const auto appeal = governance_appeal(one.study, p, 2009);
  for (PlaceIndex place = 0; place < 7; ++place) {
    const double endowment = one.start.model.member.ln_endowment[place];
    EXPECT_NEAR(offers.ln_resources[place],
                endowment + p.resource_activity * offers.activity[place] +
                    p.resource_spread * offers.received[place],
                1e-12);
    const double v = p.taste_resources * offers.ln_resources[place] +
                     p.taste_coupling * offers.coordination[place] +
                     p.taste_localisation * offers.activity[place] +
                     p.taste_spread * offers.received[place] + appeal[place] +
                     one.start.model.member.amenity[place] -
                     p.taste_siphoning * offers.siphoned[place];
    EXPECT_NEAR(offers.utility[place], v, 1e-12) << place;
  }
  const double d = coupling_coordination(coupling_degree(0.4, 0.6), 0.4, 0.6);
  EXPECT_DOUBLE_EQ(offers.coordination[dale], d);
}

TEST(Offers, leave_a_mechanism_that_is_off_at_zero) {
  Case one;
  const Offers none = one.with(null_model());
  for (const double v : none.utility) EXPECT_EQ(v, 0.0);
  const auto only_one = [&](bool Mechanisms::*on) { return one.with(only({on})).utility; };
  const Parameters& p = one.start.model.parameters();
  EXPECT_DOUBLE_EQ(only_one(&Mechanisms::amenity)[avalon], one.start.model.member.amenity[avalon]);
  EXPECT_DOUBLE_EQ(only_one(&Mechanisms::governance)[avalon], p.governance_quality);
  EXPECT_DOUBLE_EQ(only_one(&Mechanisms::localisation)[dale],
                   p.taste_localisation * none.activity[dale]);
}

TEST(Offers, siphon_from_a_city_with_a_better_neighbour_only) {
  Case one;
  one.start.model.member.amenity = {2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0};
  const Offers offers = one.with(only({&Mechanisms::amenity, &Mechanisms::siphoning}));
  EXPECT_EQ(offers.siphoned[avalon], 0.0);
  EXPECT_GT(offers.siphoned[brook], offers.siphoned[cove]);  // brook is near, cove far
  EXPECT_EQ(offers.siphoned[rest], 0.0);
  EXPECT_LT(offers.utility[brook], 0.0);
}

TEST(Offers, do_not_look_at_the_terms_of_another_city) {
  Case one;
  Terms terms(7);
  terms.technology_gap_closed[dale] = 1.0;
  terms.resource_inflow[dale] = 1.0;
  const Offers plain = one.with({});
  const Offers under = offers_of(one.start.model, one.start.world, terms, 2009);
  EXPECT_NE(under.coordination[dale], plain.coordination[dale]);
  for (const PlaceIndex place : {avalon, brook, cove, elm, ford, rest}) {
    EXPECT_EQ(under.coordination[place], plain.coordination[place]) << place;
    EXPECT_EQ(under.ln_resources[place], plain.ln_resources[place]) << place;
  }
}

TEST(AboutMean, weighs_by_the_base_and_takes_the_mean_without_levers) {
  const std::vector<double> plain = {1.0, 3.0}, values = {1.0, 5.0}, base = {0.75, 0.25};
  EXPECT_EQ(about_mean(plain, plain, base), (std::vector<double>{-0.5, 1.5}));
  EXPECT_EQ(about_mean(values, plain, base), (std::vector<double>{-0.5, 3.5}));
}

}  // namespace
}  // namespace agglomera::tests
