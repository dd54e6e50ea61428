// The common workload as one would write it on an afternoon: an array of structs, a generator with a
// state for each thread, OpenMP. It is the measure of `cmake --build build --target bench`, compiled
// with -O3 -march=native, and shares no code with the engine.
//
// 64 cities, 2 sectors, exit 5 % (an entrant takes the place), relocation 3 %, logit choice, lognormal
// growth, LQ every year. Usage: naive [FIRMS [YEARS [CITIES]]]; prints one JSON document.
#include <omp.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

struct Firm {
  double revenue;
  std::int32_t city;
  std::int32_t sector;
};

// xorshift64* (Vigna 2016).
struct Generator {
  std::uint64_t state;
  double spare = 0.0;
  bool has_spare = false;

  double uniform() {
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (static_cast<double>((state * 0x2545F4914F6CDD1Dull) >> 11) + 0.5) * 0x1p-53;
  }
  double normal() {  // two at a time (Box and Muller 1958)
    if (has_spare) {
      has_spare = false;
      return spare;
    }
    const double radius = std::sqrt(-2.0 * std::log(uniform())), turn = 6.283185307179586 * uniform();
    spare = radius * std::sin(turn);
    has_spare = true;
    return radius * std::cos(turn);
  }
};

constexpr int sectors = 2;
constexpr double exit_rate = 0.05, relocation_rate = 0.03, growth_sd = 0.2, taste = 0.3;

// By sector, then by city: the running sum of base · e^(taste·ln(LQ + 0.2)).
std::vector<double> choice_of(const std::vector<double>& base, const std::vector<std::int64_t>& counts) {
  const std::size_t cities = base.size();
  std::vector<double> up_to(sectors * cities);
  std::int64_t all[sectors] = {0, 0};
  for (std::size_t i = 0; i < counts.size(); ++i) all[i / cities] += counts[i];
  for (int sector = 0; sector < sectors; ++sector) {
    double sum = 0.0;
    for (std::size_t city = 0; city < cities; ++city) {
      const double in_city = static_cast<double>(counts[city] + counts[cities + city]);
      const double lq = in_city > 0.0
                            ? static_cast<double>(counts[sector * cities + city]) /
                                  static_cast<double>(std::max<std::int64_t>(1, all[sector])) /
                                  (in_city / static_cast<double>(all[0] + all[1]))
                            : 0.0;
      sum += base[city] * std::exp(taste * std::log(lq + 0.2));
      up_to[sector * cities + city] = sum;
    }
  }
  return up_to;
}

std::int32_t choose(const double* up_to, std::size_t cities, Generator& generator) {
  const double at = generator.uniform() * up_to[cities - 1];
  return static_cast<std::int32_t>(std::min<std::ptrdiff_t>(
      std::upper_bound(up_to, up_to + cities, at) - up_to, static_cast<std::ptrdiff_t>(cities) - 1));
}

void step(Firm& firm, const std::vector<double>& up_to, std::size_t cities, Generator& generator) {
  const double* choice = up_to.data() + static_cast<std::size_t>(firm.sector) * cities;
  const double fate = generator.uniform();
  if (fate < exit_rate) {
    firm.city = choose(choice, cities, generator);
    firm.revenue = 1e6 * std::exp(generator.normal());
  } else {
    if (fate < exit_rate + relocation_rate) firm.city = choose(choice, cities, generator);
    firm.revenue *= std::exp(growth_sd * generator.normal());
  }
}

std::vector<std::int64_t> count(const std::vector<Firm>& firms, std::size_t cities) {
  std::vector<std::int64_t> counts(sectors * cities, 0);
#pragma omp parallel
  {
    std::vector<std::int64_t> own(counts.size(), 0);
#pragma omp for schedule(static)
    for (std::size_t i = 0; i < firms.size(); ++i)
      ++own[static_cast<std::size_t>(firms[i].sector) * cities + static_cast<std::size_t>(firms[i].city)];
#pragma omp critical
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += own[i];
  }
  return counts;
}

}  // namespace

int main(int argc, char** argv) {
  const auto argument = [&](int at, std::size_t usual) {
    return argc > at ? static_cast<std::size_t>(std::strtod(argv[at], nullptr)) : usual;
  };
  const std::size_t size = argument(1, 1'000'000), years = argument(2, 10), cities = argument(3, 64);
  std::vector<double> base(cities);
  for (std::size_t city = 0; city < cities; ++city) base[city] = 1.0 / static_cast<double>(city + 1);
  std::vector<Firm> firms(size);
  std::vector<std::int64_t> counts(sectors * cities, 1);
  std::vector<double> up_to = choice_of(base, counts);
  std::vector<Generator> generators;
  for (int thread = 0; thread < omp_get_max_threads(); ++thread)
    generators.push_back({0x9E3779B97F4A7C15ull * static_cast<std::uint64_t>(thread + 1), 0.0, false});
#pragma omp parallel for schedule(static)
  for (std::size_t i = 0; i < size; ++i) {
    Generator& generator = generators[static_cast<std::size_t>(omp_get_thread_num())];
    firms[i] = {1e6 * std::exp(generator.normal()), 0, static_cast<std::int32_t>(i % 2)};
    firms[i].city = choose(up_to.data(), cities, generator);
  }
  counts = count(firms, cities);
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t year = 0; year < years; ++year) {
    up_to = choice_of(base, counts);
#pragma omp parallel
    {
      Generator generator = generators[static_cast<std::size_t>(omp_get_thread_num())];
#pragma omp for schedule(static)
      for (std::size_t i = 0; i < size; ++i) step(firms[i], up_to, cities, generator);
      generators[static_cast<std::size_t>(omp_get_thread_num())] = generator;
    }
    counts = count(firms, cities);
  }
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  double revenue = 0.0;  // so that nothing is left out
  for (const Firm& firm : firms) revenue += firm.revenue;
  std::printf("{\"firms\": %zu, \"cities\": %zu, \"years\": %zu, \"threads\": %d, \"seconds\": %.6f, "
              "\"firm_steps_per_second\": %.6g, \"mean_revenue\": %.6g, \"compiler\": \"%s\"}\n",
              size, cities, years, omp_get_max_threads(), seconds,
              static_cast<double>(size) * static_cast<double>(years) / seconds,
              revenue / static_cast<double>(size), __VERSION__);
}
