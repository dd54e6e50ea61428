// How many firms pass through a year of the model in a second on this machine, and how far that is from
// what its memory allows.
//
// A made-up world (scenarios/study/synthetic.hpp) passes through its years twice, with half the firms and
// with all of them, each time in a process of its own: the slope of the two peaks of memory is what a
// firm takes. A firm-step is one firm alive at the start of a year. Opening the market (what cities
// offer, a matter of cities and links) is timed apart from what firms do. Several ranks share one world, and
// measure it in themselves.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "models/decisions.hpp"
#include "scenarios/experiments/workload.hpp"
#include "sim/memory.hpp"

namespace agglomera::scenarios {

struct BenchWorld {
  std::int64_t firms = 10'000'000;
  std::int64_t cities = 64;
  std::int64_t years = 10;
  Workload workload = Workload::full;
  int threads = 1;
  std::uint64_t seed = 1;
};

struct Events {
  std::int64_t exits, entries, moves;
  std::int64_t acquisitions;  // carried out
  std::int64_t choices;       // of a city, by firms that consider another and by founders

  Events& operator+=(const models::Tally& tally);
};

// How often something was to happen and did: asked and seen are shares of the chances.
struct Rate {
  std::int64_t chances;
  double asked, seen, standard_error;
};

// A world that passed through its years.
struct Passage {
  std::int64_t firm_steps, firms_at_start, firms_at_end;
  std::int64_t firms_here;                        // at the end, of this rank
  double setup_seconds, market_seconds, seconds;  // `seconds`: of what firms do, the market apart
  Events events;                                  // of all years
  Rate exit, consideration, offer;                // of the last year
  std::uint64_t state_hash;                       // every field of every firm at the end

  double firm_steps_per_second() const { return static_cast<double>(firm_steps) / seconds; }
};

struct Bench {
  BenchWorld world;
  Passage passage;
  std::vector<std::int64_t> firms_per_rank;
  std::int64_t peak_bytes;  // of the process with all firms; of all ranks together
  double bytes_per_firm;    // slope of the peaks
  double copy_bandwidth_bytes_per_second;
  std::string compiler;
  std::string processor;
  std::string lanes;  // the widest vectors that the program has code for here

  // Of the copy bandwidth, by the bytes that a firm-step can't do without.
  double share_of_bandwidth() const;
};

// A firm's id and revenue read, its revenue written.
inline constexpr double least_bytes_per_firm_step = 4 + 2 + 4 + 4;

struct BenchWatch {
  std::function<void(int done, int of)> progress;  // also called in the processes that measure
  const std::atomic<bool>* stop = nullptr;
};

struct BenchInterrupted : std::runtime_error {
  BenchInterrupted() : std::runtime_error("interrupted; nothing was measured") {}
};

// Throws sim::InputError, before anything is made, when a size is out of range or the memory too small.
void check(const BenchWorld& world,
           std::optional<std::int64_t> available_bytes = sim::available_memory_bytes());

// One world in this process and, where there are several ranks, in all of theirs together.
Passage pass_years(const BenchWorld& world, const BenchWatch& watch);

// Throws BenchInterrupted. To be called before any thread was started.
Bench bench(const BenchWorld& world, const BenchWatch& watch);

}  // namespace agglomera::scenarios
