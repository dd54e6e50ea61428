#include "scenarios/study/sensitivity_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "scenarios/study/experiment_file.hpp"

namespace agglomera::scenarios {
namespace {

namespace fs = std::filesystem;


// Whether the number is in order, or left as it was.
bool count(TomlTable& section, std::string_view key, int& number) {
  const auto said = section.whole(key);
  if (said) number = static_cast<int>(*said);
  return said || !section.has(key);
}

// Only a power of two of Sobol's points lies evenly, and only then are the samples A and B alike.
void check_samples(TomlTable& section, const SensitivityMethod& method) {
  const int each = method.samples / method.scramblings;
  if (each * method.scramblings == method.samples && each >= least_samples_of_scrambling &&
      std::has_single_bit(static_cast<unsigned>(each)))
    return;
  const auto below = std::max<std::int64_t>(
      least_samples_of_scrambling, std::bit_floor(static_cast<unsigned>(std::max(each, 1))));
  section.complain(
      section.has("samples") ? section.at("samples") : section.at("scramblings"),
      fmt::format(
          "{} samples in {} scramblings do not fit the estimator (each scrambling takes a power "
          "of two, at least {}: only so many points of the sequence are in balance)",
          method.samples, method.scramblings, least_samples_of_scrambling),
      fmt::format("write samples = {} or {}", below * method.scramblings,
                  2 * below * method.scramblings));
}

void read_sobol(TomlTable& section, SensitivityMethod& method) {
  const bool samples = count(section, "samples", method.samples);
  const bool scramblings = count(section, "scramblings", method.scramblings);
  method.second_order = section.truth("second_order").value_or(false);
  if (samples && scramblings) check_samples(section, method);
}

void read_morris(TomlTable& section, SensitivityMethod& method) {
  count(section, "trajectories", method.trajectories);
  if (count(section, "levels", method.levels) &&
      method.levels % 2 != 0)
    section.complain(
        section.at("levels"),
        fmt::format("{} levels do not fit the estimator (a step is half of them, so that "
                    "each is met equally often)",
                    method.levels),
        fmt::format("write {}", method.levels + 1));
}

SensitivityMethod read_method_of(TomlTable& root) {
  SensitivityMethod method;
  auto section = root.table("method");
  if (!section) return method;
  const auto kind =
      section->one_of("kind");
  if (!kind) return method;  // its other keys can't be known
  method.kind = static_cast<SensitivityKind>(*kind);
  method.kind == SensitivityKind::sobol ? read_sobol(*section, method)
                                        : read_morris(*section, method);
  section->finish();
  return method;
}

void check_size(TomlTable& root, const Sensitivity& experiment) {
  const std::int64_t points = experiment.method.points(experiment.variation.factors.size());
  if (points > most_points_of_sensitivity)
    root.complain(
        root.at("method"),
        fmt::format("{} points are too many (at most {})", points, most_points_of_sensitivity),
        "take fewer samples, or screen the factors with kind = \"morris\" first");
}

}  // namespace

std::int64_t SensitivityMethod::points(std::size_t factors) const {
  const auto d = static_cast<std::int64_t>(factors);
  if (kind == SensitivityKind::morris) return trajectories * (d + 1);
  return samples * (second_order ? 2 * d + 2 : d + 2);
}

Sensitivity read_sensitivity(Source& source, const fs::path& path, const Overrides& overrides) {
  Complaints complaints;
  Sensitivity experiment;
  const auto read = [&](TomlTable& root) {
    experiment.variation =
        read_variation(source, path, root, Points::sampled, least_replicates_of_sensitivity, complaints);
    experiment.method = read_method_of(root);
    check_size(root, experiment);
    root.finish();
  };
  open_experiment(source, path, ExperimentKind::sensitivity, complaints, read);
  apply(overrides, least_replicates_of_sensitivity, experiment.variation.scenario, complaints);
  if (!complaints.none()) throw sim::InputError(complaints.all());
  experiment.variation.inputs = source.read_so_far();
  return experiment;
}

}  // namespace agglomera::scenarios
