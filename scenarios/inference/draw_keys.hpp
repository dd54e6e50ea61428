// Where the calibration methods take their random numbers from.
//
// All are of Purpose::prior, replicate 0, under names that no parameter can have (they hold a space):
//
//   what                                   name                        year    number
//   start of a restart of CMA-ES           "cma_es start" + dimension  0       restart
//   seed of that restart                   "cma_es seed"               0       restart
//   point of NSGA-II's first population    "nsga2 start" + dimension   0       point
//   seed of NSGA-II                        "nsga2 seed"                0       0
//   ABC-SMC candidate from the prior       "abc_smc prior" + dimension 0       candidate
//   which particle a candidate leaves from "abc_smc ancestor"          round   candidate
//   how far it moves                       "abc_smc move" + dimension  round   candidate
//   order and place in a Latin hypercube   "latin hypercube" + dim.    0       point
//   digit of a scrambling of Sobol's       "sobol scrambling" + dim.   scrambling  digit; 32: the shift
//   start of a trajectory of Morris        "morris start" + dimension  0       trajectory
//   trajectory in a resample of them       "morris resample" + place   0       resample
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sim/draws.hpp"

namespace agglomera::scenarios {

inline sim::Draw inference_draw(std::uint64_t seed, std::string_view what, std::size_t dimension,
                                int round, std::uint32_t number) {
  const std::uint32_t name = sim::name_key(what) + static_cast<std::uint32_t>(dimension);
  return sim::Draws(seed, 0).named(name, round, sim::Purpose::prior, number);
}

}  // namespace agglomera::scenarios
