// Random numbers as pure functions: the same question gives the same answer on every thread, rank
// and machine, in whatever order it is asked.
//
// A draw is keyed by (seed, replicate, firm, year, purpose, alternative) and comes from
// Philox4x32-10 (Salmon et al. 2011, Random123). A firm that faces many alternatives expands one such
// block: the noise of an alternative is the place of its key in the SplitMix64 stream that starts there
// (Steele, Lea and Flood 2014). The scenario is never part of the key: worlds that are compared share
// their luck.
#pragma once

#include <Random123/philox.h>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "sim/elementary.hpp"
#include "sim/ids.hpp"

namespace agglomera::sim {

// What a draw is for. Numbers are part of every result: append, never reorder. At most 255.
enum class Purpose : std::uint8_t {
  prior = 1,
  initial_count = 2,
  initial_size = 3,
  fate = 4,  // exit, offer, relocation and growth of a firm, one word each
  acquisition = 7,
  entry = 8,
  choice = 9,
  spin_off = 12,
  conditioning = 13,
  moving_barrier = 14,
  background_entry = 15,
  bootstrap = 16,
  assimilation = 17,
  innovation = 18,
  made_up_world = 19,
  fate_of_background = 20,
};

// (bits + ½)·2⁻⁵² of 52 bits, exactly: as the mantissa of a number in [2⁵², 2⁵³), which SIMD lanes can do.
inline double unit_of(std::uint64_t bits) {
  return (std::bit_cast<double>(bits | 0x4330000000000000ull) - (0x1p52 - 0.5)) * 0x1p-52;
}

// In (0, 1], 31 bits in single precision: (bits + ½)·2⁻³¹.
inline float single_unit(std::uint32_t word) {
  return (static_cast<float>(static_cast<std::int32_t>(word >> 1)) + 0.5f) * 0x1p-31f;
}

// Standard Laplace in single precision: density ½·e^−|x|, variance 2.
inline float single_laplace(std::uint32_t word) {
  const float u =
      (static_cast<float>(static_cast<std::int32_t>(word & 0x7FFFFFFFu)) + 0.5f) * 0x1p-31f;
  const float size = natural_log(u);
  return word >> 31 ? size : -size;
}

// Standard normal in single precision (Box and Muller 1958).
inline float single_normal(std::uint32_t first, std::uint32_t second) {
  const float radius = std::sqrt(-2.0f * natural_log(single_unit(first)));
  return radius * cos_turn(static_cast<float>(static_cast<std::int32_t>(second >> 8)) * 0x1p-24f);
}

// Four independent 32-bit words, and the numbers made of them.
struct Draw {
  std::array<std::uint32_t, 4> words;

  // In (0, 1), 52 bits, never 0 or 1. `half` 0 or 1 picks the words.
  double uniform(int half = 0) const {
    const std::uint64_t high = words[2 * half], low = words[2 * half + 1];
    return unit_of((high << 32 | low) >> 12);
  }
  // The same for an alternative, by the key of its name.
  double uniform_of(std::uint32_t alternative, int half = 0) const {
    const std::uint64_t start =
        static_cast<std::uint64_t>(words[2 * half]) << 32 | words[2 * half + 1];
    std::uint64_t x = start + (static_cast<std::uint64_t>(alternative) + 1) * 0x9E3779B97F4A7C15ull;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
    x ^= x >> 31;
    return unit_of(x >> 12);
  }
  // Standard exponential: −ln u.
  double exponential(int half = 0) const { return -natural_log(uniform(half)); }
  // Standard normal (Box and Muller 1958).
  double normal() const {
    const double radius = std::sqrt(2.0 * exponential(0));
    const double turn = 2.0 * uniform(1);  // in units of π
    return turn <= 1.0 ? radius * cos_pi(turn) : radius * cos_pi(2.0 - turn);
  }
  // Standard Laplace: density ½·e^−|x|, variance 2.
  double laplace(int half = 0) const {
    const double u = uniform(half);
    const double size = natural_log(2.0 * (u < 0.5 ? u : 1.0 - u));
    return u < 0.5 ? size : -size;
  }

 private:
  static double cos_pi(double x) {  // x in [0, 1]
    return x <= 0.5 ? sin_pi(0.5 + x) : -sin_pi(x - 0.5);
  }
};

// Draws of several firms side by side.
struct DrawRow {
  static constexpr std::size_t firms = 256;
  alignas(64) std::array<std::uint32_t, firms> words[4];

  Draw operator[](std::size_t i) const {
    return {{words[0][i], words[1][i], words[2][i], words[3][i]}};
  }
};

class Draws {
 public:
  // `stream` sets apart worlds that share a seed, such as the sectors of an economy.
  Draws(std::uint64_t seed, std::uint32_t replicate, std::uint32_t stream = 0)
      : seed_(seed), replicate_(replicate), stream_(stream) {}

  Draw firm(FirmId id, Year year, Purpose purpose, std::uint32_t alternative = 0) const {
    return at(id.number,
              static_cast<std::uint32_t>(static_cast<std::uint16_t>(id.founded)) << 16 |
                  static_cast<std::uint16_t>(year),
              alternative, purpose);
  }
  // The same of many firms, at most DrawRow::firms, in SIMD lanes.
  void firms(std::span<const std::uint32_t> numbers, std::span<const std::int16_t> founded,
             Year year, Purpose purpose, std::uint32_t alternative, DrawRow& row) const;
  // For what is not a firm: a parameter, a city, a rank in a list. `name` is a key of its own.
  Draw named(std::uint32_t name, Year year, Purpose purpose, std::uint32_t number = 0) const {
    return at(number, 0xFFFF0000u | static_cast<std::uint16_t>(year), name, purpose);
  }

  std::uint64_t seed() const { return seed_; }
  std::uint32_t replicate() const { return replicate_; }

 private:
  Draw at(std::uint32_t first, std::uint32_t second, std::uint32_t third, Purpose purpose) const {
    const philox4x32_ctr_t counter = {
        {first, second, third ^ stream_, replicate_ << 8 | static_cast<std::uint32_t>(purpose)}};
    const philox4x32_key_t key = {
        {static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32)}};
    const philox4x32_ctr_t block = philox4x32(counter, key);
    return {{block.v[0], block.v[1], block.v[2], block.v[3]}};
  }

  std::uint64_t seed_;
  std::uint32_t replicate_;  // below 2^24
  std::uint32_t stream_;
};

}  // namespace agglomera::sim
