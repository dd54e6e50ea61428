// What a year costs beside its firms, and what it costs with them: distances, weights, the market, the
// census, a whole year, a member of the digital-media study, a policy.
#include <benchmark/benchmark.h>
#include <omp.h>

#include <filesystem>

#include "scenarios/experiments/policy.hpp"
#include "scenarios/experiments/posterior.hpp"
#include "scenarios/experiments/run.hpp"
#include "scenarios/study/scenario_file.hpp"
#include "tests/bench/made_up_world.hpp"

namespace agglomera::tests {
namespace {

using benchmark::State;

void distances(State& state) {
  const MadeUpWorld& of = made_up_world(state.range(0));
  for (auto _ : state) {
    const sim::Distances reached = models::usual_distances(of.study);
    benchmark::DoNotOptimize(reached.data());
  }
}
BENCHMARK(distances)->ArgName("cities")->Arg(64)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);

void radiation_weights(State& state) {
  const MadeUpWorld& of = made_up_world(state.range(0));
  const sim::Distances reached = models::usual_distances(of.study);
  for (auto _ : state) {
    const models::RadiationWeights weights = models::radiation_of(of.study, of.model.member, reached);
    benchmark::DoNotOptimize(weights.data());
  }
}
BENCHMARK(radiation_weights)
    ->ArgName("cities")
    ->Arg(64)
    ->Arg(1000)
    ->Arg(10000)
    ->Unit(benchmark::kMillisecond);

void market(State& state) {
  const MadeUpWorld& of = made_up_world(state.range(0));
  for (auto _ : state) {
    const models::Market opened =
        models::open_market(of.model, of.world, {}, of.world.year + 1, of.draws);
    benchmark::DoNotOptimize(opened.entrants);
  }
}
BENCHMARK(market)->ArgName("cities")->Arg(64)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);

constexpr std::int64_t many = 1'000'000;

void census_of_a_million_firms(State& state) {
  const MadeUpWorld& of = made_up_world(64, many);
  models::World world = of.world;
  for (auto _ : state) {
    models::take_census(of.model, world);
    benchmark::DoNotOptimize(world.census.focal_firms.data());
  }
  state.SetItemsProcessed(state.iterations() * many);
}
BENCHMARK(census_of_a_million_firms)->UseRealTime()->Unit(benchmark::kMillisecond);

// The kernel, and what it is held against; on one core.
void decisions_of_a_million_firms(State& state) {
  const MadeUpWorld& of = made_up_world(64, many);
  omp_set_num_threads(1);
  models::Decisions decisions;
  for (auto _ : state)
    decisions = models::decide(of.model, of.world, of.market, of.draws, std::move(decisions));
  state.SetItemsProcessed(state.iterations() * many);
}
BENCHMARK(decisions_of_a_million_firms)->UseRealTime()->Unit(benchmark::kMillisecond);

void plain_decisions_of_a_million_firms(State& state) {
  const MadeUpWorld& of = made_up_world(64, many);
  for (auto _ : state)
    benchmark::DoNotOptimize(models::decide_plainly(of.model, of.world, of.market, of.draws));
  state.SetItemsProcessed(state.iterations() * many);
}
BENCHMARK(plain_decisions_of_a_million_firms)->UseRealTime()->Unit(benchmark::kMillisecond);

void a_year_of_a_million_firms(State& state) {
  const MadeUpWorld& of = made_up_world(64, many);
  omp_set_num_threads(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    state.PauseTiming();
    models::World world = of.world;
    state.ResumeTiming();
    models::pass_year(of.model, {}, of.draws, world);
    benchmark::DoNotOptimize(world.year);
  }
  state.SetItemsProcessed(state.iterations() * many);
}
BENCHMARK(a_year_of_a_million_firms)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

scenarios::Scenario shipped(const char* file, int members) {
  scenarios::Source disk;
  scenarios::Scenario scenario = scenarios::read_scenario(
      disk, std::filesystem::path(AGGLOMERA_SOURCE) / "scenarios/digital-media" / file,
      {members, std::nullopt});
  scenarios::attach_posterior(scenario, disk);
  return scenario;
}

// Ten years, all mechanisms, on one core.
void a_member_of_the_study(State& state) {
  constexpr int members = 100;
  const scenarios::Scenario baseline = shipped("baseline.toml", members);
  omp_set_num_threads(1);
  for (auto _ : state) benchmark::DoNotOptimize(scenarios::run_ensemble(baseline).members);
  state.SetItemsProcessed(state.iterations() * members);
}
BENCHMARK(a_member_of_the_study)->Unit(benchmark::kMillisecond);

// Twenty years, conditioned on the last observed one, in every world that a policy is seen in.
void a_policy(State& state) {
  constexpr int members = 20;
  const scenarios::Scenario policy = shipped("policies/strengthen-bsgs-radiation.toml", members);
  omp_set_num_threads(1);
  for (auto _ : state) benchmark::DoNotOptimize(scenarios::run_policies({policy}).ensemble.members);
  state.SetItemsProcessed(state.iterations() * members);
}
BENCHMARK(a_policy)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace agglomera::tests
