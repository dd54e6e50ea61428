// The groups of sweep.h5, and the points in one that is finished.
#include <fmt/format.h>

#include <sstream>

#include "scenarios/experiments/headlines.hpp"
#include "scenarios/experiments/result_groups.hpp"
#include "scenarios/experiments/sweep.hpp"
#include "scenarios/experiments/sweep_origin.hpp"
#include "scenarios/experiments/variation_groups.hpp"

namespace agglomera::scenarios {
namespace {

using output::Group;
using Texts = std::vector<std::string>;
using Whole = std::vector<std::int64_t>;

output::Variable variable(std::string name, Texts dimensions,
                          decltype(output::Variable::values) values) {
  return {std::move(name), "", "", std::move(dimensions), std::move(values)};
}

Group points_group(const Sweep& sweep, const SweepOutcome& outcome) {
  const DesignPoints points(sweep);
  const std::size_t factors = points.factors();
  Whole numbers;
  std::vector<double> values(static_cast<std::size_t>(points.size()) * factors);
  for (std::int64_t point = 0; point < points.size(); ++point) {
    numbers.push_back(point + 1);
    points.values(point,
                  std::span(values).subspan(static_cast<std::size_t>(point) * factors, factors));
  }
  Group group{"points",
              {{"point", "", "", std::move(numbers)},
               factor_dimension(sweep.variation),
               output_dimension(sweep.variation)},
              {}};
  group.variables.push_back(variable("value", {"point", "parameter"}, std::move(values)));
  group.variables.push_back(variable("mean", {"point", "output"}, outcome.mean));
  group.variables.push_back(variable("sd", {"point", "output"}, outcome.sd));
  group.variables.push_back(variable("failed", {"point"}, outcome.failed));
  if (!outcome.reasons.empty()) {
    Texts reasons(static_cast<std::size_t>(points.size()));
    for (const auto& [point, reason] : outcome.reasons)
      reasons[static_cast<std::size_t>(point)] = reason;
    group.variables.push_back(variable("reason", {"point"}, std::move(reasons)));
  }
  return group;
}

Group design_group(const Sweep& sweep, const Provenance& provenance) {
  const Variation& variation = sweep.variation;
  const auto number = [](std::string name, std::int64_t value) {
    return variable(std::move(name), {}, Whole{value});
  };
  return {"design",
          {},
          {variable("kind", {}, Texts{design_name(sweep)}),
           number("replicates", variation.scenario.members), number("year", variation.outputs.year),
           number("effect", variation.outputs.effect),
           variable("others", {}, Texts{variation.drawn ? "drawn" : "usual"}),
           variable("depends_on", {}, Texts{origin_of(sweep.variation, provenance)})}};
}

template <typename Values>
const Values& values_of(const output::ResultFile& file, const char* group, const char* name) {
  return std::get<Values>(file.group(group)->variable(name)->values);
}

// Factors as the file has them, as far as keys need them; in the order of the sweep's, which has the same.
std::vector<Factor> factors_in(const output::ResultFile& file) {
  const auto& names = std::get<Texts>(file.group("factors")->dimension("parameter")->labels);
  const auto& kinds = values_of<Texts>(file, "factors", "kind");
  const auto& words = values_of<Texts>(file, "factors", "words");
  std::vector<Factor> factors(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    factors[i].name = names[i];
    const bool number = kinds[i] == factor_kind_name(FactorKind::parameter) ||
                        kinds[i] == factor_kind_name(FactorKind::strength);
    if (number) continue;
    std::istringstream all(words[i]);
    for (std::string word; std::getline(all, word, ';');) factors[i].words.push_back(word);
  }
  return factors;
}

}  // namespace

output::ResultFile sweep_result(const Sweep& sweep, const SweepOutcome& outcome,
                                const Provenance& provenance) {
  const Scenario& scenario = sweep.variation.scenario;
  output::ResultFile file;
  file.filetype = "sweep";
  describe_origin(file, provenance, scenario.seed, sweep.variation.inputs);
  file.groups = {
      points_group(sweep, outcome),
      {"outputs", {output_dimension(sweep.variation)}, output_variables(sweep.variation)},
      factors_group(sweep.variation),
      design_group(sweep, provenance),
      cities_group(scenario),
      experiment_group(scenario)};
  return file;
}

FinishedSweep finished_sweep(const output::ResultFile& file) {
  FinishedSweep finished{values_of<Texts>(file, "design", "depends_on").at(0),
                         {{}, text_attribute(file, "created")}};
  const std::vector<Factor> factors = factors_in(file);
  const auto& values = values_of<std::vector<double>>(file, "points", "value");
  const auto& mean = values_of<std::vector<double>>(file, "points", "mean");
  const auto& sd = values_of<std::vector<double>>(file, "points", "sd");
  const auto& failed = values_of<std::vector<std::int32_t>>(file, "points", "failed");
  const output::Variable* reasons = file.group("points")->variable("reason");
  const std::size_t points = failed.size(), outputs = points > 0 ? mean.size() / points : 0;
  KeptPoints& kept = finished.earlier.points;
  std::vector<std::uint64_t> key(factors.size());
  for (std::size_t point = 0; point < points; ++point) {
    for (std::size_t i = 0; i < key.size(); ++i)
      key[i] = key_of(factors[i], values[point * key.size() + i]);
    const auto row = [&](const std::vector<double>& all) {
      const auto from = all.begin() + static_cast<std::ptrdiff_t>(point * outputs);
      return std::vector<double>(from, from + static_cast<std::ptrdiff_t>(outputs));
    };
    kept.add(key, {row(mean), row(sd), failed[point],
                   reasons ? std::get<Texts>(reasons->values)[point] : ""});
  }
  return finished;
}

}  // namespace agglomera::scenarios
