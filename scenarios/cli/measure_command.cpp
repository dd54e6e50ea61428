#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/cli/commands.hpp"
#include "scenarios/cli/measure_print.hpp"
#include "scenarios/experiments/measure_options.hpp"
#include "sim/errors.hpp"

namespace agglomera::cli {
namespace {

using namespace scenarios;

struct Options : MeasureOptions {
  CommonOptions common;
  std::int64_t rows = 20;
};

int measure(const Options& options) {
  constexpr std::int64_t most_rows = std::int64_t{1} << 40;
  if (options.rows < 0 || options.rows > most_rows)
    throw sim::InputError(sim::Complaint{
        "--rows", 0, 0, fmt::format("{} is outside 0 to {}", options.rows, most_rows), ""});
  Stopwatch watch(options.common);
  const MeasuredTable of = measure_table(options, [&](const char* step) { watch.lap(step); });
  if (options.common.json)
    print_measured_json(of.table, of.request, of.measured);
  else
    print_measured_text(of.table, of.request, of.measured, static_cast<std::size_t>(options.rows));
  watch.lap("printed");
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
  command.add_option("--encoding", options.encoding, "utf-8 or latin-1")
      ->check(CLI::IsMember({"utf-8", "latin-1"}))->capture_default_str();
  command.add_option("--missing", options.missing,
                     "marks of missing cells beside empty ones, instead of NA, N/A, NaN, null, ., .. and :")
      ->delimiter(',');
  command.add_option("--suppressed", options.suppressed,
                     "marks of suppressed cells, instead of (D), D, (S), S, *, **, (X), X, x, c and :c")
      ->delimiter(',');
  command.add_option("--absent", options.absent, "what no row means: missing or zero")
      ->check(CLI::IsMember({"missing", "zero"}))->capture_default_str();
  command.add_option("--total-region", options.manner.total_region, "the region whose rows are totals over regions");
  command.add_option("--total-industry", options.manner.total_industry, "the industry whose rows are totals over industries");
}

void add_measuring(CLI::App& command, Options& options) {
  command.add_option("--indices", options.indices,
                     fmt::format("which, parted by commas, instead of all: {}", fmt::join(index_names(), ", ")));
  command.add_option("--convention", options.convention,
                     fmt::format("whose conventions: {}; or of single indices: hoover=econgeo,theil_l=reat",
                                 fmt::join(program_names(), ", ")));
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
