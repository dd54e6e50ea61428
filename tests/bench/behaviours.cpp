// What each thing that a firm does costs, one firm after another: `items_per_second` are firms, choices or
// draws. The kernel of a year works on rows of firms; these are the plain pieces it is made of.
#include <benchmark/benchmark.h>

#include "models/acquisition.hpp"
#include "models/entry.hpp"
#include "models/relocation.hpp"
#include "tests/bench/made_up_world.hpp"

namespace agglomera::tests {
namespace {

using benchmark::State;

constexpr std::size_t row = sim::DrawBlock::firms;

// Firms 0 … 255 of the year before.
struct Row {
  std::array<std::uint32_t, row> numbers;
  std::array<std::int16_t, row> founded;
  Row() {
    for (std::size_t i = 0; i < row; ++i) numbers[i] = static_cast<std::uint32_t>(i);
    founded.fill(2007);
  }
};

void count(State& state, std::size_t each) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(each));
}

// ln(x/x̄) of 256 firms, as they come.
std::array<double, row> relative_sizes() {
  std::array<double, row> sizes;
  for (std::size_t i = 0; i < row; ++i)
    sizes[i] = sim::Draws(3, 0).named(static_cast<std::uint32_t>(i), 2008, sim::Purpose::bootstrap).normal();
  return sizes;
}

void a_row_of_draws(State& state) {
  const Row firms;
  const sim::Draws draws(1, 0);
  sim::DrawBlock block;
  sim::Year year = 2008;
  for (auto _ : state) {
    draws.firms(firms.numbers, firms.founded, ++year & 0x7FFF, sim::Purpose::exit, block);
    benchmark::DoNotOptimize(block);
  }
  count(state, row);
}
BENCHMARK(a_row_of_draws);

void a_draw_alone(State& state) {
  const sim::Draws draws(1, 0);
  std::uint32_t number = 0;
  for (auto _ : state) {
    sim::Draw draw = draws.firm({++number, 2007}, 2008, sim::Purpose::exit);
    benchmark::DoNotOptimize(draw);
  }
  count(state, 1);
}
BENCHMARK(a_draw_alone);

void exit_of_a_row(State& state) {
  const models::FirmExit exit(0.066, -0.25);
  const auto sizes = relative_sizes();
  for (auto _ : state) {
    double sum = 0.0;
    for (const double size : sizes) sum += exit(1.1, size);
    benchmark::DoNotOptimize(sum);
  }
  count(state, row);
}
BENCHMARK(exit_of_a_row);

void growth_of_a_row(State& state) {
  const models::Growth growth(0.22, -0.2);
  const auto sizes = relative_sizes();
  const Row firms;
  const sim::Draws draws(1, 0);
  std::array<double, row> shocks;
  sim::Year year = 2008;
  for (auto _ : state) {
    draws.firms_laplace(firms.numbers, firms.founded, ++year & 0x7FFF, sim::Purpose::growth, shocks);
    double sum = 0.0;
    for (std::size_t i = 0; i < row; ++i) sum += growth(0.01, sizes[i], shocks[i]);
    benchmark::DoNotOptimize(sum);
  }
  count(state, row);
}
BENCHMARK(growth_of_a_row);

// Places, λ in percent.
void location_choice(State& state) {
  const MadeUpWorld& of = made_up_world(state.range(0) - 1);
  const models::LocationChoice choice(of.model.nests, of.market.base, of.market.offers.utility,
                                      models::nest_noise(static_cast<double>(state.range(1)) / 100.0));
  std::uint32_t number = 0;
  for (auto _ : state) benchmark::DoNotOptimize(choice({++number, 2007}, of.market.year, of.draws));
  count(state, 1);
}
BENCHMARK(location_choice)
    ->ArgNames({"places", "lambda_percent"})
    ->ArgsProduct({{8, 64, 1000, 10000}, {100, 80}});

// Every firm considers another city.
void relocation(State& state) {
  const MadeUpWorld& of = made_up_world(state.range(0));
  const models::Parameters& p = of.model.parameters();
  const models::Relocation considers{1.0, p.border_barrier, p.firm_size_log_sd};
  const sim::LogRevenue size = sim::LogRevenue::of_log_usd(of.market.usual_log_revenue[0]);
  std::uint32_t number = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(considers({++number, 2007}, 0, size, 0.5, of.study, of.model.nests,
                                       of.market, of.draws));
  count(state, 1);
}
BENCHMARK(relocation)->ArgName("cities")->Arg(64)->Arg(1000);

// Every firm gets an offer: the search for its buyer.
void acquisition(State& state) {
  const MadeUpWorld& of = made_up_world(state.range(0));
  const models::Acquisition offered{1.0};
  std::uint32_t number = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(offered({++number, 2007}, 0.5, of.model.nests, of.market, of.draws));
  count(state, 1);
}
BENCHMARK(acquisition)->ArgName("cities")->Arg(64)->Arg(1000);

void entry(State& state) {
  const MadeUpWorld& of = made_up_world(state.range(0));
  const models::Parameters& p = of.model.parameters();
  const models::Entry founded{p.spin_off_share, p.entrant_size, p.entrant_size_log_sd};
  std::uint32_t number = 0;
  for (auto _ : state) {
    models::Entrant entrant = founded(++number, of.model.nests, of.market, of.draws);
    benchmark::DoNotOptimize(entrant);
  }
  count(state, 1);
}
BENCHMARK(entry)->ArgName("cities")->Arg(64)->Arg(1000);

}  // namespace
}  // namespace agglomera::tests

BENCHMARK_MAIN();
