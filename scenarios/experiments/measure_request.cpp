#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "scenarios/experiments/measure_options.hpp"
#include "scenarios/study/place_tables.hpp"
#include "sim/errors.hpp"

namespace agglomera::scenarios {
namespace {

constexpr std::size_t most_industries_in_pairs = 50;  // unless coagglomeration is asked for by name
constexpr std::size_t most_regions_in_pairs = 100000;
constexpr std::size_t most_regions_by_distance = 30000;

[[noreturn]] void refuse(const std::string& where, std::string problem,
                         std::string suggestion = {}) {
  throw sim::InputError(sim::Complaint{where, 0, 0, std::move(problem), std::move(suggestion)});
}

// Kilometres along the great circle of a sphere (haversine). What has no place, as a total of regions, is
// far from all.
output::Distance great_circles(const std::vector<Coordinates>& places) {
  return [&places](std::size_t a, std::size_t b) {
    constexpr double degree = std::numbers::pi / 180, radius_km = 6371.0088;
    const double north = std::sin((places[b].latitude - places[a].latitude) * degree / 2);
    const double east = std::sin((places[b].longitude - places[a].longitude) * degree / 2);
    const double h = north * north + std::cos(places[a].latitude * degree) *
                                         std::cos(places[b].latitude * degree) * east * east;
    return std::isnan(h) ? HUGE_VAL : 2 * radius_km * std::asin(std::min(1.0, std::sqrt(h)));
  };
}

output::SpatialWeights neighbours_given(const std::vector<NeighbourRow>& rows,
                                        std::size_t regions) {
  output::SpatialWeights weights(regions);
  for (const NeighbourRow& row : rows) weights[row.region].push_back({row.neighbour, row.weight});
  for (auto& row : weights) std::ranges::sort(row, {}, &output::Neighbour::region);
  return weights;
}

void find_neighbours(const MeasureOptions& options, const ActivityManner& manner,
                     const ActivityTable& table, Complaints& complaints, MeasureRequest& request) {
  const std::size_t regions = table.regions.size();
  if (!options.neighbours.empty()) {
    request.neighbours =
        neighbours_given(read_neighbours(options.neighbours, manner, table, complaints), regions);
    request.neighbours_text = "as listed in " + options.neighbours;
    request.neighbours_listed = true;
  } else if (!options.coordinates.empty()) {
    if (regions > most_regions_by_distance)
      refuse("--coordinates",
             fmt::format("{} regions are too many for all distances (at most {})", regions,
                         most_regions_by_distance),
             "list them with --neighbours");
    std::vector<Coordinates> places =
        read_coordinates(options.coordinates, manner, table, complaints);
    if (!complaints.none()) return;
    const output::Distance distance = great_circles(places);
    if (options.band_km) {
      request.neighbours = output::within_band(regions, *options.band_km, distance);
      request.neighbours_text = fmt::format("within {} km along great circles", *options.band_km);
    } else {
      request.neighbours =
          output::nearest_neighbours(regions, static_cast<std::size_t>(options.nearest), distance);
      request.neighbours_text =
          options.nearest == 1 ? "the nearest along great circles"
                               : fmt::format("the {} nearest along great circles", options.nearest);
    }
  }
}

std::uint32_t industry_called(const std::string& name, const ActivityTable& table) {
  std::vector<std::string> names;
  for (std::size_t k = 0; k < table.industries.size(); ++k) {
    if (table.industries[k] == name) return static_cast<std::uint32_t>(k);
    if (names.size() < 10000) names.emplace_back(table.industries[k]);
  }
  refuse("--couple", fmt::format("{} is no industry of {}", in_quotes(name), table.file),
         suggestion_for(name, names));
}

// What can't be said for want of something is refused when it was asked for by name, else noted.
struct Want {
  std::vector<Index> indices;
  bool there;
  const char* what;
};

}  // namespace

std::vector<std::string> drop_what_is_wanting(const MeasureOptions& options,
                                              MeasureRequest& request, const ActivityTable& table) {
  const bool pairs =
      !options.indices.empty() || (table.industries.size() <= most_industries_in_pairs &&
                                   table.regions.size() <= most_regions_in_pairs);
  const Want wants[] = {{{Index::moran_i, Index::geary_c, Index::getis_ord_g, Index::local_moran,
                          Index::getis_ord_gi_star, Index::spatial_markov, Index::lisa_markov},
                         request.neighbours.has_value(),
                         "--coordinates or --neighbours"},
                        {{Index::theil_t_between, Index::theil_t_within, Index::theil_l_between,
                          Index::theil_l_within},
                         !request.groups.empty(),
                         "--groups"},
                        {{Index::ellison_glaeser},
                         request.counts || !request.plant_hhi.empty(),
                         "--plants or --counts"},
                        {{Index::coupling_coordination}, request.couple.has_value(), "--couple"},
                        {{Index::coagglomeration}, pairs, "--indices (there are many pairs)"}};
  std::vector<std::string> notes;
  for (const Want& want : wants) {
    std::vector<std::string_view> names;
    for (const Index index : want.indices)
      if (!want.there && request.wants(index)) {
        names.push_back(name_of(index));
        request.chosen[static_cast<std::size_t>(index)] = false;
      }
    if (names.empty()) continue;
    if (!options.indices.empty())
      refuse("--indices",
             fmt::format("{} can't be said without {}", fmt::join(names, ", "), want.what));
    notes.push_back(fmt::format("not said without {}: {}", want.what, fmt::join(names, ", ")));
  }
  return notes;
}

MeasureRequest request_of(const MeasureOptions& options, const ActivityManner& manner,
                          const ActivityTable& table, Complaints& complaints) {
  MeasureRequest request;
  request.conventions = Conventions(options.convention);
  request.chosen = chosen_indices(options.indices, request.conventions);
  request.absent_is_zero = options.absent == "zero";
  request.counts = manner.counts;
  request.bootstrap = static_cast<int>(options.bootstrap);
  request.permutations = static_cast<int>(options.permutations);
  request.classes = static_cast<std::size_t>(options.classes);
  request.seed = options.seed;
  request.of_quotients = options.of == "lq";
  find_neighbours(options, manner, table, complaints, request);
  if (!options.groups.empty())
    request.groups = read_groups(options.groups, manner, table, complaints);
  if (!options.plants.empty())
    request.plant_hhi = read_plant_hhi(options.plants, manner, table, complaints);
  if (options.couple.size() == 2)
    request.couple = std::pair(industry_called(options.couple[0], table),
                               industry_called(options.couple[1], table));
  else if (!options.couple.empty())
    refuse("--couple", "names two industries, parted by a comma");
  return request;
}

}  // namespace agglomera::scenarios
