#include "models/belief.hpp"

#include <gtest/gtest.h>

namespace agglomera::tests {
namespace {

using models::Belief;
using models::Posterior;

TEST(PosteriorOfMembers, gives_its_draws_in_turn_and_begins_again) {
  const Posterior posterior{{"exit_rate", "amenity:cove"}, {{0.5, -1.0}, {1.5, 2.0}, {0.0, 0.25}}};
  EXPECT_EQ(posterior.belief(0), (Belief{{"exit_rate", 0.5}, {"amenity:cove", -1.0}}));
  EXPECT_EQ(posterior.belief(1), (Belief{{"exit_rate", 1.5}, {"amenity:cove", 2.0}}));
  EXPECT_EQ(posterior.belief(2), (Belief{{"exit_rate", 0.0}, {"amenity:cove", 0.25}}));
  for (std::size_t member = 0; member < 3; ++member)
    EXPECT_EQ(posterior.belief(member + 3), posterior.belief(member));
}

TEST(PosteriorOfMembers, without_numbers_believes_nothing) {
  EXPECT_TRUE((Posterior{{}, {{}}}.belief(5).empty()));
}

}  // namespace
}  // namespace agglomera::tests
