// Pareto fronts by NSGA-II (Deb, Pratap, Agarwal and Meyarivan 2002; pagmo, Biscani and Izzo 2020): the
// points of the unit box that no other point beats in every objective at once.
//
// Every objective is to be made small. Whole generations are evaluated at once, so that the caller can
// spread them over threads; nothing else depends on threads. Crossover and mutation are those of Deb
// et al.: 0.9 and 1/d, distribution indices 20.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace agglomera::scenarios {

// The objectives of each point, in the order of the points. Called by one thread. What is not finite
// counts as the worst.
using BatchObjectives = std::function<std::vector<std::vector<double>>(
    const std::vector<std::vector<double>>& points)>;

struct Nsga2Settings {
  int population = 64;   // a multiple of 4, at least 8
  int generations = 50;  // after the first population
  std::vector<std::vector<double>> start;  // of the first population; the rest are even draws
  std::function<bool()> stop;              // asked after every generation
  std::function<void(int done, int of)> progress;  // generations, the first population among them
};

struct FrontPoint {
  std::vector<double> x;
  std::vector<double> objectives;
};

struct FrontSearch {
  std::vector<FrontPoint> front;  // of the last population, each point once; ascending objectives
  std::int64_t evaluations = 0;
  std::int64_t not_finite = 0;  // points with an objective that was NaN or an infinity
  int generations = 0;          // that were finished, the first population among them
  bool stopped = false;         // then there is no front
};

FrontSearch find_front(const BatchObjectives& objectives, int dimension, int objective_count,
                       const Nsga2Settings& settings, std::uint64_t seed);

// Whether a is nowhere worse than b, and better somewhere.
bool dominates(std::span<const double> a, std::span<const double> b);

}  // namespace agglomera::scenarios
