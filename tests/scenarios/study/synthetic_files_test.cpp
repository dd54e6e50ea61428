#include "scenarios/study/synthetic_files.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "scenarios/study/scenario_file.hpp"
#include "tests/scenarios/study/equal_studies.hpp"

namespace agglomera::scenarios {
namespace {

// In the order that reading gives them: what a study names follows it.
Scenario read_again(const std::vector<InputFile>& files) {
  Source kept(files);
  return read_scenario(kept, "baseline.toml");
}

TEST(SyntheticFiles, read_again_give_the_same_study) {
  for (const SyntheticWorld& world : {SyntheticWorld{1000, 1, 1, 1}, SyntheticWorld{1000, 3, 2, 5},
                                      SyntheticWorld{330'000'000, 300, 20, 7, 1990, 3}}) {
    const models::Study study = synthetic_study(world);
    const Scenario scenario = read_again(synthetic_files(world, study));
    EXPECT_EQ(written_out(*scenario.study), written_out(study));
    EXPECT_EQ(scenario.members, 1);
    EXPECT_EQ(scenario.seed, world.seed);
  }
}

TEST(SyntheticFiles, of_a_thousand_cities_and_twenty_sectors_are_small_and_soon_read) {
  const SyntheticWorld world{330'000'000, 1000, 20, 1};
  const std::vector<InputFile> files = synthetic_files(world, synthetic_study(world));
  std::size_t bytes = 0;
  for (const InputFile& file : files) bytes += file.text.size();
  EXPECT_LT(bytes, 5'000'000u);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(read_again(files).study->sectors.size(), 20u);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  std::printf("%zu bytes, read in %.3f s\n", bytes, taken.count());  // of no consequence here
}

}  // namespace
}  // namespace agglomera::scenarios
