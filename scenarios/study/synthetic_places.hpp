// Where the cities of a made-up world lie, what they are called, and which of them make clusters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "models/study.hpp"
#include "sim/draws.hpp"

namespace agglomera::scenarios {

// The draws of a made-up world, keyed by the name of the thing and of its property.
class MadeUpLuck {
 public:
  explicit MadeUpLuck(std::uint64_t seed) : draws_(seed, 0) {}

  double normal(std::string_view thing, std::string_view property) const {
    return of(thing, property, 0).normal();
  }
  // In (0, 1); other attempts are other draws.
  double uniform(std::string_view thing, std::string_view property,
                 std::uint32_t attempt = 0) const {
    return of(thing, property, attempt).uniform();
  }

 private:
  sim::Draw of(std::string_view thing, std::string_view property, std::uint32_t attempt) const {
    return draws_.named(sim::name_key(std::string(property) + ":" + std::string(thing)), 0,
                        sim::Purpose::made_up_world, attempt);
  }
  sim::Draws draws_;
};

// "city-00001" is the largest: the order of the ids is that of the sizes.
std::string city_id(std::size_t rank);
std::string sector_id(std::size_t rank);

// With six digits, as files show it.
double rounded(double value);

// Adds cities, regimes, governance scores and clusters for the sizes that the study has.
void place_cities(models::Study& study, const MadeUpLuck& luck);

}  // namespace agglomera::scenarios
