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

  // Calls `look` with every founder's number in the row.
  template <typename Look>
  void found(const Entry& entry, Look look, std::uint32_t founders = 100096) const {
    Founders row;
    for (std::uint32_t first = 0; first < founders; first += 256) {
      entry(first, 1, 256, market, start.draws, row);
      for (std::size_t i = 0; i < row.count; ++i) look(row, i);
    }
  }
  std::vector<std::int64_t> founded(const Entry& entry) const {
    std::vector<std::int64_t> counts(7, 0);
    found(entry, [&](const Founders& row, std::size_t i) { ++counts[row.place[i]]; });
    return counts;
  }
  std::vector<double> of_choice() const {
    return choice_probabilities(
        start.model.nests,
        choice_weights(start.model.nests, market.base, market.offers.utility, 0.8), 0.8);
  }
};

TEST(Entry, of_spin_offs_follows_the_firms_and_of_others_the_choice) {
  const Case one;
  std::vector<double> of_firms;
  for (const auto firms : one.start.world.census.focal_firms)
    of_firms.push_back(static_cast<double>(firms) / 20000.0);
  const std::vector<double> of_choice = one.of_choice();
  EXPECT_TRUE(agree(one.founded({1.0, 1.2}), of_firms));
  EXPECT_TRUE(agree(one.founded({0.0, 1.2}), of_choice));
  std::vector<double> mixed;
  for (std::size_t i = 0; i < 7; ++i) mixed.push_back(0.3 * of_firms[i] + 0.7 * of_choice[i]);
  EXPECT_TRUE(agree(one.founded({0.3, 1.2}), mixed));
  EXPECT_FALSE(agree(one.founded({0.3, 1.2}), of_choice));
}

TEST(Entry, has_sizes_of_the_declared_mean_and_spread_at_the_scale_of_the_place) {
  Study study = small_study(20000.0);
  set_parameter(study, "entrant_size", 0.15);
  set_parameter(study, "entrant_size_log_sd", 0.8);
  set_shares(study, study.revenue_share, {0.30, 0.05, 0.10, 0.08, 0.08, 0.02});
  Case one;
  one.start = Start(study);
  one.market = open_market(one.start.model, one.start.world, {}, 2009, one.start.draws);
  Sample relative, logarithm;
  one.found({0.0, 0.8}, [&](const Founders& row, std::size_t i) {
    const double size = row.size[i].log_usd() - one.market.usual_log_revenue[row.place[i]];
    relative.add(std::exp(size));
    logarithm.add(size);
  });
  EXPECT_TRUE(agrees(relative, 0.15));
  EXPECT_NEAR(std::sqrt(logarithm.variance()), 0.8, 0.01);
}

TEST(Entry, names_founders_by_the_year_and_their_number) {
  const Case one;
  Founders row;
  Entry{0.3, 1.2}(17, 16, 3, one.market, one.start.draws, row);
  ASSERT_EQ(row.count, 3u);
  for (std::uint32_t i = 0; i < 3; ++i) {
    EXPECT_EQ(row.number[i], 17 + 16 * i);
    EXPECT_EQ(row.founded[i], 2009);
  }
}

TEST(Entry, of_a_founder_is_the_same_in_any_row) {
  const Case one;
  Founders together, alone;
  Entry{0.3, 1.2}(0, 1, 200, one.market, one.start.draws, together);
  for (std::uint32_t i = 0; i < 200; i += 7) {
    Entry{0.3, 1.2}(i, 5, 1, one.market, one.start.draws, alone);
    EXPECT_EQ(alone.place[0], together.place[i]);
    EXPECT_EQ(alone.size[0], together.size[i]);
  }
}

TEST(Entry, of_spin_offs_in_an_empty_world_falls_back_on_the_choice) {
  Case one;
  const std::vector<double> nobody(7, 0.0);
  one.market.parents = LocationChoice(one.start.model.alone, 1.0, nobody,
                                      *one.market.boards.parents, sim::Purpose::spin_off);
  EXPECT_TRUE(agree(one.founded({1.0, 1.2}), one.of_choice()));
}

}  // namespace
}  // namespace agglomera::tests
