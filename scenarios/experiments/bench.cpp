#include "scenarios/experiments/bench.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <numeric>
#include <type_traits>

#include "scenarios/experiments/copy_bandwidth.hpp"
#include "scenarios/experiments/own_process.hpp"
#include "scenarios/study/cities_table.hpp"
#include "sim/errors.hpp"
#include "sim/ranks.hpp"

namespace agglomera::scenarios {
namespace {

// As many as a made-up world may have, whose first year is one more.
constexpr std::int64_t most_firms = 1'000'000'000, most_bench_years = 199;

struct Measured {
  Passage passage;
  std::int64_t peak_bytes;
};

Measured measured_in_own_process(const BenchWorld& world, const BenchWatch& watch) {
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

// Ranks can't be forked. The peak of memory only ever rises: the smaller world must come first.
Measured measured_here(const BenchWorld& world, const BenchWatch& watch) {
  const Passage passage = pass_years(world, watch);
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return {passage, std::int64_t{used.ru_maxrss} * 1024};
}

// By rank; those of the others as they saw it.
std::vector<Measured> measured(const BenchWorld& world, const BenchWatch& watch) {
  static_assert(std::is_trivially_copyable_v<Measured>);
  if (sim::ranks() == 1) return {measured_in_own_process(world, watch)};
  const Measured mine = measured_here(world, watch);
  std::vector<Measured> all;
  for (const sim::Bytes& one : sim::gather_everywhere(sim::bytes_of(std::span(&mine, 1))))
    all.push_back(sim::records_of<Measured>(one).front());
  return all;
}

std::int64_t peak_of(const std::vector<Measured>& ranks) {
  return std::accumulate(ranks.begin(), ranks.end(), std::int64_t{0},
                         [](std::int64_t sum, const Measured& rank) { return sum + rank.peak_bytes; });
}

// The slowest rank is how long it took.
Passage slowest_of(const std::vector<Measured>& ranks) {
  Passage all = ranks.front().passage;
  for (const Measured& rank : ranks) {
    all.seconds = std::max(all.seconds, rank.passage.seconds);
    all.market_seconds = std::max(all.market_seconds, rank.passage.market_seconds);
    all.setup_seconds = std::max(all.setup_seconds, rank.passage.setup_seconds);
  }
  return all;
}

double bandwidth_of_all_ranks(int threads) {
  double sum = 0.0;
  const double mine = copy_bandwidth_bytes_per_second(threads);
  for (const sim::Bytes& one : sim::gather_everywhere(sim::bytes_of(std::span(&mine, 1))))
    sum += sim::records_of<double>(one).front();
  return sum;
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
  sim::require_memory((world.firms - 1) / sim::ranks() + 1, 1, "--firms", available_bytes);
}

Bench bench(const BenchWorld& world, const BenchWatch& watch) {
  check(world);
  BenchWorld half = world;
  half.firms = std::max<std::int64_t>(1, world.firms / 2);
  const int years = static_cast<int>(world.years);  // of which those of all firms take twice as long
  const auto done = [&](int steps) {
    if (watch.progress) watch.progress(steps, 3 * years);
  };
  std::vector<Measured> small, whole;
  try {
    small = measured(half, {[&](int year, int) { done(year); }, watch.stop});
    whole = measured(world, {[&](int year, int) { done(years + 2 * year); }, watch.stop});
    done(3 * years);
  } catch (const std::runtime_error&) {
    if (watch.stop && *watch.stop) throw BenchInterrupted();
    throw;
  }
  Bench bench{world, slowest_of(whole), {}, peak_of(whole), 0.0, 0.0, compiler(), processor(),
              widest_lanes()};
  for (const Measured& rank : whole) bench.firms_per_rank.push_back(rank.passage.firms_here);
  if (world.firms > half.firms)
    bench.bytes_per_firm = static_cast<double>(bench.peak_bytes - peak_of(small)) /
                           static_cast<double>(world.firms - half.firms);
  bench.copy_bandwidth_bytes_per_second = bandwidth_of_all_ranks(world.threads);
  return bench;
}

}  // namespace agglomera::scenarios
