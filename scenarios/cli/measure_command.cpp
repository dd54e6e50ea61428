#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "scenarios/cli/commands.hpp"
#include "scenarios/cli/measure_print.hpp"
#include "scenarios/cli/reading_options.hpp"
#include "scenarios/experiments/measure.hpp"
#include "scenarios/study/place_tables.hpp"
#include "sim/errors.hpp"

namespace agglomera::cli {
namespace {

using namespace scenarios;

constexpr std::size_t most_industries_in_pairs = 50;  // unless coagglomeration is asked for by name
constexpr std::size_t most_regions_by_distance = 30000;

struct Options {
  CommonOptions common;
  std::string table;
  ReadingOptions reading;
  std::string of = "value";
  std::vector<std::string> couple;
  std::string indices, convention, coordinates, neighbours, groups, plants;
  std::int64_t nearest = 4, bootstrap = 999, permutations = 999, classes = 4, rows = 20;
  std::optional<double> band_km;
  std::uint64_t seed = 1;
};

[[noreturn]] void refuse(const std::string& where, std::string problem, std::string suggestion = {}) {
  throw sim::InputError(sim::Complaint{where, 0, 0, std::move(problem), std::move(suggestion)});
}

void check_range(const std::string& option, std::int64_t value, std::int64_t low, std::int64_t high) {
  if (value < low || value > high)
    refuse(option, fmt::format("{} is outside {} to {}", value, low, high));
}

// Kilometres along the great circle of a sphere (haversine).
output::Distance great_circles(const std::vector<Coordinates>& places) {
  return [&places](std::size_t a, std::size_t b) {
    constexpr double degree = std::numbers::pi / 180, radius_km = 6371.0088;
    const double north = std::sin((places[b].latitude - places[a].latitude) * degree / 2);
    const double east = std::sin((places[b].longitude - places[a].longitude) * degree / 2);
    const double h = north * north + std::cos(places[a].latitude * degree) *
                                         std::cos(places[b].latitude * degree) * east * east;
    return 2 * radius_km * std::asin(std::min(1.0, std::sqrt(h)));
  };
}

output::SpatialWeights neighbours_given(const std::vector<NeighbourRow>& rows, std::size_t regions) {
  output::SpatialWeights weights(regions);
  for (const NeighbourRow& row : rows) weights[row.region].push_back({row.neighbour, row.weight});
  for (auto& row : weights) std::ranges::sort(row, {}, &output::Neighbour::region);
  return weights;
}

void find_neighbours(const Options& options, const ActivityManner& manner, const ActivityTable& table,
                     Complaints& complaints, MeasureRequest& request) {
  const std::size_t regions = table.regions.size();
  if (!options.neighbours.empty()) {
    request.neighbours = neighbours_given(read_neighbours(options.neighbours, manner, table, complaints), regions);
    request.neighbours_text = "as listed in " + options.neighbours;
  } else if (!options.coordinates.empty()) {
    if (regions > most_regions_by_distance)
      refuse("--coordinates", fmt::format("{} regions are too many for all distances (at most {})", regions,
                                          most_regions_by_distance), "list them with --neighbours");
    std::vector<Coordinates> places = read_coordinates(options.coordinates, manner, table, complaints);
    if (!complaints.none()) return;
    const output::Distance distance = great_circles(places);
    if (options.band_km) {
      request.neighbours = output::within_band(regions, *options.band_km, distance);
      request.neighbours_text = fmt::format("within {} km along great circles", *options.band_km);
    } else {
      request.neighbours = output::nearest_neighbours(regions, static_cast<std::size_t>(options.nearest), distance);
      request.neighbours_text = fmt::format("the {} nearest along great circles", options.nearest);
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

std::vector<std::string> drop_what_is_wanting(const Options& options, MeasureRequest& request,
                                              const ActivityTable& table) {
  const bool pairs = !options.indices.empty() || table.industries.size() <= most_industries_in_pairs;
  const Want wants[] = {
      {{Index::moran_i, Index::geary_c, Index::getis_ord_g, Index::local_moran, Index::getis_ord_gi_star,
        Index::spatial_markov, Index::lisa_markov},
       request.neighbours.has_value(), "--coordinates or --neighbours"},
      {{Index::theil_t_between, Index::theil_t_within, Index::theil_l_between, Index::theil_l_within},
       !request.groups.empty(), "--groups"},
      {{Index::ellison_glaeser}, request.counts || !request.plant_hhi.empty(), "--plants or --counts"},
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
      refuse("--indices", fmt::format("{} can't be said without {}", fmt::join(names, ", "), want.what));
    notes.push_back(fmt::format("not said without {}: {}", want.what, fmt::join(names, ", ")));
  }
  return notes;
}

MeasureRequest request_of(const Options& options, const ActivityManner& manner,
                          const ActivityTable& table, Complaints& complaints) {
  MeasureRequest request;
  request.conventions = Conventions(options.convention);
  request.chosen = chosen_indices(options.indices, request.conventions);
  request.absent_is_zero = options.reading.absent == "zero";
  request.counts = manner.counts;
  request.bootstrap = static_cast<int>(options.bootstrap);
  request.permutations = static_cast<int>(options.permutations);
  request.classes = static_cast<std::size_t>(options.classes);
  request.seed = options.seed;
  request.of_quotients = options.of == "lq";
  find_neighbours(options, manner, table, complaints, request);
  if (!options.groups.empty()) request.groups = read_groups(options.groups, manner, table, complaints);
  if (!options.plants.empty()) request.plant_hhi = read_plant_hhi(options.plants, manner, table, complaints);
  if (options.couple.size() == 2)
    request.couple = std::pair(industry_called(options.couple[0], table), industry_called(options.couple[1], table));
  else if (!options.couple.empty())
    refuse("--couple", "names two industries, parted by a comma");
  return request;
}

void refuse_when_wrong(const Complaints& complaints) {
  if (!complaints.none()) throw sim::InputError(complaints.all());
}

int measure(const Options& options) {
  check_range("--nearest", options.nearest, 1, 1000);
  check_range("--bootstrap", options.bootstrap, 20, 100000);
  check_range("--permutations", options.permutations, 0, 100000);
  check_range("--classes", options.classes, 2, 20);
  check_range("--rows", options.rows, 0, std::int64_t{1} << 40);
  (void)chosen_indices(options.indices, Conventions(options.convention));  // before long reading
  const ActivityManner manner = options.reading.read();
  Stopwatch watch(options.common);
  Complaints complaints;
  const ActivityTable table = read_activity(options.table, manner, complaints);
  refuse_when_wrong(complaints);
  watch.lap("read and checked");
  MeasureRequest request = request_of(options, manner, table, complaints);
  refuse_when_wrong(complaints);
  const std::vector<std::string> wanting = drop_what_is_wanting(options, request, table);
  Measured measured = scenarios::measure(table, request);
  measured.notes.insert(measured.notes.end(), wanting.begin(), wanting.end());
  watch.lap("measured");
  if (options.common.json)
    print_measured_json(table, request, measured);
  else
    print_measured_text(table, request, measured, static_cast<std::size_t>(options.rows));
  watch.lap("printed");
  return done;
}

void add_measuring(CLI::App& command, Options& options) {
  command.add_option("--indices", options.indices,
                     fmt::format("which, parted by commas, instead of all: {}", fmt::join(index_names(), ", ")));
  command.add_option("--convention", options.convention,
                     fmt::format("whose conventions: {}; or of single indices: hoover=econgeo,theil_l=reat",
                                 fmt::join(program_names(), ", ")));
  command.add_flag("--counts", options.reading.manner.counts,
                   "values are counts of firms: LQs have 90 % intervals, plants are firms of one size");
  command.add_option("--bootstrap", options.bootstrap, "samples of an interval")->capture_default_str();
  command.add_option("--plants", options.plants, "industry,hhi: Herfindahl index of plant sizes, for ellison_glaeser");
  command.add_option("--groups", options.groups, "region,group: for inequality between and within groups");
  command.add_option("--coordinates", options.coordinates, "region,lat,lon: neighbours are the nearest regions");
  command.add_option("--nearest", options.nearest, "how many of them")->capture_default_str();
  command.add_option("--band", options.band_km, "km; neighbours are all regions within it")->check(CLI::PositiveNumber);
  command.add_option("--neighbours", options.neighbours, "region,neighbour[,weight]: neighbours as listed")
      ->excludes("--coordinates");
  command.add_option("--of", options.of, "spatial and rank indices of value or lq")
      ->check(CLI::IsMember({"value", "lq"}))->capture_default_str();
  command.add_option("--permutations", options.permutations, "for p values")->capture_default_str();
  command.add_option("--classes", options.classes, "of spatial_markov")->capture_default_str();
  command.add_option("--couple", options.couple, "A,B: two industries as coupled systems")->delimiter(',');
  command.add_option("--seed", options.seed, "of permutations and samples")->check(fault_of_seed)->capture_default_str();
  command.add_option("--rows", options.rows, "most rows of a printed table; 0: all")->capture_default_str();
}

}  // namespace

void add_measure(CLI::App& program, Work& work) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "measure", "LQ and every index for a table you already have: region, industry, year, value");
  command->add_option("TABLE", options->table, "a CSV file")->required();
  options->reading.absent = "missing";
  add_reading(*command, "--industry", options->reading);
  add_measuring(*command, *options);
  add_common(*command, options->common);
  command->callback([options, &work] { work = [options] { return measure(*options); }; });
}

}  // namespace agglomera::cli
