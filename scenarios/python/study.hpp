// A scenario or an experiment file with its study, read and checked as a whole. What was read is what
// runs: a file that changes on the disk afterwards changes nothing.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "scenarios/experiments/optimize.hpp"
#include "scenarios/experiments/posterior.hpp"
#include "scenarios/experiments/sensitivity.hpp"
#include "scenarios/study/backtest_file.hpp"
#include "scenarios/study/calibration_file.hpp"
#include "scenarios/study/check.hpp"
#include "scenarios/study/portfolio_file.hpp"
#include "scenarios/study/sweep_file.hpp"

namespace agglomera::python {

// What a call says instead of the file.
using Overrides = scenarios::Overrides;

class Study {
 public:
  // Throws sim::InputError with everything that is wrong in the file and all it names.
  explicit Study(const std::filesystem::path& path);
  // The same with another text of the file itself, as if it stood beside it under `name`.
  Study with_text(const std::string& text, const std::string& name) const;

  scenarios::FileKind kind() const { return kind_; }
  const std::string& path() const { return path_; }  // as the user named it
  const std::vector<scenarios::InputFile>& inputs() const {
    return inputs_;
  }                                        // the file itself first
  std::vector<std::string> files() const;  // on the disk, all that were read
  const scenarios::PosteriorUse& posterior() const { return posterior_; }
  const std::vector<std::string>& warnings() const { return warnings_; }
  // Of an experiment: the scenario it starts from, with the members (a variation's replicates) and seed of
  // the experiment.
  const scenarios::Scenario& scenario() const;

  // What the file says, with overrides. Throw sim::InputError when it is of another kind, in the words
  // of the command for that kind, or an override is out of range.
  scenarios::Scenario scenario(const Overrides& overrides) const;
  scenarios::Calibration calibration(const Overrides& overrides) const;
  scenarios::Backtest backtest(const scenarios::BacktestOverrides& overrides) const;
  scenarios::Portfolio portfolio(const scenarios::PortfolioOverrides& overrides) const;
  scenarios::Sweep sweep(const Overrides& overrides) const;
  scenarios::Sensitivity sensitivity(const Overrides& overrides) const;

 private:
  using Content = std::variant<scenarios::Scenario, scenarios::Calibration, scenarios::Backtest,
                               scenarios::Portfolio, scenarios::Sweep, scenarios::Sensitivity>;
  Study() = default;
  void take(scenarios::Source& source, const std::filesystem::path& path);

  scenarios::FileKind kind_ = scenarios::FileKind::unknown;
  std::string path_;
  std::string posterior_file_;
  Content content_;
  std::vector<scenarios::InputFile> inputs_;
  scenarios::PosteriorUse posterior_;
  std::vector<std::string> warnings_;
};

}  // namespace agglomera::python
