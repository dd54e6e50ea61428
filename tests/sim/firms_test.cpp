#include "sim/firms.hpp"

#include <gtest/gtest.h>

namespace agglomera::sim {
namespace {

LogRevenue of_usd(double usd) { return LogRevenue::of_log_usd(std::log(usd)); }

TEST(LogRevenue, keeps_a_value_to_half_a_step) {
  for (double x = 0.0; x <= 42.0; x += 0.00137)
    ASSERT_LE(std::abs(LogRevenue::of_log_usd(x).log_usd() - x), 0x1p-21) << x;
}

TEST(LogRevenue, stays_between_one_dollar_and_its_ceiling) {
  EXPECT_EQ(LogRevenue::of_log_usd(-5.0).usd(), 1);
  EXPECT_EQ(LogRevenue::of_log_usd(99.0), LogRevenue::of_log_usd(42.0));
  EXPECT_EQ(LogRevenue::of_log_usd(99.0).raw(), 42 << 20);
}

TEST(LogRevenue, gives_whole_dollars_and_keeps_the_order) {
  EXPECT_NEAR(static_cast<double>(of_usd(1e6).usd()), 1e6, 1.0);
  EXPECT_NEAR(static_cast<double>(of_usd(5e11).usd()), 5e11, 5e11 * 5e-7);
  EXPECT_LT(of_usd(1e6), of_usd(1.00001e6));
}

TEST(Firms, a_slot_holds_what_was_put_there_until_it_closes) {
  Firms firms;
  const Slot first = firms.append({1, 2008}, 3, Sector::focal, of_usd(10));
  const Slot second = firms.append({2, 2008}, 4, Sector::background, of_usd(20));
  EXPECT_EQ(firms.slots(), 2u);
  firms.close(first);
  EXPECT_FALSE(firms.alive(first));
  EXPECT_TRUE(firms.alive(second));
  firms.put(first, {1, 2009}, 5, Sector::focal, of_usd(30));
  EXPECT_TRUE(firms.alive(first));
  EXPECT_EQ(firms.id(first), (FirmId{1, 2009}));
  EXPECT_EQ(firms.place[first], 5);
  EXPECT_EQ(firms.sector[second], Sector::background);
  EXPECT_EQ(firms.slots(), 2u);
}

Firms two_firms() {
  Firms firms;
  firms.append({1, 2008}, 3, Sector::focal, of_usd(10));
  firms.append({2, 2008}, 4, Sector::focal, of_usd(20));
  return firms;
}

TEST(StateHash, does_not_depend_on_the_slots) {
  Firms swapped;
  swapped.append({2, 2008}, 4, Sector::focal, of_usd(20));
  swapped.append({9, 2008}, 1, Sector::focal, of_usd(5));
  swapped.append({1, 2008}, 3, Sector::focal, of_usd(10));
  swapped.close(1);
  EXPECT_EQ(state_hash(swapped), state_hash(two_firms()));
}

TEST(StateHash, changes_with_any_field_of_any_firm) {
  const auto changed = [](FirmId id, PlaceIndex place, Sector sector, double usd) {
    Firms firms = two_firms();
    firms.put(1, id, place, sector, of_usd(usd));
    return state_hash(firms);
  };
  const auto hash = state_hash(two_firms());
  EXPECT_EQ(changed({2, 2008}, 4, Sector::focal, 20), hash);
  EXPECT_NE(changed({3, 2008}, 4, Sector::focal, 20), hash);
  EXPECT_NE(changed({2, 2009}, 4, Sector::focal, 20), hash);
  EXPECT_NE(changed({2, 2008}, 5, Sector::focal, 20), hash);
  EXPECT_NE(changed({2, 2008}, 4, Sector::background, 20), hash);
  EXPECT_NE(changed({2, 2008}, 4, Sector::focal, 20.001), hash);
  Firms one_fewer = two_firms();
  one_fewer.close(0);
  EXPECT_NE(state_hash(one_fewer), hash);
}

TEST(StateHash, sees_two_firms_that_swap_their_places) {
  Firms firms = two_firms();
  std::swap(firms.place[0], firms.place[1]);
  EXPECT_NE(state_hash(firms), state_hash(two_firms()));
}

}  // namespace
}  // namespace agglomera::sim
