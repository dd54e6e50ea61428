#include "scenarios/cli/measure_options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace agglomera::cli {

using namespace scenarios;

constexpr const char* explanation =
    "Conventions, said beside each value: agglomera, ours, where nothing else is said; econgeo, "
    "reat, "
    "pysal\n"
    "  and bls, as these programs and the QCEW of the BLS mean an index, where they have it.\n"
    "rest: krugman and hoover against all other regions (industries) together, not against all.\n"
    "mean: krugman and hoover against the mean of the others' shares.\n"
    "relative: theil_t, theil_l and their parts weighted by the regions' totals.\n"
    "as_given: moran_i, geary_c and local_moran with weights not standardised by rows.\n"
    "standardised: getis_ord_g with weights standardised by rows.\n"
    "A number that could be read in two ways (1.234 between semicolons) is refused until "
    "--decimal\n"
    "  or --thousands says how. The order of rows changes nothing.\n";

void add_measuring(CLI::App& command, MeasureCommand& options) {
  command.add_option(
      "--indices", options.indices,
      fmt::format("which, parted by commas, instead of all: {}", fmt::join(index_names(), ", ")));
  command.add_option(
      "--convention", options.convention,
      fmt::format("whose conventions: {}; or of single indices: hoover=econgeo,krugman=rest",
                  fmt::join(convention_names(), ", ")));
  command.add_flag(
      "--counts", options.reading.manner.counts,
      "values are counts of firms: LQs have 90 % intervals, plants are firms of one size");
  command.add_option("--bootstrap", options.bootstrap, "samples of an interval")
      ->capture_default_str();
  command.add_option("--plants", options.plants,
                     "industry,hhi: Herfindahl index of plant sizes, for ellison_glaeser");
  command.add_option("--groups", options.groups,
                     "region,group: for inequality between and within groups");
  CLI::Option* coordinates = command.add_option(
      "--coordinates", options.coordinates, "region,lat,lon: neighbours are the nearest regions");
  command.add_option("--nearest", options.nearest, "how many of them")
      ->needs(coordinates)
      ->capture_default_str();
  command.add_option("--band", options.band_km, "km; neighbours are all regions within it")
      ->check(CLI::PositiveNumber)
      ->needs(coordinates);
  command
      .add_option("--neighbours", options.neighbours,
                  "region,neighbour[,weight]: neighbours as listed")
      ->excludes("--coordinates");
  command.add_option("--of", options.of, "spatial and rank indices of value or lq")
      ->check(CLI::IsMember({"value", "lq"}))
      ->capture_default_str();
  command.add_option("--permutations", options.permutations, "for p values")->capture_default_str();
  command.add_option("--classes", options.classes, "of spatial_markov")->capture_default_str();
  command.add_option("--couple", options.couple, "A,B: two industries as coupled systems")
      ->delimiter(',');
  command.add_option("--seed", options.seed, "of permutations and samples")
      ->check(fault_of_seed)
      ->capture_default_str();
  command.add_option("--rows", options.rows, "most rows of a printed table; 0: all")
      ->capture_default_str();
  command
      .add_option("-o,--output", options.output,
                  "a new folder for lq.csv and indices.csv, a row a value, instead of printing")
      ->type_name("DIR");
  command.footer(explanation);
}

}  // namespace agglomera::cli
