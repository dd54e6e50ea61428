#include "scenarios/experiments/identifiability.hpp"

#include <cmath>
#include <span>

#include "output/scores/quantile.hpp"

namespace agglomera::scenarios {
namespace {

struct Quantity {
  const char* name;
  std::vector<models::Latent> models::Latents::*latents;
  models::Range range;
};

constexpr Quantity quantities[] = {
    {"amenity", &models::Latents::amenity, {-20.0, 20.0}},
    {"growth_advantage", &models::Latents::growth_advantage, {-2.0, 2.0}},
    {"endowment", &models::Latents::endowment, {-10.0, 10.0}},
    {"technology", &models::Latents::technology, {0.0, 1.0}},
    {"culture", &models::Latents::culture, {0.0, 1.0}},
};

double variance(const Eigen::RowVectorXd& values) {
  return (values.array() - values.mean()).square().sum() / static_cast<double>(values.size() - 1);
}

}  // namespace

double value_of(const models::Study& study, const FreeNumber& number, double deviations) {
  const auto table = models::parameter_table();
  for (std::size_t i = 0; i < table.size(); ++i)
    if (table[i].name == number.name)
      return models::shifted(study.parameters[i].usual, study.parameters[i].prior, table[i].range,
                             deviations);
  const std::string quantity = number.name.substr(0, number.name.find(':'));
  const auto city = static_cast<std::size_t>(number.city);
  for (const Quantity& one : quantities)
    if (quantity == one.name) {
      const models::Latent& latent = (study.latents.*one.latents)[city];
      return models::shifted(latent.usual, latent.prior, one.range, deviations);
    }
  const models::ShareSeries& series =
      (quantity == "firm_share" ? study.firm_share : study.revenue_share)[city];
  return std::exp(series.log_sd * deviations);
}

std::vector<Identified> identifiability(const models::Study& study,
                                        const std::vector<FreeNumber>& numbers,
                                        const Eigen::MatrixXd& prior,
                                        const Eigen::MatrixXd& posterior) {
  std::vector<Identified> table;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    const double after = variance(posterior.row(row));
    std::vector<double> values;
    for (Eigen::Index member = 0; member < posterior.cols(); ++member)
      values.push_back(value_of(study, numbers[i], posterior(row, member)));
    table.push_back({numbers[i].name, posterior.row(row).mean(), std::sqrt(after),
                     1.0 - after / variance(prior.row(row)), output::quantile(values, 0.05),
                     output::median(values), output::quantile(values, 0.95),
                     value_of(study, numbers[i], 0.0)});
  }
  return table;
}

}  // namespace agglomera::scenarios
