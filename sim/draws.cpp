// Draws of many firms at once: the ten rounds of Philox written out, each word in a lane of 64 bits whose
// upper half is never looked at, so that a round is two multiplications, two shifts and four ⊕.
#include "sim/draws.hpp"

#include "sim/lanes.hpp"

namespace agglomera::sim {
namespace {

struct Key {
  std::uint32_t low, high;
};

AGGLOMERA_WIDEST_LANES
void philox(const std::uint32_t* numbers, const std::int16_t* founded, std::size_t count,
            std::uint32_t year, std::uint32_t third, std::uint32_t last, Key seed, DrawRow& row) {
  constexpr std::uint64_t low_half = 0xFFFFFFFFu;
  for (std::size_t i = 0; i < count; ++i) {
    std::uint64_t a = numbers[i];
    std::uint64_t b =
        static_cast<std::uint32_t>(static_cast<std::uint16_t>(founded[i])) << 16 | year;
    std::uint64_t c = third, d = last;
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
    row.words[0][i] = static_cast<std::uint32_t>(a);
    row.words[1][i] = static_cast<std::uint32_t>(b);
    row.words[2][i] = static_cast<std::uint32_t>(c);
    row.words[3][i] = static_cast<std::uint32_t>(d);
  }
}

}  // namespace

void Draws::firms(std::span<const std::uint32_t> numbers, std::span<const std::int16_t> founded,
                  Year year, Purpose purpose, std::uint32_t alternative, DrawRow& row) const {
  philox(numbers.data(), founded.data(), numbers.size(), static_cast<std::uint16_t>(year),
         alternative ^ stream_, replicate_ << 8 | static_cast<std::uint32_t>(purpose),
         {static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32)}, row);
}

}  // namespace agglomera::sim
