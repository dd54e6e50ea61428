#include <fmt/format.h>

#include "scenarios/cli/measure_options.hpp"
#include "scenarios/cli/measure_print.hpp"
#include "sim/errors.hpp"

namespace agglomera::cli {
namespace {

using namespace scenarios;
using cli::MeasureOptions;

void print_into_folder(const MeasureOptions& options, const ActivityTable& table,
                       const MeasureRequest& request, const Quotients& quotients,
                       output::WholeFolder& folder) {
  const std::vector<MeasuredFile> files = write_measured(table, request, quotients, folder);
  folder.finish();
  if (options.common.json)
    return print_folder_json(table, request, quotients, options.output, files);
  print_measured_head(table, quotients);
  std::vector<std::vector<std::string>> rows;
  for (const MeasuredFile& file : files) rows.push_back({file.name, fmt::format("{}", file.rows)});
  fmt::print("{}", cli::table({"file", "rows"}, rows));
  remark(options.common, fmt::format("wrote {}", options.output));
}

int measure(const MeasureOptions& options) {
  constexpr std::int64_t most_rows = std::int64_t{1} << 40;
  check_ranges(options);
  if (options.rows < 0 || options.rows > most_rows)
    throw sim::InputError(sim::Complaint{
        "--rows", 0, 0, fmt::format("{} is outside 0 to {}", options.rows, most_rows), ""});
  std::optional<output::WholeFolder> folder;
  if (!options.output.empty()) folder.emplace(options.output);
  Stopwatch watch(options.common);
  const auto [table, request, quotients] =
      measure_table(options, [&](const char* step) { watch.lap(step); });
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

}  // namespace

void add_measure(CLI::App& program, Work& work) {
  auto options = std::make_shared<MeasureOptions>();
  CLI::App* command = program.add_subcommand(
      "measure", "LQ and every index for a table you already have: region, industry, year, value");
  command->add_option("TABLE", options->table, "a CSV file")->required();
  add_reading(*command, *options);
  add_measuring(*command, *options);
  add_common(*command, options->common);
  command->callback([options, &work] { work = [options] { return measure(*options); }; });
}

}  // namespace agglomera::cli
