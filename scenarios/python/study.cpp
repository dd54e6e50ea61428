#include "scenarios/python/study.hpp"

#include <type_traits>

namespace agglomera::python {
namespace {

namespace fs = std::filesystem;
using scenarios::FileKind;
using scenarios::Source;

// Of an experiment, the scenario it starts from.
template <typename Content>
const scenarios::Scenario& scenario_of(const Content& content) {
  if constexpr (std::is_same_v<Content, scenarios::Scenario>)
    return content;
  else if constexpr (requires { content.variation; })
    return content.variation.scenario;
  else
    return content.scenario;
}

template <typename Content>
const std::vector<scenarios::InputFile>& inputs_of(const Content& content) {
  if constexpr (requires { content.variation; })
    return content.variation.inputs;
  else
    return content.inputs;
}

template <typename Content>
std::vector<std::string> warnings_of(const Content& content) {
  if constexpr (requires { content.variation; })
    return content.variation.warnings;
  else if constexpr (requires { content.warnings; })
    return content.warnings;
  else
    return {};
}

// Calibrations and backtests learn parameters; all else may take them from a posterior.
template <typename Content>
scenarios::PosteriorUse attach(Content& content, Source& source) {
  if constexpr (std::is_same_v<Content, scenarios::Sweep>)
    return scenarios::attach_posterior(content.variation, source);
  else if constexpr (!std::is_same_v<Content, scenarios::Calibration> &&
                     !std::is_same_v<Content, scenarios::Backtest>)
    return scenarios::attach_posterior(content, source);
  else
    return {};
}

// Read again from the texts that were kept, with what a call says instead of them.
template <typename Read>
auto again(const std::vector<scenarios::InputFile>& inputs, Read read) {
  Source source(inputs);
  auto content = read(source, fs::path(inputs.front().path));
  attach(content, source);
  return content;
}

}  // namespace

Study::Study(const fs::path& path) : path_(path.string()) {
  scenarios::Complaints complaints;
  kind_ = scenarios::kind_of_file(path, complaints);
  if (!complaints.none()) throw sim::InputError(complaints.all());
  Source disk;
  take(disk, path);
}

void Study::take(Source& source, const fs::path& path) {
  switch (kind_) {
    case FileKind::calibration:
      content_ = scenarios::read_calibration(source, path);
      break;
    case FileKind::backtest:
      content_ = scenarios::read_backtest(source, path);
      break;
    case FileKind::portfolio:
      content_ = scenarios::read_portfolio(source, path);
      break;
    case FileKind::sweep:
      content_ = scenarios::read_sweep(source, path);
      break;
    case FileKind::sensitivity:
      content_ = scenarios::read_sensitivity(source, path);
      break;
    default:
      content_ = scenarios::read_scenario(source, path);  // complains of anything else
  }
  std::visit(
      [&](auto& content) {
        posterior_ = attach(content, source);
        inputs_ = inputs_of(content);
        warnings_ = warnings_of(content);
        posterior_file_ = scenario_of(content).posterior_file;
      },
      content_);
}

Study Study::with_text(const std::string& text, const std::string& name) const {
  Study other;
  other.kind_ = kind_;
  other.path_ = (fs::path(path_).parent_path() / name).string();
  std::vector<scenarios::InputFile> inputs = inputs_;
  inputs.front() = {name, text};
  Source source(std::move(inputs));
  other.take(source, name);
  return other;
}

std::vector<std::string> Study::files() const {
  std::vector<std::string> files;
  for (const scenarios::InputFile& input : inputs_)
    files.push_back((fs::path(path_).parent_path() / input.path).string());
  if (!posterior_file_.empty()) files.push_back(posterior_file_);
  return files;
}

const scenarios::Scenario& Study::scenario() const {
  return std::visit(
      [](const auto& content) -> const scenarios::Scenario& { return scenario_of(content); },
      content_);
}

scenarios::Scenario Study::scenario(const Overrides& overrides) const {
  const auto* read = std::get_if<scenarios::Scenario>(&content_);
  if (!read)
    return again(inputs_, [&](Source& source, const fs::path& path) {
      return scenarios::read_scenario(source, path, overrides);  // complains
    });
  scenarios::Scenario scenario = *read;
  scenarios::Complaints complaints;
  scenarios::apply(overrides, 1, scenario, complaints);
  if (!complaints.none()) throw sim::InputError(complaints.all());
  return scenario;
}

scenarios::Calibration Study::calibration(const Overrides& overrides) const {
  return again(inputs_, [&](Source& source, const fs::path& path) {
    return scenarios::read_calibration(source, path, overrides);
  });
}

scenarios::Backtest Study::backtest(const scenarios::BacktestOverrides& overrides) const {
  return again(inputs_, [&](Source& source, const fs::path& path) {
    return scenarios::read_backtest(source, path, overrides);
  });
}

scenarios::Portfolio Study::portfolio(const scenarios::PortfolioOverrides& overrides) const {
  return again(inputs_, [&](Source& source, const fs::path& path) {
    return scenarios::read_portfolio(source, path, overrides);
  });
}

scenarios::Sweep Study::sweep(const Overrides& overrides) const {
  return again(inputs_, [&](Source& source, const fs::path& path) {
    return scenarios::read_sweep(source, path, overrides);
  });
}

scenarios::Sensitivity Study::sensitivity(const Overrides& overrides) const {
  return again(inputs_, [&](Source& source, const fs::path& path) {
    return scenarios::read_sensitivity(source, path, overrides);
  });
}

}  // namespace agglomera::python
