// How a user says that a table of activity is to be read, in the words of the options of `measure` and of
// `init --from`.
#pragma once

#include <string>
#include <vector>

#include "scenarios/study/activity_table.hpp"

namespace agglomera::scenarios {

struct ReadingOptions {
  ActivityManner manner;  // columns, flags, totals
  std::string wide;       // "", "auto", "industry" or "year"
  std::string separator = ",", encoding = "utf-8";
  std::string decimal, thousands;  // empty: a point, and nothing
  std::string absent;              // "missing", "zero"; empty: nobody said
  std::vector<std::string> missing, suppressed, zero;  // marks; none: the usual ones

  // Throws sim::InputError for a separator that is none and for signs that contradict each other.
  ActivityManner read() const;
};

}  // namespace agglomera::scenarios
