#include "scenarios/study/lever_factor.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace agglomera::scenarios {
namespace {

// Of a lever of unknown kind, whose numbers can't be known.
std::vector<PlacedFactor> skip_numbers(TomlTable& section) {
  section.skip("strengths");
  for (const models::LeverKind& kind : models::lever_kinds())
    for (const models::LeverParameter& parameter : kind.parameters) section.skip(parameter.name);
  return {};
}

}  // namespace

LeverFrame LeverFactors::lever_frame() const {
  LeverFrame frame{scenario_.frame, scenario_.scenario.study->cities, {}, {}};
  if (scenario_.years_known) {
    frame.first = scenario_.scenario.first;
    frame.last = scenario_.scenario.last;
  }
  return frame;
}

std::vector<PlacedFactor> LeverFactors::read(TomlTable& section) {
  const bool of_scenario = !section.has("cities") && !section.has("clusters") &&
                           !section.has("countries") && !section.has("where") &&
                           !section.has("years");
  Factor strength;
  strength.kind = FactorKind::strength;
  bool varied = false;
  const auto read_strength = [&](const models::LeverParameter& parameter) {
    const ExtentWords words{"strengths", parameter.name, parameter.range, parameter.unit};
    strength.unit = parameter.unit;
    const bool one = !section.has(words.values_key) && section.has(words.range_key) &&
                     !section.is_table(words.range_key) && section.has("where");
    if (one)
      return section.number(parameter.name, Need::required, parameter.range, parameter.unit)
          .value_or(parameter.usual);
    varied = true;
    strength.name = "the strength";
    read_extent(section, words, points_, strength);
    return strength.values.empty() ? strength.range.low : strength.values.front();
  };
  if (of_scenario) return vary_lever_of_scenario(section, strength, read_strength);
  LeverWords words{"lever", read_strength, !section.has("where")};
  models::Lever lever = read_lever(section, lever_frame(), words);
  Factor place;
  if (section.has("where")) place = read_where(section, lever);
  if (lever.kind.empty()) return skip_numbers(section);
  check_against_others(section, lever);
  const std::string name = name_of(lever);
  strength.row = place.row = variation_.levers.size();
  variation_.levers.push_back(lever);
  lines_.push_back(section.at().line);
  std::vector<PlacedFactor> factors;
  if (varied) {
    strength.name = name + "_strength";
    factors.push_back({section.at(), std::move(strength)});
  }
  if (section.has("where")) {
    place.name = name + "_where";
    factors.push_back({section.at("where"), std::move(place)});
  }
  return factors;
}

// Of the only lever of its kind that the scenario has.
std::vector<PlacedFactor> LeverFactors::vary_lever_of_scenario(TomlTable& section, Factor& strength,
                                                               const ReadStrength& read) {
  std::vector<std::string> names;
  for (const auto& kind : models::lever_kinds()) names.emplace_back(kind.name);
  const auto which = section.one_of("lever");
  if (!which) return skip_numbers(section);
  read(models::lever_kinds()[*which].parameters.front());
  const std::vector<models::Lever>& levers = scenario_.scenario.levers;
  const auto same = [&](const models::Lever& lever) { return lever.kind == names[*which]; };
  const auto count = std::count_if(levers.begin(), levers.end(), same);
  if (count != 1) {
    section.complain(
        section.at("lever"),
        count == 0 ? fmt::format("the scenario has no lever of kind {} (and the factor "
                                 "names no cities and years)",
                                 names[*which])
                   : fmt::format("the scenario has {} levers of kind {} (which is meant?)", count,
                                 names[*which]),
        count == 0 ? "name cities, clusters or countries, and years"
                   : "leave them out of the scenario and name their cities and years here");
    return {};
  }
  strength.row =
      static_cast<std::size_t>(std::find_if(levers.begin(), levers.end(), same) - levers.begin());
  strength.name = names[*which] + "_strength";
  return {{section.at("lever"), std::move(strength)}};
}

// "radiation", and "radiation_2" of a second lever of the kind.
std::string LeverFactors::name_of(const models::Lever& lever) const {
  const auto earlier =
      std::count_if(variation_.levers.begin(), variation_.levers.end(),
                    [&](const models::Lever& other) { return other.kind == lever.kind; });
  return earlier == 0 ? lever.kind : fmt::format("{}_{}", lever.kind, earlier + 1);
}

// The places in turn; the lever has all of them until one is chosen.
Factor LeverFactors::read_where(TomlTable& section, models::Lever& lever) {
  Factor place;
  place.kind = FactorKind::place;
  std::set<sim::PlaceIndex> anywhere;
  for (const auto key : {"cities", "clusters", "countries"})
    if (section.has(key)) {
      section.complain(section.at(key), fmt::format("\"{}\" stands beside \"where\"", key),
                       "leave one of them out");
      section.words(key);
    }
  const auto lists = section.lists("where", Need::required);
  if (section.is_empty_array("where"))
    section.complain(section.at("where"), "\"where\" is empty (an empty design)",
                     "name clusters and cities: where = [[\"…\"], [\"…\"]]");
  for (const std::vector<Word>& list : lists) {
    std::set<sim::PlaceIndex> places;
    std::vector<std::string> names;
    for (const Word& word : list) {
      names.push_back(word.text);
      for (const sim::PlaceIndex city : cluster_or_city(word, section, lever_frame())) places.insert(city);
    }
    if (list.empty())
      section.complain(section.at("where"),
                       "\"where\" holds an empty list (a lever without targets)");
    const std::string said = fmt::format("{}", fmt::join(names, " + "));
    if (std::find(place.words.begin(), place.words.end(), said) != place.words.end())
      section.complain(list.front().at, fmt::format("{} stands twice", in_quotes(said)),
                       "leave one out");
    place.values.push_back(static_cast<double>(place.words.size()));
    place.words.push_back(said);
    place.places.emplace_back(places.begin(), places.end());
    anywhere.insert(places.begin(), places.end());
    lever.targets = place.places.back();
    if (!list.empty())
      check_links(section, list.front().at, lever, scenario_.scenario.study->cities);
  }
  lever.targets.assign(anywhere.begin(), anywhere.end());
  return place;
}

void LeverFactors::check_against_others(TomlTable& section, const models::Lever& lever) {
  const auto& cities = scenario_.scenario.study->cities;
  const std::span<const models::Lever> all = variation_.levers;
  const std::size_t of_scenario = scenario_.scenario.levers.size();
  for (const models::Lever& other : all.first(of_scenario))
    if (const auto clash = clash_of(lever, other))
      section.complain(section.at("lever"),
                       fmt::format("{} acts twice on {} in {} (also by a lever of the scenario)",
                                   in_quotes(lever.kind), cities[clash->city].id, clash->year),
                       "leave out its cities and years to vary the scenario's own");
  check_conflicts(section, lever, all.subspan(of_scenario), lines_, cities);
}

}  // namespace agglomera::scenarios
