// How far the account of a policy reaches: the cities it treats, these and the others of their
// clusters, the world.
#pragma once

#include <array>
#include <vector>

#include "scenarios/study/scenario.hpp"

namespace agglomera::scenarios {

enum class Region { treated, clusters, world };
inline constexpr std::size_t region_count = 3;
inline constexpr std::array<const char*, region_count> region_names = {"treated", "clusters", "world"};

// The places of each region, ascending. An independent city is a cluster by itself.
struct Reach {
  std::array<std::vector<std::size_t>, region_count> places;

  const std::vector<std::size_t>& of(Region region) const {
    return places[static_cast<std::size_t>(region)];
  }
  bool treats(std::size_t place) const;
  std::vector<std::size_t> untreated() const;
};

Reach reach_of(const Scenario& policy);

}  // namespace agglomera::scenarios
