#include <fmt/format.h>

#include "scenarios/cli/measure_options.hpp"
#include "scenarios/cli/measure_print.hpp"
#include "sim/errors.hpp"

namespace agglomera::cli {
namespace {

using namespace scenarios;

void refuse_when_wrong(const Complaints& complaints) {
  if (!complaints.none()) throw sim::InputError(complaints.all());
}

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
