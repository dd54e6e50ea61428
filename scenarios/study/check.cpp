#include "scenarios/study/check.hpp"

#include <algorithm>

#include "scenarios/study/backtest_file.hpp"
#include "scenarios/study/calibration_file.hpp"
#include "scenarios/study/experiment_file.hpp"
#include "scenarios/study/portfolio_file.hpp"
#include "scenarios/study/scenario_file.hpp"
#include "scenarios/study/sensitivity_file.hpp"
#include "scenarios/study/study_file.hpp"
#include "scenarios/study/sweep_file.hpp"
#include "scenarios/study/toml_file.hpp"

namespace agglomera::scenarios {
namespace {

namespace fs = std::filesystem;

using Kind = FileKind;

Kind kind_of_experiment(TomlTable& root) {
  const auto kind = experiment_kind(root);
  if (!kind) return Kind::unknown;
  switch (*kind) {
    case ExperimentKind::calibrate: return Kind::calibration;
    case ExperimentKind::backtest: return Kind::backtest;
    case ExperimentKind::optimize: return Kind::portfolio;
    case ExperimentKind::sweep: return Kind::sweep;
    case ExperimentKind::sensitivity: return Kind::sensitivity;
  }
  return Kind::unknown;
}

Kind kind_of(TomlTable& root) {
  const auto any = [&](const std::vector<std::string>& names) {
    const std::vector<std::string> keys = root.keys();
    return std::any_of(keys.begin(), keys.end(), [&](const std::string& key) {
      return std::find(names.begin(), names.end(), key) != names.end();
    });
  };
  if (any({"experiment", "scenario", "scenarios"})) return kind_of_experiment(root);
  if (any({"study"})) return Kind::scenario;
  if (any({"tables", "hubs", "missing", "strategy"})) return Kind::study;
  if (any({"seed", "members", "lever", "mechanisms"})) return Kind::scenario;
  root.complain({},
                "is neither a study (with [tables]) nor a scenario (with study = \"…\") nor an "
                "experiment (with experiment = \"…\")");
  return Kind::unknown;
}

}  // namespace

FileKind kind_of_file(const fs::path& path, Complaints& complaints) {
  Source source;
  const auto text = read_named(source, path, "", complaints);
  if (!text) return Kind::unknown;
  TomlFile file(text->file, text->text, complaints);
  if (!file.parsed()) return Kind::unknown;
  TomlTable root = file.root("an experiment");
  return kind_of(root);
}

std::vector<sim::Complaint> check(const fs::path& path) {
  Complaints complaints;
  const Kind kind = kind_of_file(path, complaints);
  Source source;
  try {
    if (kind == Kind::study) read_study(source, path, "", complaints);
    if (kind == Kind::scenario) read_scenario_file(source, path, "", complaints);
    if (kind == Kind::calibration) read_calibration(source, path);
    if (kind == Kind::backtest) read_backtest(source, path);
    if (kind == Kind::portfolio) read_portfolio(source, path);
    if (kind == Kind::sweep) read_sweep(source, path);
    if (kind == Kind::sensitivity) read_sensitivity(source, path);
  } catch (const sim::InputError& error) {
    complaints.add(error);
  }
  return complaints.all();
}

}  // namespace agglomera::scenarios
