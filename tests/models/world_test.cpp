#include "models/world.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

TEST(LocationQuotients, compare_shares_by_hand) {
  const std::vector<std::int64_t> counts = {30, 0, 70};
  const auto lq = location_quotients(counts, std::vector<double>{0.15, 0.05, 0.80});
  EXPECT_DOUBLE_EQ(lq[0], 2.0);
  EXPECT_EQ(lq[1], 0.0);
  EXPECT_DOUBLE_EQ(lq[2], 0.875);
}

TEST(LocationQuotients, are_missing_where_there_is_nothing_to_compare_with) {
  const std::vector<std::int64_t> counts = {30, 70}, none = {0, 0};
  EXPECT_TRUE(std::isnan(location_quotients(counts, std::vector<double>{0.0, 1.0})[0]));
  EXPECT_TRUE(std::isnan(location_quotients(none, std::vector<double>{0.5, 0.5})[1]));
}

TEST(MakeModel, computes_distances_anew_only_for_another_discount) {
  Study study = small_study();
  const sim::Distances usual = usual_distances(study);
  Member member = draw_member(study, 2017, Draws(1, 0), false);
  const auto avalon_sends = [](const RadiationWeights& weights) {
    std::vector<double> row;
    for (const Share& share : weights[avalon]) row.push_back(share.weight);
    return row;
  };
  const auto of_model = [&] {
    return avalon_sends(make_model(study, member, {}, Background::shares, usual).radiation);
  };
  const std::vector<double> plain = of_model();
  member.parameters.cluster_discount = 0.8;
  const std::span mass(member.firm_share[0].data(), 6);
  const sim::Distances shorter = sim::least_distances(study.cities, study.links, 0.8);
  EXPECT_NE(of_model(), plain);
  EXPECT_EQ(of_model(), avalon_sends(radiation_weights(shorter, mass, {study.kernel, 350.0, 2.0})));
  // Nothing is computed anew for the usual discount: distances that are no distances stay.
  member.parameters.cluster_discount = usual_parameters(study.parameters).cluster_discount;
  EXPECT_TRUE(make_model(study, member, {}, Background::shares, sim::Distances(6))
                  .radiation[avalon]
                  .empty());
}

TEST(FirmShares, are_given_or_counted_as_the_background_says) {
  const Study study = small_study();
  const Start given(study), counted(study, {.background = Background::agents});
  EXPECT_EQ(firm_shares(given.model, given.world, 2008), given.model.member.firm_share[0]);
  const auto& background = counted.world.census.background_firms;
  EXPECT_DOUBLE_EQ(firm_shares(counted.model, counted.world, 2008)[dale],
                   static_cast<double>(background[dale]) / 4000.0);
}

}  // namespace
}  // namespace agglomera::tests
