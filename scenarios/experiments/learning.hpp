// What is learned from what: the free numbers of a calibration as coordinates of a vector, and the
// observations they are held against.
//
// Coordinates are prior standard deviations (models/belief.hpp). Observations are compared on the scale
// ln(x + 0.05), x an LQ or a revenue in 10⁸ USD, or √x in a city where a zero was observed.
#pragma once

#include <Eigen/Core>

#include <atomic>
#include <string>
#include <vector>

#include "scenarios/experiments/forward.hpp"

namespace agglomera::scenarios {

inline constexpr int no_city = -1;

// Thrown when someone asked to stop.
struct Stopped {};

struct FreeNumber {
  std::string name;    // as in a belief
  int city = no_city;  // that alone it concerns
};

enum class Measure { lq_count, lq_revenue, revenue };

struct Target {
  Measure measure;
  int city;
  std::size_t year;      // from the study's first
  double observed;       // NaN: to be foretold
  bool rooted = false;   // compared as √LQ

  double scaled(double value) const;
  double unscaled(double scaled) const;
};

// Of the measure in a city and year of the study, NaN where nothing was observed; revenue in 10⁸ USD.
double observed_value(const models::Study& study, Measure measure, std::size_t city, std::size_t year);
double told_value(const Told& told, Measure measure, std::size_t city, std::size_t year);

// Every free parameter and, of every city in `cities`, every free quantity that has a prior.
std::vector<FreeNumber> free_numbers(const models::Study& study,
                                     const std::vector<std::string>& parameters,
                                     const std::vector<std::string>& city_quantities,
                                     const std::vector<sim::PlaceIndex>& cities);

// The observations of these measures, cities and years that exist; the first year of a study is settled
// as observed and no target.
std::vector<Target> targets_of(const models::Study& study, const std::vector<Measure>& measures,
                               const std::vector<sim::PlaceIndex>& cities, sim::Year first,
                               sim::Year last);

models::Belief belief_of(const std::vector<FreeNumber>& numbers, const Eigen::VectorXd& values);

// (targets × members) on the scale of the targets, for (numbers × members); members spread over ranks and
// threads, and told to every rank; member m of a step with the luck (seed, step, m). What is told one year ahead is kept within 0.7 log
// units of what was observed (a robust innovation, Huber 1964). A run that throws gives a column of NaN.
// `stop` is looked at between members: throws Stopped, on every rank, when it cut the work short.
Eigen::MatrixXd tell_all(const Forward& forward, const std::vector<FreeNumber>& numbers,
                         const std::vector<Target>& targets, const Eigen::MatrixXd& values,
                         std::uint64_t seed, int step, const std::atomic<bool>* stop = nullptr);

// concerns[number]: the targets of its own city; all of them for a number that concerns no single city.
std::vector<std::vector<int>> own_city(const std::vector<FreeNumber>& numbers,
                                       const std::vector<Target>& targets);

Eigen::VectorXd observed_of(const std::vector<Target>& targets);

// Variance of rounding to two decimals, on the scale of each target.
Eigen::VectorXd rounding_variance(const std::vector<Target>& targets);

}  // namespace agglomera::scenarios
