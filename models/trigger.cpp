#include "models/trigger.hpp"

#include <algorithm>
#include <numeric>

#include "models/lever.hpp"
#include "models/world.hpp"

namespace agglomera::models {
namespace {

double sum_over(const std::vector<sim::PlaceIndex>& places, const auto& values) {
  double sum = 0.0;
  for (const sim::PlaceIndex place : places) sum += static_cast<double>(values[place]);
  return sum;
}

double value_of(const Trigger& trigger, const Model& model, const World& world) {
  const Census& census = world.census;
  const auto quotient = [&](const auto& values, const std::vector<double>& shares) {
    const auto total = std::accumulate(values.begin(), values.end(), std::int64_t{0});
    return sum_over(trigger.places, values) / static_cast<double>(total) /
           sum_over(trigger.places, shares);
  };
  switch (trigger.measure) {
    case Measure::firms: return sum_over(trigger.places, census.focal_firms);
    case Measure::revenue: return sum_over(trigger.places, census.focal_revenue_usd);
    case Measure::lq_count:
      return quotient(census.focal_firms, firm_shares(model, world, world.year));
    case Measure::lq_revenue:
      return quotient(census.focal_revenue_usd, revenue_shares(model, world, world.year));
  }
  return 0.0;
}

}  // namespace

bool is_set_off(const Trigger& trigger, const Model& model, const World& world) {
  const double value = value_of(trigger, model, world);
  return trigger.above ? value > trigger.threshold : value < trigger.threshold;
}

std::vector<Lever> levers_set_off(std::span<const Lever> levers, const Model& model, World& world) {
  world.set_off.resize(levers.size(), 0);
  std::vector<Lever> acting;
  for (std::size_t i = 0; i < levers.size(); ++i) {
    Lever lever = levers[i];
    if (lever.trigger) {
      sim::Year& since = world.set_off[i];
      if (since == 0 && world.year + 1 >= lever.first && world.year < lever.last &&
          is_set_off(*lever.trigger, model, world))
        since = static_cast<sim::Year>(world.year + 1);
      if (since == 0) continue;
      lever.first = since;
    }
    acting.push_back(std::move(lever));
  }
  return acting;
}

}  // namespace agglomera::models
