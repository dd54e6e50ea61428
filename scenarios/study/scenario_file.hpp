// scenario.toml: a run of a study.
//   format = 1, study = "study.toml"         a path from the scenario's own folder
//   years = { first = 2008, last = 2027 }    first: that of the study; last: at most 30 years after it
//   members = 200, seed = 20081217           1 to 100000; 0 to 2^63 - 1
//   mechanisms = { off = ["radiation"] }     background = "shares" or "agents"
//   sample = true, condition = true          kernel = "exponential", "gravity" or "radiation"
//   posterior = "posterior.h5"               parameters drawn from it; where it is missing, from priors
//   title, question                          in words, for readers of results (wording.hpp)
//   [parameters], [[lever]]
// Only format, study, years, members and seed are required.
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>

#include "scenarios/study/complaints.hpp"
#include "scenarios/study/frame.hpp"
#include "scenarios/study/scenario.hpp"
#include "scenarios/study/source.hpp"

namespace agglomera::scenarios {

// What the command line says instead of the file. A value out of range is an error in either, even
// where the other holds.
struct Overrides {
  std::optional<std::int64_t> members;
  std::optional<std::uint64_t> seed;
};

inline constexpr std::int64_t most_members = 100000;
inline constexpr std::int64_t largest_seed = std::numeric_limits<std::int64_t>::max();
inline constexpr int most_years_beyond = 30;

// Throws sim::InputError with everything that is wrong in the scenario, its study and their tables.
Scenario read_scenario(Source& source, const std::filesystem::path& path,
                       const Overrides& overrides = {});

// A scenario that another file names, with what that file's words are read against.
struct ScenarioFile {
  Scenario scenario;  // without inputs
  Frame frame;
  bool study_in_order = false;  // read without a complaint about the study or its tables
  bool years_known = false;     // those of the run
};

// As read_study: what it gives is of use for further checks only, unless there were no complaints.
ScenarioFile read_scenario_file(Source& source, const std::filesystem::path& path,
                                const std::string& named_by, Complaints& complaints);

// Takes what the command line says, and complains of values out of range.
void apply(const Overrides& overrides, std::int64_t least_members, Scenario& scenario,
           Complaints& complaints);

}  // namespace agglomera::scenarios
