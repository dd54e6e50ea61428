// Calibration problems with a known answer, for simulators that are noisy themselves.
//
// LinearProblem: y = G z + η, d = G z* + η* + ε, η ~ N(0, C_η), ε ~ N(0, R), z ~ N(0, I); its posterior
// is exact: C = (I + Gᵀ (R + C_η)⁻¹ G)⁻¹, m = C Gᵀ (R + C_η)⁻¹ d.
// GrowingCities: eight cities watched for five years approach levels that depend on what they offer;
// their luck adds up over the years, so that the noise of a city is correlated in time.
#pragma once

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

#include "scenarios/inference/es_mda.hpp"
#include "sim/draws.hpp"

namespace agglomera::tests {

using Eigen::Index, Eigen::MatrixXd, Eigen::VectorXd;

// rows × columns standard normals; `of` tells apart what one seed is used for.
inline MatrixXd normals(Index rows, Index columns, std::uint64_t seed, int of) {
  const std::uint64_t luck =
      seed * 1'000'003u + 0x9E3779B97F4A7C15ull * (static_cast<std::uint64_t>(of) + 1);
  constexpr auto purpose = static_cast<sim::Purpose>(5);  // none of the model's
  MatrixXd result(rows, columns);
#pragma omp parallel for
  for (Index column = 0; column < columns; ++column) {
    const sim::Draws draws(luck, static_cast<std::uint32_t>(column));
    for (Index row = 0; row < rows; ++row)
      result(row, column) =
          draws.named(static_cast<std::uint32_t>(row), 0, purpose).normal();
  }
  return result;
}

inline MatrixXd covariance_of(const MatrixXd& ensemble) {
  const MatrixXd deviations = ensemble.colwise() - ensemble.rowwise().mean();
  return deviations * deviations.transpose() / static_cast<double>(ensemble.cols() - 1);
}

constexpr int of_truth = 5'000'000, of_data = 5'000'001, of_design = 5'000'002;

struct LinearProblem {
  MatrixXd design;            // G
  MatrixXd error_covariance;  // R
  MatrixXd noise_covariance;  // C_η

  VectorXd draw_truth(std::uint64_t seed) const {
    return normals(design.cols(), 1, seed, of_truth);
  }
  VectorXd draw_data(const VectorXd& truth, std::uint64_t seed) const {
    return design * truth + total().llt().matrixL() * normals(design.rows(), 1, seed, of_data);
  }
  scenarios::Simulate simulator(std::uint64_t seed) const {
    if (noise_covariance.isZero(0.0))
      return [g = design](const MatrixXd& z, int) -> MatrixXd { return g * z; };
    const MatrixXd factor = noise_covariance.llt().matrixL();
    return [g = design, factor, seed](const MatrixXd& z, int step) -> MatrixXd {
      return g * z + factor * normals(g.rows(), z.cols(), seed, step);
    };
  }
  MatrixXd total() const { return error_covariance + noise_covariance; }
  MatrixXd posterior_covariance() const {
    const MatrixXd precision = MatrixXd::Identity(design.cols(), design.cols()) +
                               design.transpose() * total().llt().solve(design);
    return precision.llt().solve(MatrixXd::Identity(design.cols(), design.cols()));
  }
  VectorXd posterior_mean(const VectorXd& data) const {
    return posterior_covariance() * design.transpose() * total().llt().solve(data);
  }
  double log_likelihood(const VectorXd& z, const VectorXd& data) const {
    const VectorXd away = data - design * z;
    return -0.5 * away.dot(total().llt().solve(away));
  }
  scenarios::Assimilation assimilation(const VectorXd& data) const {
    scenarios::Assimilation problem;
    problem.data = data;
    problem.error_covariance = error_covariance;
    if (noise_covariance.isZero(0.0)) problem.noise_replicates = 0;
    return problem;
  }
};

// A design of normal numbers, scaled so that `signal` is the prior variance of an observation.
inline LinearProblem linear_problem(Index parameters, Index observations, double signal,
                                    double error, double noise) {
  const MatrixXd identity = MatrixXd::Identity(observations, observations);
  return {std::sqrt(signal / static_cast<double>(parameters)) *
              normals(observations, parameters, 77, of_design),
          error * identity, noise * identity};
}

// Independent copies of a problem side by side, each with a design of its own.
inline LinearProblem side_by_side(Index blocks, Index parameters, Index observations, double signal,
                                  double error, double noise) {
  LinearProblem result =
      linear_problem(blocks * parameters, blocks * observations, signal, error, noise);
  MatrixXd design = MatrixXd::Zero(result.design.rows(), result.design.cols());
  for (Index block = 0; block < blocks; ++block)
    design.block(block * observations, block * parameters, observations, parameters) =
        std::sqrt(static_cast<double>(blocks)) *
        result.design.block(block * observations, block * parameters, observations, parameters);
  result.design = design;
  return result;
}

// What each parameter of such a problem may learn from: the observations of its block.
inline std::vector<std::vector<int>> own_block(Index blocks, Index parameters, Index observations) {
  std::vector<std::vector<int>> concerns;
  for (Index block = 0; block < blocks; ++block)
    for (Index p = 0; p < parameters; ++p) {
      std::vector<int> own(static_cast<std::size_t>(observations));
      std::iota(own.begin(), own.end(), static_cast<int>(block * observations));
      concerns.push_back(own);
    }
  return concerns;
}

// Observations of `places` in turn over `years`, correlated in time as a random walk is.
inline MatrixXd random_walks(Index places, Index years, double variance_per_year) {
  MatrixXd covariance = MatrixXd::Zero(places * years, places * years);
  for (Index place = 0; place < places; ++place)
    for (Index a = 0; a < years; ++a)
      for (Index b = 0; b < years; ++b)
        covariance(place * years + a, place * years + b) =
            variance_per_year * static_cast<double>(1 + std::min(a, b));
  return covariance;
}

struct GrowingCities {
  static constexpr Index cities = 8, years = 5, parameters = 6;
  double error_sd = 0.1, luck_per_year = 0.2;
  MatrixXd offers = normals(cities, 3, 78, of_design);

  // z: three tastes, speed, trend, and a taste for what all cities offer alike (nearly unseen).
  VectorXd expected(const VectorXd& z) const {
    VectorXd y(cities * years);
    const double speed = std::exp(0.3 * z[3]) / 3.0;
    for (Index city = 0; city < cities; ++city) {
      const double level = 1.0 + std::tanh(0.5 * offers.row(city).dot(z.head(3))) + 0.02 * z[5];
      for (Index year = 0; year < years; ++year) {
        const auto t = static_cast<double>(year + 1);
        y[city * years + year] = 2.0 * level * (1.0 - std::exp(-speed * t)) + 0.1 * z[4] * t;
      }
    }
    return y;
  }
  MatrixXd run(const MatrixXd& z, std::uint64_t seed, int of) const {
    MatrixXd y = normals(cities * years, z.cols(), seed, of) * luck_per_year;
    for (Index member = 0; member < z.cols(); ++member) {
      for (Index row = 0; row < y.rows(); ++row)
        if (row % years > 0) y(row, member) += y(row - 1, member);
      y.col(member) += expected(z.col(member));
    }
    return y;
  }
  VectorXd draw_data(const VectorXd& truth, std::uint64_t seed) const {
    return run(truth, seed, of_data).col(0) +
           error_sd * normals(cities * years, 1, seed, of_data + 10);
  }
  scenarios::Simulate simulator(std::uint64_t seed) const {
    return [*this, seed](const MatrixXd& z, int step) { return run(z, seed, step); };
  }
  scenarios::Assimilation assimilation(const VectorXd& data) const {
    scenarios::Assimilation problem;
    problem.data = data;
    problem.error_covariance =
        error_sd * error_sd * MatrixXd::Identity(cities * years, cities * years);
    return problem;
  }
};

}  // namespace agglomera::tests
