#include "scenarios/experiments/bench.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <type_traits>

#include "scenarios/experiments/copy_bandwidth.hpp"
#include "scenarios/experiments/own_process.hpp"
#include "scenarios/study/cities_table.hpp"
#include "sim/errors.hpp"

namespace agglomera::scenarios {
namespace {

// As many as a made-up world may have, whose first year is one more.
constexpr std::int64_t most_firms = 1'000'000'000, most_bench_years = 199;

struct Measured {
  Passage passage;
  std::int64_t peak_bytes;
};

Measured measured(const BenchWorld& world, const BenchWatch& watch) {
  static_assert(std::is_trivially_copyable_v<Passage>);
  const Finished finished = in_own_process(
      [&] {
        const Passage passage = pass_years(world, watch);
        return std::string(reinterpret_cast<const char*>(&passage), sizeof passage);
      },
      watch.stop);
  Measured measured{{}, finished.peak_bytes};
  std::memcpy(&measured.passage, finished.answer.data(), sizeof measured.passage);
  return measured;
}

std::string processor() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  return "unknown";
}

// As sim/draws.cpp and the kernel are compiled: for three widths, of which the processor gets the widest.
std::string widest_lanes() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vl"))
    return "AVX-512";
  return __builtin_cpu_supports("avx2") ? "AVX2" : "SSE2";
#else
  return "as compiled";
#endif
}

std::string compiler() {
#if defined(__clang__)
  return "Clang " __clang_version__;
#else
  return "GCC " __VERSION__;
#endif
}

}  // namespace

double Bench::share_of_bandwidth() const {
  return passage.firm_steps_per_second() * least_bytes_per_firm_step /
         copy_bandwidth_bytes_per_second;
}

void check(const BenchWorld& world, std::optional<std::int64_t> available_bytes) {
  std::vector<sim::Complaint> complaints;
  const auto within = [&](const char* option, std::int64_t value, std::int64_t most,
                          const char* why = "") {
    if (value < 1 || value > most)
      complaints.push_back(
          {option, 0, 0, fmt::format("{} is outside its range (from 1 to {}{})", value, most, why), ""});
  };
  within("--firms", world.firms, most_firms);
  within("--cities", world.cities, static_cast<std::int64_t>(most_cities), ": places have 16 bits");
  within("--years", world.years, most_bench_years);
  if (!complaints.empty()) throw sim::InputError(std::move(complaints));
  sim::require_memory(world.firms, 1, "--firms", available_bytes);
}

Bench bench(const BenchWorld& world, const BenchWatch& watch) {
  check(world);
  BenchWorld half = world;
  half.firms = std::max<std::int64_t>(1, world.firms / 2);
  const int years = static_cast<int>(world.years);  // of which those of all firms take twice as long
  const auto done = [&](int steps) {
    if (watch.progress) watch.progress(steps, 3 * years);
  };
  Measured small{}, whole{};
  try {
    small = measured(half, {[&](int year, int) { done(year); }, watch.stop});
    whole = measured(world, {[&](int year, int) { done(years + 2 * year); }, watch.stop});
    done(3 * years);
  } catch (const std::runtime_error&) {
    if (watch.stop && *watch.stop) throw BenchInterrupted();
    throw;
  }
  const auto more = static_cast<double>(world.firms - half.firms);
  return {world,
          whole.passage,
          {whole.passage.firms_at_end},
          whole.peak_bytes,
          more > 0.0 ? static_cast<double>(whole.peak_bytes - small.peak_bytes) / more : 0.0,
          copy_bandwidth_bytes_per_second(world.threads),
          compiler(),
          processor(),
          widest_lanes()};
}

}  // namespace agglomera::scenarios
