#include <gtest/gtest.h>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

const Lever on_dale{"deregulation", {dale}, 2009, 2017, 1, {0.8}};

TEST(Deregulation, adds_to_the_utility_of_founders_in_its_targets) {
  const Terms terms = terms_of({&on_dale, 1}, 2010, 7);
  EXPECT_DOUBLE_EQ(terms.entry_utility[dale], 0.8);
  EXPECT_EQ(terms.entry_utility[elm], 0.0);
  const std::vector<Lever> twice = {on_dale, on_dale};
  EXPECT_DOUBLE_EQ(terms_of(twice, 2010, 7).entry_utility[dale], 1.6);
}

TEST(Deregulation, draws_founders_and_leaves_movers_alone) {
  const Study study = small_study();
  const Start start(study);
  const Market plain = open_market(start.model, start.world, {}, 2009, start.draws);
  const Market under = open_market(start.model, start.world, {&on_dale, 1}, 2009, start.draws);
  EXPECT_EQ(under.choice.probabilities(), plain.choice.probabilities());
  EXPECT_GT(under.entry_choice.probabilities()[dale],
            1.2 * plain.entry_choice.probabilities()[dale]);
  EXPECT_EQ(under.exit_multiple, plain.exit_multiple);
}

}  // namespace
}  // namespace agglomera::tests
