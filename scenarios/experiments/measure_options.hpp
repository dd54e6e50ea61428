// What `measure` is asked for in a user's words, and the table, request and values that come of it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/experiments/measure.hpp"

namespace agglomera::scenarios {

// As the options of the command say it, by whose names complaints call it.
struct MeasureOptions {
  std::string table;      // a CSV file
  ActivityManner manner;  // columns, marks of missing cells, totals
  std::string wide;       // "", "auto", "industry" or "year"
  std::string separator = ",", encoding = "utf-8";
  std::vector<std::string> missing, suppressed;  // marks; none: the usual ones
  std::string absent = "missing";                // or "zero"
  std::string of = "value";                      // or "lq"
  std::string indices, convention;               // as chosen_indices and Conventions read them
  std::string coordinates, neighbours, groups, plants;  // files
  std::vector<std::string> couple;                      // none, or two industries
  std::int64_t nearest = 4, bootstrap = 999, permutations = 999, classes = 4;
  std::optional<double> band_km;
  std::uint64_t seed = 1;
};

struct MeasuredTable {
  ActivityTable table;
  MeasureRequest request;
  Measured measured;
};

// Throws sim::InputError with everything that is wrong. `step` hears of what was done.
MeasuredTable measure_table(const MeasureOptions& options,
                            const std::function<void(const char*)>& step = {});

}  // namespace agglomera::scenarios
