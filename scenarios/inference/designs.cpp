#include "scenarios/inference/designs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/random/sobol.hpp>
#include <numeric>

#include "scenarios/inference/draw_keys.hpp"
#include "sim/errors.hpp"

namespace agglomera::scenarios {
namespace {

constexpr int digits = 32;

UnitPoints sized(std::size_t count, std::size_t dimension) {
  const auto refuse = [&](const std::string& why) {
    throw sim::InputError(
        {"", 0, 0, fmt::format("a design of {} points in {} dimensions {}", count, dimension, why),
         ""});
  };
  if (count == 0 || dimension == 0) refuse("is empty");
  if (count > most_points || dimension > most_dimensions)
    refuse(fmt::format("is too large (at most {} points in {} dimensions)", most_points,
                       most_dimensions));
  return {count, dimension, std::vector<double>(count * dimension)};
}

// Asks for each coordinate of the sequence of Sobol, its corner left out, in the order of the points.
template <typename Take>
void walk_sobol(std::size_t count, std::size_t dimension, const Take& take) {
  boost::random::sobol_engine<std::uint32_t, digits> sequence(dimension);
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t d = 0; d < dimension; ++d) take(i, d, sequence());
}

// The digits of one coordinate, scrambled: digit i becomes itself plus a random sum of those before it.
class Scrambling {
 public:
  Scrambling(std::uint64_t seed, std::size_t dimension, int number) {
    for (int digit = 0; digit < digits; ++digit) {
      const std::uint32_t self = 0x80000000u >> digit;
      const sim::Draw draw = inference_draw(seed, "sobol scrambling", dimension, number,
                                            static_cast<std::uint32_t>(digit));
      columns_[static_cast<std::size_t>(digit)] = self | (draw.words[0] & (self - 1));
    }
    shift_ = inference_draw(seed, "sobol scrambling", dimension, number, digits).words[0];
  }

  std::uint32_t operator()(std::uint32_t x) const {
    std::uint32_t scrambled = shift_;
    for (int digit = 0; digit < digits; ++digit)
      if (x & (0x80000000u >> digit)) scrambled ^= columns_[static_cast<std::size_t>(digit)];
    return scrambled;
  }

 private:
  std::array<std::uint32_t, digits> columns_;
  std::uint32_t shift_;
};

std::vector<std::size_t> first_primes(std::size_t count) {
  std::vector<std::size_t> primes;
  for (std::size_t n = 2; primes.size() < count; ++n)
    if (std::ranges::none_of(primes, [&](std::size_t prime) { return n % prime == 0; }))
      primes.push_back(n);
  return primes;
}

// The digits of `index` in the base, mirrored at the point.
double radical_inverse(std::size_t index, std::size_t base) {
  double value = 0.0, place = 1.0;
  for (; index > 0; index /= base) {
    place /= static_cast<double>(base);
    value += place * static_cast<double>(index % base);
  }
  return value;
}

}  // namespace

UnitPoints latin_hypercube(std::size_t count, std::size_t dimension, std::uint64_t seed) {
  UnitPoints points = sized(count, dimension);
  std::vector<double> keys(count), places(count);
  std::vector<std::size_t> order(count);
  for (std::size_t d = 0; d < dimension; ++d) {
    for (std::size_t i = 0; i < count; ++i) {
      const sim::Draw draw =
          inference_draw(seed, "latin hypercube", d, 0, static_cast<std::uint32_t>(i));
      keys[i] = draw.uniform(0);
      places[i] = draw.uniform(1);
    }
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return keys[i]; });
    for (std::size_t slice = 0; slice < count; ++slice)
      points.values[order[slice] * dimension + d] =
          (static_cast<double>(slice) + places[slice]) / static_cast<double>(count);
  }
  return points;
}

UnitPoints sobol_points(std::size_t count, std::size_t dimension) {
  UnitPoints points = sized(count, dimension);
  walk_sobol(count, dimension, [&](std::size_t i, std::size_t d, std::uint32_t x) {
    points.values[i * dimension + d] = x * 0x1p-32;
  });
  return points;
}

UnitPoints halton_points(std::size_t count, std::size_t dimension) {
  UnitPoints points = sized(count, dimension);
  const std::vector<std::size_t> bases = first_primes(dimension);
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t d = 0; d < dimension; ++d)
      points.values[i * dimension + d] = radical_inverse(i + 1, bases[d]);
  return points;
}

UnitPoints scrambled_sobol(std::size_t count, std::size_t dimension, std::uint64_t seed,
                           int scrambling) {
  UnitPoints points = sized(count, dimension);
  std::vector<Scrambling> scramblings;
  for (std::size_t d = 0; d < dimension; ++d) scramblings.emplace_back(seed, d, scrambling);
  const auto set = [&](std::size_t i, std::size_t d, std::uint32_t x) {
    points.values[i * dimension + d] = (scramblings[d](x) + 0.5) * 0x1p-32;
  };
  for (std::size_t d = 0; d < dimension; ++d) set(0, d, 0);  // the corner
  walk_sobol(count - 1, dimension,
             [&](std::size_t i, std::size_t d, std::uint32_t x) { set(i + 1, d, x); });
  return points;
}

}  // namespace agglomera::scenarios
