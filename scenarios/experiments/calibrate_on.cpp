#include "scenarios/experiments/calibrate_on.hpp"

#include <algorithm>

#include "output/scores/log_error.hpp"
#include "output/scores/quantile.hpp"
#include "scenarios/study/calibration_sweep.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

constexpr int luck_of_errors = 5000;  // no step of a fit has it

std::vector<sim::PlaceIndex> all_cities(const Sweep& sweep) {
  std::vector<sim::PlaceIndex> cities;
  for (const Output& output : sweep.variation.outputs.all)
    cities.insert(cities.end(), output.places.begin(), output.places.end());
  std::sort(cities.begin(), cities.end());
  cities.erase(std::unique(cities.begin(), cities.end()), cities.end());
  return cities;
}

// Medians over members, by target.
std::vector<double> medians_of(const std::vector<Target>& targets, const Eigen::MatrixXd& told) {
  std::vector<double> medians;
  for (std::size_t row = 0; row < targets.size(); ++row) {
    std::vector<double> ensemble;
    for (Eigen::Index member = 0; member < told.cols(); ++member)
      ensemble.push_back(targets[row].unscaled(told(static_cast<Eigen::Index>(row), member)));
    medians.push_back(output::median(ensemble));
  }
  return medians;
}

double error_of(const std::vector<Target>& targets, const std::vector<double>& medians,
                const Output& output, Measure measure) {
  std::vector<double> simulated, observed;
  for (std::size_t row = 0; row < targets.size(); ++row) {
    const auto city = static_cast<sim::PlaceIndex>(targets[row].city);
    if (targets[row].measure != measure ||
        !std::binary_search(output.places.begin(), output.places.end(), city))
      continue;
    simulated.push_back(medians[row]);
    observed.push_back(targets[row].observed);
  }
  return output::log_mae(simulated, observed);
}

}  // namespace

PointOutputs calibrate_on(const Sweep& sweep, double value, const CalibrationWatch& watch) {
  Calibration experiment = *sweep.calibration;
  const Factor& factor = sweep.variation.factors.front();
  experiment.targets.cities = factor.places[static_cast<std::size_t>(value)];
  const CalibrationResult fitted = calibrate(experiment, watch);

  const Scenario& scenario = experiment.scenario;
  const models::Study& study = *scenario.study;
  const sim::Distances distances = models::usual_distances(study);
  const Forward forward{&study,     scenario.mechanisms, scenario.background,
                        &distances, Course::free,        std::min(scenario.last, study.last),
                        true};
  const std::vector<Measure> measures = measures_of(experiment.targets);
  const std::vector<Target> targets = targets_of(study, measures, all_cities(sweep),
                                                 experiment.targets.first, experiment.targets.last);
  const Eigen::MatrixXd none(0, scenario.members);
  const std::vector<double> before =
      medians_of(targets, tell_all(forward, {}, targets, none, scenario.seed, luck_of_errors));
  const std::vector<double> after =
      medians_of(targets, tell_all(forward, fitted.fit.numbers, targets,
                                   fitted.fit.smoothed.parameters, scenario.seed, luck_of_errors));
  PointOutputs outputs;
  for (const Output& output : sweep.variation.outputs.all)
    for (std::size_t m = 0; m < measures.size(); ++m) {
      const std::vector<std::string> names = error_names(experiment.targets.measures[m]);
      if (std::find(names.begin(), names.end(), output.measure) == names.end()) continue;
      const double was = error_of(targets, before, output, measures[m]);
      const double is = error_of(targets, after, output, measures[m]);
      outputs.mean.push_back(output.measure == names[0]   ? was
                             : output.measure == names[1] ? is
                                                          : is - was);
    }
  outputs.sd.assign(outputs.mean.size(), missing);
  return outputs;
}

}  // namespace agglomera::scenarios
