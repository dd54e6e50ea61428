#include "scenarios/study/place_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace agglomera::scenarios {
namespace {

std::vector<sim::PlaceIndex> city_named(const Word& word, TomlTable& section, const Frame& places) {
  if (const auto index = places.find(word.text)) return {*index};
  if (places.cities_known)
    section.complain(word.at, unknown_city(word.text, places), suggestion_for(word.text, places.ids));
  return {};
}

}  // namespace

std::vector<sim::PlaceIndex> places_named(const Word& word, PlaceKind kind, TomlTable& section,
                                          const LeverFrame& frame) {
  if (kind == PlaceKind::city) return city_named(word, section, frame.places);
  if (word.text == sim::independent_cluster) {
    section.complain(word.at, "\"independent\" is no cluster (its cities are in none)",
                     "name the cities");
    return {};
  }
  const bool cluster = kind == PlaceKind::cluster;
  std::vector<sim::PlaceIndex> members;
  std::set<std::string> names;
  for (std::size_t i = 0; i < frame.cities.size(); ++i) {
    const std::string& group = cluster ? frame.cities[i].cluster : frame.cities[i].country;
    if (group != sim::independent_cluster) names.insert(group);
    if (group == word.text) members.push_back(static_cast<sim::PlaceIndex>(i));
  }
  if (members.empty() && frame.places.cities_known) {
    const std::vector<std::string> known(names.begin(), names.end());
    section.complain(word.at,
                     fmt::format("unknown {} {} (no city of {} is in it)",
                                 cluster ? "cluster" : "country", in_quotes(word.text),
                                 frame.places.cities_file),
                     // The nearest of two-letter codes would be any.
                     cluster ? suggestion_for(word.text, known) : known_names(known));
  }
  return members;
}

std::vector<sim::PlaceIndex> cluster_or_city(const Word& word, TomlTable& section,
                                             const LeverFrame& frame) {
  const bool cluster =
      word.text == sim::independent_cluster ||
      std::any_of(frame.cities.begin(), frame.cities.end(),
                  [&](const sim::City& city) { return city.cluster == word.text; });
  if (cluster || frame.places.find(word.text))
    return places_named(word, cluster ? PlaceKind::cluster : PlaceKind::city, section, frame);
  if (!frame.places.cities_known) return {};
  std::vector<std::string> known = frame.places.ids;
  for (const sim::City& city : frame.cities)
    if (city.cluster != sim::independent_cluster) known.push_back(city.cluster);
  section.complain(word.at,
                   fmt::format("unknown cluster or city {} (not in {})", in_quotes(word.text),
                               frame.places.cities_file),
                   suggestion_for(word.text, known));
  return {};
}

}  // namespace agglomera::scenarios
