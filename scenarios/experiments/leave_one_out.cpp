#include "scenarios/experiments/leave_one_out.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/own_firms.hpp"
#include "output/scores/coverage.hpp"
#include "output/scores/crps.hpp"
#include "output/scores/log_error.hpp"
#include "output/scores/quantile.hpp"
#include "scenarios/experiments/calibrate.hpp"
#include "sim/errors.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

constexpr int luck_of_left_out = 4000;

models::Study without_city(const models::Study& study, sim::PlaceIndex city) {
  models::Study without = study;
  for (auto* measure : {&without.observed.lq_count, &without.observed.lq_revenue,
                        &without.observed.revenue_usd}) {
    auto& values = (*measure)[static_cast<std::size_t>(city)];
    std::fill(values.begin() + 1, values.end(), missing);
  }
  without.own_firms = models::own_firms_until(study, study.first);
  return without;
}

// Rows of `told` are those of `targets`, of which `mine` are scored.
EnsembleError error_of(const std::vector<Target>& targets, const std::vector<Eigen::Index>& mine,
                       const Eigen::MatrixXd& told) {
  std::vector<double> medians, observed;
  double crps = 0.0;
  output::Coverage inside(0.9);
  for (const Eigen::Index row : mine) {
    const Target& target = targets[static_cast<std::size_t>(row)];
    std::vector<double> ensemble;
    for (Eigen::Index member = 0; member < told.cols(); ++member)
      ensemble.push_back(target.unscaled(told(row, member)));
    medians.push_back(output::median(ensemble));
    observed.push_back(target.observed);
    crps += output::crps(ensemble, target.observed);
    inside.add(ensemble, target.observed);
  }
  return {output::log_mae(medians, observed), crps / static_cast<double>(mine.size()),
          inside.share()};
}

}  // namespace

void check_leaving_out(const Calibration& experiment) {
  if (experiment.method.kind != MethodKind::es_mda)
    throw sim::InputError(sim::Complaint{
        "--leave-one-out", 0, 0, "needs the method \"es-mda\" (others fit no numbers of cities)", ""});
  if (experiment.targets.cities.size() < 2)
    throw sim::InputError(sim::Complaint{
        "--leave-one-out", 0, 0, "there is one target city (nothing would be left to learn from)",
        "fit more cities"});
}

const char* name_of(Measure measure) {
  switch (measure) {
    case Measure::lq_count: return "lq_count";
    case Measure::lq_revenue: return "lq_revenue";
    case Measure::revenue: return "revenue";
  }
  return "";
}

Eigen::MatrixXd predict_without(const Calibration& experiment, sim::PlaceIndex city,
                                const std::vector<Target>& targets, const CalibrationWatch& watch) {
  const Scenario& scenario = experiment.scenario;
  const models::Study study = without_city(*scenario.study, city);
  const sim::Distances distances = models::usual_distances(study);
  const Forward forward{&study, scenario.mechanisms, scenario.background, &distances, Course::free,
                        std::min(scenario.last, study.last), true};
  std::vector<sim::PlaceIndex> others;
  for (const sim::PlaceIndex other : experiment.targets.cities)
    if (other != city) others.push_back(other);
  RefitSettings settings = refit_settings(experiment, watch);
  settings.members = std::min(settings.members, most_members_left_out);
  settings.name = fmt::format("without-{}", study.cities[static_cast<std::size_t>(city)].id);
  const auto learned_from = targets_of(study, measures_of(experiment.targets), others,
                                       experiment.targets.first, experiment.targets.last);
  if (learned_from.empty())
    throw sim::InputError(sim::Complaint{
        "--leave-one-out", 0, 0,
        fmt::format("no observation is left to learn from without {}",
                    study.cities[static_cast<std::size_t>(city)].id), "fit more cities or years"});
  const Refit fit = refit(forward,
                          free_numbers(study, experiment.free.parameters,
                                       experiment.free.city_quantities, others),
                          learned_from, settings);
  std::vector<Target> asked = targets;
  for (Target& target : asked) target.observed = missing;
  const auto work = [&] {
    return tell_all(forward, fit.numbers, asked, fit.smoothed.parameters, settings.seed,
                    luck_of_left_out, settings.stop_now);
  };
  return settings.parts ? settings.parts->part(settings.name + "-told", work) : work();
}

std::vector<LeftOut> leave_one_out(const Calibration& experiment, const CalibrationResult& fitted,
                                   const CalibrationWatch& watch) {
  check_leaving_out(experiment);
  std::vector<LeftOut> left_out;
  const auto& cities = experiment.targets.cities;
  for (std::size_t i = 0; i < cities.size(); ++i) {
    CalibrationWatch of_city = watch;
    of_city.progress = [&](const std::string&, int done, int of) {
      if (watch.progress)
        watch.progress("leaving one city out", static_cast<int>(i) * of + done,
                       static_cast<int>(cities.size()) * of);
    };
    std::vector<Target> asked;
    std::vector<Eigen::Index> in_fit;
    for (std::size_t row = 0; row < fitted.fit.targets.size(); ++row)
      if (fitted.fit.targets[row].city == cities[i]) {
        asked.push_back(fitted.fit.targets[row]);
        asked.back().rooted = false;  // its zeros are among what is not known
        in_fit.push_back(static_cast<Eigen::Index>(row));
      }
    if (asked.empty()) continue;
    const Eigen::MatrixXd told = predict_without(experiment, cities[i], asked, of_city);
    for (const Measure measure : measures_of(experiment.targets)) {
      std::vector<Eigen::Index> here, there;
      for (std::size_t row = 0; row < asked.size(); ++row)
        if (asked[row].measure == measure) {
          here.push_back(static_cast<Eigen::Index>(row));
          there.push_back(in_fit[row]);
        }
      if (!here.empty())
        left_out.push_back({cities[i], measure, static_cast<int>(here.size()),
                            error_of(asked, here, told),
                            error_of(fitted.fit.targets, there, fitted.fit.posterior_predictions)});
    }
  }
  return left_out;
}

output::Group left_out_group(const models::Study& study, const std::vector<LeftOut>& left_out) {
  std::vector<std::string> measures, cities;
  const auto place = [](std::vector<std::string>& names, const std::string& name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) names.push_back(name);
  };
  const auto id = [&](const LeftOut& row) { return study.cities[static_cast<std::size_t>(row.city)].id; };
  for (const LeftOut& row : left_out) {
    place(measures, name_of(row.measure));
    place(cities, id(row));
  }
  const std::size_t cells = measures.size() * cities.size();
  std::vector<std::int32_t> observations(cells, 0);
  std::vector<std::vector<double>> values(6, std::vector<double>(cells, missing));
  for (const LeftOut& row : left_out) {
    const auto measure = std::find(measures.begin(), measures.end(), name_of(row.measure)) - measures.begin();
    const auto city = std::find(cities.begin(), cities.end(), id(row)) - cities.begin();
    const std::size_t at = static_cast<std::size_t>(measure) * cities.size() + static_cast<std::size_t>(city);
    observations[at] = row.observations;
    std::size_t which = 0;
    for (const EnsembleError* error : {&row.without, &row.in_sample})
      for (const double value : {error->log_mae, error->crps, error->coverage_90})
        values[which++][at] = value;
  }
  const std::vector<std::string> all = {"measure", "city"};
  return {"left_out",
          {{"measure", "", "", measures}, {"city", "", "", cities}},
          {{"observations", "", "", all, observations},
           {"log_mae", "", "", all, values[0]}, {"crps", "", "", all, values[1]},
           {"coverage_90", "", "", all, values[2]}, {"in_sample_log_mae", "", "", all, values[3]},
           {"in_sample_crps", "", "", all, values[4]}, {"in_sample_coverage_90", "", "", all, values[5]}}};
}

}  // namespace agglomera::scenarios
