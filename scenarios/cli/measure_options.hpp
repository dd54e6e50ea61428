// The command line of `measure`: how the table is written, what is measured and how.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/cli/commands.hpp"
#include "scenarios/experiments/measure.hpp"

namespace agglomera::cli {

struct MeasureOptions {
  CommonOptions common;
  std::string table;
  scenarios::ActivityManner manner;
  std::string wide, separator = ",", encoding = "utf-8", absent = "missing", of = "value";
  std::vector<std::string> missing, suppressed, couple;
  std::vector<std::string> zero;
  std::string decimal, thousands;
  std::string indices, convention, coordinates, neighbours, groups, plants, output;
  std::int64_t nearest = 4, bootstrap = 999, permutations = 999, classes = 4, rows = 20;
  std::optional<double> band_km;
  std::uint64_t seed = 1;
};

void add_reading(CLI::App& command, MeasureOptions& options);
void add_measuring(CLI::App& command, MeasureOptions& options);

// How to read the table and those beside it. Throw sim::InputError when an option is out of range or
// contradicts another.
scenarios::ActivityManner manner_of(const MeasureOptions& options);
void check_ranges(const MeasureOptions& options);

// What is asked of the table, with neighbours, groups and plants read from their files.
scenarios::MeasureRequest request_of(const MeasureOptions& options,
                                     const scenarios::ActivityManner& manner,
                                     const scenarios::ActivityTable& table,
                                     scenarios::Complaints& complaints);

// Takes out what can't be said for want of something, and notes it. Throws sim::InputError when it was
// asked for by name.
std::vector<std::string> drop_what_is_wanting(const MeasureOptions& options,
                                              scenarios::MeasureRequest& request,
                                              const scenarios::ActivityTable& table);

}  // namespace agglomera::cli
