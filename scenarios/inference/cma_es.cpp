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
#include "sim/parcel.hpp"
#include "sim/ranks.hpp"

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

// Waits for all islands of a wave. Returns whether one was stopped; throws what the first that failed threw.
bool wait_for(pagmo::archipelago& islands, const CmaEsSettings& settings, int before, int ranks) {
  bool stopped = false;
  std::exception_ptr failure;
  for (pagmo::island& island : islands) {
    try {
      island.wait_check();
      if (settings.progress)
        settings.progress(std::min(++before * ranks, settings.restarts), settings.restarts);
    } catch (const Stopped&) {
      stopped = true;
    } catch (...) {
      if (!failure) failure = std::current_exception();
    }
  }
  if (failure) std::rethrow_exception(failure);
  return stopped;
}

// What each restart met, on every rank.
void learn_restarts(std::vector<Restart>& restarts) {
  const auto ranks = static_cast<std::size_t>(sim::ranks());
  sim::Packer packer;
  for (auto r = static_cast<std::size_t>(sim::rank()); r < restarts.size(); r += ranks) {
    const Restart& mine = restarts[r];
    packer(mine.best, mine.best_value, mine.evaluations, mine.not_finite);
  }
  const std::vector<sim::Bytes> everywhere = sim::gather_everywhere(packer.take());
  for (std::size_t rank = 0; rank < ranks; ++rank) {
    sim::Unpacker unpacker(everywhere[rank]);
    for (std::size_t r = rank; r < restarts.size(); r += ranks)
      unpacker(restarts[r].best, restarts[r].best_value, restarts[r].evaluations,
               restarts[r].not_finite);
  }
}

}  // namespace

ModeSearch find_modes(const Misfit& objective, int dimension, const CmaEsSettings& settings,
                      std::uint64_t seed) {
  assert(dimension >= 1 && settings.restarts >= 1 && settings.generations >= 1);
  assert(settings.population == 0 || settings.population >= 5);
  const auto threads =
      static_cast<std::size_t>(settings.threads > 0 ? settings.threads : omp_get_max_threads());
  const int share_of_restarts = sim::ranks();
  const std::size_t size = population_size(settings, dimension);
  std::vector<Restart> restarts(static_cast<std::size_t>(settings.restarts));
  std::vector<std::uint32_t> mine;  // restarts of this rank
  for (int r = sim::rank(); r < settings.restarts; r += sim::ranks())
    mine.push_back(static_cast<std::uint32_t>(r));
  bool stopped = false;
  {
    const sim::Apart apart;
    // Islands have a thread each, so there are never more of them at once than threads are wanted.
    for (std::size_t first = 0; first < mine.size() && !stopped; first += threads) {
      const std::size_t end = std::min(mine.size(), first + threads);
      pagmo::archipelago islands(pagmo::topology(pagmo::unconnected{}));
      for (std::size_t i = first; i < end; ++i) {
        const std::uint32_t number = mine[i];
        const Posterior posterior{&objective, &settings, static_cast<std::size_t>(dimension),
                                  &restarts[number]};
        islands.push_back(pagmo::thread_island(false), algorithm_of(settings, seed, number),
                          start_of(posterior, size, seed, number));
      }
      islands.evolve();
      stopped = wait_for(islands, settings, static_cast<int>(first), share_of_restarts);
    }
  }
  learn_restarts(restarts);
  stopped = sim::on_any_rank(stopped);
  ModeSearch search = merged(restarts, settings.merge_distance);
  search.stopped = stopped;
  return search;
}

}  // namespace agglomera::scenarios
