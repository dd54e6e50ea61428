#include "models/entry.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/small_world.hpp"
#include "tests/sim/four_standard_errors.hpp"

namespace agglomera::tests {
namespace {

struct Case {
  Study study = small_study(20000.0);
  Start start{study};
  Market market = open_market(start.model, start.world, {}, 2009, start.draws);

  std::vector<std::int64_t> founded(const Entry& entry, std::uint32_t founders = 100000) const {
    std::vector<std::int64_t> counts(7, 0);
    for (std::uint32_t i = 0; i < founders; ++i)
      ++counts[entry(i, start.model.nests, market, start.draws).place];
    return counts;
  }
};

TEST(Entry, of_spin_offs_follows_the_firms_and_of_others_the_choice) {
  const Case one;
  std::vector<double> of_firms;
  for (const auto firms : one.start.world.census.focal_firms)
    of_firms.push_back(static_cast<double>(firms) / 20000.0);
  const std::vector<double> of_choice = one.market.entry_choice.probabilities();
  EXPECT_TRUE(agree(one.founded({1.0, 0.15, 1.2}), of_firms));
  EXPECT_TRUE(agree(one.founded({0.0, 0.15, 1.2}), of_choice));
  std::vector<double> mixed;
  for (std::size_t i = 0; i < 7; ++i) mixed.push_back(0.3 * of_firms[i] + 0.7 * of_choice[i]);
  EXPECT_TRUE(agree(one.founded({0.3, 0.15, 1.2}), mixed));
  EXPECT_FALSE(agree(one.founded({0.3, 0.15, 1.2}), of_choice));
}

TEST(Entry, has_sizes_of_the_declared_mean_and_spread_at_the_scale_of_the_place) {
  Case one;
  one.market.usual_log_revenue[rest] += 1.0;
  Sample relative, logarithm;
  const Entry entry{0.0, 0.15, 0.8};
  for (std::uint32_t i = 0; i < 100000; ++i) {
    const Entrant entrant = entry(i, one.start.model.nests, one.market, one.start.draws);
    const double size = entrant.log_revenue.log_usd() - one.market.usual_log_revenue[entrant.place];
    relative.add(std::exp(size));
    logarithm.add(size);
  }
  EXPECT_TRUE(agrees(relative, 0.15));
  EXPECT_NEAR(std::sqrt(logarithm.variance()), 0.8, 0.01);
}

TEST(Entry, names_founders_by_the_year_and_their_number) {
  const Case one;
  const Entrant entrant =
      Entry{0.3, 0.15, 1.2}(17, one.start.model.nests, one.market, one.start.draws);
  EXPECT_EQ(entrant.firm, (FirmId{17, 2009}));
  EXPECT_EQ(entrant.sector, sim::Sector::focal);
}

TEST(Entry, of_spin_offs_in_an_empty_world_falls_back_on_the_choice) {
  Case one;
  one.market.firms_by_place.assign(7, 0.0);
  EXPECT_TRUE(agree(one.founded({1.0, 0.15, 1.2}, 20000), one.market.entry_choice.probabilities()));
}

}  // namespace
}  // namespace agglomera::tests
