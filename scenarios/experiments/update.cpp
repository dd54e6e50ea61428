#include "scenarios/experiments/update.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "output/scores/crps.hpp"
#include "output/scores/log_error.hpp"
#include "output/scores/quantile.hpp"
#include "scenarios/experiments/calibrate.hpp"
#include "scenarios/experiments/posterior.hpp"
#include "scenarios/experiments/unexplained.hpp"
#include "scenarios/study/calibration_file.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

constexpr int luck_of_shocks = 5000, luck_of_forecast = 5001, luck_of_free_run = 5002;
constexpr std::uint64_t usual_seed = 1;

const std::vector<Measure> lq_measures = {Measure::lq_count, Measure::lq_revenue};

std::vector<sim::PlaceIndex> all_cities(const models::Study& study) {
  std::vector<sim::PlaceIndex> cities;
  for (std::size_t city = 0; city < study.cities.size(); ++city)
    cities.push_back(static_cast<sim::PlaceIndex>(city));
  return cities;
}

// What the draws are about, by their names.
std::vector<FreeNumber> numbers_named(const std::vector<std::string>& names,
                                      const models::Study& study) {
  std::vector<FreeNumber> numbers;
  for (const std::string& name : names) {
    numbers.push_back({name, no_city});
    const std::size_t colon = name.find(':');
    if (colon == std::string::npos) continue;
    for (std::size_t city = 0; city < study.cities.size(); ++city)
      if (study.cities[city].id == name.substr(colon + 1)) numbers.back().city = static_cast<int>(city);
  }
  return numbers;
}

Eigen::MatrixXd matrix_of(const models::Posterior& posterior, std::size_t members) {
  Eigen::MatrixXd values(static_cast<Eigen::Index>(posterior.numbers.size()),
                         static_cast<Eigen::Index>(members));
  for (std::size_t member = 0; member < members; ++member)
    for (std::size_t i = 0; i < posterior.numbers.size(); ++i)
      values(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(member)) =
          posterior.draws[member % posterior.draws.size()][i];
  return values;
}

// The sizes of unexplained shocks by ensembles one year ahead.
void learn_unexplained(const Forward& ahead, const std::vector<FreeNumber>& numbers,
                       const std::vector<Target>& targets, const Eigen::MatrixXd& values,
                       std::uint64_t seed, models::Innovations& counts,
                       models::Innovations& revenues) {
  const std::vector<Error> errors =
      errors_of(targets, tell_all(ahead, numbers, targets, values, seed, luck_of_shocks));
  counts = innovations_of(*ahead.study, targets, errors, Measure::lq_count);
  revenues = innovations_of(*ahead.study, targets, errors, Measure::lq_revenue);
}

class Updater {
 public:
  Updater(const ExtendedStudy& extended, const UpdateSettings& settings)
      : extended_(extended), settings_(settings), seed_(settings.seed.value_or(usual_seed)) {
    before_.study = std::make_shared<const models::Study>(extended.before.study);
  }

  void read(const std::string& place) {
    const output::ResultFile file = output::read_result(place, "posterior");
    check_study(file, extended_.texts_before, place, "calibrate again, or move it out of the folder");
    kept_ = posterior_in(file, place);
    std::vector<InputFile> inputs;
    for (const output::InputText& input : file.inputs) inputs.push_back({input.path, input.text});
    if (!settings_.seed) seed_ = seed_in(file);
    before_ = experiment_of(inputs).scenario;
    for (std::size_t i = study_inputs_from; i < inputs.size(); ++i)
      for (const InputFile& now : extended_.texts_after)
        if (std::filesystem::path(now.path).filename() == std::filesystem::path(inputs[i].path).filename())
          inputs[i].text = now.text;
    experiment_ = experiment_of(inputs);
    experiment_.scenario.seed = seed_;
    experiment_.targets.last = extended_.after.study.last;
  }

  void foretell(StudyUpdate& result) const {
    models::Study study = *before_.study;
    const sim::Distances distances = models::usual_distances(study);
    Forward forward = ahead(before_, study, distances);
    const auto members = static_cast<std::size_t>(settings_.members);
    const auto numbers = kept_ ? numbers_named(kept_->posterior.numbers, study) : std::vector<FreeNumber>{};
    const Eigen::MatrixXd values =
        kept_ ? matrix_of(kept_->posterior, members) : Eigen::MatrixXd(0, settings_.members);
    say("forecasting the new observations", 0);
    if (kept_) {
      study.count_innovations = kept_->count_innovations;
      study.revenue_innovations = kept_->revenue_innovations;
    } else {
      const auto targets = targets_of(study, lq_measures, all_cities(study), study.first, study.last);
      models::Innovations counts, revenues;
      learn_unexplained(forward, numbers, targets, values, seed_, counts, revenues);
      study.count_innovations = counts;
      study.revenue_innovations = revenues;
    }
    forward.last = extended_.after.study.last;
    std::vector<Target> asked;
    for (const AddedRow& one : extended_.added)
      if (is_new(one))
        asked.push_back({static_cast<Measure>(one.row.measure), static_cast<int>(one.row.city),
                         one.row.year, missing});
    const Eigen::MatrixXd told = tell_all(forward, numbers, asked, values, seed_, luck_of_forecast);
    Eigen::Index row = 0;
    for (const AddedRow& one : extended_.added) {
      const double unit = static_cast<Measure>(one.row.measure) == Measure::revenue ? 1e8 : 1.0;
      MadeBefore made{one.row.value / unit, missing, missing, missing, missing, missing};
      if (is_new(one)) {
        std::vector<double> ensemble;
        const Target& target = asked[static_cast<std::size_t>(row)];
        for (Eigen::Index member = 0; member < told.cols(); ++member)
          ensemble.push_back(target.unscaled(told(row, member)));
        ++row;
        made.foretold = true;
        made.median = output::median(ensemble);
        made.low = output::quantile(ensemble, 0.05);
        made.high = output::quantile(ensemble, 0.95);
        made.crps = output::crps(ensemble, made.observed);
        made.log_error = output::log_error(made.median, made.observed);
      }
      result.forecasts.push_back(made);
    }
    say("forecasting the new observations", 1);
  }

  void assimilate_into(StudyUpdate& result, const Provenance& provenance) const {
    const models::Study& study = *experiment_.scenario.study;
    const sim::Distances distances = models::usual_distances(study);
    const Forward forward = ahead(experiment_.scenario, study, distances);
    Refit fit;
    fit.numbers = numbers_named(kept_->posterior.numbers, study);
    fit.prior = matrix_of(kept_->posterior, kept_->posterior.draws.size());
    fit.targets = targets_of(study, measures_of(experiment_.targets), experiment_.targets.cities,
                             experiment_.targets.first, experiment_.targets.last);
    std::vector<Target> fresh = fit.targets;
    std::erase_if(fresh, [&](const Target& target) { return !is_added(target); });
    fit.smoothed.parameters = fit.prior;
    if (!fresh.empty()) fit.smoothed = smooth(forward, fit.numbers, fresh, fit.prior);
    const Eigen::MatrixXd& values = fit.smoothed.parameters;

    learn_unexplained(forward, fit.numbers,
                      targets_of(study, lq_measures, all_cities(study), study.first, study.last), values,
                      seed_, fit.count_innovations, fit.revenue_innovations);
    Forward free_run = forward;
    free_run.course = Course::free;
    fit.posterior_predictions =
        tell_all(free_run, fit.numbers, fit.targets, values, seed_, luck_of_free_run);

    CalibrationResult updated;
    updated.table = identifiability(
        study, fit.numbers,
        standard_normals(fit.numbers.size(), static_cast<int>(values.cols()), seed_), values);
    const auto was = identifiability(study, fit.numbers, fit.prior, fit.prior);
    for (std::size_t i = 0; i < was.size(); ++i)
      result.moved.push_back({was[i].name, was[i].mean, updated.table[i].mean, was[i].sd,
                              updated.table[i].sd});
    result.draws = static_cast<std::size_t>(values.cols());
    result.assimilated = fresh.size();
    result.failed = fit.smoothed.failed;
    updated.fit = std::move(fit);
    result.posterior = calibration_result(experiment_, updated, provenance);
  }

  bool has_posterior() const { return kept_.has_value(); }

 private:
  static Calibration experiment_of(const std::vector<InputFile>& inputs) {
    Source source(inputs);
    return read_calibration(source, inputs.front().path);
  }

  static Forward ahead(const Scenario& scenario, const models::Study& study,
                       const sim::Distances& distances) {
    return {&study, scenario.mechanisms, scenario.background, &distances, Course::one_year_ahead,
            study.last, true};
  }

  bool is_new(const AddedRow& one) const { return extended_.year_of(one) > extended_.before.study.last; }

  bool is_added(const Target& target) const {
    return std::any_of(extended_.added.begin(), extended_.added.end(), [&](const AddedRow& one) {
      return static_cast<Measure>(one.row.measure) == target.measure &&
             static_cast<int>(one.row.city) == target.city && one.row.year == target.year;
    });
  }

  Smoothed smooth(const Forward& forward, const std::vector<FreeNumber>& numbers,
                  const std::vector<Target>& fresh, const Eigen::MatrixXd& prior) const {
    Assimilation problem;
    problem.data = observed_of(fresh);
    problem.steps = settings_.steps;
    problem.concerns = own_city(numbers, fresh);
    const Eigen::VectorXd variance =
        rounding_variance(fresh) +
        discrepancy_variance(fresh, kept_->count_innovations, kept_->revenue_innovations);
    problem.error_covariance = variance.asDiagonal();
    // Other luck than that by which the draws were found, and another in each year.
    const std::uint64_t luck = seed_ + static_cast<std::uint64_t>(extended_.after.study.last);
    const auto simulate = [&](const Eigen::MatrixXd& values, int step) {
      if (step < settings_.steps && settings_.progress)
        settings_.progress("assimilating", step + 1, settings_.steps);
      if (settings_.stop && settings_.stop()) throw Stopped{};
      return tell_all(forward, numbers, fresh, values, luck, step);
    };
    return assimilate(problem, prior, simulate, luck);
  }

  void say(const std::string& what, int done) const {
    if (settings_.stop && settings_.stop()) throw Stopped{};
    if (settings_.progress) settings_.progress(what, done, 1);
  }

  const ExtendedStudy& extended_;
  const UpdateSettings& settings_;
  std::uint64_t seed_;
  Scenario before_;         // of the study as it was
  Calibration experiment_;  // of the study as it is now
  std::optional<KeptPosterior> kept_;
};

}  // namespace

StudyUpdate update(const ExtendedStudy& extended, const std::string& posterior,
                   const UpdateSettings& settings, const Provenance& provenance) {
  Updater updater(extended, settings);
  std::error_code ignored;
  if (std::filesystem::exists(posterior, ignored)) updater.read(posterior);
  StudyUpdate result;
  updater.foretell(result);
  if (updater.has_posterior()) updater.assimilate_into(result, provenance);
  return result;
}

}  // namespace agglomera::scenarios
