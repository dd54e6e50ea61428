// A result for R, Stata, Python and spreadsheets: a folder of tables or of netCDF files, draws of a
// posterior for ArviZ, forecasts for a modelling hub.
//
// All are streamed (but a posterior, which is small): memory does not grow with the result. The folder is
// whole or not there.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "output/export/tables.hpp"
#include "output/store/result_stream.hpp"
#include "output/store/whole_folder.hpp"

namespace agglomera::output {

// What was written.
struct ExportedFile {
  std::string name;  // in the folder
  std::string group;
  std::uint64_t rows;                // of a table; cells of a netCDF file
  std::vector<std::string> columns;  // or variables
};

// Called now and then with the cells written and all there are; may throw, and nothing is left.
using ExportProgress = std::function<void(std::uint64_t done, std::uint64_t of)>;

// One CSV file for each table, columns.csv with the unit and meaning of every column, README.txt.
// UTF-8 without a byte order mark, line ends \n, missing values as empty cells.
std::vector<ExportedFile> export_csv(const ResultStream& result, WholeFolder& folder,
                                     const ExportProgress& progress);

// One netCDF file for each group, in the classic format, which every reader knows: no groups, text as
// UTF-8 characters along a dimension text_N (attribute _Encoding), missing values NaN. Variables along
// a dimension without labels are left out, for the format has no such dimension.
std::vector<ExportedFile> export_netcdf(const ResultStream& result, WholeFolder& folder,
                                        const ExportProgress& progress);

// inference_data.nc, ArviZ InferenceData, with an entry for each group in it. Throws sim::InputError of
// any file but a posterior.
std::vector<ExportedFile> export_arviz(const ResultStream& result, WholeFolder& folder,
                                       const ExportProgress& progress);

// Quantiles of the forecasts and what they are scored against, as hubs have them (hubverse). Throws
// sim::InputError of a result without forecasts.
std::vector<ExportedFile> export_hub(const ResultStream& result, WholeFolder& folder,
                                     const ExportProgress& progress);

// README.txt: where the files come from, what is in them, how to read them. `how`: lines about the format.
std::string readme_text(const ResultFile& outline, const std::vector<ExportedFile>& files,
                        const std::string& how);

// Of the root, numbers as digits; empty where there is none.
std::string attribute_text(const ResultFile& outline, const std::string& name);

}  // namespace agglomera::output
