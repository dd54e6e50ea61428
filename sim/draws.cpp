// Draws of many firms at once: the ten rounds of Philox written out, each word in a lane of 64 bits whose
// upper half is never looked at, so that a round is two multiplications, two shifts and four ⊕.
#include "sim/draws.hpp"

#include <algorithm>

#include "sim/lanes.hpp"

namespace agglomera::sim {
namespace {

struct Key {
  std::uint32_t low, high;
};

// `count` fills whole lanes.
AGGLOMERA_WIDEST_LANES
void philox(const std::uint32_t* first, const std::uint32_t* second, std::size_t count,
            std::uint32_t third, std::uint32_t last, Key seed, DrawRow& row, std::size_t at) {
  constexpr std::uint64_t low_half = 0xFFFFFFFFu;
  count = count / lanes * lanes;
  for (std::size_t i = 0; i < count; ++i) {
    std::uint64_t a = first[i], b = second[i], c = third, d = last;
    Key key = seed;
#pragma GCC unroll 10
    for (int round = 0; round < 10; ++round) {
      const std::uint64_t of_a = std::uint64_t{PHILOX_M4x32_0} * (a & low_half);
      const std::uint64_t of_c = std::uint64_t{PHILOX_M4x32_1} * (c & low_half);
      a = (of_c >> 32) ^ b ^ key.low;
      c = (of_a >> 32) ^ d ^ key.high;
      b = of_c;
      d = of_a;
      key = {key.low + PHILOX_W32_0, key.high + PHILOX_W32_1};
    }
    row.words[0][at + i] = static_cast<std::uint32_t>(a);
    row.words[1][at + i] = static_cast<std::uint32_t>(b);
    row.words[2][at + i] = static_cast<std::uint32_t>(c);
    row.words[3][at + i] = static_cast<std::uint32_t>(d);
  }
}

}  // namespace

void Draws::firms(std::span<const std::uint32_t> numbers, std::span<const std::int16_t> founded,
                  Year year, Purpose purpose, std::uint32_t alternative, DrawRow& row) const {
  const std::size_t rest = numbers.size() % lanes, whole = numbers.size() - rest;
  alignas(64) std::array<std::uint32_t, DrawRow::firms> second;
  for (std::size_t i = 0; i < founded.size(); ++i)
    second[i] = static_cast<std::uint32_t>(static_cast<std::uint16_t>(founded[i])) << 16 |
                static_cast<std::uint16_t>(year);
  const auto draw = [&](const std::uint32_t* first, std::size_t at, std::size_t count) {
    philox(first, second.data() + at, count, alternative ^ stream_,
           replicate_ << 8 | static_cast<std::uint32_t>(purpose),
           {static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32)}, row, at);
  };
  draw(numbers.data(), 0, whole);
  if (rest == 0) return;
  std::array<std::uint32_t, lanes> last{};
  std::copy_n(numbers.data() + whole, rest, last.begin());
  std::fill_n(second.data() + whole + rest, lanes - rest, 0u);
  draw(last.data(), whole, lanes);
}

}  // namespace agglomera::sim
