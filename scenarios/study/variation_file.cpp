#include "scenarios/study/variation_file.hpp"

#include <fmt/format.h>

#include "scenarios/study/outputs_section.hpp"
#include "scenarios/study/wording.hpp"

namespace agglomera::scenarios {
namespace {

ScenarioFile read_scenario_named(Source& source, const std::filesystem::path& path, TomlTable& root,
                                 Complaints& complaints) {
  ScenarioFile file;
  if (const auto name = root.word("scenario")) {
    const std::string where = fmt::format("{}:{}:{}", root.file(), name->at.line, name->at.column);
    file = read_scenario_file(source, source.beside(path, name->text), where, complaints);
    if (file.scenario.study && !file.scenario.study->sectors.empty())
      root.complain(name->at,
                    fmt::format("the scenario {} tells several sectors apart (points are of one "
                                "focal sector)",
                                in_quotes(name->text)),
                    "name a scenario of one sector");
  }
  if (!file.scenario.study) {  // so that the rest of the file can be read
    auto study = std::make_shared<models::Study>();
    study->parameters = models::usual_settings();
    file.scenario.study = std::move(study);
  }
  return file;
}

}  // namespace

Variation read_variation(Source& source, const std::filesystem::path& path, TomlTable& root,
                         Points points, std::int64_t least_replicates, Complaints& complaints) {
  ScenarioFile file = read_scenario_named(source, path, root, complaints);
  Variation variation;
  variation.name = path.stem().string();
  file.scenario.members =
      static_cast<int>(root.whole("replicates").value_or(least_replicates));
  file.scenario.seed = static_cast<std::uint64_t>(root.whole("seed").value_or(0));
  file.scenario.headline = read_headline(root);
  variation.drawn =
      root.one_of("others") == 1u;
  file.scenario.sample_priors = variation.drawn;
  if (!variation.drawn) file.scenario.posterior_file.clear();
  variation.outputs = read_outputs(root, file);
  read_factors(root, file, points, variation);
  if (variation.outputs.effect && variation.levers.empty() && complaints.none())
    root.complain(
        root.at("outputs"), "an effect without levers (there is none to tell of)",
        "write effect = false, or name a policy's scenario or a factor with lever = \"…\"");
  variation.scenario = std::move(file.scenario);
  return variation;
}

}  // namespace agglomera::scenarios
