// ES-MDA against problems with a known answer, at full size: prints what was asked and what was
// measured, and fails when a gate fails. Broken twins must fail the gate that their sound twin meets.
#include <omp.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "output/scores/coverage.hpp"
#include "scenarios/inference/es_mda.hpp"
#include "tests/bench/gates.hpp"
#include "tests/scenarios/inference/noisy_problems.hpp"

namespace agglomera::tests {
namespace {

using Eigen::ArrayXd, Eigen::ArrayXXd;
using scenarios::Assimilation, scenarios::assimilate, scenarios::Smoothed,
    scenarios::standard_normals;

Smoothed fit(const LinearProblem& linear, const Assimilation& problem, int members,
             std::uint64_t seed) {
  const auto parameters = static_cast<std::size_t>(linear.design.cols());
  return assimilate(problem, standard_normals(parameters, members, 1000 + seed),
                    linear.simulator(2000 + seed), 3000 + seed);
}

// --- Linear problems -------------------------------------------------------------------------------

struct Away {
  double mean = 0.0;        // largest, in posterior standard deviations
  double sd = 0.0;          // largest |sd / exact sd − 1|
  double covariance = 0.0;  // largest Frobenius norm of the difference, relative
  double sd_ratio = 0.0;    // average over parameters and data sets
};

Away away_from_exact(const LinearProblem& linear, bool correction, int replicates, int data_sets) {
  const MatrixXd exact = linear.posterior_covariance();
  const ArrayXd exact_sd = exact.diagonal().array().sqrt();
  Away away;
  for (int set = 0; set < data_sets; ++set) {
    const auto seed = static_cast<std::uint64_t>(set);
    const VectorXd data = linear.draw_data(linear.draw_truth(seed), seed);
    Assimilation problem = linear.assimilation(data);
    problem.noise_correction = correction;
    problem.noise_replicates = replicates;
    const Smoothed smoothed = fit(linear, problem, 10'000, seed);
    const MatrixXd covariance = covariance_of(smoothed.parameters);
    const ArrayXd ratio = covariance.diagonal().array().sqrt() / exact_sd;
    const VectorXd off = smoothed.parameters.rowwise().mean() - linear.posterior_mean(data);
    away.mean = std::max(away.mean, (off.array() / exact_sd).abs().maxCoeff());
    away.sd = std::max(away.sd, (ratio - 1.0).abs().maxCoeff());
    away.covariance = std::max(away.covariance, (covariance - exact).norm() / exact.norm());
    away.sd_ratio += ratio.mean() / data_sets;
  }
  return away;
}

void exact_posterior(Gates& gates) {
  const Away away = away_from_exact(linear_problem(8, 30, 4.0, 1.0, 0.0), true, 0, 5);
  gates.asks(away.mean <= 0.05 && away.covariance <= 0.05,
             "linear problem, no noise, 10,000 members, 5 data sets",
             "mean within 0.05 posterior sd, covariance within 0.05 (Frobenius)",
             fmt::format("{:.3f}, {:.3f}", away.mean, away.covariance));
}

// Share of 90 % intervals that hold the truth, with its standard error over truths.
std::string covered_of_200(const LinearProblem& linear, bool correction, bool& consistent) {
  ArrayXd share(200);
  for (Index i = 0; i < share.size(); ++i) {
    const auto seed = static_cast<std::uint64_t>(10'000 + i);
    const VectorXd truth = linear.draw_truth(seed);
    Assimilation problem = linear.assimilation(linear.draw_data(truth, seed));
    problem.noise_correction = correction;
    const Smoothed smoothed = fit(linear, problem, 1000, seed);
    output::Coverage coverage(0.9);
    for (Index p = 0; p < truth.size(); ++p) {
      const VectorXd members = smoothed.parameters.row(p);
      coverage.add({members.data(), static_cast<std::size_t>(members.size())}, truth[p]);
    }
    share[i] = coverage.share();
  }
  const double mean = share.mean();
  const double error = std::sqrt((share - mean).square().sum() / (199.0 * 200.0));
  consistent = std::abs(mean - 0.9) <= 1.96 * error;
  return fmt::format("{:.3f} ± {:.3f}", mean, error);
}

void noise_as_large_as_error(Gates& gates, std::string_view name, const LinearProblem& linear) {
  bool consistent = false, twin_consistent = false;
  const Away away = away_from_exact(linear, true, 64, 5);
  gates.asks(away.sd <= 0.05, fmt::format("{}, 10,000 members, 5 data sets", name),
             "every sd within 0.05 of exact",
             fmt::format("{:.3f} (average ratio {:.3f}; mean within {:.3f} sd)", away.sd,
                         away.sd_ratio, away.mean));
  const std::string covered = covered_of_200(linear, true, consistent);
  gates.asks(consistent, fmt::format("{}, 1,000 members, 200 truths", name),
             "90 % intervals cover 0.90 within 1.96 standard errors", covered);
  const Away twin = away_from_exact(linear, false, 64, 1);
  const std::string twin_covered = covered_of_200(linear, false, twin_consistent);
  gates.asks(twin.sd > 0.05 && !twin_consistent, "  its broken twin: no noise correction",
             "to fail both",
             fmt::format("average ratio of sd {:.3f}, coverage {}", twin.sd_ratio, twin_covered));
}

// --- Localisation ----------------------------------------------------------------------------------

// Means and standard deviations (rows) of repeated fits (columns) to the same data.
ArrayXXd repeated(const LinearProblem& linear, const Assimilation& problem, int members,
                  std::uint64_t seed) {
  const Index parameters = linear.design.cols();
  ArrayXXd moments(2 * parameters, 40);
  for (Index i = 0; i < moments.cols(); ++i) {
    const MatrixXd z =
        fit(linear, problem, members, seed + static_cast<std::uint64_t>(i)).parameters;
    moments.col(i) << z.rowwise().mean(), covariance_of(z).diagonal().cwiseSqrt();
  }
  return moments;
}

double largest_z(const ArrayXXd& a, const ArrayXXd& b) {
  const auto n = static_cast<double>(a.cols());
  const auto squared_error = [n](const ArrayXXd& x) -> ArrayXd {
    return (x.colwise() - x.rowwise().mean()).square().rowwise().sum() / ((n - 1.0) * n);
  };
  const ArrayXd difference = a.rowwise().mean() - b.rowwise().mean();
  return (difference / (squared_error(a) + squared_error(b)).sqrt()).abs().maxCoeff();
}

void blocks_alone(Gates& gates) {
  const LinearProblem both = side_by_side(2, 3, 8, 4.0, 1.0, 1.0);
  const VectorXd data = both.draw_data(both.draw_truth(1), 1);
  Assimilation problem = both.assimilation(data);
  problem.concerns = own_block(2, 3, 8);
  const ArrayXXd together = repeated(both, problem, 1000, 100'000);
  double largest = 0.0;
  for (const Index block : {0, 1}) {
    const LinearProblem one = {both.design.block(8 * block, 3 * block, 8, 3),
                               both.error_covariance.topLeftCorner(8, 8),
                               both.noise_covariance.topLeftCorner(8, 8)};
    const ArrayXXd alone = repeated(one, one.assimilation(data.segment(8 * block, 8)), 1000,
                                    200'000 + 1000 * static_cast<std::uint64_t>(block));
    ArrayXXd part(6, together.cols());
    part << together.middleRows(3 * block, 3), together.middleRows(6 + 3 * block, 3);
    largest = std::max(largest, largest_z(part, alone));
  }
  gates.asks(largest <= 4.0, "two blocks together, localised, and each alone: 40 fits each",
             "all means and sds within 4 standard errors", fmt::format("{:.2f}", largest));
}

struct Small {
  double variance = 0.0;     // average over parameters, relative to the exact one
  double correlation = 0.0;  // root mean square between parameters of different blocks
};

Small small_ensemble(bool localised) {
  const Index blocks = 10, parameters = 3, observations = 8;
  const LinearProblem linear = side_by_side(blocks, parameters, observations, 4.0, 1.0, 1.0);
  const ArrayXd exact = linear.posterior_covariance().diagonal();
  Small result;
  const int fits = 20;
  for (std::uint64_t seed = 0; seed < fits; ++seed) {
    Assimilation problem = linear.assimilation(linear.draw_data(linear.draw_truth(seed), seed));
    if (localised) problem.concerns = own_block(blocks, parameters, observations);
    const MatrixXd covariance = covariance_of(fit(linear, problem, 100, seed).parameters);
    const ArrayXd variance = covariance.diagonal();
    result.variance += (variance / exact).mean() / fits;
    double squares = 0.0;
    for (Index a = 0; a < variance.size(); ++a)
      for (Index b = 0; b < variance.size(); ++b)
        if (a / parameters != b / parameters)
          squares += covariance(a, b) * covariance(a, b) / (variance[a] * variance[b]);
    const auto pairs = static_cast<double>(variance.size() * (variance.size() - parameters));
    result.correlation += std::sqrt(squares / pairs) / fits;
  }
  return result;
}

void few_members(Gates& gates) {
  const Small with = small_ensemble(true), without = small_ensemble(false);
  gates.asks(with.variance >= 0.85 && without.variance < 0.6,
             "ten blocks of 3 parameters, 100 members, 20 fits: variance relative to exact",
             "at least 0.85 localised, below 0.6 not",
             fmt::format("{:.3f}, {:.3f}", with.variance, without.variance));
  gates.asks(with.correlation <= 0.11 && without.correlation > with.correlation,
             "the same: correlation between blocks (chance alone makes 0.10)",
             "at most 0.11 localised, more when not",
             fmt::format("{:.3f}, {:.3f}", with.correlation, without.correlation));
}

// --- Recovery and simulation-based calibration -----------------------------------------------------

struct Calibrator {
  std::string name;
  bool noise_correction = true;
  double shift = 0.0;  // of the first parameter, in prior standard deviations
};

const std::vector<Calibrator> calibrators = {{"sound"},
                                             {"  broken twin: no noise correction", false},
                                             {"  broken twin: one parameter shifted", true, 1.0}};

// Mean of the blocks and its 95 % interval by resampling them 4,000 times.
output::Interval bootstrap(const VectorXd& blocks) {
  std::vector<double> means;
  for (std::uint32_t draw = 0; draw < 4000; ++draw) {
    double sum = 0.0;
    for (Index i = 0; i < blocks.size(); ++i) {
      const double u = sim::Draws(1, draw)
                           .named(static_cast<std::uint32_t>(i), 0, sim::Purpose::bootstrap)
                           .uniform();
      sum += blocks[static_cast<Index>(u * static_cast<double>(blocks.size()))];
    }
    means.push_back(sum / static_cast<double>(blocks.size()));
  }
  return output::central_interval(means, 0.95);
}

void recovery(Gates& gates, const Calibrator& calibrator) {
  const GrowingCities cities;
  const Index truths = 20, parameters = GrowingCities::parameters;
  ArrayXXd held(parameters, truths), variance(parameters, truths);
  for (Index i = 0; i < truths; ++i) {
    const auto seed = static_cast<std::uint64_t>(20'000 + i);
    const VectorXd truth = normals(parameters, 1, seed, of_truth);
    Assimilation problem = cities.assimilation(cities.draw_data(truth, seed));
    problem.noise_correction = calibrator.noise_correction;
    MatrixXd z = assimilate(problem, standard_normals(parameters, 1000, 1000 + seed),
                            cities.simulator(2000 + seed), 3000 + seed)
                     .parameters;
    z.row(0).array() += calibrator.shift;
    variance.col(i) = covariance_of(z).diagonal();
    for (Index p = 0; p < parameters; ++p) {
      const VectorXd members = z.row(p);
      held(p, i) =
          output::central_interval({members.data(), static_cast<std::size_t>(members.size())}, 0.9)
              .holds(truth[p]);
    }
  }
  std::vector<Index> identified;
  for (Index p = 0; p < parameters; ++p)
    if (1.0 - variance.row(p).mean() > 0.5) identified.push_back(p);
  const VectorXd of_truths = held(identified, Eigen::all).colwise().mean().transpose();
  const output::Interval interval = bootstrap(of_truths);
  const bool sound = calibrator.noise_correction && calibrator.shift == 0.0;
  gates.asks(
      interval.holds(0.9) == sound, "recovery of 20 truths, growing cities: " + calibrator.name,
      sound ? "the interval of coverage contains 0.90" : "to fail that",
      fmt::format("{:.3f} in [{:.3f}, {:.3f}], {} of {} parameters identified", of_truths.mean(),
                  interval.low, interval.high, identified.size(), parameters));
}

void simulation_based_calibration(Gates& gates, const Calibrator& calibrator) {
  LinearProblem linear = linear_problem(5, 20, 4.0, 1.0, 0.0);
  linear.noise_covariance = random_walks(4, 5, 0.3);  // on average nearly as large as R
  const Index replications = 200, draws = 99, parameters = linear.design.cols();
  ArrayXXd at_most = ArrayXXd::Zero(parameters + 1, draws + 1);  // ranks up to the column's
  for (Index i = 0; i < replications; ++i) {
    const auto seed = static_cast<std::uint64_t>(30'000 + i);
    const VectorXd truth = linear.draw_truth(seed), data = linear.draw_data(truth, seed);
    Assimilation problem = linear.assimilation(data);
    problem.noise_correction = calibrator.noise_correction;
    MatrixXd z = fit(linear, problem, 500, seed).parameters.leftCols(draws);
    z.row(0).array() += 0.3 * calibrator.shift;
    for (Index p = 0; p <= parameters; ++p) {
      const auto value = [&](const VectorXd& of) {
        return p < parameters ? of[p] : linear.log_likelihood(of, data);
      };
      Index rank = 0;
      for (Index draw = 0; draw < draws; ++draw) rank += value(z.col(draw)) < value(truth);
      at_most.row(p).tail(draws + 1 - rank) += 1.0 / static_cast<double>(replications);
    }
  }
  const ArrayXd uniform =
      ArrayXd::LinSpaced(draws + 1, 1, draws + 1) / static_cast<double>(draws + 1);
  const ArrayXd away = (at_most.rowwise() - uniform.transpose()).abs().rowwise().maxCoeff();
  const bool sound = calibrator.noise_correction && calibrator.shift == 0.0;
  gates.asks((away.maxCoeff() <= 0.135) == sound,
             "simulation-based calibration, 200 replications, ranks of 99: " + calibrator.name,
             sound ? "sup-ECDF difference at most 0.135 jointly" : "to fail that",
             fmt::format("{:.3f} of parameters, {:.3f} of log-likelihood",
                         away.head(parameters).maxCoeff(), away[parameters]));
}

// --- Invariants ------------------------------------------------------------------------------------

void same_bits(Gates& gates) {
  const LinearProblem linear = linear_problem(40, 200, 4.0, 1.0, 1.0);
  const VectorXd data = linear.draw_data(linear.draw_truth(1), 1);
  const int usual = omp_get_max_threads();
  std::vector<MatrixXd> fits;
  for (const int threads : {1, 2, 7}) {
    omp_set_num_threads(threads);
    fits.push_back(fit(linear, linear.assimilation(data), 2000, 1).parameters);
  }
  omp_set_num_threads(usual);
  const double away = std::max((fits[1] - fits[0]).cwiseAbs().maxCoeff(),
                               (fits[2] - fits[0]).cwiseAbs().maxCoeff());
  gates.asks(away == 0.0, "40 parameters, 200 observations, 2,000 members on 1, 2, 7 threads",
             "the same bits", fmt::format("largest difference {}", away));
}

}  // namespace
}  // namespace agglomera::tests

int main() {
  using namespace agglomera::tests;
  Gates gates;
  exact_posterior(gates);
  const LinearProblem independent = linear_problem(8, 30, 4.0, 1.0, 1.0);
  noise_as_large_as_error(gates, "linear problem, noise as large as the error", independent);
  LinearProblem adding_up = independent;
  adding_up.noise_covariance = random_walks(6, 5, 1.0 / 3.0);
  noise_as_large_as_error(gates, "the same, noise that adds up over five years", adding_up);
  blocks_alone(gates);
  few_members(gates);
  for (const Calibrator& calibrator : calibrators) recovery(gates, calibrator);
  for (const Calibrator& calibrator : calibrators) simulation_based_calibration(gates, calibrator);
  same_bits(gates);
  return gates.exit_code();
}
