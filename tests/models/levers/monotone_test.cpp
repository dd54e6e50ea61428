// The stronger a lever, the more it does, on average over luck, where it should: a lever on a city for
// that city, one on a hub that shares for the hub's neighbours.
#include <gtest/gtest.h>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

constexpr std::uint32_t replicates = 24;

struct Case {
  const char* kind;
  std::vector<PlaceIndex> targets;
  std::vector<double> values;  // at full strength
  PlaceIndex gains;
  bool revenue;
};

// Mean over replicates in the last year, the lever at a share of its strength.
double outcome(const Study& study, const Case& of, double share) {
  Lever lever{of.kind, of.targets, 2009, 2017, 1, of.values};
  lever.values[0] *= share;
  double sum = 0.0;
  for (std::uint32_t replicate = 0; replicate < replicates; ++replicate) {
    Start start(study, {.draws = Draws(5, replicate)});
    start.run_until(2017, {&lever, 1});
    sum += static_cast<double>(of.revenue ? start.world.census.focal_revenue_usd[of.gains]
                                          : start.world.census.focal_firms[of.gains]);
  }
  return sum / replicates;
}

class Monotone : public testing::TestWithParam<Case> {};

TEST_P(Monotone, grows_with_the_strength_on_average) {
  const Study study = small_study(3000.0);
  const double none = outcome(study, GetParam(), 0.0), half = outcome(study, GetParam(), 0.5),
               full = outcome(study, GetParam(), 1.0);
  EXPECT_LT(none, half);
  EXPECT_LT(half, full);
}

INSTANTIATE_TEST_SUITE_P(
    Levers, Monotone,
    testing::Values(Case{"talent", {dale}, {0.2, 2.5}, dale, false},
                    Case{"research", {dale}, {0.3}, dale, false},  // τ 0.4 rises towards κ 0.6
                    Case{"culture_plus", {avalon}, {0.6}, avalon, false},
                    Case{"deregulation", {dale}, {0.6}, dale, false},
                    Case{"chain_integration", {dale}, {0.2, 2.0}, dale, false},
                    Case{"ip_protection", {dale}, {1.0}, dale, false},
                    Case{"copyright_platform", {dale}, {1.0, 0.1, 0.5}, dale, true},
                    Case{"smart_media", {dale}, {0.1}, dale, true},
                    Case{"national_strategy", {dale, elm}, {0.4}, dale, false},
                    Case{"radiation", {avalon}, {3.0, 1.0}, brook, false},
                    Case{"coordination", {avalon, dale}, {1.0, 0.0}, brook, false},
                    Case{"east_west", {avalon, elm}, {0.8}, elm, false}),
    [](const auto& of) { return std::string(of.param.kind); });

}  // namespace
}  // namespace agglomera::tests
