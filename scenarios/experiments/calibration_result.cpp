// The groups of posterior.h5, in the layout of ArviZ InferenceData: chain, draw, then what a number is of.
#include <algorithm>
#include <cmath>

#include "scenarios/experiments/calibrate.hpp"
#include "scenarios/experiments/headlines.hpp"
#include "scenarios/experiments/number_words.hpp"
#include "scenarios/experiments/result_groups.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

using output::Dimension;
using output::Group;
using output::Variable;

// Four digits say all there is to say, and pack well.
double rounded(double value) {
  if (!std::isfinite(value) || value == 0.0) return value;
  const double unit = std::pow(10.0, 3.0 - std::floor(std::log10(std::abs(value))));
  return std::round(value * unit) / unit;
}

class Writer {
 public:
  Writer(const Calibration& experiment, const CalibrationResult& result)
      : experiment_(experiment), study_(*experiment.scenario.study), result_(result) {
    const auto members = static_cast<std::size_t>(result.fit.smoothed.parameters.cols());
    const std::size_t draws = std::min(members, most_draws_kept);
    for (std::size_t draw = 0; draw < draws; ++draw)
      kept_.push_back(static_cast<Eigen::Index>(draw * members / draws));
  }

  Group values(const std::string& name, const Eigen::MatrixXd& deviations) const {
    Group group{name, {chain(), draws(), city_dimension(experiment_.scenario)}, {}};
    const auto& numbers = result_.fit.numbers;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      if (numbers[i].city != no_city) continue;
      std::vector<double> all;
      for (const Eigen::Index member : kept_)
        all.push_back(rounded(
            value_of(study_, numbers[i], deviations(static_cast<Eigen::Index>(i), member))));
      group.variables.push_back({numbers[i].name, "", "", {"chain", "draw"}, all});
    }
    for (const std::string& quantity : experiment_.free.city_quantities)
      group.variables.push_back(
          {quantity, "", "", {"chain", "draw", "city"}, of_cities(quantity, deviations)});
    return group;
  }

  Group predictions(const std::string& name, const Eigen::MatrixXd& told) const {
    Group group{name, {chain(), draws(), city_dimension(experiment_.scenario), years()}, {}};
    for (const Measure measure : {Measure::lq_count, Measure::lq_revenue}) {
      std::vector<double> all(kept_.size() * study_.places() * study_.years(), missing);
      bool any = false;
      for_targets(measure, [&](std::size_t at, const Target& target, Eigen::Index row) {
        any = true;
        for (std::size_t draw = 0; draw < kept_.size(); ++draw)
          all[draw * study_.places() * study_.years() + at] =
              rounded(target.unscaled(told(row, kept_[draw])));
      });
      if (any)
        group.variables.push_back(
            {name_of(measure), "", "", {"chain", "draw", "city", "year"}, std::move(all)});
    }
    return group;
  }

  Group observed() const {
    Group group{"observed_data", {city_dimension(experiment_.scenario), years()}, {}};
    for (const Measure measure : {Measure::lq_count, Measure::lq_revenue}) {
      std::vector<double> all(study_.places() * study_.years(), missing);
      bool any = false;
      for_targets(measure, [&](std::size_t at, const Target& target, Eigen::Index) {
        any = true;
        all[at] = target.observed;
      });
      if (any) group.variables.push_back({name_of(measure), "", "", {"city", "year"}, std::move(all)});
    }
    return group;
  }

  Group sample_stats() const {
    std::vector<double> error;
    const Eigen::VectorXd data = observed_of(result_.fit.targets);
    for (const Eigen::Index member : kept_)
      error.push_back(
          rounded((result_.fit.posterior_predictions.col(member) - data).cwiseAbs().mean()));
    return {"sample_stats", {chain(), draws()}, {{"mean_error", "", "", {"chain", "draw"}, error}}};
  }

  Group deviations() const {
    std::vector<double> posterior;
    for (const Eigen::Index member : kept_)
      for (Eigen::Index row = 0; row < result_.fit.smoothed.parameters.rows(); ++row)
        posterior.push_back(rounded(result_.fit.smoothed.parameters(row, member)));
    std::vector<double> mean, sd, contraction, low, median, high, usual;
    std::vector<std::string> names, texts, texts_zh, sources, sources_zh;
    std::vector<std::int32_t> identified;
    for (const Identified& row : result_.table) {
      const NumberWords words = words_of_number(study_, row.name);
      texts.push_back(words.text.en);
      texts_zh.push_back(words.text.zh);
      sources.push_back(words.source.en);
      sources_zh.push_back(words.source.zh);
      names.push_back(row.name);
      mean.push_back(row.mean);
      sd.push_back(row.sd);
      contraction.push_back(row.contraction);
      low.push_back(row.low);
      median.push_back(row.median);
      high.push_back(row.high);
      usual.push_back(row.usual);
      identified.push_back(row.identified() ? 1 : 0);
    }
    const std::vector<std::string> of_number = {"number"};
    return {"deviations",
            {draws(), {"number", "", "", names}},
            {{"posterior", "", "", {"draw", "number"}, posterior},
             {"mean", "", "", of_number, mean}, {"sd", "", "", of_number, sd},
             {"contraction", "", "", of_number, contraction},
             {"identified", "", "", of_number, identified},
             {"usual", "", "", of_number, usual}, {"q05", "", "", of_number, low},
             {"q50", "", "", of_number, median}, {"q95", "", "", of_number, high},
             {"text", "", "", of_number, texts}, {"text_zh", "", "", of_number, texts_zh},
             {"source", "", "", of_number, sources},
             {"source_zh", "", "", of_number, sources_zh}}};
  }

  Group innovations() const {
    Group group{"innovations", {city_only()}, {}};
    for (const auto& [name, of_measure] :
         {std::pair{std::string("count"), &result_.fit.count_innovations},
          std::pair{std::string("revenue"), &result_.fit.revenue_innovations}}) {
      group.variables.push_back({name + "_sd", "", "", {"city"}, of_measure->sd});
      group.variables.push_back({name + "_last", "", "", {"city"}, of_measure->last});
      group.variables.push_back(
          {name + "_persistence", "", "", {}, std::vector<double>{of_measure->persistence}});
    }
    return group;
  }

  Group quarantine() const {
    std::vector<std::int64_t> numbers;
    std::vector<std::string> names;
    std::vector<std::int32_t> steps, members;
    std::vector<double> deviations;
    for (const FreeNumber& number : result_.fit.numbers) names.push_back(number.name);
    for (const FailedRun& run : result_.fit.failed_runs) {
      numbers.push_back(static_cast<std::int64_t>(numbers.size()));
      steps.push_back(run.step);
      members.push_back(run.member);
      deviations.insert(deviations.end(), run.deviations.begin(), run.deviations.end());
    }
    return {"quarantine",
            {{"failure", "", "", numbers}, {"number", "", "", names}},
            {{"deviation", "", "", {"failure", "number"}, deviations},
             {"step", "", "", {"failure"}, steps}, {"member", "", "", {"failure"}, members}}};
  }

  Group modes() const {
    std::vector<std::int64_t> numbers;
    std::vector<double> z, value;
    std::vector<std::int32_t> restarts;
    for (const Mode& mode : result_.modes->modes) {
      numbers.push_back(static_cast<std::int64_t>(numbers.size()));
      z.insert(z.end(), mode.z.begin(), mode.z.end());
      value.push_back(mode.value);
      restarts.push_back(mode.restarts);
    }
    return {"modes",
            {{"mode", "", "", numbers}, {"parameter", "", "", result_.global_names}},
            {{"deviation", "", "", {"mode", "parameter"}, z}, {"value", "", "", {"mode"}, value},
             {"restarts", "", "", {"mode"}, restarts}}};
  }

  Group cross_check() const {
    const AbcSample& sample = *result_.cross_check;
    std::vector<double> mean, sd, other_mean, other_sd;
    for (std::size_t p = 0; p < result_.global_names.size(); ++p) {
      double m = 0.0, v = 0.0;
      for (std::size_t i = 0; i < sample.particles.size(); ++i)
        m += sample.weights[i] * sample.particles[i][p];
      for (std::size_t i = 0; i < sample.particles.size(); ++i)
        v += sample.weights[i] * (sample.particles[i][p] - m) * (sample.particles[i][p] - m);
      mean.push_back(m);
      sd.push_back(std::sqrt(v));
      for (const Identified& row : result_.table)
        if (row.name == result_.global_names[p]) {
          other_mean.push_back(row.mean);
          other_sd.push_back(row.sd);
        }
    }
    const std::vector<std::string> all = {"parameter"};
    return {"cross_check",
            {{"parameter", "", "", result_.global_names}},
            {{"abc_mean", "", "", all, mean}, {"abc_sd", "", "", all, sd},
             {"mean", "", "", all, other_mean}, {"sd", "", "", all, other_sd}}};
  }

 private:
  static Dimension chain() { return {"chain", "", "", std::vector<std::int64_t>{0}}; }
  Dimension draws() const {
    std::vector<std::int64_t> numbers;
    for (std::size_t draw = 0; draw < kept_.size(); ++draw)
      numbers.push_back(static_cast<std::int64_t>(draw));
    return {"draw", "", "", numbers};
  }
  Dimension years() const { return year_dimension(study_.first, study_.last); }
  Dimension city_only() const {
    std::vector<std::string> ids;
    for (const sim::City& city : study_.cities) ids.push_back(city.id);
    return {"city", "", "", ids};
  }
  static std::string name_of(Measure measure) {
    return measure == Measure::lq_count ? "lq_count" : "lq_revenue";
  }

  // work(city × years + year, target, row)
  template <typename Work>
  void for_targets(Measure measure, const Work& work) const {
    for (std::size_t i = 0; i < result_.fit.targets.size(); ++i) {
      const Target& target = result_.fit.targets[i];
      if (target.measure == measure)
        work(static_cast<std::size_t>(target.city) * study_.years() + target.year, target,
             static_cast<Eigen::Index>(i));
    }
  }

  std::vector<double> of_cities(const std::string& quantity,
                                const Eigen::MatrixXd& deviations) const {
    std::vector<double> all(kept_.size() * study_.places(), missing);
    for (std::size_t i = 0; i < result_.fit.numbers.size(); ++i) {
      const FreeNumber& number = result_.fit.numbers[i];
      if (number.city == no_city || !number.name.starts_with(quantity + ":")) continue;
      for (std::size_t draw = 0; draw < kept_.size(); ++draw)
        all[draw * study_.places() + static_cast<std::size_t>(number.city)] =
            rounded(value_of(study_, number, deviations(static_cast<Eigen::Index>(i), kept_[draw])));
    }
    return all;
  }

  const Calibration& experiment_;
  const models::Study& study_;
  const CalibrationResult& result_;
  std::vector<Eigen::Index> kept_;
};

}  // namespace

output::ResultFile calibration_result(const Calibration& experiment, const CalibrationResult& result,
                                      const Provenance& provenance) {
  const Writer writer(experiment, result);
  output::ResultFile file;
  file.filetype = "posterior";
  describe_origin(file, provenance, experiment.scenario.seed, experiment.inputs);
  file.groups = {writer.values("posterior", result.fit.smoothed.parameters),
                 writer.values("prior", result.fit.prior),
                 writer.predictions("posterior_predictive", result.fit.posterior_predictions),
                 writer.observed(), writer.sample_stats(), writer.deviations(), writer.innovations()};
  if (!result.fit.failed_runs.empty()) file.groups.push_back(writer.quarantine());
  if (result.modes) file.groups.push_back(writer.modes());
  if (result.cross_check) file.groups.push_back(writer.cross_check());
  if (!result.left_out.empty())
    file.groups.push_back(left_out_group(*experiment.scenario.study, result.left_out));
  file.groups.push_back(cities_group(experiment.scenario));
  file.groups.push_back(experiment_group(experiment.scenario));
  return file;
}

}  // namespace agglomera::scenarios
