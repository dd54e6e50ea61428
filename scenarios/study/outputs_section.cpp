#include "scenarios/study/outputs_section.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "scenarios/study/place_words.hpp"

namespace agglomera::scenarios {
namespace {

constexpr const char* all_clusters = "all";

struct NamedPlaces {
  std::string name;
  std::vector<sim::PlaceIndex> places;
  bool world = false;
};

class OutputsReader {
 public:
  OutputsReader(TomlTable& section, const ScenarioFile& scenario)
      : section_(section), scenario_(scenario), frame_{scenario.frame, study().cities, {}, {}} {}

  Outputs read() {
    Outputs outputs;
    outputs.effect = section_.truth("effect").value_or(false);
    outputs.year = read_year();
    const std::vector<std::string> measures = read_measures(outputs.effect);
    read_places();
    for (const NamedPlaces& place : places_)
      for (const std::string& measure : measures)
        if (place.world || !is_world_measure(measure))
          outputs.all.push_back({measure, place.name, place.places});
    section_.finish();
    return outputs;
  }

 private:
  const models::Study& study() const { return *scenario_.scenario.study; }

  sim::Year read_year() {
    const Scenario& scenario = scenario_.scenario;
    if (!scenario_.years_known) {
      section_.skip("year");
      return scenario.last;
    }
    return static_cast<sim::Year>(section_
                                      .whole("year", Need::optional, scenario.first + 1,
                                             scenario.last, "years of the run after its first")
                                      .value_or(scenario.last));
  }

  std::vector<std::string> read_measures(bool effect) {
    const std::vector<std::string>& known = output_measures();
    std::set<std::string> said;
    for (const Word& word : section_.words("measures")) {
      if (std::find(known.begin(), known.end(), word.text) == known.end())
        section_.complain(word.at,
                          fmt::format("{} is no measure of a point (known: {})",
                                      in_quotes(word.text), fmt::join(known, ", ")),
                          nearest_suggestion(word.text, known));
      else if (!said.insert(word.text).second)
        section_.complain(word.at, fmt::format("\"{}\" stands twice", word.text), "leave one out");
      else if (effect && is_error_measure(word.text))
        section_.complain(word.at,
                          fmt::format("\"{}\" of an effect (levers are held against the run "
                                      "without them, not against observations)",
                                      word.text),
                          "leave it out, or write effect = false");
      else if (is_world_measure(word.text) && !section_.truth("world").value_or(false))
        section_.complain(
            word.at,
            fmt::format("\"{}\" without the world (it is told of all cities together)", word.text),
            "write world = true");
    }
    if (section_.is_empty_array("measures"))
      section_.complain(section_.at("measures"),
                        "\"measures\" is empty (nothing would be measured)",
                        fmt::format("name some of {}", fmt::join(known, ", ")));
    std::vector<std::string> measures = known;
    std::erase_if(measures, [&](const std::string& name) { return !said.contains(name); });
    return measures;
  }

  void read_places() {
    for (const Word& word : section_.words("clusters")) {
      if (word.text == all_clusters)
        for (const std::string& cluster : clusters()) add(word, cluster, cities_of(cluster));
      else
        add(word, word.text, places_named(word, PlaceKind::cluster, section_, frame_));
    }
    for (const Word& word : section_.words("cities"))
      add(word, word.text, places_named(word, PlaceKind::city, section_, frame_));
    if (section_.truth("world").value_or(false)) {
      std::vector<sim::PlaceIndex> cities(study().cities.size());
      std::iota(cities.begin(), cities.end(), sim::PlaceIndex{0});
      places_.push_back({"world", std::move(cities), true});
    }
    if (!any_word_ && places_.empty())
      section_.complain(section_.at(), "no place is named (nothing would be measured)",
                        "write clusters = [\"all\"], cities = […] or world = true");
  }

  // The places that were said, in one order; none after a complaint.
  void add(const Word& word, const std::string& name, std::vector<sim::PlaceIndex> places) {
    any_word_ = true;
    if (places.empty()) return;
    const bool twice = std::any_of(places_.begin(), places_.end(),
                                   [&](const NamedPlaces& other) { return other.name == name; });
    if (twice)
      section_.complain(word.at, fmt::format("\"{}\" stands twice", name), "leave one out");
    else
      places_.push_back({name, std::move(places)});
  }

  std::set<std::string> clusters() const {
    std::set<std::string> names;
    for (const sim::City& city : study().cities)
      if (city.cluster != sim::independent_cluster) names.insert(city.cluster);
    return names;
  }

  std::vector<sim::PlaceIndex> cities_of(const std::string& cluster) const {
    std::vector<sim::PlaceIndex> cities;
    for (std::size_t city = 0; city < study().cities.size(); ++city)
      if (study().cities[city].cluster == cluster)
        cities.push_back(static_cast<sim::PlaceIndex>(city));
    return cities;
  }

  TomlTable& section_;
  const ScenarioFile& scenario_;
  LeverFrame frame_;
  std::vector<NamedPlaces> places_;
  bool any_word_ = false;
};

}  // namespace

const std::vector<std::string>& output_measures() {
  static const std::vector<std::string> names = {
      "lq_count",           "lq_revenue",           "firms", "revenue",
      "log_error_lq_count", "log_error_lq_revenue", "hhi",   "gini"};
  return names;
}

bool is_error_measure(std::string_view measure) { return measure.starts_with("log_error_"); }

bool is_world_measure(std::string_view measure) { return measure == "hhi" || measure == "gini"; }

Outputs read_outputs(TomlTable& root, const ScenarioFile& scenario) {
  auto section = root.table("outputs");
  return section ? OutputsReader(*section, scenario).read() : Outputs{};
}

}  // namespace agglomera::scenarios
