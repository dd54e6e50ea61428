#include "scenarios/cli/sensitivity_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "scenarios/cli/terminal.hpp"
#include "scenarios/experiments/optimize.hpp"

namespace agglomera::cli {
namespace {

using scenarios::Interval;
using scenarios::OutputSensitivity;
using scenarios::Sensitivity;
using scenarios::SensitivityKind;
using scenarios::SensitivityResult;
using scenarios::Statistic;

constexpr std::size_t strongest_pairs = 3;

bool is_sobol(const Sensitivity& experiment) {
  return experiment.method.kind == SensitivityKind::sobol;
}

std::string share(const Interval& index) {
  if (std::isnan(index.value)) return "-";
  return fmt::format("{:.3f} [{:.3f}, {:.3f}]", index.value, index.low, index.high);
}

std::string amount(const Interval& effect) {
  if (std::isnan(effect.value)) return "-";
  return fmt::format("{:.3g} [{:.3g}, {:.3g}]", effect.value, effect.low, effect.high);
}

// By what they do to the mean, the strongest first; missing ones last.
std::vector<std::size_t> by_strength(const std::vector<Interval>& strengths) {
  std::vector<std::size_t> order(strengths.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto key = [&](std::size_t i) {
    return std::isnan(strengths[i].value) ? -HUGE_VAL : strengths[i].value;
  };
  std::ranges::stable_sort(order, std::greater<>(), key);
  return order;
}

void print_head(const Sensitivity& experiment, const scenarios::Output& output,
                const OutputSensitivity& mean, const OutputSensitivity& noise) {
  const scenarios::Outputs& outputs = experiment.variation.outputs;
  const std::string unit = scenarios::unit_of(output.measure);
  fmt::print("\n{} of {} in {}{}: {:.4g} on average{}, sd {:.3g}; noise of one run {:.3g}\n",
             output.measure, output.place, outputs.year,
             outputs.effect ? ", effect of the levers" : "", mean.mean,
             unit == "1" ? "" : " " + unit, mean.sd, noise.mean);
}

void print_sobol(const Sensitivity& experiment, const OutputSensitivity& mean,
                 const OutputSensitivity& noise) {
  std::vector<std::vector<std::string>> rows;
  for (const std::size_t i : by_strength(mean.sobol.total)) {
    if (rows.size() == strongest_factors) break;
    rows.push_back({experiment.variation.factors[i].name, share(mean.sobol.first[i]),
                    share(mean.sobol.total[i]), share(noise.sobol.total[i])});
  }
  fmt::print("{}", table({"", "alone [90 %]", "in all [90 %]", "of the noise, in all"}, rows));
}

void print_pairs(const Sensitivity& experiment, const OutputSensitivity& mean) {
  const auto& factors = experiment.variation.factors;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < factors.size(); ++i)
    for (std::size_t j = i + 1; j < factors.size(); ++j)
      names.push_back(factors[i].name + " × " + factors[j].name);
  std::vector<std::vector<std::string>> rows;
  for (const std::size_t pair : by_strength(mean.sobol.second)) {
    if (rows.size() == strongest_pairs) break;
    rows.push_back({names[pair], share(mean.sobol.second[pair])});
  }
  fmt::print("{}", table({"", "only together [90 %]"}, rows));
}

void print_morris(const Sensitivity& experiment, const OutputSensitivity& mean,
                  const OutputSensitivity& noise) {
  std::vector<std::vector<std::string>> rows;
  for (const std::size_t i : by_strength(mean.morris.mu_star)) {
    if (rows.size() == strongest_factors) break;
    rows.push_back({experiment.variation.factors[i].name, amount(mean.morris.mu_star[i]),
                    amount(mean.morris.mu[i]), amount(mean.morris.sigma[i]),
                    amount(noise.morris.mu_star[i])});
  }
  fmt::print("{}", table({"", "mu* [90 %]", "mu", "sigma", "mu* of the noise"}, rows));
}

void print_legend(const Sensitivity& experiment, const SensitivityResult& result) {
  if (is_sobol(experiment))
    fmt::print(
        "\nShares of the variance that the factors make: alone (first order), and in all, with "
        "what a factor\n"
        "does together with others (total). What any change reshuffles by luck counts as "
        "together: more\n"
        "replicates lower it. Noise: the sd over {} replicates of a point.\n",
        experiment.variation.scenario.members);
  else
    fmt::print(
        "\nmu*: mean absolute effect of a factor over its whole range, mu: with its sign; sigma: "
        "how much it\n"
        "differs from place to place, by curvature or other factors. Noise: the sd over {} "
        "replicates.\n",
        experiment.variation.scenario.members);
  const std::string negative = words_of_negative(scenarios::negative_indices(result));
  if (!negative.empty()) fmt::print("{}\n", negative);
}

}  // namespace

std::string words_of_negative(const scenarios::NegativeIndices& negative) {
  std::string words;
  if (negative.within > 0)
    words += fmt::format(
        "{} of {} indices are below zero within their intervals: a share can't be, its estimate "
        "can. They\n"
        "say that the factor does next to nothing there; more samples bring them nearer to zero.",
        negative.within, negative.all);
  if (negative.beyond > 0)
    words += fmt::format(
        "{}{} of {} indices are below zero beyond their 90 % intervals, as chance makes a few: "
        "don't trust the\n"
        "last digits, or take more samples.",
        words.empty() ? "" : "\n", negative.beyond, negative.all);
  return words;
}

void print_sensitivity(const Sensitivity& experiment, const SensitivityResult& result) {
  const auto& outputs = experiment.variation.outputs.all;
  fmt::print("{} factors, {} points, {} replicates each\n", experiment.variation.factors.size(),
             result.points, experiment.variation.scenario.members);
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    const OutputSensitivity& mean = result[Statistic::mean][i];
    const OutputSensitivity& noise = result[Statistic::noise][i];
    print_head(experiment, outputs[i], mean, noise);
    if (!(mean.sd > 0.0)) {
      fmt::print("does not vary\n");
      continue;
    }
    if (is_sobol(experiment))
      print_sobol(experiment, mean, noise);
    else
      print_morris(experiment, mean, noise);
    if (!mean.sobol.second.empty()) print_pairs(experiment, mean);
  }
  print_legend(experiment, result);
}

}  // namespace agglomera::cli
