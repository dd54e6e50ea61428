#include "output/measures/coupling_bands.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace agglomera::output {
namespace {

TEST(CouplingBands, name_the_degree) {
  EXPECT_EQ(coupling_band(0.05)->english, "extreme imbalance");
  EXPECT_EQ(coupling_band(0.55)->chinese, "勉强协调");
  EXPECT_EQ(coupling_band(0.95)->english, "quality coordination");
}

TEST(CouplingBands, hold_their_lower_bound_and_the_last_one_both) {
  for (const CouplingBand& band : coupling_bands) EXPECT_EQ(coupling_band(band.from), &band);
  EXPECT_EQ(coupling_band(1.0), &coupling_bands.back());
}

TEST(CouplingBands, follow_one_another_without_a_gap) {
  for (std::size_t band = 1; band < coupling_bands.size(); ++band)
    EXPECT_EQ(coupling_bands[band].from, coupling_bands[band - 1].to);
}

TEST(CouplingBands, have_no_name_for_what_is_no_degree) {
  EXPECT_EQ(coupling_band(-0.01), nullptr);
  EXPECT_EQ(coupling_band(1.01), nullptr);
  EXPECT_EQ(coupling_band(std::numeric_limits<double>::quiet_NaN()), nullptr);
}

}  // namespace
}  // namespace agglomera::output
