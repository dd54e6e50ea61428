#include "scenarios/experiments/copy_bandwidth.hpp"

#include <omp.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <new>

namespace agglomera::scenarios {
namespace {

constexpr int attempts = 8;

// Past the caches, as a copy that nobody reads soon should: a plain store first reads what it replaces.
// Both at multiples of 64.
void stream(char* to, const char* from, std::size_t bytes) {
#if defined(__SSE2__)
  for (std::size_t i = 0; i < bytes; i += 16)
    _mm_stream_si128(reinterpret_cast<__m128i*>(to + i),
                     _mm_load_si128(reinterpret_cast<const __m128i*>(from + i)));
  _mm_sfence();
#else
  std::memcpy(to, from, bytes);
#endif
}

// Of the last cache a processor sees; 0 where it isn't known.
std::size_t cache_bytes() {
  std::ifstream file("/sys/devices/system/cpu/cpu0/cache/index3/size");
  std::size_t kibibytes = 0;
  file >> kibibytes;  // "32768K"
  return kibibytes << 10;
}

std::size_t array_bytes() {
  constexpr std::size_t least = std::size_t{256} << 20, most = std::size_t{1} << 30;
  return std::clamp(8 * cache_bytes(), least, most);
}

}  // namespace

double copy_bandwidth_bytes_per_second(int threads) {
  const std::size_t bytes = array_bytes(), part = bytes / static_cast<std::size_t>(threads) / 64 * 64;
  // Not yet touched: each thread's part lies near the thread that fills it.
  const auto array = [bytes] {
    return std::unique_ptr<char[], decltype(&std::free)>(
        static_cast<char*>(std::aligned_alloc(64, bytes)), &std::free);
  };
  const auto from = array(), to = array();
  if (!from || !to) throw std::bad_alloc();
  double best = 0.0;
#pragma omp parallel num_threads(threads)
  {
    const std::size_t first = static_cast<std::size_t>(omp_get_thread_num()) * part;
    std::memset(from.get() + first, 1, part);
    std::memset(to.get() + first, 2, part);
    for (int attempt = 0; attempt < attempts; ++attempt) {
#pragma omp barrier
      const auto start = std::chrono::steady_clock::now();
      if (attempt % 2 == 0)
        stream(to.get() + first, from.get() + first, part);
      else
        std::memcpy(to.get() + first, from.get() + first, part);
#pragma omp barrier
#pragma omp master
      {
        const double seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        best = std::max(best, 2.0 * static_cast<double>(part) * threads / seconds);
      }
    }
  }
  return best;
}

}  // namespace agglomera::scenarios
