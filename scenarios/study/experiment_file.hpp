// What every experiment file begins with:
//   format = 1, experiment = "calibrate", "backtest", "optimize", "sweep" or "sensitivity"
// and all but the last two (variation_file.hpp) go on with
//   scenario = "../baseline.toml"     its study, years, mechanisms, kernel and background; no levers
//   members = 1000, seed = 20081217   10 to 100000; 0 to 2^63 - 1; instead of the scenario's
//   title, question                   in words, for readers of results (wording.hpp); optional
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/study/complaints.hpp"
#include "scenarios/study/scenario_file.hpp"
#include "scenarios/study/source.hpp"
#include "scenarios/study/toml_file.hpp"

namespace agglomera::scenarios {

inline constexpr std::int64_t least_members_of_experiment = 10;
inline constexpr std::int64_t most_steps = 50;  // of ES-MDA
inline constexpr std::int64_t most_horizons = 10;

enum class ExperimentKind { calibrate, backtest, optimize, sweep, sensitivity };

// Which experiment the key "experiment" says; nothing, and a complaint, when none that is known.
std::optional<ExperimentKind> experiment_kind(TomlTable& root);

// Opens a file that should be an experiment of this kind and hands it on; false, and a complaint,
// when it is anything else.
bool open_experiment(Source& source, const std::filesystem::path& path, ExperimentKind kind,
                     Complaints& complaints, const std::function<void(TomlTable&)>& read);

// The keys scenario, members, seed, title and question.
ScenarioFile read_scenario_of_experiment(Source& source, const std::filesystem::path& path,
                                         TomlTable& root, Complaints& complaints);

// "1 observation", "3 observations"
std::string counted(std::size_t count, std::string_view noun);

// A warning about a place of a file: "where: problem (why) suggestion".
std::string warning(const std::string& file, Position at, std::string message,
                    std::string suggestion);

}  // namespace agglomera::scenarios
