#include "scenarios/experiments/calibrate.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "sim/errors.hpp"
#include "sim/ranks.hpp"

namespace agglomera::scenarios {
namespace {

constexpr int replicates_of_objective = 8;
constexpr double usual_error = 0.3;  // sd of a target about the model, log units

bool stopped(const CalibrationWatch& watch) {
  return sim::on_any_rank(watch.stop && watch.stop->load(std::memory_order_relaxed));
}

// The parameters alone: what CMA-ES and ABC-SMC move. The numbers of cities are as given, or drawn from
// their priors where nothing is given.
struct GlobalProblem {
  Forward forward;
  models::Belief given;
  std::vector<FreeNumber> numbers;
  std::vector<Target> targets;
  Eigen::VectorXd data;
  double sd;  // of a target about the median, log units
  std::uint64_t seed;

  Eigen::VectorXd told(std::span<const double> z, std::uint32_t luck) const {
    const Eigen::VectorXd values = Eigen::Map<const Eigen::VectorXd>(
        z.data(), static_cast<Eigen::Index>(z.size()));
    models::Belief belief = belief_of(numbers, values);
    belief.insert(given.begin(), given.end());
    const Told told = tell(forward, belief, sim::Draws(seed + 1, luck));
    Eigen::VectorXd scaled(data.size());
    for (std::size_t i = 0; i < targets.size(); ++i) {
      const Target& target = targets[i];
      scaled[static_cast<Eigen::Index>(i)] = target.scaled(told_value(
          told, target.measure, static_cast<std::size_t>(target.city), target.year));
    }
    return scaled;
  }

  // Mean absolute error of one run, in log units.
  double distance(std::span<const double> z, std::uint32_t luck) const {
    return (told(z, luck) - data).cwiseAbs().mean();
  }

  // −ln posterior, with Laplace errors about the mean of a few runs of the same luck.
  double objective(std::span<const double> z) const {
    Eigen::VectorXd mean = Eigen::VectorXd::Zero(data.size());
    for (std::uint32_t luck = 0; luck < replicates_of_objective; ++luck) mean += told(z, luck);
    mean /= replicates_of_objective;
    double prior = 0.0;
    for (const double deviation : z) prior += 0.5 * deviation * deviation;
    return prior + std::sqrt(2.0) * (mean - data).cwiseAbs().sum() / sd;
  }
};

std::vector<FreeNumber> parameters_of(const std::vector<FreeNumber>& numbers) {
  std::vector<FreeNumber> parameters;
  for (const FreeNumber& number : numbers)
    if (number.city == no_city) parameters.push_back(number);
  return parameters;
}

ModeSearch search_modes(const GlobalProblem& problem, const Method& method,
                        const CalibrationWatch& watch) {
  CmaEsSettings settings;
  settings.restarts = std::max(1, method.modes);
  settings.generations = method.generations;
  settings.stop = [&] { return stopped(watch); };
  settings.progress = [&](int done, int of) {
    if (watch.progress) watch.progress("looking for modes", done, of);
  };
  ModeSearch found = find_modes([&](std::span<const double> z) { return problem.objective(z); },
                                static_cast<int>(problem.numbers.size()), settings, problem.seed);
  if (found.stopped) throw Stopped{};
  return found;
}

AbcSample sample_by_abc(const GlobalProblem& problem, const Calibration& experiment,
                        const CalibrationWatch& watch) {
  AbcSmcSettings settings;
  settings.particles = std::min(experiment.scenario.members, 500);
  settings.rounds = experiment.method.rounds;
  settings.most_simulations = 20'000;
  settings.stop = [&] { return stopped(watch); };
  settings.progress = [&](int round, int, int) {
    if (watch.progress) watch.progress("cross-check by ABC-SMC", round, settings.rounds);
  };
  AbcSample sample = abc_smc(
      [&](std::span<const double> z, std::uint32_t replicate) { return problem.distance(z, replicate); },
      static_cast<int>(problem.numbers.size()), settings, problem.seed);
  if (sample.end == AbcEnd::stopped) throw Stopped{};
  return sample;
}

// What each number of a city is on average after the fit.
models::Belief cities_of(const Refit& fit) {
  models::Belief belief;
  for (std::size_t i = 0; i < fit.numbers.size(); ++i)
    if (fit.numbers[i].city != no_city)
      belief[fit.numbers[i].name] =
          fit.smoothed.parameters.row(static_cast<Eigen::Index>(i)).mean();
  return belief;
}

// An ensemble whose parameters are drawn in turn from what another method found, by weight; numbers of
// cities keep their priors.
Eigen::MatrixXd ensemble_of(const std::vector<std::vector<double>>& found,
                            const std::vector<double>& weights,
                            const std::vector<FreeNumber>& numbers, const Eigen::MatrixXd& prior) {
  Eigen::MatrixXd ensemble = prior;
  double reached = weights.front();
  std::size_t particle = 0;
  for (Eigen::Index member = 0; member < prior.cols(); ++member) {
    const double want = (static_cast<double>(member) + 0.5) / static_cast<double>(prior.cols());
    while (reached < want && particle + 1 < found.size()) reached += weights[++particle];
    std::size_t at = 0;
    for (std::size_t i = 0; i < numbers.size(); ++i)
      if (numbers[i].city == no_city)
        ensemble(static_cast<Eigen::Index>(i), member) = found[particle][at++];
  }
  return ensemble;
}

}  // namespace

std::vector<Measure> measures_of(const Targets& targets) {
  std::vector<Measure> measures;
  for (const std::string& name : targets.measures)
    measures.push_back(name == "lq_count"     ? Measure::lq_count
                       : name == "lq_revenue" ? Measure::lq_revenue
                                              : Measure::revenue);
  return measures;
}

RefitSettings refit_settings(const Calibration& experiment, const CalibrationWatch& watch) {
  RefitSettings settings;
  settings.members = experiment.scenario.members;
  settings.steps = experiment.method.kind == MethodKind::es_mda ? experiment.method.steps : 0;
  settings.localised = experiment.method.localisation != Localisation::none;
  settings.by_summaries = experiment.method.localisation == Localisation::summaries;
  settings.noise_correction = experiment.method.noise_correction;
  settings.estimate_noise = experiment.method.noise == NoiseRule::innovation_likelihood;
  settings.seed = experiment.scenario.seed;
  settings.stop = [&watch] { return stopped(watch); };
  settings.stop_now = watch.stop;
  settings.parts = watch.parts;
  settings.progress = [&watch](int done, int of) {
    if (watch.progress) watch.progress("assimilating", done, of);
  };
  return settings;
}

CalibrationResult calibrate(const Calibration& experiment, const CalibrationWatch& watch) {
  const Scenario& scenario = experiment.scenario;
  const models::Study& study = *scenario.study;
  const sim::Distances distances = models::usual_distances(study);
  const Forward forward{&study, scenario.mechanisms, scenario.background, &distances, Course::free,
                        std::min(scenario.last, study.last), true};
  const auto numbers = free_numbers(study, experiment.free.parameters,
                                    experiment.free.city_quantities, experiment.targets.cities);
  const auto targets = targets_of(study, measures_of(experiment.targets), experiment.targets.cities,
                                  experiment.targets.first, experiment.targets.last);
  if (targets.empty())
    throw sim::InputError(sim::Complaint{
        "", 0, 0, "no observation is left to learn from (the first year is where members start)",
        "take later years"});

  RefitSettings settings = refit_settings(experiment, watch);
  CalibrationResult result;
  const Method& method = experiment.method;
  GlobalProblem problem{forward, {}, parameters_of(numbers), targets, observed_of(targets),
                        usual_error, scenario.seed};
  if (method.kind != MethodKind::es_mda && problem.numbers.empty())
    throw sim::InputError(sim::Complaint{
        "", 0, 0, "no parameter is free (abc-smc and cma-es move parameters alone)",
        "name some under [free] parameters, or take es-mda"});
  if (method.kind == MethodKind::abc_smc) {
    result.cross_check = sample_by_abc(problem, experiment, watch);
    settings.start = ensemble_of(result.cross_check->particles, result.cross_check->weights,
                                 numbers, standard_normals(numbers.size(), scenario.members, scenario.seed));
  }
  if (method.kind == MethodKind::cma_es) {
    result.modes = search_modes(problem, method, watch);
    std::vector<std::vector<double>> found;
    std::vector<double> weights;
    for (const Mode& mode : result.modes->modes) {
      found.push_back(mode.z);
      weights.push_back(static_cast<double>(mode.restarts) / std::max(1, method.modes));
    }
    if (found.empty()) throw std::runtime_error("CMA-ES found no mode: every run failed");
    settings.start = ensemble_of(found, weights, numbers,
                                 standard_normals(numbers.size(), scenario.members, scenario.seed));
  }
  result.fit = refit(forward, numbers, targets, settings);
  result.failed = static_cast<int>(result.fit.failed_runs.size());
  problem.given = cities_of(result.fit);
  if (method.kind == MethodKind::es_mda && !problem.numbers.empty()) {
    if (method.modes > 0) result.modes = search_modes(problem, method, watch);
    if (method.cross_check) result.cross_check = sample_by_abc(problem, experiment, watch);
  }
  for (const FreeNumber& number : problem.numbers) result.global_names.push_back(number.name);
  result.table = identifiability(study, numbers, result.fit.prior, result.fit.smoothed.parameters);
  return result;
}

}  // namespace agglomera::scenarios
