// Points spread over the unit cube (0, 1)^d, to be stretched over the ranges or priors of factors.
//
//   Latin hypercube    each coordinate has one point in each of n equal slices (McKay, Beckman and
//                      Conover 1979); a larger one shares no point with a smaller
//   Sobol, Halton      the sequences (Sobol 1967, with the directions of Joe and Kuo 2008; Halton 1960)
//                      from their second point: the first is the corner where all is lowest. The first
//                      points of a longer design are those of a shorter
//   scrambled Sobol    the first n points of the sequence, its corner among them, under a random lower
//                      triangular matrix of digits and a random shift (Matoušek 1998): each point is then
//                      even in the cube, and together they stay as evenly spread as the sequence
//
// The sequence is Boost.Random's: loading OpenTURNS, which has it too, takes 40 ms of every start of the
// program (bare Debian 12), twice what the rest takes.
// Draws are keyed by the seed and listed in draw_keys.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace agglomera::scenarios {

struct UnitPoints {
  std::size_t count = 0;
  std::size_t dimension = 0;
  std::vector<double> values;  // [point][coordinate], each in (0, 1)

  std::span<const double> operator[](std::size_t point) const {
    return std::span(values).subspan(point * dimension, dimension);
  }
};

inline constexpr std::size_t most_dimensions = 1024;              // of any design
inline constexpr std::size_t most_points = std::size_t{1} << 30;  // of a sequence

// Each throws InputError when `count` or `dimension` is 0 or above the limits.
UnitPoints latin_hypercube(std::size_t count, std::size_t dimension, std::uint64_t seed);
UnitPoints sobol_points(std::size_t count, std::size_t dimension);
UnitPoints halton_points(std::size_t count, std::size_t dimension);
// Evenly spread when `count` is a power of two. Scramblings of other numbers are independent.
UnitPoints scrambled_sobol(std::size_t count, std::size_t dimension, std::uint64_t seed,
                           int scrambling = 0);

}  // namespace agglomera::scenarios
