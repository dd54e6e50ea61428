// What `sweep` costs on top of the bare engine: the same members run in a loop that does nothing else, and
// the same points swept, kept and written, in turn. Asked: 90 % of the bare engine's throughput at least.
//   sweep_overhead EXPERIMENT OUT.h5     points of which no two share their past
#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include "models/conditioning.hpp"
#include "models/initial_state.hpp"
#include "models/year.hpp"
#include "scenarios/experiments/setting.hpp"
#include "scenarios/experiments/sweep.hpp"
#include "scenarios/experiments/sweep_origin.hpp"
#include "sim/errors.hpp"
#include "tests/bench/gates.hpp"

namespace agglomera::scenarios {
namespace {

double seconds_of(const auto& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// From the first to the last year, as an ensemble would; the number of firms, so that nothing is left out.
std::int64_t run_bare(const Variation& variation, const models::Study& study,
                      const sim::Distances& distances, bool conditioned, int member) {
  const Scenario& scenario = variation.scenario;
  const sim::Draws draws(scenario.seed, static_cast<std::uint32_t>(member));
  models::Model model = models::make_model(
      study, models::draw_member(study, scenario.last, draws, scenario.sample_priors),
      scenario.mechanisms, scenario.background, distances);
  models::World world = models::initial_world(model, draws);
  while (world.year < scenario.last) {
    models::pass_year(model, world.year < study.last && conditioned ? std::span<const models::Lever>()
                                                                    : variation.levers,
                      draws, world);
    if (conditioned && world.year == study.last) models::condition(model, draws, world);
  }
  return world.census.total_focal_firms();
}

void run_all_bare(const Sweep& sweep) {
  const Variation& variation = sweep.variation;
  const DesignPoints points(sweep);
  const bool conditioned = is_conditioned(variation.scenario, {Branch{"", variation.levers}});
  std::int64_t firms = 0;
#pragma omp parallel reduction(+ : firms)
  {
    models::Study study = *variation.scenario.study;
#pragma omp for schedule(dynamic, 16)
    for (std::int64_t point = 0; point < points.size(); ++point) {
      study.parameters = setting_at(variation, points.values(point)).parameters;
      const sim::Distances distances = models::usual_distances(study);
      for (int member = 0; member < variation.scenario.members; ++member)
        firms += run_bare(variation, study, distances, conditioned, member);
    }
  }
  fmt::print("bare: {} firms in all\n", firms);
}

void sweep_all(const Sweep& experiment, const std::filesystem::path& out) {
  const Provenance provenance = provenance_of("sweep_overhead");
  PointStore store(out, origin_of(experiment, provenance), provenance.created, false, {});
  const SweepOutcome outcome = sweep(experiment, store);
  output::write_result(sweep_result(experiment, outcome, provenance), out);
  store.remove();
}

int measure(const std::filesystem::path& experiment, const std::filesystem::path& out) {
  Source disk;
  const Sweep sweep = read_sweep(disk, experiment);
  double bare = 1e300, swept = 1e300;
  for (int turn = 0; turn < 3; ++turn) {  // the best of each: others use the machine too
    bare = std::min(bare, seconds_of([&] { run_all_bare(sweep); }));
    swept = std::min(swept, seconds_of([&] { sweep_all(sweep, out); }));
    fmt::print("turn {}: bare {:.2f} s, swept {:.2f} s\n", turn + 1, bare, swept);
  }
  tests::Gates gates;
  gates.asks(bare / swept >= 0.9, "throughput of a sweep", "90 % of the bare engine's",
             fmt::format("{:.1f} % ({} points, {} runs each; {:.0f} and {:.0f} points a second)",
                         100.0 * bare / swept, sweep.points, sweep.variation.scenario.members,
                         static_cast<double>(sweep.points) / swept,
                         static_cast<double>(sweep.points) / bare));
  return gates.exit_code();
}

}  // namespace
}  // namespace agglomera::scenarios

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "sweep_overhead EXPERIMENT OUT.h5\n");
    return 2;
  }
  try {
    return agglomera::scenarios::measure(argv[1], argv[2]);
  } catch (const agglomera::sim::InputError& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;
  }
}
