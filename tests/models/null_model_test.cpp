// The null model (Ellison and Glaeser's dartboard): without a cause no city specialises. Many members,
// nine years, everything that happens to firms switched on.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/small_world.hpp"
#include "tests/sim/four_standard_errors.hpp"

namespace agglomera::tests {
namespace {

struct Shares {
  std::vector<Sample> of_firms = std::vector<Sample>(7);  // n_c/n
  std::vector<Sample> lq_count = std::vector<Sample>(7);
  std::vector<Sample> lq_revenue = std::vector<Sample>(7);
};

// `usual_nests` gives a place the utility that turns our I_k into the usual λ ln Σ b_c·e^(V_c/λ): the
// naive equation, (λ − 1)·ln B_k more for every city of a nest.
void take_usual_nests(Model& model) {
  model.mechanisms.amenity = true;
  model.member.growth_advantage.assign(7, 0.0);
  for (const auto& nest : model.nests.nests) {
    double mass = 0.0;
    for (const PlaceIndex place : nest) mass += model.member.firm_share[0][place];
    for (const PlaceIndex place : nest)
      model.member.amenity[place] = (model.parameters().nest_dissimilarity - 1.0) * std::log(mass);
  }
}

Shares after_nine_years(const Study& study, const Mechanisms& mechanisms, std::uint32_t members,
                        bool usual_nests = false) {
  Shares shares;
  for (std::uint32_t member = 0; member < members; ++member) {
    Start start(study, {.mechanisms = mechanisms, .draws = Draws(21, member), .sample = true});
    if (usual_nests) take_usual_nests(start.model);
    start.run_until(2017);
    const auto count = lq_count(start.model, start.world),
               revenue = lq_revenue(start.model, start.world);
    const auto& firms = start.world.census.focal_firms;
    const auto all = static_cast<double>(start.world.census.total_focal_firms());
    for (std::size_t place = 0; place < 7; ++place) {
      shares.of_firms[place].add(static_cast<double>(firms[place]) / all);
      shares.lq_count[place].add(count[place]);
      shares.lq_revenue[place].add(revenue[place]);
    }
  }
  return shares;
}

const std::vector<double> unlike_revenue = {0.35, 0.04, 0.08,
                                            0.08, 0.12, 0.02};  // r ≠ b; rest 0.31

TEST(NullModel, keeps_expected_shares_at_the_base_measure_for_nine_years) {
  const Study study = small_study(2000.0);
  const Shares shares = after_nine_years(study, null_model(), 600);
  const Model model = model_of(study);
  for (std::size_t place = 0; place < 7; ++place) {
    EXPECT_TRUE(agrees(shares.of_firms[place], model.member.firm_share[0][place])) << place;
    EXPECT_TRUE(agrees(shares.lq_count[place], 1.0)) << place;
    EXPECT_TRUE(agrees(shares.lq_revenue[place], 1.0)) << place;
  }
}

TEST(NullModel, keeps_counts_and_without_acquisitions_revenues_where_sizes_differ_by_place) {
  Study study = small_study(2000.0);
  set_shares(study, study.revenue_share, unlike_revenue);
  Mechanisms mechanisms = null_model();
  mechanisms.acquisition = false;
  const Shares shares = after_nine_years(study, mechanisms, 600);
  for (std::size_t place = 0; place < 7; ++place) {
    EXPECT_TRUE(agrees(shares.lq_count[place], 1.0)) << place;
    EXPECT_TRUE(agrees(shares.lq_revenue[place], 1.0)) << place;
  }
}

TEST(NullModel, is_lost_with_the_usual_equation_of_nests) {
  const Study study = small_study(2000.0);
  const Shares shares = after_nine_years(study, null_model(), 600, true);
  for (const PlaceIndex place : {cove, rest}) {
    EXPECT_FALSE(agrees(shares.of_firms[place], place == cove ? 0.10 : 0.38)) << place;
    EXPECT_FALSE(agrees(shares.lq_count[place], 1.0)) << place;
  }
}

}  // namespace
}  // namespace agglomera::tests
