// Words that name places of a study: a city by its id, the cities of a cluster or a country. A word that
// names none is complained of with the nearest that does, once the cities are surely known.
#pragma once

#include <optional>
#include <vector>

#include "scenarios/study/frame.hpp"
#include "scenarios/study/toml_file.hpp"

namespace agglomera::scenarios {

// What levers are read against: the study's places, and the years of the run where they are known.
struct LeverFrame {
  const Frame& places;
  const std::vector<sim::City>& cities;
  std::optional<sim::Year> first;
  std::optional<sim::Year> last;
};

enum class PlaceKind { city, cluster, country };

// Empty after a complaint.
std::vector<sim::PlaceIndex> places_named(const Word& word, PlaceKind kind, TomlTable& section,
                                          const LeverFrame& frame);

// A cluster of that name, else a city.
std::vector<sim::PlaceIndex> cluster_or_city(const Word& word, TomlTable& section,
                                             const LeverFrame& frame);

}  // namespace agglomera::scenarios
