// What `measure` is asked for in a user's words, and the table, the request and the LQs that come of it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/experiments/measure.hpp"
#include "scenarios/study/reading_options.hpp"

namespace agglomera::scenarios {

// As the options of the command say it, by whose names complaints call them.
struct MeasureOptions {
  std::string table;      // a CSV file
  ReadingOptions reading;
  std::string of = "value";                            // or "lq"
  std::string indices, convention;  // as chosen_indices and Conventions read them
  std::string coordinates, neighbours, groups, plants;  // files
  std::vector<std::string> couple;                      // none, or two industries
  std::int64_t nearest = 4, bootstrap = 999, permutations = 999, classes = 4;
  std::optional<double> band_km;
  std::uint64_t seed = 1;
};

// Throw sim::InputError when an option is unknown, out of range or contradicts another.
void check_range(const std::string& option, std::int64_t value, std::int64_t low,
                 std::int64_t high);
void check_options(const MeasureOptions& options);

// What is asked of the table, with neighbours, groups and plants read from their files.
MeasureRequest request_of(const MeasureOptions& options, const ActivityManner& manner,
                          const ActivityTable& table, Complaints& complaints);

// Takes out what can't be said for want of something, and notes it. Throws sim::InputError when it was
// asked for by name.
std::vector<std::string> drop_what_is_wanting(const MeasureOptions& options,
                                              MeasureRequest& request, const ActivityTable& table);

struct MeasuredTable {
  ActivityTable table;
  MeasureRequest request;
  Quotients quotients;
};

// Throws sim::InputError with everything that is wrong. `step` hears of what was done.
MeasuredTable measure_table(const MeasureOptions& options,
                            const std::function<void(const char*)>& step);

}  // namespace agglomera::scenarios
