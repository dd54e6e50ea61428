#include "scenarios/study/calibration_file.hpp"

#include <fmt/format.h>

#include "scenarios/study/experiment_file.hpp"
#include "scenarios/study/free_section.hpp"
#include "scenarios/study/method_section.hpp"
#include "scenarios/study/targets_section.hpp"

namespace agglomera::scenarios {
namespace {

namespace fs = std::filesystem;

// Fewer members than this many times the free numbers take chance for correlation.
constexpr std::size_t members_per_free_number = 2;

class CalibrationReader {
 public:
  CalibrationReader(Source& source, const fs::path& path, TomlTable& root,
                    const Overrides& overrides, Complaints& complaints)
      : source_(source), path_(path), root_(root), overrides_(overrides), complaints_(complaints) {}

  Calibration read() {
    calibration_.name = path_.stem().string();
    ScenarioFile file = read_scenario_of_experiment(source_, path_, root_, complaints_);
    calibration_.targets = read_targets(root_, file);
    calibration_.free = read_free(root_, file, calibration_.targets.cities);
    calibration_.method = read_method(root_, calibration_.free);
    root_.finish();
    calibration_.scenario = std::move(file.scenario);
    apply(overrides_, least_members_of_experiment, calibration_.scenario, complaints_);
    if (complaints_.none()) warn();
    return std::move(calibration_);
  }

 private:
  void warn() {
    const models::Study& study = *calibration_.scenario.study;
    const std::vector<sim::PlaceIndex>& cities = calibration_.targets.cities;
    const std::size_t of_cities = free_of_cities(calibration_.free, study, cities);
    const std::size_t free = calibration_.free.parameters.size() + of_cities;
    const std::size_t seen = observations(calibration_.targets, study);
    if (free > seen)
      say(root_.at("free"),
          fmt::format("{} for {} (not all of them can be determined)", counted(free, "free number"),
                      counted(seen, "observation")),
          "free fewer, or fit more years, measures or cities");
    warn_of_small_ensemble(free);
    if (calibration_.method.kind != MethodKind::es_mda && of_cities > 0)
      say(root_.at("method"),
          fmt::format("\"{}\" with {}, {} of cities (it is slow and coarse in many dimensions)",
                      method_names()[static_cast<std::size_t>(calibration_.method.kind)],
                      counted(free, "free number"), of_cities),
          "free parameters only, or write kind = \"es-mda\"");
  }

  void warn_of_small_ensemble(std::size_t free) {
    const auto members = static_cast<std::size_t>(calibration_.scenario.members);
    const std::size_t needed = members_per_free_number * free;
    const Method& method = calibration_.method;
    if (method.kind != MethodKind::es_mda || method.localisation != Localisation::none ||
        members >= needed)
      return;
    std::string problem = fmt::format(
        "{} members for {} without localisation (chance correlations will narrow the posterior; "
        "{} members at least)",
        members, counted(free, "free number"), needed);
    std::string suggestion = "take more members, or write localisation = \"own-city\"";
    if (overrides_.members)
      calibration_.warnings.push_back(
          warning("", {}, "--members: " + problem, std::move(suggestion)));
    else
      say(root_.at("members"), std::move(problem), std::move(suggestion));
  }

  void say(Position at, std::string problem, std::string suggestion) {
    calibration_.warnings.push_back(
        warning(root_.file(), at, std::move(problem), std::move(suggestion)));
  }

  Source& source_;
  const fs::path path_;
  TomlTable& root_;
  const Overrides& overrides_;
  Complaints& complaints_;
  Calibration calibration_;
};

}  // namespace

Calibration read_calibration(Source& source, const fs::path& path, const Overrides& overrides) {
  Complaints complaints;
  Calibration calibration;
  const auto read = [&](TomlTable& root) {
    calibration = CalibrationReader(source, path, root, overrides, complaints).read();
  };
  if (!open_experiment(source, path, ExperimentKind::calibrate, complaints, read))
    apply(overrides, least_members_of_experiment, calibration.scenario, complaints);
  if (!complaints.none()) throw sim::InputError(complaints.all());
  calibration.inputs = source.read_so_far();
  return calibration;
}

}  // namespace agglomera::scenarios
