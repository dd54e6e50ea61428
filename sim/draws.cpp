// Draws of many firms at once: the ten rounds of Philox written out, so that the compiler lays firms
// side by side in the widest lanes the processor has. Integers, and additions and multiplications
// without contraction: the same bits at every width.
#include "sim/draws.hpp"

#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define AGGLOMERA_WIDEST_LANES __attribute__((target_clones("default", "avx2", "arch=x86-64-v4")))
#else
#define AGGLOMERA_WIDEST_LANES
#endif

namespace agglomera::sim {
namespace {

struct Key {
  std::uint32_t low, high;
};

AGGLOMERA_WIDEST_LANES
void philox(const std::uint32_t* numbers, const std::int16_t* founded, std::size_t count,
            std::uint32_t year, std::uint32_t last, Key seed, DrawBlock& block) {
  for (std::size_t i = 0; i < count; ++i) {
    std::uint32_t a = numbers[i];
    std::uint32_t b =
        static_cast<std::uint32_t>(static_cast<std::uint16_t>(founded[i])) << 16 | year;
    std::uint32_t c = 0, d = last;
    Key key = seed;
#pragma GCC unroll 10
    for (int round = 0; round < 10; ++round) {
      const std::uint64_t of_a = std::uint64_t{PHILOX_M4x32_0} * a;
      const std::uint64_t of_c = std::uint64_t{PHILOX_M4x32_1} * c;
      a = static_cast<std::uint32_t>(of_c >> 32) ^ b ^ key.low;
      c = static_cast<std::uint32_t>(of_a >> 32) ^ d ^ key.high;
      b = static_cast<std::uint32_t>(of_c);
      d = static_cast<std::uint32_t>(of_a);
      key = {key.low + PHILOX_W32_0, key.high + PHILOX_W32_1};
    }
    block.words[0][i] = a;
    block.words[1][i] = b;
    block.words[2][i] = c;
    block.words[3][i] = d;
  }
}

AGGLOMERA_WIDEST_LANES
void laplace(const DrawBlock& block, std::size_t count, double* values) {
  for (std::size_t i = 0; i < count; ++i)
    values[i] = Draw{{block.words[0][i], block.words[1][i], 0, 0}}.laplace();
}

}  // namespace

void Draws::firms(std::span<const std::uint32_t> numbers, std::span<const std::int16_t> founded,
                  Year year, Purpose purpose, DrawBlock& block) const {
  philox(numbers.data(), founded.data(), numbers.size(), static_cast<std::uint16_t>(year),
         replicate_ << 8 | static_cast<std::uint32_t>(purpose),
         {static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32)}, block);
}

void Draws::firms_laplace(std::span<const std::uint32_t> numbers,
                          std::span<const std::int16_t> founded, Year year, Purpose purpose,
                          std::span<double> values) const {
  DrawBlock block;
  firms(numbers, founded, year, purpose, block);
  laplace(block, numbers.size(), values.data());
}

}  // namespace agglomera::sim
