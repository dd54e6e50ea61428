// The same bits on any number of threads, and the same as ever: a world of 10^6 firms and twelve
// cities, everything on, against tests/golden/state_hash.txt.
//
// After a change that is meant to change results, renew the golden value by running this test with
// AGGLOMERA_RENEW_GOLDEN=1 and say why in the commit. Built with AddressSanitizer the world has 3·10^4
// firms; each size has its own line in the file.
#include <gtest/gtest.h>
#include <omp.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr const char* size = "small";
constexpr double firms = 3e4;
#else
constexpr const char* size = "large";
constexpr double firms = 1e6;
#endif

// The small world twice, its copy half a world away.
Study twelve_cities() {
  Study study = small_study(firms);
  const Study once = study;
  const auto twice = [](auto& values) {
    const auto copy = values;
    values.insert(values.end(), copy.begin(), copy.end());
  };
  for (sim::City city : once.cities) {
    city.id = "new-" + city.id;
    if (city.cluster != sim::independent_cluster) city.cluster += " new";
    city.longitude_degrees -= 150.0;
    study.cities.push_back(city);
  }
  twice(study.regimes);
  twice(study.governance_score);
  twice(study.firm_share);
  twice(study.revenue_share);
  for (auto* latents : {&study.latents.endowment, &study.latents.technology, &study.latents.culture,
                        &study.latents.amenity, &study.latents.growth_advantage})
    twice(*latents);
  for (auto* observed :
       {&study.observed.lq_count, &study.observed.lq_revenue, &study.observed.revenue_usd})
    twice(*observed);
  for (auto* series : {&study.firm_share, &study.revenue_share})
    for (auto& one : *series)
      for (double& share : one.share) share *= 0.7;
  study.links = sim::usual_links(study.cities, study.hubs);
  set_totals(study, firms, firms / 20.0);
  return study;
}

std::uint64_t hash_on(int threads, const Study& study, Background background) {
  const int before = omp_get_max_threads();
  omp_set_num_threads(threads);
  Start start(study, {.background = background, .draws = Draws(2024, 7), .sample = true});
  const Lever lever{"talent", {cove}, 2009, 2017, 1, {0.1, 5.0}};
  start.run_until(2011, {&lever, 1});
  omp_set_num_threads(before);
  return sim::state_hash(start.world.firms);
}

const std::string golden_path = std::string(AGGLOMERA_SOURCE) + "/tests/golden/state_hash.txt";

std::string golden_of(const std::string& name) {
  std::ifstream file(golden_path);
  std::string key, value;
  while (file >> key >> value)
    if (key == name) return value;
  return "none";
}

void renew(const std::string& name, const std::string& value) {
  std::map<std::string, std::string> lines;
  std::ifstream before(golden_path);
  for (std::string key, old; before >> key >> old;) lines[key] = old;
  before.close();
  lines[name] = value;
  std::ofstream file(golden_path);
  for (const auto& [key, hash] : lines) file << key << ' ' << hash << '\n';
}

TEST(World, has_the_same_bits_on_any_number_of_threads_and_as_recorded) {
  const Study study = twelve_cities();
  const std::uint64_t hash = hash_on(1, study, Background::shares);
  for (const int threads : {2, 7})
    EXPECT_EQ(hash_on(threads, study, Background::shares), hash) << threads;
  if (std::getenv("AGGLOMERA_RENEW_GOLDEN")) renew(size, std::to_string(hash));
  EXPECT_EQ(std::to_string(hash), golden_of(size))
      << "renew with AGGLOMERA_RENEW_GOLDEN=1 if it was meant";
}

TEST(World, with_background_agents_has_the_same_bits_on_any_number_of_threads) {
  Study study = twelve_cities();
  set_totals(study, 20000.0, 40000.0);
  const std::uint64_t hash = hash_on(1, study, Background::agents);
  for (const int threads : {2, 7})
    EXPECT_EQ(hash_on(threads, study, Background::agents), hash) << threads;
}

}  // namespace
}  // namespace agglomera::tests
