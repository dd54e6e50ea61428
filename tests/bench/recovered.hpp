// How often 90 % intervals of a calibration hold the numbers from which the data was made.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "models/belief.hpp"
#include "output/scores/coverage.hpp"
#include "scenarios/experiments/calibrate.hpp"
#include "sim/draws.hpp"

namespace agglomera::tests {

// Of one number in one made industry.
struct Recovered {
  std::string number;
  std::size_t truth;
  bool held;
  double contraction;
  double z;  // of the truth, in posterior standard deviations from the posterior's mean
};

// `shift`: added to every member of the posterior, in prior standard deviations: a broken calibrator.
inline void add_recovered(const scenarios::CalibrationResult& result, const models::Belief& truth,
                          std::size_t k, double shift, std::vector<Recovered>& all) {
  for (std::size_t i = 0; i < result.fit.numbers.size(); ++i) {
    const std::string& name = result.fit.numbers[i].name;
    const auto row = static_cast<Eigen::Index>(i);
    const Eigen::VectorXd members = result.fit.smoothed.parameters.row(row).array() + shift;
    const double wanted = truth.at(name);
    const bool held =
        output::central_interval({members.data(), static_cast<std::size_t>(members.size())}, 0.9).holds(wanted);
    all.push_back({name, k, held, result.table[i].contraction,
                   (wanted - members.mean()) / result.table[i].sd});
  }
}

struct CoverageOfTruths {
  double share = 0.0;
  output::Interval interval{0.0, 0.0};  // 95 %, truths resampled as blocks
  std::size_t pairs = 0, numbers = 0;   // pairs of number and truth; different numbers
  double sd_of_z = 0.0, mean_of_z = 0.0;
};

// Over the numbers of which the contraction, on average over truths, is at least `least`.
inline CoverageOfTruths coverage_of(const std::vector<Recovered>& all, double least) {
  std::map<std::string, std::pair<double, double>> contraction;
  for (const Recovered& one : all) {
    contraction[one.number].first += one.contraction;
    contraction[one.number].second += 1.0;
  }
  std::map<std::size_t, std::pair<double, double>> of_truth;  // held, counted
  CoverageOfTruths coverage;
  double held = 0.0, squares = 0.0;
  std::map<std::string, bool> names;
  for (const Recovered& one : all) {
    const auto& [sum, count] = contraction.at(one.number);
    if (sum / count < least) continue;
    names[one.number] = true;
    of_truth[one.truth].first += one.held;
    of_truth[one.truth].second += 1.0;
    held += one.held;
    squares += one.z * one.z;
    coverage.mean_of_z += one.z;
    ++coverage.pairs;
  }
  coverage.numbers = names.size();
  if (coverage.pairs == 0) return coverage;
  coverage.share = held / static_cast<double>(coverage.pairs);
  coverage.mean_of_z /= static_cast<double>(coverage.pairs);
  coverage.sd_of_z = std::sqrt(squares / static_cast<double>(coverage.pairs) -
                               coverage.mean_of_z * coverage.mean_of_z);
  const std::vector<std::pair<std::size_t, std::pair<double, double>>> blocks(of_truth.begin(), of_truth.end());
  std::vector<double> shares;
  for (std::uint32_t draw = 0; draw < 4000; ++draw) {
    double hits = 0.0, counted = 0.0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const double u =
          sim::Draws(1, draw).named(static_cast<std::uint32_t>(i), 0, sim::Purpose::bootstrap).uniform();
      const auto& block = blocks[static_cast<std::size_t>(u * static_cast<double>(blocks.size()))].second;
      hits += block.first;
      counted += block.second;
    }
    shares.push_back(hits / counted);
  }
  coverage.interval = output::central_interval(shares, 0.95);
  return coverage;
}

}  // namespace agglomera::tests
