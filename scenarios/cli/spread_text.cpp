#include "scenarios/cli/spread_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "scenarios/cli/effect_text.hpp"
#include "scenarios/cli/terminal.hpp"
#include "scenarios/experiments/reach.hpp"

namespace agglomera::cli {
namespace {

using scenarios::Scenario;
using scenarios::TurningPoints;
using scenarios::TurningRow;

constexpr double most = 0.5;  // of the members

// The strength at which it turns, where one number can say it, else the factor of all strengths.
std::string turning_strength(const TurningPoints& points, const TurningRow& row) {
  if (std::isnan(row.factor_q50)) return "-";
  const bool one = !std::isnan(points.strength);
  const double unit = one ? points.strength : 1.0;
  return fmt::format("{}{:.2g} [{:.2g}, {:.2g}]", one ? "" : "x ", row.factor_q50 * unit,
                     row.factor_q05 * unit, row.factor_q95 * unit);
}

void print_pulls(const Scenario& policy, const TurningPoints& points) {
  const scenarios::Reach reach = scenarios::reach_of(policy);
  const auto& near = reach.of(scenarios::Region::clusters);
  std::vector<std::vector<std::string>> rows;
  for (const TurningRow& row : points.rows) {
    const bool of_interest =
        row.place.together ||
        std::find(near.begin(), near.end(), row.place.cities.front()) != near.end();
    if (!of_interest || row.unmoved == 1.0) continue;
    rows.push_back({row.place.name == "untreated" ? "all other cities" : row.place.name,
                    shown(row.spread, 4), shown(row.drawn, 4), percent(row.spreads),
                    percent(row.siphons), percent(row.to_siphoning), turning_strength(points, row)});
  }
  if (rows.empty()) {
    fmt::print("\nThe policy pulls on no city but those it treats.\n");
    return;
  }
  fmt::print("\nDoes siphoning outweigh spread? What the policy adds to the utility of places, at the "
             "strengths of {}\n\n{}"
             "Spreads, siphons: share of members in which it does so at every strength up to {:.3g} "
             "times the one asked. Turns: siphoning outweighs spread from the strength in the last "
             "column on (median [90 %] of these members).\n",
             points.year,
             table({"", "spreading", "drawn away", "spreads", "siphons", "turns", "at strength"}, rows),
             points.largest_factor);
}

void print_distances(const scenarios::PolicySight& sight) {
  std::vector<std::vector<std::string>> rows;
  for (const scenarios::DistanceBand& band : sight.distance_bands)
    if (band.cities > 0)
      rows.push_back({scenarios::band_label(band), std::to_string(band.cities), shown(band.spill, 3),
                      shown(band.siphoned, 3), shown(band.net, 3)});
  fmt::print("\nFirms of the mean city by distance to the nearest treated one\n\n{}",
             table({"", "cities", "spillover", "siphoning", "net"}, rows));
  const scenarios::TurningDistance& turn = sight.turning_distance;
  const auto way = [](double share, const char* what, double median, double low, double high) {
    if (share > 0.0)
      fmt::print("In {} of members {} beyond {:.0f} km [{:.0f}, {:.0f}].\n", percent(share), what,
                 median, low, high);
  };
  way(turn.to_siphoning, "siphoning outweighs spread", turn.to_siphoning_km_q50,
      turn.to_siphoning_km_q05, turn.to_siphoning_km_q95);
  way(turn.to_spread, "spread outweighs siphoning", turn.to_spread_km_q50, turn.to_spread_km_q05,
      turn.to_spread_km_q95);
  if (!(turn.to_siphoning + turn.to_spread > 0.0))
    fmt::print("No distance was found at which one outweighs the other.\n");
}

}  // namespace

void print_spread_and_siphoning(const Scenario& policy, const scenarios::PolicySight& sight) {
  print_pulls(policy, sight.turning);
  print_distances(sight);
}

void print_extrapolation(const Scenario& policy, const scenarios::PolicyEffects& effects,
                         std::size_t number) {
  for (const scenarios::BeyondUsual& lever : effects.sights.policies[number].beyond_usual)
    fmt::print("! {} of strength {:g} is above the usual {:g}: nothing so strong was ever observed.\n",
               lever.kind, lever.strength, lever.usual);
  const auto year = static_cast<std::size_t>(effects.last - policy.first);
  std::vector<std::string> outside;
  for (std::size_t city = 0; city < policy.study->cities.size(); ++city) {
    const double with = effects.sights.outside(number + 1, city, year).any;
    const double without = effects.sights.outside(0, city, year).any;
    if (with > most)
      outside.push_back(fmt::format("{} ({}, without the policy {})", policy.study->cities[city].id,
                                    percent(with), percent(without)));
  }
  if (!outside.empty())
    fmt::print("! Outside what the observed years knew in most members of {}: {}.\n", effects.last,
               fmt::join(outside, ", "));
}

}  // namespace agglomera::cli
