#include "scenarios/study/lever_section.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "scenarios/study/key_parts.hpp"
#include "scenarios/study/trigger_section.hpp"
#include "scenarios/study/years_section.hpp"
#include "sim/city_network.hpp"

namespace agglomera::scenarios {
namespace {

using models::Lever;
using models::LeverKind;

class Targets {
 public:
  Targets(std::string_view noun, TomlTable& section, const LeverFrame& frame)
      : noun_(noun), section_(section), frame_(frame) {}

  std::vector<sim::PlaceIndex> read() {
    for (const auto& [key, kind] : {std::pair{"cities", PlaceKind::city},
                                    std::pair{"clusters", PlaceKind::cluster},
                                    std::pair{"countries", PlaceKind::country}})
      for (const Word& word : section_.words(key)) {
        any_word_ = true;
        for (const sim::PlaceIndex city : places_named(word, kind, section_, frame_)) add(city, word);
      }
    const bool said =
        section_.has("cities") || section_.has("clusters") || section_.has("countries");
    if (!said)
      section_.complain(section_.at(), fmt::format("{} without targets", noun_),
                        "name cities, clusters or countries");
    else if (!any_word_)
      section_.complain(section_.at(),
                        fmt::format("{} without targets (the lists are empty)", noun_),
                        "name cities, clusters or countries");
    std::vector<sim::PlaceIndex> targets;
    for (const auto& [city, by] : targeted_) targets.push_back(city);
    return targets;
  }

 private:
  void add(sim::PlaceIndex city, const Word& by) {
    const auto [before, fresh] = targeted_.try_emplace(city, by.text);
    if (fresh) return;
    const std::string& id = frame_.cities[city].id;
    section_.complain(by.at, fmt::format("{} is targeted twice (by {} and {})", id,
                                         in_quotes(before->second), in_quotes(by.text)));
  }

  std::string_view noun_;
  TomlTable& section_;
  const LeverFrame& frame_;
  std::map<sim::PlaceIndex, std::string> targeted_;  // by which word
  bool any_word_ = false;
};

bool in_one_cluster(const std::vector<sim::PlaceIndex>& targets,
                    const std::vector<sim::City>& cities) {
  const sim::City& first = cities[targets.front()];
  return std::all_of(targets.begin() + 1, targets.end(), [&](sim::PlaceIndex city) {
    return sim::joins_one_cluster(first, cities[city]);
  });
}

// The low end of the range, which is the kind's where it isn't said.
double read_strength_range(TomlTable& section, const models::LeverParameter& strength,
                           models::Range& range) {
  range = strength.range;
  if (auto said = section.table(strength.name)) {
    const auto low = said->number("low");
    const auto high = said->number("high");
    said->finish();
    if (low && high && *low > *high)
      said->complain(said->at("low"),
                     fmt::format("the lowest strength {} is above the highest, {}", *low, *high));
    else if (low && high)
      range = {*low, *high};
  }
  return range.low;
}

}  // namespace

std::vector<sim::PlaceIndex> read_targets_of(std::string_view noun, TomlTable& section,
                                             const LeverFrame& frame) {
  return Targets(noun, section, frame).read();
}

Lever read_lever(TomlTable& section, const LeverFrame& frame, models::Range* range) {
  LeverWords words;
  if (range)
    words.strength = [&](const models::LeverParameter& strength) {
      return read_strength_range(section, strength, *range);
    };
  Lever lever = read_lever(section, frame, words);
  if (!lever.kind.empty()) section.finish();  // else its other keys can't be known
  return lever;
}

Lever read_lever(TomlTable& section, const LeverFrame& frame, const LeverWords& words) {
  Lever lever;
  const auto which = section.one_of(words.kind_key);
  if (words.targets) lever.targets = read_targets_of("a lever", section, frame);
  const bool run_known = frame.first && frame.last;
  const auto years = run_known ? read_years(section, *frame.first + 1, *frame.last,
                                            "a lever acts inside the run, after its first year")
                               : read_years(section);
  if (years) {
    lever.first = years->first;
    lever.last = years->last;
  }
  lever.ramp_years =
      static_cast<int>(section.whole("ramp").value_or(1));
  lever.trigger = read_trigger(section, frame);
  if (const auto cost = section.number("unit_cost", Need::optional, money, "10^6 USD"))
    lever.unit_cost = *cost;
  if (!which) return lever;
  const LeverKind& kind = models::lever_kinds()[*which];
  lever.kind = kind.name;
  for (std::size_t i = 0; i < kind.parameters.size(); ++i) {
    const models::LeverParameter& parameter = kind.parameters[i];
    if (i == 0 && words.strength) {
      lever.values.push_back(words.strength(parameter));
      continue;
    }
    lever.values.push_back(section
                               .number(parameter.name, i == 0 ? Need::required : Need::optional,
                                       parameter.range, parameter.unit)
                               .value_or(parameter.usual));
  }
  check_links(section, section.at(), lever, frame.cities);
  return lever;
}

void check_links(TomlTable& section, Position at, const Lever& lever,
                 const std::vector<sim::City>& cities) {
  const LeverKind* kind = models::find_lever(lever.kind);
  if (!kind || !kind->links_clusters || lever.targets.empty()) return;
  if (in_one_cluster(lever.targets, cities))
    section.complain(at,
                     fmt::format("{} on cities of one cluster (it links different ones)", kind->name),
                     "name cities of two clusters at least");
}

std::optional<Clash> clash_of(const Lever& lever, const Lever& other) {
  if (other.kind != lever.kind || other.first > lever.last || other.last < lever.first)
    return std::nullopt;
  std::vector<sim::PlaceIndex> both;
  std::set_intersection(lever.targets.begin(), lever.targets.end(), other.targets.begin(),
                        other.targets.end(), std::back_inserter(both));
  if (both.empty()) return std::nullopt;
  return Clash{both.front(), std::max(lever.first, other.first)};
}

void check_conflicts(TomlTable& section, const Lever& lever, std::span<const Lever> earlier,
                     std::span<const int> lines, const std::vector<sim::City>& cities) {
  for (std::size_t i = 0; i < earlier.size(); ++i)
    if (const auto clash = clash_of(lever, earlier[i]))
      section.complain(section.at(),
                       fmt::format("{} acts twice on {} in {} (also by the lever of line {})",
                                   in_quotes(lever.kind), cities[clash->city].id, clash->year,
                                   lines[i]),
                       "leave the city out of one, or part their years");
}

}  // namespace agglomera::scenarios
