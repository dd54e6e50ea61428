// A made-up world of any size, realistic enough that scale can be tried on it by anyone.
//
// Cities follow Zipf's law: the k-th largest has 1/k of the firms of the largest, with noise (Gabaix
// 1999); together they have nine tenths of the world's firms, the rest of the world one tenth. They lie
// in countries on the latitudes where people live; some 40 % of them are in clusters of 3 to 12 near
// ones, the others independent; links are the usual ones. Nothing was ever observed. Shares and totals
// are level; the mean firm has 500,000 USD of revenue, as in the 330 million companies of the world
// with a gross output of about 1.7·10^14 USD. Sectors follow a flatter law of sizes, have mean firms of
// their own, and draw each city differently.
//
// Every number is a pure function of the seed and has at most six digits, so that files can hold the
// same world.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/study.hpp"

namespace agglomera::scenarios {

struct SyntheticWorld {
  std::int64_t firms = 0;  // of all sectors
  std::size_t cities = 0;
  std::size_t sectors = 1;  // one: a focal industry and nothing else
  std::uint64_t seed = 0;
  sim::Year first = 2008;
  int years = 10;
};

inline constexpr std::size_t most_sectors = 255;
inline constexpr double mean_revenue_usd = 500'000.0;

// What a study of real places is unsure of and a made-up one need not be: how far radiation reaches, so
// that distances can end there, and that no city is far from an LQ of 1 at the start.
struct FixedParameter {
  std::string_view name;
  double value;
};
const std::vector<FixedParameter>& fixed_parameters();

// "330000000 firms in 1000 cities and 20 sectors"
std::string in_words(const SyntheticWorld& world);

// Throws sim::InputError, of everything at once, when there is no firm, no city, no sector, or more
// than a study can hold.
models::Study synthetic_study(const SyntheticWorld& world);

}  // namespace agglomera::scenarios
