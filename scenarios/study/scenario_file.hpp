// scenario.toml: a run of a study.
//   format = 1, study = "study.toml"         a path from the scenario's own folder
//   years = { first = 2008, last = 2027 }    first: that of the study; last: at most 30 years after it
//   members = 200, seed = 20081217           1 to 100000; 0 to 2^63 - 1
//   mechanisms = { off = ["radiation"] }     background = "shares" or "agents"
//   sample = true, condition = true          kernel = "exponential", "gravity" or "radiation"
//   [parameters], [[lever]]
// Only format, study, years, members and seed are required.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "scenarios/study/scenario.hpp"
#include "scenarios/study/source.hpp"
#include "sim/errors.hpp"

namespace agglomera::scenarios {

// What the command line says instead of the file. A value out of range is an error in either, even
// where the other holds.
struct Overrides {
  std::optional<std::int64_t> members;
  std::optional<std::uint64_t> seed;
};

inline constexpr std::int64_t most_members = 100000;
inline constexpr int most_years_beyond = 30;

// Throws sim::InputError with everything that is wrong in the scenario, its study and their tables.
Scenario read_scenario(Source& source, const std::filesystem::path& path,
                       const Overrides& overrides = {});

// Everything that is wrong in a study or scenario, told apart by its keys, and in what it names.
std::vector<sim::Complaint> check(const std::filesystem::path& path);

}  // namespace agglomera::scenarios
