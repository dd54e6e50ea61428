#include "scenarios/experiments/backtest.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "output/scores/block_bootstrap.hpp"
#include "output/scores/coverage.hpp"
#include "output/scores/crps.hpp"
#include "output/scores/energy_score.hpp"
#include "output/scores/log_error.hpp"
#include "output/scores/pit.hpp"
#include "output/scores/quantile.hpp"
#include "output/scores/sign_flip.hpp"
#include "output/scores/skill.hpp"
#include "scenarios/experiments/forecast.hpp"
#include "scenarios/inference/simple_forecasts.hpp"
#include "sim/missing.hpp"
#include "sim/ranks.hpp"

namespace agglomera::scenarios {
namespace {

using ByCity = std::vector<std::vector<double>>;  // [city][member]

constexpr int resamples = 2000;
constexpr sim::Year earliest = std::numeric_limits<sim::Year>::min();
constexpr sim::Year latest = std::numeric_limits<sim::Year>::max();
constexpr sim::Year last_year_of_choices = 2014;  // structure and tuning looked at targets up to here

// By city; NaN where nothing was observed, and after the study.
std::vector<double> observed_at(const models::Study& study, std::size_t measure, sim::Year year) {
  std::vector<double> values(study.cities.size(), missing);
  for (std::size_t city = 0; year <= study.last && city < values.size(); ++city)
    values[city] = observed_value(study, static_cast<Measure>(measure), city,
                                  static_cast<std::size_t>(year - study.first));
  return values;
}

// What a simple forecast may see: observations up to the origin.
Panel panel_until(const models::Study& study, std::size_t measure, sim::Year origin) {
  Panel panel(study.cities.size());
  for (sim::Year year = study.first; year <= origin; ++year) {
    const std::vector<double> observed = observed_at(study, measure, year);
    for (std::size_t city = 0; city < panel.size(); ++city) panel[city].push_back(observed[city]);
  }
  return panel;
}

OriginForecast at_origin(const Backtest& experiment, sim::Year origin, const Watch& watch) {
  ForecastSettings settings;
  settings.free = experiment.free;
  settings.members = experiment.scenario.members;
  settings.steps = experiment.steps;
  settings.seed = experiment.scenario.seed;
  settings.stop = [&] {
    return sim::on_any_rank(watch.stop && watch.stop->load(std::memory_order_relaxed));
  };
  settings.stop_now = watch.stop;
  const Forecast told = forecast(experiment.scenario, origin, experiment.last_horizon, settings);
  OriginForecast at;
  at.origin = origin;
  at.failed = told.failed;
  const models::Study& study = *experiment.scenario.study;
  for (std::size_t measure = 0; measure < forecast_measures().size(); ++measure) {
    at.model.emplace_back();
    for (int horizon = experiment.first_horizon; horizon <= experiment.last_horizon; ++horizon)
      at.model.back().push_back(told.lq[measure][static_cast<std::size_t>(horizon - 1)]);
    const Panel known = panel_until(study, measure, origin);
    for (const SimpleForecast& simple : simple_forecasts()) {
      auto& of_method = at.simple[std::string(simple.name)];
      of_method.emplace_back();
      for (int horizon = experiment.first_horizon; horizon <= experiment.last_horizon; ++horizon)
        of_method.back().push_back(simple.ensemble(known, horizon));
    }
  }
  return at;
}

std::vector<double> in_logs(std::vector<double> values) {
  for (double& value : values) value = std::log(value + output::log_error_offset);
  return values;
}

// Scores of one method, measure and horizon, gathered origin by origin.
class Scorer {
 public:
  Scorer(const sim::Draws& draws, std::uint32_t key) : draws_(draws), key_(key) {}

  void add(sim::Year target, const ByCity& ensembles, const std::vector<double>& observed) {
    std::vector<double> crps, inside;
    std::vector<std::vector<double>> joint;
    std::vector<double> joint_observed;
    for (std::size_t city = 0; city < ensembles.size(); ++city) {
      const std::vector<double>& ensemble = ensembles[city];
      if (ensemble.empty() || std::isnan(observed[city])) continue;
      const double y = observed[city];
      crps.push_back(output::crps(ensemble, y));
      log_crps_ += output::crps(in_logs(ensemble), std::log(y + output::log_error_offset));
      mae_ += std::abs(output::median(ensemble) - y);
      half_.add(ensemble, y);
      most_.add(ensemble, y);
      inside.push_back(output::quantile(ensemble, 0.05) <= y && y <= output::quantile(ensemble, 0.95));
      pits_.push_back(output::randomised_pit(
          ensemble, y,
          draws_.named(key_, target, sim::Purpose::bootstrap, static_cast<std::uint32_t>(city)).uniform()));
      joint.resize(std::max(joint.size(), ensemble.size()));
      for (std::size_t member = 0; member < joint.size(); ++member)
        joint[member].push_back(ensemble[member % ensemble.size()]);
      joint_observed.push_back(y);
    }
    by_target_.push_back(target);
    crps_.push_back(std::move(crps));
    inside_.push_back(std::move(inside));
    if (!joint_observed.empty()) {
      energy_ += output::energy_score(joint, joint_observed);
      ++origins_;
    }
  }

  // Mean CRPS over targets of these years.
  double crps(sim::Year first, sim::Year last) const {
    double sum = 0.0;
    int n = 0;
    for (std::size_t origin = 0; origin < crps_.size(); ++origin)
      for (const double value : crps_[origin])
        if (by_target_[origin] >= first && by_target_[origin] <= last) sum += value, ++n;
    return n > 0 ? sum / n : missing;
  }
  double crps() const { return crps(earliest, latest); }

  std::vector<double> crps_by_origin() const {
    std::vector<double> means;
    for (const auto& of_origin : crps_) {
      double sum = 0.0;
      for (const double value : of_origin) sum += value;
      means.push_back(of_origin.empty() ? missing : sum / static_cast<double>(of_origin.size()));
    }
    return means;
  }

  BacktestScore score() const {
    BacktestScore score{};
    for (const auto& of_origin : crps_) score.n += static_cast<int>(of_origin.size());
    score.crps = crps();
    const double n = score.n > 0 ? score.n : missing;
    score.log_crps = log_crps_ / n;
    score.mae = mae_ / n;
    score.energy = origins_ > 0 ? energy_ / origins_ : missing;
    score.coverage_50 = score.n > 0 ? half_.share() : missing;
    score.coverage_90 = score.n > 0 ? most_.share() : missing;
    const output::Interval interval = output::block_bootstrap_mean(inside_, 0.9, resamples, draws_);
    score.coverage_90_low = interval.low;
    score.coverage_90_high = interval.high;
    score.pit_distance = output::distance_from_uniform(pits_);
    return score;
  }

 private:
  sim::Draws draws_;
  std::uint32_t key_;
  std::vector<sim::Year> by_target_;
  std::vector<std::vector<double>> crps_, inside_;  // [origin][city]
  std::vector<double> pits_;
  double log_crps_ = 0.0, mae_ = 0.0, energy_ = 0.0;
  int origins_ = 0;
  output::Coverage half_{0.5}, most_{0.9};
};

double skill_of(double model, double best) { return std::isnan(model) ? missing : output::skill(model, best); }

struct Compared {
  HorizonScores scores;
  std::vector<double> model_by_origin, best_by_origin;
};

Compared compare_methods(const Scorer& model, const std::map<std::string, Scorer>& simple) {
  Compared compared{{}, model.crps_by_origin(), {}};
  HorizonScores& scores = compared.scores;
  scores.model = model.score();
  for (const auto& [name, scorer] : simple) {
    scores.simple[name] = scorer.score();
    if (scores.best.empty() || scorer.crps() < simple.at(scores.best).crps()) scores.best = name;
  }
  const Scorer& best = simple.at(scores.best);
  compared.best_by_origin = best.crps_by_origin();
  scores.skill = skill_of(model.crps(), best.crps());
  scores.skill_until_2014 = skill_of(model.crps(earliest, last_year_of_choices),
                                     best.crps(earliest, last_year_of_choices));
  scores.skill_after_2014 = skill_of(model.crps(last_year_of_choices + 1, latest),
                                     best.crps(last_year_of_choices + 1, latest));
  std::vector<double> differences;
  for (std::size_t origin = 0; origin < compared.model_by_origin.size(); ++origin)
    if (!std::isnan(compared.model_by_origin[origin]))
      differences.push_back(compared.best_by_origin[origin] - compared.model_by_origin[origin]);
  scores.sign_flip_p =
      differences.size() <= output::sign_flip_most_blocks ? output::sign_flip_p(differences) : missing;
  return compared;
}

Compared score(const Backtest& experiment, const std::vector<OriginForecast>& forecasts,
               std::size_t measure, int horizon) {
  const sim::Draws draws(experiment.scenario.seed, 0);
  const auto h = static_cast<std::size_t>(horizon - experiment.first_horizon);
  Scorer model(draws, sim::name_key("model"));
  std::map<std::string, Scorer> simple;
  for (const OriginForecast& at : forecasts) {
    const sim::Year target = at.origin + horizon;
    const std::vector<double> observed = observed_at(*experiment.scenario.study, measure, target);
    model.add(target, at.model[measure][h], observed);
    for (const auto& [name, ensembles] : at.simple)
      simple.try_emplace(name, draws, sim::name_key(name))
          .first->second.add(target, ensembles[measure][h], observed);
  }
  return compare_methods(model, simple);
}

}  // namespace

BacktestResult backtest(const Backtest& experiment, const Watch& watch) {
  BacktestResult result;
  const int origins = experiment.last_origin - experiment.first_origin + 1;
  for (sim::Year origin = experiment.first_origin; origin <= experiment.last_origin; ++origin) {
    result.forecasts.push_back(at_origin(experiment, origin, watch));
    if (watch.progress) watch.progress(static_cast<int>(result.forecasts.size()), origins);
  }
  for (std::size_t measure = 0; measure < forecast_measures().size(); ++measure) {
    result.scores.emplace_back();
    result.model_by_origin.emplace_back();
    result.best_by_origin.emplace_back();
    for (int horizon = experiment.first_horizon; horizon <= experiment.last_horizon; ++horizon) {
      Compared compared = score(experiment, result.forecasts, measure, horizon);
      result.scores.back().push_back(std::move(compared.scores));
      result.model_by_origin.back().push_back(std::move(compared.model_by_origin));
      result.best_by_origin.back().push_back(std::move(compared.best_by_origin));
    }
  }
  return result;
}

}  // namespace agglomera::scenarios
