// What `measure` says: tables with the convention above each, one JSON document, or a folder of tidy CSV
// files. Indices are written as they are found, so that ten million rows need no second copy.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "output/store/whole_folder.hpp"
#include "scenarios/experiments/measure.hpp"

namespace agglomera::cli {

// At most `rows` of each table; 0: all.
void print_measured_text(const scenarios::ActivityTable& table,
                         const scenarios::MeasureRequest& request,
                         const scenarios::Quotients& quotients, std::size_t rows);
void print_measured_json(const scenarios::ActivityTable& table,
                         const scenarios::MeasureRequest& request,
                         const scenarios::Quotients& quotients);

// lq.csv with a row for each row of the table, indices.csv with a row for each value, transitions.csv
// where classes of regions move, README.txt. The folder is not finished. Throws sim::InputError when it
// can't be written, and Interrupted when the user wants no more.
struct MeasuredFile {
  std::string name;
  std::size_t rows;
};
struct Interrupted {};
std::vector<MeasuredFile> write_measured(const scenarios::ActivityTable& table,
                                         const scenarios::MeasureRequest& request,
                                         const scenarios::Quotients& quotients,
                                         output::WholeFolder& folder);

// What the table holds and how what is odd in it was treated.
void print_measured_head(const scenarios::ActivityTable& table,
                         const scenarios::Quotients& quotients);
void print_folder_json(const scenarios::ActivityTable& table,
                       const scenarios::MeasureRequest& request,
                       const scenarios::Quotients& quotients, const std::string& folder,
                       const std::vector<MeasuredFile>& files);

}  // namespace agglomera::cli
