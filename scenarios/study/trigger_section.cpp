#include "scenarios/study/trigger_section.hpp"

#include <fmt/format.h>

#include <set>

namespace agglomera::scenarios {
namespace {

using models::Measure;

constexpr double usd_of_revenue_unit = 1e8;
constexpr models::Range positive{0.0, 1e12};

// In the order of models::Measure.
const std::vector<std::string>& measure_names() {
  static const std::vector<std::string> names = {"lq_count", "lq_revenue", "firms", "revenue"};
  return names;
}

std::vector<sim::PlaceIndex> read_city(TomlTable& section, const LeverFrame& frame) {
  const auto city = section.word("city", Need::required);
  if (!city) return {};
  if (const auto index = frame.places.find(city->text)) return {*index};
  if (frame.places.cities_known)
    section.complain(city->at, unknown_city(city->text, frame.places),
                     suggestion_for(city->text, frame.places.ids));
  return {};
}

std::vector<sim::PlaceIndex> read_cluster(TomlTable& section, const LeverFrame& frame) {
  const auto cluster = section.word("cluster", Need::required);
  if (!cluster) return {};
  std::vector<sim::PlaceIndex> places;
  std::set<std::string> names;
  for (std::size_t i = 0; i < frame.cities.size(); ++i) {
    if (frame.cities[i].cluster == sim::independent_cluster) continue;
    names.insert(frame.cities[i].cluster);
    if (frame.cities[i].cluster == cluster->text)
      places.push_back(static_cast<sim::PlaceIndex>(i));
  }
  if (places.empty() && frame.places.cities_known)
    section.complain(cluster->at,
                     fmt::format("unknown cluster {} (no city of {} is in it)",
                                 in_quotes(cluster->text), frame.places.cities_file),
                     suggestion_for(cluster->text, {names.begin(), names.end()}));
  return places;
}

}  // namespace

std::optional<models::Trigger> read_trigger(TomlTable& lever, const LeverFrame& frame) {
  auto section = lever.table("trigger", Need::optional, "a trigger");
  if (!section) return std::nullopt;
  models::Trigger trigger;
  if (const auto measure = section->one_of("measure", Need::required, "measure", measure_names()))
    trigger.measure = static_cast<Measure>(*measure);
  if (section->has("city") == section->has("cluster"))
    section->complain(section->at(), "a trigger looks at one place", "name a city or a cluster");
  if (section->has("city")) trigger.places = read_city(*section, frame);
  if (section->has("cluster")) trigger.places = read_cluster(*section, frame);
  trigger.above = section->has("above");
  if (trigger.above == section->has("below"))
    section->complain(section->at(), "a trigger has one threshold", "write below = … or above = …");
  for (const char* key : {"below", "above"})
    if (const auto threshold = section->number(key, Need::optional, positive))
      trigger.threshold = *threshold;
  if (trigger.measure == Measure::revenue) trigger.threshold *= usd_of_revenue_unit;
  section->finish();
  return trigger;
}

}  // namespace agglomera::scenarios
