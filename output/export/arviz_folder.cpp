// A posterior for ArviZ.
#include <fmt/format.h>

#include <numeric>

#include "output/export/export.hpp"
#include "output/store/inference_data.hpp"
#include "sim/errors.hpp"

namespace agglomera::output {
namespace {

constexpr const char* file_name = "inference_data.nc";

constexpr const char* how_to_read =
    "ArviZ InferenceData in one netCDF-4 file. Variables that hold draws begin with the dimensions "
    "chain and\n"
    "draw; the draws are members of one ensemble, so there is one chain, and diagnostics that "
    "compare chains\n"
    "say nothing. constant_data has the names and places of the cities.\n"
    "\n"
    "Python  arviz.from_netcdf(\"inference_data.nc\")\n"
    "        xarray.open_dataset(\"inference_data.nc\", group=\"posterior\")\n"
    "Julia   InferenceObjects.from_netcdf(\"inference_data.nc\")\n";

std::uint64_t cells_of(const Group& group) {
  std::uint64_t all = 0;
  for (const Variable& variable : group.variables)
    all += std::visit([](const auto& values) { return values.size(); }, variable.values);
  return all;
}

}  // namespace

std::vector<ExportedFile> export_arviz(const ResultStream& result, WholeFolder& folder,
                                       const ExportProgress& progress) {
  if (inference_groups_of(result.outline()).empty())
    throw sim::InputError(sim::Complaint{
        result.place().generic_string(), 0, 0,
        fmt::format("has no draws of a posterior (its kind: {})", result.outline().filetype),
        "ArviZ reads what calibrate makes; --to netcdf takes every file"});
  // At most some hundred draws are kept of a posterior: it is read whole.
  const ResultFile whole = read_result(result.place());
  const std::vector<Group> groups = inference_groups_of(whole);
  std::uint64_t cells = 0;
  std::vector<ExportedFile> files;
  for (const Group& group : groups) {
    files.push_back({file_name, group.name, cells_of(group), {}});
    for (const Variable& variable : group.variables) files.back().columns.push_back(variable.name);
    cells += files.back().rows;
  }
  progress(0, cells);
  write_inference_data(whole, groups, folder.inside() / file_name);
  progress(cells, cells);
  folder.write("README.txt", readme_text(result.outline(), {}, how_to_read));
  return files;
}

}  // namespace agglomera::output
