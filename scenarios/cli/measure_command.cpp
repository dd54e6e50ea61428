#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "scenarios/cli/commands.hpp"
#include "scenarios/cli/measure_print.hpp"
#include "scenarios/experiments/measure.hpp"
#include "scenarios/study/place_tables.hpp"
#include "sim/errors.hpp"

namespace agglomera::cli {
namespace {

using namespace scenarios;

constexpr std::size_t most_industries_in_pairs = 50;  // unless coagglomeration is asked for by name
constexpr std::size_t most_regions_in_pairs = 100000;
constexpr std::size_t most_regions_by_distance = 30000;

struct Options {
  CommonOptions common;
  std::string table;
  ActivityManner manner;
  std::string wide, separator = ",", encoding = "utf-8", absent = "missing", of = "value";
  std::vector<std::string> missing, suppressed, couple;
  std::vector<std::string> zero;
  std::string decimal, thousands;
  std::string indices, convention, coordinates, neighbours, groups, plants, output;
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

NumberManner number_manner_of(const Options& options) {
  constexpr std::array names = {"none", "point", "comma", "blank", "apostrophe"};
  NumberManner manner;
  manner.told = !options.decimal.empty() || !options.thousands.empty();
  if (!options.thousands.empty())
    manner.thousands = static_cast<Thousands>(std::ranges::find(names, options.thousands) - names.begin());
  // What parts thousands is no decimal sign: a point there tells the comma here.
  manner.decimal_comma = options.decimal.empty() ? manner.thousands == Thousands::point : options.decimal == "comma";
  if (!options.decimal.empty() && options.decimal == options.thousands)
    refuse("--thousands", fmt::format("{} is the decimal sign, too", options.thousands));
  return manner;
}

ActivityManner manner_of(const Options& options) {
  ActivityManner manner = options.manner;
  manner.years = manner.year != "none";
  if (options.wide == "auto") manner.shape = TableShape::wide;
  if (options.wide == "industry") manner.shape = TableShape::industry_columns;
  if (options.wide == "year") manner.shape = TableShape::year_columns;
  const std::string& separator = options.separator;
  if (separator != "tab" && separator.size() != 1)
    refuse("--separator", fmt::format("\"{}\" is no single letter and not tab", separator));
  manner.csv.separator = separator == "tab" ? '\t' : separator[0];
  manner.csv.latin_1 = options.encoding == "latin-1";
  manner.number = number_manner_of(options);
  manner.zero = options.zero;
  if (!options.missing.empty()) manner.missing = options.missing;
  if (!options.suppressed.empty()) manner.suppressed = options.suppressed;
  return manner;
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
    request.neighbours_listed = true;
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
  const bool pairs = !options.indices.empty() || (table.industries.size() <= most_industries_in_pairs &&
                                                  table.regions.size() <= most_regions_in_pairs);
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
  request.absent_is_zero = options.absent == "zero";
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

void check_ranges(const Options& options) {
  check_range("--nearest", options.nearest, 1, 1000);
  check_range("--bootstrap", options.bootstrap, 20, 100000);
  check_range("--permutations", options.permutations, 0, 100000);
  check_range("--classes", options.classes, 2, 20);
  check_range("--rows", options.rows, 0, std::int64_t{1} << 40);
}

void print_into_folder(const Options& options, const ActivityTable& table, const MeasureRequest& request,
                       const Quotients& quotients, output::WholeFolder& folder) {
  const std::vector<MeasuredFile> files = write_measured(table, request, quotients, folder);
  folder.finish();
  if (options.common.json) return print_folder_json(table, request, quotients, options.output, files);
  print_measured_head(table, quotients);
  std::vector<std::vector<std::string>> rows;
  for (const MeasuredFile& file : files) rows.push_back({file.name, fmt::format("{}", file.rows)});
  fmt::print("{}", cli::table({"file", "rows"}, rows));
  remark(options.common, fmt::format("wrote {}", options.output));
}

int measure(const Options& options) {
  check_ranges(options);
  (void)chosen_indices(options.indices, Conventions(options.convention));  // before long reading
  const ActivityManner manner = manner_of(options);
  std::optional<output::WholeFolder> folder;
  if (!options.output.empty()) folder.emplace(options.output);
  Stopwatch watch(options.common);
  Complaints complaints;
  const ActivityTable table = read_activity(options.table, manner, complaints);
  refuse_when_wrong(complaints);
  watch.lap("read and checked");
  MeasureRequest request = request_of(options, manner, table, complaints);
  refuse_when_wrong(complaints);
  const std::vector<std::string> wanting = drop_what_is_wanting(options, request, table);
  Quotients quotients = quotients_of(table, request);
  quotients.notes.insert(quotients.notes.end(), wanting.begin(), wanting.end());
  watch.lap("LQs");
  try {
    if (folder)
      print_into_folder(options, table, request, quotients, *folder);
    else if (options.common.json)
      print_measured_json(table, request, quotients);
    else
      print_measured_text(table, request, quotients, static_cast<std::size_t>(options.rows));
  } catch (const Interrupted&) {
    tell("interrupted; nothing was written, the same command starts again\n");
    return interrupted;
  }
  watch.lap("indices, printed");
  return done;
}

void add_reading(CLI::App& command, Options& options) {
  command.add_option("--region", options.manner.region, "the column of regions")->capture_default_str();
  command.add_option("--industry", options.manner.industry, "the column of industries")->capture_default_str();
  command.add_option("--year", options.manner.year, "the column of years; none: the table has no years")->capture_default_str();
  command.add_option("--value", options.manner.value, "the column of numbers")->capture_default_str();
  command.add_flag("--wide{auto}", options.wide,
                   "one column for each industry, or for each year; --wide=industry or --wide=year where the header "
                   "doesn't tell")
      ->check(CLI::IsMember({"auto", "industry", "year"}));
  command.add_option("--separator", options.separator, "between cells: a letter, or tab")->capture_default_str();
  command.add_option("--decimal", options.decimal, "the decimal sign: point (the default) or comma")
      ->check(CLI::IsMember({"point", "comma"}));
  command.add_option("--thousands", options.thousands,
                     "what parts thousands: none (the default), point (1.234,5), comma (1,234.5), blank or apostrophe")
      ->check(CLI::IsMember({"none", "point", "comma", "blank", "apostrophe"}));
  command.add_option("--encoding", options.encoding, "utf-8 or latin-1")
      ->check(CLI::IsMember({"utf-8", "latin-1"}))->capture_default_str();
  command.add_option("--missing", options.missing,
                     "marks of missing cells beside empty ones, instead of NA, N/A, NaN, null, ., .. and :")
      ->delimiter(',');
  command.add_option("--suppressed", options.suppressed,
                     "marks of suppressed cells, instead of (D), D, (S), S, *, **, (X), X, x, c and :c")
      ->delimiter(',');
  command.add_option("--flag", options.manner.flag,
                     "a column of flags: one of the marks of --suppressed, or N (BLS), says that the number is suppressed, "
                     "even where it is 0");
  command.add_option("--zero", options.zero, "marks of zeros, such as -")->delimiter(',');
  command.add_option("--absent", options.absent, "what no row means: missing or zero")
      ->check(CLI::IsMember({"missing", "zero"}))->capture_default_str();
  command.add_option("--total-region", options.manner.total_region, "the region whose rows are totals over regions");
  command.add_option("--total-industry", options.manner.total_industry, "the industry whose rows are totals over industries");
}

void add_measuring(CLI::App& command, Options& options) {
  command.add_option("--indices", options.indices,
                     fmt::format("which, parted by commas, instead of all: {}", fmt::join(index_names(), ", ")));
  command.add_option("--convention", options.convention,
                     fmt::format("whose conventions: {}; or of single indices: hoover=econgeo,krugman=rest",
                                 fmt::join(convention_names(), ", ")));
  command.add_flag("--counts", options.manner.counts,
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
  command.add_option("-o", options.output, "a new folder for lq.csv and indices.csv, a row a value, instead of printing")
      ->type_name("DIR");
}

}  // namespace

void add_measure(CLI::App& program, Work& work) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "measure", "LQ and every index for a table you already have: region, industry, year, value");
  command->add_option("TABLE", options->table, "a CSV file")->required();
  add_reading(*command, *options);
  add_measuring(*command, *options);
  add_common(*command, options->common);
  command->callback([options, &work] { work = [options] { return measure(*options); }; });
}

}  // namespace agglomera::cli
