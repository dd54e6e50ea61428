// agglomera export FILE.h5 --to csv DIR
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "output/export/export.hpp"
#include "scenarios/cli/commands.hpp"
#include "sim/errors.hpp"

namespace agglomera::cli {
namespace {

struct Options {
  std::string file;
  std::string to;
  std::string folder;
  CommonOptions common;
};

struct Stopped {};

const std::vector<std::string> formats = {"csv", "netcdf"};

// All that is wrong with the command line and the file is said together.
class Complaints {
 public:
  template <typename Make>
  auto without(Make make) -> decltype(make()) {
    try {
      return make();
    } catch (const sim::InputError& error) {
      all_.insert(all_.end(), error.complaints().begin(), error.complaints().end());
      return {};
    }
  }
  void add(sim::Complaint complaint) { all_.push_back(std::move(complaint)); }
  void end() const {
    if (!all_.empty()) throw sim::InputError(all_);
  }

 private:
  std::vector<sim::Complaint> all_;
};

// In percent: cells may be more than an int holds.
output::ExportProgress progress_of(Progress& bar) {
  return [&bar](std::uint64_t done, std::uint64_t of) {
    if (stop_on_interrupt()) throw Stopped();
    bar(static_cast<int>(static_cast<double>(done) / static_cast<double>(of) * 100), 100);
  };
}

std::vector<output::ExportedFile> write(const Options& options, const output::ResultStream& result,
                                        output::WholeFolder& folder) {
  Progress bar(options.common, "percent exported");
  const auto progress = progress_of(bar);
  return options.to == "csv" ? output::export_csv(result, folder, progress)
                             : output::export_netcdf(result, folder, progress);
}

nlohmann::ordered_json summary(const Options& options,
                               const std::vector<output::ExportedFile>& files) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  const bool tables = options.to == "csv";
  for (const output::ExportedFile& file : files)
    list.push_back({{"file", file.name},
                    {"group", file.group},
                    {tables ? "rows" : "cells", file.rows},
                    {tables ? "columns" : "variables", file.columns}});
  return {{"output", options.folder}, {"to", options.to}, {"files", list}};
}

void print(const Options& options, const std::vector<output::ExportedFile>& files) {
  const bool tables = options.to == "csv";
  std::vector<std::vector<std::string>> rows;
  for (const output::ExportedFile& file : files)
    rows.push_back({file.name, std::to_string(file.rows), std::to_string(file.columns.size())});
  fmt::print("{}",
             table({"file", tables ? "rows" : "cells", tables ? "columns" : "variables"}, rows));
}

int export_file(const Options& options) {
  Stopwatch watch(options.common);
  Complaints complaints;
  if (std::ranges::find(formats, options.to) == formats.end())
    complaints.add({"--to", 0, 0, fmt::format("there is no format \"{}\"", options.to),
                    sim::did_you_mean(options.to, formats)});
  const auto folder =
      complaints.without([&] { return std::make_unique<output::WholeFolder>(options.folder); });
  const auto result =
      complaints.without([&] { return std::make_unique<output::ResultStream>(options.file); });
  complaints.end();
  watch.lap("checked");
  try {
    const auto files = write(options, *result, *folder);
    folder->finish();
    watch.lap("written");
    if (options.common.json)
      fmt::print("{}\n",
                 summary(options, files)
                     .dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    else
      print(options, files);
  } catch (const Stopped&) {
    tell("interrupted; nothing was written, the same command starts again\n");
    return interrupted;
  }
  remark(options.common, fmt::format("wrote {}", options.folder));
  return done;
}

constexpr const char* explanation =
    "csv: a table for each group and set of dimensions (series.csv, series_by_city.csv), a row for "
    "each\n"
    "  combination of labels, names of cities in both languages beside their ids; columns.csv says "
    "the\n"
    "  unit and meaning of every column. For R, Stata, pandas and spreadsheets.\n"
    "netcdf: a file for each group in the classic format, without groups, for readers that know "
    "none: R's\n"
    "  ncdf4 and RNetCDF, MATLAB, xarray. FILE.h5 itself is netCDF-4: "
    "xarray.open_dataset(\"FILE.h5\",\n"
    "  group=\"series\") and ncdump read it as it is.\n"
    "Both hold the same numbers to the last bit, whatever the size of the file in the memory there "
    "is.";

}  // namespace

void add_export(CLI::App& program, Work& work) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "export", "a result as tables or netCDF files for R, Stata, Python and spreadsheets");
  command->add_option("FILE", options->file, "a result file of any kind")->required();
  command->add_option("DIR", options->folder, "a folder that does not exist or is empty")
      ->required();
  command->add_option("--to", options->to, "csv or netcdf")->required()->type_name("csv|netcdf");
  command->footer(explanation);
  add_common(*command, options->common);
  command->callback([options, &work] { work = [options] { return export_file(*options); }; });
}

}  // namespace agglomera::cli
