#include "scenarios/experiments/compare.hpp"

#include <cmath>
#include <limits>

#include "output/scores/coverage.hpp"
#include "output/scores/crps.hpp"
#include "output/scores/log_error.hpp"
#include "output/scores/quantile.hpp"
#include "sim/errors.hpp"

namespace agglomera::scenarios {
namespace {

class ScoreSum {
 public:
  void add(const std::vector<double>& ensemble, double observed) {
    if (ensemble.empty() || std::isnan(observed)) return;
    const double median = output::median(ensemble);
    medians_.push_back(median);
    observed_.push_back(observed);
    absolute_ += std::abs(median - observed);
    crps_ += output::crps(ensemble, observed);
    half_.add(ensemble, observed);
    most_.add(ensemble, observed);
  }
  Score score() const {
    const auto n = static_cast<double>(observed_.size());
    const double missing = std::numeric_limits<double>::quiet_NaN();
    if (observed_.empty()) return {0, missing, missing, missing, missing, missing};
    return {static_cast<int>(observed_.size()), output::log_mae(medians_, observed_),
            absolute_ / n, crps_ / n, half_.share(), most_.share()};
  }

 private:
  std::vector<double> medians_, observed_;
  double absolute_ = 0.0, crps_ = 0.0;
  output::Coverage half_{0.5}, most_{0.9};
};

MeasureComparison compare_measure(const RunView& run, const std::string& measure, double unit) {
  MeasureComparison comparison{measure, {}, {}};
  ScoreSum all;
  for (std::size_t city = 0; city < run.cities().size(); ++city) {
    ScoreSum of_city;
    for (std::size_t year = 0; year < run.years().size(); ++year) {
      const double observed = run.observed(measure, city, year) / unit;
      if (std::isnan(observed)) continue;
      std::vector<double> ensemble = run.ensemble(measure, city, year);
      for (double& value : ensemble) value /= unit;
      of_city.add(ensemble, observed);
      all.add(ensemble, observed);
    }
    const Score score = of_city.score();
    if (score.n > 0) comparison.cities.push_back({run.cities()[city], score});
  }
  comparison.score = all.score();
  return comparison;
}

}  // namespace

Comparison compare(const output::ResultFile& file, const std::string& place) {
  const RunView run(file, place);
  Comparison comparison;
  int observations = 0;
  for (const auto& [measure, unit] :
       {std::pair{"lq_count", 1.0}, std::pair{"lq_revenue", 1.0}, std::pair{"revenue", 1e8}}) {
    comparison.measures.push_back(compare_measure(run, measure, unit));
    observations += comparison.measures.back().score.n;
  }
  if (observations == 0)
    throw sim::InputError(sim::Complaint{
        place, 0, 0, "holds no observations to compare with (its study has none in these years)", ""});
  comparison.facts = check_facts(file, run);
  return comparison;
}

}  // namespace agglomera::scenarios
