#include "scenarios/experiments/sweep_origin.hpp"

#include <gtest/gtest.h>

#include "tests/scenarios/experiments/made_up_sweep.hpp"

namespace agglomera::scenarios {
namespace {

std::string origin(const Sweep& sweep, const Provenance& provenance = made_up_provenance()) {
  return origin_of(sweep.variation, provenance);
}

TEST(SweepOrigin, does_not_depend_on_the_list_of_values_nor_on_the_experiments_own_text) {
  Sweep other = made_up_sweep({100.0, 200.0, 300.0});
  other.variation.inputs[0].text = "another title";
  EXPECT_EQ(origin(made_up_sweep({200.0})), origin(other));
  EXPECT_EQ(change_of(origin(made_up_sweep({200.0})), origin(other)).words, "");
}

TEST(SweepOrigin, names_the_key_that_has_changed) {
  const Sweep sweep = made_up_sweep({200.0});
  const auto said = [&](auto change) {
    Sweep changed = sweep;
    change(changed.variation);
    return change_of(origin(sweep), origin(changed)).words;
  };
  EXPECT_EQ(said([](Variation& v) { v.scenario.members = 3; }), "\"replicates\" was 2 and is 3");
  EXPECT_EQ(said([](Variation& v) { v.scenario.seed = 6; }), "\"seed\" was 5 and is 6");
  EXPECT_EQ(said([](Variation& v) { v.drawn = true; }), "\"others\" was usual and is drawn");
  EXPECT_EQ(said([](Variation& v) { v.outputs.effect = true; }),
            "\"outputs.effect\" was false and is true");
  EXPECT_EQ(said([](Variation& v) { v.outputs.year = 2015; }),
            "\"outputs.year\" was 2017 and is 2015");
  EXPECT_EQ(said([](Variation& v) { v.inputs[1].text = "other"; }),
            "the text of run.toml has changed");
  EXPECT_EQ(said([](Variation& v) { v.inputs.push_back({"posterior", "new"}); }),
            "\"text of posterior\" is new");
  EXPECT_EQ(said([](Variation& v) { v.factors.pop_back(); }),
            "\"factors\" was half_life_km, mechanism_radiation and is half_life_km");
}

TEST(SweepOrigin, tells_another_version_of_the_program_from_another_experiment) {
  Provenance newer = made_up_provenance();
  newer.revision = "def";
  const Sweep sweep = made_up_sweep({200.0});
  const OriginChange change = change_of(origin(sweep), origin(sweep, newer));
  EXPECT_TRUE(change.version);
  EXPECT_EQ(change.words, "\"revision of the program\" was abc and is def");
}

TEST(SweepOrigin, knows_a_number_by_its_bits_and_a_word_by_itself) {
  const Sweep sweep = made_up_sweep({200.0});
  const Factor& number = sweep.variation.factors[0];
  EXPECT_NE(key_of(number, 200.0), key_of(number, std::nextafter(200.0, 201.0)));
  EXPECT_EQ(key_of(number, 0.0), key_of(number, -0.0));
  Factor words = sweep.variation.factors[1], reordered = words;
  reordered.words = {"on", "off"};
  EXPECT_EQ(key_of(words, 0.0), key_of(reordered, 1.0));
  EXPECT_NE(key_of(words, 0.0), key_of(words, 1.0));
}

}  // namespace
}  // namespace agglomera::scenarios
