// What `measure` is asked for in a user's words, and the table, request and LQs that come of it.
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
  std::string table;
  ActivityManner manner;
  std::string wide, separator = ",", encoding = "utf-8", absent = "missing", of = "value";
  std::vector<std::string> missing, suppressed, couple;
  std::vector<std::string> zero;
  std::string decimal, thousands;
  std::string indices, convention, coordinates, neighbours, groups, plants;
  std::int64_t nearest = 4, bootstrap = 999, permutations = 999, classes = 4;
  std::optional<double> band_km;
  std::uint64_t seed = 1;
};

// How to read the table and those beside it. Throw sim::InputError when an option is out of range or
// contradicts another.
ActivityManner manner_of(const MeasureOptions& options);
void check_ranges(const MeasureOptions& options);

// What is asked of the table, with neighbours, groups and plants read from their files.
MeasureRequest request_of(const MeasureOptions& options, const ActivityManner& manner,
                          const ActivityTable& table, Complaints& complaints);

// Takes out what can't be said for want of something, and notes it. Throws sim::InputError when it was
// asked for by name.
std::vector<std::string> drop_what_is_wanting(const MeasureOptions& options, MeasureRequest& request,
                                              const ActivityTable& table);

struct MeasuredTable {
  ActivityTable table;
  MeasureRequest request;
  Quotients quotients;
};

// All of it: reads, checks and finds the LQs. Throws sim::InputError with everything that is wrong. `step`
// hears of what was done.
MeasuredTable measure_table(const MeasureOptions& options,
                            const std::function<void(const char*)>& step = {});

}  // namespace agglomera::scenarios
