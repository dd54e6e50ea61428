#include "scenarios/study/trigger_section.hpp"

#include <fmt/format.h>

namespace agglomera::scenarios {
namespace {

using models::Measure;

constexpr double usd_of_revenue_unit = 1e8;

}  // namespace

// In the order of models::Measure.
const std::vector<std::string>& trigger_measures() {
  static const std::vector<std::string> names = {"lq_count", "lq_revenue", "firms", "revenue"};
  return names;
}

std::optional<models::Trigger> read_trigger(TomlTable& lever, const LeverFrame& frame) {
  auto section = lever.table("trigger");
  if (!section) return std::nullopt;
  models::Trigger trigger;
  if (const auto measure = section->one_of("measure"))
    trigger.measure = static_cast<Measure>(*measure);
  if (section->has("city") == section->has("cluster"))
    section->complain(section->at(), "a trigger looks at one place", "name a city or a cluster");
  for (const auto& [key, kind] :
       {std::pair{"city", PlaceKind::city}, std::pair{"cluster", PlaceKind::cluster}})
    if (const auto word = section->word(key))
      trigger.places = places_named(*word, kind, *section, frame);
  trigger.above = section->has("above");
  if (trigger.above == section->has("below"))
    section->complain(section->at(), "a trigger has one threshold", "write below = … or above = …");
  for (const char* key : {"below", "above"})
    if (const auto threshold = section->number(key))
      trigger.threshold = *threshold;
  if (trigger.measure == Measure::revenue) trigger.threshold *= usd_of_revenue_unit;
  section->finish();
  return trigger;
}

}  // namespace agglomera::scenarios
