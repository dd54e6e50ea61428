#include "scenarios/inference/nsga2.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <pagmo/algorithm.hpp>
#include <pagmo/algorithms/nsga2.hpp>
#include <pagmo/batch_evaluators/member_bfe.hpp>
#include <pagmo/bfe.hpp>
#include <pagmo/population.hpp>
#include <pagmo/problem.hpp>
#include <pagmo/utils/multi_objective.hpp>
#include <utility>

#include "scenarios/inference/draw_keys.hpp"

namespace agglomera::scenarios {
namespace {

constexpr double worst_value = std::numeric_limits<double>::max();
constexpr double crossover = 0.9, distribution_index = 20.0;

struct Stopped {};

// The problem as pagmo wants it; copies write to the same search.
struct Problem {
  const BatchObjectives* objectives = nullptr;
  const Nsga2Settings* settings = nullptr;
  FrontSearch* search = nullptr;
  std::size_t dimension = 1;
  std::size_t objective_count = 2;

  pagmo::vector_double batch_fitness(const pagmo::vector_double& flat) const {
    std::vector<std::vector<double>> points;
    for (auto at = flat.begin(); at != flat.end(); at += static_cast<std::ptrdiff_t>(dimension))
      points.emplace_back(at, at + static_cast<std::ptrdiff_t>(dimension));
    const std::vector<std::vector<double>> found = (*objectives)(points);
    if (settings->stop && settings->stop()) throw Stopped{};
    search->evaluations += static_cast<std::int64_t>(points.size());
    pagmo::vector_double all;
    for (const std::vector<double>& of : found) {
      bool finite = true;
      for (const double value : of) finite = finite && std::isfinite(value);
      search->not_finite += !finite;
      for (const double value : of) all.push_back(finite ? value : worst_value);
    }
    ++search->generations;
    if (settings->progress) settings->progress(search->generations, settings->generations + 1);
    return all;
  }
  pagmo::vector_double fitness(const pagmo::vector_double& x) const { return batch_fitness(x); }
  pagmo::vector_double::size_type get_nobj() const { return objective_count; }
  std::pair<pagmo::vector_double, pagmo::vector_double> get_bounds() const {
    return {pagmo::vector_double(dimension, 0.0), pagmo::vector_double(dimension, 1.0)};
  }
};

pagmo::population first_population(const Problem& problem, std::uint64_t seed) {
  const auto size = static_cast<std::size_t>(problem.settings->population);
  std::vector<std::vector<double>> points = problem.settings->start;
  for (std::size_t i = points.size(); i < size; ++i) {
    points.emplace_back(problem.dimension);
    for (std::size_t d = 0; d < problem.dimension; ++d)
      points.back()[d] =
          inference_draw(seed, "nsga2 start", d, 0, static_cast<std::uint32_t>(i)).uniform();
  }
  pagmo::vector_double flat;
  for (const auto& point : points) flat.insert(flat.end(), point.begin(), point.end());
  const pagmo::vector_double values = problem.batch_fitness(flat);
  pagmo::population population(pagmo::problem(problem), 0u, 0u);
  for (std::size_t i = 0; i < size; ++i) {
    const auto first = values.begin() + static_cast<std::ptrdiff_t>(i * problem.objective_count);
    population.push_back(
        points[i], {first, first + static_cast<std::ptrdiff_t>(problem.objective_count)});
  }
  return population;
}

std::vector<FrontPoint> front_of(const pagmo::population& population) {
  const auto fronts = std::get<0>(pagmo::fast_non_dominated_sorting(population.get_f()));
  std::vector<FrontPoint> front;
  for (const auto i : fronts.front())
    front.push_back({population.get_x()[i], population.get_f()[i]});
  std::sort(front.begin(), front.end(), [](const FrontPoint& a, const FrontPoint& b) {
    return std::tie(a.objectives, a.x) < std::tie(b.objectives, b.x);
  });
  front.erase(std::unique(front.begin(), front.end(),
                          [](const FrontPoint& a, const FrontPoint& b) { return a.x == b.x; }),
              front.end());
  return front;
}

}  // namespace

FrontSearch find_front(const BatchObjectives& objectives, int dimension, int objective_count,
                       const Nsga2Settings& settings, std::uint64_t seed) {
  assert(dimension >= 1 && objective_count >= 2 && settings.generations >= 1);
  assert(settings.population >= 8 && settings.population % 4 == 0);
  assert(settings.start.size() <= static_cast<std::size_t>(settings.population));
  FrontSearch search;
  const Problem problem{&objectives, &settings, &search, static_cast<std::size_t>(dimension),
                        static_cast<std::size_t>(objective_count)};
  pagmo::nsga2 nsga2(static_cast<unsigned>(settings.generations), crossover, distribution_index,
                     1.0 / dimension, distribution_index,
                     inference_draw(seed, "nsga2 seed", 0, 0, 0).words[0]);
  nsga2.set_bfe(pagmo::bfe(pagmo::member_bfe{}));
  try {
    search.front = front_of(nsga2.evolve(first_population(problem, seed)));
  } catch (const Stopped&) {
    search.stopped = true;
  }
  return search;
}

bool dominates(std::span<const double> a, std::span<const double> b) {
  return pagmo::pareto_dominance({a.begin(), a.end()}, {b.begin(), b.end()});
}

}  // namespace agglomera::scenarios
