// Functions marked so are built for plain x86-64, for AVX2 and for AVX-512; the program takes the widest
// that the processor has. Integers, and single operations of IEEE 754 without contraction, have the same
// bits at every width. AGGLOMERA_PLAIN_LANES builds the first alone, to show that.
#pragma once

#include <cstddef>

#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && \
    !defined(AGGLOMERA_PLAIN_LANES)
#define AGGLOMERA_WIDEST_LANES __attribute__((target_clones("default", "avx2", "arch=x86-64-v4")))
#else
#define AGGLOMERA_WIDEST_LANES
#endif

namespace agglomera::sim {

// Numbers of 32 bits in the widest of them. A loop over whole lanes has no rest to be done one by one.
inline constexpr std::size_t lanes = 16;

inline std::size_t whole_lanes(std::size_t count) { return (count + lanes - 1) / lanes * lanes; }

}  // namespace agglomera::sim
