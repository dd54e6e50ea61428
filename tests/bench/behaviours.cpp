// What each thing that a firm does costs: `items_per_second` are firms, choices, offers or draws.
#include <benchmark/benchmark.h>

#include "models/acquisition.hpp"
#include "models/entry.hpp"
#include "models/relocation.hpp"
#include "sim/lanes.hpp"
#include "tests/bench/made_up_world.hpp"

namespace agglomera::tests {
namespace {

using benchmark::State;

constexpr std::size_t row = sim::DrawRow::firms;

// Firms 0 … 255 of the year before, as large as they come.
struct Row {
  std::array<std::uint32_t, row> numbers;
  std::array<std::int16_t, row> founded;
  std::array<sim::LogRevenue, row> sizes;
  Row() {
    for (std::size_t i = 0; i < row; ++i) {
      numbers[i] = static_cast<std::uint32_t>(i);
      sizes[i] = sim::LogRevenue::of_log_usd(
          13.0 + 1.5 * sim::Draws(3, 0).named(numbers[i], 2008, sim::Purpose::bootstrap).normal());
    }
    founded.fill(2007);
  }
};

void count(State& state, std::size_t each) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(each));
}

void a_row_of_draws(State& state) {
  const Row firms;
  const sim::Draws draws(1, 0);
  sim::DrawRow luck;
  sim::Year year = 2008;
  for (auto _ : state) {
    draws.firms(firms.numbers, firms.founded, ++year & 0x7FFF, sim::Purpose::fate, 0, luck);
    benchmark::DoNotOptimize(luck);
  }
  count(state, row);
}
BENCHMARK(a_row_of_draws);

void a_draw_alone(State& state) {
  const sim::Draws draws(1, 0);
  std::uint32_t number = 0;
  for (auto _ : state) {
    sim::Draw draw = draws.firm({++number, 2007}, 2008, sim::Purpose::fate);
    benchmark::DoNotOptimize(draw);
  }
  count(state, 1);
}
BENCHMARK(a_draw_alone);

// The hazards of a row.
AGGLOMERA_WIDEST_LANES
void hazards_of(const sim::LogRevenue* sizes, const models::SizeEffect& effect, std::int32_t* hazards) {
  const models::SizeEffect mine = effect;
  for (std::size_t i = 0; i < row; ++i) hazards[i] = models::FirmExit::hazard(0.066f, mine(sizes[i]));
}

void exit(State& state) {
  const Row firms;
  const models::SizeEffect effect(-0.25, 13.0);
  std::array<std::int32_t, row> hazards;
  for (auto _ : state) {
    hazards_of(firms.sizes.data(), effect, hazards.data());
    benchmark::DoNotOptimize(hazards);
  }
  count(state, row);
}
BENCHMARK(exit);

AGGLOMERA_WIDEST_LANES
void grown_of(const sim::LogRevenue* sizes, const sim::DrawRow& luck, const models::Growth& growth,
              sim::LogRevenue* grown) {
  const models::Growth mine = growth;
  for (std::size_t i = 0; i < row; ++i)
    grown[i] = mine(sizes[i], 0.01f, 0.22f, sim::single_laplace(luck.words[3][i]));
}

void growth(State& state) {
  const Row firms;
  const models::Growth grow{0.22, models::SizeEffect(-0.2, 13.0)};
  sim::DrawRow luck;
  sim::Draws(1, 0).firms(firms.numbers, firms.founded, 2008, sim::Purpose::fate, 0, luck);
  std::array<sim::LogRevenue, row> grown;
  for (auto _ : state) {
    grown_of(firms.sizes.data(), luck, grow, grown.data());
    benchmark::DoNotOptimize(grown);
  }
  count(state, row);
}
BENCHMARK(growth);

// Places, λ in percent; a row of firms throw their darts together.
void location_choice(State& state) {
  const MadeUpWorld& of = made_up_world(state.range(0) - 1);
  const double dissimilarity = static_cast<double>(state.range(1)) / 100.0;
  const std::vector<double> weights = models::choice_weights(of.model.nests, of.market.base,
                                                             of.market.offers.utility, dissimilarity);
  const auto board = models::board_for(nullptr, of.model.nests, dissimilarity, {&weights, 1});
  const models::LocationChoice choice(of.model.nests, dissimilarity, weights, *board,
                                      sim::Purpose::choice);
  const Row firms;
  std::array<sim::PlaceIndex, row> chosen;
  sim::Year year = 2008;
  for (auto _ : state) {
    choice.many(firms.numbers, firms.founded, ++year & 0x7FFF, of.draws, chosen);
    benchmark::DoNotOptimize(chosen);
  }
  count(state, row);
}
BENCHMARK(location_choice)
    ->ArgNames({"places", "lambda_percent"})
    ->ArgsProduct({{8, 64, 1000, 10000}, {100, 80}});

// Every firm considers another city, one after the other.
void relocation(State& state) {
  const MadeUpWorld& of = made_up_world(state.range(0));
  const models::Parameters& p = of.model.parameters();
  const models::Relocation moves{1.0, p.border_barrier, p.firm_size_log_sd};
  const sim::LogRevenue size = of.market.firms[0].usual;
  std::uint32_t number = 0;
  for (auto _ : state) {
    const sim::FirmId firm{++number, 2007};
    const sim::PlaceIndex there = of.market.choice(firm, of.market.year, of.draws);
    benchmark::DoNotOptimize(moves(firm, 0, size, there, of.model, of.market, of.draws));
  }
  count(state, 1);
}
BENCHMARK(relocation)->ArgName("cities")->Arg(64)->Arg(1000)->Arg(10000);

// Every firm gets an offer from somewhere.
void an_offer(State& state) {
  const MadeUpWorld& of = made_up_world(state.range(0));
  std::uint32_t number = 0;
  for (auto _ : state) {
    models::Offer offer = models::offer_to({0, 0}, {++number, 2007}, of.market, of.draws);
    benchmark::DoNotOptimize(offer);
  }
  count(state, 1);
}
BENCHMARK(an_offer)->ArgName("cities")->Arg(64)->Arg(1000)->Arg(10000);

// The offers of a year find their buyers.
void acquisition(State& state) {
  const MadeUpWorld& of = made_up_world(state.range(0), 1'000'000);
  const models::Decisions decided = models::decide(of.model, of.world, of.market, of.draws);
  std::size_t offers = 0;
  for (const models::BlockDecisions& block : decided.blocks) offers += block.offers.size();
  for (auto _ : state) {
    state.PauseTiming();
    models::Decisions decisions = decided;
    state.ResumeTiming();
    benchmark::DoNotOptimize(
        models::carry_out_purchases(of.model, of.world, of.market, of.draws, decisions));
  }
  count(state, offers);
}
BENCHMARK(acquisition)->ArgName("cities")->Arg(64)->Arg(1000)->UseRealTime()->Unit(benchmark::kMillisecond);

void entry(State& state) {
  const MadeUpWorld& of = made_up_world(state.range(0));
  const models::Parameters& p = of.model.parameters();
  const models::Entry found{p.spin_off_share, p.entrant_size_log_sd};
  models::Founders founders;
  std::uint32_t number = 0;
  for (auto _ : state) {
    found(number, 1, row, of.market, of.draws, founders);
    number += row;
    benchmark::DoNotOptimize(founders);
  }
  count(state, row);
}
BENCHMARK(entry)->ArgName("cities")->Arg(64)->Arg(1000)->Arg(10000);

}  // namespace
}  // namespace agglomera::tests

BENCHMARK_MAIN();
