// agglomera export FILE.h5 --to csv|netcdf|arviz|hub DIR
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

struct Format {
  const char* name;
  decltype(&output::export_csv) write;
  const char* rows;  // what the numbers of a file's summary are of
  const char* columns;
};

constexpr Format formats[] = {{"csv", output::export_csv, "rows", "columns"},
                              {"netcdf", output::export_netcdf, "cells", "variables"},
                              {"arviz", output::export_arviz, "cells", "variables"},
                              {"hub", output::export_hub, "rows", "columns"}};

const Format* format_of(const std::string& name) {
  const auto found = std::ranges::find(formats, name, &Format::name);
  return found == std::end(formats) ? nullptr : found;
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const Format& format : formats) names.emplace_back(format.name);
  return names;
}

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
  return format_of(options.to)->write(result, folder, progress_of(bar));
}

nlohmann::ordered_json summary(const Options& options,
                               const std::vector<output::ExportedFile>& files) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  const Format& format = *format_of(options.to);
  for (const output::ExportedFile& file : files)
    list.push_back({{"file", file.name},
                    {"group", file.group},
                    {format.rows, file.rows},
                    {format.columns, file.columns}});
  return {{"output", options.folder}, {"to", options.to}, {"files", list}};
}

void print(const Options& options, const std::vector<output::ExportedFile>& files) {
  const Format& format = *format_of(options.to);
  const bool one_file = files.size() > 1 && files[0].name == files[1].name;  // of many groups
  std::vector<std::vector<std::string>> rows;
  for (const output::ExportedFile& file : files)
    rows.push_back({one_file ? fmt::format("{}/{}", file.name, file.group) : file.name,
                    std::to_string(file.rows), std::to_string(file.columns.size())});
  fmt::print("{}", table({"file", format.rows, format.columns}, rows));
}

int export_file(const Options& options) {
  Stopwatch watch(options.common);
  Complaints complaints;
  if (!format_of(options.to))
    complaints.add({"--to", 0, 0, fmt::format("there is no format \"{}\"", options.to),
                    sim::did_you_mean(options.to, format_names())});
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
    "  These two hold the same numbers to the last bit, whatever the size of the file in the memory "
    "there is.\n"
    "arviz: the draws of a posterior as ArviZ InferenceData, in one netCDF-4 file:\n"
    "  arviz.from_netcdf(\"DIR/inference_data.nc\").\n"
    "hub: the forecasts of a backtest, or of a run or policy that goes on after the last observed "
    "year, as\n"
    "  modelling hubs have them (hubverse): 23 quantiles by origin, horizon and city, and the "
    "observations\n"
    "  to score them with.";

}  // namespace

void add_export(CLI::App& program, Work& work) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "export", "a result for R, Stata, Python, spreadsheets, ArviZ and forecast hubs");
  command->add_option("FILE", options->file, "a result file of any kind")->required();
  command->add_option("DIR", options->folder, "a folder that does not exist or is empty")
      ->required();
  command->add_option("--to", options->to, "csv, netcdf, arviz or hub")
      ->required()
      ->type_name("csv|netcdf|arviz|hub");
  command->footer(explanation);
  add_common(*command, options->common);
  command->callback([options, &work] { work = [options] { return export_file(*options); }; });
}

}  // namespace agglomera::cli
