#include "scenarios/experiments/hub_links.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/world.hpp"
#include "tests/scenarios/experiments/observed_world.hpp"

namespace agglomera::scenarios {
namespace {

using tests::avalon, tests::brook, tests::cove, tests::dale;

// Avalon is linked to three cities 100, 200 and 2000 km away; no discount inside clusters.
models::Study star() {
  models::Study study = observed_world();
  study.hubs = {avalon};
  study.links = {{avalon, cove, "", 100.0}, {avalon, dale, "", 200.0}, {avalon, brook, "", 2000.0}};
  study.kernel = models::Kernel::exponential;
  tests::set_parameter(study, "cluster_discount", 0.0);
  return study;
}

models::Member member(double half_life_km) {
  models::Member one;
  one.parameters = models::usual_parameters(models::usual_settings());
  one.parameters.cluster_discount = 0.0;
  one.parameters.half_life_km = half_life_km;
  one.firm_share = {std::vector<double>(7, 1.0 / 7.0)};
  return one;
}

TEST(HubLinks, share_out_what_a_hub_radiates_by_the_kernel) {
  const std::vector<HubLink> links = hub_links(star(), std::vector{member(100.0)});
  ASSERT_EQ(links.size(), 2u);  // 2^-20 of brook's is below the least share
  EXPECT_EQ(links[0].to, cove);
  EXPECT_EQ(links[1].to, dale);
  EXPECT_EQ(links[0].from, avalon);
  EXPECT_NEAR(links[0].share, 2.0 / 3.0, 1e-6);  // 1/2 to 1/4
  EXPECT_NEAR(links[1].share, 1.0 / 3.0, 1e-6);
  EXPECT_EQ(links[0].distance_km, 100.0);
  EXPECT_EQ(links[1].distance_km, 200.0);
}

TEST(HubLinks, are_means_over_the_members_that_did_not_fail) {
  const std::vector<HubLink> links =
      hub_links(star(), std::vector{member(100.0), models::Member{}, member(50.0)});
  ASSERT_EQ(links.size(), 2u);
  EXPECT_NEAR(links[0].share, (2.0 / 3.0 + 4.0 / 5.0) / 2.0, 1e-6);  // 1/4 to 1/16 in the other
}

// Avalon and brook are one cluster: the model counts half of the way, readers see all of it.
TEST(HubLinks, are_as_long_as_they_are_whatever_the_model_discounts) {
  models::Study study = star();
  study.links = {{avalon, brook, "", 200.0}, {avalon, cove, "", 100.0}};
  tests::set_parameter(study, "cluster_discount", 0.5);
  models::Member one = member(100.0);
  one.parameters.cluster_discount = 0.5;
  const std::vector<HubLink> links = hub_links(study, std::vector{one});
  ASSERT_EQ(links.size(), 2u);
  for (const HubLink& link : links) {
    EXPECT_NEAR(link.share, 0.5, 1e-9);
    EXPECT_EQ(link.distance_km, link.to == brook ? 200.0 : 100.0);
  }
}

TEST(HubLinks, begin_at_hubs_and_tell_the_largest_share_first) {
  models::Study study = observed_world();
  study.hubs = {avalon, dale};
  const std::vector<HubLink> links = hub_links(study, std::vector{member(300.0)});
  ASSERT_GT(links.size(), 2u);
  for (std::size_t i = 0; i < links.size(); ++i) {
    EXPECT_TRUE(links[i].from == avalon || links[i].from == dale);
    EXPECT_GE(links[i].share, least_share_shown);
    if (i == 0) continue;
    EXPECT_LE(links[i - 1].from, links[i].from);
    if (links[i - 1].from == links[i].from) {
      EXPECT_GE(links[i - 1].share, links[i].share);
    }
  }
}

TEST(HubLinks, are_no_group_where_there_is_no_hub_or_nothing_runs_along_them) {
  models::Study study = star();
  Ensemble ensemble;
  ensemble.drawn = {member(100.0)};
  Scenario scenario = scenario_of(study);
  EXPECT_FALSE(links_group(scenario, ensemble).variables.empty());
  scenario.mechanisms.radiation = false;
  EXPECT_FALSE(links_group(scenario, ensemble).variables.empty());
  scenario.mechanisms.siphoning = false;
  EXPECT_TRUE(links_group(scenario, ensemble).variables.empty());
  study.hubs.clear();
  EXPECT_TRUE(links_group(scenario_of(study), ensemble).variables.empty());
}

}  // namespace
}  // namespace agglomera::scenarios
