#include "scenarios/study/targets_section.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "scenarios/study/toml_file.hpp"
#include "scenarios/study/years_section.hpp"

namespace agglomera::scenarios {
namespace {

// "no city has an observation of lq_count or lq_revenue in 2009 to 2017"
std::string nothing_observed(std::string_view who_has, const Targets& targets) {
  const std::string years = targets.first == targets.last
                                ? fmt::format("{}", targets.first)
                                : fmt::format("{} to {}", targets.first, targets.last);
  return fmt::format("{} observation of {} in {}", who_has, fmt::join(targets.measures, " or "),
                     years);
}

std::string no_city_observed(const Targets& targets) {
  return nothing_observed("no city has an", targets) + " (targets without data)";
}

std::vector<sim::PlaceIndex> with_observations(const Targets& targets, const models::Study& study) {
  std::vector<sim::PlaceIndex> cities;
  for (std::size_t city = 0; city < study.cities.size(); ++city)
    if (observations_of(targets, study, static_cast<sim::PlaceIndex>(city)) > 0)
      cities.push_back(static_cast<sim::PlaceIndex>(city));
  return cities;
}

class TargetsReader {
 public:
  TargetsReader(TomlTable& section, const ScenarioFile& scenario)
      : section_(section), scenario_(scenario), targets_(every_target(scenario)) {}

  Targets read() {
    read_measures();
    read_target_years();
    read_places();
    section_.finish();
    return std::move(targets_);
  }

 private:
  const models::Study& study() const { return *scenario_.scenario.study; }

  void complain_if_empty(std::string_view key, bool empty, std::string_view instead) {
    if (empty && section_.is_array(key))
      section_.complain(section_.at(key),
                        fmt::format("\"{}\" is empty (nothing would be fitted)", key),
                        fmt::format("leave it out for {}", instead));
  }

  void read_measures() {
    const std::vector<Word> words = section_.words("measures");
    complain_if_empty("measures", words.empty(), "both LQs");
    std::set<std::string> said;
    const std::vector<std::string>& known = target_measures();
    for (const Word& word : words)
      if (std::find(known.begin(), known.end(), word.text) == known.end()) {
        sure_ = false;
        section_.complain(word.at,
                          fmt::format("{} is no measure that can be fitted (known: {})",
                                      in_quotes(word.text), fmt::join(known, ", ")),
                          nearest_suggestion(word.text, known));
      } else if (!said.insert(word.text).second) {
        section_.complain(word.at, fmt::format("\"{}\" stands twice", word.text));
      }
    if (said.empty()) return;
    targets_.measures = known;
    std::erase_if(targets_.measures, [&](const auto& name) { return !said.contains(name); });
  }

  void read_target_years() {
    if (!scenario_.frame.years_known) {
      read_span(section_, {"years", "year", "a span of years"}, Need::optional, 1, 9999, "years");
      return;
    }
    const bool run_is_shorter = targets_.last < scenario_.frame.last;
    const auto years =
        read_span(section_, {"years", "year", "a span of years"}, Need::optional, targets_.first,
                  targets_.last, run_is_shorter ? "years of the scenario" : "years of the study");
    if (!years) {
      sure_ = sure_ && !section_.has("years");
      return;
    }
    targets_.first = years->first;
    targets_.last = years->last;
  }

  void read_places() {
    const std::vector<Word> cities = section_.words("cities");
    const std::vector<Word> clusters = section_.words("clusters");
    complain_if_empty("cities", cities.empty(), "every city with observations");
    complain_if_empty("clusters", clusters.empty(), "every city with observations");
    if (section_.has("cities") && section_.has("clusters"))
      section_.complain(section_.at("clusters"), "\"clusters\" stands beside \"cities\"",
                        "leave one of them out");
    std::set<sim::PlaceIndex> places;
    for (const Word& word : once(cities)) add_city(word, places);
    for (const Word& word : once(clusters)) add_cluster(word, places);
    const bool named = !cities.empty() || !clusters.empty();
    targets_.cities = named ? std::vector<sim::PlaceIndex>(places.begin(), places.end())
                            : with_observations(targets_, study());
    if (!named && targets_.cities.empty() && scenario_.study_in_order && sure_)
      section_.complain(section_.at(), no_city_observed(targets_));
  }

  std::vector<Word> once(const std::vector<Word>& words) {
    std::vector<Word> first;
    std::set<std::string> said;
    for (const Word& word : words)
      if (said.insert(word.text).second)
        first.push_back(word);
      else
        section_.complain(word.at, fmt::format("{} stands twice", in_quotes(word.text)));
    return first;
  }

  void add_city(const Word& word, std::set<sim::PlaceIndex>& places) {
    const auto place = scenario_.frame.find(word.text);
    if (!place) {
      if (scenario_.frame.cities_known)
        section_.complain(word.at, unknown_city(word.text, scenario_.frame),
                          suggestion_for(word.text, scenario_.frame.ids));
      return;
    }
    if (observed(*place))
      places.insert(*place);
    else
      complain_of_no_data(word, in_quotes(word.text) + " has no");
  }

  void add_cluster(const Word& word, std::set<sim::PlaceIndex>& places) {
    if (word.text == sim::independent_cluster) {
      section_.complain(word.at, "\"independent\" is no cluster (its cities are in none)",
                        "name the cities");
      return;
    }
    std::vector<std::string> names;
    std::vector<sim::PlaceIndex> members;
    for (std::size_t city = 0; city < study().cities.size(); ++city) {
      const std::string& cluster = study().cities[city].cluster;
      if (cluster == word.text) members.push_back(static_cast<sim::PlaceIndex>(city));
      if (cluster != sim::independent_cluster) names.push_back(cluster);
    }
    if (members.empty()) {
      std::sort(names.begin(), names.end());
      names.erase(std::unique(names.begin(), names.end()), names.end());
      if (scenario_.frame.cities_known)
        section_.complain(word.at,
                          fmt::format("unknown cluster {} (no city of {} is in it)",
                                      in_quotes(word.text), scenario_.frame.cities_file),
                          suggestion_for(word.text, names));
      return;
    }
    bool any = false;
    for (const sim::PlaceIndex city : members)
      if (observed(city)) {
        places.insert(city);
        any = true;
      }
    if (!any) complain_of_no_data(word, fmt::format("no city of {} has an", in_quotes(word.text)));
  }

  // Only where years and measures are surely those that were meant.
  void complain_of_no_data(const Word& word, const std::string& who_has) {
    if (!scenario_.study_in_order || !sure_) return;
    section_.complain(word.at, nothing_observed(who_has, targets_) + " (a target without data)",
                      "leave it out, or name other measures or years");
  }

  bool observed(sim::PlaceIndex city) const { return observations_of(targets_, study(), city) > 0; }

  TomlTable& section_;
  const ScenarioFile& scenario_;
  Targets targets_;
  bool sure_ = true;
};

}  // namespace

const std::vector<std::string>& target_measures() {
  static const std::vector<std::string> names = {"lq_count", "lq_revenue", "revenue"};
  return names;
}

Targets every_target(const ScenarioFile& scenario) {
  Targets targets{{"lq_count", "lq_revenue"}, scenario.frame.first, scenario.frame.last, {}};
  if (scenario.years_known) targets.last = std::min(targets.last, scenario.scenario.last);
  targets.cities = with_observations(targets, *scenario.scenario.study);
  return targets;
}

Targets read_targets(TomlTable& root, const ScenarioFile& scenario) {
  auto section = root.table("targets");
  if (section) return TargetsReader(*section, scenario).read();
  Targets targets = every_target(scenario);
  if (targets.cities.empty() && scenario.study_in_order)
    root.complain({}, no_city_observed(targets));
  return targets;
}

std::size_t observations_of(const Targets& targets, const models::Study& study,
                            sim::PlaceIndex city) {
  std::size_t count = 0;
  for (const std::string& measure : targets.measures) {
    const auto& values = measure == "lq_count"     ? study.observed.lq_count
                         : measure == "lq_revenue" ? study.observed.lq_revenue
                                                   : study.observed.revenue_usd;
    if (city >= values.size()) continue;  // of a study that did not read well
    for (std::size_t year = 0; year < values[city].size(); ++year) {
      const sim::Year when = study.first + static_cast<sim::Year>(year);
      count += when >= targets.first && when <= targets.last && !std::isnan(values[city][year]);
    }
  }
  return count;
}

std::size_t observations(const Targets& targets, const models::Study& study) {
  std::size_t count = 0;
  for (const sim::PlaceIndex city : targets.cities) count += observations_of(targets, study, city);
  return count;
}

}  // namespace agglomera::scenarios
