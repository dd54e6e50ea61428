#include "scenarios/inference/cma_es.hpp"

#include <omp.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <exception>
#include <limits>
#include <pagmo/algorithm.hpp>
#include <pagmo/algorithms/cmaes.hpp>
#include <pagmo/archipelago.hpp>
#include <pagmo/islands/thread_island.hpp>
#include <pagmo/population.hpp>
#include <pagmo/problem.hpp>
#include <pagmo/topologies/unconnected.hpp>
#include <utility>

#include "scenarios/inference/draw_keys.hpp"

namespace agglomera::scenarios {
namespace {

constexpr double worst_value = std::numeric_limits<double>::max();
// Populations flatter than this are done: in the value, and in prior standard deviations.
constexpr double flat_value = 1e-9;
constexpr double flat_step = 1e-7;

struct Stopped {};

// What one restart has met; only its own thread writes to it.
struct Restart {
  std::vector<double> best;
  double best_value = worst_value;
  std::int64_t evaluations = 0;
  std::int64_t not_finite = 0;
};

// The problem as pagmo wants it; copies write to the same restart.
struct Posterior {
  const Misfit* objective = nullptr;
  const CmaEsSettings* settings = nullptr;
  std::size_t dimension = 1;
  Restart* restart = nullptr;

  pagmo::vector_double fitness(const pagmo::vector_double& z) const {
    if (settings->stop && settings->stop()) throw Stopped{};
    ++restart->evaluations;
    const double value = (*objective)(z);
    if (!std::isfinite(value)) {
      ++restart->not_finite;
      return {worst_value};
    }
    if (restart->best.empty() || value < restart->best_value) {
      restart->best = z;
      restart->best_value = value;
    }
    return {value};
  }
  std::pair<pagmo::vector_double, pagmo::vector_double> get_bounds() const {
    return {pagmo::vector_double(dimension, -settings->bound),
            pagmo::vector_double(dimension, settings->bound)};
  }
};

std::size_t population_size(const CmaEsSettings& settings, int dimension) {
  if (settings.population > 0) return static_cast<std::size_t>(settings.population);
  return static_cast<std::size_t>(std::max(5, 4 + static_cast<int>(3 * std::log(dimension))));
}

// pagmo's CMA-ES begins at the best of the population it is given, and gives up on one whose values
// are all equal. So the start stands there many times, with values that are never evaluated.
pagmo::population start_of(const Posterior& posterior, std::size_t size, std::uint64_t seed,
                           std::uint32_t number) {
  pagmo::vector_double start(posterior.dimension);
  const double bound = posterior.settings->bound;
  for (std::size_t d = 0; d < start.size(); ++d)
    start[d] =
        std::clamp(inference_draw(seed, "cma_es start", d, 0, number).normal(), -bound, bound);
  pagmo::population population(pagmo::problem(posterior), 0u, 0u);
  for (std::size_t i = 0; i < size; ++i) population.push_back(start, {i == 0 ? 0.0 : 1.0});
  return population;
}

pagmo::algorithm algorithm_of(const CmaEsSettings& settings, std::uint64_t seed,
                              std::uint32_t number) {
  constexpr double automatic = -1;
  const double step = settings.first_step / (2 * settings.bound);  // in widths of the box
  return pagmo::algorithm(pagmo::cmaes(static_cast<unsigned>(settings.generations), automatic,
                                       automatic, automatic, automatic, step, flat_value, flat_step,
                                       false, true,
                                       inference_draw(seed, "cma_es seed", 0, 0, number).words[0]));
}

bool is_near(const std::vector<double>& a, const std::vector<double>& b, double distance) {
  for (std::size_t d = 0; d < a.size(); ++d)
    if (std::abs(a[d] - b[d]) > distance) return false;
  return true;
}

ModeSearch merged(const std::vector<Restart>& restarts, double merge_distance) {
  ModeSearch search;
  for (const Restart& restart : restarts) {
    search.evaluations += restart.evaluations;
    search.not_finite += restart.not_finite;
    if (!restart.best.empty())
      search.modes.push_back({restart.best, restart.best_value, 1});
    else if (restart.evaluations > 0)
      ++search.failed_restarts;
  }
  std::stable_sort(search.modes.begin(), search.modes.end(),
                   [](const Mode& a, const Mode& b) { return a.value < b.value; });
  std::vector<Mode> modes;
  for (const Mode& end : search.modes) {
    const auto same = std::find_if(modes.begin(), modes.end(), [&](const Mode& mode) {
      return is_near(mode.z, end.z, merge_distance);
    });
    if (same == modes.end())
      modes.push_back(end);
    else
      ++same->restarts;
  }
  search.modes = std::move(modes);
  return search;
}

}  // namespace

ModeSearch find_modes(const Misfit& objective, int dimension, const CmaEsSettings& settings,
                      std::uint64_t seed) {
  assert(dimension >= 1 && settings.restarts >= 1 && settings.generations >= 1);
  assert(settings.population == 0 || settings.population >= 5);
  const int threads = settings.threads > 0 ? settings.threads : omp_get_max_threads();
  const std::size_t size = population_size(settings, dimension);
  std::vector<Restart> restarts(static_cast<std::size_t>(settings.restarts));
  bool stopped = false;
  // Islands have a thread each, so there are never more of them at once than threads are wanted.
  for (int first = 0; first < settings.restarts && !stopped; first += threads) {
    const int end = std::min(settings.restarts, first + threads);
    pagmo::archipelago islands(pagmo::topology(pagmo::unconnected{}));
    for (int r = first; r < end; ++r) {
      const auto number = static_cast<std::uint32_t>(r);
      const Posterior posterior{&objective, &settings, static_cast<std::size_t>(dimension),
                                &restarts[number]};
      islands.push_back(pagmo::thread_island(false), algorithm_of(settings, seed, number),
                        start_of(posterior, size, seed, number));
    }
    islands.evolve();
    std::exception_ptr failure;  // of the first restart that failed
    int done = first;
    for (pagmo::island& island : islands) {
      try {
        island.wait_check();
        if (settings.progress) settings.progress(++done, settings.restarts);
      } catch (const Stopped&) {
        stopped = true;
      } catch (...) {
        if (!failure) failure = std::current_exception();
      }
    }
    if (failure) std::rethrow_exception(failure);
  }
  ModeSearch search = merged(restarts, settings.merge_distance);
  search.stopped = stopped;
  return search;
}

}  // namespace agglomera::scenarios
