#include "scenarios/study/experiment_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "scenarios/study/study_file.hpp"
#include "scenarios/study/wording.hpp"

namespace agglomera::scenarios {
namespace {

namespace fs = std::filesystem;

// In the order of ExperimentKind.
const std::vector<std::string>& names() {
  static const std::vector<std::string> all = {"calibrate", "backtest", "optimize", "sweep",
                                               "sensitivity"};
  return all;
}

constexpr std::array<std::string_view, 5> nouns = {"a calibration", "a backtest", "a portfolio", "a sweep",
                                                   "a sensitivity analysis"};

// Another kind of file, said by the keys that only that kind has.
bool is_no_experiment(TomlTable& root) {
  if (root.has("experiment")) return false;
  if (root.has("study"))
    root.complain({}, "is a scenario, not an experiment (it names a study)",
                  "name an experiment, which names its scenario");
  else if (root.has("tables"))
    root.complain({}, "is a study, not an experiment (it has [tables])",
                  "name an experiment, which names its scenario");
  else
    return false;
  return true;
}

bool is_of_kind(TomlTable& root, ExperimentKind wanted) {
  const auto kind = experiment_kind(root);
  if (!kind) return false;
  if (*kind == wanted) return true;
  const std::string& name = names()[static_cast<std::size_t>(*kind)];
  root.complain(root.at("experiment"),
                fmt::format("\"experiment\" is \"{}\" ({} is expected)", name,
                            nouns[static_cast<std::size_t>(wanted)]),
                fmt::format("agglomera {} reads it", name));
  return false;
}

}  // namespace

std::optional<ExperimentKind> experiment_kind(TomlTable& root) {
  const auto said = root.word("experiment", Need::required);
  if (!said) return std::nullopt;
  const auto found = std::find(names().begin(), names().end(), said->text);
  if (found != names().end()) return static_cast<ExperimentKind>(found - names().begin());
  root.complain(said->at,
                fmt::format("{} is no experiment (known: {})", in_quotes(said->text),
                            fmt::join(names(), ", ")),
                nearest_suggestion(said->text, names()));
  return std::nullopt;
}

bool open_experiment(Source& source, const fs::path& path, ExperimentKind kind,
                     Complaints& complaints, const std::function<void(TomlTable&)>& read) {
  const auto text = read_named(source, path, "", complaints);
  if (!text) return false;
  TomlFile file(text->file, text->text, complaints);
  if (!file.parsed()) return false;
  TomlTable root = file.root(std::string(nouns[static_cast<std::size_t>(kind)]));
  if (is_no_experiment(root) || !TomlFile::reads_format(root) || !is_of_kind(root, kind))
    return false;
  read(root);
  return true;
}

ScenarioFile read_scenario_of_experiment(Source& source, const fs::path& path, TomlTable& root,
                                         Complaints& complaints) {
  ScenarioFile file;
  if (const auto name = root.word("scenario")) {
    const std::string where = fmt::format("{}:{}:{}", root.file(), name->at.line, name->at.column);
    file = read_scenario_file(source, source.beside(path, name->text), where, complaints);
    if (const std::size_t levers = file.scenario.levers.size(); levers > 0)
      root.complain(name->at,
                    fmt::format("the scenario {} has {} (an experiment is about the world "
                                "without policies)",
                                in_quotes(name->text), counted(levers, "lever")),
                    "name a scenario without [[lever]]");
  }
  if (!file.scenario.study) {  // so that the rest of the file can be read
    auto study = std::make_shared<models::Study>();
    study->parameters = models::usual_settings();
    file.scenario.study = std::move(study);
  }
  file.scenario.members =
      static_cast<int>(root.whole("members").value_or(least_members_of_experiment));
  file.scenario.seed = static_cast<std::uint64_t>(root.whole("seed").value_or(0));
  file.scenario.headline = read_headline(root);
  return file;
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string warning(const std::string& file, Position at, std::string message,
                    std::string suggestion) {
  return sim::Complaint{file, at.line, at.column, std::move(message), std::move(suggestion)}.text();
}

}  // namespace agglomera::scenarios
