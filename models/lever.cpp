#include "models/lever.hpp"

#include <algorithm>
#include <tuple>

namespace agglomera::models {

const LeverKind* find_lever(std::string_view name) {
  const auto kinds = lever_kinds();
  const auto found =
      std::find_if(kinds.begin(), kinds.end(), [&](const auto& kind) { return kind.name == name; });
  return found == kinds.end() ? nullptr : &*found;
}

double Lever::share(sim::Year year) const {
  if (year < first || year > last) return 0.0;
  return std::min(1.0, static_cast<double>(year - first + 1) / std::max(1, ramp_years));
}

sim::Year first_year(std::span<const Lever> levers) {
  return std::min_element(levers.begin(), levers.end(),
                          [](const Lever& a, const Lever& b) { return a.first < b.first; })
      ->first;
}

double city_years(const Lever& lever) {
  double years = 0.0;
  for (sim::Year year = lever.first; year <= lever.last; ++year) years += lever.share(year);
  return years * static_cast<double>(lever.targets.size());
}

std::vector<Lever> in_one_order(std::vector<Lever> levers) {
  std::sort(levers.begin(), levers.end(), [](const Lever& a, const Lever& b) {
    return std::tie(a.kind, a.targets, a.first, a.last, a.ramp_years, a.values, a.trigger) <
           std::tie(b.kind, b.targets, b.first, b.last, b.ramp_years, b.values, b.trigger);
  });
  return levers;
}

Terms terms_of(std::span<const Lever> levers, sim::Year year, std::size_t places) {
  Terms terms(places);
  for (const Lever& lever : levers) {
    std::vector<double> values = lever.values;
    values[0] *= lever.share(year);
    if (values[0] != 0.0) find_lever(lever.kind)->apply(values, lever.targets, terms);
  }
  return terms;
}

}  // namespace agglomera::models
